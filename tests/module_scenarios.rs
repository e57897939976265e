//! Stories of Spotify's module told to `flow::update`: fetched when it is wanted, talked to, done without; and page and
//! module talking to each other.

#![expect(
    clippy::unwrap_used,
    reason = "a story that can't be told fails the test"
)]

use feelharmonic::account::desk::Desk;
use feelharmonic::domain::quantity::UnixMillis;
use feelharmonic::domain::spotify::policy::budget::CallUsage;
use feelharmonic::flow_old::account::exchange::{ACCOUNT_VERSION, FromAccount, ToAccount};
use feelharmonic::flow_old::account::{AccountEffect, AccountEvent};
use feelharmonic::flow_old::event::{CameraSupport, Capabilities};
use feelharmonic::flow_old::spotify::kept::SpotifyKept;
use feelharmonic::flow_old::spotify::wish::Wish;
use feelharmonic::flow_old::spotify::words::NextStep;
use feelharmonic::flow_old::spotify::{Restored, SpotifyEvent, SpotifyView};
use feelharmonic::flow_old::view::view;
use feelharmonic::flow_old::{Effect, Event, State, Wake, update};

const NOW: UnixMillis = UnixMillis(1_000_000.0);
const CLIENT_ID: &str = "0123456789abcdef0123456789abcdef";

#[derive(Default)]
struct Story {
    state: State,
    effects: Vec<Effect>,
}

impl Story {
    /// A page that has just opened.
    fn new() -> Self {
        let mut story = Self::default();
        let capabilities = Capabilities {
            camera: CameraSupport::Available,
            simd: true,
            save_data: false,
        };
        story.tell(Event::Opened {
            capabilities,
            seed: 7,
        });
        assert!(story.did(&AccountEffect::LookForTraces));
        story
    }

    fn tell(&mut self, event: impl Into<Event>) -> &mut Self {
        let effects = update(&mut self.state, event.into(), NOW);
        self.effects.extend(effects);
        self
    }

    fn said(&mut self, said: FromAccount) -> &mut Self {
        self.tell(AccountEvent::Said(said))
    }

    fn ready(&mut self) -> &mut Self {
        self.said(FromAccount::Ready {
            version: ACCOUNT_VERSION,
        })
    }

    fn catalogue(&mut self) -> &mut Self {
        let catalogue = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        self.tell(Event::CatalogueFetched(Some(catalogue)))
    }

    fn did(&self, effect: &AccountEffect) -> bool {
        self.effects.contains(&effect.clone().into())
    }

    fn fetches(&self) -> usize {
        let fetch = AccountEffect::Fetch.into();
        self.effects.iter().filter(|one| **one == fetch).count()
    }

    /// All that the module was told since this was asked last.
    fn told(&mut self) -> Vec<ToAccount> {
        let effects = std::mem::take(&mut self.effects).into_iter();
        effects
            .filter_map(|effect| match effect {
                Effect::Account(AccountEffect::Tell(message)) => Some(message),
                _ => None,
            })
            .collect()
    }

    fn view(&self) -> SpotifyView {
        view(&self.state, NOW).spotify
    }

    fn step(&self) -> Option<NextStep> {
        self.view().status.words.step
    }
}

#[test]
fn whoever_has_never_used_spotify_fetches_nothing_of_it() {
    let mut story = Story::new();
    story.catalogue().tell(AccountEvent::Traces(false));
    story.tell(AccountEvent::Online);
    assert_eq!(story.fetches(), 0);
    assert_eq!(story.view().chip, "Connect Spotify");
    assert_eq!(story.step(), Some(NextStep::Connect));
    assert!(!story.view().status.connected && story.told().is_empty());
}

#[test]
fn it_is_fetched_once_when_spotifys_page_is_opened_and_at_once_where_it_was_used_before() {
    let mut story = Story::new();
    story.tell(AccountEvent::Traces(false));
    story.tell(AccountEvent::Wanted).tell(AccountEvent::Wanted);
    assert_eq!(story.fetches(), 1);
    assert_eq!(story.step(), None, "it is on its way");
    let mut story = Story::new();
    story.tell(AccountEvent::Traces(true));
    assert_eq!(story.fetches(), 1);
    // Opened again while it is there, it only looks again.
    story.ready().told();
    story.tell(AccountEvent::Wanted);
    assert_eq!(story.told(), [ToAccount::Look]);
}

#[test]
fn what_is_wished_before_it_is_there_is_told_in_order_after_the_list() {
    let mut story = Story::new();
    let first = Wish::ClientId(CLIENT_ID.into());
    story
        .catalogue()
        .tell(AccountEvent::Wished(first.clone()))
        .tell(AccountEvent::Wished(Wish::Disconnect));
    assert_eq!(story.fetches(), 1);
    let told = story.ready().told();
    assert!(matches!(&told[..1], [ToAccount::List { tracks, .. }] if tracks.len() == 10));
    assert_eq!(
        told.get(1..),
        Some(&[ToAccount::Wish(first), ToAccount::Wish(Wish::Disconnect)][..])
    );
}

