//! The whole way: frame → detections → crops → probabilities.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::Millis;
use crate::domain::vision::VisionError;
use crate::domain::vision::classifier::Classifier;
use crate::domain::vision::detector::{Detection, Detector, DetectorParams};
use crate::domain::vision::frame::{CHANNELS, Frame};
use crate::domain::vision::manifest::{Manifest, ModelFile};
use crate::domain::vision::network::TractNetwork;
use crate::domain::vision::resolution_ladder::{
    DetectionPass, ResolutionLadder, ResolutionLadderParams, ResolutionLevel,
};

/// The model files, as fetched.
#[derive(Debug, Clone, Copy)]
pub struct ModelFiles<'a> {
    /// The detector's.
    pub detector: &'a [u8],
    /// The emotion network's.
    pub emotion: &'a [u8],
}

/// What a frame shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// Every face, surest first.
    pub faces: Vec<FaceReading>,
    /// The detector's input size that found them.
    pub input: FrameSize,
    /// Time spent finding faces.
    pub detect: Millis,
    /// Time spent reading them.
    pub classify: Millis,
}

/// Both networks, and what is known from the frames before.
#[derive(Debug)]
pub struct Pipeline {
    detector_bytes: Vec<u8>,
    detector_file: String,
    detectors: Vec<(FrameSize, Detector<TractNetwork>)>,
    classifier: Classifier<TractNetwork>,
    ladder: ResolutionLadder,
}

/// The most faces of one frame that are read, surest first: a crowd must not stop the page.
const MOST_FACES: usize = 16;
/// A webcam's frame, for the first inference.
const USUAL_FRAME: FrameSize = FrameSize {
    width: 640,
    height: 480,
};

impl Pipeline {
    /// Checks both files against the manifest and makes the networks ready.
    ///
    /// # Errors
    /// [`VisionError::File`] for a file that is not the one described, [`VisionError::Load`] for one that
    /// the runtime refuses.
    pub fn load(manifest: &Manifest, files: &ModelFiles) -> Result<Self, VisionError> {
        verify_file(&manifest.detector.model, files.detector)?;
        verify_file(&manifest.emotion.model, files.emotion)?;
        let emotion = &manifest.emotion;
        let network = TractNetwork::load(&emotion.model.file, files.emotion, &emotion.input)?;
        let mut pipeline = Self {
            detector_bytes: files.detector.to_vec(),
            detector_file: manifest.detector.model.file.clone(),
            detectors: Vec::new(),
            classifier: Classifier::new(network, manifest.face_side(), emotion.clone()),
            ladder: ResolutionLadder::new(ResolutionLadderParams::default()),
        };
        pipeline.detector_for(ResolutionLevel::Near.input_size(USUAL_FRAME))?;
        Ok(pipeline)
    }

    /// One inference of each network, so that the first real frame is not the slow one.
    ///
    /// # Errors
    /// [`VisionError::Inference`].
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

    /// Reads a live frame. `clock` gives milliseconds from any fixed origin; what it says decides which
    /// input sizes this device can do in time.
    ///
    /// # Errors
    /// [`VisionError::Inference`] or [`VisionError::Load`].
    pub fn analyse(
        &mut self,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Analysis, VisionError> {
        let start = clock();
        let plan = self.ladder.plan_frame(frame.size(), start);
        let mut level = plan.first_level();
        let (mut detections, look) = self.run_detector(frame, level, clock)?;
        if let Some(again) = self.ladder.record_pass(plan, look, start) {
            let (found, look) = self.run_detector(frame, again, clock)?;
            self.ladder.record_recheck(again, look, start);
            if found.len() >= detections.len() {
                (detections, level) = (found, again);
            }
        }
        self.read_faces(frame, detections, level, start, clock)
    }

    /// Reads a still picture: at the largest input size first, whatever it takes, and at smaller ones if that
    /// finds nobody (a face that fills the picture is found there).
    ///
    /// # Errors
    /// As [`Pipeline::analyse`].
    pub fn analyse_still(
        &mut self,
        frame: &Frame,
        clock: &dyn Fn() -> Millis,
    ) -> Result<Analysis, VisionError> {
        let start = clock();
        for level in ResolutionLevel::ALL.into_iter().rev() {
            let (detections, _) = self.run_detector(frame, level, clock)?;
            if !detections.is_empty() || level == ResolutionLevel::Near {
                return self.read_faces(frame, detections, level, start, clock);
            }
        }
        self.read_faces(frame, Vec::new(), ResolutionLevel::Near, start, clock)
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
                    scores: answers.scores,
                    votes: answers.votes,
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
        // Made before the clock starts: optimising a network is not what a frame costs.
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

    fn detector_for(
        &mut self,
        input: FrameSize,
    ) -> Result<&mut Detector<TractNetwork>, VisionError> {
        let made = self.detectors.iter().position(|(size, _)| *size == input);
        let at = if let Some(at) = made {
            at
        } else {
            let shape = [1, 3, input.height as usize, input.width as usize];
            let network = TractNetwork::load(&self.detector_file, &self.detector_bytes, &shape)?;
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

fn verify_file(model: &ModelFile, bytes: &[u8]) -> Result<(), VisionError> {
    model.verify(bytes).map_err(|error| VisionError::File {
        file: model.file.clone(),
        error,
    })
}
