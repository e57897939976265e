//! Plans that are altered, cut off, or made by somebody else: an error, never a wrong answer and never a panic.

use crate::{DETECTOR_PLAN, EMOTION_PLAN, noise};
use feelharmonic::domain::vision::network::Network;
use feelharmonic::domain::vision::plan::executor::PlanNetwork;
use feelharmonic::domain::vision::plan::file::{
    PlanFile, StoredKernel, StoredOperator, StoredStep, ValueId,
};
use feelharmonic::domain::vision::plan::shape::TensorShape;
use feelharmonic::domain::vision::plan::weights::StoredNumbers;
use feelharmonic::domain::vision::plan::{Plan, PlanError};
use proptest::prelude::*;
use std::rc::Rc;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn an_altered_byte_is_an_error(at in 0..DETECTOR_PLAN.len(), change in 1_u8..) {
        let mut plan = DETECTOR_PLAN.to_vec();
        plan[at] ^= change;
        prop_assert!(Plan::parse(&plan).is_err());
    }

    #[test]
    fn a_cut_plan_is_an_error(length in 0..EMOTION_PLAN.len()) {
        prop_assert!(Plan::parse(&EMOTION_PLAN[..length]).is_err());
    }

    #[test]
    fn bytes_of_any_kind_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Plan::parse(&bytes).is_err());
    }

    /// With a right checksum, whoever wrote it: it runs within its own memory, or says why not.
    #[test]
    fn a_plan_of_any_steps_answers_the_same_in_shared_memory_or_is_an_error(
        file in any_file(),
        (channels, height, width) in (1_usize..4, 1_usize..9, 1_usize..9),
    ) {
        let shape = TensorShape { channels, height, width };
        let Ok(network) = network_of(&file, shape) else { return Ok(()) };
        let input = noise(channels * height * width, -1.0, 1.0);
        let outputs = network.run(&input).unwrap();
        prop_assert_eq!(outputs.len(), file.outputs.len());
        // With every value an output, none takes another's place: the answers are the same.
        let last = ValueId::try_from(file.steps.len()).unwrap();
        let apart = PlanFile { outputs: (0..=last).collect(), ..file.clone() };
        let values = network_of(&apart, shape).unwrap().run(&input).unwrap();
        for (output, id) in outputs.iter().zip(&file.outputs) {
            prop_assert_eq!(output, &values[usize::from(*id)]);
            prop_assert_eq!(output.values.len(), output.shape.iter().product::<usize>());
        }
    }
}

fn network_of(file: &PlanFile, shape: TensorShape) -> Result<PlanNetwork, PlanError> {
    let plan = Plan::parse(&file.to_bytes().unwrap())?;
    PlanNetwork::new(Rc::new(plan), shape, Rc::default())
}

fn any_file() -> impl Strategy<Value = PlanFile<'static>> {
    let step = (0..6_u16, any_operator());
    let steps = prop::collection::vec(step, 0..6);
    (1..4_u16, prop::collection::vec(0..7_u16, 0..3), steps).prop_map(
        |(channels, outputs, steps)| {
            let steps = steps.into_iter();
            PlanFile {
                channels,
                outputs,
                steps: steps
                    .map(|(from, operator)| StoredStep { from, operator })
                    .collect(),
            }
        },
    )
}

fn any_operator() -> impl Strategy<Value = StoredOperator<'static>> {
    let addend = || prop::option::of(0..6_u16);
    prop_oneof![
        (any_kernel(), 0..5_u8, 0..4_u8, addend()).prop_map(|(kernel, side, stride, addend)| {
            StoredOperator::Convolution {
                kernel,
                side,
                stride,
                addend,
            }
        }),
        any_kernel().prop_map(StoredOperator::Depthwise),
        Just(StoredOperator::MaxPool),
        (0..6_u16).prop_map(|addend| StoredOperator::AddUpsampled { addend }),
        Just(StoredOperator::Mean),
    ]
}

/// Numbers that mostly fit: as many weights as some channels and sides take.
fn any_kernel() -> impl Strategy<Value = StoredKernel<'static>> {
    let (inputs, outputs) = (1_usize..4, 0_usize..5);
    let cells = prop::sample::select(vec![1_usize, 9, 5]);
    (inputs, outputs, cells, any::<bool>()).prop_map(|(inputs, outputs, cells, relu)| {
        StoredKernel {
            weights: StoredNumbers::lossless(&vec![0.1; inputs * outputs * cells], 1),
            bias: StoredNumbers::lossless(&vec![0.2; outputs], 1),
            relu,
        }
    })
}

/// One step, and an output that it gives.
fn one_step(channels: u16, from: ValueId, operator: StoredOperator<'static>) -> Plan {
    let file = PlanFile {
        channels,
        outputs: vec![1],
        steps: vec![StoredStep { from, operator }],
    };
    Plan::parse(&file.to_bytes().unwrap()).unwrap()
}

fn refusal(plan: Plan, channels: usize, height: usize, width: usize) -> PlanError {
    let shape = TensorShape {
        channels,
        height,
        width,
    };
    PlanNetwork::new(Rc::new(plan), shape, Rc::default()).unwrap_err()
}

#[test]
fn what_a_plan_can_not_do_is_said() {
    let pool = || one_step(1, 0, StoredOperator::MaxPool);
    assert!(matches!(
        refusal(pool(), 1, 3, 4),
        PlanError::Shape {
            step: 0,
            height: 3,
            ..
        }
    ));
    assert!(matches!(
        refusal(pool(), 2, 4, 4),
        PlanError::Input { channels: 2, .. }
    ));
    assert!(matches!(
        refusal(pool(), 1, 0, 4),
        PlanError::Input { height: 0, .. }
    ));
    assert!(matches!(
        refusal(pool(), 1, usize::MAX, 4),
        PlanError::Input { .. }
    ));
    assert!(matches!(
        refusal(pool(), 1, 1 << 20, 1 << 20),
        PlanError::Input { .. }
    ));
    let later = one_step(1, 1, StoredOperator::Mean);
    assert_eq!(refusal(later, 1, 4, 4), PlanError::Missing(1));
}

#[test]
fn an_input_of_another_length_is_an_error() {
    let shape = TensorShape {
        channels: 1,
        height: 2,
        width: 2,
    };
    let plan = Rc::new(one_step(1, 0, StoredOperator::Mean));
    let network = PlanNetwork::new(plan, shape, Rc::default()).unwrap();
    assert!(network.run(&[1.0; 3]).is_err());
    assert_eq!(network.run(&[1.0; 4]).unwrap()[0].values, [1.0]);
}

#[test]
fn a_size_that_can_not_be_halved_five_times_is_refused() {
    let plan = Plan::parse(DETECTOR_PLAN).unwrap();
    assert!(matches!(
        refusal(plan, 3, 200, 256),
        PlanError::Shape { .. }
    ));
}
