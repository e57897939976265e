//! The page's entry: says so when it dies, logs, mounts.

#[cfg(target_arch = "wasm32")]
fn main() {
    use feelharmonic::page::App;
    use wasm_bindgen::JsCast;

    console_error_panic_hook::set_once();
    console_log::init_with_level(log::Level::Warn).unwrap_or_default();
    let root = feelharmonic::web::window()
        .ok()
        .and_then(|window| window.document()?.get_element_by_id("app"));
    let Some(root) = root else {
        log::error!("the page has no place to be mounted in");
        return;
    };
    // The picture of the page that was there before it could run.
    root.set_text_content(None);
    leptos::mount::mount_to(root.unchecked_into(), App).forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
