//! The browser's things that sight holds: the camera, the face reader's worker, the photo, the demo's pictures.

use crate::page::sight::demo_pictures::DemoPictures;
use crate::page::sight::screen::Screen;
use crate::shell::worker::WorkerBridge;
use crate::web::animation::AnimationLoop;
use crate::web::camera::Camera;
use crate::web::chosen_file::ChosenFile;
use crate::web::video_frames::VideoFrames;
use std::cell::{Cell, RefCell};

/// The browser's things that sight holds.
#[derive(Debug)]
pub struct SightShell {
    pub(super) camera: CameraSlot,
    pub(super) demo: RefCell<DemoPictures>,
    pub(super) reader: WorkerBridge,
    /// The photo that was chosen last.
    pub(super) photo: RefCell<Option<ChosenFile>>,
    pub(super) animation: RefCell<Option<AnimationLoop>>,
    /// Elements that show pictures.
    pub screen: Screen,
}

impl SightShell {
    /// An empty shell, whose face reader is not started yet.
    #[must_use]
    pub fn new(screen: Screen) -> Self {
        Self {
            camera: CameraSlot::default(),
            demo: RefCell::default(),
            reader: WorkerBridge::new(""),
            photo: RefCell::default(),
            animation: RefCell::default(),
            screen,
        }
    }
}

/// The camera that is open, if one is.
#[derive(Debug, Default)]
pub struct CameraSlot {
    pub(super) open: RefCell<Option<Camera>>,
    /// The watch over its frames.
    pub(super) frames: RefCell<Option<VideoFrames>>,
    /// The number of requests for a camera, so that one that was given up is let go when it comes.
    requests: Cell<u32>,
}

impl CameraSlot {
    /// Gives a new request its number, which makes all earlier ones given up.
    pub(super) fn number_request(&self) -> u32 {
        self.requests.set(self.requests.get().wrapping_add(1));
        self.requests.get()
    }

    /// True while no later request has been made, and the camera has not been closed.
    pub(super) fn is_latest(&self, request: u32) -> bool {
        self.requests.get() == request
    }
}
