//! The life of a helper, written once: a worker, or a bundle that is fetched when it is wanted.
//!
//! Started, fetched byte by byte, `Ready` with its version, asked numbered questions, watched, given up, tried again. A
//! slow network is no hang: while a helper starts, every byte and every phase counts as a sign of life; once it is
//! ready, only an answer that is overdue does not. The feature that owns a [`Link`] passes its effects on as its own
//! and acts on its news; what it asks and what the answers say is the feature's alone.

use crate::domain::quantity::{Fraction, Millis};
use crate::flow::kit::out::Out;
use serde::{Deserialize, Serialize};

/// The running number of a question; its answer repeats it, and late answers are told apart by it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize,
)]
pub struct Seq(pub u64);

/// The page's patience with a helper, and the number of times that it tries again by itself. Each feature states its
/// own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkPolicy {
    /// The version that its `Ready` must tell.
    pub version: u32,
    /// The time between two looks of the watch, while there is something to wait for.
    pub look_every: Millis,
    /// The longest time that a starting helper may go without a byte, a phase or a word.
    pub start_patience: Millis,
    /// The number of deaths in a row that are mended without asking, for a helper that has been ready.
    pub restarts: u32,
    /// The number of failures in a row from which the helper counts as given up ([`Link::is_given_up`]).
    pub give_up_after: u32,
    /// The time without a failure after which the count of failures begins anew.
    pub forgiven_after: Millis,
}

/// The time that an answer may take: some times as long as answers usually take, within bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnswerPatience {
    /// The least patience, however quick the helper usually is.
    pub least: Millis,
    /// The greatest patience; it also holds while it is not known how quick the helper usually is.
    pub most: Millis,
    /// The patience within these bounds, as a multiple of the usual time.
    pub times_usual: f64,
}

impl AnswerPatience {
    /// A patience of `span`, however quick the helper usually is.
    #[must_use]
    pub const fn fixed(span: Millis) -> Self {
        Self {
            least: span,
            most: span,
            times_usual: 1.0,
        }
    }

    fn after(&self, usual: Option<Millis>) -> Millis {
        let span = usual.map_or(self.most.0, |usual| usual.0 * self.times_usual);
        Millis(span.max(self.least.0).min(self.most.0))
    }
}

/// The stage of a helper's life.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum LinkStage {
    /// The helper is not started, or was ended on purpose.
    #[default]
    Off,
    /// The helper is being fetched and started.
    Starting {
        /// Bytes that have arrived.
        received: u64,
        /// Bytes that are expected; 0 before that is known.
        total: u64,
        /// The step that the start has come to.
        phase: LinkPhase,
    },
    /// The helper can be asked.
    Ready,
    /// The helper could not be started, or has stopped too often.
    Failed,
}

/// A step of a helper's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPhase {
    /// The helper's files are on their way.
    #[default]
    Fetching,
    /// All bytes are there; the helper compiles, checks and warms up.
    Starting,
}

/// The fault by which a helper is of no use any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFault {
    /// The helper could not be fetched or started.
    Unreachable,
    /// The helper was ready and has stopped.
    Crashed,
    /// The helper was ready and an answer is overdue.
    Stuck,
    /// The helper has said itself that it can't go on, for a reason that starting it again would not mend.
    Refused,
}

impl LinkFault {
    /// Tells whether another start may mend the fault.
    const fn is_death(self) -> bool {
        !matches!(self, Self::Refused)
    }
}

/// The shell's report of a helper's life. What the helper says beyond this is the feature's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkEvent {
    /// So many bytes of all the helper's files have arrived.
    Bytes {
        /// Bytes that have arrived.
        received: u64,
        /// Bytes that are expected; 0 if that is not known.
        total: u64,
    },
    /// The helper's start has come to another phase.
    Phase(LinkPhase),
    /// The helper listens, and can be asked.
    Ready {
        /// The version of the helper's messages.
        version: u32,
    },
    /// The helper could not be started, or died where the browser noticed.
    Lost,
    /// A timer of [`LinkEffect::WakeAfter`] ran out.
    Woke(LinkWake),
}

/// The number of a timer of the watch, by which an old one finds out that it is old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkWake(pub u32);

/// A request to the shell on behalf of a helper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LinkEffect {
    /// Fetch and start the helper → [`LinkEvent::Bytes`], [`LinkEvent::Phase`], [`LinkEvent::Ready`], or
    /// [`LinkEvent::Lost`]. Whatever an earlier attempt still has to say is not to be passed on.
    Start {
        /// The number of this attempt, from 1.
        attempt: u32,
    },
    /// End the helper at once, whatever it does.
    End,
    /// Wait, then → [`LinkEvent::Woke`].
    WakeAfter(Millis, LinkWake),
}

