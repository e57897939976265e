//! Who may name whom: reads every path in `src/` and holds it against one table.
//!
//! The compiler already keeps the browser out of `domain` and `flow` (their crates don't exist natively); this keeps
//! the features of `flow` and the parts of `domain` apart from each other, and files out of circles.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a source that can't be read fails the test"
)]

#[path = "support/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use sources::{Source, hold, is_word, read, words};

/// Files in circles that are more than a module with its own children.
const FILES_IN_CIRCLES: usize = 0;
/// Files outside `web` that name `web_sys`: the page's components take the events that Leptos hands them.
const FILES_NAMING_WEB_SYS: usize = 7;
/// Files outside `shell` that spawn.
const FILES_THAT_SPAWN: usize = 0;

/// A module and what it may name besides itself. A parent's name allows everything below it.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain::quantity", &[]),
    ("domain::order", &[]),
    ("domain::text", &[]),
    ("domain::secret", &[]),
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
    (
        "domain::drawing",
        &["domain::quantity", "domain::mood", "domain::music"],
    ),
    // What features are made of, and what crosses between bundles: neither knows a feature.
    ("flow::kit", &["domain::quantity"]),
    // No secret and no picture: their types can't be named here.
    (
        "flow::bridge",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "domain::music",
            "domain::spotify",
            "flow::kit",
        ],
    ),
    // A feature names facts, the kit and the bridges, and no other feature.
    (
        "flow::sight",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "flow::kit",
            "flow::bridge",
        ],
    ),
    (
        "flow::mood",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "domain::mood",
            "domain::chart",
            "domain::order",
            "domain::text",
            "flow::kit",
        ],
    ),
    (
        "flow::music",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::mood",
            "domain::music",
            "domain::chart",
            "domain::drawing",
            "domain::order",
            "domain::text",
            "flow::kit",
            "flow::bridge",
        ],
    ),
    (
        "flow::taste",
        &[
            "domain::quantity",
            "domain::mood",
            "domain::music",
            "domain::chart",
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
            "flow::bridge",
        ],
    ),
    (
        "flow::spotify_link",
        &[
            "domain::quantity",
            "domain::music",
            "domain::spotify",
            "flow::kit",
            "flow::bridge",
        ],
    ),
    (
        "flow::spotify",
        &[
            "domain::quantity",
            "domain::secret",
            "domain::order",
            "domain::http",
            "domain::music",
            "domain::spotify",
            "flow::kit",
            "flow::bridge",
        ],
    ),
    // The one that knows them all, and is known by none of them.
    (
        "flow::app",
        &[
            "domain",
            "flow::kit",
            "flow::bridge",
            "flow::sight",
            "flow::mood",
            "flow::music",
            "flow::taste",
            "flow::library",
            "flow::spotify_link",
        ],
    ),
    ("web", &["domain::quantity", "domain::http", "flow::kit"]),
    (
        "shell",
        &["domain::quantity", "flow::kit", "flow::bridge", "web"],
    ),
    (
        "hosts::spotify",
        &[
            "domain::quantity",
            "domain::music",
            "domain::secret",
            "domain::http",
            "domain::spotify",
            "flow::kit",
            "flow::bridge",
            "flow::spotify",
            "shell",
            "web",
        ],
    ),
    ("workers::channel", &["web"]),
    (
        "workers::reader",
        &[
            "domain::quantity",
            "domain::emotion",
            "domain::face",
            "domain::vision",
            "flow::kit",
            "flow::bridge",
            "shell",
            "web",
            "workers::channel",
        ],
    ),
    // Serves in the reader's binary, and must not need what that one is built for.
    (
        "workers::library",
        &[
            "domain::quantity",
            "domain::music",
            "flow::kit",
            "flow::bridge",
            "shell",
            "web",
            "workers::channel",
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
            "domain::drawing",
            "domain::spotify",
            "flow",
            "shell",
            "web",
        ],
    ),
];
/// The files that may say why they need unsafe code.
const UNSAFE_FILES: &[&str] = &["src/domain/vision/kernel.rs"];

