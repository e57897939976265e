//! Words for people: what is seen in faces, and what was understood of a mood in words.

use crate::domain::face::Hindrance;
use crate::domain::mood::smoothing::Label;
use crate::domain::mood::word::WordEvidence;
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

/// The evidence for a word: "Neutral 54 % · Angry 22 %".
pub(super) fn evidence_line(evidence: &WordEvidence) -> String {
    let [leading, other] = evidence.map(|(emotion, probability)| {
        let percent = probability.percent();
        format!("{} {percent} %", emotion.name())
    });
    format!("{leading} · {other}")
}

/// The sentence on `count` faces of which one with `leading` leads, `hindrance` standing in the way; it changes rarely.
pub(super) fn faces_sentence(
    count: usize,
    leading: Option<Label>,
    hindrance: Option<Hindrance>,
) -> String {
    let Some(label) = leading.filter(|_| count > 0) else {
        return "No face in sight. Look at the camera, with light on your face.".into();
    };
    let sentence = label_sentence(label, hindrance);
    match count {
        1 => sentence,
        count => format!("{count} faces. The nearest leads. {sentence}"),
    }
}

fn label_sentence(label: Label, hindrance: Option<Hindrance>) -> String {
    match (label, hindrance.map(unsure_since)) {
        (Label::Sure(emotion), _) => format!("Looks {}.", emotion.name().to_ascii_lowercase()),
        (Label::Unsure, Some(sentence)) => sentence.into(),
        (Label::Unsure, None) => "Not sure what this expression says.".into(),
    }
}

/// The reason why nothing is named, with what would help.
const fn unsure_since(hindrance: Hindrance) -> &'static str {
    match hindrance {
        Hindrance::TurnedAway => "Not sure: the face is turned away.",
        Hindrance::Tilted => "Not sure: the head is tilted far over.",
        Hindrance::TooFar => "Not sure: the face is far away. Come closer.",
        Hindrance::Dark => "Not sure: it is dark here. More light would help.",
        Hindrance::Cut => "Not sure: a part of the face is out of the picture.",
        Hindrance::Covered => "Not sure: the face is hard to make out.",
    }
}

/// The phrases that counted, as a sentence.
pub(super) fn words_sentence(reading: &WordsReading) -> String {
    format!("{reading}.")
}
