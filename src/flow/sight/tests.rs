//! Stories of sight alone, told as events to [`update`].

use super::*;
use crate::domain::emotion::EmotionScores;
use crate::domain::face::{FaceReading, FrameRect, FrameSize};
use crate::domain::quantity::{Fraction, UnixMillis};
use crate::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault};
use crate::flow::kit::device::CameraSupport;
use crate::flow::kit::link::{LinkEffect, LinkEvent, LinkWake, Seq};
use crate::flow::kit::notice::{Notice, Notices, Remedy};
use crate::flow::kit::store::{Key, StoreEffect, StoreEvent, StoreFault};
use crate::flow::sight::device::{CameraDevice, CameraId};
use crate::flow::sight::fault::PhotoFault;
use crate::flow::sight::source::LiveSource;
use crate::flow::sight::view::{PictureView, ReaderView};
use rstest::rstest;

const SIZE: FrameSize = FrameSize {
    width: 640,
    height: 480,
};

/// Sight under test: its state, its clock, and what it has asked for and told.
struct Story {
    state: SightState,
    given: SightGiven,
    now: Now,
    effects: Vec<SightEffect>,
    news: Vec<SightNews>,
    notices: Notices,
}

impl Story {
    fn with(camera: CameraSupport, simd: bool) -> Self {
        let capabilities = Capabilities {
            camera,
            simd,
            save_data: false,
        };
        let mut story = Self {
            state: SightState::default(),
            given: SightGiven { capabilities },
            now: Now {
                wall: UnixMillis(1_000_000.0),
                monotonic: Millis(1000.0),
            },
            effects: Vec::new(),
            news: Vec::new(),
            notices: Notices::default(),
        };
        story.tell(SightEvent::Opened);
        story
    }

    fn opened() -> Self {
        Self::with(CameraSupport::Available, true)
    }

    fn with_camera() -> Self {
        let mut story = Self::opened();
        story.tell(SightEvent::StartCamera).camera_opens().ready();
        story
    }

    fn tell(&mut self, event: SightEvent) -> &mut Self {
        let mut out = Out::new();
        update(&mut self.state, event, &self.given, self.now, &mut out);
        self.effects.extend(out.effects);
        for news in out.news {
            if let SightNews::Notice(change) = &news {
                self.notices.apply(change.clone());
            }
            self.news.push(news);
        }
        self
    }

    fn wait(&mut self, millis: f64) -> &mut Self {
        self.now = self.now.plus(Millis(millis));
        self
    }

    fn forget(&mut self) -> &mut Self {
        self.effects.clear();
        self.news.clear();
        self
    }

