//! From a face, a hand or words to a mood, and from the mood to the list.

use crate::disk::Disk;
use crate::seeing::{HAPPY, SAD, TORN, face, face_at};
use crate::story::{Story, USUAL};
use feelharmonic::domain::mood::place::Place;
use feelharmonic::domain::quantity::Fraction;
use feelharmonic::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault};
use feelharmonic::flow::kit::device::Capabilities;
use feelharmonic::flow::mood::MoodEvent;
use feelharmonic::flow::mood::view::MoodLead;
use feelharmonic::flow::music::effect::MusicEffect;
use feelharmonic::flow::sight::view::PictureView;
use feelharmonic::flow::sight::{SightEffect, SightEvent};
use rstest::rstest;

#[test]
fn the_first_screen_has_a_list_and_nothing_else() {
    let view = Story::opened().view();
    assert_eq!(view.sight.picture, PictureView::Nothing);
    assert_eq!(view.music.tracks.tracks.len(), 10);
    assert_eq!(view.music.player, None);
    assert_eq!(view.notice, None);
    let mut meters = view.mood.emotions.meters.iter();
    assert!(meters.all(|meter| meter.percent.is_none()));
    let other = Story::opened_by_chance(8);
    assert_ne!(other.titles(), Story::opened().titles());
}

#[rstest]
#[case(USUAL, 1)]
#[case(Capabilities { save_data: true, ..USUAL }, 0)]
fn a_page_asks_for_its_catalogue_and_the_reader_unless_data_is_to_be_saved(
    #[case] capabilities: Capabilities,
    #[case] starts: usize,
) {
    let mut story = Story::opened_in(capabilities, Disk::default());
    assert!(story.did(MusicEffect::FetchCatalogue));
    assert_eq!(story.reader_starts(), 0, "the first paint comes first");
    story.wait(1.0);
    assert_eq!(story.reader_starts(), starts);
    assert_eq!(story.wait(60.0).said(), "", "in vain is not worth a word");
}

#[test]
fn a_smile_leads_the_chart_and_moves_the_list() {
    let mut story = Story::with_camera();
    let before = story.titles();
    story.show(&[face(HAPPY)], 6);
    assert_eq!(story.emotion(), "Happy");
    assert_eq!(story.lead(), MoodLead::Face);
    assert!(story.view().mood.mood.point.unwrap().valence.get() > 0.4);
    assert_ne!(story.titles(), before);
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.heading(), "For a joyful mood");
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
fn a_pinned_list_stays_whatever_the_face_says_and_a_new_one_can_be_asked_for() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6).toggle_pin();
    let pinned = story.titles();
    story.show(&[face(SAD)], 8);
    assert_eq!(story.emotion(), "Sad");
    assert_eq!(story.titles(), pinned);
    story.want_new_list();
    assert_ne!(story.titles(), pinned);
}

#[test]
fn a_torn_expression_is_not_sure_and_moves_nothing() {
    let mut story = Story::with_camera();
    let list = story.titles();
    story.show(&[face(TORN)], 5);
    assert_eq!(story.emotion(), "Not sure");
    assert_eq!(story.lead(), MoodLead::Unsure);
    assert_eq!(story.view().mood.mood.point, None);
    assert_eq!(story.titles(), list);
}

#[test]
fn how_sure_the_model_must_be_is_its_own_to_say() {
    let mut story = Story::opened();
    story.start_camera().reader_says(FromReader::Ready {
        version: READER_VERSION,
        unsure_below: Fraction::clamped(0.99),
    });
    story.show(&[face(HAPPY)], 5);
    assert_eq!(story.emotion(), "Not sure");
}

#[test]
fn boxes_are_mirrored_with_the_camera_and_not_with_the_demo() {
    let mut story = Story::with_camera();
    let left = |story: &Story| story.view().mood.faces.boxes[0].left;
    story.show(&[face_at(0.0, HAPPY)], 1);
    assert!((left(&story) - 0.75).abs() < 1e-6);
    story
        .tell(SightEvent::StartDemo)
        .tell(SightEvent::DemoLoaded(true))
        .show(&[face_at(0.0, HAPPY)], 1);
    assert!(left(&story).abs() < 1e-6);
}

#[test]
fn a_hand_on_the_plane_overrules_the_face_until_it_lets_go() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let of_the_face = story.titles();
    story.point(-0.8, -0.6);
    assert_eq!(story.titles(), of_the_face, "the hand must rest first");
    story.wait(0.4);
    let of_the_hand = story.titles();
    assert_ne!(of_the_hand, of_the_face);
    story.show(&[face(HAPPY)], 5);
    assert_eq!(story.lead(), MoodLead::Hand);
    assert_eq!(story.titles(), of_the_hand);
    story.tell(MoodEvent::HandReleased).show(&[face(HAPPY)], 5);
    assert_eq!(story.lead(), MoodLead::Face);
    assert_ne!(story.titles(), of_the_hand);
}

#[test]
fn the_list_waits_for_the_last_movement_of_the_hand() {
    let mut story = Story::opened();
    let list = story.titles();
    story
        .point(-0.9, -0.9)
        .wait(0.3)
        .point(-0.9, -0.8)
        .wait(0.3);
    assert_eq!(story.titles(), list);
    story.wait(0.1);
    assert_ne!(story.titles(), list);
    let place = story.view().mood.mood.point;
    assert_eq!(place, Some(Place::clamped(-0.9, -0.8)));
}