/// The features, each with a folder, a state and an `update` of its own.
const FEATURES: &[&str] = &[
    "sight",
    "mood",
    "music",
    "taste",
    "library",
    "spotify_link",
    "spotify",
];
/// The beginnings of `update`'s parameters, in their order (`given` where a feature needs anything of others).
const CONTRACT: &[&str] = &["state: &mut ", "event: ", "now: Now", "out: &mut "];
/// News that every feature may have, and that the table has once for all of them.
const OF_ANY_FEATURE: &[&str] = &["News::Notice", "News::OutOfDate"];
/// Modules that only list their parts.
const LISTS: &[&str] = &["", "domain", "flow", "hosts", "workers"];

/// Types that could hold a picture or a sound, or that are the browser's: no message between bundles has one. Bytes
/// travel in transfer lists, beside the message.
const NO_MESSAGE_HOLDS: &[&str] = &[
    "ArrayBuffer",
    "AudioBuffer",
    "Blob",
    "File",
    "Float32Array",
    "ImageBitmap",
    "ImageData",
    "JsValue",
    "MediaStream",
    "OffscreenCanvas",
    "Picture",
    "Uint8Array",
    // Secrets.
    "AccessToken",
    "CodeVerifier",
    "Password",
    "RefreshToken",
    "Secret",
    "Token",
    "Tokens",
];
/// The same in pieces of code, without blanks: bytes, samples and pixels in a row.
const NO_ROWS_OF: &[&str] = &["Vec<u8>", "Vec<f32>", "Vec<i16>", "[u8", "[f32", "[i16"];

/// Whether `path` is `module` or lies below it.
fn is_in(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// A file of `src/` that is code of the product: no tests, no entry point of a binary.
fn is_of_the_library(source: &Source) -> bool {
    !source.is_tests() && source.path != "src/main.rs" && !source.module.starts_with("bin::")
}

/// The pieces of `code` that start at each `start` where no word goes on.
fn after<'a>(code: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(start)
        .filter(move |(at, _)| {
            !code[..*at].ends_with(|letter: char| is_word(letter) || letter == ':')
        })
        .map(move |(at, _)| &code[at..])
}

/// A tree of imports as paths: `a::{b, c::{d, e}}` is three.
fn expand(tree: &str) -> Vec<String> {
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.trim().to_owned()];
    };
    let (head, rest) = tree.split_at(open);
    let inside = rest[1..].trim_end().trim_end_matches('}');
    // What was taken off too much: braces of the last branch.
    let missing = inside.matches('{').count() - inside.matches('}').count();
    let inside = format!("{inside}{}", "}".repeat(missing));
    let mut depth = 0_usize;
    let branches = inside.split(|letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    });
    branches
        .map(str::trim)
        .filter(|branch| !branch.is_empty())
        .flat_map(|branch| expand(&format!("{}{branch}", head.trim())))
        .collect()
}

/// A path of a file's code from the crate's root: `super::x` in `domain::mood::fusion` is `domain::mood::x`.
fn from_the_root(module: &str, path: &str) -> String {
    let mut base: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
    let mut own = true;
    let mut rest = Vec::new();
    for part in path.split("::").map(str::trim) {
        match part {
            "crate" if own => base.clear(),
            "super" if own => {
                base.pop();
                continue;
            }
            "self" | "*" | "" => continue,
            _ => rest.push(part),
        }
        own = own && rest.is_empty() && part != "crate";
    }
    rest.retain(|part| *part != "crate");
    base.extend(rest);
    base.join("::")
}

/// Code without the paths of `pub(in …)`: they say who may name an item, and name nobody.
fn without_visibilities(code: &str) -> String {
    let mut pieces = code.split("pub(in ");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once(')').map_or("", |(_path, rest)| rest));
    }
    out
}

