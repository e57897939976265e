//! The area filter: each target pixel is the mean of the source pixels it covers, by their covered share.
//!
//! Separable and streamed: a source row is filtered across once and added to the target rows that it belongs
//! to, so that nothing of the source's size is allocated. Past the edge the pixel at the edge is repeated.
//! `box_weights` in `models/train/pipeline.py` is the same filter.

use crate::domain::vision::frame::{CHANNELS, Frame};

/// Area filter along one axis: for each target pixel, the first source pixel and the weights from there on.
#[derive(Debug, Clone)]
pub struct AxisFilter {
    taps: Vec<(usize, Vec<f32>)>,
}

impl AxisFilter {
    /// Makes a filter that covers the source interval `start .. start + length` (in pixels; it may reach over both
    /// edges) with `target` pixels. The weights of each target pixel sum to one.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pictures are a few thousand pixels wide, and indices are clamped before they are cast"
    )]
    pub fn new(source: usize, target: usize, start: f64, length: f64) -> Self {
        let step = length / target as f64;
        let last = source.saturating_sub(1) as f64;
        let taps = (0..target)
            .map(|at| {
                let low = start + at as f64 * step;
                let high = start + (at + 1) as f64 * step;
                let first = low.floor().clamp(0.0, last) as usize;
                let end = (high.ceil() - 1.0).clamp(0.0, last) as usize;
                let mut weights = vec![0.0_f32; end - first + 1];
                let mut pixel = low.floor();
                while pixel < high {
                    let share = (high.min(pixel + 1.0) - low.max(pixel)) / step;
                    let place = pixel.clamp(0.0, last) as usize - first;
                    if let Some(weight) = weights.get_mut(place) {
                        *weight += share as f32;
                    }
                    pixel += 1.0;
                }
                (first, weights)
            })
            .collect();
        Self { taps }
    }

    /// Number of target pixels along the axis.
    #[must_use]
    pub fn target_len(&self) -> usize {
        self.taps.len()
    }

    /// Range of the source pixels needed: the first, and one past the last.
    fn span(&self) -> (usize, usize) {
        let first = self.taps.iter().map(|(first, _)| *first).min().unwrap_or(0);
        let end = self
            .taps
            .iter()
            .map(|(first, weights)| first + weights.len())
            .max()
            .unwrap_or(0);
        (first, end)
    }

    /// Iterates over the target pixels to which source pixel `source` belongs, with its weight in each.
    fn targets_of(&self, source: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.taps
            .iter()
            .enumerate()
            .filter_map(move |(target, (first, weights))| {
                let weight = weights.get(source.checked_sub(*first)?)?;
                Some((target, *weight))
            })
    }
}

/// Adds `row` times `weight` to `sums`, element by element.
fn add_weighted(sums: &mut [f32], row: &[f32], weight: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * weight;
    }
}

/// Resizes a frame's colours into `planes` (blue, green, red; each of `stride` columns and as many rows as fit),
/// filling the top left `columns.target_len() × rows.target_len()` of each. The rest is left as it is.
pub fn resize_colours(
    frame: &Frame,
    rows: &AxisFilter,
    columns: &AxisFilter,
    stride: usize,
    planes: [&mut [f32]; 3],
) {
    let width = columns.target_len();
    let mut filtered = [
        vec![0.0_f32; width],
        vec![0.0_f32; width],
        vec![0.0_f32; width],
    ];
    let [blue, green, red] = planes;
    let mut planes = [blue, green, red];
    for plane in &mut planes {
        for row in plane.chunks_exact_mut(stride).take(rows.target_len()) {
            row.iter_mut().take(width).for_each(|value| *value = 0.0);
        }
    }
    for (y, row) in frame.rows().enumerate() {
        filter_row(row, columns, &mut filtered);
        for (target, weight) in rows.targets_of(y) {
            for (plane, values) in planes.iter_mut().zip(&filtered) {
                if let Some(sums) = plane.chunks_exact_mut(stride).nth(target) {
                    add_weighted(sums, values, weight);
                }
            }
        }
    }
}

/// Filters one RGBA row along its columns into blue, green and red.
fn filter_row(row: &[u8], columns: &AxisFilter, filtered: &mut [Vec<f32>; 3]) {
    let [blue, green, red] = filtered;
    let targets = blue.iter_mut().zip(green.iter_mut()).zip(red.iter_mut());
    for ((first, weights), ((blue, green), red)) in columns.taps.iter().zip(targets) {
        let pixels = row
            .get(first * CHANNELS..)
            .unwrap_or_default()
            .chunks_exact(CHANNELS);
        let (mut r, mut g, mut b) = (0.0, 0.0, 0.0);
        for (pixel, weight) in pixels.zip(weights) {
            if let [pr, pg, pb, _] = pixel {
                r += f32::from(*pr) * weight;
                g += f32::from(*pg) * weight;
                b += f32::from(*pb) * weight;
            }
        }
        (*blue, *green, *red) = (b, g, r);
    }
}

