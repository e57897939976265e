//! Whole stories told to `flow::update` as events, and the effects and views they must lead to.

#![expect(
    clippy::unwrap_used,
    reason = "a story that can't be told fails the test"
)]

use feelharmonic::domain::emotion::EmotionScores;
use feelharmonic::domain::face::{FaceReading, FrameRect, FrameSize};
use feelharmonic::domain::quantity::{Balance, Fraction, Millis, UnixMillis};
use feelharmonic::flow_old::event::{CameraSupport, Capabilities, Device, DeviceId};
use feelharmonic::flow_old::fault::Remedy;
use feelharmonic::flow_old::protocol::{FromWorker, PROTOCOL_VERSION, Seq, WorkerFault};
use feelharmonic::flow_old::settings::Settings;
use feelharmonic::flow_old::view::{EngineView, MoodLead, PictureView, View, view};
use feelharmonic::flow_old::{Effect, Event, Fault, State, Wake, update};
use rstest::rstest;

const SIZE: FrameSize = FrameSize {
    width: 640,
    height: 480,
};
const HAPPY: [f32; 7] = [0.0, 0.0, 0.0, 0.97, 0.0, 0.01, 0.02];
const SAD: [f32; 7] = [0.02, 0.0, 0.02, 0.0, 0.95, 0.0, 0.01];
const TORN: [f32; 7] = [0.16, 0.14, 0.14, 0.14, 0.14, 0.14, 0.14];

/// A page under test: its state, its clock, and the effects that have not been looked at.
struct Story {
    state: State,
    now: UnixMillis,
    effects: Vec<Effect>,
}

impl Story {
    fn with(camera: CameraSupport, simd: bool) -> Self {
        let mut story = Self {
            state: State::default(),
            now: UnixMillis(1_000_000.0),
            effects: Vec::new(),
        };
        let capabilities = Capabilities {
            camera,
            simd,
            save_data: false,
        };
        story.tell(Event::Opened {
            capabilities,
            seed: 7,
        });
        let catalogue = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        story.tell(Event::CatalogueFetched(Some(catalogue)));
        story
    }

    fn opened() -> Self {
        Self::with(CameraSupport::Available, true)
    }

    fn with_camera() -> Self {
        let mut story = Self::opened();
        story.tell(Event::StartCamera).camera_opens().ready();
        story
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.state, event, self.now);
        self.effects.extend(effects);
        self
    }

    fn wait(&mut self, millis: f64) -> &mut Self {
        self.now = self.now.plus(Millis(millis));
        self
    }

    /// Lets `seconds` pass under the watchdog's eyes.
    fn watch(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            self.wait(1000.0).tell(Event::Woke(Wake::Watchdog));
        }
        self
    }

    fn camera_opens(&mut self) -> &mut Self {
        self.tell(Event::CameraOpened {
            device: Some(DeviceId("front".into())),
            label: "Front".into(),
        })
    }

    fn ready(&mut self) -> &mut Self {
        self.tell(Event::Worker(FromWorker::Ready {
            protocol: PROTOCOL_VERSION,
            unsure_below: Fraction::new(0.4).unwrap(),
        }))
    }

    /// The frame that is asked for at the next drawing of the screen.
    fn frame(&mut self) -> Option<Seq> {
        self.effects.clear();
        self.tell(Event::AnimationFrame);
        let seq = self.effects.iter().find_map(|effect| match effect {
            Effect::SendFrame(seq) => Some(*seq),
            _ => None,
        })?;
        self.tell(Event::FrameSent(seq));
        Some(seq)
    }

    fn answer(&mut self, seq: Seq, faces: &[FaceReading]) -> &mut Self {
        self.tell(Event::Worker(FromWorker::Faces {
            seq,
            size: SIZE,
            faces: faces.to_vec(),
            input: FrameSize {
                width: 256,
                height: 192,
            },
            detect: Millis(8.0),
            classify: Millis(4.0),
        }))
    }

    /// Shows `faces` for `seconds`, ten frames a second.
    fn show(&mut self, faces: &[FaceReading], seconds: u32) -> &mut Self {
        for _ in 0..seconds * 10 {
            let seq = self.frame().unwrap();
            self.answer(seq, faces).wait(100.0);
        }
        self
    }

    fn view(&self) -> View {
        view(&self.state, self.now)
    }

    fn did(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    fn said(&self) -> Option<String> {
        self.view().message.map(|message| message.what)
    }

    fn titles(&self) -> Vec<String> {
        self.view()
            .tracks
            .tracks
            .into_iter()
            .map(|track| track.title)
            .collect()
    }
}