/// Every path in a file's code, from the crate's root: in imports, in code, and to its children.
fn named(source: &Source) -> BTreeSet<String> {
    let code = &without_visibilities(&source.code);
    let mut found = BTreeSet::new();
    for import in after(code, "use ") {
        let tree = import["use ".len()..].split(';').next().unwrap_or_default();
        found.extend(expand(
            &tree.split_whitespace().collect::<Vec<_>>().join(" "),
        ));
    }
    found.retain(|path| {
        ["crate::", "super::", "self::"]
            .iter()
            .any(|start| path.starts_with(start))
    });
    let children: Vec<_> = after(code, "mod ")
        .filter_map(|rest| rest["mod ".len()..].split(';').next())
        .filter(|name| name.chars().all(is_word))
        .map(|name| format!("{name}::"))
        .collect();
    for start in ["crate::", "super::", "self::"]
        .into_iter()
        .chain(children.iter().map(String::as_str))
    {
        for rest in after(code, start) {
            let end = rest.find(|letter: char| !is_word(letter) && letter != ':');
            let path = rest[..end.unwrap_or(rest.len())].trim_end_matches(':');
            // A tree: the imports above have its branches.
            if !rest[path.len()..].starts_with("::{") {
                found.insert(path.to_owned());
            }
        }
    }
    found
        .iter()
        .map(|path| from_the_root(&source.module, path))
        .collect()
}

/// Every complaint about whom one file names.
fn complaints(source: &Source) -> Vec<String> {
    let module = &source.module;
    if LISTS.contains(&module.as_str()) {
        return Vec::new();
    }
    let homes = MAY_NAME.iter().filter(|(name, _)| is_in(module, name));
    let Some((home, allowed)) = homes.max_by_key(|(name, _)| name.len()) else {
        return vec![format!("{module} stands in no row of the table")];
    };
    named(source)
        .iter()
        .filter(|path| !is_in(path, home))
        .filter(|path| !allowed.iter().any(|name| is_in(path, name)))
        .map(|path| format!("{module} names crate::{path}"))
        .collect()
}

/// Which file names which, by their modules.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// The file that a path leads to: the module with the longest name in it.
fn file_of<'a>(modules: &BTreeSet<&'a str>, path: &str) -> Option<&'a str> {
    let mut path = path;
    loop {
        if let Some(module) = modules.get(path) {
            return Some(module);
        }
        path = path.rsplit_once("::")?.0;
    }
}

fn graph(sources: &[Source]) -> Graph {
    let files: Vec<_> = sources
        .iter()
        .filter(|source| is_of_the_library(source))
        .collect();
    let modules: BTreeSet<_> = files.iter().map(|source| source.module.as_str()).collect();
    let arrows = |source: &Source| {
        let named = named(source);
        let met = named.iter().filter_map(|path| file_of(&modules, path));
        met.filter(|module| *module != source.module)
            .map(str::to_owned)
            .collect()
    };
    files
        .iter()
        .map(|source| (source.module.clone(), arrows(source)))
        .collect()
}

/// Everything that can be reached from a file over arrows between `among`.
fn reached<'a>(graph: &'a Graph, among: &BTreeSet<&'a str>, from: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![from];
    while let Some(file) = open.pop() {
        for next in graph.get(file).into_iter().flatten() {
            if among.contains(next.as_str()) && found.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    found
}

/// The circles: sets of files of which each leads to every other (strongly connected components).
fn circles<'a>(graph: &'a Graph, among: &BTreeSet<&'a str>) -> Vec<BTreeSet<&'a str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = among
        .iter()
        .map(|file| (*file, reached(graph, among, file)))
        .collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for file in among {
        let circle: BTreeSet<&str> = reach[file]
            .iter()
            .copied()
            .filter(|other| reach[other].contains(file))
            .collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            found.push(circle);
        }
    }
    found
}

