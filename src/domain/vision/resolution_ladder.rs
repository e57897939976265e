//! The resolution ladder chooses the input size of the detector: small while that is enough, larger to find who is far
//! away.
//!
//! Nothing here is assumed about what a level can see; it is tried. A lower level is tried when the faces
//! should be large enough for it, and kept only if it finds as many; a higher one is probed periodically, and
//! kept if it finds more. A level that the device can't do in time is not used.

use crate::domain::face::FrameSize;
use crate::domain::quantity::Millis;

/// Rung of the resolution ladder: an input size of the detector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResolutionLevel {
    /// Input of 256 × 192, for a face in front of a laptop or phone.
    Near,
    /// Input of 320 × 320, between the two others.
    Middle,
    /// Input of 640 × 480, for somebody across the room.
    Far,
}

impl ResolutionLevel {
    /// All levels, smallest input first.
    pub const ALL: [Self; 3] = [Self::Near, Self::Middle, Self::Far];

    /// Input size at this level, in pixels: upright for an upright frame.
    #[must_use]
    pub const fn input_size(self, frame: FrameSize) -> FrameSize {
        let (long, short) = match self {
            Self::Near => (256, 192),
            Self::Middle => (320, 320),
            Self::Far => (640, 480),
        };
        if frame.height > frame.width {
            FrameSize {
                width: short,
                height: long,
            }
        } else {
            FrameSize {
                width: long,
                height: short,
            }
        }
    }

    const fn pixels(self) -> f64 {
        match self {
            Self::Near => 256.0 * 192.0,
            Self::Middle => 320.0 * 320.0,
            Self::Far => 640.0 * 480.0,
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Near => 0,
            Self::Middle => 1,
            Self::Far => 2,
        }
    }
}

/// Parameters of the resolution ladder.
#[derive(Debug, Clone, Copy)]
pub struct ResolutionLadderParams {
    /// Least side of a face, in input pixels, for a lower level to be worth a try.
    // Measured: faces of 15 pixels are found at 0.83, those of 12 are not.
    pub least_side: f32,
    /// Time after which a lower level that missed a face may be tried again.
    pub retry_missed_after: Millis,
    /// Period of the probe at a higher level, which looks for newcomers.
    pub probe_every: Millis,
    /// Number of frames in a row without a face after which the highest level is used.
    // One lost frame is no reason.
    pub misses: u32,
    /// Least time between two rechecks of a frame: the detector is uncertain whether a missing face has left.
    pub recheck_every: Millis,
    /// Time after which a level that was too slow may be tried again.
    pub retry_slow_after: Millis,
    /// Longest time that detection in a frame may take; the smallest level is always allowed.
    pub budget: Millis,
}

impl Default for ResolutionLadderParams {
    fn default() -> Self {
        Self {
            least_side: 14.0,
            retry_missed_after: Millis(4000.0),
            probe_every: Millis(2000.0),
            misses: 3,
            recheck_every: Millis(400.0),
            retry_slow_after: Millis(20_000.0),
            budget: Millis(120.0),
        }
    }
}

/// Result of one run of the detector at one level.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DetectionPass {
    /// Number of faces found.
    pub faces: usize,
    /// Longer side of the smallest face, in frame pixels.
    pub smallest: f32,
    /// Time that the run took.
    pub took: Millis,
}

/// Resolution ladder: chooses the level of the detector for each frame by what the frames before gave.
#[derive(Debug)]
pub struct ResolutionLadder {
    params: ResolutionLadderParams,
    base: ResolutionLevel,
    /// Time that a run at each level takes, and the moment it was last measured, both in milliseconds.
    times: [Option<(f64, f64)>; 3],
    misses: u32,
    faces: usize,
    smallest: f32,
    probed_at: Option<Millis>,
    /// A level that missed a face and the moment until which neither it nor a lower one is tried again.
    blocked: Option<(ResolutionLevel, Millis)>,
    probe_next: bool,
    rechecked_at: Option<Millis>,
    /// Result of the first run on a frame that is rechecked.
    first_pass: DetectionPass,
}

