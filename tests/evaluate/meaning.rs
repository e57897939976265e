//! Meaning: the misfits of lists by rules on what editors say of tracks, the way down of Calm, and Focus without words.

use crate::lists::list;
use crate::{Figure, figure, mean, moods};
use feelharmonic::domain::music::goal::Goal;
use feelharmonic::domain::music::meaning::{CautionSet, Feeling, Sung, Theme};
use feelharmonic::domain::music::playlist::RankedTrack;
use feelharmonic::domain::music::pool::Pool;
use std::collections::BTreeMap;

/// Lists for each mood and goal.
const LISTS: u64 = 8;

/// The feelings a track may suit where one is wanted.
fn fitting(wanted: Feeling) -> &'static [Feeling] {
    use Feeling::{Angry, Calm, Disgusted, Energised, Fearful, Happy, Neutral, Sad, Surprised};
    match wanted {
        Angry => &[Angry, Disgusted],
        Disgusted => &[Disgusted, Angry],
        Fearful => &[Fearful],
        Happy => &[Happy, Surprised, Energised],
        Sad => &[Sad],
        Surprised => &[Surprised, Happy, Energised],
        Neutral => &[Neutral, Calm, Happy],
        Calm => &[Calm, Neutral],
        Energised => &[Energised, Surprised, Happy],
    }
}

/// The feelings wanted at a place of a list: of the mood, of the goal, or on the way of either.
fn wanted(name: &str, goal: Goal, share: f32) -> Vec<Feeling> {
    let from = Feeling::ALL
        .into_iter()
        .find(|one| one.word() == name.to_lowercase())
        .unwrap_or_default();
    let to = match goal {
        Goal::Match => return vec![from],
        Goal::Lift => Feeling::Happy,
        Goal::Calm | Goal::Focus => Feeling::Calm,
        Goal::Energise => Feeling::Energised,
    };
    match share {
        _ if goal == Goal::Focus => vec![to],
        low if low < 0.3 => vec![from, Feeling::Neutral],
        high if high > 0.7 => vec![to],
        _ => vec![from, to, Feeling::Neutral],
    }
}

/// The rules that a slot breaks.
fn broken(name: &str, goal: Goal, tracks: &[RankedTrack], at: usize) -> Vec<&'static str> {
    let ranked = &tracks[at];
    let said = &ranked.track.annotation;
    let share = at as f32 / (tracks.len().max(2) - 1) as f32;
    let wanted = wanted(name, goal, share);
    let furious = ranked.aim.intent.fury.get() > 0.4
        || (goal == Goal::Energise && matches!(name, "Angry" | "Disgusted"));
    let suits = |feeling: &Feeling| {
        let fits = fitting(*feeling);
        fits.iter().any(|one| said.feelings.contains(*one))
    };
    let low = ranked.aim.place.valence.get() < 0.2 || goal != Goal::Match;
    let off = (ranked.track.features.valence.get() - ranked.aim.intent.valence.get()).abs();
    let jars = at > 0 && tracks[at - 1].track.annotation.rough.abs_diff(said.rough) >= 3;
    let love = matches!(said.theme, Theme::Love | Theme::Longing);
    let mut rules = Vec::new();
    let mut hold = |rule, broken: bool| rules.extend(broken.then_some(rule));
    hold("heavy", said.rough >= 2 && !furious);
    hold(
        "love for fear or anger",
        love && matches!(wanted[0], Feeling::Fearful | Feeling::Angry) && share < 0.3,
    );
    hold(
        "calm that is not",
        goal == Goal::Calm && share > 0.7 && ranked.track.features.energy.get() > 0.45,
    );
    hold(
        "sung in focus",
        goal == Goal::Focus && said.sung != Sung::No,
    );
    hold("words against sound", off > 0.35);
    hold("wished only", said.cautions.meets(CautionSet::WISHED_ONLY));
    hold(
        "grave for the low",
        low && said.cautions.meets(CautionSet::GRAVE),
    );
    hold("neighbours", jars);
    hold("another feeling", !wanted.iter().any(suits));
    rules
}

