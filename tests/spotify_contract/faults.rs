//! Every kind of fault, twenty times: at another call of a session each time, with other jitter.
//!
//! A session is everything that a person does. The fault meets every attempt of one of its calls, of a token request
//! included; then it is over, and the person goes on. Whatever it was: a typed result, the right words, four tries at
//! most, nothing done twice, nothing lost. The browser's tests let the same kinds happen on the wire.

use crate::story::*;
use feelharmonic::domain::http::{Body, HttpFailure, HttpOutcome, HttpResponse};
use feelharmonic::domain::music::catalogue::TrackId;
use feelharmonic::domain::quantity::{Fraction, Millis, UnixMillis};
use feelharmonic::domain::spotify::calendar::{DAY, format_date};
use feelharmonic::domain::spotify::call::{Call, Repeat};
use feelharmonic::domain::spotify::fault::{ApiFault, Unreadable};
use feelharmonic::domain::spotify::playlist::PlaylistDraft;
use feelharmonic::domain::spotify::scope::Permission;
use feelharmonic::domain::spotify::search::WantedTrack;
use feelharmonic::domain::spotify::taste::{CALLS as TASTE, StoredTaste};
use feelharmonic::domain::spotify::token::{Generation, TokenFault, TokenInfo};
use feelharmonic::flow::bridge::spotify::{PlaybackCommand, Sound, SpotifyAction};
use feelharmonic::flow::spotify::CallId;
use feelharmonic::flow::spotify::SpotifyRecord;
use feelharmonic::flow::spotify::{SpotifyEffect, SpotifyEvent, SpotifyRestored, TokenRenewal};
use std::collections::{BTreeMap, BTreeSet};

/// How often each kind happens.
const ROUNDS: u8 = 20;
/// A call goes out at most so often.
const TRIES: usize = 4;

const STRANGE: &str = "Spotify answers in a way that this page doesn't know.";
const TROUBLE: &str = "Spotify has trouble.";
const SILENT: &str = "Spotify gives no answer.";
const WAIT: &str = "Spotify asks to wait.";

/// A kind of fault: what a page sees of it, what it is, what is said, and whether the call has been done all the same.
struct Kind {
    name: &'static str,
    seen: fn(UnixMillis) -> HttpOutcome,
    is: fn(ApiFault) -> bool,
    words: &'static str,
    done: Done,
}

#[derive(Clone, Copy, PartialEq)]
enum Done {
    No,
    Yes,
}

fn answer(status: u16, headers: &[(&str, String)], body: impl Into<Vec<u8>>) -> HttpOutcome {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    Ok(HttpResponse {
        status,
        headers: headers.collect(),
        body: body.into(),
    })
}

fn limited(wait: Option<&str>) -> HttpOutcome {
    let headers: Vec<_> = wait
        .iter()
        .map(|wait| ("retry-after", (*wait).to_owned()))
        .collect();
    answer(
        429,
        &headers,
        r#"{"error":{"status":429,"message":"API rate limit exceeded"}}"#,
    )
}

macro_rules! kinds {
    ($($name:literal: $seen:expr, $is:pat, $words:expr, $done:ident;)*) => {
        vec![$(Kind {
            name: $name,
            seen: $seen,
            is: |fault| matches!(fault, $is),
            words: $words,
            done: Done::$done,
        }),*]
    };
}

