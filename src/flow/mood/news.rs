//! News of the mood's that other features live by.

use crate::domain::emotion::EmotionScores;
use crate::domain::mood::Mood;

/// A piece of news.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MoodNews {
    /// The mood is worth following.
    Settled {
        /// The mood to follow.
        mood: Mood,
        /// The expression it comes from, or that words name beyond their place: fear lies where anger does.
        expression: Option<EmotionScores>,
    },
}
