//! The whole way: frame → detections → crops → probabilities.

mod still;
mod turning;

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::{Fraction, Millis};
use crate::domain::vision::classifier::Classifier;
use crate::domain::vision::detector::{Detection, Detector, DetectorParams};
use crate::domain::vision::engine::{Engine, ModelFiles, PlanEngine};
use crate::domain::vision::error::VisionError;
use crate::domain::vision::frame::{CHANNELS, Frame};
use crate::domain::vision::manifest::Manifest;
use crate::domain::vision::pipeline::turning::{best_score, put_back};
use crate::domain::vision::quality::{ViewParams, judge_view};
use crate::domain::vision::resolution_ladder::{
    DetectionPass, ResolutionLadder, ResolutionLadderParams, ResolutionLevel,
};
use crate::domain::vision::turn::{CutPixels, PixelRect, QuarterTurn};
use crate::domain::vision::turn_watch::TurnWatch;

/// Analysis of one frame: its faces, and the time they took.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Readings of the faces, best detection first.
    pub faces: Vec<FaceReading>,
    /// Input size of the detector that found the faces, in pixels.
    pub input: FrameSize,
    /// Time spent on finding faces.
    pub detect: Millis,
    /// Time spent on classifying their expressions.
    pub classify: Millis,
}

/// Pipeline from a frame to face readings: both networks, and what is known from the frames before.
#[derive(Debug)]
pub struct Pipeline<E: Engine = PlanEngine> {
    engine: E,
    detectors: Vec<(FrameSize, Detector<E::Network>)>,
    classifier: Classifier<E::Network>,
    votes_share: Fraction,
    ladder: ResolutionLadder,
    turns: TurnWatch,
}

/// Largest number of faces that are read in one frame, best detection first.
// A crowd must not stop the page.
const MOST_FACES: usize = 16;
/// Usual size of a webcam's frame, for the first inference.
const USUAL_FRAME: FrameSize = FrameSize {
    width: 640,
    height: 480,
};

impl Pipeline {
    /// Loads both plans: verifies the files against the manifest and makes the networks ready.
    ///
    /// # Errors
    /// [`VisionError::File`] for a file that is not the one described, [`VisionError::Load`] for one that is no plan.
    pub fn load(manifest: &Manifest, files: &ModelFiles) -> Result<Self, VisionError> {
        Self::with_engine(manifest, PlanEngine::new(manifest, files)?)
    }
}

impl<E: Engine> Pipeline<E> {
    /// Makes the networks ready that `engine` gives.
    ///
    /// # Errors
    /// [`VisionError::Load`] for one that can't be made.
    pub fn with_engine(manifest: &Manifest, engine: E) -> Result<Self, VisionError> {
        let network = engine.emotion_network()?;
        let mut pipeline = Self {
            engine,
            detectors: Vec::new(),
            classifier: Classifier::new(network, manifest.face_side(), manifest.emotion.clone()),
            votes_share: manifest.emotion.votes_share,
            ladder: ResolutionLadder::new(ResolutionLadderParams::default()),
            turns: TurnWatch::default(),
        };
        pipeline.detector_for(ResolutionLevel::Near.input_size(USUAL_FRAME))?;
        Ok(pipeline)
    }

    /// Warms up by one inference of each network, so that the first real frame is not the slow one.
    ///
    /// # Errors
    /// [`VisionError::Inference`] when a network fails.
    pub fn warm_up(&mut self, clock: &dyn Fn() -> Millis) -> Result<(), VisionError> {
        let pixels = vec![128; USUAL_FRAME.width as usize * USUAL_FRAME.height as usize * CHANNELS];
        let frame = Frame::new(USUAL_FRAME, &pixels)?;
        // The first run of all touches fresh memory and would be a wrong measure.
        self.run_detector(&frame, ResolutionLevel::Near, clock)?;
        let (_, look) = self.run_detector(&frame, ResolutionLevel::Near, clock)?;
        self.ladder
            .record_time(ResolutionLevel::Near, look.took, clock());
        let bounds = crate::domain::face::FrameRect {
            x: 200.0,
            y: 100.0,
            width: 120.0,
            height: 150.0,
        };
        self.classifier.classify(&frame, &bounds).map(|_| ())
    }

