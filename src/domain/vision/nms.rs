//! Non-maximum suppression: of detections that overlap, the best stays.

use crate::domain::face::FrameRect;

/// A candidate of non-maximum suppression: a rectangle with a score.
pub trait Scored {
    /// Rectangle of the candidate, in pixels.
    fn bounds(&self) -> FrameRect;
    /// Score of the candidate; larger is better.
    fn score(&self) -> f32;
}

/// Suppresses overlapping candidates: keeps, best score first, each one that overlaps none of those kept by more than
/// `most_overlap` (intersection over union, 0 to 1).
#[must_use]
pub fn suppress_overlaps<T: Scored>(mut candidates: Vec<T>, most_overlap: f32) -> Vec<T> {
    candidates.sort_by(|a, b| b.score().total_cmp(&a.score()));
    let mut kept: Vec<T> = Vec::new();
    for candidate in candidates {
        let bounds = candidate.bounds();
        if kept
            .iter()
            .all(|other| other.bounds().overlap(&bounds) <= most_overlap)
        {
            kept.push(candidate);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    struct ScoredRect(FrameRect, f32);

    impl Scored for ScoredRect {
        fn bounds(&self) -> FrameRect {
            self.0
        }
        fn score(&self) -> f32 {
            self.1
        }
    }

    fn found() -> impl Strategy<Value = ScoredRect> {
        (0..40_u8, 0..40_u8, 1..20_u8, 1..20_u8, 0..10_000_u16).prop_map(
            |(x, y, width, height, score)| {
                let rect = FrameRect {
                    x: x.into(),
                    y: y.into(),
                    width: width.into(),
                    height: height.into(),
                };
                ScoredRect(rect, f32::from(score))
            },
        )
    }

    /// Counts intersection over union in unit squares, for rectangles with whole corners.
    fn counted_overlap(a: &FrameRect, b: &FrameRect) -> f32 {
        let inside = |r: &FrameRect, x: f32, y: f32| {
            x > r.x && x < r.x + r.width && y > r.y && y < r.y + r.height
        };
        let (mut shared, mut either) = (0.0, 0.0);
        for x in 0..60_u8 {
            for y in 0..60_u8 {
                let (x, y) = (f32::from(x) + 0.5, f32::from(y) + 0.5);
                let (in_a, in_b) = (inside(a, x, y), inside(b, x, y));
                shared += f32::from(u8::from(in_a && in_b));
                either += f32::from(u8::from(in_a || in_b));
            }
        }
        shared / either
    }

    proptest! {
        #[test]
        fn overlap_is_what_counting_squares_says(a in found(), b in found()) {
            prop_assert!((a.0.overlap(&b.0) - counted_overlap(&a.0, &b.0)).abs() < 1e-5);
            prop_assert!((a.0.overlap(&b.0) - b.0.overlap(&a.0)).abs() < 1e-6);
        }

        #[test]
        fn what_is_kept_stands_apart_and_what_is_not_is_covered_by_something_better(
            all in prop::collection::vec(found(), 0..24)
        ) {
            let kept = suppress_overlaps(all.clone(), 0.3);
            for (at, one) in kept.iter().enumerate() {
                for other in &kept[at + 1..] {
                    prop_assert!(one.0.overlap(&other.0) <= 0.3);
                    prop_assert!(one.1 >= other.1);
                }
            }
            for one in all.iter().filter(|one| !kept.contains(one)) {
                prop_assert!(kept.iter().any(|other| other.1 >= one.1 && other.0.overlap(&one.0) > 0.3));
            }
        }
    }
}
