//! A page of which nothing is there but the music: a stand-in learns the taste, and a pool answers for the library.

use crate::domain::mood::place::Place;
use crate::domain::music::catalogue::{Catalogue, Track, TrackId};
use crate::domain::music::external_track::with_external_tracks;
use crate::domain::music::list_request::{ListRequest, RequestId};
use crate::domain::music::pool::Pool;
use crate::domain::music::source::TrackSource;
use crate::domain::music::taste::Taste;
use crate::domain::music::taste::feedback::Judgement;
use crate::domain::music::taste::feedback::ThumbVerdict;
use crate::domain::music::track::Style;
use crate::domain::quantity::{Millis, UnixMillis};
use crate::flow::kit::notice::{Notice, Notices};
use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::kit::{Now, Out};
use crate::flow::music::choices::Choice;
use crate::flow::music::effect::MusicEffect;
use crate::flow::music::event::{MusicEvent, MusicRecords};
use crate::flow::music::given::MusicGiven;
use crate::flow::music::news::MusicNews;
use crate::flow::music::state::MusicState;
use crate::flow::music::update;
use crate::flow::music::view::{ExplanationView, MusicView, TrackView, view};
use std::collections::VecDeque;

/// The music under test, its clock, and what stands for the other features.
#[derive(Default)]
pub(super) struct Story {
    pub state: MusicState,
    pub taste: Taste,
    /// The person's own tracks, and whether they can be searched.
    pub library: Vec<Track>,
    pub can_use_library: bool,
    pub effects: Vec<MusicEffect>,
    pub news: Vec<MusicNews>,
    notices: Notices,
    now: Now,
    /// The last thumb down or skip, and the taste before it.
    undo: Option<(u32, Taste)>,
}

impl Story {
    /// A page that has just opened, with nothing kept.
    pub fn opened() -> Self {
        Self::of(MusicRecords::default(), Taste::default())
    }

    /// A page that has just opened, with what was kept.
    pub fn of(records: MusicRecords, taste: Taste) -> Self {
        let mut story = Self {
            taste,
            ..Self::default()
        };
        story.open(records);
        story
    }

    /// A page whose person has these tracks of their own.
    pub fn with_library(library: Vec<Track>, sources: TrackSource) -> Self {
        let mut story = Self::unopened_with_library(library);
        story.open(MusicRecords::default());
        story.choose(Choice::Sources(sources));
        story
    }

    /// A page to which nothing was told yet, whose person has these tracks of their own.
    pub fn unopened_with_library(library: Vec<Track>) -> Self {
        Self {
            library,
            can_use_library: true,
            ..Self::default()
        }
    }

    fn open(&mut self, records: MusicRecords) {
        self.tell(MusicEvent::Opened { seed: 7 })
            .tell(MusicEvent::Restored(records))
            .fetch_catalogue();
    }

    pub fn fetch_catalogue(&mut self) -> &mut Self {
        let text = std::fs::read_to_string("public/catalogue.txt").unwrap();
        self.tell(MusicEvent::CatalogueFetched(Some(text)))
    }

