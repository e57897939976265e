//! Who is told what: news of one feature, on the left, and what it is to others, on the right.
//!
//! The only file in which two features meet; it decides nothing.

use crate::flow::app::event::Event;
use crate::flow::app::post::Post;
use crate::flow::bridge::spotify::SpotifyAction;
use crate::flow::kit::notice::Remedy;
use crate::flow::library::{LibraryEvent, LibraryNews};
use crate::flow::mood::{MoodEvent, MoodNews};
use crate::flow::music::{MusicEvent, MusicNews, MusicState};
use crate::flow::sight::{Asked, SightEvent, SightNews};
use crate::flow::spotify_link::{SpotifyLinkEvent, SpotifyLinkNews};
use crate::flow::taste::{TasteEvent, TasteNews};

pub(super) fn sight_news(news: SightNews, to: &mut Post) {
    match news {
        SightNews::Faces { asked, size, faces } => to.tell(MoodEvent::Faces {
            is_photo: asked == Asked::Photo,
            size,
            faces,
        }),
        SightNews::FacesForgotten => to.tell(MoodEvent::FacesForgotten),
        SightNews::ReaderReady { unsure_below } => {
            to.tell(MoodEvent::ThresholdKnown(unsure_below));
        }
        SightNews::Notice(change) => to.say(change),
        SightNews::OutOfDate => to.ask_reload(),
    }
}

pub(super) fn mood_news(news: MoodNews, to: &mut Post) {
    match news {
        MoodNews::Settled { mood, expression } => {
            to.tell(MusicEvent::FollowMood { mood, expression });
        }
    }
}

pub(super) fn music_news(news: MusicNews, music: &MusicState, to: &mut Post) {
    match news {
        MusicNews::Judged(judgement) => to.tell(TasteEvent::Judged(judgement)),
        MusicNews::ExternalTracksLeft => to.tell(TasteEvent::UndoOutdated),
        MusicNews::LibraryWanted(request, list_request) => to.tell(LibraryEvent::Compose {
            request,
            list_request,
        }),
        MusicNews::Listed => to.tell(SpotifyLinkEvent::Listed {
            tracks: music.named_tracks(),
            heading: music.heading(),
        }),
        MusicNews::FindWanted(track) => {
            to.tell(SpotifyLinkEvent::Act(SpotifyAction::Find(track)));
        }
        MusicNews::SourcesChanged => to.tell(LibraryEvent::SourcesChanged),
        MusicNews::Notice(change) => to.say(change),
    }
}

pub(super) fn taste_news(news: TasteNews, to: &mut Post) {
    match news {
        TasteNews::Changed => {
            to.tell(MusicEvent::TasteChanged);
            to.tell(LibraryEvent::TasteChanged);
        }
        TasteNews::Undone { judgement } => {
            if let Some(number) = judgement {
                to.tell(MusicEvent::JudgementUndone(number));
            }
        }
        TasteNews::Notice(change) => to.say(change),
    }
}

pub(super) fn library_news(news: LibraryNews, to: &mut Post) {
    match news {
        LibraryNews::Composed { request, list } => {
            to.tell(MusicEvent::Composed { request, list });
        }
        LibraryNews::CannotCompose { request } => {
            to.tell(MusicEvent::ComposeWithoutLibrary { request });
        }
        LibraryNews::Changed { removed } => to.tell(MusicEvent::LibraryChanged { removed }),
        LibraryNews::Notice(change) => to.say(change),
        LibraryNews::OutOfDate => to.ask_reload(),
    }
}

pub(super) fn spotify_link_news(news: SpotifyLinkNews, to: &mut Post) {
    match news {
        SpotifyLinkNews::Listener(listener) => to.tell(MusicEvent::ListenerChanged(listener)),
        SpotifyLinkNews::OutOfDate => to.ask_reload(),
    }
}

/// The button of a notice. Some open a dialogue of the page, which needs a press: that is the page's affair.
pub(super) fn remedy_wanted(remedy: Remedy, to: &mut Post) {
    match remedy {
        Remedy::StartCamera => to.tell(SightEvent::StartCamera),
        Remedy::StartDemo => to.tell(SightEvent::StartDemo),
        Remedy::RestartReader => to.tell(SightEvent::RestartReader),
        Remedy::FetchCatalogue => to.tell(MusicEvent::RetryCatalogue),
        Remedy::Undo => to.tell(TasteEvent::Undo),
        Remedy::ReadRecords => to.tell(Event::RecordsWanted),
        Remedy::ChoosePhoto | Remedy::BringTaste | Remedy::BringTable => {}
    }
}
