//! The request for one track of a list: an intent at a place of the path, and what the goal adds to it.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{AudioFeatures, Track};
use crate::domain::music::goal::Goal;
use crate::domain::music::intent::Intent;
use crate::domain::music::meaning::Sung;
use crate::domain::music::need::Need;
use crate::domain::music::path::MoodPath;
use crate::domain::quantity::{Bpm, Fraction};

/// The request for one track of a list: an intent at a place of the path, and what the goal adds to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// The place of the path on the mood plane.
    pub place: Place,
    /// The sound that is asked for at this place.
    pub intent: Intent,
    /// The degree to which words disturb: 0 not at all, 1 for [`Goal::Focus`].
    pub wordless: Fraction,
    /// The feelings that the track should suit.
    pub need: Need,
}

/// The cost of sung words under [`Goal::Focus`], in widths: more than any mood can be off. Sung words
/// disturb reading and remembering more than instrumental music does (Perham & Currie, "Does listening to preferred
/// music improve reading comprehension performance?", 2014).
const WORDS_COST: f32 = 4.0;
/// The further cost of rapped words under [`Goal::Focus`], in widths.
// The catalogue has no measure of speech but the genre.
const SPEECH_COST: f32 = 1.0;

impl Aim {
    /// The distance of a track's words from what is asked for, in widths.
    #[must_use]
    pub fn words_distance(&self, track: &Track) -> f32 {
        let sung = match track.annotation.sung {
            Sung::No => 0.0,
            Sung::Little => 0.5,
            Sung::Yes => 1.0,
        };
        let speech = if self.wordless.get() > 0.0 && is_spoken(&track.genre) {
            SPEECH_COST
        } else {
            0.0
        };
        self.wordless.get() * (WORDS_COST * sung + speech)
    }

    /// The distance of a track's sound from this aim, in widths: 0 is a perfect fit. The intent's distance with the
    /// words as one more axis; what the song means costs beside it ([`Need::cost`]).
    #[must_use]
    pub fn distance(&self, track: &Track) -> f32 {
        let sound = self.intent.distance(track);
        let words = self.words_distance(track);
        (sound * sound + words * words).sqrt()
    }
}

/// Tells if a genre is spoken rather than sung.
fn is_spoken(genre: &str) -> bool {
    genre
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "hip" | "hiphop" | "rap" | "trap" | "drill" | "comedy"))
}

/// Makes one aim for each place of a path, in order. The first is `start`, which may know more than its place (a
/// blend of emotions, say); the surplus fades until the last place, which is the goal's alone. A path that stays
/// keeps `start` throughout; [`Goal::Focus`] has nothing of it.
#[must_use]
pub fn aims_along(path: &MoodPath, start: &Intent) -> Vec<Aim> {
    let wordless = Fraction::clamped(f32::from(u8::from(path.goal() == Goal::Focus)));
    let plain = |place: Place| Intent::for_mood(&place.as_mood());
    let first = path.places().first().copied().unwrap_or_default();
    let length = path
        .places()
        .last()
        .map_or(0.0, |last| last.distance(first));
    path.places()
        .iter()
        .map(|place| {
            let left = if path.goal() == Goal::Focus {
                0.0
            } else if length > 0.0 {
                1.0 - place.distance(first) / length
            } else {
                1.0
            };
            let intent = shifted(&plain(*place), &plain(first), start, left);
            Aim {
                place: *place,
                intent,
                wordless,
                need: need_at(path, start, left, &intent),
            }
        })
        .collect()
}

/// The need where `left` of the way remains. Who has arrived, or wants no words, needs what the goal does.
fn need_at(path: &MoodPath, start: &Intent, left: f32, here: &Intent) -> Need {
    let goal = path.goal();
    match goal {
        Goal::Match => Need::of_intent(here),
        Goal::Focus => Need::towards(start, goal, 1.0, here),
        _ if !path.moves() => Need::towards(start, goal, 1.0, here),
        _ => Need::towards(start, goal, 1.0 - left, here),
    }
}

