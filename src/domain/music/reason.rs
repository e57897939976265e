//! The reasons for a track in the list, in words made from the terms of its score.

use crate::domain::mood::circumplex::word_for;
use crate::domain::music::aim::Aim;
use crate::domain::music::catalogue::Track;
use crate::domain::music::intent::{Intent, IntentAxis};
use crate::domain::music::meaning::{Feeling, Sung, Theme};
use crate::domain::music::taste::explain::Contribution;
use crate::domain::music::taste::scorer::Liking;
use crate::domain::order::sort_by;
use std::fmt;

/// A reason for a track. Its [`fmt::Display`] is a part of a sentence, in lower case.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The mood asks for this quality of the track.
    Close(Quality),
    /// The track is, all in all, near the mood of this word.
    Near(&'static str),
    /// The track is a step of a path.
    Step {
        /// The step's number, counted from one.
        at: usize,
        /// The number of steps of the path.
        of: usize,
        /// The word for the mood the path leads to.
        towards: &'static str,
    },
    /// The song is about this, and that suits the mood: "about letting go".
    About(&'static str),
    /// The track has no words, and none were asked for.
    Wordless,
    /// The taste pulls the track up.
    Liked(Contribution),
    /// The track is tried, since little is known of how it is liked.
    Try,
    /// The track is off in the direction this quality names; said so that the list is honest.
    But(Quality),
}

/// The sound of a track on one axis, compared with all music or with the intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word it shows")]
pub enum Quality {
    Dark,
    Bittersweet,
    Warm,
    Bright,
    Gentle,
    Steady,
    Driving,
    Intense,
    Slow,
    Unhurried,
    Quick,
    Fast,
    Acoustic,
    Electric,
    Raw,
    Brighter,
    Darker,
    Stronger,
    Softer,
    Faster,
    Slower,
}

impl Quality {
    const fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Bittersweet => "bittersweet",
            Self::Warm => "warm",
            Self::Bright => "bright",
            Self::Gentle => "gentle",
            Self::Steady => "steady",
            Self::Driving => "driving",
            Self::Intense => "intense",
            Self::Slow => "slow",
            Self::Unhurried => "unhurried",
            Self::Quick => "quick",
            Self::Fast => "fast",
            Self::Acoustic => "acoustic",
            Self::Electric => "electric",
            Self::Raw => "raw",
            Self::Brighter => "brighter",
            Self::Darker => "darker",
            Self::Stronger => "stronger",
            Self::Softer => "softer",
            Self::Faster => "faster",
            Self::Slower => "slower",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close(quality) => out.write_str(quality.word()),
            Self::Near(word) => write!(out, "close to your {word}"),
            Self::Step { at, of, towards } => write!(out, "step {at} of {of} towards {towards}"),
            Self::About(what) => out.write_str(what),
            Self::Wordless => out.write_str("no words"),
            Self::Liked(contribution) => contribution.fmt(out),
            Self::Try => out.write_str("something new for you"),
            Self::But(quality) => write!(out, "a little {} than you", quality.word()),
        }
    }
}

/// Phrases the reasons as one text: "Bright and quick, a little softer than you".
#[must_use]
pub fn phrase_reasons(reasons: &[Reason]) -> String {
    let mut text = String::new();
    let mut was_quality = false;
    for (at, reason) in reasons.iter().enumerate() {
        let joint = match reason {
            _ if at == 0 => "",
            Reason::Close(_) if was_quality => " and ",
            _ => ", ",
        };
        text += joint;
        text += &reason.to_string();
        was_quality = matches!(reason, Reason::Close(_));
    }
    // The words are ASCII: the first byte is the first letter.
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The deviation, in widths, from which on an axis is no reason for a track but one against it.
const OFF: f32 = 0.9;

/// The facts that speak for a track, as the draw knew them.
#[derive(Debug)]
pub(super) struct ReasonInputs<'a> {
    pub track: &'a Track,
    pub aim: &'a Aim,
    pub distance: f32,
    /// The step's number, the number of steps, and the word for the mood they lead to.
    pub step: Option<(usize, usize, &'static str)>,
    /// The contributions of the taste, strongest first.
    pub contributions: Vec<Contribution>,
    pub liking: Liking,
}

/// The distance, in widths, up to which a track is close to its mood as a whole.
const CLOSE: f32 = 0.8;
/// The share of a thumb from which on a contribution of the taste is a reason.
const TELLING: f32 = 0.1;
/// The difference between drawn and believed liking from which on a track counts as tried.
// A liking that was drawn so much higher than it is believed is what brought the track here.
const DARING: f64 = 0.25;

impl ReasonInputs<'_> {
    /// The meaning, where it suits the mood, and the axes that fit best, as qualities; the step or the mood; the word
    /// of the taste; and the axis that is furthest off, if it is.
    pub fn reasons(&self) -> Vec<Reason> {
        let said = &self.track.annotation;
        let suits = said.feelings.contains(self.aim.need.feeling());
        let about = about(said.theme).filter(|_| suits && said.sung != Sung::No);
        let mut reasons: Vec<_> = about.map(Reason::About).into_iter().collect();
        let (close, furthest) = by_sound(self.track, &self.aim.intent);
        reasons.extend(close.into_iter().take(2 - reasons.len()));
        let wordless = self.aim.wordless.get() > 0.0 && said.sung == Sung::No;
        reasons.extend(wordless.then_some(Reason::Wordless));
        reasons.extend(match self.step {
            Some((at, of, towards)) => Some(Reason::Step { at, of, towards }),
            None => (self.distance <= CLOSE).then(|| {
                Reason::Near(match self.aim.need.feeling() {
                    // On the plane both lie where anger does.
                    Feeling::Fearful => "anxious",
                    Feeling::Disgusted => "scornful",
                    _ => word_for(self.aim.place),
                })
            }),
        });
        reasons.extend(self.taste_reason());
        reasons.extend(furthest);
        reasons
    }

    fn taste_reason(&self) -> Option<Reason> {
        let strongest = self.contributions.iter().find(|one| one.strength > 0.0);
        match strongest {
            Some(one) if one.strength >= TELLING => Some(Reason::Liked(one.clone())),
            _ if self.liking.drawn - self.liking.believed >= DARING => Some(Reason::Try),
            _ => None,
        }
    }
}

