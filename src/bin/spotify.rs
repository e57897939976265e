//! The entry of Spotify's host: says so when it dies, logs, serves the page that has fetched it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use feelharmonic::hosts::spotify;

    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        spotify::say_crashed();
    }));
    // The page has set the logger of its own instance; this one has none yet.
    console_log::init_with_level(log::Level::Warn).unwrap_or_default();
    if let Err(error) = spotify::serve() {
        log::error!("nobody has asked for this host: {error}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
