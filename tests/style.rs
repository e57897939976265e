//! Names and docs, as far as they can be counted: what opens a doc comment, how long it is, what a name stands for, how
//! long a line is, and whether anybody uses what is public.
//!
//! Most of these rules are younger than the code. Each has the number of places that don't keep it yet, and that number
//! may only fall: a new offender fails the test, and so does a number that is larger than what is left.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a source that can't be read fails the test"
)]

#[path = "support/sources.rs"]
mod sources;

use std::collections::{BTreeMap, HashMap, HashSet};

use sources::{Source, hold, read, words};

/// Docs that lean on their neighbour: they open with a question word or a pronoun.
const LEANING_DOCS: usize = 0;
/// Docs of three words or fewer.
const SHORT_DOCS: usize = 0;
/// Public types that share a name with another one.
const SHARED_TYPE_NAMES: usize = 0;
/// Public functions of `flow` whose name is one word: mostly a verb that leaves out what it acts on.
const ONE_WORD_FUNCTIONS: usize = 0;
/// Lines of more than 120 letters.
const LONG_LINES: usize = 0;
/// Files that don't open with what they own.
const FILES_WITHOUT_DOCS: usize = 0;
/// Public items that nothing but their own unit tests uses.
const UNUSED_ITEMS: usize = 0;

/// What no doc comment opens with, in small letters.
const LEANING: &[&str] = &[
    "how", "it", "its", "none", "not", "nothing", "one", "that", "their", "they", "this", "these",
    "those", "what", "when", "where", "whether", "which", "who", "whose", "why",
];
const FEWEST_WORDS: usize = 4;
const WIDEST: usize = 120;
/// The functions that each feature of `flow` has by contract. A feature's own is meant wherever it stands.
const CONTRACT_FUNCTIONS: &[&str] = &["update", "view", "deliver"];
/// The contract for what comes: public items that only their own tests use so far, each with its future users.
const CONTRACT_ITEMS: &[&str] = &[
    // Features that are fetched whole (voice, party, journal, lights).
    "code_arrived",
];
/// What can be public, and is found by its name.
const KINDS: &[&str] = &["const", "enum", "fn", "static", "struct", "trait", "type"];
const TYPE_KINDS: &[&str] = &["enum", "struct", "trait", "type"];

/// The first line of every doc comment, and its number.
fn openings(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_docs = false;
    for (number, line) in text.lines().enumerate() {
        let docs = line.trim_start().strip_prefix("///");
        if let (Some(docs), false) = (docs, in_docs) {
            found.push((number + 1, docs.trim()));
        }
        in_docs = docs.is_some();
    }
    found
}

fn leans(docs: &str) -> bool {
    let lower = docs.to_lowercase();
    let mut first = words(&lower);
    match first.next().unwrap_or_default() {
        "the" => first.next() == Some("same"),
        word => LEANING.contains(&word),
    }
}

fn is_short(docs: &str) -> bool {
    docs.split_whitespace().count() < FEWEST_WORDS
}

/// Every doc comment in `src` to which a rule objects.
fn docs_where(objects: fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for Source { path, text, .. } in read("src") {
        let wrong = openings(&text)
            .into_iter()
            .filter(|(_, docs)| objects(docs));
        found.extend(wrong.map(|(line, docs)| format!("{path}:{line}: {docs}")));
    }
    found
}

/// A definition: what it is, its name, whether it can be seen outside its module, and whether it stands in none but its
/// file's own module.
struct Item<'a> {
    kind: &'a str,
    name: &'a str,
    is_visible: bool,
    is_at_top: bool,
}

/// A line without `pub(…)` at its start: in there stands who sees the item, and no item.
fn without_scope(line: &str) -> &str {
    let scoped = line.trim_start().strip_prefix("pub(");
    scoped
        .and_then(|scoped| scoped.split_once(')'))
        .map_or(line, |(_, rest)| rest)
}

/// What a file's code defines. An item opens its line, as rustfmt lays it out.
fn items(code: &str) -> Vec<Item<'_>> {
    let mut found = Vec::new();
    for line in code.lines() {
        let is_visible = line.trim_start().starts_with("pub");
        let mut parts = words(without_scope(line))
            .skip_while(|word| matches!(*word, "pub" | "unsafe" | "async" | "extern"))
            .peekable();
        let Some(mut kind) = parts.next() else {
            continue;
        };
        if kind == "const" && parts.peek() == Some(&"fn") {
            kind = "fn";
            parts.next();
        }
        if let (true, Some(name)) = (KINDS.contains(&kind), parts.next()) {
            let is_at_top = !line.starts_with(char::is_whitespace);
            found.push(Item {
                kind,
                name,
                is_visible,
                is_at_top,
            });
        }
    }
    found
}

/// The names of a kind of item that `chosen` picks, with the files that define each.
fn definitions(
    sources: &[Source],
    chosen: impl Fn(&Source, &Item<'_>) -> bool,
) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_tests()) {
        for item in items(&source.code) {
            if item.is_visible && chosen(source, &item) {
                found
                    .entry(item.name.to_owned())
                    .or_default()
                    .push(source.path.clone());
            }
        }
    }
    found
}

/// Code without the statements that pass names on: whoever passes one on does not use it.
fn without_re_exports(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("pub use ") {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        rest = &rest[rest.find(';').unwrap_or(rest.len())..];
    }
    out + rest
}

