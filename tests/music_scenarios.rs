//! Stories of the music told to `flow::update`: goals, filters, thumbs, what is kept, a person's own table.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a story that can't be told fails the test"
)]

use feelharmonic::domain::music::goal::{Goal, ListLength};
use feelharmonic::domain::music::source::TrackSource;
use feelharmonic::domain::music::taste::explain::Preference;
use feelharmonic::domain::music::taste::feedback::ThumbVerdict;
use feelharmonic::domain::quantity::{Balance, Millis, UnixMillis};
use feelharmonic::flow_old::event::{CameraSupport, Capabilities};
use feelharmonic::flow_old::fault::Remedy;
use feelharmonic::flow_old::music::choices::{Choice, Wish};
use feelharmonic::flow_old::music::effect::Record;
use feelharmonic::flow_old::music::event::Kept;
use feelharmonic::flow_old::music::exchange::{
    Ask, Card, EXCHANGE_VERSION, FromLibrarian, LibrarianFault, Report, ToLibrarian,
};
use feelharmonic::flow_old::music::{Import, MusicEffect, MusicEvent, together};
use feelharmonic::flow_old::view::{Access, MoodLead, TrackView, View, view};
use feelharmonic::flow_old::{Effect, Event, State, Wake, update};
use feelharmonic::librarian::desk::Desk;
use feelharmonic::librarian::reading::Reading;
use rstest::rstest;

/// A page under test: its state, its clock, and the effects that have not been looked at.
struct Story {
    state: State,
    now: UnixMillis,
    effects: Vec<Effect>,
}

impl Story {
    /// A page that has just opened, with what was kept and whether the browser is a new one.
    fn of(kept: Kept, simd: bool) -> Self {
        let mut story = Self {
            state: State::default(),
            now: UnixMillis(1_000_000.0),
            effects: Vec::new(),
        };
        let capabilities = Capabilities {
            camera: CameraSupport::Available,
            simd,
            save_data: false,
        };
        story.tell(Event::Opened {
            capabilities,
            seed: 7,
        });
        assert!(story.did(&MusicEffect::ReadKept.into()));
        story.music(MusicEvent::KeptRead(kept)).catalogue();
        story
    }

    fn new() -> Self {
        Self::of(Kept::default(), true)
    }

    fn catalogue(&mut self) -> &mut Self {
        let catalogue = std::fs::read_to_string("public/catalogue.tsv").unwrap();
        self.tell(Event::CatalogueFetched(Some(catalogue)))
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.state, event, self.now);
        self.effects.extend(effects);
        self
    }

    fn music(&mut self, event: MusicEvent) -> &mut Self {
        self.tell(event.into())
    }

    fn choose(&mut self, choice: Choice) -> &mut Self {
        self.music(MusicEvent::Chosen(choice))
    }

    fn librarian(&mut self, said: FromLibrarian) -> &mut Self {
        self.music(MusicEvent::Librarian(said))
    }

    /// The hand puts the mood there and rests.
    fn feel(&mut self, valence: f32, arousal: f32) -> &mut Self {
        self.effects.clear();
        self.tell(Event::MoodSet {
            valence: Balance::new(valence).unwrap(),
            arousal: Balance::new(arousal).unwrap(),
        });
        let moves = self.effects.iter().find_map(|effect| match effect {
            Effect::After(_, Wake::HandRested(moves)) => Some(*moves),
            _ => None,
        });
        self.now = self.now.plus(Millis(400.0));
        self.tell(Event::Woke(Wake::HandRested(moves.unwrap())))
    }

    fn judge(&mut self, at: usize, verdict: ThumbVerdict) -> &mut Self {
        let id = self.rows()[at].id.clone();
        self.now = self.now.plus(Millis(1000.0));
        self.music(MusicEvent::Verdict(id, verdict))
    }

    fn view(&self) -> View {
        view(&self.state, self.now)
    }

    fn rows(&self) -> Vec<TrackView> {
        self.view().tracks.tracks
    }

    fn titles(&self) -> Vec<String> {
        self.rows().into_iter().map(|track| track.title).collect()
    }

    fn did(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    fn said(&self) -> Option<String> {
        self.view().message.map(|message| message.what)
    }

    /// The text that a record was last written with.
    fn kept(&self, wanted: Record) -> Option<String> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Music(MusicEffect::Keep(record, text)) if *record == wanted => {
                Some(text.clone())
            }
            Effect::Music(MusicEffect::KeepTaste { text, .. }) if wanted == Record::Taste => {
                Some(text.clone())
            }
            _ => None,
        })
    }

    /// Writes the last taste into `store`, as the shell does; tells what other tabs had taught.
    fn write_taste(&mut self, store: &mut String) {
        let last = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Music(MusicEffect::KeepTaste { base, text }) => {
                Some((base.clone(), text.clone()))
            }
            _ => None,
        });
        let (base, wrote) = last.unwrap();
        *store = if *store == base {
            wrote.clone()
        } else {
            together(&base, &wrote, store).unwrap()
        };
        if *store != wrote {
            let kept = store.clone();
            self.music(MusicEvent::TasteMerged { wrote, kept });
        }
    }

    /// The tracks that were judged, in order.
    fn judged(&self) -> Vec<String> {
        let log = self.state.music.taste().log();
        log.iter().map(|thumb| thumb.title.clone()).collect()
    }

    /// All that was written, as the next visit reads it.
    fn next_visit(&self) -> Kept {
        Kept {
            choices: self.kept(Record::Choices),
            taste: self.kept(Record::Taste),
            taste_aside: self.kept(Record::TasteAside),
            list: self.kept(Record::List),
            library: None,
        }
    }

    /// The last question to the librarian that `asks` knows.
    fn asked<T>(&self, asks: impl Fn(&ToLibrarian) -> Option<T>) -> Option<T> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Music(MusicEffect::Tell(message)) => asks(message),
            _ => None,
        })
    }

    fn sent_table(&self) -> Option<Ask> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Music(MusicEffect::SendTable(ask)) => Some(*ask),
            _ => None,
        })
    }

    fn import(&self) -> Import {
        self.view().music.library.import
    }

    fn with_library(shelves: TrackSource) -> Self {
        let card = serde_json::to_string(&card()).unwrap();
        let kept = Kept {
            library: Some(card),
            ..Kept::default()
        };
        let mut story = Self::of(kept, true);
        story
            .librarian(ready())
            .choose(Choice::TrackSource(shelves));
        story
    }

    /// The mean valence of some rows, as "why this?" shows it.
    fn brightness(&mut self, rows: std::ops::Range<usize>) -> f32 {
        let count = f32::from(u8::try_from(rows.len()).unwrap());
        let sum: f32 = rows
            .map(|at| {
                let id = self.rows()[at].id.clone();
                self.music(MusicEvent::Why(id));
                let why = self.view().music.why.unwrap();
                assert_eq!(why.features[0].name, "Brightness");
                why.features[0].track.get()
            })
            .sum();
        sum / count
    }
}

