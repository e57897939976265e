//! The bridge between the page and Spotify's module, two wasm instances on one thread: a function each, which takes
//! bytes.
//!
//! `src/start/beside.js` fetches the bundle when the page asks for it by name, and hands each side the other's
//! function.

use crate::web::message_bytes::{decode_message, encode_message};
use crate::web::{Error, window};
use js_sys::{Function, Object, Promise, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Name of the start script's function that fetches a bundle.
const FETCH: &str = "feelharmonicOpen";
/// Name under which `src/start/spotify.js` leaves the module's end of the bridge while the module starts.
const MODULE_END: &str = "feelharmonicLine";

/// A JavaScript function for incoming bytes, which may be called again before it has returned.
type Receiver = Closure<dyn Fn(Vec<u8>)>;

/// Page's end of the bridge, which leads to the module.
#[derive(Debug)]
pub struct ModuleBridge {
    send: Function,
    _receiver: Receiver,
}

impl ModuleBridge {
    /// Fetches and starts the bundle of that name; `said` is called with each message of it, even before this call has
    /// returned, and `arrived` is told how many bytes of how many are there.
    ///
    /// # Errors
    /// [`Error::Exception`] when it can't be fetched or started.
    pub async fn fetch<M: DeserializeOwned + 'static>(
        bundle: &str,
        arrived: impl Fn(u32, u32) + 'static,
        said: impl Fn(M) + 'static,
    ) -> Result<Self, Error> {
        let receiver = receiver(said);
        let counter = Closure::<dyn Fn(u32, u32)>::new(arrived);
        let fetch: Function = Reflect::get(&window()?.into(), &FETCH.into())?.dyn_into()?;
        let fetched: Promise = fetch
            .call3(
                &JsValue::NULL,
                &bundle.into(),
                receiver.as_ref(),
                counter.as_ref(),
            )?
            .dyn_into()?;
        let send = JsFuture::from(fetched).await?.dyn_into()?;
        Ok(Self {
            send,
            _receiver: receiver,
        })
    }

    /// Sends `message` to the module.
    ///
    /// # Errors
    /// [`Error::Exception`] when it has stopped.
    pub fn send(&self, message: &impl Serialize) -> Result<(), Error> {
        send_bytes(&self.send, message)
    }
}

/// Module's end of the bridge, which leads to the page.
#[derive(Debug)]
pub struct PageBridge(Object);

impl PageBridge {
    /// Takes the bridge to the page that has fetched this module.
    ///
    /// # Errors
    /// [`Error`] when nobody has.
    pub fn take() -> Result<Self, Error> {
        Ok(Self(
            Reflect::get(&window()?.into(), &MODULE_END.into())?.dyn_into()?,
        ))
    }

    /// Calls `heard` with each message of the page from now on.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser's object is no bridge.
    pub fn on_message<M: DeserializeOwned + 'static>(
        &self,
        heard: impl Fn(M) + 'static,
    ) -> Result<(), Error> {
        // As long as the page.
        let receiver = receiver(heard).into_js_value();
        Reflect::set(&self.0, &"tell".into(), &receiver)?;
        Ok(())
    }

    /// Sends `message` to the page.
    ///
    /// # Errors
    /// [`Error::Exception`] when it can't be told.
    pub fn send(&self, message: &impl Serialize) -> Result<(), Error> {
        let said: Function = Reflect::get(&self.0, &"said".into())?.dyn_into()?;
        send_bytes(&said, message)
    }
}

fn receiver<M: DeserializeOwned + 'static>(heard: impl Fn(M) + 'static) -> Receiver {
    Closure::new(move |bytes: Vec<u8>| match decode_message(&bytes) {
        Ok(message) => heard(message),
        Err(error) => log::error!("the other side of the bridge can't be understood: {error}"),
    })
}

fn send_bytes(function: &Function, message: &impl Serialize) -> Result<(), Error> {
    function.call1(&JsValue::NULL, &encode_message(message)?.into())?;
    Ok(())
}
