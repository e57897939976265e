//! The contract with Spotify, told as stories: what goes out for what comes in, and what a person reads.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unnecessary_wraps,
    reason = "a story that can't be told fails the test"
)]

mod actions;
mod deprecated;
mod faults;
mod session;
mod story;
mod tabs;

use feelharmonic::domain::http::{HttpFailure, HttpOutcome, HttpResponse};
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::quantity::{Millis, UnixMillis};
use feelharmonic::domain::spotify::answer::Answered;
use feelharmonic::domain::spotify::call::{Call, Repeat};
use feelharmonic::domain::spotify::callback::CallbackProblem;
use feelharmonic::domain::spotify::listening::TimeRange;
use feelharmonic::domain::spotify::renewal::ConnectionEnd;
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::sign_in::SignInFault;
use feelharmonic::domain::spotify::taste::CALLS;
use feelharmonic::domain::spotify::token::{Generation, TokenFault, TokenInfo};
use feelharmonic::flow::bridge::spotify::NextStep;
use feelharmonic::flow::bridge::spotify::{PlaybackCommand, Sound, SpotifyAction};
use feelharmonic::flow::spotify::CallId;
use feelharmonic::flow::spotify::SpotifyRecord;
use feelharmonic::flow::spotify::{
    SpotifyEffect, SpotifyEvent, SpotifyRestored, SpotifyWake, TabMessage, TokenRenewal,
};
use proptest::prelude::*;
use rstest::rstest;

use story::*;

#[test]
fn without_an_account_nothing_is_asked() {
    let mut story = Story::not_connected();
    story
        .tell(SpotifyEvent::Online)
        .tell(SpotifyAction::Save(id(1)))
        .create();
    assert_eq!(story.sent, []);
    assert_eq!(story.said(), "Spotify is not connected.");
    assert_eq!(story.step(), Some(NextStep::Connect));
}

#[test]
fn connecting_asks_for_taste_first_and_for_more_when_it_is_used() {
    let mut story = Story::not_connected();
    story.tell(SpotifyAction::Connect(Permission::Taste));
    let Some(SpotifyEffect::Depart { app, scopes }) = story.effects.pop_back() else {
        panic!("did not leave");
    };
    assert_eq!(app.redirect.as_str(), "http://127.0.0.1:8080/");
    assert_eq!(scopes, Scopes::of(Permission::Taste));
    assert_eq!(story.said(), "Connecting to Spotify.");

    let info = TokenInfo {
        scopes,
        ..tokens(story.now)
    };
    story.tell(SpotifyEvent::SignedIn(info)).answer_all(good);
    story.create();
    assert_eq!(
        story.count(|call| matches!(call, Call::CreatePlaylist(_))),
        0
    );
    assert_eq!(story.step(), Some(NextStep::Allow(Permission::Playlists)));
    story.tell(story.step().unwrap().action());
    let Some(SpotifyEffect::Depart { scopes, .. }) = story.effects.pop_back() else {
        panic!("did not leave");
    };
    assert!(scopes.cover(Permission::Taste) && scopes.cover(Permission::Playlists));
    assert!(!scopes.cover(Permission::Playing));
}

#[test]
fn a_client_id_that_is_none_is_said_so_and_a_page_on_localhost_says_where_to_go() {
    let mut story = Story::with(SpotifyRestored {
        address: "http://localhost:8080/".into(),
        record: SpotifyRecord::default(),
        ..Story::restored()
    });
    let setup = story.view().setup;
    assert!(!setup.ready);
    assert!(
        setup
            .redirect
            .unwrap_err()
            .contains("http://127.0.0.1:8080/")
    );
    story.tell(SpotifyAction::TypeClientId("not an id".into()));
    assert_eq!(story.said(), "That is no client id yet.");
    story.tell(SpotifyAction::TypeClientId(format!(" {CLIENT} ")));
    assert_eq!(story.view().setup.client_id, CLIENT);
    assert!(
        matches!(story.effects.back(), Some(SpotifyEffect::Keep(kept)) if kept.client_id.is_some())
    );
}

#[test]
fn fifty_calls_on_an_expired_token_make_one_renewal() {
    let mut story = Story::settled();
    story.wait(3_600_000.0);
    story.sent.clear();
    for number in 0..50 {
        story.tell(SpotifyAction::Save(id(100 + number)));
    }
    assert_eq!((story.renewals, story.sent.len()), (1, 0));
    story.answer_all(good);
    assert_eq!((story.renewals, story.sent.len()), (1, 50));
}

