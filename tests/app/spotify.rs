//! Page and Spotify's host: the list that it is about, the ids that it finds, what it is told before it is there.

use crate::library::THREE;
use crate::listener::spotify_id;
use crate::story::Story;
use feelharmonic::domain::http::HttpResponse;
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::quantity::{Fraction, Millis};
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::client::ClientId;
use feelharmonic::domain::spotify::policy::budget::CallUsage;
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::token::{Generation, TokenInfo};
use feelharmonic::flow::app::Effect;
use feelharmonic::flow::bridge::spotify::{
    FromSpotifyHost, NextStep, SPOTIFY_HOST_VERSION, SpotifyAction, SpotifyView, ToSpotifyHost,
};
use feelharmonic::flow::kit::{Now, Out};
use feelharmonic::flow::music::event::MusicEvent;
use feelharmonic::flow::music::view::TrackAccess;
use feelharmonic::flow::sight::SightEvent;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRecord, SpotifyRestored};
use feelharmonic::flow::spotify_link::{SpotifyLinkEffect, SpotifyLinkEvent};
use feelharmonic::hosts::spotify::host::{HostEvent, SpotifyHost};
use serde::Serialize;
use serde::de::DeserializeOwned;

const CLIENT_ID: &str = "0123456789abcdef0123456789abcdef";

/// Spotify's host while it runs, and what it has asked its shell for.
#[derive(Default)]
pub struct HostRun {
    host: SpotifyHost,
    effects: Vec<SpotifyEffect>,
}

impl HostRun {
    /// Hears what the page says; what it says to that.
    pub fn hear(&mut self, message: &ToSpotifyHost, now: Now) -> Vec<SpotifyLinkEvent> {
        self.take(HostEvent::PageSaid(travelled(message)), now)
    }

    fn take(&mut self, event: HostEvent, now: Now) -> Vec<SpotifyLinkEvent> {
        let mut out = Out::new();
        self.host.update(event, now, &mut out);
        self.effects.append(&mut out.effects);
        let said = out.news.iter().map(travelled);
        said.map(SpotifyLinkEvent::HostSaid).collect()
    }
}

/// A message as it arrives.
fn travelled<T: Serialize + DeserializeOwned>(message: &T) -> T {
    postcard::from_bytes(&postcard::to_allocvec(message).unwrap()).unwrap()
}

impl Story {
    fn act(&mut self, action: SpotifyAction) -> &mut Self {
        self.tell(SpotifyLinkEvent::Act(action))
    }

    fn host_says(&mut self, said: FromSpotifyHost) -> &mut Self {
        self.tell(SpotifyLinkEvent::HostSaid(said))
    }

    fn host_is_ready(&mut self) -> &mut Self {
        let version = SPOTIFY_HOST_VERSION;
        self.host_says(FromSpotifyHost::Ready { version })
    }

    /// Something happens to the feature that the host runs.
    fn in_host(&mut self, event: SpotifyEvent) -> &mut Self {
        let now = self.now;
        let host = self.host.get_or_insert_default();
        for said in host.take(HostEvent::Happened(event), now) {
            self.tell(said);
        }
        self
    }

    fn host_starts(&self) -> usize {
        self.starts(|effect| match effect {
            Effect::SpotifyLink(SpotifyLinkEffect::Host(effect)) => Some(*effect),
            _ => None,
        })
    }

    /// All that the host was told since this was asked last.
    fn told_host(&mut self) -> Vec<ToSpotifyHost> {
        let effects = std::mem::take(&mut self.effects).into_iter();
        let told = effects.filter_map(|effect| match effect {
            Effect::SpotifyLink(SpotifyLinkEffect::Tell(message)) => Some(message),
            _ => None,
        });
        told.collect()
    }

    fn spotify(&self) -> SpotifyView {
        self.view().spotify
    }

    fn step(&self) -> Option<NextStep> {
        self.spotify().status.advice.step
    }

    /// A list of the person's own table, and an account that was just connected.
    fn with_account() -> Self {
        let mut story = Self::with_table(THREE, TrackSource::Own);
        story.library_answers();
        let now = story.now.wall;
        let info = TokenInfo {
            generation: Generation(1),
            client_id: ClientId::new(CLIENT_ID).unwrap(),
            expires_at: now.plus(Millis::from_secs(3600.0)),
            scopes: Scopes::of(Permission::Taste),
            first_authorised_at: now,
            account: None,
            presumed: None,
        };
        story
            .tell(SpotifyLinkEvent::TracesLooked(true))
            .in_host(SpotifyEvent::SignedIn(info))
            .host_is_ready();
        story
    }

    /// The search that is on its way finds that id, or nothing.
    fn search_finds(&mut self, found: Option<TrackId>) -> &mut Self {
        let host = self.host.as_ref().unwrap();
        let search = host.effects.iter().find_map(|effect| match effect {
            SpotifyEffect::Send {
                id,
                call: Call::Search(wanted),
            } => Some((*id, wanted.clone())),
            _ => None,
        });
        let (call, wanted) = search.unwrap();
        let track = found.map(|id| {
            serde_json::json!({ "id": id, "name": wanted.title, "artists": [{ "name": wanted.artist }] })
        });
        let body = serde_json::json!({ "tracks": { "items": [track] } });
        self.in_host(SpotifyEvent::Answered {
            id: call,
            outcome: Ok(HttpResponse {
                status: 200,
                headers: Vec::new(),
                body: body.to_string().into(),
            }),
            jitter: Fraction::MIN,
        })
    }
}

