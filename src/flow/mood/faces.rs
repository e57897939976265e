//! The faces in sight: who is who from frame to frame, what each expresses, which one leads.

use crate::domain::face::tracks::{FaceId, FaceTracks};
use crate::domain::face::{FaceReading, FrameRect, FrameSize, Hindrance};
use crate::domain::mood::smoothing::{Expression, Label, Smoother, SmoothingParams};
use crate::domain::quantity::{Fraction, Millis};

/// The factor by which another face must be larger to take the lead, so that two people side by side don't take turns.
/// Empirical.
const LEAD_MARGIN: f32 = 1.25;

/// A face of the last frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeenFace {
    /// The identity, the same from frame to frame.
    pub id: FaceId,
    /// The rectangle around it, in pixels of the frame.
    pub bounds_in_frame: FrameRect,
    /// The expression, smoothed over the last moments.
    pub expression: Expression,
    /// The hindrance to the last view of the face, if any.
    pub hindrance: Option<Hindrance>,
}

/// The faces in sight, and the memory that steadies them.
#[derive(Debug, Default)]
pub struct SeenFaces {
    tracks: FaceTracks,
    smoothers: Vec<(FaceId, Smoother)>,
    smoothing: SmoothingParams,
    seen: Vec<SeenFace>,
    frame: Option<FrameSize>,
    leader: Option<FaceId>,
}

impl SeenFaces {
    /// The faces of the last frame.
    #[must_use]
    pub fn seen(&self) -> &[SeenFace] {
        &self.seen
    }

    /// The size of the last frame that was read.
    #[must_use]
    pub const fn frame(&self) -> Option<FrameSize> {
        self.frame
    }

    /// The face that leads the mood, if one is in sight.
    #[must_use]
    pub fn leader(&self) -> Option<&SeenFace> {
        self.seen.iter().find(|face| Some(face.id) == self.leader)
    }

    /// The leader's expression, unless it says too little.
    #[must_use]
    pub fn sure_expression(&self) -> Option<Expression> {
        self.leader()
            .map(|face| face.expression)
            .filter(|expression| expression.label != Label::Unsure)
    }

    /// Takes the model's own threshold for "not sure"; it holds for faces that come from now on.
    pub(super) const fn set_threshold(&mut self, unsure_below: Fraction) {
        self.smoothing.unsure_below = unsure_below;
    }

    /// Forgets the faces; their identities are not used again.
    pub(super) fn forget_faces(&mut self) {
        self.tracks.forget();
        self.smoothers.clear();
        self.seen.clear();
        self.frame = None;
        self.leader = None;
    }

    /// Takes what was read of a picture at `now`.
    pub(super) fn take_readings(&mut self, size: FrameSize, readings: &[FaceReading], now: Millis) {
        self.frame = Some(size);
        let ids = self.tracks.identify(readings, now);
        let smoothing = self.smoothing;
        self.seen = ids
            .into_iter()
            .zip(readings)
            .filter_map(|(id, reading)| {
                let smoother = smoother_of(&mut self.smoothers, id, smoothing)?;
                Some(SeenFace {
                    id,
                    bounds_in_frame: reading.bounds_in_frame,
                    expression: smoother.update(&reading.scores, reading.view.clarity, now),
                    hindrance: reading.view.hindrance,
                })
            })
            .collect();
        let remembered: Vec<_> = self.tracks.ids().collect();
        self.smoothers.retain(|(id, _)| remembered.contains(id));
        self.leader = self.next_leader();
    }

    fn next_leader(&self) -> Option<FaceId> {
        let area = |face: &SeenFace| face.bounds_in_frame.area();
        let largest = self
            .seen
            .iter()
            .max_by(|a, b| area(a).total_cmp(&area(b)))?;
        let keeps = self
            .leader()
            .is_some_and(|leader| area(largest) < area(leader) * LEAD_MARGIN);
        if keeps { self.leader } else { Some(largest.id) }
    }
}

/// Finds the smoother of a face, or begins one.
// Not a map: there are few faces, and each type of map costs the page kilobytes of code.
fn smoother_of(
    smoothers: &mut Vec<(FaceId, Smoother)>,
    id: FaceId,
    smoothing: SmoothingParams,
) -> Option<&mut Smoother> {
    if smoothers.iter().all(|(known, _)| *known != id) {
        smoothers.push((id, Smoother::new(smoothing)));
    }
    let mut known = smoothers.iter_mut().filter(|(known, _)| *known == id);
    known.next().map(|(_, smoother)| smoother)
}
