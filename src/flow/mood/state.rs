//! The memory of the mood: faces, what was said by hand or in words, and where that has led.

use crate::domain::mood::Mood;
use crate::domain::mood::affect::Affect;
use crate::domain::mood::fusion::{AffectSource, FusedAffect, SourcedAffect, fuse_affects};
use crate::domain::mood::settling::Settling;
use crate::domain::mood::trail::Trail;
use crate::flow::kit::Now;
use crate::flow::mood::event::ReadWords;
use crate::flow::mood::faces::SeenFaces;

/// The state of the mood.
#[derive(Debug, Default)]
pub struct MoodState {
    /// The faces in sight.
    pub(super) faces: SeenFaces,
    /// The mood that a hand or words stated, until it is taken back.
    pub(super) stated: Option<SourcedAffect>,
    /// The count of what was stated, so that an old movement of the hand does not count as rest.
    pub(super) statements: u32,
    /// The understanding of the last words.
    pub(super) words: Option<WordsHeard>,
    /// The code that reads words.
    pub(super) words_code: WordsCode,
    /// The mood of the moment.
    pub(super) mood: Option<Mood>,
    /// The mood's last moments.
    pub(super) trail: Trail,
    /// The memory of what is worth following.
    pub(super) settling: Settling,
}

/// The code that reads words, as far as it is there.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum WordsCode {
    /// Nobody has asked for it, or it could not be fetched.
    #[default]
    Absent,
    /// The code is being fetched.
    OnItsWay,
    /// The code is there.
    Here(ReadWords),
}

/// The understanding of a mood in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsHeard {
    /// The words wait for the code that reads them.
    Waiting(String),
    /// The code that reads them could not be fetched.
    Unread,
    /// The phrases that counted, as a sentence.
    Counted(String),
    /// The words are of danger to oneself.
    Danger,
    /// No word of them is known.
    Nothing {
        /// True if there is a mood, which stays.
        stays: bool,
    },
}

impl WordsHeard {
    /// Tells whether the words wait for the code that reads them.
    pub(super) const fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting(_))
    }
}

impl MoodState {
    /// The affect of all sources that say something at the moment.
    pub(super) fn fused_affect(&self) -> Option<FusedAffect> {
        let face = self
            .faces
            .sure_expression()
            .map(|expression| SourcedAffect {
                source: AffectSource::Face,
                affect: expression.affect,
            });
        let affects: Vec<_> = self.stated.into_iter().chain(face).collect();
        fuse_affects(&affects)
    }

    /// Moves the mood to `affect`.
    pub(super) fn move_mood(&mut self, affect: Affect, now: Now) -> Mood {
        let mood = Mood::from_affect(affect, now.wall);
        self.mood = Some(mood);
        self.trail.push(mood.place, now.monotonic);
        mood
    }

    /// Takes what a person states; it overrules every face until it is taken back.
    pub(super) fn state_mood(&mut self, source: AffectSource, affect: Affect, now: Now) -> Mood {
        self.stated = Some(SourcedAffect { source, affect });
        self.statements = self.statements.wrapping_add(1);
        let affect = self.fused_affect().map_or(affect, |fused| fused.affect);
        self.move_mood(affect, now)
    }
}
