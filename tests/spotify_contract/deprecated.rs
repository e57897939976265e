//! Client ids of before November 2024, and those of today.

use crate::story::*;
use feelharmonic::domain::http::{HttpFailure, HttpOutcome};
use feelharmonic::domain::music::external_track::ExternalOrigin;
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::client::ClientId;
use feelharmonic::domain::spotify::deprecated::DeprecatedRight;
use feelharmonic::domain::spotify::profile::AccountId;
use feelharmonic::domain::spotify::token::TokenInfo;
use feelharmonic::flow::bridge::spotify::SpotifyAction;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRestored};

fn is_old(call: &Call) -> bool {
    matches!(call, Call::Features(_) | Call::Recommendations(_))
}

/// What an app with old rights is told: every track's sound, and one suggestion.
fn generous(call: &Call) -> HttpOutcome {
    match call {
        Call::Recommendations(_) => json(
            200,
            &format!(r#"{{"seeds":[],"tracks":[{},null]}}"#, track(77)),
        ),
        Call::Features(ids) => {
            let rows: Vec<_> = ids
                .iter()
                .map(|id| {
                    format!(
                        concat!(
                            r#"{{"id":"{}","valence":0.5,"energy":0.5,"danceability":0.5,"tempo":120,"#,
                            r#""acousticness":0.1,"instrumentalness":0}}"#,
                        ),
                        id.as_str()
                    )
                })
                .collect();
            json(
                200,
                &format!(r#"{{"audio_features":[{},null]}}"#, rows.join(",")),
            )
        }
        call => good(call),
    }
}

#[test]
fn old_rights_are_used_with_two_calls_for_own_and_suggested_tracks() {
    let mut story = Story::connected();
    story.answer_all(generous);
    let external_tracks = story.spotify.external_tracks();
    let names: Vec<_> = external_tracks
        .iter()
        .map(|guest| (guest.artist.as_str(), guest.origin))
        .collect();
    assert_eq!(
        names,
        [
            ("Artist 1", ExternalOrigin::Own),
            ("Artist 2", ExternalOrigin::Own),
            ("Artist 77", ExternalOrigin::Suggested)
        ]
    );
    assert_eq!(story.count(is_old), 2);
    assert_eq!(story.sent.len(), 9);
    let taste = story.spotify.taste().unwrap();
    assert!(taste.artist("Artist 77").get() > 0.0 && !taste.owns(&id(77)));
    assert!(!story.view().status.trouble);
}

#[test]
fn what_they_bring_is_kept_for_the_day_and_not_asked_for_again() {
    let mut story = Story::connected();
    let (mut taste, mut kept) = (None, None);
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Send { id, call } => {
                story.answer(id, generous(&call));
            }
            SpotifyEffect::KeepTaste(value) => taste = Some(value),
            SpotifyEffect::Keep(value) => kept = Some(value),
            _ => {}
        }
    }
    let restored = SpotifyRestored {
        record: kept.unwrap(),
        taste,
        tokens: Some(TokenInfo {
            account: Some(AccountId("me".into())),
            ..tokens(story.now)
        }),
        ..Story::restored()
    };
    assert_eq!(
        restored.record.deprecated_rights[0].1.features,
        DeprecatedRight::Granted
    );
    let mut next = Story::with(restored.clone());
    assert_eq!(next.sent, []);
    assert_eq!(
        next.spotify.external_tracks(),
        story.spotify.external_tracks()
    );
    next.tell(SpotifyAction::Disconnect);
    assert!(next.spotify.external_tracks().is_empty());

    // The next day, the taste is asked for anew, and what old rights bring with it.
    let mut tomorrow = Story::with(SpotifyRestored {
        taste: None,
        ..restored
    });
    tomorrow.answer_all(generous);
    assert_eq!(tomorrow.count(is_old), 2);
}

#[test]
fn an_app_without_them_is_asked_once_whatever_other_apps_are_used_between() {
    let other = ClientId::new("fedcba9876543210fedcba9876543210").unwrap();
    let mut kept = Story::restored().record;
    let mut asked = Vec::new();
    for app in [
        CLIENT.to_owned(),
        other.as_str().into(),
        CLIENT.into(),
        other.as_str().into(),
    ] {
        kept.client_id = ClientId::new(&app).ok();
        let mut story = Story::with(SpotifyRestored {
            record: kept.clone(),
            ..Story::restored()
        });
        let info = TokenInfo {
            client_id: ClientId::new(&app).unwrap(),
            ..tokens(story.now)
        };
        story.tell(SpotifyEvent::SignedIn(info));
        while let Some(effect) = story.effects.pop_front() {
            match effect {
                SpotifyEffect::Send { id, call } => {
                    story.answer(id, good(&call));
                }
                SpotifyEffect::Keep(value) => kept = value,
                _ => {}
            }
        }
        asked.push(story.count(is_old));
        assert!(!story.view().status.trouble);
    }
    assert_eq!(asked, [2, 2, 0, 0]);
}

#[test]
fn an_answer_that_says_nothing_of_a_right_leaves_it_to_be_asked_another_time() {
    let mut story = Story::connected();
    story.answer_all(|call| match call {
        Call::Recommendations(_) => Err(HttpFailure::Opaque),
        call => good(call),
    });
    assert_eq!(story.said(), "Spotify is connected as Ada.");
    story.sent.clear();
    story.tell(SpotifyAction::TryAgain).answer_all(good);
    assert_eq!(story.count(is_old), 2);
    story.sent.clear();
    story.tell(SpotifyAction::TryAgain).answer_all(good);
    assert_eq!(story.count(is_old), 0);
}

#[test]
fn a_quota_that_ends_with_the_question_is_said() {
    let mut story = Story::connected();
    story.answer_all(|call| match call {
        Call::Recommendations(_) => refused(429, "Quota exceeded", "QUOTA_EXCEEDED"),
        call => good(call),
    });
    assert_eq!(story.said(), "Spotify's calls for this app are used up.");
    story.sent.clear();
    story
        .tell(SpotifyAction::TryAgain)
        .tell(SpotifyAction::Save(id(1)));
    assert_eq!(story.sent, []);
}

#[test]
fn a_suggestion_whose_sound_nobody_tells_lifts_its_artist_and_is_no_guest() {
    let mut story = Story::connected();
    story.answer_all(|call| match call {
        Call::Recommendations(_) => generous(call),
        call => good(call),
    });
    assert!(story.spotify.external_tracks().is_empty());
    assert!(story.spotify.taste().unwrap().artist("Artist 77").get() > 0.0);
}

#[test]
fn no_request_names_a_mood() {
    let seeds: Vec<_> = (0..9).map(id).collect();
    let url = Call::Recommendations(seeds).request().url;
    assert!(url.starts_with("https://api.spotify.com/v1/recommendations?limit=50&seed_tracks=0"));
    assert_eq!(url.matches("%2C").count(), 4, "five seeds");
    assert!(!url.contains("valence") && !url.contains("energy"));
}
