//! The real models on the fixture pictures, held to the values of the numpy pipeline in `models/train`.
//! `fixtures/stills.json` records what the whole pipeline reads; the browser tests hold the shipped worker to it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that can't be read fails the test"
)]

use feelharmonic::domain::emotion::{Emotion, EmotionScores};
use feelharmonic::domain::face::useful_photo_size;
use feelharmonic::domain::face::{FaceReading, FrameRect, FrameSize};
use feelharmonic::domain::mood::smoothing::{Smoother, SmoothingParams};
use feelharmonic::domain::quantity::{Fraction, Millis};
use feelharmonic::domain::vision::classifier::Classifier;
use feelharmonic::domain::vision::detector::{Detector, DetectorParams};
use feelharmonic::domain::vision::frame::Frame;
use feelharmonic::domain::vision::manifest::{BUILT_IN_MANIFEST, BrightnessRule, ModelFileError};
use feelharmonic::domain::vision::network::{Network, NetworkOutput};
use feelharmonic::domain::vision::picture::Picture;
use feelharmonic::domain::vision::plan::executor::PlanNetwork;
use feelharmonic::domain::vision::plan::shape::TensorShape;
use feelharmonic::domain::vision::plan::{Plan, PlanError};
use feelharmonic::domain::vision::reference::TractEngine;
use feelharmonic::domain::vision::turn::{CutPixels, PixelRect, QuarterTurn};
use feelharmonic::domain::vision::{Manifest, ModelFiles, Pipeline, VisionError};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

const DETECTOR: &[u8] = include_bytes!("../models/yunet.plan");
const EMOTION: &[u8] = include_bytes!("../models/emotion.plan");
const SOURCES: ModelFiles = ModelFiles {
    detector: include_bytes!("../models/yunet.onnx"),
    emotion: include_bytes!("../models/emotion.onnx"),
};
const GOLDEN: &str = include_str!("fixtures/golden.json");
const PREPROCESS: &str = include_str!("fixtures/preprocess.json");

const PICTURES: [(&str, &[u8]); 6] = [
    ("portrait.png", include_bytes!("fixtures/portrait.png")),
    ("hopper.jpg", include_bytes!("fixtures/hopper.jpg")),
    ("party.jpg", include_bytes!("fixtures/party.jpg")),
    ("far.jpg", include_bytes!("fixtures/far.jpg")),
    ("dark.jpg", include_bytes!("fixtures/dark.jpg")),
    ("empty.jpg", include_bytes!("fixtures/empty.jpg")),
];

#[derive(serde::Deserialize)]
struct Golden {
    input: [usize; 2],
    faces: Vec<GoldenFace>,
}

#[derive(serde::Deserialize)]
struct GoldenFace {
    score: f32,
    bounds: [f32; 4],
    landmarks: [[f32; 2]; 5],
    probabilities: [f32; 7],
    votes: [f32; 7],
}

fn manifest() -> Manifest {
    Manifest::parse(BUILT_IN_MANIFEST).unwrap()
}

fn network(plan: &[u8], channels: usize, height: usize, width: usize) -> PlanNetwork {
    let shape = TensorShape {
        channels,
        height,
        width,
    };
    PlanNetwork::new(Rc::new(Plan::parse(plan).unwrap()), shape, Rc::default()).unwrap()
}

fn picture(name: &str) -> Picture {
    Picture::decode(PICTURES.iter().find(|(file, _)| *file == name).unwrap().1).unwrap()
}

/// The pipeline with tract, which is fast in a build for tests; `tests/plans` holds what ships to it.
fn pipeline() -> Pipeline<TractEngine> {
    let manifest = manifest();
    let tract = TractEngine::new(&manifest, &SOURCES).unwrap();
    Pipeline::with_engine(&manifest, tract).unwrap()
}

/// A clock of a device that does a frame in no time; each look at it is a millisecond later.
fn quick_clock() -> impl Fn() -> Millis {
    let ticks = Cell::new(0.0);
    move || {
        ticks.set(ticks.get() + 1.0);
        Millis(ticks.get())
    }
}

fn near(a: f32, b: f32, tolerance: f32, what: &str) {
    assert!((a - b).abs() <= tolerance, "{what}: {a} against {b}");
}

