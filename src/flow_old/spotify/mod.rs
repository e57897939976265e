//! Spotify: signing in, asking, and what a person does with it. Everything else works without.
//!
//! Holds no secret: tokens stay with the shell, which knows them by their [`TokenInfo`]. Every call goes through
//! [`calls`], which refreshes, retries, joins and counts; [`connection`] is the sign-in's life, [`taste`],
//! [`old_rights`], [`playlist`], [`playback`] and [`saves`] are what the calls are for, a [`deed`] is what a person does
//! with tracks, whose ids may have to be found first ([`finding`]), and [`words`] says it all to the person.

pub mod calls;
pub mod connection;
pub mod deed;
pub mod effect;
pub mod entry;
pub mod event;
pub mod finding;
pub mod flights;
pub mod gathering;
pub mod kept;
pub mod making;
pub mod obstacle;
pub mod old_rights;
mod outcome;
pub mod playback;
pub mod playlist;
mod projection;
pub mod renewal;
pub mod saves;
pub mod taste;
pub mod turn;
mod view;
pub mod wish;
mod word;
pub mod words;
mod words_of_sign_in;

pub use effect::{SpotifyEffect, SpotifyWake};
pub use entry::Entry;
pub use event::{Renewed, Restored, SpotifyEvent, TabNews};
pub use projection::view;
pub use view::{
    PersonView, PlayerRow, PlayersView, PlaylistView, Search, SetupView, SpotifyView, StatusView,
    UsageView,
};

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::guest::Guest;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::{ClientId, RedirectProblem, RedirectUri, SpotifyApp};
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::policy::budget::CallUsage;
use crate::domain::spotify::policy::cache::AnswerCache;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::taste::SpotifyTaste;
use crate::domain::spotify::token::Generation;
use connection::Connection;
use deed::{Deeds, What};
use flights::Calls;
use gathering::Gathering;
use kept::SpotifyKept;
use making::Making;
use obstacle::Obstacle;
use playback::Playback;
use saves::Heart;
use std::collections::{BTreeMap, BTreeSet};
use turn::Turn;

/// Everything of Spotify's that the page remembers while it is open.
#[derive(Debug, Default)]
pub struct Spotify {
    /// Where Spotify comes back to, once the page's address is known.
    page: Option<Result<RedirectUri, RedirectProblem>>,
    connection: Connection,
    obstacle: Option<Obstacle>,
    calls: Calls,
    cache: AnswerCache,
    kept: SpotifyKept,
    /// How often Spotify was asked.
    usage: CallUsage,
    turn: Turn,
    person: Option<Person>,
    gathering: Gathering,
    /// What Spotify suggests, until it is known how it sounds.
    suggested: Vec<SpotifyTrack>,
    guests: Vec<Guest>,
    playback: Playback,
    /// What was liked and unliked in this visit.
    hearts: BTreeMap<TrackId, Heart>,
    deeds: Deeds,
    /// What was searched for in this visit and not found, by our ids.
    missing: BTreeSet<TrackId>,
    /// Random; marks of playlists follow from it.
    seed: u64,
}

impl Spotify {
    /// What the person likes, as soon as it is known; for the ranking.
    #[must_use]
    pub fn taste(&self) -> Option<&SpotifyTaste> {
        self.gathering.taste()
    }

    /// Whether an account is connected.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        self.connection.info().is_some()
    }

    /// Which tokens are in use.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.connection.info().map(|info| info.generation)
    }

    /// The app that asks: the person's own, or the one that the build came with.
    fn app(&self) -> Option<SpotifyApp> {
        let redirect = self.page.as_ref()?.as_ref().ok()?;
        Some(SpotifyApp {
            client_id: self.client_id()?,
            redirect: redirect.clone(),
        })
    }

    fn client_id(&self) -> Option<ClientId> {
        self.kept.client_id.clone().or_else(ClientId::built_in)
    }

    /// Forgets everything that came from Spotify; the client id and the counts stay.
    fn forget(&mut self) {
        self.drop_calls();
        self.cache = AnswerCache::default();
        self.person = None;
        self.gathering = Gathering::default();
        self.suggested.clear();
        self.guests.clear();
        self.kept.making = Making::None;
        self.playback = Playback::default();
        self.hearts.clear();
        self.missing.clear();
        self.obstacle = None;
    }

    /// Forgets every call and what waits for one: whatever comes of them is nobody's any more.
    fn drop_calls(&mut self) {
        self.calls.clear();
        self.deeds = Deeds::default();
    }
}

/// Takes `event` at `now`. `list` are the tracks that stand in the list at the moment.
pub fn update(
    spotify: &mut Spotify,
    event: SpotifyEvent,
    list: &[Entry],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let mut effects = reduce(spotify, event, list, now);
    effects.extend(turn::end(spotify));
    effects
}

fn reduce(
    spotify: &mut Spotify,
    event: SpotifyEvent,
    list: &[Entry],
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match event {
        SpotifyEvent::Restored(restored) => connection::restored(spotify, *restored, now),
        SpotifyEvent::SignedIn(info) => connection::signed_in(spotify, info, now),
        SpotifyEvent::SignInFailed(fault) => connection::sign_in_failed(spotify, fault, now),
        SpotifyEvent::Renewed(renewed, luck) => renewal::renewed(spotify, renewed, luck, now),
        SpotifyEvent::Answered { id, outcome, luck } => {
            calls::answered(spotify, id, outcome, luck, now)
        }
        SpotifyEvent::Woke(wake) => calls::woke(spotify, wake, now),
        SpotifyEvent::Turn(there) => turn::come(spotify, *there, now),
        SpotifyEvent::Counted(usage) => {
            spotify.usage.merge_record(usage);
            Vec::new()
        }
        SpotifyEvent::OtherTab(news) => connection::other_tab(spotify, news, now),
        SpotifyEvent::Online => online(spotify, now),

        SpotifyEvent::ClientIdTyped(typed) => connection::client_id_typed(spotify, &typed),
        SpotifyEvent::Connect(purpose) => connection::connect(spotify, purpose),
        SpotifyEvent::Disconnect => connection::disconnect(spotify),
        SpotifyEvent::TryAgain => try_again(spotify, now),

        SpotifyEvent::CreatePlaylist { name, description } => {
            let playlist = What::Playlist { name, description };
            deed::begin(spotify, playlist, list.to_vec(), now)
        }
        SpotifyEvent::Save(id) => deed::with_one(spotify, What::Save, id, list, now),
        SpotifyEvent::Unsave(id) => deed::with_one(spotify, What::Unsave, id, list, now),
        SpotifyEvent::Find(id) => deed::with_one(spotify, What::Find, id, list, now),
        SpotifyEvent::Playback(command) => playback::command(spotify, command, list, now),
    }
}

fn online(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    if spotify.obstacle == Some(Obstacle::Offline) {
        spotify.obstacle = None;
    }
    let mut effects = saves::send_unsent(spotify, now);
    effects.extend(deed::online(spotify, now));
    effects.extend(taste::begin(spotify, now));
    effects
}

fn try_again(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    if spotify.calls.halting(now).is_none() {
        spotify.obstacle = None;
    }
    let mut effects = taste::begin(spotify, now);
    effects.extend(playlist::resume(spotify, now));
    effects.extend(saves::send_unsent(spotify, now));
    effects.extend(deed::try_again(spotify, now));
    effects
}
