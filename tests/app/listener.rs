//! What a connected account does to the list: external tracks come and go.

use crate::library::THREE;
use crate::story::{Story, catalogue};
use feelharmonic::domain::music::affinity::Affinity;
use feelharmonic::domain::music::catalogue::{Track, TrackId};
use feelharmonic::domain::music::external_track::{ExternalOrigin, ExternalTrack};
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::flow::bridge::spotify::{FromSpotifyHost, Listener};
use feelharmonic::flow::music::view::TrackAccess;
use feelharmonic::flow::spotify_link::SpotifyLinkEvent;

pub fn spotify_id(number: usize) -> TrackId {
    TrackId::new(&format!("{number:022}")).unwrap()
}

/// External tracks that sound like those of the list as it stands, so that they are as good as any.
fn external_like(story: &Story, count: usize) -> Vec<ExternalTrack> {
    let titles = story.titles();
    let all = catalogue();
    let alike = all.iter().filter(|track| titles.contains(&track.title));
    let external = |(number, track): (usize, &Track)| {
        let (artist, title) = (format!("Visitor {number}"), format!("Guest {number}"));
        ExternalTrack {
            id: spotify_id(number),
            names: vec![TrackId::of_names(&artist, &title)],
            title,
            artist,
            year: 2001,
            explicit: false,
            features: track.features,
            origin: if number % 2 == 0 {
                ExternalOrigin::Own
            } else {
                ExternalOrigin::Suggested
            },
        }
    };
    let alike: Vec<_> = alike.collect();
    let many = alike.into_iter().cycle().take(count);
    many.enumerate().map(external).collect()
}

/// A listener to whom those that are their own belong.
fn listener_with(external_tracks: Vec<ExternalTrack>) -> Listener {
    let own = external_tracks
        .iter()
        .filter(|track| track.origin == ExternalOrigin::Own);
    Listener {
        connected: true,
        affinity: Affinity::new([], [], own.map(|track| &track.id)),
        external_tracks,
        ..Listener::default()
    }
}

impl Story {
    /// Spotify's host tells what it knows of the listener.
    fn listen(&mut self, listener: Listener) -> &mut Self {
        let said = FromSpotifyHost::Listener(Box::new(listener));
        self.tell(SpotifyLinkEvent::HostSaid(said))
    }

    fn has_external(&self) -> bool {
        self.titles().iter().any(|title| is_external(title))
    }

    fn connected_reason(&mut self, id: &TrackId) -> Option<&'static str> {
        self.explain(id).unwrap().connected
    }
}

fn is_external(title: &str) -> bool {
    title.starts_with("Guest")
}

/// A list with external tracks in it.
fn visited() -> (Story, Vec<ExternalTrack>) {
    let mut story = Story::opened();
    let external = external_like(&story, 8);
    let before = story.titles();
    story.listen(listener_with(external.clone()));
    assert_eq!(story.titles(), before, "the list that stands is left alone");
    // Nothing of the last list comes again, so that the external tracks are among the nearest.
    story.want_new_list();
    assert!(story.has_external());
    (story, external)
}

#[test]
fn a_persons_own_tracks_join_the_list_when_their_sound_is_known() {
    let (mut story, _) = visited();
    let rows = story.rows();
    assert_eq!(rows.len(), 10);
    let own = |title: &str| title == "Guest 0" || title == "Guest 2";
    let own = rows.iter().find(|row| own(&row.title)).unwrap();
    assert_eq!((own.access, &*own.details), (TrackAccess::Known, "2001"));
    assert_eq!(
        story.connected_reason(&own.id),
        Some("It is one of your own on Spotify, so it was lifted.")
    );
    let player = story.play(&own.id).player().unwrap();
    assert!(player.ends_with(own.id.as_str()));
}

#[test]
fn external_tracks_leave_with_the_account_and_no_undo_brings_them_back() {
    let (mut story, _) = visited();
    let ordinary = |title: &String| !is_external(title);
    let at = story.titles().iter().position(ordinary).unwrap();
    story.judge(at, ThumbVerdict::Down);
    assert!(story.has_external() && !story.said().is_empty());
    story.listen(Listener::default());
    assert_eq!(story.titles().len(), 10, "the list is full again");
    assert!(!story.has_external(), "{:?}", story.titles());
    assert_eq!(story.said(), "", "what can't be undone offers no undo");
    story.undo();
    assert!(!story.has_external());
    assert_eq!(story.taught().len(), 1);
}

#[test]
fn no_record_holds_an_external_track_and_the_next_visit_has_a_full_list() {
    let (story, external) = visited();
    let texts = story.disk.texts();
    assert!(!texts.is_empty());
    for text in texts {
        assert!(
            !text.contains("Guest") && !text.contains("Visitor"),
            "{text}"
        );
    }
    let mut next = story.next_visit();
    assert_eq!(next.titles().len(), 10);
    assert!(!next.has_external());
    next.listen(listener_with(external)).want_new_list();
    assert!(next.has_external());
}

#[test]
fn external_tracks_travel_to_the_worker_and_stand_beside_the_persons_own_table() {
    let external = external_like(&Story::opened(), 3);
    let mut story = Story::with_table(THREE, TrackSource::Own);
    story
        .listen(listener_with(external))
        .want_new_list()
        .library_answers();
    let mut titles = story.titles();
    titles.sort();
    let all = ["Alpha", "Beta", "Gamma", "Guest 0", "Guest 1", "Guest 2"];
    assert_eq!(titles, all);
}
