//! Whether a video shows a new frame, and not the last one again: a camera that has stopped still shows a picture.

use js_sys::{Function, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlVideoElement;

type FrameCallback = RefCell<Option<Closure<dyn FnMut()>>>;

/// Watch over the frames of a video element, until it is dropped.
#[derive(Debug)]
pub struct VideoFrames {
    video: HtmlVideoElement,
    /// Frames that the browser has told of; none where it can't tell.
    told: Option<Rc<Cell<u32>>>,
    running: Rc<Cell<bool>>,
    /// State at which the last new frame was taken.
    last: Cell<(u32, f64)>,
}

impl VideoFrames {
    /// Begins to watch `video`.
    #[must_use]
    pub fn watch(video: HtmlVideoElement) -> Self {
        let (running, count) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(0_u32)));
        let (going, counted) = (Rc::clone(&running), Rc::clone(&count));
        let callback: Rc<FrameCallback> = Rc::default();
        let (next, of_video) = (Rc::clone(&callback), video.clone());
        *callback.borrow_mut() = Some(Closure::new(move || {
            if going.get() {
                counted.set(counted.get().wrapping_add(1));
                request_callback(&of_video, &next);
            } else {
                // The closure owns itself through `next`: letting go here ends the circle.
                next.borrow_mut().take();
            }
        }));
        let is_told = request_callback(&video, &callback).is_some();
        Self {
            video,
            told: is_told.then_some(count),
            running,
            last: Cell::new((0, 0.0)),
        }
    }

    /// Tells whether there is a frame that [`VideoFrames::take_new`] has not taken.
    #[must_use]
    pub fn has_new(&self) -> bool {
        self.state() != self.last.get()
    }

    /// Takes note that the frame which is shown now is taken.
    pub fn take_new(&self) {
        self.last.set(self.state());
    }

    /// The frames told of, and the browser's own count of them. Where there is neither it is the video's time, which
    /// some browsers move on though nothing comes.
    fn state(&self) -> (u32, f64) {
        let told = self.told.as_ref().map_or(0, |count| count.get());
        match (counted_frames(&self.video), &self.told) {
            (Some(counted), _) => (told, counted),
            (None, Some(_)) => (told, 0.0),
            (None, None) => (0, self.video.current_time()),
        }
    }
}

impl Drop for VideoFrames {
    fn drop(&mut self) {
        self.running.set(false);
    }
}

/// Asks to be called at the video's next frame (W3C, `HTMLVideoElement.requestVideoFrameCallback`); `None` in a browser
/// that can't.
fn request_callback(video: &HtmlVideoElement, callback: &Rc<FrameCallback>) -> Option<JsValue> {
    let ask: Function = Reflect::get(video, &"requestVideoFrameCallback".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let callback = callback.borrow();
    ask.call1(video, callback.as_ref()?.as_ref()).ok()
}

/// The browser's count of frames (W3C, Media Playback Quality); `None` where it counts none.
fn counted_frames(video: &HtmlVideoElement) -> Option<f64> {
    let ask: Function = Reflect::get(video, &"getVideoPlaybackQuality".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let quality = ask.call0(video).ok()?;
    let total = Reflect::get(&quality, &"totalVideoFrames".into()).ok()?;
    total.as_f64().filter(|total| *total > 0.0)
}