/// Plan for one frame: the levels at which the detector runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetectionPlan {
    /// Stay at the level in use.
    Stay(ResolutionLevel),
    /// Try a lower level, and go back to the one in use if it finds fewer faces than expected.
    TryLower {
        /// Lower level to try.
        level: ResolutionLevel,
        /// Level in use, to go back to.
        back: ResolutionLevel,
        /// Number of faces that the lower level must find.
        expect: usize,
    },
    /// Probe a higher level, to see whether it finds more faces.
    Probe(ResolutionLevel),
}

impl DetectionPlan {
    /// Level at which the detector runs first.
    #[must_use]
    pub const fn first_level(self) -> ResolutionLevel {
        match self {
            Self::Stay(level) | Self::Probe(level) | Self::TryLower { level, .. } => level,
        }
    }
}

impl ResolutionLadder {
    /// Makes a ladder that starts at the highest level, so that somebody far away is found at once.
    #[must_use]
    pub fn new(params: ResolutionLadderParams) -> Self {
        Self {
            params,
            base: ResolutionLevel::Far,
            times: [None; 3],
            misses: 0,
            faces: 0,
            smallest: 0.0,
            probed_at: None,
            blocked: None,
            probe_next: false,
            rechecked_at: None,
            first_pass: DetectionPass::default(),
        }
    }

    /// Records the time that a run at `level` took. A quicker run counts at once, a slower one by and by.
    // What else the device did meanwhile is no property of the level.
    pub fn record_time(&mut self, level: ResolutionLevel, took: Millis, now: Millis) {
        if let Some(time) = self.times.get_mut(level.index()) {
            let mean = time.map_or(took.0, |(mean, _)| {
                if took.0 < mean {
                    took.0
                } else {
                    mean + 0.3 * (took.0 - mean)
                }
            });
            *time = Some((mean, now.0));
        }
    }

    /// Plans the levels for a frame of the size `frame` at `now`.
    #[must_use]
    pub fn plan_frame(&mut self, frame: FrameSize, now: Millis) -> DetectionPlan {
        self.base = self.base.min(self.highest_level(now));
        let probe_due = self
            .probed_at
            .is_none_or(|last| now.0 - last.0 >= self.params.probe_every.0);
        if self.faces > 0 && self.base < self.highest_level(now) && (probe_due || self.probe_next) {
            self.probe_next = false;
            self.probed_at = Some(now);
            return DetectionPlan::Probe(self.highest_level(now));
        }
        match self.lower_level(frame, now) {
            Some(level) => DetectionPlan::TryLower {
                level,
                back: self.base,
                expect: self.faces,
            },
            None => DetectionPlan::Stay(self.base),
        }
    }

    /// Records the result of the plan's first run. Returns the level at which the same frame should be rechecked, if
    /// any: where a lower level missed a face, or a face has gone missing. The result of that run goes to
    /// [`ResolutionLadder::record_recheck`].
    pub fn record_pass(
        &mut self,
        plan: DetectionPlan,
        look: DetectionPass,
        now: Millis,
    ) -> Option<ResolutionLevel> {
        self.record_time(plan.first_level(), look.took, now);
        match plan {
            DetectionPlan::TryLower {
                level,
                back,
                expect,
            } => {
                if look.faces < expect {
                    self.block_level(level, now);
                    return Some(back);
                }
                self.base = level;
            }
            DetectionPlan::Probe(level) => {
                if look.faces <= self.faces {
                    return None;
                }
                self.base = level;
                self.blocked = None;
            }
            DetectionPlan::Stay(level) => {
                let rested = self
                    .rechecked_at
                    .is_none_or(|last| now.0 - last.0 >= self.params.recheck_every.0);
                let above = ResolutionLevel::ALL
                    .into_iter()
                    .find(|other| *other > level)
                    .filter(|other| *other <= self.highest_level(now));
                if look.faces < self.faces && rested && above.is_some() {
                    self.rechecked_at = Some(now);
                    self.first_pass = look;
                    return above;
                }
            }
        }
        self.note_faces(look, now);
        None
    }

