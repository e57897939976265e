//! "Bring your own music": a table chosen, read, summed up, kept; and removed again.

use crate::domain::music::source::TrackSource;
use crate::flow_old::Effect;
use crate::flow_old::music::Hold;
use crate::flow_old::music::choices::{Choice, choose};
use crate::flow_old::music::compose;
use crate::flow_old::music::effect::MusicEffect;
use crate::flow_old::music::exchange::{Ask, Card, LibrarianFault, Report, ToLibrarian};
use crate::flow_old::music::librarian::{self, Stage};
use crate::flow_old::music::library::Import;
use crate::flow_old::state::State;

/// The most bytes that are read: as the reader itself has it.
const MOST_BYTES: u64 = 1 << 30;

/// A table was chosen.
pub(super) fn chosen(state: &mut State, file: String, bytes: u64) -> Vec<Effect> {
    let able = state.capabilities.is_some_and(|can| can.simd);
    let why = if !able {
        Some("This browser is too old to read it; update the browser")
    } else if bytes > MOST_BYTES {
        Some("The file is larger than a gigabyte, so it is not such a table")
    } else {
        None
    };
    if let Some(why) = why {
        state.music.library.import = Import::Refused {
            file,
            why: why.into(),
            report: Report::default(),
        };
        return Vec::new();
    }
    state.music.desk.forgive();
    let ask = state.music.desk.next();
    state.music.library.import = Import::Reading {
        ask,
        file,
        percent: 0,
        stopping: false,
    };
    let mut effects = librarian::ensure(state);
    effects.extend(librarian_ready(state));
    effects
}

/// The chosen table is to be read once more.
pub(super) fn again(state: &mut State) -> Vec<Effect> {
    match std::mem::take(&mut state.music.library.import) {
        Import::Refused { file, .. } => chosen(state, file, 0),
        other => {
            state.music.library.import = other;
            Vec::new()
        }
    }
}

/// The librarian listens: what waits for it is sent.
pub(super) fn librarian_ready(state: &mut State) -> Vec<Effect> {
    let music = &state.music;
    if music.desk.stage != Stage::Ready {
        return Vec::new();
    }
    match music.library.import {
        Import::Reading { ask, .. } => vec![MusicEffect::SendTable(ask).into()],
        Import::Removing(ask) => vec![MusicEffect::Tell(ToLibrarian::Remove { ask }).into()],
        _ => Vec::new(),
    }
}

/// The import is to stop. Whether it still could, the librarian's answer says.
pub(super) fn cancel(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    match &mut music.library.import {
        Import::Reading { stopping, .. } if music.desk.stage == Stage::Ready => {
            *stopping = true;
            vec![MusicEffect::Tell(ToLibrarian::Cancel).into()]
        }
        import @ Import::Reading { .. } => {
            *import = Import::Stopped;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The library is to be removed.
pub(super) fn remove(state: &mut State) -> Vec<Effect> {
    if state.music.library.import.is_awaited() {
        return Vec::new();
    }
    let ask = state.music.desk.next();
    state.music.library.import = Import::Removing(ask);
    let mut effects = librarian::ensure(state);
    effects.extend(librarian_ready(state));
    effects
}

/// So much has been read.
pub(super) fn reading(state: &mut State, of: Ask, so_far: u8) -> Vec<Effect> {
    if let Import::Reading { ask, percent, .. } = &mut state.music.library.import
        && *ask == of
    {
        *percent = so_far.min(100);
    }
    Vec::new()
}

/// The table was read and is kept, also if stopping it came too late.
pub(super) fn kept(state: &mut State, of: Ask, card: Card, report: Report) -> Vec<Effect> {
    let music = &mut state.music;
    music.library.card = Some(card);
    if music.library.import.is_of(of) {
        music.library.import = Import::Kept(report);
    }
    if music.hold == Hold::Pinned {
        return Vec::new();
    }
    compose::anew(state)
}

/// The table can't be used.
pub(super) fn refused(state: &mut State, of: Ask, why: String, report: Report) -> Vec<Effect> {
    let import = &mut state.music.library.import;
    if let Import::Reading { ask, file, .. } = import
        && *ask == of
    {
        let file = std::mem::take(file);
        *import = Import::Refused { file, why, report };
    }
    Vec::new()
}

/// Reading has stopped.
pub(super) fn stopped(state: &mut State, of: Ask) -> Vec<Effect> {
    let import = &mut state.music.library.import;
    if import.is_of(of) {
        *import = Import::Stopped;
    }
    Vec::new()
}

/// No library is kept any more: the librarian goes home, and the list is drawn from ours.
pub(super) fn removed(state: &mut State, of: Ask) -> Vec<Effect> {
    let library = &mut state.music.library;
    if !library.import.is_of(of) {
        return Vec::new();
    }
    library.import = Import::Removed;
    library.card = None;
    state.music.desk.stage = Stage::Off;
    let mut effects = vec![MusicEffect::EndLibrarian.into()];
    if state.music.choices.shelves == TrackSource::Both {
        effects.extend(compose::anew(state));
    } else {
        effects.extend(choose(state, Choice::TrackSource(TrackSource::Both)));
    }
    effects
}

/// The file could not be sent: moved or deleted since it was chosen.
pub(super) fn file_gone(state: &mut State, of: Ask) -> Vec<Effect> {
    failed(state, Some(of), LibrarianFault::FileGone)
}

/// Something went wrong with this question, or with all.
pub(super) fn failed(state: &mut State, of: Option<Ask>, fault: LibrarianFault) -> Vec<Effect> {
    let import = &mut state.music.library.import;
    if of.is_some_and(|of| !import.is_of(of)) {
        return Vec::new();
    }
    let next = match import {
        Import::Reading { file, .. } => Import::Refused {
            file: std::mem::take(file),
            why: words(fault).into(),
            report: Report::default(),
        },
        Import::Removing(_) => Import::NotRemoved,
        _ => return Vec::new(),
    };
    *import = next;
    Vec::new()
}

const fn words(fault: LibrarianFault) -> &'static str {
    match fault {
        LibrarianFault::Crashed | LibrarianFault::Confused => {
            "Reading it has stopped: the reader could not be started, or ran out of memory"
        }
        LibrarianFault::FileGone => {
            "The file could not be read to its end; it may have been moved or changed"
        }
        LibrarianFault::NoRoom => "This browser has no room for it",
        LibrarianFault::NotKept => "This browser keeps nothing for this page",
        LibrarianFault::Damaged => "What was kept before can't be read back",
    }
}