/// Misfits per 100 slots, all and by rule.
fn misfits(pool: &Pool, goal: Goal) -> (f32, BTreeMap<&'static str, f32>) {
    let (mut slots, mut all) = (0.0_f32, 0.0_f32);
    let mut by_rule: BTreeMap<&str, f32> = BTreeMap::new();
    for (name, from) in moods() {
        for seed in 0..LISTS {
            let tracks = list(pool, name, from, goal, seed);
            for at in 0..tracks.len() {
                let rules = broken(name, goal, &tracks, at);
                slots += 1.0;
                all += f32::from(u8::from(!rules.is_empty()));
                for rule in rules {
                    *by_rule.entry(rule).or_default() += 1.0;
                }
            }
        }
    }
    let share = 100.0 / slots.max(1.0);
    for count in by_rule.values_mut() {
        *count *= share;
    }
    (all * share, by_rule)
}

pub fn evaluate(pool: &Pool) -> Vec<Figure> {
    println!("## Meaning: misfits per 100 slots by rule, {LISTS} lists of ten for each mood");
    let mut worst = 0.0_f32;
    for goal in Goal::ALL {
        let (all, by_rule) = misfits(pool, goal);
        worst = worst.max(all);
        let rules: Vec<_> = by_rule
            .iter()
            .map(|(rule, share)| format!("{rule} {share:.1}"))
            .collect();
        println!("{:9} {all:5.1}  {}", goal.name(), rules.join(", "));
    }
    themes(pool);
    let calm = way_down(pool);
    let sung = sung_in_focus(pool);
    println!();
    vec![
        figure(
            format!("at most 8 misfits per 100 slots, for every goal: {worst:.1}"),
            worst <= 8.0,
        ),
        figure(
            format!("Calm brings arousal down by at least 0.8 from a tense mood: {calm:.2}"),
            calm >= 0.8,
        ),
        figure(format!("no track of Focus sings: {sung}"), sung == 0),
    ]
}

/// The most frequent themes of each emotion's lists, and its flagged tracks.
fn themes(pool: &Pool) {
    println!("\nmood        themes of 100 slots, flagged tracks");
    for (name, from) in moods() {
        let tracks: Vec<_> = (0..LISTS)
            .flat_map(|seed| list(pool, name, from, Goal::Match, seed))
            .collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for ranked in &tracks {
            *counts
                .entry(ranked.track.annotation.theme.word())
                .or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let flagged = tracks
            .iter()
            .filter(|ranked| ranked.track.annotation.cautions != CautionSet::default());
        let shown: Vec<_> = counts
            .iter()
            .take(5)
            .map(|(theme, count)| format!("{theme} {}", count * 100 / tracks.len().max(1)))
            .collect();
        println!(
            "{name:10}  {}; flagged {}",
            shown.join(", "),
            flagged.count()
        );
    }
}

/// The mean arousal of the tracks of Calm at each place of the list, from the tense moods, and its fall.
fn way_down(pool: &Pool) -> f32 {
    let tense: Vec<_> = moods()
        .into_iter()
        .filter(|(name, _)| matches!(*name, "Angry" | "Fearful" | "Surprised"))
        .flat_map(|(name, from)| (0..LISTS).map(move |seed| (name, from, seed)))
        .map(|(name, from, seed)| list(pool, name, from, Goal::Calm, seed))
        .collect();
    let at: Vec<f32> = (0..10)
        .map(|at| {
            let here = tense.iter().filter_map(|list| list.get(at));
            mean(here.map(|ranked| ranked.sound.arousal.get()))
        })
        .collect();
    let shown: Vec<_> = at.iter().map(|arousal| format!("{arousal:.2}")).collect();
    println!(
        "\nCalm from tense moods, arousal along the list: {}",
        shown.join(" ")
    );
    at[0] - at[9]
}

fn sung_in_focus(pool: &Pool) -> usize {
    moods()
        .into_iter()
        .flat_map(|(name, from)| (0..LISTS).map(move |seed| (name, from, seed)))
        .flat_map(|(name, from, seed)| list(pool, name, from, Goal::Focus, seed))
        .filter(|ranked| ranked.track.annotation.sung != Sung::No)
        .count()
}
