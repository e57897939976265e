//! The grammar: which words change which feeling, and how a text's feelings become one affect.
//!
//! A clause ends at a pause, a question or a sign. Within it a negation or a strength reaches over a few words to the
//! next feeling, past and wish to all that follow. A question's feeling waits for the answer behind it.

mod answers;
mod pending;
mod reading;

use crate::domain::mood::words::grammar::answers::Answer;
use crate::domain::mood::words::grammar::pending::Pending;
use crate::domain::mood::words::items::{Item, KnownPhrase};
use crate::domain::mood::words::phrase::{Tense, ToldFeeling};
use crate::domain::mood::words::roles::Role;
use std::ops::Range;

/// Weights of the phrases before and after "but". Empirical, as all of these are.
const AROUND_BUT: (f32, f32) = (0.6, 1.4);
/// Weight of what is past beside what is now.
const PAST_BESIDE_NOW: f32 = 0.5;
/// Stage of a clause: an answer stands at its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClauseStage {
    Ahead,
    Begun,
}

/// State of reading a text.
#[derive(Debug)]
pub struct Grammar {
    told: Vec<ToldFeeling>,
    pending: Pending,
    tense: Tense,
    concedes: bool,
    asks_why: bool,
    /// True if the last feeling was negated, so that an "or" hands the negation on.
    hands_on: bool,
    /// Index of the first feeling of the clause.
    clause: usize,
    clause_stage: ClauseStage,
    /// The feelings of the last question, until others follow.
    question: Option<Range<usize>>,
    answer: Option<Answer>,
}

impl Grammar {
    /// Reads all `items` of a text.
    #[must_use]
    pub fn read(items: &[Item]) -> Self {
        let mut grammar = Self {
            told: Vec::new(),
            pending: Pending::none(),
            tense: Tense::Present,
            concedes: false,
            asks_why: false,
            hands_on: false,
            clause: 0,
            clause_stage: ClauseStage::Ahead,
            question: None,
            answer: None,
        };
        for (at, item) in items.iter().enumerate() {
            let after = items.get(at + 1..).unwrap_or_default();
            match item {
                Item::Pause => grammar.end_clause(),
                Item::Question => grammar.end_question(),
                Item::Nothing => grammar.pass_over(),
                Item::Phrase(phrase) => grammar.take_phrase(phrase, after),
            }
        }
        grammar.end_clause();
        grammar
    }

    fn take_phrase(&mut self, phrase: &KnownPhrase, after: &[Item]) {
        if phrase.is_sign {
            self.end_clause();
            self.count_feeling(phrase);
            self.end_clause();
            return;
        }
        if self.clause_stage == ClauseStage::Ahead && self.take_answer(phrase) {
            return;
        }
        self.clause_stage = ClauseStage::Begun;
        if phrase.has(Role::Affirms) {
            self.answer = Some(Answer::Affirmed);
        }
        let feeling_follows = matches!(after, [Item::Phrase(next), ..] if next.is_feeling());
        if self.changes_before(phrase, after, feeling_follows) {
            return;
        }
        if self.tops_with(phrase) {
            return;
        }
        match phrase.roles.first().copied() {
            Some(Role::ScalesRightBehind(factor)) if feeling_follows => {
                self.pending.hold(&phrase.words);
                self.pending.scale(factor);
            }
            Some(Role::ScalesRightBehind(_) | Role::Plain) | None if phrase.feeling.is_some() => {
                self.count_feeling(phrase);
            }
            Some(role) => self.apply_role(role, phrase),
            None => self.pass_over(),
        }
    }

    /// Changes the feeling right before the phrase, where it has a role for that.
    fn changes_before(
        &mut self,
        phrase: &KnownPhrase,
        after: &[Item],
        feeling_follows: bool,
    ) -> bool {
        if self.told.len() <= self.clause || !self.pending.words.is_empty() {
            return false;
        }
        let Some(last) = self.told.last_mut() else {
            return false;
        };
        if phrase.has(Role::TurnsBefore) && says_nothing_more(after) {
            last.is_negated = true;
            last.words = format!("{} {}", last.words, phrase.words);
            return true;
        }
        for role in &phrase.roles {
            if let Role::ScalesBefore(factor) = role
                && !feeling_follows
            {
                last.strength *= factor;
                last.words = format!("{} {}", last.words, phrase.words);
                return true;
            }
        }
        false
    }

    /// Makes the most of "never been" before "this" or a comparison.
    fn tops_with(&mut self, phrase: &KnownPhrase) -> bool {
        let is_comparison = phrase
            .feeling
            .is_some_and(|(_, strength)| strength > 1.0 && phrase.roles.is_empty());
        if !self.pending.tops || !(phrase.has(Role::Degree) || is_comparison) {
            return false;
        }
        self.pending.tops = false;
        self.pending.negates = false;
        self.pending.strength *= 1.3;
        if is_comparison {
            self.count_feeling(phrase);
        } else {
            self.pending.hold(&phrase.words);
        }
        true
    }

