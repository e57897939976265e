//! The start of the page: looks at the browser, listens to it, and tells `flow` that the page is there.

use crate::flow::app::Event;
use crate::flow::sight::SightEvent;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::page::runtime::Runtime;
use crate::web::{camera, capabilities, page, random};

impl Runtime {
    /// Starts a runtime: listens to the browser, and tells `flow` that the page is there.
    #[must_use]
    pub fn start() -> Self {
        let runtime = Self::new();
        runtime.listen();
        match capabilities::detect_capabilities() {
            // Without a random source every visit begins with the same list, and nothing else is lost.
            Ok(capabilities) => {
                let seed = random::random_seed().unwrap_or_default();
                runtime.dispatch(Event::Opened { capabilities, seed });
            }
            Err(error) => log::error!("this is no page: {error}"),
        }
        runtime
    }

    fn listen(&self) {
        let (seen, left, changed) = (self.clone(), self.clone(), self.clone());
        let online = self.clone();
        let listeners = [
            page::on_visibility(move |shown| {
                seen.dispatch(if shown {
                    SightEvent::TabShown
                } else {
                    SightEvent::TabHidden
                });
            }),
            page::on_leaving(move || left.dispatch(SightEvent::PageLeft)),
            page::on_online(move || online.dispatch(SpotifyLinkEvent::Online)),
            camera::on_cameras_change(move || changed.list_cameras()),
        ];
        for listener in listeners {
            match listener {
                Ok(listener) => self.keep_listener(listener),
                Err(error) => log::info!("not listened to: {error}"),
            }
        }
    }
}
