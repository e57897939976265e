//! Tracks from outside whose sound is known for the moment: candidates beside the catalogue's.
//!
//! They belong to whoever brings them, who also says when they leave; they are never written into a record.

use crate::domain::music::catalogue::{Features, Style, Track, TrackId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A guest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guest {
    /// Its id.
    pub id: TrackId,
    /// Its title.
    pub title: String,
    /// Who plays it.
    pub artist: String,
    /// When it came out; 0 where that is not known.
    pub year: u16,
    /// Whether it has strong language.
    pub explicit: bool,
    /// How it sounds.
    pub features: Features,
    /// What else it is told by: marks of its names ([`TrackId::of_names`]).
    pub names: Vec<TrackId>,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a guest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// The person's own: they listen to it.
    Own,
    /// It is suggested to them.
    Suggested,
}

impl From<&Guest> for Track {
    /// Of no known genre, as tracks of a table without genres.
    fn from(guest: &Guest) -> Self {
        Self {
            id: guest.id.clone(),
            title: guest.title.clone(),
            artist: guest.artist.clone(),
            year: guest.year,
            genre: String::new(),
            features: guest.features,
            style: Style::default(),
            country: None,
            explicit: guest.explicit,
        }
    }
}

/// `tracks`, and after them those guests that are not there already, under their own id or another one.
#[must_use]
pub fn with_guests(mut tracks: Vec<Track>, guests: &[Guest]) -> Vec<Track> {
    if guests.is_empty() {
        return tracks;
    }
    let told_by = |guest: &&Guest| guest.names.iter().chain([&guest.id]).cloned().collect();
    let wanted: BTreeSet<TrackId> = guests
        .iter()
        .flat_map(|guest| -> Vec<_> { told_by(&guest) })
        .collect();
    let names = tracks
        .iter()
        .map(|track| TrackId::of_names(&track.artist, &track.title));
    let ids = tracks.iter().map(|track| track.id.clone());
    let there: BTreeSet<TrackId> = names
        .chain(ids)
        .filter(|mark| wanted.contains(mark))
        .collect();
    let new = |guest: &&Guest| {
        told_by(guest)
            .iter()
            .all(|mark: &TrackId| !there.contains(mark))
    };
    tracks.extend(guests.iter().filter(new).map(Track::from));
    tracks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::music::catalogue::Catalogue;

    fn guest(id: &str, artist: &str, title: &str, sound: &Track) -> Guest {
        Guest {
            id: TrackId::new(id).unwrap(),
            title: title.into(),
            artist: artist.into(),
            year: 0,
            explicit: false,
            features: sound.features,
            names: vec![TrackId::of_names(artist, title)],
            whose: Whose::Own,
        }
    }

    #[test]
    fn who_is_there_already_is_no_guest() {
        let text = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        let tracks = Catalogue::parse(&text).unwrap().tracks().to_vec();
        let (first, second) = (&tracks[0], &tracks[1]);
        let elsewhere = "zzzzzzzzzzzzzzzzzzzzzz";
        let guests = [
            guest(first.id.as_str(), "Somebody", "Else", first),
            guest(
                elsewhere,
                &second.artist.to_uppercase(),
                &second.title,
                first,
            ),
            guest("yyyyyyyyyyyyyyyyyyyyyy", "Nobody Known", "A New One", first),
        ];
        let all = with_guests(tracks.clone(), &guests);
        assert_eq!(all.len(), tracks.len() + 1);
        assert_eq!(all.last().unwrap().title, "A New One");
        assert_eq!(with_guests(tracks.clone(), &[]), tracks);
    }
}
