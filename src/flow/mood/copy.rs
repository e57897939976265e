//! Words for people: what is seen in faces, and what was understood of a mood in words.

use crate::domain::mood::smoothing::Label;
use crate::domain::mood::words::WordsReading;

/// The label of a box, and of the chart.
pub(super) const NOT_SURE: &str = "Not sure";
/// The chart's words while nothing is being read.
pub(super) const NO_READING: &str = "No reading";
/// The answer to words of which none is known.
pub(super) const NO_KNOWN_WORD: &str =
    "None of these words is known here. Try some like “tired but content”.";

/// The short name of an expression.
pub(super) const fn label_name(label: Label) -> &'static str {
    match label {
        Label::Sure(emotion) => emotion.name(),
        Label::Unsure => NOT_SURE,
    }
}

/// The sentence on `count` faces of which one with `leading` leads; it changes rarely.
pub(super) fn faces_sentence(count: usize, leading: Option<Label>) -> String {
    match (count, leading) {
        (0, _) | (_, None) => {
            "No face in sight. Look at the camera, with light on your face.".into()
        }
        (1, Some(label)) => label_sentence(label),
        (count, Some(label)) => format!(
            "{count} faces. The nearest leads. {}",
            label_sentence(label)
        ),
    }
}

fn label_sentence(label: Label) -> String {
    match label {
        Label::Sure(emotion) => format!("Looks {}.", emotion.name().to_ascii_lowercase()),
        Label::Unsure => "Not sure what this expression says.".into(),
    }
}

/// The phrases that counted, as a sentence.
pub(super) fn words_sentence(reading: &WordsReading) -> String {
    format!("{reading}.")
}
