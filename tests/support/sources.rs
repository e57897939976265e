//! What the tests of the source itself have in common: its files, their code without comments and tests, and ratchets.

#![allow(dead_code, reason = "each test uses its part")]

use std::path::{Path, PathBuf};

/// One file of `src/`.
pub struct Source {
    /// The path from the top of the repository, with slashes: `src/domain/mood/fusion.rs`.
    pub path: String,
    /// The module it is, as a path: `domain::mood::fusion`; empty for `lib.rs` and `main.rs`.
    pub module: String,
    /// Everything that stands in it.
    pub text: String,
    /// Its code alone, line by line as in `text`: comments and what stands in quotes are left out.
    pub code: String,
}

impl Source {
    /// A file as it would be read.
    pub fn new(path: &str, text: &str) -> Self {
        let module = path.trim_start_matches("src/").trim_end_matches(".rs");
        let module = module.trim_end_matches("/mod").replace('/', "::");
        Self {
            path: path.to_owned(),
            module: if matches!(module.as_str(), "lib" | "main") {
                String::new()
            } else {
                module
            },
            text: text.to_owned(),
            code: without_tests(&code_alone(text)),
        }
    }

    /// Whether the whole file is tests.
    pub fn is_tests(&self) -> bool {
        self.module
            .split("::")
            .any(|part| part == "tests" || part.ends_with("_tests"))
    }
}

/// Every Rust file below a folder of the repository, by path.
pub fn read(folder: &str) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&top.join(folder), &mut files);
    files.sort();
    let found: Vec<_> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(top).unwrap().to_string_lossy();
            let path = path.replace(std::path::MAIN_SEPARATOR, "/");
            Source::new(&path, &std::fs::read_to_string(file).unwrap())
        })
        .collect();
    assert!(found.len() > 10, "only {} files in {folder}", found.len());
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

/// Holds a rule that the code does not keep everywhere yet. The number may only fall: whoever mends one, writes the
/// smaller number.
pub fn hold(rule: &str, found: &[String], allowed: usize) {
    let list = found.join("\n");
    assert!(
        found.len() <= allowed,
        "{rule}: {} where {allowed} are allowed\n{list}",
        found.len()
    );
    assert!(
        found.len() == allowed,
        "{rule}: {} are left of {allowed}. Well done: write the smaller number beside the rule.\n{list}",
        found.len()
    );
}

/// The text with a blank in place of each letter of a comment, of text in quotes and of a character.
pub fn code_alone(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_no_code(&letters, at);
        if end == at {
            out.push(letters[at]);
            at += 1;
        } else {
            out.extend(
                letters[at..end]
                    .iter()
                    .map(|&letter| if letter == '\n' { '\n' } else { ' ' }),
            );
            at = end;
        }
    }
    out
}

/// Where the comment, the text or the character that starts here ends; `at` where none starts.
fn end_of_no_code(letters: &[char], at: usize) -> usize {
    let rest = &letters[at..];
    let starts = |start: &str| start.chars().eq(rest.iter().copied().take(start.len()));
    let in_word = at > 0 && is_word(letters[at - 1]);
    let end = |length: Option<usize>| at + length.unwrap_or(rest.len());
    if starts("//") {
        return end(rest.iter().position(|&letter| letter == '\n'));
    }
    if starts("/*") {
        let closed = |two: &[char]| two == ['*', '/'];
        return end(rest.windows(2).position(closed).map(|length| length + 2));
    }
    if starts("\"") {
        return end(length_of_quoted(rest));
    }
    if !in_word && (starts("r\"") || starts("r#") || starts("br\"")) {
        return end(length_of_raw(rest)).max(at);
    }
    // A character, and no lifetime: it ends two or more letters on.
    if starts("'") && (starts("'\\") || rest.get(2) == Some(&'\'')) {
        let from = if starts("'\\") { 3 } else { 2 };
        let close = rest.iter().skip(from).position(|&letter| letter == '\'');
        return end(close.map(|length| length + from + 1));
    }
    at
}

fn length_of_quoted(rest: &[char]) -> Option<usize> {
    let mut is_escaped = false;
    for (length, &letter) in rest.iter().enumerate().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(length + 1),
            _ => {}
        }
    }
    None
}

/// The length of `r"…"`, `r#"…"#` and so on; nothing for a raw identifier.
fn length_of_raw(rest: &[char]) -> Option<usize> {
    let start = rest.iter().position(|&letter| letter == 'r')? + 1;
    let hashes = rest[start..].iter().take_while(|&&l| l == '#').count();
    if rest.get(start + hashes) != Some(&'"') {
        return Some(0);
    }
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let inside = start + hashes + 1;
    let length = rest[inside..]
        .windows(close.len())
        .position(|end| end == close)?;
    Some(inside + length + close.len())
}

/// Code without its items under `#[cfg(test)]`; the lines stay.
pub fn without_tests(code: &str) -> String {
    const TESTS: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(TESTS) {
        out.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = end_of_item(item);
        out.extend(item[..end].chars().filter(|&letter| letter == '\n'));
        rest = &item[end..];
    }
    out + rest
}

/// Where an item ends: at a semicolon, or with the brace that closes its first one.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in code.char_indices() {
        match letter {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// Whether a letter can stand in a name.
pub fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The names and keywords in code, in their order.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !is_word(letter))
        .filter(|word| !word.is_empty())
}
