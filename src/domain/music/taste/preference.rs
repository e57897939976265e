//! What a taste leans to, as values and as words.

use crate::domain::music::taste::model::Quadrant;
use crate::domain::music::taste::traits::TasteTrait;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that a taste can lean to or away from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preference {
    /// A trait of how it sounds.
    Trait(TasteTrait),
    /// A genre.
    Genre(String),
    /// An artist.
    Artist(String),
}

/// Why a taste pulls a track up or pushes it down. Its [`fmt::Display`] is a part of a sentence, in lower case.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// What it leans on.
    pub preference: Preference,
    /// For a genre: the mood in which it is liked or not, if it depends on it.
    pub when: Option<Quadrant>,
    /// How much: 1 is a thumb up, −1 a thumb down.
    pub strength: f32,
    /// For a trait: whether the track has more of it than most.
    pub more: bool,
    /// How many thumbs up the artist or genre had.
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

/// One thing that was learned, for a list that can be read and edited.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedPreference {
    /// About what.
    pub preference: Preference,
    /// How much it is liked: 1 is a thumb up, −1 a thumb down. What it would be, if it is muted.
    pub strength: f32,
    /// From how many thumbs and skips; for a trait, from all.
    pub evidence: usize,
    /// Whether it is set to nothing.
    pub muted: bool,
}

impl LearnedPreference {
    /// What it means: "brighter music", "jazz", "Nina Simone".
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.preference {
            Preference::Trait(of) => of.words(self.strength >= 0.0),
            Preference::Genre(name) | Preference::Artist(name) => name,
        }
    }
}
