//! The owners of the tracks that a list is drawn from.

use serde::{Deserialize, Serialize};

/// The owners of the tracks that a list is drawn from, once there are some of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrackSource {
    /// The catalogue's tracks and the person's own.
    #[default]
    Both,
    /// The person's own tracks alone.
    Own,
    /// The catalogue's tracks alone.
    #[serde(rename = "ours")]
    Catalogue,
}

impl TrackSource {
    /// All three sources, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Both, Self::Own, Self::Catalogue];

    /// The words on the source's button.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "Both",
            Self::Own => "Mine",
            Self::Catalogue => "Feelharmonic's",
        }
    }
}
