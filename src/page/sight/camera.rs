//! The camera: opened, shown, noticed when it goes, let go.

use crate::flow::sight::SightEvent;
use crate::flow::sight::device::{CameraDevice, CameraId};
use crate::flow::sight::fault::CameraFault;
use crate::page::runtime::Runtime;
use crate::shell::task::spawn;
use crate::web::camera::{Camera, CameraError, ListedCamera, list_cameras};
use crate::web::video_frames::VideoFrames;
use leptos::prelude::*;

impl Runtime {
    pub(super) fn open_camera(&self, device: Option<CameraId>) {
        let request = self.sight().camera.number_request();
        let runtime = self.clone();
        spawn(async move {
            let opened = Camera::open(device.as_ref().map(|device| device.0.as_str())).await;
            if !runtime.sight().camera.is_latest(request) {
                // Stopped, or another one chosen, while the browser asked: dropped, its light goes off.
                return;
            }
            match opened {
                Ok(camera) => runtime.show_camera(camera),
                Err(error) => {
                    log::info!("no camera: {error}");
                    runtime.dispatch(SightEvent::CameraFailed(fault(&error)));
                }
            }
        });
    }

    fn show_camera(&self, mut camera: Camera) {
        let ended = self.clone();
        if let Err(error) = camera.on_ended(move || ended.report_end_later()) {
            log::warn!("an unplugged camera will not be noticed: {error}");
        }
        if let Some(video) = self.sight().screen.video.get_untracked() {
            video.set_src_object(Some(camera.stream()));
            let frames = VideoFrames::watch(video);
            self.sight().camera.frames.replace(Some(frames));
        }
        let device = camera.device().map(CameraId);
        let faces_away = camera.faces_away();
        self.sight().camera.open.replace(Some(camera));
        self.dispatch(SightEvent::CameraOpened { device, faces_away });
    }

    /// Reports the end of the camera in a task of its own: it must not be dropped from within its own listener.
    fn report_end_later(&self) {
        let runtime = self.clone();
        spawn(async move { runtime.dispatch(SightEvent::CameraEnded) });
    }

    pub(super) fn close_camera(&self) {
        // Also whatever is still being opened.
        self.sight().camera.number_request();
        self.sight().camera.open.take();
        self.sight().camera.frames.take();
        if let Some(video) = self.sight().screen.video.get_untracked() {
            video.set_src_object(None);
        }
    }

    /// Takes the camera's newest frame, if it is another than the last and the camera is not muted.
    pub(super) fn take_new_frame(&self) -> bool {
        let camera = &self.sight().camera;
        let is_muted = camera.open.borrow().as_ref().is_some_and(Camera::is_muted);
        let frames = camera.frames.borrow();
        let new = frames
            .as_ref()
            .filter(|frames| !is_muted && frames.has_new());
        new.is_some_and(|frames| {
            frames.take_new();
            true
        })
    }

    /// Lists the cameras there are.
    pub(crate) fn list_cameras(&self) {
        let runtime = self.clone();
        spawn(async move {
            match list_cameras().await {
                Ok(listed) => {
                    let devices = listed.into_iter().map(device).collect();
                    runtime.dispatch(SightEvent::DevicesListed(devices));
                }
                Err(error) => log::info!("cameras can't be listed: {error}"),
            }
        });
    }
}

fn device(listed: ListedCamera) -> CameraDevice {
    CameraDevice {
        id: CameraId(listed.id),
        label: listed.label,
    }
}

/// The fault that a camera's error is to the person.
fn fault(error: &CameraError) -> CameraFault {
    match error {
        CameraError::Denied(_) => CameraFault::Denied,
        CameraError::Dismissed(_) => CameraFault::Dismissed,
        CameraError::DeniedBySystem(_) => CameraFault::DeniedBySystem,
        CameraError::Forbidden(_) => CameraFault::Forbidden,
        CameraError::NotFound(_) => CameraFault::NotFound,
        CameraError::Overconstrained(_) => CameraFault::Overconstrained,
        CameraError::InUse(_) => CameraFault::InUse,
        CameraError::Aborted(_) => CameraFault::Aborted,
        CameraError::Unsupported(_) => CameraFault::Unsupported,
        CameraError::Other(_) => CameraFault::Unknown,
    }
}
