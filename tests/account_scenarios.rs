//! What a connected account does to the list: guests come and go, found tracks open and play.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a story that can't be told fails the test"
)]

use feelharmonic::account::desk::Desk as Module;
use feelharmonic::domain::http::HttpResponse;
use feelharmonic::domain::music::affinity::Affinity;
use feelharmonic::domain::music::catalogue::{Catalogue, Track, TrackId};
use feelharmonic::domain::music::external_track::{ExternalOrigin, ExternalTrack};
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::quantity::{Fraction, Millis, UnixMillis};
use feelharmonic::domain::spotify::call::Call;
use feelharmonic::domain::spotify::client::ClientId;
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::token::{Generation, TokenInfo};
use feelharmonic::flow_old::account::exchange::{ACCOUNT_VERSION, FromAccount};
use feelharmonic::flow_old::account::{AccountEffect, AccountEvent};
use feelharmonic::flow_old::event::{CameraSupport, Capabilities};
use feelharmonic::flow_old::music::account::{Account, told};
use feelharmonic::flow_old::music::choices::Choice;
use feelharmonic::flow_old::music::effect::Record;
use feelharmonic::flow_old::music::event::Kept;
use feelharmonic::flow_old::music::exchange::{Card, EXCHANGE_VERSION, FromLibrarian, ToLibrarian};
use feelharmonic::flow_old::music::{MusicEffect, MusicEvent};
use feelharmonic::flow_old::spotify::{SpotifyEffect, SpotifyEvent};
use feelharmonic::flow_old::view::{Access, TrackView, view};
use feelharmonic::flow_old::{Effect, Event, State, update};
use feelharmonic::librarian::desk::Desk;
use feelharmonic::librarian::reading::Reading;

const NOW: UnixMillis = UnixMillis(1_000_000.0);

struct Story {
    state: State,
    effects: Vec<Effect>,
    /// Spotify's module, once it is there, and what it has done.
    module: Option<Module>,
    done: Vec<SpotifyEffect>,
}

fn catalogue() -> Vec<Track> {
    let text = std::fs::read_to_string("public/catalogue.tsv").unwrap();
    Catalogue::parse(&text).unwrap().tracks().to_vec()
}

impl Story {
    fn of(kept: Kept) -> Self {
        let mut story = Self {
            state: State::default(),
            effects: Vec::new(),
            module: None,
            done: Vec::new(),
        };
        let capabilities = Capabilities {
            camera: CameraSupport::Available,
            simd: true,
            save_data: false,
        };
        let catalogue = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        story
            .tell(Event::Opened {
                capabilities,
                seed: 7,
            })
            .tell(MusicEvent::KeptRead(kept).into())
            .tell(Event::CatalogueFetched(Some(catalogue)));
        story
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.state, event, NOW);
        self.take(effects);
        self
    }

    /// Keeps the effects, and passes on what is for the module.
    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (effect, &mut self.module) {
                (Effect::Account(AccountEffect::Tell(message)), Some(module)) => {
                    let done = module.hear(message, NOW);
                    self.done.extend(done);
                    self.news();
                }
                (effect, _) => self.effects.push(effect),
            }
        }
    }

    /// Something happens in the module.
    fn module(&mut self, event: SpotifyEvent) -> &mut Self {
        let module = self.module.get_or_insert_default();
        let done = module.take(event, NOW);
        self.done.extend(done);
        self.news();
        self
    }

    /// Passes on what the module tells the page.
    fn news(&mut self) {
        let news = self.module.as_mut().map(|module| module.news(NOW));
        for said in news.unwrap_or_default() {
            self.tell(AccountEvent::Said(said).into());
        }
    }

    fn account(&mut self, said: Account) -> &mut Self {
        let effects = told(&mut self.state, said);
        self.effects.extend(effects);
        self
    }

    fn rows(&self) -> Vec<TrackView> {
        view(&self.state, NOW).tracks.tracks
    }

    fn titles(&self) -> Vec<String> {
        self.rows().into_iter().map(|track| track.title).collect()
    }

    fn player(&self) -> Option<String> {
        view(&self.state, NOW).player.map(|player| player.embed_url)
    }

    fn kept(&self) -> Kept {
        let of = |wanted: Record| {
            self.effects.iter().rev().find_map(|effect| match effect {
                Effect::Music(MusicEffect::Keep(record, text)) if *record == wanted => {
                    Some(text.clone())
                }
                _ => None,
            })
        };
        Kept {
            list: of(Record::List),
            choices: of(Record::Choices),
            ..Kept::default()
        }
    }
}

