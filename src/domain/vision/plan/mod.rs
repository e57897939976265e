//! Networks as plans: the few steps that ours are made of, and a small executor for them.
//!
//! tract reads, checks and simplifies an ONNX file natively, before anything ships ([`compile`]); what it leaves is
//! written as a [`file`]. A browser reads that into a [`Plan`], finds a place for every value at one input size
//! ([`layout`]) and does the steps ([`executor`]). No step knows of another: [`convolution`], [`depthwise`] and
//! [`scaling`] are plain arithmetic on slices, which the compiler turns into vector instructions.

pub mod band;
#[cfg(feature = "reference")]
pub mod compile;
pub mod convolution;
pub mod depthwise;
#[cfg(feature = "reference")]
mod encode;
pub mod executor;
pub mod file;
pub mod layout;
mod pixels;
pub mod scaling;
pub mod shape;
pub mod weights;

use convolution::{Convolution, KernelNumbers};
use depthwise::Depthwise;
use file::{PlanFile, StoredKernel, StoredOperator, ValueId};
use shape::TensorShape;

/// Reason for which bytes can't be run as a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The bytes don't begin as a plan does.
    #[error("not a plan")]
    Foreign,
    /// The plan is of another version of the format.
    #[error("a plan of version {0}")]
    Version(u8),
    /// The plan was altered or cut off.
    #[error("the plan is altered or cut off")]
    Altered,
    /// The plan holds a step, or a code for numbers, that is not known here.
    #[error("the plan holds something unknown")]
    Unknown,
    /// The numbers of a step don't fit each other.
    #[error("step {step}: its numbers don't fit")]
    Numbers {
        /// Number of the step, from 0.
        step: usize,
    },
    /// A step, or an output, reads a value that is not there yet.
    #[error("value {0} is read before it is there")]
    Missing(ValueId),
    /// A step can't be done on a value of this shape.
    #[error("step {step} can't be done on {channels} × {height} × {width}")]
    Shape {
        /// Number of the step, from 0.
        step: usize,
        /// Number of the value's channels.
        channels: usize,
        /// Number of the value's rows.
        height: usize,
        /// Number of the value's columns.
        width: usize,
    },
    /// The input has other channels than the network, or no size that memory could hold.
    #[error("the network takes no input of {channels} × {height} × {width}")]
    Input {
        /// Number of the input's channels.
        channels: usize,
        /// Number of the input's rows.
        height: usize,
        /// Number of the input's columns.
        width: usize,
    },
}

/// Operator of a step, its numbers ready for use.
#[derive(Debug)]
pub enum Operator {
    /// Convolution of every channel with every channel, and a value added to it.
    Convolution(Convolution, Option<ValueId>),
    /// Convolution of each channel by itself.
    Depthwise(Depthwise),
    /// Maximum of each square of 2 × 2 pixels.
    MaxPool,
    /// Each pixel as a square of 2 × 2 pixels, and a value added to that.
    AddUpsampled(ValueId),
    /// Mean of each channel.
    Mean,
}

/// Step: one value is read, and gives the next.
#[derive(Debug)]
pub struct Step {
    from: ValueId,
    operator: Operator,
}

impl Step {
    /// Value that is added to the result, if any.
    #[must_use]
    pub const fn addend(&self) -> Option<ValueId> {
        match self.operator {
            Operator::Convolution(_, addend) => addend,
            Operator::AddUpsampled(addend) => Some(addend),
            Operator::Depthwise(_) | Operator::MaxPool | Operator::Mean => None,
        }
    }
}

/// A network, its numbers ready for inputs of any size.
#[derive(Debug)]
pub struct Plan {
    channels: usize,
    outputs: Vec<ValueId>,
    steps: Vec<Step>,
}

impl Plan {
    /// Reads a plan's file and makes its numbers ready.
    ///
    /// # Errors
    /// [`PlanError`] for what [`PlanFile::parse`] refuses, and for a step whose numbers don't fit each other.
    pub fn parse(bytes: &[u8]) -> Result<Self, PlanError> {
        Self::new(&PlanFile::parse(bytes)?)
    }

    /// Makes the numbers of a file ready.
    ///
    /// # Errors
    /// [`PlanError::Numbers`] for a step whose numbers don't fit each other.
    pub fn new(file: &PlanFile) -> Result<Self, PlanError> {
        let steps = file.steps.iter().enumerate().map(|(step, stored)| {
            let operator = ready(&stored.operator).ok_or(PlanError::Numbers { step })?;
            let from = stored.from;
            Ok(Step { from, operator })
        });
        Ok(Self {
            channels: file.channels.into(),
            outputs: file.outputs.clone(),
            steps: steps.collect::<Result<_, _>>()?,
        })
    }
}

fn ready(stored: &StoredOperator) -> Option<Operator> {
    Some(match stored {
        StoredOperator::Convolution {
            kernel,
            side,
            stride,
            addend,
        } => {
            let convolution = Convolution::new(&numbers(kernel)?, *side, *stride)?;
            Operator::Convolution(convolution, *addend)
        }
        StoredOperator::Depthwise(kernel) => {
            Operator::Depthwise(Depthwise::new(&numbers(kernel)?)?)
        }
        StoredOperator::MaxPool => Operator::MaxPool,
        StoredOperator::AddUpsampled { addend } => Operator::AddUpsampled(*addend),
        StoredOperator::Mean => Operator::Mean,
    })
}

fn numbers(stored: &StoredKernel) -> Option<KernelNumbers> {
    Some(KernelNumbers {
        weights: stored.weights.expand()?,
        bias: stored.bias.expand()?,
        relu: stored.relu,
    })
}

impl Operator {
    /// Shape of what the step gives for a value of shape `from`; `None` where it can't be done.
    fn output_shape(&self, from: TensorShape) -> Option<TensorShape> {
        let TensorShape {
            channels,
            height,
            width,
        } = from;
        let (height, width) = match self {
            Self::Convolution(convolution, _) => return convolution.output_shape(from),
            Self::Depthwise(depthwise) => return depthwise.output_shape(from),
            Self::MaxPool if height % 2 == 0 && width % 2 == 0 => (height / 2, width / 2),
            Self::MaxPool => return None,
            Self::AddUpsampled(_) => (height.checked_mul(2)?, width.checked_mul(2)?),
            Self::Mean => (1, 1),
        };
        Some(TensorShape {
            channels,
            height,
            width,
        })
    }
}
