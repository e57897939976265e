//! A neural network behind one method, so that nothing else names what runs it and tests need no weights.

use crate::domain::vision::error::VisionError;

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
    /// [`VisionError::Inference`] when the network fails.
    fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError>;
}
