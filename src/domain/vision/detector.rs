//! `YuNet`: a frame to faces. Wu, Peng, Yu: "YuNet: a tiny millisecond-level face detector", 2023.
//!
//! Input: B G R, 0 to 255, top left of the network's input, zeros right and below. Outputs for the strides
//! 8, 16 and 32: class and object logits, boxes and five landmarks, each relative to its cell.

use crate::domain::face::{FrameRect, FrameSize, Landmarks};
use crate::domain::quantity::Fraction;
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::Frame;
use crate::domain::vision::network::{Network, NetworkOutput};
use crate::domain::vision::nms::{Scored, suppress_overlaps};
use crate::domain::vision::resize::{AxisFilter, resize_colours};

/// Strides of the three heads, in input pixels.
const STRIDES: [u8; 3] = [8, 16, 32];

/// Thresholds for taking a cell of the output for a face.
#[derive(Debug, Clone, Copy)]
pub struct DetectorParams {
    /// Least score of a face, √(class · object), 0 to 1.
    // At 0.6 a raised hand was taken for a face.
    pub score_threshold: f32,
    /// Largest overlap of two faces, as intersection over union, 0 to 1.
    pub most_overlap: f32,
}

impl Default for DetectorParams {
    fn default() -> Self {
        Self {
            score_threshold: 0.7,
            most_overlap: 0.3,
        }
    }
}

/// A face found by the detector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// Bounding box of the face, in frame pixels.
    pub bounds_in_frame: FrameRect,
    /// Five landmarks of the face, in frame pixels.
    pub landmarks_in_frame: Landmarks,
    /// Score of the detection, 0 to 1.
    pub score: Fraction,
}

impl Scored for Detection {
    fn bounds(&self) -> FrameRect {
        self.bounds_in_frame
    }
    fn score(&self) -> f32 {
        self.score.get()
    }
}

/// Face detector for one input size. It keeps its input's memory from frame to frame.
#[derive(Debug)]
pub struct Detector<N> {
    network: N,
    input: FrameSize,
    params: DetectorParams,
    planes: Vec<f32>,
    filters: Option<(FrameSize, AxisFilter, AxisFilter)>,
}

impl<N: Network> Detector<N> {
    /// Makes a detector around a network for inputs of size `input`.
    pub fn new(network: N, input: FrameSize, params: DetectorParams) -> Self {
        let planes = vec![0.0; 3 * input.width as usize * input.height as usize];
        Self {
            network,
            input,
            params,
            planes,
            filters: None,
        }
    }

    /// Detects the faces of `frame`, best score first.
    ///
    /// # Errors
    /// [`VisionError::Inference`] when the network fails or its outputs have other shapes than `YuNet`'s.
    pub fn detect(&mut self, frame: &Frame) -> Result<Vec<Detection>, VisionError> {
        let scale = input_scale(frame.size(), self.input);
        self.letterbox(frame, scale);
        let outputs = self.network.run(&self.planes)?;
        let candidates = decode_heads(&outputs, self.input, scale, self.params)?;
        Ok(suppress_overlaps(candidates, self.params.most_overlap))
    }

    fn letterbox(&mut self, frame: &Frame, scale: f32) {
        let size = frame.size();
        if self.filters.as_ref().is_none_or(|(of, ..)| *of != size) {
            let (rows, columns) = axis_filters(size, scale);
            self.filters = Some((size, rows, columns));
            // Another frame's shape may have left pixels where zeros belong.
            self.planes.fill(0.0);
        }
        let stride = self.input.width as usize;
        let area = stride * self.input.height as usize;
        let (blue, rest) = self.planes.split_at_mut(area);
        let (green, red) = rest.split_at_mut(area);
        if let Some((_, rows, columns)) = &self.filters {
            resize_colours(frame, rows, columns, stride, [blue, green, red]);
        }
    }
}

/// Number of input pixels for one frame pixel, when the whole frame fits into the input.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
pub fn input_scale(frame: FrameSize, input: FrameSize) -> f32 {
    (input.width as f32 / frame.width as f32).min(input.height as f32 / frame.height as f32)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sizes are a few thousand"
)]
fn axis_filters(frame: FrameSize, scale: f32) -> (AxisFilter, AxisFilter) {
    let axis = |length: u32| {
        let target = (length as f32 * scale).round_ties_even().max(1.0) as usize;
        AxisFilter::new(length as usize, target, 0.0, f64::from(length))
    };
    (axis(frame.height), axis(frame.width))
}

/// Outputs of the network at one stride.
struct Head<'a> {
    class: &'a [f32],
    object: &'a [f32],
    boxes: &'a [f32],
    points: &'a [f32],
}

fn head_outputs(
    outputs: &[NetworkOutput],
    level: usize,
    cells: usize,
) -> Result<Head<'_>, VisionError> {
    let plane = |kind: usize, channels: usize| {
        outputs
            .get(kind * STRIDES.len() + level)
            .filter(|plane| plane.values.len() == channels * cells)
            .map(|plane| plane.values.as_slice())
            .ok_or_else(|| {
                VisionError::Inference(format!("output {kind} of head {level} has another shape"))
            })
    };
    Ok(Head {
        class: plane(0, 1)?,
        object: plane(1, 1)?,
        boxes: plane(2, 4)?,
        points: plane(3, 10)?,
    })
}

