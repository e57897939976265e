//! `getUserMedia` for pictures, and the list of cameras.

use crate::web::listener::EventListener;
use crate::web::{Error, window};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaDeviceInfo, MediaDeviceKind, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

/// Reason for which a camera was not given, by what the person can do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// The camera was refused, by a person or the browser's settings.
    #[error("refused: {0}")]
    Denied(Error),
    /// The person closed the question without an answer.
    #[error("dismissed: {0}")]
    Dismissed(Error),
    /// The operating system lets this browser have no camera.
    #[error("refused by the system: {0}")]
    DeniedBySystem(Error),
    /// A policy of the page or the device forbids cameras.
    #[error("forbidden: {0}")]
    Forbidden(Error),
    /// No camera was found.
    #[error("none found: {0}")]
    NotFound(Error),
    /// The camera is held by another program, or broken.
    #[error("not readable: {0}")]
    InUse(Error),
    /// The camera that was asked for can't be had.
    #[error("over-constrained: {0}")]
    Overconstrained(Error),
    /// The device or its driver gave up while the camera was started.
    #[error("aborted: {0}")]
    Aborted(Error),
    /// The browser knows no such request.
    #[error("not supported: {0}")]
    Unsupported(Error),
    /// Any other failure, in the browser's own words.
    #[error(transparent)]
    Other(Error),
}

impl From<Error> for CameraError {
    /// Classifies by the exception names of the W3C's Media Capture and Streams, and of older browsers.
    fn from(error: Error) -> Self {
        match error.name() {
            // Only the message tells who refused.
            Some("NotAllowedError" | "PermissionDeniedError") => match error.message() {
                Some(message) if message.contains("system") => Self::DeniedBySystem(error),
                Some(message) if message.contains("dismissed") => Self::Dismissed(error),
                _ => Self::Denied(error),
            },
            Some("SecurityError") => Self::Forbidden(error),
            Some("NotFoundError" | "DevicesNotFoundError") => Self::NotFound(error),
            Some("NotReadableError" | "TrackStartError") => Self::InUse(error),
            Some("AbortError") => Self::Aborted(error),
            Some("TypeError" | "NotSupportedError") => Self::Unsupported(error),
            Some("OverconstrainedError" | "ConstraintNotSatisfiedError") => {
                Self::Overconstrained(error)
            }
            _ => Self::Other(error),
        }
    }
}

/// A running camera. When dropped, it stops, and its light goes off.
#[derive(Debug)]
pub struct Camera {
    stream: MediaStream,
    track: MediaStreamTrack,
    ended: Option<EventListener>,
}

impl Camera {
    /// Opens `device`, or the front camera, at about 640 × 480 pixels. The browser may ask the person.
    ///
    /// # Errors
    /// [`CameraError`] when it is refused, missing, in use, or otherwise not given.
    pub async fn open(device: Option<&str>) -> Result<Self, CameraError> {
        let constraints = constraints(device).map_err(Error::from)?;
        let devices = window()?.navigator().media_devices().map_err(Error::from)?;
        let asked = devices
            .get_user_media_with_constraints(&constraints)
            .map_err(Error::from)?;
        let stream: MediaStream = JsFuture::from(asked)
            .await
            .map_err(Error::from)?
            .unchecked_into();
        let track = stream
            .get_video_tracks()
            .get(0)
            .dyn_into::<MediaStreamTrack>();
        let track = track.map_err(|_none| Error::Missing("video track"))?;
        Ok(Self {
            stream,
            track,
            ended: None,
        })
    }

    /// Video stream of the camera, for a video element.
    #[must_use]
    pub const fn stream(&self) -> &MediaStream {
        &self.stream
    }

    /// Id by which this camera can be asked for again, if the browser tells it.
    #[must_use]
    pub fn device(&self) -> Option<String> {
        let id = Reflect::get(&self.track.get_settings(), &"deviceId".into()).ok()?;
        id.as_string()
    }

    /// Tells whether the camera looks away from the person who holds the device.
    #[must_use]
    pub fn faces_away(&self) -> bool {
        let facing = Reflect::get(&self.track.get_settings(), &"facingMode".into());
        match facing.ok().and_then(|facing| facing.as_string()) {
            Some(facing) if !facing.is_empty() => facing == "environment",
            // Some systems tell in the name alone.
            _ => self.track.label().contains("facing back"),
        }
    }

    /// Tells whether the camera is muted: switched off by a key, the system, or another program.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        self.track.muted()
    }

    /// Calls `callback` when the camera ends by itself: unplugged, or with its permission taken back.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses the listener.
    pub fn on_ended(&mut self, mut callback: impl FnMut() + 'static) -> Result<(), Error> {
        self.ended = Some(EventListener::new(&self.track, "ended", move |_| {
            callback();
        })?);
        Ok(())
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

fn constraints(device: Option<&str>) -> Result<MediaStreamConstraints, JsValue> {
    let video = Object::new();
    let ideal = |value: JsValue| -> Result<JsValue, JsValue> {
        let constraint = Object::new();
        Reflect::set(&constraint, &"ideal".into(), &value)?;
        Ok(constraint.into())
    };
    Reflect::set(&video, &"width".into(), &ideal(640.into())?)?;
    Reflect::set(&video, &"height".into(), &ideal(480.into())?)?;
    if let Some(id) = device {
        let exact = Object::new();
        Reflect::set(&exact, &"exact".into(), &id.into())?;
        Reflect::set(&video, &"deviceId".into(), &exact)?;
    } else {
        Reflect::set(&video, &"facingMode".into(), &ideal("user".into())?)?;
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&video);
    Ok(constraints)
}

/// A camera as the browser lists it. Before the first permission both texts are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCamera {
    /// Id by which the camera can be asked for.
    pub id: String,
    /// Name that the browser gives the camera.
    pub label: String,
}

/// Lists the cameras of the device. Before the first permission browsers give neither names nor ids.
///
/// # Errors
/// [`Error`] when they can't be listed.
pub async fn list_cameras() -> Result<Vec<ListedCamera>, Error> {
    let devices = window()?.navigator().media_devices()?;
    let all: Array = JsFuture::from(devices.enumerate_devices()?)
        .await?
        .unchecked_into();
    Ok(all
        .iter()
        .map(JsCast::unchecked_into::<MediaDeviceInfo>)
        .filter(|device| device.kind() == MediaDeviceKind::Videoinput)
        .map(|device| ListedCamera {
            id: device.device_id(),
            label: device.label(),
        })
        .collect())
}

/// Calls `callback` whenever a camera was plugged in or out.
///
/// # Errors
/// [`Error`] where there are no cameras to ask about.
pub fn on_cameras_change(mut callback: impl FnMut() + 'static) -> Result<EventListener, Error> {
    let devices = window()?.navigator().media_devices()?;
    EventListener::new(&devices, "devicechange", move |_| callback())
}
