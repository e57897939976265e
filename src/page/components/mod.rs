//! The parts of the screen: each reads its section of the view and dispatches.

pub mod about;
pub mod emotion_chart;
pub mod face_boxes;
pub mod focus;
pub mod home;
pub mod icons;
pub mod message;
pub mod mood_plane;
pub mod player;
pub mod spotify;
pub mod stage;
pub mod start_panel;
pub mod track_list;
