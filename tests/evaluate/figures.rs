//! How good readings are: accuracy, recall, calibration, what is named, and what neutral faces are taken for.

use feelharmonic::domain::emotion::{Emotion, EmotionScores};

/// What was read in a picture, and what people say of it.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// What it is labelled as.
    pub label: Emotion,
    /// What most of FER+'s voters say, where more than half of them agree on one of the seven.
    pub majority: Option<Emotion>,
    /// The likeliest emotion.
    pub named: Emotion,
    /// Its probability.
    pub sure: f32,
}

impl Reading {
    /// The reading by `scores` of a picture with `label` and `majority`.
    pub fn new(label: Emotion, majority: Option<Emotion>, scores: &EmotionScores) -> Self {
        let (named, sure) = scores.top();
        Self {
            label,
            majority,
            named,
            sure: sure.get(),
        }
    }

    fn is_right(self) -> bool {
        self.label == self.named
    }

    /// True if people call the face neutral: most voters, or the label where nobody voted.
    fn is_neutral(self, are_votes_known: bool) -> bool {
        let people = if are_votes_known {
            self.majority
        } else {
            Some(self.label)
        };
        people == Some(Emotion::Neutral)
    }
}

/// The bins of the calibration error.
const BINS: usize = 15;
/// What a neutral face is taken for when it is wronged.
const NEGATIVE: [Emotion; 4] = [
    Emotion::Angry,
    Emotion::Disgusted,
    Emotion::Fearful,
    Emotion::Sad,
];

#[expect(
    clippy::cast_precision_loss,
    reason = "a data set has some ten thousand pictures"
)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn right(readings: &[Reading]) -> usize {
    readings.iter().filter(|reading| reading.is_right()).count()
}

/// The share of the readings that are as labelled.
pub fn accuracy(readings: &[Reading]) -> f64 {
    share(right(readings), readings.len())
}

/// For each emotion, the share of its pictures that were read as it; none where it has no pictures.
pub fn recalls(readings: &[Reading]) -> [Option<f64>; Emotion::ALL.len()] {
    Emotion::ALL.map(|emotion| {
        let of_it: Vec<Reading> = readings
            .iter()
            .filter(|reading| reading.label == emotion)
            .copied()
            .collect();
        (!of_it.is_empty()).then(|| accuracy(&of_it))
    })
}

/// The mean recall of the emotions that have pictures.
pub fn average_recall(readings: &[Reading]) -> f64 {
    let known: Vec<f64> = recalls(readings).into_iter().flatten().collect();
    let count = u32::try_from(known.len()).unwrap_or(u32::MAX).max(1);
    known.iter().sum::<f64>() / f64::from(count)
}

/// How many pictures of each label (a row) were read as each emotion (a column).
pub fn confusion(readings: &[Reading]) -> [[usize; Emotion::ALL.len()]; Emotion::ALL.len()] {
    Emotion::ALL.map(|label| {
        Emotion::ALL.map(|named| {
            let is_it = |reading: &&Reading| reading.label == label && reading.named == named;
            readings.iter().filter(is_it).count()
        })
    })
}

