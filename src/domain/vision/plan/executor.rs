//! Runs a plan on inputs of one size. All memory is taken when it is made, and none while it runs.

use crate::domain::vision::VisionError;
use crate::domain::vision::network::{Network, NetworkOutput};
use crate::domain::vision::plan::convolution::ConvolutionScratch;
use crate::domain::vision::plan::layout::{Layout, PlacedStep, Source};
use crate::domain::vision::plan::shape::{TensorShape, TensorView};
use crate::domain::vision::plan::{Operator, Plan, PlanError, Step, scaling};
use std::cell::RefCell;
use std::rc::Rc;

/// Memory that networks work in, one at a time: what a network leaves there, the next one overwrites.
#[derive(Debug, Default)]
pub struct PlanMemory {
    arena: Vec<f32>,
    convolution: ConvolutionScratch,
    lines: Vec<f32>,
}

/// A plan, laid out for one input size.
#[derive(Debug)]
pub struct PlanNetwork {
    plan: Rc<Plan>,
    layout: Layout,
    input_len: usize,
    memory: Rc<RefCell<PlanMemory>>,
}

impl PlanNetwork {
    /// Lays a plan out for inputs of shape `input`, in memory that it may share.
    ///
    /// # Errors
    /// [`PlanError`] where the plan can't be run on them.
    pub fn new(
        plan: Rc<Plan>,
        input: TensorShape,
        memory: Rc<RefCell<PlanMemory>>,
    ) -> Result<Self, PlanError> {
        let layout = Layout::new(&plan, input)?;
        {
            let mut memory = memory.borrow_mut();
            let len = layout.arena.max(memory.arena.len());
            // No more than is needed: this is most of what a reader holds.
            let more = len - memory.arena.len();
            memory.arena.reserve_exact(more);
            memory.arena.resize(len, 0.0);
            for (step, placed) in plan.steps.iter().zip(&layout.steps) {
                if let Operator::Convolution(convolution, _) = &step.operator {
                    let size = convolution.scratch_size(placed.shape);
                    memory.convolution.grow(size);
                }
            }
        }
        Ok(Self {
            plan,
            layout,
            input_len: input.checked_len().unwrap_or_default(),
            memory,
        })
    }
}

impl Network for PlanNetwork {
    fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
        if input.len() != self.input_len {
            let (given, needed) = (input.len(), self.input_len);
            return Err(VisionError::Inference(format!(
                "an input of {given} numbers instead of {needed}"
            )));
        }
        let mut memory = self.memory.try_borrow_mut().map_err(|busy| {
            VisionError::Inference(format!("another network is at work: {busy}"))
        })?;
        for (step, placed) in self.plan.steps.iter().zip(&self.layout.steps) {
            memory
                .run_step(step, placed, input)
                .ok_or_else(|| VisionError::Inference("a step has lost its place".into()))?;
        }
        let outputs = self.layout.outputs.iter().map(|(source, shape)| {
            let view = memory.view(source, *shape, input);
            let planes = view.into_iter().flat_map(TensorView::planes);
            NetworkOutput {
                shape: vec![1, shape.channels, shape.height, shape.width],
                values: planes.collect::<Vec<_>>().concat(),
            }
        });
        Ok(outputs.collect())
    }
}

impl PlanMemory {
    /// Finds the values that lie at `source`.
    fn view<'a>(
        &'a self,
        source: &Source,
        shape: TensorShape,
        input: &'a [f32],
    ) -> Option<TensorView<'a>> {
        match source {
            Source::Arena(range) => self.arena.get(range.clone()).map(|values| TensorView {
                values,
                shape,
                pitch: shape.pitch(),
            }),
            Source::Input => Some(input_view(input, shape)),
            Source::InPlace => None,
        }
    }

    /// Does a step; `None` where its places are not those of a layout.
    fn run_step(&mut self, step: &Step, placed: &PlacedStep, input: &[f32]) -> Option<()> {
        let (shape, pitch) = (placed.shape, placed.result.pitch());
        match &placed.copied {
            Some(Source::Arena(range)) => self.arena.copy_within(range.clone(), placed.to.start),
            Some(Source::Input) => {
                let to = self.arena.get_mut(placed.to.clone())?;
                let planes = input_view(input, placed.result).planes();
                for (plane, to) in planes.zip(to.chunks_mut(pitch)) {
                    to.get_mut(..plane.len())?.copy_from_slice(plane);
                }
            }
            Some(Source::InPlace) | None => {}
        }
        let (from, to) = views(&mut self.arena, placed, input)?;
        match (&step.operator, from) {
            (Operator::Convolution(convolution, addend), from) => {
                let to = (to, addend.is_some());
                convolution.run((from, shape), to, &mut self.convolution);
            }
            (Operator::Depthwise(depthwise), _) => depthwise.run(to, shape, &mut self.lines),
            (Operator::MaxPool, Some(from)) => scaling::max_pool(from, to, pitch),
            (Operator::AddUpsampled(_), Some(from)) => scaling::add_upsampled(from, to, pitch),
            (Operator::Mean, Some(from)) => scaling::plane_means(from, to, pitch),
            (Operator::MaxPool | Operator::AddUpsampled(_) | Operator::Mean, None) => return None,
        }
        Some(())
    }
}

/// The network's input, whose planes lie side by side.
const fn input_view(values: &[f32], shape: TensorShape) -> TensorView<'_> {
    TensorView {
        values,
        shape,
        pitch: shape.area(),
    }
}

/// Finds what a step reads, if not what it writes; and what it writes.
fn views<'a>(
    arena: &'a mut [f32],
    placed: &PlacedStep,
    input: &'a [f32],
) -> Option<(Option<TensorView<'a>>, &'a mut [f32])> {
    let (shape, to) = (placed.shape, placed.to.clone());
    match &placed.from {
        Source::Input => Some((Some(input_view(input, shape)), arena.get_mut(to)?)),
        Source::InPlace => Some((None, arena.get_mut(to)?)),
        Source::Arena(from) => {
            let [values, to] = arena.get_disjoint_mut([from.clone(), to]).ok()?;
            let view = TensorView {
                values,
                shape,
                pitch: shape.pitch(),
            };
            Some((Some(view), to))
        }
    }
}
