//! Tracks of a person's own table: found when something is done with them, once.

use crate::story::*;
use feelharmonic::domain::http::{HttpFailure, HttpOutcome};
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::search::WantedTrack;
use feelharmonic::domain::spotify::token::TokenInfo;
use feelharmonic::flow::bridge::spotify::NextStep;
use feelharmonic::flow::bridge::spotify::{PlaybackCommand, SpotifyAction};
use feelharmonic::flow::spotify::SpotifyRecord;
use feelharmonic::flow::spotify::id_resolution::IdResolution;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRestored};

fn ours(number: usize) -> TrackId {
    nameless(number).id
}

fn theirs(number: usize) -> TrackId {
    let (title, artist) = (nameless(number).title, nameless(number).artist);
    found(&WantedTrack { title, artist })
}

fn is_search(call: &Call) -> bool {
    matches!(call, Call::Search(_))
}

/// Two tracks of Spotify's, then three of the person's own table.
fn mixed() -> Story {
    let mut story = Story::settled();
    story.list = [entry(1), entry(2)]
        .into_iter()
        .chain((3..=5).map(nameless))
        .collect();
    story.sent.clear();
    story
}

fn nothing_found(call: &Call) -> HttpOutcome {
    if is_search(call) {
        return json(200, r#"{"tracks":{"items":[]}}"#);
    }
    good(call)
}

#[test]
fn a_list_that_is_shown_searches_for_nothing() {
    let story = mixed();
    assert_eq!(
        story.spotify.resolve_id(&ours(3)),
        IdResolution::NotSearched
    );
    assert_eq!((story.view().found, story.sent), (vec![], vec![]));
}

#[test]
fn a_track_is_found_when_it_is_saved_and_then_saved() {
    let mut story = mixed();
    story.tell(SpotifyAction::Save(ours(3)));
    assert_eq!(story.sent.len(), 1);
    story.answer_all(good);
    assert!(is_search(&story.sent[0]));
    assert_eq!(story.sent[1], Call::Save(vec![theirs(3)]));
    let view = story.view();
    assert_eq!(
        view.saved,
        [id(2), ours(3)],
        "its heart is full, under the list's id"
    );
    assert_eq!(view.found, [(ours(3), theirs(3))]);
    story.tell(SpotifyAction::Unsave(ours(3))).answer_all(good);
    assert_eq!(
        story.sent[2..],
        [Call::Unsave(vec![theirs(3)])],
        "no second search"
    );
}

#[test]
fn what_was_found_is_remembered_in_the_next_visit_and_forgotten_by_disconnecting() {
    let mut story = mixed();
    story.tell(SpotifyAction::Find(ours(3)));
    let mut kept = SpotifyRecord::default();
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Send { id, call } => {
                story.answer(id, good(&call));
            }
            SpotifyEffect::Keep(value) => kept = value,
            _ => {}
        }
    }
    assert_eq!(kept.found, [(ours(3), theirs(3))]);
    let mut next = Story::with(SpotifyRestored {
        record: kept,
        tokens: Some(tokens(story.now)),
        ..Story::restored()
    });
    next.list = vec![nameless(3)];
    next.answer_all(good);
    next.tell(SpotifyAction::Playback(PlaybackCommand::Queue(ours(3))))
        .answer_all(good);
    assert_eq!(next.count(is_search), 0);
    assert_eq!(next.sent.last(), Some(&Call::Queue(theirs(3), None)));
    assert_eq!(next.view().players.queued, [ours(3)]);
    next.tell(SpotifyAction::Disconnect);
    assert_eq!(next.spotify.resolve_id(&ours(3)), IdResolution::NotSearched);
}

