//! Who may name whom: reads every `crate::` path in `src/` and holds it against one table.
//!
//! The compiler already keeps the browser out of `domain` and `flow` (their crates don't exist natively);
//! this keeps the pure modules apart from each other.

#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![expect(
    clippy::unwrap_used,
    reason = "a source that can't be read fails the test"
)]

use std::path::{Path, PathBuf};

/// A module and what it may name besides itself. A parent's name allows everything below it.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain::quantity", &[]),
    ("domain::order", &[]),
    ("domain::text", &[]),
    ("domain::emotion", &["domain::quantity"]),
    (
        "domain::face",
        &["domain::quantity", "domain::emotion", "domain::order"],
    ),
    (
        "domain::vision",
        &["domain::quantity", "domain::emotion", "domain::face"],
    ),
    // Where an affect came from is none of its business: not face, not vision.
    (
        "domain::mood",
        &["domain::quantity", "domain::emotion", "domain::text"],
    ),
    (
        "domain::music",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::mood",
            "domain::order",
            "domain::text",
        ],
    ),
    ("domain::secret", &[]),
    ("domain::http", &["domain::quantity", "domain::secret"]),
    (
        "domain::spotify",
        &[
            "domain::quantity",
            "domain::secret",
            "domain::http",
            "domain::music",
        ],
    ),
    (
        "domain::chart",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::mood",
            "domain::music",
            "domain::text",
        ],
    ),
    // What features are made of names no feature, and what crosses between bundles none either.
    ("flow::kit", &["domain::quantity"]),
    (
        "flow::bridge",
        &[
            "domain::quantity",
            "domain::face",
            "domain::music",
            "domain::spotify",
            "flow::kit",
        ],
    ),
    // A feature knows itself alone.
    (
        "flow::sight",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "flow::kit",
            "flow::bridge::reader",
        ],
    ),
    (
        "flow::mood",
        &[
            "domain::order",
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "domain::mood",
            "flow::kit",
        ],
    ),
    (
        "flow::music",
        &[
            "domain::order",
            "domain::quantity",
            "domain::emotion",
            "domain::mood",
            "domain::music",
            "domain::chart",
            "flow::kit",
            "flow::bridge::spotify",
        ],
    ),
    (
        "flow::taste",
        &[
            "domain::quantity",
            "domain::mood",
            "domain::music",
            "flow::kit",
        ],
    ),
    (
        "flow::library",
        &[
            "domain::quantity",
            "domain::mood",
            "domain::music",
            "flow::kit",
            "flow::bridge::library",
        ],
    ),
    (
        "flow::spotify_link",
        &[
            "domain::quantity",
            "domain::music",
            "domain::spotify",
            "flow::kit",
            "flow::bridge::spotify",
        ],
    ),
    (
        "flow::spotify",
        &[
            "domain::order",
            "domain::quantity",
            "domain::http",
            "domain::mood",
            "domain::music",
            "domain::spotify",
            "flow::kit",
            "flow::bridge::spotify",
        ],
    ),
    // The whole names all of them, and is named by the page alone.
    ("flow::app", &["flow"]),
    ("flow", &[]),
    ("web", &["domain::quantity", "domain::http", "flow::kit"]),
    (
        "shell",
        &["domain::quantity", "flow::kit", "flow::bridge", "web"],
    ),
    (
        "workers::reader",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "domain::vision",
            "flow::kit",
            "flow::bridge::reader",
            "shell",
            "web",
        ],
    ),
    // Serves in the same binary, and must not need what the face reader is built for.
    (
        "workers",
        &[
            "domain::quantity",
            "domain::mood",
            "domain::music",
            "flow::kit",
            "flow::bridge::library",
            "shell",
            "web",
        ],
    ),
    // Both ends of the bridge in one story.
    (
        "hosts::spotify::host::tests",
        &[
            "domain",
            "flow::kit",
            "flow::bridge::spotify",
            "flow::spotify",
            "flow::spotify_link",
            "hosts::spotify",
        ],
    ),
    // Spotify's host: on the page's thread, but not of the page.
    (
        "hosts",
        &[
            "domain::quantity",
            "domain::music",
            "domain::secret",
            "domain::http",
            "domain::spotify",
            "flow::kit",
            "flow::bridge::spotify",
            "flow::spotify",
            "shell",
            "web",
        ],
    ),
    (
        "page",
        &[
            "domain::quantity",
            "domain::text",
            "domain::emotion",
            "domain::face",
            "domain::mood",
            "domain::music",
            "domain::chart",
            "domain::spotify",
            "flow",
            "shell",
            "web",
        ],
    ),
];

