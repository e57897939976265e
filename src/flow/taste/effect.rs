//! The effects of the taste.

use crate::flow::kit::store::StoreEffect;

/// A request of the taste to the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TasteEffect {
    /// A record to write or remove → `TasteEvent::Stored`.
    Store(StoreEffect),
    /// A text to be offered as a file to save.
    Offer {
        /// The name of the file.
        name: &'static str,
        /// The text of the file.
        text: String,
    },
}

impl From<StoreEffect> for TasteEffect {
    fn from(effect: StoreEffect) -> Self {
        Self::Store(effect)
    }
}
