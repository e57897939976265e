//! Facts of other features that the music reads.

use crate::domain::music::taste::Taste;

/// The facts of others that a list depends on.
#[derive(Debug, Clone, Copy)]
pub struct MusicGiven<'a> {
    /// The person's taste, learned from thumbs.
    pub taste: &'a Taste,
    /// True when the person's own tracks can be searched: there are some, and their worker can run and is not given up.
    pub can_use_library: bool,
    /// True when there are tracks of the person's own.
    pub has_library: bool,
    /// The most frequent genres of them, in alphabetical order.
    pub library_genres: &'a [String],
}