fn face_at(x: f32, side: f32, scores: [f32; 7]) -> FaceReading {
    FaceReading {
        bounds_in_frame: FrameRect {
            x,
            y: 100.0,
            width: side,
            height: side,
        },
        landmarks_in_frame: [(0.0, 0.0); 5],
        detection: Fraction::new(0.9).unwrap(),
        scores: EmotionScores::new(scores).unwrap(),
        votes: EmotionScores::new(scores).unwrap(),
    }
}

fn face(scores: [f32; 7]) -> FaceReading {
    face_at(200.0, 160.0, scores)
}

fn at(valence: f32, arousal: f32) -> Event {
    Event::MoodSet {
        valence: Balance::new(valence).unwrap(),
        arousal: Balance::new(arousal).unwrap(),
    }
}

#[test]
fn the_first_screen_has_a_list_and_loads_nothing_of_spotify() {
    let story = Story::opened();
    let view = story.view();
    assert_eq!(view.stage.picture, PictureView::Nothing);
    assert_eq!(view.tracks.tracks.len(), 10);
    assert_eq!(view.player, None);
    assert!(
        view.emotions
            .meters
            .iter()
            .all(|meter| meter.percent.is_none())
    );
}

#[test]
fn a_smile_leads_the_chart_and_moves_the_list() {
    let mut story = Story::with_camera();
    let before = story.titles();
    story.show(&[face(HAPPY)], 6);
    let view = story.view();
    assert_eq!(view.emotions.summary, "Happy");
    assert_eq!(view.mood.lead, MoodLead::Face);
    assert!(view.mood.point.unwrap().0 > 0.4);
    assert_ne!(story.titles(), before);
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn the_list_does_not_jump_while_the_mood_stays() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let settled = story.titles();
    story.show(&[face(HAPPY)], 10);
    assert_eq!(story.titles(), settled);
}

#[test]
fn a_pinned_list_stays_whatever_the_face_says_and_refresh_changes_it() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6).tell(Event::TogglePin);
    let pinned = story.titles();
    story.show(&[face(SAD)], 8);
    assert_eq!(story.titles(), pinned);
    story.tell(Event::RefreshTracks);
    assert_ne!(story.titles(), pinned);
}

#[test]
fn a_torn_expression_is_not_sure_and_never_neutral() {
    let mut story = Story::with_camera();
    let list = story.titles();
    story.show(&[face(TORN)], 5);
    let view = story.view();
    assert_eq!(view.emotions.summary, "Not sure");
    assert_eq!(view.mood.point, None);
    assert_eq!(view.mood.lead, MoodLead::Unsure);
    assert_eq!(story.titles(), list);
}

#[test]
fn the_largest_face_leads_and_two_alike_do_not_take_turns() {
    let mut story = Story::with_camera();
    story.show(
        &[face_at(20.0, 100.0, SAD), face_at(300.0, 200.0, HAPPY)],
        3,
    );
    assert_eq!(story.view().emotions.summary, "Happy");
    story.show(
        &[face_at(20.0, 215.0, SAD), face_at(300.0, 200.0, HAPPY)],
        3,
    );
    assert_eq!(story.view().emotions.summary, "Happy");
    assert_eq!(story.view().faces.boxes.len(), 2);
    assert!(story.view().faces.boxes[0].leads);
}

#[test]
fn boxes_are_mirrored_with_the_camera() {
    let mut story = Story::with_camera();
    story.show(&[face_at(0.0, 160.0, HAPPY)], 1);
    assert!((story.view().faces.boxes[0].left - 0.75).abs() < 1e-6);
}