/// Adds to `intent` the given share of all that `richer` has beyond `plain`.
fn shifted(intent: &Intent, plain: &Intent, richer: &Intent, share: f32) -> Intent {
    let mut shifted = *intent;
    let more = |own: Fraction, plain: Fraction, richer: Fraction| {
        Fraction::clamped(own.get() + share * (richer.get() - plain.get()))
    };
    shifted.valence = more(intent.valence, plain.valence, richer.valence);
    shifted.energy = more(intent.energy, plain.energy, richer.energy);
    shifted.acousticness = more(intent.acousticness, plain.acousticness, richer.acousticness);
    shifted.fury = more(intent.fury, plain.fury, richer.fury);
    shifted.tempo =
        Bpm::clamped(intent.tempo.get() + share * (richer.tempo.get() - plain.tempo.get()));
    shifted
}

/// The projection of a track's sound onto the mood plane: [`Intent::for_mood`] inverted on valence and energy.
#[derive(Debug, Clone, Copy)]
pub struct PlaneProjection {
    /// The music's valence that the lowest, the middle and the highest mood ask for; `energy` likewise.
    valence: [f32; 3],
    energy: [f32; 3],
}

impl Default for PlaneProjection {
    fn default() -> Self {
        let [low, middle, high] =
            [-1.0, 0.0, 1.0].map(|value| Intent::for_mood(&Place::clamped(value, value).as_mood()));
        Self {
            valence: [low, middle, high].map(|intent| intent.valence.get()),
            energy: [low, middle, high].map(|intent| intent.energy.get()),
        }
    }
}

impl PlaneProjection {
    /// The place on the mood plane whose mood a track of these features matches best.
    #[must_use]
    pub fn place_of(&self, features: &AudioFeatures) -> Place {
        let back = |[low, middle, high]: [f32; 3], value: Fraction| {
            let from_middle = value.get() - middle;
            let side = if from_middle < 0.0 {
                middle - low
            } else {
                high - middle
            };
            from_middle / side
        };
        Place::clamped(
            back(self.valence, features.valence),
            back(self.energy, features.energy),
        )
    }
}

/// The place on the mood plane whose mood a track of these features matches best. For many tracks keep a
/// [`PlaneProjection`].
#[must_use]
pub fn place_of(features: &AudioFeatures) -> Place {
    PlaneProjection::default().place_of(features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_what_is_known_and_ends_with_the_goal() {
        let from = Place::clamped(-0.6, -0.3);
        let mut start = Intent::for_mood(&from.as_mood());
        start.acousticness = Fraction::MAX;
        let path = MoodPath::new(from, Goal::Lift, 10);
        let aims = aims_along(&path, &start);
        assert_eq!(aims.len(), 10);
        assert!((aims[0].intent.acousticness.get() - 1.0).abs() < 1e-5);
        assert_eq!(
            aims[9].intent,
            Intent::for_mood(&path.destination().as_mood())
        );
    }

    #[test]
    fn a_stay_keeps_what_is_known() {
        let from = Place::clamped(0.3, -0.4);
        let mut start = Intent::for_mood(&from.as_mood());
        start.fury = Fraction::clamped(0.5);
        let aims = aims_along(&MoodPath::new(from, Goal::Match, 10), &start);
        assert!(
            aims.iter()
                .all(|aim| (aim.intent.fury.get() - 0.5).abs() < 1e-5)
        );
    }

    #[test]
    fn a_track_made_for_a_mood_lies_at_its_place() {
        for (valence, arousal) in [(-0.6, -0.3), (0.0, 0.0), (0.8, 0.5), (0.4, -0.7)] {
            let place = Place::clamped(valence, arousal);
            let intent = Intent::for_mood(&place.as_mood());
            let back = place_of(&AudioFeatures {
                valence: intent.valence,
                energy: intent.energy,
                danceability: Fraction::MIN,
                tempo: intent.tempo,
                acousticness: intent.acousticness,
                instrumentalness: Fraction::MIN,
            });
            assert!(back.distance(place) < 1e-4);
        }
    }
}
