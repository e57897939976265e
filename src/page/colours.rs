//! The page's colours: two numbers on its root, from which the style sheet computes all of them.

use crate::domain::drawing::tint::Tint;
use crate::domain::text::format_fixed;
use crate::page::context::Page;
use crate::page::ui::live::live_memo;
use crate::web::page::set_root_property;
use leptos::prelude::*;

/// Keeps hue, strength and the weight of the mood's word in step with the mood that the list follows.
pub fn follow_mood(page: Page) {
    let mood = live_memo(move || page.mood());
    Effect::new(move |_| {
        let mood = mood.get();
        let tint = mood.map_or(Tint::UNKNOWN, Tint::of);
        let arousal = mood.map_or(0.0, |mood| mood.arousal.get());
        for (name, value, places) in [
            ("--h", tint.hue, 1),
            ("--k", tint.strength, 2),
            ("--weight", 550.0 + 150.0 * arousal, 0),
        ] {
            if let Err(error) = set_root_property(name, &format_fixed(value, places)) {
                log::debug!("the colours stay: {error}");
            }
        }
    });
}