/// Whether a circle is a module and its own children, which don't lead to each other in a circle.
fn is_a_module_with_its_children(graph: &Graph, circle: &BTreeSet<&str>) -> bool {
    let is_child_of = |parent: &str, file: &str| {
        file.rsplit_once("::")
            .is_some_and(|(above, _)| above == parent)
    };
    circle.iter().any(|parent| {
        let children: BTreeSet<_> = circle
            .iter()
            .copied()
            .filter(|file| file != parent)
            .collect();
        children.iter().all(|file| is_child_of(parent, file))
            && circles(graph, &children).is_empty()
    })
}

/// The files in circles that should not be, each with the size of its circle.
fn files_in_circles(graph: &Graph) -> Vec<String> {
    let all = graph.keys().map(String::as_str).collect();
    circles(graph, &all)
        .iter()
        .filter(|circle| !is_a_module_with_its_children(graph, circle))
        .flat_map(|circle| {
            circle
                .iter()
                .map(|file| format!("{file} (one of {})", circle.len()))
        })
        .collect()
}

/// Files whose code has this word, except in a module.
fn files_with(word: &str, except: &str) -> Vec<String> {
    let files = read("src")
        .into_iter()
        .filter(|source| !is_in(&source.module, except));
    files
        .filter(|source| words(&source.code).any(|one| one == word))
        .map(|source| source.path)
        .collect()
}

/// What a file of messages has that no message may have.
fn what_no_message_holds(source: &Source) -> Vec<String> {
    let dense: String = source.code.split_whitespace().collect();
    let rows = NO_ROWS_OF.iter().filter(|piece| dense.contains(*piece));
    let types = NO_MESSAGE_HOLDS
        .iter()
        .filter(|name| words(&source.code).any(|word| word == **name));
    types
        .chain(rows)
        .map(|what| format!("{}: {what}", source.path))
        .collect()
}

/// Whether a feature's `update` takes what the contract says, in its order.
fn keeps_the_contract(code: &str) -> bool {
    let Some(start) = code.find("pub fn update(") else {
        return false;
    };
    let mut rest = code[start..].split("{\n").next().unwrap_or_default();
    CONTRACT.iter().all(|parameter| match rest.find(parameter) {
        Some(at) => {
            rest = &rest[at..];
            true
        }
        None => false,
    })
}

/// The news in code or a document, each with its feature: `MoodNews::Settled`.
fn news_named(text: &str) -> impl Iterator<Item = String> + '_ {
    text.match_indices("News::").filter_map(|(at, between)| {
        let feature: Vec<_> = text[..at]
            .chars()
            .rev()
            .take_while(|&letter| is_word(letter))
            .collect();
        let feature: String = feature.into_iter().rev().collect();
        let name: String = text[at + between.len()..]
            .chars()
            .take_while(|&letter| is_word(letter))
            .collect();
        (!feature.is_empty() && !name.is_empty()).then(|| format!("{feature}{between}{name}"))
    })
}

