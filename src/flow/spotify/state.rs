//! The state of Spotify's feature: one struct a part, and the record that they make together.

use crate::domain::music::affinity::Affinity;
use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::ExternalTrack;
use crate::domain::spotify::taste::SpotifyTaste;
use crate::domain::spotify::token::Generation;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::spotify::actions::Actions;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::calls::Calls;
use crate::flow::spotify::connection::Connection;
use crate::flow::spotify::id_resolution::{IdResolution, ResolvedIds};
use crate::flow::spotify::playback::Playback;
use crate::flow::spotify::playlist_job::PlaylistProgress;
use crate::flow::spotify::playlists::Playlists;
use crate::flow::spotify::profile::Profile;
use crate::flow::spotify::record::SpotifyRecord;
use crate::flow::spotify::saved_tracks::SavedTracks;
use crate::flow::spotify::tab_lease::TabLease;

/// Everything of Spotify's that the host remembers while the page is open. Holds no secret.
#[derive(Debug, Default)]
pub struct SpotifyState {
    pub(super) connection: Connection,
    pub(super) blocker: Option<Blocker>,
    pub(super) calls: Calls,
    pub(super) lease: TabLease,
    pub(super) profile: Profile,
    pub(super) actions: Actions,
    pub(super) ids: ResolvedIds,
    pub(super) saved: SavedTracks,
    pub(super) playlists: Playlists,
    pub(super) playback: Playback,
    /// The summary that the list was told last.
    pub(super) told: Listener,
}

impl SpotifyState {
    /// Tells whether an account is connected.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        self.connection.tokens().is_some()
    }

    /// The tokens in use, by their generation.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.connection.tokens().map(|info| info.generation)
    }

    /// The person's taste, as soon as it is known.
    #[must_use]
    pub const fn taste(&self) -> Option<&SpotifyTaste> {
        self.profile.taste()
    }

    /// Tracks whose sound is known beside the catalogue's.
    #[must_use]
    pub fn external_tracks(&self) -> &[ExternalTrack] {
        self.profile.external_tracks()
    }

    /// Looks up Spotify's id of the track that we call `id`.
    #[must_use]
    pub fn resolve_id(&self, id: &TrackId) -> IdResolution {
        self.ids.resolve(id)
    }

    /// Sums up what the list is told of the account.
    #[must_use]
    pub fn listener(&self) -> Listener {
        Listener {
            connected: self.is_connected(),
            affinity: self.taste().map_or(Affinity::NONE, |taste| {
                Affinity::new(taste.artists(), taste.genres(), taste.own_marks())
            }),
            external_tracks: self.external_tracks().to_vec(),
            found: self.ids.found.clone(),
            missing: self.ids.missing.iter().cloned().collect(),
        }
    }

    /// Puts the record together: what each part persists.
    pub(super) fn record(&self) -> SpotifyRecord {
        SpotifyRecord {
            client_id: self.connection.client_id.clone(),
            blocked_until: self.calls.blocked_until,
            ended: self.connection.ended,
            deprecated_rights: self.profile.deprecated.rights.clone(),
            unsent: self.saved.unsent.clone(),
            found: self.ids.found.clone(),
            playlist: self.playlists.progress.clone(),
        }
    }

    /// Hands each part what it persists.
    pub(super) fn restore_record(&mut self, record: SpotifyRecord) {
        self.connection.client_id = record.client_id;
        self.calls.blocked_until = record.blocked_until;
        self.connection.ended = record.ended;
        self.profile.deprecated.rights = record.deprecated_rights;
        self.saved.unsent = record.unsent;
        self.ids.found = record.found;
        self.playlists.progress = record.playlist;
    }

    /// Takes back a blocker that stands in the way no more.
    pub(super) fn clear_blocker(&mut self, cleared: Cleared) {
        self.blocker.take_if(|blocker| cleared.covers(blocker));
    }

    /// Forgets every call and what waits for one.
    pub(super) fn drop_calls(&mut self) {
        self.calls.drop_pending();
        self.actions = Actions::default();
    }

    /// Forgets everything that came from Spotify; the client id, the counts and what is to be sent stay.
    pub(super) fn forget_account(&mut self) {
        self.drop_calls();
        self.calls.forget_answers();
        self.profile.forget_person();
        self.playlists.progress = PlaylistProgress::None;
        self.playback = Playback::default();
        self.saved.forget_marks();
        self.ids.missing.clear();
        self.blocker = None;
    }
}
