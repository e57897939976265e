//! What the account tells the list: one value, compared and sent whole.

use crate::domain::music::affinity::Affinity;
use crate::flow_old::music::account::Account;
use crate::flow_old::spotify::Spotify;

impl Spotify {
    /// What there is to tell.
    #[must_use]
    pub fn word(&self) -> Account {
        Account {
            connected: self.is_connected(),
            affinity: self.taste().map_or(Affinity::NONE, |taste| {
                Affinity::new(taste.artists(), taste.genres(), taste.own_marks())
            }),
            external_tracks: self.external_tracks().to_vec(),
            found: self.kept.found.clone(),
            missing: self.missing.iter().cloned().collect(),
        }
    }
}