fn card() -> Card {
    Card {
        file: "mine.csv".into(),
        tracks: 3,
        genres: vec!["polka".into()],
    }
}

const fn ready() -> FromLibrarian {
    FromLibrarian::Ready {
        exchange: EXCHANGE_VERSION,
    }
}

fn table(name: &str) -> MusicEvent {
    MusicEvent::TableChosen {
        name: name.into(),
        bytes: 1000,
    }
}

#[test]
fn lift_from_sad_begins_dark_and_ends_bright() {
    let mut story = Story::new();
    story.feel(-0.63, -0.27).choose(Choice::Goal(Goal::Lift));
    assert_eq!(story.view().tracks.heading, "From gloomy to lively");
    assert_eq!(story.titles().len(), 10);
    let (first, last) = (story.brightness(0..3), story.brightness(7..10));
    assert!(first + 0.25 < last, "{first} to {last}");
    let route = story.view().music.route;
    assert_eq!(route.dots.len(), 10);
    assert!(route.end.is_some() && !route.path.is_empty());
    assert_eq!(
        route.words,
        "The 10 dots are the tracks. They lead from gloomy to joyful."
    );
    assert!(
        story.rows()[2]
            .reason
            .contains("step 3 of 10 towards lively")
    );
}

#[test]
fn matching_leads_nowhere() {
    let mut story = Story::new();
    story.feel(0.8, 0.5);
    let route = story.view().music.route;
    assert!(route.path.is_empty() && route.end.is_none());
    assert_eq!(
        route.words,
        "The 10 dots are the tracks. They stay around joyful."
    );
}

#[rstest]
#[case(ListLength::Twenty, 20)]
#[case(ListLength::Thirty, 30)]
#[case(ListLength::Minutes(60), 16)]
fn a_list_is_as_long_as_was_asked_for(#[case] length: ListLength, #[case] tracks: usize) {
    let mut story = Story::new();
    story.choose(Choice::Length(length));
    assert_eq!(story.titles().len(), tracks);
}

#[test]
fn a_genre_can_be_kept_to_and_kept_out_and_the_list_comes_back_when_the_filter_goes() {
    let mut story = Story::new();
    story.feel(0.8, 0.5);
    let open = story.titles();
    let genres = story.view().music.choices.genres;
    let (one, other) = (genres[0].0.clone(), genres[1].0.clone());
    story.choose(Choice::Genre(one.clone(), Wish::Only));
    assert!(story.rows().iter().all(|row| row.details.ends_with(&one)));
    story.choose(Choice::Genre(one.clone(), Wish::Never));
    assert!(!story.rows().iter().any(|row| row.details.ends_with(&one)));
    story.choose(Choice::Genre(other, Wish::Only));
    assert_eq!(story.view().music.choices.filters, 2);
    story.choose(Choice::NoFilter);
    assert_eq!(story.titles(), open);
}

