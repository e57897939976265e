//! The workers' entry: says so when it dies, logs, serves: faces, or, if it was started under that name, the library.

#[cfg(target_arch = "wasm32")]
fn main() {
    use feelharmonic::flow::bridge::reader::{FromReader, ReaderFault};
    use feelharmonic::workers::{library, reader};

    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // Nobody is left to hear that this failed too.
        reader::say(&FromReader::Failed {
            seq: None,
            fault: ReaderFault::Crashed,
        })
        .unwrap_or_default();
    }));
    console_log::init_with_level(log::Level::Warn).unwrap_or_default();
    if library::serve::is_wanted() {
        library::serve::serve();
    } else {
        reader::serve();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
