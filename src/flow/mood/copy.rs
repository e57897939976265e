//! Words for people: what is seen in faces, and what was understood of a mood in words.

use crate::domain::mood::smoothing::Label;
use crate::domain::mood::words::WordsReading;
use crate::domain::text::format_fixed;

/// The label of a box, and of the chart.
pub(super) const NOT_SURE: &str = "Not sure";
/// The chart's words while nothing is being read.
pub(super) const NO_READING: &str = "No reading";
/// The answer to words of which none is known.
pub(super) const NO_KNOWN_WORD: &str =
    "None of these words is known here. Try some like “tired but content”.";

/// The advice while the first picture is being read.
pub(super) const HOLD_STILL: &str = "Hold still a moment";
/// The evidence for a mood that was set by hand or in words.
pub(super) const SET_BY_YOU: &str = "Set by you";

/// The advice for a picture without a face, beside a mood that stays.
pub(super) fn advise_without_face(word: &str) -> String {
    format!("Come closer, or find light. {}", mood_stays(word))
}

/// The reassurance that nothing was changed; empty before there is a mood.
pub(super) fn mood_stays(word: &str) -> String {
    if word.is_empty() {
        String::new()
    } else {
        format!("Your mood stays {word}")
    }
}

/// The evidence for a word, "Neutral 54 % · Angry 22 %", and whose it is where there are several faces.
pub(super) fn evidence_line<'a>(
    seen: impl Iterator<Item = (&'a str, f32)>,
    faces: usize,
) -> String {
    let mut line = String::new();
    for (name, share) in seen {
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(name);
        line.push(' ');
        line.push_str(&format_fixed(share * 100.0, 0));
        line.push_str(" %");
    }
    if faces > 1 {
        line.push_str(&format!(" · the nearest of {faces}"));
    }
    line
}

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
