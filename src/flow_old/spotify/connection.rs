//! The life of a connection: not connected, on the way to Spotify and back, connected, over.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::client::{ClientId, RedirectUri};
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::scope::{Permission, Scopes};
use crate::domain::spotify::sign_in::SignInFault;
use crate::domain::spotify::token::TokenInfo;
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::event::{Restored, TabNews};
use crate::flow_old::spotify::obstacle::Obstacle;
use crate::flow_old::spotify::{Spotify, renewal, saves, taste};

/// Where the connection stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Connection {
    /// Nothing is known yet.
    #[default]
    Unknown,
    /// No account is connected.
    None,
    /// On the way to Spotify, or back from it; with the connection that there was before, if only more is to be
    /// allowed.
    Connecting(Option<TokenInfo>),
    /// An account is connected.
    Connected(TokenInfo),
    /// One was.
    Over(ConnectionEnd),
}

impl Connection {
    /// What is known about the tokens, while there are any.
    #[must_use]
    pub const fn info(&self) -> Option<&TokenInfo> {
        match self {
            Self::Connected(info) => Some(info),
            _ => None,
        }
    }
}

/// The page has opened, and this was there.
pub(super) fn restored(
    spotify: &mut Spotify,
    restored: Restored,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    spotify.page = Some(RedirectUri::for_page(&restored.address));
    spotify.usage.merge_record(restored.usage);
    spotify.kept = restored.kept;
    let making = std::mem::take(&mut spotify.kept.making);
    spotify.kept.making = making.reopened(now);
    spotify.seed = restored.seed;
    spotify.calls.block_until(spotify.kept.blocked_until);
    spotify.connection = match restored.tokens {
        tokens if restored.returning => Connection::Connecting(tokens),
        Some(info) => Connection::Connected(info),
        None => spotify
            .kept
            .ended
            .map_or(Connection::None, Connection::Over),
    };
    if let Some(kept) = restored.taste {
        taste::remember(spotify, kept, now);
    }
    begin(spotify, now)
}

/// What a fresh connection begins with.
fn begin(spotify: &mut Spotify, now: UnixMillis) -> Vec<SpotifyEffect> {
    let mut effects = taste::begin(spotify, now);
    effects.extend(saves::send_unsent(spotify, now));
    effects
}

/// Tokens have come of a sign-in.
pub(super) fn signed_in(
    spotify: &mut Spotify,
    info: TokenInfo,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    spotify.connection = Connection::Connected(info);
    spotify.obstacle = None;
    taste::presume(spotify, now);
    let mut effects = begin(spotify, now);
    if spotify.kept.ended.take().is_some() {
        effects.push(SpotifyEffect::Keep(spotify.kept.clone()));
    }
    effects
}

/// No tokens have come of it: what there was before goes on.
pub(super) fn sign_in_failed(
    spotify: &mut Spotify,
    fault: SignInFault,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    spotify.connection = match std::mem::take(&mut spotify.connection) {
        Connection::Connecting(Some(before)) => Connection::Connected(before),
        Connection::Connecting(None) | Connection::Unknown => Connection::None,
        other => other,
    };
    let effects = begin(spotify, now);
    spotify.obstacle = Some(Obstacle::SignIn(fault));
    effects
}

/// A client id was typed. What is none is said so, and the one before is gone: it is not what stands there.
pub(super) fn client_id_typed(spotify: &mut Spotify, typed: &str) -> Vec<SpotifyEffect> {
    let id = ClientId::new(typed).ok();
    spotify.obstacle = (id.is_none() && !typed.trim().is_empty()).then_some(Obstacle::NoClientId);
    if id == spotify.kept.client_id {
        return Vec::new();
    }
    spotify.kept.client_id = id;
    vec![SpotifyEffect::Keep(spotify.kept.clone())]
}

/// Leaves for Spotify, to ask for what is allowed already and for `purpose`.
pub(super) fn connect(spotify: &mut Spotify, purpose: Permission) -> Vec<SpotifyEffect> {
    let Some(app) = spotify.app() else {
        if spotify.client_id().is_none() {
            spotify.obstacle = Some(Obstacle::NoClientId);
        }
        return Vec::new();
    };
    let wanted = Scopes::of(purpose);
    // Also from halfway: whoever came back by the browser's own button may begin again.
    let scopes = match &spotify.connection {
        Connection::Connected(info) | Connection::Connecting(Some(info)) => {
            info.scopes.and(&wanted)
        }
        _ => wanted.and(&Scopes::of(Permission::Taste)),
    };
    spotify.obstacle = None;
    spotify.connection = match std::mem::take(&mut spotify.connection) {
        Connection::Connected(before) | Connection::Connecting(Some(before)) => {
            Connection::Connecting(Some(before))
        }
        _ => Connection::Connecting(None),
    };
    spotify.drop_calls();
    vec![SpotifyEffect::Depart { app, scopes }]
}

/// Wipes everything that came from Spotify, here and in every tab.
pub(super) fn disconnect(spotify: &mut Spotify) -> Vec<SpotifyEffect> {
    spotify.forget();
    spotify.kept.unsent.clear();
    spotify.kept.found.clear();
    spotify.kept.ended = None;
    spotify.connection = Connection::None;
    vec![
        SpotifyEffect::Forget,
        SpotifyEffect::Keep(spotify.kept.clone()),
    ]
}

/// The authorisation server has ended it. Everything local stays; the next visit still says so.
pub(super) fn over(spotify: &mut Spotify, end: ConnectionEnd) -> Vec<SpotifyEffect> {
    spotify.drop_calls();
    spotify.obstacle = None;
    spotify.connection = match end {
        ConnectionEnd::Disconnected => {
            spotify.forget();
            Connection::None
        }
        ConnectionEnd::Refused | ConnectionEnd::SixMonths => Connection::Over(end),
    };
    if end == ConnectionEnd::Disconnected {
        return Vec::new();
    }
    spotify.kept.ended = Some(end);
    vec![SpotifyEffect::Keep(spotify.kept.clone())]
}

/// Another tab has new tokens, or none any more.
pub(super) fn other_tab(
    spotify: &mut Spotify,
    news: TabNews,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    match news {
        TabNews::Tokens(info) => {
            let known = spotify.connection.info();
            if known.is_some_and(|known| known.generation > info.generation) {
                return Vec::new();
            }
            let new = known.is_none();
            spotify.kept.ended = None;
            spotify.connection = Connection::Connected(info);
            if new {
                begin(spotify, now)
            } else {
                renewal::send_waiting(spotify, now)
            }
        }
        TabNews::Gone(end) => over(spotify, end),
        TabNews::Counted(usage) => {
            spotify.usage.merge_record(usage);
            Vec::new()
        }
    }
}
