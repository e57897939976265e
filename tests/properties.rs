//! What holds for every mood, every taste and every list.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::music::affinity::Affinity;
use feelharmonic::domain::music::catalogue::{Catalogue, TrackId};
use feelharmonic::domain::music::filter::Filter;
use feelharmonic::domain::music::goal::{Goal, ListLength};
use feelharmonic::domain::music::intent::Intent;
use feelharmonic::domain::music::path::LARGEST_STEP;
use feelharmonic::domain::music::playlist::{
    CompositionRequest, NothingLeft, Playlist, RankedTrack, compose_playlist,
};
use feelharmonic::domain::music::pool::Pool;
use feelharmonic::domain::music::ranking::rank_tracks;
use feelharmonic::domain::music::reason::phrase_reasons;
use feelharmonic::domain::music::taste::archive::ArchiveError;
use feelharmonic::domain::music::taste::explain::Preference;
use feelharmonic::domain::music::taste::feedback::{Feedback, LONGEST_TEXT, ThumbVerdict};
use feelharmonic::domain::music::taste::traits::TasteTrait;
use feelharmonic::domain::music::taste::{FORGOTTEN_AT_ONCE, MOST_FEEDBACK, Taste};
use feelharmonic::domain::quantity::{Fraction, UnixMillis};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::from_rows(&std::fs::read_to_string("src/domain/music/catalogue.tsv").unwrap())
        .unwrap()
});
static POOL: LazyLock<Pool> = LazyLock::new(|| Pool::from(&*CATALOGUE));

prop_compose! {
    fn place()(valence in -1.0_f32..=1.0, arousal in -1.0_f32..=1.0) -> Place {
        Place::clamped(valence, arousal)
    }
}

fn goal() -> impl Strategy<Value = Goal> {
    prop::sample::select(Goal::ALL.to_vec())
}

fn length() -> impl Strategy<Value = ListLength> {
    prop_oneof![
        Just(ListLength::Ten),
        Just(ListLength::Twenty),
        Just(ListLength::Thirty),
        (0_u16..200).prop_map(ListLength::Minutes),
    ]
}

fn verdict() -> impl Strategy<Value = ThumbVerdict> {
    prop::sample::select(vec![
        ThumbVerdict::Up,
        ThumbVerdict::Down,
        ThumbVerdict::Skip,
    ])
}

prop_compose! {
    fn feedback()(
        verdict in verdict(), track in 0_usize..40, mood in place(), at: f64,
    ) -> Feedback {
        Feedback::new(verdict, &POOL.tracks()[track * 7], mood, UnixMillis(at))
    }
}

prop_compose! {
    fn taste()(thumbs in prop::collection::vec(feedback(), 0..60), muted: bool) -> Taste {
        let mut taste = Taste::default();
        for thumb in thumbs {
            taste.learn(thumb);
        }
        if muted {
            taste.mute(Preference::Trait(TasteTrait::Energy));
            taste.mute(Preference::Genre("rock".into()));
        }
        taste
    }
}

/// Thumbs, tracks whose thumbs were taken back, and what became of a preference.
type Change = (Vec<(ThumbVerdict, usize, Place)>, Vec<usize>, Option<bool>);

prop_compose! {
    /// What a tab made of `base`: thumbs at moments of its own, some taken back, an edit.
    fn change()(
        tracks in prop::collection::vec((verdict(), 0_usize..40, place()), 0..12),
        withdrawn in prop::collection::vec(0_usize..40, 0..4),
        edit in prop::sample::select(vec![None, Some(true), Some(false)]),
    ) -> Change {
        (tracks, withdrawn, edit)
    }
}

/// `base` after a change; `tab` keeps the moments of two tabs apart.
fn changed(base: &Taste, tab: u32, (thumbs, withdrawn, edit): &Change) -> Taste {
    let mut taste = base.clone();
    for track in withdrawn {
        taste.withdraw(&POOL.tracks()[track * 7].id);
    }
    for (at, (verdict, track, mood)) in (0_u32..).zip(thumbs) {
        let at = UnixMillis(f64::from(1_000_000 + 2 * at + tab));
        let track = &POOL.tracks()[track * 7];
        taste.learn(Feedback::new(*verdict, track, *mood, at));
    }
    match edit {
        Some(true) => taste.mute(Preference::Genre("jazz".into())),
        Some(false) => taste.unmute(&Preference::Genre("rock".into())),
        None => {}
    }
    taste
}

