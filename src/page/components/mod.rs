//! The parts of the screen: each reads its section of the view and dispatches.

pub mod about;
pub mod emotion_chart;
pub mod face_boxes;
pub mod file_button;
pub mod filter_sheet;
pub mod focus;
pub mod home;
pub mod icons;
pub mod lazy;
pub mod library_sheet;
pub mod list_choices;
pub mod live;
pub mod message;
pub mod modal;
pub mod mood_plane;
pub mod player;
pub mod segments;
pub mod spotify;
pub mod stage;
pub mod start_panel;
pub mod taste_sheet;
pub mod track_list;
pub mod why_panel;
pub mod words_field;
