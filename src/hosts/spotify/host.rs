//! The pure middle of the host: the feature's state, the list that it is about, and what the page has been told.

use crate::domain::spotify::token::Generation;
use crate::flow::bridge::spotify::named_track::NamedTrack;
use crate::flow::bridge::spotify::{FromSpotifyHost, SpotifyView, ToSpotifyHost};
use crate::flow::kit::{Now, Out};
use crate::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyNews, SpotifyState, update, view};

/// Spotify's feature with the list it is about, and the view that the page knows.
#[derive(Debug, Default)]
pub struct SpotifyHost {
    state: SpotifyState,
    list: Vec<NamedTrack>,
    heading: String,
    shown: Option<SpotifyView>,
}

/// Something that reaches the host.
#[derive(Debug, Clone, PartialEq)]
pub enum HostEvent {
    /// The page says something.
    PageSaid(ToSpotifyHost),
    /// Something happened to the feature.
    Happened(SpotifyEvent),
}

impl SpotifyHost {
    /// Takes what the page says or what happened, and pushes what is to be done and what the page has to know.
    pub fn update(
        &mut self,
        event: HostEvent,
        now: Now,
        out: &mut Out<SpotifyEffect, FromSpotifyHost>,
    ) {
        let event = match event {
            HostEvent::PageSaid(message) => self.take_message(message),
            HostEvent::Happened(event) => Some(event),
        };
        if let Some(event) = event {
            let mut feature = Out::new();
            update(&mut self.state, event, &self.list, now, &mut feature);
            out.effects.append(&mut feature.effects);
            for SpotifyNews::ListenerChanged(listener) in feature.news {
                out.news(FromSpotifyHost::Listener(listener));
            }
        }
        self.show(now, out);
    }

    /// Takes a message in; the event that it means for the feature, if any.
    fn take_message(&mut self, message: ToSpotifyHost) -> Option<SpotifyEvent> {
        match message {
            ToSpotifyHost::Act(action) => Some(action.into()),
            ToSpotifyHost::Online => Some(SpotifyEvent::Online),
            ToSpotifyHost::List { tracks, heading } => {
                self.list = tracks;
                self.heading = heading;
                None
            }
            // Every message makes the view anew.
            ToSpotifyHost::Look => None,
        }
    }

    /// Tells the page the view, if it does not know it.
    fn show(&mut self, now: Now, out: &mut Out<SpotifyEffect, FromSpotifyHost>) {
        let view = view(&self.state, &self.list, &self.heading, now);
        if self.shown.as_ref() != Some(&view) {
            self.shown = Some(view.clone());
            out.news(FromSpotifyHost::View(Box::new(view)));
        }
    }

    /// The tokens in use, by their generation.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        self.state.generation()
    }
}

#[cfg(test)]
mod tests;
