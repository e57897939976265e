//! The lease to ask what is asked unasked: of several tabs one asks, and the others take what it was told.
//!
//! A tab that opens while another one asks, or hears of another one's sign-in, waits for the lease like any other, and
//! finds then that there is nothing left to ask.

use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::wants::Wants;

/// The lease as this tab has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TabLease {
    /// The tab wants nothing.
    #[default]
    None,
    /// The tab waits for it.
    Awaited,
    /// The tab may ask.
    Held,
}

impl TabLease {
    /// Tells whether this tab may ask.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held)
    }

    /// Waits for the lease, unless it is waited for or held.
    pub(super) fn take_lease(&mut self, wants: &mut Wants) {
        if *self == Self::None {
            *self = Self::Awaited;
            wants.effect(SpotifyEffect::TakeLease);
        }
    }

    /// Ends the lease as soon as no call is on its way that it was taken for. Whether it has ended now.
    pub(super) fn end_when_idle(&mut self, is_asking: bool) -> bool {
        let ends = self.is_held() && !is_asking;
        if ends {
            *self = Self::None;
        }
        ends
    }
}
