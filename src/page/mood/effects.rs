//! The effects of the mood, carried out: it asks to be woken, and for the code that reads words.

use crate::domain::mood::words::read_words;
use crate::flow::mood::{MoodEffect, MoodEvent, ReadWords};
use crate::page::runtime::Runtime;
use crate::page::ui::lazy::fetched;
use crate::shell::task::spawn;
use crate::shell::timer::wake_after;

fetched! {
    /// Fetches the code that reads words, with the words of a language.
    fetch_words: ReadWords, in words = ReadWords { read: read_words }
}

impl Runtime {
    /// Carries out an effect of the mood.
    pub(crate) fn carry_out_mood(&self, effect: MoodEffect) {
        let runtime = self.clone();
        match effect {
            MoodEffect::WakeAfter(span, wake) => {
                wake_after(span, move || runtime.dispatch(MoodEvent::Woke(wake)));
            }
            MoodEffect::FetchWordsCode => spawn(async move {
                let code = fetch_words().await;
                runtime.dispatch(
                    code.map_or(MoodEvent::WordsCodeMissing, MoodEvent::WordsCodeArrived),
                );
            }),
        }
    }
}
