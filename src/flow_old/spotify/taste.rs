//! Getting to know what a person likes: who they are, then six calls, once a day; what an app with old rights may
//! ask beside them is [`super::old_rights`].

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::TasteAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::deprecated::DeprecatedData;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::taste::{CALLS, SpotifyTaste, StoredTaste};
use crate::flow_old::spotify::calls::{Asker, ask};
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::gathering::{Gathered, Gathering};
use crate::flow_old::spotify::turn::{self, Turn};
use crate::flow_old::spotify::{Spotify, old_rights};

/// Whether `call` is one of the six.
pub(super) fn is_of_it(call: &Call) -> bool {
    CALLS.contains(call)
}

/// Another tab has asked for what this one was about to ask for.
pub(super) fn take_over(spotify: &mut Spotify, kept: StoredTaste, now: UnixMillis) {
    let known = spotify.gathering.gathered();
    let newer = known.is_none_or(|known| {
        (known.at.0, known.bonus.is_some()) < (kept.at.0, kept.deprecated.is_some())
    });
    if newer && !matches!(spotify.gathering, Gathering::Asking { .. }) {
        remember(spotify, kept, now);
    }
}

/// Something was kept from an earlier visit. It is used at once if the tokens say that it is their owner's.
pub(super) fn remember(spotify: &mut Spotify, kept: StoredTaste, now: UnixMillis) {
    let account = spotify
        .connection
        .info()
        .and_then(|info| info.account.as_ref());
    if account.is_some_and(|account| kept.is_good(account, now)) {
        use_kept(spotify, kept);
    } else {
        spotify.gathering = Gathering::Remembered(Box::new(kept));
    }
}

fn use_kept(spotify: &mut Spotify, kept: StoredTaste) {
    spotify.person = Some(kept.person);
    ready(
        spotify,
        Gathered {
            taste: kept.taste,
            at: kept.at,
            whole: true,
            bonus: kept.deprecated,
        },
    );
}

fn ready(spotify: &mut Spotify, gathered: Gathered) {
    let bonus = gathered.bonus.as_ref();
    spotify.external_tracks =
        bonus.map_or_else(Vec::new, |bonus| gathered.taste.external_tracks(bonus));
    spotify.gathering = Gathering::Ready(Box::new(gathered));
}

/// More was allowed by whoever was connected before: that they are the same person is taken for granted in this
/// visit, and asked in the next one.
pub(super) fn presume(spotify: &mut Spotify, now: UnixMillis) {
    let presumed = spotify
        .connection
        .info()
        .and_then(|info| info.presumed.clone());
    match std::mem::take(&mut spotify.gathering) {
        Gathering::Remembered(kept)
            if presumed.is_some_and(|account| kept.is_good(&account, now)) =>
        {
            use_kept(spotify, *kept);
        }
        other => spotify.gathering = other,
    }
}

/// Asks for what is not known yet.
pub(super) fn begin(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    if spotify.connection.info().is_none() {
        return Vec::new();
    }
    let nothing_left = match spotify.gathering {
        Gathering::Asking { .. } => true,
        Gathering::Ready(_) => spotify.person.is_some() && old_rights::are_used(spotify),
        Gathering::None | Gathering::Remembered(_) => false,
    };
    if nothing_left {
        return Vec::new();
    }
    if spotify.turn != Turn::Ours {
        return turn::take(spotify);
    }
    match (&spotify.person, &spotify.gathering) {
        (None, _) => ask(spotify, Call::Profile, Asker::Page, now),
        (Some(_), Gathering::None | Gathering::Remembered(_)) => gather(spotify, now),
        (Some(_), Gathering::Asking { .. }) => Vec::new(),
        (Some(_), Gathering::Ready(_)) => old_rights::begin(spotify, now),
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
            let person = spotify.person.take();
            use_kept(spotify, *kept);
            spotify.person = person;
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
        .is_some_and(|info| info.scopes.cover(Permission::Taste));
    if !allowed {
        return Vec::new();
    }
    spotify.gathering = Gathering::Asking {
        told: Vec::new(),
        left: CALLS.len(),
    };
    CALLS
        .into_iter()
        .flat_map(|call| ask(spotify, call, Asker::Page, now))
        .collect()
}

/// One of the six has told something.
pub(super) fn told(
    spotify: &mut Spotify,
    answer: TasteAnswer,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    if let Gathering::Asking { told, .. } = &mut spotify.gathering {
        told.push(answer);
    }
    one_less(spotify, now)
}

/// One of the six is over: has told something, or nothing, and the others may.
pub(super) fn one_less(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let Gathering::Asking { left, told } = &mut spotify.gathering else {
        return Vec::new();
    };
    *left = left.saturating_sub(1);
    if *left > 0 {
        return Vec::new();
    }
    let told = std::mem::take(told);
    spotify.gathering = Gathering::None;
    if told.is_empty() {
        return Vec::new();
    }
    ready(
        spotify,
        Gathered {
            at: now,
            whole: told.len() == CALLS.len(),
            taste: SpotifyTaste::from_answers(told),
            bonus: None,
        },
    );
    let mut effects: Vec<_> = keep(spotify).into_iter().collect();
    effects.extend(old_rights::begin(spotify, now));
    effects
}

/// Adds what old rights have brought.
pub(super) fn enrich(spotify: &mut Spotify, bonus: DeprecatedData) -> Vec<SpotifyEffect> {
    let Gathering::Ready(mut gathered) = std::mem::take(&mut spotify.gathering) else {
        return Vec::new();
    };
    gathered.taste.suggest(&bonus.suggested);
    gathered.bonus = Some(bonus);
    ready(spotify, *gathered);
    keep(spotify).into_iter().collect()
}

/// Keeps it for the day, if it is whole.
pub(super) fn keep(spotify: &Spotify) -> Option<SpotifyEffect> {
    let gathered = spotify.gathering.gathered().filter(|all| all.whole)?;
    Some(SpotifyEffect::KeepTaste(StoredTaste {
        person: spotify.person.clone()?,
        at: gathered.at,
        taste: gathered.taste.clone(),
        deprecated: gathered.bonus.clone(),
    }))
}
