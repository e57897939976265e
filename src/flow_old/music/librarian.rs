//! The librarian's life: started when the person's own tracks are needed, watched, and done without when it fails.

use crate::domain::music::list_request::ListRequest;
use crate::domain::music::listed::ListedTrack;
use crate::domain::music::source::TrackSource;
use crate::domain::quantity::Millis;
use crate::flow_old::Effect;
use crate::flow_old::effect::Wake;
use crate::flow_old::music::compose::{self, Errand, Flight};
use crate::flow_old::music::effect::MusicEffect;
use crate::flow_old::music::exchange::{
    Ask, EXCHANGE_VERSION, FromLibrarian, LibrarianFault, ToLibrarian,
};
use crate::flow_old::music::import;
use crate::flow_old::music::{note, sheet};
use crate::flow_old::state::State;

/// How often the watchdog looks while an answer is awaited.
const LOOK_EVERY: Millis = Millis::from_secs(5.0);
/// After how many looks without a sign of life the librarian is given up: 200,000 rows are put away in a few
/// seconds, also on a phone.
const PATIENCE: u8 = 5;
/// After how many failures it is not started any more unless a table is brought.
const MOST_FAILURES: u8 = 2;

/// Where the librarian stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stage {
    #[default]
    Off,
    Starting,
    Ready,
}

/// The librarian, as the page knows it.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub stage: Stage,
    last: Ask,
    /// Looks of the watchdog since it was last heard.
    quiet: u8,
    watched: bool,
    failures: u8,
}

impl Desk {
    /// The number of the next question.
    pub fn next(&mut self) -> Ask {
        self.last = Ask(self.last.0 + 1);
        self.last
    }

    /// Whether it has failed too often to be relied on.
    pub const fn is_given_up(&self) -> bool {
        self.failures >= MOST_FAILURES
    }

    /// A person's wish to try once more.
    pub fn forgive(&mut self) {
        self.failures = 0;
    }
}

/// Starts it unless it runs.
pub(super) fn ensure(state: &mut State) -> Vec<Effect> {
    let desk = &mut state.music.desk;
    let mut effects = Vec::new();
    if desk.stage == Stage::Off {
        desk.stage = Stage::Starting;
        state.music.library.taste_is_told = false;
        effects.push(MusicEffect::StartLibrarian.into());
    }
    effects.extend(watch_over(state));
    effects
}

/// Starts it before anybody asks, so that a list need not wait for it.
pub(super) fn warm_up(state: &mut State) -> Vec<Effect> {
    let music = &state.music;
    let wanted = music.library.card.is_some() && music.choices.shelves != TrackSource::Catalogue;
    let can = state
        .capabilities
        .is_some_and(|can| can.simd && !can.save_data);
    if wanted && can {
        ensure(state)
    } else {
        Vec::new()
    }
}

/// Asks for a list.
pub(super) fn ask(state: &mut State, request: ListRequest, errand: Errand) -> Vec<Effect> {
    let ask = state.music.desk.next();
    state.music.flight = Some(Flight {
        ask,
        request,
        errand,
    });
    let mut effects = ensure(state);
    effects.extend(send_flight(state));
    effects
}

fn send_flight(state: &mut State) -> Vec<Effect> {
    let music = &state.music;
    let Some(flight) = music
        .flight
        .as_ref()
        .filter(|_| music.desk.stage == Stage::Ready)
    else {
        return Vec::new();
    };
    let question = ToLibrarian::Compose {
        ask: flight.ask,
        request: Box::new(flight.request.clone()),
    };
    let mut effects = tell_taste(state);
    effects.push(MusicEffect::Tell(question).into());
    effects
}

/// Tells it the taste, if it runs and does not know it.
pub(super) fn tell_taste(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    if music.desk.stage != Stage::Ready || music.library.taste_is_told {
        return Vec::new();
    }
    music.library.taste_is_told = true;
    match music.taste.export() {
        Ok(text) => vec![MusicEffect::Tell(ToLibrarian::Taste { text }).into()],
        Err(error) => {
            log::error!(
                "the librarian is not told the taste: {}",
                sheet::words(&error)
            );
            Vec::new()
        }
    }
}

