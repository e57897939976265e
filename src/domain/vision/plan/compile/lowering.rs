//! From tract's graph, node by node, to steps: each node is a step, a part of one, or unknown.

use crate::domain::vision::plan::compile::CompileError;
use crate::domain::vision::plan::compile::operators::{
    TypedNode, convolution_form, is_max_pool, is_plane_sum, is_upsampling,
};
use crate::domain::vision::plan::file::{StoredKernel, StoredOperator};
use crate::domain::vision::plan::weights::StoredNumbers;
use std::collections::BTreeMap;
use tract_onnx::prelude::{OutletId, TractResult, TypedModel};
use tract_onnx::tract_core::ops::binary::TypedBinOp;
use tract_onnx::tract_core::ops::change_axes::AxisOp;
use tract_onnx::tract_core::ops::cnn::Conv;
use tract_onnx::tract_core::ops::einsum::EinSum;

/// A step between nodes.
pub struct Draft {
    /// Node whose value the step gives.
    pub node: usize,
    /// Node whose value it reads.
    pub from: usize,
    /// Operator of the step; addends are numbered last.
    pub operator: StoredOperator<'static>,
    /// Node whose value it adds.
    pub addend: Option<usize>,
}

/// Steps of a graph.
pub struct Lowering<'a> {
    model: &'a TypedModel,
    /// Steps so far, in the order in which they can be done.
    pub drafts: Vec<Draft>,
    /// Nodes whose work the step of another one does.
    part_of: BTreeMap<usize, usize>,
}

impl<'a> Lowering<'a> {
    /// Makes steps of all nodes.
    pub fn of_model(model: &'a TypedModel) -> Result<Self, CompileError> {
        let mut lowering = Self {
            model,
            drafts: Vec::new(),
            part_of: BTreeMap::new(),
        };
        for node in model.nodes() {
            if lowering.add_node(node)?.is_none() {
                return Err(CompileError::unknown(node));
            }
        }
        Ok(lowering)
    }

    /// Finds the node whose step gives what `node` gives.
    pub fn source(&self, node: usize) -> usize {
        match self.part_of.get(&node) {
            Some(source) => self.source(*source),
            None => node,
        }
    }

    /// Tells whether a node gives a value: the network's input, or what a step gives.
    pub fn is_value(&self, node: usize) -> bool {
        let is_input = self.model.node(node).inputs.is_empty();
        is_input || self.drafts.iter().any(|draft| draft.node == node)
    }

    fn add_node(&mut self, node: &TypedNode) -> TractResult<Option<()>> {
        let inputs: Vec<usize> = node.inputs.iter().map(|outlet| outlet.node).collect();
        let fact = self.model.outlet_fact(OutletId::new(node.id, 0))?;
        let ([from, ..], None) = (&*inputs, &fact.konst) else {
            return Ok(Some(()));
        };
        let from = *from;
        if let Some(convolution) = node.op_as::<Conv>() {
            return self.add_convolution(node.id, &inputs, convolution);
        }
        if let Some(product) = node.op_as::<EinSum>() {
            let by_rows = product.axes.to_string() == "mk,nk->mn";
            let outputs = fact
                .shape
                .as_concrete()
                .and_then(|shape| shape.last().copied());
            return match (&*inputs, outputs) {
                ([from, weights], Some(outputs)) if by_rows => {
                    self.add_product(node.id, *from, *weights, outputs)
                }
                _ => Ok(None),
            };
        }
        if let (Some(binary), [a, b]) = (node.op_as::<TypedBinOp>(), &*inputs) {
            return match binary.0.name() {
                "Max" => self.add_relu(node.id, *a, *b),
                "Add" => self.add_sum(node.id, *a, *b),
                "Div" => self.add_mean(node.id, *a, *b),
                _ => Ok(None),
            };
        }
        if let Some(AxisOp::Rm(_)) = node.op_as::<AxisOp>() {
            self.part_of.insert(node.id, from);
            return Ok(Some(()));
        }
        if is_max_pool(node) {
            return Ok(self.push(node.id, from, StoredOperator::MaxPool, None));
        }
        // Parts of what follows, or else of nothing: then that is unknown.
        Ok((is_upsampling(node) || is_plane_sum(node)).then_some(()))
    }

    fn add_convolution(
        &mut self,
        node: usize,
        inputs: &[usize],
        convolution: &Conv,
    ) -> TractResult<Option<()>> {
        let (Some(form), [from, weights, bias]) = (convolution_form(convolution), inputs) else {
            return Ok(None);
        };
        let (Some(weights), Some(bias)) = (self.constant(*weights)?, self.constant(*bias)?) else {
            return Ok(None);
        };
        let bias = match *bias {
            [one] => vec![one; form.outputs],
            _ => bias,
        };
        let kernel = stored_kernel(&weights, &bias);
        let operator = if form.depthwise {
            StoredOperator::Depthwise(kernel)
        } else {
            StoredOperator::Convolution {
                kernel,
                side: form.side,
                stride: form.stride,
                addend: None,
            }
        };
        Ok(self.push(node, *from, operator, None))
    }

    /// A dense layer is a convolution of one pixel.
    fn add_product(
        &mut self,
        node: usize,
        from: usize,
        weights: usize,
        outputs: usize,
    ) -> TractResult<Option<()>> {
        let Some(weights) = self.constant(weights)? else {
            return Ok(None);
        };
        let operator = StoredOperator::Convolution {
            kernel: stored_kernel(&weights, &vec![0.0; outputs]),
            side: 1,
            stride: 1,
            addend: None,
        };
        Ok(self.push(node, from, operator, None))
    }

