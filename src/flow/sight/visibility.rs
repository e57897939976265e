//! Whether the tab can be seen: a hidden one reads nothing, and lets the camera go after a while.

use crate::domain::quantity::Millis;
use crate::flow::sight::effect::SightEffect;
use crate::flow::sight::event::SightWake;
use crate::flow::sight::news::SightOut;

/// The time that a hidden tab keeps the camera.
const HIDDEN_CAMERA_LIMIT: Millis = Millis::from_secs(30.0);

/// The visibility of the tab; the number counts the hidings, so that an old timer finds out it is old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabVisibility {
    /// In sight, after this many hidings.
    Shown(u32),
    /// Out of sight for the n-th time.
    Hidden(u32),
}

impl Default for TabVisibility {
    fn default() -> Self {
        Self::Shown(0)
    }
}

impl TabVisibility {
    /// Tells whether the tab is in sight.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Shown(_))
    }

    /// Takes the tab out of sight, and asks to be woken when that has lasted long.
    pub(super) fn hide_tab(&mut self, out: &mut SightOut) {
        if let Self::Shown(count) = *self {
            let hiding = count.wrapping_add(1);
            *self = Self::Hidden(hiding);
            out.effect(SightEffect::WakeAfter(
                HIDDEN_CAMERA_LIMIT,
                SightWake::HiddenLong(hiding),
            ));
        }
    }

    /// Brings the tab back into sight.
    pub(super) const fn show_tab(&mut self) {
        if let Self::Hidden(count) = *self {
            *self = Self::Shown(count);
        }
    }
}
