//! Which way up a camera's picture is: a device may lie on its side, a person may hang upside down.
//!
//! The detector finds a face that is upside down, but with its landmarks where an upright face has them, so that these
//! can't tell. Its score can: in the right turn it is higher (measured: .89 to .94 against .87 at most). So a frame is
//! looked at in another turn, too, now and then, as long as what is found upright leaves a doubt.

use crate::domain::quantity::{Fraction, Millis};
use crate::domain::vision::turn::QuarterTurn;

/// Score from which a face stands upright without a doubt.
pub const UPRIGHT_SCORE: f32 = 0.9;
/// Least score of a face for which a picture is turned.
const LEAST_SCORE: f32 = 0.8;
/// Lead in score that another turn needs.
const TURN_MARGIN: f32 = 0.03;
/// Time between two trials: on the mean they cost a frame half a millisecond.
const TRY_EVERY: Millis = Millis(700.0);

/// Tells whether a face of score `other` in another turn outdoes the best of the turn in use, if there is one.
#[must_use]
pub fn is_better_turn(other: Option<Fraction>, best: Option<Fraction>) -> bool {
    let score = |found: Option<Fraction>| found.map_or(0.0, Fraction::get);
    score(other) >= LEAST_SCORE && score(other) > score(best) + TURN_MARGIN
}

/// Tells whether the best face that was found leaves a doubt which way up the picture is.
#[must_use]
pub fn is_turn_doubtful(best: Option<Fraction>) -> bool {
    best.is_none_or(|score| score.get() < UPRIGHT_SCORE)
}

/// Watch over the turn of a camera's picture.
#[derive(Debug, Clone)]
pub struct TurnWatch {
    turn: QuarterTurn,
    last_trial: QuarterTurn,
    tried_at: Option<Millis>,
}

impl Default for TurnWatch {
    fn default() -> Self {
        Self {
            turn: QuarterTurn::None,
            last_trial: QuarterTurn::None,
            tried_at: None,
        }
    }
}

impl TurnWatch {
    /// Turn by which the picture is upright, as far as is known.
    #[must_use]
    pub const fn turn(&self) -> QuarterTurn {
        self.turn
    }

    /// Turn in which the frame of `now` is to be looked at as well, if a trial is due; `best` is the best score of a
    /// face in the turn in use.
    pub fn plan_trial(&mut self, best: Option<Fraction>, now: Millis) -> Option<QuarterTurn> {
        if !is_turn_doubtful(best) {
            return None;
        }
        // The first look at a camera's picture is early enough for the next trial.
        let last = *self.tried_at.get_or_insert(now);
        if now.since(last) < TRY_EVERY {
            return None;
        }
        self.tried_at = Some(now);
        let after = |turn: QuarterTurn| {
            let mut turns = QuarterTurn::ALL.into_iter().cycle();
            turns.find(|other| *other == turn);
            turns.next().unwrap_or(QuarterTurn::None)
        };
        self.last_trial = after(self.last_trial);
        if self.last_trial == self.turn {
            self.last_trial = after(self.last_trial);
        }
        Some(self.last_trial)
    }

    /// Takes the best score of a face in the turn that was tried, and that in the turn in use.
    pub fn record_trial(&mut self, other: Option<Fraction>, best: Option<Fraction>) {
        if is_better_turn(other, best) {
            self.turn = self.last_trial;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(value: impl Into<Option<f32>>) -> Option<Fraction> {
        value.into().map(Fraction::clamped)
    }

    /// Watches a picture that is upright after `right`, ten frames a second, and counts the trials.
    fn watch(right: QuarterTurn, upright: f32, otherwise: Option<f32>) -> (TurnWatch, usize) {
        let mut watch = TurnWatch::default();
        let mut trials = 0;
        let seen = |turn| {
            if turn == right {
                score(upright)
            } else {
                score(otherwise)
            }
        };
        for frame in 0..60 {
            let best = seen(watch.turn());
            if let Some(turn) = watch.plan_trial(best, Millis(f64::from(frame) * 100.0)) {
                assert_ne!(turn, watch.turn());
                trials += 1;
                watch.record_trial(seen(turn), best);
            }
        }
        (watch, trials)
    }

    #[test]
    fn a_face_that_stands_upright_costs_no_trial() {
        let (watch, trials) = watch(QuarterTurn::None, 0.93, None);
        assert_eq!((watch.turn(), trials), (QuarterTurn::None, 0));
    }

    #[test]
    fn every_turn_is_found_within_seconds_and_then_left_alone() {
        for turn in QuarterTurn::ALL {
            for otherwise in [None, Some(0.86)] {
                let (watch, trials) = watch(turn, 0.92, otherwise);
                assert_eq!(watch.turn(), turn);
                assert!(trials <= 3, "{trials} trials for {turn:?}");
            }
        }
    }

    #[test]
    fn nothing_in_sight_turns_nothing() {
        let (watch, trials) = watch(QuarterTurn::Half, 0.72, None);
        assert_eq!(watch.turn(), QuarterTurn::None);
        assert!((6..=9).contains(&trials), "{trials} trials in six seconds");
    }

    #[test]
    fn a_hair_more_is_no_reason() {
        assert!(!is_better_turn(score(0.87), score(0.85)));
        assert!(!is_better_turn(score(0.78), None));
        assert!(is_better_turn(score(0.93), score(0.86)));
    }
}
