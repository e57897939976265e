//! What is kept between visits beside the tokens: the client id, the counts of the day, what waits to be sent.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::bonus::OldRights;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::policy::budget::Usage;
use crate::domain::spotify::renewal::End;
use crate::flow::spotify::playlist::Making;
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
    /// Which old rights apps were found to have or not, by their client ids.
    pub rights: Vec<(ClientId, OldRights)>,
    /// Tracks that were liked without a network.
    pub unsent: Vec<TrackId>,
    /// Spotify's ids of tracks that have none of their own, by ours; as far as something was done with them.
    pub found: Vec<(TrackId, TrackId)>,
    /// How far a playlist is that was begun.
    pub making: Making,
}
