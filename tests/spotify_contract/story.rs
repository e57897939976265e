//! A page with a connection, told as a story: what happens, what is sent, what is said.

use feelharmonic::domain::http::{HttpOutcome, HttpResponse};
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::quantity::{Fraction, Millis, UnixMillis};
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::client::ClientId;
use feelharmonic::domain::spotify::policy::budget::CallUsage;
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::search::WantedTrack;
use feelharmonic::domain::spotify::token::{Generation, TokenInfo};
use feelharmonic::flow::bridge::spotify::{NamedTrack, NextStep, SpotifyAction, SpotifyView};
use feelharmonic::flow::kit::{Now, Out};
use feelharmonic::flow::spotify::{
    CallId, SpotifyEffect, SpotifyEvent, SpotifyRecord, SpotifyRestored, SpotifyState,
    TokenRenewal, update, view,
};
use std::collections::VecDeque;

pub const CLIENT: &str = "0123456789abcdef0123456789abcdef";
pub const JITTER: Fraction = Fraction::MAX;

pub fn id(number: usize) -> TrackId {
    TrackId::new(&format!("{number:022}")).unwrap()
}

/// A track of the list, under Spotify's id.
pub fn entry(number: usize) -> NamedTrack {
    NamedTrack {
        id: id(number),
        title: format!("Title {number}"),
        artist: format!("Artist {number}"),
    }
}

/// A track of a person's own table, which has no id of Spotify's.
pub fn nameless(number: usize) -> NamedTrack {
    let NamedTrack { title, artist, .. } = entry(number);
    NamedTrack {
        id: TrackId::of_names(&artist, &title),
        title,
        artist,
    }
}

pub fn json(status: u16, body: &str) -> HttpOutcome {
    Ok(HttpResponse {
        status,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.into(),
    })
}

pub fn refused(status: u16, message: &str, reason: &str) -> HttpOutcome {
    let body =
        serde_json::json!({ "error": { "status": status, "message": message, "reason": reason } });
    json(status, &body.to_string())
}

pub fn retry_after(value: &str) -> HttpOutcome {
    let mut answer = refused(429, "API rate limit exceeded", "").unwrap();
    answer.headers.push(("retry-after".into(), value.into()));
    Ok(answer)
}

pub fn track(number: usize) -> String {
    format!(
        "{{\"id\":\"{}\",\"name\":\"Title {number}\",\"artists\":[{{\"name\":\"Artist {number}\"}}],\
         \"album\":{{\"release_date\":\"1999\"}}}}",
        id(number).as_str()
    )
}

/// The id under which Spotify has what is searched for.
pub fn found(wanted: &WantedTrack) -> TrackId {
    let digits: String = wanted.title.chars().filter(char::is_ascii_digit).collect();
    TrackId::new(&format!("found{digits:0>17}")).unwrap()
}

