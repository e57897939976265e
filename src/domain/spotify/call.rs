//! Every call of the Web API that this page makes, in one table: its request, the right it takes, whether it may
//! be repeated. What comes of it is [`Answered`](super::answer::Answered).

use crate::domain::http::HttpRequest;
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::listening::TimeRange;
use crate::domain::spotify::player::{PlayerId, Volume};
use crate::domain::spotify::playlist::{PlaylistDraft, PlaylistId};
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::search::WantedTrack;
use crate::domain::spotify::{
    features, library, listening, player, playlist, profile, recommendations, search,
};

/// A call of the Web API.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Call {
    /// The person who is signed in.
    Profile,
    /// The person's top tracks.
    TopTracks(TimeRange),
    /// The person's top artists.
    TopArtists(TimeRange),
    /// The tracks they played lately.
    Recent,
    /// The tracks they like.
    Liked,
    /// The sound of tracks: deprecated.
    Features(Vec<TrackId>),
    /// Tracks like these: deprecated.
    Recommendations(Vec<TrackId>),
    /// A track by title and artist.
    Search(WantedTrack),
    /// Like these tracks at Spotify.
    Save(Vec<TrackId>),
    /// Don't like these any more.
    Unsave(Vec<TrackId>),
    /// The devices there are.
    Devices,
    /// Play these, in this order.
    Play(Vec<TrackId>, Option<PlayerId>),
    /// Go on with the music.
    Resume(Option<PlayerId>),
    /// Stop the music for now.
    Pause(Option<PlayerId>),
    /// On to the next.
    Next(Option<PlayerId>),
    /// Play this one after what is playing.
    Queue(TrackId, Option<PlayerId>),
    /// Make it louder or softer.
    SetVolume(Volume, Option<PlayerId>),
    /// Make a new playlist.
    CreatePlaylist(PlaylistDraft),
    /// See whether this one was made.
    FindPlaylist(PlaylistDraft),
    /// Put tracks into a playlist.
    AddItems(PlaylistId, Vec<TrackId>),
    /// See whether tracks were put in.
    CountItems(PlaylistId),
}

/// The topics that calls are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallTopic {
    /// The person who is signed in.
    Profile,
    /// The person's likings: artists, genres and tracks.
    Taste,
    /// Data that only old apps may ask for.
    Deprecated,
    /// Spotify's id of a track.
    Search,
    /// The likes of tracks.
    SavedTracks,
    /// Devices, and what they play.
    Player,
    /// The making of a playlist.
    Playlist,
}

/// The rule for sending a call again when nobody knows what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// The call only reads: also kept for five minutes, and joined with an equal one on its way.
    Reading,
    /// Twice is the same as once.
    Harmless,
    /// Twice would be twice.
    Never,
}

