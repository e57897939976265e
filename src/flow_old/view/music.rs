//! The choices, the path on the plane, what was learned, the person's own library, and what words said.

use crate::domain::chart::plane::{drawn_at, path_points, table};
use crate::domain::chart::table::Table;
use crate::domain::mood::circumplex::word_for;
use crate::domain::mood::place::Place;
use crate::domain::music::goal::{Goal, Length};
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::explain::{Learned, Preference};
use crate::flow_old::music::choices::Wish;
use crate::flow_old::music::exchange::Report;
use crate::flow_old::music::words::Heard;
use crate::flow_old::music::{Import, strength};
use crate::flow_old::state::State;

/// What is asked of the list besides a mood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoicesView {
    /// Where the music should lead.
    pub goal: Goal,
    /// How much of it.
    pub length: Length,
    /// Whose it is; none while there is no choice.
    pub shelves: Option<TrackSource>,
    /// Whether explicit tracks stay away.
    pub hide_explicit: bool,
    /// Every genre, with what is wished of it.
    pub genres: Vec<(String, Wish)>,
    /// How many wishes there are in all.
    pub filters: usize,
}

/// The list on the plane: a hundred units for one, pleasant to the right, energetic upwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RouteView {
    /// The path as the `points` of a polyline; empty if it leads nowhere.
    pub path: String,
    /// Where it ends, if it leads anywhere.
    pub end: Option<(f32, f32)>,
    /// The tracks, in order.
    pub dots: Vec<(f32, f32)>,
    /// The same in words.
    pub words: String,
    /// And as a table.
    pub table: Table,
}

/// "Your taste", while it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct TasteView {
    /// From how many thumbs and skips.
    pub thumbs: usize,
    /// What was learned, the strongest first.
    pub learned: Vec<LearnedView>,
    /// What there is to say about the last thing that was done here.
    pub note: Option<String>,
    /// Whether that can be taken back.
    pub undo: bool,
    /// Whether there is an earlier taste that could not be read.
    pub aside: bool,
}

/// One thing that was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedView {
    /// About what.
    pub preference: Preference,
    /// "brighter music", "jazz", "Nina Simone".
    pub name: String,
    /// "Artist", "Genre" or "Sound".
    pub kind: &'static str,
    /// "you like it much".
    pub words: &'static str,
    /// −1 to 1, for its bar.
    pub strength: f32,
    /// Whether it is left out.
    pub muted: bool,
}

/// The person's own library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryView {
    /// The file it came from and how many tracks it has; none if there is none.
    pub kept: Option<(String, u32)>,
    /// Where the import is.
    pub import: Import,
}

pub(super) fn choices(state: &State) -> ChoicesView {
    let music = &state.music;
    let choices = music.choices();
    let filter = &choices.filter;
    ChoicesView {
        goal: choices.goal,
        length: choices.length,
        shelves: music.card().map(|_| choices.shelves),
        hide_explicit: filter.hide_explicit,
        genres: music
            .genres()
            .into_iter()
            // Tracks of no known genre can't be chosen by it.
            .filter(|genre| !genre.is_empty())
            .map(|genre| (genre.to_owned(), choices.wish(genre)))
            .collect(),
        filters: usize::from(filter.hide_explicit) + filter.include.len() + filter.exclude.len(),
    }
}

pub(super) fn route(state: &State) -> RouteView {
    let Some(list) = state.music.list().filter(|list| !list.tracks.is_empty()) else {
        return RouteView::default();
    };
    let path = list.purpose.path();
    let word = |place: Option<&Place>| word_for(place.copied().unwrap_or_default());
    let (start, end) = (path.places().first(), path.places().last());
    let count = list.tracks.len();
    RouteView {
        path: path_points(&path),
        end: end.filter(|_| path.moves()).map(|end| drawn_at(*end)),
        dots: list
            .tracks
            .iter()
            .map(|listed| drawn_at(listed.ranked.sound))
            .collect(),
        words: if path.moves() {
            format!(
                "The {count} dots are the tracks. They lead from {} to {}.",
                word(start),
                word(end)
            )
        } else {
            format!(
                "The {count} dots are the tracks. They stay around {}.",
                word(start)
            )
        },
        table: table(list.tracks.iter().map(|listed| &listed.ranked)),
    }
}

pub(super) fn taste(state: &State) -> Option<TasteView> {
    let music = &state.music;
    let learned = music.sheet()?;
    Some(TasteView {
        thumbs: music.taste().log().len(),
        learned: learned.iter().map(learned_view).collect(),
        note: music.sheet_note().map(Into::into),
        undo: music.can_undo(),
        aside: music.has_aside(),
    })
}

fn learned_view(learned: &Learned) -> LearnedView {
    LearnedView {
        preference: learned.preference.clone(),
        name: learned.name().into(),
        kind: match learned.preference {
            Preference::Trait(_) => "Sound",
            Preference::Genre(_) => "Genre",
            Preference::Artist(_) => "Artist",
        },
        words: match learned.preference {
            // Its name says which way it leans.
            Preference::Trait(_) if learned.strength.abs() >= 0.2 => "you lean to it much",
            Preference::Trait(_) => "you lean to it",
            Preference::Genre(_) | Preference::Artist(_) => strength(learned),
        },
        strength: match learned.preference {
            Preference::Trait(_) => learned.strength.abs(),
            Preference::Genre(_) | Preference::Artist(_) => learned.strength,
        }
        .clamp(-1.0, 1.0),
        muted: learned.muted,
    }
}

pub(super) fn library(state: &State) -> LibraryView {
    let music = &state.music;
    LibraryView {
        kept: music.card().map(|card| (card.file.clone(), card.tracks)),
        import: music.import().clone(),
    }
}

pub(super) fn words(state: &State) -> Option<String> {
    state.music.heard().map(|heard| match heard {
        Heard::Counted(words) => words.clone(),
        Heard::Nothing => {
            "None of these words is known here. Try some like “tired but content”.".into()
        }
    })
}

/// What an import came to, as sentences.
#[must_use]
pub fn report_words(report: &Report) -> Vec<String> {
    let rows = |count: u32| if count == 1 { "row" } else { "rows" };
    let mut said = Vec::new();
    if report.tracks > 0 {
        let tracks = if report.tracks == 1 {
            "track"
        } else {
            "tracks"
        };
        said.push(format!("{} {tracks} taken in.", report.tracks));
    }
    if report.repeated > 0 {
        said.push(format!(
            "{} {} of tracks that came before.",
            report.repeated,
            rows(report.repeated)
        ));
    }
    if report.bad > 0 {
        said.push(format!("{} {} left out.", report.bad, rows(report.bad)));
    }
    if !report.lacking.is_empty() {
        said.push(format!(
            "The table has no {}; middling values stand for them.",
            report.lacking.join(", ")
        ));
    }
    said
}