    /// Records the result of a second run on the same frame.
    pub fn record_recheck(&mut self, level: ResolutionLevel, pass: DetectionPass, now: Millis) {
        self.record_time(level, pass.took, now);
        if level > self.base && pass.faces > self.first_pass.faces {
            // Whoever was missing is there, and too small for the level that was in use.
            self.block_level(self.base, now);
            self.base = level;
        }
        let better = if pass.faces >= self.first_pass.faces {
            pass
        } else {
            self.first_pass
        };
        self.first_pass = DetectionPass::default();
        self.note_faces(better, now);
    }

    fn block_level(&mut self, level: ResolutionLevel, now: Millis) {
        self.blocked = Some((level, Millis(now.0 + self.params.retry_missed_after.0)));
    }

    fn note_faces(&mut self, look: DetectionPass, now: Millis) {
        if look.faces == 0 {
            self.misses += 1;
            if self.misses >= self.params.misses {
                self.base = self.highest_level(now);
                self.faces = 0;
            }
            return;
        }
        // Newcomers rarely come alone, and somebody who left may have walked away: look around.
        self.probe_next =
            self.misses >= self.params.misses || (self.faces > 0 && look.faces != self.faces);
        self.misses = 0;
        self.faces = look.faces;
        self.smallest = look.smallest;
    }

    /// Finds the lowest level below the one in use at which every face should still be large enough.
    #[expect(clippy::cast_precision_loss, reason = "sizes are a few thousand")]
    fn lower_level(&self, frame: FrameSize, now: Millis) -> Option<ResolutionLevel> {
        if self.faces == 0 || self.misses > 0 {
            return None;
        }
        let blocked = self
            .blocked
            .filter(|(_, until)| now.0 < until.0)
            .map(|(level, _)| level);
        ResolutionLevel::ALL
            .into_iter()
            .filter(|level| *level < self.base && blocked.is_none_or(|blocked| *level > blocked))
            .find(|level| {
                let input = level.input_size(frame);
                let scale = (input.width as f32 / frame.width as f32)
                    .min(input.height as f32 / frame.height as f32);
                self.smallest * scale >= self.params.least_side
            })
    }

