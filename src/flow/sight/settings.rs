//! The settings kept between visits. Nothing in them says anything about a face or a mood.

use crate::flow::kit::notice::{NoticeChange, Weight};
use crate::flow::kit::store::{KeptRecord, Key, StoreEffect, StoreEvent, WriteAccess};
use crate::flow::sight::copy;
use crate::flow::sight::device::CameraId;
use crate::flow::sight::news::SightOut;
use serde::{Deserialize, Serialize};

/// The settings; unknown fields of later versions are left out when read, missing ones take their default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SightSettings {
    /// The camera that was chosen by hand.
    pub camera: Option<CameraId>,
    /// The right to write the record that they are kept in.
    #[serde(skip)]
    access: WriteAccess,
}

impl SightSettings {
    /// Takes what was kept. A camera that was chosen before that was known is the newer choice; a damaged record is
    /// said, and begins anew at once, so that the next visit has nothing to say.
    pub(super) fn restore_kept(&mut self, kept: KeptRecord, out: &mut SightOut) {
        self.access = kept.write_access();
        if kept == KeptRecord::OfLaterVersion {
            out.news(NoticeChange::OfLaterVersion(copy::SETTINGS));
        }
        let mut must_keep = self.camera.is_some();
        if let Some(text) = kept.into_text() {
            match serde_json::from_str::<Self>(&text) {
                Ok(kept) => self.camera = self.camera.take().or(kept.camera),
                Err(error) => {
                    log::warn!("settings of an unknown form: {error}");
                    out.news(NoticeChange::Unreadable(copy::SETTINGS));
                    must_keep = true;
                }
            }
        }
        if must_keep {
            self.keep(out);
        }
    }

    /// Asks for them to be kept, if they may be.
    pub(super) fn keep(&self, out: &mut SightOut) {
        if !self.access.is_open() {
            return;
        }
        match serde_json::to_string(self) {
            Ok(text) => out.effect(StoreEffect::Put(Key::Settings, text)),
            Err(error) => log::error!("settings can't be written: {error}"),
        }
    }
}

/// Says what became of keeping them, if it is worth a word.
pub(super) fn note_stored(event: &StoreEvent, out: &mut SightOut) {
    if let StoreEvent::NotWritten(_, fault) = event {
        let notice = copy::settings_not_kept(*fault);
        out.news(NoticeChange::NotKept(notice, Weight::Light));
    }
}
