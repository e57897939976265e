//! A person's taste, learned from their thumbs, on their device.
//!
//! [`Taste`] keeps a log of thumbs and a model that is nothing but the log's consequence: taking a thumb back,
//! forgetting an artist or reading an export all mean fitting it anew. [`feedback`] is what one thumb says,
//! [`traits`] and [`origin`] are what it is explained by, [`model`] is the Bayesian regression, [`scorer`] is a taste
//! made ready for one list, [`explain`] and [`preference`] put it in words, [`archive`] takes it out and in, `merge`
//! brings together what several tabs teach. Nothing is learned from Spotify: the log holds thumbs and what they were
//! given to.

pub mod archive;
pub mod explain;
pub mod feedback;
mod merge;
pub mod model;
pub mod origin;
pub mod preference;
pub mod scorer;
pub mod traits;

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::taste::explain::Preference;
use crate::domain::music::taste::feedback::{Feedback, ThumbVerdict};
use crate::domain::music::taste::model::TasteModel;
use std::collections::{BTreeMap, BTreeSet};

/// The most thumbs that are kept. Beyond, the oldest [`FORGOTTEN_AT_ONCE`] go together.
// Who has given 2,000 has changed since the first, and fitting anew at each would cost.
pub const MOST_FEEDBACK: usize = 2_000;
/// The number of oldest thumbs that go when there are too many.
pub const FORGOTTEN_AT_ONCE: usize = 200;

/// The likes and dislikes of a person: their thumbs, the edits, and the model fitted to both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taste {
    log: Vec<Feedback>,
    muted: BTreeSet<Preference>,
    model: TasteModel,
}

impl Taste {
    /// Learns from one thumb. A track counts once: its newest thumb, or else its newest skip.
    pub fn learn(&mut self, feedback: Feedback) {
        let first = self.log.iter().all(|known| known.track != feedback.track);
        let feedback = feedback.bounded();
        if first {
            self.model.update(&feedback);
        }
        self.log.push(feedback);
        if self.log.len() > MOST_FEEDBACK {
            self.log.drain(..FORGOTTEN_AT_ONCE);
            self.refit_model();
        } else if !first {
            self.refit_model();
        }
    }

    /// Takes the newest thumb back and returns it; what it had replaced counts again.
    pub fn undo(&mut self) -> Option<Feedback> {
        let taken = self.log.pop();
        if taken.is_some() {
            self.refit_model();
        }
        taken
    }

    /// Takes back everything that was said about a track. Returns false where nothing was.
    pub fn withdraw(&mut self, track: &TrackId) -> bool {
        self.retain_feedback(|feedback| feedback.track != *track)
    }

    /// Sets what was learned about one thing to nothing, for as long as it stays muted.
    pub fn mute(&mut self, preference: Preference) {
        if self.muted.len() < MOST_FEEDBACK {
            self.muted.insert(preference);
        }
    }

    /// Lets what was learned about a muted thing count again.
    pub fn unmute(&mut self, preference: &Preference) {
        self.muted.remove(preference);
    }

    /// Forgets the thumbs given to an artist or a genre. Returns false where there were none; a trait has none of its
    /// own.
    pub fn forget(&mut self, preference: &Preference) -> bool {
        match preference {
            Preference::Artist(artist) => {
                self.retain_feedback(|feedback| feedback.artist != *artist)
            }
            Preference::Genre(genre) => self.retain_feedback(|feedback| feedback.genre != *genre),
            Preference::Trait(_) | Preference::Origin(_) => false,
        }
    }

    /// Every thumb that is kept, oldest first.
    #[must_use]
    pub fn log(&self) -> &[Feedback] {
        &self.log
    }

    /// The preferences that count for nothing.
    #[must_use]
    pub const fn muted(&self) -> &BTreeSet<Preference> {
        &self.muted
    }

    /// Tells if nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// The verdict that counts for a track: its newest thumb, or else its newest skip.
    #[must_use]
    pub fn verdict(&self, track: &TrackId) -> Option<ThumbVerdict> {
        counting_feedback(&self.log)
            .into_iter()
            .find(|feedback| feedback.track == *track)
            .map(|feedback| feedback.verdict)
    }

    /// Tells if a track has a thumb up: the newest thumb counts, and a skip is none.
    #[must_use]
    pub fn is_liked(&self, track: &TrackId) -> bool {
        let mut said = self.log.iter().rev();
        let thumb = said.find(|one| one.track == *track && one.verdict != ThumbVerdict::Skip);
        thumb.is_some_and(|one| one.verdict == ThumbVerdict::Up)
    }

    /// The tracks with a thumb down: they are shown no more.
    pub fn disliked(&self) -> impl Iterator<Item = &TrackId> {
        counting_feedback(&self.log)
            .into_iter()
            .filter(|feedback| matches!(feedback.verdict, ThumbVerdict::Down | ThumbVerdict::Song))
            .map(|feedback| &feedback.track)
    }

    const fn model(&self) -> &TasteModel {
        &self.model
    }

    fn retain_feedback(&mut self, keep: impl Fn(&Feedback) -> bool) -> bool {
        let before = self.log.len();
        self.log.retain(keep);
        let changed = self.log.len() < before;
        if changed {
            self.refit_model();
        }
        changed
    }

    fn refit_model(&mut self) {
        self.model = TasteModel::default();
        for feedback in counting_feedback(&self.log) {
            self.model.update(feedback);
        }
    }
}

/// The thumbs of a log that count: for each track its newest thumb, or else its newest skip; in the log's order.
fn counting_feedback(log: &[Feedback]) -> Vec<&Feedback> {
    let mut newest: BTreeMap<&TrackId, (usize, ThumbVerdict)> = BTreeMap::new();
    for (at, feedback) in log.iter().enumerate() {
        let known = newest
            .entry(&feedback.track)
            .or_insert((at, feedback.verdict));
        if feedback.verdict != ThumbVerdict::Skip || known.1 == ThumbVerdict::Skip {
            *known = (at, feedback.verdict);
        }
    }
    log.iter()
        .enumerate()
        .filter(|(at, feedback)| {
            newest
                .get(&feedback.track)
                .is_some_and(|(newest, _)| newest == at)
        })
        .map(|(_, feedback)| feedback)
        .collect()
}
