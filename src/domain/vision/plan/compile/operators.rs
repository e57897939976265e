//! What tract's operators mean to a plan, one function a kind; `None` where no step does the same.

use tract_onnx::prelude::{Node, TypedFact, TypedOp};
use tract_onnx::tract_core::ops::cnn::{Conv, KernelFormat, MaxPool, PaddingSpec, PoolSpec};
use tract_onnx::tract_core::ops::nn::resize::NearestUpsample;
use tract_onnx::tract_core::ops::nn::{DataFormat, Reduce, Reducer};

/// A node of tract's graph.
pub type TypedNode = Node<TypedFact, Box<dyn TypedOp>>;

/// Form of a convolution in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConvolutionForm {
    /// Side of the kernel.
    pub side: u8,
    /// Distance of the pixels that it sees.
    pub stride: u8,
    /// Number of output channels.
    pub outputs: usize,
    /// True where each channel is convolved by itself.
    pub depthwise: bool,
}

/// Reads the form of a convolution.
pub fn convolution_form(convolution: &Conv) -> Option<ConvolutionForm> {
    let spec = &convolution.pool_spec;
    let side = match spec.kernel_shape[..] {
        [1, 1] => 1,
        [3, 3] => 3,
        _ => return None,
    };
    let stride = match spec.strides()[..] {
        [1, 1] => 1,
        [2, 2] => 2,
        _ => return None,
    };
    let (inputs, outputs, groups) = (spec.input_channels, spec.output_channels, convolution.group);
    let alone = inputs == groups && outputs == groups && (side, stride) == (3, 1);
    let fits = even_padding(spec) == Some(usize::from(side) / 2)
        && convolution.kernel_fmt == KernelFormat::OIHW
        && convolution.q_params.is_none()
        && (groups == 1 || alone);
    fits.then_some(ConvolutionForm {
        side,
        stride,
        outputs,
        depthwise: groups != 1,
    })
}

/// Tells whether a node takes the maximum of each square of 2 × 2.
pub fn is_max_pool(node: &TypedNode) -> bool {
    node.op_as::<MaxPool>().is_some_and(|pool| {
        pool.with_index_outputs.is_none()
            && pool.pool_spec.kernel_shape[..] == [2, 2]
            && pool.pool_spec.strides()[..] == [2, 2]
            && even_padding(&pool.pool_spec) == Some(0)
    })
}

/// Tells whether a node makes a square of 2 × 2 of each pixel.
pub fn is_upsampling(node: &TypedNode) -> bool {
    let larger = node.op_as::<NearestUpsample>();
    larger.is_some_and(|larger| larger.scales[..] == [1, 1, 2, 2])
}

/// Tells whether a node sums up each channel's plane.
pub fn is_plane_sum(node: &TypedNode) -> bool {
    let reduce = node.op_as::<Reduce>();
    reduce.is_some_and(|reduce| reduce.reducer == Reducer::Sum && reduce.axes[..] == [2, 3])
}

/// Counts the zeros that lie on every side, if that is one number and all else is as usual.
fn even_padding(spec: &PoolSpec) -> Option<usize> {
    let (PaddingSpec::Explicit(before, after)
    | PaddingSpec::ExplicitOnnxPool(before, after, false)) = &spec.padding
    else {
        return None;
    };
    let first = before.first().copied()?;
    let same = before.iter().chain(after).all(|zeros| *zeros == first);
    (same && spec.data_format == DataFormat::NCHW && spec.dilations()[..] == [1, 1])
        .then_some(first)
}
