//! The picture, the faces on it, and what the buttons around it offer.

use crate::domain::face::{FrameRect, FrameSize};
use crate::domain::mood::smoothing::Label;
use crate::domain::order::sort_by;
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::flow_old::engine::Stage;
use crate::flow_old::event::DeviceId;
use crate::flow_old::listening::SeenFace;
use crate::flow_old::source::{Photo, Source};
use crate::flow_old::state::State;

/// What the stage shows.
#[derive(Debug, Clone, PartialEq)]
pub struct StageView {
    /// The picture.
    pub picture: PictureView,
    /// How far the face reader is; only worth showing while a picture waits for it.
    pub engine: EngineView,
    /// One short line about what is seen, for the eye and for a screen reader; it changes rarely.
    pub caption: String,
    /// The cameras to choose from; empty unless there is a choice.
    pub devices: Vec<DeviceView>,
}

/// Which element shows the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PictureView {
    /// None: the notice and the three ways to begin.
    Nothing,
    /// The camera was asked for; the browser may be showing its question.
    CameraOpening,
    /// The camera's video, mirrored.
    Camera,
    /// The demo is being fetched.
    DemoLoading,
    /// The demo's canvas; its scene follows from the time since.
    Demo {
        /// When it began.
        since: UnixMillis,
    },
    /// The chosen photo, still being read or not.
    Photo {
        /// Whether its faces are still being looked for.
        reading: bool,
    },
}

/// How far the face reader is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EngineView {
    /// Not started.
    Off,
    /// This share of its files has arrived.
    Loading(Fraction),
    /// It reads.
    Ready,
    /// It could not be started.
    Failed,
}

/// A camera to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// Its id.
    pub id: DeviceId,
    /// Its name, never empty.
    pub label: String,
    /// Whether it is the one in use.
    pub selected: bool,
}

/// The faces on the picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FacesView {
    /// The size of the picture they were found in, for the aspect ratio.
    pub frame: Option<FrameSize>,
    /// One box a face, the leading one first.
    pub boxes: Vec<BoxView>,
}

/// A box: shares of the picture's width and height, as shown (mirrored where the picture is).
#[derive(Debug, Clone, PartialEq)]
pub struct BoxView {
    /// Stays the same for the same face from frame to frame.
    pub key: u32,
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The emotion's name, or "Not sure".
    pub label: &'static str,
    /// Whether this face leads the mood.
    pub leads: bool,
}

pub(super) fn stage(state: &State) -> StageView {
    StageView {
        picture: picture(&state.source),
        engine: match state.engine.stage {
            Stage::Off => EngineView::Off,
            Stage::Loading { progress, .. } => EngineView::Loading(progress),
            Stage::Ready => EngineView::Ready,
            Stage::Failed => EngineView::Failed,
        },
        caption: caption(state),
        devices: devices(state),
    }
}

const fn picture(source: &Source) -> PictureView {
    match source {
        Source::Idle => PictureView::Nothing,
        Source::CameraOpening => PictureView::CameraOpening,
        Source::Camera { .. } => PictureView::Camera,
        Source::DemoLoading => PictureView::DemoLoading,
        Source::Demo { since } => PictureView::Demo { since: *since },
        Source::Photo(photo) => PictureView::Photo {
            reading: matches!(photo, Photo::Reading),
        },
    }
}

fn caption(state: &State) -> String {
    let waiting = match state.engine.stage {
        Stage::Failed => Some("The face reader is not running."),
        Stage::Off | Stage::Loading { .. } => Some("Getting the face reader ready…"),
        Stage::Ready => None,
    };
    match &state.source {
        Source::Idle => String::new(),
        Source::CameraOpening => {
            "Waiting for the camera. Your browser may ask you to allow it.".into()
        }
        Source::DemoLoading => "Loading the demo…".into(),
        Source::Photo(Photo::Failed) => "No reading from this picture.".into(),
        _ if waiting.is_some() => waiting.unwrap_or_default().into(),
        Source::Photo(Photo::Reading) => "Reading the picture…".into(),
        Source::Camera { .. } | Source::Demo { .. } | Source::Photo(Photo::Read) => seen(state),
    }
}

fn seen(state: &State) -> String {
    let faces = state.listening.seen();
    match (faces.len(), state.listening.leader()) {
        (0, _) | (_, None) => {
            "No face in sight. Look at the camera, with light on your face.".into()
        }
        (1, Some(leader)) => reading(leader),
        (count, Some(leader)) => format!("{count} faces. The nearest leads. {}", reading(leader)),
    }
}

fn reading(face: &SeenFace) -> String {
    match face.expression.label {
        Label::Sure(emotion) => format!("Looks {}.", emotion.name().to_ascii_lowercase()),
        Label::Unsure => "Not sure what this expression says.".into(),
    }
}

fn devices(state: &State) -> Vec<DeviceView> {
    let current = match &state.source {
        Source::Camera { device, .. } => device.as_ref(),
        _ => None,
    };
    // One camera is no choice, and before the first permission browsers give neither names nor ids.
    let known: Vec<_> = state
        .devices
        .iter()
        .filter(|device| !device.id.0.is_empty())
        .collect();
    if current.is_none() || known.len() < 2 {
        return Vec::new();
    }
    known
        .into_iter()
        .enumerate()
        .map(|(at, device)| DeviceView {
            id: device.id.clone(),
            label: if device.label.is_empty() {
                format!("Camera {}", at + 1)
            } else {
                device.label.clone()
            },
            selected: Some(&device.id) == current,
        })
        .collect()
}

pub(super) fn faces(state: &State) -> FacesView {
    let Some(frame) = state.listening.frame() else {
        return FacesView::default();
    };
    let mirrored = matches!(state.source, Source::Camera { .. });
    let leader = state.listening.leader().map(|face| face.id);
    let mut boxes: Vec<_> = state
        .listening
        .seen()
        .iter()
        .map(|face| in_shares(face, frame, mirrored, leader == Some(face.id)))
        .collect();
    sort_by(&mut boxes, |one, other| other.leads.cmp(&one.leads));
    FacesView {
        frame: Some(frame),
        boxes,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "frames are a few thousand pixels wide"
)]
fn in_shares(face: &SeenFace, frame: FrameSize, mirrored: bool, leads: bool) -> BoxView {
    let FrameRect {
        x,
        y,
        width,
        height,
    } = face.bounds_in_frame;
    let (frame_width, frame_height) = (frame.width.max(1) as f32, frame.height.max(1) as f32);
    let left = if mirrored { frame_width - x - width } else { x };
    BoxView {
        key: face.id.0,
        left: left / frame_width,
        top: y / frame_height,
        width: width / frame_width,
        height: height / frame_height,
        label: match face.expression.label {
            Label::Sure(emotion) => emotion.name(),
            Label::Unsure => "Not sure",
        },
        leads,
    }
}
