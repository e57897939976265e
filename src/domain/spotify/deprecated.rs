//! The deprecated part of the API: whether an app may still use it, and what it brings (tracks that Spotify suggests,
//! the sound of tracks).
//!
//! Apps made since November 2024 get 404 for recommendations and 403 for audio features.

use crate::domain::music::catalogue::{AudioFeatures, TrackId};
use crate::domain::spotify::features;
use crate::domain::spotify::listening::SpotifyTrack;
use serde::{Deserialize, Serialize};

/// The right of an app to make one of the deprecated calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DeprecatedRight {
    /// Nobody has asked yet.
    #[default]
    Unknown,
    /// The app has it.
    Granted,
    /// The app has it not; it is never asked again.
    Gone,
}

/// The deprecated calls that one app may still make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeprecatedRights {
    /// The right to ask `/recommendations`.
    pub recommendations: DeprecatedRight,
    /// The right to ask `/audio-features`.
    pub features: DeprecatedRight,
}

/// Everything that the deprecated calls have brought; kept with the taste, for a day at most.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeprecatedData {
    /// Tracks that Spotify suggests.
    pub suggested: Vec<SpotifyTrack>,
    /// The sound of tracks, the person's own and the suggested ones.
    pub features: Vec<(TrackId, AudioFeatures)>,
}

/// The share of the person's own tracks among those whose sound is asked for in one call, where both are many.
const OWN: usize = 70;

/// The tracks whose sound is asked for in one call, the person's own first.
#[must_use]
pub fn audio_feature_ids(own: &[SpotifyTrack], suggested: &[SpotifyTrack]) -> Vec<TrackId> {
    let suggestions = suggested.len().min(features::MOST - OWN);
    let tracks = own.iter().take(features::MOST - suggestions);
    let mut ids: Vec<TrackId> = tracks.map(|track| track.id.clone()).collect();
    for track in suggested {
        if ids.len() < features::MOST && !ids.contains(&track.id) {
            ids.push(track.id.clone());
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tracks(from: usize, count: usize) -> Vec<SpotifyTrack> {
        let track = |number: usize| SpotifyTrack {
            id: TrackId::new(&format!("{number:022}")).unwrap(),
            title: "T".into(),
            artists: vec!["A".into()],
            year: None,
            explicit: false,
        };
        (from..from + count).map(track).collect()
    }

    #[test]
    fn one_call_hears_own_and_suggested_tracks_and_no_track_twice() {
        let ids = audio_feature_ids(&tracks(0, 250), &tracks(60, 50));
        assert_eq!(ids.len(), 100);
        assert_eq!(ids[69], tracks(69, 1)[0].id);
        assert_eq!(ids[70], tracks(70, 1)[0].id);
        assert_eq!(audio_feature_ids(&tracks(0, 250), &[]).len(), 100);
        assert_eq!(audio_feature_ids(&tracks(0, 3), &tracks(2, 3)).len(), 5);
    }
}
