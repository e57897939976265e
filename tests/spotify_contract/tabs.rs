//! Several tabs of one person: one asks, the others take what it was told, and all of them count together.
//!
//! A browser as a story: its records, the queue for the turn, the news between tabs, and everything that is on its
//! way, which arrives in another order for each seed.

use crate::story::*;
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::quantity::Fraction;
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::policy::budget::CallUsage;
use feelharmonic::domain::spotify::taste::StoredTaste;
use feelharmonic::domain::spotify::token::TokenInfo;
use feelharmonic::flow::bridge::spotify::SpotifyAction;
use feelharmonic::flow::spotify::LeaseRecords;
use feelharmonic::flow::spotify::SpotifyRecord;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRestored, TabMessage};
use std::collections::VecDeque;

struct Tab {
    story: Story,
    /// What this tab has written last, or read.
    wrote: SpotifyRecord,
}

/// Something on its way.
enum Coming {
    /// Something for a tab.
    Event(SpotifyEvent),
    /// A tab has everything written, and lets go of its turn.
    End,
}

struct Browser {
    tabs: Vec<Option<Tab>>,
    kept: SpotifyRecord,
    taste: Option<StoredTaste>,
    usage: CallUsage,
    tokens: Option<TokenInfo>,
    holder: Option<usize>,
    queue: VecDeque<usize>,
    coming: Vec<(usize, Coming)>,
    calls: Vec<Call>,
    seed: u64,
}

impl Browser {
    fn new(seed: u64) -> Self {
        Self {
            tabs: Vec::new(),
            kept: Story::restored().record,
            taste: None,
            usage: CallUsage::default(),
            tokens: None,
            holder: None,
            queue: VecDeque::new(),
            coming: Vec::new(),
            calls: Vec::new(),
            seed,
        }
    }

    fn open(&mut self) -> usize {
        let story = Story::blank();
        let restored = SpotifyRestored {
            record: self.kept.clone(),
            usage: self.usage,
            taste: self.taste.clone(),
            tokens: self.tokens.clone(),
            ..Story::restored()
        };
        let wrote = self.kept.clone();
        self.tabs.push(Some(Tab { story, wrote }));
        let at = self.tabs.len() - 1;
        self.tell(at, SpotifyEvent::Restored(Box::new(restored)));
        at
    }

    /// The way back from Spotify has led to tokens: they are written, and the other tabs hear of it.
    fn sign_in(&mut self, at: usize) {
        let info = tokens(self.story(at).now);
        self.tokens = Some(info.clone());
        self.spread(at, &TabMessage::Tokens(info.clone()));
        self.coming
            .push((at, Coming::Event(SpotifyEvent::SignedIn(info))));
    }

    fn close(&mut self, at: usize) {
        self.tabs[at] = None;
        self.queue.retain(|waiting| *waiting != at);
        self.coming.retain(|(of, _)| *of != at);
        if self.holder == Some(at) {
            self.next_turn();
        }
    }

    fn story(&self, at: usize) -> &Story {
        &self.tabs[at].as_ref().unwrap().story
    }

    fn open_tabs(&self) -> impl Iterator<Item = &Story> {
        self.tabs.iter().flatten().map(|tab| &tab.story)
    }

    fn spread(&mut self, from: usize, news: &TabMessage) {
        for at in (0..self.tabs.len()).filter(|at| *at != from) {
            let event = SpotifyEvent::OtherTab(news.clone());
            self.coming.push((at, Coming::Event(event)));
        }
    }

    fn next_turn(&mut self) {
        self.holder = self.queue.pop_front();
        if let Some(at) = self.holder {
            let turn = LeaseRecords {
                record: self.kept.clone(),
                taste: self.taste.clone(),
                account: self.tokens.as_ref().and_then(|info| info.account.clone()),
            };
            self.coming
                .push((at, Coming::Event(SpotifyEvent::LeaseTaken(Box::new(turn)))));
        }
    }

    fn tell(&mut self, at: usize, event: impl Into<SpotifyEvent>) {
        let Some(tab) = &mut self.tabs[at] else {
            return;
        };
        for effect in tab.story.note(event) {
            self.carry_out(at, effect);
        }
    }

    fn carry_out(&mut self, at: usize, effect: SpotifyEffect) {
        match effect {
            SpotifyEffect::Send { id, call } => {
                let event = SpotifyEvent::Answered {
                    id,
                    outcome: good(&call),
                    jitter: Fraction::MIN,
                };
                self.calls.push(call);
                self.coming.push((at, Coming::Event(event)));
            }
            SpotifyEffect::Count => {
                let now = self.story(at).now;
                self.usage.count(now);
                let usage = self.usage;
                self.coming
                    .push((at, Coming::Event(SpotifyEvent::Counted(usage))));
                self.spread(at, &TabMessage::Counted(usage));
            }
            SpotifyEffect::Keep(kept) => {
                let Some(tab) = &mut self.tabs[at] else {
                    return;
                };
                let before = std::mem::replace(&mut tab.wrote, kept.clone());
                self.kept = kept.written_over(&before, self.kept.clone());
            }
            SpotifyEffect::KeepTaste(taste) => self.taste = Some(taste),
            SpotifyEffect::Claim(account) => {
                if let Some(info) = &mut self.tokens {
                    info.account = Some(account);
                }
            }
            SpotifyEffect::TakeLease => {
                self.queue.push_back(at);
                if self.holder.is_none() {
                    self.next_turn();
                }
            }
            SpotifyEffect::EndLease => self.coming.push((at, Coming::End)),
            SpotifyEffect::After(_, wake) => {
                self.coming
                    .push((at, Coming::Event(SpotifyEvent::Woke(wake))));
            }
            _ => {}
        }
    }

