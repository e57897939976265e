//! The page's end of the library worker: its life, and what it has to know before it is asked.

use crate::domain::music::taste::Taste;
use crate::domain::quantity::Millis;
use crate::flow::bridge::library::{LIBRARY_WORKER_VERSION, ToLibraryWorker};
use crate::flow::kit::link::{
    AnswerPatience, Link, LinkEffect, LinkEvent, LinkNews, LinkPolicy, Seq,
};
use crate::flow::kit::out::Out;
use crate::flow::library::effect::LibraryEffect;
use crate::flow::library::news::LibraryNews;

/// The outbox of the library.
pub type LibraryOut = Out<LibraryEffect, LibraryNews>;

/// The patience with the worker. Empirical: 200,000 rows are put away in a few seconds, also on a phone. It is never
/// started again by itself, and after two failures only for a table that is brought.
pub(super) const POLICY: LinkPolicy = LinkPolicy {
    version: LIBRARY_WORKER_VERSION,
    look_every: Millis::from_secs(5.0),
    start_patience: Millis::from_secs(25.0),
    restarts: 0,
    give_up_after: 2,
    forgiven_after: Millis(f64::INFINITY),
};

/// The patience with an answer, from the worker's last word: a large table is told piece by piece.
const PATIENCE: AnswerPatience = AnswerPatience::fixed(Millis::from_secs(25.0));

/// The library worker, as the page knows it.
#[derive(Debug, Clone, Default)]
pub struct LibraryClient {
    link: Link,
    /// True while the worker knows the taste as it is.
    knows_taste: bool,
}

impl LibraryClient {
    /// Tells whether the worker can be asked.
    pub(super) const fn is_ready(&self) -> bool {
        self.link.is_ready()
    }

    /// Tells whether the worker has failed too often to be relied on.
    pub(super) fn is_given_up(&self) -> bool {
        self.link.is_given_up(&POLICY)
    }

    /// Forgives the failures: a person wishes to try once more.
    pub(super) fn forgive_failures(&mut self) {
        self.link.forgive();
    }

    /// Starts the worker unless it runs or is on its way.
    pub(super) fn ensure_started(&mut self, now: Millis, out: &mut LibraryOut) {
        if !self.link.is_alive() {
            self.knows_taste = false;
        }
        let mut link_out = Out::new();
        self.link.ensure_started(&POLICY, now, &mut link_out);
        pass_on(link_out, out);
    }

    /// Ends the worker on purpose.
    pub(super) fn end_worker(&mut self, out: &mut LibraryOut) {
        let mut link_out = Out::new();
        self.link.end(&mut link_out);
        pass_on(link_out, out);
    }

    /// Takes what the shell reports of the worker's life; tells what it means.
    #[must_use]
    pub(super) fn update_link(
        &mut self,
        event: LinkEvent,
        now: Millis,
        out: &mut LibraryOut,
    ) -> Vec<LinkNews> {
        let mut link_out = Out::new();
        self.link.update(event, &POLICY, now, &mut link_out);
        pass_on(link_out, out)
    }

    /// Numbers a question, and starts the worker if it has to be.
    pub(super) fn number_question(&mut self, now: Millis, out: &mut LibraryOut) -> Seq {
        // After the start, so that the watch is set for both at once.
        self.ensure_started(now, out);
        let mut link_out = Out::new();
        let seq = self.link.ask(&PATIENCE, &POLICY, now, &mut link_out);
        pass_on(link_out, out);
        seq
    }

    /// Takes a question back: its answer does not count any more.
    pub(super) fn withdraw_question(&mut self, seq: Seq) {
        self.link.withdraw(seq);
    }

    /// Takes a word of the worker as the sign of life that it is.
    pub(super) const fn heard_worker(&mut self, now: Millis) {
        self.link.heard(now);
    }

    /// Takes the answer to a question.
    pub(super) fn question_answered(&mut self, seq: Seq, now: Millis) {
        self.link.answered(seq, now);
    }

    /// Marks what the worker knows of the taste as old.
    pub(super) const fn taste_changed(&mut self) {
        self.knows_taste = false;
    }

    /// Tells the worker the taste, if it listens and does not know it.
    pub(super) fn tell_taste(&mut self, taste: &Taste, out: &mut LibraryOut) {
        if !self.is_ready() || self.knows_taste {
            return;
        }
        self.knows_taste = true;
        match taste.export() {
            Ok(text) => out.effect(ToLibraryWorker::Taste { text }),
            Err(error) => log::error!("the library worker is not told the taste: {error}"),
        }
    }
}

/// Passes the link's effects on as the library's own; hands its news back.
fn pass_on(link_out: Out<LinkEffect, LinkNews>, out: &mut LibraryOut) -> Vec<LinkNews> {
    for effect in link_out.effects {
        out.effect(effect);
    }
    link_out.news
}
