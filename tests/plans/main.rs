//! Plans, held to tract: operator by operator on random shapes, both networks on pictures, and what is damaged.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that can't be read fails the test"
)]

mod damage;
mod faces;
mod networks;
#[path = "../evaluate/npz.rs"]
mod npz;
#[path = "../support/onnx.rs"]
mod onnx;
mod operators;

use feelharmonic::domain::vision::network::Network;
use feelharmonic::domain::vision::plan::Plan;
use feelharmonic::domain::vision::plan::executor::PlanNetwork;
use feelharmonic::domain::vision::plan::shape::TensorShape;
use std::rc::Rc;

const DETECTOR: &[u8] = include_bytes!("../../models/yunet.onnx");
const DETECTOR_PLAN: &[u8] = include_bytes!("../../models/yunet.plan");
const EMOTION: &[u8] = include_bytes!("../../models/emotion.onnx");
const EMOTION_PLAN: &[u8] = include_bytes!("../../models/emotion.plan");

/// Largest difference between plan and tract that counts as none.
const TOLERANCE: f32 = 1e-3;

/// A plan for inputs of 1 × channels × height × width, in memory of its own.
fn plan_network(plan: &[u8], input: [usize; 4]) -> PlanNetwork {
    let [_, channels, height, width] = input;
    let shape = TensorShape {
        channels,
        height,
        width,
    };
    PlanNetwork::new(Rc::new(Plan::parse(plan).unwrap()), shape, Rc::default()).unwrap()
}

/// Numbers without a pattern, from `low` to `high`.
fn noise(count: usize, low: f32, high: f32) -> Vec<f32> {
    let mut state = 1_u32;
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            low + (high - low) * f32::from(u16::try_from(state >> 16).unwrap()) / 65_535.0
        })
        .collect()
}

/// The largest difference of what two networks say of `input`.
fn largest_difference(a: &impl Network, b: &impl Network, input: &[f32]) -> f32 {
    let (a, b) = (a.run(input).unwrap(), b.run(input).unwrap());
    assert_eq!(a.len(), b.len(), "outputs");
    let pairs = a.iter().zip(&b).flat_map(|(a, b)| {
        assert_eq!(a.values.len(), b.values.len(), "numbers of an output");
        a.values.iter().zip(&b.values)
    });
    pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}