/// The subject of a song in words, if it has one.
#[must_use]
pub const fn about(theme: Theme) -> Option<&'static str> {
    Some(match theme {
        Theme::None => return None,
        Theme::Love => "about love",
        Theme::Longing => "about longing",
        Theme::Breakup => "about letting go",
        Theme::Grief => "about loss",
        Theme::Anger => "about anger",
        Theme::Fear => "about unease",
        Theme::Defiance => "about standing firm",
        Theme::Party => "made to celebrate",
        Theme::Faith => "about faith",
        Theme::Memory => "about what was",
        Theme::Nature => "about nature",
        Theme::Story => "tells a story",
    })
}

/// The two axes that fit best, as qualities, and the one that is furthest off, if it is.
fn by_sound(track: &Track, intent: &Intent) -> (Vec<Reason>, Option<Reason>) {
    let mut terms: Vec<_> = intent.terms(track).into_iter().collect();
    sort_by(&mut terms, |a, b| {
        a.deviation.abs().total_cmp(&b.deviation.abs())
    });
    let close = terms
        .iter()
        .filter_map(|term| quality(track, intent, term.axis))
        .take(2)
        .map(Reason::Close)
        .collect();
    let furthest = terms.iter().rev().find_map(|term| {
        let off = term.deviation.abs() >= OFF;
        off.then(|| comparison(term.axis, term.deviation > 0.0))
            .flatten()
    });
    (close, furthest.map(Reason::But))
}

/// The track's quality on an axis, if it is worth a word.
fn quality(track: &Track, intent: &Intent, axis: IntentAxis) -> Option<Quality> {
    let features = &track.features;
    let of = |value: f32, steps: [f32; 3], words: [Quality; 4]| {
        let [a, b, c] = steps;
        let [low, lower, higher, high] = words;
        if value < a {
            low
        } else if value < b {
            lower
        } else if value < c {
            higher
        } else {
            high
        }
    };
    // The steps are near the quarters of the public tables.
    Some(match axis {
        IntentAxis::Valence => of(
            features.valence.get(),
            [0.25, 0.48, 0.75],
            [
                Quality::Dark,
                Quality::Bittersweet,
                Quality::Warm,
                Quality::Bright,
            ],
        ),
        IntentAxis::Energy => of(
            features.energy.get(),
            [0.4, 0.65, 0.85],
            [
                Quality::Gentle,
                Quality::Steady,
                Quality::Driving,
                Quality::Intense,
            ],
        ),
        IntentAxis::Tempo => of(
            features.tempo.get(),
            [85.0, 108.0, 135.0],
            [
                Quality::Slow,
                Quality::Unhurried,
                Quality::Quick,
                Quality::Fast,
            ],
        ),
        IntentAxis::Acousticness if features.acousticness.get() >= 0.6 => Quality::Acoustic,
        IntentAxis::Acousticness
            if features.acousticness.get() <= 0.05 && intent.energy.get() > 0.7 =>
        {
            Quality::Electric
        }
        IntentAxis::Style if intent.fury.get() > 0.5 => Quality::Raw,
        IntentAxis::Acousticness | IntentAxis::Style => return None,
    })
}

/// The direction in which the track is off, in words; not every axis has them.
const fn comparison(axis: IntentAxis, more: bool) -> Option<Quality> {
    Some(match (axis, more) {
        (IntentAxis::Valence, true) => Quality::Brighter,
        (IntentAxis::Valence, false) => Quality::Darker,
        (IntentAxis::Energy, true) => Quality::Stronger,
        (IntentAxis::Energy, false) => Quality::Softer,
        (IntentAxis::Tempo, true) => Quality::Faster,
        (IntentAxis::Tempo, false) => Quality::Slower,
        (IntentAxis::Acousticness | IntentAxis::Style, _) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::taste::explain::Preference;

    #[test]
    fn reasons_read_as_a_phrase() {
        let close = |quality| Reason::Close(quality);
        let reasons = [
            close(Quality::Bright),
            close(Quality::Quick),
            Reason::But(Quality::Softer),
        ];
        assert_eq!(
            phrase_reasons(&reasons),
            "Bright and quick, a little softer than you"
        );
        assert_eq!(phrase_reasons(&reasons[..1]), "Bright");
        assert_eq!(phrase_reasons(&[]), "");
    }

    #[test]
    fn the_mood_the_step_and_the_taste_follow_the_sound() {
        let step = Reason::Step {
            at: 3,
            of: 10,
            towards: "lively",
        };
        let liked = Reason::Liked(Contribution {
            preference: Preference::Artist("Nina Simone".into()),
            when: None,
            strength: 0.4,
            more: true,
            ups: 2,
        });
        let reasons = [
            Reason::Close(Quality::Slow),
            Reason::Close(Quality::Warm),
            Reason::Near("calm"),
            step,
            liked,
        ];
        assert_eq!(
            phrase_reasons(&reasons[..3]),
            "Slow and warm, close to your calm"
        );
        assert_eq!(
            phrase_reasons(&reasons[3..]),
            "Step 3 of 10 towards lively, you liked two tracks by Nina Simone"
        );
    }
}