#[test]
fn a_filter_that_leaves_nothing_says_so() {
    let mut story = Story::new();
    let genre = story.view().music.choices.genres[0].0.clone();
    story.choose(Choice::Genre("no such genre".into(), Wish::Only));
    assert!(story.titles().is_empty());
    assert!(story.view().tracks.nothing.unwrap().contains("filters"));
    story.choose(Choice::Genre(genre, Wish::Only));
    assert!(!story.titles().is_empty());
    assert_eq!(story.view().tracks.nothing, None);
}

#[test]
fn choices_are_kept_and_come_back() {
    let mut story = Story::new();
    story
        .choose(Choice::Goal(Goal::Calm))
        .choose(Choice::HideExplicit(true));
    let again = Story::of(story.next_visit(), true);
    let choices = again.view().music.choices;
    assert_eq!((choices.goal, choices.hide_explicit), (Goal::Calm, true));
}

#[rstest]
#[case(ThumbVerdict::Down)]
#[case(ThumbVerdict::Skip)]
fn a_track_that_is_not_wanted_leaves_at_once_and_undo_brings_it_back(#[case] verdict: ThumbVerdict) {
    let mut story = Story::new();
    story.feel(-0.63, -0.27).choose(Choice::Goal(Goal::Lift));
    let (before, heading) = (story.view().tracks, story.view().tracks.heading);
    story.judge(3, verdict);
    let after = story.titles();
    assert_eq!(after.len(), 10, "another track takes its place");
    assert!(!after.contains(&before.tracks[3].title));
    assert_eq!(after[..3], story.titles()[..3]);
    assert!(story.rows()[3].reason.contains("step 4 of 10"));
    assert_eq!(story.view().message.unwrap().remedy, Some(Remedy::Undo));
    story.tell(Event::MessageAction);
    assert_eq!(story.view().tracks, before);
    assert_eq!(story.view().tracks.heading, heading);
    assert_eq!(story.said(), None);
    assert!(story.state.music.taste().is_empty());
}

#[test]
fn what_got_a_thumb_down_does_not_come_again() {
    let mut story = Story::new();
    story.feel(0.8, 0.5);
    let gone = story.titles()[0].clone();
    story.judge(0, ThumbVerdict::Down);
    for _ in 0..12 {
        story.tell(Event::RefreshTracks);
        assert!(!story.titles().contains(&gone));
    }
}

#[test]
fn a_small_choice_closes_the_gap() {
    let mut story = Story::new();
    // The genre with the fewest tracks still fills a list of fifty only in part.
    let genre = story.view().music.choices.genres[0].0.clone();
    story
        .choose(Choice::Length(ListLength::Minutes(180)))
        .choose(Choice::Genre(genre, Wish::Only));
    let count = story.titles().len();
    let kept = story.titles();
    story.judge(0, ThumbVerdict::Down);
    let now = story.titles();
    assert!(now.len() == count || now[..] == kept[1..]);
}

#[test]
fn an_undo_after_the_list_has_changed_leaves_the_new_list() {
    let mut story = Story::new();
    story.judge(0, ThumbVerdict::Down).feel(-0.8, -0.6);
    let list = story.titles();
    story.music(MusicEvent::Undo);
    assert_eq!(story.titles(), list);
    assert!(story.state.music.taste().is_empty());
}

#[test]
fn a_thumb_up_stays_in_the_list_and_its_button_takes_it_back() {
    let mut story = Story::new();
    let list = story.titles();
    story.judge(2, ThumbVerdict::Up);
    assert!(story.rows()[2].liked);
    assert_eq!(story.titles(), list);
    assert_eq!(story.said(), None);
    story.judge(2, ThumbVerdict::Up);
    assert!(!story.rows()[2].liked);
    assert!(story.state.music.taste().is_empty());
}

#[test]
fn list_taste_and_pin_survive_a_reload() {
    let mut story = Story::new();
    story
        .feel(-0.63, -0.27)
        .choose(Choice::Goal(Goal::Lift))
        .judge(1, ThumbVerdict::Up)
        .judge(4, ThumbVerdict::Down)
        .tell(Event::TogglePin);
    let again = Story::of(story.next_visit(), true);
    assert_eq!(again.view().tracks, story.view().tracks);
    assert_eq!(again.view().music.route, story.view().music.route);
    assert_eq!(again.state.music.taste().log().len(), 2);
    assert_eq!(again.said(), None);
}

