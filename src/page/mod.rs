//! The page: Leptos draws the view and sends events.
//!
//! One folder a feature, by the name it has in `flow`: what it asks of the browser (`effects`) and what it draws.
//! [`runtime`] owns the state; components read [`context::Page`] and dispatch. [`ui`] is what all of them share.

#![expect(
    clippy::must_use_candidate,
    reason = "Leptos' component macro drops the attribute"
)]

pub mod about;
pub mod context;
pub mod home;
pub mod library;
pub mod mood;
pub mod music;
pub mod notice;
pub mod runtime;
pub mod sections;
pub mod sight;
pub mod spotify_link;
pub mod taste;
pub mod ui;

use crate::page::context::Page;
use crate::page::home::Home;
use crate::page::runtime::Runtime;
use leptos::prelude::*;

/// The whole page: starts the runtime, and draws.
#[component]
pub fn App() -> impl IntoView {
    let runtime = Runtime::start();
    provide_context(Page::new(runtime));
    view! { <Home /> }
}
