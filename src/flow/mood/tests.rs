//! Stories of the mood alone, told as events to [`update`].

use super::*;
use crate::domain::emotion::EmotionScores;
use crate::domain::face::FrameRect;
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::flow::mood::view::MoodLead;

const SIZE: FrameSize = FrameSize {
    width: 640,
    height: 480,
};
const HAPPY: [f32; 7] = [0.0, 0.0, 0.0, 0.97, 0.0, 0.01, 0.02];
const SAD: [f32; 7] = [0.02, 0.0, 0.02, 0.0, 0.95, 0.0, 0.01];
const TORN: [f32; 7] = [0.16, 0.14, 0.14, 0.14, 0.14, 0.14, 0.14];

/// The mood under test: its state, its clock, and what it has asked for and told.
struct Story {
    state: MoodState,
    now: Now,
    effects: Vec<MoodEffect>,
    news: Vec<MoodNews>,
}

impl Story {
    fn begun() -> Self {
        let mut story = Self {
            state: MoodState::default(),
            now: Now {
                wall: UnixMillis(1_000_000.0),
                monotonic: Millis(1000.0),
            },
            effects: Vec::new(),
            news: Vec::new(),
        };
        story.tell(MoodEvent::ThresholdKnown(Fraction::clamped(0.4)));
        story
    }

    fn tell(&mut self, event: MoodEvent) -> &mut Self {
        let mut out = Out::new();
        update(&mut self.state, event, self.now, &mut out);
        self.effects.extend(out.effects);
        self.news.extend(out.news);
        self
    }

    fn wait(&mut self, millis: f64) -> &mut Self {
        self.now = self.now.plus(Millis(millis));
        self
    }

    fn see(&mut self, faces: &[FaceReading], is_photo: bool) -> &mut Self {
        self.tell(MoodEvent::Faces {
            is_photo,
            size: SIZE,
            faces: faces.to_vec(),
        })
    }

    /// Shows `faces` for `seconds`, ten frames a second.
    fn show(&mut self, faces: &[FaceReading], seconds: u32) -> &mut Self {
        for _ in 0..seconds * 10 {
            self.see(faces, false).wait(100.0);
        }
        self
    }

    fn point(&mut self, valence: f32, arousal: f32) -> &mut Self {
        self.tell(MoodEvent::PointSet {
            place: Place::clamped(valence, arousal),
        })
    }

    fn say(&mut self, words: &str) -> &mut Self {
        self.tell(MoodEvent::Worded(words.into()))
    }

    fn rests(&mut self, statement: u32) -> &mut Self {
        self.tell(MoodEvent::Woke(MoodWake::HandRested(statement)))
    }

    fn views(&self) -> MoodViews {
        view(&self.state, false, self.now)
    }

    fn lead(&self) -> MoodLead {
        self.views().mood.lead
    }

    /// The moods that have settled since the last look.
    fn settled(&mut self) -> Vec<Place> {
        self.news
            .drain(..)
            .map(|MoodNews::Settled { mood, .. }| mood.place)
            .collect()
    }
}

fn face_at(x: f32, side: f32, scores: [f32; 7]) -> FaceReading {
    let scores = EmotionScores::new(scores).unwrap();
    FaceReading {
        bounds_in_frame: FrameRect {
            x,
            y: 100.0,
            width: side,
            height: side,
        },
        landmarks_in_frame: [(0.0, 0.0); 5],
        detection: Fraction::clamped(0.9),
        scores,
        votes: scores,
    }
}

fn face(scores: [f32; 7]) -> FaceReading {
    face_at(200.0, 160.0, scores)
}

#[test]
fn before_anything_is_seen_there_is_no_reading_and_no_mood() {
    let views = Story::begun().views();
    let is_blank = |percent: Option<u8>| percent.is_none();
    assert!(
        views
            .emotions
            .meters
            .iter()
            .all(|meter| is_blank(meter.percent))
    );
    assert_eq!(views.emotions.summary, "No reading");
    assert_eq!((views.mood.point, views.mood.word), (None, ""));
    assert_eq!(views.mood.lead, MoodLead::Nobody);
}

