//! A convolution of each channel by itself, 3 × 3, a zero around the input, in place: a line at a time.

use crate::domain::vision::plan::convolution::KernelNumbers;
use crate::domain::vision::plan::pixels::greater_of;
use crate::domain::vision::plan::shape::TensorShape;

/// A depthwise convolution with a kernel of 3 × 3 for each channel.
#[derive(Debug)]
pub struct Depthwise {
    /// For each channel, the three rows of its kernel and its summand.
    kernels: Vec<([[f32; 3]; 3], f32)>,
    /// Least number that the result can have.
    floor: f32,
}

impl Depthwise {
    /// Makes a depthwise convolution; `None` if its numbers don't fit each other.
    #[must_use]
    pub fn new(numbers: &KernelNumbers) -> Option<Self> {
        let (rows, rest) = numbers.weights.as_chunks();
        let (kernels, rows) = rows.as_chunks();
        let fits = rest.is_empty() && rows.is_empty() && kernels.len() == numbers.bias.len();
        fits.then(|| Self {
            kernels: kernels
                .iter()
                .copied()
                .zip(numbers.bias.iter().copied())
                .collect(),
            floor: numbers.floor(),
        })
    }

    /// Gives the shape of the result, which is the input's; `None` for an input of other channels.
    #[must_use]
    pub fn output_shape(&self, from: TensorShape) -> Option<TensorShape> {
        (from.channels == self.kernels.len()).then_some(from)
    }

    /// Replaces `values`, of shape `shape`, by their convolution. `scratch` grows to two lines.
    pub fn run(&self, values: &mut [f32], shape: TensorShape, scratch: &mut Vec<f32>) {
        // A zero before and after each line.
        let padded = shape.width + 2;
        scratch.clear();
        scratch.resize(3 * padded, 0.0);
        let planes = values.chunks_mut(shape.pitch());
        for (plane, (kernel, bias)) in planes.zip(&self.kernels) {
            let plane = plane.get_mut(..shape.area()).unwrap_or_default();
            self.convolve_plane(plane, shape.width, (kernel, *bias), scratch);
        }
    }

    fn convolve_plane(
        &self,
        plane: &mut [f32],
        width: usize,
        (kernel, bias): (&[[f32; 3]; 3], f32),
        scratch: &mut [f32],
    ) {
        let (above, rest) = scratch.split_at_mut(width + 2);
        let (line, below) = rest.split_at_mut(width + 2);
        let [mut above, mut line, mut below] = [above, line, below];
        above.fill(0.0);
        let mut lines = plane.chunks_exact_mut(width);
        let Some(mut result) = lines.next() else {
            return;
        };
        copy_inside(result, line);
        loop {
            let next = lines.next();
            match &next {
                Some(next) => copy_inside(next, below),
                None => below.fill(0.0),
            }
            convolve_line([above, line, below], kernel, (bias, self.floor), result);
            match next {
                Some(next) => result = next,
                None => return,
            }
            (above, line, below) = (line, below, above);
        }
    }
}

/// Copies a line between the two zeros of `to`.
fn copy_inside(line: &[f32], to: &mut [f32]) {
    if let Some(inside) = to.get_mut(1..=line.len()) {
        inside.copy_from_slice(line);
    }
}

/// Computes one line from the three around it, each with a zero before and after.
#[inline(never)]
fn convolve_line(
    lines: [&[f32]; 3],
    kernel: &[[f32; 3]; 3],
    (bias, floor): (f32, f32),
    to: &mut [f32],
) {
    let [above, line, below] = lines.map(<[f32]>::array_windows);
    for (((value, above), line), below) in to.iter_mut().zip(above).zip(line).zip(below) {
        let sum = bias + dot(&kernel[0], above) + dot(&kernel[1], line) + dot(&kernel[2], below);
        *value = greater_of(floor, sum);
    }
}

#[inline]
fn dot(a: &[f32; 3], b: &[f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole numbers have exact products")]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    fn each_channel_is_convolved_by_itself(
        #[values((1, 1), (1, 5), (4, 1), (3, 2), (5, 19), (2, 8), (4, 33))] (height, width): (
            usize,
            usize,
        ),
        #[values(false, true)] relu: bool,
    ) {
        let shape = TensorShape {
            channels: 2,
            height,
            width,
        };
        let number = |at: usize| f32::from(u8::try_from(at * 37 % 13).unwrap()) - 6.0;
        let from: Vec<f32> = (0..2 * shape.pitch()).map(number).collect();
        let weights: Vec<f32> = (5..23).map(number).collect();
        let bias = [1.0, -2.0];
        let numbers = KernelNumbers {
            weights: weights.clone(),
            bias: bias.to_vec(),
            relu,
        };
        let mut found = from.clone();
        let mut scratch = vec![99.0; 7];
        Depthwise::new(&numbers)
            .unwrap()
            .run(&mut found, shape, &mut scratch);
        for (channel, bias) in bias.into_iter().enumerate() {
            for pixel in 0..shape.area() {
                let cells = (0..9).map(|cell| {
                    let (y, x) = (pixel / width + cell / 3, pixel % width + cell % 3);
                    let is_inside = (1..=height).contains(&y) && (1..=width).contains(&x);
                    let seen = || from[channel * shape.pitch() + (y - 1) * width + x - 1];
                    if is_inside {
                        weights[channel * 9 + cell] * seen()
                    } else {
                        0.0
                    }
                });
                let sum = cells.sum::<f32>() + bias;
                let found = found[channel * shape.pitch() + pixel];
                assert_eq!(
                    found,
                    if relu { sum.max(0.0) } else { sum },
                    "{channel}, {pixel}"
                );
            }
        }
    }

    #[test]
    fn numbers_that_do_not_fit_make_none() {
        let numbers = |weights| KernelNumbers {
            weights: vec![0.0; weights],
            bias: vec![0.0; 2],
            relu: false,
        };
        assert!(Depthwise::new(&numbers(18)).is_some());
        assert!(Depthwise::new(&numbers(17)).is_none());
        assert!(Depthwise::new(&numbers(27)).is_none());
    }
}
