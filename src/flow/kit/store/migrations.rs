//! The steps from one version of a record to the next, by record. `Key::format` lists them in their order.

/// Choices, from version 1 to 2: the sources of lists are called by their name.
pub(super) fn rename_shelves(text: &str) -> Option<String> {
    let is_object = text.starts_with('{');
    is_object.then(|| text.replace("\"shelves\":", "\"sources\":"))
}
