//! Whose tracks a list is drawn from.

use serde::{Deserialize, Serialize};

/// Whose tracks a list is drawn from, once there are some of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrackSource {
    /// Ours and theirs.
    #[default]
    Both,
    /// Theirs alone.
    Own,
    /// Ours alone.
    #[serde(rename = "ours")]
    Catalogue,
}

impl TrackSource {
    /// All three, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Both, Self::Own, Self::Catalogue];

    /// The words on its button.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "Both",
            Self::Own => "Mine",
            Self::Catalogue => "Feelharmonic's",
        }
    }
}
