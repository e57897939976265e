//! The chosen photo: opened by the browser, drawn as it is read, and sent from where it is shown.

use crate::flow::bridge::reader::ToReader;
use crate::flow::kit::link::Seq;
use crate::flow::sight::SightEvent;
use crate::flow::sight::fault::PhotoFault;
use crate::flow::sight::photo::fit_photo;
use crate::page::runtime::Runtime;
use crate::shell::task::spawn;
use crate::web::chosen_file::ChosenFile;
use crate::web::{Error, frame, photo};
use leptos::prelude::*;

impl Runtime {
    /// Keeps a chosen file until it is to be opened.
    pub(crate) fn hold_photo(&self, file: ChosenFile) {
        let (name, bytes) = (file.name(), file.length());
        self.sight().photo.replace(Some(file));
        self.dispatch(SightEvent::PhotoChosen { name, bytes });
    }

    pub(super) fn open_photo(&self) {
        let Some(file) = self.sight().photo.borrow().clone() else {
            return;
        };
        let runtime = self.clone();
        spawn(async move {
            let drawn = runtime.draw_photo(&file).await;
            // One that was chosen meanwhile has its own answer.
            if runtime.sight().photo.borrow().as_ref() == Some(&file) {
                runtime.dispatch(match drawn {
                    Ok(()) => SightEvent::PhotoOpened,
                    Err(fault) => SightEvent::PhotoRefused(fault),
                });
            }
        });
    }

    async fn draw_photo(&self, file: &ChosenFile) -> Result<(), PhotoFault> {
        let unreadable = |error: Error| {
            log::info!("the photo can't be opened: {error}");
            PhotoFault::Unreadable
        };
        let size = photo::measure_picture(file).await.map_err(unreadable)?;
        let size = fit_photo(size)?;
        let picture = photo::decode_picture(file, size)
            .await
            .map_err(unreadable)?;
        let canvas = self.sight().screen.photo.get_untracked();
        let canvas = canvas.ok_or(PhotoFault::Unreadable)?;
        photo::draw_picture(&canvas, &picture).map_err(unreadable)
    }

    pub(super) fn send_photo(&self, seq: Seq) {
        let runtime = self.clone();
        spawn(async move {
            if let Err(error) = runtime.send_shown_photo(seq).await {
                log::warn!("the photo can't be sent: {error}");
                runtime.dispatch(SightEvent::PhotoUnavailable(seq));
            }
        });
    }

    async fn send_shown_photo(&self, seq: Seq) -> Result<(), Error> {
        let canvas = self.sight().screen.photo.get_untracked();
        let canvas = canvas.ok_or(Error::Missing("canvas of the photo"))?;
        let bitmap = frame::capture_canvas(&canvas).await?;
        // While the picture was copied, it may have become of no use to anybody.
        if self.read_state(|state| state.sight().awaits_answer(seq)) {
            let message = ToReader::Photo { seq };
            return self.sight().reader.send(&message, &bitmap);
        }
        bitmap.close();
        Ok(())
    }
}