    fn jitter(&mut self, of: usize) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.seed >> 33).unwrap() % of
    }

    /// Lets one thing arrive; which, is jitter.
    fn step(&mut self) -> bool {
        if self.coming.is_empty() {
            return false;
        }
        let next = self.jitter(self.coming.len());
        let (at, coming) = self.coming.remove(next);
        match coming {
            Coming::Event(event) => self.tell(at, event),
            Coming::End if self.holder == Some(at) => self.next_turn(),
            Coming::End => {}
        }
        true
    }

    fn settle(&mut self) {
        while self.step() {}
    }

    /// Every open tab has the taste, and the right count.
    fn all_know(&self) {
        for story in self.open_tabs() {
            assert!(story.spotify.taste().is_some());
            assert_eq!(story.view().person.unwrap().name, "Ada");
            assert_eq!(story.view().own, [id(1), id(2)]);
            assert_eq!(story.view().usage.today as usize, self.calls.len());
            assert!(!story.view().status.trouble);
        }
        assert_eq!(self.holder, None);
    }
}

#[test]
fn of_five_tabs_that_hear_of_a_sign_in_one_asks() {
    for seed in 0..200 {
        let mut browser = Browser::new(seed);
        for _ in 0..5 {
            browser.open();
        }
        browser.settle();
        browser.sign_in(2);
        browser.settle();
        assert_eq!(browser.calls.len(), 9, "seed {seed}: {:?}", browser.calls);
        browser.all_know();
    }
}

#[test]
fn a_tab_that_opens_while_another_one_asks_leaves_it_to_that_one() {
    for seed in 0..200 {
        let mut browser = Browser::new(seed);
        let first = browser.open();
        browser.sign_in(first);
        for _ in 0..seed % 25 {
            browser.step();
        }
        browser.open();
        browser.settle();
        browser.open();
        browser.settle();
        assert_eq!(browser.calls.len(), 9, "seed {seed}: {:?}", browser.calls);
        browser.all_know();
    }
}

#[test]
fn when_the_tab_that_asks_is_closed_another_one_asks() {
    for seed in 0..200 {
        let mut browser = Browser::new(seed);
        for _ in 0..3 {
            browser.open();
        }
        browser.settle();
        browser.sign_in(0);
        for _ in 0..4 + seed % 20 {
            browser.step();
        }
        if browser.tokens.is_some() && browser.story(0).spotify.is_connected() {
            browser.close(0);
        }
        browser.settle();
        for story in browser.open_tabs() {
            assert!(story.spotify.taste().is_some(), "seed {seed}");
        }
        assert!(
            browser.calls.len() <= 18,
            "seed {seed}: {:?}",
            browser.calls
        );
    }
}

#[test]
fn the_calls_of_the_day_are_counted_over_all_tabs() {
    for seed in 0..50 {
        let mut browser = Browser::new(seed);
        for _ in 0..5 {
            browser.open();
        }
        browser.sign_in(0);
        browser.settle();
        for press in 0..50 {
            browser.tell(press % 5, SpotifyAction::Save(id(100 + press)));
            for _ in 0..seed % 4 {
                browser.step();
            }
        }
        browser.settle();
        assert_eq!(browser.calls.len(), 59);
        for story in browser.open_tabs() {
            let usage = story.view().usage;
            assert_eq!(usage.today, 59, "seed {seed}");
            assert!(usage.visit < 59);
        }
        let late = browser.open();
        assert_eq!(browser.story(late).view().usage.today, 59);
    }
}

#[test]
fn what_one_tab_keeps_is_not_lost_by_what_another_keeps() {
    let mut browser = Browser::new(1);
    let (first, second) = (browser.open(), browser.open());
    browser.sign_in(first);
    browser.settle();
    let find = |browser: &mut Browser, at: usize, number: usize| {
        let tab = browser.tabs[at].as_mut().unwrap();
        tab.story.list = vec![nameless(number)];
        browser.tell(at, SpotifyAction::Find(nameless(number).id));
    };
    find(&mut browser, first, 31);
    find(&mut browser, second, 32);
    browser.settle();
    let found: Vec<TrackId> = browser
        .kept
        .found
        .iter()
        .map(|(ours, _)| ours.clone())
        .collect();
    assert_eq!(found.len(), 2);
    let third = browser.open();
    let tab = browser.tabs[third].as_mut().unwrap();
    tab.story.list = vec![nameless(31), nameless(32)];
    assert_eq!(browser.story(third).view().found.len(), 2);
}

#[test]
fn a_tab_whose_turn_has_come_when_it_is_disconnected_lets_go_of_it() {
    let mut browser = Browser::new(3);
    let first = browser.open();
    browser.sign_in(first);
    for _ in 0..5 {
        browser.step();
    }
    browser.tell(first, SpotifyAction::Disconnect);
    browser.settle();
    assert_eq!((browser.holder, browser.queue.len()), (None, 0));
}
