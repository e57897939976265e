//! Half the size, twice the size, and a channel's mean.

use crate::domain::vision::plan::pixels::greater_of;
use crate::domain::vision::plan::shape::TensorView;

/// Takes the greatest of each square of 2 × 2 pixels of `from`, an even number of lines of an even width, for planes
/// that are `pitch` apart.
pub fn max_pool(from: TensorView, to: &mut [f32], pitch: usize) {
    let width = from.shape.width;
    for (plane, to) in from.planes().zip(to.chunks_mut(pitch)) {
        let pairs = plane.chunks_exact((2 * width).max(1));
        for (pair, row) in pairs.zip(to.chunks_exact_mut((width / 2).max(1))) {
            let (upper, lower) = pair.split_at(width);
            let squares = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
            for (([a, b], [c, d]), most) in squares.zip(row) {
                *most = greater_of(greater_of(*a, *b), greater_of(*c, *d));
            }
        }
    }
}

/// Adds each pixel of `from` to a square of 2 × 2 in planes that are `pitch` apart.
pub fn add_upsampled(from: TensorView, to: &mut [f32], pitch: usize) {
    let width = from.shape.width;
    for (plane, to) in from.planes().zip(to.chunks_mut(pitch)) {
        let pairs = to.chunks_exact_mut((4 * width).max(1));
        for (line, pair) in plane.chunks_exact(width.max(1)).zip(pairs) {
            for line_of_two in pair.chunks_exact_mut(2 * width) {
                for (value, [a, b]) in line.iter().zip(line_of_two.as_chunks_mut().0) {
                    *a += value;
                    *b += value;
                }
            }
        }
    }
}

/// Takes the mean of each plane of `from`, for planes that are `pitch` apart.
pub fn plane_means(from: TensorView, to: &mut [f32], pitch: usize) {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a plane has a few thousand pixels"
    )]
    let count = from.shape.area() as f32;
    for (plane, mean) in from.planes().zip(to.chunks_mut(pitch)) {
        if let Some(mean) = mean.first_mut() {
            *mean = plane.iter().sum::<f32>() / count;
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "maxima, and whole numbers")]
mod tests {
    use super::*;
    use crate::domain::vision::plan::shape::TensorShape;
    use proptest::prelude::*;

    fn view(values: &[f32], height: usize, width: usize) -> TensorView<'_> {
        let shape = TensorShape {
            channels: values.len() / (height * width),
            height,
            width,
        };
        TensorView {
            values,
            shape,
            pitch: height * width,
        }
    }

    proptest! {
        #[test]
        fn each_number_is_the_greatest_of_its_square(
            (height, width, values) in (1_usize..4, 1_usize..9).prop_flat_map(|(rows, columns)| {
                let values = prop::collection::vec(-9.0_f32..9.0, 2 * 4 * rows * columns);
                (Just(2 * rows), Just(2 * columns), values)
            }),
        ) {
            let area = height * width / 4;
            let mut found = vec![0.0; 2 * (area + 3)];
            max_pool(view(&values, height, width), &mut found, area + 3);
            for (channel, plane) in values.chunks(height * width).enumerate() {
                for (at, most) in found[channel * (area + 3)..][..area].iter().enumerate() {
                    let (y, x) = (at / (width / 2) * 2, at % (width / 2) * 2);
                    let square = [(0, 0), (0, 1), (1, 0), (1, 1)];
                    let square = square.map(|(dy, dx)| plane[(y + dy) * width + x + dx]);
                    prop_assert_eq!(*most, square.into_iter().fold(f32::MIN, f32::max));
                }
            }
        }
    }

    #[test]
    fn each_number_is_added_to_a_square() {
        let mut found = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0];
        add_upsampled(view(&[1.0, 2.0], 1, 2), &mut found, 8);
        assert_eq!(found, [11.0, 21.0, 32.0, 42.0, 51.0, 61.0, 72.0, 82.0]);
    }

    #[test]
    fn a_mean_is_taken_of_each_plane() {
        let mut found = [0.0; 4];
        plane_means(view(&[1.0, 2.0, 3.0, 6.0, 8.0, 10.0], 1, 3), &mut found, 2);
        assert_eq!(found, [2.0, 0.0, 8.0, 0.0]);
    }
}
