//! What makes networks of the model files: plans and their executor in the product, tract as the reference.

use crate::domain::face::FrameSize;
use crate::domain::vision::VisionError;
use crate::domain::vision::manifest::{Manifest, ModelFile};
use crate::domain::vision::network::Network;
use crate::domain::vision::plan::executor::{PlanMemory, PlanNetwork};
use crate::domain::vision::plan::shape::TensorShape;
use crate::domain::vision::plan::{Plan, PlanError};
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes of the model files, as fetched.
#[derive(Debug, Clone, Copy)]
pub struct ModelFiles<'a> {
    /// Bytes of the face detector's file.
    pub detector: &'a [u8],
    /// Bytes of the emotion network's file.
    pub emotion: &'a [u8],
}

/// Maker of both networks.
pub trait Engine {
    /// Kind of the networks that it makes.
    type Network: Network;

    /// Makes the face detector's network for inputs of size `input`, both sides multiples of 32.
    ///
    /// # Errors
    /// [`VisionError::Load`] when it can't be made for that size.
    fn detector_network(&self, input: FrameSize) -> Result<Self::Network, VisionError>;

    /// Makes the emotion network.
    ///
    /// # Errors
    /// [`VisionError::Load`] when it can't be made.
    fn emotion_network(&self) -> Result<Self::Network, VisionError>;
}

/// Plans of both networks, and the memory that they share.
#[derive(Debug)]
pub struct PlanEngine {
    detector: LoadedPlan,
    emotion: LoadedPlan,
    face_side: usize,
    memory: Rc<RefCell<PlanMemory>>,
}

#[derive(Debug)]
struct LoadedPlan {
    file: String,
    plan: Rc<Plan>,
}

impl PlanEngine {
    /// Verifies the plans' files against the manifest, and reads them.
    ///
    /// # Errors
    /// [`VisionError::File`] for a file that is not the one described, [`VisionError::Load`] for one that is no plan.
    pub fn new(manifest: &Manifest, files: &ModelFiles) -> Result<Self, VisionError> {
        Ok(Self {
            detector: LoadedPlan::read(&manifest.detector.plan, files.detector)?,
            emotion: LoadedPlan::read(&manifest.emotion.plan, files.emotion)?,
            face_side: manifest.face_side(),
            memory: Rc::default(),
        })
    }
}

impl Engine for PlanEngine {
    type Network = PlanNetwork;

    fn detector_network(&self, input: FrameSize) -> Result<PlanNetwork, VisionError> {
        let shape = TensorShape {
            channels: 3,
            height: input.height as usize,
            width: input.width as usize,
        };
        self.detector.network(shape, &self.memory)
    }

    fn emotion_network(&self) -> Result<PlanNetwork, VisionError> {
        let shape = TensorShape {
            channels: 1,
            height: self.face_side,
            width: self.face_side,
        };
        self.emotion.network(shape, &self.memory)
    }
}

impl LoadedPlan {
    fn read(model: &ModelFile, bytes: &[u8]) -> Result<Self, VisionError> {
        verify_file(model, bytes)?;
        let plan = Plan::parse(bytes).map_err(|error| refusal(&model.file, error))?;
        Ok(Self {
            file: model.file.clone(),
            plan: Rc::new(plan),
        })
    }

    fn network(
        &self,
        input: TensorShape,
        memory: &Rc<RefCell<PlanMemory>>,
    ) -> Result<PlanNetwork, VisionError> {
        PlanNetwork::new(Rc::clone(&self.plan), input, Rc::clone(memory))
            .map_err(|error| refusal(&self.file, error))
    }
}

/// Verifies that `bytes` are the file that the manifest describes.
///
/// # Errors
/// [`VisionError::File`] when they are not.
pub(super) fn verify_file(model: &ModelFile, bytes: &[u8]) -> Result<(), VisionError> {
    model.verify(bytes).map_err(|error| VisionError::File {
        file: model.file.clone(),
        error,
    })
}

fn refusal(file: &str, error: PlanError) -> VisionError {
    VisionError::Load {
        file: file.into(),
        reason: error.to_string(),
    }
}
