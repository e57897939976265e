//! The memory of sight: the source of frames, the cameras, the tab, the face reader.

use crate::domain::quantity::{Fraction, Millis};
use crate::flow::kit::link::Seq;
use crate::flow::sight::device::CameraDevice;
use crate::flow::sight::effect::SightEffect;
use crate::flow::sight::news::{SightNews, SightOut};
use crate::flow::sight::reader::FaceReader;
use crate::flow::sight::settings::SightSettings;
use crate::flow::sight::source::FrameSource;
use crate::flow::sight::visibility::TabVisibility;

/// The state of sight.
#[derive(Debug, Default)]
pub struct SightState {
    /// The source of frames.
    pub(super) source: FrameSource,
    /// The watch over a running camera.
    pub(super) watch: CameraWatch,
    /// The cameras there are.
    pub(super) devices: Vec<CameraDevice>,
    /// The visibility of the tab.
    pub(super) visibility: TabVisibility,
    /// The settings, as they are kept between visits.
    pub(super) settings: SightSettings,
    /// The name of the photo that was chosen last.
    pub(super) photo_name: String,
    /// The face reader and the question in flight.
    pub(super) reader: FaceReader,
    /// The share of a photo that was searched; none while none is.
    pub(super) searched: Option<Fraction>,
}

/// The watch over a running camera, by its timer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum CameraWatch {
    /// No timer is on its way.
    #[default]
    Asleep,
    /// A timer is on its way.
    Awake {
        /// The moment at which it is to run out.
        due: Millis,
    },
}

impl SightState {
    /// Tells whether the picture is shown as in a mirror: people expect that of a camera that faces them, alone.
    #[must_use]
    pub const fn is_mirrored(&self) -> bool {
        let FrameSource::Camera { faces_away, .. } = self.source else {
            return false;
        };
        !faces_away
    }

    /// Tells whether the answer to `seq` is still awaited: while a frame was copied, it may have become of no use to
    /// anybody.
    #[must_use]
    pub fn awaits_answer(&self, seq: Seq) -> bool {
        self.reader.awaits(seq)
    }

    /// Leaves the present source, if any, and goes to `next`: the camera is let go, readings are forgotten.
    pub(super) fn switch_to(&mut self, next: FrameSource, out: &mut SightOut) {
        if self.source.holds_camera() {
            out.effect(SightEffect::CloseCamera);
        }
        self.source = next;
        self.searched = None;
        self.reader.forget_question();
        out.news(SightNews::FacesForgotten);
    }
}
