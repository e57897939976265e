//! What a call brings, and how its answer is read.

use crate::domain::http::{HttpOutcome, HttpResponse};
use crate::domain::music::catalogue::{Features, TrackId};
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::{self, ApiFault};
use crate::domain::spotify::listening::{SpotifyArtist, SpotifyTrack};
use crate::domain::spotify::player::Player;
use crate::domain::spotify::playlist::PlaylistId;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::{
    features, listening, player, playlist, profile, recommendations, search,
};

/// What a call brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It was done, and there is nothing more to say.
    Done,
    /// A person.
    Person(Person),
    /// Tracks.
    Tracks(Vec<SpotifyTrack>),
    /// Artists.
    Artists(Vec<SpotifyArtist>),
    /// How tracks sound.
    Features(Vec<(TrackId, Features)>),
    /// A track, or none that fits.
    Match(Option<SpotifyTrack>),
    /// Devices.
    Players(Vec<Player>),
    /// A playlist, or none.
    Playlist(Option<PlaylistId>),
    /// A number of tracks.
    Count(usize),
}

impl Call {
    /// What `outcome` means.
    ///
    /// # Errors
    /// [`ApiFault`].
    pub fn read(&self, outcome: HttpOutcome, now: UnixMillis) -> Result<Answer, ApiFault> {
        let response = outcome?;
        if !response.is_success() {
            return Err(fault::read(&response, now));
        }
        self.read_success(&response)
    }

    fn read_success(&self, response: &HttpResponse) -> Result<Answer, ApiFault> {
        Ok(match self {
            Self::Profile => Answer::Person(profile::read(response)?),
            Self::TopTracks(_) => Answer::Tracks(listening::read_tracks(response)?),
            Self::TopArtists(_) => Answer::Artists(listening::read_artists(response)?),
            Self::Recent | Self::Liked => Answer::Tracks(listening::read_lines(response)?),
            Self::Features(_) => Answer::Features(features::read(response)?),
            Self::Recommendations(_) => Answer::Tracks(recommendations::read(response)?),
            Self::Search(wanted) => Answer::Match(search::read(response, wanted)?),
            Self::Devices => Answer::Players(player::read_devices(response)?),
            Self::CreatePlaylist(_) => Answer::Playlist(Some(playlist::read_created(response)?)),
            Self::FindPlaylist(draft) => Answer::Playlist(playlist::read_found(response, draft)?),
            Self::CountItems(_) => Answer::Count(playlist::read_count(response)?),
            // A page of HTML in place of "204 No Content" was not Spotify.
            _ if response.body.trim_ascii_start().starts_with(b"<") => {
                return Err(ApiFault::CaptivePortal);
            }
            _ => Answer::Done,
        })
    }
}
