//! Faces, read by plan and by tract: on every picture of the fixtures, and on 500 of FER-2013 where somebody has them.

use crate::npz;
use crate::{DETECTOR, DETECTOR_PLAN, EMOTION, EMOTION_PLAN, TOLERANCE, plan_network};
use feelharmonic::domain::face::{FaceReading, FrameRect};
use feelharmonic::domain::quantity::Millis;
use feelharmonic::domain::vision::engine::{Engine, ModelFiles};
use feelharmonic::domain::vision::manifest::BUILT_IN_MANIFEST;
use feelharmonic::domain::vision::network::Network;
use feelharmonic::domain::vision::picture::Picture;
use feelharmonic::domain::vision::reference::{TractEngine, TractNetwork};
use feelharmonic::domain::vision::{Manifest, Pipeline};
use rstest::rstest;
use std::cell::Cell;
use std::fs::File;

/// How far edges may be apart, in pixels of the frame.
const EDGE_TOLERANCE: f32 = 0.05;
/// Names the data file of `models/train`; no picture of it is in this repository.
const FER_2013: &str = "FER2013_NPZ";
const FER_2013_FACES: usize = 500;

#[rstest]
#[case::portrait(include_bytes!("../fixtures/portrait.png"), 1)]
#[case::hopper(include_bytes!("../fixtures/hopper.jpg"), 1)]
#[case::party(include_bytes!("../fixtures/party.jpg"), 4)]
#[case::far(include_bytes!("../fixtures/far.jpg"), 1)]
#[case::dark(include_bytes!("../fixtures/dark.jpg"), 1)]
#[case::empty(include_bytes!("../fixtures/empty.jpg"), 0)]
#[case::hopper_of_the_demo(include_bytes!("../../public/demo/hopper.jpg"), 1)]
#[case::portrait_of_the_demo(include_bytes!("../../public/demo/portrait.jpg"), 1)]
fn a_picture_reads_the_same(#[case] file: &[u8], #[case] faces: usize) {
    let manifest = Manifest::parse(BUILT_IN_MANIFEST).unwrap();
    let plans = ModelFiles {
        detector: DETECTOR_PLAN,
        emotion: EMOTION_PLAN,
    };
    let files = ModelFiles {
        detector: DETECTOR,
        emotion: EMOTION,
    };
    let tract = TractEngine::new(&manifest, &files).unwrap();
    let mut by_plan = Pipeline::load(&manifest, &plans).unwrap();
    let mut by_tract = Pipeline::with_engine(&manifest, tract).unwrap();
    let picture = Picture::decode(file).unwrap();
    let expected = read_twice(&mut by_tract, &picture);
    let found = read_twice(&mut by_plan, &picture);
    assert!(expected.len() >= faces, "{} faces", expected.len());
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_same_face(found, expected);
    }
}

/// Reads a picture as a photo and as a live frame.
fn read_twice<E: Engine>(pipeline: &mut Pipeline<E>, picture: &Picture) -> Vec<FaceReading> {
    let ticks = Cell::new(0.0);
    let clock = || {
        ticks.set(ticks.get() + 1.0);
        Millis(ticks.get())
    };
    let frame = picture.frame().unwrap();
    let mut faces = pipeline
        .analyse_still(&frame, &clock, &mut |_| {})
        .unwrap()
        .faces;
    faces.extend(pipeline.analyse(&frame, &clock).unwrap().faces);
    faces
}

fn assert_same_face(found: &FaceReading, expected: &FaceReading) {
    let edges = |bounds: FrameRect| {
        [
            bounds.x,
            bounds.y,
            bounds.x + bounds.width,
            bounds.y + bounds.height,
        ]
    };
    let pairs = edges(found.bounds_in_frame)
        .into_iter()
        .zip(edges(expected.bounds_in_frame));
    let off = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(off < EDGE_TOLERANCE, "{off} pixels");
    assert_eq!(found.scores.top().0, expected.scores.top().0);
    let numbers = |face: &FaceReading| -> Vec<f32> {
        let scores: [f32; 7] = face.scores.into();
        scores.to_vec()
    };
    for (a, b) in numbers(found).into_iter().zip(numbers(expected)) {
        assert!((a - b).abs() < TOLERANCE, "{a} and {b}");
    }
}

#[test]
fn faces_of_fer_2013_have_the_same_logits() {
    let Some(path) = std::env::var_os(FER_2013) else {
        println!("skipped: {FER_2013} names no copy of FER-2013");
        return;
    };
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let faces = npz::array(&mut archive, "img").unwrap();
    let shape = [1, 1, 48, 48];
    let area = 48 * 48;
    assert_eq!(faces.shape[1..], [48, 48]);
    let tract = TractNetwork::load("emotion.onnx", EMOTION, &shape).unwrap();
    let plan = plan_network(EMOTION_PLAN, shape);
    // From all over the file: it is in the order of its sets.
    let step = faces.shape[0] / FER_2013_FACES;
    let mut most = 0.0_f32;
    for face in faces
        .values
        .chunks_exact(area)
        .step_by(step)
        .take(FER_2013_FACES)
    {
        let input: Vec<f32> = face
            .iter()
            .map(|grey| f32::from(*grey) / 127.5 - 1.0)
            .collect();
        let (found, expected) = (plan.run(&input).unwrap(), tract.run(&input).unwrap());
        let (found, expected) = (&found[0].values, &expected[0].values);
        for (found, expected) in found.chunks(7).zip(expected.chunks(7)) {
            assert_eq!(likeliest(found), likeliest(expected));
            let pairs = found.iter().zip(expected);
            most = pairs.map(|(a, b)| (a - b).abs()).fold(most, f32::max);
        }
    }
    println!("{FER_2013_FACES} faces, logits at most {most:e} apart");
    assert!(most < TOLERANCE, "{most}");
}

fn likeliest(logits: &[f32]) -> Option<usize> {
    let places = logits.iter().enumerate();
    places.max_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at)
}
