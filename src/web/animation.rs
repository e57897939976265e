//! A loop that runs before each drawing of the screen, and rests while the tab is hidden.

use crate::web::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

type FrameCallback = RefCell<Option<Closure<dyn FnMut(f64)>>>;

/// Loop that calls back before each repaint of the screen, until it is dropped.
#[derive(Debug)]
pub struct AnimationLoop {
    running: Rc<Cell<bool>>,
}

impl AnimationLoop {
    /// Starts the loop with `callback`, which is called before each repaint.
    pub fn start(mut callback: impl FnMut() + 'static) -> Self {
        let running = Rc::new(Cell::new(true));
        let going = Rc::clone(&running);
        let frame: Rc<FrameCallback> = Rc::default();
        let next = Rc::clone(&frame);
        *frame.borrow_mut() = Some(Closure::new(move |_| {
            if going.get() {
                callback();
                request_frame(&next);
            } else {
                // The closure owns itself through `next`: letting go here ends the circle.
                next.borrow_mut().take();
            }
        }));
        request_frame(&frame);
        Self { running }
    }
}

fn request_frame(frame: &Rc<FrameCallback>) {
    if let (Ok(window), Some(closure)) = (window(), frame.borrow().as_ref())
        && let Err(error) = window.request_animation_frame(closure.as_ref().unchecked_ref())
    {
        log::warn!("no animation frame: {}", crate::web::Error::from(error));
    }
}

impl Drop for AnimationLoop {
    fn drop(&mut self) {
        self.running.set(false);
    }
}