/// What Spotify answers when all is well.
pub fn good(call: &Call) -> HttpOutcome {
    let (track, other) = (track(1), track(2));
    match call {
        Call::Profile => json(
            200,
            r#"{"id":"me","display_name":"Ada","images":[{"url":"https://i.scdn.co/image/x"}]}"#,
        ),
        Call::TopTracks(_) => json(200, &format!(r#"{{"items":[{track},null,{other}]}}"#)),
        Call::TopArtists(_) => json(
            200,
            r#"{"items":[{"name":"Low","genres":["slowcore"]},{"name":"Björk"}]}"#,
        ),
        Call::Recent => json(200, &format!(r#"{{"items":[{{"track":{track}}}]}}"#)),
        Call::Liked => json(
            200,
            &format!(r#"{{"items":[{{"item":{other}}},{{"track":null}}]}}"#),
        ),
        Call::Features(_) => refused(403, "Forbidden", ""),
        Call::Recommendations(_) => refused(404, "Not Found", ""),
        Call::Search(wanted) => json(
            200,
            &serde_json::json!({ "tracks": { "items": [
                { "id": found(wanted).as_str(), "name": wanted.title, "artists": [{ "name": wanted.artist }] },
            ] } })
            .to_string(),
        ),
        Call::Devices => json(
            200,
            r#"{"devices":[{"id":"k","name":"Kitchen","type":"Speaker","is_active":false,"volume_percent":50}]}"#,
        ),
        Call::CreatePlaylist(_) => json(201, r#"{"id":"list1","description":"x"}"#),
        Call::FindPlaylist(_) => json(200, r#"{"items":[]}"#),
        Call::AddItems(..) => json(201, r#"{"snapshot_id":"s"}"#),
        Call::CountItems(_) => json(200, r#"{"total":0,"items":[]}"#),
        _ => json(204, ""),
    }
}

pub fn tokens(now: UnixMillis) -> TokenInfo {
    let all = [
        Permission::Taste,
        Permission::Saving,
        Permission::Playlists,
        Permission::Playing,
    ];
    TokenInfo {
        generation: Generation(1),
        client_id: ClientId::new(CLIENT).unwrap(),
        expires_at: now.plus(Millis::from_secs(3600.0)),
        scopes: all.into_iter().fold(Scopes::default(), |scopes, purpose| {
            scopes.and(&Scopes::of(purpose))
        }),
        first_authorised_at: now,
        account: None,
        presumed: None,
    }
}

/// A page with a connection, a clock, and what it wants to be done.
pub struct Story {
    pub spotify: SpotifyState,
    pub now: UnixMillis,
    pub list: Vec<NamedTrack>,
    pub effects: VecDeque<SpotifyEffect>,
    /// Every call that went out.
    pub sent: Vec<Call>,
    pub renewals: usize,
}

impl Story {
    /// A page that has not been told anything.
    pub fn blank() -> Self {
        Self {
            spotify: SpotifyState::default(),
            now: UnixMillis(1_800_000_000_000.0),
            list: (1..=10).map(entry).collect(),
            effects: VecDeque::new(),
            sent: Vec::new(),
            renewals: 0,
        }
    }

    pub fn with(restored: SpotifyRestored) -> Self {
        let mut story = Self::blank();
        story.tell(SpotifyEvent::Restored(Box::new(restored)));
        story
    }

    pub fn restored() -> SpotifyRestored {
        SpotifyRestored {
            address: "http://127.0.0.1:8080/".into(),
            record: SpotifyRecord {
                client_id: Some(ClientId::new(CLIENT).unwrap()),
                ..SpotifyRecord::default()
            },
            usage: CallUsage::default(),
            tokens: None,
            taste: None,
            returning: false,
            seed: 7,
        }
    }

    pub fn not_connected() -> Self {
        Self::with(Self::restored())
    }

    /// Just signed in; nothing is answered yet.
    pub fn connected() -> Self {
        let mut story = Self::not_connected();
        let info = tokens(story.now);
        story.tell(SpotifyEvent::SignedIn(info));
        story
    }

    /// Signed in, and everything that is asked at first is answered well.
    pub fn settled() -> Self {
        let mut story = Self::connected();
        story.answer_all(good);
        story
    }

    /// Takes an event. Its turn comes at once: there is no other tab, unless the story has several.
    pub fn tell(&mut self, event: impl Into<SpotifyEvent>) -> &mut Self {
        let effects = self.note(event);
        let (turns, rest): (Vec<_>, Vec<_>) = effects
            .into_iter()
            .partition(|effect| *effect == SpotifyEffect::TakeLease);
        self.effects.extend(rest);
        for _ in turns {
            self.tell(SpotifyEvent::LeaseTaken(Box::default()));
        }
        self
    }

    /// Takes an event, and gives what is to be done for it.
    pub fn note(&mut self, event: impl Into<SpotifyEvent>) -> Vec<SpotifyEffect> {
        let mut out = Out::new();
        let (list, now) = (&self.list, self.clocks());
        update(&mut self.spotify, event.into(), list, now, &mut out);
        let effects = out.effects;
        for effect in &effects {
            match effect {
                SpotifyEffect::Send { call, .. } => self.sent.push(call.clone()),
                SpotifyEffect::Renew { .. } => self.renewals += 1,
                _ => {}
            }
        }
        effects
    }

    /// The time by both clocks.
    fn clocks(&self) -> Now {
        Now {
            wall: self.now,
            monotonic: Millis(self.now.0),
        }
    }

    pub fn wait(&mut self, millis: f64) -> &mut Self {
        self.now = self.now.plus(Millis(millis));
        self
    }

    pub fn answer(&mut self, id: CallId, outcome: HttpOutcome) -> &mut Self {
        self.tell(SpotifyEvent::Answered {
            id,
            outcome,
            jitter: JITTER,
        })
    }

    /// Carries out every effect until nothing is left to do: timers run out at once, tokens are renewed well.
    pub fn answer_all(&mut self, world: impl Fn(&Call) -> HttpOutcome) -> &mut Self {
        while let Some(effect) = self.effects.pop_front() {
            match effect {
                SpotifyEffect::Send { id, call } => {
                    self.answer(id, world(&call));
                }
                SpotifyEffect::After(span, wake) => {
                    self.wait(span.0).tell(SpotifyEvent::Woke(wake));
                }
                SpotifyEffect::Renew { seen } => {
                    self.renewed(seen);
                }
                _ => {}
            }
        }
        self
    }

    pub fn renewed(&mut self, seen: Generation) -> &mut Self {
        let info = TokenInfo {
            generation: Generation(seen.0 + 1),
            ..tokens(self.now)
        };
        self.tell(SpotifyEvent::Renewed(TokenRenewal::Tokens(info), JITTER))
    }

    pub fn on_their_way(&self) -> Vec<CallId> {
        let sends = self.effects.iter().filter_map(|effect| match effect {
            SpotifyEffect::Send { id, .. } => Some(*id),
            _ => None,
        });
        sends.collect()
    }

    pub fn view(&self) -> SpotifyView {
        view(&self.spotify, &self.list, "For a calm mood", self.clocks())
    }

    pub fn said(&self) -> String {
        self.view().status.advice.what
    }

    pub fn step(&self) -> Option<NextStep> {
        self.view().status.advice.step
    }

    pub fn create(&mut self) -> &mut Self {
        self.tell(SpotifyAction::CreatePlaylist {
            name: "Calm".into(),
            description: "For a calm mood".into(),
        })
    }

    pub fn count(&self, like: impl Fn(&Call) -> bool) -> usize {
        self.sent.iter().filter(|call| like(call)).count()
    }
}
