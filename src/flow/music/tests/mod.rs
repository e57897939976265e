//! Stories of the music, told to `update` alone.

mod judgements;
mod library;
mod listener;
mod lists;
mod records;
mod story;
