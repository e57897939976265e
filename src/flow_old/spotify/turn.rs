//! Whose turn it is to ask what is asked unasked: of several tabs one asks, and the others take what it was told.
//!
//! A tab that opens while another one is at it, or hears of another one's sign-in, waits for its turn like any other,
//! and finds then that there is nothing left to ask.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::call::Call;
use crate::flow_old::spotify::connection::Connection;
use crate::flow_old::spotify::effect::SpotifyEffect;
use crate::flow_old::spotify::event;
use crate::flow_old::spotify::{Spotify, old_rights, taste};

/// Where this tab stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// It wants nothing.
    #[default]
    None,
    /// It waits.
    Awaited,
    /// It may ask.
    Ours,
}

/// Asks for a turn; nothing, if it is asked for or had already.
pub(super) fn take(spotify: &mut Spotify) -> Vec<SpotifyEffect> {
    if spotify.turn != Turn::None {
        return Vec::new();
    }
    spotify.turn = Turn::Awaited;
    vec![SpotifyEffect::TakeTurn]
}

/// It has come.
pub(super) fn come(
    spotify: &mut Spotify,
    there: event::Turn,
    now: UnixMillis,
) -> Vec<SpotifyEffect> {
    spotify.turn = Turn::Ours;
    spotify.kept.learn(&there.kept);
    if let Connection::Connected(info) = &mut spotify.connection
        && info.account.is_none()
    {
        info.account = there.account;
    }
    if let Some(kept) = there.taste {
        taste::take_over(spotify, kept, now);
    }
    taste::begin(spotify, now)
}

/// Ends it as soon as nothing is on its way that it was taken for.
pub(super) fn end(spotify: &mut Spotify) -> Option<SpotifyEffect> {
    let of_it =
        |call: &Call| *call == Call::Profile || taste::is_of_it(call) || old_rights::is_of_it(call);
    if spotify.turn != Turn::Ours || spotify.calls.any(of_it) {
        return None;
    }
    spotify.turn = Turn::None;
    Some(SpotifyEffect::EndTurn)
}