    /// Lets `seconds` pass; timers that are set wake it each second.
    fn watch(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            let timers: Vec<LinkWake> = self
                .effects
                .iter()
                .filter_map(|effect| match effect {
                    SightEffect::Reader(LinkEffect::WakeAfter(_, wake)) => Some(*wake),
                    _ => None,
                })
                .collect();
            self.wait(1000.0);
            for wake in timers.into_iter().rev().take(1) {
                self.tell(SightEvent::Reader(LinkEvent::Woke(wake)));
            }
            self.tell(SightEvent::Woke(SightWake::CameraWatch));
        }
        self
    }

    fn camera_opens(&mut self) -> &mut Self {
        self.tell(SightEvent::CameraOpened {
            device: Some(CameraId("front".into())),
        })
    }

    fn ready(&mut self) -> &mut Self {
        self.hear(FromReader::Ready {
            version: READER_VERSION,
            unsure_below: Fraction::clamped(0.4),
        })
    }

    fn hear(&mut self, said: FromReader) -> &mut Self {
        self.tell(SightEvent::ReaderSaid(said))
    }

    fn fails(&mut self, seq: Option<Seq>, fault: ReaderFault) -> &mut Self {
        self.hear(FromReader::Failed { seq, fault })
    }

    fn is_lost(&mut self) -> &mut Self {
        self.tell(SightEvent::Reader(LinkEvent::Lost))
    }

    /// The frame that is asked for at the next drawing of the screen.
    fn frame(&mut self) -> Option<Seq> {
        let before = self.effects.len();
        self.tell(SightEvent::AnimationFrame);
        let seq = self.effects[before..]
            .iter()
            .find_map(|effect| match effect {
                SightEffect::SendFrame { seq, .. } => Some(*seq),
                _ => None,
            })?;
        self.tell(SightEvent::FrameSent(seq));
        Some(seq)
    }

    fn answer(&mut self, seq: Seq, faces: &[FaceReading]) -> &mut Self {
        self.hear(FromReader::Faces {
            seq,
            size: SIZE,
            faces: faces.to_vec(),
            input: SIZE,
            detect: Millis(8.0),
            classify: Millis(4.0),
        })
    }

    /// Tells whether a frame that is asked for now leads to news of its faces.
    fn reads(&mut self) -> bool {
        self.wait(100.0).news.clear();
        let seq = self.frame().unwrap();
        self.answer(seq, &[face()]);
        let is_of_frame = |news: &SightNews| match news {
            SightNews::Faces { asked, faces, .. } => *asked == Asked::Frame && faces.len() == 1,
            _ => false,
        };
        self.news.iter().any(is_of_frame)
    }

    fn did(&self, effect: &SightEffect) -> bool {
        self.effects.contains(effect)
    }

    fn started(&self) -> bool {
        let is_start =
            |effect: &SightEffect| matches!(effect, SightEffect::Reader(LinkEffect::Start { .. }));
        self.effects.iter().any(is_start)
    }

    fn said(&self) -> Option<&str> {
        self.notices.shown().map(|notice| notice.what.as_str())
    }

    fn view(&self) -> SightView {
        view(&self.state)
    }

    /// Presses the notice's button.
    fn press(&mut self) -> &mut Self {
        let event = match self.notices.take().unwrap().remedy.unwrap() {
            Remedy::StartCamera => SightEvent::StartCamera,
            Remedy::StartDemo => SightEvent::StartDemo,
            Remedy::RestartReader => SightEvent::RestartReader,
            other => panic!("{other:?} is not sight's"),
        };
        self.tell(event)
    }
}

fn face() -> FaceReading {
    let scores = EmotionScores::new([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]).unwrap();
    FaceReading {
        bounds_in_frame: FrameRect {
            x: 200.0,
            y: 100.0,
            width: 160.0,
            height: 160.0,
        },
        landmarks_in_frame: [(0.0, 0.0); 5],
        detection: Fraction::MAX,
        scores,
        votes: scores,
    }
}

#[test]
fn a_camera_is_read_frame_by_frame() {
    let mut story = Story::with_camera();
    let threshold = SightNews::ReaderReady {
        unsure_below: Fraction::clamped(0.4),
    };
    assert!(story.news.contains(&threshold));
    assert!(story.reads() && story.reads());
    let from_camera = |effect: &SightEffect| match effect {
        SightEffect::SendFrame { from, .. } => *from == LiveSource::Camera,
        _ => false,
    };
    assert!(story.effects.iter().any(from_camera));
    assert!(story.state.is_mirrored());
    assert_eq!(story.view().caption, None, "the faces speak");
}

#[test]
fn one_frame_is_in_flight_and_a_late_answer_is_dropped() {
    let mut story = Story::with_camera();
    let seq = story.frame().unwrap();
    assert_eq!(story.wait(500.0).frame(), None);
    story.forget().answer(Seq(seq.0 + 40), &[face()]);
    assert_eq!(story.news, []);
    assert!(story.state.awaits_answer(seq));
    story.answer(seq, &[face()]);
    assert_eq!(story.news.len(), 1);
    assert!(!story.state.awaits_answer(seq));
}

#[test]
fn a_slow_reader_gets_rest_and_a_missing_frame_is_tried_again() {
    let mut story = Story::with_camera();
    let seq = story.frame().unwrap();
    story.wait(700.0).answer(seq, &[]);
    assert_eq!(story.wait(290.0).frame(), None);
    story.wait(20.0).tell(SightEvent::AnimationFrame);
    let Some(SightEffect::SendFrame { seq, .. }) = story
        .effects
        .iter()
        .rev()
        .find(|effect| matches!(effect, SightEffect::SendFrame { .. }))
        .cloned()
    else {
        panic!("a frame is due");
    };
    story.tell(SightEvent::FrameUnavailable(seq));
    assert_eq!(story.frame(), None);
    assert!(story.wait(70.0).frame().is_some());
}

