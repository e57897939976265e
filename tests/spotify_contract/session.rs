//! A session from the sign-in to the last press, counted.

use crate::story::*;
use feelharmonic::domain::quantity::UnixMillis;
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::deprecated::DeprecatedRight;
use feelharmonic::domain::spotify::policy::budget::CallUsage;
use feelharmonic::domain::spotify::profile::AccountId;
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::taste::{CALLS, StoredTaste};
use feelharmonic::domain::spotify::token::{Generation, TokenInfo};
use feelharmonic::flow::bridge::spotify::NextStep;
use feelharmonic::flow::bridge::spotify::{PlaybackCommand, Sound, SpotifyAction};
use feelharmonic::flow::spotify::SpotifyRecord;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRestored};

/// The calls of a person's normal session at most: the page's promise.
const MOST: usize = 15;
#[test]
fn a_first_visit_asks_who_it_is_and_six_times_what_they_like() {
    let story = Story::settled();
    assert_eq!(story.sent[0], Call::Profile);
    assert_eq!(story.sent[1..7], CALLS);
    assert!(matches!(story.sent[7], Call::Recommendations(_)));
    assert!(matches!(story.sent[8], Call::Features(_)));
    assert_eq!(story.sent.len(), 9);
    let taste = story.spotify.taste().unwrap();
    assert!(taste.artist("low").get() > 0.5);
    assert!(taste.owns(&id(1)) && taste.owns(&id(2)));
    let view = story.view();
    assert_eq!(view.own, [id(1), id(2)]);
    assert_eq!(view.person.unwrap().name, "Ada");
    assert_eq!(view.status.advice.what, "Spotify is connected as Ada.");
    assert_eq!((view.usage.visit, view.usage.today), (9, 9));
}

/// The effects of a settled first visit that are for the next one.
fn kept_of_a_visit() -> (StoredTaste, SpotifyRecord, AccountId) {
    let mut story = Story::connected();
    let (mut taste, mut kept, mut account) = (None, None, None);
    while let Some(effect) = story.effects.pop_front() {
        match effect {
            SpotifyEffect::Send { id, call } => {
                story.answer(id, good(&call));
            }
            SpotifyEffect::KeepTaste(value) => taste = Some(value),
            SpotifyEffect::Keep(value) => kept = Some(value),
            SpotifyEffect::Claim(value) => account = Some(value),
            _ => {}
        }
    }
    (taste.unwrap(), kept.unwrap(), account.unwrap())
}

#[test]
fn a_second_visit_of_the_day_asks_nothing() {
    let (taste, kept, account) = kept_of_a_visit();
    let [(_, rights)] = kept.deprecated_rights[..] else {
        panic!("nothing is known of the app's rights")
    };
    assert_eq!(
        (rights.recommendations, rights.features),
        (DeprecatedRight::Gone, DeprecatedRight::Gone)
    );
    let now = UnixMillis(1_800_000_000_000.0);
    let info = TokenInfo {
        account: Some(account),
        ..tokens(now)
    };
    let mut usage = CallUsage::default();
    for _ in 0..9 {
        usage.count(now);
    }
    let restored = SpotifyRestored {
        record: kept,
        usage,
        tokens: Some(info),
        taste: Some(taste),
        ..Story::restored()
    };
    let story = Story::with(restored.clone());
    assert_eq!(story.sent, []);
    assert!(story.spotify.taste().is_some());
    assert_eq!(
        story.view().usage.today,
        9,
        "the calls of the visit before count"
    );

    let stranger = TokenInfo {
        account: Some(AccountId("someone else".into())),
        ..tokens(now)
    };
    let mut story = Story::with(SpotifyRestored {
        tokens: Some(stranger),
        ..restored
    });
    assert!(
        story.spotify.taste().is_none(),
        "somebody else's taste is not used"
    );
    story.answer_all(good);
    assert!(story.spotify.taste().is_some());
}

/// A browser over the visits of a session: what is kept in it, and how often Spotify was asked.
struct Browser {
    kept: SpotifyRecord,
    taste: Option<StoredTaste>,
    tokens: Option<TokenInfo>,
    calls: Vec<Call>,
}

impl Browser {
    fn new() -> Self {
        Self {
            kept: Story::restored().record,
            taste: None,
            tokens: None,
            calls: Vec::new(),
        }
    }

    fn open(&self, returning: bool) -> Story {
        Story::with(SpotifyRestored {
            record: self.kept.clone(),
            taste: self.taste.clone(),
            tokens: self.tokens.clone(),
            returning,
            ..Story::restored()
        })
    }

    /// Lets everything happen that is on its way, and keeps what is to be kept.
    fn settle(&mut self, story: &mut Story) {
        while let Some(effect) = story.effects.pop_front() {
            match effect {
                SpotifyEffect::Send { id, call } => {
                    story.answer(id, good(&call));
                    self.calls.push(call);
                }
                SpotifyEffect::Keep(kept) => self.kept = kept,
                SpotifyEffect::KeepTaste(taste) => self.taste = Some(taste),
                SpotifyEffect::Claim(account) => {
                    let claimed = |info: TokenInfo| TokenInfo {
                        account: Some(account),
                        presumed: None,
                        ..info
                    };
                    self.tokens = self.tokens.take().map(claimed);
                }
                _ => {}
            }
        }
    }