#[test]
fn a_hand_on_the_plane_overrules_the_face_until_it_lets_go() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let of_the_face = story.titles();
    story.tell(at(-0.8, -0.6));
    assert_eq!(
        story.titles(),
        of_the_face,
        "the list waits for the hand to rest"
    );
    story.wait(400.0).tell(Event::Woke(Wake::HandRested(1)));
    let of_the_hand = story.titles();
    assert_ne!(of_the_hand, of_the_face);
    story.show(&[face(HAPPY)], 5);
    assert_eq!(story.view().mood.lead, MoodLead::Hand);
    assert_eq!(story.titles(), of_the_hand);
    story.tell(Event::MoodReleased).show(&[face(HAPPY)], 5);
    assert_eq!(story.view().mood.lead, MoodLead::Face);
    assert_ne!(story.titles(), of_the_hand);
}

#[test]
fn an_older_movement_of_the_hand_does_not_count_as_rest() {
    let mut story = Story::opened();
    let list = story.titles();
    story
        .tell(at(-0.9, -0.9))
        .tell(at(-0.9, -0.8))
        .tell(Event::Woke(Wake::HandRested(1)));
    assert_eq!(story.titles(), list);
}

#[test]
fn one_frame_is_in_flight_and_a_late_answer_is_dropped() {
    let mut story = Story::with_camera();
    let seq = story.frame().unwrap();
    assert_eq!(story.wait(500.0).frame(), None);
    story.answer(Seq(seq.0 + 40), &[face(HAPPY)]);
    assert!(story.view().faces.boxes.is_empty());
    story.answer(seq, &[face(HAPPY)]);
    assert_eq!(story.view().faces.boxes.len(), 1);
}

#[rstest]
#[case(Fault::CameraDenied)]
#[case(Fault::NoCamera)]
#[case(Fault::CameraInUse)]
#[case(Fault::CameraOverconstrained)]
fn a_camera_that_does_not_open_is_named_and_can_be_tried_again(#[case] fault: Fault) {
    let mut story = Story::opened();
    story
        .tell(Event::StartCamera)
        .tell(Event::CameraFailed(fault.clone()));
    let message = story.view().message.unwrap();
    assert_eq!(message.what, fault.what());
    assert_eq!(message.remedy, Some(Remedy::StartCamera));
    assert_eq!(story.view().stage.picture, PictureView::Nothing);
    story.tell(Event::MessageAction).camera_opens();
    assert_eq!(story.view().stage.picture, PictureView::Camera);
    assert_eq!(story.said(), None);
}

#[test]
fn a_kept_camera_that_is_gone_is_forgotten_so_that_the_next_try_takes_any() {
    let mut story = Story::opened();
    let gone = Some(DeviceId("gone".into()));
    story
        .tell(Event::SettingsRead(Settings {
            camera: gone.clone(),
        }))
        .tell(Event::StartCamera);
    assert!(story.did(&Effect::OpenCamera { device: gone }));
    story
        .tell(Event::CameraFailed(Fault::CameraOverconstrained))
        .tell(Event::MessageAction);
    assert!(story.did(&Effect::OpenCamera { device: None }));
}

#[test]
fn an_unplugged_camera_is_named_and_lets_go() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let list = story.titles();
    story.tell(Event::CameraEnded);
    assert_eq!(story.said(), Some(Fault::CameraUnplugged.what()));
    assert!(story.did(&Effect::CloseCamera));
    assert_eq!(story.view().stage.picture, PictureView::Nothing);
    assert!(
        story
            .view()
            .emotions
            .meters
            .iter()
            .all(|meter| meter.percent.is_none())
    );
    assert_eq!(story.titles(), list, "the list stays");
}

#[test]
fn a_camera_stopped_while_it_was_opening_is_closed_when_it_comes() {
    let mut story = Story::opened();
    story.tell(Event::StartCamera).tell(Event::Stop);
    story.effects.clear();
    story.camera_opens();
    assert!(story.did(&Effect::CloseCamera));
    assert_eq!(story.view().stage.picture, PictureView::Nothing);
}

#[test]
fn a_camera_that_shows_nothing_is_noticed() {
    let mut story = Story::with_camera();
    story.watch(8);
    assert_eq!(story.said(), Some(Fault::CameraSilent.what()));
}

