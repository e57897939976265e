//! Page and host talking to each other, as bytes, which is how their messages travel.

use super::*;
use crate::domain::music::catalogue::TrackId;
use crate::domain::spotify::policy::budget::CallUsage;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::kit::Out;
use crate::flow::spotify::{SpotifyRecord, SpotifyRestored};
use crate::flow::spotify_link::{
    self, SpotifyLinkEffect, SpotifyLinkEvent, SpotifyLinkNews, SpotifyLinkState,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

const CLIENT_ID: &str = "0123456789abcdef0123456789abcdef";

#[derive(Default)]
struct Story {
    page: SpotifyLinkState,
    host: SpotifyHost,
    now: Now,
}

fn travelled<T: Serialize + DeserializeOwned>(message: &T) -> T {
    postcard::from_bytes(&postcard::to_allocvec(message).unwrap()).unwrap()
}

impl Story {
    /// Tells the page something, and passes messages on until both are silent.
    fn page(&mut self, event: SpotifyLinkEvent) {
        let mut out = Out::<SpotifyLinkEffect, SpotifyLinkNews>::new();
        spotify_link::update(&mut self.page, event, self.now, &mut out);
        for effect in out.effects {
            if let SpotifyLinkEffect::Tell(message) = effect {
                self.host(HostEvent::PageSaid(travelled(&message)));
            }
        }
    }

    /// Tells the host something, and passes messages on until both are silent.
    fn host(&mut self, event: HostEvent) {
        let mut out = Out::new();
        self.host.update(event, self.now, &mut out);
        for message in out.news {
            self.page(SpotifyLinkEvent::HostSaid(travelled(&message)));
        }
    }

    fn view(&self) -> SpotifyView {
        spotify_link::view(&self.page)
    }
}

#[test]
fn page_and_host_understand_each_other() {
    let mut story = Story::default();
    story.page(SpotifyLinkEvent::Listed {
        tracks: vec![NamedTrack {
            id: TrackId::of_names("Low", "Words"),
            title: "Words".into(),
            artist: "Low".into(),
        }],
        heading: "For a calm mood".into(),
    });
    story.page(SpotifyLinkEvent::Opened);
    let restored = SpotifyRestored {
        address: "https://music.example/".into(),
        record: SpotifyRecord::default(),
        usage: CallUsage::default(),
        tokens: None,
        taste: None,
        returning: false,
        seed: 1,
    };
    story.host(HostEvent::Happened(SpotifyEvent::Restored(Box::new(
        restored,
    ))));
    story.page(SpotifyLinkEvent::HostSaid(FromSpotifyHost::Ready {
        version: crate::flow::bridge::spotify::SPOTIFY_HOST_VERSION,
    }));
    let setup = story.view().setup;
    assert_eq!(setup.redirect, Ok("https://music.example/".into()));
    assert!(!setup.ready);
    let type_id = |text: &str| SpotifyLinkEvent::Act(SpotifyAction::TypeClientId(text.into()));
    story.page(type_id(CLIENT_ID));
    let view = story.view();
    assert!(view.setup.ready && view.setup.client_id == CLIENT_ID);
    assert_eq!(view.playlist.name, "For a calm mood · Feelharmonic");
    story.page(type_id("too short"));
    assert!(story.view().status.advice.what.contains("no client id"));
}

#[test]
fn nothing_is_said_twice() {
    let mut story = Story::default();
    let mut out = Out::new();
    let look = || HostEvent::PageSaid(ToSpotifyHost::Look);
    story.host.update(look(), story.now, &mut out);
    assert_eq!(out.news.len(), 1);
    story.host.update(look(), story.now, &mut out);
    assert_eq!(out.news.len(), 1);
}
