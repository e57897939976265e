//! `cargo run --release --example evaluate -- FILE.npz`: the shipped model on FER-2013's private test, through the
//! product's own preprocessing and plan, so that the figures are those of the product and not of Python.
//!
//! FILE is the data file of `models/train`; no picture of it is in this repository. [`dataset`] reads it,
//! [`figures`] says how good the answers are.

mod dataset;
mod figures;
mod npz;

use dataset::{Dataset, DatasetError, LabelledFace, SIDE};
use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::face::{FrameRect, FrameSize};
use feelharmonic::domain::vision::classifier::Classifier;
use feelharmonic::domain::vision::frame::Frame;
use feelharmonic::domain::vision::plan::executor::PlanNetwork;
use feelharmonic::domain::vision::plan::shape::TensorShape;
use feelharmonic::domain::vision::plan::{Plan, PlanError};
use feelharmonic::domain::vision::{Manifest, VisionError, manifest};
use figures::Answer;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

const EMOTION: &[u8] = include_bytes!("../../models/emotion.plan");

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
enum EvaluateError {
    #[error("usage: cargo run --release --example evaluate -- FILE.npz")]
    Usage,
    #[error("{}: {source}", .path.display())]
    Dataset { path: PathBuf, source: DatasetError },
    #[error(transparent)]
    Vision(#[from] VisionError),
    #[error(transparent)]
    Plan(#[from] PlanError),
}

fn main() -> ExitCode {
    match evaluate(std::env::args_os().skip(1).map(PathBuf::from).collect()) {
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

/// The report on the file that is the only one of `arguments`.
fn evaluate(arguments: Vec<PathBuf>) -> Result<String, EvaluateError> {
    let [path] =
        <[PathBuf; 1]>::try_from(arguments).map_err(|_other_count| EvaluateError::Usage)?;
    let dataset =
        Dataset::private_test(&path).map_err(|source| EvaluateError::Dataset { path, source })?;
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
    let bounds = bounds_of_the_whole(facts.crop);
    let (answers, took) = timed(|| {
        dataset
            .faces()
            .map(|face| answer(&classifier, &bounds, face))
            .collect::<Result<Vec<_>, VisionError>>()
    });
    Ok(report(&answers?, took, facts.unsure_below.get()))
}

/// What the product reads in a grey picture, as if it were a frame.
fn answer(
    classifier: &Classifier<PlanNetwork>,
    bounds: &FrameRect,
    face: &LabelledFace,
) -> Result<Answer, VisionError> {
    let rgba: Vec<u8> = face.grey.iter().flat_map(|&v| [v, v, v, u8::MAX]).collect();
    let size = FrameSize {
        width: SIDE,
        height: SIDE,
    };
    let answers = classifier.classify(&Frame::new(size, &rgba)?, bounds)?;
    let (named, sure) = answers.scores.top();
    Ok(Answer {
        label: face.label,
        majority: face.majority,
        named,
        sure: sure.get(),
        certainty: answers.certainty(named).get(),
        voted: answers.votes.top().0,
    })
}

/// The bounds of a face whose square is the whole picture: the data set's pictures are cut already.
fn bounds_of_the_whole(crop: f32) -> FrameRect {
    #[expect(clippy::cast_precision_loss, reason = "48 is exact")]
    let side = SIDE as f32;
    let length = side / crop;
    let corner = (side - length) / 2.0;
    FrameRect {
        x: corner,
        y: corner,
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

fn report(answers: &[Answer], took: Duration, unsure_below: f32) -> String {
    let named = figures::named(answers, unsure_below);
    let recalls: Vec<String> = Emotion::ALL
        .into_iter()
        .zip(figures::recalls(answers))
        .map(|(emotion, recall)| match recall {
            Some(recall) => format!("{} {:.1} %", emotion.name(), recall * 100.0),
            None => format!("{} –", emotion.name()),
        })
        .collect();
    let each = took / u32::try_from(answers.len()).unwrap_or(u32::MAX).max(1);
    format!(
        "private test         {} faces, through the product's preprocessing and plan\n\
         accuracy             {:.2} %\n\
         average recall       {:.2} %\n\
         calibration error    {:.4}\n\
         FER+ majority        {:.2} % by the second answer, {:.2} % by the first\n\
         named from {unsure_below} on   {:.1} %, of these {:.1} % as labelled, {:.1} % as most voters say\n\
         recall               {}\n\
         time                 {:.6} s a face",
        answers.len(),
        figures::accuracy(answers) * 100.0,
        figures::average_recall(answers) * 100.0,
        figures::calibration_error(answers),
        figures::agreement(answers, |answer| answer.voted) * 100.0,
        figures::agreement(answers, |answer| answer.named) * 100.0,
        named.share * 100.0,
        named.as_labelled * 100.0,
        named.as_voted * 100.0,
        recalls.join(", "),
        each.as_secs_f64(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use feelharmonic::domain::vision::classifier::square_around;

    #[test]
    fn the_square_around_the_bounds_is_the_whole_picture() {
        for crop in [1.0, 1.15, 1.3] {
            let square = square_around(&bounds_of_the_whole(crop), crop);
            assert!(square.x.abs() < 1e-4 && square.y.abs() < 1e-4);
            assert!((square.width - 48.0).abs() < 1e-4);
        }
    }

    #[test]
    fn without_exactly_one_file_there_is_a_word_on_the_usage() {
        for arguments in [vec![], vec!["a".into(), "b".into()]] {
            assert!(matches!(evaluate(arguments), Err(EvaluateError::Usage)));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = evaluate(vec!["nowhere.npz".into()]).unwrap_err();
        assert!(error.to_string().starts_with("nowhere.npz: "), "{error}");
    }
}
