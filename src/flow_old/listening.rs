//! From faces to a mood: identity, smoothing, the leading face, the hand that overrules it, the settled mood. What
//! the list does about it is [`crate::flow_old::music`]'s.

use crate::domain::face::tracks::{FaceId, FaceTracks};
use crate::domain::face::{FaceReading, FrameRect, FrameSize};
use crate::domain::mood::Mood;
use crate::domain::mood::affect::{Affect, AxisConfidence};
use crate::domain::mood::place::Place;
use crate::domain::mood::settling::Settling;
use crate::domain::mood::smoothing::{Expression, Label, Smoother, SmoothingParams};
use crate::domain::mood::trail::Trail;
use crate::domain::music::intent::Intent;
use crate::domain::quantity::{Balance, Fraction, Millis, UnixMillis};
use crate::flow_old::capture::Asked;
use crate::flow_old::effect::{Effect, Wake};
use crate::flow_old::fault::Fault;
use crate::flow_old::music;
use crate::flow_old::source::{self, Photo, Source};
use crate::flow_old::state::State;
use std::collections::BTreeMap;

/// How much larger another face must be to take the lead, so that two people side by side don't take turns.
/// Empirical.
const LEAD_MARGIN: f32 = 1.25;
/// How long the hand must rest on the plane before the list follows it. Empirical.
const HAND_REST: Millis = Millis(350.0);

/// A face of the last frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeenFace {
    /// Who it is.
    pub id: FaceId,
    /// Where it is, in pixels of the frame.
    pub bounds_in_frame: FrameRect,
    /// What it expresses, smoothed over the last moments.
    pub expression: Expression,
}

/// Who leads the mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lead {
    /// The face that is seen, if one is.
    #[default]
    Face,
    /// The hand on the mood plane, or words, until it lets go.
    Hand,
}

/// Faces and mood.
#[derive(Debug, Default)]
pub struct Listening {
    tracks: FaceTracks,
    smoothers: BTreeMap<FaceId, Smoother>,
    smoothing: SmoothingParams,
    seen: Vec<SeenFace>,
    frame: Option<FrameSize>,
    leader: Option<FaceId>,
    lead: Lead,
    mood: Option<Mood>,
    trail: Trail,
    settling: Settling,
    hand_moves: u32,
}

impl Listening {
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

    /// Who leads the mood.
    #[must_use]
    pub const fn lead(&self) -> Lead {
        self.lead
    }

    /// The mood's place on the plane.
    #[must_use]
    pub fn point(&self) -> Option<Place> {
        self.mood.map(|mood| mood.place)
    }

    /// Where the mood was in the last moments, oldest first.
    #[must_use]
    pub fn trail(&self, now: UnixMillis) -> Vec<(f32, f32)> {
        self.trail
            .points(Millis(now.0))
            .map(|place| (place.valence.get(), place.arousal.get()))
            .collect()
    }

    /// Takes the model's own threshold for "not sure".
    pub fn unsure_below(&mut self, threshold: Fraction) {
        self.smoothing.unsure_below = threshold;
    }

    /// Forgets the faces, not the mood they led to nor the tracks: nothing jumps when the camera stops.
    pub fn forget_faces(&mut self) {
        self.tracks.forget();
        self.smoothers.clear();
        self.seen.clear();
        self.frame = None;
        self.leader = None;
        self.settling = Settling::default();
    }

