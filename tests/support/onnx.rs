//! Small ONNX files, written by hand (onnx.proto3, opset 13), so that each operator can be tested by itself.

#![allow(dead_code, reason = "each test uses its part")]

/// A network while it is written.
#[derive(Default)]
pub struct OnnxGraph {
    nodes: Vec<u8>,
    tensors: Vec<u8>,
    count: usize,
}

/// An attribute of a node.
pub enum Attribute<'a> {
    Number(i64),
    Numbers(&'a [i64]),
    Text(&'a str),
}

impl OnnxGraph {
    /// Adds a constant; gives its name.
    pub fn constant(&mut self, shape: &[usize], values: &[f32]) -> String {
        self.count += 1;
        let name = format!("constant{}", self.count);
        let dims = shape.iter().flat_map(|size| number(1, *size as u64));
        let raw: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        let tensor: Vec<u8> = dims
            .chain(number(2, 1))
            .chain(bytes(8, name.as_bytes()))
            .chain(bytes(9, &raw))
            .collect();
        self.tensors.extend(bytes(5, &tensor));
        name
    }

    /// Adds a node; gives the name of its output.
    pub fn node(
        &mut self,
        kind: &str,
        inputs: &[&str],
        attributes: &[(&str, Attribute)],
    ) -> String {
        self.count += 1;
        let output = format!("value{}", self.count);
        let mut node: Vec<u8> = inputs
            .iter()
            .flat_map(|input| bytes(1, input.as_bytes()))
            .collect();
        node.extend(bytes(2, output.as_bytes()));
        node.extend(bytes(3, output.as_bytes()));
        node.extend(bytes(4, kind.as_bytes()));
        for (name, attribute) in attributes {
            let mut written = bytes(1, name.as_bytes());
            match attribute {
                Attribute::Number(value) => {
                    written.extend(number(3, value.cast_unsigned()));
                    written.extend(number(20, 2));
                }
                Attribute::Numbers(values) => {
                    written.extend(values.iter().flat_map(|v| number(8, v.cast_unsigned())));
                    written.extend(number(20, 7));
                }
                Attribute::Text(text) => {
                    written.extend(bytes(4, text.as_bytes()));
                    written.extend(number(20, 3));
                }
            }
            node.extend(bytes(5, &written));
        }
        self.nodes.extend(bytes(1, &node));
        output
    }

    /// Writes the file: the network's input is called `input` and has shape `input`, its outputs are `outputs`.
    pub fn file(&self, input: &[usize], outputs: &[&str]) -> Vec<u8> {
        let mut graph = self.nodes.clone();
        graph.extend(bytes(2, b"test"));
        graph.extend(&self.tensors);
        graph.extend(bytes(11, &value_info("input", Some(input))));
        for output in outputs {
            graph.extend(bytes(12, &value_info(output, None)));
        }
        let opset: Vec<u8> = bytes(1, b"").into_iter().chain(number(2, 13)).collect();
        [number(1, 8), bytes(7, &graph), bytes(8, &opset)].concat()
    }
}

fn value_info(name: &str, shape: Option<&[usize]>) -> Vec<u8> {
    let mut tensor = number(1, 1);
    if let Some(shape) = shape {
        let dims = shape
            .iter()
            .flat_map(|size| bytes(1, &number(1, *size as u64)));
        tensor.extend(bytes(2, &dims.collect::<Vec<_>>()));
    }
    [bytes(1, name.as_bytes()), bytes(2, &bytes(1, &tensor))].concat()
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

fn bytes(field: u64, value: &[u8]) -> Vec<u8> {
    [
        varint(field << 3 | 2),
        varint(value.len() as u64),
        value.to_vec(),
    ]
    .concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut written = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            written.push(low);
            return written;
        }
        written.push(low | 0x80);
    }
}
