//! The effects of the link to Spotify, carried out: its host's life, messages to it, and a look for earlier use.

use crate::flow::kit::link::LinkEvent;
use crate::flow::kit::store::Key;
use crate::flow::spotify_link::{SpotifyLinkEffect, SpotifyLinkEvent};
use crate::page::runtime::Runtime;
use crate::shell::links::Heard;
use crate::shell::store::Store;
use crate::shell::task::spawn;
use crate::web::address;

impl Runtime {
    /// Carries out an effect of the link to Spotify.
    pub(crate) fn carry_out_spotify_link(&self, effect: SpotifyLinkEffect) {
        let runtime = self.clone();
        match effect {
            SpotifyLinkEffect::LookForTraces => spawn(async move {
                let found = holds_traces(runtime.record_store()).await;
                runtime.dispatch(SpotifyLinkEvent::TracesLooked(found));
            }),
            SpotifyLinkEffect::Host(effect) => {
                self.spotify_link().host.carry_out(effect, move |heard| {
                    runtime.dispatch(match heard {
                        Heard::Life(event) => SpotifyLinkEvent::Host(event),
                        Heard::Said(said) => SpotifyLinkEvent::HostSaid(said),
                    });
                });
            }
            SpotifyLinkEffect::Tell(message) => {
                if let Err(error) = self.spotify_link().host.tell(&message) {
                    log::error!("Spotify's host could not be told: {error}");
                    spawn(async move { runtime.dispatch(SpotifyLinkEvent::Host(LinkEvent::Lost)) });
                }
            }
        }
    }
}

/// Finds out if Spotify was used here before, or is being used: then its host is wanted at once.
async fn holds_traces(store: &Store) -> bool {
    address::has_callback()
        || store
            .holds_any(&[Key::SpotifyTokens, Key::Spotify])
            .await
            .unwrap_or_default()
}
