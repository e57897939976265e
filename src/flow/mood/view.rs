//! The chart of the seven emotions, the mood plane, and the boxes on the picture.

use crate::domain::emotion::Emotion;
use crate::domain::face::{FrameRect, FrameSize};
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::mood::smoothing::Label;
use crate::domain::order::sort_by;
use crate::flow::kit::Now;
use crate::flow::mood::copy::{NO_KNOWN_WORD, NO_READING, faces_sentence, label_name};
use crate::flow::mood::faces::{SeenFace, SeenFaces};
use crate::flow::mood::reading::{ReadingView, reading_view};
use crate::flow::mood::state::{MoodState, WordsHeard};

/// The chart of the seven emotions.
#[derive(Debug, Clone, PartialEq)]
pub struct EmotionsView {
    /// A meter for each of [`Emotion::ALL`], in that order.
    pub meters: Vec<MeterView>,
    /// The meters in words: "Happy", "Not sure", or that there is no reading.
    pub summary: &'static str,
}

/// A meter of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterView {
    /// The emotion it shows.
    pub emotion: Emotion,
    /// Per cent, or none where nothing is being read: an absent reading is never shown as a guess.
    pub percent: Option<u8>,
    /// True for the meter that the summary names.
    pub leads: bool,
}

/// The mood plane and its point.
#[derive(Debug, Clone, PartialEq)]
pub struct MoodView {
    /// The mood's place; none before there is a mood.
    pub point: Option<Place>,
    /// The places of the last seconds, oldest first.
    pub trail: Vec<Place>,
    /// A plain word for the place; empty before there is a mood.
    pub word: &'static str,
    /// The source that leads it.
    pub lead: MoodLead,
    /// The understanding of a mood in words, as a sentence.
    pub words: Option<String>,
}

/// The source that leads the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoodLead {
    /// No source has said anything yet.
    Nobody,
    /// The face that is seen.
    Face,
    /// A face is seen and says too little.
    Unsure,
    /// The hand on the plane, or words.
    Hand,
}

/// The faces on the picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FacesView {
    /// The size of the picture they were found in, for the aspect ratio.
    pub frame: Option<FrameSize>,
    /// A box for each face, the leading one first.
    pub boxes: Vec<BoxView>,
    /// A short line about what is seen, for the eye and for a screen reader; it changes rarely.
    pub caption: String,
}

/// A box: shares of the picture's width and height, as shown (mirrored where the picture is).
#[derive(Debug, Clone, PartialEq)]
pub struct BoxView {
    /// The face's key, the same from frame to frame.
    pub key: u32,
    /// Left edge of the box.
    pub left: f32,
    /// Top edge of the box.
    pub top: f32,
    /// Width of the box.
    pub width: f32,
    /// Height of the box.
    pub height: f32,
    /// True while the face says too little.
    pub is_unsure: bool,
    /// True for the face that leads the mood.
    pub leads: bool,
}

/// The views of the mood, each compared and drawn by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct MoodViews {
    /// The chart of the seven emotions.
    pub emotions: EmotionsView,
    /// The mood plane and its point.
    pub mood: MoodView,
    /// The faces on the picture.
    pub faces: FacesView,
    /// The one word, with its evidence.
    pub reading: ReadingView,
}

/// Projects the mood as it is at `now`, on a picture that is mirrored or not.
#[must_use]
pub fn view(state: &MoodState, is_mirrored: bool, now: Now) -> MoodViews {
    MoodViews {
        emotions: emotions(&state.faces),
        mood: mood(state, now),
        faces: faces(&state.faces, is_mirrored),
        reading: reading_view(state),
    }
}

fn emotions(faces: &SeenFaces) -> EmotionsView {
    let leader = faces.leader();
    let sure = leader.and_then(|face| match face.expression.label {
        Label::Sure(emotion) => Some(emotion),
        Label::Unsure => None,
    });
    let meters = Emotion::ALL
        .into_iter()
        .map(|emotion| MeterView {
            emotion,
            percent: leader.map(|face| percent(face.expression.scores.of(emotion).get())),
            leads: sure == Some(emotion),
        })
        .collect();
    let summary = leader.map_or(NO_READING, |face| label_name(face.expression.label));
    EmotionsView { meters, summary }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a fraction times 100 is 0 to 100"
)]
fn percent(share: f32) -> u8 {
    (share * 100.0).round() as u8
}

fn mood(state: &MoodState, now: Now) -> MoodView {
    let point = state.mood.map(|mood| mood.place);
    let is_stated = state.stated.is_some();
    let label = state.faces.leader().map(|face| face.expression.label);
    MoodView {
        point,
        trail: state.trail.points(now.monotonic).collect(),
        word: point.map_or("", word_for),
        lead: match (label, point) {
            _ if is_stated => MoodLead::Hand,
            (Some(Label::Unsure), _) => MoodLead::Unsure,
            (_, Some(_)) => MoodLead::Face,
            (_, None) => MoodLead::Nobody,
        },
        words: state.words.as_ref().map(|words| match words {
            WordsHeard::Counted(sentence) => sentence.clone(),
            WordsHeard::Nothing => NO_KNOWN_WORD.into(),
        }),
    }
}

fn faces(faces: &SeenFaces, is_mirrored: bool) -> FacesView {
    let leader = faces.leader();
    let label = leader.map(|face| face.expression.label);
    let caption = faces_sentence(faces.seen().len(), label);
    let Some(frame) = faces.frame() else {
        return FacesView {
            caption,
            ..FacesView::default()
        };
    };
    let leader = leader.map(|face| face.id);
    let mut boxes: Vec<_> = faces
        .seen()
        .iter()
        .map(|face| box_around(face, frame, is_mirrored, leader == Some(face.id)))
        .collect();
    sort_by(&mut boxes, |one, other| other.leads.cmp(&one.leads));
    FacesView {
        frame: Some(frame),
        boxes,
        caption,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "frames are a few thousand pixels wide"
)]
fn box_around(face: &SeenFace, frame: FrameSize, is_mirrored: bool, leads: bool) -> BoxView {
    let FrameRect {
        x,
        y,
        width,
        height,
    } = face.bounds_in_frame;
    let (frame_width, frame_height) = (frame.width.max(1) as f32, frame.height.max(1) as f32);
    let left = if is_mirrored {
        frame_width - x - width
    } else {
        x
    };
    BoxView {
        key: face.id.0,
        left: left / frame_width,
        top: y / frame_height,
        width: width / frame_width,
        height: height / frame_height,
        is_unsure: face.expression.label == Label::Unsure,
        leads,
    }
}
