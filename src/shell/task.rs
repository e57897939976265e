//! Tasks beside the thread's own: the one place that spawns.

use std::future::Future;

/// Runs `task` beside whatever else this thread does.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one home of the call"
)]
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}
