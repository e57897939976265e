//! Each effect, and the one call that carries it out.

use crate::domain::quantity::Millis;
use crate::flow::kit::store::{Key, StoreFault};
use crate::flow_old::protocol::{Seq, ToWorker};
use crate::flow_old::settings::Settings;
use crate::flow_old::source::Source;
use crate::flow_old::{Effect, Event, Wake};
use crate::page::runtime::{Runtime, spawn};
use crate::web::fetch::{self, Bounds};
use crate::web::object_url::ObjectUrl;
use crate::web::worker_link::WorkerLink;
use crate::web::{Error, clipboard, frame, page, timer};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

pub(super) const WORKER: &str = "worker/boot.js";
const CATALOGUE: &str = "catalogue.tsv";
const CATALOGUE_BOUNDS: Bounds = Bounds {
    bytes: 4_000_000,
    patience: Millis::from_secs(20.0),
};

impl Runtime {
    pub(super) fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::ReadSettings => self.read_settings(),
            Effect::WriteSettings(settings) => self.write_settings(settings),
            Effect::FetchCatalogue => self.fetch_catalogue(),
            Effect::OpenCamera { device } => self.open_camera(device),
            Effect::CloseCamera => self.close_camera(),
            Effect::ListDevices => self.list_cameras(),
            Effect::LoadDemo => self.load_demo(),
            Effect::StartWorker => self.start_worker(),
            Effect::EndWorker => drop(self.0.worker.borrow_mut().take()),
            Effect::SendFrame(seq) => self.send_frame(seq),
            Effect::SendPhoto(seq) => self.send_photo(seq),
            Effect::After(span, wake) => self.wake_after(span, wake),
            Effect::Account(effect) => self.carry_out_account(effect),
            Effect::Reload => {
                if let Err(error) = page::reload() {
                    log::error!("the page can't be loaded anew: {error}");
                }
            }
            Effect::Music(effect) => self.carry_out_music(effect),
        }
    }

    /// Keeps a chosen file until the worker asks for it, and shows it meanwhile.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's length is a whole number"
    )]
    pub fn choose_photo(&self, file: web_sys::File) {
        let bytes = file.size() as u64;
        match ObjectUrl::new(&file) {
            Ok(url) => {
                self.0.screen.photo.set(Some(url.as_str().into()));
                // The one before is given back here, when nothing shows it any more.
                self.0.photo.replace(Some((file, url)));
                self.dispatch(Event::PhotoChosen { bytes });
            }
            Err(error) => log::error!("the photo can't be shown: {error}"),
        }
    }

    /// Puts `text` into the clipboard, and tells `done` whether it is there.
    pub fn copy(&self, text: String, done: impl FnOnce(bool) + 'static) {
        spawn(async move {
            let copied = clipboard::write(&text).await;
            if let Err(error) = &copied {
                log::info!("not copied: {error}");
            }
            done(copied.is_ok());
        });
    }

    fn read_settings(&self) {
        let runtime = self.clone();
        spawn(async move {
            let read = runtime.0.store.read_json::<Settings>(Key::Settings).await;
            runtime.dispatch(match read {
                Ok(settings) => Event::SettingsRead(settings.unwrap_or_default()),
                // Of an unknown form: begin anew rather than fail for good.
                Err(StoreFault::Unreadable) => {
                    log::warn!("settings of an unknown form");
                    Event::SettingsRead(Settings::default())
                }
                Err(fault) => lost_settings(fault),
            });
        });
    }

    fn write_settings(&self, settings: Settings) {
        let runtime = self.clone();
        spawn(async move {
            let written = runtime.0.store.put_json(Key::Settings, &settings).await;
            if let Err(fault) = written {
                runtime.dispatch(lost_settings(fault));
            }
        });
    }

    fn fetch_catalogue(&self) {
        let runtime = self.clone();
        spawn(async move {
            let text = fetch::text(CATALOGUE, CATALOGUE_BOUNDS).await;
            if let Err(error) = &text {
                log::warn!("no catalogue: {error}");
            }
            runtime.dispatch(Event::CatalogueFetched(text.ok()));
        });
    }

    fn start_worker(&self) {
        let (said, lost) = (self.clone(), self.clone());
        let link = WorkerLink::start(
            WORKER,
            move |message| said.later(Event::Worker(message)),
            move || lost.later(Event::WorkerLost),
        );
        match link {
            Ok(link) => drop(self.0.worker.borrow_mut().replace(link)),
            Err(error) => {
                log::error!("no worker: {error}");
                self.dispatch(Event::WorkerLost);
            }
        }
    }

    /// Dispatches in a task of its own: a worker must not be ended from within its own listener.
    pub(super) fn later(&self, event: Event) {
        let runtime = self.clone();
        spawn(async move { runtime.dispatch(event) });
    }

    fn send_frame(&self, seq: Seq) {
        let runtime = self.clone();
        spawn(async move {
            let sent = runtime.grab_and_send(seq).await;
            runtime.dispatch(match sent {
                Ok(true) => Event::FrameSent(seq),
                Ok(false) => Event::FrameUnavailable(seq),
                Err(error) => {
                    log::debug!("no frame: {error}");
                    Event::FrameUnavailable(seq)
                }
            });
        });
    }

    async fn grab_and_send(&self, seq: Seq) -> Result<bool, Error> {
        let live = match &self.0.state.borrow().source {
            Source::Camera { .. } => true,
            Source::Demo { .. } => false,
            _ => return Ok(false),
        };
        let (video, canvas) = (
            self.0.screen.video.get_untracked(),
            self.0.screen.canvas.get_untracked(),
        );
        let bitmap = match (live, video, canvas) {
            (true, Some(video), _) => frame::of_video(&video).await?,
            (false, _, Some(canvas)) => Some(frame::of_canvas(&canvas).await?),
            _ => None,
        };
        let Some(bitmap) = bitmap else {
            return Ok(false);
        };
        // While the picture was copied, it may have become of no use to anybody.
        let asked = self
            .0
            .state
            .borrow()
            .capture
            .in_flight()
            .is_some_and(|question| question.seq == seq);
        if let (true, Some(worker)) = (asked, self.0.worker.borrow().as_ref()) {
            return worker
                .send(&ToWorker::Frame { seq }, &bitmap)
                .map(|()| true);
        }
        bitmap.close();
        Ok(false)
    }

    fn send_photo(&self, seq: Seq) {
        let Some(file) = self.0.photo.borrow().as_ref().map(|(file, _)| file.clone()) else {
            return;
        };
        let runtime = self.clone();
        spawn(async move {
            let sent = async {
                let bytes: JsValue = JsFuture::from(file.array_buffer()).await?;
                match runtime.0.worker.borrow().as_ref() {
                    Some(worker) => worker.send(&ToWorker::Photo { seq }, &bytes),
                    None => Ok(()),
                }
            };
            if let Err(error) = sent.await {
                log::warn!("the photo can't be read: {error}");
                runtime.dispatch(Event::PhotoUnavailable(seq));
            }
        });
    }

    fn wake_after(&self, span: Millis, wake: Wake) {
        let runtime = self.clone();
        spawn(async move {
            timer::sleep(span).await;
            runtime.dispatch(Event::Woke(wake));
        });
    }
}

fn lost_settings(fault: StoreFault) -> Event {
    log::warn!("settings are not kept: {fault}");
    Event::SettingsLost
}
