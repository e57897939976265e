//! The one entrance: each event goes to its feature, and news of it to others, until nothing is left to tell.

use crate::flow::app::deliver;
use crate::flow::app::effect::Effect;
use crate::flow::app::event::Event;
use crate::flow::app::post::Post;
use crate::flow::app::restore::hand_out_records;
use crate::flow::app::state::{State, library_given, music_given};
use crate::flow::app::touched::Section;
use crate::flow::kit::store::{Key, StoreEffect};
use crate::flow::kit::{Now, Out};
use crate::flow::music::MusicEvent;
use crate::flow::sight::SightEvent;
use crate::flow::spotify_link::SpotifyLinkEvent;
use crate::flow::{library, mood, music, sight, spotify_link, taste};

/// Takes `event` at `now`, and all that follows from it; pushes what is to be done.
pub fn update(state: &mut State, event: Event, now: Now, effects: &mut Vec<Effect>) {
    let mut post = Post::default();
    post.tell(event);
    while let Some(event) = post.next_event() {
        if let Some(section) = section_of(&event) {
            state.touched.add(section);
        }
        hand_over(state, event, now, effects, &mut post);
        while let Some(change) = post.next_notice() {
            state.touched.add(Section::Notice);
            state.notices.apply(change);
        }
    }
    if post.take_reload() {
        effects.push(Effect::Reload);
    }
}

/// The section that shows what the event changes. Frames on their way come sixty times a second and change nothing that
/// is shown.
const fn section_of(event: &Event) -> Option<Section> {
    match event {
        Event::Opened { .. } | Event::Store(_) => None,
        Event::Sight(
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

fn hand_over(state: &mut State, event: Event, now: Now, effects: &mut Vec<Effect>, to: &mut Post) {
    match event {
        Event::Opened { capabilities, seed } => {
            state.capabilities = capabilities;
            effects.push(Effect::Store(StoreEffect::Read(Key::OF_PAGE.into())));
            to.tell(SightEvent::Opened);
            to.tell(MusicEvent::Opened { seed });
            to.tell(SpotifyLinkEvent::PageOpened);
        }
        Event::Store(event) => hand_out_records(event, to),
        Event::NoticeDismissed => drop(state.notices.take()),
        Event::NoticeAction => {
            let remedy = state.notices.take().and_then(|notice| notice.remedy);
            if let Some(remedy) = remedy {
                deliver::remedy_wanted(remedy, to);
            }
        }
        Event::Sight(event) => {
            let mut out = Out::new();
            let given = sight::Given {
                capabilities: state.capabilities,
            };
            sight::update(&mut state.sight, event, &given, now, &mut out);
            drain(out, effects, |news| deliver::sight_news(news, to));
        }
        Event::Mood(event) => {
            let mut out = Out::new();
            mood::update(&mut state.mood, event, now, &mut out);
            drain(out, effects, |news| deliver::mood_news(news, to));
        }
        Event::Music(event) => {
            let mut out = Out::new();
            let given = music_given(&state.taste, &state.library, state.capabilities);
            music::update(&mut state.music, event, &given, now, &mut out);
            let music = &state.music;
            drain(out, effects, |news| deliver::music_news(news, music, to));
        }
        Event::Taste(event) => {
            let mut out = Out::new();
            taste::update(&mut state.taste, event, now, &mut out);
            drain(out, effects, |news| deliver::taste_news(news, to));
        }
        Event::Library(event) => {
            let mut out = Out::new();
            let given = library_given(&state.taste, &state.music, state.capabilities);
            library::update(&mut state.library, event, &given, now, &mut out);
            drain(out, effects, |news| deliver::library_news(news, to));
        }
        Event::SpotifyLink(event) => {
            let mut out = Out::new();
            spotify_link::update(&mut state.spotify_link, event, now, &mut out);
            drain(out, effects, |news| deliver::spotify_link_news(news, to));
        }
    }
}

/// Empties an outbox: its effects are the shell's, its news the others'.
fn drain<E: Into<Effect>, N>(out: Out<E, N>, effects: &mut Vec<Effect>, deliver: impl FnMut(N)) {
    effects.extend(out.effects.into_iter().map(Into::into));
    out.news.into_iter().for_each(deliver);
}
