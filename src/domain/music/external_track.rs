//! Tracks from outside whose sound is known for the moment: candidates beside the catalogue's.
//!
//! They belong to whoever brings them, who also says when they leave; they are never written into a record.

use crate::domain::music::annotation::Annotation;
use crate::domain::music::catalogue::{AudioFeatures, Style, Track, TrackId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A track from outside, with its audio features: a candidate for the moment, never kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExternalTrack {
    /// The track's id at Spotify.
    pub id: TrackId,
    /// The track's title, as it is shown.
    pub title: String,
    /// The artists' names, as they are shown.
    pub artist: String,
    /// The year of release; 0 where it is not known.
    pub year: u16,
    /// A mark for strong language in the track.
    pub explicit: bool,
    /// The audio features of the track.
    pub features: AudioFeatures,
    /// Further marks that tell the track from others, made of its names ([`TrackId::of_names`]).
    pub names: Vec<TrackId>,
    /// The way the track came to be known.
    pub origin: ExternalOrigin,
}

/// The ways by which an external track came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExternalOrigin {
    /// The track is the person's own: they listen to it.
    Own,
    /// The track is suggested to the person.
    Suggested,
}

impl From<&ExternalTrack> for Track {
    /// Takes the external track as one of no known genre, like tracks of a table without genres.
    fn from(external: &ExternalTrack) -> Self {
        Self {
            id: external.id.clone(),
            title: external.title.clone(),
            artist: external.artist.clone(),
            year: external.year,
            genre: String::new(),
            features: external.features,
            style: Style::default(),
            annotation: Annotation::guessed(0, external.features.instrumentalness),
            explicit: external.explicit,
        }
    }
}

/// Appends to `tracks` those external tracks that are not there already, under their own id or another one.
#[must_use]
pub fn with_external_tracks(
    mut tracks: Vec<Track>,
    external_tracks: &[ExternalTrack],
) -> Vec<Track> {
    if external_tracks.is_empty() {
        return tracks;
    }
    let told_by = |external: &&ExternalTrack| {
        external
            .names
            .iter()
            .chain([&external.id])
            .cloned()
            .collect()
    };
    let wanted: BTreeSet<TrackId> = external_tracks
        .iter()
        .flat_map(|external| -> Vec<_> { told_by(&external) })
        .collect();
    let names = tracks
        .iter()
        .map(|track| TrackId::of_names(&track.artist, &track.title));
    let ids = tracks.iter().map(|track| track.id.clone());
    let there: BTreeSet<TrackId> = names
        .chain(ids)
        .filter(|mark| wanted.contains(mark))
        .collect();
    let new = |external: &&ExternalTrack| {
        told_by(external)
            .iter()
            .all(|mark: &TrackId| !there.contains(mark))
    };
    tracks.extend(external_tracks.iter().filter(new).map(Track::from));
    tracks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::Catalogue;

    fn external(id: &str, artist: &str, title: &str, sound: &Track) -> ExternalTrack {
        ExternalTrack {
            id: TrackId::new(id).unwrap(),
            title: title.into(),
            artist: artist.into(),
            year: 0,
            explicit: false,
            features: sound.features,
            names: vec![TrackId::of_names(artist, title)],
            origin: ExternalOrigin::Own,
        }
    }

    #[test]
    fn a_track_that_is_there_already_is_not_added() {
        let text = std::fs::read_to_string("src/domain/music/catalogue.tsv").unwrap();
        let tracks = Catalogue::from_rows(&text).unwrap().tracks().to_vec();
        let (first, second) = (&tracks[0], &tracks[1]);
        let elsewhere = "zzzzzzzzzzzzzzzzzzzzzz";
        let external_tracks = [
            external(first.id.as_str(), "Somebody", "Else", first),
            external(
                elsewhere,
                &second.artist.to_uppercase(),
                &second.title,
                first,
            ),
            external("yyyyyyyyyyyyyyyyyyyyyy", "Nobody Known", "A New One", first),
        ];
        let all = with_external_tracks(tracks.clone(), &external_tracks);
        assert_eq!(all.len(), tracks.len() + 1);
        assert_eq!(all.last().unwrap().title, "A New One");
        assert_eq!(with_external_tracks(tracks.clone(), &[]), tracks);
    }
}
