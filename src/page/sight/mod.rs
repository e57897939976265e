//! Sight on the page: the stage with its picture, the camera behind it, and the face reader's worker.

mod camera;
mod demo;
mod demo_pictures;
mod effects;
mod offer;
mod picture;
pub mod reading;
pub mod screen;
mod sent;
pub mod shell;
pub mod stage;
mod tools;
