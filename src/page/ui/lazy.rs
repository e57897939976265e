//! Parts of the page whose code is fetched when it is first wanted, and then runs in the page's own memory.
//!
//! [`fetched!`] marks what lies in a part, [`Lazy`] shows a view that does. Only what nothing but the marked value
//! reaches moves out of the page: a view does, with what it alone uses; a reducer that the root calls by name does not,
//! and has to be handed over as a pointer. A build without the feature `split` has everything at once.
//!
//! The parts share the page's memory and crash with it. What needs memory of its own is a bundle (.ci/bundles.mjs).

use crate::page::ui::focus;
use crate::page::ui::live::{live_part, live_value, on_press};
use crate::shell::task::spawn;
use leptos::html::{Button, Div};
use leptos::prelude::*;
use std::pin::Pin;

/// A function that draws a view: a pointer into the table that the page and its parts share.
pub type Draw = fn() -> AnyView;
/// The code of a part on its way, and in the end what was marked in it.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, PartMissing>>>>;
/// A function that [`fetched!`] makes: fetches a part, or finds it there.
pub type Fetch<T> = fn() -> Fetching<T>;

/// The failure of a fetch: no network, no such file, or other bytes than were built. The console says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part of the page is missing")]
pub struct PartMissing;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for PartMissing {
    fn from(_said_in_the_console: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes a [`Fetch`] of a value whose code lies in a part of the page.
///
/// `fetch_filters: Draw, in sheets = || view! { <Filters /> }.into_any()` makes `fetch_filters()`, and puts what only
/// `Filters` needs into the part `sheets`. A value of several function pointers brings a whole feature: its state stays
/// in the page, what is done with it comes (`tests/e2e/fetched_feature.rs`).
#[macro_export]
macro_rules! fetched {
    ($(#[$attribute:meta])* $visibility:vis $name:ident: $value:ty, in $part:ident = $make:expr) => {
        $(#[$attribute])*
        $visibility fn $name() -> $crate::page::ui::lazy::Fetching<$value> {
            #[cfg(feature = "split")]
            #[::leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $name() -> Result<$value, $crate::page::ui::lazy::PartMissing> {
                Ok($make)
            }
            #[cfg(not(feature = "split"))]
            async fn $name() -> Result<$value, $crate::page::ui::lazy::PartMissing> {
                Ok($make)
            }
            Box::pin($name())
        }
    };
}
pub use fetched;

/// A view on its way.
#[derive(Clone, Copy)]
enum Arrival {
    Awaited,
    Here(Draw),
    Missing,
}

/// A view that is fetched: busy until it is there, and words with "Try again" when it does not come.
#[component]
pub fn Lazy(
    /// The function that brings the view.
    fetch: Fetch<Draw>,
) -> impl IntoView {
    let arrival = RwSignal::new(Arrival::Awaited);
    let place = NodeRef::<Div>::new();
    let request = move || {
        arrival.set(Arrival::Awaited);
        spawn(async move {
            let arrived = fetch().await.map_or(Arrival::Missing, Arrival::Here);
            // Nobody is there to be told when it was closed meanwhile.
            arrival.try_set(arrived);
            // "Try again" had the focus, and is gone.
            if let (Arrival::Here(_), Some(Some(place))) = (arrived, place.try_get_untracked()) {
                focus::keep_focus_in(&place);
            }
        });
    };
    request();
    let busy = move || matches!(arrival.get(), Arrival::Awaited).then_some("true");
    view! {
        <div class="lazy" node_ref=place tabindex="-1" aria-busy=live_value(busy)>
            {live_part(move || match arrival.get() {
                Arrival::Here(draw) => draw(),
                Arrival::Awaited => view! { <p class="hint" role="status">"One moment …"</p> }.into_any(),
                Arrival::Missing => {
                    let button = NodeRef::<Button>::new();
                    focus::take_over_focus(button);
                    view! {
                        <div class="said">
                            <p role="alert">
                                "This part of the page could not be fetched. Check the connection, then try again; \
                                 if that does not help, load the page again."
                            </p>
                            <button node_ref=button on:click=on_press(request)>"Try again"</button>
                        </div>
                    }
                    .into_any()
                }
            })}
        </div>
    }
}
