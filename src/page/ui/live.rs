//! Closures of views, of one type each: what changes on the screen, and what a press or another event does.
//!
//! Leptos makes code of its own for every closure that a view holds. Behind a pointer they share it, which takes
//! a tenth off the page's download.

use leptos::prelude::*;

/// A value that is read anew whenever what it is made of changes.
pub type Live<T> = Box<dyn Fn() -> T + Send + Sync>;

/// A value to show, such as a text, an attribute, or the presence of a class.
pub fn live_value<T>(value: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Box::new(value)
}

/// A part of the page, made anew whenever what it is made of changes.
pub fn live_part<T: IntoAny + 'static>(
    view: impl Fn() -> T + Send + Sync + 'static,
) -> Live<AnyView> {
    Box::new(move || view().into_any())
}

/// A value that tells whoever reads it only when it has changed.
pub fn live_memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let value = live_value(value);
    Memo::new(move |_| value())
}

/// The handler of an event, of any kind.
pub fn on_event<E: 'static>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}

/// The handler of a press, which asks nothing of the event.
pub fn on_press(mut act: impl FnMut() + 'static) -> Box<dyn FnMut(leptos::ev::MouseEvent)> {
    Box::new(move |_| act())
}

/// A part of the page that is there while `when` says so.
#[component]
pub fn Shown(
    /// The condition under which it is there.
    when: Live<bool>,
    /// The part of the page.
    children: ChildrenFn,
) -> impl IntoView {
    let there = live_memo(when);
    live_part(move || there.get().then(|| children()))
}
