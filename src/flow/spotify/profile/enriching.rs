//! What the deprecated API adds to a taste that is known.

use crate::domain::spotify::answer::DeprecatedAnswer;
use crate::domain::spotify::deprecated::DeprecatedData;
use crate::domain::spotify::fault::ApiFault;
use crate::flow::spotify::profile::Profile;
use crate::flow::spotify::profile::facts::ProfileFacts;
use crate::flow::spotify::wants::Wants;

impl Profile {
    /// Asks for what the deprecated API brings, where it is not known that the app may not.
    pub(super) fn ask_deprecated(&mut self, facts: &ProfileFacts<'_>, wants: &mut Wants) {
        let fetched = self.fetch.fetched();
        let fetched = fetched.filter(|fetched| fetched.deprecated.is_none());
        let (Some(fetched), false) = (fetched, facts.is_asking_deprecated) else {
            return;
        };
        let data = self
            .deprecated
            .ask_about(fetched.taste.tracks(), facts.app(), wants);
        self.add_deprecated(data, wants);
    }

    /// The deprecated API has brought something.
    pub(in crate::flow::spotify) fn note_deprecated(
        &mut self,
        answer: DeprecatedAnswer,
        facts: &ProfileFacts<'_>,
        wants: &mut Wants,
    ) {
        let own = self.fetch.own_tracks();
        let data = match answer {
            DeprecatedAnswer::Recommendations(suggested) => {
                self.deprecated
                    .note_suggestions(suggested, own, facts.app(), wants)
            }
            DeprecatedAnswer::Features(features) => {
                self.deprecated.note_features(features, facts.app(), wants)
            }
        };
        self.add_deprecated(data, wants);
    }

    /// Spotify suggests nothing to this app.
    pub(in crate::flow::spotify) fn fail_recommendations(
        &mut self,
        fault: ApiFault,
        facts: &ProfileFacts<'_>,
        wants: &mut Wants,
    ) {
        let own = self.fetch.own_tracks();
        let data = self
            .deprecated
            .fail_recommendations(fault, own, facts.app(), wants);
        self.add_deprecated(data, wants);
    }

    /// Spotify does not tell this app how tracks sound.
    pub(in crate::flow::spotify) fn fail_features(
        &mut self,
        fault: ApiFault,
        facts: &ProfileFacts<'_>,
        wants: &mut Wants,
    ) {
        let data = self.deprecated.fail_features(fault, facts.app(), wants);
        self.add_deprecated(data, wants);
    }

    fn add_deprecated(&mut self, data: Option<DeprecatedData>, wants: &mut Wants) {
        let Some(data) = data else { return };
        let Some(mut fetched) = self.fetch.take_fetched() else {
            return;
        };
        fetched.taste.suggest(&data.suggested);
        fetched.deprecated = Some(data);
        self.finish(*fetched);
        self.keep_taste(wants);
    }
}
