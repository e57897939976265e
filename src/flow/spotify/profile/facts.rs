//! What the profile has to know of the other parts.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::tab_lease::TabLease;

/// Facts of other parts that decide what is asked.
#[derive(Debug, Clone, Copy)]
pub struct ProfileFacts<'a> {
    /// The tokens in use, while an account is connected.
    pub tokens: Option<&'a TokenInfo>,
    /// Tells whether this tab may ask.
    pub lease: TabLease,
    /// Tells whether a deprecated call is on its way.
    pub is_asking_deprecated: bool,
    /// The time of day.
    pub now: UnixMillis,
}

impl ProfileFacts<'_> {
    /// The app in use, by its client id.
    pub(super) fn app(&self) -> Option<&ClientId> {
        self.tokens.map(|info| &info.client_id)
    }
}
