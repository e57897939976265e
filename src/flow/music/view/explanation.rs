//! The explanation of one track of the list: its sound beside what was asked for, and what the taste says of it.

use crate::domain::music::catalogue::{Track, TrackId};
use crate::domain::music::external_track::ExternalOrigin;
use crate::domain::music::profile::{FeatureComparison, compare_features};
use crate::domain::music::taste::explain::Contribution;
use crate::domain::quantity::Fraction;
use crate::flow::bridge::spotify::listener::Listener;
use crate::flow::music::copy::AccountReason;
use crate::flow::music::given::MusicGiven;
use crate::flow::music::state::MusicState;

/// The explanation of a track of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplanationView {
    /// The id of the track.
    pub id: TrackId,
    /// The track's features beside what was asked for.
    pub features: Vec<FeatureComparison>,
    /// Sentences on what was learned that pulls it up or pushes it down; empty while nothing was.
    pub taste: Vec<TasteLine>,
    /// The connected account's part in it.
    pub connected: Option<&'static str>,
}

/// A thing that was learned, as far as it concerns a track.
#[derive(Debug, Clone, PartialEq)]
pub struct TasteLine {
    /// "You liked two tracks by Nina Simone."
    pub words: String,
    /// From −100, a thumb down, to 100, a thumb up; beyond both if more than one thing was said.
    pub hundredths: i32,
}

/// Projects the explanation that is open.
#[must_use]
pub fn explanation_view(state: &MusicState, given: &MusicGiven<'_>) -> Option<ExplanationView> {
    let id = state.explained.as_ref()?;
    let ranked = &state.list()?.find(id)?.ranked;
    let explainer = given.taste.explainer();
    let contributions = explainer.explain(&ranked.track, ranked.aim.place);
    Some(ExplanationView {
        id: id.clone(),
        features: compare_features(&ranked.track, &ranked.aim).to_vec(),
        taste: contributions.iter().map(taste_line).collect(),
        connected: account_reason(&state.listener, &ranked.track).map(AccountReason::sentence),
    })
}

/// The connected account's reason for a track. Made when it is looked at and never kept, as Spotify asks.
fn account_reason(listener: &Listener, track: &Track) -> Option<AccountReason> {
    let affinity = &listener.affinity;
    let external = listener.external_track(&track.id);
    if external.is_some_and(|external| external.origin == ExternalOrigin::Suggested) {
        Some(AccountReason::Suggested)
    } else if affinity.owns(track) {
        Some(AccountReason::Own)
    } else if affinity.of_artist(&track.artist) > Fraction::MIN {
        Some(AccountReason::Artist)
    } else if affinity.of_genre(&track.genre) > Fraction::MIN {
        Some(AccountReason::Genre)
    } else {
        None
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a strength is a few hundredths to a few hundred"
)]
fn taste_line(contribution: &Contribution) -> TasteLine {
    let mut words = contribution.to_string();
    // All of them begin with "you".
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words.push('.');
    TasteLine {
        words,
        hundredths: (contribution.strength * 100.0).round() as i32,
    }
}
