//! The shelf: the catalogue, the ten tracks that stand on it now, and the one in the player.
//!
//! The list follows a settled mood, never a single frame; a pinned one follows nothing.

use crate::domain::mood::Mood;
use crate::domain::mood::circumplex::word_for;
use crate::domain::music::catalogue::{Catalogue, Track, TrackId};
use crate::domain::music::intent::Intent;
use crate::domain::music::ranking::{RankedTrack, Selection, choose};
use crate::domain::quantity::{Balance, Fraction, UnixMillis};
use crate::flow::effect::Effect;
use crate::flow::fault::Fault;
use crate::flow::state::{Message, State};
use std::collections::VecDeque;

/// How many tracks the list has.
pub const LIST_LENGTH: usize = 10;
/// How many by one artist.
const PER_ARTIST: usize = 2;
/// How many tracks must have been shown before one comes again.
const MEMORY: usize = 50;

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
    Here(Catalogue),
    Missing,
}

/// Catalogue, list and player.
#[derive(Debug, Default)]
pub struct Shelf {
    stock: Stock,
    list: Vec<RankedTrack>,
    mood: Option<Mood>,
    shown: VecDeque<TrackId>,
    seed: u64,
    hold: Hold,
    playing: Option<Track>,
}

impl Shelf {
    /// The tracks, best first.
    #[must_use]
    pub fn list(&self) -> &[RankedTrack] {
        &self.list
    }

    /// The tracks' ids, best first.
    #[must_use]
    pub fn ids(&self) -> Vec<TrackId> {
        let ids = self.list.iter().map(|ranked| ranked.track.id.clone());
        ids.collect()
    }

    /// The track in the player.
    #[must_use]
    pub const fn playing(&self) -> Option<&Track> {
        self.playing.as_ref()
    }

    /// Whether the catalogue is still on its way.
    #[must_use]
    pub const fn loading(&self) -> bool {
        matches!(self.stock, Stock::OnItsWay)
    }

    /// Whether the list stays as it is.
    #[must_use]
    pub fn pinned(&self) -> bool {
        self.hold == Hold::Pinned
    }

    /// What the list is for.
    #[must_use]
    pub fn heading(&self) -> String {
        self.mood.map_or_else(
            || "A bit of everything".into(),
            |mood| {
                let word = word_for(mood.valence, mood.arousal);
                let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                    "an"
                } else {
                    "a"
                };
                format!("For {article} {word} mood")
            },
        )
    }

    /// Starts the seeds of this visit.
    pub fn sow(&mut self, seed: u64) {
        self.seed = seed;
    }

    /// The mood has settled: the list follows, unless it is pinned.
    pub fn follow(&mut self, mood: &Mood) {
        if self.hold == Hold::Follows {
            self.mood = Some(*mood);
            self.fill();
        }
    }

    fn fill(&mut self) {
        let Stock::Here(catalogue) = &self.stock else {
            return;
        };
        let intent = Intent::for_mood(&self.mood.unwrap_or(OPEN_MOOD));
        let selection = Selection {
            count: LIST_LENGTH,
            per_artist: PER_ARTIST,
            avoid: self.shown.iter().cloned().collect(),
            seed: self.seed,
        };
        self.list = choose(catalogue, &intent, &selection);
        self.seed = self.seed.wrapping_add(1);
        self.shown
            .extend(self.list.iter().map(|ranked| ranked.track.id.clone()));
        while self.shown.len() > MEMORY {
            self.shown.pop_front();
        }
    }
}

/// The middle of the plane, for the list that is there before any mood is known.
const OPEN_MOOD: Mood = Mood {
    valence: Balance::MIDDLE,
    arousal: Balance::MIDDLE,
    confidence: Fraction::MIN,
    at: UnixMillis(0.0),
};

/// The catalogue has arrived, or not.
pub fn catalogue_fetched(state: &mut State, text: Option<String>) -> Vec<Effect> {
    let shelf = &mut state.listening.shelf;
    let parsed = text.map(|text| Catalogue::parse(&text));
    let fault = match parsed {
        Some(Ok(catalogue)) => {
            shelf.stock = Stock::Here(catalogue);
            shelf.fill();
            return Vec::new();
        }
        Some(Err(error)) => {
            log::error!("the catalogue can't be read: {error}");
            Fault::CatalogueDamaged
        }
        None => Fault::CatalogueMissing,
    };
    shelf.stock = Stock::Missing;
    state.message = Some(Message::Fault(fault));
    Vec::new()
}

/// Another list for the same mood, pinned or not: it was asked for.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    let shelf = &mut state.listening.shelf;
    if matches!(shelf.stock, Stock::Missing) {
        shelf.stock = Stock::OnItsWay;
        return vec![Effect::FetchCatalogue];
    }
    shelf.fill();
    Vec::new()
}

/// Pins the list, or lets it follow again.
pub fn toggle_pin(state: &mut State) -> Vec<Effect> {
    let hold = &mut state.listening.shelf.hold;
    *hold = match hold {
        Hold::Follows => Hold::Pinned,
        Hold::Pinned => Hold::Follows,
    };
    Vec::new()
}

/// A track is to be played in the page.
pub fn play(state: &mut State, id: &TrackId) -> Vec<Effect> {
    let shelf = &mut state.listening.shelf;
    let asked = shelf.list.iter().find(|ranked| ranked.track.id == *id);
    if let Some(ranked) = asked {
        shelf.playing = Some(ranked.track.clone());
    }
    Vec::new()
}

/// The player was closed.
pub fn close_player(state: &mut State) -> Vec<Effect> {
    state.listening.shelf.playing = None;
    Vec::new()
}