fn type_client_id(text: &str) -> SpotifyAction {
    SpotifyAction::TypeClientId(text.into())
}

#[test]
fn whoever_has_never_used_spotify_fetches_nothing_of_it() {
    let mut story = Story::opened();
    assert!(story.did(SpotifyLinkEffect::LookForTraces));
    story
        .tell(SpotifyLinkEvent::TracesLooked(false))
        .tell(SpotifyLinkEvent::Online)
        .feel(0.8, 0.5)
        .wait(600.0);
    assert_eq!(story.host_starts(), 0);
    assert_eq!(story.spotify().chip, "Connect Spotify");
    assert_eq!(story.step(), Some(NextStep::Connect));
    assert!(!story.spotify().status.connected && story.told_host().is_empty());
    let first = story.rows().remove(0);
    let player = story.play(&first.id).player().unwrap();
    assert!(player.starts_with("https://open.spotify.com/embed/track/"));
    assert!(story.rows()[0].playing);
    story.tell(MusicEvent::PlayerClosed);
    assert_eq!(story.player(), None);
}

#[test]
fn what_is_done_before_the_host_is_there_is_told_in_order_after_the_list() {
    let mut story = Story::opened();
    let first = type_client_id(CLIENT_ID);
    story.act(first.clone()).act(SpotifyAction::Disconnect);
    assert_eq!(story.host_starts(), 1);
    let told = story.host_is_ready().told_host();
    let [ToSpotifyHost::List { tracks, heading }, rest @ ..] = &told[..] else {
        panic!("the list comes first: {told:?}");
    };
    let titles: Vec<_> = tracks.iter().map(|track| track.title.clone()).collect();
    assert_eq!((titles, heading), (story.titles(), &story.heading()));
    let actions = [first, SpotifyAction::Disconnect].map(ToSpotifyHost::Act);
    assert_eq!(rest, actions);
}

#[test]
fn the_host_hears_of_every_new_list_and_of_each_once() {
    let mut story = Story::opened();
    story.tell(SpotifyLinkEvent::Opened).host_is_ready();
    assert_eq!(story.told_host().len(), 1);
    story.tell(SightEvent::AnimationFrame);
    assert!(story.told_host().is_empty());
    story.want_new_list();
    let told = story.told_host();
    let expected = story.state.music().named_tracks();
    assert!(matches!(&told[..], [ToSpotifyHost::List { tracks, .. }] if *tracks == expected));
    story.feel(-0.8, -0.5);
    let told = story.told_host();
    let heading = story.heading();
    assert!(matches!(&told[..], [ToSpotifyHost::List { heading: of, .. }] if *of == heading));
}

#[test]
fn page_and_host_understand_each_other() {
    let mut story = Story::opened();
    story.tell(SpotifyLinkEvent::Opened);
    story
        .in_host(SpotifyEvent::Restored(Box::new(SpotifyRestored {
            address: "https://music.example/".into(),
            record: SpotifyRecord::default(),
            usage: CallUsage::default(),
            tokens: None,
            taste: None,
            returning: false,
            seed: 1,
        })))
        .host_is_ready();
    let setup = story.spotify().setup;
    assert_eq!(setup.redirect, Ok("https://music.example/".into()));
    assert!(!setup.ready);
    story.act(type_client_id(CLIENT_ID));
    let view = story.spotify();
    assert!(view.setup.ready && view.setup.client_id == CLIENT_ID);
    assert!(view.playlist.name.starts_with("A bit of everything"));
    story.feel(0.8, 0.5);
    let name = story.spotify().playlist.name;
    assert!(name.starts_with("For a joyful mood"), "{name}");
    story.act(type_client_id("too short"));
    let said = story.spotify().status.advice.what;
    assert!(said.contains("no client id"), "{said}");
}

#[test]
fn a_track_of_the_table_is_searched_for_when_it_is_played_and_then_plays() {
    let mut story = Story::with_account();
    let row = story.rows().remove(0);
    assert_eq!(row.access, TrackAccess::Searchable);
    assert!(row.open_url.contains("/search/"));
    story.play(&row.id);
    assert_eq!(story.player(), None, "not before it is found");
    story.search_finds(Some(spotify_id(42)));
    let player = story.player().unwrap();
    assert!(player.ends_with(spotify_id(42).as_str()));
    let now = story.row(&row.id);
    assert_eq!((now.access, now.playing), (TrackAccess::Known, true));
    let address = format!("/track/{}", spotify_id(42).as_str());
    assert!(now.open_url.ends_with(&address));
}

#[test]
fn a_track_that_is_not_found_opens_as_a_search_and_is_said_so() {
    let mut story = Story::with_account();
    let row = story.rows().remove(0);
    story.play(&row.id).search_finds(None);
    let now = story.row(&row.id);
    assert_eq!(now.access, TrackAccess::None);
    assert!(now.open_url.contains("/search/"));
    assert_eq!(story.player(), None);
    let said = story.spotify().status.advice.what;
    assert!(said.ends_with("was not found on Spotify."), "{said}");
}
