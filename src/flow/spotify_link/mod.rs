//! Spotify as the page knows it: a host in a bundle of its own, fetched when somebody wants it or has used it before.
//!
//! The host runs `flow::spotify` and keeps its secrets; the page sends actions and draws the view that it is told. The
//! host's life is [`link`](crate::flow::kit::link), what both say is [`bridge`](crate::flow::bridge::spotify);
//! [`view`] is what is shown while there is no host.

pub mod copy;
pub mod effect;
pub mod event;
pub mod news;
pub mod state;
pub mod view;

pub use effect::SpotifyLinkEffect;
pub use event::SpotifyLinkEvent;
pub use news::SpotifyLinkNews;
pub use state::SpotifyLinkState;
pub use view::view;

use crate::domain::quantity::Millis;
use crate::flow::bridge::spotify::{
    FromSpotifyHost, SPOTIFY_HOST_VERSION, SpotifyAction, ToSpotifyHost,
};
use crate::flow::kit::link::{LinkEffect, LinkEvent, LinkNews, LinkPolicy};
use crate::flow::kit::{Now, Out};
use state::ListedTracks;

/// The page's patience with the host. Thirty seconds without a byte are enough for its 300 kB at 100 kbit/s, should the
/// browser report no bytes at all. It is never started again unasked: without it, everything else works.
pub const POLICY: LinkPolicy = LinkPolicy {
    version: SPOTIFY_HOST_VERSION,
    look_every: Millis::from_secs(5.0),
    start_patience: Millis::from_secs(30.0),
    restarts: 0,
    give_up_after: 1,
    forgiven_after: Millis::from_secs(60.0),
};

type Outbox = Out<SpotifyLinkEffect, SpotifyLinkNews>;

/// Takes `event` at `now`.
pub fn update(state: &mut SpotifyLinkState, event: SpotifyLinkEvent, now: Now, out: &mut Outbox) {
    match event {
        SpotifyLinkEvent::PageOpened => out.effect(SpotifyLinkEffect::LookForTraces),
        SpotifyLinkEvent::TracesLooked(false) => {}
        SpotifyLinkEvent::Opened if state.link.is_ready() => tell_host(out, ToSpotifyHost::Look),
        SpotifyLinkEvent::TracesLooked(true) | SpotifyLinkEvent::Opened => {
            start_host(state, now, out);
        }
        // Without the host, this is about fetching it.
        SpotifyLinkEvent::Act(SpotifyAction::TryAgain) if !state.link.is_ready() => {
            state.link.forgive();
            start_host(state, now, out);
        }
        SpotifyLinkEvent::Act(action) => take_action(state, action, now, out),
        SpotifyLinkEvent::Listed { tracks, heading } => {
            state.list = ListedTracks { tracks, heading };
            if state.link.is_ready() {
                tell_list(state, out);
            }
        }
        SpotifyLinkEvent::Host(event) => take_link_event(state, event, now, out),
        SpotifyLinkEvent::HostSaid(message) => hear_host(state, message, now, out),
        SpotifyLinkEvent::Online if state.link.is_ready() => tell_host(out, ToSpotifyHost::Online),
        SpotifyLinkEvent::Online => {
            if state.has_failed() {
                start_host(state, now, out);
            }
        }
    }
}

fn start_host(state: &mut SpotifyLinkState, now: Now, out: &mut Outbox) {
    drive_link(state, now, out, |state, now, link| {
        state.link.ensure_started(&POLICY, now, link);
    });
}

fn take_link_event(state: &mut SpotifyLinkState, event: LinkEvent, now: Now, out: &mut Outbox) {
    drive_link(state, now, out, |state, now, link| {
        state.link.update(event, &POLICY, now, link);
    });
}

/// Does something with the host's life, passes on what is to be done for it, and takes its news.
fn drive_link(
    state: &mut SpotifyLinkState,
    now: Now,
    out: &mut Outbox,
    drive: impl FnOnce(&mut SpotifyLinkState, Millis, &mut Out<LinkEffect, LinkNews>),
) {
    let mut link = Out::new();
    drive(state, now.monotonic, &mut link);
    for effect in link.effects {
        out.effect(SpotifyLinkEffect::Host(effect));
    }
    for news in link.news {
        match news {
            LinkNews::Ready => greet_host(state, out),
            LinkNews::Failed { .. } => state.forget_host(),
            LinkNews::OutOfDate => {
                state.forget_host();
                out.news(SpotifyLinkNews::OutOfDate);
            }
        }
    }
}

/// The host is there: it is told the list first, since actions are about it, then what has waited.
fn greet_host(state: &mut SpotifyLinkState, out: &mut Outbox) {
    state.told = None;
    tell_list(state, out);
    for message in std::mem::take(&mut state.waiting) {
        tell_host(out, message);
    }
}

/// Passes the action on, now or as soon as the host is there.
fn take_action(state: &mut SpotifyLinkState, action: SpotifyAction, now: Now, out: &mut Outbox) {
    let message = ToSpotifyHost::Act(action);
    if state.link.is_ready() {
        tell_host(out, message);
        return;
    }
    state.keep_waiting(message);
    start_host(state, now, out);
}

fn hear_host(state: &mut SpotifyLinkState, message: FromSpotifyHost, now: Now, out: &mut Outbox) {
    match message {
        FromSpotifyHost::Ready { version } => {
            take_link_event(state, LinkEvent::Ready { version }, now, out);
        }
        FromSpotifyHost::View(view) => state.view = Some(view),
        FromSpotifyHost::Listener(listener) => out.news(SpotifyLinkNews::Listener(listener)),
        FromSpotifyHost::Crashed => take_link_event(state, LinkEvent::Lost, now, out),
    }
}

/// Tells the host the list, if it does not know it.
fn tell_list(state: &mut SpotifyLinkState, out: &mut Outbox) {
    if state.told.as_ref() == Some(&state.list) {
        return;
    }
    let ListedTracks { tracks, heading } = state.list.clone();
    state.told = Some(state.list.clone());
    tell_host(out, ToSpotifyHost::List { tracks, heading });
}

fn tell_host(out: &mut Outbox, message: ToSpotifyHost) {
    out.effect(SpotifyLinkEffect::Tell(message));
}

#[cfg(test)]
mod tests;
