//! Drawings told in words, for whoever cannot see them; what is drawn stands in `drawing`.

pub mod plane;