#[test]
fn every_fixture_reads_as_in_the_reference_pipeline() {
    let golden: std::collections::BTreeMap<String, Golden> = serde_json::from_str(GOLDEN).unwrap();
    let manifest = manifest();
    let side = manifest.face_side();
    let classifier = Classifier::new(
        network(EMOTION, 1, side, side),
        side,
        manifest.emotion.clone(),
    );
    for (name, expected) in golden {
        let picture = picture(&name);
        let frame = picture.frame().unwrap();
        let [height, width] = expected.input;
        let network = network(DETECTOR, 3, height, width);
        let input = FrameSize {
            width: u32::try_from(width).unwrap(),
            height: u32::try_from(height).unwrap(),
        };
        let found = Detector::new(network, input, DetectorParams::default())
            .detect(&frame)
            .unwrap();
        assert_eq!(found.len(), expected.faces.len(), "faces in {name}");
        for (face, golden) in found.iter().zip(&expected.faces) {
            let bounds = face.bounds_in_frame;
            near(face.score.get(), golden.score, 0.01, &name);
            for (value, golden) in [bounds.x, bounds.y, bounds.width, bounds.height]
                .into_iter()
                .zip(golden.bounds)
            {
                near(value, golden, 1.0, &name);
            }
            for ((x, y), [golden_x, golden_y]) in
                face.landmarks_in_frame.into_iter().zip(golden.landmarks)
            {
                near(x, golden_x, 1.0, &name);
                near(y, golden_y, 1.0, &name);
            }
            let answers = classifier.classify(&frame, &bounds).unwrap();
            let (scores, votes): ([f32; 7], [f32; 7]) =
                (answers.scores.into(), answers.votes.into());
            let golden = golden.probabilities.into_iter().chain(golden.votes);
            for (value, golden) in scores.into_iter().chain(votes).zip(golden) {
                near(value, golden, 0.02, &name);
            }
        }
    }
}

/// A picture and what the reference makes of faces on it, before the emotion network sees them.
#[derive(serde::Deserialize)]
struct Preprocessing {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
    faces: Vec<Preprocessed>,
}

#[derive(serde::Deserialize)]
struct Preprocessed {
    name: String,
    bounds: [f32; 4],
    crop: f32,
    side: usize,
    brightness: BrightnessRule,
    grey: Vec<f32>,
}

/// Keeps what it is given.
struct Recorder(Rc<RefCell<Vec<f32>>>);

impl Network for Recorder {
    fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
        *self.0.borrow_mut() = input.to_vec();
        Ok(vec![NetworkOutput {
            shape: vec![1, 14],
            values: vec![0.0; 14],
        }])
    }
}

#[test]
fn faces_reach_the_emotion_network_as_in_the_training_pipeline() {
    let fixture: Preprocessing = serde_json::from_str(PREPROCESS).unwrap();
    let rgba: Vec<u8> = fixture
        .rgb
        .chunks_exact(3)
        .flat_map(|rgb| [rgb[0], rgb[1], rgb[2], u8::MAX])
        .collect();
    let size = FrameSize {
        width: fixture.width,
        height: fixture.height,
    };
    let frame = Frame::new(size, &rgba).unwrap();
    assert!(fixture.faces.len() >= 6);
    for face in fixture.faces {
        let mut facts = manifest().emotion;
        (facts.crop, facts.brightness) = (face.crop, face.brightness);
        let (scale, offset) = (facts.scale, facts.offset);
        let given = Rc::new(RefCell::new(Vec::new()));
        let [x, y, width, height] = face.bounds;
        Classifier::new(Recorder(Rc::clone(&given)), face.side, facts)
            .classify(
                &frame,
                &FrameRect {
                    x,
                    y,
                    width,
                    height,
                },
            )
            .unwrap();
        assert_eq!(given.borrow().len(), face.grey.len(), "{}", face.name);
        for (value, grey) in given.borrow().iter().zip(face.grey) {
            near((value - offset) / scale, grey, 1e-3, &face.name);
        }
    }
}

/// What a photo reads as, for another program to compare with: `(bounds, probabilities)` of each face.
type Still = Vec<([f32; 4], [f32; 7])>;