/// A taste whose thumbs came in the order of time, as they do.
fn in_time(taste: &Taste) -> Taste {
    let mut ordered = Taste::default();
    for (at, thumb) in (0_u32..).zip(taste.log()) {
        let at = UnixMillis(f64::from(at));
        ordered.learn(Feedback {
            at,
            ..thumb.clone()
        });
    }
    for preference in taste.muted() {
        ordered.mute(preference.clone());
    }
    ordered
}

fn list(from: Place, taste: &Taste, change: impl FnOnce(&mut CompositionRequest<'_>)) -> Playlist {
    let filter = Filter::default();
    let mut request = CompositionRequest::matching(from, &filter, taste);
    change(&mut request);
    compose_playlist(&POOL, &request).unwrap()
}

fn ids(list: &Playlist) -> Vec<TrackId> {
    list.tracks
        .iter()
        .map(|ranked| ranked.track.id.clone())
        .collect()
}

fn thumb(verdict: ThumbVerdict, at: usize) -> Feedback {
    Feedback::new(verdict, &POOL.tracks()[at], Place::MIDDLE, UnixMillis(1.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn ranking_is_a_permutation_by_distance(from in place()) {
        let intent = Intent::for_mood(&from.as_mood());
        let ranked = rank_tracks(&CATALOGUE, &intent);
        prop_assert!(ranked.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        let places: BTreeSet<_> = ranked.iter().map(|(at, _)| *at).collect();
        prop_assert!(places.into_iter().eq(0..CATALOGUE.tracks().len()));
    }

    #[test]
    fn the_nearer_track_fits_better(from in place()) {
        let list = list(from, &Taste::default(), |_| {});
        let far = |at: usize| list.tracks[at].aim.distance(&list.tracks[at].track);
        for (a, b) in (0..10).flat_map(|a| (0..10).map(move |b| (a, b))) {
            if far(a) < far(b) {
                prop_assert!(list.tracks[a].fit >= list.tracks[b].fit);
            }
        }
    }

    #[test]
    fn every_list_is_full_finite_reasoned_and_without_repeats(
        from in place(), goal in goal(), length in length(), seed: u64, taste in taste(),
    ) {
        let ask = |request: &mut CompositionRequest<'_>| {
            (request.goal, request.length, request.seed) = (goal, length, seed);
        };
        let first = list(from, &taste, ask);
        prop_assert_eq!(&first, &list(from, &taste, ask));
        prop_assert_eq!(first.tracks.len(), length.tracks());
        prop_assert_eq!(ids(&first).into_iter().collect::<BTreeSet<_>>().len(), first.tracks.len());
        prop_assert!(first.path.largest_step() <= LARGEST_STEP + 1e-4);
        let most = if first.tracks.len() > 20 { 3 } else { 2 };
        for ranked in &first.tracks {
            let same = first.tracks.iter().filter(|other| other.track.artist == ranked.track.artist);
            prop_assert!(same.count() <= most);
            prop_assert!(ranked.fit.get().is_finite() && !phrase_reasons(&ranked.reasons).is_empty());
            prop_assert!(taste.verdict(&ranked.track.id) != Some(ThumbVerdict::Down));
        }
    }

    #[test]
    fn what_was_learned_is_finite(taste in taste(), mood in place()) {
        let explainer = taste.explainer();
        for track in POOL.tracks().iter().step_by(50) {
            for one in explainer.explain(track, mood) {
                prop_assert!(one.strength.is_finite() && !one.to_string().is_empty());
            }
        }
        prop_assert!(taste.learned().iter().all(|one| one.strength.is_finite()));
    }

    #[test]
    fn export_then_import_is_the_identity(taste in taste()) {
        prop_assert_eq!(Taste::import(&taste.export().unwrap()).unwrap(), taste);
    }

    #[test]
    fn what_two_tabs_teach_is_the_same_whoever_writes_last(
        base in taste(), one in change(), other in change(),
    ) {
        let base = in_time(&base);
        let (one, other) = (changed(&base, 0, &one), changed(&base, 1, &other));
        let both = one.merged(&base, &other);
        prop_assert_eq!(&other.merged(&base, &one), &both);
        // Once more changes nothing.
        prop_assert_eq!(&one.merged(&base, &both), &both);
        for side in [&one, &other] {
            for thumb in side.log().iter().filter(|thumb| !base.log().contains(thumb)) {
                prop_assert!(both.log().contains(thumb), "lost: {thumb:?}");
            }
            for thumb in base.log().iter().filter(|thumb| !side.log().contains(thumb)) {
                prop_assert!(!both.log().contains(thumb), "came back: {thumb:?}");
            }
        }
    }

    #[test]
    fn where_only_one_tab_taught_anything_its_taste_is_the_outcome(
        base in taste(), change in change(),
    ) {
        let base = in_time(&base);
        let one = changed(&base, 0, &change);
        prop_assert_eq!(&one.merged(&base, &base), &one);
        prop_assert_eq!(&base.merged(&base, &one), &one);
    }

    #[test]
    fn taking_a_thumb_back_leaves_no_trace(mut taste in taste(), thumb in feedback()) {
        let before = taste.clone();
        taste.learn(thumb.clone());
        prop_assert_eq!(taste.undo(), Some(thumb));
        prop_assert_eq!(taste, before);
    }

    #[test]
    fn bytes_that_are_no_taste_are_an_error(text in "\\PC{0,200}") {
        prop_assert!(Taste::import(&text).is_err());
    }
}

#[test]
fn a_taste_of_another_kind_is_refused_with_its_reason() {
    let text = Taste::default().export().unwrap();
    let import = |text: &str| Taste::import(text).unwrap_err();
    assert!(matches!(
        import(&text.replace("\"version\":2", "\"version\":3")),
        ArchiveError::Version(3)
    ));
    let earlier = text.replace("\"version\":2", "\"version\":1");
    assert_eq!(Taste::import(&earlier).unwrap(), Taste::default());
    assert!(matches!(
        import(&text.replace("feelharmonic-taste", "other")),
        ArchiveError::Format(_)
    ));
    assert!(matches!(import("[]"), ArchiveError::Shape(_)));
    assert!(matches!(
        import(&" ".repeat(5_000_000)),
        ArchiveError::TooLarge(_)
    ));
    let mut taste = Taste::default();
    taste.learn(thumb(ThumbVerdict::Up, 0));
    let one = serde_json::to_string(&taste.log()[0]).unwrap();
    let many = vec![one; MOST_FEEDBACK + 1].join(",");
    let many = text.replace("\"feedback\":[]", &format!("\"feedback\":[{many}]"));
    assert!(matches!(import(&many), ArchiveError::TooMany(2001)));
}

#[test]
fn a_thumb_down_removes_a_track_and_is_undone() {
    let mut taste = Taste::default();
    let from = Place::clamped(0.6, 0.4);
    let before = list(from, &taste, |_| {});
    let first = &before.tracks[0];
    taste.learn(Feedback::new(
        ThumbVerdict::Down,
        &first.track,
        from,
        UnixMillis(0.0),
    ));
    assert!(!ids(&list(from, &taste, |_| {})).contains(&first.track.id));
    taste.undo();
    assert_eq!(list(from, &taste, |_| {}), before);
}

#[test]
fn thumbs_up_for_a_genre_bring_more_of_it_and_say_so() {
    let jazz = "jazz & vocal";
    let calm = Place::clamped(0.3, -0.6);
    let mut taste = Taste::default();
    let count = |taste: &Taste| {
        let list = list(calm, taste, |_| {});
        let of_jazz = |one: &&_| -> bool {
            let one: &feelharmonic::domain::music::playlist::RankedTrack = one;
            one.track.genre == jazz
        };
        list.tracks.iter().filter(of_jazz).count()
    };
    let before = count(&taste);
    for track in POOL.tracks() {
        let verdict = if track.genre == jazz {
            ThumbVerdict::Up
        } else {
            ThumbVerdict::Skip
        };
        if taste.log().len() < 60
            && (verdict == ThumbVerdict::Up || track.genre == "folk & country")
        {
            taste.learn(Feedback::new(verdict, track, calm, UnixMillis(0.0)));
        }
    }
    assert!(count(&taste) > before);
    let phrases: Vec<_> = list(calm, &taste, |_| {})
        .tracks
        .iter()
        .map(|ranked| phrase_reasons(&ranked.reasons))
        .collect();
    assert!(
        phrases
            .iter()
            .any(|phrase| phrase.contains("you often like jazz & vocal when calm")),
        "{phrases:#?}"
    );
}

#[test]
fn what_is_muted_pulls_no_more_and_is_still_listed() {
    let mut taste = Taste::default();
    for at in 0..30 {
        taste.learn(thumb(ThumbVerdict::Up, at));
    }
    let strongest = taste.learned()[0].preference.clone();
    taste.mute(strongest.clone());
    let listed = taste.learned();
    assert!(
        listed
            .iter()
            .any(|one| one.preference == strongest && one.muted)
    );
    let track = &POOL.tracks()[0];
    let explained = taste.explainer().explain(track, Place::MIDDLE);
    assert!(explained.iter().all(|one| one.preference != strongest));
    taste.unmute(&strongest);
    assert!(taste.learned().iter().all(|one| !one.muted));
}

#[test]
fn forgetting_an_artist_is_as_if_they_had_never_been_heard() {
    let mut taste = Taste::default();
    taste.learn(thumb(ThumbVerdict::Up, 0));
    let before = taste.clone();
    let other = POOL
        .tracks()
        .iter()
        .position(|track| track.artist != POOL.tracks()[0].artist)
        .unwrap();
    taste.learn(thumb(ThumbVerdict::Down, other));
    let artist = Preference::Artist(POOL.tracks()[other].artist.clone());
    assert!(taste.forget(&artist) && !taste.forget(&artist));
    assert_eq!(taste, before);
    assert!(taste.withdraw(&POOL.tracks()[0].id));
    assert_eq!(taste, Taste::default());
}

#[test]
fn a_track_counts_once() {
    let mut twice = Taste::default();
    for verdict in [
        ThumbVerdict::Down,
        ThumbVerdict::Skip,
        ThumbVerdict::Up,
        ThumbVerdict::Skip,
    ] {
        twice.learn(thumb(verdict, 3));
    }
    assert_eq!(twice.verdict(&POOL.tracks()[3].id), Some(ThumbVerdict::Up));
    let mut once = Taste::default();
    once.learn(thumb(ThumbVerdict::Up, 3));
    assert_eq!(twice.learned(), once.learned());
}

#[test]
fn too_many_thumbs_forget_the_oldest_together() {
    let mut taste = Taste::default();
    for at in 0..=MOST_FEEDBACK {
        let mut feedback = thumb(ThumbVerdict::Up, 0);
        feedback.track = TrackId::new(&format!("{at:022}")).unwrap();
        taste.learn(feedback);
    }
    assert_eq!(taste.log().len(), MOST_FEEDBACK + 1 - FORGOTTEN_AT_ONCE);
}

#[test]
fn long_texts_are_cut() {
    let mut track = POOL.tracks()[0].clone();
    track.title = "ü".repeat(500);
    let feedback = Feedback::new(
        ThumbVerdict::Up,
        &track,
        Place::MIDDLE,
        UnixMillis(f64::NAN),
    );
    assert_eq!(feedback.title.chars().count(), LONGEST_TEXT);
    assert_eq!(feedback.at, UnixMillis(0.0));
}

#[test]
fn a_filter_is_kept_and_says_when_it_leaves_nothing() {
    let taste = Taste::default();
    let only = |genre: &str| Filter {
        include: BTreeSet::from([genre.to_owned()]),
        ..Filter::default()
    };
    let reggae = only("reggae");
    let request = CompositionRequest {
        length: ListLength::Thirty,
        ..CompositionRequest::matching(Place::clamped(-0.9, 0.9), &reggae, &taste)
    };
    let list = compose_playlist(&POOL, &request).unwrap();
    assert_eq!(list.tracks.len(), POOL.count_allowed(&reggae).min(30));
    assert!(list.tracks.iter().all(|one| one.track.genre == "reggae"));
    let nothing = only("no such genre");
    let request = CompositionRequest::matching(Place::MIDDLE, &nothing, &taste);
    assert_eq!(
        compose_playlist(&POOL, &request),
        Err(NothingLeft::Filtered)
    );
    assert_eq!(
        compose_playlist(&Pool::default(), &request),
        Err(NothingLeft::NoTracks)
    );
}

#[test]
fn explicit_tracks_can_be_hidden() {
    let mut tracks = POOL.tracks().to_vec();
    for track in tracks.iter_mut().step_by(2) {
        track.explicit = true;
    }
    let pool = Pool::new(tracks);
    let (taste, clean) = (
        Taste::default(),
        Filter {
            hide_explicit: true,
            ..Filter::default()
        },
    );
    let list = compose_playlist(
        &pool,
        &CompositionRequest::matching(Place::clamped(-0.5, 0.6), &clean, &taste),
    )
    .unwrap();
    assert!(list.tracks.len() == 10 && list.tracks.iter().all(|one| !one.track.explicit));
}

#[test]
fn nothing_comes_again_within_fifty_tracks() {
    let taste = Taste::default();
    let mut shown: Vec<TrackId> = Vec::new();
    for seed in 0..12 {
        let filter = Filter::default();
        let request = CompositionRequest {
            recent: &shown,
            seed,
            ..CompositionRequest::matching(Place::clamped(-0.6, -0.3), &filter, &taste)
        };
        let list = compose_playlist(&POOL, &request).unwrap();
        for id in ids(&list) {
            assert!(!shown.iter().rev().take(40).any(|other| *other == id));
            shown.push(id);
        }
    }
}

#[test]
fn the_distance_to_the_path_never_jumps_by_more_than_a_step() {
    let tenths = || (-8_i8..=8).step_by(4).map(|at| f32::from(at) / 10.0);
    for goal in Goal::ALL {
        for (valence, arousal) in tenths().flat_map(|v| tenths().map(move |a| (v, a))) {
            for seed in 0..4 {
                let from = Place::clamped(valence, arousal);
                let list = list(from, &Taste::default(), |request| {
                    (request.goal, request.seed) = (goal, seed);
                });
                let off = |at: usize| list.tracks[at].sound.distance(list.tracks[at].aim.place);
                let jumps = (1..10).map(|at| (off(at) - off(at - 1)).abs());
                let largest = jumps.fold(0.0, f32::max);
                assert!(
                    largest <= LARGEST_STEP,
                    "{goal:?} {from:?} {seed}: {largest}"
                );
            }
        }
    }
}

#[test]
fn lifting_begins_sad_and_ends_lively() {
    let list = list(Place::clamped(-0.63, -0.27), &Taste::default(), |request| {
        request.goal = Goal::Lift;
    });
    let valence = |at: usize| list.tracks[at].sound.valence.get();
    assert!(valence(0) < -0.2 && valence(1) < -0.2);
    assert!(valence(8) > 0.4 && valence(9) > 0.4);
    assert!(phrase_reasons(&list.tracks[2].reasons).contains("step 3 of 10 towards lively"));
}

#[test]
fn focus_asks_for_fewer_words_than_matching_does() {
    let from = Place::clamped(0.2, -0.2);
    let instrumental = |goal: Goal| {
        let list = list(from, &Taste::default(), |request| request.goal = goal);
        list.tracks
            .iter()
            .map(|one| one.track.features.instrumentalness.get())
            .sum::<f32>()
    };
    let (focus, matching) = (instrumental(Goal::Focus), instrumental(Goal::Match));
    assert!(focus > 2.0 * matching.max(0.5), "{focus} {matching}");
}

#[test]
fn a_table_larger_than_the_shortlist_is_served_near_the_mood() {
    let mut tracks = Vec::new();
    for copy in 0..6 {
        for (at, track) in POOL.tracks().iter().enumerate() {
            let mut track = track.clone();
            track.id = TrackId::new(&format!("{copy:06}{at:016}")).unwrap();
            track.artist = format!("{} {copy}", track.artist);
            tracks.push(track);
        }
    }
    let pool = Pool::new(tracks);
    let (filter, taste) = (Filter::default(), Taste::default());
    for goal in Goal::ALL {
        let request = CompositionRequest {
            goal,
            ..CompositionRequest::matching(Place::clamped(-0.63, -0.27), &filter, &taste)
        };
        let list = compose_playlist(&pool, &request).unwrap();
        assert_eq!(list.tracks.len(), 10);
        let mean = list
            .tracks
            .iter()
            .map(|one| one.aim.distance(&one.track))
            .sum::<f32>()
            / 10.0;
        assert!(mean < 1.2, "{} {mean}", goal.name());
    }
}

#[test]
fn a_connected_account_lifts_its_artists_and_costs_little_fit() {
    let (filter, taste) = (Filter::default(), Taste::default());
    let artists: BTreeSet<String> = POOL
        .tracks()
        .iter()
        .step_by(37)
        .map(|track| track.artist.to_lowercase())
        .collect();
    let affinity = Affinity::new(
        artists.iter().map(|name| (name.as_str(), Fraction::MAX)),
        [],
        [],
    );
    let by_them = |affinity: &Affinity| {
        let mut count = 0;
        for place in [(-0.6, -0.3), (0.3, -0.4), (-0.3, 0.2)] {
            let place = Place::clamped(place.0, place.1);
            let request = CompositionRequest {
                affinity,
                length: ListLength::Thirty,
                ..CompositionRequest::matching(place, &filter, &taste)
            };
            let list = compose_playlist(&POOL, &request).unwrap();
            let known = |one: &&RankedTrack| artists.contains(&one.track.artist.to_lowercase());
            count += list.tracks.iter().filter(known).count();
        }
        count
    };
    let (without, with) = (by_them(&Affinity::NONE), by_them(&affinity));
    assert!(with > without, "{with} instead of {without}");
}
