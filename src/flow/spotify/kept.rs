//! What is kept between visits beside the tokens: the client id, the counts of the day, what waits to be sent.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::policy::budget::Usage;
use crate::domain::spotify::renewal::End;
use serde::{Deserialize, Serialize};

/// Kept between visits; missing fields take their default.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SpotifyKept {
    /// The person's own app.
    pub client_id: Option<ClientId>,
    /// How often Spotify was asked.
    pub usage: Usage,
    /// Until when Spotify does not want to be asked.
    pub blocked_until: Option<UnixMillis>,
    /// How the last connection ended, until there is another one.
    pub ended: Option<End>,
    /// Which app's old rights were probed, and whether it has them.
    pub probed: Option<(ClientId, OldRights)>,
    /// Tracks that were liked without a network.
    pub unsent: Vec<TrackId>,
}

/// Whether an app may still ask for audio features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OldRights {
    /// It may.
    Granted,
    /// It may not, as all apps since November 2024.
    None,
}