/// `RECORD_STILLS=1 cargo nextest run stills` writes the file anew.
#[test]
fn stills_read_as_recorded() {
    const FILE: &str = "tests/fixtures/stills.json";
    let read: std::collections::BTreeMap<&str, Still> = PICTURES
        .iter()
        .map(|(name, _)| {
            let analysis = pipeline()
                .analyse_still(&picture(name).frame().unwrap(), &quick_clock(), &mut |_| {})
                .unwrap();
            let faces = analysis.faces.iter().map(|face| {
                let bounds = face.bounds_in_frame;
                (
                    [bounds.x, bounds.y, bounds.width, bounds.height],
                    face.scores.into(),
                )
            });
            (*name, faces.collect())
        })
        .collect();
    if std::env::var_os("RECORD_STILLS").is_some() {
        std::fs::write(FILE, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
    }
    let text = std::fs::read_to_string(FILE).unwrap();
    let recorded: std::collections::BTreeMap<String, Still> = serde_json::from_str(&text).unwrap();
    assert_eq!(recorded.len(), read.len());
    for (name, faces) in read {
        assert_eq!(faces.len(), recorded[name].len(), "faces in {name}");
        for ((bounds, scores), (recorded_bounds, recorded_scores)) in
            faces.iter().zip(&recorded[name])
        {
            bounds
                .iter()
                .zip(recorded_bounds)
                .for_each(|(a, b)| near(*a, *b, 0.05, name));
            scores
                .iter()
                .zip(recorded_scores)
                .for_each(|(a, b)| near(*a, *b, 1e-3, name));
        }
    }
}

/// The picture `name`, turned, with the memory it lies in.
fn turned(name: &str, turn: QuarterTurn) -> CutPixels {
    let picture = picture(name);
    let frame = picture.frame().unwrap();
    CutPixels::from_frame(&frame, PixelRect::whole(frame.size()), turn)
}

#[test]
fn a_photo_on_its_side_or_upside_down_is_read_as_an_upright_one() {
    let mut pipeline = pipeline();
    for name in [
        "portrait.png",
        "hopper.jpg",
        "party.jpg",
        "far.jpg",
        "dark.jpg",
    ] {
        let mut read = |turn| {
            let cut = turned(name, turn);
            pipeline
                .analyse_still(&cut.frame().unwrap(), &quick_clock(), &mut |_| {})
                .unwrap()
        };
        let upright = read(QuarterTurn::None);
        for turn in [QuarterTurn::Right, QuarterTurn::Half, QuarterTurn::Left] {
            let other = read(turn);
            assert_eq!(other.faces.len(), upright.faces.len(), "{name} {turn:?}");
            for (face, upright) in other.faces.iter().zip(&upright.faces) {
                let pair = face.scores.iter().zip(upright.scores.iter());
                pair.for_each(|((_, a), (_, b))| near(a.get(), b.get(), 1e-3, name));
                // The box lies where the face is in the picture as it was given.
                let size = picture(name).size();
                let back = turn.size(size);
                let (x, y) = face.bounds_in_frame.centre();
                assert!(
                    f64::from(x) < f64::from(back.width) && f64::from(y) < f64::from(back.height)
                );
                near(
                    face.bounds_in_frame.area(),
                    upright.bounds_in_frame.area(),
                    1.0,
                    name,
                );
            }
        }
    }
}

#[test]
fn a_camera_upside_down_is_turned_within_seconds() {
    let mut pipeline = pipeline();
    let clock = frame_clock();
    let cut = turned("portrait.png", QuarterTurn::Half);
    let frame = cut.frame().unwrap();
    let mut last = Vec::new();
    for _ in 0..60 {
        last = pipeline.analyse(&frame, &clock).unwrap().faces;
    }
    let [face] = last.as_slice() else {
        panic!("{} faces", last.len());
    };
    assert_eq!(face.scores.top().0, Emotion::Happy);
    assert!(face.scores.top().1.get() > 0.9);
}

/// A clock that is 20 ms later at each look: some ten frames a second.
fn frame_clock() -> impl Fn() -> Millis {
    let ticks = Cell::new(0.0);
    move || {
        ticks.set(ticks.get() + 20.0);
        Millis(ticks.get())
    }
}

/// A grey picture of `size` with the portrait in it, its face about `face` pixels high.
fn with_portrait(size: FrameSize, face: u32, left: u32, top: u32) -> Vec<u8> {
    let portrait = image::load_from_memory(PICTURES[0].1).unwrap();
    // The face is 111 of the portrait's pixels high.
    let scaled = portrait.resize(
        portrait.width() * face / 111,
        portrait.height() * face / 111,
        image::imageops::FilterType::Triangle,
    );
    let mut all =
        image::RgbaImage::from_pixel(size.width, size.height, image::Rgba([120, 124, 118, 255]));
    image::imageops::replace(&mut all, &scaled.to_rgba8(), left.into(), top.into());
    all.into_raw()
}

#[test]
fn a_small_face_in_a_large_photo_is_found() {
    let mut pipeline = pipeline();
    for (width, height, left, top) in [
        (6000, 4000, 4700, 2100),
        (12_000, 900, 9000, 200),
        (700, 9000, 100, 4300),
    ] {
        let size = useful_photo_size(FrameSize { width, height });
        let scale = |length: u32| length * size.width / width;
        let pixels = with_portrait(size, scale(95), scale(left), scale(top));
        let mut told = Vec::new();
        let analysis = pipeline
            .analyse_still(
                &Frame::new(size, &pixels).unwrap(),
                &quick_clock(),
                &mut |share| {
                    told.push(share);
                },
            )
            .unwrap();
        assert_eq!(analysis.faces.len(), 1, "{width} × {height}");
        assert_eq!(analysis.faces[0].scores.top().0, Emotion::Happy);
        assert!(told.len() > 6 && told.is_sorted());
        assert_eq!(told.last().map(|share| share.get()), Some(1.0));
    }
}

#[test]
fn a_still_face_that_is_shaken_keeps_its_label() {
    let mut pipeline = pipeline();
    let manifest = manifest();
    let side = manifest.face_side();
    let network = network(EMOTION, 1, side, side);
    let classifier = Classifier::new(network, side, manifest.emotion.clone());
    for name in ["portrait.png", "dark.jpg"] {
        let picture = picture(name);
        let frame = picture.frame().unwrap();
        let found = pipeline
            .analyse_still(&frame, &quick_clock(), &mut |_| {})
            .unwrap();
        let bounds = found.faces[0].bounds_in_frame;
        // Up to 3 % to each side and in size; three co-prime steps never fall together.
        let shaken = |frame: u16, step: u16| (f32::from(frame * step % 61) / 30.0 - 1.0) * 0.03;
        let readings: Vec<EmotionScores> = (0..61)
            .map(|at| {
                let side = bounds.longer_side();
                let shaken = FrameRect {
                    x: bounds.x + side * shaken(at, 7),
                    y: bounds.y + side * shaken(at, 11),
                    width: bounds.width * (1.0 + shaken(at, 17)),
                    height: bounds.height * (1.0 + shaken(at, 17)),
                };
                let answers = classifier.classify(&frame, &shaken).unwrap();
                answers.blended(manifest.emotion.votes_share)
            })
            .collect();
        let mut smoother = Smoother::new(SmoothingParams {
            unsure_below: manifest.emotion.unsure_below,
            ..SmoothingParams::default()
        });
        let mut labels: Vec<_> = (0..900_u16)
            .map(|at| {
                let reading = &readings[usize::from(at * 13 % 61)];
                let now = Millis(f64::from(at) * 66.0);
                smoother.update(reading, Fraction::MAX, now).label
            })
            .collect();
        labels.dedup();
        assert_eq!(labels.len(), 1, "{name}: {labels:?} in a minute");
    }
}

#[test]
fn the_portrait_smiles() {
    let picture = picture("portrait.png");
    let analysis = pipeline()
        .analyse_still(&picture.frame().unwrap(), &quick_clock(), &mut |_| {})
        .unwrap();
    assert_eq!(analysis.faces.len(), 1);
    assert_eq!(analysis.faces[0].scores.top().0, Emotion::Happy);
}

#[test]
fn each_scene_is_settled_within_a_dozen_frames_one_after_another() {
    let mut pipeline = pipeline();
    let clock = quick_clock();
    pipeline.warm_up(&clock).unwrap();
    for (name, faces) in [
        ("portrait.png", 1),
        ("party.jpg", 4),
        ("dark.jpg", 1),
        ("far.jpg", 1),
        ("empty.jpg", 0),
    ] {
        let picture = picture(name);
        let frame = picture.frame().unwrap();
        let mut last: Vec<FaceReading> = Vec::new();
        for _ in 0..13 {
            last = pipeline.analyse(&frame, &clock).unwrap().faces;
        }
        assert_eq!(last.len(), faces, "{name}");
    }
}

#[test]
fn a_near_face_is_read_at_the_small_input() {
    let mut pipeline = pipeline();
    let picture = picture("portrait.png");
    let clock = quick_clock();
    let frame = picture.frame().unwrap();
    pipeline.analyse(&frame, &clock).unwrap();
    let analysis = pipeline.analyse(&frame, &clock).unwrap();
    assert_eq!(analysis.input.width * analysis.input.height, 256 * 192);
}

#[test]
fn a_truncated_or_altered_model_is_refused() {
    let manifest = manifest();
    let short = &DETECTOR[..DETECTOR.len() - 1];
    let error = Pipeline::load(
        &manifest,
        &ModelFiles {
            detector: short,
            emotion: EMOTION,
        },
    )
    .unwrap_err();
    assert!(
        matches!(
            error,
            VisionError::File {
                error: ModelFileError::Length { .. },
                ..
            }
        ),
        "{error}"
    );
    let mut altered = EMOTION.to_vec();
    altered[1000] ^= 1;
    let error = Pipeline::load(
        &manifest,
        &ModelFiles {
            detector: DETECTOR,
            emotion: &altered,
        },
    )
    .unwrap_err();
    assert!(
        matches!(
            error,
            VisionError::File {
                error: ModelFileError::Checksum,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn a_file_that_is_no_plan_is_refused() {
    assert_eq!(Plan::parse(b"not a plan").unwrap_err(), PlanError::Foreign);
}