#[rstest]
#[case(CameraFault::Denied)]
#[case(CameraFault::NotFound)]
#[case(CameraFault::InUse)]
#[case(CameraFault::Overconstrained)]
fn a_camera_that_does_not_open_is_named_and_can_be_tried_again(#[case] fault: CameraFault) {
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartCamera)
        .tell(SightEvent::CameraFailed(fault));
    assert_eq!(story.notices.shown(), Some(&fault.notice()));
    assert_eq!(fault.remedy(), Remedy::StartCamera);
    assert_eq!(story.view().picture, PictureView::Nothing);
    story.press().camera_opens();
    assert_eq!(story.view().picture, PictureView::Camera);
    assert_eq!(story.said(), None);
}

#[test]
fn a_kept_camera_that_is_gone_is_forgotten_so_that_the_next_try_takes_any() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::Restored(Some(r#"{"camera":"gone"}"#.into())))
        .tell(SightEvent::StartCamera);
    assert!(story.did(&SightEffect::OpenCamera {
        device: Some(CameraId("gone".into()))
    }));
    story
        .tell(SightEvent::CameraFailed(CameraFault::Overconstrained))
        .press();
    assert!(story.did(&SightEffect::OpenCamera { device: None }));
    let kept = StoreEffect::Put(Key::Settings, r#"{"camera":null}"#.into());
    assert!(story.did(&kept.into()));
}

#[test]
fn an_unplugged_camera_is_named_and_lets_go() {
    let mut story = Story::with_camera();
    assert!(story.reads());
    story.forget().tell(SightEvent::CameraEnded);
    assert_eq!(story.said(), Some(CameraFault::Unplugged.what()));
    assert!(story.did(&SightEffect::CloseCamera));
    assert!(story.news.contains(&SightNews::FacesForgotten));
    assert_eq!(story.view().picture, PictureView::Nothing);
}

#[test]
fn a_camera_stopped_while_it_was_opening_is_closed_when_it_comes() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartCamera)
        .tell(SightEvent::StopSource)
        .forget()
        .camera_opens();
    assert!(story.did(&SightEffect::CloseCamera));
    assert_eq!(story.view().picture, PictureView::Nothing);
}

#[test]
fn a_camera_that_shows_nothing_is_noticed() {
    let mut story = Story::with_camera();
    story.watch(8);
    assert_eq!(story.said(), Some(CameraFault::Silent.what()));
}

#[test]
fn a_camera_that_nobody_takes_frames_from_is_not_silent() {
    let mut story = Story::opened();
    story.tell(SightEvent::StartCamera).camera_opens().watch(20);
    assert_eq!(story.said(), None, "the reader is still on its way");
    story.ready().tell(SightEvent::TabHidden).watch(20);
    assert_eq!(story.said(), None, "nobody looks");
}

#[test]
fn a_clock_set_back_neither_silences_the_camera_nor_freezes_frames() {
    let mut story = Story::with_camera();
    assert!(story.reads());
    story.now.wall = UnixMillis(story.now.wall.0 - 3_600_000.0);
    assert!(story.reads());
    story.watch(8);
    assert_eq!(story.said(), Some(CameraFault::Silent.what()));
}

#[rstest]
#[case(CameraSupport::InsecureContext, CameraFault::InsecurePage)]
#[case(CameraSupport::NoApi, CameraFault::NoApi)]
fn a_page_that_may_not_ask_says_why_and_offers_the_demo(
    #[case] support: CameraSupport,
    #[case] fault: CameraFault,
) {
    let mut story = Story::with(support, true);
    story.tell(SightEvent::StartCamera);
    assert_eq!(story.said(), Some(fault.what()));
    story.press().tell(SightEvent::DemoLoaded(true));
    assert!(matches!(story.view().picture, PictureView::Demo { .. }));
    assert!(!story.state.is_mirrored());
}

#[rstest]
#[case(SightEvent::StartCamera)]
#[case(SightEvent::StartDemo)]
#[case(SightEvent::PhotoChosen { bytes: 1000 })]
fn without_simd_the_page_says_so(#[case] event: SightEvent) {
    let mut story = Story::with(CameraSupport::Available, false);
    story.tell(event).tell(SightEvent::Woke(SightWake::WarmUp));
    assert_eq!(story.notices.shown(), Some(&copy::no_simd()));
    assert_eq!(story.effects, []);
}

