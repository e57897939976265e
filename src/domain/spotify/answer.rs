//! What calls bring: every answer together with what it answers, so that no impossible pair can be written down.

use crate::domain::http::{HttpOutcome, HttpResponse};
use crate::domain::music::catalogue::{AudioFeatures, TrackId};
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::fault::{self, ApiFault};
use crate::domain::spotify::listening::{SpotifyArtist, SpotifyTrack, TimeRange};
use crate::domain::spotify::player::{PlaybackDevice, PlayerId, Volume};
use crate::domain::spotify::playlist::PlaylistId;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::search::WantedTrack;
use crate::domain::spotify::{
    features, listening, player, playlist, profile, recommendations, search,
};

/// A call that was answered, by what it is a part of.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// The person who is signed in ([`Call::Profile`]).
    Profile(Person),
    /// An answer to a call that a taste is made of.
    Taste(TasteAnswer),
    /// An answer to a call that only old apps may make.
    Deprecated(DeprecatedAnswer),
    /// The track that fits what was searched for, or none.
    Found(WantedTrack, Option<SpotifyTrack>),
    /// Tracks that are liked now.
    Saved(Vec<TrackId>),
    /// Tracks that are liked no more.
    Unsaved(Vec<TrackId>),
    /// A call about a person's devices.
    Player(PlayerAnswer),
    /// An answer to a step of making a playlist.
    Playlist(PlaylistAnswer),
}

/// An answer that a taste is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum TasteAnswer {
    /// The top artists of a time, best first.
    TopArtists(TimeRange, Vec<SpotifyArtist>),
    /// The top tracks of a time, best first.
    TopTracks(TimeRange, Vec<SpotifyTrack>),
    /// Tracks that were played lately, the latest first.
    Recent(Vec<SpotifyTrack>),
    /// Liked tracks, the latest first.
    Liked(Vec<SpotifyTrack>),
}

/// An answer of the part of the API that Spotify has taken away from newer apps.
#[derive(Debug, Clone, PartialEq)]
pub enum DeprecatedAnswer {
    /// Tracks that Spotify suggests.
    Recommendations(Vec<SpotifyTrack>),
    /// The sound of tracks, as far as Spotify knows it.
    Features(Vec<(TrackId, AudioFeatures)>),
}

/// An answer about devices: those there are, or what one of them does now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlayerAnswer {
    /// The devices there are.
    Devices(Vec<PlaybackDevice>),
    /// The tracks play now.
    Started,
    /// The music goes on that was playing.
    Resumed,
    /// The music is paused.
    Paused,
    /// The next track plays.
    Skipped,
    /// The track plays after what is playing.
    Queued(TrackId),
    /// The device, or the one that plays, has that volume.
    VolumeSet(Volume, Option<PlayerId>),
}

/// An answer to one of the steps of making a playlist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaylistAnswer {
    /// The playlist was made.
    Created(PlaylistId),
    /// The playlist that carries the draft's mark, if there is one.
    LookedFor(Option<PlaylistId>),
    /// The tracks were put in.
    Filled(PlaylistId),
    /// The playlist holds so many tracks.
    Counted(PlaylistId, usize),
}

impl Call {
    /// Reads what `outcome` means for this call.
    ///
    /// # Errors
    /// [`ApiFault`].
    pub fn read(&self, outcome: HttpOutcome, now: UnixMillis) -> Result<Answered, ApiFault> {
        let response = outcome?;
        if !response.is_success() {
            let fault = fault::read_fault(&response, now);
            return self.not_found(fault).ok_or(fault);
        }
        self.read_success(&response)
    }

    /// A search that is refused for what it asks is one that finds nothing: one song must not stop the others.
    fn not_found(&self, fault: ApiFault) -> Option<Answered> {
        match (self, fault) {
            (Self::Search(wanted), ApiFault::NotFound | ApiFault::Refused(400)) => {
                Some(Answered::Found(wanted.clone(), None))
            }
            _ => None,
        }
    }

    fn read_success(&self, response: &HttpResponse) -> Result<Answered, ApiFault> {
        Ok(match self {
            Self::Profile => Answered::Profile(profile::read_profile(response)?),
            Self::TopTracks(range) => {
                TasteAnswer::TopTracks(*range, listening::read_tracks(response)?).into()
            }
            Self::TopArtists(range) => {
                TasteAnswer::TopArtists(*range, listening::read_artists(response)?).into()
            }
            Self::Recent => TasteAnswer::Recent(listening::read_lines(response)?).into(),
            Self::Liked => TasteAnswer::Liked(listening::read_lines(response)?).into(),
            Self::Features(_) => {
                DeprecatedAnswer::Features(features::read_features(response)?).into()
            }
            Self::Recommendations(_) => {
                DeprecatedAnswer::Recommendations(recommendations::read_recommendations(response)?)
                    .into()
            }
            Self::Search(wanted) => {
                Answered::Found(wanted.clone(), search::read_search(response, wanted)?)
            }
            Self::Devices => PlayerAnswer::Devices(player::read_devices(response)?).into(),
            Self::CreatePlaylist(_) => {
                PlaylistAnswer::Created(playlist::read_created(response)?).into()
            }
            Self::FindPlaylist(draft) => {
                PlaylistAnswer::LookedFor(playlist::read_found(response, draft)?).into()
            }
            Self::CountItems(id) => {
                PlaylistAnswer::Counted(id.clone(), playlist::read_count(response)?).into()
            }
            Self::Save(ids) => done(response, Answered::Saved(ids.clone()))?,
            Self::Unsave(ids) => done(response, Answered::Unsaved(ids.clone()))?,
            Self::Play(..) => done(response, PlayerAnswer::Started)?,
            Self::Resume(_) => done(response, PlayerAnswer::Resumed)?,
            Self::Pause(_) => done(response, PlayerAnswer::Paused)?,
            Self::Next(_) => done(response, PlayerAnswer::Skipped)?,
            Self::Queue(id, _) => done(response, PlayerAnswer::Queued(id.clone()))?,
            Self::SetVolume(volume, device) => {
                done(response, PlayerAnswer::VolumeSet(*volume, device.clone()))?
            }
            Self::AddItems(id, _) => done(response, PlaylistAnswer::Filled(id.clone()))?,
        })
    }
}

impl From<TasteAnswer> for Answered {
    fn from(answer: TasteAnswer) -> Self {
        Self::Taste(answer)
    }
}

impl From<DeprecatedAnswer> for Answered {
    fn from(answer: DeprecatedAnswer) -> Self {
        Self::Deprecated(answer)
    }
}

impl From<PlayerAnswer> for Answered {
    fn from(answer: PlayerAnswer) -> Self {
        Self::Player(answer)
    }
}

impl From<PlaylistAnswer> for Answered {
    fn from(answer: PlaylistAnswer) -> Self {
        Self::Playlist(answer)
    }
}

/// An answer that says only that it was done. A page of HTML in place of "204 No Content" was not Spotify's.
fn done(response: &HttpResponse, answered: impl Into<Answered>) -> Result<Answered, ApiFault> {
    if response.body.trim_ascii_start().starts_with(b"<") {
        return Err(ApiFault::CaptivePortal);
    }
    Ok(answered.into())
}