#[test]
fn a_smile_leads_the_chart_and_settles() {
    let mut story = Story::begun();
    story.show(&[face(HAPPY)], 6);
    let views = story.views();
    assert_eq!(views.emotions.summary, "Happy");
    assert_eq!(views.mood.lead, MoodLead::Face);
    assert!(views.mood.point.unwrap().valence.get() > 0.4);
    assert_eq!(views.mood.word, "joyful");
    assert_eq!(views.faces.caption, "Looks happy.");
    let [MoodNews::Settled { mood, expression }] = story.news[..] else {
        panic!("it settles once: {:?}", story.news);
    };
    assert!(mood.place.valence.get() > 0.4);
    assert!(mood.confidence.get() > 0.9);
    assert!(mood.at.0 > 1_000_000.0, "records carry the wall's time");
    assert!(expression.is_some());
}

#[test]
fn nothing_settles_again_while_the_mood_stays() {
    let mut story = Story::begun();
    story.show(&[face(HAPPY)], 6).settled();
    story.show(&[face(HAPPY)], 10);
    assert_eq!(story.settled(), []);
    story.show(&[face(SAD)], 8);
    assert_eq!(story.settled().len(), 1);
}

#[test]
fn a_clock_set_back_by_an_hour_freezes_nothing() {
    let mut story = Story::begun();
    story.show(&[face(HAPPY)], 6).settled();
    story.now.wall = UnixMillis(story.now.wall.0 - 3_600_000.0);
    let trail = story.views().mood.trail;
    story.show(&[face(SAD)], 8);
    assert_eq!(story.views().emotions.summary, "Sad");
    assert!(story.views().mood.point.unwrap().valence.get() < -0.3);
    assert!(story.views().mood.trail.len() > trail.len());
    assert_eq!(story.settled().len(), 1);
    assert!(story.wait(31_000.0).views().mood.trail.is_empty());
    story.show(&[face_at(20.0, 160.0, HAPPY)], 1);
    assert_eq!(
        story.views().faces.boxes.len(),
        1,
        "faces long gone are forgotten"
    );
}

#[test]
fn a_torn_expression_is_not_sure_and_never_neutral() {
    let mut story = Story::begun();
    story.show(&[face(TORN)], 5);
    let views = story.views();
    assert_eq!(views.emotions.summary, "Not sure");
    assert_eq!(views.mood.point, None);
    assert_eq!(views.mood.lead, MoodLead::Unsure);
    assert_eq!(story.settled(), []);
}

#[test]
fn the_largest_face_leads_and_two_alike_do_not_take_turns() {
    let mut story = Story::begun();
    story.show(
        &[face_at(20.0, 100.0, SAD), face_at(300.0, 200.0, HAPPY)],
        3,
    );
    assert_eq!(story.views().emotions.summary, "Happy");
    story.show(
        &[face_at(20.0, 215.0, SAD), face_at(300.0, 200.0, HAPPY)],
        3,
    );
    let views = story.views();
    assert_eq!(views.emotions.summary, "Happy");
    assert_eq!(views.faces.boxes.len(), 2);
    assert!(views.faces.boxes[0].leads);
    assert_eq!(
        views.faces.caption,
        "2 faces. The nearest leads. Looks happy."
    );
}

#[test]
fn boxes_are_mirrored_with_the_picture() {
    let mut story = Story::begun();
    story.show(&[face_at(0.0, 160.0, HAPPY)], 1);
    let left = |is_mirrored| view(&story.state, is_mirrored, story.now).faces.boxes[0].left;
    assert!((left(true) - 0.75).abs() < 1e-6);
    assert!(left(false).abs() < 1e-6);
}

#[test]
fn faces_are_forgotten_and_the_mood_they_led_to_is_not() {
    let mut story = Story::begun();
    story.show(&[face(HAPPY)], 6).settled();
    let point = story.views().mood.point;
    story.tell(MoodEvent::FacesForgotten);
    assert_eq!(story.views().emotions.summary, "No reading");
    assert_eq!(story.views().mood.point, point);
    story.show(&[face(HAPPY)], 3);
    assert_eq!(story.settled().len(), 1, "the next face is news");
}

