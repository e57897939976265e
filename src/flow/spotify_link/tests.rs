use super::*;
use crate::domain::music::catalogue::TrackId;
use crate::flow::bridge::spotify::{Listener, NamedTrack, NextStep, SpotifyView};
use crate::flow::kit::link::{LinkEffect, LinkWake};

const CLIENT_ID: &str = "0123456789abcdef0123456789abcdef";

/// A page and what it has asked for, second by second.
#[derive(Default)]
struct Story {
    state: SpotifyLinkState,
    out: Outbox,
    now: Now,
}

impl Story {
    /// A page that has just opened.
    fn new() -> Self {
        let mut story = Self::default();
        story.tell(SpotifyLinkEvent::PageOpened);
        assert_eq!(story.out.effects, [SpotifyLinkEffect::LookForTraces]);
        story
    }

    fn tell(&mut self, event: SpotifyLinkEvent) -> &mut Self {
        update(&mut self.state, event, self.now, &mut self.out);
        self
    }

    fn act(&mut self, action: SpotifyAction) -> &mut Self {
        self.tell(SpotifyLinkEvent::Act(action))
    }

    fn said(&mut self, message: FromSpotifyHost) -> &mut Self {
        self.tell(SpotifyLinkEvent::HostSaid(message))
    }

    fn ready(&mut self) -> &mut Self {
        self.said(FromSpotifyHost::Ready {
            version: SPOTIFY_HOST_VERSION,
        })
    }

    fn lists(&mut self, numbers: &[usize], heading: &str) -> &mut Self {
        let (tracks, heading) = (tracks(numbers), heading.into());
        self.tell(SpotifyLinkEvent::Listed { tracks, heading })
    }

    fn starts(&self) -> usize {
        let is_start = |effect: &&SpotifyLinkEffect| {
            matches!(effect, SpotifyLinkEffect::Host(LinkEffect::Start { .. }))
        };
        self.out.effects.iter().filter(is_start).count()
    }

    /// The newest timer of the watch.
    fn timer(&self) -> LinkWake {
        let mut timers = self.out.effects.iter().filter_map(|effect| match effect {
            SpotifyLinkEffect::Host(LinkEffect::WakeAfter(_, timer)) => Some(*timer),
            _ => None,
        });
        timers.next_back().unwrap()
    }

    fn woke(&mut self, timer: LinkWake) -> &mut Self {
        self.tell(SpotifyLinkEvent::Host(LinkEvent::Woke(timer)))
    }

    /// Seconds pass, and the watch looks each time that it wanted to.
    fn pass(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds.div_ceil(5) {
            self.now = self.now.plus(POLICY.look_every);
            let timer = self.timer();
            self.woke(timer);
        }
        self
    }

    /// All that the host was told since this was asked last.
    fn told(&mut self) -> Vec<ToSpotifyHost> {
        let effects = std::mem::take(&mut self.out.effects).into_iter();
        effects
            .filter_map(|effect| match effect {
                SpotifyLinkEffect::Tell(message) => Some(message),
                _ => None,
            })
            .collect()
    }

    fn view(&self) -> SpotifyView {
        view(&self.state)
    }

    fn step(&self) -> Option<NextStep> {
        self.view().status.advice.step
    }
}

fn tracks(numbers: &[usize]) -> Vec<NamedTrack> {
    let track = |number: &usize| NamedTrack {
        id: TrackId::new(&format!("{number:022}")).unwrap(),
        title: format!("Title {number}"),
        artist: format!("Artist {number}"),
    };
    numbers.iter().map(track).collect()
}

fn client_id() -> SpotifyAction {
    SpotifyAction::TypeClientId(CLIENT_ID.into())
}

#[test]
fn whoever_has_never_used_spotify_fetches_nothing_of_it() {
    let mut story = Story::new();
    story
        .lists(&[1, 2], "For a calm mood")
        .tell(SpotifyLinkEvent::TracesLooked(false))
        .tell(SpotifyLinkEvent::Online);
    assert_eq!(story.starts(), 0);
    assert_eq!(story.view().chip, "Connect Spotify");
    assert_eq!(story.step(), Some(NextStep::Connect));
    assert!(!story.view().status.connected && story.told().is_empty());
}

#[test]
fn it_is_fetched_once_when_spotifys_sheet_is_opened_and_at_once_where_it_was_used_before() {
    let mut story = Story::new();
    story
        .tell(SpotifyLinkEvent::TracesLooked(false))
        .tell(SpotifyLinkEvent::Opened)
        .tell(SpotifyLinkEvent::Opened);
    assert_eq!(story.starts(), 1);
    assert_eq!(story.step(), None, "it is on its way");
    let mut story = Story::new();
    story.tell(SpotifyLinkEvent::TracesLooked(true));
    assert_eq!(story.starts(), 1);
    // Opened again while it is there, it only looks again.
    story.ready().told();
    story.tell(SpotifyLinkEvent::Opened);
    assert_eq!(story.told(), [ToSpotifyHost::Look]);
}

