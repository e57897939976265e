//! The worker's entry: says so when it dies, logs, serves: faces, or, if it was started as a librarian, music.

#[cfg(target_arch = "wasm32")]
#[expect(clippy::disallowed_methods, reason = "the worker's one task")]
fn main() {
    use feelharmonic::flow_old::protocol::{FromWorker, WorkerFault};
    use feelharmonic::librarian::serve as librarian;
    use feelharmonic::worker::{say, serve};

    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // Nobody is left to hear that this failed too.
        say(&FromWorker::Failed {
            seq: None,
            fault: WorkerFault::Crashed,
        })
        .unwrap_or_default();
    }));
    console_log::init_with_level(log::Level::Warn).unwrap_or_default();
    if librarian::is_wanted() {
        librarian::serve();
    } else {
        wasm_bindgen_futures::spawn_local(serve());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