    fn apply_role(&mut self, role: Role, phrase: &KnownPhrase) {
        match role {
            Role::Negates => self.hold_negation(phrase),
            Role::NegatesOrTops => {
                self.hold_negation(phrase);
                self.pending.tops = true;
            }
            Role::Scales(factor) => {
                self.pending.hold(&phrase.words);
                self.pending.scale(factor);
            }
            Role::Contrasts => self.contrast(),
            Role::Concedes => self.concedes = true,
            Role::JoinsOr if self.hands_on => self.hold_negation(phrase),
            Role::JoinsOr | Role::JoinsAnd => {}
            Role::Past => self.set_tense(Tense::Past),
            Role::Gone => self.set_tense(Tense::Gone),
            Role::Wishes => {
                self.set_tense(Tense::Wished);
                self.pending.hold(&phrase.words);
            }
            Role::Until => self.end_past(),
            Role::Now => self.begin_now(),
            Role::AsksWhy => self.asks_why = true,
            _ => self.pass_over(),
        }
        if role != Role::JoinsAnd {
            self.hands_on = false;
        }
    }

    fn hold_negation(&mut self, phrase: &KnownPhrase) {
        let is_or = phrase.has(Role::JoinsOr);
        self.pending.hold(if is_or { "not" } else { &phrase.words });
        self.pending.negates = true;
        let denies = self.answer == Some(Answer::Affirmed);
        self.answer = Some(if denies { Answer::Denied } else { Answer::No });
    }

    fn set_tense(&mut self, tense: Tense) {
        // "Used to" and "wish" say more than the "was" behind them.
        if self.tense == Tense::Present || tense != Tense::Past {
            self.tense = tense;
        }
    }

    /// Turns what was said of before: "happy until you left".
    fn end_past(&mut self) {
        for told in self.told.iter_mut().skip(self.clause) {
            told.tense = Tense::Gone;
        }
        self.tense = Tense::Present;
        self.pending = Pending::none();
    }

    fn begin_now(&mut self) {
        let past = self
            .told
            .iter_mut()
            .filter(|told| told.tense == Tense::Past);
        for told in past {
            told.weight *= PAST_BESIDE_NOW;
        }
        if self.tense == Tense::Past {
            self.tense = Tense::Present;
        }
        self.pass_over();
    }

    fn contrast(&mut self) {
        self.end_clause();
        for told in &mut self.told {
            told.weight = AROUND_BUT.0;
        }
        self.clause_stage = ClauseStage::Begun;
    }

    /// Passes over one word that changes nothing.
    fn pass_over(&mut self) {
        self.clause_stage = ClauseStage::Begun;
        self.pending.pass_over();
    }

    fn count_feeling(&mut self, phrase: &KnownPhrase) {
        let Some((place, by_ending)) = phrase.feeling else {
            return;
        };
        let mut pending = std::mem::replace(&mut self.pending, Pending::none());
        let follows_but = self.told.iter().any(|told| told.weight < 1.0);
        pending.words.push(phrase.words.clone());
        self.told.push(ToldFeeling {
            words: pending.words.join(" "),
            place,
            is_negated: pending.negates,
            was_negated: pending.negates,
            strength: pending.strength * by_ending,
            strength_inside: pending.strength_inside,
            tense: self.tense,
            weight: match (self.concedes, follows_but) {
                (true, _) => AROUND_BUT.0,
                (_, true) => AROUND_BUT.1,
                _ => 1.0,
            },
            is_asked: false,
        });
        self.hands_on = pending.negates;
        self.question = None;
        self.answer = None;
    }

    /// Ends the clause: nothing reaches beyond it but a question.
    fn end_clause(&mut self) {
        let says_nothing = self.told.len() == self.clause;
        if says_nothing && let Some(answer) = self.answer.take() {
            self.give_answer(answer);
        }
        // "Happy, tired though": it is the clause before that is conceded.
        let is_last_word = self.concedes && self.told.len() > self.clause;
        let conceded = self.told.last().is_some_and(|told| told.weight < 1.0);
        if is_last_word && !conceded {
            let clause = self.clause;
            for (at, told) in self.told.iter_mut().enumerate() {
                told.weight = if at < clause {
                    AROUND_BUT.0
                } else {
                    AROUND_BUT.1
                };
            }
        }
        self.pending = Pending::none();
        self.tense = Tense::Present;
        self.concedes = false;
        self.asks_why = false;
        self.hands_on = false;
        self.answer = None;
        self.clause = self.told.len();
        self.clause_stage = ClauseStage::Ahead;
    }
}

/// Tells whether a clause has nothing more to say: no feeling and no ordinary word follows.
fn says_nothing_more(after: &[Item]) -> bool {
    let clause = after
        .iter()
        .take_while(|item| !matches!(item, Item::Pause | Item::Question));
    clause
        .take_while(|item| !matches!(item, Item::Phrase(phrase) if phrase.is_sign || phrase.has(Role::Contrasts)))
        .all(|item| matches!(item, Item::Phrase(phrase) if phrase.feeling.is_none()))
}