#[rstest]
#[case(ReaderFault::ModelMissing { file: "yunet.onnx".into() }, "could not be loaded")]
#[case(ReaderFault::ModelTruncated { file: "yunet.onnx".into() }, "arrived incomplete")]
#[case(ReaderFault::ModelAltered { file: "yunet.onnx".into() }, "not the one we published")]
#[case(ReaderFault::ModelUnusable { file: "yunet.onnx".into(), reason: "?".into() }, "doesn't run in this browser")]
fn a_bad_model_is_named_and_trying_again_goes_on_with_the_camera(
    #[case] fault: ReaderFault,
    #[case] words: &str,
) {
    let mut story = Story::opened();
    story.tell(SightEvent::StartCamera).camera_opens();
    story.fails(None, fault);
    assert!(story.said().unwrap().contains(words));
    assert_eq!(story.view().reader, ReaderView::Failed);
    assert_eq!(story.view().caption.unwrap().title, "Reading stopped");
    story.forget().press();
    assert!(story.started());
    assert!(story.ready().reads());
    assert_eq!(story.said(), None);
}

#[test]
fn a_reader_that_does_not_answer_is_replaced_and_the_camera_goes_on() {
    let mut story = Story::with_camera();
    story.frame().unwrap();
    story.watch(6);
    assert!(story.did(&LinkEffect::End.into()) && story.started());
    assert!(story.said().unwrap().contains("took too long"));
    assert!(story.ready().reads());
}

#[test]
fn a_photo_may_take_longer_than_a_frame() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::PhotoChosen { bytes: 100_000 })
        .ready()
        .watch(19);
    assert_eq!(story.said(), None);
    story.watch(3);
    assert!(story.said().unwrap().contains("took too long"));
    assert!(!story.did(&SightEffect::SendPhoto(Seq(2))));
    story.ready();
    assert!(story.did(&SightEffect::SendPhoto(Seq(2))));
}

#[test]
fn a_reader_that_keeps_crashing_is_given_up_until_the_person_tries_again() {
    let mut story = Story::with_camera();
    for _ in 0..3 {
        story.wait(500.0).fails(None, ReaderFault::Crashed).ready();
    }
    story.is_lost();
    assert!(story.said().unwrap().contains("keeps stopping"));
    assert_eq!(story.view().reader, ReaderView::Failed);
    assert!(story.press().ready().reads());
}

#[test]
fn a_reader_that_dies_while_it_comes_back_is_started_once_more() {
    let mut story = Story::with_camera();
    assert!(story.reads());
    story.forget().is_lost();
    assert!(
        story.news.contains(&SightNews::FacesForgotten),
        "an old reading is none"
    );
    story.forget().is_lost();
    assert!(story.started());
    assert!(story.said().unwrap().contains("was started again"));
}

#[test]
fn a_reader_that_never_started_is_not_said_to_have_stopped() {
    let mut story = Story::opened();
    story.tell(SightEvent::StartCamera).camera_opens();
    story.fails(None, ReaderFault::Crashed);
    assert!(story.said().unwrap().contains("could not be started"));
}

#[test]
fn a_hundred_crashes_far_apart_are_all_mended() {
    let mut story = Story::with_camera();
    for _ in 0..100 {
        story.wait(61_000.0).is_lost().ready();
        assert!(story.reads());
    }
}

#[test]
fn a_start_that_stalls_is_named_and_a_slow_one_is_not() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartDemo)
        .tell(SightEvent::DemoLoaded(true));
    for received in 0..10 {
        story
            .hear(FromReader::Loading {
                received,
                total: 10,
            })
            .watch(20);
    }
    assert_eq!(story.said(), None);
    assert_eq!(
        story.view().reader,
        ReaderView::Loading(Fraction::clamped(0.9))
    );
    story.watch(32);
    assert!(story.said().unwrap().contains("could not be started"));
}

#[test]
fn an_old_reader_makes_the_page_load_anew() {
    let mut story = Story::opened();
    story.tell(SightEvent::StartDemo).forget();
    story.hear(FromReader::Ready {
        version: READER_VERSION + 1,
        unsure_below: Fraction::MIN,
    });
    assert_eq!(story.news, [SightNews::OutOfDate]);
}

