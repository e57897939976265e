//! An ONNX file to a plan, by way of tract: it reads and checks the file, works out what is constant, and gives a graph
//! of few operators, each of which becomes a step or a part of one.
//!
//! Where an operator is not known here, or is used in a way that no step can do, that is an error: a plan answers as
//! its file does, or there is none. Start at [`compile_onnx`]; [`lowering`] goes from node to node, [`operators`] says
//! what tract's operators mean here.

mod lowering;
mod operators;

use crate::domain::vision::plan::file::{PlanFile, StoredOperator, StoredStep, ValueId};
use lowering::{Draft, Lowering};
use operators::TypedNode;
use tract_onnx::prelude::{
    DatumExt, Framework, InferenceModelExt, TractError, TractResult, TypedModel,
};
use tract_onnx::tract_core::optim::Optimizer;

/// Reason for which there is no plan of a file.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// tract can't read the file, or says that it is wrong.
    #[error("tract: {0:#}")]
    Tract(#[from] TractError),
    /// No step does what a node does.
    #[error("no step does what {name} ({operator}) does")]
    Unknown {
        /// Name of the node.
        name: String,
        /// Name of its operator.
        operator: String,
    },
    /// The network has more steps or channels than a plan can number.
    #[error("the network is too large for a plan")]
    TooLarge,
    /// The plan can't be written.
    #[error(transparent)]
    Write(#[from] postcard::Error),
}

impl CompileError {
    fn unknown(node: &TypedNode) -> Self {
        Self::Unknown {
            name: node.name.clone(),
            operator: node.op.name().into_owned(),
        }
    }
}

/// Compiles the ONNX file `bytes` to the bytes of a plan. `input`, 1 × channels × height × width, is a shape that the
/// network can have: by it is worked out what the file leaves open.
///
/// # Errors
/// [`CompileError`] for what tract refuses, and for what no step does.
pub fn compile_onnx(mut bytes: &[u8], input: &[usize]) -> Result<Vec<u8>, CompileError> {
    let mut model = tract_onnx::onnx()
        // The file declares shapes for one size; the outputs' follow from the input's.
        .with_ignore_output_shapes(true)
        .model_for_read(&mut bytes)?
        .with_input_fact(0, f32::fact(input).into())?
        .into_typed()?;
    // And no more: further simplification would take convolutions of one pixel apart.
    Optimizer::prop_consts().session().optimize(&mut model)?;
    model.compact()?;
    simplify_resizing(&mut model)?;
    let lowering = Lowering::of_model(&model)?;
    let outputs = model.output_outlets()?.iter();
    let outputs: Vec<usize> = outputs.map(|o| lowering.source(o.node)).collect();
    // What is only ever a part of another step can't be an output.
    if let Some(node) = outputs.iter().find(|node| !lowering.is_value(**node)) {
        return Err(CompileError::unknown(model.node(*node)));
    }
    let channels = input.get(1).copied().unwrap_or_default();
    let file = number_values(&lowering.drafts, channels, &outputs);
    Ok(file.ok_or(CompileError::TooLarge)?.to_bytes()?)
}

/// Has tract say which resizing is that of whole pixels. All its simplifications at once would do too much.
fn simplify_resizing(model: &mut TypedModel) -> TractResult<()> {
    loop {
        let patches = model
            .nodes()
            .iter()
            .filter(|node| node.op.name() == "Resize");
        let mut patches = patches.filter_map(|node| node.op.declutter(model, node).transpose());
        let Some(patch) = patches.next() else {
            return Ok(());
        };
        patch?.apply(model)?;
        model.compact()?;
    }
}

/// Numbers the values: 0 is the input, n what step n − 1 gives. `None` where there are too many.
fn number_values(
    drafts: &[Draft],
    channels: usize,
    outputs: &[usize],
) -> Option<PlanFile<'static>> {
    let id_of = |node: usize| -> Option<ValueId> {
        // What no step gives is the input.
        let step = drafts.iter().position(|draft| draft.node == node);
        ValueId::try_from(step.map_or(0, |step| step + 1)).ok()
    };
    let steps = drafts.iter().map(|draft| {
        let mut operator = draft.operator.clone();
        match &mut operator {
            StoredOperator::Convolution { addend, .. } => {
                *addend = match draft.addend {
                    Some(node) => Some(id_of(node)?),
                    None => None,
                };
            }
            StoredOperator::AddUpsampled { addend } => *addend = id_of(draft.addend?)?,
            StoredOperator::Depthwise(_) | StoredOperator::MaxPool | StoredOperator::Mean => {}
        }
        let from = id_of(draft.from)?;
        Some(StoredStep { from, operator })
    });
    Some(PlanFile {
        channels: u16::try_from(channels).ok()?,
        outputs: outputs
            .iter()
            .map(|node| id_of(*node))
            .collect::<Option<_>>()?,
        steps: steps.collect::<Option<_>>()?,
    })
}