/// Whether `path` is `module` or lies below it.
fn is_in(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The module a source file belongs to, as a path: `domain/mood/circle.rs` is `domain::mood::circle`.
fn module_of(file: &Path) -> String {
    let path = file
        .with_extension("")
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "::");
    path.strip_suffix("::mod").unwrap_or(&path).to_owned()
}

/// The path that starts right after each `prefix` in `code`.
fn paths_after<'a>(code: &'a str, prefix: &'static str) -> impl Iterator<Item = &'a str> {
    code.match_indices(prefix).map(move |(at, _)| {
        let rest = &code[at + prefix.len()..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .unwrap_or(rest.len());
        rest[..end].trim_end_matches(':')
    })
}

/// Every complaint about one file's text.
fn complaints(module: &str, text: &str) -> Vec<String> {
    let Some((home, allowed)) = MAY_NAME.iter().find(|(name, _)| is_in(module, name)) else {
        return vec![format!("{module} stands in no row of the table")];
    };
    let mut found = Vec::new();
    for line in text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
    {
        if line.contains("super::super::") {
            found.push(format!("{module} climbs with super::super::"));
        }
        // From a module's own root, `super::` leads out of it.
        let siblings = (module == *home && home.starts_with("domain::"))
            .then(|| paths_after(line, "super::").map(|path| format!("domain::{path}")))
            .into_iter()
            .flatten()
            .filter(|path| MAY_NAME.iter().any(|(name, _)| is_in(path, name)));
        for path in paths_after(line, "crate::")
            .map(str::to_owned)
            .chain(siblings)
        {
            if !is_in(&path, home) && !allowed.iter().any(|name| is_in(&path, name)) {
                found.push(format!("{module} names crate::{path}"));
            }
        }
    }
    found
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn nobody_names_whom_they_should_not() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    let found: Vec<_> = files
        .iter()
        .map(|file| (module_of(file.strip_prefix(&source).unwrap()), file))
        .filter(|(module, _)| {
            !matches!(module.as_str(), "lib" | "main" | "domain") && !module.starts_with("bin::")
        })
        .flat_map(|(module, file)| complaints(&module, &std::fs::read_to_string(file).unwrap()))
        .collect();
    assert!(files.len() > 10, "only {} files were found", files.len());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_forbidden_import_is_found() {
    assert_eq!(
        complaints("domain::mood", "use crate::domain::face::FrameRect;").len(),
        1
    );
    assert_eq!(
        complaints("flow::sight", "use crate::domain::vision::Reader;").len(),
        1
    );
    assert_eq!(
        complaints("web::camera", "use crate::flow::app::State;").len(),
        1
    );
    assert!(
        complaints(
            "workers::reader",
            "use crate::flow::bridge::reader::{FromReader, ToReader};"
        )
        .is_empty()
    );
    assert!(complaints("page::sight", "use crate::flow::app::view::View;").is_empty());
}

#[test]
fn a_forbidden_path_inside_code_is_found() {
    assert_eq!(
        complaints(
            "domain::music::rank",
            "    let x = crate::domain::face::FrameRect::default();"
        )
        .len(),
        1
    );
    assert_eq!(
        complaints("domain::mood", "    super::vision::detect()").len(),
        1
    );
    assert!(complaints("domain::mood", "    use super::*; // crate::domain::vision").is_empty());
}

#[test]
fn imports_that_hide_what_they_name_are_refused() {
    assert_eq!(
        complaints("flow::mood", "use crate::{domain, web};").len(),
        1
    );
    assert_eq!(
        complaints("flow::mood", "use crate::domain::{mood, vision};").len(),
        1
    );
    assert_eq!(
        complaints("flow::music::view", "use super::super::state;").len(),
        1
    );
}

#[test]
fn no_feature_names_another_or_the_whole() {
    let naming = |module, path| complaints(module, &format!("use crate::flow::{path};")).len();
    assert_eq!(naming("flow::mood", "music::MusicState"), 1);
    assert_eq!(naming("flow::kit::store", "taste::TasteState"), 1);
    assert_eq!(naming("flow::taste", "app::State"), 1);
    assert_eq!(naming("flow::app::deliver", "taste::TasteState"), 0);
}

#[test]
fn a_module_without_a_row_is_refused() {
    assert_eq!(complaints("domain::astrology", "").len(), 1);
}
