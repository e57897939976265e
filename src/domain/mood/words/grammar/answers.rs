//! Questions, whose feelings wait for the answers behind them: "happy? no".

use crate::domain::mood::words::grammar::Grammar;
use crate::domain::mood::words::items::KnownPhrase;
use crate::domain::mood::words::roles::Role;

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The feeling is as it was told.
    Yes,
    /// The feeling is not felt.
    No,
    /// "I am": the plain feeling is felt.
    Affirmed,
    /// "I am not": the plain feeling is not felt.
    Denied,
    /// "Wrong": the other way round.
    Corrected,
}

impl Grammar {
    /// Takes a plain yes or no behind a question.
    pub(super) fn take_answer(&mut self, phrase: &KnownPhrase) -> bool {
        let answer = match (phrase.has(Role::Yes), phrase.has(Role::No)) {
            _ if self.question.is_none() => return false,
            (true, _) => Answer::Yes,
            (_, true) => Answer::No,
            _ if phrase.has(Role::Corrects) => Answer::Corrected,
            _ => return false,
        };
        self.give_answer(answer);
        true
    }

    /// Ends a question: its feelings wait for an answer.
    pub(super) fn end_question(&mut self) {
        let asked = self.clause..self.told.len();
        let is_real = !self.asks_why;
        self.end_clause();
        if asked.is_empty() {
            return;
        }
        for told in self.told.iter_mut().skip(asked.start) {
            told.is_asked = is_real;
        }
        self.question = Some(asked);
    }

    /// Takes an answer to the last question, if there is one.
    pub(super) fn give_answer(&mut self, answer: Answer) {
        let Some(asked) = self.question.clone() else {
            return;
        };
        for told in self.told.get_mut(asked).unwrap_or_default() {
            told.is_asked = false;
            told.is_negated = match answer {
                Answer::Yes => told.was_negated,
                Answer::No | Answer::Denied => true,
                Answer::Affirmed => false,
                Answer::Corrected => !told.was_negated,
            };
            if told.is_negated != told.was_negated {
                let turned = if told.is_negated { "not " } else { "" };
                let bare = told.words.strip_prefix("not ").unwrap_or(&told.words);
                told.words = format!("{turned}{bare}");
            }
        }
    }
}