    /// Adds a step whose input, and addend, are steps, or the network's input.
    fn push(
        &mut self,
        node: usize,
        from: usize,
        operator: StoredOperator<'static>,
        addend: Option<usize>,
    ) -> Option<()> {
        let (from, addend) = (self.source(from), addend.map(|addend| self.source(addend)));
        let all = self.is_value(from) && addend.is_none_or(|addend| self.is_value(addend));
        all.then(|| {
            self.drafts.push(Draft {
                node,
                from,
                operator,
                addend,
            });
        })
    }

    /// Reads the numbers of a constant node.
    fn constant(&self, node: usize) -> TractResult<Option<Vec<f32>>> {
        let fact = self.model.outlet_fact(OutletId::new(node, 0))?;
        let Some(tensor) = &fact.konst else {
            return Ok(None);
        };
        let tensor = tensor.cast_to::<f32>()?;
        let view = tensor.to_plain_array_view::<f32>()?;
        Ok(Some(view.iter().copied().collect()))
    }

    /// Finds the step that gives what `node` gives, if it is a convolution that nothing is done to yet, and nobody else
    /// reads it: what follows can be a part of it.
    fn open_kernel(&mut self, node: usize) -> Option<(usize, &mut StoredKernel<'static>)> {
        let source = self.source(node);
        let alone = [node, source].map(|node| self.readers(node)) == [1, 1];
        let at = self.drafts.iter().position(|step| step.node == source)?;
        let operator = &mut self.drafts.get_mut(at)?.operator;
        let (StoredOperator::Convolution { kernel, .. } | StoredOperator::Depthwise(kernel)) =
            operator
        else {
            return None;
        };
        (alone && !kernel.relu).then_some((at, kernel))
    }

    fn readers(&self, node: usize) -> usize {
        let inner = self.model.nodes().iter().flat_map(|other| &other.inputs);
        let outer = self.model.output_outlets().unwrap_or_default();
        let all = inner.chain(outer);
        all.filter(|outlet| outlet.node == node).count()
    }

    /// The maximum of a convolution and zero.
    fn add_relu(&mut self, node: usize, from: usize, zero: usize) -> TractResult<Option<()>> {
        if self.constant(zero)?.as_deref() != Some(&[0.0]) {
            return Ok(None);
        }
        let Some((_, kernel)) = self.open_kernel(from) else {
            return Ok(None);
        };
        kernel.relu = true;
        self.part_of.insert(node, from);
        Ok(Some(()))
    }

    /// A sum with numbers, with something of half the size, or of two branches.
    fn add_sum(&mut self, node: usize, a: usize, b: usize) -> TractResult<Option<()>> {
        if let Some(numbers) = self.constant(b)? {
            return Ok(self.add_bias(node, a, &numbers));
        }
        for (a, b) in [(a, b), (b, a)] {
            if is_upsampling(self.model.node(a)) && self.readers(a) == 1 {
                let small = self.model.node(a).inputs.first().map(|outlet| outlet.node);
                let operator = StoredOperator::AddUpsampled { addend: 0 };
                return Ok(small.and_then(|small| self.push(node, small, operator, Some(b))));
            }
        }
        let shortcut = self.add_shortcut(node, a, b);
        Ok(shortcut.or_else(|| self.add_shortcut(node, b, a)))
    }

    fn add_bias(&mut self, node: usize, from: usize, numbers: &[f32]) -> Option<()> {
        let (_, kernel) = self.open_kernel(from)?;
        let mut bias = kernel.bias.expand()?;
        if bias.len() != numbers.len() {
            return None;
        }
        for (bias, more) in bias.iter_mut().zip(numbers) {
            *bias += more;
        }
        kernel.bias = StoredNumbers::lossless(&bias, 1);
        self.part_of.insert(node, from);
        Some(())
    }

    /// The convolution that gives `from` adds `addend` as well, once both are there.
    fn add_shortcut(&mut self, node: usize, from: usize, addend: usize) -> Option<()> {
        let (at, _) = self.open_kernel(from)?;
        let is_free = |draft: &Draft| {
            matches!(draft.operator, StoredOperator::Convolution { .. }) && draft.addend.is_none()
        };
        self.drafts.get(at).filter(|draft| is_free(draft))?;
        let Draft { from, operator, .. } = self.drafts.remove(at);
        self.push(node, from, operator, Some(addend))
    }

    /// A sum over all pixels, divided by their number.
    fn add_mean(&mut self, node: usize, sum: usize, count: usize) -> TractResult<Option<()>> {
        let sum_node = self.model.node(sum);
        let (true, [from]) = (
            is_plane_sum(sum_node) && self.readers(sum) == 1,
            &*sum_node.inputs,
        ) else {
            return Ok(None);
        };
        let shape = self.model.outlet_fact(*from)?.shape.as_concrete();
        let area = shape.map(|shape| shape.iter().skip(2).product::<usize>());
        #[expect(
            clippy::cast_precision_loss,
            reason = "a plane has a few thousand pixels"
        )]
        let area = area.map(|area| area as f32);
        let is_mean = area.is_some() && self.constant(count)?.as_deref() == area.as_slice().into();
        let from = from.node;
        Ok(is_mean
            .then(|| self.push(node, from, StoredOperator::Mean, None))
            .flatten())
    }
}

fn stored_kernel(weights: &[f32], bias: &[f32]) -> StoredKernel<'static> {
    StoredKernel {
        weights: StoredNumbers::lossless(weights, bias.len()),
        bias: StoredNumbers::lossless(bias, 1),
        relu: false,
    }
}
