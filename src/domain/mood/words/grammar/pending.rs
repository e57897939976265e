//! The words that wait for the next feeling, to change it.

/// Number of words that say nothing over which a "not" or "very" still reaches: "not really feeling all that happy".
const REACH: usize = 5;

/// Words that wait for a feeling.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Words as they were understood.
    pub words: Vec<String>,
    /// True if the feeling is not felt.
    pub negates: bool,
    /// True if a degree or a comparison makes the most of a negation.
    pub tops: bool,
    /// Strength from before a negation.
    pub strength: f32,
    /// Strength from behind a negation.
    pub strength_inside: f32,
    /// Number of words over which they still reach.
    left: usize,
}

impl Pending {
    /// Makes the state in which nothing waits.
    pub fn none() -> Self {
        Self {
            strength: 1.0,
            strength_inside: 1.0,
            ..Self::default()
        }
    }

    /// Holds a changing word for the next feeling.
    pub fn hold(&mut self, words: &str) {
        self.words.push(words.into());
        self.left = REACH;
    }

    /// Scales the next feeling by `factor`.
    pub fn scale(&mut self, factor: f32) {
        if self.negates {
            self.strength_inside *= factor;
        } else {
            self.strength *= factor;
        }
    }

    /// Lets one word pass that changes nothing: in the end nothing waits any more.
    pub fn pass_over(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            *self = Self::none();
        }
    }
}
