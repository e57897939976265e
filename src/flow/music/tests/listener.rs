//! What a connected account does to the list: external tracks come and go, found tracks open and play.

use super::story::{Story, catalogue, own_tracks};
use crate::domain::music::affinity::Affinity;
use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::external_track::{ExternalOrigin, ExternalTrack};
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::music::choices::Choice;
use crate::flow::music::effect::MusicEffect;
use crate::flow::music::event::{MusicEvent, MusicRecords};
use crate::flow::music::news::MusicNews;
use crate::flow::music::view::TrackAccess;

fn spotify_id(number: usize) -> TrackId {
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

fn connected() -> Listener {
    listener_with(Vec::new())
}

fn is_external(title: &str) -> bool {
    title.starts_with("Guest")
}

impl Story {
    fn listen(&mut self, listener: Listener) -> &mut Self {
        self.tell(MusicEvent::ListenerChanged(Box::new(listener)))
    }

    fn has_external(&self) -> bool {
        self.titles().iter().any(|title| is_external(title))
    }
}

/// A list with external tracks in it.
fn visited() -> (Story, Vec<ExternalTrack>) {
    let mut story = Story::opened();
    let external = external_like(&story, 8);
    let before = story.titles();
    story.listen(listener_with(external.clone()));
    assert_eq!(story.titles(), before, "the list that stands is left alone");
    // Nothing of the last list comes again, so that the external tracks are among the nearest.
    story.tell(MusicEvent::NewListWanted);
    (story, external)
}

#[test]
fn a_persons_own_tracks_join_the_list_when_their_sound_is_known() {
    let (mut story, _) = visited();
    let rows = story.rows();
    assert_eq!(rows.len(), 10);
    let own = rows
        .iter()
        .find(|row| row.title == "Guest 0" || row.title == "Guest 2");
    let own = own.expect("an own track that fits is in the list").clone();
    assert_eq!(own.access, TrackAccess::Known);
    assert_eq!(own.details, "2001");
    assert_eq!(
        story.explain(&own.id).unwrap().connected,
        Some("It is one of your own on Spotify, so it was lifted.")
    );
    story.tell(MusicEvent::Play(own.id.clone()));
    assert!(story.player().unwrap().ends_with(own.id.as_str()));
}

#[test]
fn a_suggested_track_says_so() {
    let mut story = Story::opened();
    // So many that noise leaves some of them in the list.
    let mut external = external_like(&story, 80);
    for track in &mut external {
        track.origin = ExternalOrigin::Suggested;
    }
    story
        .listen(listener_with(external))
        .tell(MusicEvent::NewListWanted);
    let rows = story.rows();
    let row = rows.iter().find(|row| is_external(&row.title)).unwrap();
    assert_eq!(
        story.explain(&row.id).unwrap().connected,
        Some("Spotify suggests it for what you listen to, so it is here.")
    );
}

#[test]
fn external_tracks_leave_with_the_account_and_the_list_is_full_again() {
    let (mut story, _) = visited();
    assert!(story.has_external());
    let ordinary = |title: &String| !is_external(title);
    let at = story.titles().iter().position(ordinary).unwrap();
    story
        .judge(at, ThumbVerdict::Down)
        .listen(Listener::default());
    assert_eq!(story.titles().len(), 10);
    assert!(!story.has_external(), "{:?}", story.titles());
    assert!(story.news.contains(&MusicNews::ExternalTracksLeft));
    // Also an undo that comes all the same brings none back.
    story.undo().tell(MusicEvent::JudgementUndone(1));
    assert!(!story.has_external());
}

#[test]
fn of_a_pinned_list_only_the_external_tracks_are_taken() {
    let (mut story, _) = visited();
    story.tell(MusicEvent::PinToggled);
    let mut rest = story.titles();
    rest.retain(|title| !is_external(title));
    story.listen(Listener::default());
    assert_eq!(story.titles(), rest);
}

#[test]
fn no_record_holds_an_external_track_and_the_next_visit_has_a_full_list() {
    let (story, external) = visited();
    assert!(story.has_external());
    assert!(!story.effects.is_empty());
    for effect in &story.effects {
        if let MusicEffect::Store(store) = effect {
            let text = format!("{store:?}");
            assert!(
                !text.contains("Guest") && !text.contains("Visitor"),
                "{text}"
            );
        }
    }
    let mut next = Story::of(story.records(), story.taste.clone());
    assert_eq!(next.titles().len(), 10);
    assert!(!next.has_external());
    next.listen(listener_with(external))
        .tell(MusicEvent::NewListWanted);
    assert!(next.has_external());
}

#[test]
fn with_feelharmonics_music_alone_no_external_track_is_let_in() {
    let (mut story, _) = visited();
    story.choose(Choice::Sources(TrackSource::Catalogue));
    assert!(!story.has_external());
}

/// A list of the person's own table alone.
fn of_a_table(listener: Listener) -> Story {
    let mut story = Story::unopened_with_library(own_tracks(&["Alpha".into(), "Beta".into()]));
    story
        .tell(MusicEvent::Restored(MusicRecords::default()))
        .fetch_catalogue()
        .listen(listener)
        .choose(Choice::Sources(TrackSource::Own));
    story.answer_all();
    story
}

#[test]
fn external_tracks_travel_to_the_library_and_stand_beside_the_persons_own_table() {
    let external = external_like(&Story::opened(), 3);
    let mut titles = of_a_table(listener_with(external)).titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta", "Guest 0", "Guest 1", "Guest 2"]);
}

#[test]
fn a_song_of_the_table_that_the_person_has_on_spotify_is_their_own_and_no_external_track() {
    let mut external = external_like(&Story::opened(), 1);
    external[0].names = vec![TrackId::of_names("alpha's ARTIST", "ALPHA")];
    let affinity = Affinity::new([], [], external[0].names.iter());
    let mut story = of_a_table(Listener {
        affinity,
        ..listener_with(external)
    });
    let mut titles = story.titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta"]);
    let rows = story.rows();
    let alpha = rows.iter().find(|row| row.title == "Alpha").unwrap();
    let connected = story.explain(&alpha.id).unwrap().connected;
    assert!(connected.unwrap().contains("one of your own"));
}

#[test]
fn a_track_of_the_table_is_searched_for_when_it_is_played_and_then_plays() {
    let mut story = of_a_table(connected());
    let row = story.rows().remove(0);
    assert_eq!(row.access, TrackAccess::Searchable);
    assert!(row.open_url.contains("/search/"));
    story.tell(MusicEvent::Play(row.id.clone()));
    assert!(story.news.contains(&MusicNews::FindWanted(row.id.clone())));
    assert_eq!(story.player(), None, "not before it is found");
    story.listen(Listener {
        found: vec![(row.id.clone(), spotify_id(42))],
        ..connected()
    });
    assert!(story.player().unwrap().ends_with(spotify_id(42).as_str()));
    let now = story.row(&row.id);
    assert_eq!((now.access, now.playing), (TrackAccess::Known, true));
    let address = format!("/track/{}", spotify_id(42).as_str());
    assert!(now.open_url.ends_with(&address));
}

#[test]
fn a_track_that_is_not_found_opens_as_a_search() {
    let mut story = of_a_table(connected());
    let row = story.rows().remove(0);
    story
        .tell(MusicEvent::Play(row.id.clone()))
        .listen(Listener {
            missing: vec![row.id.clone()],
            ..connected()
        });
    let now = story.row(&row.id);
    assert_eq!(now.access, TrackAccess::None);
    assert!(now.open_url.contains("/search/"));
    assert_eq!(story.player(), None);
}

#[test]
fn a_player_that_was_closed_meanwhile_stays_closed() {
    let mut story = of_a_table(connected());
    let row = story.rows().remove(0);
    story
        .tell(MusicEvent::Play(row.id.clone()))
        .tell(MusicEvent::PlayerClosed)
        .listen(Listener {
            found: vec![(row.id.clone(), spotify_id(42))],
            ..connected()
        });
    assert_eq!(story.player(), None);
    assert_eq!(story.row(&row.id).access, TrackAccess::Known);
}

#[test]
fn without_an_account_a_track_of_the_table_opens_as_a_search() {
    let mut story = of_a_table(Listener::default());
    let row = story.rows().remove(0);
    assert_eq!(row.access, TrackAccess::None);
    story.tell(MusicEvent::Play(row.id));
    assert_eq!(story.player(), None);
    assert!(
        !story
            .news
            .iter()
            .any(|news| matches!(news, MusicNews::FindWanted(_)))
    );
}
