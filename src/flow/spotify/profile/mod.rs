//! Getting to know what a person likes: who they are, then six calls, once a day.
//!
//! [`fetch`] is how far the page is in knowing, [`deprecated`] what an old app may ask beside the six calls.

pub mod deprecated;
mod enriching;
pub mod facts;
pub mod fetch;

use crate::domain::music::catalogue::TrackId;
use crate::domain::music::external_track::ExternalTrack;
use crate::domain::quantity::UnixMillis;
use crate::domain::spotify::answer::TasteAnswer;
use crate::domain::spotify::call::Call;
use crate::domain::spotify::policy::budget::Asker;
use crate::domain::spotify::profile::Person;
use crate::domain::spotify::scope::Permission;
use crate::domain::spotify::taste::{CALLS, SpotifyTaste, StoredTaste};
use crate::domain::spotify::token::TokenInfo;
use crate::flow::spotify::effect::SpotifyEffect;
use crate::flow::spotify::wants::{SavedMark, Want, Wants};
use deprecated::DeprecatedApi;
use facts::ProfileFacts;
use fetch::{FetchedTaste, ProfileFetch};

/// The person and their taste, as far as they are known, and what is still to be asked.
#[derive(Debug, Default)]
pub struct Profile {
    person: Option<Person>,
    fetch: ProfileFetch,
    external_tracks: Vec<ExternalTrack>,
    /// The deprecated API, which only old apps may ask.
    pub(super) deprecated: DeprecatedApi,
}

impl Profile {
    /// The person who is signed in, as soon as that is known.
    #[must_use]
    pub const fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// The person's taste, as soon as it is known.
    #[must_use]
    pub const fn taste(&self) -> Option<&SpotifyTaste> {
        match self.fetch.fetched() {
            Some(fetched) => Some(&fetched.taste),
            None => None,
        }
    }

    /// Tracks whose sound the deprecated API lets be known: the person's own, and those that Spotify suggests.
    #[must_use]
    pub fn external_tracks(&self) -> &[ExternalTrack] {
        &self.external_tracks
    }

    /// Forgets the person; what their apps may ask for stays.
    pub(super) fn forget_person(&mut self) {
        self.person = None;
        self.fetch = ProfileFetch::default();
        self.external_tracks.clear();
        self.deprecated.forget_suggestions();
    }

    /// A taste was kept by an earlier visit. It is used at once if the tokens say that it is their owner's.
    pub(super) fn remember_taste(
        &mut self,
        stored: StoredTaste,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
    ) {
        let account = tokens.and_then(|info| info.account.as_ref());
        if account.is_some_and(|account| stored.is_good(account, now)) {
            self.person = Some(stored.person.clone());
            self.use_stored(stored);
        } else {
            self.fetch = ProfileFetch::Remembered(Box::new(stored));
        }
    }

    /// Another tab has asked for what this one was about to ask for.
    pub(super) fn take_over(
        &mut self,
        stored: StoredTaste,
        tokens: Option<&TokenInfo>,
        now: UnixMillis,
    ) {
        let known = self.fetch.fetched();
        let is_newer = known.is_none_or(|known| {
            (known.at.0, known.deprecated.is_some()) < (stored.at.0, stored.deprecated.is_some())
        });
        if is_newer && !self.fetch.is_asking() {
            self.remember_taste(stored, tokens, now);
        }
    }

    /// More was allowed by whoever was connected before: that they are the same person is taken for granted in this
    /// visit, and asked in the next one.
    pub(super) fn presume_owner(&mut self, tokens: &TokenInfo, now: UnixMillis) {
        let Some(account) = &tokens.presumed else {
            return;
        };
        if let Some(stored) = self.fetch.take_remembered_of(account, now) {
            self.person = Some(stored.person.clone());
            self.use_stored(stored);
        }
    }

    fn use_stored(&mut self, stored: StoredTaste) {
        self.finish(FetchedTaste {
            taste: stored.taste,
            at: stored.at,
            is_whole: true,
            deprecated: stored.deprecated,
        });
    }

    fn finish(&mut self, fetched: FetchedTaste) {
        let deprecated = fetched.deprecated.as_ref();
        self.external_tracks =
            deprecated.map_or_else(Vec::new, |data| fetched.taste.external_tracks(data));
        self.fetch = ProfileFetch::Ready(Box::new(fetched));
    }

