//! The pieces that every feature's views are made of: dialogues, icons, buttons, live parts, the keyboard's focus.

pub mod file_button;
pub mod focus;
pub mod icons;
pub mod lazy;
pub mod live;
pub mod modal;
pub mod segments;