#[test]
fn a_playlist_of_a_list_finds_what_has_no_id_first_one_after_the_other() {
    let mut story = mixed();
    story.create();
    assert_eq!(story.sent.len(), 1, "one search at a time");
    story.create().answer_all(good);
    assert_eq!(
        story.count(is_search),
        3,
        "a second press asks for nothing more"
    );
    let filled: Vec<_> = story
        .sent
        .iter()
        .filter_map(|call| match call {
            Call::AddItems(_, ids) => Some(ids.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(filled, [[id(1), id(2), theirs(3), theirs(4), theirs(5)]]);
    assert!(story.view().playlist.open_url.is_some());
    story.create().answer_all(good);
    assert_eq!(
        story.count(|call| matches!(call, Call::CreatePlaylist(_))),
        1
    );
}

#[test]
fn tracks_that_are_not_found_are_left_out_of_a_playlist_and_named() {
    let mut story = mixed();
    story.create().answer_all(nothing_found);
    let Some(Call::AddItems(_, ids)) = story.sent.last() else {
        panic!("not filled")
    };
    assert_eq!(ids[..], [id(1), id(2)]);
    let view = story.view();
    assert_eq!(view.missing, [ours(3), ours(4), ours(5)]);
    assert_eq!(view.playlist.left_out.len(), 3);
    assert!(view.playlist.open_url.is_some() && !view.status.trouble);
}

#[test]
fn a_track_that_is_not_found_is_said_so_and_not_searched_for_again() {
    let mut story = mixed();
    story
        .tell(SpotifyAction::Save(ours(4)))
        .answer_all(nothing_found);
    assert_eq!(
        story.said(),
        "“Title 4” by Artist 4 was not found on Spotify."
    );
    assert_eq!(story.sent.len(), 1);
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayFrom(ours(4))))
        .answer_all(nothing_found);
    assert_eq!(story.count(is_search), 2, "only the other one");
    story.list = vec![nameless(4)];
    story.create().answer_all(nothing_found);
    assert_eq!(story.sent.len(), 2);
    story.list = mixed().list;
    story.tell(SpotifyAction::Save(id(1))).answer_all(good);
    assert!(
        !story.view().status.trouble,
        "what stood in the way is forgotten"
    );
}

#[test]
fn of_a_list_without_any_track_of_spotifys_nothing_is_made() {
    let mut story = mixed();
    story.list = vec![nameless(3), nameless(4)];
    story.create().answer_all(nothing_found);
    assert_eq!(story.said(), "None of these tracks was found on Spotify.");
    assert_eq!(story.count(is_search), story.sent.len());
}

#[test]
fn playing_from_a_track_finds_it_and_what_follows() {
    let mut story = mixed();
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayFrom(id(2))))
        .answer_all(good);
    let played = Call::Play(vec![id(2), theirs(3), theirs(4), theirs(5)], None);
    assert_eq!(story.sent.last(), Some(&played));
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayList))
        .answer_all(good);
    assert_eq!(story.count(is_search), 3);
}

#[test]
fn a_right_that_is_missing_is_said_before_anything_is_searched_for() {
    let mut story = Story::not_connected();
    story.list = vec![nameless(3)];
    let info = TokenInfo {
        scopes: feelharmonic::domain::spotify::scope::Scopes::of(
            feelharmonic::domain::spotify::scope::Permission::Taste,
        ),
        ..tokens(story.now)
    };
    story.tell(SpotifyEvent::SignedIn(info)).answer_all(good);
    story.sent.clear();
    story.tell(SpotifyAction::Save(ours(3))).create();
    assert_eq!(story.sent, []);
    assert!(matches!(story.step(), Some(NextStep::Allow(_))));
}

#[test]
fn a_save_that_could_not_be_searched_for_offline_is_done_when_the_network_is_back() {
    let mut story = mixed();
    story
        .tell(SpotifyAction::Save(ours(3)))
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayFrom(ours(4))))
        .answer_all(|_| Err(HttpFailure::Offline));
    assert_eq!(story.said(), "You are offline.");
    assert_eq!(story.sent.len(), 1, "the others wait too");
    story.sent.clear();
    story.tell(SpotifyEvent::Online).answer_all(good);
    assert_eq!(story.sent.len(), 2);
    assert_eq!(story.sent[1], Call::Save(vec![theirs(3)]));
    story.tell(SpotifyAction::TryAgain).answer_all(good);
    assert!(
        matches!(story.sent.last(), Some(Call::Play(..))),
        "playing waits to be asked for"
    );
}

#[test]
fn a_search_that_is_refused_has_found_nothing_and_the_playlist_is_made() {
    for status in [400, 404] {
        let mut story = mixed();
        story.create().answer_all(|call| match call {
            Call::Search(_) => refused(status, "Query exceeds maximum length", ""),
            call => good(call),
        });
        let Some(Call::AddItems(_, ids)) = story.sent.last() else {
            panic!("not filled")
        };
        assert_eq!(ids[..], [id(1), id(2)]);
        assert_eq!(story.view().playlist.left_out.len(), 3);
    }
}

#[test]
fn a_search_that_spotify_forbids_ends_what_waits_for_it() {
    let mut story = mixed();
    story.create().answer_all(|call| match call {
        Call::Search(_) => refused(405, "Method not allowed", ""),
        call => good(call),
    });
    assert_eq!(
        story.said(),
        "Spotify answers in a way that this page doesn't know."
    );
    story.sent.clear();
    story.tell(SpotifyAction::TryAgain).answer_all(good);
    assert_eq!(story.sent, []);
}

#[test]
fn a_track_that_left_the_list_before_it_was_asked_for_is_nobody() {
    let mut story = mixed();
    story.tell(SpotifyAction::Save(ours(9))).answer_all(good);
    assert_eq!(story.sent, []);
    story.tell(SpotifyAction::Save(id(9))).answer_all(good);
    assert_eq!(
        story.sent,
        [Call::Save(vec![id(9)])],
        "an id of Spotify's says it all"
    );
}

#[test]
fn disconnecting_ends_every_search() {
    let mut story = mixed();
    story.tell(SpotifyAction::Save(ours(3)));
    let search = story.on_their_way();
    story.tell(SpotifyAction::Disconnect);
    let info = tokens(story.now);
    story.tell(SpotifyEvent::SignedIn(info));
    story.answer(*search.last().unwrap(), json(200, "{}"));
    assert_eq!(story.count(|call| matches!(call, Call::Save(_))), 0);
}