    /// Asks for what is not known yet.
    pub(super) fn fetch_profile(&mut self, facts: &ProfileFacts<'_>, wants: &mut Wants) {
        let Some(tokens) = facts.tokens else { return };
        let is_complete = match &self.fetch {
            ProfileFetch::Asking { .. } => true,
            ProfileFetch::Ready(fetched) => {
                self.person.is_some() && self.deprecated.is_used_up(fetched, &tokens.client_id)
            }
            ProfileFetch::None | ProfileFetch::Remembered(_) => false,
        };
        if is_complete {
            return;
        }
        if !facts.lease.is_held() {
            wants.push(Want::TakeLease);
            return;
        }
        match (&self.person, &self.fetch) {
            (None, _) => wants.call(Call::Profile, Asker::Page),
            (Some(_), ProfileFetch::None | ProfileFetch::Remembered(_)) => {
                self.ask_for_taste(tokens, wants);
            }
            (Some(_), ProfileFetch::Asking { .. }) => {}
            (Some(_), ProfileFetch::Ready(_)) => self.ask_deprecated(facts, wants),
        }
    }

    fn ask_for_taste(&mut self, tokens: &TokenInfo, wants: &mut Wants) {
        if !tokens.scopes.cover(Permission::Taste) {
            return;
        }
        self.fetch = ProfileFetch::Asking {
            answers: Vec::new(),
            left: CALLS.len(),
        };
        for call in CALLS {
            wants.call(call, Asker::Page);
        }
    }

    /// Notes who is signed in.
    pub(super) fn note_person(
        &mut self,
        person: Person,
        facts: &ProfileFacts<'_>,
        wants: &mut Wants,
    ) {
        let known = facts.tokens.and_then(|info| info.account.as_ref());
        if known != Some(&person.account) {
            wants.effect(SpotifyEffect::Claim(person.account.clone()));
        }
        let stored = self.fetch.take_remembered_of(&person.account, facts.now);
        if let Some(stored) = stored {
            self.use_stored(stored);
        }
        self.person = Some(person);
        self.fetch_profile(facts, wants);
    }

    /// Notes the answer to one of the six calls.
    pub(super) fn note_taste(
        &mut self,
        answer: TasteAnswer,
        facts: &ProfileFacts<'_>,
        wants: &mut Wants,
    ) {
        if let ProfileFetch::Asking { answers, .. } = &mut self.fetch {
            answers.push(answer);
        }
        self.count_taste_call(facts, wants);
    }

    /// Counts one of the six calls as over: it has brought something, or nothing, and the others may.
    pub(super) fn count_taste_call(&mut self, facts: &ProfileFacts<'_>, wants: &mut Wants) {
        let Some(answers) = self.fetch.count_down() else {
            return;
        };
        if answers.is_empty() {
            return;
        }
        self.finish(FetchedTaste {
            at: facts.now,
            is_whole: answers.len() == CALLS.len(),
            taste: SpotifyTaste::from_answers(answers),
            deprecated: None,
        });
        self.keep_taste(wants);
        self.ask_deprecated(facts, wants);
    }

    /// Notes that tracks are liked, or no more, in the taste of the day.
    pub(super) fn mark_saved(&mut self, ids: Vec<TrackId>, mark: SavedMark, wants: &mut Wants) {
        let Some(taste) = self.fetch.taste_mut() else {
            return;
        };
        for id in ids {
            match mark {
                SavedMark::Saved => taste.like(id),
                SavedMark::NotSaved => taste.unlike(&id),
            }
        }
        self.keep_taste(wants);
    }

    /// Keeps the taste for the day, if it is whole.
    fn keep_taste(&self, wants: &mut Wants) {
        let fetched = self.fetch.fetched().filter(|fetched| fetched.is_whole);
        if let (Some(fetched), Some(person)) = (fetched, &self.person) {
            wants.effect(SpotifyEffect::KeepTaste(StoredTaste {
                person: person.clone(),
                at: fetched.at,
                taste: fetched.taste.clone(),
                deprecated: fetched.deprecated.clone(),
            }));
        }
    }
}
