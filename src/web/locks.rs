//! One at a time, over all tabs and workers of this origin: the Web Locks API.

use crate::domain::quantity::Millis;
use crate::web::{Error, timer};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// A held lock, given back when dropped; the browser gives it back too when the tab dies.
#[derive(Debug)]
pub struct Lock {
    release: Function,
}

impl Lock {
    /// Waits until the lock `name` is free, and holds it.
    ///
    /// # Errors
    /// [`Error::Missing`] where there are no locks, [`Error::Exception`] when the browser refuses.
    pub async fn hold(name: &str) -> Result<Self, Error> {
        Self::ask(name, &Object::new()).await
    }

    /// Waits until the lock `name` is free, at most for `patience`, and holds it.
    ///
    /// # Errors
    /// [`Error::TimedOut`] when somebody else holds it all the while; otherwise as [`Self::hold`].
    pub async fn hold_within(name: &str, patience: Millis) -> Result<Self, Error> {
        let controller = AbortController::new()?;
        let options = Object::new();
        Reflect::set(&options, &"signal".into(), &controller.signal())?;
        // Dropped when the lock is granted: what is held can't be taken back.
        let _deadline = timer::Alarm::set(patience, move || controller.abort());
        Self::ask(name, &options)
            .await
            .map_err(|error| match error.name() {
                Some("AbortError") => Error::TimedOut { url: name.into() },
                _ => error,
            })
    }

    async fn ask(name: &str, options: &Object) -> Result<Self, Error> {
        let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
        let manager = Reflect::get(&navigator, &"locks".into())?;
        if manager.is_undefined() {
            return Err(Error::Missing("lock manager"));
        }
        let request: Function = Reflect::get(&manager, &"request".into())?.dyn_into()?;
        let name = JsValue::from(name);
        // Resolves to the function that gives the lock back.
        let held: Promise = Promise::new(&mut |granted, refused| {
            let callback = Closure::once_into_js(move || -> Promise {
                Promise::new(&mut |release, _| {
                    if let Err(error) = granted.call1(&JsValue::NULL, &release) {
                        log::error!("a lock can't be told of: {}", Error::from(error));
                    }
                })
            });
            let asked = request
                .call3(&manager, &name, options, &callback)
                .and_then(|asked| {
                    let catch: Function = Reflect::get(&asked, &"catch".into())?.dyn_into()?;
                    catch.call1(&asked, &refused)
                });
            if let Err(error) = asked {
                refused.call1(&JsValue::NULL, &error).unwrap_or_default();
            }
        });
        let release = JsFuture::from(held).await?;
        Ok(Self {
            release: release.dyn_into()?,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Err(error) = self.release.call0(&JsValue::NULL) {
            log::error!("a lock is not given back: {}", Error::from(error));
        }
    }
}