fn id(number: usize) -> TrackId {
    TrackId::new(&format!("{number:022}")).unwrap()
}

/// Guests that sound like tracks of the list as it stands, so that they are as good as any.
fn guests_like(story: &Story, count: usize) -> Vec<ExternalTrack> {
    let titles = story.titles();
    let alike = catalogue();
    let alike = alike.iter().filter(|track| titles.contains(&track.title));
    let guest = |(number, track): (usize, &Track)| ExternalTrack {
        id: id(number),
        title: format!("Guest {number}"),
        artist: format!("Visitor {number}"),
        year: 2001,
        explicit: false,
        features: track.features,
        names: vec![TrackId::of_names(
            &format!("Visitor {number}"),
            &format!("Guest {number}"),
        )],
        origin: if number % 2 == 0 {
            ExternalOrigin::Own
        } else {
            ExternalOrigin::Suggested
        },
    };
    alike.take(count).enumerate().map(guest).collect()
}

/// An account whose owner listens to those guests that are their own.
fn account_with(external_tracks: Vec<ExternalTrack>) -> Account {
    let own = external_tracks
        .iter()
        .filter(|guest| guest.origin == ExternalOrigin::Own);
    Account {
        connected: true,
        affinity: Affinity::new([], [], own.map(|guest| &guest.id)),
        external_tracks,
        ..Account::default()
    }
}

fn is_external(title: &str) -> bool {
    title.starts_with("Guest")
}

/// A list with guests in it.
fn visited() -> (Story, Vec<ExternalTrack>) {
    let mut story = Story::of(Kept::default());
    let external_tracks = guests_like(&story, 8);
    let before = story.titles();
    story.account(account_with(external_tracks.clone()));
    assert_eq!(story.titles(), before, "the list that stands is left alone");
    // Nothing of the last list comes again, so that the guests are among the nearest.
    story.tell(Event::RefreshTracks);
    (story, external_tracks)
}

#[test]
fn a_persons_own_tracks_join_the_list_when_their_sound_is_known() {
    let (mut story, _) = visited();
    let rows = story.rows();
    assert_eq!(rows.len(), 10);
    let own = rows
        .iter()
        .find(|row| row.title == "Guest 0" || row.title == "Guest 2");
    let own = own.expect("an own track that fits is in the list").clone();
    assert_eq!(own.access, Access::Known);
    assert_eq!(own.details, "2001");
    story.tell(MusicEvent::Why(own.id.clone()).into());
    let why = view(&story.state, NOW).music.why.unwrap();
    assert_eq!(
        why.connected,
        Some("It is one of your own on Spotify, so it was lifted.")
    );
    story.tell(Event::Play(own.id.clone()));
    assert!(story.player().unwrap().ends_with(own.id.as_str()));
}

#[test]
fn a_suggested_guest_says_so() {
    let mut story = Story::of(Kept::default());
    let external_tracks = guests_like(&story, 8)
        .into_iter()
        .map(|guest| ExternalTrack {
            origin: ExternalOrigin::Suggested,
            ..guest
        });
    let external_tracks: Vec<_> = external_tracks.collect();
    story
        .account(account_with(external_tracks))
        .tell(Event::RefreshTracks);
    let rows = story.rows();
    let row = rows.iter().find(|row| is_external(&row.title)).unwrap();
    story.tell(MusicEvent::Why(row.id.clone()).into());
    let why = view(&story.state, NOW).music.why.unwrap();
    assert_eq!(
        why.connected,
        Some("Spotify suggests it for what you listen to, so it is here.")
    );
}

