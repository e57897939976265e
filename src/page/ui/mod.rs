//! The pieces that every feature's views are made of: drawings, dialogues, icons, buttons, live parts, the focus.

pub mod drawing;
pub mod file_button;
pub mod focus;
pub mod icons;
pub mod lazy;
pub mod live;
pub mod modal;
pub mod segments;
