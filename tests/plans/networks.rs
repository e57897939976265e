//! Both networks as they ship: made of the files beside them, and as tract answers.

use crate::{
    DETECTOR, DETECTOR_PLAN, EMOTION, EMOTION_PLAN, TOLERANCE, largest_difference, noise,
    plan_network,
};
use feelharmonic::domain::vision::Manifest;
use feelharmonic::domain::vision::manifest::BUILT_IN_MANIFEST;
use feelharmonic::domain::vision::plan::Plan;
use feelharmonic::domain::vision::plan::compile::compile_onnx;
use feelharmonic::domain::vision::plan::layout::Layout;
use feelharmonic::domain::vision::plan::shape::TensorShape;
use feelharmonic::domain::vision::reference::TractNetwork;
use rstest::rstest;

#[test]
fn the_plans_that_ship_are_compiled_of_the_files_beside_them() {
    let manifest = Manifest::parse(BUILT_IN_MANIFEST).unwrap();
    let (detector, emotion) = (manifest.detector, manifest.emotion);
    for (file, plan, input, entry) in [
        (DETECTOR, DETECTOR_PLAN, detector.input, detector.plan),
        (EMOTION, EMOTION_PLAN, emotion.input, emotion.plan),
    ] {
        let made = compile_onnx(file, &input).unwrap();
        assert!(made == plan, "{}: run `make plans`", entry.file);
        entry.verify(plan).unwrap();
    }
}

#[test]
fn a_plan_does_not_depend_on_the_size_that_it_is_compiled_for() {
    assert!(compile_onnx(DETECTOR, &[1, 3, 192, 256]).unwrap() == DETECTOR_PLAN);
}

#[test]
fn the_largest_frame_is_searched_in_little_memory() {
    let plan = Plan::parse(DETECTOR_PLAN).unwrap();
    let shape = TensorShape {
        channels: 3,
        height: 480,
        width: 640,
    };
    let numbers = Layout::new(&plan, shape).unwrap().arena;
    // Sixteen channels of half the size and something for the heads: each is worked on in its place.
    assert!(numbers * size_of::<f32>() < 7_500_000, "{numbers} numbers");
}

#[rstest]
#[case::near([1, 3, 192, 256])]
#[case::near_upright([1, 3, 256, 192])]
#[case::square([1, 3, 320, 320])]
#[case::far([1, 3, 480, 640])]
fn the_detector_answers_as_in_tract(#[case] input: [usize; 4]) {
    let tract = TractNetwork::load("yunet.onnx", DETECTOR, &input).unwrap();
    let plan = plan_network(DETECTOR_PLAN, input);
    let difference = largest_difference(&plan, &tract, &noise(input.iter().product(), 0.0, 255.0));
    println!("{input:?}: {difference:e}");
    assert!(difference < TOLERANCE, "{difference}");
}

#[test]
fn the_emotion_network_answers_as_in_tract() {
    let input = [1, 1, 48, 48];
    let tract = TractNetwork::load("emotion.onnx", EMOTION, &input).unwrap();
    let plan = plan_network(EMOTION_PLAN, input);
    let difference = largest_difference(&plan, &tract, &noise(48 * 48, -1.0, 1.0));
    println!("{difference:e}");
    assert!(difference < TOLERANCE, "{difference}");
}