#[test]
fn guests_leave_with_the_account_and_the_list_is_full_again() {
    let (mut story, _) = visited();
    assert!(story.titles().iter().any(|title| is_external(title)));
    story.account(Account::default());
    let titles = story.titles();
    assert_eq!(titles.len(), 10);
    assert!(!titles.iter().any(|title| is_external(title)), "{titles:?}");
    story.tell(MusicEvent::Undo.into());
    assert!(!story.titles().iter().any(|title| is_external(title)));
}

#[test]
fn of_a_pinned_list_only_the_guests_are_taken() {
    let (mut story, _) = visited();
    story.tell(Event::TogglePin);
    let rest: Vec<_> = story
        .titles()
        .into_iter()
        .filter(|title| !is_external(title))
        .collect();
    story.account(Account::default());
    assert_eq!(story.titles(), rest);
}

#[test]
fn no_record_holds_a_guest_and_the_next_visit_has_a_full_list() {
    let (story, external_tracks) = visited();
    assert!(story.titles().iter().any(|title| is_external(title)));
    let written: Vec<_> = story
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Music(MusicEffect::Keep(_, text) | MusicEffect::KeepTaste { text, .. }) => {
                Some(text)
            }
            _ => None,
        })
        .collect();
    assert!(!written.is_empty());
    for text in written {
        assert!(
            !text.contains("Guest") && !text.contains("Visitor"),
            "{text}"
        );
    }
    let mut next = Story::of(story.kept());
    assert_eq!(next.titles().len(), 10);
    assert!(!next.titles().iter().any(|title| is_external(title)));
    next.account(account_with(external_tracks))
        .tell(Event::RefreshTracks);
    assert!(next.titles().iter().any(|title| is_external(title)));
}

#[test]
fn with_feelharmonics_music_alone_no_guest_is_let_in() {
    let (mut story, _) = visited();
    story.tell(MusicEvent::Chosen(Choice::TrackSource(TrackSource::Catalogue)).into());
    assert!(!story.titles().iter().any(|title| is_external(title)));
}

/// A desk with a table of two polkas.
fn desk() -> Desk {
    let table = "name,artist,valence,energy,tempo,genre\nAlpha,A,0.9,0.8,120,polka\nBeta,B,0.5,0.5,100,polka\n";
    let mut reading = Reading::new("mine.csv".into(), table.len() as u64);
    reading.push(table.as_bytes()).unwrap();
    let mut desk = Desk::default();
    desk.shelve(reading.finish().unwrap().0);
    desk
}

/// A list of the person's own table alone, drawn by the librarian, with `account`.
fn of_a_table(account: Account) -> Story {
    let card = Card {
        file: "mine.csv".into(),
        tracks: 2,
        genres: vec!["polka".into()],
    };
    let mut story = Story::of(Kept {
        library: serde_json::to_string(&card).ok(),
        ..Kept::default()
    });
    story
        .account(account)
        .tell(MusicEvent::Chosen(Choice::TrackSource(TrackSource::Own)).into())
        .tell(
            MusicEvent::Librarian(FromLibrarian::Ready {
                exchange: EXCHANGE_VERSION,
            })
            .into(),
        );
    let question = story.effects.iter().rev().find_map(|effect| match effect {
        Effect::Music(MusicEffect::Tell(ToLibrarian::Compose { ask, request })) => {
            Some((*ask, request.clone()))
        }
        _ => None,
    });
    let (ask, request) = question.unwrap();
    // As it travels.
    let request = serde_json::from_str(&serde_json::to_string(&request).unwrap()).unwrap();
    let list = desk().compose(&request);
    story.tell(MusicEvent::Librarian(FromLibrarian::Composed { ask, list }).into());
    story
}

#[test]
fn guests_travel_to_the_librarian_and_stand_beside_the_persons_own_table() {
    let opened = Story::of(Kept::default());
    let external_tracks = guests_like(&opened, 3);
    let story = of_a_table(account_with(external_tracks));
    let mut titles = story.titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta", "Guest 0", "Guest 1", "Guest 2"]);
}