    /// Finds the highest level that the device can do in time, as measured, or as estimated from another one. A level
    /// that was too slow long ago is given another chance.
    fn highest_level(&self, now: Millis) -> ResolutionLevel {
        let known = |level: ResolutionLevel| self.times.get(level.index()).copied().flatten();
        let in_time = |level: ResolutionLevel| {
            if let Some((time, at)) = known(level) {
                return time <= self.params.budget.0
                    || now.0 - at >= self.params.retry_slow_after.0;
            }
            let nearest = ResolutionLevel::ALL
                .into_iter()
                .rev()
                .find_map(|other| Some((other, known(other)?.0)));
            nearest.is_none_or(|(other, time)| {
                time * level.pixels() / other.pixels() <= self.params.budget.0
            })
        };
        ResolutionLevel::ALL
            .into_iter()
            .rev()
            .find(|level| in_time(*level))
            .unwrap_or(ResolutionLevel::Near)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: FrameSize = FrameSize {
        width: 640,
        height: 480,
    };

    /// A device and a scene: the sides of the faces in frame pixels, and the device's speed.
    struct Scene {
        ladder: ResolutionLadder,
        sides: Vec<f32>,
        millis_per_megapixel: f64,
        now: f64,
        looks: Vec<ResolutionLevel>,
    }

    impl Scene {
        fn new(sides: &[f32]) -> Self {
            Self {
                ladder: ResolutionLadder::new(ResolutionLadderParams::default()),
                sides: sides.to_vec(),
                millis_per_megapixel: 150.0,
                now: 0.0,
                looks: Vec::new(),
            }
        }

        fn look(&mut self, level: ResolutionLevel) -> DetectionPass {
            let input = level.input_size(FRAME);
            let scale = f64::from(input.width) / f64::from(FRAME.width);
            let seen: Vec<f32> = self
                .sides
                .iter()
                .copied()
                .filter(|side| f64::from(*side) * scale >= 13.0)
                .collect();
            let took = Millis(level.pixels() / 1e6 * self.millis_per_megapixel);
            self.looks.push(level);
            DetectionPass {
                faces: seen.len(),
                smallest: seen.iter().copied().fold(f32::INFINITY, f32::min),
                took,
            }
        }

        /// Shows frames as the pipeline does, and returns the number of faces reported for the last one.
        fn show(&mut self, frames: usize) -> usize {
            let mut found = 0;
            for _ in 0..frames {
                let plan = self.ladder.plan_frame(FRAME, Millis(self.now));
                let mut look = self.look(plan.first_level());
                if let Some(level) = self.ladder.record_pass(plan, look, Millis(self.now)) {
                    let again = self.look(level);
                    self.ladder.record_recheck(level, again, Millis(self.now));
                    if again.faces >= look.faces {
                        look = again;
                    }
                }
                found = look.faces;
                self.now += 70.0;
            }
            found
        }
    }

    #[test]
    fn a_near_face_is_read_at_the_small_level() {
        let mut scene = Scene::new(&[150.0]);
        assert_eq!(scene.show(4), 1);
        assert_eq!(scene.ladder.base, ResolutionLevel::Near);
    }

    #[test]
    fn a_far_face_is_found_in_the_first_frame_and_kept_in_every_one() {
        let mut scene = Scene::new(&[22.0]);
        for _ in 0..200 {
            assert_eq!(scene.show(1), 1);
        }
        assert_eq!(scene.ladder.base, ResolutionLevel::Far);
    }

    #[test]
    fn somebody_far_behind_a_near_face_is_found_within_a_probe() {
        let mut scene = Scene::new(&[150.0]);
        scene.show(10);
        scene.sides.push(28.0);
        scene.show(40);
        assert_eq!(scene.show(1), 2);
    }

    #[test]
    fn scenes_that_change_are_settled_within_a_dozen_frames() {
        let mut scene = Scene::new(&[150.0]);
        for (sides, found) in [
            (vec![90.0, 80.0, 75.0, 100.0], 4),
            (vec![100.0], 1),
            (vec![31.0], 1),
            (vec![], 0),
        ] {
            scene.sides = sides;
            assert_eq!(scene.show(13), found);
        }
    }

    #[test]
    fn one_lost_frame_does_not_move_the_level() {
        let mut scene = Scene::new(&[150.0]);
        scene.show(10);
        let sides = std::mem::take(&mut scene.sides);
        scene.show(1);
        scene.sides = sides;
        scene.show(1);
        assert_eq!(scene.ladder.base, ResolutionLevel::Near);
    }

    #[test]
    fn a_slow_device_never_uses_what_it_can_not_do_in_time() {
        let mut scene = Scene::new(&[]);
        scene.millis_per_megapixel = 2000.0;
        scene
            .ladder
            .record_time(ResolutionLevel::Near, Millis(100.0), Millis(0.0));
        scene.show(50);
        assert!(
            scene
                .looks
                .iter()
                .all(|level| *level == ResolutionLevel::Near)
        );
    }

    #[test]
    fn a_lower_level_that_misses_somebody_is_not_tried_at_every_frame() {
        // Two pixels more than the rule asks for, and still missed.
        let mut scene = Scene::new(&[150.0, 28.0]);
        scene.ladder.params.least_side = 10.0;
        scene.show(50);
        let tries = scene
            .looks
            .iter()
            .filter(|level| **level == ResolutionLevel::Near)
            .count();
        assert!(tries <= 2, "{tries}");
        assert_eq!(
            scene.ladder.base,
            ResolutionLevel::Middle,
            "the level between is tried too"
        );
    }

    #[test]
    fn an_upright_frame_gets_an_upright_input() {
        let upright = FrameSize {
            width: 480,
            height: 640,
        };
        assert_eq!(
            ResolutionLevel::Near.input_size(upright),
            FrameSize {
                width: 192,
                height: 256
            }
        );
    }
}
