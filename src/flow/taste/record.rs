//! The taste's record between visits: what is kept, what was set aside, and whether anything may be written.
//!
//! A taste that can't be read is set aside once, and nothing takes its place before that is on the disk. A taste of a
//! later version is left alone.

use crate::domain::music::taste::Taste;
use crate::domain::music::taste::archive::ArchiveError;
use crate::flow::kit::notice::{NoticeChange, Weight};
use crate::flow::kit::out::Out;
use crate::flow::kit::store::{KeptRecord, Key, SavedRecord, StoreEffect, StoreFault};
use crate::flow::taste::copy;
use crate::flow::taste::effect::TasteEffect;
use crate::flow::taste::news::TasteNews;

/// The outbox of the taste.
pub type TasteOut = Out<TasteEffect, TasteNews>;

/// The kept taste, as far as this tab knows it.
#[derive(Debug, Clone, Default)]
pub struct TasteRecord {
    saved: SavedRecord,
    access: RecordAccess,
    /// A taste that could not be read, set aside.
    quarantined: Option<String>,
    /// The quarantined taste, while it is being deleted.
    dropped: Option<String>,
    /// True if the last write failed and no other is under way.
    has_failed: bool,
    /// True if the notices were told of a loss that nothing has mended yet.
    is_loss_reported: bool,
}

/// The right to write the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum RecordAccess {
    /// The kept records have not been read yet.
    #[default]
    Awaited,
    /// The reading has failed: what is kept is not known, and must not be written over.
    Unread,
    /// The record may be written.
    Open,
    /// The kept record can't be read and has to be set aside first.
    Quarantining,
    /// A later version of the page has written it.
    LeftAlone,
}

/// The state of keeping what was taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TasteSaveState {
    /// Everything is on the disk.
    Saved,
    /// The last of it is on its way there.
    Saving,
    /// The last of it is not, and lasts until the page is closed.
    NotSaved,
}

/// The outcome of reading what was kept.
#[derive(Debug)]
pub(super) enum RestoredTaste {
    /// No taste was ever kept.
    Nothing,
    /// The reading has failed, so that nothing is known.
    Unread,
    /// A taste, to be used.
    Readable(Box<Taste>),
    /// A text that is no taste, and is set aside now.
    Quarantined(ArchiveError),
    /// A text that is no taste and was set aside in an earlier visit.
    QuarantinedEarlier,
    /// A taste of a later version.
    OfLaterVersion,
}

impl TasteRecord {
    /// Takes the kept records.
    pub(super) fn restore_records(
        &mut self,
        taste: KeptRecord,
        quarantined: KeptRecord,
        out: &mut TasteOut,
    ) -> RestoredTaste {
        self.quarantined = quarantined.into_text();
        self.access = RecordAccess::Open;
        let text = match taste {
            KeptRecord::Text(text) => text,
            KeptRecord::Absent => return RestoredTaste::Nothing,
            KeptRecord::OfLaterVersion => {
                self.access = RecordAccess::LeftAlone;
                return RestoredTaste::OfLaterVersion;
            }
            KeptRecord::Unread => {
                self.access = RecordAccess::Unread;
                return RestoredTaste::Unread;
            }
        };
        let restored = match Taste::import(&text) {
            Ok(taste) => RestoredTaste::Readable(Box::new(taste)),
            Err(error) => self.quarantine_text(&text, error, out),
        };
        self.saved = SavedRecord::new(text);
        restored
    }

    fn quarantine_text(
        &mut self,
        text: &str,
        error: ArchiveError,
        out: &mut TasteOut,
    ) -> RestoredTaste {
        let joined = match &self.quarantined {
            Some(earlier) if holds_text(earlier, text) => return RestoredTaste::QuarantinedEarlier,
            Some(earlier) => format!("{earlier}\n{text}"),
            None => text.to_owned(),
        };
        self.quarantined = Some(joined);
        self.access = RecordAccess::Quarantining;
        self.write_quarantined(out);
        RestoredTaste::Quarantined(error)
    }

    fn write_quarantined(&mut self, out: &mut TasteOut) {
        self.has_failed = false;
        if let Some(text) = self.quarantined.clone() {
            out.effect(StoreEffect::Put(Key::QuarantinedTaste, text));
        }
    }