    /// Analyses a live frame. `clock` gives milliseconds from any fixed origin; by it the pipeline learns which input
    /// sizes this device can do in time.
    ///
    /// # Errors
    /// [`VisionError::Inference`] when a network fails, [`VisionError::Load`] when the detector can't be made for
    /// a new input size.
    pub fn analyse(
        &mut self,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Analysis, VisionError> {
        let turn = self.turns.turn();
        if turn == QuarterTurn::None {
            return self.analyse_upright(frame, frame, clock);
        }
        let cut = CutPixels::from_frame(frame, PixelRect::whole(frame.size()), turn);
        let mut analysis = self.analyse_upright(&cut.frame()?, frame, clock)?;
        put_back(&mut analysis, turn, frame.size());
        Ok(analysis)
    }

    /// Analyses a frame as `upright` has it, in the turn in use; `frame` is the same as the camera has it.
    fn analyse_upright(
        &mut self,
        upright: &Frame,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Analysis, VisionError> {
        let start = clock();
        let plan = self.ladder.plan_frame(upright.size(), start);
        let mut level = plan.first_level();
        let (mut detections, look) = self.run_detector(upright, level, clock)?;
        if let Some(again) = self.ladder.record_pass(plan, look, start) {
            let (found, look) = self.run_detector(upright, again, clock)?;
            self.ladder.record_recheck(again, look, start);
            if found.len() >= detections.len() {
                (detections, level) = (found, again);
            }
        }
        self.try_turn(frame, best_score(&detections), clock)?;
        self.read_faces(upright, detections, level, start, clock)
    }

    fn read_faces(
        &self,
        frame: &Frame,
        detections: Vec<Detection>,
        level: ResolutionLevel,
        start: Millis,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Analysis, VisionError> {
        let found = clock();
        let faces = detections
            .into_iter()
            .take(MOST_FACES)
            .map(|detection| {
                let answers = self
                    .classifier
                    .classify(frame, &detection.bounds_in_frame)?;
                Ok(FaceReading {
                    bounds_in_frame: detection.bounds_in_frame,
                    landmarks_in_frame: detection.landmarks_in_frame,
                    detection: detection.score,
                    scores: answers.blended(self.votes_share),
                    view: judge_view(frame, &detection, &ViewParams::default()),
                })
            })
            .collect::<Result<Vec<_>, VisionError>>()?;
        Ok(Analysis {
            faces,
            input: level.input_size(frame.size()),
            detect: Millis(found.0 - start.0),
            classify: Millis(clock().0 - found.0),
        })
    }

    fn run_detector(
        &mut self,
        frame: &Frame,
        level: ResolutionLevel,
        clock: &dyn Fn() -> Millis,
    ) -> Result<(Vec<Detection>, DetectionPass), VisionError> {
        // Made before the clock starts: laying a network out is not what a frame costs.
        let detector = self.detector_for(level.input_size(frame.size()))?;
        let start = clock();
        let found = detector.detect(frame)?;
        let took = Millis(clock().0 - start.0);
        let smallest = found
            .iter()
            .map(|face| face.bounds_in_frame.longer_side())
            .fold(f32::INFINITY, f32::min);
        let look = DetectionPass {
            faces: found.len(),
            smallest,
            took,
        };
        Ok((found, look))
    }

    fn detector_for(&mut self, input: FrameSize) -> Result<&mut Detector<E::Network>, VisionError> {
        let made = self.detectors.iter().position(|(size, _)| *size == input);
        let at = if let Some(at) = made {
            at
        } else {
            let network = self.engine.detector_network(input)?;
            self.detectors.push((
                input,
                Detector::new(network, input, DetectorParams::default()),
            ));
            self.detectors.len() - 1
        };
        match self.detectors.get_mut(at) {
            Some((_, detector)) => Ok(detector),
            None => Err(VisionError::Inference(
                "a detector that was just made is not there".into(),
            )),
        }
    }
}
