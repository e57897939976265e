//! Notices: what their buttons do, whichever feature they belong to; and helpers that are out of date.

use crate::disk::Disk;
use crate::library::THREE;
use crate::seeing::{HAPPY, face};
use crate::story::{Story, USUAL};
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::domain::quantity::Fraction;
use feelharmonic::flow::app::Effect;
use feelharmonic::flow::bridge::library::FromLibraryWorker;
use feelharmonic::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault};
use feelharmonic::flow::bridge::spotify::FromSpotifyHost;
use feelharmonic::flow::kit::device::{CameraSupport, Capabilities};
use feelharmonic::flow::kit::notice::Remedy;
use feelharmonic::flow::kit::store::StoreFault;
use feelharmonic::flow::library::LibraryEvent;
use feelharmonic::flow::music::effect::MusicEffect;
use feelharmonic::flow::music::event::MusicEvent;
use feelharmonic::flow::sight::fault::CameraFault;
use feelharmonic::flow::sight::view::PictureView;
use feelharmonic::flow::sight::{SightEffect, SightEvent};
use feelharmonic::flow::spotify_link::SpotifyLinkEvent;
use rstest::rstest;

impl Story {
    fn remedy(&self) -> Option<Remedy> {
        self.notice().and_then(|notice| notice.remedy)
    }
}

#[test]
fn the_button_of_a_camera_that_does_not_open_asks_for_it_again() {
    let mut story = Story::opened();
    story
        .tell(SightEvent::StartCamera)
        .tell(SightEvent::CameraFailed(CameraFault::InUse));
    assert_eq!(story.said(), "Camera is busy");
    assert_eq!(story.remedy(), Some(Remedy::StartCamera));
    assert_eq!(story.view().sight.picture, PictureView::Nothing);
    story.forget_effects().press_notice();
    assert!(story.did(SightEffect::OpenCamera { device: None }));
    story.camera_opens();
    assert_eq!(story.view().sight.picture, PictureView::Camera);
    assert_eq!(story.said(), "");
}

#[rstest]
#[case(CameraSupport::InsecureContext, "Not a secure page")]
#[case(CameraSupport::NoApi, "No camera in this browser")]
fn where_no_camera_can_be_asked_for_the_button_runs_the_demo(
    #[case] camera: CameraSupport,
    #[case] said: &str,
) {
    let capabilities = Capabilities { camera, ..USUAL };
    let mut story = Story::opened_in(capabilities, Disk::default());
    story.tell(SightEvent::StartCamera);
    assert_eq!(story.said(), said);
    story
        .press_notice()
        .tell(SightEvent::DemoLoaded(true))
        .reader_is_ready()
        .show(&[face(HAPPY)], 6);
    let picture = story.view().sight.picture;
    assert!(matches!(picture, PictureView::Demo { .. }));
    assert_eq!(story.heading(), "For a joyful mood");
}

#[test]
fn the_button_of_a_reader_that_keeps_stopping_starts_it_once_more() {
    let mut story = Story::with_camera();
    for _ in 0..3 {
        story
            .wait(0.5)
            .reader_fails(ReaderFault::Crashed)
            .reader_is_ready();
    }
    story.reader_is_lost();
    assert!(story.said().contains("keeps stopping"));
    assert_eq!(story.remedy(), Some(Remedy::RestartReader));
    story.forget_effects().press_notice();
    assert_eq!((story.reader_starts(), story.said()), (1, String::new()));
    story.reader_is_ready().show(&[face(HAPPY)], 1);
    assert_eq!(story.emotion(), "Happy");
}

#[test]
fn the_button_of_a_missing_catalogue_fetches_it_again() {
    let mut story = Story::opening();
    story.tell(MusicEvent::CatalogueFetched(None));
    assert_eq!(story.said(), "The list of tracks could not be loaded.");
    assert_eq!(story.remedy(), Some(Remedy::FetchCatalogue));
    story.forget_effects().press_notice();
    assert!(story.did(MusicEffect::FetchCatalogue));
    assert!(story.view().music.tracks.loading);
    let damaged = "<html>not here</html>".into();
    story.tell(MusicEvent::CatalogueFetched(Some(damaged)));
    assert_eq!(story.said(), "The list of tracks arrived damaged.");
    story.press_notice().fetch_catalogue();
    assert_eq!((story.titles().len(), story.said()), (10, String::new()));
}

#[test]
fn the_page_opens_its_own_dialogue_for_another_photo() {
    let mut story = Story::opened();
    story.tell(SightEvent::PhotoChosen { bytes: 100_000_000 });
    assert!(story.said().contains("100 MB"));
    assert_eq!(story.remedy(), Some(Remedy::ChoosePhoto));
    story.forget_effects().press_notice();
    assert_eq!(story.said(), "");
    assert_eq!(story.effects, []);
}

#[test]
fn a_loss_is_said_over_another_features_notice_but_not_over_an_undo() {
    let mut story = Story::with_table(THREE, TrackSource::Both);
    story.feel(0.8, 0.5).library_is_lost();
    assert_eq!(story.said(), "Your own music could not be searched.");
    story.judge(0, ThumbVerdict::Skip);
    assert_eq!(story.remedy(), Some(Remedy::Undo));
    story.disk.break_with(StoreFault::Full);
    story.toggle_pin();
    assert_eq!(story.remedy(), Some(Remedy::Undo), "a list weighs less");
    // A thumb up ends the undo, and what was taught is in danger.
    story.judge(0, ThumbVerdict::Up);
    assert_eq!(story.said(), "What you taught could not be kept.");
}

#[derive(Debug, Clone, Copy)]
enum Helper {
    Reader,
    Library,
    SpotifyHost,
}

#[rstest]
#[case(Helper::Reader)]
#[case(Helper::Library)]
#[case(Helper::SpotifyHost)]
fn a_helper_of_another_version_makes_the_page_load_anew(#[case] helper: Helper) {
    let mut story = Story::opened();
    match helper {
        Helper::Reader => story
            .tell(SightEvent::StartDemo)
            .reader_says(FromReader::Ready {
                version: READER_VERSION + 1,
                unsure_below: Fraction::MIN,
            }),
        Helper::Library => story
            .tell(LibraryEvent::TableChosen {
                name: "mine.csv".into(),
                bytes: 1000,
            })
            .library_says(&FromLibraryWorker::Ready { version: 0 }),
        Helper::SpotifyHost => {
            let said = FromSpotifyHost::Ready { version: 0 };
            story
                .tell(SpotifyLinkEvent::Opened)
                .tell(SpotifyLinkEvent::HostSaid(said))
        }
    };
    let reloads = story.effects.iter().filter(|one| **one == Effect::Reload);
    assert_eq!(reloads.count(), 1);
}
