//! The same face from frame to frame: detections matched to the faces of the frames before.
//!
//! Owns identity only; what a face expresses over time is smoothed elsewhere, by the identity given here.

use crate::domain::face::{FaceReading, FrameRect};
use crate::domain::order::sort_by;
use crate::domain::quantity::Millis;

/// Identity of a face while it is in sight, never reused while the page is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FaceId(pub u32);

/// Thresholds for taking two rectangles for the same face. Empirical, for frames 50 to 400 ms apart.
#[derive(Debug, Clone, Copy)]
pub struct FaceTrackingParams {
    /// Intersection over union from which two rectangles are the same face, 0 to 1.
    pub least_overlap: f32,
    /// Distance of two centres up to which rectangles of similar size are the same face even without overlap, as a
    /// share of the longer side: for a head that moved quickly.
    pub reach: f32,
    /// Time for which a face may be missed, behind a hand or turned away, and still keep its identity.
    pub remembered: Millis,
}

impl Default for FaceTrackingParams {
    fn default() -> Self {
        Self {
            least_overlap: 0.3,
            reach: 0.6,
            remembered: Millis(1200.0),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct TrackedFace {
    id: FaceId,
    bounds_in_frame: FrameRect,
    seen: Millis,
}

/// Faces seen in the last frames, each with the identity it was given.
#[derive(Debug, Default)]
pub struct FaceTracks {
    known: Vec<TrackedFace>,
    last: FaceId,
    params: FaceTrackingParams,
}

impl FaceTracks {
    /// Identifies each of `readings` at `now`, a moment of the monotonic clock; the identities come in the readings'
    /// order. A reading gets the identity of the nearest tracked face that is not yet taken, best matches first, or a
    /// new one.
    pub fn identify(&mut self, readings: &[FaceReading], now: Millis) -> Vec<FaceId> {
        let remembered = self.params.remembered;
        self.known
            .retain(|known| now.since(known.seen) <= remembered);
        let mut ids: Vec<Option<FaceId>> = vec![None; readings.len()];
        let mut pairs = self.candidates(readings);
        sort_by(&mut pairs, |a, b| b.2.total_cmp(&a.2));
        let mut taken: Vec<FaceId> = Vec::new();
        for (at, id, _) in pairs {
            if let Some(slot) = ids.get_mut(at).filter(|slot| slot.is_none())
                && !taken.contains(&id)
            {
                *slot = Some(id);
                taken.push(id);
            }
        }
        ids.into_iter()
            .zip(readings)
            .map(|(id, reading)| {
                let id = id.unwrap_or_else(|| self.next_id());
                self.remember(id, reading.bounds_in_frame, now);
                id
            })
            .collect()
    }

    /// Iterates over the identities of all faces that are still remembered.
    pub fn ids(&self) -> impl Iterator<Item = FaceId> + '_ {
        self.known.iter().map(|known| known.id)
    }

    /// Forgets every face; new identities go on counting from the last one.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    fn candidates(&self, readings: &[FaceReading]) -> Vec<(usize, FaceId, f32)> {
        let mut pairs = Vec::new();
        for (at, reading) in readings.iter().enumerate() {
            for known in &self.known {
                if let Some(closeness) = closeness(
                    &known.bounds_in_frame,
                    &reading.bounds_in_frame,
                    &self.params,
                ) {
                    pairs.push((at, known.id, closeness));
                }
            }
        }
        pairs
    }

    fn next_id(&mut self) -> FaceId {
        self.last = FaceId(self.last.0.wrapping_add(1));
        self.last
    }

    fn remember(&mut self, id: FaceId, bounds_in_frame: FrameRect, seen: Millis) {
        self.known.retain(|known| known.id != id);
        self.known.push(TrackedFace {
            id,
            bounds_in_frame,
            seen,
        });
    }
}

/// Closeness of two rectangles, larger for nearer ones; `None` when they must be different faces.
fn closeness(a: &FrameRect, b: &FrameRect, params: &FaceTrackingParams) -> Option<f32> {
    let overlap = a.overlap(b);
    let ((ax, ay), (bx, by)) = (a.centre(), b.centre());
    let side = a.longer_side().max(b.longer_side());
    let apart = if side > 0.0 {
        (ax - bx).hypot(ay - by) / side
    } else {
        f32::INFINITY
    };
    let same_size = a.longer_side().min(b.longer_side()) > 0.5 * side;
    (overlap >= params.least_overlap || (same_size && apart <= params.reach))
        .then_some(overlap - apart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::emotion::EmotionScores;
    use crate::domain::face::ViewQuality;
    use crate::domain::quantity::Fraction;

    fn face(x: f32, y: f32, side: f32) -> FaceReading {
        FaceReading {
            bounds_in_frame: FrameRect {
                x,
                y,
                width: side,
                height: side,
            },
            landmarks_in_frame: [(0.0, 0.0); 5],
            detection: Fraction::MAX,
            scores: EmotionScores::new([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]).unwrap(),
            view: ViewQuality::CLEAR,
        }
    }

    const AT: Millis = Millis(0.0);

    #[test]
    fn a_face_that_moves_a_little_stays_itself() {
        let mut tracks = FaceTracks::default();
        let first = tracks.identify(&[face(100.0, 100.0, 80.0)], AT);
        let next = tracks.identify(&[face(120.0, 95.0, 84.0)], AT.plus(Millis(100.0)));
        assert_eq!(first, next);
    }

    #[test]
    fn two_faces_keep_their_identities_whatever_order_they_come_in() {
        let mut tracks = FaceTracks::default();
        let (left, right) = (face(50.0, 100.0, 80.0), face(300.0, 100.0, 80.0));
        let first = tracks.identify(&[left, right], AT);
        let next = tracks.identify(&[right, left], AT.plus(Millis(66.0)));
        assert_eq!(first, vec![next[1], next[0]]);
        assert_ne!(first[0], first[1]);
    }

    #[test]
    fn a_face_elsewhere_is_another() {
        let mut tracks = FaceTracks::default();
        let first = tracks.identify(&[face(0.0, 0.0, 60.0)], AT);
        let next = tracks.identify(&[face(400.0, 300.0, 60.0)], AT.plus(Millis(66.0)));
        assert_ne!(first, next);
    }

    #[test]
    fn a_face_missed_for_a_moment_is_remembered_and_one_gone_for_long_is_not() {
        let mut tracks = FaceTracks::default();
        let first = tracks.identify(&[face(100.0, 100.0, 80.0)], AT);
        tracks.identify(&[], AT.plus(Millis(500.0)));
        let back = tracks.identify(&[face(104.0, 100.0, 80.0)], AT.plus(Millis(900.0)));
        assert_eq!(first, back);
        let late = tracks.identify(&[face(104.0, 100.0, 80.0)], AT.plus(Millis(9000.0)));
        assert_ne!(first, late);
    }
}
