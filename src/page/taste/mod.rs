//! The taste on the page: "Your taste", and its files and records.

mod effects;
pub mod taste_editor;
