//! Each operator by itself, and what is no operator of a plan, against tract on random shapes.

use crate::onnx::{Attribute, OnnxGraph};
use crate::{TOLERANCE, largest_difference, noise, plan_network};
use feelharmonic::domain::vision::plan::compile::{CompileError, compile_onnx};
use feelharmonic::domain::vision::reference::TractNetwork;
use proptest::prelude::*;
use rstest::rstest;

/// Both run the same file on the same input; the plan as often as there are inputs, in the same memory.
fn assert_same(file: &[u8], input: [usize; 4]) {
    let tract = TractNetwork::load("test.onnx", file, &input).unwrap();
    let plan = plan_network(&compile_onnx(file, &input).unwrap(), input);
    for range in [1.0, 3.0] {
        let values = noise(input.iter().product(), -range, range);
        let difference = largest_difference(&plan, &tract, &values);
        assert!(difference < TOLERANCE, "{difference} for {input:?}");
    }
}

/// Adds a convolution with `outputs` channels in `groups`; gives its name.
fn convolution(
    graph: &mut OnnxGraph,
    from: &str,
    (inputs, outputs, groups): (usize, usize, usize),
    (side, stride): (usize, i64),
) -> String {
    let shape = [outputs, inputs / groups, side, side];
    let weights = graph.constant(&shape, &noise(shape.iter().product(), -0.5, 0.5));
    let bias = graph.constant(&[outputs], &noise(outputs, -1.0, 1.0));
    let margin = i64::try_from(side / 2).unwrap();
    graph.node(
        "Conv",
        &[from, &weights, &bias],
        &[
            ("pads", Attribute::Numbers(&[margin; 4])),
            ("strides", Attribute::Numbers(&[stride, stride])),
            ("group", Attribute::Number(i64::try_from(groups).unwrap())),
        ],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_convolution_is_tracts(
        (inputs, outputs) in (1_usize..9, 1_usize..10),
        (height, width) in (1_usize..24, 1_usize..24),
        side in prop::sample::select(vec![1_usize, 3]),
        stride in 1_i64..3,
        relu in any::<bool>(),
    ) {
        let mut graph = OnnxGraph::default();
        let mut last = convolution(&mut graph, "input", (inputs, outputs, 1), (side, stride));
        if relu {
            last = graph.node("Relu", &[&last], &[]);
        }
        let input = [1, inputs, height, width];
        assert_same(&graph.file(&input, &[&last]), input);
    }

    #[test]
    fn a_depthwise_convolution_is_tracts(
        channels in 2_usize..9,
        (height, width) in (1_usize..24, 1_usize..24),
        relu in any::<bool>(),
    ) {
        let mut graph = OnnxGraph::default();
        let mut last = convolution(&mut graph, "input", (channels, channels, channels), (3, 1));
        if relu {
            last = graph.node("Relu", &[&last], &[]);
        }
        let input = [1, channels, height, width];
        assert_same(&graph.file(&input, &[&last]), input);
    }

    #[test]
    fn a_residual_block_is_tracts(
        (inputs, outputs) in (1_usize..6, 1_usize..9),
        (height, width) in (2_usize..16, 2_usize..16),
        stride in 1_i64..3,
        shortcut_first in any::<bool>(),
        is_read_again in any::<bool>(),
    ) {
        let mut graph = OnnxGraph::default();
        let first = convolution(&mut graph, "input", (inputs, outputs, 1), (3, stride));
        let first = graph.node("Relu", &[&first], &[]);
        let second = convolution(&mut graph, &first, (outputs, outputs, 1), (3, 1));
        let shortcut = convolution(&mut graph, "input", (inputs, outputs, 1), (1, stride));
        let pair = if shortcut_first { [&*shortcut, &*second] } else { [&*second, &*shortcut] };
        let sum = graph.node("Add", &pair, &[]);
        let sum = graph.node("Relu", &[&sum], &[]);
        // Without a convolution of its own beside it; and what is added may be needed later.
        let third = convolution(&mut graph, &sum, (outputs, outputs, 1), (3, 1));
        let last = graph.node("Add", &[&third, &sum], &[]);
        let last = graph.node("Relu", &[&last], &[]);
        let input = [1, inputs, height, width];
        let outputs: &[&str] = if is_read_again { &[&last, &sum] } else { &[&last] };
        assert_same(&graph.file(&input, outputs), input);
    }

    #[test]
    fn pooling_and_doubling_are_tracts(
        channels in 1_usize..6,
        (height, width) in (1_usize..12, 1_usize..12),
        large_first in any::<bool>(),
    ) {
        let mut graph = OnnxGraph::default();
        let large = convolution(&mut graph, "input", (channels, channels, 1), (1, 1));
        let small = graph.node("MaxPool", &[&large], &[
            ("kernel_shape", Attribute::Numbers(&[2, 2])),
            ("strides", Attribute::Numbers(&[2, 2])),
        ]);
        let scales = graph.constant(&[4], &[1.0, 1.0, 2.0, 2.0]);
        let twice = graph.node("Resize", &[&small, "", &scales], &[
            ("mode", Attribute::Text("nearest")),
            ("coordinate_transformation_mode", Attribute::Text("asymmetric")),
            ("nearest_mode", Attribute::Text("floor")),
        ]);
        let pair = if large_first { [&*large, &*twice] } else { [&*twice, &*large] };
        let last = graph.node("Add", &pair, &[]);
        let input = [1, channels, 2 * height, 2 * width];
        assert_same(&graph.file(&input, &[&last, &small]), input);
    }

    #[test]
    fn a_mean_and_a_dense_layer_are_tracts(
        (channels, outputs) in (1_usize..9, 1_usize..20),
        (height, width) in (1_usize..9, 1_usize..9),
    ) {
        let mut graph = OnnxGraph::default();
        let last = convolution(&mut graph, "input", (2, channels, 1), (1, 1));
        let mean = graph.node("GlobalAveragePool", &[&last], &[]);
        let flat = graph.node("Flatten", &[&mean], &[("axis", Attribute::Number(1))]);
        let weights = graph.constant(&[outputs, channels], &noise(outputs * channels, -0.5, 0.5));
        let bias = graph.constant(&[outputs], &noise(outputs, -1.0, 1.0));
        let last = graph.node("Gemm", &[&flat, &weights, &bias], &[("transB", Attribute::Number(1))]);
        let input = [1, 2, height, width];
        assert_same(&graph.file(&input, &[&last]), input);
    }
}

/// Files that tract can run, with something that no step does.
#[rstest]
#[case::another_operator("Sigmoid", &[])]
#[case::another_pooling("MaxPool", &[("kernel_shape", Attribute::Numbers(&[3, 3]))])]
#[case::pooling_that_overlaps("MaxPool", &[
    ("kernel_shape", Attribute::Numbers(&[2, 2])),
    ("strides", Attribute::Numbers(&[1, 1])),
])]
#[case::pooling_of_the_mean("AveragePool", &[("kernel_shape", Attribute::Numbers(&[2, 2]))])]
#[case::the_greatest_of_all("GlobalMaxPool", &[])]
fn what_no_step_does_is_an_error(#[case] kind: &str, #[case] attributes: &[(&str, Attribute)]) {
    let mut graph = OnnxGraph::default();
    let last = graph.node(kind, &["input"], attributes);
    let input = [1, 2, 8, 8];
    assert_unknown(&graph.file(&input, &[&last]), input);
}