#[test]
fn fifty_calls_that_are_refused_for_their_token_make_one_renewal_and_go_again_once() {
    let mut story = Story::settled();
    story.effects.clear();
    story.sent.clear();
    for number in 0..50 {
        story.tell(SpotifyAction::Save(id(100 + number)));
    }
    let ids = story.on_their_way();
    story.effects.clear();
    for id in &ids[..49] {
        story.answer(*id, refused(401, "The access token expired", ""));
    }
    assert_eq!(story.renewals, 1);
    story.answer_all(good);
    // The last refusal comes when the tokens are already new.
    story
        .answer(ids[49], refused(401, "The access token expired", ""))
        .answer_all(good);
    assert_eq!((story.renewals, story.sent.len()), (1, 100));
    assert!(!story.view().status.trouble);
}

#[test]
fn how_a_connection_ended_is_said_in_the_next_visit_too_until_there_is_another() {
    let mut story = Story::settled();
    story.effects.clear();
    story.tell(SpotifyAction::Save(id(9)));
    story.tell(SpotifyEvent::Renewed(
        TokenRenewal::Over(ConnectionEnd::SixMonths),
        JITTER,
    ));
    let kept = story.effects.iter().rev().find_map(|effect| match effect {
        SpotifyEffect::Keep(kept) => Some(kept.clone()),
        _ => None,
    });
    let mut next = Story::with(SpotifyRestored {
        record: kept.unwrap(),
        ..Story::restored()
    });
    assert_eq!(next.said(), "The connection to Spotify has ended.");
    assert_eq!(next.step(), Some(NextStep::Reconnect));
    let info = tokens(next.now);
    next.tell(SpotifyEvent::SignedIn(info));
    let kept = next.effects.iter().rev().find_map(|effect| match effect {
        SpotifyEffect::Keep(kept) => Some(kept),
        _ => None,
    });
    assert_eq!(kept.unwrap().ended, None);
}

#[test]
fn tokens_that_last_no_minute_are_renewed_once_a_question_and_not_without_end() {
    let mut story = Story::settled();
    story.wait(3_600_000.0);
    story.effects.clear();
    story.sent.clear();
    story.tell(SpotifyAction::Save(id(100)));
    let brief = TokenInfo {
        generation: Generation(2),
        expires_at: story.now.plus(Millis::from_secs(30.0)),
        ..tokens(story.now)
    };
    story.tell(SpotifyEvent::Renewed(TokenRenewal::Tokens(brief), JITTER));
    assert_eq!((story.renewals, story.sent.len()), (1, 1));
}

#[test]
fn the_end_of_an_authorisation_leads_to_reconnect_and_leaves_the_rest() {
    for (end, words) in [
        (
            ConnectionEnd::Refused,
            "Spotify doesn't accept this connection any more.",
        ),
        (
            ConnectionEnd::SixMonths,
            "The connection to Spotify has ended.",
        ),
    ] {
        let mut story = Story::settled();
        story.effects.clear();
        story.wait(3_600_000.0).tell(SpotifyAction::Save(id(3)));
        story.tell(SpotifyEvent::Renewed(TokenRenewal::Over(end), JITTER));
        assert_eq!(
            (story.said().as_str(), story.step()),
            (words, Some(NextStep::Reconnect))
        );
        assert!(!story.effects.contains(&SpotifyEffect::Forget));
        assert_eq!(story.view().setup.client_id, CLIENT);
    }
}

#[test]
fn the_date_of_the_end_is_shown_a_week_ahead() {
    let mut story = Story::settled();
    assert_eq!(story.view().ends, None);
    story.wait(176.0 * 86_400_000.0);
    assert_eq!(story.view().ends.unwrap(), "16 Jul 2027");
}

#[test]
fn a_renewal_that_fails_is_tried_four_times_and_then_said() {
    let mut story = Story::settled();
    story.effects.clear();
    story.renewals = 0;
    story.wait(3_600_000.0).tell(SpotifyAction::Save(id(3)));
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Renew { .. } => {
                story.tell(SpotifyEvent::Renewed(
                    TokenRenewal::Later(TokenFault::Server(503)),
                    JITTER,
                ));
            }
            SpotifyEffect::After(_, wake) => {
                story.tell(SpotifyEvent::Woke(wake));
            }
            _ => {}
        }
    }
    assert_eq!(story.renewals, 4);
    assert_eq!(story.said(), "Spotify has trouble.");
    assert!(story.spotify.is_connected());
}

