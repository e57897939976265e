//! Some lines of an input, spread out so that what one cell of a kernel sees lies side by side.
//!
//! For each channel, the lines stand there with their margin of zeros; where a kernel skips every other pixel, every
//! other row and column apart. A band of few lines stays in the nearest cache.

use crate::domain::vision::plan::pixels::{ROW, Row};
use crate::domain::vision::plan::shape::TensorView;

/// Lines of the result for which the input is spread out at a time. Eight of any width are whole rows of 8 pixels.
pub const BAND_LINES: usize = 8;

/// Most cells of a kernel.
const MOST_CELLS: usize = 9;

/// View of an input for a kernel of `side` × `side` cells and a stride.
#[derive(Debug, Clone, Copy)]
pub struct Band {
    side: usize,
    stride: usize,
    /// Columns of the result.
    width: usize,
    /// Lines and columns of a part: those that one cell of the kernel can see.
    lines: usize,
    columns: usize,
    /// Number of parts of the rows, and of the columns, that are set apart.
    phases: usize,
    /// Places in a channel at which each cell sees the result's first pixel.
    cells: [usize; MOST_CELLS],
}

impl Band {
    /// Makes a band for a result of `width` columns; `side` is 1 or 3.
    #[must_use]
    pub fn new(side: usize, stride: usize, width: usize) -> Self {
        let margin = (side - 1) / stride;
        let (lines, columns) = (BAND_LINES + margin, width + margin);
        let phases = stride.min(side);
        let mut cells = [0; MOST_CELLS];
        for (cell, place) in cells.iter_mut().enumerate() {
            let (y, x) = (cell / side, cell % side);
            let part = y % stride * phases + x % stride;
            *place = part * lines * columns + y / stride * columns + x / stride;
        }
        Self {
            side,
            stride,
            width,
            lines,
            columns,
            phases,
            cells,
        }
    }

    /// Number of values that a channel takes.
    #[must_use]
    pub const fn channel_len(&self) -> usize {
        self.phases * self.phases * self.part_len()
    }

    const fn part_len(&self) -> usize {
        self.lines * self.columns
    }

    /// Spreads `from` out for the lines of the result whose first sees line `line` of it.
    pub fn fill(&self, from: TensorView, line: usize, to: &mut [f32]) {
        let margin = self.side / 2;
        let phases = (0..self.phases).flat_map(|y| (0..self.phases).map(move |x| (y, x)));
        let width = from.shape.width;
        let parts = from
            .planes()
            .flat_map(|plane| phases.clone().map(move |phase| (plane, phase)));
        for ((plane, (y, x)), part) in parts.zip(to.chunks_exact_mut(self.part_len())) {
            for (at, spread) in part.chunks_exact_mut(self.columns).enumerate() {
                let seen = (line + at * self.stride + y).checked_sub(margin);
                let seen = seen
                    .and_then(|at| plane.get(at * width..)?.get(..width))
                    .unwrap_or_default();
                spread_line(seen, x, self.stride, margin, spread);
            }
        }
    }

    /// Gathers, for each channel and each cell of the kernel, what the 8 pixels from `start` of the band's result see.
    pub fn gather(&self, spread: &[f32], start: usize, panel: &mut [Row]) {
        let places = self.places(start);
        let together = places[0] + ROW == places[ROW - 1] + 1;
        let channels = spread.chunks_exact(self.channel_len());
        for (rows, channel) in panel.chunks_exact_mut(self.side * self.side).zip(channels) {
            for (row, cell) in rows.iter_mut().zip(&self.cells) {
                let seen = channel.get(*cell..).unwrap_or_default();
                *row = if together {
                    let seen = seen.get(places[0]..).unwrap_or_default();
                    seen.first_chunk().copied().unwrap_or_default()
                } else {
                    places.map(|place| seen.get(place).copied().unwrap_or_default())
                };
            }
        }
    }

    /// Places in a part of the 8 pixels from `start`; for those past the band, that of the last one in it.
    fn places(&self, start: usize) -> [usize; ROW] {
        let mut at = (start / self.width, start % self.width);
        [(); ROW].map(|()| {
            let (y, x) = at;
            at = if x + 1 < self.width {
                (y, x + 1)
            } else {
                (y + 1, 0)
            };
            y.min(BAND_LINES - 1) * self.columns + x
        })
    }
}

/// Takes every number, or every other one (`stride`), of `from` from the `first`, with `margin` zeros before
/// it; zeros to the end.
fn spread_line(from: &[f32], first: usize, stride: usize, margin: usize, to: &mut [f32]) {
    // Of `to`, what lies before the picture.
    let before = margin.saturating_sub(first).div_ceil(stride).min(to.len());
    let (zeros, to) = to.split_at_mut(before);
    zeros.fill(0.0);
    let skipped = (before * stride + first).saturating_sub(margin);
    let from = from.get(skipped..).unwrap_or_default();
    let length = from.len().div_ceil(stride).min(to.len());
    let (to, zeros) = to.split_at_mut(length);
    zeros.fill(0.0);
    if stride == 1 {
        to.copy_from_slice(from.get(..length).unwrap_or_default());
        return;
    }
    let (pairs, last) = from.as_chunks();
    for (value, [pixel, _]) in to.iter_mut().zip(pairs) {
        *value = *pixel;
    }
    // Of an odd number, the last has nobody beside it.
    if let (Some(value), [pixel]) = (to.get_mut(pairs.len()), last) {
        *value = *pixel;
    }
}
