//! As much of Rust's grammar as the rules need: code without comments and text, and the paths that start at the crate root.

use std::collections::BTreeMap;

/// The code with comments and literals blanked out; lines stay where they are.
/// A string that is itself a path from the crate root (`#[serde(with = "crate::..")]`) is code and stays.
pub fn uncommented(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (taken, keep) = piece(rest, first);
        let (text, after) = rest.split_at(taken);
        if keep {
            code.push_str(text);
        } else {
            code.extend(text.chars().map(|char| if char == '\n' { '\n' } else { ' ' }));
        }
        rest = after;
    }
    code
}

/// Length in bytes of the next piece, and whether it is code.
fn piece(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), false);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), false);
    }
    match first {
        '"' => string(rest),
        '\'' => character(rest),
        _ if is_word(first) => word_or_raw_string(rest),
        _ => (first.len_utf8(), true),
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string(rest: &str) -> (usize, bool) {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, char)| {
        let closes = *char == '"' && !escaped;
        escaped = *char == '\\' && !escaped;
        closes
    });
    let length = end.map_or(rest.len(), |(at, _)| at + 1);
    (length, rest[..length].starts_with("\"crate::"))
}

/// A character literal, or the quote of a lifetime.
fn character(rest: &str) -> (usize, bool) {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escape))) => {
            let from = at + escape.len_utf8();
            (rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1), false)
        }
        (Some(_), Some((at, '\''))) => (at + 1, false),
        _ => (1, true),
    }
}

fn word_or_raw_string(rest: &str) -> (usize, bool) {
    let word = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
    let hashes = rest[word..].bytes().take_while(|byte| *byte == b'#').count();
    let open = word + hashes;
    if !matches!(&rest[..word], "r" | "br" | "cr") || !rest[open..].starts_with('"') {
        return (word, true);
    }
    let close = format!("\"{}", "#".repeat(hashes));
    (
        rest[open + 1..]
            .find(&close)
            .map_or(rest.len(), |end| open + 1 + end + close.len()),
        false,
    )
}

/// A name that is reached from the crate root: `crate::name`, or the same by `super`.
#[derive(Debug, PartialEq)]
pub struct RootPath {
    pub line: usize,
    pub name: String,
    pub is_macro: bool,
}

/// All names that this file, being the module `module`, takes from the crate root; `*` for all of them at once.
pub fn root_paths(code: &str, module: &[String]) -> Vec<RootPath> {
    let tokens = tokens(code);
    let mut inner: Vec<Option<String>> = Vec::new(); // one per open brace; a name if it opens an inline module
    let mut found = Vec::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        match *token {
            "{" => inner.push(inline_module(&tokens, at)),
            "}" => drop(inner.pop()),
            "crate" | "super" | "self" if at == 0 || text(&tokens, at - 1) != "::" => {
                let here: Vec<&String> = module.iter().chain(inner.iter().flatten()).collect();
                found.extend(from_root(&tokens, at, here.len()));
            }
            _ => {}
        }
    }
    found
}

/// Name at the crate root → the module it is re-exported from, for each `pub use module::{..}` of the root file.
pub fn reexports(code: &str) -> BTreeMap<String, String> {
    let tokens = tokens(code);
    let mut homes = BTreeMap::new();
    for at in (0..tokens.len()).filter(|at| text(&tokens, *at) == "use") {
        let statement = tokens[at + 1..]
            .iter()
            .map(|(_, token)| *token)
            .take_while(|token| *token != ";");
        let mut names =
            statement.filter(|token| token.starts_with(is_word) && !["crate", "self", "as"].contains(token));
        if let Some(home) = names.next() {
            homes.extend(names.map(|name| (name.to_owned(), home.to_owned())));
        }
    }
    homes
}

fn inline_module(tokens: &[(usize, &str)], brace: usize) -> Option<String> {
    (brace >= 2 && text(tokens, brace - 2) == "mod").then(|| text(tokens, brace - 1).to_owned())
}

fn text<'a>(tokens: &[(usize, &'a str)], at: usize) -> &'a str {
    tokens.get(at).map_or("", |(_, token)| token)
}

/// The names behind the path that starts at `at`, if it leads to the crate root from `depth` modules below it.
fn from_root(tokens: &[(usize, &str)], mut at: usize, depth: usize) -> Vec<RootPath> {
    let mut level = match text(tokens, at) {
        "crate" => 0,
        "super" => depth.saturating_sub(1),
        _ => depth,
    };
    while text(tokens, at + 1) == "::" && text(tokens, at + 2) == "super" {
        level = level.saturating_sub(1);
        at += 2;
    }
    if level > 0 || text(tokens, at + 1) != "::" {
        return Vec::new();
    }
    if text(tokens, at + 2) == "{" {
        group(tokens, at + 2)
    } else {
        vec![named(tokens, at + 2)]
    }
}

fn named(tokens: &[(usize, &str)], at: usize) -> RootPath {
    let line = tokens.get(at).map_or(0, |(line, _)| *line);
    RootPath {
        line,
        name: text(tokens, at).to_owned(),
        is_macro: text(tokens, at + 1) == "!",
    }
}

/// The first name of each element of `{a::b, c::{d, e}}`.
fn group(tokens: &[(usize, &str)], open: usize) -> Vec<RootPath> {
    let (mut depth, mut starts, mut found) = (0_usize, false, Vec::new());
    for at in open..tokens.len() {
        match text(tokens, at) {
            "{" => {
                depth += 1;
                starts = depth == 1;
            }
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            "," => starts = depth == 1,
            _ if starts => {
                found.push(named(tokens, at));
                starts = false;
            }
            _ => {}
        }
    }
    found
}

/// Words, `::` and single signs, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                _ if is_word(first) => rest.find(|char| !is_word(char)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            let (token, after) = rest.split_at(length);
            if !first.is_whitespace() {
                found.push((line + 1, token));
            }
            rest = after;
        }
    }
    found
}
