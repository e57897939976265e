//! A feature's outbox: what the shell is to do, and what the rest of the page should know.

/// Effects and news of one update, each in the order it was pushed. The root drains it.
#[derive(Debug, PartialEq)]
pub struct Out<Effect, News> {
    /// Effects that the shell is to carry out.
    pub effects: Vec<Effect>,
    /// News that `deliver` passes on to other features.
    pub news: Vec<News>,
}

impl<Effect, News> Out<Effect, News> {
    /// An outbox with nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            effects: Vec::new(),
            news: Vec::new(),
        }
    }

    /// Asks the shell for `effect`.
    pub fn effect(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

    /// Tells the rest of the page.
    pub fn news(&mut self, news: impl Into<News>) {
        self.news.push(news.into());
    }
}

impl<Effect, News> Default for Out<Effect, News> {
    fn default() -> Self {
        Self::new()
    }
}
