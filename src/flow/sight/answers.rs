//! The face reader's answers, and what follows when it is ready or fails.

use crate::domain::face::{FaceReading, FrameSize};
use crate::domain::quantity::Millis;
use crate::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault};
use crate::flow::kit::link::{AfterFailure, LinkEvent, LinkFault, LinkNews, Seq};
use crate::flow::kit::notice::NoticeChange;
use crate::flow::sight::copy;
use crate::flow::sight::fault::PhotoFault;
use crate::flow::sight::news::{Asked, SightNews, SightOut};
use crate::flow::sight::photo::{give_up_photo_in_flight, photo_failed, send_waiting_photo};
use crate::flow::sight::source::{FrameSource, PhotoStage};
use crate::flow::sight::state::SightState;

/// Takes a message of the face reader's.
pub(super) fn reader_said(
    state: &mut SightState,
    said: FromReader,
    now: Millis,
    out: &mut SightOut,
) {
    let event = match said {
        FromReader::Loading { received, total } => LinkEvent::Bytes { received, total },
        FromReader::Phase(phase) => LinkEvent::Phase(phase),
        FromReader::Ready {
            version,
            unsure_below,
        } => {
            if version == READER_VERSION {
                out.news(SightNews::ReaderReady { unsure_below });
            }
            LinkEvent::Ready { version }
        }
        FromReader::Searched { seq, share } => {
            if state.reader.hear_of(seq, now) {
                state.searched = Some(share);
            }
            return;
        }
        FromReader::Faces {
            seq, size, faces, ..
        } => {
            faces_read(state, seq, size, faces, now, out);
            return;
        }
        FromReader::Failed { seq, fault } => {
            match seq {
                Some(seq) => question_failed(state, seq, now, out),
                None => reader_gave_out(state, &fault, now, out),
            }
            return;
        }
    };
    reader_reported(state, event, now, out);
}

/// Takes a report on the face reader's life.
pub(super) fn reader_reported(
    state: &mut SightState,
    event: LinkEvent,
    now: Millis,
    out: &mut SightOut,
) {
    let news = state.reader.take_report(event, now, out);
    follow_reader(state, news, None, now, out);
}

/// Takes the face reader's own word that it can't go on.
fn reader_gave_out(state: &mut SightState, told: &ReaderFault, now: Millis, out: &mut SightOut) {
    let fault = match told {
        // Another start would fetch and check the same files.
        ReaderFault::ModelMissing { .. }
        | ReaderFault::ModelTruncated { .. }
        | ReaderFault::ModelAltered { .. }
        | ReaderFault::ModelUnusable { .. } => LinkFault::Refused,
        _ => LinkFault::Crashed,
    };
    let news = state.reader.give_up_reader(fault, now, out);
    follow_reader(state, news, Some(told), now, out);
}

fn follow_reader(
    state: &mut SightState,
    news: Vec<LinkNews>,
    told: Option<&ReaderFault>,
    now: Millis,
    out: &mut SightOut,
) {
    for news in news {
        match news {
            LinkNews::Ready => send_waiting_photo(state, now, out),
            LinkNews::Failed { fault, next } => {
                let is_told = give_up_photo_in_flight(state, out);
                // That it was started again is said with the photo.
                if !is_told || next != AfterFailure::Restarting {
                    reader_failed(&state.source, fault, next, told, out);
                }
            }
            LinkNews::OutOfDate => out.news(SightNews::OutOfDate),
        }
    }
}

fn reader_failed(
    source: &FrameSource,
    fault: LinkFault,
    next: AfterFailure,
    told: Option<&ReaderFault>,
    out: &mut SightOut,
) {
    if source.live().is_some() {
        // What was read last is no reading of now.
        out.news(SightNews::FacesForgotten);
    }
    // Before anybody asked for it, a reader that can't be warmed up is not worth a word.
    if next == AfterFailure::Restarting || *source != FrameSource::Idle {
        let notice = copy::reader_failed(fault, next, told);
        out.news(NoticeChange::Say(notice));
    }
}

/// Passes on the faces of a picture, unless they come too late.
fn faces_read(
    state: &mut SightState,
    seq: Seq,
    size: FrameSize,
    faces: Vec<FaceReading>,
    now: Millis,
    out: &mut SightOut,
) {
    let Some(asked) = state.reader.take_answer(seq, now) else {
        return;
    };
    state.searched = None;
    match asked {
        Asked::Photo if faces.is_empty() => {
            photo_failed(state, PhotoFault::NoFace, out);
            return;
        }
        Asked::Photo => state.source = FrameSource::Photo(PhotoStage::Read),
        // A slow reader's long answer is no silence of the camera's.
        Asked::Frame => state.source.note_delivery(now),
    }
    out.news(SightNews::Faces { asked, size, faces });
}

/// Takes note that one question could not be answered; the reader lives on.
fn question_failed(state: &mut SightState, seq: Seq, now: Millis, out: &mut SightOut) {
    // A single unreadable frame is no news: the next one follows at once.
    if state.reader.take_answer(seq, now) == Some(Asked::Photo) {
        photo_failed(state, PhotoFault::Unreadable, out);
    }
}
