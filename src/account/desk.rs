//! What the module remembers, and what it has told the page.

use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::token::Generation;
use crate::flow_old::account::exchange::{FromAccount, ToAccount};
use crate::flow_old::music::account::Account;
use crate::flow_old::spotify::{
    Entry, Spotify, SpotifyEffect, SpotifyEvent, SpotifyView, update, view,
};

/// The state of a connection, the list it is about, and what the page knows.
#[derive(Debug, Default)]
pub struct Desk {
    spotify: Spotify,
    list: Vec<Entry>,
    heading: String,
    shown: Option<SpotifyView>,
    word: Account,
}

impl Desk {
    /// Takes what the page says at `now`.
    pub fn hear(&mut self, said: ToAccount, now: UnixMillis) -> Vec<SpotifyEffect> {
        match said {
            ToAccount::Wish(wish) => self.take(wish.into(), now),
            ToAccount::Online => self.take(SpotifyEvent::Online, now),
            ToAccount::List { tracks, heading } => {
                self.list = tracks;
                self.heading = heading;
                Vec::new()
            }
            ToAccount::Look => Vec::new(),
        }
    }

    /// Takes what happened at `now`.
    pub fn take(&mut self, event: SpotifyEvent, now: UnixMillis) -> Vec<SpotifyEffect> {
        update(&mut self.spotify, event, &self.list, now)
    }

    /// What the page does not know yet.
    pub fn news(&mut self, now: UnixMillis) -> Vec<FromAccount> {
        let mut news = Vec::new();
        let word = self.spotify.word();
        if word != self.word {
            self.word = word.clone();
            news.push(FromAccount::Word(Box::new(word)));
        }
        let view = view(&self.spotify, &self.list, &self.heading, now);
        if self.shown.as_ref() != Some(&view) {
            self.shown = Some(view.clone());
            news.push(FromAccount::View(Box::new(view)));
        }
        news
    }

    /// Which tokens are in use.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.spotify.generation()
    }
}