    /// Keeps the taste as it is, as soon as it may be.
    pub(super) fn save_taste(&mut self, taste: &Taste, out: &mut TasteOut) {
        match self.access {
            // Once more, if it has failed; else this is saved when that has ended.
            RecordAccess::Quarantining if self.has_failed => self.write_quarantined(out),
            RecordAccess::Awaited
            | RecordAccess::Unread
            | RecordAccess::LeftAlone
            | RecordAccess::Quarantining => {}
            RecordAccess::Open => match taste.export() {
                Ok(text) => {
                    self.has_failed = false;
                    if let Some(write) = self.saved.save(Key::Taste, text) {
                        out.effect(write);
                    }
                }
                Err(error) => {
                    log::error!("the taste has no text: {error}");
                    self.say_not_kept(StoreFault::Failed, out);
                }
            },
        }
    }

    /// Takes the news that the taste is kept.
    pub(super) fn taste_written(&mut self, out: &mut TasteOut) {
        if let Some(next) = self.saved.written(Key::Taste) {
            out.effect(next);
        }
        self.mend_loss(out);
    }

    /// Takes back what is still to be said of a write that failed: a later one took it along.
    fn mend_loss(&mut self, out: &mut TasteOut) {
        if std::mem::take(&mut self.is_loss_reported) {
            out.news(NoticeChange::KeptAfterAll);
        }
    }

    /// Takes what is kept of this tab's taste and another's; tells whether the taste has to be saved once more.
    #[must_use]
    pub(super) fn taste_merged(&mut self, stored: String, out: &mut TasteOut) -> bool {
        self.mend_loss(out);
        self.saved.merged(stored)
    }

    /// Takes the news that the taste is not kept: the next save takes it along.
    pub(super) fn taste_not_written(&mut self, fault: StoreFault, out: &mut TasteOut) {
        match self.saved.not_written(Key::Taste) {
            Some(next) => out.effect(next),
            None => self.say_not_kept(fault, out),
        }
    }

    fn say_not_kept(&mut self, fault: StoreFault, out: &mut TasteOut) {
        self.has_failed = true;
        self.is_loss_reported = true;
        let notice = copy::taste_not_kept(fault);
        out.news(NoticeChange::NotKept(notice, Weight::Precious));
    }

    /// Takes the news that the quarantined taste is set aside, or deleted: the new one may take its place.
    pub(super) fn quarantined_written(&mut self, taste: &Taste, out: &mut TasteOut) {
        self.dropped = None;
        self.open_record(taste, out);
    }

    /// Takes the news that the quarantined taste could not be set aside, or deleted; tells whether it was to be
    /// deleted.
    pub(super) fn quarantined_not_written(
        &mut self,
        fault: StoreFault,
        out: &mut TasteOut,
    ) -> bool {
        if let Some(text) = self.dropped.take() {
            self.quarantined = Some(text);
            return true;
        }
        self.has_failed = true;
        self.is_loss_reported = true;
        let notice = copy::not_quarantined(fault);
        out.news(NoticeChange::NotKept(notice, Weight::Precious));
        false
    }

    /// Deletes the quarantined taste; what could not be set aside may be written over then.
    pub(super) fn drop_quarantined(&mut self, taste: &Taste, out: &mut TasteOut) {
        self.dropped = self.quarantined.take();
        out.effect(StoreEffect::Remove(Key::QuarantinedTaste));
        self.open_record(taste, out);
    }

    fn open_record(&mut self, taste: &Taste, out: &mut TasteOut) {
        if self.access == RecordAccess::Quarantining {
            self.access = RecordAccess::Open;
            self.save_taste(taste, out);
        }
    }

    /// The taste that was set aside.
    pub(super) fn quarantined(&self) -> Option<&str> {
        self.quarantined.as_deref()
    }

    /// The state of keeping what was taught.
    pub(super) const fn save_state(&self) -> TasteSaveState {
        match self.access {
            RecordAccess::LeftAlone | RecordAccess::Unread => TasteSaveState::NotSaved,
            _ if self.has_failed => TasteSaveState::NotSaved,
            RecordAccess::Open if self.saved.is_settled() => TasteSaveState::Saved,
            _ => TasteSaveState::Saving,
        }
    }
}

/// Tells whether `all`, to which each text was added after a line's end, holds `text`.
fn holds_text(all: &str, text: &str) -> bool {
    format!("\n{all}\n").contains(&format!("\n{text}\n"))
}
