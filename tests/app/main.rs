//! Stories of the whole page: what happens to it, what the shell is asked for, what is drawn. Each is about more than
//! one feature; stories of one feature alone stand beside it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story that can't be told fails the test"
)]

mod disk;
mod library;
mod listener;
mod moods;
mod notices;
mod seeing;
mod shell;
mod spotify;
mod story;
mod taste;
mod visits;
mod walks;