    /// Tells the music, and what it tells the taste comes back as a change of it.
    pub fn tell(&mut self, event: MusicEvent) -> &mut Self {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let mut out = Out::new();
            let genres: Vec<_> = self.library.iter().map(|one| one.genre.clone()).collect();
            let given = MusicGiven {
                taste: &self.taste,
                can_use_library: self.can_use_library && !self.library.is_empty(),
                has_library: !self.library.is_empty(),
                library_genres: &genres,
            };
            update(&mut self.state, event, &given, self.now, &mut out);
            self.effects.extend(out.effects);
            for news in out.news {
                match &news {
                    MusicNews::Judged(judgement) => {
                        self.learn(judgement);
                        events.push_back(MusicEvent::TasteChanged);
                    }
                    MusicNews::ExternalTracksLeft => self.undo = None,
                    MusicNews::Notice(change) => self.notices.apply(change.clone()),
                    _ => {}
                }
                self.news.push(news);
            }
        }
        self
    }

    /// Learns as the taste does.
    fn learn(&mut self, judgement: &Judgement) {
        let feedback = judgement.feedback.clone();
        self.undo =
            (feedback.verdict != ThumbVerdict::Up).then(|| (judgement.number, self.taste.clone()));
        if feedback.verdict == ThumbVerdict::Up && judgement.was_liked {
            self.taste.withdraw(&feedback.track);
        } else {
            self.taste.learn(feedback);
        }
    }

    /// Takes the last thumb down or skip back, if that can be.
    pub fn undo(&mut self) -> &mut Self {
        let Some((number, taste)) = self.undo.take() else {
            return self;
        };
        self.taste = taste;
        self.tell(MusicEvent::JudgementUndone(number))
            .tell(MusicEvent::TasteChanged)
    }

    pub fn choose(&mut self, choice: Choice) -> &mut Self {
        self.tell(MusicEvent::ChoiceMade(choice))
    }

    /// The mood settles there, without a face.
    pub fn feel(&mut self, valence: f32, arousal: f32) -> &mut Self {
        self.tell(MusicEvent::FollowMood {
            mood: Place::clamped(valence, arousal).as_mood(),
            expression: None,
        })
    }

    pub fn judge(&mut self, at: usize, verdict: ThumbVerdict) -> &mut Self {
        let id = self.rows()[at].id.clone();
        self.now = self.now.plus(Millis(1000.0));
        self.tell(MusicEvent::Judge(id, verdict))
    }

    pub fn explain(&mut self, id: &TrackId) -> Option<ExplanationView> {
        self.tell(MusicEvent::ExplanationToggled(id.clone()));
        self.view().explanation
    }

    /// The last question to the library, unless it was answered by [`Self::answer`].
    pub fn wanted(&self) -> Option<(RequestId, Box<ListRequest>)> {
        self.news.iter().rev().find_map(|news| match news {
            MusicNews::LibraryWanted(id, request) => Some((*id, request.clone())),
            _ => None,
        })
    }

    /// The library's answer to the last question, as the question travels.
    pub fn answer(&self) -> MusicEvent {
        let (id, request) = self.wanted().unwrap();
        let text = serde_json::to_string(&request).unwrap();
        let request: ListRequest = serde_json::from_str(&text).unwrap();
        let tracks = match request.sources {
            TrackSource::Own => self.library.clone(),
            _ => [catalogue(), self.library.clone()].concat(),
        };
        let pool = Pool::new(with_external_tracks(tracks, &request.external_tracks));
        MusicEvent::Composed {
            request: id,
            list: request.answer(&pool, &self.taste),
        }
    }

    /// Answers until nothing more is asked; says how many answers there were.
    pub fn answer_all(&mut self) -> usize {
        let mut answers = 0;
        while self.wanted().is_some() {
            let answer = self.answer();
            self.news.clear();
            self.tell(answer);
            answers += 1;
        }
        answers
    }

    pub fn view(&self) -> MusicView {
        let genres: Vec<_> = self.library.iter().map(|one| one.genre.clone()).collect();
        let given = MusicGiven {
            taste: &self.taste,
            can_use_library: self.can_use_library,
            has_library: !self.library.is_empty(),
            library_genres: &genres,
        };
        view(&self.state, &given)
    }

    pub fn rows(&self) -> Vec<TrackView> {
        self.view().tracks.tracks
    }

    pub fn row(&self, id: &TrackId) -> TrackView {
        self.rows().into_iter().find(|row| row.id == *id).unwrap()
    }

    pub fn titles(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.title).collect()
    }

    pub fn player(&self) -> Option<String> {
        self.view().player.map(|player| player.embed_url)
    }

    pub fn notice(&self) -> Option<&Notice> {
        self.notices.shown()
    }

    pub fn said(&self) -> &str {
        self.notice().map_or("", |notice| &notice.what)
    }

    /// The text that a record was last written with.
    pub fn kept(&self, wanted: Key) -> Option<String> {
        self.effects.iter().rev().find_map(|effect| match effect {
            MusicEffect::Store(StoreEffect::Put(key, text)) if *key == wanted => Some(text.clone()),
            _ => None,
        })
    }

    /// All that was written, as the next visit reads it.
    pub fn records(&self) -> MusicRecords {
        MusicRecords {
            choices: self.kept(Key::Choices),
            list: self.kept(Key::List),
            has_taste: !self.taste.is_empty(),
        }
    }

    /// The number of times that the list was said to be another one.
    pub fn listings(&self) -> usize {
        let listed = |news: &&MusicNews| **news == MusicNews::Listed;
        self.news.iter().filter(listed).count()
    }
}

/// The tracks of the catalogue.
pub(super) fn catalogue() -> Vec<Track> {
    let text = std::fs::read_to_string("public/catalogue.txt").unwrap();
    Catalogue::unpack(&text).unwrap().tracks().to_vec()
}

/// Tracks of the person's own, by as many artists, which sound like the first ones of the catalogue.
pub(super) fn own_tracks(titles: &[String]) -> Vec<Track> {
    let own = |(title, like): (&String, Track)| Track {
        id: TrackId::of_names(&format!("{title}'s artist"), title),
        title: title.clone(),
        artist: format!("{title}'s artist"),
        genre: "polka".into(),
        style: Style::default(),
        ..like
    };
    titles.iter().zip(catalogue()).map(own).collect()
}

/// The moment of the story's first thumb.
pub(super) const FIRST_THUMB: UnixMillis = UnixMillis(1000.0);
