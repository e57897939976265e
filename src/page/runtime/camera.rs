//! The camera's part of the runtime.

use crate::flow_old::event::DeviceId;
use crate::flow_old::{Event, Fault};
use crate::page::runtime::{Runtime, spawn};
use crate::web::camera::{Camera, CameraError, list};
use leptos::prelude::*;

impl Runtime {
    pub(super) fn open_camera(&self, device: Option<DeviceId>) {
        let request = self.0.camera_request.get().wrapping_add(1);
        self.0.camera_request.set(request);
        let runtime = self.clone();
        spawn(async move {
            let opened = Camera::open(device.as_ref()).await;
            if runtime.0.camera_request.get() != request {
                // Stopped, or another one chosen, while the browser asked: dropped, its light goes off.
                return;
            }
            match opened {
                Ok(camera) => runtime.show_camera(camera),
                Err(error) => {
                    log::info!("no camera: {error}");
                    runtime.dispatch(Event::CameraFailed(fault(&error)));
                }
            }
        });
    }

    fn show_camera(&self, mut camera: Camera) {
        let ended = self.clone();
        if let Err(error) = camera.on_ended(move || ended.later_camera_ended()) {
            log::warn!("an unplugged camera will not be noticed: {error}");
        }
        if let Some(video) = self.0.screen.video.get_untracked() {
            video.set_src_object(Some(camera.stream()));
        }
        let (device, label) = (camera.device(), camera.label());
        self.0.camera.replace(Some(camera));
        self.dispatch(Event::CameraOpened { device, label });
    }

    /// In a task of its own: the camera must not be dropped from within its own listener.
    fn later_camera_ended(&self) {
        let runtime = self.clone();
        spawn(async move { runtime.dispatch(Event::CameraEnded) });
    }

    pub(super) fn close_camera(&self) {
        // Also whatever is still being opened.
        self.0
            .camera_request
            .set(self.0.camera_request.get().wrapping_add(1));
        self.0.camera.borrow_mut().take();
        if let Some(video) = self.0.screen.video.get_untracked() {
            video.set_src_object(None);
        }
    }

    pub(super) fn list_cameras(&self) {
        let runtime = self.clone();
        spawn(async move {
            match list().await {
                Ok(devices) => runtime.dispatch(Event::DevicesListed(devices)),
                Err(error) => log::info!("cameras can't be listed: {error}"),
            }
        });
    }
}

/// What a camera's error means to the person.
fn fault(error: &CameraError) -> Fault {
    match error {
        CameraError::Denied(_) => Fault::CameraDenied,
        CameraError::NotFound(_) => Fault::NoCamera,
        CameraError::Overconstrained(_) => Fault::CameraOverconstrained,
        CameraError::InUse(_) | CameraError::Other(_) => Fault::CameraInUse,
    }
}