#[test]
fn what_is_done_before_it_is_there_is_told_in_order_after_the_list() {
    let mut story = Story::new();
    story
        .lists(&[1, 2, 3], "For a calm mood")
        .act(client_id())
        .act(SpotifyAction::Disconnect);
    assert_eq!(story.starts(), 1);
    let told = story.ready().told();
    let list = ToSpotifyHost::List {
        tracks: tracks(&[1, 2, 3]),
        heading: "For a calm mood".into(),
    };
    let first = ToSpotifyHost::Act(client_id());
    assert_eq!(
        told,
        [list, first, ToSpotifyHost::Act(SpotifyAction::Disconnect)]
    );
}

#[test]
fn of_more_than_anybody_means_the_first_twenty_wait() {
    let mut story = Story::new();
    for _ in 0..30 {
        story.act(SpotifyAction::Disconnect);
    }
    assert_eq!(story.ready().told().len(), 1 + 20, "and the list");
}

#[test]
fn the_host_hears_of_every_new_list_and_of_each_once() {
    let mut story = Story::new();
    story
        .lists(&[1, 2], "For a calm mood")
        .tell(SpotifyLinkEvent::Opened)
        .ready()
        .told();
    story.lists(&[1, 2], "For a calm mood");
    assert_eq!(story.told(), []);
    story.lists(&[2, 1], "For a calm mood");
    assert_eq!(story.told().len(), 1);
    story.lists(&[2, 1], "For a glad mood");
    assert_eq!(story.told().len(), 1);
}

#[test]
fn a_host_that_cannot_be_fetched_says_so_and_can_be_tried_again_without_losing_an_action() {
    let mut story = Story::new();
    story
        .act(client_id())
        .tell(SpotifyLinkEvent::Host(LinkEvent::Lost));
    let status = story.view().status;
    assert!(status.trouble && status.advice.what.contains("could not be loaded"));
    let again = story.step().unwrap().action();
    story.act(again);
    assert_eq!(story.starts(), 2);
    let told = story.ready().told();
    assert!(told.contains(&ToSpotifyHost::Act(client_id())));
}

#[test]
fn a_host_that_does_not_come_can_be_tried_again_until_it_does() {
    let mut story = Story::new();
    story.tell(SpotifyLinkEvent::Opened);
    let first = story.timer();
    story.pass(30);
    assert_eq!(story.step(), None, "thirty seconds are not over");
    story.pass(5);
    assert_eq!(story.step(), Some(NextStep::TryAgain));
    story.act(SpotifyAction::TryAgain);
    assert_eq!((story.starts(), story.step()), (2, None));
    // The second is not late when the first one's time is over.
    story.woke(first);
    assert_eq!(story.step(), None);
    let second = story.pass(35).timer();
    assert_eq!(story.step(), Some(NextStep::TryAgain));
    // It was given up, so that it is not heard any more.
    assert!(story.ready().told().is_empty());
    story.act(SpotifyAction::TryAgain);
    story.ready().told();
    // Once it is there, no wake takes it away.
    story.tell(SpotifyLinkEvent::Opened).woke(second);
    assert_eq!(story.told(), [ToSpotifyHost::Look]);
}

#[test]
fn a_slow_network_is_no_failure_while_bytes_arrive() {
    let mut story = Story::new();
    story.tell(SpotifyLinkEvent::Opened);
    for received in 1..20 {
        let total = 300_000;
        story
            .tell(SpotifyLinkEvent::Host(LinkEvent::Bytes { received, total }))
            .pass(20);
    }
    assert_eq!(story.step(), None);
}

#[test]
fn a_host_that_crashes_is_fetched_again_when_the_network_is_back_or_somebody_tries() {
    let mut story = Story::new();
    story
        .tell(SpotifyLinkEvent::TracesLooked(true))
        .ready()
        .said(FromSpotifyHost::Crashed);
    assert!(story.view().status.trouble);
    assert_eq!(story.starts(), 1, "not by itself");
    story.tell(SpotifyLinkEvent::Online);
    assert_eq!(story.starts(), 2);
}

#[test]
fn a_host_of_another_version_is_out_of_date() {
    let mut story = Story::new();
    story
        .tell(SpotifyLinkEvent::Opened)
        .said(FromSpotifyHost::Ready { version: 0 });
    assert_eq!(story.out.news, [SpotifyLinkNews::OutOfDate]);
}

#[test]
fn what_the_account_tells_the_list_is_news() {
    let mut story = Story::new();
    let listener = Box::new(Listener {
        connected: true,
        ..Listener::default()
    });
    story
        .tell(SpotifyLinkEvent::Opened)
        .ready()
        .said(FromSpotifyHost::Listener(listener.clone()));
    assert_eq!(story.out.news, [SpotifyLinkNews::Listener(listener)]);
}
