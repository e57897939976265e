//! The mood on the page: boxes around faces, the chart of emotions, the plane, a mood in words.

mod effects;
pub mod emotion_chart;
pub mod face_boxes;
pub mod mood_plane;
mod words_field;
