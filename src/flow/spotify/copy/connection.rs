//! The words for a connection with nothing in its way.

use crate::domain::spotify::renewal::ConnectionEnd;
use crate::flow::bridge::spotify::advice::{Advice, NextStep};
use crate::flow::spotify::connection::ConnectionStage;

/// The words of a connection with nothing in its way.
#[must_use]
pub fn connection_advice(stage: &ConnectionStage, name: Option<&str>) -> Advice {
    match stage {
        ConnectionStage::Unknown => Advice::new("Looking for a connection.", "", None),
        ConnectionStage::None => Advice::new(
            "Spotify is not connected.",
            "Connect it to lift music that you like, to save tracks, to make playlists and to play on your devices. \
             Everything else works without.",
            Some(NextStep::Connect),
        ),
        ConnectionStage::Connecting(_) => Advice::new(
            "Connecting to Spotify.",
            "Spotify asks you to agree, then brings you back here. Begin again if it does not.",
            Some(NextStep::Connect),
        ),
        ConnectionStage::Connected(_) => {
            let what = name.map_or_else(
                || "Spotify is connected.".into(),
                |name| format!("Spotify is connected as {name}."),
            );
            Advice::new(what, "Music that you like is lifted in the list.", None)
        }
        ConnectionStage::Over(ConnectionEnd::SixMonths) => Advice::new(
            "The connection to Spotify has ended.",
            "Spotify ends every connection after six months. Nothing of yours on this device is touched.",
            Some(NextStep::Reconnect),
        ),
        ConnectionStage::Over(_) => Advice::new(
            "Spotify doesn't accept this connection any more.",
            "Connect again to go on. Nothing of yours on this device is touched.",
            Some(NextStep::Reconnect),
        ),
    }
}
