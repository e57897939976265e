//! Faces before the camera, and what the face reader makes of them: the helper's and the camera's part in a story.

use crate::story::Story;
use feelharmonic::domain::emotion::EmotionScores;
use feelharmonic::domain::face::{FaceReading, FrameRect, FrameSize, ViewQuality};
use feelharmonic::domain::quantity::{Fraction, Millis};
use feelharmonic::flow::app::Effect;
use feelharmonic::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault};
use feelharmonic::flow::kit::link::{LinkEvent, Seq};
use feelharmonic::flow::sight::device::CameraId;
use feelharmonic::flow::sight::{SightEffect, SightEvent};

pub const HAPPY: [f32; 7] = [0.0, 0.0, 0.0, 0.97, 0.0, 0.01, 0.02];
pub const SAD: [f32; 7] = [0.02, 0.0, 0.02, 0.0, 0.95, 0.0, 0.01];
pub const TORN: [f32; 7] = [0.16, 0.14, 0.14, 0.14, 0.14, 0.14, 0.14];

const SIZE: FrameSize = FrameSize {
    width: 640,
    height: 480,
};

/// A face of this expression in the middle of the picture.
pub fn face(scores: [f32; 7]) -> FaceReading {
    face_at(200.0, scores)
}

pub fn face_at(x: f32, scores: [f32; 7]) -> FaceReading {
    let scores = EmotionScores::new(scores).unwrap();
    FaceReading {
        bounds_in_frame: FrameRect {
            x,
            y: 100.0,
            width: 160.0,
            height: 160.0,
        },
        landmarks_in_frame: [(0.0, 0.0); 5],
        detection: Fraction::clamped(0.9),
        scores,
        view: ViewQuality::CLEAR,
    }
}

impl Story {
    /// A visit in which the camera runs and the face reader is ready.
    pub fn with_camera() -> Self {
        let mut story = Self::opened();
        story.start_camera().reader_is_ready();
        story
    }

    pub fn start_camera(&mut self) -> &mut Self {
        self.tell(SightEvent::StartCamera).camera_opens()
    }

    pub fn camera_opens(&mut self) -> &mut Self {
        let device = Some(CameraId("front".into()));
        self.tell(SightEvent::CameraOpened {
            device,
            faces_away: false,
        })
    }

    pub fn reader_is_ready(&mut self) -> &mut Self {
        self.reader_says(FromReader::Ready {
            version: READER_VERSION,
            unsure_below: Fraction::clamped(0.4),
        })
    }

    pub fn reader_says(&mut self, said: FromReader) -> &mut Self {
        self.tell(SightEvent::ReaderSaid(said))
    }

    pub fn reader_fails(&mut self, fault: ReaderFault) -> &mut Self {
        self.reader_says(FromReader::Failed { seq: None, fault })
    }

    pub fn reader_is_lost(&mut self) -> &mut Self {
        self.tell(SightEvent::Reader(LinkEvent::Lost))
    }

    pub fn reader_starts(&self) -> usize {
        self.starts(|effect| match effect {
            Effect::Sight(SightEffect::Reader(effect)) => Some(*effect),
            _ => None,
        })
    }

    /// The frame that is asked for at the next drawing of the screen.
    pub fn frame(&mut self) -> Option<Seq> {
        let before = self.effects.len();
        self.tell(SightEvent::AnimationFrame);
        let seq = self.effects[before..]
            .iter()
            .find_map(|effect| match effect {
                Effect::Sight(SightEffect::SendFrame { seq, .. }) => Some(*seq),
                _ => None,
            })?;
        self.tell(SightEvent::FrameSent(seq));
        Some(seq)
    }

    /// The face reader finds `faces` in the picture of that number.
    pub fn finds(&mut self, seq: Seq, faces: &[FaceReading]) -> &mut Self {
        self.reader_says(FromReader::Faces {
            seq,
            size: SIZE,
            faces: faces.to_vec(),
            input: SIZE,
            detect: Millis(8.0),
            classify: Millis(4.0),
        })
    }

    /// Holds `faces` before the camera, ten frames a second.
    pub fn show(&mut self, faces: &[FaceReading], seconds: u32) -> &mut Self {
        for _ in 0..seconds * 10 {
            let seq = self.frame().unwrap();
            self.finds(seq, faces).wait(0.1);
        }
        self
    }

    pub fn choose_photo(&mut self) -> &mut Self {
        self.tell(SightEvent::PhotoChosen {
            name: "face.jpg".into(),
            bytes: 100_000,
        });
        self.tell(SightEvent::PhotoOpened)
    }

    /// The photo that was sent last.
    pub fn photo(&self) -> Option<Seq> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Sight(SightEffect::SendPhoto(seq)) => Some(*seq),
            _ => None,
        })
    }
}
