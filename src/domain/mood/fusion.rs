//! Affects of several sources to one: what a person states overrules what is observed of anybody, and sources of one
//! kind are weighted by how sure each is, axis by axis.
//!
//! A new source of mood is a variant of [`AffectSource`] and its [`Evidence`]; nothing else here knows one by name.

use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::place::Place;
use crate::domain::quantity::{Balance, Fraction};

/// Source from which an affect comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffectSource {
    /// Face seen by the camera.
    Face,
    /// Hand that points at the mood plane.
    Hand,
    /// Mood written in words.
    Words,
}

impl AffectSource {
    /// Kind of evidence that the source gives.
    #[must_use]
    pub const fn evidence(self) -> Evidence {
        match self {
            Self::Face => Evidence::Observed,
            Self::Hand | Self::Words => Evidence::Stated,
        }
    }
}

/// Kind of evidence for an affect; a later kind overrules an earlier one, however confident that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Affect read off a person, who may feel otherwise.
    Observed,
    /// Affect stated by a person, who knows best; it holds until it is taken back.
    Stated,
}

/// An affect together with its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourcedAffect {
    /// Source from which the affect comes.
    pub source: AffectSource,
    /// Affect that the source tells.
    pub affect: Affect,
}

/// Affect that several sources amount to together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FusedAffect {
    /// Affect after fusion, with its confidence.
    pub affect: Affect,
    /// Kind of evidence on which the affect rests.
    pub evidence: Evidence,
}

/// Fuses the affects of all sources that count into one, whatever their order; `None` when there are none.
///
/// Only the strongest kind of [`Evidence`] counts. On each axis the result lies at the mean of the affects, weighted by
/// their confidences, and its confidence is the mean of these by the same weights: sources that agree or disagree make
/// it neither more confident than the most confident of them nor less than the least.
#[must_use]
pub fn fuse_affects(affects: &[SourcedAffect]) -> Option<FusedAffect> {
    let evidence = affects
        .iter()
        .map(|sourced| sourced.source.evidence())
        .max()?;
    let counted: Vec<Affect> = affects
        .iter()
        .filter(|sourced| sourced.source.evidence() == evidence)
        .map(|sourced| sourced.affect)
        .collect();
    let affect = match counted.as_slice() {
        // As it is: a mean of one would be rounded.
        [only] => *only,
        several => mean(several),
    };
    Some(FusedAffect { affect, evidence })
}

fn mean(affects: &[Affect]) -> Affect {
    let (valence, sure_of_valence) = mean_on_axis(
        affects
            .iter()
            .map(|affect| (affect.place.valence, affect.confidence.valence)),
    );
    let (arousal, sure_of_arousal) = mean_on_axis(
        affects
            .iter()
            .map(|affect| (affect.place.arousal, affect.confidence.arousal)),
    );
    Affect {
        place: Place { valence, arousal },
        confidence: AxisConfidence {
            valence: sure_of_valence,
            arousal: sure_of_arousal,
        },
    }
}