/// What it said.
pub(super) fn heard(state: &mut State, said: FromLibrarian) -> Vec<Effect> {
    state.music.desk.quiet = 0;
    match said {
        FromLibrarian::Ready { exchange } if exchange != EXCHANGE_VERSION => {
            vec![MusicEffect::EndLibrarian.into(), Effect::Reload]
        }
        FromLibrarian::Ready { .. } => ready(state),
        FromLibrarian::Composed { ask, list } => {
            let list = list.map(|records| records.into_iter().map(ListedTrack::from).collect());
            match state.music.flight.take_if(|flight| flight.ask == ask) {
                Some(flight) => compose::arrived(state, flight.errand, list),
                None => Vec::new(),
            }
        }
        FromLibrarian::Reading { ask, percent } => import::reading(state, ask, percent),
        FromLibrarian::Imported { ask, card, report } => import::kept(state, ask, card, report),
        FromLibrarian::Refused { ask, why, report } => import::refused(state, ask, why, report),
        FromLibrarian::Cancelled { ask } => import::stopped(state, ask),
        FromLibrarian::Removed { ask } => import::removed(state, ask),
        FromLibrarian::Failed { seq: None, fault } => failed(state, fault),
        FromLibrarian::Failed {
            seq: Some(ask),
            fault,
        } => {
            let mut effects = import::failed(state, Some(ask), fault);
            effects.extend(without(state, Some(ask)));
            effects
        }
    }
}

fn ready(state: &mut State) -> Vec<Effect> {
    state.music.desk.stage = Stage::Ready;
    let mut effects = import::librarian_ready(state);
    if state.music.flight.is_some() {
        effects.extend(send_flight(state));
    } else if effects.is_empty() && state.music.library.card.is_some() {
        let shelves = state.music.choices.shelves;
        effects.push(MusicEffect::Tell(ToLibrarian::Prepare { shelves }).into());
    }
    effects
}

/// It could not be started, or died.
pub(super) fn failed(state: &mut State, fault: LibrarianFault) -> Vec<Effect> {
    let desk = &mut state.music.desk;
    if desk.stage == Stage::Off {
        return Vec::new();
    }
    desk.stage = Stage::Off;
    desk.failures = desk.failures.saturating_add(1);
    let mut effects = vec![MusicEffect::EndLibrarian.into()];
    effects.extend(import::failed(state, None, fault));
    effects.extend(without(state, None));
    effects
}

/// The list that was asked for is drawn from the catalogue instead.
fn without(state: &mut State, ask: Option<Ask>) -> Vec<Effect> {
    let concerned = |flight: &mut Flight| ask.is_none_or(|ask| flight.ask == ask);
    let Some(flight) = state.music.flight.take_if(concerned) else {
        return Vec::new();
    };
    note::notice(
        state,
        "Your own music could not be searched.",
        "This list is from Feelharmonic's own. “New list” tries again; if that fails too, bring your file once more.",
    );
    compose::here(state, &flight.request, flight.errand)
}

/// Starts the watchdog's timer while an answer is awaited, unless it runs.
pub(super) fn watch_over(state: &mut State) -> Option<Effect> {
    let music = &mut state.music;
    if music.desk.watched || !(music.flight.is_some() || music.library.import.is_awaited()) {
        return None;
    }
    music.desk.watched = true;
    music.desk.quiet = 0;
    Some(Effect::After(LOOK_EVERY, Wake::Librarian))
}

/// The watchdog looks: has it said anything?
pub(super) fn watch(state: &mut State) -> Vec<Effect> {
    let desk = &mut state.music.desk;
    desk.watched = false;
    let quiet = desk.quiet.saturating_add(1);
    if quiet >= PATIENCE
        && (state.music.flight.is_some() || state.music.library.import.is_awaited())
    {
        return failed(state, LibrarianFault::Crashed);
    }
    let effect = watch_over(state);
    state.music.desk.quiet = quiet;
    effect.into_iter().collect()
}
