//! The preferences of a taste, as values and as words.

use crate::domain::music::taste::model::Quadrant;
use crate::domain::music::taste::traits::TasteTrait;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A trait, genre or artist that a taste can lean to or away from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preference {
    /// A trait of the sound, or the year.
    Trait(TasteTrait),
    /// A genre, in lower case.
    Genre(String),
    /// An artist, by the name shown.
    Artist(String),
    /// A language, a voice or a country, in words: "songs in Spanish".
    Origin(String),
}

/// A part of a taste that pulls a track up or pushes it down. Its [`fmt::Display`] is a part of a sentence, in lower
/// case.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The preference that has this effect.
    pub preference: Preference,
    /// For a genre: the quadrant of moods in which it is liked or not, if it depends on it.
    pub when: Option<Quadrant>,
    /// The strength of the effect: 1 is a thumb up, −1 a thumb down.
    pub strength: f32,
    /// For a trait: true where the track has more of it than most.
    pub more: bool,
    /// The number of thumbs up that the artist or genre had.
    pub ups: usize,
}

impl fmt::Display for Contribution {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let liked = self.strength >= 0.0;
        match (&self.preference, self.when) {
            (Preference::Trait(of), _) if liked => {
                write!(out, "you lean to {}", of.words(self.more))
            }
            (Preference::Trait(of), _) => write!(out, "you lean away from {}", of.words(self.more)),
            (Preference::Origin(words), _) if liked => write!(out, "you lean to {words}"),
            (Preference::Origin(words), _) => write!(out, "you lean away from {words}"),
            (Preference::Genre(genre), Some(when)) if liked => {
                write!(out, "you often like {genre} when {}", when.name())
            }
            (Preference::Genre(genre), Some(when)) => {
                write!(out, "you seldom like {genre} when {}", when.name())
            }
            (Preference::Genre(genre), None) if liked => write!(out, "you often like {genre}"),
            (Preference::Genre(genre), None) => write!(out, "you seldom like {genre}"),
            (Preference::Artist(artist), _) if liked && self.ups > 0 => {
                write!(out, "you liked {} by {artist}", tracks(self.ups))
            }
            (Preference::Artist(artist), _) if liked => write!(out, "you may like {artist}"),
            (Preference::Artist(artist), _) => write!(out, "you turned down {artist} before"),
        }
    }
}

fn tracks(count: usize) -> String {
    const WORDS: [&str; 9] = [
        "a track",
        "two tracks",
        "three tracks",
        "four tracks",
        "five tracks",
        "six tracks",
        "seven tracks",
        "eight tracks",
        "nine tracks",
    ];
    WORDS
        .get(count.saturating_sub(1))
        .map_or_else(|| format!("{count} tracks"), |words| (*words).to_owned())
}

/// A preference that was learned, for a list that can be read and edited.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedPreference {
    /// The trait, genre or artist it is about.
    pub preference: Preference,
    /// The strength of the liking: 1 is a thumb up, −1 a thumb down. For a muted one, the strength it would have.
    pub strength: f32,
    /// The number of thumbs and skips it was learned from; for a trait, all of them.
    pub evidence: usize,
    /// A mark for a preference that is set to nothing.
    pub muted: bool,
}

impl LearnedPreference {
    /// The preference in words: "brighter music", "jazz", "Nina Simone".
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.preference {
            Preference::Trait(of) => of.words(self.strength >= 0.0),
            Preference::Genre(name) | Preference::Artist(name) | Preference::Origin(name) => name,
        }
    }
}