#[rstest]
#[case(CameraSupport::InsecureContext, Fault::InsecureContext)]
#[case(CameraSupport::NoApi, Fault::NoCameraApi)]
fn a_page_that_may_not_ask_says_why_and_offers_the_demo(
    #[case] support: CameraSupport,
    #[case] fault: Fault,
) {
    let mut story = Story::with(support, true);
    story.tell(Event::StartCamera);
    assert_eq!(story.said(), Some(fault.what()));
    story
        .tell(Event::MessageAction)
        .tell(Event::DemoLoaded(true));
    assert!(matches!(
        story.view().stage.picture,
        PictureView::Demo { .. }
    ));
}

#[rstest]
#[case(Event::StartCamera)]
#[case(Event::StartDemo)]
#[case(Event::PhotoChosen { bytes: 1000 })]
fn without_simd_the_page_says_so_and_the_hand_still_works(#[case] event: Event) {
    let mut story = Story::with(CameraSupport::Available, false);
    story.tell(event);
    assert_eq!(story.said(), Some(Fault::NoSimd.what()));
    assert!(!story.did(&Effect::StartWorker));
    let list = story.titles();
    story
        .tell(at(0.9, 0.9))
        .tell(Event::Woke(Wake::HandRested(1)));
    assert_ne!(story.titles(), list);
}

#[rstest]
#[case(WorkerFault::ModelMissing { file: "yunet.onnx".into() }, Fault::ModelMissing)]
#[case(WorkerFault::ModelTruncated { file: "yunet.onnx".into() }, Fault::ModelTruncated)]
#[case(WorkerFault::ModelAltered { file: "yunet.onnx".into() }, Fault::ModelAltered)]
fn a_bad_model_is_named_and_trying_again_goes_on_with_the_camera(
    #[case] said: WorkerFault,
    #[case] fault: Fault,
) {
    let mut story = Story::opened();
    story.tell(Event::StartCamera).camera_opens();
    story.tell(Event::Worker(FromWorker::Failed {
        seq: None,
        fault: said,
    }));
    assert_eq!(story.said(), Some(fault.what()));
    assert_eq!(story.view().stage.engine, EngineView::Failed);
    assert_eq!(story.view().emotions.summary, "No reading");
    story.effects.clear();
    story.tell(Event::MessageAction);
    assert!(story.did(&Effect::StartWorker));
    story.ready().show(&[face(HAPPY)], 2);
    assert_eq!(story.view().emotions.summary, "Happy");
    assert_eq!(story.said(), None);
}

#[test]
fn a_worker_that_does_not_answer_is_replaced_and_the_camera_goes_on() {
    let mut story = Story::with_camera();
    story.frame().unwrap();
    story.watch(6);
    assert!(story.did(&Effect::EndWorker) && story.did(&Effect::StartWorker));
    assert_eq!(story.said(), Some(Fault::EngineStuck.what()));
    story.ready().show(&[face(HAPPY)], 1);
    assert_eq!(story.view().emotions.summary, "Happy");
}

#[test]
fn a_worker_that_keeps_crashing_is_given_up_until_the_person_tries_again() {
    let mut story = Story::with_camera();
    for _ in 0..3 {
        story
            .wait(500.0)
            .tell(Event::Worker(FromWorker::Failed {
                seq: None,
                fault: WorkerFault::Crashed,
            }))
            .ready();
    }
    story.tell(Event::WorkerLost);
    assert_eq!(story.said(), Some(Fault::EngineGaveUp.what()));
    assert_eq!(story.view().stage.engine, EngineView::Failed);
    story
        .tell(Event::MessageAction)
        .ready()
        .show(&[face(SAD)], 1);
    assert_eq!(story.view().emotions.summary, "Sad");
}

#[test]
fn a_worker_that_dies_while_it_comes_back_is_started_once_more() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 1).tell(Event::WorkerLost);
    assert_eq!(
        story.view().emotions.summary,
        "No reading",
        "an old reading is none"
    );
    story.effects.clear();
    story.tell(Event::WorkerLost);
    assert!(story.did(&Effect::StartWorker));
    assert_eq!(story.said(), Some(Fault::EngineCrashed.what()));
}

