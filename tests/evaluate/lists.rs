//! Lists as JSON, so that anyone can judge them track by track.

use crate::{intent_of, moods};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::listed::ListedTrack;
use feelharmonic::domain::music::meaning::{Caution, Feeling};
use feelharmonic::domain::music::playlist::{CompositionRequest, RankedTrack, compose_playlist};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::taste::Taste;
use serde_json::{Value, json};

/// What the command line asks for.
pub struct Wanted {
    by_goal: bool,
    seed: u64,
}

/// Reads `--lists emotion|goal` and `--seed N`; `None` without the first.
pub fn wanted(arguments: impl Iterator<Item = String>) -> Option<Wanted> {
    let arguments: Vec<String> = arguments.collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|one| one == name)?;
        arguments.get(at + 1).cloned()
    };
    Some(Wanted {
        by_goal: after("--lists")? == "goal",
        seed: after("--seed")
            .and_then(|seed| seed.parse().ok())
            .unwrap_or(1),
    })
}

/// A list of ten for a mood and a goal, as a first visitor gets it.
pub fn list(pool: &Pool, name: &str, from: Place, goal: Goal, seed: u64) -> Vec<RankedTrack> {
    let (filter, taste) = (Filter::default(), Taste::default());
    let request = CompositionRequest {
        goal,
        seed,
        start: intent_of(name, from),
        ..CompositionRequest::matching(from, &filter, &taste)
    };
    compose_playlist(pool, &request).map_or_else(|_| Vec::new(), |list| list.tracks)
}

pub fn dump(pool: &Pool, wanted: &Wanted) -> String {
    let goals: Vec<Goal> = if wanted.by_goal {
        Goal::ALL
            .into_iter()
            .filter(|goal| *goal != Goal::Match)
            .collect()
    } else {
        vec![Goal::Match]
    };
    let mut lists = Vec::new();
    for goal in goals {
        for (name, from) in moods() {
            let tracks = list(pool, name, from, goal, wanted.seed);
            lists.push(json!({
                "name": if wanted.by_goal { goal.name() } else { name },
                "from": name,
                "tracks": tracks.into_iter().map(track).collect::<Vec<Value>>(),
            }));
        }
    }
    serde_json::to_string_pretty(&lists).unwrap()
}

fn track(ranked: RankedTrack) -> Value {
    let listed = ListedTrack::new(ranked, false);
    let track = &listed.ranked.track;
    let said = &track.annotation;
    let flags: Vec<_> = Caution::ALL
        .into_iter()
        .filter(|caution| said.cautions.contains(*caution))
        .map(Caution::word)
        .collect();
    let suits: Vec<_> = Feeling::ALL
        .into_iter()
        .filter(|feeling| said.feelings.contains(*feeling))
        .map(Feeling::word)
        .collect();
    json!({
        "id": track.id.as_str(),
        "title": track.title,
        "artist": track.artist,
        "year": track.year,
        "genre": track.genre,
        "valence": track.features.valence.get(),
        "energy": track.features.energy.get(),
        "theme": said.theme.word(),
        "sung": said.sung.word(),
        "rough": said.rough,
        "suits": suits,
        "flags": flags,
        "language": said.language.as_ref().map(|code| code.as_str().to_owned()),
        "voice": said.voice.word(),
        "reason": listed.reason,
    })
}
