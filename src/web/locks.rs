//! One at a time, over all tabs of this site: the Web Locks API.

use crate::web::{Error, window};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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
        let manager = Reflect::get(&window()?.navigator(), &"locks".into())?;
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
            let asked = request.call2(&manager, &name, &callback);
            let complaint = asked.and_then(|asked| {
                let asked: Promise = asked.dyn_into()?;
                let refused: Closure<dyn FnMut(JsValue)> = Closure::once(move |error: JsValue| {
                    refused
                        .call1(&JsValue::NULL, &error)
                        .map(|_| ())
                        .unwrap_or_default();
                });
                // Kept by the browser until the lock is given back.
                let handler = refused.into_js_value();
                let catch: Function = Reflect::get(&asked, &"catch".into())?.dyn_into()?;
                catch.call1(&asked, &handler)
            });
            if let Err(error) = complaint {
                log::warn!("no lock: {}", Error::from(error));
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
