//! The music: the catalogue, the choices, the list, the taste that learns from thumbs, the person's own library.
//!
//! The list follows a settled mood, never a single frame; a pinned one follows nothing. [`event`] and [`effect`]
//! are what happens and what is to be done; then by topic: [`account`] (what a connected account tells), [`choices`] (goal, length, filter), [`compose`] (lists
//! being made, and [`gaps`] in them), [`thumbs`], [`sheet`] and [`tabs`] (the taste), [`why`], [`kept`] (between visits), [`import`] and
//! [`librarian`] (the person's own tracks, in a worker), [`words`] (a mood in words).

pub mod account;
pub mod choices;
mod compose;
pub mod effect;
pub mod event;
pub mod exchange;
mod gaps;
mod import;
mod kept;
mod librarian;
mod library;
pub mod list;
pub mod note;
mod sheet;
mod shelf;
mod tabs;
mod thumbs;
pub mod why;
pub mod words;

pub use compose::follow;
pub use effect::MusicEffect;
pub use event::MusicEvent;
pub use library::Import;
pub use shelf::{catalogue_fetched, close_player, play, refresh, toggle_pin};
pub use tabs::together;
pub use thumbs::undo;

pub(super) use sheet::strength;

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::intent::Intent;
use crate::domain::music::pool::Pool;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::explain::Learned;
use crate::domain::order::sort_by;
use crate::domain::quantity::UnixMillis;
use crate::flow_old::Effect;
use crate::flow_old::music::choices::Choices;
use crate::flow_old::music::exchange::{Card, LibrarianFault};
use crate::flow_old::music::list::List;
use crate::flow_old::music::why::Why;
use crate::flow_old::music::words::Heard;
use crate::flow_old::state::State;
use std::collections::VecDeque;

/// Whether the list may change with the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Hold {
    #[default]
    Follows,
    Pinned,
}

/// The catalogue's stages.
#[derive(Debug, Default)]
enum Stock {
    #[default]
    OnItsWay,
    Here(Box<Pool>),
    Missing,
}

/// All that the page remembers of the music.
#[derive(Debug, Default)]
pub struct Music {
    stock: Stock,
    choices: Choices,
    taste: Taste,
    /// The taste as this tab last read or wrote it.
    kept_taste: String,
    list: Option<List>,
    /// How many whole lists there were, so that an undo knows whether the list is still the one it knew.
    lists: u32,
    /// The mood of the list and what it asks for; none before any is known.
    mood: Option<(Place, Intent)>,
    /// What was shown before the list, oldest first.
    shown: VecDeque<TrackId>,
    seed: u64,
    hold: Hold,
    playing: Option<Track>,
    /// Whether it is known what was kept: before, nothing may be written over it.
    memory_is_read: bool,
    /// Whether it was said that something could not be kept.
    loss_is_told: bool,
    undo: Option<Box<thumbs::Undo>>,
    why: Option<Why>,
    /// What was learned, while somebody looks at it.
    sheet: Option<Vec<Learned>>,
    /// What there is to say beside it.
    sheet_note: Option<String>,
    /// A kept taste that could not be read.
    aside: Option<String>,
    heard: Option<Heard>,
    library: library::Library,
    desk: librarian::Desk,
    flight: Option<compose::Flight>,
    parlour: account::Parlour,
    gaps: gaps::Gaps,
}

impl Music {
    /// Starts the seeds of this visit.
    pub fn sow(&mut self, seed: u64) {
        self.seed = seed;
    }

    /// What was said in words counts no more: the mood has another source.
    pub fn forget_words(&mut self) {
        self.heard = None;
    }

    /// The choices.
    #[must_use]
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// What the person likes.
    #[must_use]
    pub const fn taste(&self) -> &Taste {
        &self.taste
    }

    /// The list, once there is one.
    #[must_use]
    pub const fn list(&self) -> Option<&List> {
        self.list.as_ref()
    }

    /// The track in the player.
    #[must_use]
    pub const fn playing(&self) -> Option<&Track> {
        self.playing.as_ref()
    }

