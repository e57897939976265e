//! Cameras, as a browser tells them apart.

use serde::{Deserialize, Serialize};

/// A camera's id, as `MediaDeviceInfo.deviceId` gives it: opaque, and other for every site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameraId(pub String);

/// A camera that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraDevice {
    /// The id by which it is opened; empty before the first permission.
    pub id: CameraId,
    /// The name the browser gives it; empty before the first permission.
    pub label: String,
}
