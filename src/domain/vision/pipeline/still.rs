//! A still picture: looked at as a whole, in every turn if that leaves a doubt, then window by window for small faces.

use crate::domain::face::FrameSize;
use crate::domain::quantity::{Fraction, Millis};
use crate::domain::vision::detector::{Detection, DetectorParams};
use crate::domain::vision::engine::Engine;
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::Frame;
use crate::domain::vision::nms::suppress_overlaps;
use crate::domain::vision::photo_search::{place_found, plan_windows};
use crate::domain::vision::pipeline::turning::{best_score, put_back};
use crate::domain::vision::pipeline::{Analysis, Pipeline};
use crate::domain::vision::resolution_ladder::ResolutionLevel;
use crate::domain::vision::turn::{CutPixels, PixelRect, QuarterTurn};
use crate::domain::vision::turn_watch::{is_better_turn, is_turn_doubtful};

/// Faces that were found in a picture, and the level at which.
struct Found {
    faces: Vec<Detection>,
    level: ResolutionLevel,
}

/// The steps of a search, each told when it is done.
struct Steps<'a> {
    done: usize,
    all: usize,
    tell: &'a mut dyn FnMut(Fraction),
}

impl Steps<'_> {
    #[expect(clippy::cast_precision_loss, reason = "there are some dozen steps")]
    fn advance(&mut self) {
        self.done += 1;
        (self.tell)(Fraction::clamped(self.done as f32 / self.all as f32));
    }
}

impl<E: Engine> Pipeline<E> {
    /// Analyses a still picture, whatever time it takes: as a whole, in other turns and in windows as long as no face
    /// is found that leaves no doubt. `tell` hears the share of the search that is done.
    ///
    /// # Errors
    /// Those of [`Pipeline::analyse`].
    pub fn analyse_still(
        &mut self,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
        tell: &mut dyn FnMut(Fraction),
    ) -> Result<Analysis, VisionError> {
        let start = clock();
        let windows = plan_windows(frame.size()).len();
        let mut steps = Steps {
            done: 0,
            all: QuarterTurn::ALL.len() + windows,
            tell,
        };
        let mut found = self.look_at_whole(frame, clock)?;
        steps.advance();
        let mut turned = None;
        if is_turn_doubtful(best_score(&found.faces)) {
            for turn in QuarterTurn::ALL.into_iter().skip(1) {
                let cut = CutPixels::from_frame(frame, PixelRect::whole(frame.size()), turn);
                let other = self.look_at_whole(&cut.frame()?, clock)?;
                if is_better_turn(best_score(&other.faces), best_score(&found.faces)) {
                    (found, turned) = (other, Some((turn, cut)));
                }
                steps.advance();
            }
        }
        let Some((turn, cut)) = turned else {
            self.look_through_windows(frame, &mut found, &mut steps, clock)?;
            return self.read_faces(frame, found.faces, found.level, start, clock);
        };
        let upright = cut.frame()?;
        self.look_through_windows(&upright, &mut found, &mut steps, clock)?;
        let mut analysis = self.read_faces(&upright, found.faces, found.level, start, clock)?;
        put_back(&mut analysis, turn, frame.size());
        Ok(analysis)
    }

    /// Looks for faces at the largest input size, and at smaller ones if there is none.
    // A face that fills the picture is found at the smaller sizes.
    fn look_at_whole(
        &mut self,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Found, VisionError> {
        let mut last = Found {
            faces: Vec::new(),
            level: ResolutionLevel::Near,
        };
        for level in ResolutionLevel::ALL.into_iter().rev() {
            let (faces, _) = self.run_detector(frame, level, clock)?;
            last = Found { faces, level };
            if !last.faces.is_empty() {
                break;
            }
        }
        Ok(last)
    }

    /// Adds the small faces of a large picture, if what was found leaves a doubt.
    fn look_through_windows(
        &mut self,
        frame: &Frame,
        found: &mut Found,
        steps: &mut Steps,
        clock: &dyn Fn() -> Millis,
    ) -> Result<(), VisionError> {
        if !is_turn_doubtful(best_score(&found.faces)) {
            return Ok(());
        }
        for window in plan_windows(frame.size()) {
            let faces = self.look_at_window(frame, window, frame.size(), clock)?;
            found.faces.extend(faces);
            steps.advance();
        }
        let all = std::mem::take(&mut found.faces);
        found.faces = suppress_overlaps(all, DetectorParams::default().most_overlap);
        Ok(())
    }

    fn look_at_window(
        &mut self,
        frame: &Frame,
        window: PixelRect,
        size: FrameSize,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Vec<Detection>, VisionError> {
        let cut = CutPixels::from_frame(frame, window, QuarterTurn::None);
        let (faces, _) = self.run_detector(&cut.frame()?, ResolutionLevel::Far, clock)?;
        Ok(faces
            .into_iter()
            .filter_map(|face| place_found(face, window, size))
            .collect())
    }
}