#[test]
fn disconnecting_wipes_everything_of_spotifys_here_and_in_other_tabs() {
    let mut story = Story::settled();
    story.effects.clear();
    story
        .tell(SpotifyAction::Save(id(9)))
        .tell(SpotifyAction::Disconnect);
    assert!(story.effects.contains(&SpotifyEffect::Forget));
    let late = story.on_their_way();
    story.answer(late[0], good(&Call::Save(vec![])));
    let view = story.view();
    assert!(
        story.spotify.taste().is_none()
            && view.person.is_none()
            && view.own.is_empty()
            && view.saved.is_empty()
    );
    assert_eq!(view.setup.client_id, CLIENT);

    let mut other = Story::settled();
    other.tell(SpotifyEvent::OtherTab(TabMessage::Gone(
        ConnectionEnd::Disconnected,
    )));
    assert!(!other.spotify.is_connected() && other.spotify.taste().is_none());
}

#[test]
fn another_tabs_tokens_are_used() {
    let mut story = Story::settled();
    let newer = TokenInfo {
        generation: Generation(5),
        ..tokens(story.now)
    };
    story.tell(SpotifyEvent::OtherTab(TabMessage::Tokens(newer)));
    story.effects.clear();
    story.tell(SpotifyAction::Save(id(3)));
    let ids = story.on_their_way();
    story.answer(ids[0], refused(401, "expired", ""));
    assert!(story.effects.contains(&SpotifyEffect::Renew {
        seen: Generation(5)
    }));
}

/// What goes wrong, what a person reads, and how often it is tried at most when it only reads.
#[rstest]
#[case::expired(
    refused(401, "The access token expired", ""),
    "Spotify has trouble.",
    2
)]
#[case::owner(
    refused(
        403,
        "Active premium subscription required for the owner of the app.",
        ""
    ),
    "The owner of this client id has no Spotify Premium.",
    1
)]
#[case::not_listed(
    refused(403, "User not registered in the Developer Dashboard", ""),
    "This account is not on the app's list.",
    1
)]
#[case::scope(
    refused(403, "Insufficient client scope", ""),
    "Spotify may not tell what you like yet.",
    1
)]
#[case::premium(
    refused(403, "Player command failed: Premium required", "PREMIUM_REQUIRED"),
    "Playing on a device takes Spotify Premium.",
    1
)]
#[case::gone(
    refused(403, "Forbidden", ""),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::not_found(
    refused(404, "Not found", ""),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::no_device(
    refused(404, "No active device found", "NO_ACTIVE_DEVICE"),
    "No device is ready to play.",
    1
)]
#[case::often(retry_after("3"), "Spotify asks to wait.", 4)]
#[case::often_silently(
    refused(429, "API rate limit exceeded", ""),
    "Spotify gives no answer.",
    4
)]
#[case::a_day(retry_after("86400"), "Spotify asks to wait.", 1)]
#[case::a_date(
    retry_after("Sat, 16 Jan 2027 08:00:00 GMT"),
    "Spotify asks to wait.",
    1
)]
#[case::quota(
    refused(429, "Quota exceeded", "QUOTA_EXCEEDED"),
    "Spotify's calls for this app are used up.",
    1
)]
#[case::server(refused(500, "Internal", ""), "Spotify has trouble.", 4)]
#[case::html(
    json(502, "<html><h1>Bad gateway</h1></html>"),
    "Spotify has trouble.",
    4
)]
#[case::opaque(Err(HttpFailure::Opaque), "Spotify gives no answer.", 4)]
#[case::hanging(Err(HttpFailure::TimedOut), "Spotify has trouble.", 4)]
#[case::broke_off(Err(HttpFailure::BrokeOff), "Spotify has trouble.", 4)]
#[case::flood(
    Err(HttpFailure::TooLarge),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::offline(Err(HttpFailure::Offline), "You are offline.", 1)]
#[case::truncated(
    json(200, r#"{"items":[{"id":"#),
    "Spotify answers in a way that this page doesn't know.",
    4
)]
#[case::bad_json(
    json(200, r#"{"items":[}"#),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::wrong_schema(
    json(200, r#"{"id":7,"items":"none"}"#),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::another_type(
    json(200, r#"["x"]"#),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::nothing(
    json(204, ""),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
#[case::portal(
    json(200, "<!doctype html><title>Welcome</title>"),
    "The network answers in Spotify's place.",
    1
)]
#[case::no_text(
    Ok(HttpResponse { status: 200, headers: Vec::new(), body: vec![0xFF, 0xFE, 0xC3, 0x28] }),
    "Spotify answers in a way that this page doesn't know.",
    1
)]
fn each_fault_has_its_words_and_its_number_of_tries(
    #[case] outcome: HttpOutcome,
    #[case] words: &str,
    #[case] tries: usize,
) {
    let mut story = Story::connected();
    story.answer_all(|_| outcome.clone());
    assert_eq!(story.said(), words);
    assert_eq!(story.count(|call| *call == Call::Profile), tries);
    assert!(
        story.spotify.is_connected(),
        "no fault of a call ends a connection"
    );
}