/// Public items whose name stands nowhere in code but where they are defined.
fn unused(sources: &[Source], tests: &[Source]) -> Vec<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut defined: HashMap<String, usize> = HashMap::new();
    for source in sources.iter().filter(|source| !source.is_tests()) {
        for word in words(&without_re_exports(&source.code)) {
            *uses.entry(word.to_owned()).or_default() += 1;
        }
        for item in items(&source.code) {
            *defined.entry(item.name.to_owned()).or_default() += 1;
        }
    }
    let in_tests: HashSet<&str> = tests
        .iter()
        .flat_map(|source| words(&source.code))
        .collect();
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.is_tests()) {
        for Item {
            kind,
            name,
            is_visible,
            ..
        } in items(&source.code)
        {
            let is_unused = uses.get(name) <= defined.get(name) && !in_tests.contains(name);
            if is_visible && is_unused && !CONTRACT_ITEMS.contains(&name) {
                found.push(format!("{}: {kind} {name}", source.path));
            }
        }
    }
    found
}

#[test]
fn docs_open_with_a_noun_or_a_verb() {
    hold(
        "docs that lean on their neighbour",
        &docs_where(leans),
        LEANING_DOCS,
    );
}

#[test]
fn docs_say_more_than_three_words() {
    hold(
        "docs of three words or fewer",
        &docs_where(is_short),
        SHORT_DOCS,
    );
}

#[test]
fn a_type_name_means_one_thing() {
    let all = definitions(&read("src"), |_, item| {
        TYPE_KINDS.contains(&item.kind) && item.is_at_top
    });
    let shared: Vec<_> = all
        .iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    hold("names of several types", &shared, SHARED_TYPE_NAMES);
}

#[test]
fn functions_of_flow_say_what_they_act_on() {
    let bare = definitions(&read("src"), |source, item| {
        source.path.starts_with("src/flow")
            && item.kind == "fn"
            && item.is_at_top
            && !item.name.contains('_')
            && !CONTRACT_FUNCTIONS.contains(&item.name)
    });
    let found: Vec<_> = bare
        .iter()
        .flat_map(|(name, files)| files.iter().map(move |file| format!("{file}: {name}")))
        .collect();
    hold("functions named by one word", &found, ONE_WORD_FUNCTIONS);
}

#[test]
fn lines_are_no_longer_than_120_letters() {
    let mut found = Vec::new();
    for source in read("src").into_iter().chain(read("tests")) {
        let long = source
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.chars().count() > WIDEST);
        found.extend(long.map(|(number, _)| format!("{}:{}", source.path, number + 1)));
    }
    hold("lines of more than 120 letters", &found, LONG_LINES);
}

#[test]
fn every_file_says_what_it_owns() {
    let found: Vec<_> = read("src")
        .into_iter()
        .filter(|source| !source.is_tests() && !source.text.starts_with("//!"))
        .map(|source| source.path)
        .collect();
    hold("files that don't open with //!", &found, FILES_WITHOUT_DOCS);
}

#[test]
fn what_is_public_is_used() {
    hold(
        "public items that nothing uses",
        &unused(&read("src"), &read("tests")),
        UNUSED_ITEMS,
    );
}

#[test]
fn leaning_docs_are_told_from_others() {
    for docs in [
        "What the page shows.",
        "Its size.",
        "The same, in seconds.",
        "Whether it is on",
        "One of them.",
    ] {
        assert!(leans(docs), "{docs}");
    }
    for docs in [
        "The page's view.",
        "Starts the camera.",
        "Items of the list.",
        "`It` by name.",
    ] {
        assert_eq!(leans(docs), docs.contains("`It`"), "{docs}");
    }
}

#[test]
fn only_the_first_line_of_docs_opens_them() {
    let text = "/// The mood.\n/// It is a point.\nstruct Mood;\n    /// Why not.\n";
    assert_eq!(openings(text), [(1, "The mood."), (4, "Why not.")]);
}

#[test]
fn items_are_found_by_kind_and_name() {
    let code = "pub struct Mood;\npub(crate) const fn half() {}\nfn own() {}\
        \n    pub const MOST: u8 = 1;\nlet x = 1;\npub(in crate::flow::mood) fn far() {}\n";
    let found: Vec<_> = items(code)
        .iter()
        .map(|item| (item.kind, item.name, item.is_visible, item.is_at_top))
        .collect();
    let expected = [
        ("struct", "Mood", true, true),
        ("fn", "half", true, true),
        ("fn", "own", false, true),
        ("const", "MOST", true, false),
        ("fn", "far", true, true),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_only_its_own_tests_use_is_unused() {
    let text = "//! A.\npub fn dead() {}\npub fn live() {}\n\
        #[cfg(test)]\nmod tests {\n    fn t() { super::dead() }\n}\n";
    let source = Source::new("src/a.rs", text);
    let user = Source::new(
        "src/b.rs",
        "pub use crate::a::{dead, live};\nfn main() { live() } // dead",
    );
    assert_eq!(unused(&[source, user], &[]), ["src/a.rs: fn dead"]);
}

#[test]
fn comments_and_quoted_text_are_no_code() {
    let code = sources::code_alone(
        "let a = \"// \\\" {\"; // }\nlet b = '{'; let c: &'a str = r#\"}\"#; /* { */",
    );
    assert_eq!(code.lines().count(), 2);
    assert!(!code.contains(['{', '}', '/', '"']), "{code}");
    assert!(code.contains("&'a str"));
}
