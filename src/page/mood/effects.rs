//! The effects of the mood, carried out: it asks to be woken.

use crate::flow::mood::{MoodEffect, MoodEvent};
use crate::page::runtime::Runtime;
use crate::shell::timer::wake_after;

impl Runtime {
    /// Carries out an effect of the mood.
    pub(crate) fn carry_out_mood(&self, effect: MoodEffect) {
        let runtime = self.clone();
        match effect {
            MoodEffect::WakeAfter(span, wake) => {
                wake_after(span, move || runtime.dispatch(MoodEvent::Woke(wake)));
            }
        }
    }
}