#[test]
fn the_module_hears_of_every_new_list_and_of_each_once() {
    let mut story = Story::new();
    story.catalogue().tell(AccountEvent::Wanted).ready().told();
    story.tell(Event::AnimationFrame);
    assert!(story.told().is_empty());
    story.tell(Event::RefreshTracks);
    let told = story.told();
    let expected = story.state.music.entries();
    assert!(matches!(&told[..], [ToAccount::List { tracks, .. }] if *tracks == expected));
}

#[test]
fn a_module_that_cannot_be_fetched_says_so_and_can_be_tried_again_without_losing_a_wish() {
    let mut story = Story::new();
    let wish = Wish::ClientId(CLIENT_ID.into());
    story.tell(AccountEvent::Wished(wish.clone()));
    story.tell(AccountEvent::Lost);
    let status = story.view().status;
    assert!(status.trouble && status.words.what.contains("could not be loaded"));
    let again = story.step().unwrap().wish();
    story.tell(AccountEvent::Wished(again));
    assert_eq!(story.fetches(), 2);
    let told = story.ready().told();
    assert!(told.contains(&ToAccount::Wish(wish)));
}

#[test]
fn a_module_that_does_not_come_can_be_tried_again_and_may_still_come() {
    let mut story = Story::new();
    story.tell(AccountEvent::Wanted);
    let wakes = |story: &Story| -> Vec<Wake> {
        let effects = story.effects.iter();
        effects
            .filter_map(|effect| match effect {
                Effect::After(_, wake @ Wake::Account(_)) => Some(*wake),
                _ => None,
            })
            .collect()
    };
    let [first] = wakes(&story)[..] else {
        panic!("it is waited for once")
    };
    story.tell(Event::Woke(first));
    assert_eq!(story.step(), Some(NextStep::TryAgain));
    story.tell(AccountEvent::Wished(Wish::TryAgain));
    assert_eq!((story.fetches(), story.step()), (2, None));
    // The second is not late when the first one's time is over.
    story.tell(Event::Woke(first));
    assert_eq!(story.step(), None);
    let second = *wakes(&story).last().unwrap();
    story.tell(Event::Woke(second));
    assert_eq!(story.step(), Some(NextStep::TryAgain));
    story.ready().told();
    // Once it is there, no wake takes it away.
    story.tell(AccountEvent::Wanted).tell(Event::Woke(second));
    assert_eq!(story.told(), [ToAccount::Look]);
}

#[test]
fn a_module_that_crashes_is_fetched_again_when_the_network_is_back_or_somebody_tries() {
    let mut story = Story::new();
    story.tell(AccountEvent::Traces(true)).ready();
    story.said(FromAccount::Crashed);
    assert!(story.view().status.trouble);
    story.tell(AccountEvent::Online);
    assert_eq!(story.fetches(), 2);
}

#[test]
fn a_module_of_another_version_reloads_the_page() {
    let mut story = Story::new();
    story
        .tell(AccountEvent::Wanted)
        .said(FromAccount::Ready { version: 0 });
    assert!(story.effects.contains(&Effect::Reload));
}

/// Passes messages between a page and a module until both are silent, as bytes, which is how they travel.
fn talk(story: &mut Story, desk: &mut Desk) {
    loop {
        let told = story.told();
        if told.is_empty() {
            break;
        }
        for message in told {
            let bytes = postcard::to_allocvec(&message).unwrap();
            desk.hear(postcard::from_bytes(&bytes).unwrap(), NOW);
        }
        for news in desk.news(NOW) {
            let bytes = postcard::to_allocvec(&news).unwrap();
            story.said(postcard::from_bytes(&bytes).unwrap());
        }
    }
}

#[test]
fn page_and_module_understand_each_other() {
    let mut story = Story::new();
    let mut desk = Desk::default();
    story.catalogue().tell(AccountEvent::Wanted).ready();
    let restored = Restored {
        address: "https://music.example/".into(),
        kept: SpotifyKept::default(),
        usage: CallUsage::default(),
        tokens: None,
        taste: None,
        returning: false,
        seed: 1,
    };
    desk.take(SpotifyEvent::Restored(Box::new(restored)), NOW);
    talk(&mut story, &mut desk);
    let setup = story.view().setup;
    assert_eq!(setup.redirect, Ok("https://music.example/".into()));
    assert!(!setup.ready);
    story.tell(AccountEvent::Wished(Wish::ClientId(CLIENT_ID.into())));
    talk(&mut story, &mut desk);
    let view = story.view();
    assert!(view.setup.ready && view.setup.client_id == CLIENT_ID);
    assert!(view.playlist.name.starts_with("A bit of everything"));
    story.tell(AccountEvent::Wished(Wish::ClientId("too short".into())));
    talk(&mut story, &mut desk);
    assert!(story.view().status.words.what.contains("no client id"));
}
