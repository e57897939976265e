//! Old rights: whether an app has them is asked once for each client id, by calls whose answers are of use.
//!
//! Recommendations first, so that one call for audio features hears the person's own tracks and the suggested ones.

use crate::domain::music::catalogue::{Features, TrackId};
use crate::domain::music::guest::Guest;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::DeprecatedAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::deprecated::{
    DeprecatedData, DeprecatedRight, DeprecatedRights, audio_feature_ids,
};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::recommendations::MOST_SEEDS;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::taste::SpotifyTaste;
use crate::flow_old::spotify::calls::{Asker, ask};
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::{Spotify, obstacle, taste};

/// More client ids than anybody tries.
const MOST_APPS: usize = 8;

/// Whether `call` is one of the two.
pub(super) const fn is_of_it(call: &Call) -> bool {
    matches!(call, Call::Features(_) | Call::Recommendations(_))
}

/// Asks for what they bring, where it is not known that the app has none.
pub(super) fn begin(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Some(taste) = spotify.taste().filter(|_| spotify.bonus().is_none()) else {
        return Vec::new();
    };
    let own = taste.tracks().iter().take(MOST_SEEDS);
    let seeds: Vec<TrackId> = own.map(|track| track.id.clone()).collect();
    if seeds.is_empty() || spotify.calls.any(is_of_it) {
        return Vec::new();
    }
    match rights(spotify).recommendations {
        DeprecatedRight::Gone => hear(spotify, Vec::new(), now),
        DeprecatedRight::Unknown | DeprecatedRight::Granted => {
            ask(spotify, Call::Recommendations(seeds), Asker::Page, now)
        }
    }
}

/// Whether there is nothing left to ask: everything was brought, or the app has neither.
pub(super) fn are_used(spotify: &Spotify) -> bool {
    let known = rights(spotify);
    let gone =
        known.recommendations == DeprecatedRight::Gone && known.features == DeprecatedRight::Gone;
    let nothing_to_ask_with = spotify
        .taste()
        .is_none_or(|taste| taste.tracks().is_empty());
    gone || spotify.bonus().is_some() || nothing_to_ask_with
}

/// What the app in use is known to have.
fn rights(spotify: &Spotify) -> DeprecatedRights {
    let app = spotify.connection.info().map(|info| &info.client_id);
    let mut known = spotify.kept.rights.iter();
    let found = known.find(|(client_id, _)| Some(client_id) == app);
    found.map(|(_, rights)| *rights).unwrap_or_default()
}

/// One of the two has brought something.
pub(super) fn told(
    spotify: &mut Spotify,
    answer: DeprecatedAnswer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match answer {
        DeprecatedAnswer::Recommendations(suggested) => {
            let mut effects = note(spotify, |rights| {
                rights.recommendations = DeprecatedRight::Granted;
            });
            effects.extend(hear(spotify, suggested, now));
            effects
        }
        DeprecatedAnswer::Features(features) => {
            let mut effects = note(spotify, |rights| rights.features = DeprecatedRight::Granted);
            effects.extend(brought(spotify, features));
            effects
        }
    }
}

/// One of the two was not answered. Not to have an old right is no trouble: it is what was asked.
pub(super) fn refused(
    spotify: &mut Spotify,
    call: &Call,
    fault: ApiFault,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let gone = matches!(fault, ApiFault::Forbidden | ApiFault::NotFound);
    match (call, fault) {
        (Call::Recommendations(_), _) if gone => {
            let mut effects = note(spotify, |rights| {
                rights.recommendations = DeprecatedRight::Gone;
            });
            effects.extend(hear(spotify, Vec::new(), now));
            effects
        }
        (_, _) if gone => {
            let mut effects = note(spotify, |rights| rights.features = DeprecatedRight::Gone);
            effects.extend(brought(spotify, Vec::new()));
            effects
        }
        // What ends everything is said, whoever has met it.
        (_, ApiFault::QuotaExceeded | ApiFault::RateLimited { wait: Some(_) }) => {
            obstacle::met(spotify, fault, Permission::Taste, now)
        }
        _ => Vec::new(),
    }
}

/// Asks how the person's own tracks and the suggested ones sound.
fn hear(
    spotify: &mut Spotify,
    suggested: Vec<SpotifyTrack>,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    let own = spotify.taste().map(SpotifyTaste::tracks);
    let ids = audio_feature_ids(own.unwrap_or_default(), &suggested);
    spotify.suggested = suggested;
    if rights(spotify).features == DeprecatedRight::Gone {
        return brought(spotify, Vec::new());
    }
    ask(spotify, Call::Features(ids), Asker::Page, now)
}

/// Everything is there that the old rights bring.
fn brought(spotify: &mut Spotify, features: Vec<(TrackId, Features)>) -> Vec<SpotifyEffect> {
    let suggested = std::mem::take(&mut spotify.suggested);
    if suggested.is_empty() && features.is_empty() {
        return Vec::new();
    }
    let bonus = DeprecatedData {
        suggested,
        features,
    };
    taste::enrich(spotify, bonus)
}

fn note(spotify: &mut Spotify, change: impl Fn(&mut DeprecatedRights)) -> Vec<SpotifyEffect> {
    let Some(app) = spotify.connection.info().map(|info| info.client_id.clone()) else {
        return Vec::new();
    };
    let before = rights(spotify);
    let mut rights = before;
    change(&mut rights);
    if rights == before {
        return Vec::new();
    }
    let known = &mut spotify.kept.rights;
    known.retain(|(client_id, _)| *client_id != app);
    if known.len() >= MOST_APPS {
        known.remove(0);
    }
    known.push((app, rights));
    vec![SpotifyEffect::Keep(spotify.kept.clone())]
}

impl Spotify {
    /// Tracks whose sound an old client id lets be known: the person's own, and those that Spotify suggests.
    #[must_use]
    pub fn guests(&self) -> &[Guest] {
        &self.guests
    }

    fn bonus(&self) -> Option<&DeprecatedData> {
        self.gathering.gathered()?.bonus.as_ref()
    }
}
