//! The picture, how far the face reader is, and what the buttons around them offer.

use crate::domain::quantity::{Fraction, Millis};
use crate::flow::kit::link::LinkStage;
use crate::flow::sight::copy;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::source::{FrameSource, PhotoStage};
use crate::flow::sight::state::SightState;

/// The view of sight.
#[derive(Debug, Clone, PartialEq)]
pub struct SightView {
    /// The picture to show.
    pub picture: PictureView,
    /// The progress of the face reader; only worth showing while a picture waits for it.
    pub reader: ReaderView,
    /// The state of the stage in words; none where what the faces say stands in its place.
    pub caption: Option<StageCaption>,
    /// The cameras to choose from; empty unless there is a choice.
    pub devices: Vec<DeviceView>,
}

/// A state of the stage in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageCaption {
    /// The state in a word or two.
    pub title: &'static str,
    /// The detail or advice below it.
    pub detail: &'static str,
}

/// The element that shows the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PictureView {
    /// No element: the notice and the three ways to begin.
    Nothing,
    /// The camera was asked for; the browser may be showing its question.
    CameraOpening,
    /// The camera's video, mirrored.
    Camera,
    /// The demo is being fetched.
    DemoLoading,
    /// The demo's canvas; its scene follows from the time since.
    Demo {
        /// The moment it began, by the monotonic clock.
        since: Millis,
    },
    /// The chosen photo, still being read or not.
    Photo {
        /// True while the photo's faces are still being looked for.
        reading: bool,
    },
}

/// The progress of the face reader, as far as it is worth showing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReaderView {
    /// The face reader is not started yet, or ended.
    Off,
    /// The share of its files that has arrived.
    Loading(Fraction),
    /// Ready to read faces.
    Ready,
    /// Failed to start, or given up.
    Failed,
}

/// A camera to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// The id by which it is opened.
    pub id: CameraId,
    /// The camera's name, never empty.
    pub label: String,
    /// True for the camera in use.
    pub selected: bool,
}

/// Projects sight to what the page draws.
#[must_use]
pub fn view(state: &SightState) -> SightView {
    SightView {
        picture: picture(&state.source),
        reader: match state.reader.stage() {
            LinkStage::Off => ReaderView::Off,
            LinkStage::Starting { .. } => ReaderView::Loading(state.reader.progress()),
            LinkStage::Ready => ReaderView::Ready,
            LinkStage::Failed => ReaderView::Failed,
        },
        caption: caption(&state.source, state.reader.stage()),
        devices: devices(state),
    }
}

const fn picture(source: &FrameSource) -> PictureView {
    match source {
        FrameSource::Idle => PictureView::Nothing,
        FrameSource::CameraOpening => PictureView::CameraOpening,
        FrameSource::Camera { .. } => PictureView::Camera,
        FrameSource::DemoLoading => PictureView::DemoLoading,
        FrameSource::Demo { since } => PictureView::Demo { since: *since },
        FrameSource::Photo(stage) => PictureView::Photo {
            reading: matches!(stage, PhotoStage::Reading),
        },
    }
}

const fn caption(source: &FrameSource, reader: LinkStage) -> Option<StageCaption> {
    let (title, detail) = match (source, reader) {
        (FrameSource::Idle, _) => ("", ""),
        (FrameSource::CameraOpening, _) => copy::CAMERA_ASKED,
        (FrameSource::DemoLoading, _) => copy::DEMO_COMES,
        (FrameSource::Photo(PhotoStage::Failed), _) => copy::NO_READING,
        (_, LinkStage::Failed) => copy::READER_STOPPED,
        (_, LinkStage::Off | LinkStage::Starting { .. }) => copy::READER_COMES,
        (FrameSource::Photo(PhotoStage::Reading), LinkStage::Ready) => copy::PHOTO_READ,
        (
            FrameSource::Camera { .. }
            | FrameSource::Demo { .. }
            | FrameSource::Photo(PhotoStage::Read),
            LinkStage::Ready,
        ) => return None,
    };
    Some(StageCaption { title, detail })
}

fn devices(state: &SightState) -> Vec<DeviceView> {
    let current = match &state.source {
        FrameSource::Camera { device, .. } => device.as_ref(),
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
