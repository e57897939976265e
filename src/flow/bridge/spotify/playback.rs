//! What can be done on a person's devices, and what this page has started there.

use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::player::{PlayerId, Volume};
use serde::{Deserialize, Serialize};

/// Something to do on a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaybackCommand {
    /// Look for devices to play on.
    FindDevices,
    /// Mean this device from now on.
    Choose(PlayerId),
    /// Play the list from this track on.
    PlayFrom(TrackId),
    /// Play the whole list.
    PlayList,
    /// Play this track after what is playing.
    Queue(TrackId),
    /// Stop the music for now.
    Pause,
    /// Go on with the music.
    Resume,
    /// Go on to the next track.
    Next,
    /// Make it louder or softer.
    SetVolume(Volume),
}

/// The sound that this page has started on a device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sound {
    /// Silence: nothing was started.
    #[default]
    Silent,
    /// The list plays there.
    Playing,
    /// The list is paused.
    Paused,
}