    /// Whether the list is still on its way.
    #[must_use]
    pub const fn loading(&self) -> bool {
        let awaited = matches!(self.stock, Stock::OnItsWay) || self.flight.is_some();
        self.list.is_none() && awaited
    }

    /// Whether the list stays as it is.
    #[must_use]
    pub fn pinned(&self) -> bool {
        self.hold == Hold::Pinned
    }

    /// What is explained.
    #[must_use]
    pub const fn why(&self) -> Option<&Why> {
        self.why.as_ref()
    }

    /// What was learned, while somebody looks at it.
    #[must_use]
    pub fn sheet(&self) -> Option<&[Learned]> {
        self.sheet.as_deref()
    }

    /// What there is to say beside it.
    #[must_use]
    pub fn sheet_note(&self) -> Option<&str> {
        self.sheet_note.as_deref()
    }

    /// Whether the last change of the taste can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Whether there is a kept taste that could not be read.
    #[must_use]
    pub const fn has_aside(&self) -> bool {
        self.aside.is_some()
    }

    /// What was understood of the last words.
    #[must_use]
    pub const fn heard(&self) -> Option<&Heard> {
        self.heard.as_ref()
    }

    /// What the person's own library holds, if there is one.
    #[must_use]
    pub const fn card(&self) -> Option<&Card> {
        self.library.card.as_ref()
    }

    /// Where the import is.
    #[must_use]
    pub const fn import(&self) -> &Import {
        &self.library.import
    }

    /// Whether a whole list is on its way from the librarian.
    fn awaits_whole(&self) -> bool {
        self.flight.as_ref().is_some_and(compose::Flight::is_whole)
    }

    /// The genres there are to choose from, in alphabetical order.
    #[must_use]
    pub fn genres(&self) -> Vec<&str> {
        let ours = match &self.stock {
            Stock::Here(pool) => pool.genres(),
            _ => &[],
        };
        let own = self.library.card.iter().flat_map(|card| &card.genres);
        let mut genres: Vec<_> = ours.iter().chain(own).map(String::as_str).collect();
        sort_by(&mut genres, Ord::cmp);
        genres.dedup();
        genres
    }
}

/// Takes an event of the music.
pub(super) fn update(state: &mut State, event: MusicEvent, now: UnixMillis) -> Vec<Effect> {
    match event {
        MusicEvent::KeptRead(kept) => kept::read(state, kept),
        MusicEvent::KeptLost => kept::lost(state),
        MusicEvent::TasteMerged { wrote, kept } => tabs::merged(state, &wrote, kept),
        MusicEvent::NotKept(record) => {
            note::not_kept(state, record);
            Vec::new()
        }
        MusicEvent::Chosen(choice) => choices::choose(state, choice),
        MusicEvent::Verdict(id, verdict) => thumbs::judge(state, &id, verdict, now),
        MusicEvent::Undo => thumbs::undo(state),
        MusicEvent::Why(id) => why::toggle(state, id),
        MusicEvent::Words(text) => words::entered(state, &text, now),
        MusicEvent::TasteShown(shown) => sheet::show(state, shown),
        MusicEvent::Mute(preference, muted) => sheet::mute(state, preference, muted),
        MusicEvent::TasteReset => sheet::reset(state),
        MusicEvent::TasteExport => sheet::export(state),
        MusicEvent::AsideExport => sheet::export_aside(state),
        MusicEvent::AsideDropped => sheet::drop_aside(state),
        MusicEvent::TasteBrought(text) => sheet::bring(state, text.as_deref()),
        MusicEvent::TableChosen { name, bytes } => import::chosen(state, name, bytes),
        MusicEvent::ImportAgain => import::again(state),
        MusicEvent::ImportCancelled => import::cancel(state),
        MusicEvent::LibraryRemoved => import::remove(state),
        MusicEvent::Librarian(said) => librarian::heard(state, said),
        MusicEvent::LibrarianLost => librarian::failed(state, LibrarianFault::Crashed),
        MusicEvent::TableUnavailable(ask) => import::file_gone(state, ask),
        MusicEvent::LibrarianWatch => librarian::watch(state),
    }
}
