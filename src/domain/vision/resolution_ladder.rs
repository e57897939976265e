//! Which input size the detector works at: small while that is enough, larger to find who is far away.
//!
//! Nothing here is assumed about what a level can see; it is tried. A lower level is tried when the faces
//! should be large enough for it, and kept only if it finds as many; a higher one is tried now and then, and
//! kept if it finds more. A level that the device can't do in time is not used.

use crate::domain::face::FrameSize;
use crate::domain::quantity::Millis;

/// The detector's input sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResolutionLevel {
    /// 256 × 192: a face in front of a laptop or phone.
    Near,
    /// 320 × 320.
    Middle,
    /// 640 × 480: somebody across the room.
    Far,
}

impl ResolutionLevel {
    /// All, smallest first.
    pub const ALL: [Self; 3] = [Self::Near, Self::Middle, Self::Far];

    /// The input's size for a frame: upright for an upright frame.
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

/// The ladder's rules.
#[derive(Debug, Clone, Copy)]
pub struct ResolutionLadderParams {
    /// Least side of a face, in input pixels, for a lower level to be worth a try. Measured: faces of 15
    /// pixels are found at 0.83, those of 12 are not.
    pub least_side: f32,
    /// How long after a lower level missed somebody before it is tried again.
    pub retry_missed_after: Millis,
    /// How often a higher level looks for newcomers.
    pub probe_every: Millis,
    /// Frames without a face before a higher level is used: one lost frame is no reason.
    pub misses: u32,
    /// The least time between two second looks for somebody who has gone missing.
    pub recheck_every: Millis,
    /// How long after a level was too slow it may be tried again.
    pub retry_slow_after: Millis,
    /// The most time a frame's detection may take; the smallest level is always allowed.
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

/// What one look at a level gave.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DetectionPass {
    /// How many faces.
    pub faces: usize,
    /// The longer side of the smallest, in frame pixels.
    pub smallest: f32,
    /// How long it took.
    pub took: Millis,
}

/// The ladder.
#[derive(Debug)]
pub struct ResolutionLadder {
    params: ResolutionLadderParams,
    base: ResolutionLevel,
    /// How long a look at each level takes, and when that was last measured.
    times: [Option<(f64, f64)>; 3],
    misses: u32,
    faces: usize,
    smallest: f32,
    probed_at: Option<Millis>,
    /// A level that missed somebody: it, and those below, are not tried again before then.
    blocked: Option<(ResolutionLevel, Millis)>,
    probe_next: bool,
    rechecked_at: Option<Millis>,
    /// The first look at a frame that is looked at again.
    first_pass: DetectionPass,
}

/// Which levels to look at for one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetectionPlan {
    /// The one that is in use.
    Stay(ResolutionLevel),
    /// A lower one, and `back` to the one in use if it finds fewer than expected.
    TryLower {
        /// The lower level.
        level: ResolutionLevel,
        /// The level in use.
        back: ResolutionLevel,
        /// How many faces it must find.
        expect: usize,
    },
    /// A higher one, to see whether there is more.
    Probe(ResolutionLevel),
}

impl DetectionPlan {
    /// The level to look at first.
    #[must_use]
    pub const fn first_level(self) -> ResolutionLevel {
        match self {
            Self::Stay(level) | Self::Probe(level) | Self::TryLower { level, .. } => level,
        }
    }
}

impl ResolutionLadder {
    /// Starts at the top, so that somebody far away is found at once.
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

    /// Notes how long a look at `level` took. A quicker one counts at once, a slower one by and by: what else the
    /// device did meanwhile is no property of the level.
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

    /// What to look at for the frame at `now`.
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

    /// Takes what the plan's look gave. Answers with the level at which the same frame should be looked at once
    /// more: where a lower level missed somebody, or somebody has gone missing. What that gives goes to
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

    /// Takes what a second look at the same frame gave.
    pub fn record_recheck(&mut self, level: ResolutionLevel, look: DetectionPass, now: Millis) {
        self.record_time(level, look.took, now);
        if level > self.base && look.faces > self.first_pass.faces {
            // Whoever was missing is there, and too small for the level that was in use.
            self.block_level(self.base, now);
            self.base = level;
        }
        let better = if look.faces >= self.first_pass.faces {
            look
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

    /// The lowest level below the one in use at which every face should still be large enough.
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

    /// The highest level the device can do in time: measured, or estimated from another one. A level that was
    /// too slow long ago is given another chance.
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

    /// A device and a scene: which faces (their sides in frame pixels) there are, and how fast it is.
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

        /// Shows frames as the pipeline does; the number of faces reported for the last one.
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
    fn somebody_far_behind_a_near_face_is_found_within_a_patrol() {
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
