//! The mood on the page: rings around faces, the map, two sliders, a mood in words, the seven expressions.

mod effects;
pub mod emotion_chart;
pub mod face_boxes;
pub mod map;
pub mod sliders;
pub mod words_field;
