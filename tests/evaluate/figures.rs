//! How good answers are: accuracy, recall, and how well the probabilities are calibrated.

use feelharmonic::domain::emotion::Emotion;

/// What was read in a picture.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// What it is labelled as.
    pub label: Emotion,
    /// What most of FER+'s voters say, where more than half of them agree on one of the seven.
    pub majority: Option<Emotion>,
    /// The likeliest emotion.
    pub named: Emotion,
    /// Its probability.
    pub sure: f32,
    /// How sure both answers are of it.
    pub certainty: f32,
    /// What the second answer, of the votes, finds likeliest.
    pub voted: Emotion,
}

impl Answer {
    fn is_right(self) -> bool {
        self.label == self.named
    }
}

/// The bins of the calibration error.
const BINS: usize = 15;

#[expect(
    clippy::cast_precision_loss,
    reason = "a data set has some ten thousand pictures"
)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn right(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.is_right()).count()
}

/// The share of the answers that are as labelled.
pub fn accuracy(answers: &[Answer]) -> f64 {
    share(right(answers), answers.len())
}

/// For each emotion, the share of its pictures that were read as it; none where it has no pictures.
pub fn recalls(answers: &[Answer]) -> [Option<f64>; Emotion::ALL.len()] {
    Emotion::ALL.map(|emotion| {
        let of_it: Vec<Answer> = answers
            .iter()
            .filter(|answer| answer.label == emotion)
            .copied()
            .collect();
        (!of_it.is_empty()).then(|| accuracy(&of_it))
    })
}

/// The mean recall of the emotions that have pictures.
pub fn average_recall(answers: &[Answer]) -> f64 {
    let known: Vec<f64> = recalls(answers).into_iter().flatten().collect();
    let count = u32::try_from(known.len()).unwrap_or(u32::MAX).max(1);
    known.iter().sum::<f64>() / f64::from(count)
}

/// The expected calibration error: how far the probability is from the share that is right, over [`BINS`] bins.
pub fn calibration_error(answers: &[Answer]) -> f64 {
    let mut bins = vec![Vec::new(); BINS];
    for answer in answers {
        if let Some(bin) = bins.get_mut(bin_of(answer.sure)) {
            bin.push(*answer);
        }
    }
    bins.iter()
        .map(|bin| {
            let sure: f64 = bin.iter().map(|answer| f64::from(answer.sure)).sum();
            let hits = share(right(bin), 1);
            (sure - hits).abs() * share(1, answers.len())
        })
        .sum()
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a probability times fifteen"
)]
fn bin_of(probability: f32) -> usize {
    ((probability * BINS as f32) as usize).min(BINS - 1)
}

/// What is named from a certainty on.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The share of the answers.
    pub share: f64,
    /// The accuracy among them.
    pub as_labelled: f64,
    /// The share that is named as most voters do, of those on which they agree.
    pub as_voted: f64,
}

/// What is named from the certainty `least` on.
pub fn named(answers: &[Answer], least: f32) -> Named {
    let sure: Vec<Answer> = answers
        .iter()
        .filter(|answer| answer.certainty >= least)
        .copied()
        .collect();
    Named {
        share: share(sure.len(), answers.len()),
        as_labelled: accuracy(&sure),
        as_voted: agreement(&sure, |answer| answer.named),
    }
}

/// The share of the pictures with a clear majority for which `said` is that majority; 0 where there are none.
pub fn agreement(answers: &[Answer], said: impl Fn(&Answer) -> Emotion) -> f64 {
    let clear: Vec<&Answer> = answers.iter().filter(|a| a.majority.is_some()).collect();
    let right = clear.iter().filter(|a| a.majority == Some(said(a))).count();
    share(right, clear.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(label: Emotion, named: Emotion, sure: f32) -> Answer {
        Answer {
            label,
            majority: (label == Emotion::Happy).then_some(Emotion::Happy),
            named,
            sure,
            certainty: sure,
            voted: Emotion::Sad,
        }
    }

    fn seven_of_ten(sure: f32) -> Vec<Answer> {
        (0..10)
            .map(|at| {
                let label = if at < 7 { Emotion::Happy } else { Emotion::Sad };
                answer(label, Emotion::Happy, sure)
            })
            .collect()
    }

    #[test]
    fn accuracy_counts_pictures_and_recall_counts_emotions() {
        let answers = seven_of_ten(0.7);
        assert!((accuracy(&answers) - 0.7).abs() < 1e-9);
        assert!((average_recall(&answers) - 0.5).abs() < 1e-9);
        assert_eq!(recalls(&answers)[0], None);
    }

    #[test]
    fn who_is_right_as_often_as_sure_is_calibrated() {
        assert!(calibration_error(&seven_of_ten(0.7)) < 1e-6);
        assert!((calibration_error(&seven_of_ten(0.95)) - 0.25).abs() < 1e-6);
        assert!((calibration_error(&seven_of_ten(1.0)) - 0.3).abs() < 1e-6);
    }

    #[test]
    fn only_sure_answers_are_named() {
        let mut answers = seven_of_ten(0.9);
        answers.push(answer(Emotion::Sad, Emotion::Angry, 0.2));
        let named = named(&answers, 0.5);
        assert!((named.share - 10.0 / 11.0).abs() < 1e-9 && (named.as_labelled - 0.7).abs() < 1e-9);
        assert!((named.as_voted - 1.0).abs() < 1e-9);
        assert!(agreement(&answers, |answer| answer.voted).abs() < 1e-9);
    }
}