#[rstest]
#[case::a_side_of_five((4, 4, 1), (5, 1))]
#[case::a_stride_of_three((4, 4, 1), (3, 3))]
#[case::two_groups((4, 4, 2), (3, 1))]
#[case::each_channel_and_every_other_pixel((4, 4, 4), (3, 2))]
fn a_convolution_that_no_step_does_is_an_error(
    #[case] channels: (usize, usize, usize),
    #[case] form: (usize, i64),
) {
    let mut graph = OnnxGraph::default();
    let last = convolution(&mut graph, "input", channels, form);
    let input = [1, channels.0, 12, 12];
    assert_unknown(&graph.file(&input, &[&last]), input);
}

#[test]
fn a_relu_of_what_others_read_too_is_an_error() {
    let mut graph = OnnxGraph::default();
    let first = convolution(&mut graph, "input", (2, 2, 1), (3, 1));
    let cut = graph.node("Relu", &[&first], &[]);
    let input = [1, 2, 8, 8];
    assert_unknown(&graph.file(&input, &[&cut, &first]), input);
}

#[test]
fn doubling_alone_is_an_error() {
    let mut graph = OnnxGraph::default();
    let first = convolution(&mut graph, "input", (2, 2, 1), (3, 1));
    let scales = graph.constant(&[4], &[1.0, 1.0, 2.0, 2.0]);
    let nearest = [
        ("mode", Attribute::Text("nearest")),
        (
            "coordinate_transformation_mode",
            Attribute::Text("asymmetric"),
        ),
        ("nearest_mode", Attribute::Text("floor")),
    ];
    let twice = graph.node("Resize", &[&first, "", &scales], &nearest);
    let input = [1, 2, 8, 8];
    assert_unknown(&graph.file(&input, &[&twice]), input);
}

fn assert_unknown(file: &[u8], input: [usize; 4]) {
    TractNetwork::load("test.onnx", file, &input).unwrap();
    let error = compile_onnx(file, &input).unwrap_err();
    assert!(matches!(error, CompileError::Unknown { .. }), "{error}");
}
