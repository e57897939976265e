//! Walks through the page, whatever happens next: what is drawn is never out of date (each step of a story asserts it),
//! and the next visit finds what this one has left.

use crate::library::THREE;
use crate::seeing::{HAPPY, SAD, face};
use crate::story::Story;
use feelharmonic::domain::music::goal::{Goal, ListLength};
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::flow::mood::MoodEvent;
use feelharmonic::flow::music::choices::Choice;
use feelharmonic::flow::music::view::{TrackView, TracksView};
use feelharmonic::flow::sight::SightEvent;
use feelharmonic::flow::taste::TasteEvent;
use proptest::prelude::*;

/// Something that a person, the browser or a helper does.
#[derive(Debug, Clone)]
enum Step {
    StartCamera,
    Smile,
    Cry,
    HideTab,
    ShowTab,
    LoseReader,
    Feel(f32, f32),
    LetGo,
    Say(&'static str),
    Choose(Choice),
    NewList,
    Pin,
    Judge(usize, ThumbVerdict),
    Explain(usize),
    Play(usize),
    Undo,
    PressNotice,
    DismissNotice,
    OpenTaste,
    ForgetTaste,
    LibraryListens,
    LibraryAnswers,
    LoseLibrary,
    Wait(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let verdict = prop_oneof![
        Just(ThumbVerdict::Up),
        Just(ThumbVerdict::Down),
        Just(ThumbVerdict::Skip)
    ];
    let choice = prop_oneof![
        Just(Choice::Goal(Goal::Lift)),
        Just(Choice::Goal(Goal::Match)),
        Just(Choice::Length(ListLength::Twenty)),
        Just(Choice::Length(ListLength::Ten)),
        Just(Choice::Sources(TrackSource::Own)),
        Just(Choice::Sources(TrackSource::Both)),
        Just(Choice::Sources(TrackSource::Catalogue)),
        any::<bool>().prop_map(Choice::HideExplicit),
    ];
    let by_person = prop_oneof![
        (-1.0_f32..1.0, -1.0_f32..1.0).prop_map(|(valence, arousal)| Step::Feel(valence, arousal)),
        Just(Step::LetGo),
        prop_oneof![Just("tired but content"), Just("furious"), Just("qwertz")].prop_map(Step::Say),
        choice.prop_map(Step::Choose),
        Just(Step::NewList),
        Just(Step::Pin),
        (0..20_usize, verdict).prop_map(|(at, verdict)| Step::Judge(at, verdict)),
        (0..20_usize).prop_map(Step::Explain),
        (0..20_usize).prop_map(Step::Play),
        Just(Step::Undo),
        Just(Step::PressNotice),
        Just(Step::DismissNotice),
        Just(Step::OpenTaste),
        Just(Step::ForgetTaste),
    ];
    let by_others = prop_oneof![
        Just(Step::StartCamera),
        Just(Step::Smile),
        Just(Step::Cry),
        Just(Step::HideTab),
        Just(Step::ShowTab),
        Just(Step::LoseReader),
        Just(Step::LibraryListens),
        Just(Step::LibraryAnswers),
        Just(Step::LoseLibrary),
        (0..40_u8).prop_map(Step::Wait),
    ];
    prop_oneof![2 => by_person, 1 => by_others]
}

impl Story {
    fn walk(&mut self, step: Step) -> &mut Self {
        match step {
            Step::StartCamera => self.start_camera().reader_is_ready(),
            Step::Smile => self.look(HAPPY),
            Step::Cry => self.look(SAD),
            Step::HideTab => self.tell(SightEvent::TabHidden),
            Step::ShowTab => self.tell(SightEvent::TabShown),
            Step::LoseReader => self.reader_is_lost(),
            Step::Feel(valence, arousal) => self.feel(valence, arousal),
            Step::LetGo => self.tell(MoodEvent::HandReleased),
            Step::Say(words) => self.say(words),
            Step::Choose(choice) => self.choose(choice),
            Step::NewList => self.want_new_list(),
            Step::Pin => self.toggle_pin(),
            Step::Judge(at, verdict) if at < self.rows().len() => self.judge(at, verdict),
            Step::Explain(at) if at < self.rows().len() => {
                let id = self.rows()[at].id.clone();
                self.explain(&id);
                self
            }
            Step::Play(at) if at < self.rows().len() => {
                let id = self.rows()[at].id.clone();
                self.play(&id)
            }
            Step::Judge(..) | Step::Explain(_) | Step::Play(_) => self,
            Step::Undo => self.undo(),
            Step::PressNotice => self.press_notice(),
            Step::DismissNotice => self.dismiss_notice(),
            Step::OpenTaste => self.open_taste(),
            Step::ForgetTaste => self.tell(TasteEvent::Reset),
            Step::LibraryListens => self.library_listens(),
            Step::LibraryAnswers => {
                self.library_answers();
                self
            }
            Step::LoseLibrary => self.library_is_lost(),
            Step::Wait(seconds) => self.wait(f64::from(seconds)),
        }
    }

    /// Looks like that for three seconds, if anything is read.
    fn look(&mut self, scores: [f32; 7]) -> &mut Self {
        for _ in 0..30 {
            if let Some(seq) = self.frame() {
                self.finds(seq, &[face(scores)]);
            }
            self.wait(0.1);
        }
        self
    }
}

/// The list without what is playing, which ends with the visit.
fn silent(tracks: TracksView) -> TracksView {
    let rows = tracks.tracks.into_iter();
    let tracks_at_rest = rows.map(|row| TrackView {
        playing: false,
        ..row
    });
    TracksView {
        tracks: tracks_at_rest.collect(),
        // Said anew: the list is one of the last visit then.
        sentence: String::new(),
        ..tracks
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_visit_finds_what_this_one_has_left(steps in prop::collection::vec(step(), 1..40)) {
        let mut story = Story::with_table(THREE, TrackSource::Both);
        for step in steps {
            story.walk(step);
        }
        story.library_answers();
        let mut next = story.next_visit();
        let (here, there) = (story.view().music, next.view().music);
        prop_assert_eq!(silent(there.tracks), silent(here.tracks));
        prop_assert_eq!(there.route, here.route);
        prop_assert_eq!(there.choices, here.choices);
        prop_assert_eq!(next.taught(), story.taught());
    }
}
