//! The elements that show pictures, for whoever draws them and whoever takes frames from them.

use leptos::html;
use leptos::prelude::*;

/// The elements that pictures are shown in, or taken from.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// The element that shows the camera's picture.
    pub video: NodeRef<html::Video>,
    /// The element that the demo is drawn on.
    pub canvas: NodeRef<html::Canvas>,
    /// The element that the chosen photo is drawn on.
    pub photo: NodeRef<html::Canvas>,
}

impl Screen {
    /// Elements that are not drawn yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            video: NodeRef::new(),
            canvas: NodeRef::new(),
            photo: NodeRef::new(),
        }
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}