#[test]
fn a_song_of_the_table_that_the_person_has_on_spotify_is_their_own_and_no_guest() {
    let opened = Story::of(Kept::default());
    let mut guest = guests_like(&opened, 1).remove(0);
    guest.names = vec![TrackId::of_names("a", "ALPHA")];
    let mut account = account_with(vec![guest.clone()]);
    account.affinity = Affinity::new([], [], guest.names.iter());
    let mut story = of_a_table(account);
    let mut titles = story.titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta"]);
    let rows = story.rows();
    let alpha = rows.iter().find(|row| row.title == "Alpha").unwrap();
    story.tell(MusicEvent::Why(alpha.id.clone()).into());
    let why = view(&story.state, NOW).music.why.unwrap();
    assert!(why.connected.unwrap().contains("one of your own"));
}

/// A table of the person's own, and an account that was just connected.
fn with_an_account() -> Story {
    let mut story = of_a_table(Account::default());
    let client_id = ClientId::new("0123456789abcdef0123456789abcdef").unwrap();
    let info = TokenInfo {
        generation: Generation(1),
        client_id,
        expires_at: NOW.plus(Millis::from_secs(3600.0)),
        scopes: Scopes::of(Permission::Taste),
        first_authorised_at: NOW,
        account: None,
        presumed: None,
    };
    story.module(SpotifyEvent::SignedIn(info));
    let version = ACCOUNT_VERSION;
    story.tell(AccountEvent::Said(FromAccount::Ready { version }).into());
    story
}

impl Story {
    /// The search that is on its way finds that id, or nothing.
    fn search_finds(&mut self, found: Option<TrackId>) -> &mut Self {
        let search = self.done.iter().find_map(|effect| match effect {
            SpotifyEffect::Send {
                id,
                call: Call::Search(wanted),
            } => Some((*id, wanted.clone())),
            _ => None,
        });
        let (call, wanted) = search.expect("nothing is searched for");
        let track = found.map(|id| {
            serde_json::json!({ "id": id, "name": wanted.title, "artists": [{ "name": wanted.artist }] })
        });
        let body = serde_json::json!({ "tracks": { "items": [track] } });
        self.module(SpotifyEvent::Answered {
            id: call,
            outcome: Ok(HttpResponse {
                status: 200,
                headers: Vec::new(),
                body: body.to_string().into(),
            }),
            luck: Fraction::MIN,
        })
    }

    fn row(&self, id: &TrackId) -> TrackView {
        self.rows().into_iter().find(|row| row.id == *id).unwrap()
    }
}

#[test]
fn a_track_of_the_table_is_searched_for_when_it_is_played_and_then_plays() {
    let mut story = with_an_account();
    let row = story.rows().remove(0);
    assert_eq!(row.access, Access::Searchable);
    assert!(row.open_url.contains("/search/"));
    story.tell(Event::Play(row.id.clone()));
    assert_eq!(story.player(), None, "not before it is found");
    story.search_finds(Some(id(42)));
    assert!(story.player().unwrap().ends_with(id(42).as_str()));
    let now = story.row(&row.id);
    assert_eq!((now.access, now.playing), (Access::Known, true));
    assert!(
        now.open_url
            .ends_with(&format!("/track/{}", id(42).as_str()))
    );
}

#[test]
fn a_track_that_is_not_found_opens_as_a_search_and_is_said_so() {
    let mut story = with_an_account();
    let row = story.rows().remove(0);
    story.tell(Event::Play(row.id.clone())).search_finds(None);
    let now = story.row(&row.id);
    assert_eq!(now.access, Access::None);
    assert!(now.open_url.contains("/search/"));
    assert_eq!(story.player(), None);
    let said = view(&story.state, NOW).spotify.status.words.what;
    assert!(said.ends_with("was not found on Spotify."), "{said}");
}

#[test]
fn a_player_that_was_closed_meanwhile_stays_closed() {
    let mut story = with_an_account();
    let row = story.rows().remove(0);
    story
        .tell(Event::Play(row.id.clone()))
        .tell(Event::ClosePlayer)
        .search_finds(Some(id(42)));
    assert_eq!(story.player(), None);
    assert_eq!(story.row(&row.id).access, Access::Known);
}

#[test]
fn without_an_account_a_track_of_the_table_opens_as_a_search() {
    let mut story = of_a_table(Account::default());
    let row = story.rows().remove(0);
    assert_eq!(row.access, Access::None);
    story.tell(Event::Play(row.id));
    assert_eq!(story.player(), None);
}