impl Call {
    /// The call's name for the log: no ids, no titles.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::TopTracks(_) => "top tracks",
            Self::TopArtists(_) => "top artists",
            Self::Recent => "recently played",
            Self::Liked => "liked tracks",
            Self::Features(_) => "audio features",
            Self::Recommendations(_) => "recommendations",
            Self::Search(_) => "search",
            Self::Save(_) => "save",
            Self::Unsave(_) => "remove",
            Self::Devices => "devices",
            Self::Play(..) => "play",
            Self::Resume(_) => "resume",
            Self::Pause(_) => "pause",
            Self::Next(_) => "next",
            Self::Queue(..) => "queue",
            Self::SetVolume(..) => "volume",
            Self::CreatePlaylist(_) => "create playlist",
            Self::FindPlaylist(_) => "find playlist",
            Self::AddItems(..) => "add items",
            Self::CountItems(_) => "count items",
        }
    }

    /// The request, without its token.
    #[must_use]
    pub fn request(&self) -> HttpRequest {
        match self {
            Self::Profile => profile::profile_request(),
            Self::TopTracks(range) => listening::top_tracks_request(*range),
            Self::TopArtists(range) => listening::top_artists_request(*range),
            Self::Recent => listening::recent_request(),
            Self::Liked => listening::liked_request(),
            Self::Features(ids) => features::features_request(ids),
            Self::Recommendations(seeds) => recommendations::recommendations_request(seeds),
            Self::Search(wanted) => search::search_request(wanted),
            Self::Save(ids) => library::save_request(ids),
            Self::Unsave(ids) => library::unsave_request(ids),
            Self::Devices => player::devices_request(),
            Self::Play(tracks, device) => player::play_request(tracks, device.as_ref()),
            Self::Resume(device) => player::resume_request(device.as_ref()),
            Self::Pause(device) => player::pause_request(device.as_ref()),
            Self::Next(device) => player::next_request(device.as_ref()),
            Self::Queue(track, device) => player::queue_request(track, device.as_ref()),
            Self::SetVolume(volume, device) => player::volume_request(*volume, device.as_ref()),
            Self::CreatePlaylist(draft) => playlist::create_request(draft),
            Self::FindPlaylist(_) => playlist::find_request(),
            Self::AddItems(id, tracks) => playlist::add_request(id, tracks),
            Self::CountItems(id) => playlist::count_request(id),
        }
    }

    /// The topic that the call is a part of.
    #[must_use]
    pub const fn topic(&self) -> CallTopic {
        match self {
            Self::Profile => CallTopic::Profile,
            Self::TopTracks(_) | Self::TopArtists(_) | Self::Recent | Self::Liked => {
                CallTopic::Taste
            }
            Self::Features(_) | Self::Recommendations(_) => CallTopic::Deprecated,
            Self::Search(_) => CallTopic::Search,
            Self::Save(_) | Self::Unsave(_) => CallTopic::SavedTracks,
            Self::Devices
            | Self::Play(..)
            | Self::Resume(_)
            | Self::Pause(_)
            | Self::Next(_)
            | Self::Queue(..)
            | Self::SetVolume(..) => CallTopic::Player,
            Self::CreatePlaylist(_)
            | Self::FindPlaylist(_)
            | Self::AddItems(..)
            | Self::CountItems(_) => CallTopic::Playlist,
        }
    }

    /// The permission that the person must have given; none for what every app may ask.
    #[must_use]
    pub const fn permission(&self) -> Option<Permission> {
        match self.topic() {
            CallTopic::Profile | CallTopic::Deprecated | CallTopic::Search => None,
            CallTopic::Taste => Some(Permission::Taste),
            CallTopic::SavedTracks => Some(Permission::Saving),
            CallTopic::Player => Some(Permission::Playing),
            CallTopic::Playlist => Some(Permission::Playlists),
        }
    }

    /// Tells whether it may be sent again.
    #[must_use]
    pub const fn repeat(&self) -> Repeat {
        match self {
            Self::Profile
            | Self::TopTracks(_)
            | Self::TopArtists(_)
            | Self::Recent
            | Self::Liked
            | Self::Features(_)
            | Self::Recommendations(_)
            | Self::Search(_)
            | Self::Devices
            | Self::FindPlaylist(_)
            | Self::CountItems(_) => Repeat::Reading,
            Self::Save(_)
            | Self::Unsave(_)
            | Self::Play(..)
            | Self::Resume(_)
            | Self::Pause(_)
            | Self::SetVolume(..) => Repeat::Harmless,
            Self::Next(_) | Self::Queue(..) | Self::CreatePlaylist(_) | Self::AddItems(..) => {
                Repeat::Never
            }
        }
    }

    /// Tells whether its answer may be used again for five minutes. What is looked up after a lost answer, and devices
    /// that a person has just switched on, are looked at afresh.
    #[must_use]
    pub const fn is_cacheable(&self) -> bool {
        !matches!(
            self,
            Self::Devices | Self::FindPlaylist(_) | Self::CountItems(_)
        ) && matches!(self.repeat(), Repeat::Reading)
    }
}