#[test]
fn a_mood_that_is_there_before_the_catalogue_is_what_the_first_list_is_for() {
    let mut story = Story::opening();
    story.say("joyful");
    assert!(story.titles().is_empty() && story.view().music.tracks.loading);
    story.fetch_catalogue();
    assert_eq!(story.heading(), "For a joyful mood");
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn words_move_the_list_at_once_and_unknown_ones_do_not() {
    let mut story = Story::opened();
    let list = story.titles();
    story.say("tired but content");
    let mood = story.view().mood.mood;
    assert_eq!(mood.lead, MoodLead::Hand);
    assert!(
        mood.point.unwrap().arousal.get() < 0.0,
        "tired is low in energy"
    );
    assert!(mood.words.unwrap().contains("tired"));
    assert_ne!(story.titles(), list, "the list follows at once");
    let list = story.titles();
    story.say("qwertz uiop");
    let words = story.view().mood.mood.words.unwrap();
    assert!(words.starts_with("None of these"));
    assert_eq!(story.titles(), list);
    story.feel(0.5, 0.5);
    assert_eq!(story.view().mood.mood.words, None, "the hand leads now");
}

#[test]
fn a_photo_waits_for_the_reader_and_then_leads_the_list() {
    let mut story = Story::opened();
    let list = story.titles();
    story.choose_photo();
    assert_eq!(story.photo(), None);
    story.reader_is_ready();
    let photo = story.photo().unwrap();
    story.finds(photo, &[face(SAD)]);
    assert_eq!(
        story.view().sight.picture,
        PictureView::Photo { reading: false }
    );
    assert_eq!(story.emotion(), "Sad");
    assert_ne!(story.titles(), list);
}

#[test]
fn a_photo_without_a_face_says_so_and_shows_no_guess() {
    let mut story = Story::opened();
    story.choose_photo().reader_is_ready();
    let photo = story.photo().unwrap();
    story.finds(photo, &[]);
    assert_eq!(story.said(), "No face was found in this picture.");
    assert_eq!(story.emotion(), "No reading");
    assert_eq!(story.view().mood.mood.point, None);
    story.choose_photo();
    let photo = story.photo().unwrap();
    story.finds(photo, &[face(HAPPY)]);
    assert_eq!((story.emotion(), story.said()), ("Happy", String::new()));
}

#[test]
fn an_unplugged_camera_takes_its_reading_along_and_leaves_the_list() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let list = story.titles();
    story.tell(SightEvent::CameraEnded);
    assert_eq!(story.said(), "Camera was disconnected");
    assert!(story.did(SightEffect::CloseCamera));
    assert_eq!(story.view().sight.picture, PictureView::Nothing);
    let meters = story.view().mood.emotions.meters;
    assert!(meters.iter().all(|meter| meter.percent.is_none()));
    assert_eq!(story.titles(), list, "the list stays");
}

#[test]
fn a_hidden_tab_reads_nothing_and_lets_the_camera_go_after_half_a_minute() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 6);
    let list = story.titles();
    story.tell(SightEvent::TabHidden).wait(29.0);
    assert_eq!(story.frame(), None);
    assert_eq!(story.view().sight.picture, PictureView::Camera);
    story.wait(2.0).tell(SightEvent::TabShown);
    assert!(story.did(SightEffect::CloseCamera));
    assert_eq!(story.said(), "Camera is off");
    assert_eq!(story.emotion(), "No reading");
    assert_eq!(story.titles(), list);
    story.press_notice().camera_opens().show(&[face(SAD)], 2);
    assert_eq!((story.emotion(), story.said()), ("Sad", String::new()));
}

#[test]
fn a_bad_model_gives_no_reading_and_trying_again_goes_on_with_the_camera() {
    let mut story = Story::opened();
    let file = "yunet.onnx".into();
    story
        .start_camera()
        .reader_fails(ReaderFault::ModelAltered { file });
    assert!(story.said().contains("not the one we published"));
    assert_eq!(story.emotion(), "No reading");
    story.forget_effects().press_notice();
    assert_eq!(story.reader_starts(), 1);
    story.reader_is_ready().show(&[face(HAPPY)], 2);
    assert_eq!((story.emotion(), story.said()), ("Happy", String::new()));
}

#[test]
fn a_reader_that_stops_shows_no_old_reading_and_comes_back() {
    let mut story = Story::with_camera();
    story.show(&[face(HAPPY)], 1).forget_effects();
    story.reader_is_lost();
    assert_eq!(story.emotion(), "No reading", "an old reading is none");
    assert_eq!(story.reader_starts(), 1);
    assert_eq!(
        story.said(),
        "The face reader stopped and was started again."
    );
    story.reader_is_ready().show(&[face(HAPPY)], 1);
    assert_eq!(story.emotion(), "Happy");
    // One that does not answer is noticed by the watch.
    story.frame().unwrap();
    story.wait(8.0);
    assert_eq!(story.emotion(), "No reading");
    assert!(story.said().contains("took too long"));
    story.reader_is_ready().show(&[face(SAD)], 1);
    assert_eq!(story.emotion(), "Sad");
}

#[test]
fn without_simd_the_page_says_so_and_the_hand_still_works() {
    let old = Capabilities {
        simd: false,
        ..USUAL
    };
    let mut story = Story::opened_in(old, Disk::default());
    story.tell(SightEvent::StartCamera).wait(2.0);
    assert_eq!(story.said(), "This browser is too old to read faces.");
    assert_eq!(story.reader_starts(), 0);
    let list = story.titles();
    story.feel(0.9, 0.9);
    assert_ne!(story.titles(), list);
}
