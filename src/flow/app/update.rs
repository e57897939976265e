//! The one entrance: each event goes to its feature, and news of it to others, until nothing is left to tell.

use crate::flow::app::deliver;
use crate::flow::app::effect::Effect;
use crate::flow::app::event::Event;
use crate::flow::app::post::Post;
use crate::flow::app::restore::hand_out_records;
use crate::flow::app::state::{State, library_given, music_given};
use crate::flow::app::touched::Section;
use crate::flow::kit::device::Capabilities;
use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::kit::{Now, Out};
use crate::flow::library::{self, LibraryEvent};
use crate::flow::mood::{self, MoodEvent};
use crate::flow::music::{self, MusicEvent};
use crate::flow::sight::{self, SightEvent, SightGiven};
use crate::flow::spotify_link::{self, SpotifyLinkEvent};
use crate::flow::taste::{self, TasteEvent};

/// Takes `event` at `now`, and all that follows from it; pushes what is to be done.
pub fn update(state: &mut State, event: Event, now: Now, effects: &mut Vec<Effect>) {
    let mut handling = EventHandling {
        now,
        effects,
        post: Post::default(),
    };
    handling.post.tell(event);
    while let Some(event) = handling.post.next_event() {
        if let Some(section) = section_of(&event) {
            state.touched.add_section(section);
        }
        handling.hand_over(state, event);
        while let Some(change) = handling.post.next_notice() {
            state.touched.add_section(Section::Notice);
            state.notices.apply(change);
        }
    }
    if handling.post.take_reload() {
        effects.push(Effect::Reload);
    }
}

/// The section that shows what the event changes. Frames on their way come sixty times a second and change nothing that
/// is shown.
const fn section_of(event: &Event) -> Option<Section> {
    match event {
        Event::Opened { .. }
        | Event::RecordsWanted
        | Event::Store(_)
        | Event::Sight(
            SightEvent::AnimationFrame | SightEvent::FrameSent(_) | SightEvent::FrameUnavailable(_),
        ) => None,
        Event::NoticeAction | Event::NoticeDismissed => Some(Section::Notice),
        Event::Sight(_) => Some(Section::Sight),
        Event::Mood(_) => Some(Section::Mood),
        Event::Music(_) => Some(Section::Music),
        Event::Taste(_) => Some(Section::Taste),
        Event::Library(_) => Some(Section::Library),
        Event::SpotifyLink(_) => Some(Section::SpotifyLink),
    }
}

/// The handling of an event from outside, with all that it leads to.
struct EventHandling<'a> {
    now: Now,
    effects: &'a mut Vec<Effect>,
    post: Post,
}

impl EventHandling<'_> {
    fn hand_over(&mut self, state: &mut State, event: Event) {
        match event {
            Event::Opened { capabilities, seed } => self.open_page(state, capabilities, seed),
            Event::RecordsWanted => {
                let read = StoreEffect::Read(Key::OF_PAGE.into());
                self.effects.push(Effect::Store(read));
            }
            Event::Store(event) => hand_out_records(event, &mut self.post),
            Event::NoticeDismissed => drop(state.notices.take()),
            Event::NoticeAction => {
                let remedy = state.notices.take().and_then(|notice| notice.remedy);
                if let Some(remedy) = remedy {
                    deliver::remedy_wanted(remedy, &mut self.post);
                }
            }
            Event::Sight(event) => self.update_sight(state, event),
            Event::Mood(event) => self.update_mood(state, event),
            Event::Music(event) => self.update_music(state, event),
            Event::Taste(event) => self.update_taste(state, event),
            Event::Library(event) => self.update_library(state, event),
            Event::SpotifyLink(event) => self.update_spotify_link(state, event),
        }
    }

    fn open_page(&mut self, state: &mut State, capabilities: Capabilities, seed: u64) {
        state.capabilities = capabilities;
        self.post.tell(Event::RecordsWanted);
        self.post.tell(SightEvent::Opened);
        self.post.tell(MusicEvent::Opened { seed });
        self.post.tell(SpotifyLinkEvent::PageOpened);
    }

    fn update_sight(&mut self, state: &mut State, event: SightEvent) {
        let mut out = Out::new();
        let given = SightGiven {
            capabilities: state.capabilities,
        };
        sight::update(&mut state.sight, event, &given, self.now, &mut out);
        self.drain(out, deliver::sight_news);
    }

    fn update_mood(&mut self, state: &mut State, event: MoodEvent) {
        let mut out = Out::new();
        mood::update(&mut state.mood, event, self.now, &mut out);
        self.drain(out, deliver::mood_news);
    }

    fn update_music(&mut self, state: &mut State, event: MusicEvent) {
        let mut out = Out::new();
        let given = music_given(&state.taste, &state.library, state.capabilities);
        music::update(&mut state.music, event, &given, self.now, &mut out);
        let music = &state.music;
        self.drain(out, |news, to| deliver::music_news(news, music, to));
    }

    fn update_taste(&mut self, state: &mut State, event: TasteEvent) {
        let mut out = Out::new();
        taste::update(&mut state.taste, event, self.now, &mut out);
        self.drain(out, deliver::taste_news);
    }

    fn update_library(&mut self, state: &mut State, event: LibraryEvent) {
        let mut out = Out::new();
        let given = library_given(&state.taste, &state.music, state.capabilities);
        library::update(&mut state.library, event, &given, self.now, &mut out);
        self.drain(out, deliver::library_news);
    }

    fn update_spotify_link(&mut self, state: &mut State, event: SpotifyLinkEvent) {
        let mut out = Out::new();
        spotify_link::update(&mut state.spotify_link, event, self.now, &mut out);
        self.drain(out, deliver::spotify_link_news);
    }

    /// Empties an outbox: its effects are the shell's, its news the others'.
    fn drain<E: Into<Effect>, N>(&mut self, out: Out<E, N>, deliver: impl Fn(N, &mut Post)) {
        self.effects.extend(out.effects.into_iter().map(Into::into));
        for news in out.news {
            deliver(news, &mut self.post);
        }
    }
}
