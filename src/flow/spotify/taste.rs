//! Getting to know what a person likes: who they are, then six calls, once a day.

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::{Answer, Call};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::features;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::scope::Purpose;
use crate::domain::spotify::taste::{CALLS, KeptTaste, SpotifyTaste};
use crate::flow::spotify::Spotify;
use crate::flow::spotify::calls::{Asker, ask};
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::kept::OldRights;

/// How far the page is in knowing.
#[derive(Debug, Default)]
pub enum Gathering {
    /// Nothing is known.
    #[default]
    None,
    /// Something was kept; whose it is, is not known for sure yet.
    Remembered(KeptTaste),
    /// The calls are on their way.
    Asking {
        /// What is known so far.
        taste: SpotifyTaste,
        /// How many calls are still out.
        left: usize,
        /// How many have told something.
        told: usize,
    },
    /// Known, for today.
    Ready(SpotifyTaste),
}

impl Gathering {
    /// What is known, once all of it is.
    #[must_use]
    pub const fn taste(&self) -> Option<&SpotifyTaste> {
        match self {
            Self::Ready(taste) => Some(taste),
            _ => None,
        }
    }

    /// The same, to be added to.
    pub(super) const fn taste_mut(&mut self) -> Option<&mut SpotifyTaste> {
        match self {
            Self::Ready(taste) => Some(taste),
            _ => None,
        }
    }
}

/// Whether `call` is one of the six.
pub(super) fn is_of_it(call: &Call) -> bool {
    CALLS.contains(call)
}

/// Something was kept from an earlier visit. It is used at once if the tokens say that it is their owner's.
pub(super) fn remember(spotify: &mut Spotify, kept: KeptTaste, now: UnixMillis) {
    let account = spotify
        .connection
        .info()
        .and_then(|info| info.account.as_ref());
    spotify.gathering = match account {
        Some(account) if kept.is_good(account, now) => {
            spotify.person = Some(kept.person);
            Gathering::Ready(kept.taste)
        }
        _ => Gathering::Remembered(kept),
    };
}

/// Asks for what is not known yet.
pub(super) fn begin(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    if spotify.connection.info().is_none() {
        return Vec::new();
    }
    match (&spotify.person, &spotify.gathering) {
        (None, _) => ask(spotify, Call::Profile, Asker::Page, now),
        (Some(_), Gathering::None | Gathering::Remembered(_)) => gather(spotify, now),
        (Some(_), Gathering::Asking { .. }) => Vec::new(),
        (Some(_), Gathering::Ready(_)) => probe(spotify, now),
    }
}

/// It is known who is signed in.
pub(super) fn greeted(
    spotify: &mut Spotify,
    person: Person,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let known = spotify
        .connection
        .info()
        .and_then(|info| info.account.as_ref());
    let claim =
        (known != Some(&person.account)).then(|| SpotifyEffect::Claim(person.account.clone()));
    let account = person.account.clone();
    spotify.person = Some(person);
    let mut effects: Vec<_> = claim.into_iter().collect();
    match std::mem::take(&mut spotify.gathering) {
        Gathering::Remembered(kept) if kept.is_good(&account, now) => {
            spotify.gathering = Gathering::Ready(kept.taste);
        }
        other => spotify.gathering = other,
    }
    effects.extend(begin(spotify, now));
    effects
}

fn gather(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let allowed = spotify
        .connection
        .info()
        .is_some_and(|info| info.scopes.cover(Purpose::Taste));
    if !allowed {
        return Vec::new();
    }
    spotify.gathering = Gathering::Asking {
        taste: SpotifyTaste::default(),
        left: CALLS.len(),
        told: 0,
    };
    CALLS
        .into_iter()
        .flat_map(|call| ask(spotify, call, Asker::Page, now))
        .collect()
}

/// One of the six has told something.
pub(super) fn told(
    spotify: &mut Spotify,
    call: &Call,
    answer: &Answer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    if let Gathering::Asking { taste, told, .. } = &mut spotify.gathering {
        taste.add(call, answer);
        *told += 1;
    }
    one_less(spotify, now)
}

/// One of the six has told nothing; the others may.
pub(super) fn not_told(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    one_less(spotify, now)
}

fn one_less(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Gathering::Asking { left, told, .. } = &mut spotify.gathering else {
        return Vec::new();
    };
    *left = left.saturating_sub(1);
    if *left > 0 {
        return Vec::new();
    }
    // A part of it is used for this visit; only the whole of it is kept.
    let (whole, nothing) = (*told == CALLS.len(), *told == 0);
    let Gathering::Asking { taste, .. } = std::mem::take(&mut spotify.gathering) else {
        return Vec::new();
    };
    if nothing {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if let (true, Some(person)) = (whole, spotify.person.clone()) {
        effects.push(SpotifyEffect::KeepTaste(KeptTaste {
            person,
            at: now,
            taste: taste.clone(),
        }));
    }
    spotify.gathering = Gathering::Ready(taste);
    effects.extend(probe(spotify, now));
    effects
}

/// Asks how the person's own tracks sound: once for each app, and again where it may.
fn probe(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let known = rights(spotify);
    let (Some(taste), true) = (spotify.taste(), spotify.features.is_empty()) else {
        return Vec::new();
    };
    let tracks = taste.tracks().iter().take(features::MOST);
    let ids: Vec<TrackId> = tracks.map(|track| track.id.clone()).collect();
    if ids.is_empty() || known == Some(OldRights::None) {
        return Vec::new();
    }
    ask(spotify, Call::Features(ids), Asker::Page, now)
}

fn rights(spotify: &Spotify) -> Option<OldRights> {
    let info = spotify.connection.info()?;
    let (client_id, rights) = spotify.kept.probed.as_ref()?;
    (*client_id == info.client_id).then_some(*rights)
}

/// The app has the old right.
pub(super) fn features_told(spotify: &mut Spotify, answer: Answer) -> Vec<SpotifyEffect> {
    if let Answer::Features(features) = answer {
        spotify.features = features;
    }
    note(spotify, OldRights::Granted)
}

/// It has not, or the answer says nothing about it.
pub(super) fn features_refused(spotify: &mut Spotify, fault: ApiFault) -> Vec<SpotifyEffect> {
    match fault {
        ApiFault::Forbidden | ApiFault::NotFound => note(spotify, OldRights::None),
        _ => Vec::new(),
    }
}

fn note(spotify: &mut Spotify, rights: OldRights) -> Vec<SpotifyEffect> {
    let client_id = spotify.connection.info().map(|info| info.client_id.clone());
    let probed = client_id.map(|client_id| (client_id, rights));
    if probed == spotify.kept.probed {
        return Vec::new();
    }
    spotify.kept.probed = probed;
    vec![SpotifyEffect::Keep(spotify.kept.clone())]
}
