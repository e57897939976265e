//! The deprecated API: whether an app may use it is asked once for each client id, by calls whose answers are of use.
//!
//! Recommendations first, so that one call for audio features hears the person's own tracks and the suggested ones.

use crate::domain::music::catalogue::{AudioFeatures, TrackId};
use crate::domain::spotify::call::Call;
use crate::domain::spotify::client::ClientId;
use crate::domain::spotify::deprecated::{
    DeprecatedData, DeprecatedRight, DeprecatedRights, audio_feature_ids,
};
use crate::domain::spotify::fault::ApiFault;
use crate::domain::spotify::listening::SpotifyTrack;
use crate::domain::spotify::policy::budget::Asker;
use crate::domain::spotify::recommendations::MOST_SEEDS;
use crate::flow::spotify::profile::fetch::FetchedTaste;
use crate::flow::spotify::wants::{Want, Wants};

/// More client ids than anybody tries.
const MOST_APPS: usize = 8;

/// The rights of apps, and the suggested tracks until it is known how they sound.
#[derive(Debug, Default)]
pub struct DeprecatedApi {
    /// The rights that each app was found to have or not. Persisted.
    pub(in crate::flow::spotify) rights: Vec<(ClientId, DeprecatedRights)>,
    suggested: Vec<SpotifyTrack>,
}

impl DeprecatedApi {
    /// Forgets what was suggested.
    pub(super) fn forget_suggestions(&mut self) {
        self.suggested.clear();
    }

    fn rights_of(&self, app: Option<&ClientId>) -> DeprecatedRights {
        let mut known = self.rights.iter();
        let found = known.find(|(client_id, _)| Some(client_id) == app);
        found.map(|(_, rights)| *rights).unwrap_or_default()
    }

    /// Tells whether there is nothing left to ask: everything was brought, or the app may ask neither.
    pub(super) fn is_used_up(&self, fetched: &FetchedTaste, app: &ClientId) -> bool {
        let known = self.rights_of(Some(app));
        let is_gone = known.recommendations == DeprecatedRight::Gone
            && known.features == DeprecatedRight::Gone;
        is_gone || fetched.deprecated.is_some() || fetched.taste.tracks().is_empty()
    }

    /// Asks for what the API brings to the person's own tracks. What it has brought, if nothing needs to be asked.
    pub(super) fn ask_about(
        &mut self,
        own: &[SpotifyTrack],
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        let seeds = own.iter().take(MOST_SEEDS);
        let seeds: Vec<TrackId> = seeds.map(|track| track.id.clone()).collect();
        if seeds.is_empty() {
            return None;
        }
        match self.rights_of(app).recommendations {
            DeprecatedRight::Gone => self.ask_for_features(Vec::new(), own, app, wants),
            DeprecatedRight::Unknown | DeprecatedRight::Granted => {
                wants.call(Call::Recommendations(seeds), Asker::Page);
                None
            }
        }
    }

    /// Spotify has suggested tracks.
    pub(super) fn note_suggestions(
        &mut self,
        suggested: Vec<SpotifyTrack>,
        own: &[SpotifyTrack],
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        let granted = DeprecatedRight::Granted;
        self.note_rights(app, |rights| rights.recommendations = granted, wants);
        self.ask_for_features(suggested, own, app, wants)
    }

    /// Spotify has told how tracks sound.
    pub(super) fn note_features(
        &mut self,
        features: Vec<(TrackId, AudioFeatures)>,
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        self.note_rights(
            app,
            |rights| rights.features = DeprecatedRight::Granted,
            wants,
        );
        self.collect(features)
    }

    /// Spotify has suggested nothing. That the app may not ask is no trouble: it is what was asked.
    pub(super) fn fail_recommendations(
        &mut self,
        fault: ApiFault,
        own: &[SpotifyTrack],
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        if !is_taken_away(fault) {
            return None;
        }
        let gone = DeprecatedRight::Gone;
        self.note_rights(app, |rights| rights.recommendations = gone, wants);
        self.ask_for_features(Vec::new(), own, app, wants)
    }

    /// Spotify has not told how tracks sound; what it has suggested is of use all the same.
    pub(super) fn fail_features(
        &mut self,
        fault: ApiFault,
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        if !is_taken_away(fault) {
            return None;
        }
        self.note_rights(app, |rights| rights.features = DeprecatedRight::Gone, wants);
        self.collect(Vec::new())
    }

    /// Asks how the person's own tracks and the suggested ones sound.
    fn ask_for_features(
        &mut self,
        suggested: Vec<SpotifyTrack>,
        own: &[SpotifyTrack],
        app: Option<&ClientId>,
        wants: &mut Wants,
    ) -> Option<DeprecatedData> {
        let ids = audio_feature_ids(own, &suggested);
        self.suggested = suggested;
        if self.rights_of(app).features == DeprecatedRight::Gone {
            return self.collect(Vec::new());
        }
        wants.call(Call::Features(ids), Asker::Page);
        None
    }

    /// Everything is there that the API brings.
    fn collect(&mut self, features: Vec<(TrackId, AudioFeatures)>) -> Option<DeprecatedData> {
        let suggested = std::mem::take(&mut self.suggested);
        let is_empty = suggested.is_empty() && features.is_empty();
        (!is_empty).then_some(DeprecatedData {
            suggested,
            features,
        })
    }

    fn note_rights(
        &mut self,
        app: Option<&ClientId>,
        change: impl FnOnce(&mut DeprecatedRights),
        wants: &mut Wants,
    ) {
        let Some(app) = app else { return };
        let before = self.rights_of(Some(app));
        let mut rights = before;
        change(&mut rights);
        if rights == before {
            return;
        }
        self.rights.retain(|(client_id, _)| client_id != app);
        if self.rights.len() >= MOST_APPS {
            self.rights.remove(0);
        }
        self.rights.push((app.clone(), rights));
        wants.push(Want::KeepRecord);
    }
}

/// Tells whether the fault says that the app may not ask.
const fn is_taken_away(fault: ApiFault) -> bool {
    matches!(fault, ApiFault::Forbidden | ApiFault::NotFound)
}
