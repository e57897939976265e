//! The catalogue's arrival, the pin, another list, and the player.

use crate::domain::music::catalogue::{Catalogue, TrackId};
use crate::domain::music::pool::Pool;
use crate::flow_old::effect::Effect;
use crate::flow_old::fault::Fault;
use crate::flow_old::music::{Hold, Stock, account, compose};
use crate::flow_old::state::{Message, State};

/// The catalogue has arrived, or not.
pub fn catalogue_fetched(state: &mut State, text: Option<String>) -> Vec<Effect> {
    let music = &mut state.music;
    let parsed = text.map(|text| Catalogue::parse(&text));
    let fault = match parsed {
        Some(Ok(catalogue)) => {
            music.stock = Stock::Here(Box::new(Pool::from(&catalogue)));
            account::seat(music);
            // A list of the last visit stays as it was.
            let waits = music.list.is_none() && music.flight.is_none();
            return if waits {
                compose::anew(state)
            } else {
                Vec::new()
            };
        }
        Some(Err(error)) => {
            log::error!("the catalogue can't be read: {error}");
            Fault::CatalogueDamaged
        }
        None => Fault::CatalogueMissing,
    };
    music.stock = Stock::Missing;
    state.message = Some(Message::Fault(fault));
    Vec::new()
}

/// Another list for the same mood, pinned or not: it was asked for.
pub fn refresh(state: &mut State) -> Vec<Effect> {
    if matches!(state.music.stock, Stock::Missing) {
        state.music.stock = Stock::OnItsWay;
        return vec![Effect::FetchCatalogue];
    }
    compose::fresh(state)
}

/// Pins the list, or lets it follow again.
pub fn toggle_pin(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    music.hold = match music.hold {
        Hold::Follows => Hold::Pinned,
        Hold::Pinned => Hold::Follows,
    };
    compose::write(music).into_iter().collect()
}

/// A track is to be played in the page, if Spotify's player knows it. Whether it has to be searched for first.
pub fn play(state: &mut State, id: &TrackId) -> bool {
    let music = &mut state.music;
    music.parlour.awaited = None;
    if let Some(track) = music.with_spotifys_id(id) {
        music.playing = Some(track);
        return false;
    }
    let search = music.can_be_found(id);
    music.parlour.awaited = search.then(|| id.clone());
    search
}

/// The player was closed.
pub fn close_player(state: &mut State) -> Vec<Effect> {
    state.music.playing = None;
    state.music.parlour.awaited = None;
    Vec::new()
}