/// Resizes a frame's brightness (BT.601 luma, 0 to 255) to `rows.target_len() × columns.target_len()`, row by row.
#[must_use]
pub fn resize_luma(frame: &Frame, rows: &AxisFilter, columns: &AxisFilter) -> Vec<f32> {
    let width = columns.target_len();
    let mut sums = vec![0.0_f32; width * rows.target_len()];
    let mut filtered = vec![0.0_f32; width];
    let (first, end) = rows.span();
    for (y, row) in frame.rows().enumerate().take(end).skip(first) {
        filter_row_to_luma(row, columns, &mut filtered);
        for (target, weight) in rows.targets_of(y) {
            if let Some(into) = sums.chunks_exact_mut(width).nth(target) {
                add_weighted(into, &filtered, weight);
            }
        }
    }
    sums
}

/// Filters one RGBA row along its columns into luma. ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B, as FER-2013 was made
/// grey.
fn filter_row_to_luma(row: &[u8], columns: &AxisFilter, filtered: &mut [f32]) {
    for ((first, weights), luma) in columns.taps.iter().zip(filtered) {
        let pixels = row
            .get(first * CHANNELS..)
            .unwrap_or_default()
            .chunks_exact(CHANNELS);
        *luma = pixels
            .zip(weights)
            .map(|(pixel, weight)| match pixel {
                [r, g, b, _] => {
                    (0.299 * f32::from(*r) + 0.587 * f32::from(*g) + 0.114 * f32::from(*b)) * weight
                }
                _ => 0.0,
            })
            .sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::face::FrameSize;

    fn frame_of(width: u32, height: u32, pixel: impl Fn(u32, u32) -> u8) -> Vec<u8> {
        (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let value = pixel(x, y);
                [value, value, value, 255]
            })
            .collect()
    }

    #[test]
    fn a_plain_picture_stays_plain_even_past_its_edges() {
        let pixels = frame_of(20, 10, |_, _| 90);
        let frame = Frame::new(
            FrameSize {
                width: 20,
                height: 10,
            },
            &pixels,
        )
        .unwrap();
        let rows = AxisFilter::new(10, 7, -3.0, 14.0);
        let columns = AxisFilter::new(20, 7, -3.0, 30.0);
        assert!(
            resize_luma(&frame, &rows, &columns)
                .iter()
                .all(|v| (v - 90.0).abs() < 1e-3)
        );
    }

    #[test]
    fn halving_takes_the_mean_of_four() {
        let pixels = frame_of(4, 2, |x, y| u8::try_from(10 * x + 100 * y).unwrap());
        let frame = Frame::new(
            FrameSize {
                width: 4,
                height: 2,
            },
            &pixels,
        )
        .unwrap();
        let small = resize_luma(
            &frame,
            &AxisFilter::new(2, 1, 0.0, 2.0),
            &AxisFilter::new(4, 2, 0.0, 4.0),
        );
        assert!((small[0] - 55.0).abs() < 1e-3 && (small[1] - 75.0).abs() < 1e-3);
    }

    #[test]
    fn enlarging_repeats_pixels_by_their_share() {
        let pixels = frame_of(2, 1, |x, _| if x == 0 { 0 } else { 120 });
        let frame = Frame::new(
            FrameSize {
                width: 2,
                height: 1,
            },
            &pixels,
        )
        .unwrap();
        let large = resize_luma(
            &frame,
            &AxisFilter::new(1, 1, 0.0, 1.0),
            &AxisFilter::new(2, 3, 0.0, 2.0),
        );
        assert!(
            (large[0]).abs() < 1e-3
                && (large[1] - 60.0).abs() < 1e-3
                && (large[2] - 120.0).abs() < 1e-3
        );
    }

    #[test]
    fn colours_come_out_blue_first_and_leave_the_rest_of_the_plane_alone() {
        let frame = Frame::new(
            FrameSize {
                width: 1,
                height: 1,
            },
            &[10, 20, 30, 255],
        )
        .unwrap();
        let one = AxisFilter::new(1, 1, 0.0, 1.0);
        let (mut b, mut g, mut r) = ([7.0; 4], [7.0; 4], [7.0; 4]);
        resize_colours(&frame, &one, &one, 2, [&mut b, &mut g, &mut r]);
        assert_eq!((b[0], g[0], r[0]), (30.0, 20.0, 10.0));
        assert_eq!(&b[1..], [7.0; 3]);
    }

    proptest::proptest! {
        #[test]
        fn weights_sum_to_one_wherever_the_window_lies(
            source in 1_usize..200, target in 1_usize..80, start in -300.0_f64..300.0, length in 0.5_f64..400.0,
        ) {
            for (first, weights) in AxisFilter::new(source, target, start, length).taps {
                proptest::prop_assert!(first + weights.len() <= source);
                proptest::prop_assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-3);
            }
        }
    }
}
