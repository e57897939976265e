//! A convolution of every channel with every channel, as a matrix product in tiles of 4 output channels × 8 pixels.
//!
//! Eight sums and their operands fit the sixteen vector registers that an x86 processor has. For 8 pixels of the
//! result, what every cell of the kernel sees there is gathered once, the *panel*, and used for all output channels.
//! Where a kernel is larger than a pixel or skips some, it sees the input through a [`Band`].

use crate::domain::vision::plan::band::{BAND_LINES, Band};
use crate::domain::vision::plan::pixels::{ROW, Row, greater_of, padded, row_at};
use crate::domain::vision::plan::shape::{TensorShape, TensorView};

/// Output channels of a tile.
const CHANNELS: usize = 4;
type Tile = [Row; CHANNELS];

/// Numbers of a convolution.
#[derive(Debug, Clone, PartialEq)]
pub struct KernelNumbers {
    /// Weights, output channel by output channel.
    pub weights: Vec<f32>,
    /// Summands, one an output channel.
    pub bias: Vec<f32>,
    /// True where what is below zero becomes zero.
    pub relu: bool,
}

impl KernelNumbers {
    /// Gives the least number that a result can have.
    #[must_use]
    pub const fn floor(&self) -> f32 {
        if self.relu { 0.0 } else { f32::NEG_INFINITY }
    }
}

/// A convolution with `side` / 2 zeros around the input, its weights in the order in which tiles read them.
#[derive(Debug)]
pub struct Convolution {
    /// For four output channels after another: their weights, channel by channel of the input, row by row.
    weights: Vec<[f32; CHANNELS]>,
    bias: Vec<[f32; CHANNELS]>,
    inputs: usize,
    outputs: usize,
    side: usize,
    stride: usize,
    /// Least number that the result can have.
    floor: f32,
}

impl Convolution {
    /// Makes a convolution; `None` if its numbers don't fit each other, or `side` is not 1 or 3, or `stride` not 1 or
    /// 2.
    #[must_use]
    pub fn new(numbers: &KernelNumbers, side: u8, stride: u8) -> Option<Self> {
        let (side, stride) = (usize::from(side), usize::from(stride));
        let outputs = numbers.bias.len();
        let depth = numbers.weights.len().checked_div(outputs)?;
        let inputs = depth.checked_div(side * side)?;
        let fits = numbers.weights.len() == outputs * inputs * side * side && inputs > 0;
        (fits && matches!((side, stride), (1 | 3, 1 | 2))).then(|| Self {
            weights: tiled(&numbers.weights, depth),
            bias: numbers.bias.chunks(CHANNELS).map(padded).collect(),
            inputs,
            outputs,
            side,
            stride,
            floor: numbers.floor(),
        })
    }

    /// Gives the shape of the result; `None` for an input of other channels.
    #[must_use]
    pub fn output_shape(&self, from: TensorShape) -> Option<TensorShape> {
        (from.channels == self.inputs).then(|| TensorShape {
            channels: self.outputs,
            height: from.height.div_ceil(self.stride),
            width: from.width.div_ceil(self.stride),
        })
    }

    /// Tells whether the result may be written over the input: each pixel sees only the one at its place.
    #[must_use]
    pub const fn is_in_place(&self) -> bool {
        self.is_pointwise() && self.outputs <= self.inputs
    }

    /// Gives the room that a run on an input of shape `from` takes: rows of a panel, and numbers of a band.
    #[must_use]
    pub fn scratch_size(&self, from: TensorShape) -> (usize, usize) {
        let room = if self.is_pointwise() {
            0
        } else {
            let band = self.band(from.width.div_ceil(self.stride));
            self.inputs * band.channel_len()
        };
        (self.inputs * self.side * self.side, room)
    }

    const fn is_pointwise(&self) -> bool {
        self.side == 1 && self.stride == 1
    }

    fn band(&self, width: usize) -> Band {
        Band::new(self.side, self.stride, width)
    }

    /// Computes the convolution of `from`, or of what lies in `to` with shape `shape` if there is none
    /// ([`Convolution::is_in_place`]). With `adds`, what lies in `to` is added before what is below zero is cut off.
    pub fn run(
        &self,
        (from, shape): (Option<TensorView>, TensorShape),
        (to, adds): (&mut [f32], bool),
        scratch: &mut ConvolutionScratch,
    ) {
        let Some(result) = self.output_shape(shape) else {
            return;
        };
        let depth = self.inputs * self.side * self.side;
        let panel = scratch.panel.get_mut(..depth).unwrap_or_default();
        let pitch = result.pitch();
        if self.is_pointwise() {
            for start in (0..result.area()).step_by(ROW) {
                let (values, pitch) = from.map_or((&*to, pitch), |from| (from.values, from.pitch));
                for (row, plane) in panel.iter_mut().zip(values.chunks(pitch)) {
                    *row = row_at(plane, start);
                }
                self.multiply(panel, (to, adds), start, result.pitch());
            }
            return;
        }
        let Some(from) = from else { return };
        let band = self.band(result.width);
        for line in (0..result.height).step_by(BAND_LINES) {
            band.fill(from, line * self.stride, &mut scratch.band);
            let first = line * result.width;
            let end = result.height.min(line + BAND_LINES) * result.width;
            for start in (first..end).step_by(ROW) {
                band.gather(&scratch.band, start - first, panel);
                self.multiply(panel, (to, adds), start, pitch);
            }
        }
    }