    fn see(&mut self, readings: &[FaceReading], now: UnixMillis) {
        let ids = self.tracks.identify(readings, Millis(now.0));
        let smoothing = self.smoothing;
        self.seen = ids
            .into_iter()
            .zip(readings)
            .map(|(id, reading)| {
                let smoother = self
                    .smoothers
                    .entry(id)
                    .or_insert_with(|| Smoother::new(smoothing));
                SeenFace {
                    id,
                    bounds_in_frame: reading.bounds_in_frame,
                    expression: smoother.update(&reading.answers(), Millis(now.0)),
                }
            })
            .collect();
        let remembered: Vec<_> = self.tracks.ids().collect();
        self.smoothers.retain(|id, _| remembered.contains(id));
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

    fn feel(&mut self, affect: Affect, now: UnixMillis) -> Mood {
        let mood = Mood::from_affect(affect, now);
        self.mood = Some(mood);
        self.trail.push(mood.place, Millis(now.0));
        mood
    }
}

/// The worker has read a frame or a photo.
pub fn faces_read(
    state: &mut State,
    asked: Asked,
    size: FrameSize,
    faces: &[FaceReading],
    now: UnixMillis,
) -> Vec<Effect> {
    state.listening.frame = Some(size);
    state.listening.see(faces, now);
    if asked == Asked::Photo {
        return photo_read(state, now);
    }
    let sure = state
        .listening
        .leader()
        .map(|face| face.expression)
        .filter(|expression| expression.label != Label::Unsure);
    if let (Some(expression), Lead::Face) = (sure, state.listening.lead) {
        let mood = state.listening.feel(expression.affect, now);
        let settling = &mut state.listening.settling;
        if settling.follow_mood(mood.place, Millis(now.0)) {
            return music::follow(state, &mood, Intent::for_emotions(&expression.scores));
        }
    }
    Vec::new()
}

/// A photo says all it has to say at once: its mood settles without waiting.
fn photo_read(state: &mut State, now: UnixMillis) -> Vec<Effect> {
    let Some(leader) = state.listening.leader().copied() else {
        return source::photo_failed(state, Fault::NoFaceInPhoto);
    };
    state.source = Source::Photo(Photo::Read);
    if state.listening.lead == Lead::Face && leader.expression.label != Label::Unsure {
        let mood = state.listening.feel(leader.expression.affect, now);
        let start = Intent::for_emotions(&leader.expression.scores);
        return music::follow(state, &mood, start);
    }
    Vec::new()
}

/// A hand moves the mood; it leads until it lets go.
pub fn mood_set(
    state: &mut State,
    valence: Balance,
    arousal: Balance,
    now: UnixMillis,
) -> Vec<Effect> {
    state.music.forget_words();
    let listening = &mut state.listening;
    listening.lead = Lead::Hand;
    listening.feel(
        Affect {
            place: Place { valence, arousal },
            confidence: AxisConfidence::CERTAIN,
        },
        now,
    );
    listening.hand_moves = listening.hand_moves.wrapping_add(1);
    vec![Effect::After(
        HAND_REST,
        Wake::HandRested(listening.hand_moves),
    )]
}

/// Words say how it is: as sure as a hand, and with nothing to wait for.
pub fn mood_said(state: &mut State, affect: Affect, now: UnixMillis) -> Vec<Effect> {
    let listening = &mut state.listening;
    listening.lead = Lead::Hand;
    // A movement of the hand before it does not count as rest any more.
    listening.hand_moves = listening.hand_moves.wrapping_add(1);
    let mood = listening.feel(affect, now);
    music::follow(state, &mood, Intent::for_mood(&mood))
}

/// The hand has rested: the list follows.
pub fn hand_rested(state: &mut State, moves: u32) -> Vec<Effect> {
    let listening = &state.listening;
    if listening.hand_moves == moves
        && listening.lead == Lead::Hand
        && let Some(mood) = listening.mood
    {
        return music::follow(state, &mood, Intent::for_mood(&mood));
    }
    Vec::new()
}

/// The hand lets go: the face leads again, and its next settled mood moves the list.
pub fn mood_released(state: &mut State) -> Vec<Effect> {
    state.music.forget_words();
    let listening = &mut state.listening;
    listening.lead = Lead::Face;
    listening.settling = Settling::default();
    if listening.seen.is_empty() {
        listening.mood = None;
        listening.trail = Trail::default();
    }
    Vec::new()
}
