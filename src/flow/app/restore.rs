//! What was kept between visits, handed to the features that it belongs to.

use crate::flow::app::copy;
use crate::flow::app::post::Post;
use crate::flow::kit::notice::NoticeChange;
use crate::flow::kit::store::{KeptRecord, Key, StoreEvent, StoreFault};
use crate::flow::library::LibraryEvent;
use crate::flow::music::{MusicEvent, MusicRecords};
use crate::flow::sight::SightEvent;
use crate::flow::taste::TasteEvent;

/// Hands on what was read. Where nothing can be, that is said, and every feature goes on without writing over what may
/// be there.
pub(super) fn hand_out_records(event: StoreEvent, to: &mut Post) {
    let StoreEvent::Read(read) = event else {
        // The whole writes nothing of its own.
        return;
    };
    let mut read = read.inspect_err(|fault| {
        log::warn!("what was kept can't be read: {fault}");
        let notice = copy::of_unread(*fault);
        to.say(match fault {
            // Nothing is in danger where nothing is ever kept.
            StoreFault::Blocked => NoticeChange::SayIfSilent(notice),
            _ => NoticeChange::SayInTurn(notice),
        });
    });
    if read
        .as_ref()
        .is_ok_and(|records| records.lacks_first_release)
    {
        to.say(NoticeChange::SayInTurn(copy::of_lost_first_release()));
    }
    let mut take = |key| {
        let records = read.as_mut();
        records.map_or(KeptRecord::Unread, |records| records.take(key))
    };
    let taste = take(Key::Taste);
    to.tell(SightEvent::Restored(take(Key::Settings)));
    to.tell(LibraryEvent::Restored(take(Key::LibrarySummary)));
    let music = MusicEvent::Restored(MusicRecords {
        choices: take(Key::Choices),
        list: take(Key::List),
        has_taste: taste.is_kept(),
    });
    to.tell(TasteEvent::Restored {
        taste,
        quarantined: take(Key::QuarantinedTaste),
    });
    to.tell(music);
}