    /// Computes all output channels of the 8 pixels in `panel`, which belong at `start` in planes that are `pitch`
    /// apart.
    fn multiply(&self, panel: &[Row], (to, adds): (&mut [f32], bool), start: usize, pitch: usize) {
        let weights = self.weights.chunks_exact(panel.len().max(1));
        let tiles = weights.zip(&self.bias).zip(to.chunks_mut(CHANNELS * pitch));
        for ((weights, bias), planes) in tiles {
            let mut tile = bias.map(|bias| [bias; ROW]);
            if adds {
                for (sums, plane) in tile.iter_mut().zip(planes.chunks(pitch)) {
                    *sums = sum_of(sums, &row_at(plane, start));
                }
            }
            add_products(&mut tile, weights, panel, self.floor);
            for (row, plane) in tile.iter().zip(planes.chunks_mut(pitch)) {
                let place = plane.get_mut(start..).and_then(<[f32]>::first_chunk_mut);
                let Some(place) = place else { return };
                *place = *row;
            }
        }
    }
}

#[inline]
fn sum_of(a: &Row, b: &Row) -> Row {
    let mut sums = *a;
    for (sum, b) in sums.iter_mut().zip(b) {
        *sum += b;
    }
    sums
}

/// Memory that convolutions work in.
#[derive(Debug, Default)]
pub struct ConvolutionScratch {
    panel: Vec<Row>,
    band: Vec<f32>,
}

impl ConvolutionScratch {
    /// Grows to what [`Convolution::scratch_size`] says.
    pub fn grow(&mut self, (rows, numbers): (usize, usize)) {
        self.panel
            .resize(rows.max(self.panel.len()), Row::default());
        self.band.resize(numbers.max(self.band.len()), 0.0);
    }
}

/// Puts weights in order: for four output channels after another, four numbers for each of the `depth` cells.
fn tiled(weights: &[f32], depth: usize) -> Vec<[f32; CHANNELS]> {
    let tiles = weights.chunks(CHANNELS * depth);
    tiles
        .flat_map(|rows| {
            (0..depth).map(move |cell| {
                let mut column = rows.iter().skip(cell).step_by(depth);
                [(); CHANNELS].map(|()| column.next().copied().unwrap_or_default())
            })
        })
        .collect()
}

/// Adds to `tile` the outer product of each column in `a` with the row beside it in `b`; what is below `floor` then
/// becomes that.
// By itself: within a larger function the compiler does not find the vectors in it, and it is ten times slower.
#[inline(never)]
fn add_products(tile: &mut Tile, a: &[[f32; CHANNELS]], b: &[Row], floor: f32) {
    let mut sums = *tile;
    for (column, row) in a.iter().zip(b) {
        for (sums, scale) in sums.iter_mut().zip(column) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += scale * value;
            }
        }
    }
    *tile = sums.map(|row| row.map(|sum| greater_of(floor, sum)));
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole numbers have exact products")]
mod tests {
    use super::*;
    use rstest::rstest;

    /// Whole numbers that differ.
    fn whole(count: usize, seed: usize) -> Vec<f32> {
        let number = |at: usize| u8::try_from((at * 37 + seed * 11) % 13).unwrap();
        (0..count).map(|at| f32::from(number(at)) - 6.0).collect()
    }

    /// Puts planes as far apart as a network's memory has them.
    fn apart(values: &[f32], shape: TensorShape) -> Vec<f32> {
        let mut apart = vec![99.0; shape.channels * shape.pitch()];
        let planes = apart.chunks_mut(shape.pitch());
        for (to, plane) in planes.zip(values.chunks(shape.area())) {
            to[..plane.len()].copy_from_slice(plane);
        }
        apart
    }

