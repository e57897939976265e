//! What the person asks of the list besides a mood: the goal, the length, the filter, whose music.

use crate::domain::music::filter::Filter;
use crate::domain::music::goal::{Goal, Length};
use crate::domain::music::source::TrackSource;
use crate::flow_old::Effect;
use crate::flow_old::music::effect::{MusicEffect, Record};
use crate::flow_old::music::{compose, kept};
use crate::flow_old::state::State;
use serde::{Deserialize, Serialize};

/// The choices, kept between visits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Where the music should lead.
    pub goal: Goal,
    /// How much of it.
    pub length: Length,
    /// What may be shown at all.
    pub filter: Filter,
    /// Whose it is.
    pub shelves: TrackSource,
}

/// What is wished of a genre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    Any,
    /// Only this one, and others with the same wish.
    Only,
    /// Not this one.
    Never,
}

impl Choices {
    /// What is wished of `genre`.
    #[must_use]
    pub fn wish(&self, genre: &str) -> Wish {
        if self.filter.exclude.contains(genre) {
            Wish::Never
        } else if self.filter.include.contains(genre) {
            Wish::Only
        } else {
            Wish::Any
        }
    }
}

/// A change of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Another goal.
    Goal(Goal),
    /// Another length.
    Length(Length),
    /// Other shelves.
    TrackSource(TrackSource),
    /// Whether explicit tracks stay away.
    HideExplicit(bool),
    /// A wish about a genre.
    Genre(String, Wish),
    /// Nothing is filtered any more.
    NoFilter,
}

/// Makes the choice, keeps it, and composes the same list anew for it: also a pinned one, since it was asked for.
pub(super) fn choose(state: &mut State, choice: Choice) -> Vec<Effect> {
    let before = state.music.choices.clone();
    let choices = &mut state.music.choices;
    match choice {
        Choice::Goal(goal) => choices.goal = goal,
        Choice::Length(length) => choices.length = length,
        Choice::TrackSource(shelves) => choices.shelves = shelves,
        Choice::HideExplicit(hide) => choices.filter.hide_explicit = hide,
        Choice::Genre(genre, wish) => wish_for(&mut choices.filter, genre, wish),
        Choice::NoFilter => choices.filter = Filter::default(),
    }
    if state.music.choices == before {
        return Vec::new();
    }
    let mut effects = vec![write(&state.music.choices)];
    effects.extend(compose::anew(state));
    effects
}

fn wish_for(filter: &mut Filter, genre: String, wish: Wish) {
    filter.include.remove(&genre);
    filter.exclude.remove(&genre);
    match wish {
        Wish::Any => {}
        Wish::Only => {
            filter.include.insert(genre);
        }
        Wish::Never => {
            filter.exclude.insert(genre);
        }
    }
}

fn write(choices: &Choices) -> Effect {
    MusicEffect::Keep(Record::Choices, kept::text_of(choices)).into()
}
