//! The face reader as sight knows it: a worker that is started before it is needed, asked one picture at a time, and
//! replaced when it fails.
//!
//! A panic poisons a wasm instance for good, so a reader that stops or does not answer is never spoken to again: a new
//! one takes its place and goes on with the same camera, demo or photo. That life is [`Link`]'s; here are its policy
//! and the questions.

use crate::domain::quantity::{Fraction, Millis};
use crate::flow::bridge::reader::READER_VERSION;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::link::{
    AnswerPatience, Link, LinkEffect, LinkEvent, LinkFault, LinkNews, LinkPolicy, LinkStage, Seq,
};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::out::Out;
use crate::flow::sight::copy;
use crate::flow::sight::news::{Asked, SightOut};
use crate::flow::sight::pacing::{Pacing, PacingParams};

/// The patience with the face reader. Empirical: a cold start on a slow phone and network takes seconds.
const READER_POLICY: LinkPolicy = LinkPolicy {
    version: READER_VERSION,
    look_every: Millis(300.0),
    start_patience: Millis::from_secs(30.0),
    restarts: 3,
    give_up_after: 4,
    forgiven_after: Millis::from_secs(60.0),
};

/// The time that a frame's answer may take: by the reader's own usual time, so that a hang is noticed within a second
/// and a half on a quick device, and a slow one is not suspected.
const FRAME_PATIENCE: AnswerPatience = AnswerPatience {
    least: Millis(1200.0),
    most: Millis::from_secs(4.0),
    times_usual: 10.0,
};
/// The time that the first answers of a reader may take: it makes networks ready for the sizes that it comes to need.
const FIRST_PATIENCE: AnswerPatience = AnswerPatience::fixed(Millis::from_secs(4.0));
/// The number of answers after which a reader's usual time is known.
const FIRST_ANSWERS: u32 = 20;
/// The time that a photo's answer may take: a photo is decoded first.
const PHOTO_PATIENCE: AnswerPatience = AnswerPatience::fixed(Millis::from_secs(20.0));

/// The face reader: its life, its pace, and what it was asked last.
#[derive(Debug, Default)]
pub struct FaceReader {
    link: Link,
    pacing: Pacing,
    asked: Asked,
    /// Answers since it was ready.
    answers: u32,
}

impl FaceReader {
    /// The stage of its life.
    #[must_use]
    pub const fn stage(&self) -> LinkStage {
        self.link.stage()
    }

    /// The share of its files that has arrived.
    #[must_use]
    pub fn progress(&self) -> Fraction {
        self.link.progress()
    }

    /// Tells whether the face reader can be asked.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        self.link.is_ready()
    }

    /// Tells whether the answer to `seq` is still awaited.
    #[must_use]
    pub fn awaits(&self, seq: Seq) -> bool {
        self.link.awaits(seq)
    }

    /// Starts it unless it runs already, or this browser can't run it.
    pub(super) fn ensure_started(&mut self, can: Capabilities, now: Millis, out: &mut SightOut) {
        if can.simd {
            let mut life = Out::new();
            self.link.ensure_started(&READER_POLICY, now, &mut life);
            self.pass_on(life, out);
        }
    }

    /// Forgives its failures, for a person's "Try again".
    pub(super) fn forgive_failures(&mut self) {
        self.link.forgive();
    }

    /// Takes what is reported of its life; the news is the caller's to act on.
    pub(super) fn take_report(
        &mut self,
        event: LinkEvent,
        now: Millis,
        out: &mut SightOut,
    ) -> Vec<LinkNews> {
        let mut life = Out::new();
        self.link.update(event, &READER_POLICY, now, &mut life);
        self.pass_on(life, out)
    }

    /// Takes its own word that it can't go on; the news is the caller's to act on.
    pub(super) fn give_up_reader(
        &mut self,
        fault: LinkFault,
        now: Millis,
        out: &mut SightOut,
    ) -> Vec<LinkNews> {
        let mut life = Out::new();
        self.link.fail(fault, &READER_POLICY, now, &mut life);
        self.pass_on(life, out)
    }

    fn pass_on(&mut self, life: Out<LinkEffect, LinkNews>, out: &mut SightOut) -> Vec<LinkNews> {
        for effect in life.effects {
            out.effect(effect);
        }
        if life
            .news
            .iter()
            .any(|news| matches!(news, LinkNews::Failed { .. }))
        {
            self.pacing = Pacing::default();
            self.answers = 0;
        }
        life.news
    }

    /// The number of the next live frame, if one is due: one is in flight at a time.
    pub(super) fn ask_frame(&mut self, now: Millis, out: &mut SightOut) -> Option<Seq> {
        let is_due = self.is_ready() && !self.link.is_awaited() && self.pacing.is_due(now);
        let patience = if self.answers < FIRST_ANSWERS {
            &FIRST_PATIENCE
        } else {
            &FRAME_PATIENCE
        };
        is_due.then(|| self.ask(Asked::Frame, patience, now, out))
    }

    /// The number of a photo, whatever was in flight: a late answer to that will not count.
    pub(super) fn ask_photo(&mut self, now: Millis, out: &mut SightOut) -> Seq {
        self.link.forget_questions();
        self.ask(Asked::Photo, &PHOTO_PATIENCE, now, out)
    }

    fn ask(
        &mut self,
        asked: Asked,
        patience: &AnswerPatience,
        now: Millis,
        out: &mut SightOut,
    ) -> Seq {
        let mut life = Out::new();
        let seq = self.link.ask(patience, &READER_POLICY, now, &mut life);
        self.pass_on(life, out);
        self.asked = asked;
        seq
    }

    /// Takes the answer to `seq`: what was asked, or none if it came too late to count.
    pub(super) fn take_answer(&mut self, seq: Seq, now: Millis) -> Option<Asked> {
        let took = self.link.answered(seq, now)?;
        self.answers = self.answers.saturating_add(1);
        self.pacing.rest_after(took, now, &PacingParams::default());
        Some(self.asked)
    }

    /// Takes a word about the answer to `seq` that is still to come; tells whether anybody waits for it.
    pub(super) fn hear_of(&mut self, seq: Seq, now: Millis) -> bool {
        let is_awaited = self.link.awaits(seq);
        if is_awaited {
            self.link.heard(now);
        }
        is_awaited
    }

    /// Takes the question `seq` back, since there was nothing to send: what was asked, or none if it is forgotten
    /// already.
    pub(super) fn withdraw_question(&mut self, seq: Seq, now: Millis) -> Option<Asked> {
        if !self.link.awaits(seq) {
            return None;
        }
        self.link.withdraw(seq);
        self.pacing.retry_later(now, &PacingParams::default());
        Some(self.asked)
    }

    /// Forgets the question in flight, and any rest before the next.
    pub(super) fn forget_question(&mut self) {
        self.link.forget_questions();
        self.pacing = Pacing::default();
    }
}

/// Refuses what needs the face reader in a browser that can't run it, in words; tells whether it has.
pub(super) fn refuse_without_simd(can: Capabilities, out: &mut SightOut) -> bool {
    if !can.simd {
        out.news(NoticeChange::Say(copy::no_simd()));
    }
    !can.simd
}
