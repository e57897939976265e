//! Sight on the page: the picture, its buttons, the camera behind it, and the face reader's worker.

mod camera;
mod demo;
mod demo_pictures;
mod effects;
mod photo;
pub mod screen;
pub mod shell;
pub mod stage;
mod start_panel;
