//! tract runs the ONNX files as they are: what the plans are held to.

use crate::domain::face::FrameSize;
use crate::domain::vision::engine::{Engine, ModelFiles, verify_file};
use crate::domain::vision::error::VisionError;
use crate::domain::vision::manifest::Manifest;
use crate::domain::vision::network::{Network, NetworkOutput};
use tract_onnx::prelude::{
    Arc, DatumExt, Framework, InferenceModelExt, IntoRunnable, Tensor, TractResult,
    TypedRunnableModel, tvec,
};

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
        tract_onnx::onnx()
            // The file declares shapes for one size; the outputs' follow from the input's.
            .with_ignore_output_shapes(true)
            .model_for_read(&mut bytes)?
            .with_input_fact(0, f32::fact(input_shape).into())?
            .into_optimized()?
            .into_runnable()
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

/// The ONNX files of both networks, for tract to run.
#[derive(Debug)]
pub struct TractEngine {
    manifest: Manifest,
    detector: Vec<u8>,
    emotion: Vec<u8>,
}

impl TractEngine {
    /// Verifies the ONNX files against the manifest.
    ///
    /// # Errors
    /// [`VisionError::File`] for a file that is not the one described.
    pub fn new(manifest: &Manifest, files: &ModelFiles) -> Result<Self, VisionError> {
        verify_file(&manifest.detector.model, files.detector)?;
        verify_file(&manifest.emotion.model, files.emotion)?;
        Ok(Self {
            manifest: manifest.clone(),
            detector: files.detector.to_vec(),
            emotion: files.emotion.to_vec(),
        })
    }
}

impl Engine for TractEngine {
    type Network = TractNetwork;

    fn detector_network(&self, input: FrameSize) -> Result<TractNetwork, VisionError> {
        let shape = [1, 3, input.height as usize, input.width as usize];
        let file = &self.manifest.detector.model.file;
        TractNetwork::load(file, &self.detector, &shape)
    }

    fn emotion_network(&self) -> Result<TractNetwork, VisionError> {
        let entry = &self.manifest.emotion;
        TractNetwork::load(&entry.model.file, &self.emotion, &entry.input)
    }
}
