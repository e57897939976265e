//! Sight on the page: the picture, its buttons, the camera behind it, and the face reader's worker.

mod camera;
mod demo;
mod effects;
pub mod screen;
pub mod stage;
mod start_panel;

pub use effects::{SightShell, WORKER};
pub use screen::Screen;
