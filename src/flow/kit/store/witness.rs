//! The things whose number a second, small database remembers: a browser opens a damaged database silently empty.

/// A kind of thing that is counted there, so that its loss is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Thumbs and skips that have taught the taste.
    Thumbs,
    /// Tracks of the person's own table.
    Tracks,
}

impl Counted {
    /// The name of the count in that database, unchanged since it was first written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thumbs => "thumbs",
            Self::Tracks => "tracks",
        }
    }
}
