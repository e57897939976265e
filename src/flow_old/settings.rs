//! What is kept between visits. Nothing in it says anything about a face or a mood.

use crate::flow_old::event::DeviceId;
use serde::{Deserialize, Serialize};

/// The settings; unknown fields of later versions are left out when read, missing ones take their default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The camera that was chosen by hand.
    pub camera: Option<DeviceId>,
}