/// The news of a helper's life that its feature has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkNews {
    /// The helper can be asked.
    Ready,
    /// The helper is of no use any more; questions in flight are forgotten. It is being started again, or not.
    Failed {
        /// The reason of the failure.
        fault: LinkFault,
        /// The remedy that is tried, if any.
        next: AfterFailure,
    },
    /// The helper is of another version than the page: both must be loaded anew.
    OutOfDate,
}

/// The sequel of a failure: another start by itself, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// The helper is being started again.
    Restarting,
    /// The helper has stopped too often to be started again unasked.
    GivenUp,
    /// The helper has never been ready, so that another try is for the person to ask for.
    Waiting,
}

/// A question without an answer yet.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pending {
    seq: Seq,
    since: Millis,
    patience: Millis,
}

/// A helper, as the page knows it.
#[derive(Debug, Clone, Default)]
pub struct Link {
    stage: LinkStage,
    attempt: u32,
    has_been_ready: bool,
    /// Failures in a row, and when the last one was.
    failures: Option<(u32, Millis)>,
    /// The moment of the helper's last sign of life.
    heard: Millis,
    watch: Watch,
    last_seq: Seq,
    pending: Vec<Pending>,
    /// The time that answers usually take; none before it is known.
    usual: Option<Millis>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Watch {
    /// Counts the timers that were set.
    timer: LinkWake,
    is_set: bool,
    /// The moment at which the last timer was to run out.
    due: Millis,
}

/// Share of each new time in the usual one. Empirical: ten answers make a habit.
const USUAL_SHARE: f64 = 0.1;

impl Link {
    /// The stage of the helper's life.
    #[must_use]
    pub const fn stage(&self) -> LinkStage {
        self.stage
    }

    /// Tells whether the helper can be asked.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        matches!(self.stage, LinkStage::Ready)
    }

    const fn is_starting(&self) -> bool {
        matches!(self.stage, LinkStage::Starting { .. })
    }

    /// Tells whether the helper is running or on its way.
    #[must_use]
    pub const fn is_alive(&self) -> bool {
        matches!(self.stage, LinkStage::Starting { .. } | LinkStage::Ready)
    }

    /// Tells whether the helper has ever been ready on this page.
    #[must_use]
    pub const fn has_been_ready(&self) -> bool {
        self.has_been_ready
    }

