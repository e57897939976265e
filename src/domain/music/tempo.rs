//! Tempi and their octaves: what one list counts at 80 beats a minute another counts at 160.

use crate::domain::quantity::Bpm;

/// The distance between two tempi in octaves, with `tempo` folded by two and by a half to where it is nearest: 0 to
/// 0.5. Symmetric. Music without a beat is half an octave from everything.
#[must_use]
pub fn octaves_apart(tempo: Bpm, target: Bpm) -> f32 {
    if tempo.get() <= 0.0 || target.get() <= 0.0 {
        return if tempo == target { 0.0 } else { 0.5 };
    }
    let octaves = binary_logarithm(tempo.get()) - binary_logarithm(target.get());
    // Published tempi are off by one octave, not by several.
    [octaves - 1.0, octaves, octaves + 1.0]
        .into_iter()
        .map(f32::abs)
        .fold(f32::INFINITY, f32::min)
        .min(0.5)
}

/// The logarithm to base two of a positive, normal number, within 1e-6: exponent plus the series of the inverse
/// hyperbolic tangent.
// Made of nothing but additions, multiplications and divisions, which IEEE 754 rounds alike everywhere, since the
// `log2` of a browser and that of a system differ in their last bits, and a list must not.
fn binary_logarithm(of: f32) -> f32 {
    const MANTISSA_BITS: u32 = 23;
    const EXPONENT_OF_ONE: u32 = 127;
    let exponent = (of.to_bits() >> MANTISSA_BITS) & 0xFF;
    let mantissa = f32::from_bits(of.to_bits() & 0x007F_FFFF | EXPONENT_OF_ONE << MANTISSA_BITS);
    let whole = f32::from(u8::try_from(exponent).unwrap_or(u8::MAX)) - 127.0;
    // 1 to 2 is brought to 0.71 to 1.41, where the series is short.
    let (whole, mantissa) = if mantissa > std::f32::consts::SQRT_2 {
        (whole + 1.0, mantissa / 2.0)
    } else {
        (whole, mantissa)
    };
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let s2 = s * s;
    let series = s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0))));
    whole + series * (2.0 * std::f32::consts::LOG2_E)
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

    proptest! {
        #[test]
        fn the_logarithm_is_that_of_the_standard_library(of in 0.01_f32..1000.0) {
            prop_assert!((binary_logarithm(of) - of.log2()).abs() < 2e-6);
        }
    }

    #[test]
    fn music_without_a_beat_is_far_from_any_tempo() {
        assert!((octaves_apart(Bpm::MIN, Bpm::clamped(100.0)) - 0.5).abs() < 1e-6);
    }
}
