//! The music on the page: the list, the choices around it, what explains a track, the player.

mod effects;
mod explanation;
pub mod filter_editor;
mod list_choices;
pub mod list_focus;
pub mod player;
pub mod track_list;
