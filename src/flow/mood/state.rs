//! The memory of the mood: faces, what was said by hand or in words, and where that has led.

use crate::domain::mood::Mood;
use crate::domain::mood::affect::Affect;
use crate::domain::mood::fusion::{AffectSource, FusedAffect, SourcedAffect, fuse_affects};
use crate::domain::mood::settling::Settling;
use crate::domain::mood::trail::Trail;
use crate::domain::mood::word::{FaceWord, MoodWord, WordEvidence};
use crate::flow::kit::Now;
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
    /// The mood of the moment.
    pub(super) mood: Option<Mood>,
    /// The word for it; none before there is a mood.
    pub(super) word: Option<WordedMood>,
    /// The mood's last moments.
    pub(super) trail: Trail,
    /// The memory of what is worth following.
    pub(super) settling: Settling,
}

/// The understanding of a mood in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsHeard {
    /// The phrases that counted, as a sentence.
    Counted(String),
    /// No word of them is known.
    Nothing,
}

/// The word for the mood, and what bears it out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WordedMood {
    /// The word for the mood.
    pub word: MoodWord,
    /// The evidence in a face; none for what was stated.
    pub evidence: Option<WordEvidence>,
}

impl From<FaceWord> for WordedMood {
    fn from(face: FaceWord) -> Self {
        Self {
            word: face.word,
            evidence: Some(face.evidence),
        }
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

    /// Moves the mood to `affect`, which `word` names.
    pub(super) fn move_mood(&mut self, affect: Affect, word: WordedMood, now: Now) -> Mood {
        let mood = Mood::from_affect(affect, now.wall);
        self.mood = Some(mood);
        self.word = Some(word);
        self.trail.push(mood.place, now.monotonic);
        mood
    }

    /// Takes what a person states; it overrules every face until it is taken back.
    pub(super) fn state_mood(&mut self, source: AffectSource, affect: Affect, now: Now) -> Mood {
        self.stated = Some(SourcedAffect { source, affect });
        self.statements = self.statements.wrapping_add(1);
        let affect = self.fused_affect().map_or(affect, |fused| fused.affect);
        let word = WordedMood {
            word: MoodWord::of_place(affect.place),
            evidence: None,
        };
        self.move_mood(affect, word, now)
    }
}
