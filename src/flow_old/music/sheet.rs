//! "Your taste": what was learned, edited, forgotten, taken out and brought in.

use crate::domain::music::taste::Taste;
use crate::domain::music::taste::archive::ArchiveError;
use crate::domain::music::taste::explain::{Learned, Preference};
use crate::flow_old::Effect;
use crate::flow_old::music::effect::{MusicEffect, Record};
use crate::flow_old::music::{Music, note, thumbs};
use crate::flow_old::state::State;

/// The file that an exported taste is saved as.
const FILE: &str = "feelharmonic-taste.json";
/// The file that a taste which could not be read is saved as.
const ASIDE_FILE: &str = "feelharmonic-taste-unread.txt";

/// The sheet was opened or closed.
pub(super) fn show(state: &mut State, shown: bool) -> Vec<Effect> {
    let music = &mut state.music;
    music.sheet = shown.then(Vec::new);
    music.sheet_note = None;
    refresh(music);
    Vec::new()
}

/// Reads anew what was learned, if anybody looks. It is kept ready, since the view is asked for with every frame.
pub(super) fn refresh(music: &mut Music) {
    if let Some(sheet) = &mut music.sheet {
        *sheet = music.taste.learned();
    }
}

/// Something that was learned is left out, or counts again.
pub(super) fn mute(state: &mut State, preference: Preference, muted: bool) -> Vec<Effect> {
    let taste = &mut state.music.taste;
    if muted {
        taste.mute(preference);
    } else {
        taste.unmute(&preference);
    }
    state.music.undo = None;
    note::hush(state);
    thumbs::taught(state)
}

/// Everything is forgotten, and can be taken back.
pub(super) fn reset(state: &mut State) -> Vec<Effect> {
    let music = &mut state.music;
    thumbs::remember(music);
    music.taste.reset();
    changed(state, "Everything you taught is forgotten.")
}

/// A taste's file was chosen: it takes the place of the present one, and can be taken back.
pub(super) fn bring(state: &mut State, text: Option<&str>) -> Vec<Effect> {
    let brought = text.map(Taste::import);
    let music = &mut state.music;
    match brought {
        Some(Ok(taste)) => {
            thumbs::remember(music);
            music.taste = taste;
            changed(state, "The taste of this file is yours now.")
        }
        Some(Err(error)) => {
            music.sheet_note = Some(format!("Nothing was changed: {}.", words(&error)));
            Vec::new()
        }
        None => {
            music.sheet_note = Some("Nothing was changed: the file could not be read.".into());
            Vec::new()
        }
    }
}

fn changed(state: &mut State, what: &str) -> Vec<Effect> {
    state.music.sheet_note = Some(what.into());
    thumbs::relike(&mut state.music);
    note::undoable(state, what.into(), "");
    thumbs::taught(state)
}

/// What is wrong with a text that should be a taste.
pub(super) fn words(error: &ArchiveError) -> String {
    log::info!("no taste: {error}");
    error.to_string()
}

/// The taste as a file.
pub(super) fn export(state: &mut State) -> Vec<Effect> {
    match state.music.taste.export() {
        Ok(text) => vec![MusicEffect::Offer { name: FILE, text }.into()],
        Err(error) => {
            state.music.sheet_note = Some(format!("It can't be saved: {}.", words(&error)));
            Vec::new()
        }
    }
}

/// The taste that could not be read, as a file.
pub(super) fn export_aside(state: &State) -> Vec<Effect> {
    let text = state.music.aside.clone();
    text.map(|text| {
        MusicEffect::Offer {
            name: ASIDE_FILE,
            text,
        }
        .into()
    })
    .into_iter()
    .collect()
}

/// The taste that could not be read may go.
pub(super) fn drop_aside(state: &mut State) -> Vec<Effect> {
    state.music.aside = None;
    vec![MusicEffect::Forget(Record::TasteAside).into()]
}

/// Keeps the taste, once it is known what was kept before.
pub(super) fn write(state: &mut State) -> Option<Effect> {
    if !state.music.memory_is_read {
        return None;
    }
    match state.music.taste.export() {
        Ok(text) => {
            let base = std::mem::replace(&mut state.music.kept_taste, text.clone());
            Some(MusicEffect::KeepTaste { base, text }.into())
        }
        Err(error) => {
            log::error!("the taste has no text: {error}");
            note::not_kept(state, Record::Taste);
            None
        }
    }
}

/// How strong something is, in words.
#[must_use]
pub(in crate::flow_old) fn strength(learned: &Learned) -> &'static str {
    match (learned.strength >= 0.0, learned.strength.abs()) {
        (true, by) if by >= 0.5 => "you like it much",
        (true, by) if by >= 0.2 => "you like it",
        (true, _) => "you like it a little",
        (false, by) if by >= 0.5 => "you dislike it much",
        (false, by) if by >= 0.2 => "you dislike it",
        (false, _) => "you dislike it a little",
    }
}
