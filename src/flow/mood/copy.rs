//! Words for people: what is seen in faces, and what was understood of a mood in words.

use crate::domain::mood::smoothing::Label;
use crate::domain::mood::words::WordsReading;
use crate::flow::mood::state::WordsHeard;

/// The label of a box, and of the chart.
pub(super) const NOT_SURE: &str = "Not sure";
/// The chart's words while nothing is being read.
pub(super) const NO_READING: &str = "No reading";
/// The words while what reads them is on its way.
const WORDS_ON_THEIR_WAY: &str = "One moment …";
/// The words for words that nothing could read.
const WORDS_UNREAD: &str =
    "What reads words could not be fetched. Check the connection, then press Set again.";
/// The most words that are named as changing nothing.
const NAMED_WORDS: usize = 5;
/// Under this confidence a reading says of itself that it is not sure.
const SURE_ENOUGH: f32 = 0.4;

/// The understanding of a mood in words, as a sentence; empty for words of danger, which have an answer of their own.
pub(super) fn words_heard(words: &WordsHeard) -> String {
    match words {
        WordsHeard::Counted(sentence) => sentence.clone(),
        WordsHeard::Waiting(_) => WORDS_ON_THEIR_WAY.into(),
        WordsHeard::Unread => WORDS_UNREAD.into(),
        WordsHeard::Danger => String::new(),
        WordsHeard::Nothing { stays } => {
            let so = if *stays {
                ", so the mood stays as it was"
            } else {
                ""
            };
            format!("None of these words is known here{so}. Try some like “tired but content”.")
        }
    }
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

/// The phrases that counted and the words that changed nothing, as sentences.
pub(super) fn words_sentence(reading: &WordsReading) -> String {
    let mut said = format!("{reading}.");
    if let Some((last, named)) = reading
        .ignored
        .get(..reading.ignored.len().min(NAMED_WORDS))
        .and_then(<[String]>::split_last)
    {
        said += " Changed nothing: ";
        for word in named {
            said += word;
            said += ", ";
        }
        said += last;
        said += if reading.ignored.len() > NAMED_WORDS {
            " …"
        } else {
            "."
        };
    }
    if reading.affect.confidence.overall().get() < SURE_ENOUGH {
        said += " Not sure about it; the plane is yours to correct.";
    }
    said
}