#[test]
fn a_worker_that_never_started_is_not_said_to_have_stopped() {
    let mut story = Story::opened();
    story.tell(Event::StartCamera).camera_opens();
    story.tell(Event::Worker(FromWorker::Failed {
        seq: None,
        fault: WorkerFault::Crashed,
    }));
    assert_eq!(story.said(), Some(Fault::EngineUnreachable.what()));
}

#[test]
fn a_hundred_crashes_far_apart_are_all_mended() {
    let mut story = Story::with_camera();
    for _ in 0..100 {
        story
            .wait(61_000.0)
            .tell(Event::WorkerLost)
            .ready()
            .show(&[face(HAPPY)], 1);
        assert_eq!(story.view().emotions.summary, "Happy");
    }
}

#[test]
fn loading_that_stalls_is_named() {
    let mut story = Story::opened();
    story
        .tell(Event::StartDemo)
        .tell(Event::DemoLoaded(true))
        .watch(32);
    assert_eq!(story.said(), Some(Fault::EngineUnreachable.what()));
}

#[test]
fn an_old_worker_makes_the_page_load_anew() {
    let mut story = Story::opened();
    story.tell(Event::StartDemo);
    let protocol = PROTOCOL_VERSION + 1;
    story.tell(Event::Worker(FromWorker::Ready {
        protocol,
        unsure_below: Fraction::MIN,
    }));
    assert!(story.did(&Effect::Reload));
}

#[test]
fn warming_up_in_vain_is_not_worth_a_word() {
    let mut story = Story::opened();
    story
        .tell(Event::Woke(Wake::WarmUp))
        .tell(Event::WorkerLost);
    assert_eq!(story.said(), None);
    story.effects.clear();
    story.tell(Event::StartCamera);
    assert!(story.did(&Effect::StartWorker));
}

#[test]
fn a_photo_waits_for_the_worker_and_then_leads_the_list() {
    let mut story = Story::opened();
    let list = story.titles();
    story.tell(Event::PhotoChosen { bytes: 100_000 });
    assert!(!story.did(&Effect::SendPhoto(Seq(1))));
    story.ready();
    assert!(story.did(&Effect::SendPhoto(Seq(1))));
    story.answer(Seq(1), &[face(SAD)]);
    assert_eq!(
        story.view().stage.picture,
        PictureView::Photo { reading: false }
    );
    assert_eq!(story.view().emotions.summary, "Sad");
    assert_ne!(story.titles(), list);
}

#[rstest]
#[case(WorkerFault::PhotoUnreadable, Fault::PhotoUnreadable)]
#[case(
    WorkerFault::PhotoTooManyPixels { megapixels: 50, limit: 40 },
    Fault::PhotoTooManyPixels { megapixels: 50, limit: 40 }
)]
fn a_photo_that_can_not_be_read_says_so_and_keeps_the_worker(
    #[case] said: WorkerFault,
    #[case] fault: Fault,
) {
    let mut story = Story::opened();
    story.tell(Event::PhotoChosen { bytes: 100_000 }).ready();
    story.tell(Event::Worker(FromWorker::Failed {
        seq: Some(Seq(1)),
        fault: said,
    }));
    let message = story.view().message.unwrap();
    assert_eq!(message.what, fault.what());
    assert_eq!(message.remedy, Some(Remedy::ChoosePhoto));
    assert!(!story.did(&Effect::EndWorker));
    story
        .tell(Event::PhotoChosen { bytes: 100_000 })
        .answer(Seq(2), &[face(HAPPY)]);
    assert_eq!(story.view().emotions.summary, "Happy");
}

#[test]
fn a_photo_without_a_face_says_so_and_shows_no_guess() {
    let mut story = Story::opened();
    story
        .tell(Event::PhotoChosen { bytes: 100_000 })
        .ready()
        .answer(Seq(1), &[]);
    assert_eq!(story.said(), Some(Fault::NoFaceInPhoto.what()));
    assert_eq!(story.view().emotions.summary, "No reading");
    assert_eq!(story.view().mood.point, None);
}