#[test]
fn warming_up_in_vain_is_not_worth_a_word() {
    let mut story = Story::opened();
    assert!(story.did(&SightEffect::WakeAfter(WARM_UP_AFTER, SightWake::WarmUp)));
    story.tell(SightEvent::Woke(SightWake::WarmUp)).is_lost();
    assert_eq!(story.said(), None);
    story.forget().tell(SightEvent::StartCamera);
    assert!(story.started());
}

#[test]
fn a_person_who_saves_data_gets_nothing_heavy_unasked() {
    let mut story = Story::opened();
    story.given.capabilities.save_data = true;
    story.forget().tell(SightEvent::Opened);
    assert_eq!(story.effects, []);
}

#[test]
fn a_photo_waits_for_the_reader_and_is_then_read() {
    let mut story = Story::opened();
    story.tell(SightEvent::PhotoChosen { bytes: 100_000 });
    assert!(!story.did(&SightEffect::SendPhoto(Seq(1))));
    assert_eq!(story.view().picture, PictureView::Photo { reading: true });
    story.ready();
    assert!(story.did(&SightEffect::SendPhoto(Seq(1))));
    assert_eq!(story.view().caption.unwrap().title, "Looking");
    story.forget().answer(Seq(1), &[face()]);
    assert_eq!(story.view().picture, PictureView::Photo { reading: false });
    assert_eq!(
        story.news,
        [SightNews::Faces {
            asked: Asked::Photo,
            size: SIZE,
            faces: vec![face()],
        }]
    );
}

#[rstest]
#[case(ReaderFault::PhotoUnreadable, PhotoFault::Unreadable)]
#[case(
    ReaderFault::PhotoTooManyPixels { megapixels: 50, limit: 40 },
    PhotoFault::TooManyPixels { megapixels: 50, limit: 40 }
)]
fn a_photo_that_can_not_be_read_says_so_and_keeps_the_reader(
    #[case] told: ReaderFault,
    #[case] fault: PhotoFault,
) {
    let mut story = Story::opened();
    story
        .tell(SightEvent::PhotoChosen { bytes: 100_000 })
        .ready()
        .fails(Some(Seq(1)), told);
    assert_eq!(story.notices.shown(), Some(&fault.notice()));
    assert!(!story.did(&LinkEffect::End.into()));
    story
        .forget()
        .tell(SightEvent::PhotoChosen { bytes: 100_000 })
        .answer(Seq(2), &[face()]);
    assert_eq!(story.said(), None);
    assert!(matches!(
        story.news.last(),
        Some(SightNews::Faces {
            asked: Asked::Photo,
            ..
        })
    ));
}

#[test]
fn a_photo_without_a_face_says_so_and_tells_no_reading() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::PhotoChosen { bytes: 100_000 })
        .ready()
        .forget()
        .answer(Seq(1), &[]);
    assert_eq!(story.notices.shown(), Some(&PhotoFault::NoFace.notice()));
    assert_eq!(story.news.first(), Some(&SightNews::FacesForgotten));
    assert_eq!(story.view().caption.unwrap().title, "No reading");
}

#[test]
fn a_photo_that_is_gone_before_it_is_sent_says_so() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::PhotoChosen { bytes: 100_000 })
        .ready()
        .tell(SightEvent::PhotoUnavailable(Seq(1)));
    assert_eq!(
        story.notices.shown(),
        Some(&PhotoFault::Unreadable.notice())
    );
}

#[test]
fn a_photo_of_a_hundred_megabytes_is_refused_before_it_is_read() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::PhotoChosen { bytes: 100_000_000 })
        .ready();
    assert!(story.said().unwrap().contains("100 MB"));
    let is_photo = |effect: &SightEffect| matches!(effect, SightEffect::SendPhoto(_));
    assert!(!story.effects.iter().any(is_photo));
}