/// The kinds of `tests/e2e/spotify/faults.mjs`, under their names, as the shell hands them on; and being offline.
fn kinds() -> Vec<Kind> {
    use ApiFault as F;
    kinds! {
        "400": |_| refused(400, "Bad request", ""), F::Refused(400), STRANGE, No;
        "401 expired token": |_| refused(401, "The access token expired", ""), F::Unauthorised, TROUBLE, No;
        "401 invalid token": |_| refused(401, "Invalid access token", ""), F::Unauthorised, TROUBLE, No;
        "403 insufficient scope": |_| refused(403, "Insufficient client scope", ""), F::MissingScope, "", No;
        "403 listener without Premium": |_| refused(403, "Player command failed: Premium required", "PREMIUM_REQUIRED"),
            F::NoPremium, "Playing on a device takes Spotify Premium.", No;
        "403 owner without Premium":
            |_| refused(403, "Active premium subscription required for the owner of the app.", ""),
            F::OwnerWithoutPremium, "The owner of this client id has no Spotify Premium.", No;
        "403 not on the allow-list": |_| refused(403, "User not registered in the Developer Dashboard", ""),
            F::NotAllowListed, "This account is not on the app's list.", No;
        "403 not on the allow-list, as text": |_| answer(403, &[], "User not registered in the Developer Dashboard"),
            F::NotAllowListed, "This account is not on the app's list.", No;
        "403 endpoint gone": |_| refused(403, "Forbidden", ""), F::Forbidden, STRANGE, No;
        "404": |_| refused(404, "Resource not found", ""), F::NotFound, STRANGE, No;
        "404 no active device": |_| refused(404, "Player command failed: No active device found", "NO_ACTIVE_DEVICE"),
            F::NoActiveDevice, "No device is ready to play.", No;
        "429": |_| limited(Some("1")), F::RateLimited { wait: Some(_) }, WAIT, No;
        "429 without CORS": |_| Err(HttpFailure::Opaque), F::NoAnswer(HttpFailure::Opaque), SILENT, No;
        "429 with an unreadable Retry-After": |_| limited(None), F::RateLimited { wait: None }, SILENT, No;
        "429 without Retry-After": |_| limited(None), F::RateLimited { wait: None }, SILENT, No;
        "429 for a day": |_| limited(Some("86400")), F::RateLimited { wait: Some(_) }, WAIT, No;
        "429 until a date": |now| limited(Some(&http_date(now.plus(Millis(2000.0))))),
            F::RateLimited { wait: Some(_) }, WAIT, No;
        "429 with nonsense for a time": |_| limited(Some("soon, -1")), F::RateLimited { wait: None }, SILENT, No;
        "quota exceeded": |_| refused(429, "Quota exceeded", "QUOTA_EXCEEDED"), F::QuotaExceeded,
            "Spotify's calls for this app are used up.", No;
        "500": |_| refused(500, "Internal server error", ""), F::Server(500), TROUBLE, No;
        "502 with HTML": |_| answer(502, &[], "<!doctype html><title>Bad gateway</title>"), F::Server(502), TROUBLE, No;
        "503 with Retry-After": |_| answer(503, &[("retry-after", "1".into())], "{}"),
            F::RateLimited { wait: Some(_) }, WAIT, No;
        "reset": |_| Err(HttpFailure::Opaque), F::NoAnswer(HttpFailure::Opaque), SILENT, No;
        "closed without an answer": |_| Err(HttpFailure::Opaque), F::NoAnswer(HttpFailure::Opaque), SILENT, No;
        "truncated": |_| Err(HttpFailure::BrokeOff), F::NoAnswer(HttpFailure::BrokeOff), TROUBLE, No;
        "hanging": |_| Err(HttpFailure::TimedOut), F::NoAnswer(HttpFailure::TimedOut), TROUBLE, No;
        "hanging body": |_| Err(HttpFailure::TimedOut), F::NoAnswer(HttpFailure::TimedOut), TROUBLE, No;
        "dripping": |_| Err(HttpFailure::TimedOut), F::NoAnswer(HttpFailure::TimedOut), TROUBLE, No;
        "bad JSON": |_| answer(200, &[], r#"{"items":[}"#), F::Unreadable(Unreadable::NoJson), STRANGE, No;
        "wrong schema":
            |_| answer(200, &[], r#"{"id":7,"items":"none","tracks":[],"error":null,"devices":1,"uri":{}}"#),
            F::Unreadable(Unreadable::OtherForm), STRANGE, No;
        "another type": |_| answer(200, &[], r#"["not","an","object"]"#),
            F::Unreadable(Unreadable::OtherForm), STRANGE, No;
        "nulls": |_| answer(
                200,
                &[],
                r#"{"id":null,"items":[null,{},{"track":null}],"tracks":{"items":[null]},"devices":[null]}"#,
            ),
            F::Unreadable(_), "", No;
        "captive portal": |_| answer(200, &[], "<!doctype html><title>Welcome to our Wi-Fi</title>"), F::CaptivePortal,
            "The network answers in Spotify's place.", No;
        "captive portal without CORS": |_| Err(HttpFailure::Opaque), F::NoAnswer(HttpFailure::Opaque), SILENT, No;
        "204": |_| answer(204, &[], ""), F::Unreadable(Unreadable::Empty), STRANGE, No;
        "empty 200": |_| answer(200, &[], ""), F::Unreadable(Unreadable::Empty), STRANGE, No;
        "40 MB": |_| Err(HttpFailure::TooLarge), F::NoAnswer(HttpFailure::TooLarge), STRANGE, No;
        "invalid UTF-8": |_| answer(200, &[], b"{\"id\":\"\xff\xfe\xc3\x28\",\"items\":[]}".to_vec()),
            F::Unreadable(Unreadable::NoText), STRANGE, No;
        "lost answer": |_| Err(HttpFailure::Opaque), F::NoAnswer(HttpFailure::Opaque), SILENT, Yes;
        "offline": |_| Err(HttpFailure::Offline), F::NoAnswer(HttpFailure::Offline), "You are offline.", No;
    }
}

fn http_date(at: UnixMillis) -> String {
    let seconds = at.0.rem_euclid(DAY.0) / 1000.0;
    let part = |of: f64, most: f64| (seconds / of).floor() % most;
    let (hour, minute, second) = (part(3600.0, 24.0), part(60.0, 60.0), part(1.0, 60.0));
    format!(
        "Thu, {} {hour:02}:{minute:02}:{second:02} GMT",
        format_date(at)
    )
}

/// Spotify, as far as a session changes it.
#[derive(Default)]
struct World {
    playlists: Vec<(PlaylistDraft, Vec<TrackId>)>,
    liked: BTreeSet<TrackId>,
    queued: Vec<TrackId>,
    skipped: usize,
}

impl World {
    fn carry_out(&mut self, call: &Call) -> HttpOutcome {
        match call {
            Call::Save(ids) => self.liked.extend(ids.iter().cloned()),
            Call::Unsave(ids) => self.liked.retain(|id| !ids.contains(id)),
            Call::Queue(id, _) => self.queued.push(id.clone()),
            Call::Next(_) => self.skipped += 1,
            Call::CreatePlaylist(draft) => {
                self.playlists.push((draft.clone(), Vec::new()));
                return json(201, &format!(r#"{{"id":"list{}"}}"#, self.playlists.len()));
            }
            Call::FindPlaylist(draft) => return self.find(draft),
            Call::AddItems(_, ids) => {
                let (_, items) = self.playlists.last_mut().unwrap();
                items.extend(ids.iter().cloned());
            }
            Call::CountItems(_) => {
                let (_, items) = self.playlists.last().unwrap();
                return json(200, &format!(r#"{{"total":{}}}"#, items.len()));
            }
            _ => {}
        }
        good(call)
    }

    fn find(&self, draft: &PlaylistDraft) -> HttpOutcome {
        let Body::Json(body) = Call::CreatePlaylist(draft.clone()).request().body else {
            panic!("no body")
        };
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        let at = self.playlists.iter().position(|(made, _)| made == draft);
        let item = at.map(|at| {
            serde_json::json!({ "id": format!("list{}", at + 1), "description": body["description"] })
        });
        json(200, &serde_json::json!({ "items": [item] }).to_string())
    }
}

/// A session in a browser: what is kept there, what Spotify has of it, what goes wrong with which call.
struct Session {
    story: Story,
    world: World,
    kept: SpotifyRecord,
    taste: Option<StoredTaste>,
    tokens: TokenInfo,
    /// The call that is met, counted from the first of the session, and the fault.
    at: usize,
    kind: Option<Kind>,
    met: Option<(CallId, Call)>,
    order: Vec<(u32, CallId)>,
    tries: BTreeMap<(u32, CallId), usize>,
    visit: u32,
    jitter: Fraction,
    /// What the token endpoint has, and how often it was asked while it had it.
    trouble: Option<TokenFault>,
    renewals: usize,
}

/// What a person does, in this order. The first is to sign in.
fn presses() -> Vec<SpotifyAction> {
    let (name, description) = ("Calm".into(), "For a calm mood".into());
    vec![
        SpotifyAction::Playback(PlaybackCommand::FindDevices),
        SpotifyAction::Playback(PlaybackCommand::PlayList),
        SpotifyAction::CreatePlaylist { name, description },
        SpotifyAction::Save(id(3)),
        SpotifyAction::Unsave(id(2)),
        SpotifyAction::Playback(PlaybackCommand::Queue(id(4))),
        SpotifyAction::Playback(PlaybackCommand::Next),
        SpotifyAction::Save(nameless(11).id),
    ]
}

/// How many calls a session makes in which nothing goes wrong.
const CALLS_OF_A_SESSION: usize = 19;

impl Session {
    fn new(at: usize, kind: Option<Kind>, jitter: f32) -> Self {
        let story = Story::not_connected();
        let tokens = tokens(story.now);
        let liked = [id(2)].into();
        Self {
            world: World {
                liked,
                ..World::default()
            },
            kept: Story::restored().record,
            taste: None,
            tokens,
            at,
            kind,
            met: None,
            order: Vec::new(),
            tries: BTreeMap::new(),
            visit: 0,
            jitter: Fraction::clamped(jitter),
            trouble: None,
            renewals: 0,
            story,
        }
    }

    fn press(&mut self, event: impl Into<SpotifyEvent>) {
        let event = event.into();
        self.story.list = (1..=10).map(entry).chain([nameless(11)]).collect();
        // The one without an id is only searched for where it is meant.
        if event != SpotifyAction::Save(nameless(11).id).into() {
            self.story.list.pop();
        }
        self.story.tell(event);
        self.settle();
    }

    fn settle(&mut self) {
        while let Some(effect) = self.story.effects.pop_front() {
            match effect {
                SpotifyEffect::Send { id, call } => {
                    let outcome = self.answer(id, &call);
                    let jitter = self.jitter;
                    self.story.tell(SpotifyEvent::Answered {
                        id,
                        outcome,
                        jitter,
                    });
                }
                SpotifyEffect::After(span, wake) => {
                    self.story.wait(span.0).tell(SpotifyEvent::Woke(wake));
                }
                SpotifyEffect::Renew { .. } if self.trouble.is_some() => {
                    self.renewals += 1;
                    let later = self.trouble.map(TokenRenewal::Later).unwrap();
                    self.story.tell(SpotifyEvent::Renewed(later, self.jitter));
                }
                SpotifyEffect::Renew { seen } => {
                    self.tokens = TokenInfo {
                        generation: Generation(seen.0 + 1),
                        expires_at: self.story.now.plus(Millis::from_secs(3600.0)),
                        ..self.tokens.clone()
                    };
                    let renewed = TokenRenewal::Tokens(self.tokens.clone());
                    self.story.tell(SpotifyEvent::Renewed(renewed, self.jitter));
                }
                SpotifyEffect::Claim(account) => self.tokens.account = Some(account),
                SpotifyEffect::Keep(kept) => self.kept = kept,
                SpotifyEffect::KeepTaste(taste) => self.taste = Some(taste),
                SpotifyEffect::Forget => panic!("a fault wipes nothing"),
                _ => {}
            }
        }
    }

    fn answer(&mut self, id: CallId, call: &Call) -> HttpOutcome {
        let key = (self.visit, id);
        if !self.order.contains(&key) {
            self.order.push(key);
        }
        *self.tries.entry(key).or_default() += 1;
        if self.order.iter().position(|known| *known == key) != Some(self.at) {
            return self.world.carry_out(call);
        }
        let Some(kind) = &self.kind else {
            return self.world.carry_out(call);
        };
        self.met = Some((id, call.clone()));
        let outcome = (kind.seen)(self.story.now);
        if kind.done == Done::Yes {
            return self.world.carry_out(call).and(outcome);
        }
        outcome
    }

    /// The fault is over; so is what it has left behind, in time or with the next visit.
    fn get_over(&mut self) {
        let kind = self.kind.take().unwrap();
        let long = kind.name == "429 for a day";
        self.story.wait(if long { DAY.0 + 1000.0 } else { 3000.0 });
        if kind.name == "quota exceeded" {
            let now = self.story.now;
            self.visit += 1;
            self.story = Story::with(SpotifyRestored {
                record: self.kept.clone(),
                tokens: Some(self.tokens.clone()),
                taste: self.taste.clone(),
                ..Story::restored()
            });
            self.story.now = now;
            self.settle();
        }
        self.press(SpotifyAction::TryAgain);
    }

    /// Whether what the press was for is there, as far as the page can know.
    fn is_done(&self, press: &SpotifyAction) -> bool {
        let view = self.story.view();
        match press {
            SpotifyAction::Playback(PlaybackCommand::FindDevices) => !view.players.rows.is_empty(),
            SpotifyAction::Playback(PlaybackCommand::PlayList) => {
                view.players.sound == Sound::Playing
            }
            SpotifyAction::CreatePlaylist { .. } => view.playlist.open_url.is_some(),
            SpotifyAction::Save(id) => view.saved.contains(id),
            SpotifyAction::Unsave(id) => !view.saved.contains(id),
            SpotifyAction::Playback(PlaybackCommand::Queue(id)) => view.players.queued.contains(id),
            _ => true,
        }
    }

    /// Signs in, and does everything; does again what the fault has kept from being done.
    fn run(&mut self) {
        self.press(SpotifyEvent::SignedIn(self.tokens.clone()));
        self.look_at_the_fault();
        for press in presses() {
            self.press(press.clone());
            self.look_at_the_fault();
            if !self.is_done(&press) {
                self.press(press.clone());
            }
            let not_there = self.story.said().ends_with("was not found on Spotify.");
            assert!(
                not_there || self.is_done(&press),
                "{press:?}: {}",
                self.story.said()
            );
        }
    }

    /// Holds what is said and tried against the kind, once it has struck.
    fn look_at_the_fault(&mut self) {
        let (Some(kind), Some((id, call))) = (&self.kind, self.met.clone()) else {
            return;
        };
        let said = self.story.said();
        let right = expected(kind, &call, self.story.now);
        assert!(
            right.iter().any(|words| said.starts_with(words)),
            "{} at {}: {said:?} instead of {right:?}",
            kind.name,
            call.name()
        );
        assert!(self.tries[&(self.visit, id)] <= TRIES);
        assert!(self.story.spotify.is_connected(), "{}", kind.name);
        self.get_over();
    }
}

const CONNECTED: &str = "Spotify is connected";

/// What may be said when the whole press is over, with the fault's own words first.
fn expected(kind: &Kind, call: &Call, now: UnixMillis) -> Vec<&'static str> {
    let fault = call.read((kind.seen)(now), now);
    let words = match (&fault, call) {
        // Read as if it was done, or as nothing.
        (Ok(_), Call::Devices) => "No device is ready to play.",
        (Ok(_), Call::Search(_)) => "“Title 11” by Artist 11 was not found on Spotify.",
        (Ok(_), _) => CONNECTED,
        (Err(ApiFault::MissingScope), call) => match call.permission() {
            Some(Permission::Saving) => "Saving tracks is not allowed yet.",
            Some(Permission::Playlists) => "Making playlists is not allowed yet.",
            Some(Permission::Playing) => "Playing on your devices is not allowed yet.",
            _ => "Spotify may not tell what you like yet.",
        },
        (Err(ApiFault::Unreadable(_)), _) => STRANGE,
        (Err(_), _) => kind.words,
    };
    let lost = call.repeat() == Repeat::Never && !clearly_not_done(fault.as_ref().err());
    match call {
        // Looked up, and gone on with.
        Call::CreatePlaylist(_) | Call::AddItems(..) if lost => vec![CONNECTED],
        // Not to have them is no trouble; what ends everything is said.
        Call::Features(_) | Call::Recommendations(_) => match fault {
            Err(ApiFault::QuotaExceeded | ApiFault::RateLimited { wait: Some(_) }) => vec![words],
            _ => vec![CONNECTED],
        },
        // Five others may be answered after it.
        call if TASTE.contains(call) => vec![words, CONNECTED],
        _ => vec![words],
    }
}

fn clearly_not_done(fault: Option<&ApiFault>) -> bool {
    use HttpFailure as H;
    fault.is_none_or(|fault| {
        !matches!(
            fault,
            ApiFault::Server(_)
                | ApiFault::Unreadable(_)
                | ApiFault::NoAnswer(H::Opaque | H::TimedOut | H::BrokeOff | H::TooLarge)
        )
    })
}

/// Whether the kind looks like success to a call that brings nothing back.
fn looks_done(kind: &Kind, call: &Call) -> bool {
    call.read((kind.seen)(UnixMillis(0.0)), UnixMillis(0.0))
        .is_ok()
}

#[test]
fn the_kinds_are_those_that_happen_on_the_wire_in_the_browsers_tests() {
    let source = std::fs::read_to_string("tests/e2e/spotify/faults.mjs").unwrap();
    let (_, table) = source.split_once("export const FAULTS = {").unwrap();
    let (table, _) = table.split_once("\n};").unwrap();
    let names = table
        .lines()
        .filter_map(|line| line.strip_prefix("  '")?.split('\'').next());
    let theirs: BTreeSet<_> = names.chain(["offline"]).collect();
    let ours: BTreeSet<_> = kinds().iter().map(|kind| kind.name).collect();
    assert_eq!(ours, theirs);
    assert!(ours.len() >= 31);
}

#[test]
fn every_kind_has_its_type() {
    let now = Story::not_connected().now;
    for kind in kinds() {
        match Call::Devices.read((kind.seen)(now), now) {
            Err(fault) => assert!((kind.is)(fault), "{}: {fault:?}", kind.name),
            Ok(_) => assert_eq!(kind.name, "nulls", "an empty list of devices"),
        }
    }
    let kinds = kinds();
    let nulls = kinds.iter().find(|kind| kind.name == "nulls").unwrap();
    let fault = Call::Profile.read((nulls.seen)(now), now).unwrap_err();
    assert!((nulls.is)(fault));
}

#[test]
fn a_session_without_faults_makes_nineteen_calls_with_every_kind_among_them() {
    let mut session = Session::new(usize::MAX, None, 1.0);
    session.run();
    assert_eq!(session.order.len(), CALLS_OF_A_SESSION);
    let names: BTreeSet<_> = session.story.sent.iter().map(Call::name).collect();
    assert_eq!(names.len(), 16, "{names:?}");
}

#[test]
fn every_kind_of_fault_twenty_times_at_every_call_of_a_session() {
    for at_kind in 0..kinds().len() {
        for round in 0..ROUNDS {
            let kind = kinds().remove(at_kind);
            let at = usize::from(round) % CALLS_OF_A_SESSION;
            let jitter = f32::from(u16::from(round) * 37 % 101) / 100.0;
            let name = kind.name;
            let mut session = Session::new(at, Some(kind), jitter);
            session.run();
            let (_, met) = session
                .met
                .clone()
                .unwrap_or_else(|| panic!("{name} met nothing"));
            let world = &session.world;
            let told = |what: &str| format!("{name} at {}, round {round}: {what}", met.name());

            let ids: Vec<_> = (1..=10).map(id).collect();
            let items: Vec<_> = world
                .playlists
                .iter()
                .map(|(_, items)| items.clone())
                .collect();
            let unreadable =
                matches!(met, Call::AddItems(..)) && looks_done(&kinds()[at_kind], &met);
            if !unreadable {
                assert_eq!(items, [ids], "{}", told("one playlist, filled once"));
            }
            let fooled = looks_done(&kinds()[at_kind], &met);
            if !fooled {
                let wanted = WantedTrack {
                    title: "Title 11".into(),
                    artist: "Artist 11".into(),
                };
                assert_eq!(
                    world.liked,
                    [id(3), found(&wanted)].into(),
                    "{}",
                    told("likes")
                );
            }
            assert!(
                world.queued.len() <= 2 && world.skipped <= 1,
                "{}",
                told("nothing twice")
            );
            assert!(
                session.tries.values().all(|tries| *tries <= TRIES),
                "{}",
                told("tries")
            );
            assert!(session.kept.unsent.is_empty(), "{}", told("nothing waits"));
            let said = session.story.said();
            let not_there = fooled && matches!(met, Call::Search(_));
            assert!(
                not_there || said == "Spotify is connected as Ada.",
                "{}",
                told(&said)
            );
        }
    }
}

/// What a token endpoint may have, with the words of a call that waits for it.
fn troubles() -> Vec<(TokenFault, &'static str)> {
    vec![
        (TokenFault::Server(429), SILENT),
        (TokenFault::Server(500), TROUBLE),
        (TokenFault::Server(502), TROUBLE),
        (TokenFault::Server(503), TROUBLE),
        (TokenFault::NoAnswer(HttpFailure::Opaque), SILENT),
        (TokenFault::NoAnswer(HttpFailure::TimedOut), TROUBLE),
        (TokenFault::NoAnswer(HttpFailure::BrokeOff), TROUBLE),
        (TokenFault::NoAnswer(HttpFailure::TooLarge), STRANGE),
        (
            TokenFault::NoAnswer(HttpFailure::Offline),
            "You are offline.",
        ),
        (
            TokenFault::Unreadable,
            "The network answers in Spotify's place.",
        ),
        (TokenFault::NoRecord, TROUBLE),
    ]
}

#[test]
fn every_trouble_of_the_token_endpoint_twenty_times_before_every_press_of_a_session() {
    for (trouble, words) in troubles() {
        for round in 0..ROUNDS {
            let mut session = Session::new(usize::MAX, None, f32::from(round) / 20.0);
            session.press(SpotifyEvent::SignedIn(session.tokens.clone()));
            let struck = usize::from(round) % presses().len();
            for (at, press) in presses().into_iter().enumerate() {
                if at == struck {
                    session.story.wait(3_600_000.0);
                    session.trouble = Some(trouble);
                    session.press(press.clone());
                    assert_eq!(session.story.said(), words, "{trouble:?} before {press:?}");
                    assert!((1..=TRIES).contains(&session.renewals), "{trouble:?}");
                    assert!(session.story.spotify.is_connected());
                    session.trouble = None;
                    session.story.wait(3000.0);
                    session.press(SpotifyAction::TryAgain);
                }
                if !session.is_done(&press) || at != struck {
                    session.press(press.clone());
                }
                assert!(session.is_done(&press), "{trouble:?} before {press:?}");
            }
            assert_eq!(session.world.playlists.len(), 1);
            assert!(
                session.tries.values().all(|tries| *tries == 1),
                "no call went out in vain"
            );
        }
    }
}
