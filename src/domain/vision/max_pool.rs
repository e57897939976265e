//! Our own maximum pooling of 2 × 2 pixels, which a face detector does four times a frame.
//!
//! tract 0.23.9 takes it one number at a time, by a branch that a processor can't foresee: 1.6 ms a frame in a
//! browser, 20 ns a number. This is plain arithmetic on rows, which the compiler turns into vector instructions.

use crate::domain::vision::kernel::greater_of;
use tract_onnx::prelude::{DatumExt, DatumType, Tensor, TractResult, TypedModel};
use tract_onnx::tract_core::internal::{
    EvalContext, EvalOp, IntoTValue, Op, StaticName, TValue, TVec, TypedFact, TypedOp, args_1,
    as_op, op_as_typed_op, op_out_of_plan, tvec,
};
use tract_onnx::tract_core::ops::cnn::{OptMaxPool, PoolSpec};
use tract_onnx::tract_core::ops::nn::DataFormat;

/// Replaces every pooling of `model` that [`MaxPool2x2`] can stand in for.
///
/// # Errors
/// What tract says when a shape is not known.
pub fn replace_pools(model: &mut TypedModel) -> TractResult<()> {
    for id in 0..model.nodes().len() {
        let node = model.node(id);
        let Some(pool) = node.op_as::<OptMaxPool>() else {
            continue;
        };
        let [input] = *node.inputs else { continue };
        let fact = model.outlet_fact(input)?;
        let is_replaceable = pool.with_index_outputs.is_none()
            && is_square(&pool.pool_spec)
            && fact.datum_type == DatumType::F32
            && fact.shape.as_concrete().is_some_and(is_even);
        if is_replaceable {
            model.node_mut(id).op = Box::new(MaxPool2x2);
        }
    }
    Ok(())
}

fn is_square(spec: &PoolSpec) -> bool {
    spec.data_format == DataFormat::NCHW
        && *spec.kernel_shape == [2, 2]
        && *spec.strides() == [2, 2]
        && *spec.dilations() == [1, 1]
}

// Squares that fill the picture need no padding, whatever the rule for it.
fn is_even(shape: &[usize]) -> bool {
    matches!(*shape, [_, _, height, width] if height % 2 == 0 && width % 2 == 0)
}

/// Maximum pooling of 2 × 2 pixels, stride 2: N × C × H × W to N × C × H/2 × W/2, H and W even.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct MaxPool2x2;

impl Op for MaxPool2x2 {
    fn name(&self) -> StaticName {
        "MaxPool2x2".into()
    }
    op_as_typed_op!();
}

impl EvalOp for MaxPool2x2 {
    op_out_of_plan!();

    fn eval(&self, _: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        let input = args_1!(inputs);
        let values = input.to_plain_array_view::<f32>()?;
        let shape = pooled_shape(input.shape());
        let width = input.shape().last().copied().unwrap_or_default();
        let pooled = max_pool_rows(values.as_slice().unwrap_or_default(), width);
        Ok(tvec!(Tensor::from_shape(&shape, &pooled)?.into_tvalue()))
    }
}

impl TypedOp for MaxPool2x2 {
    fn output_facts(&self, inputs: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        let shapes = inputs.iter().filter_map(|fact| fact.shape.as_concrete());
        Ok(shapes.map(|shape| f32::fact(pooled_shape(shape))).collect())
    }
    as_op!();
}

fn pooled_shape(shape: &[usize]) -> TVec<usize> {
    let kept = shape.len().saturating_sub(2);
    let sizes = shape.iter().enumerate();
    sizes
        .map(|(axis, size)| if axis < kept { *size } else { size / 2 })
        .collect()
}

/// Takes the maximum of each square of 2 × 2 in `values`, an even number of rows of an even `width`.
fn max_pool_rows(values: &[f32], width: usize) -> Vec<f32> {
    let mut pooled = vec![0.0; values.len() / 4];
    let pairs = values.chunks_exact((2 * width).max(1));
    for (pair, row) in pairs.zip(pooled.chunks_exact_mut((width / 2).max(1))) {
        let (upper, lower) = pair.split_at(width);
        let squares = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
        for (([a, b], [c, d]), most) in squares.zip(row) {
            *most = greater_of(greater_of(*a, *b), greater_of(*c, *d));
        }
    }
    pooled
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "a maximum is one of the numbers")]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tract_onnx::prelude::{Framework, InferenceModelExt, IntoRunnable};

    const DETECTOR: &[u8] = include_bytes!("../../../models/yunet.onnx");

    #[test]
    fn the_detector_answers_the_same_with_its_four_poolings_replaced() {
        let (height, width) = (64_usize, 96);
        let mut plain = tract_onnx::onnx()
            .with_ignore_output_shapes(true)
            .model_for_read(&mut &*DETECTOR)
            .unwrap()
            .with_input_fact(0, f32::fact([1, 3, height, width]).into())
            .unwrap()
            .into_optimized()
            .unwrap();
        let values: Vec<f32> = (0..3 * height * width)
            .map(|at| f32::from(u8::try_from(at * 7919 % 251).unwrap()))
            .collect();
        let input = Tensor::from_shape(&[1, 3, height, width], &values).unwrap();
        let ask = |model: &TypedModel| {
            let runnable = model.clone().into_runnable().unwrap();
            runnable.run(tvec!(input.clone().into())).unwrap()
        };
        let before = ask(&plain);
        replace_pools(&mut plain).unwrap();
        let replaced = plain
            .nodes()
            .iter()
            .filter(|node| node.op_is::<MaxPool2x2>());
        assert_eq!(replaced.count(), 4);
        assert_eq!(ask(&plain), before);
    }

    proptest! {
        #[test]
        fn each_number_is_the_greatest_of_its_square(
            (width, values) in (1_usize..9, 1_usize..7).prop_flat_map(|(half, rows)| {
                let values = prop::collection::vec(-9.0_f32..9.0, 4 * half * rows);
                (Just(2 * half), values)
            }),
        ) {
            let found = max_pool_rows(&values, width);
            prop_assert_eq!(found.len(), values.len() / 4);
            for (at, most) in found.iter().enumerate() {
                let (y, x) = (at / (width / 2) * 2, at % (width / 2) * 2);
                let square = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(dy, dx)| values[(y + dy) * width + x + dx]);
                prop_assert_eq!(*most, square.into_iter().fold(f32::MIN, f32::max));
            }
        }
    }
}