    fn press(&mut self, story: &mut Story, event: SpotifyAction) {
        story.tell(event);
        self.settle(story);
    }

    /// Away to Spotify for `purpose`, and back with the tokens that the vault makes of it.
    fn sign_in(&mut self, mut story: Story, purpose: Permission) -> Story {
        story.tell(SpotifyAction::Connect(purpose));
        let Some(SpotifyEffect::Depart { scopes, .. }) = story.effects.pop_back() else {
            panic!("did not leave")
        };
        let before = self.tokens.as_ref();
        let presumed = before.and_then(|info| info.account.clone().or(info.presumed.clone()));
        let info = TokenInfo {
            generation: Generation(before.map_or(1, |info| info.generation.0 + 1)),
            scopes,
            presumed,
            ..tokens(story.now)
        };
        let mut back = self.open(true);
        self.tokens = Some(info.clone());
        back.tell(SpotifyEvent::SignedIn(info));
        self.settle(&mut back);
        back
    }

    /// Presses what is not allowed yet, and allows it.
    fn allow(&mut self, mut story: Story, event: SpotifyAction) -> Story {
        let before = self.calls.len();
        self.press(&mut story, event);
        let Some(NextStep::Allow(purpose)) = story.step() else {
            panic!("nothing is to be allowed: {}", story.said())
        };
        let back = self.sign_in(story, purpose);
        assert_eq!(self.calls.len(), before, "{:?}", &self.calls[before..]);
        back
    }
}

fn playlist() -> SpotifyAction {
    SpotifyAction::CreatePlaylist {
        name: "Calm".into(),
        description: "For a calm mood".into(),
    }
}

/// Looks for devices, plays, queues, saves, makes a playlist; each right is asked for when it is used.
#[test]
fn a_first_session_with_every_right_asked_for_on_the_way_makes_fifteen_calls() {
    let mut browser = Browser::new();
    let first = browser.open(false);
    let story = browser.sign_in(first, Permission::Taste);
    assert_eq!(browser.calls.len(), 9, "{:?}", browser.calls);
    let story = browser.allow(story, SpotifyAction::Playback(PlaybackCommand::FindDevices));
    let story = browser.allow(story, playlist());
    let mut story = browser.allow(story, SpotifyAction::Save(id(3)));
    for event in [
        SpotifyAction::Playback(PlaybackCommand::FindDevices),
        SpotifyAction::Playback(PlaybackCommand::PlayList),
        playlist(),
        playlist(),
        SpotifyAction::Save(id(3)),
        SpotifyAction::Playback(PlaybackCommand::Queue(id(4))),
    ] {
        browser.press(&mut story, event);
    }
    assert_eq!(browser.calls.len(), MOST, "{:?}", browser.calls);
    let view = story.view();
    assert_eq!(view.saved, [id(2), id(3)]);
    assert!(view.own.contains(&id(3)));
    assert_eq!(
        view.playlist.open_url.unwrap(),
        "https://open.spotify.com/playlist/list1"
    );
    assert!(view.players.sound == Sound::Playing && view.players.rows[0].chosen);

    let mut next = browser.open(false);
    browser.settle(&mut next);
    assert_eq!(
        browser.calls[MOST..],
        [Call::Profile],
        "that it is still the same person is asked in the next visit"
    );
    let mut next = browser.open(false);
    browser.settle(&mut next);
    assert_eq!(browser.calls.len(), MOST + 1, "once");
}

#[test]
fn who_was_taken_for_the_same_person_and_is_another_one_gets_a_taste_of_their_own() {
    let mut browser = Browser::new();
    let first = browser.open(false);
    let story = browser.sign_in(first, Permission::Taste);
    browser.allow(story, playlist());
    let mut next = browser.open(false);
    assert!(next.spotify.taste().is_none(), "not before it is known");
    while let Some(effect) = next.effects.pop_front() {
        if let SpotifyEffect::Send { id, call } = effect {
            let outcome = match call {
                Call::Profile => json(200, r#"{"id":"somebody else","display_name":"Bo"}"#),
                call => good(&call),
            };
            next.answer(id, outcome);
        }
    }
    assert_eq!(next.view().person.unwrap().name, "Bo");
    assert_eq!(next.count(|call| CALLS.contains(call)), 6, "asked anew");
}

#[test]
fn rights_of_an_app_that_is_connected_anew_are_nobodys_word_for_who_it_is() {
    let taste = Scopes::of(Permission::Taste);
    assert!(!taste.are_more_than(&taste));
    assert!(
        taste
            .and(&Scopes::of(Permission::Saving))
            .are_more_than(&taste)
    );
    assert!(!Scopes::of(Permission::Saving).are_more_than(&taste));
}
