//! What is kept beside the tokens, written so that no tab undoes what another one has written; and whose turn it is.
//!
//! What becomes of a record is `SpotifyKept::written_over` and `Usage::count`; this reads and writes, under a lock.

use crate::account::serve::Service;
use crate::account::vault::note;
use crate::domain::spotify::policy::budget::Usage;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::taste::KeptTaste;
use crate::domain::spotify::token::TokenSet;
use crate::flow::kit::store::Key;
use crate::flow_old::spotify::event::Turn;
use crate::flow_old::spotify::kept::SpotifyKept;
use crate::flow_old::spotify::{SpotifyEvent, TabNews};
use crate::shell::store::Store;
use crate::web::clock;
use crate::web::locks::Lock;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

/// What this tab knows of the records.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// What it has read or written last, so that it knows what it has changed since.
    wrote: RefCell<SpotifyKept>,
    /// Held while it is this tab's turn, and by whatever it is writing meanwhile: the next tab reads it.
    turn: RefCell<Option<Rc<Lock>>>,
}

impl Records {
    /// This tab's turn, for whatever is written in it.
    pub(super) fn turn(&self) -> Option<Rc<Lock>> {
        self.turn.borrow().clone()
    }

    /// The next tab has its turn, as soon as everything is written.
    pub(super) fn end_turn(&self) {
        self.turn.take();
    }

    /// What was kept, to begin with.
    pub(super) async fn read(&self, store: &Store) -> (SpotifyKept, Usage, Option<KeptTaste>) {
        let kept: SpotifyKept = read(store, Key::Spotify).await.unwrap_or_default();
        self.wrote.replace(kept.clone());
        let usage = read(store, Key::SpotifyUsage).await.unwrap_or_default();
        (kept, usage, read(store, Key::SpotifyTaste).await)
    }
}

impl Service {
    pub(super) async fn keep(self, kept: SpotifyKept, turn: Option<Rc<Lock>>) {
        let before = self.records().wrote.replace(kept.clone());
        // One of another form can't be merged with; it is written over.
        let written = self.store().change_json(Key::Spotify, |record| {
            kept.written_over(&before, record.unwrap_or_default())
        });
        note(written.await.map(drop), "what is kept of Spotify");
        drop(turn);
    }

    pub(super) async fn keep_taste(self, taste: KeptTaste, turn: Option<Rc<Lock>>) {
        let written = self.store().put_json(Key::SpotifyTaste, &taste).await;
        note(written, "the taste of today");
        drop(turn);
    }

    pub(super) async fn keep_owner(self, account: AccountId, turn: Option<Rc<Lock>>) {
        note(self.claim(account).await, "whose the tokens are");
        drop(turn);
    }

    /// Counts a call among those of every tab.
    pub(super) async fn count(self) {
        let counted = self.store().change_json(Key::SpotifyUsage, |usage| {
            let mut usage: Usage = usage.unwrap_or_default();
            usage.count(clock::now());
            usage
        });
        match counted.await {
            Ok(usage) => {
                self.vault().tell(&TabNews::Counted(usage));
                self.tell(SpotifyEvent::Counted(usage));
            }
            Err(error) => log::warn!("a call is counted in this tab alone: {error}"),
        }
    }

    /// Waits until no other tab is at it. Where there are no locks, no tab waits for another.
    pub(super) async fn take_turn(self) {
        match Lock::hold(&self.store().scope().tab_lease()).await {
            Ok(lock) => drop(self.records().turn.replace(Some(Rc::new(lock)))),
            Err(error) => log::info!("nobody waits for a turn: {error}"),
        }
        let store = self.store();
        let tokens: Option<TokenSet> = read(store, Key::SpotifyTokens).await;
        let turn = Turn {
            kept: read(store, Key::Spotify).await.unwrap_or_default(),
            taste: read(store, Key::SpotifyTaste).await,
            account: tokens.and_then(|tokens| tokens.info.account),
        };
        self.tell(SpotifyEvent::Turn(Box::new(turn)));
    }
}

async fn read<T: DeserializeOwned>(store: &Store, key: Key) -> Option<T> {
    let read = store.read_json(key).await;
    read.inspect_err(|fault| log::info!("nothing is read: {fault}"))
        .ok()
        .flatten()
}
