//! Spotify as the page knows it: a module of its own, fetched when somebody wants it or has used it before.
//!
//! The module runs [`crate::flow_old::spotify`] and keeps its secrets; the page sends wishes and draws the view that it is
//! told. What both say is in [`exchange`], what is shown while the module is not there in [`absent`].

pub mod absent;
pub mod exchange;

use crate::domain::music::catalogue::TrackId;
use crate::domain::quantity::Millis;
use crate::flow_old::account::absent::Absence;
use crate::flow_old::account::exchange::{ACCOUNT_VERSION, FromAccount, ToAccount};
use crate::flow_old::music::{self, list::Purpose};
use crate::flow_old::spotify::SpotifyView;
use crate::flow_old::spotify::wish::Wish;
use crate::flow_old::state::State;
use crate::flow_old::{Effect, Wake};

/// How long whoever waits for the module is left without a word: enough for its 300 kB at 100 kbit/s.
const PATIENCE: Millis = Millis::from_secs(30.0);
/// How many messages wait for the module at most; a person can't have meant more.
const MOST_WAITING: usize = 20;

/// Where the module stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Unasked,
    Fetching,
    Here,
    Failed,
}

/// All that the page remembers of it.
#[derive(Debug, Default)]
pub struct Account {
    stage: Stage,
    /// How often it was fetched.
    fetches: u32,
    view: Option<Box<SpotifyView>>,
    /// What is to be told as soon as it is there.
    waiting: Vec<ToAccount>,
    /// The list as it was told last.
    told: Option<(Vec<TrackId>, Option<Purpose>)>,
}

/// Something that happened around it.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountEvent {
    /// Whether there is anything of earlier visits, or the page was opened by the way back from Spotify.
    Traces(bool),
    /// Spotify's page was opened.
    Wanted,
    /// A person wants something.
    Wished(Wish),
    /// The module said something.
    Said(FromAccount),
    /// It could not be fetched.
    Lost,
    /// It was asked for long ago, in this fetching.
    Late(u32),
    /// The network is back.
    Online,
}

/// What the shell is asked to do for it.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountEffect {
    /// See whether it was used before → `Traces`.
    LookForTraces,
    /// Fetch and start it → `Said(Ready)`, or `Lost`.
    Fetch,
    /// Say something to it.
    Tell(ToAccount),
}

impl From<AccountEvent> for crate::flow_old::Event {
    fn from(event: AccountEvent) -> Self {
        Self::Account(event)
    }
}

impl From<AccountEffect> for Effect {
    fn from(effect: AccountEffect) -> Self {
        Self::Account(effect)
    }
}

impl Account {
    /// What is to be shown.
    #[must_use]
    pub fn view(&self) -> SpotifyView {
        let absence = match (self.stage, &self.view) {
            (Stage::Here, Some(view)) => return (**view).clone(),
            (Stage::Here, None) | (Stage::Fetching, _) => Absence::Fetching,
            (Stage::Unasked, _) => Absence::Unasked,
            (Stage::Failed, _) => Absence::Failed,
        };
        absent::view(absence)
    }

    fn fetch(&mut self) -> Vec<Effect> {
        if matches!(self.stage, Stage::Fetching | Stage::Here) {
            return Vec::new();
        }
        self.stage = Stage::Fetching;
        self.fetches = self.fetches.wrapping_add(1);
        vec![
            AccountEffect::Fetch.into(),
            Effect::After(PATIENCE, Wake::Account(self.fetches)),
        ]
    }

    /// Now, or as soon as it is there.
    fn tell(&mut self, message: ToAccount) -> Vec<Effect> {
        if self.stage == Stage::Here {
            return vec![AccountEffect::Tell(message).into()];
        }
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push(message);
        }
        self.fetch()
    }

    fn lost(&mut self) {
        self.stage = Stage::Failed;
        self.view = None;
        self.told = None;
    }
}

/// Takes an event.
pub(super) fn update(state: &mut State, event: AccountEvent) -> Vec<Effect> {
    let account = &mut state.account;
    match event {
        AccountEvent::Traces(false) => Vec::new(),
        AccountEvent::Wanted if account.stage == Stage::Here => account.tell(ToAccount::Look),
        AccountEvent::Traces(true) | AccountEvent::Wanted => account.fetch(),
        // Without the module, this is about fetching it.
        AccountEvent::Wished(Wish::TryAgain) if account.stage != Stage::Here => account.fetch(),
        AccountEvent::Wished(wish) => account.tell(ToAccount::Wish(wish)),
        AccountEvent::Online => match account.stage {
            Stage::Here => account.tell(ToAccount::Online),
            Stage::Failed => account.fetch(),
            Stage::Unasked | Stage::Fetching => Vec::new(),
        },
        AccountEvent::Late(fetching) => {
            if account.stage == Stage::Fetching && account.fetches == fetching {
                account.lost();
            }
            Vec::new()
        }
        AccountEvent::Lost => {
            account.lost();
            Vec::new()
        }
        AccountEvent::Said(said) => heard(state, said),
    }
}

fn heard(state: &mut State, said: FromAccount) -> Vec<Effect> {
    let account = &mut state.account;
    match said {
        FromAccount::Ready { version } if version != ACCOUNT_VERSION => vec![Effect::Reload],
        FromAccount::Ready { .. } => {
            account.stage = Stage::Here;
            account.told = None;
            // The list comes first: wishes are about it.
            let mut effects = tell_list(state);
            let waiting = std::mem::take(&mut state.account.waiting);
            effects.extend(
                waiting
                    .into_iter()
                    .map(|one| AccountEffect::Tell(one).into()),
            );
            effects
        }
        FromAccount::View(view) => {
            account.view = Some(view);
            Vec::new()
        }
        FromAccount::Word(word) => music::account::told(state, *word),
        FromAccount::Crashed => {
            account.lost();
            Vec::new()
        }
    }
}

/// Tells the module the list, if it is there and does not know it.
pub(super) fn tell_list(state: &mut State) -> Vec<Effect> {
    if state.account.stage != Stage::Here {
        return Vec::new();
    }
    let list = state.music.list();
    let purpose = list.map(|list| list.purpose);
    let known = state.account.told.as_ref().is_some_and(|(ids, of)| {
        *of == purpose && list.map_or(ids.is_empty(), |list| list.ids().eq(ids))
    });
    if known {
        return Vec::new();
    }
    let tracks = state.music.entries();
    let heading = purpose.map_or_else(String::new, |purpose| purpose.heading());
    let ids = tracks.iter().map(|entry| entry.id.clone()).collect();
    state.account.told = Some((ids, purpose));
    vec![AccountEffect::Tell(ToAccount::List { tracks, heading }).into()]
}
