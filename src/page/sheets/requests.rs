//! What leaves this device: in words, and every request to another place that the browser has counted.

use crate::web::address;
use crate::web::visit::fetched_addresses;
use leptos::prelude::*;

/// The words and the list.
#[component]
pub fn Requests() -> impl IntoView {
    let foreign = foreign_hosts();
    let count = match foreign.len() {
        0 => "0 requests to other places since you came.".to_owned(),
        1 => "1 request to another place since you came:".to_owned(),
        many => format!("{many} requests to other places since you came:"),
    };
    view! {
        <p><strong>{count}</strong></p>
        <ul class="came">{foreign.into_iter().map(|host| view! { <li>{host}</li> }).collect_view()}</ul>
        <p>
            "No picture, no reading, no mood. The page loads its own files and nothing else. When you open or play a \
             track, Spotify is told which track, as by any link; it is never told why. If you connect your account, \
             Spotify is asked what you like and told what you press. The word for a mood goes there only in the name \
             of a playlist that you make, and you read it first."
        </p>
        <p>
            "What you teach with thumbs, the last list and the music you bring are kept in this browser, and nowhere \
             else."
        </p>
        <p class="hint small">
            "Demo pictures: NASA and US Navy, public domain. Track facts: TidyTuesday and billboard (MIT). Typeface: \
             Familjen Grotesk (OFL 1.1). Feelharmonic is open source, MIT or Apache-2.0."
        </p>
    }
}

/// The addresses of other places, without what follows their host.
fn foreign_hosts() -> Vec<String> {
    let here = address::page_address().unwrap_or_default();
    let host_of = |address: &str| address.split('/').nth(2).map(str::to_owned);
    let here = host_of(&here);
    let fetched = fetched_addresses().unwrap_or_default();
    let far = fetched.iter().filter(|address| address.starts_with("http"));
    far.map(|address| host_of(address))
        .filter(|host| *host != here)
        .flatten()
        .collect()
}