#[test]
fn nulls_and_missing_fields_are_no_trouble() {
    let mut story = Story::connected();
    story.answer_all(|call| match call {
        Call::Profile => json(
            200,
            r#"{"account_id":"a","display_name":null,"images":null}"#,
        ),
        Call::Features(_) => json(200, r#"{"audio_features":[null]}"#),
        _ => json(200, r#"{"items":[null,{},{"track":null},{"name":7}]}"#),
    });
    let view = story.view();
    assert!(!view.status.trouble);
    assert_eq!(view.person.unwrap().name, "A listener");
    assert!(story.spotify.taste().unwrap().is_empty());
}

#[test]
fn a_used_up_quota_stops_the_visit_and_a_wait_stops_until_then() {
    let mut story = Story::connected();
    story.answer_all(|_| refused(429, "Quota exceeded", "QUOTA_EXCEEDED"));
    story.sent.clear();
    story
        .tell(SpotifyAction::Save(id(1)))
        .tell(SpotifyAction::TryAgain)
        .create();
    assert_eq!(story.sent, []);
    assert_eq!(story.said(), "Spotify's calls for this app are used up.");

    let mut story = Story::connected();
    story.answer_all(|_| retry_after("86400"));
    story.sent.clear();
    story.tell(SpotifyAction::TryAgain);
    assert_eq!(story.sent, []);
    assert_eq!(
        story.view().status.advice.advice,
        "It can be asked again in about 24 hours. Everything else goes on."
    );
    story.effects.clear();
    story
        .wait(86_400_000.0)
        .tell(SpotifyAction::TryAgain)
        .answer_all(good);
    assert_eq!(story.sent[0], Call::Profile);
}

#[test]
fn a_wait_that_was_asked_for_is_obeyed_in_the_next_visit_too() {
    let now = UnixMillis(1_800_000_000_000.0);
    let kept = SpotifyRecord {
        blocked_until: Some(now.plus(Millis(60_000.0))),
        ..Story::restored().record
    };
    let mut story = Story::with(SpotifyRestored {
        record: kept,
        tokens: Some(tokens(now)),
        ..Story::restored()
    });
    assert_eq!(story.sent, []);
    assert_eq!(story.said(), "Spotify asks to wait.");
    story
        .wait(60_000.0)
        .tell(SpotifyAction::TryAgain)
        .answer_all(good);
    assert!(story.spotify.taste().is_some());
}

/// A Spotify whose playlists are remembered, and which loses an answer where it is told to.
#[derive(Default)]
struct Account {
    playlists: Vec<(String, Vec<TrackId>)>,
    drafts: Vec<feelharmonic::domain::spotify::playlist::PlaylistDraft>,
}

impl Account {
    fn carry_out(&mut self, call: &Call) -> HttpOutcome {
        match call {
            Call::CreatePlaylist(draft) => {
                self.playlists
                    .push((format!("list{}", self.playlists.len()), Vec::new()));
                self.drafts.push(draft.clone());
                json(
                    201,
                    &format!(r#"{{"id":"{}"}}"#, self.playlists.last().unwrap().0),
                )
            }
            Call::FindPlaylist(draft) => {
                let found = self.drafts.iter().position(|made| made == draft);
                let request = Call::CreatePlaylist(draft.clone()).request();
                let feelharmonic::domain::http::Body::Json(body) = request.body else {
                    panic!("no body")
                };
                let body: serde_json::Value = serde_json::from_str(&body).unwrap();
                let item = found.map(|at| {
                    serde_json::json!({ "id": self.playlists[at].0, "description": body["description"] })
                });
                json(
                    200,
                    &serde_json::json!({ "items": [item, { "id": "other", "description": "x" }] })
                        .to_string(),
                )
            }
            Call::AddItems(_, tracks) => {
                self.playlists
                    .last_mut()
                    .unwrap()
                    .1
                    .extend(tracks.iter().cloned());
                json(201, "{}")
            }
            Call::CountItems(_) => json(
                200,
                &format!(r#"{{"total":{}}}"#, self.playlists.last().unwrap().1.len()),
            ),
            call => good(call),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Loss {
    /// It never arrived.
    Request,
    /// It was done, and the answer got lost.
    Answer,
}

#[test]
fn no_lost_answer_makes_a_playlist_twice() {
    let losses = [
        HttpFailure::Opaque,
        HttpFailure::TimedOut,
        HttpFailure::BrokeOff,
        HttpFailure::TooLarge,
    ];
    for round in 0..20 {
        let (failure, loss) = (
            losses[round % 4],
            if round % 3 == 0 {
                Loss::Request
            } else {
                Loss::Answer
            },
        );
        let lost_at_filling = round % 2 == 1;
        let mut story = Story::settled();
        story.effects.clear();
        let mut account = Account::default();
        let mut gone = false;
        story.create();
        while let Some(effect) = story.effects.pop_front() {
            match effect {
                SpotifyEffect::Send { id, call } => {
                    let lossy = !gone
                        && matches!(
                            (&call, lost_at_filling),
                            (Call::CreatePlaylist(_), false) | (Call::AddItems(..), true)
                        );
                    gone |= lossy;
                    let outcome = match (lossy, loss) {
                        (true, Loss::Request) => Err(failure),
                        (true, Loss::Answer) => account.carry_out(&call).and(Err(failure)),
                        (false, _) => account.carry_out(&call),
                    };
                    story.answer(id, outcome);
                }
                SpotifyEffect::After(span, wake) => {
                    story.wait(span.0).tell(SpotifyEvent::Woke(wake));
                }
                _ => {}
            }
        }
        assert!(gone, "round {round} lost nothing");
        assert_eq!(account.playlists.len(), 1, "round {round}");
        let ids: Vec<_> = story.list.iter().map(|entry| entry.id.clone()).collect();
        assert_eq!(account.playlists[0].1, ids, "round {round}");
        assert!(story.view().playlist.open_url.is_some());
        assert!(!story.view().status.trouble);
    }
}

#[test]
fn a_playlist_that_stopped_goes_on_where_it_was() {
    let mut story = Story::settled();
    story.effects.clear();
    story.create().answer_all(|call| match call {
        Call::AddItems(..) | Call::CountItems(_) => refused(500, "Internal", ""),
        call => good(call),
    });
    assert!(story.view().playlist.stopped);
    story.tell(SpotifyAction::TryAgain).answer_all(good);
    assert!(story.view().playlist.open_url.is_some());
    assert_eq!(
        story.count(|call| matches!(call, Call::CreatePlaylist(_))),
        1
    );
}

/// A page that is closed when a playlist is made and the call that `at` knows is on its way; then another visit.
fn closed_while_making(at: fn(&Call) -> bool) -> Story {
    let mut story = Story::settled();
    story.effects.clear();
    story.create();
    let mut kept = SpotifyRecord::default();
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Send { call, .. } if at(&call) => {}
            SpotifyEffect::Send { id, call } => {
                story.answer(id, good(&call));
            }
            SpotifyEffect::Keep(value) => kept = value,
            _ => {}
        }
    }
    let text = serde_json::to_string(&kept).unwrap();
    let mut next = Story::with(SpotifyRestored {
        record: serde_json::from_str(&text).unwrap(),
        tokens: Some(tokens(story.now)),
        ..Story::restored()
    });
    next.answer_all(good);
    next.sent.clear();
    next
}

#[test]
fn a_playlist_whose_page_was_closed_is_looked_for_before_it_is_made_or_filled() {
    let mut next = closed_while_making(|call| matches!(call, Call::CreatePlaylist(_)));
    assert!(next.view().playlist.stopped);
    next.tell(SpotifyAction::TryAgain).answer_all(good);
    assert_eq!(next.sent, [], "it goes on when it is asked for again");
    next.create().answer_all(good);
    let names: Vec<_> = next.sent.iter().map(Call::name).collect();
    assert_eq!(names, ["find playlist", "create playlist", "add items"]);

    let mut next = closed_while_making(|call| matches!(call, Call::AddItems(..)));
    next.create().answer_all(good);
    let names: Vec<_> = next.sent.iter().map(Call::name).collect();
    assert_eq!(names, ["count items", "add items"]);
    assert!(next.view().playlist.open_url.is_some());
}

#[test]
fn a_playlist_that_is_made_is_shown_in_the_next_visit_and_forgotten_after_a_week() {
    let mut next = closed_while_making(|_| false);
    assert!(next.view().playlist.open_url.is_some());
    next.create().answer_all(good);
    assert_eq!(next.sent, [], "not twice");
    let mut kept = SpotifyRecord::default();
    next.tell(SpotifyAction::Save(id(9)));
    next.tell(SpotifyAction::TypeClientId(String::new()));
    for effect in &next.effects {
        if let SpotifyEffect::Keep(value) = effect {
            kept = value.clone();
        }
    }
    let week = Millis::from_secs(7.0 * 86_400.0);
    assert_eq!(
        kept.playlist.reopened(next.now.plus(week)),
        feelharmonic::flow::spotify::playlist_job::PlaylistProgress::None
    );
}

#[test]
fn a_track_that_was_saved_offline_is_saved_when_the_network_is_back() {
    let mut story = Story::settled();
    story
        .tell(SpotifyAction::Save(id(4)))
        .answer_all(|_| Err(HttpFailure::Offline));
    assert_eq!(story.said(), "You are offline.");
    assert_eq!(story.view().saved, [id(2)]);
    story.tell(SpotifyEvent::Online).answer_all(good);
    assert_eq!(story.view().saved, [id(2), id(4)]);
    story.sent.clear();
    story.tell(SpotifyEvent::Online).answer_all(good);
    assert_eq!(story.sent, [], "it is sent once");
}

#[test]
fn what_was_liked_before_has_a_full_heart_and_is_unliked_without_a_question() {
    let mut story = Story::settled();
    story.sent.clear();
    assert_eq!(story.view().saved, [id(2)], "told with the taste");
    story.tell(SpotifyAction::Unsave(id(2)));
    let mut kept = None;
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Send { id, call } => {
                story.answer(id, good(&call));
            }
            SpotifyEffect::KeepTaste(taste) => kept = Some(taste.taste),
            _ => {}
        }
    }
    assert_eq!(story.sent, [Call::Unsave(vec![id(2)])]);
    assert_eq!(story.view().saved, []);
    assert!(!kept.unwrap().likes(&id(2)), "the next visit knows it too");
}

#[test]
fn the_list_plays_on_the_chosen_device_from_the_chosen_track() {
    let mut story = Story::settled();
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::FindDevices))
        .answer_all(good);
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayFrom(id(9))))
        .answer_all(good);
    let Some(call @ Call::Play(tracks, _)) = story.sent.last() else {
        panic!("not played")
    };
    assert_eq!(tracks[..], [id(9), id(10)]);
    assert_eq!(
        call.request().url,
        "https://api.spotify.com/v1/me/player/play?device_id=k"
    );
    assert!(story.view().players.sound == Sound::Playing);
}

