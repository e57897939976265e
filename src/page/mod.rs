//! The page: Leptos draws the view and sends events.
//!
//! [`runtime`] owns the state and is the only one to spawn; components read [`context::Page`] and dispatch.

#![expect(
    clippy::must_use_candidate,
    reason = "Leptos' component macro drops the attribute"
)]

pub mod components;
pub mod context;
pub mod runtime;

use crate::page::components::home::Home;
use crate::page::context::Page;
use crate::page::runtime::Runtime;
use leptos::prelude::*;

/// The whole page: starts the runtime, and draws.
#[component]
pub fn App() -> impl IntoView {
    let runtime = Runtime::start();
    provide_context(Page::new(runtime));
    view! { <Home /> }
}
