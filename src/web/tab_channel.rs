//! A word to the other tabs of this site, and theirs to this one.

use crate::web::Error;
use crate::web::listener::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// A named channel; closed when dropped.
#[derive(Debug)]
pub struct TabChannel {
    channel: BroadcastChannel,
    _listener: EventListener,
}

impl TabChannel {
    /// Opens the channel `name`; `heard` gets what other tabs say. What is of another form is not for this page.
    ///
    /// # Errors
    /// [`Error::Exception`] when the browser refuses.
    pub fn open<T: DeserializeOwned>(
        name: &str,
        mut heard: impl FnMut(T) + 'static,
    ) -> Result<Self, Error> {
        let channel = BroadcastChannel::new(name)?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let said = event.unchecked_ref::<MessageEvent>().data().as_string();
            match said.map(|text| serde_json::from_str(&text)) {
                Some(Ok(news)) => heard(news),
                _ => log::info!("another tab says what this one does not know"),
            }
        })?;
        Ok(Self {
            channel,
            _listener: listener,
        })
    }

    /// Tells the other tabs.
    ///
    /// # Errors
    /// [`Error`] when it can't be said.
    pub fn tell<T: Serialize>(&self, news: &T) -> Result<(), Error> {
        let text = serde_json::to_string(news)
            .map_err(|_words| Error::Malformed("news without a JSON form".into()))?;
        Ok(self.channel.post_message(&text.into())?)
    }
}

impl Drop for TabChannel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