#[test]
fn a_device_that_was_asleep_says_nothing_about_camera_or_reader() {
    let mut story = Story::with_camera();
    let seq = story.frame().unwrap();
    story.forget().wait(600_000.0);
    let timer = LinkWake(1);
    story
        .tell(SightEvent::Reader(LinkEvent::Woke(timer)))
        .tell(SightEvent::Woke(SightWake::CameraWatch));
    assert_eq!(story.said(), None);
    assert_eq!(story.view().picture, PictureView::Camera);
    story.answer(seq, &[face()]).wait(2000.0);
    assert!(story.reads(), "its rest is none of ten minutes' work");
}

#[test]
fn a_demo_without_its_pictures_says_so() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartDemo)
        .tell(SightEvent::DemoLoaded(false));
    assert_eq!(story.notices.shown(), Some(&copy::demo_missing()));
    assert_eq!(story.view().picture, PictureView::Nothing);
}

#[test]
fn a_hidden_tab_reads_nothing_and_lets_the_camera_go_after_half_a_minute() {
    let mut story = Story::with_camera();
    story.tell(SightEvent::TabHidden);
    assert!(story.did(&SightEffect::WakeAfter(
        Millis(30_000.0),
        SightWake::HiddenLong(1)
    )));
    assert_eq!(story.wait(200.0).frame(), None);
    story.tell(SightEvent::Woke(SightWake::HiddenLong(1)));
    assert!(story.did(&SightEffect::CloseCamera));
    story.tell(SightEvent::TabShown);
    assert_eq!(
        story.notices.shown().and_then(|notice| notice.remedy),
        Some(Remedy::StartCamera)
    );
}

#[test]
fn a_tab_that_came_back_keeps_the_camera_even_if_it_hides_again() {
    let mut story = Story::with_camera();
    story
        .tell(SightEvent::TabHidden)
        .tell(SightEvent::TabShown)
        .tell(SightEvent::TabHidden)
        .tell(SightEvent::Woke(SightWake::HiddenLong(1)));
    assert_eq!(story.view().picture, PictureView::Camera);
}

#[test]
fn leaving_the_page_lets_the_camera_go() {
    let mut story = Story::with_camera();
    story.tell(SightEvent::PageLeft);
    assert!(story.did(&SightEffect::CloseCamera));
}

#[test]
fn another_camera_is_kept_and_opened() {
    let mut story = Story::with_camera();
    let rear = CameraId("rear".into());
    story.tell(SightEvent::DevicesListed(vec![
        CameraDevice {
            id: CameraId("front".into()),
            label: "Front".into(),
        },
        CameraDevice {
            id: rear.clone(),
            label: String::new(),
        },
    ]));
    let devices = story.view().devices;
    assert_eq!(devices.len(), 2);
    assert!(devices[0].selected);
    assert_eq!(devices[1].label, "Camera 2");
    story.tell(SightEvent::ChooseDevice(rear.clone()));
    let kept = StoreEffect::Put(Key::Settings, r#"{"camera":"rear"}"#.into());
    assert!(story.did(&kept.into()));
    assert!(story.did(&SightEffect::OpenCamera { device: Some(rear) }));
}

#[test]
fn settings_that_are_not_kept_are_told_unless_something_weightier_is() {
    let not_kept = SightEvent::Stored(StoreEvent::NotWritten(Key::Settings, StoreFault::Blocked));
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartCamera)
        .tell(SightEvent::CameraFailed(CameraFault::NotFound))
        .tell(not_kept.clone());
    assert_eq!(story.said(), Some(CameraFault::NotFound.what()));
    story.notices.take();
    story.tell(not_kept);
    let notice: Notice = copy::settings_not_kept(StoreFault::Blocked);
    assert_eq!(story.notices.shown(), Some(&notice));
}

#[rstest]
#[case(None, None, false)]
#[case(Some("{}"), None, false)]
#[case(Some(r#"{"camera":"rear","later":1}"#), Some("rear"), false)]
#[case(Some("{{"), None, true)]
fn settings_of_any_release_are_read_or_begin_anew(
    #[case] kept: Option<&str>,
    #[case] camera: Option<&str>,
    #[case] is_said: bool,
) {
    let mut story = Story::opened();
    story.tell(SightEvent::Restored(kept.map(Into::into)));
    assert_eq!(story.said().is_some(), is_said);
    story.tell(SightEvent::StartCamera);
    assert!(story.did(&SightEffect::OpenCamera {
        device: camera.map(|id| CameraId(id.into()))
    }));
}
