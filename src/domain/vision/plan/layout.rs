//! Where each value lies for one input size: everything that a run relies on is checked here.
//!
//! Values share one stretch of memory, the *arena*. A value's place is taken again once nothing reads it any more, and
//! a step that can works in the place of what it reads.

use crate::domain::vision::plan::file::ValueId;
use crate::domain::vision::plan::shape::TensorShape;
use crate::domain::vision::plan::{Operator, Plan, PlanError, Step};
use std::ops::Range;

/// Most numbers that the values of a network may take together, a quarter of a gigabyte.
const MOST_NUMBERS: usize = 1 << 26;

/// Place that a step reads from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Input of the whole network.
    Input,
    /// A part of the arena.
    Arena(Range<usize>),
    /// The place that the step writes to.
    InPlace,
}

/// Step with the places at which it reads and writes.
#[derive(Debug, Clone)]
pub struct PlacedStep {
    /// Place that is read.
    pub from: Source,
    /// Shape of what is read.
    pub shape: TensorShape,
    /// Part of the arena that is written, and read where the step works in place.
    pub to: Range<usize>,
    /// Shape of what is written.
    pub result: TensorShape,
    /// Place of what has to be copied there before, if anything.
    pub copied: Option<Source>,
}

/// Layout of a plan for one input size.
#[derive(Debug)]
pub struct Layout {
    /// Places of the steps, in their order.
    pub steps: Vec<PlacedStep>,
    /// Places and shapes of the outputs.
    pub outputs: Vec<(Source, TensorShape)>,
    /// Length of the arena.
    pub arena: usize,
}

impl Layout {
    /// Lays `plan` out for inputs of shape `input`.
    ///
    /// # Errors
    /// [`PlanError`] where a step can't be done on what is there.
    pub fn new(plan: &Plan, input: TensorShape) -> Result<Self, PlanError> {
        let mut builder = LayoutBuilder::new(plan, input)?;
        let steps = plan.steps.iter().enumerate();
        let steps = steps
            .map(|(at, step)| builder.place(at, step))
            .collect::<Result<_, _>>()?;
        let outputs = plan.outputs.iter().map(|output| {
            let value = builder.value(*output)?;
            Ok((value.source(), value.shape))
        });
        Ok(Self {
            steps,
            outputs: outputs.collect::<Result<_, _>>()?,
            arena: builder.arena,
        })
    }
}

/// A value: its shape, its place, and the last step that reads it.
#[derive(Debug, Clone)]
struct PlacedValue {
    shape: TensorShape,
    /// Part of the arena, or none for the network's input.
    place: Option<Range<usize>>,
    last_read: usize,
}

impl PlacedValue {
    fn source(&self) -> Source {
        self.place.clone().map_or(Source::Input, Source::Arena)
    }

    /// The value's place, if step `at` may write there: nothing reads it later.
    fn place_left_by(&self, at: usize) -> Option<Range<usize>> {
        self.place.clone().filter(|_| self.last_read == at)
    }
}

struct LayoutBuilder<'a> {
    plan: &'a Plan,
    values: Vec<PlacedValue>,
    arena: usize,
}

impl<'a> LayoutBuilder<'a> {
    fn new(plan: &'a Plan, shape: TensorShape) -> Result<Self, PlanError> {
        let fits = shape.channels == plan.channels && shape.checked_len().is_some();
        let builder = Self {
            plan,
            values: vec![PlacedValue {
                shape,
                place: None,
                last_read: usize::MAX,
            }],
            arena: 0,
        };
        if fits {
            Ok(builder)
        } else {
            Err(builder.refusal())
        }
    }

    /// Error for an input that the network can't take.
    fn refusal(&self) -> PlanError {
        let shape = self.values.first().map(|input| input.shape);
        let TensorShape {
            channels,
            height,
            width,
        } = shape.unwrap_or_default();
        PlanError::Input {
            channels,
            height,
            width,
        }
    }

    fn value(&self, id: ValueId) -> Result<&PlacedValue, PlanError> {
        let value = self.values.get(usize::from(id));
        value.ok_or(PlanError::Missing(id))
    }

    /// Finds places for step `at`.
    fn place(&mut self, at: usize, step: &Step) -> Result<PlacedStep, PlanError> {
        let from = self.value(step.from)?.clone();
        let addend = step.addend().map(|id| self.value(id)).transpose()?.cloned();
        let result = result_shape(at, step, from.shape, addend.as_ref())?;
        result.checked_len().ok_or_else(|| self.refusal())?;
        let len = result.channels.saturating_mul(result.pitch());
        // What must lie in the step's place before it begins: left there by a step before, or copied.
        let before = match &step.operator {
            Operator::Depthwise(_) => Some(&from),
            _ => addend.as_ref().filter(|_| step.addend() != Some(step.from)),
        };
        let inherited = before.and_then(|value| value.place_left_by(at));
        let overwritten = match &step.operator {
            Operator::Convolution(convolution, None) if convolution.is_in_place() => {
                from.place_left_by(at)
            }
            _ => None,
        };
        let start = overwritten
            .as_ref()
            .or(inherited.as_ref())
            .map(|place| place.start);
        let start = start.unwrap_or_else(|| self.free_place(at, len));
        let to = start..start.saturating_add(len);
        self.arena = self.arena.max(to.end);
        if self.arena > MOST_NUMBERS {
            return Err(self.refusal());
        }
        self.values.push(PlacedValue {
            shape: result,
            place: Some(to.clone()),
            last_read: self.last_read(at),
        });
        let is_in_place = overwritten.is_some() || matches!(step.operator, Operator::Depthwise(_));
        let copied = before.or(addend.as_ref()).filter(|_| inherited.is_none());
        Ok(PlacedStep {
            copied: copied.map(PlacedValue::source),
            from: if is_in_place {
                Source::InPlace
            } else {
                from.source()
            },
            shape: from.shape,
            // What is overwritten is reached whole, since it is read there.
            to: overwritten.filter(|whole| whole.end > to.end).unwrap_or(to),
            result,
        })
    }

    /// The last step that reads what step `at` gives; none is later than an output's reader.
    fn last_read(&self, at: usize) -> usize {
        let is_it = |id: &ValueId| usize::from(*id) == at + 1;
        if self.plan.outputs.iter().any(is_it) {
            return usize::MAX;
        }
        let reads = |step: &Step| is_it(&step.from) || step.addend().as_ref().is_some_and(is_it);
        self.plan.steps.iter().rposition(reads).unwrap_or(at)
    }

    /// The lowest place for `len` numbers that step `at` neither reads nor has to leave as they are.
    fn free_place(&self, at: usize, len: usize) -> usize {
        let kept = self.values.iter().filter(|value| value.last_read >= at);
        let mut taken: Vec<Range<usize>> = kept.filter_map(|value| value.place.clone()).collect();
        taken.sort_by_key(|range| range.start);
        taken.iter().fold(0, |start, range| {
            if start.saturating_add(len) <= range.start {
                start
            } else {
                start.max(range.end)
            }
        })
    }
}

/// Shape of what step `at` gives for a value of shape `from`.
fn result_shape(
    at: usize,
    step: &Step,
    from: TensorShape,
    addend: Option<&PlacedValue>,
) -> Result<TensorShape, PlanError> {
    let result = step.operator.output_shape(from);
    let result = result.filter(|shape| addend.is_none_or(|addend| addend.shape == *shape));
    result.ok_or(PlanError::Shape {
        step: at,
        channels: from.channels,
        height: from.height,
        width: from.width,
    })
}