/// Decodes every cell whose score reaches the threshold into a face, in frame pixels.
fn decode_heads(
    outputs: &[NetworkOutput],
    input: FrameSize,
    scale: f32,
    params: DetectorParams,
) -> Result<Vec<Detection>, VisionError> {
    // The product of two probabilities can only reach t² when each does: most cells are told by a comparison.
    let squared = params.score_threshold * params.score_threshold;
    let least_logit = (squared / (1.0 - squared)).ln();
    let mut found = Vec::new();
    for (level, stride) in STRIDES.into_iter().enumerate() {
        let columns = (input.width / u32::from(stride)).max(1) as usize;
        let cells = columns * (input.height / u32::from(stride)) as usize;
        let head = head_outputs(outputs, level, cells)?;
        for (cell, (class, object)) in head.class.iter().zip(head.object).enumerate() {
            if *class < least_logit || *object < least_logit {
                continue;
            }
            let score = (sigmoid(*class) * sigmoid(*object)).sqrt();
            if score >= params.score_threshold {
                let unit = f32::from(stride) / scale;
                found.extend(decode_face(&head, cell, cells, columns, unit, score));
            }
        }
    }
    Ok(found)
}

/// Decodes the face of one cell; `unit` is the stride in frame pixels. `None` if its numbers are not finite.
#[expect(
    clippy::cast_precision_loss,
    reason = "cell indices are a few thousand"
)]
fn decode_face(
    head: &Head,
    cell: usize,
    cells: usize,
    columns: usize,
    unit: f32,
    score: f32,
) -> Option<Detection> {
    let (column, row) = ((cell % columns) as f32, (cell / columns) as f32);
    let value = |plane: &[f32], channel: usize| {
        plane
            .get(channel * cells + cell)
            .copied()
            .filter(|v| v.is_finite())
    };
    let centre_x = (column + value(head.boxes, 0)?) * unit;
    let centre_y = (row + value(head.boxes, 1)?) * unit;
    let (width, height) = (
        value(head.boxes, 2)?.exp() * unit,
        value(head.boxes, 3)?.exp() * unit,
    );
    let mut landmarks_in_frame = Landmarks::default();
    for (at, (x, y)) in landmarks_in_frame.iter_mut().enumerate() {
        *x = (column + value(head.points, 2 * at)?) * unit;
        *y = (row + value(head.points, 2 * at + 1)?) * unit;
    }
    let bounds_in_frame = FrameRect {
        x: centre_x - width / 2.0,
        y: centre_y - height / 2.0,
        width,
        height,
    };
    Some(Detection {
        bounds_in_frame,
        landmarks_in_frame,
        score: Fraction::clamped(score),
    })
}

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    const INPUT: FrameSize = FrameSize {
        width: 64,
        height: 32,
    };

    /// Network that answers as if one face stood at column 3, row 1 of stride 8.
    struct OneFace;

    impl Network for OneFace {
        fn run(&self, input: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
            assert_eq!(input.len(), 3 * 64 * 32);
            let mut outputs = Vec::new();
            for channels in [1, 1, 4, 10] {
                for stride in [8, 16, 32] {
                    let cells = (64 / stride) * (32 / stride);
                    let mut values = vec![-9.0; channels * cells];
                    if stride == 8 {
                        for (channel, plane) in values.chunks_exact_mut(cells).enumerate() {
                            let boxes = [0.5, 0.5, 2.0_f32.ln(), 3.0_f32.ln()];
                            plane[8 + 3] = if channels == 4 { boxes[channel] } else { 4.0 };
                        }
                    }
                    outputs.push(NetworkOutput {
                        shape: vec![1, channels, 32 / stride, 64 / stride],
                        values,
                    });
                }
            }
            Ok(outputs)
        }
    }

    #[test]
    fn a_cell_becomes_a_box_in_frame_pixels() {
        let pixels = vec![128; 128 * 64 * 4];
        let frame = Frame::new(
            FrameSize {
                width: 128,
                height: 64,
            },
            &pixels,
        )
        .unwrap();
        let faces = Detector::new(OneFace, INPUT, DetectorParams::default())
            .detect(&frame)
            .unwrap();
        assert_eq!(faces.len(), 1);
        let bounds = faces[0].bounds_in_frame;
        // Centre (3.5, 1.5) cells of 8 pixels, at half the frame's size.
        assert!((bounds.centre().0 - 56.0).abs() < 1e-3 && (bounds.centre().1 - 24.0).abs() < 1e-3);
        assert!((bounds.width - 32.0).abs() < 1e-3 && (bounds.height - 48.0).abs() < 1e-3);
        assert!((faces[0].landmarks_in_frame[0].0 - 7.0 * 16.0).abs() < 1e-3);
    }

    #[test]
    fn outputs_of_another_shape_are_an_error() {
        struct Wrong;
        impl Network for Wrong {
            fn run(&self, _: &[f32]) -> Result<Vec<NetworkOutput>, VisionError> {
                Ok(vec![NetworkOutput {
                    shape: vec![1],
                    values: vec![0.0],
                }])
            }
        }
        let pixels = [0; 4];
        let frame = Frame::new(
            FrameSize {
                width: 1,
                height: 1,
            },
            &pixels,
        )
        .unwrap();
        assert!(
            Detector::new(Wrong, INPUT, DetectorParams::default())
                .detect(&frame)
                .is_err()
        );
    }
}