#[test]
fn who_is_quicker_than_the_memory_of_a_first_visit_can_still_take_a_thumb_back() {
    let mut story = Story {
        state: State::default(),
        now: UnixMillis(0.0),
        effects: Vec::new(),
    };
    story.catalogue();
    let before = story.titles();
    story.judge(2, ThumbVerdict::Down);
    assert_eq!(story.kept(Record::Taste), None);
    story.music(MusicEvent::KeptRead(Kept::default()));
    assert!(story.kept(Record::Taste).unwrap().contains(&before[2]));
    story.music(MusicEvent::Undo);
    assert_eq!(story.titles(), before);
}

#[test]
fn a_list_of_the_last_visit_comes_also_after_the_catalogue_but_not_over_a_newer_one() {
    let mut story = Story::new();
    story.feel(0.8, 0.5);
    let kept = story.next_visit();
    let late = |story: &mut Story| {
        story.music(MusicEvent::KeptRead(kept.clone()));
        story.titles()
    };
    let mut opening = Story::of(Kept::default(), true);
    assert_eq!(late(&mut opening), story.titles());
    let mut newer = Story::of(Kept::default(), true);
    newer.feel(-0.8, -0.5);
    let list = newer.titles();
    assert_eq!(late(&mut newer), list);
}

#[test]
fn nothing_is_written_before_it_is_known_what_was_kept() {
    let mut story = Story {
        state: State::default(),
        now: UnixMillis(0.0),
        effects: Vec::new(),
    };
    story.catalogue();
    assert_eq!(story.titles().len(), 10);
    assert_eq!(story.kept(Record::List), None);
    story.music(MusicEvent::KeptRead(Kept::default()));
    assert!(story.kept(Record::List).is_some());
}

#[rstest]
#[case("{")]
#[case(r#"{"format":"feelharmonic-taste","version":9,"feedback":[]}"#)]
#[case(r#"{"format":"another","version":1,"feedback":[]}"#)]
fn a_taste_that_cannot_be_read_is_set_aside_and_said(#[case] text: &str) {
    let kept = Kept {
        taste: Some(text.into()),
        ..Kept::default()
    };
    let mut story = Story::of(kept, true);
    assert!(story.said().unwrap().contains("can't be used"));
    assert_eq!(story.kept(Record::TasteAside).as_deref(), Some(text));
    assert_eq!(
        story.kept(Record::Taste),
        None,
        "nothing takes its place unasked"
    );
    story
        .music(MusicEvent::TasteShown(true))
        .music(MusicEvent::AsideExport);
    assert!(story.view().music.taste.unwrap().aside);
    assert!(
        story.did(
            &MusicEffect::Offer {
                name: "feelharmonic-taste-unread.txt",
                text: text.into()
            }
            .into()
        )
    );
    story.music(MusicEvent::AsideDropped);
    assert!(!story.view().music.taste.unwrap().aside);
    assert!(story.did(&MusicEffect::Forget(Record::TasteAside).into()));
}

