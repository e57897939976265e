//! The events of Spotify's host as the page knows it.

use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::{FromSpotifyHost, SpotifyAction};
use crate::flow::kit::link::LinkEvent;

/// Something that happened around Spotify's host.
#[derive(Debug, Clone, PartialEq)]
pub enum SpotifyLinkEvent {
    /// The page has opened.
    PageOpened,
    /// The shell has looked whether there is anything of earlier visits, or whether this is the way back from Spotify.
    TracesLooked(bool),
    /// Spotify's dialogue was opened.
    Opened,
    /// A person does something with Spotify.
    Act(SpotifyAction),
    /// The list has changed.
    Listed {
        /// The tracks, in the order to hear them.
        tracks: Vec<NamedTrack>,
        /// The list's heading: "For a calm mood"; empty while there is no list.
        heading: String,
    },
    /// The shell reports something of the host's life.
    Host(LinkEvent),
    /// The host said something.
    HostSaid(FromSpotifyHost),
    /// The network is back.
    Online,
}
