//! The effects of sight, carried out: the face reader's worker, frames for it, and where the rest is done.

use crate::flow::bridge::reader::ToReader;
use crate::flow::kit::link::Seq;
use crate::flow::sight::source::LiveSource;
use crate::flow::sight::view::PictureView;
use crate::flow::sight::{SightEffect, SightEvent};
use crate::page::runtime::Runtime;
use crate::shell::links::Heard;
use crate::shell::task::spawn;
use crate::shell::timer::wake_after;
use crate::web::animation::AnimationLoop;
use crate::web::{Error, frame};
use leptos::prelude::*;
use web_sys::ImageBitmap;

impl Runtime {
    /// Carries out an effect of sight.
    pub(crate) fn carry_out_sight(&self, effect: SightEffect) {
        match effect {
            SightEffect::OpenCamera { device } => self.open_camera(device),
            SightEffect::CloseCamera => self.close_camera(),
            SightEffect::ListDevices => self.list_cameras(),
            SightEffect::LoadDemo => self.load_demo(),
            SightEffect::Reader(effect) => {
                let runtime = self.clone();
                self.sight().reader.carry_out(effect, move |heard| {
                    runtime.dispatch(match heard {
                        Heard::Life(event) => SightEvent::Reader(event),
                        Heard::Said(said) => SightEvent::ReaderSaid(said),
                    });
                });
            }
            SightEffect::SendFrame { seq, from } => self.send_frame(seq, from),
            SightEffect::OpenPhoto => self.open_photo(),
            SightEffect::SendPhoto(seq) => self.send_photo(seq),
            SightEffect::Store(effect) => {
                self.carry_out_store(effect, |event| SightEvent::Stored(event).into());
            }
            SightEffect::WakeAfter(span, wake) => {
                let runtime = self.clone();
                wake_after(span, move || runtime.dispatch(SightEvent::Woke(wake)));
            }
        }
    }

    /// Draws and asks for frames while a live source runs.
    pub(crate) fn keep_animating(&self) {
        let is_live = matches!(
            self.picture(),
            PictureView::Camera | PictureView::Demo { .. }
        );
        let mut animation = self.sight().animation.borrow_mut();
        if is_live && animation.is_none() {
            let runtime = self.clone();
            *animation = Some(AnimationLoop::start(move || {
                runtime.draw_demo();
                runtime.dispatch(SightEvent::AnimationFrame);
            }));
        } else if !is_live {
            animation.take();
        }
    }

    /// The picture that is shown.
    pub(super) fn picture(&self) -> PictureView {
        self.sections().sight.with_untracked(|view| view.picture)
    }

    fn send_frame(&self, seq: Seq, from: LiveSource) {
        let runtime = self.clone();
        spawn(async move {
            let is_sent = runtime
                .grab_and_send(seq, from)
                .await
                .unwrap_or_else(|error| {
                    log::debug!("no frame: {error}");
                    false
                });
            runtime.dispatch(if is_sent {
                SightEvent::FrameSent(seq)
            } else {
                SightEvent::FrameUnavailable(seq)
            });
        });
    }

    async fn grab_and_send(&self, seq: Seq, from: LiveSource) -> Result<bool, Error> {
        let Some(bitmap) = self.grab_frame(from).await? else {
            return Ok(false);
        };
        // While the picture was copied, it may have become of no use to anybody.
        if self.read_state(|state| state.sight().awaits_answer(seq)) {
            let message = ToReader::Frame { seq };
            return self.sight().reader.send(&message, &bitmap).map(|()| true);
        }
        bitmap.close();
        Ok(false)
    }

    async fn grab_frame(&self, from: LiveSource) -> Result<Option<ImageBitmap>, Error> {
        let screen = self.sight().screen;
        match from {
            LiveSource::Camera => match screen.video.get_untracked() {
                Some(video) if self.take_new_frame() => frame::capture_video(&video).await,
                _ => Ok(None),
            },
            LiveSource::Demo => match screen.canvas.get_untracked() {
                Some(canvas) => frame::capture_canvas(&canvas).await.map(Some),
                None => Ok(None),
            },
        }
    }
}