#[test]
fn nobody_names_whom_they_should_not() {
    let found: Vec<_> = read("src")
        .iter()
        .filter(|source| is_of_the_library(source))
        .flat_map(complaints)
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_circle_but_a_module_with_its_own_children() {
    hold(
        "files in circles",
        &files_in_circles(&graph(&read("src"))),
        FILES_IN_CIRCLES,
    );
}

#[test]
fn nothing_but_web_names_the_browser() {
    hold(
        "files that name web_sys",
        &files_with("web_sys", "web"),
        FILES_NAMING_WEB_SYS,
    );
}

#[test]
fn nothing_but_the_shell_spawns() {
    hold(
        "files that spawn",
        &files_with("spawn_local", "shell"),
        FILES_THAT_SPAWN,
    );
}

#[test]
fn unsafe_code_stands_where_it_is_listed() {
    assert_eq!(files_with("unsafe_code", "tests"), UNSAFE_FILES);
}

#[test]
fn no_message_holds_a_picture_a_sound_or_a_secret() {
    let sources = read("src");
    let messages = sources
        .iter()
        .filter(|source| is_in(&source.module, "flow::bridge") && !source.is_tests());
    let found: Vec<_> = messages.flat_map(what_no_message_holds).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn features_keep_the_contract() {
    let sources = read("src");
    let is_feature = |module: &str| {
        module
            .strip_prefix("flow::")
            .is_some_and(|name| FEATURES.contains(&name))
    };
    let wrong: Vec<_> = sources
        .iter()
        .filter(|source| is_feature(&source.module) && !keeps_the_contract(&source.code))
        .map(|source| {
            format!(
                "{}: update does not take {}",
                source.path,
                CONTRACT.join("…, ")
            )
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The complaints about a file of this module with this text.
fn complaints_about(module: &str, text: &str) -> usize {
    complaints(&Source::new(
        &format!("src/{}.rs", module.replace("::", "/")),
        text,
    ))
    .len()
}

#[test]
fn the_table_for_newcomers_is_the_one_of_deliver() {
    let sources = read("src");
    let Some(deliver) = sources
        .iter()
        .find(|source| source.module == "flow::app::deliver")
    else {
        return;
    };
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(top.join(".github/ARCHITECTURE.md")).unwrap();
    let written: BTreeSet<_> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(news_named)
        .collect();
    let told: BTreeSet<_> = news_named(&deliver.code)
        .filter(|news| !OF_ANY_FEATURE.iter().any(|any| news.ends_with(any)))
        .collect();
    assert_eq!(
        told, written,
        "deliver.rs on the left, .github/ARCHITECTURE.md on the right"
    );
}

#[test]
fn news_is_found_by_feature_and_name() {
    let code = "match news { MoodNews::Settled { mood } => to.tell(x), SightNews::Notice(n) => y }";
    let found: Vec<_> = news_named(code).collect();
    assert_eq!(found, ["MoodNews::Settled", "SightNews::Notice"]);
}

#[test]
fn a_forbidden_import_is_found() {
    for (module, text) in [
        ("domain::mood", "use crate::domain::face::FrameRect;"),
        ("flow::mood::update", "use crate::domain::vision::Reader;"),
        ("flow::mood", "use crate::flow::music::MusicEvent;"),
        ("flow::mood::view", "use crate::flow::app::State;"),
        ("flow::kit::link", "use crate::flow::sight::SightEvent;"),
        (
            "flow::bridge::spotify",
            "use crate::domain::secret::Secret;",
        ),
        ("web::camera", "use crate::flow::sight::SightState;"),
        ("shell::run", "use crate::flow::app::update;"),
        ("workers::library", "use crate::domain::vision::Picture;"),
        ("hosts::spotify", "use crate::flow::music::MusicState;"),
    ] {
        assert_eq!(complaints_about(module, text), 1, "{module}: {text}");
    }
    for (module, text) in [
        ("flow::mood", "use crate::flow::kit::out::Out;"),
        (
            "flow::app::deliver",
            "use crate::flow::{mood::MoodNews, music::MusicEvent};",
        ),
        ("shell::links", "use crate::flow::bridge::reader::ToReader;"),
        ("page::mood", "use crate::flow::app::view::View;"),
    ] {
        assert_eq!(complaints_about(module, text), 0, "{module}: {text}");
    }
}

#[test]
fn a_forbidden_path_inside_code_is_found() {
    let path = "    let x = crate::domain::face::FrameRect::default();";
    assert_eq!(complaints_about("domain::music::rank", path), 1);
    assert_eq!(
        complaints_about("domain::mood", "    super::vision::detect()"),
        1
    );
    assert_eq!(
        complaints_about("flow::mood::view", "    super::super::music::view()"),
        1
    );
    assert_eq!(
        complaints_about("domain::mood", "    use super::*; // crate::domain::vision"),
        1
    );
    assert_eq!(
        complaints_about(
            "domain::mood::fusion",
            "    use super::*; // crate::domain::vision"
        ),
        0
    );
}

#[test]
fn every_branch_of_an_import_is_looked_at() {
    assert_eq!(
        complaints_about("flow::kit::out", "use crate::{flow::app, web};"),
        2
    );
    assert_eq!(
        complaints_about("flow::mood", "use crate::domain::{mood, vision};"),
        1
    );
    let tree = expand("crate::domain::{mood::{Mood, words as w}, music}");
    assert_eq!(
        tree,
        [
            "crate::domain::mood::Mood",
            "crate::domain::mood::words",
            "crate::domain::music"
        ]
    );
}

#[test]
fn a_module_without_a_row_is_refused() {
    assert_eq!(complaints_about("domain::astrology", ""), 1);
    assert_eq!(complaints_about("flow::journal", ""), 1);
}

/// A graph of files by path and code.
fn graph_of(files: &[(&str, &str)]) -> Graph {
    let sources: Vec<_> = files
        .iter()
        .map(|(path, text)| Source::new(path, text))
        .collect();
    graph(&sources)
}

#[test]
fn siblings_that_name_each_other_are_a_circle() {
    let graph = graph_of(&[
        ("src/a/mod.rs", "mod b;\nmod c;"),
        ("src/a/b.rs", "use super::c::C;"),
        ("src/a/c.rs", "fn f() { crate::a::b::g() }"),
    ]);
    assert_eq!(
        files_in_circles(&graph),
        ["a::b (one of 2)", "a::c (one of 2)"]
    );
}

#[test]
fn a_module_and_its_own_children_may_name_each_other() {
    let own = graph_of(&[
        ("src/a/mod.rs", "mod b;\nmod c;\nfn f() { b::g(); c::g() }"),
        ("src/a/b.rs", "use super::{A, c::C};"),
        ("src/a/c.rs", "use crate::a::A;"),
    ]);
    assert_eq!(
        circles(&own, &own.keys().map(String::as_str).collect()).len(),
        1
    );
    assert!(files_in_circles(&own).is_empty());
    let over_two = graph_of(&[
        ("src/a/mod.rs", "mod b;\nfn f() { b::g() }"),
        ("src/a/b.rs", "use crate::c::C;"),
        ("src/c.rs", "use crate::a::A;"),
    ]);
    assert_eq!(files_in_circles(&over_two).len(), 3);
}

#[test]
fn who_may_name_an_item_is_not_named_by_it() {
    let graph = graph_of(&[
        ("src/a/mod.rs", "mod b;\nfn f() { b::c::g() }"),
        ("src/a/b/mod.rs", "mod c;\nfn f() { c::g() }"),
        (
            "src/a/b/c.rs",
            "pub(in crate::a) fn g() { crate::a::b::f() }",
        ),
    ]);
    assert!(graph["a::b::c"].contains("a::b"));
    assert!(!graph["a::b::c"].contains("a"));
    assert!(files_in_circles(&graph).is_empty());
}

#[test]
fn a_message_with_bytes_or_a_token_is_found() {
    let found = |text| what_no_message_holds(&Source::new("src/flow/bridge/reader.rs", text)).len();
    assert_eq!(
        found("enum ToReader { Photo { seq: Seq, bytes: Vec<u8> } }"),
        1
    );
    assert_eq!(found("struct Heard { samples: [f32; 512] }"), 1);
    assert_eq!(found("struct Signed(AccessToken);"), 1);
    assert_eq!(
        found("/// Never an ImageBitmap.\nenum ToReader { Frame { seq: Seq } }"),
        0
    );
}

#[test]
fn an_update_of_another_shape_is_found() {
    let kept = "pub fn update(\n    state: &mut Mood,\n    event: MoodEvent,\n    given: &Given<'_>,\n    now: Now,\
                \n    out: &mut Out<MoodEffect, MoodNews>,\n) {\n";
    assert!(keeps_the_contract(kept));
    assert!(!keeps_the_contract(&kept.replace("&mut Mood", "Mood")));
    assert!(!keeps_the_contract(&kept.replace("    now: Now,\n", "")));
    assert!(!keeps_the_contract("fn update() {\n"));
}