#[test]
fn other_records_that_cannot_be_read_are_named_and_begin_anew() {
    let kept = Kept {
        choices: Some("{".into()),
        list: Some(r#"{"version":1}"#.into()),
        ..Kept::default()
    };
    let story = Story::of(kept, true);
    let said = story.said().unwrap();
    assert!(
        said.contains("your goal and filters and the list"),
        "{said}"
    );
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn a_record_that_cannot_be_written_is_said() {
    let mut story = Story::new();
    story.judge(0, ThumbVerdict::Down);
    let undo = story.said();
    story.music(MusicEvent::NotKept(Record::Taste));
    assert_eq!(story.said(), undo, "an undo is not taken away");
    story
        .tell(Event::MessageDismissed)
        .music(MusicEvent::NotKept(Record::Taste));
    assert!(story.said().unwrap().contains("What you taught"));
    story
        .tell(Event::MessageDismissed)
        .music(MusicEvent::NotKept(Record::Taste));
    assert_eq!(story.said(), None, "once is enough");
}

#[test]
fn what_was_learned_can_be_seen_left_out_and_used_again() {
    let mut story = Story::new();
    assert_eq!(story.view().music.taste, None);
    story
        .judge(0, ThumbVerdict::Up)
        .music(MusicEvent::TasteShown(true));
    let artist = story.rows()[0].artist.clone();
    let of_artist = |story: &Story| {
        let taste = story.view().music.taste.unwrap();
        let found = taste.learned.into_iter().find(|one| one.name == artist);
        found.unwrap()
    };
    assert_eq!(
        (of_artist(&story).kind, of_artist(&story).muted),
        ("Artist", false)
    );
    let preference = Preference::Artist(artist.clone());
    story.music(MusicEvent::Mute(preference.clone(), true));
    assert!(of_artist(&story).muted);
    let mut again = Story::of(story.next_visit(), true);
    again.music(MusicEvent::TasteShown(true));
    assert!(of_artist(&again).muted, "it stays left out");
    story.music(MusicEvent::Mute(preference, false));
    assert!(!of_artist(&story).muted);
}

#[test]
fn what_two_tabs_teach_at_the_same_time_is_kept_together() {
    let mut store = String::new();
    let (mut one, mut other) = (Story::new(), Story::new());
    one.feel(0.8, 0.5).now.0 += 1.0;
    other.feel(-0.8, -0.5).now.0 += 2.0;
    let first = one.titles()[0].clone();
    one.judge(0, ThumbVerdict::Up).write_taste(&mut store);
    let second = other.titles()[1].clone();
    other.judge(1, ThumbVerdict::Down).write_taste(&mut store);
    assert_eq!(
        other.judged(),
        [first.clone(), second.clone()],
        "it hears of the first"
    );
    // Taking one's own back leaves the other tab's.
    other.music(MusicEvent::Undo).write_taste(&mut store);
    assert_eq!(other.judged(), std::slice::from_ref(&first));
    one.now.0 += 5.0;
    let third = one.titles()[2].clone();
    one.judge(2, ThumbVerdict::Skip).write_taste(&mut store);
    assert_eq!(one.judged(), [first.clone(), third.clone()]);
    // What is forgotten in one is not brought back by the other.
    other.music(MusicEvent::TasteReset).write_taste(&mut store);
    assert_eq!(other.judged(), [third], "said after what the other knew");
    one.now.0 += 5.0;
    one.judge(4, ThumbVerdict::Up).write_taste(&mut store);
    assert!(!one.judged().contains(&first));
    assert_eq!(one.judged().len(), 2);
}

#[test]
fn another_tabs_taste_that_cannot_be_read_is_not_written_over() {
    let mut story = Story::new();
    story.feel(0.8, 0.5).judge(0, ThumbVerdict::Up);
    let ours = story.kept(Record::Taste).unwrap();
    let newer = ours.replace("\"version\":1", "\"version\":2");
    assert_eq!(together("", &ours, &newer), None);
    assert_eq!(together("no taste", &ours, &ours), Some(ours.clone()));
}

#[test]
fn forgetting_everything_can_be_taken_back() {
    let mut story = Story::new();
    story
        .judge(0, ThumbVerdict::Up)
        .music(MusicEvent::TasteShown(true))
        .music(MusicEvent::TasteReset);
    assert!(!story.rows()[0].liked);
    let taste = story.view().music.taste.unwrap();
    assert!(taste.learned.is_empty() && taste.undo);
    assert_eq!(
        taste.note.as_deref(),
        Some("Everything you taught is forgotten.")
    );
    story.music(MusicEvent::Undo);
    assert!(story.rows()[0].liked);
    assert!(!story.view().music.taste.unwrap().learned.is_empty());
}

#[test]
fn a_taste_is_saved_as_a_file_and_read_from_it() {
    let mut story = Story::new();
    story.judge(0, ThumbVerdict::Up).music(MusicEvent::TasteExport);
    let text = story.effects.iter().find_map(|effect| match effect {
        Effect::Music(MusicEffect::Offer { text, .. }) => Some(text.clone()),
        _ => None,
    });
    let mut other = Story::new();
    other
        .music(MusicEvent::TasteShown(true))
        .music(MusicEvent::TasteBrought(text));
    assert_eq!(other.state.music.taste(), story.state.music.taste());
    other.music(MusicEvent::TasteBrought(Some("{}".into())));
    let taste = other.view().music.taste.unwrap();
    assert!(taste.note.unwrap().starts_with("Nothing was changed"));
    assert_eq!(other.state.music.taste(), story.state.music.taste());
    other.music(MusicEvent::TasteBrought(None));
    assert_eq!(other.state.music.taste().log().len(), 1);
}

#[test]
fn words_set_the_mood_and_say_what_counted() {
    let mut story = Story::new();
    let list = story.titles();
    story.music(MusicEvent::Words("tired but content".into()));
    let view = story.view();
    assert_eq!(view.mood.lead, MoodLead::Hand);
    assert!(view.mood.point.unwrap().1 < 0.0, "tired is low in energy");
    assert!(view.music.words.unwrap().contains("tired"));
    assert_ne!(story.titles(), list, "the list follows at once");
    let list = story.titles();
    story.music(MusicEvent::Words("qwertz uiop".into()));
    assert!(
        story
            .view()
            .music
            .words
            .unwrap()
            .starts_with("None of these")
    );
    assert_eq!(story.titles(), list);
    story.feel(0.5, 0.5);
    assert_eq!(story.view().music.words, None, "the hand leads now");
    story.music(MusicEvent::Words("  ".into()));
    assert_eq!(story.view().music.words, None);
}

#[test]
fn why_is_open_for_one_track_and_follows_its_taste() {
    let mut story = Story::new();
    let (first, second) = (story.rows()[0].id.clone(), story.rows()[1].id.clone());
    story.music(MusicEvent::Why(first.clone()));
    assert!(story.view().music.why.unwrap().taste.is_empty());
    story.judge(0, ThumbVerdict::Up);
    let why = story.view().music.why.unwrap();
    assert_eq!(why.id, first);
    assert!(
        why.taste
            .iter()
            .any(|line| line.words.starts_with("You ") && line.hundredths > 0)
    );
    story.music(MusicEvent::Why(second.clone()));
    assert_eq!(story.view().music.why.unwrap().id, second);
    story.judge(1, ThumbVerdict::Down);
    assert_eq!(
        story.view().music.why,
        None,
        "what left is explained no more"
    );
}

#[test]
fn a_table_is_read_summed_up_kept_and_removed() {
    let mut story = Story::new();
    story.music(table("mine.csv"));
    assert!(story.did(&MusicEffect::StartLibrarian.into()));
    assert_eq!(
        story.sent_table(),
        None,
        "nothing is sent before it listens"
    );
    story.librarian(ready());
    let ask = story.sent_table().unwrap();
    story.librarian(FromLibrarian::Reading { ask, percent: 40 });
    assert!(matches!(
        story.import(),
        Import::Reading { percent: 40, .. }
    ));
    let report = Report {
        tracks: 3,
        bad: 1,
        listed: vec!["Line 3: the energy is missing".into()],
        ..Report::default()
    };
    story.librarian(FromLibrarian::Imported {
        ask,
        card: card(),
        report: report.clone(),
    });
    assert_eq!(story.import(), Import::Kept(report));
    assert_eq!(
        story.view().music.library.kept,
        Some(("mine.csv".into(), 3))
    );
    assert!(
        story
            .view()
            .music
            .choices
            .genres
            .iter()
            .any(|(name, _)| name == "polka")
    );
    story.music(MusicEvent::LibraryRemoved);
    let remove = story.asked(|message| match message {
        ToLibrarian::Remove { ask } => Some(*ask),
        _ => None,
    });
    story.librarian(FromLibrarian::Removed {
        ask: remove.unwrap(),
    });
    assert_eq!(story.import(), Import::Removed);
    assert_eq!(story.view().music.library.kept, None);
    assert!(story.did(&MusicEffect::EndLibrarian.into()));
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn an_import_can_be_stopped_and_one_that_was_done_first_counts() {
    let mut story = Story::new();
    story
        .music(table("mine.csv"))
        .music(MusicEvent::ImportCancelled);
    assert_eq!(story.import(), Import::Stopped, "it had not begun");
    story.librarian(ready()).music(table("mine.csv"));
    let ask = story.sent_table().unwrap();
    story.music(MusicEvent::ImportCancelled);
    assert!(story.did(&MusicEffect::Tell(ToLibrarian::Cancel).into()));
    assert!(matches!(
        story.import(),
        Import::Reading { stopping: true, .. }
    ));
    story.librarian(FromLibrarian::Cancelled { ask });
    assert_eq!(story.import(), Import::Stopped);
    story.music(table("mine.csv"));
    let ask = story.sent_table().unwrap();
    story.music(MusicEvent::ImportCancelled);
    story.librarian(FromLibrarian::Imported {
        ask,
        card: card(),
        report: Report::default(),
    });
    assert!(matches!(story.import(), Import::Kept(_)));
}

#[test]
fn a_table_that_is_none_is_refused_in_words_and_what_was_kept_stays() {
    let mut story = Story::with_library(TrackSource::Both);
    story.music(table("photo.jpg"));
    let ask = story.sent_table().unwrap();
    story.librarian(FromLibrarian::Refused {
        ask,
        why: "This is not a text file".into(),
        report: Report::default(),
    });
    assert!(matches!(story.import(), Import::Refused { why, .. } if why.contains("not a text")));
    assert!(story.view().music.library.kept.is_some());
}

#[rstest]
#[case(MusicEvent::LibrarianLost)]
#[case(MusicEvent::Librarian(FromLibrarian::Failed { seq: None, fault: LibrarianFault::Crashed }))]
fn a_librarian_that_dies_while_reading_is_started_again_on_demand(#[case] death: MusicEvent) {
    let mut story = Story::new();
    story.music(table("mine.csv")).librarian(ready());
    let first = story.sent_table().unwrap();
    story.music(death);
    assert!(matches!(story.import(), Import::Refused { why, .. } if why.contains("stopped")));
    assert!(story.did(&MusicEffect::EndLibrarian.into()));
    story.effects.clear();
    story.music(MusicEvent::ImportAgain);
    assert!(story.did(&MusicEffect::StartLibrarian.into()));
    story.librarian(ready());
    let ask = story.sent_table().unwrap();
    assert_ne!(ask, first);
    story.librarian(FromLibrarian::Imported {
        ask,
        card: card(),
        report: Report::default(),
    });
    assert!(matches!(story.import(), Import::Kept(_)));
}

#[test]
fn a_librarian_that_says_nothing_is_given_up() {
    let mut story = Story::new();
    story.music(table("mine.csv")).librarian(ready());
    for _ in 0..3 {
        story.tell(Event::Woke(Wake::Librarian));
    }
    let ask = story.sent_table().unwrap();
    story.librarian(FromLibrarian::Reading { ask, percent: 1 });
    for _ in 0..4 {
        story.tell(Event::Woke(Wake::Librarian));
    }
    assert!(
        matches!(story.import(), Import::Reading { .. }),
        "it was heard meanwhile"
    );
    for _ in 0..2 {
        story.tell(Event::Woke(Wake::Librarian));
    }
    assert!(matches!(story.import(), Import::Refused { .. }));
}

#[rstest]
#[case(1000, false, "too old")]
#[case(2_000_000_000, true, "gigabyte")]
fn what_cannot_be_read_here_is_refused_before_anything_starts(
    #[case] bytes: u64,
    #[case] simd: bool,
    #[case] words: &str,
) {
    let mut story = Story::of(Kept::default(), simd);
    let name = "mine.csv".into();
    story.music(MusicEvent::TableChosen { name, bytes });
    assert!(matches!(story.import(), Import::Refused { why, .. } if why.contains(words)));
    assert!(!story.did(&MusicEffect::StartLibrarian.into()));
}

#[test]
fn a_librarian_of_another_version_reloads_the_page() {
    let mut story = Story::new();
    story
        .music(table("mine.csv"))
        .librarian(FromLibrarian::Ready { exchange: 0 });
    assert!(story.did(&Effect::Reload));
}

/// A desk with a table of three polkas and the real catalogue.
fn desk() -> Desk {
    let table = "name,artist,valence,energy,tempo,genre\n\
        Alpha,A,0.9,0.8,120,polka\nBeta,B,0.5,0.5,100,polka\nGamma,C,0.1,0.2,80,polka\n";
    let mut reading = Reading::new("mine.csv".into(), table.len() as u64);
    reading.push(table.as_bytes()).unwrap();
    let mut desk = Desk::default();
    desk.shelve(reading.finish().unwrap().0);
    desk
}

/// The list that was asked for last, drawn by `desk`.
fn drawn(story: &Story, desk: &mut Desk) -> FromLibrarian {
    let (ask, request) = story
        .asked(|message| match message {
            ToLibrarian::Compose { ask, request } => Some((*ask, request.clone())),
            _ => None,
        })
        .unwrap();
    let list = desk.compose(&request);
    FromLibrarian::Composed { ask, list }
}

#[test]
fn with_their_own_music_alone_the_list_is_drawn_by_the_librarian() {
    let mut story = Story::with_library(TrackSource::Own);
    let told = story.asked(|message| match message {
        ToLibrarian::Taste { text } => Some(text.clone()),
        _ => None,
    });
    assert!(told.is_some(), "it knows the taste before it draws");
    let before = story.titles();
    assert_eq!(before.len(), 10, "until it answers, the list stays");
    let said = drawn(&story, &mut desk());
    let mut titles = story.librarian(said).titles();
    titles.sort();
    assert_eq!(titles, ["Alpha", "Beta", "Gamma"]);
    let row = story.rows()[0].clone();
    assert!(row.access == Access::None && row.open_url.contains("/search/"));
    story.tell(Event::Play(row.id));
    assert_eq!(story.view().player, None);
}

#[test]
fn the_first_list_of_a_visit_does_not_wait_for_the_librarian() {
    let card = serde_json::to_string(&card()).unwrap();
    let kept = Kept {
        library: Some(card),
        ..Kept::default()
    };
    let story = Story::of(kept, true);
    assert_eq!(story.titles().len(), 10);
    assert!(
        story.did(&MusicEffect::StartLibrarian.into()),
        "it is warmed up"
    );
}

#[test]
fn a_late_list_does_not_count() {
    let mut story = Story::with_library(TrackSource::Own);
    let late = drawn(&story, &mut desk());
    story.feel(0.9, 0.6);
    let list = story.titles();
    story.librarian(late);
    assert_eq!(story.titles(), list);
    let said = drawn(&story, &mut desk());
    story.librarian(said);
    assert_eq!(story.titles().len(), 3);
}

#[test]
fn a_thumb_down_on_their_own_music_closes_the_gap_and_fills_it_when_the_answer_comes() {
    let mut story = Story::with_library(TrackSource::Own);
    let mut desk = desk();
    let said = drawn(&story, &mut desk);
    story.librarian(said);
    let before = story.titles();
    story.judge(0, ThumbVerdict::Down);
    assert_eq!(story.titles(), before[1..]);
    let said = drawn(&story, &mut desk);
    story.librarian(said);
    assert_eq!(story.titles(), before[1..], "there is no other track");
    story.music(MusicEvent::Undo);
    assert_eq!(story.titles(), before);
}

/// A desk with forty tracks by forty artists.
fn full_desk() -> Desk {
    let rows = (0..40_u8).map(|at| {
        let (valence, energy) = (f32::from(at % 8) / 7.0, f32::from(at / 8) / 4.0);
        format!("Track {at},Artist {at},{valence},{energy},100,polka\n")
    });
    let table: String = std::iter::once("name,artist,valence,energy,tempo,genre\n".into())
        .chain(rows)
        .collect();
    let mut reading = Reading::new("mine.csv".into(), table.len() as u64);
    reading.push(table.as_bytes()).unwrap();
    let mut desk = Desk::default();
    desk.shelve(reading.finish().unwrap().0);
    desk
}

/// Answers until nothing more is asked; says how many answers there were.
fn answer_all(story: &mut Story, desk: &mut Desk) -> usize {
    let mut answers = 0;
    while story.asked(compose_question).is_some() {
        let said = drawn(story, desk);
        story.effects.clear();
        story.librarian(said);
        answers += 1;
    }
    answers
}

fn compose_question(message: &ToLibrarian) -> Option<Ask> {
    match message {
        ToLibrarian::Compose { ask, .. } => Some(*ask),
        _ => None,
    }
}

#[test]
fn several_tracks_that_leave_at_once_are_replaced_one_after_another_each_in_its_place() {
    let mut story = Story::with_library(TrackSource::Own);
    let mut desk = full_desk();
    answer_all(&mut story, &mut desk);
    let before = story.titles();
    assert_eq!(before.len(), 10);
    // The last first, so that places move: the tracks 8, 2 and 3 of the first list.
    story
        .judge(8, ThumbVerdict::Down)
        .judge(2, ThumbVerdict::Skip)
        .judge(2, ThumbVerdict::Down);
    assert_eq!(story.titles().len(), 7);
    assert_eq!(answer_all(&mut story, &mut desk), 3);
    let after = story.titles();
    assert_eq!(after.len(), 10);
    for (at, title) in after.iter().enumerate() {
        let replaced = [2, 3, 8].contains(&at);
        assert_eq!(before.contains(title), !replaced, "place {at}: {title}");
    }
}

#[test]
fn an_undo_between_takes_the_last_one_back_and_still_fills_the_gap_before() {
    let mut story = Story::with_library(TrackSource::Own);
    let mut desk = full_desk();
    answer_all(&mut story, &mut desk);
    let before = story.titles();
    story
        .judge(1, ThumbVerdict::Down)
        .judge(5, ThumbVerdict::Down)
        .music(MusicEvent::Undo);
    answer_all(&mut story, &mut desk);
    let after = story.titles();
    assert_eq!(after.len(), 10);
    assert_ne!(after[1], before[1]);
    assert_eq!((&after[..1], &after[2..]), (&before[..1], &before[2..]));
}

#[test]
fn a_new_list_has_no_gaps_of_the_one_before() {
    let mut story = Story::with_library(TrackSource::Own);
    let mut desk = full_desk();
    answer_all(&mut story, &mut desk);
    story
        .judge(1, ThumbVerdict::Skip)
        .judge(1, ThumbVerdict::Skip)
        .tell(Event::RefreshTracks);
    assert_eq!(answer_all(&mut story, &mut desk), 1);
    assert_eq!(story.titles().len(), 10);
}

#[test]
fn a_thumb_down_while_a_list_is_on_its_way_does_not_stop_it() {
    let mut story = Story::with_library(TrackSource::Own);
    let said = drawn(&story, &mut desk());
    story.judge(0, ThumbVerdict::Down).music(MusicEvent::Undo);
    assert_eq!(story.titles().len(), 10);
    story.librarian(said);
    assert_eq!(story.titles().len(), 3);
}

#[test]
fn without_the_librarian_the_list_comes_from_ours_and_that_is_said() {
    let mut story = Story::with_library(TrackSource::Both);
    story.feel(0.8, 0.5).music(MusicEvent::LibrarianLost);
    assert_eq!(story.titles().len(), 10);
    assert!(story.said().unwrap().contains("could not be searched"));
    story.feel(-0.8, -0.5).music(MusicEvent::LibrarianLost);
    let list = story.titles();
    story.effects.clear();
    story.feel(0.6, -0.5);
    assert!(
        !story.did(&MusicEffect::StartLibrarian.into()),
        "it is given up"
    );
    assert_ne!(story.titles(), list);
}
