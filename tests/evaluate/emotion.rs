//! `cargo run --release --example evaluate -- FILE.npz [SPLIT]`: the shipped model on labelled faces, through the
//! product's own preprocessing and plan, so that the figures are those of the product and not of Python.
//!
//! FILE has faces as [`dataset`] says, FER-2013's or any others; no picture of it is in this repository. Of a file
//! with splits the private test is read, or the SPLIT that is given. [`figures`] says how good the readings are: of the
//! first answer, for the record, and of the blend of both, which people see.

mod dataset;
mod figures;
mod npz;

use dataset::{Dataset, DatasetError, LabelledFace, PRIVATE_TEST};
use feelharmonic::domain::emotion::{Emotion, EmotionAnswers};
use feelharmonic::domain::face::{FrameRect, FrameSize};
use feelharmonic::domain::quantity::Fraction;
use feelharmonic::domain::vision::classifier::Classifier;
use feelharmonic::domain::vision::frame::Frame;
use feelharmonic::domain::vision::plan::executor::PlanNetwork;
use feelharmonic::domain::vision::plan::shape::TensorShape;
use feelharmonic::domain::vision::plan::{Plan, PlanError};
use feelharmonic::domain::vision::{Manifest, VisionError, manifest};
use figures::Reading;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

const EMOTION: &[u8] = include_bytes!("../../models/emotion.plan");

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
enum EvaluateError {
    #[error("usage: cargo run --release --example evaluate -- FILE.npz [SPLIT]")]
    Usage,
    #[error("{}: {source}", .path.display())]
    Dataset { path: PathBuf, source: DatasetError },
    #[error(transparent)]
    Vision(#[from] VisionError),
    #[error(transparent)]
    Plan(#[from] PlanError),
}

fn main() -> ExitCode {
    match evaluate(&std::env::args_os().skip(1).collect::<Vec<_>>()) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The report on the file, and the split of it, that `arguments` name.
fn evaluate(arguments: &[OsString]) -> Result<String, EvaluateError> {
    let (path, split) = match arguments {
        [path] => (PathBuf::from(path), PRIVATE_TEST),
        [path, split] => {
            let split = split.to_str().and_then(|text| text.parse().ok());
            (PathBuf::from(path), split.ok_or(EvaluateError::Usage)?)
        }
        _ => return Err(EvaluateError::Usage),
    };
    let dataset =
        Dataset::open(&path, split).map_err(|source| EvaluateError::Dataset { path, source })?;
    let manifest = Manifest::parse(manifest::BUILT_IN_MANIFEST).map_err(VisionError::from)?;
    let facts = &manifest.emotion;
    facts
        .plan
        .verify(EMOTION)
        .map_err(|error| VisionError::File {
            file: facts.plan.file.clone(),
            error,
        })?;
    let side = manifest.face_side();
    let face = TensorShape {
        channels: 1,
        height: side,
        width: side,
    };
    let network = PlanNetwork::new(Rc::new(Plan::parse(EMOTION)?), face, Rc::default())?;
    let classifier = Classifier::new(network, side, facts.clone());
    let bounds = bounds_of_the_whole(dataset.size(), facts.crop);
    let (answers, took) = timed(|| {
        dataset
            .faces()
            .map(|face| answer(&classifier, dataset.size(), &bounds, face))
            .collect::<Result<Vec<_>, VisionError>>()
    });
    let read = Read {
        faces: dataset.faces().collect(),
        answers: answers?,
        took,
    };
    Ok(read.report(facts.votes_share, facts.unsure_below))
}

/// What the product reads in a grey picture, as if it were a frame.
fn answer(
    classifier: &Classifier<PlanNetwork>,
    size: FrameSize,
    bounds: &FrameRect,
    face: &LabelledFace,
) -> Result<EmotionAnswers, VisionError> {
    let rgba: Vec<u8> = face.grey.iter().flat_map(|&v| [v, v, v, u8::MAX]).collect();
    classifier.classify(&Frame::new(size, &rgba)?, bounds)
}

/// The bounds of a face whose square is the whole picture: the data set's pictures are cut already.
#[expect(
    clippy::cast_precision_loss,
    reason = "faces are a few hundred pixels wide"
)]
fn bounds_of_the_whole(size: FrameSize, crop: f32) -> FrameRect {
    let (width, height) = (size.width as f32, size.height as f32);
    let length = width.max(height) / crop;
    FrameRect {
        x: (width - length) / 2.0,
        y: (height - length) / 2.0,
        width: length,
        height: length,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a native program: there is a clock"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Shares of the second answer that are compared.
const SHARES: [f32; 8] = [0.0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6];

/// What was read in all faces.
struct Read<'a> {
    faces: Vec<&'a LabelledFace>,
    answers: Vec<EmotionAnswers>,
    took: Duration,
}

impl Read<'_> {
    /// The readings with `share` of the second answer.
    fn readings(&self, share: Fraction) -> Vec<Reading> {
        let both = self.faces.iter().zip(&self.answers);
        both.map(|(face, answers)| Reading::new(face.label, face.majority, &answers.blended(share)))
            .collect()
    }

    fn report(&self, share: Fraction, unsure_below: Fraction) -> String {
        let count = self.faces.len();
        let each = self.took / u32::try_from(count).unwrap_or(u32::MAX).max(1);
        let (first, shown) = (self.readings(Fraction::MIN), self.readings(share));
        let mut text = format!(
            "{count} faces, {:.6} s each\n\n{}\n{}\n{}",
            each.as_secs_f64(),
            columns(&first, &shown, unsure_below.get()),
            confusion_table("first answer", &first),
            confusion_table("shown", &shown),
        );
        text += "share of the second answer   as labelled   FER+ majority   sum   neutral read as negative\n";
        for share in SHARES {
            let readings = self.readings(Fraction::clamped(share));
            let labelled = figures::accuracy(&readings) * 100.0;
            let voted = figures::agreement(&readings) * 100.0;
            let wronged = figures::wronged(&readings, 0.0).read * 100.0;
            let sum = labelled + voted;
            // Writing to a text can't fail.
            writeln!(
                text,
                "{share:<28} {labelled:9.1} % {voted:13.1} % {sum:7.1} {wronged:9.1} %"
            )
            .unwrap_or_default();
        }
        text
    }
}

/// The figures of the first answer and of what is shown, side by side.
fn columns(first: &[Reading], shown: &[Reading], unsure_below: f32) -> String {
    let percent = |value: f64| format!("{:.1} %", value * 100.0);
    let figures = |readings: &[Reading]| {
        let named = figures::named(readings, unsure_below);
        let wronged = figures::wronged(readings, unsure_below);
        let mut rows = vec![
            (
                "as labelled".to_owned(),
                percent(figures::accuracy(readings)),
            ),
            (
                "average recall".to_owned(),
                percent(figures::average_recall(readings)),
            ),
            (
                "FER+ majority".to_owned(),
                percent(figures::agreement(readings)),
            ),
            (
                "calibration error".to_owned(),
                format!("{:.3}", figures::calibration_error(readings)),
            ),
            (
                format!("named from {unsure_below} on"),
                percent(named.share),
            ),
            (
                "  of these as labelled".to_owned(),
                percent(named.as_labelled),
            ),
            (
                "  of these as most voters say".to_owned(),
                percent(named.as_voted),
            ),
            (
                format!("neutral ({}) read as negative", wronged.neutral),
                percent(wronged.read),
            ),
            ("  named so".to_owned(), percent(wronged.named)),
        ];
        let recalls = Emotion::ALL.into_iter().zip(figures::recalls(readings));
        rows.extend(recalls.map(|(emotion, recall)| {
            (
                format!("recall {}", emotion.name()),
                recall.map_or_else(|| "–".into(), percent),
            )
        }));
        rows
    };
    let mut text = format!("{:34} {:>12} {:>12}\n", "", "first answer", "shown");
    for ((name, one), (_, other)) in figures(first).into_iter().zip(figures(shown)) {
        writeln!(text, "{name:34} {one:>12} {other:>12}").unwrap_or_default();
    }
    text
}

/// How many faces of each label were read as what.
fn confusion_table(title: &str, readings: &[Reading]) -> String {
    let mut text = format!("{title:12}");
    for emotion in Emotion::ALL {
        write!(text, "{:>10}", emotion.name()).unwrap_or_default();
    }
    text.push('\n');
    for (label, row) in Emotion::ALL.into_iter().zip(figures::confusion(readings)) {
        write!(text, "{:12}", label.name()).unwrap_or_default();
        for count in row {
            write!(text, "{count:>10}").unwrap_or_default();
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use feelharmonic::domain::emotion::EmotionScores;
    use feelharmonic::domain::vision::classifier::square_around;

    #[test]
    fn the_square_around_the_bounds_is_the_whole_picture() {
        for (side, crop) in [(48, 1.0), (48, 1.15), (96, 1.3)] {
            let size = FrameSize {
                width: side,
                height: side,
            };
            let square = square_around(&bounds_of_the_whole(size, crop), crop);
            assert!(square.x.abs() < 1e-4 && square.y.abs() < 1e-4);
            assert!((square.width - square.height).abs() < 1e-4);
            assert!((square.width - 2.0 * square.centre().0).abs() < 1e-3);
        }
    }

    #[test]
    fn without_exactly_one_file_there_is_a_word_on_the_usage() {
        for arguments in [vec![], vec!["a".into(), "b".into()], vec!["a".into(); 3]] {
            assert!(matches!(evaluate(&arguments), Err(EvaluateError::Usage)));
        }
    }

    #[test]
    fn the_report_has_a_column_for_what_is_shown() {
        let scores = |values| EmotionScores::new(values).unwrap();
        let face = LabelledFace {
            grey: Vec::new(),
            label: Emotion::Neutral,
            majority: Some(Emotion::Neutral),
        };
        let answers = EmotionAnswers {
            scores: scores([0.5, 0.0, 0.0, 0.0, 0.1, 0.0, 0.4]),
            votes: scores([0.0, 0.0, 0.0, 0.0, 0.1, 0.0, 0.9]),
        };
        let read = Read {
            faces: vec![&face],
            answers: vec![answers],
            took: Duration::from_millis(1),
        };
        let report = read.report(Fraction::clamped(0.4), Fraction::clamped(0.55));
        let line = |start: &str| {
            let line = report
                .lines()
                .find(|line| line.trim_start().starts_with(start));
            line.unwrap()
                .split_whitespace()
                .rev()
                .take(4)
                .collect::<Vec<_>>()
        };
        assert_eq!(line("as labelled"), ["%", "100.0", "%", "0.0"]);
        assert_eq!(line("neutral (1) read"), ["%", "0.0", "%", "100.0"]);
        assert_eq!(line("named from"), ["%", "100.0", "%", "0.0"]);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = evaluate(&["nowhere.npz".into()]).unwrap_err();
        assert!(error.to_string().starts_with("nowhere.npz: "), "{error}");
    }
}