#[test]
fn a_track_is_queued_where_the_list_plays_and_marked_until_it_is_played_anew() {
    let mut story = Story::settled();
    let mut press = |command| {
        story
            .tell(SpotifyAction::Playback(command))
            .answer_all(good);
        story.view().players.queued
    };
    press(PlaybackCommand::FindDevices);
    press(PlaybackCommand::PlayList);
    assert_eq!(press(PlaybackCommand::Queue(id(3))), [id(3)]);
    assert!(press(PlaybackCommand::PlayList).is_empty());
}

#[test]
fn of_two_devices_that_sleep_the_one_that_the_picker_shows_is_meant() {
    let mut story = Story::settled();
    let two = r#"{"devices":[{"id":"k","name":"Kitchen"},{"id":"d","name":"Desk"}]}"#;
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::FindDevices))
        .answer_all(|_| json(200, two));
    let rows = story.view().players.rows;
    assert_eq!(
        rows.iter().map(|row| row.chosen).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn a_listener_without_premium_and_without_a_device_reads_what_to_do() {
    let mut story = Story::settled();
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::FindDevices))
        .answer_all(|_| json(200, r#"{"devices":[]}"#));
    assert_eq!(
        (story.said().as_str(), story.step()),
        ("No device is ready to play.", Some(NextStep::FindDevices))
    );
    story
        .tell(SpotifyAction::Playback(PlaybackCommand::PlayList))
        .answer_all(|_| refused(403, "Premium required", "PREMIUM_REQUIRED"));
    assert_eq!(story.said(), "Playing on a device takes Spotify Premium.");
}

#[test]
fn a_failed_sign_in_is_said_in_plain_words() {
    let mut story = Story::with(SpotifyRestored {
        returning: true,
        ..Story::restored()
    });
    assert_eq!(story.said(), "Connecting to Spotify.");
    story.tell(SpotifyEvent::SignInFailed(SignInFault::WrongState));
    assert_eq!(
        (story.said().as_str(), story.step()),
        (
            "That answer was not for this page.",
            Some(NextStep::Connect)
        )
    );
}

#[test]
fn a_sign_in_of_another_tab_is_sent_back_to_it() {
    let mut story = Story::with(SpotifyRestored {
        returning: true,
        ..Story::restored()
    });
    story.tell(SpotifyEvent::SignInFailed(SignInFault::NotAsked));
    assert_eq!(story.said(), "This tab has begun no sign-in.");
}

#[rstest]
#[case(SignInFault::NotAsked)]
#[case(SignInFault::Callback(CallbackProblem::NoState))]
#[case(SignInFault::Callback(CallbackProblem::TooLong))]
fn an_old_link_changes_nothing_for_whoever_is_connected(#[case] fault: SignInFault) {
    let now = UnixMillis(1_800_000_000_000.0);
    let connected = || SpotifyRestored {
        tokens: Some(tokens(now)),
        ..Story::restored()
    };
    let quiet = Story::with(connected()).said();
    let mut story = Story::with(SpotifyRestored {
        returning: true,
        ..connected()
    });
    story.tell(SpotifyEvent::SignInFailed(fault));
    assert_eq!(story.said(), quiet);
}

#[test]
fn whoever_does_not_allow_more_keeps_what_was_allowed_before() {
    let now = UnixMillis(1_800_000_000_000.0);
    let mut story = Story::with(SpotifyRestored {
        returning: true,
        tokens: Some(tokens(now)),
        ..Story::restored()
    });
    assert!(!story.spotify.is_connected() && story.sent.is_empty());
    story.tell(SpotifyEvent::SignInFailed(SignInFault::Refused(
        feelharmonic::domain::spotify::callback::SignInRefusal::Denied,
    )));
    assert_eq!(story.said(), "You said no at Spotify.");
    assert!(story.spotify.is_connected());
}

#[test]
fn an_answer_to_nobodys_call_and_an_old_timer_do_nothing() {
    let mut story = Story::settled();
    story.effects.clear();
    story
        .answer(CallId(999), json(200, "{}"))
        .tell(SpotifyEvent::Woke(SpotifyWake::Retry(CallId(999))))
        .tell(SpotifyEvent::Woke(SpotifyWake::Renew));
    assert!(story.effects.is_empty());
}

#[test]
fn every_request_is_the_one_that_spotify_documents() {
    let request = |call: Call| {
        let request = call.request();
        assert_eq!(request.bearer, None, "the token is the shell's to add");
        format!(
            "{} {}",
            request.method.name(),
            request
                .url
                .strip_prefix("https://api.spotify.com/v1")
                .unwrap()
        )
    };
    assert_eq!(request(Call::Profile), "GET /me");
    assert_eq!(
        request(Call::TopTracks(TimeRange::Short)),
        "GET /me/top/tracks?time_range=short_term&limit=50"
    );
    assert_eq!(
        request(Call::TopArtists(TimeRange::Long)),
        "GET /me/top/artists?time_range=long_term&limit=50"
    );
    assert_eq!(
        request(Call::Recent),
        "GET /me/player/recently-played?limit=50"
    );
    assert_eq!(request(Call::Liked), "GET /me/tracks?limit=50");
    assert_eq!(request(Call::Devices), "GET /me/player/devices");
    let one = id(1).as_str().to_owned();
    assert_eq!(
        request(Call::Save(vec![id(1), id(1)])),
        format!("PUT /me/library?uris=spotify%3Atrack%3A{one}%2Cspotify%3Atrack%3A{one}")
    );
    assert_eq!(
        request(Call::Unsave(vec![id(1)])),
        format!("DELETE /me/library?uris=spotify%3Atrack%3A{one}")
    );
    assert_eq!(
        request(Call::Queue(id(1), None)),
        format!("POST /me/player/queue?uri=spotify%3Atrack%3A{one}")
    );
    assert_eq!(request(Call::Next(None)), "POST /me/player/next");
}

#[test]
fn what_happens_twice_when_sent_twice_is_marked_so() {
    for call in [
        Call::Next(None),
        Call::Queue(id(1), None),
        Call::AddItems(
            feelharmonic::domain::spotify::playlist::PlaylistId::new("x").unwrap(),
            vec![],
        ),
    ] {
        assert_eq!(call.repeat(), Repeat::Never);
        assert_eq!(call.request().method.name(), "POST");
    }
}

/// One of every kind of call.
fn every_call() -> Vec<Call> {
    let draft = feelharmonic::domain::spotify::playlist::PlaylistDraft::new("n", "d", 1);
    let playlist = feelharmonic::domain::spotify::playlist::PlaylistId::new("p").unwrap();
    let wanted = feelharmonic::domain::spotify::search::WantedTrack {
        title: "T".into(),
        artist: "A".into(),
    };
    let mut calls = CALLS.to_vec();
    calls.extend([
        Call::Profile,
        Call::Features(vec![id(1)]),
        Call::Search(wanted),
        Call::Save(vec![id(1)]),
        Call::Devices,
        Call::Play(vec![id(1)], None),
        Call::Next(None),
        Call::CreatePlaylist(draft.clone()),
        Call::FindPlaylist(draft),
        Call::AddItems(playlist.clone(), vec![id(1)]),
        Call::CountItems(playlist),
    ]);
    calls
}

fn outcomes() -> impl Strategy<Value = HttpOutcome> {
    let words = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "7",
        "true",
        "\"items\"",
        "\"error\"",
        "\"tracks\"",
        "\"id\"",
        "\"devices\"",
        "\"message\"",
        "\"reason\"",
        "\"QUOTA_EXCEEDED\"",
        "\"total\"",
        "\"audio_features\"",
    ]);
    let body = prop_oneof![
        prop::collection::vec(words, 0..12).prop_map(|words| words.concat().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    let wait = prop_oneof![
        Just(None),
        "[0-9]{1,6}".prop_map(Some),
        ".{0,30}".prop_map(Some)
    ];
    let statuses = prop::sample::select(vec![200_u16, 201, 204, 400, 401, 403, 404, 429, 500, 503]);
    let failures = prop::sample::select(vec![
        HttpFailure::Offline,
        HttpFailure::Opaque,
        HttpFailure::TimedOut,
        HttpFailure::BrokeOff,
        HttpFailure::TooLarge,
    ]);
    prop_oneof![
        3 => (statuses, body, wait).prop_map(|(status, body, wait)| {
            let wait = wait.map(|wait| ("retry-after".to_owned(), wait));
            Ok(HttpResponse { status, headers: wait.into_iter().collect(), body })
        }),
        1 => failures.prop_map(Err),
    ]
}

fn presses() -> impl Strategy<Value = SpotifyEvent> {
    let playback = prop::sample::select(vec![
        PlaybackCommand::FindDevices,
        PlaybackCommand::PlayList,
        PlaybackCommand::Pause,
        PlaybackCommand::Next,
        PlaybackCommand::Queue(id(2)),
    ]);
    let actions = prop_oneof![
        playback.prop_map(SpotifyAction::Playback),
        (1..9_usize).prop_map(|number| SpotifyAction::Save(id(number))),
        Just(SpotifyAction::CreatePlaylist {
            name: "n".into(),
            description: "d".into()
        }),
        Just(SpotifyAction::TryAgain),
        Just(SpotifyAction::Disconnect),
    ];
    prop_oneof![
        5 => actions.prop_map(SpotifyEvent::Act),
        1 => Just(SpotifyEvent::Online),
        1 => Just(SpotifyEvent::OtherTab(TabMessage::Gone(
            ConnectionEnd::Refused
        ))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_answer_is_too_strange_to_be_read(outcome in outcomes()) {
        for call in every_call() {
            let read = call.read(outcome.clone(), UnixMillis(1_800_000_000_000.0));
            let fine = matches!(&outcome, Ok(response) if response.is_success());
            // A search that is refused has found nothing.
            let nothing = matches!(&read, Ok(Answered::Found(_, None)));
            prop_assert!(fine || nothing || read.is_err());
        }
    }

    #[test]
    fn whatever_happens_no_call_goes_out_five_times_or_without_a_connection(
        story in prop::collection::vec((presses(), prop::collection::vec(outcomes(), 1..4)), 1..8),
    ) {
        let mut page = Story::connected();
        let mut attempts = std::collections::BTreeMap::<u64, usize>::new();
        for (press, answers) in story {
            page.tell(press);
            let mut turn = 0;
            while let Some(effect) = page.effects.pop_front() {
                match effect {
                    SpotifyEffect::Send { id, .. } => {
                        prop_assert!(attempts.values().count() < 1_000);
                        let made = attempts.entry(id.0).or_default();
                        *made += 1;
                        prop_assert!(*made <= 4);
                        turn += 1;
                        page.answer(id, answers[turn % answers.len()].clone());
                    }
                    SpotifyEffect::After(span, wake) => {
                        page.wait(span.0).tell(SpotifyEvent::Woke(wake));
                    }
                    SpotifyEffect::Renew { seen } => {
                        page.renewed(seen);
                    }
                    _ => {}
                }
                if !page.spotify.is_connected() {
                    let sends = page.on_their_way();
                    let before = page.sent.len();
                    page.tell(SpotifyAction::Save(id(1)));
                    prop_assert_eq!(page.sent.len(), before);
                    prop_assert!(sends.len() <= 20);
                }
            }
        }
    }
}