    /// The share of the helper's bytes that has arrived.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share of megabytes needs no more than 24 bits"
    )]
    pub fn progress(&self) -> Fraction {
        match self.stage {
            LinkStage::Starting {
                received, total, ..
            } => Fraction::clamped(received as f32 / total.max(1) as f32),
            LinkStage::Ready => Fraction::MAX,
            LinkStage::Off | LinkStage::Failed => Fraction::MIN,
        }
    }

    /// Tells whether the helper has failed too often to be relied on.
    #[must_use]
    pub fn is_given_up(&self, policy: &LinkPolicy) -> bool {
        self.failures
            .is_some_and(|(count, _)| count >= policy.give_up_after)
    }

    /// Tells whether any question has no answer yet.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Tells whether the answer to `seq` is still awaited.
    #[must_use]
    pub fn awaits(&self, seq: Seq) -> bool {
        self.pending.iter().any(|question| question.seq == seq)
    }

    /// Starts the helper unless it runs or is on its way.
    pub fn ensure_started(
        &mut self,
        policy: &LinkPolicy,
        now: Millis,
        out: &mut Out<LinkEffect, LinkNews>,
    ) {
        if self.is_alive() {
            return;
        }
        self.stage = LinkStage::Starting {
            received: 0,
            total: 0,
            phase: LinkPhase::Fetching,
        };
        self.attempt = self.attempt.wrapping_add(1);
        self.heard = now;
        out.effect(LinkEffect::Start {
            attempt: self.attempt,
        });
        self.ensure_watched(policy, now, out);
    }

    /// A person's "Try again": the count of failures begins anew.
    pub fn forgive(&mut self) {
        self.failures = None;
    }

    /// Ends it on purpose.
    pub fn end(&mut self, out: &mut Out<LinkEffect, LinkNews>) {
        if self.is_alive() {
            out.effect(LinkEffect::End);
        }
        self.stage = LinkStage::Off;
        self.pending.clear();
    }

    /// Takes what the shell reports.
    pub fn update(
        &mut self,
        event: LinkEvent,
        policy: &LinkPolicy,
        now: Millis,
        out: &mut Out<LinkEffect, LinkNews>,
    ) {
        match event {
            LinkEvent::Bytes { received, total } => self.bytes_arrived(received, total, now),
            LinkEvent::Phase(phase) => self.phase_reached(phase, now),
            // Nobody waits for it: said by an attempt that was ended, or said twice.
            LinkEvent::Ready { .. } if !self.is_starting() => {}
            LinkEvent::Ready { version } if version != policy.version => {
                self.end(out);
                self.stage = LinkStage::Failed;
                out.news(LinkNews::OutOfDate);
            }
            LinkEvent::Ready { .. } => {
                self.stage = LinkStage::Ready;
                self.has_been_ready = true;
                self.heard = now;
                out.news(LinkNews::Ready);
            }
            LinkEvent::Lost => {
                let fault = match self.stage {
                    LinkStage::Ready => LinkFault::Crashed,
                    _ => LinkFault::Unreachable,
                };
                self.fail(fault, policy, now, out);
            }
            LinkEvent::Woke(timer) if timer == self.watch.timer => self.look(policy, now, out),
            LinkEvent::Woke(_) => {}
        }
    }

    fn bytes_arrived(&mut self, arrived: u64, expected: u64, now: Millis) {
        if let LinkStage::Starting {
            received,
            total,
            phase,
        } = &mut self.stage
        {
            // The same count again is no sign of life.
            if arrived != *received || expected != *total {
                self.heard = now;
            }
            // Once all of them are there, a helper may still count what it takes of them.
            if *phase == LinkPhase::Fetching {
                (*received, *total) = (arrived, expected);
            }
        }
    }

    fn phase_reached(&mut self, reached: LinkPhase, now: Millis) {
        if let LinkStage::Starting { phase, .. } = &mut self.stage {
            *phase = reached;
            self.heard = now;
        }
    }

    /// A sign of life that is no answer: the patience with every question begins anew.
    pub const fn heard(&mut self, now: Millis) {
        self.heard = now;
    }

    /// Numbers a question that may take `patience`.
    pub fn ask(
        &mut self,
        patience: &AnswerPatience,
        policy: &LinkPolicy,
        now: Millis,
        out: &mut Out<LinkEffect, LinkNews>,
    ) -> Seq {
        self.last_seq = Seq(self.last_seq.0 + 1);
        self.pending.push(Pending {
            seq: self.last_seq,
            since: now,
            patience: patience.after(self.usual),
        });
        self.ensure_watched(policy, now, out);
        self.last_seq
    }

    /// Takes the answer to `seq`: how long it took, or none if it comes too late to count.
    pub fn answered(&mut self, seq: Seq, now: Millis) -> Option<Millis> {
        let at = self
            .pending
            .iter()
            .position(|question| question.seq == seq)?;
        let question = self.pending.remove(at);
        // Longer than its patience only while the page itself stood still: nothing is to be learned from that.
        let took = Millis(now.since(question.since).0.min(question.patience.0));
        self.heard = now;
        self.usual = Some(self.usual.map_or(took, |usual| {
            Millis(usual.0 + (took.0 - usual.0) * USUAL_SHARE)
        }));
        Some(took)
    }

    /// Takes a question back: it was never sent, and says nothing about how long answers take.
    pub fn withdraw(&mut self, seq: Seq) {
        self.pending.retain(|question| question.seq != seq);
    }

    /// Forgets every question in flight: a late answer will not count; the numbers go on.
    pub fn forget_questions(&mut self) {
        self.pending.clear();
    }

    /// Ends a helper that is of no use any more, as the shell, the watch or its own words say.
    pub fn fail(
        &mut self,
        fault: LinkFault,
        policy: &LinkPolicy,
        now: Millis,
        out: &mut Out<LinkEffect, LinkNews>,
    ) {
        if !self.is_alive() {
            return;
        }
        let count = match self.failures {
            Some((count, last)) if now.0 - last.0 < policy.forgiven_after.0 => count + 1,
            _ => 1,
        };
        self.failures = Some((count, now));
        self.stage = LinkStage::Failed;
        self.pending.clear();
        out.effect(LinkEffect::End);
        let next = match (self.has_been_ready && fault.is_death(), count) {
            (true, count) if count <= policy.restarts => AfterFailure::Restarting,
            (true, _) => AfterFailure::GivenUp,
            (false, _) => AfterFailure::Waiting,
        };
        // News before the start, so that nobody takes it for the next helper's.
        out.news(LinkNews::Failed { fault, next });
        if next == AfterFailure::Restarting {
            self.ensure_started(policy, now, out);
        }
    }

    fn ensure_watched(
        &mut self,
        policy: &LinkPolicy,
        now: Millis,
        out: &mut Out<LinkEffect, LinkNews>,
    ) {
        if self.watch.is_set {
            return;
        }
        self.watch.is_set = true;
        self.watch.due = now.plus(policy.look_every);
        self.watch.timer = LinkWake(self.watch.timer.0.wrapping_add(1));
        out.effect(LinkEffect::WakeAfter(policy.look_every, self.watch.timer));
    }

    /// Leaves out of the silence the time in which the page itself stood still.
    // A device asleep or a frozen tab hears nobody, and its own timers run out as late as it wakes: the helper's words
    // of that time may wait behind this look.
    fn forgive_standstill(&mut self, policy: &LinkPolicy, now: Millis) {
        let late = now.0 - self.watch.due.0;
        if late > policy.look_every.0 {
            self.heard = Millis((self.heard.0 + late).min(now.0));
        }
    }

    /// The watch looks: has starting stalled, is an answer overdue?
    fn look(&mut self, policy: &LinkPolicy, now: Millis, out: &mut Out<LinkEffect, LinkNews>) {
        self.watch.is_set = false;
        self.forgive_standstill(policy, now);
        let since = |moment: Millis| now.0 - moment.0;
        let heard = self.heard;
        let is_overdue =
            |question: &Pending| since(Millis(question.since.0.max(heard.0))) > question.patience.0;
        match self.stage {
            LinkStage::Starting { .. } if since(heard) > policy.start_patience.0 => {
                self.fail(LinkFault::Unreachable, policy, now, out);
            }
            LinkStage::Ready if self.pending.iter().any(is_overdue) => {
                self.fail(LinkFault::Stuck, policy, now, out);
            }
            _ => {}
        }
        if matches!(self.stage, LinkStage::Starting { .. }) || self.is_awaited() {
            self.ensure_watched(policy, now, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: LinkPolicy = LinkPolicy {
        version: 3,
        look_every: Millis(1000.0),
        start_patience: Millis(30_000.0),
        restarts: 2,
        give_up_after: 2,
        forgiven_after: Millis(60_000.0),
    };
    const PATIENCE: AnswerPatience = AnswerPatience {
        least: Millis(500.0),
        most: Millis(4000.0),
        times_usual: 10.0,
    };

    /// A link and its outbox, driven second by second.
    #[derive(Default)]
    struct Story {
        link: Link,
        out: Out<LinkEffect, LinkNews>,
        now: Millis,
    }

    impl Story {
        fn started() -> Self {
            let mut story = Self::default();
            story
                .link
                .ensure_started(&POLICY, story.now, &mut story.out);
            story
        }

        fn ready() -> Self {
            let mut story = Self::started();
            story.hear(LinkEvent::Ready { version: 3 });
            story
        }

        fn hear(&mut self, event: LinkEvent) {
            self.link.update(event, &POLICY, self.now, &mut self.out);
        }

        fn ask(&mut self) -> Seq {
            self.link.ask(&PATIENCE, &POLICY, self.now, &mut self.out)
        }

        /// Time passes, and each timer runs out when it is due.
        fn pass(&mut self, millis: f64) {
            let end = self.now.plus(Millis(millis));
            while self.link.watch.is_set && self.link.watch.due.0 <= end.0 {
                self.now = self.link.watch.due;
                self.look();
            }
            self.now = end;
        }

        /// The page stands still for so long, and the timer that was set before runs out at once then.
        fn stand_still(&mut self, millis: f64) {
            self.now = self.now.plus(Millis(millis));
            self.look();
        }

        fn look(&mut self) {
            let timer = self.link.watch.timer;
            self.hear(LinkEvent::Woke(timer));
        }

        fn failures(&self) -> Vec<(LinkFault, AfterFailure)> {
            let failed = self.out.news.iter().filter_map(|news| match news {
                LinkNews::Failed { fault, next } => Some((*fault, *next)),
                _ => None,
            });
            failed.collect()
        }
    }

    #[test]
    fn bytes_that_keep_arriving_are_no_hang_however_slow() {
        let mut story = Story::started();
        for received in 0..100 {
            story.hear(LinkEvent::Bytes {
                received,
                total: 100,
            });
            story.pass(20_000.0);
        }
        assert_eq!(story.failures(), []);
        story.pass(31_000.0);
        assert_eq!(
            story.failures(),
            [(LinkFault::Unreachable, AfterFailure::Waiting)]
        );
    }

    #[test]
    fn once_all_bytes_are_there_what_a_helper_counts_of_them_is_a_sign_of_life_and_no_step_back() {
        let mut story = Story::started();
        story.hear(LinkEvent::Bytes {
            received: 9,
            total: 9,
        });
        story.hear(LinkEvent::Phase(LinkPhase::Starting));
        story.pass(20_000.0);
        story.hear(LinkEvent::Bytes {
            received: 1,
            total: 5,
        });
        assert_eq!(story.link.progress(), Fraction::MAX);
        story.pass(20_000.0);
        assert_eq!(story.failures(), []);
        assert!(story.link.is_alive());
    }

    #[test]
    fn an_overdue_answer_ends_it_and_it_is_started_again() {
        let mut story = Story::ready();
        story.ask();
        story.pass(5000.0);
        assert_eq!(
            story.failures(),
            [(LinkFault::Stuck, AfterFailure::Restarting)]
        );
        assert!(story.out.effects.ends_with(&[
            LinkEffect::End,
            LinkEffect::Start { attempt: 2 },
            LinkEffect::WakeAfter(POLICY.look_every, LinkWake(6)),
        ]));
    }

    #[test]
    fn patience_follows_the_helpers_own_usual_time() {
        let mut story = Story::ready();
        for _ in 0..50 {
            let seq = story.ask();
            story.now = Millis(story.now.0 + 100.0);
            assert_eq!(story.link.answered(seq, story.now), Some(Millis(100.0)));
        }
        story.look();
        story.ask();
        story.pass(1000.0);
        assert_eq!(story.failures(), []);
        story.pass(1000.0);
        assert_eq!(story.failures().len(), 1, "ten times as long as usual");
    }

    #[test]
    fn time_in_which_the_page_itself_stood_still_is_no_silence_of_the_helpers() {
        let mut story = Story::ready();
        let seq = story.ask();
        story.stand_still(600_000.0);
        assert_eq!(story.failures(), [], "its answer may wait behind the look");
        assert!(story.link.answered(seq, story.now).is_some());
        story.ask();
        story.stand_still(600_000.0);
        story.pass(5000.0);
        assert_eq!(
            story.failures(),
            [(LinkFault::Stuck, AfterFailure::Restarting)]
        );
        story.stand_still(600_000.0);
        assert_eq!(story.failures().len(), 1, "nor while it starts");
    }

    #[test]
    fn a_late_answer_does_not_count() {
        let mut story = Story::ready();
        let seq = story.ask();
        story.link.forget_questions();
        assert_eq!(story.link.answered(seq, story.now), None);
    }

    #[test]
    fn one_that_dies_again_and_again_is_given_up_until_it_is_forgiven() {
        let mut story = Story::ready();
        for _ in 0..3 {
            story.hear(LinkEvent::Lost);
            story.hear(LinkEvent::Ready { version: 3 });
        }
        let (_, last) = story.failures().pop().unwrap();
        assert_eq!(last, AfterFailure::GivenUp);
        assert!(story.link.is_given_up(&POLICY));
        story.link.forgive();
        assert!(!story.link.is_given_up(&POLICY));
    }

    #[test]
    fn one_of_another_version_is_ended() {
        let mut story = Story::started();
        story.hear(LinkEvent::Ready { version: 2 });
        assert_eq!(story.out.news, [LinkNews::OutOfDate]);
        assert!(story.out.effects.contains(&LinkEffect::End));
    }

    #[test]
    fn one_that_nobody_waits_for_is_not_ready() {
        let ready = |version| LinkEvent::Ready { version };
        let mut off = Story::default();
        off.hear(ready(3));
        off.hear(ready(2));
        assert_eq!(
            (off.link.stage(), &*off.out.news),
            (LinkStage::Off, &[][..])
        );

        let mut failed = Story::started();
        failed.hear(LinkEvent::Lost);
        failed.out = Out::default();
        failed.hear(ready(3));
        assert_eq!(failed.link.stage(), LinkStage::Failed);
        assert_eq!(failed.out, Out::default());

        let mut twice = Story::ready();
        twice.hear(ready(3));
        assert_eq!(twice.out.news, [LinkNews::Ready]);
    }

    #[test]
    fn an_old_timer_finds_out_that_it_is_old() {
        let mut story = Story::ready();
        story.ask();
        story.now = Millis(10_000.0);
        story.hear(LinkEvent::Woke(LinkWake(0)));
        assert_eq!(story.failures(), []);
    }
}
