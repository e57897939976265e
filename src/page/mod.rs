//! The page: Leptos draws the view and sends events.
//!
//! One folder a feature, by the name it has in `flow`: what it holds of the browser (`shell`), its effects carried out
//! (`effects`), and what it draws. [`runtime`] owns the state, [`start`] begins it, [`effects`] is its way out.
//! Components read [`context::Page`] and dispatch; they know of the runtime what [`commands`] says. [`ui`] is what all
//! of them share.

#![expect(
    clippy::must_use_candidate,
    reason = "Leptos' component macro drops the attribute"
)]

pub mod announcer;
pub mod colours;
pub mod commands;
pub mod context;
pub mod effects;
pub mod home;
pub mod library;
pub mod mood;
pub mod music;
pub mod notice;
pub mod runtime;
pub mod sections;
pub mod sheets;
pub mod sight;
pub mod spotify_link;
pub mod start;
pub mod taste;
pub mod ui;

use crate::page::context::Page;
use crate::page::home::Home;
use crate::page::runtime::Runtime;
use leptos::prelude::*;
use std::rc::Rc;

/// The whole page: starts the runtime, and draws.
#[component]
pub fn App() -> impl IntoView {
    let runtime = Runtime::start();
    let (sections, screen) = (runtime.sections(), runtime.sight().screen);
    provide_context(Page::new(sections, screen, Rc::new(runtime)));
    view! { <Home /> }
}
