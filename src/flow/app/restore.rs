//! What was kept between visits, handed to the features that it belongs to.

use crate::flow::app::copy;
use crate::flow::app::post::Post;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::store::{Key, Records, StoreEvent};
use crate::flow::library::LibraryEvent;
use crate::flow::music::{MusicEvent, MusicRecords};
use crate::flow::sight::SightEvent;
use crate::flow::taste::TasteEvent;

/// Hands on what was read; where nothing can be, that is said, and every feature begins with nothing.
pub(super) fn hand_out_records(event: StoreEvent, to: &mut Post) {
    let StoreEvent::Read(read) = event else {
        // The whole writes nothing of its own.
        return;
    };
    let mut records = read.unwrap_or_else(|fault| {
        log::warn!("what was kept can't be read: {fault}");
        to.say(NoticeChange::SayIfSilent(copy::of_unread(fault)));
        Records::default()
    });
    let taste = records.take(Key::Taste);
    to.tell(SightEvent::Restored(records.take(Key::Settings)));
    to.tell(LibraryEvent::Restored(records.take(Key::LibrarySummary)));
    let music = MusicEvent::Restored(MusicRecords {
        choices: records.take(Key::Choices),
        list: records.take(Key::List),
        has_taste: taste.is_some(),
    });
    to.tell(TasteEvent::Restored {
        taste,
        quarantined: records.take(Key::QuarantinedTaste),
    });
    to.tell(music);
}
