//! The session: what several parts do when the host opens, tokens come and go, and other tabs speak.

use crate::domain::quantity::{Fraction, UnixMillis};
use crate::domain::spotify::renewal::ConnectionEnd;
use crate::domain::spotify::sign_in::SignInFault;
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::blocker::{Blocker, Cleared};
use crate::flow::spotify::effect::SpotifyWake;
use crate::flow::spotify::event::{LeaseRecords, SpotifyRestored, TabMessage, TokenRenewal};
use crate::flow::spotify::state::SpotifyState;
use crate::flow::spotify::tab_lease::TabLease;
use crate::flow::spotify::wants::{Want, Wants};

/// Takes up what the host has read: records, tokens, and the address that the page was opened under.
pub(in crate::flow::spotify) fn restore_session(
    state: &mut SpotifyState,
    restored: SpotifyRestored,
    now: UnixMillis,
    wants: &mut Wants,
) {
    state.restore_record(restored.record);
    state.playlists.progress = std::mem::take(&mut state.playlists.progress).reopened(now);
    state.playlists.seed = restored.seed;
    state.calls.merge_usage(restored.usage);
    state.calls.restore_block();
    state
        .connection
        .restore(&restored.address, restored.tokens, restored.returning);
    if let Some(stored) = restored.taste {
        let tokens = state.connection.tokens();
        state.profile.remember(stored, tokens, now);
    }
    begin_connection(wants);
}

/// Asks for everything that a connection begins with.
pub(in crate::flow::spotify) fn begin_connection(wants: &mut Wants) {
    wants.push(Want::FetchProfile);
    wants.push(Want::SendUnsent);
}

/// A sign-in has led to tokens.
pub(in crate::flow::spotify) fn sign_in(
    state: &mut SpotifyState,
    info: TokenInfo,
    now: UnixMillis,
    wants: &mut Wants,
) {
    state.profile.presume_owner(&info, now);
    let ended_before = state.connection.sign_in(info);
    wants.push(Want::Unblock(Cleared::Any));
    begin_connection(wants);
    if ended_before {
        wants.push(Want::KeepRecord);
    }
}

/// A sign-in has led to no tokens: what there was before goes on.
pub(in crate::flow::spotify) fn fail_sign_in(
    state: &mut SpotifyState,
    fault: SignInFault,
    wants: &mut Wants,
) {
    state.connection.fail_sign_in();
    begin_connection(wants);
    // An old address, from a link or from the history, takes nothing away from whoever is connected.
    let was_not_asked = matches!(fault, SignInFault::NotAsked | SignInFault::Callback(_));
    if was_not_asked && state.is_connected() {
        return;
    }
    wants.push(Want::Block(Blocker::SignIn(fault)));
}

/// Goes on with what has waited for a timer.
pub(in crate::flow::spotify) fn take_wake(
    state: &mut SpotifyState,
    wake: SpotifyWake,
    now: UnixMillis,
    wants: &mut Wants,
) {
    let tokens = state.connection.tokens();
    match wake {
        SpotifyWake::Retry(id) => state.calls.retry(id, tokens, now, wants),
        SpotifyWake::Renew => state.calls.retry_renewal(tokens, wants),
    }
}

/// A renewal of the tokens has ended.
pub(in crate::flow::spotify) fn take_renewal(
    state: &mut SpotifyState,
    renewal: TokenRenewal,
    jitter: Fraction,
    now: UnixMillis,
    wants: &mut Wants,
) {
    // Disconnected meanwhile: the tokens are nobody's any more.
    if !state.is_connected() {
        return;
    }
    match renewal {
        TokenRenewal::Tokens(info) => {
            state.calls.finish_renewal(&info, now, wants);
            state.connection.renew(info);
        }
        TokenRenewal::Over(end) => end_connection(state, end, wants),
        TokenRenewal::Later(fault) => state.calls.note_renewal_fault(fault, jitter, wants),
    }
}

/// The connection is over, as the authorisation server or another tab says.
fn end_connection(state: &mut SpotifyState, end: ConnectionEnd, wants: &mut Wants) {
    state.drop_calls();
    state.blocker = None;
    match end {
        ConnectionEnd::Disconnected => {
            state.forget();
            state.connection.disconnect();
        }
        ConnectionEnd::Refused | ConnectionEnd::SixMonths => {
            state.connection.end(end);
            wants.push(Want::KeepRecord);
        }
    }
}

/// Begins to ask, unless another tab has done so meanwhile.
pub(in crate::flow::spotify) fn take_lease(
    state: &mut SpotifyState,
    records: LeaseRecords,
    now: UnixMillis,
    wants: &mut Wants,
) {
    state.lease = TabLease::Held;
    let mut record = state.record();
    record.take_findings_of(&records.record);
    state.restore_record(record);
    state.connection.learn_account(records.account);
    if let Some(stored) = records.taste {
        let tokens = state.connection.tokens();
        state.profile.take_over(stored, tokens, now);
    }
    wants.push(Want::FetchProfile);
}

/// Another tab has new tokens, or none any more, or has asked Spotify.
pub(in crate::flow::spotify) fn hear_tab(
    state: &mut SpotifyState,
    message: TabMessage,
    now: UnixMillis,
    wants: &mut Wants,
) {
    match message {
        TabMessage::Tokens(info) => {
            let known = state.generation();
            if known.is_some_and(|known| known > info.generation) {
                return;
            }
            if known.is_none() {
                begin_connection(wants);
            } else {
                state.calls.send_waiting(&info, now, wants);
            }
            state.connection.sign_in(info);
        }
        TabMessage::Gone(end) => end_connection(state, end, wants),
        TabMessage::Counted(usage) => state.calls.merge_usage(usage),
    }
}
