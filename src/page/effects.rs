//! The runtime's way out: shows what has changed, and hands each effect and each command to the folder of its feature.
//!
//! Each effect becomes the one call of `web` that it names, and what comes of that call is an event.

use crate::flow::app::view::ViewChanges;
use crate::flow::app::{Effect, Event, State};
use crate::flow::kit::Now;
use crate::page::commands::PageCommands;
use crate::page::runtime::Runtime;
use crate::shell::run_loop::Shell;
use crate::shell::task::spawn;
use crate::shell::timer;
use crate::web::chosen_file::ChosenFile;
use crate::web::{clipboard, page};

impl Shell<State> for Runtime {
    fn now(&self) -> Now {
        timer::now()
    }

    fn show(&self, view: ViewChanges) {
        self.sections().patch(view);
        self.keep_animating();
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Sight(effect) => self.carry_out_sight(effect),
            Effect::Mood(effect) => self.carry_out_mood(effect),
            Effect::Music(effect) => self.carry_out_music(effect),
            Effect::Taste(effect) => self.carry_out_taste(effect),
            Effect::Library(effect) => self.carry_out_library(effect),
            Effect::SpotifyLink(effect) => self.carry_out_spotify_link(effect),
            Effect::Store(effect) => self.carry_out_store(effect, Event::Store),
            Effect::Reload => {
                if let Err(error) = page::reload_page() {
                    log::error!("the page can't be loaded anew: {error}");
                }
            }
        }
    }
}

impl PageCommands for Runtime {
    fn dispatch(&self, event: Event) {
        Self::dispatch(self, event);
    }

    fn choose_photo(&self, file: ChosenFile) {
        self.hold_photo(file);
    }

    fn choose_table(&self, file: ChosenFile) {
        self.hold_table(file);
    }

    fn choose_taste(&self, file: ChosenFile) {
        self.read_taste_file(file);
    }

    fn copy_text(&self, text: String, done: Box<dyn FnOnce(bool)>) {
        spawn(async move {
            let copied = clipboard::write_text(&text).await;
            if let Err(error) = &copied {
                log::info!("not copied: {error}");
            }
            done(copied.is_ok());
        });
    }
}