/// Weighted mean of positions on one axis, by their confidences, and the mean of these by the same weights. Without any
/// confidence it is the middle, with no confidence.
fn mean_on_axis(parts: impl Iterator<Item = (Balance, Fraction)>) -> (Balance, Fraction) {
    let (mut weight, mut positions, mut confidences) = (0.0, 0.0, 0.0);
    for (position, confidence) in parts {
        let confidence = confidence.get();
        weight += confidence;
        positions += position.get() * confidence;
        confidences += confidence * confidence;
    }
    if weight > 0.0 {
        (
            Balance::clamped(positions / weight),
            Fraction::clamped(confidences / weight),
        )
    } else {
        (Balance::MIDDLE, Fraction::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn affect(valence: f32, arousal: f32, confidence: (f32, f32)) -> Affect {
        Affect {
            place: Place::clamped(valence, arousal),
            confidence: AxisConfidence {
                valence: Fraction::clamped(confidence.0),
                arousal: Fraction::clamped(confidence.1),
            },
        }
    }

    fn of(source: AffectSource, affect: Affect) -> SourcedAffect {
        SourcedAffect { source, affect }
    }

    fn face(affect: Affect) -> SourcedAffect {
        of(AffectSource::Face, affect)
    }

    fn is_near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-5
    }

    #[test]
    fn nobody_says_nothing() {
        assert_eq!(fuse_affects(&[]), None);
    }

    #[test]
    fn one_source_is_taken_at_its_word() {
        let alone = affect(0.3, -0.7, (0.1, 0.9));
        let fused = fuse_affects(&[face(alone)]).unwrap();
        assert_eq!(fused.affect, alone);
        assert_eq!(fused.evidence, Evidence::Observed);
    }

    #[test]
    fn a_hand_or_words_overrule_a_face_however_sure_it_is() {
        let smile = face(affect(0.8, 0.5, (1.0, 1.0)));
        let said = affect(-0.6, -0.4, (0.2, 0.2));
        for source in [AffectSource::Hand, AffectSource::Words] {
            for both in [[smile, of(source, said)], [of(source, said), smile]] {
                let fused = fuse_affects(&both).unwrap();
                assert_eq!(fused.affect, said);
                assert_eq!(fused.evidence, Evidence::Stated);
            }
        }
    }

    #[test]
    fn the_surer_of_two_faces_weighs_more() {
        let fused = fuse_affects(&[
            face(affect(1.0, 0.0, (0.9, 0.9))),
            face(affect(-1.0, 0.0, (0.3, 0.3))),
        ])
        .unwrap()
        .affect;
        assert!(is_near(fused.place.valence.get(), 0.5));
        assert!(is_near(fused.confidence.valence.get(), 0.75));
    }

    #[test]
    fn each_axis_follows_whoever_knows_it() {
        let knows_valence = affect(0.8, -0.5, (1.0, 0.0));
        let knows_arousal = affect(-0.2, 0.6, (0.0, 1.0));
        let fused = fuse_affects(&[face(knows_valence), face(knows_arousal)])
            .unwrap()
            .affect;
        assert_eq!(fused.place, Place::clamped(0.8, 0.6));
        assert_eq!(fused.confidence, AxisConfidence::CERTAIN);
    }

    #[test]
    fn guesses_make_a_guess() {
        let guess = face(affect(0.9, 0.9, (0.0, 0.0)));
        let fused = fuse_affects(&[guess, guess]).unwrap().affect;
        assert_eq!(fused.place, Place::MIDDLE);
        assert_eq!(fused.confidence.overall(), Fraction::MIN);
    }

    prop_compose! {
        fn any_affect()(
            valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
            sure_of_valence in 0.01_f32..=1.0, sure_of_arousal in 0.01_f32..=1.0,
        ) -> Affect {
            affect(valence, arousal, (sure_of_valence, sure_of_arousal))
        }
    }

    fn any_source() -> impl Strategy<Value = AffectSource> {
        prop::sample::select(vec![
            AffectSource::Face,
            AffectSource::Hand,
            AffectSource::Words,
        ])
    }

    prop_compose! {
        fn any_sources()(
            sources in prop::collection::vec((any_source(), any_affect()), 1..6),
        ) -> Vec<SourcedAffect> {
            sources.into_iter().map(|(source, affect)| of(source, affect)).collect()
        }
    }

    proptest! {
        #[test]
        fn the_order_of_sources_does_not_matter(sources in any_sources(), turn in 0_usize..6) {
            let mut turned = sources.clone();
            turned.rotate_left(turn % sources.len());
            turned.reverse();
            let (one, other) = (fuse_affects(&sources).unwrap(), fuse_affects(&turned).unwrap());
            prop_assert_eq!(one.evidence, other.evidence);
            prop_assert!(one.affect.place.distance(other.affect.place) < 1e-4);
            let (one, other) = (one.affect.confidence, other.affect.confidence);
            prop_assert!((one.valence.get() - other.valence.get()).abs() < 1e-4);
            prop_assert!((one.arousal.get() - other.arousal.get()).abs() < 1e-4);
        }

        #[test]
        fn what_comes_of_sources_lies_between_those_that_count(sources in any_sources()) {
            let fused = fuse_affects(&sources).unwrap();
            let counted = || sources.iter().filter(|one| one.source.evidence() == fused.evidence);
            let is_between = |value: f32, of: fn(&Affect) -> f32| {
                let all: Vec<f32> = counted().map(|sourced| of(&sourced.affect)).collect();
                let least = all.iter().copied().fold(f32::INFINITY, f32::min);
                let most = all.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                (least - 1e-4..=most + 1e-4).contains(&value)
            };
            let affect = &fused.affect;
            prop_assert!(is_between(affect.place.valence.get(), |one| one.place.valence.get()));
            prop_assert!(is_between(affect.place.arousal.get(), |one| one.place.arousal.get()));
            prop_assert!(is_between(affect.confidence.valence.get(), |one| one.confidence.valence.get()));
            prop_assert!(is_between(affect.confidence.arousal.get(), |one| one.confidence.arousal.get()));
        }

        #[test]
        fn a_source_that_knows_nothing_of_an_axis_moves_nothing_on_it(
            known in any_affect(), valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0,
        ) {
            let unknowing = affect(valence, arousal, (0.0, 0.0));
            let fused = fuse_affects(&[face(known), face(unknowing)]).unwrap().affect;
            prop_assert!(fused.place.distance(known.place) < 1e-4);
        }
    }
}