#[test]
fn a_photo_settles_at_once() {
    let mut story = Story::begun();
    story.see(&[face(SAD)], true);
    assert_eq!(story.views().emotions.summary, "Sad");
    assert_eq!(story.settled().len(), 1);
}

#[test]
fn a_hand_on_the_plane_overrules_the_face_until_it_lets_go() {
    let mut story = Story::begun();
    story.show(&[face(HAPPY)], 6).settled();
    story.point(-0.8, -0.6);
    assert_eq!(story.settled(), [], "the hand must rest first");
    assert_eq!(
        story.effects,
        [MoodEffect::WakeAfter(HAND_REST, MoodWake::HandRested(1))]
    );
    let by_hand = Place::clamped(-0.8, -0.6);
    story.wait(400.0).rests(1);
    assert_eq!(story.settled(), [by_hand]);
    story.show(&[face(HAPPY)], 5).see(&[face(HAPPY)], true);
    assert_eq!(story.lead(), MoodLead::Hand);
    assert_eq!(story.views().mood.point, Some(by_hand));
    assert_eq!(story.settled(), []);
    story.tell(MoodEvent::HandReleased).show(&[face(HAPPY)], 5);
    assert_eq!(story.lead(), MoodLead::Face);
    assert_eq!(story.settled().len(), 1);
}

#[test]
fn an_older_movement_of_the_hand_does_not_count_as_rest() {
    let mut story = Story::begun();
    story.point(-0.9, -0.9).point(-0.9, -0.8).rests(1);
    assert_eq!(story.settled(), []);
    story.tell(MoodEvent::HandReleased).rests(2);
    assert_eq!(story.settled(), [], "a hand that let go does not rest");
}

#[test]
fn a_hand_that_lets_go_with_nobody_in_sight_leaves_no_mood() {
    let mut story = Story::begun();
    story.point(0.5, 0.5).tell(MoodEvent::HandReleased);
    assert_eq!(story.views().mood.point, None);
    assert!(story.views().mood.trail.is_empty());
    assert_eq!(story.lead(), MoodLead::Nobody);
}

#[test]
fn words_set_the_mood_and_say_what_counted() {
    let mut story = Story::begun();
    story.point(0.9, 0.9).say("tired but content").rests(1);
    assert_eq!(story.settled().len(), 1, "words wait for nothing");
    let view = story.views().mood;
    assert_eq!(view.lead, MoodLead::Hand);
    assert_eq!(view.word, "content");
    assert!(view.words.unwrap().contains("tired"));
    let Some(mood) = story.state.mood else {
        panic!("words made a mood");
    };
    assert!(mood.confidence < Fraction::MAX);

    story.say("xylophones");
    assert!(story.views().mood.words.unwrap().starts_with("None of"));
    assert_eq!(story.settled(), [], "unknown words move nothing");

    story.say("happy").say("  ");
    assert_eq!(story.views().mood.words, None);
    story.say("happy").point(0.1, 0.1);
    assert_eq!(story.views().mood.words, None, "the hand leads now");
    story.say("happy").tell(MoodEvent::HandReleased);
    assert_eq!(story.views().mood.words, None);
}

#[test]
fn the_reading_is_one_word_with_its_evidence_or_says_what_would_help() {
    let mut story = Story::begun();
    let reading = |story: &Story| story.views().reading;
    assert_eq!(reading(&story).phase, ReadingPhase::Looking);
    story.show(&[face(HAPPY)], 1);
    assert_eq!(reading(&story).phase, ReadingPhase::Settling);
    story.show(&[face(HAPPY)], 6);
    let steady = reading(&story);
    assert_eq!(
        (steady.phase, steady.word),
        (ReadingPhase::Steady, "joyful")
    );
    assert!(
        steady.evidence.starts_with("Happy 97 % · "),
        "{}",
        steady.evidence
    );
    assert_eq!(steady.evidence.matches('%').count(), 2);
    story.tell(MoodEvent::PointSet {
        place: Place::clamped(-0.6, -0.3),
    });
    let stated = reading(&story);
    assert_eq!(
        (stated.phase, stated.word),
        (ReadingPhase::Stated, "gloomy")
    );
    assert_eq!(stated.evidence, "Set by you");
}
