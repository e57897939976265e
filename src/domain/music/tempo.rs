//! Tempi and their octaves: what one list counts at 80 beats a minute another counts at 160.

use crate::domain::quantity::Bpm;

/// How far `tempo` is from `target` in octaves, with `tempo` folded by two and by a half to where it is
/// nearest: 0 to 0.5. Symmetric. Music without a beat is half an octave from everything.
#[must_use]
pub fn octaves_apart(tempo: Bpm, target: Bpm) -> f32 {
    if tempo.get() <= 0.0 || target.get() <= 0.0 {
        return if tempo == target { 0.0 } else { 0.5 };
    }
    let octaves = (tempo.get() / target.get()).log2();
    // Published tempi are off by one octave, not by several.
    [octaves - 1.0, octaves, octaves + 1.0]
        .into_iter()
        .map(f32::abs)
        .fold(f32::INFINITY, f32::min)
        .min(0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_is_symmetric_and_knows_no_octaves(a in 30.0_f32..199.0, b in 30.0_f32..199.0) {
            let bpm = Bpm::clamped;
            let apart = octaves_apart(bpm(a), bpm(b));
            prop_assert!((0.0..=0.5).contains(&apart));
            prop_assert!((apart - octaves_apart(bpm(b), bpm(a))).abs() < 1e-4);
            prop_assert!(octaves_apart(bpm(a * 2.0), bpm(a)) < 1e-4);
        }
    }

    #[test]
    fn music_without_a_beat_is_far_from_any_tempo() {
        assert!((octaves_apart(Bpm::MIN, Bpm::clamped(100.0)) - 0.5).abs() < 1e-6);
    }
}