#[test]
fn a_photo_of_a_hundred_megabytes_is_refused_before_it_is_read() {
    let mut story = Story::opened();
    story
        .tell(Event::PhotoChosen { bytes: 100_000_000 })
        .ready();
    assert!(story.said().unwrap().contains("100 MB"));
    assert!(
        !story
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::SendPhoto(_)))
    );
}

#[test]
fn a_hidden_tab_reads_nothing_and_lets_the_camera_go_after_half_a_minute() {
    let mut story = Story::with_camera();
    story.tell(Event::TabHidden);
    assert!(story.did(&Effect::After(Millis(30_000.0), Wake::HiddenLong(1))));
    assert_eq!(story.wait(200.0).frame(), None);
    story.tell(Event::Woke(Wake::HiddenLong(1)));
    assert!(story.did(&Effect::CloseCamera));
    story.tell(Event::TabShown);
    assert_eq!(
        story.view().message.unwrap().remedy,
        Some(Remedy::StartCamera)
    );
}

#[test]
fn a_tab_that_came_back_keeps_the_camera_even_if_it_hides_again() {
    let mut story = Story::with_camera();
    story
        .tell(Event::TabHidden)
        .tell(Event::TabShown)
        .tell(Event::TabHidden);
    story.tell(Event::Woke(Wake::HiddenLong(1)));
    assert_eq!(story.view().stage.picture, PictureView::Camera);
}

#[test]
fn leaving_the_page_lets_the_camera_go() {
    let mut story = Story::with_camera();
    story.tell(Event::Leaving);
    assert!(story.did(&Effect::CloseCamera));
}

#[test]
fn another_camera_is_kept_and_opened() {
    let mut story = Story::with_camera();
    let (front, rear) = (DeviceId("front".into()), DeviceId("rear".into()));
    story.tell(Event::DevicesListed(vec![
        Device {
            id: front,
            label: "Front".into(),
        },
        Device {
            id: rear.clone(),
            label: String::new(),
        },
    ]));
    let devices = story.view().stage.devices;
    assert_eq!(devices.len(), 2);
    assert!(devices[0].selected);
    assert_eq!(devices[1].label, "Camera 2");
    story.tell(Event::ChooseDevice(rear.clone()));
    assert!(story.did(&Effect::WriteSettings(Settings {
        camera: Some(rear.clone())
    })));
    assert!(story.did(&Effect::OpenCamera { device: Some(rear) }));
}

#[test]
fn a_catalogue_that_is_missing_or_damaged_is_named_and_fetched_again() {
    let mut story = Story::opened();
    story.tell(Event::CatalogueFetched(None));
    assert_eq!(story.said(), Some(Fault::CatalogueMissing.what()));
    story.effects.clear();
    story.tell(Event::MessageAction);
    assert!(story.did(&Effect::FetchCatalogue));
    story.tell(Event::CatalogueFetched(Some(
        "<html>not here</html>".into(),
    )));
    assert_eq!(story.said(), Some(Fault::CatalogueDamaged.what()));
}

#[test]
fn the_player_opens_only_when_it_is_asked_for() {
    let mut story = Story::opened();
    let first = story.view().tracks.tracks[0].clone();
    story.tell(Event::Play(first.id));
    assert!(
        story
            .view()
            .player
            .unwrap()
            .embed_url
            .starts_with("https://open.spotify.com/embed/track/")
    );
    assert!(story.view().tracks.tracks[0].playing);
    story.tell(Event::ClosePlayer);
    assert_eq!(story.view().player, None);
}

#[test]
fn lost_settings_are_told_unless_something_weightier_is() {
    let mut story = Story::opened();
    story
        .tell(Event::StartCamera)
        .tell(Event::CameraFailed(Fault::NoCamera))
        .tell(Event::SettingsLost);
    assert_eq!(story.said(), Some(Fault::NoCamera.what()));
    story
        .tell(Event::MessageDismissed)
        .tell(Event::SettingsLost);
    assert_eq!(story.said(), Some(Fault::SettingsLost.what()));
}
