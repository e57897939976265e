//! The settings kept between visits. Nothing in them says anything about a face or a mood.

use crate::flow::kit::notice::{NoticeChange, Weight};
use crate::flow::kit::store::{Key, StoreEffect, StoreEvent};
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
}

impl SightSettings {
    /// Reads what was kept as `text`; what can't be read begins anew.
    pub(super) fn restore(text: Option<&str>, out: &mut SightOut) -> Self {
        let Some(text) = text else {
            return Self::default();
        };
        serde_json::from_str(text).unwrap_or_else(|error| {
            log::warn!("settings of an unknown form: {error}");
            out.news(NoticeChange::Unreadable("your choice of camera"));
            Self::default()
        })
    }

    /// Asks for them to be kept.
    pub(super) fn keep(&self, out: &mut SightOut) {
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