    /// Computes the sum that defines a convolution.
    fn by_hand(product: &Convolution, weights: &[f32], from: TensorView, at: [usize; 3]) -> f32 {
        let [output, y, x] = at;
        let (side, margin, shape) = (product.side, product.side / 2, from.shape);
        let depth = product.inputs * side * side;
        let cells = (0..depth).map(|cell| {
            let (input, dy, dx) = (cell / (side * side), cell / side % side, cell % side);
            let (y, x) = (y * product.stride + dy, x * product.stride + dx);
            let is_inside = (margin..shape.height + margin).contains(&y)
                && (margin..shape.width + margin).contains(&x);
            let pixel =
                || from.values[input * from.pitch + (y - margin) * shape.width + x - margin];
            if is_inside {
                weights[output * depth + cell] * pixel()
            } else {
                0.0
            }
        });
        cells.sum()
    }

    #[rstest]
    fn a_convolution_with_bias_addend_and_relu_is_that_by_hand(
        #[values((1, 1), (1, 2), (3, 1), (3, 2))] (side, stride): (u8, u8),
        #[values((1, 1), (4, 8), (5, 7), (6, 6), (3, 24), (21, 19))] (height, width): (
            usize,
            usize,
        ),
        #[values(1, 4, 6)] outputs: usize,
        #[values(false, true)] relu: bool,
        #[values(false, true)] adds: bool,
    ) {
        let shape = TensorShape {
            channels: 3,
            height,
            width,
        };
        let values = apart(&whole(3 * shape.area(), 1), shape);
        let from = TensorView {
            values: &values,
            shape,
            pitch: shape.pitch(),
        };
        let weights = whole(outputs * 3 * usize::from(side * side), 2);
        let bias = whole(outputs, 3);
        let numbers = KernelNumbers {
            weights: weights.clone(),
            bias: bias.clone(),
            relu,
        };
        let convolution = Convolution::new(&numbers, side, stride).unwrap();
        let result = convolution.output_shape(shape).unwrap();
        let addend = apart(&whole(outputs * result.area(), 4), result);
        // What another step has left there is no part of the result.
        let mut scratch = ConvolutionScratch::default();
        scratch.grow(convolution.scratch_size(shape));
        scratch.band.fill(99.0);
        scratch.panel.fill([99.0; ROW]);
        let mut found = addend.clone();
        convolution.run((Some(from), shape), (&mut found, adds), &mut scratch);
        for (output, bias) in bias.iter().enumerate() {
            for pixel in 0..result.area() {
                let place = [output, pixel / result.width, pixel % result.width];
                let at = output * result.pitch() + pixel;
                let sum = by_hand(&convolution, &weights, from, place) + bias;
                let sum = if adds { sum + addend[at] } else { sum };
                assert_eq!(
                    found[at],
                    if relu { sum.max(0.0) } else { sum },
                    "{place:?}"
                );
            }
        }
    }

    #[rstest]
    fn a_convolution_of_single_pixels_may_overwrite_what_it_reads(
        #[values(1, 3, 5)] outputs: usize,
    ) {
        let shape = TensorShape {
            channels: 5,
            height: 3,
            width: 7,
        };
        let values = apart(&whole(5 * shape.area(), 1), shape);
        let numbers = KernelNumbers {
            weights: whole(5 * outputs, 2),
            bias: whole(outputs, 3),
            relu: false,
        };
        let convolution = Convolution::new(&numbers, 1, 1).unwrap();
        assert!(convolution.is_in_place());
        let mut scratch = ConvolutionScratch::default();
        scratch.grow(convolution.scratch_size(shape));
        let from = TensorView {
            values: &values,
            shape,
            pitch: shape.pitch(),
        };
        let mut beside = vec![0.0; outputs * shape.pitch()];
        convolution.run((Some(from), shape), (&mut beside, false), &mut scratch);
        let mut over = values.clone();
        convolution.run((None, shape), (&mut over, false), &mut scratch);
        for (over, beside) in over.chunks(shape.pitch()).zip(beside.chunks(shape.pitch())) {
            assert_eq!(over[..shape.area()], beside[..shape.area()]);
        }
    }

    #[test]
    fn numbers_that_do_not_fit_make_no_convolution() {
        let numbers = |weights, outputs| KernelNumbers {
            weights: vec![0.0; weights],
            bias: vec![0.0; outputs],
            relu: false,
        };
        assert!(Convolution::new(&numbers(10, 3), 1, 1).is_none());
        assert!(Convolution::new(&numbers(9, 3), 2, 1).is_none());
        assert!(Convolution::new(&numbers(9, 3), 1, 3).is_none());
        assert!(Convolution::new(&numbers(9, 0), 1, 1).is_none());
        assert!(Convolution::new(&numbers(0, 3), 1, 1).is_none());
        let wide = Convolution::new(&numbers(9, 3), 1, 1).unwrap();
        let other = TensorShape {
            channels: 2,
            height: 1,
            width: 1,
        };
        assert_eq!(wide.output_shape(other), None);
    }
}
