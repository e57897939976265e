//! What is kept beside the tokens, written so that no tab undoes what another one has written; and whose turn it is.
//!
//! What becomes of a record is `SpotifyKept::written_over` and `CallUsage::count`; this reads and writes, under a lock.

use crate::account::serve::Service;
use crate::account::vault::note;
use crate::domain::spotify::policy::budget::CallUsage;
use crate::domain::spotify::profile::AccountId;
use crate::domain::spotify::taste::StoredTaste;
use crate::domain::spotify::token::TokenSet;
use crate::flow_old::account::exchange::{KEPT, TOKENS};
use crate::flow_old::spotify::event::Turn;
use crate::flow_old::spotify::kept::SpotifyKept;
use crate::flow_old::spotify::{SpotifyEvent, TabNews};
use crate::web::database::Database;
use crate::web::locks::Lock;
use crate::web::{Error, clock};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;

pub(super) const TASTE: &str = "spotify-taste";
const USAGE: &str = "spotify-calls";
const LOCK: &str = "feelharmonic-spotify-records";
const TURN: &str = "feelharmonic-spotify-turn";

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
    pub(super) async fn read(&self) -> (SpotifyKept, CallUsage, Option<StoredTaste>) {
        let kept: SpotifyKept = read(KEPT).await.unwrap_or_default();
        self.wrote.replace(kept.clone());
        let usage = read(USAGE).await.unwrap_or_default();
        (kept, usage, read(TASTE).await)
    }
}

impl Service {
    pub(super) async fn keep(self, kept: SpotifyKept, turn: Option<Rc<Lock>>) {
        let before = self.records().wrote.replace(kept.clone());
        let written = async {
            let _lock = Lock::hold(LOCK).await?;
            let database = Database::open().await?;
            // One of another form can't be merged with; it is written over.
            let record = database.get(KEPT).await.unwrap_or_default();
            let kept = kept.written_over(&before, record.unwrap_or_default());
            database.put(KEPT, &kept).await
        };
        note(written.await, "what is kept of Spotify");
        drop(turn);
    }

    pub(super) async fn keep_taste(self, taste: StoredTaste, turn: Option<Rc<Lock>>) {
        let written = async { Database::open().await?.put(TASTE, &taste).await };
        note(written.await, "the taste of today");
        drop(turn);
    }

    pub(super) async fn keep_owner(self, account: AccountId, turn: Option<Rc<Lock>>) {
        note(self.claim(account).await, "whose the tokens are");
        drop(turn);
    }

    /// Counts a call among those of every tab.
    pub(super) async fn count(self) {
        let counted = async {
            let _lock = Lock::hold(LOCK).await?;
            let database = Database::open().await?;
            let mut usage: CallUsage = database
                .get(USAGE)
                .await
                .unwrap_or_default()
                .unwrap_or_default();
            usage.count(clock::now());
            database.put(USAGE, &usage).await?;
            Ok::<_, Error>(usage)
        };
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
        match Lock::hold(TURN).await {
            Ok(lock) => drop(self.records().turn.replace(Some(Rc::new(lock)))),
            Err(error) => log::info!("nobody waits for a turn: {error}"),
        }
        let tokens: Option<TokenSet> = read(TOKENS).await;
        let turn = Turn {
            kept: read(KEPT).await.unwrap_or_default(),
            taste: read(TASTE).await,
            account: tokens.and_then(|tokens| tokens.info.account),
        };
        self.tell(SpotifyEvent::Turn(Box::new(turn)));
    }
}

async fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let read = async { Database::open().await?.get(key).await };
    read.await
        .inspect_err(|error| log::info!("nothing is read: {error}"))
        .ok()
        .flatten()
}
