//! The music on the page: the sentence, the goals, Play and its path, the songs, the dock.

mod access;
pub mod dock;
mod effects;
mod explanation;
pub mod filter_editor;
mod goals;
mod lead;
pub mod list_focus;
mod route;
mod row;
mod thumbs;
pub mod track_list;
