//! Parts of the page whose code is fetched when it is first wanted, and then runs in the page's own memory.
//!
//! [`fetched!`] marks what lies in a part, [`Lazy`] shows a view that does; the life of a part, from its
//! fetching to another try, is `kit::link`'s. Only what nothing but the marked value
//! reaches moves out of the page: a view does, with what it alone uses; a reducer that the root calls by name does not,
//! and has to be handed over as a pointer. A build without the feature `split` has everything at once.
//!
//! The parts share the page's memory and crash with it. What needs memory of its own is a bundle (.ci/bundles.mjs).

use crate::domain::quantity::Millis;
use crate::flow::kit::Out;
use crate::flow::kit::link::{Link, LinkEffect, LinkEvent, LinkNews, LinkPolicy};
use crate::page::ui::focus;
use crate::page::ui::live::{live_part, live_value, on_press};
use crate::shell::task::spawn;
use crate::shell::timer::wake_after;
use crate::web::clock::monotonic_time;
use crate::web::parts;
use leptos::html::{Button, Div};
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

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

/// The patience with a part. It is checked before it is handed over, so that no byte of it is heard of until all of it
/// is there; a person asks for the next try.
const POLICY: LinkPolicy = LinkPolicy {
    version: 1,
    look_every: Millis::from_secs(5.0),
    start_patience: Millis::from_secs(30.0),
    restarts: 0,
    give_up_after: u32::MAX,
    forgiven_after: Millis(f64::INFINITY),
};

/// A view on its way.
#[derive(Clone, Copy)]
enum Arrival {
    Awaited,
    Here(Draw),
    Missing,
}

/// The outbox of a part's link.
type PartOut = Out<LinkEffect, LinkNews>;

/// A part as the place that shows it knows it: a helper, of which nothing is wanted but that it comes.
///
/// Locked, though there is one thread: views ask that of whatever they hold.
struct PartLink {
    fetch: Fetch<Draw>,
    link: Mutex<Link>,
    /// The number of the attempt that counts.
    attempt: AtomicU32,
    arrival: RwSignal<Arrival>,
    place: NodeRef<Div>,
}

impl PartLink {
    fn new(fetch: Fetch<Draw>) -> Arc<Self> {
        Arc::new(Self {
            fetch,
            link: Mutex::default(),
            attempt: AtomicU32::default(),
            arrival: RwSignal::new(Arrival::Awaited),
            place: NodeRef::new(),
        })
    }

    fn request(self: &Arc<Self>) {
        self.arrival.set(Arrival::Awaited);
        let out = self.change(|link, out| link.ensure_started(&POLICY, monotonic_time(), out));
        self.carry_out(out, None);
    }

    fn change(&self, change: impl FnOnce(&mut Link, &mut PartOut)) -> PartOut {
        let mut out = Out::new();
        let mut link = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut link, &mut out);
        out
    }

    /// Takes what happened to the part. Nobody is there to be told when its place was closed meanwhile.
    fn hear(self: &Arc<Self>, event: LinkEvent, draw: Option<Draw>) {
        if self.arrival.try_get_untracked().is_none() {
            return;
        }
        let out = self.change(|link, out| link.update(event, &POLICY, monotonic_time(), out));
        self.carry_out(out, draw);
    }

    fn carry_out(self: &Arc<Self>, out: PartOut, draw: Option<Draw>) {
        for effect in out.effects {
            let part = Arc::clone(self);
            match effect {
                LinkEffect::Start { attempt } => {
                    self.attempt.store(attempt, Ordering::Relaxed);
                    spawn(async move { part.fetch(attempt).await });
                }
                LinkEffect::End => parts::give_up(),
                LinkEffect::WakeAfter(span, wake) => {
                    wake_after(span, move || part.hear(LinkEvent::Woke(wake), None));
                }
            }
        }
        for news in out.news {
            let here = draw.filter(|_| news == LinkNews::Ready);
            self.arrival
                .set(here.map_or(Arrival::Missing, Arrival::Here));
            // "Try again" had the focus, and is gone.
            if let (Some(_), Some(place)) = (here, self.place.get_untracked()) {
                focus::keep_focus_in(&place);
            }
        }
    }

    async fn fetch(self: &Arc<Self>, attempt: u32) {
        let draw = (self.fetch)().await.ok();
        if self.attempt.load(Ordering::Relaxed) == attempt {
            let (version, has_come) = (POLICY.version, draw.is_some());
            let ready = LinkEvent::Ready { version };
            self.hear(if has_come { ready } else { LinkEvent::Lost }, draw);
        }
    }
}

/// A view that is fetched: busy until it is there, and words with "Try again" when it does not come.
#[component]
pub fn Lazy(
    /// The function that brings the view.
    fetch: Fetch<Draw>,
) -> impl IntoView {
    let part = PartLink::new(fetch);
    let (arrival, place) = (part.arrival, part.place);
    part.request();
    let busy = move || matches!(arrival.get(), Arrival::Awaited).then_some("true");
    view! {
        <div class="lazy" node_ref=place tabindex="-1" aria-busy=live_value(busy)>
            {live_part(move || match arrival.get() {
                Arrival::Here(draw) => draw(),
                Arrival::Awaited => view! { <p class="hint" role="status">"One moment …"</p> }.into_any(),
                Arrival::Missing => {
                    let button = NodeRef::<Button>::new();
                    focus::take_over_focus(button);
                    let again = Arc::clone(&part);
                    view! {
                        <div class="said">
                            <p role="alert">
                                "This part of the page could not be fetched. Check the connection, then try again; \
                                 if that does not help, load the page again."
                            </p>
                            <button node_ref=button on:click=on_press(move || again.request())>"Try again"</button>
                        </div>
                    }
                    .into_any()
                }
            })}
        </div>
    }
}
