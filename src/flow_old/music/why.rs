//! "Why this?": one track of the list, explained.

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::profile::{Compared, profile};
use crate::domain::music::taste::explain::Contribution;
use crate::flow_old::Effect;
use crate::flow_old::music::Music;
use crate::flow_old::state::State;

/// What there is to say about a track. Kept ready, since the view is asked for with every frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Which track.
    pub id: TrackId,
    /// Its features beside what was asked for.
    pub features: Vec<Compared>,
    /// What the taste says of it, the strongest first.
    pub taste: Vec<Contribution>,
}

/// Opens the explanation of a track, or closes it if it is open.
pub(super) fn toggle(state: &mut State, id: TrackId) -> Vec<Effect> {
    let music = &mut state.music;
    let open = music.why.as_ref().is_some_and(|why| why.id == id);
    music.why = if open { None } else { explain(music, id) };
    Vec::new()
}

/// Explains anew what is open; what left the list is explained no more.
pub(super) fn refresh(music: &mut Music) {
    if let Some(why) = music.why.take() {
        music.why = explain(music, why.id);
    }
}

fn explain(music: &Music, id: TrackId) -> Option<Why> {
    let list = music.list.as_ref()?;
    let ranked = &list.tracks.get(list.place_of(&id)?)?.ranked;
    let explainer = music.taste.explainer();
    Some(Why {
        features: profile(&ranked.track, &ranked.aim).to_vec(),
        taste: explainer.explain(&ranked.track, ranked.aim.place),
        id,
    })
}
