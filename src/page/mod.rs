//! Leptos.
