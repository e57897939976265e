//! The regions of the emotions in music, by valence, energy and tempo, with the sources for their places.
//!
//! The seed article's boxes are not published with numbers we could check, so these are ours, set from three kinds
//! of source: Russell's circumplex for the place on the plane (1980), studies of how emotions sound, and the spread
//! of the public tables (valence 0.13–0.89, energy 0.36–0.95 from the 5th to the 95th percentile). A region is a
//! centre to be near, not a box to be in: a hard box leaves sad and calm with a handful of tracks.

use crate::domain::emotion::{Emotion, EmotionScores};
use crate::domain::music::intent::Intent;
use crate::domain::music::track::TrackSound;
use crate::domain::quantity::{Bpm, Fraction};

/// A region of music: the sound that one emotion, or calm, asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MusicRegion {
    /// The region's name, as a word for people.
    pub name: &'static str,
    /// The sound that a mood asks for that is all of this emotion.
    pub centre: Intent,
    /// The source of the numbers: a paper or a table.
    pub source: &'static str,
}

/// The distance from a region's centre, in widths, up to which a track counts as near: on three axes a good half of a
/// width off each.
// Empirical: it is about how far the best hundred of a thousand tracks reach.
pub const NEAR: f32 = 1.5;

impl MusicRegion {
    /// The region of one of the seven emotions.
    #[must_use]
    pub fn of(emotion: Emotion) -> Self {
        let name = emotion.name();
        match emotion {
            Emotion::Angry => Self::new(name, [0.30, 0.84, 0.06, 1.0], 132.0, SPEECH_AND_SONG),
            Emotion::Disgusted => Self::new(name, [0.28, 0.70, 0.15, 0.2], 114.0, PLANE),
            Emotion::Fearful => Self::new(name, [0.22, 0.70, 0.20, 0.0], 118.0, FILM_MUSIC),
            Emotion::Happy => Self::new(name, [0.82, 0.76, 0.14, 0.0], 122.0, SPEECH_AND_SONG),
            Emotion::Sad => Self::new(name, [0.25, 0.40, 0.50, 0.0], 96.0, SPEECH_AND_SONG),
            Emotion::Surprised => Self::new(name, [0.68, 0.82, 0.10, 0.0], 128.0, PLANE),
            Emotion::Neutral => Self::new(name, [0.50, 0.60, 0.26, 0.0], 110.0, MIDDLE),
        }
    }

    /// The region of calm, which no face shows but hands, words and goals ask for.
    #[must_use]
    pub fn calm() -> Self {
        Self::new("Calm", [0.62, 0.28, 0.70, 0.0], 90.0, SPEECH_AND_SONG)
    }

    /// All eight regions: the seven emotions in the order of [`Emotion::ALL`], then calm.
    #[must_use]
    pub fn all() -> [Self; 8] {
        let mut all = [Self::calm(); 8];
        for (region, emotion) in all.iter_mut().zip(Emotion::ALL) {
            *region = Self::of(emotion);
        }
        all
    }

    /// Tells if a sound is near the region's centre, by [`NEAR`].
    #[must_use]
    pub fn has_near(&self, sound: &TrackSound) -> bool {
        self.centre.distance_to(sound) <= NEAR
    }

    /// Makes a region from its shares (valence, energy, acousticness, fury; each 0 to 1) and its tempo in beats a
    /// minute.
    fn new(name: &'static str, shares: [f32; 4], tempo: f32, source: &'static str) -> Self {
        let [valence, energy, acousticness, fury] = shares.map(Fraction::clamped);
        let tempo = Bpm::clamped(tempo);
        let centre = Intent {
            valence,
            energy,
            tempo,
            acousticness,
            fury,
        };
        Self {
            name,
            centre,
            source,
        }
    }
}

impl Intent {
    /// Makes the intent of seven probabilities: the regions of the emotions, each weighted by its probability, so
    /// that "half sad, half angry" asks for something between the two. Tempi are blended in octaves.
    ///
    /// In valence, energy and tempo it stays near [`Self::for_mood`] at the expected place of the same probabilities;
    /// fury it knows better, since on the plane fear lies where anger does.
    #[must_use]
    pub fn for_emotions(scores: &EmotionScores) -> Self {
        Self::blend(
            scores
                .iter()
                .map(|(emotion, share)| (MusicRegion::of(emotion).centre, share.get())),
        )
    }
}

const SPEECH_AND_SONG: &str = "Juslin & Laukka, Communication of emotions in vocal expression and music \
     performance, Psychological Bulletin 129, 2003: anger and happiness fast and loud, sadness and tenderness slow \
     and soft";
const FILM_MUSIC: &str = "Eerola & Vuoskoski, A comparison of the discrete and dimensional models of emotion in \
     music, Psychology of Music 39, 2011: fear unpleasant and tense; softer than anger after Juslin & Laukka, 2003, \
     and without its fury";
const PLANE: &str = "Russell, A circumplex model of affect, Journal of Personality and Social Psychology 39, \
     1980: the emotion's place on the plane, brought to music's scales";
const MIDDLE: &str = "the median of the public tables";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mood::circumplex::position_of;
    use crate::domain::mood::place::Place;
    use crate::domain::music::tempo::octaves_apart;

    fn on_the_plane(place: Place) -> Intent {
        Intent::for_mood(&place.as_mood())
    }

    #[test]
    fn every_region_lies_near_its_emotions_place_on_the_plane() {
        for emotion in Emotion::ALL {
            let place = position_of(emotion);
            let (here, there) = (MusicRegion::of(emotion).centre, on_the_plane(place));
            assert!((here.valence.get() - there.valence.get()).abs() < 0.08);
            assert!((here.energy.get() - there.energy.get()).abs() < 0.12);
            assert!(octaves_apart(here.tempo, there.tempo) < 0.15);
        }
        let there = on_the_plane(Place::clamped(0.1, -0.7));
        assert!((MusicRegion::calm().centre.energy.get() - there.energy.get()).abs() < 0.05);
    }
}
