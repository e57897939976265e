//! A neural network behind two methods, so that nothing else names the runtime and tests need no weights.

use crate::domain::vision::VisionError;
use crate::domain::vision::max_pool::replace_pools;
use tract_onnx::prelude::{
    Arc, DatumExt, Framework, InferenceModelExt, IntoRunnable, Tensor, TractResult,
    TypedRunnableModel, tvec,
};

/// An output tensor of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkOutput {
    /// Dimensions of the tensor, outermost first.
    pub shape: Vec<usize>,
    /// Values of the tensor in row-major order.
    pub values: Vec<f32>,
}

/// A neural network with one input.
pub trait Network {
    /// Runs the network on `input`, whose shape is the one the network was made for, and returns its outputs in the
    /// file's order.
    ///
    /// # Errors
    /// [`VisionError::Inference`] when the runtime fails.
    fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError>;
}

/// A neural network that tract runs.
#[derive(Debug)]
pub struct TractNetwork {
    plan: Arc<TypedRunnableModel>,
    input_shape: Vec<usize>,
}

impl TractNetwork {
    /// Loads the ONNX file `bytes` and optimises it for inputs of `input_shape`, whatever shape the file declares.
    ///
    /// # Errors
    /// [`VisionError::Load`] with `file` and what tract says.
    pub fn load(file: &str, bytes: &[u8], input_shape: &[usize]) -> Result<Self, VisionError> {
        let plan = Self::plan(bytes, input_shape).map_err(|error| VisionError::Load {
            file: file.into(),
            reason: format!("{error:#}"),
        })?;
        Ok(Self {
            plan,
            input_shape: input_shape.to_vec(),
        })
    }

    fn plan(mut bytes: &[u8], input_shape: &[usize]) -> TractResult<Arc<TypedRunnableModel>> {
        let mut model = tract_onnx::onnx()
            // The file declares shapes for one size; the outputs' follow from the input's.
            .with_ignore_output_shapes(true)
            .model_for_read(&mut bytes)?
            .with_input_fact(0, f32::fact(input_shape).into())?
            .into_optimized()?;
        replace_pools(&mut model)?;
        model.into_runnable()
    }

    fn outputs(&self, input: &[f32]) -> TractResult<Vec<NetworkOutput>> {
        let tensor = Tensor::from_shape(&self.input_shape, input)?;
        let outputs = self.plan.run(tvec!(tensor.into()))?;
        outputs
            .iter()
            .map(|output| {
                let values = output.to_plain_array_view::<f32>()?;
                Ok(NetworkOutput {
                    shape: output.shape().to_vec(),
                    values: values.iter().copied().collect(),
                })
            })
            .collect()
    }
}

impl Network for TractNetwork {
    fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
        self.outputs(input)
            .map_err(|error| VisionError::Inference(format!("{error:#}")))
    }
}