/// The expected calibration error: how far the probability is from the share that is right, over [`BINS`] bins.
pub fn calibration_error(readings: &[Reading]) -> f64 {
    let mut bins = vec![Vec::new(); BINS];
    for reading in readings {
        if let Some(bin) = bins.get_mut(bin_of(reading.sure)) {
            bin.push(*reading);
        }
    }
    bins.iter()
        .map(|bin| {
            let sure: f64 = bin.iter().map(|reading| f64::from(reading.sure)).sum();
            let hits = share(right(bin), 1);
            (sure - hits).abs() * share(1, readings.len())
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
    /// The share of the readings.
    pub share: f64,
    /// The accuracy among them.
    pub as_labelled: f64,
    /// The share that is named as most voters do, of those on which they agree.
    pub as_voted: f64,
}

/// What is named from the certainty `least` on.
pub fn named(readings: &[Reading], least: f32) -> Named {
    let sure: Vec<Reading> = readings
        .iter()
        .filter(|reading| reading.sure >= least)
        .copied()
        .collect();
    Named {
        share: share(sure.len(), readings.len()),
        as_labelled: accuracy(&sure),
        as_voted: agreement(&sure),
    }
}

/// The share of the pictures with a clear majority that are read as it; 0 where there are none.
pub fn agreement(readings: &[Reading]) -> f64 {
    let clear: Vec<&Reading> = readings.iter().filter(|a| a.majority.is_some()).collect();
    let right = clear.iter().filter(|a| a.majority == Some(a.named)).count();
    share(right, clear.len())
}

/// Neutral faces that were taken for angry, disgusted, fearful or sad.
#[derive(Debug, Clone, Copy)]
pub struct Wronged {
    /// The faces that people call neutral.
    pub neutral: usize,
    /// The share of them whose likeliest emotion is one of the four.
    pub read: f64,
    /// The share of them that is named so, which is what a mood can follow.
    pub named: f64,
}

/// The neutral faces that are read as negative, and those of which that is said from the certainty `least` on.
pub fn wronged(readings: &[Reading], least: f32) -> Wronged {
    let are_votes_known = readings.iter().any(|reading| reading.majority.is_some());
    let neutral: Vec<&Reading> = readings
        .iter()
        .filter(|reading| reading.is_neutral(are_votes_known))
        .collect();
    let wrong = |least: f32| {
        let wrong = neutral
            .iter()
            .filter(|a| NEGATIVE.contains(&a.named) && a.sure >= least);
        share(wrong.count(), neutral.len())
    };
    Wronged {
        neutral: neutral.len(),
        read: wrong(0.0),
        named: wrong(least),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(label: Emotion, named: Emotion, sure: f32) -> Reading {
        Reading {
            label,
            majority: (label == Emotion::Happy).then_some(Emotion::Happy),
            named,
            sure,
        }
    }

    fn seven_of_ten(sure: f32) -> Vec<Reading> {
        (0..10)
            .map(|at| {
                let label = if at < 7 { Emotion::Happy } else { Emotion::Sad };
                reading(label, Emotion::Happy, sure)
            })
            .collect()
    }

    #[test]
    fn accuracy_counts_pictures_and_recall_counts_emotions() {
        let readings = seven_of_ten(0.7);
        assert!((accuracy(&readings) - 0.7).abs() < 1e-9);
        assert!((average_recall(&readings) - 0.5).abs() < 1e-9);
        assert_eq!(recalls(&readings)[0], None);
        let confusion = confusion(&readings);
        assert_eq!((confusion[3][3], confusion[4][3]), (7, 3));
        assert_eq!(confusion.iter().flatten().sum::<usize>(), 10);
    }

    #[test]
    fn who_is_right_as_often_as_sure_is_calibrated() {
        assert!(calibration_error(&seven_of_ten(0.7)) < 1e-6);
        assert!((calibration_error(&seven_of_ten(0.95)) - 0.25).abs() < 1e-6);
        assert!((calibration_error(&seven_of_ten(1.0)) - 0.3).abs() < 1e-6);
    }

    #[test]
    fn only_sure_readings_are_named() {
        let mut readings = seven_of_ten(0.9);
        readings.push(reading(Emotion::Sad, Emotion::Angry, 0.2));
        let named = named(&readings, 0.5);
        assert!((named.share - 10.0 / 11.0).abs() < 1e-9 && (named.as_labelled - 0.7).abs() < 1e-9);
        assert!((named.as_voted - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_neutral_face_is_wronged_by_what_it_is_taken_for_and_more_if_that_is_said() {
        let neutral = |named, sure| reading(Emotion::Neutral, named, sure);
        let mut readings = vec![
            neutral(Emotion::Neutral, 0.9),
            neutral(Emotion::Happy, 0.9),
            neutral(Emotion::Sad, 0.4),
            neutral(Emotion::Angry, 0.8),
        ];
        let of = wronged(&readings, 0.5);
        assert_eq!(of.neutral, 4);
        assert!((of.read - 0.5).abs() < 1e-9 && (of.named - 0.25).abs() < 1e-9);
        // Where people voted, their word counts, and not the label.
        for reading in &mut readings[..2] {
            reading.majority = Some(Emotion::Neutral);
        }
        let of = wronged(&readings, 0.5);
        assert!(of.neutral == 2 && of.read < 1e-9);
    }
}
