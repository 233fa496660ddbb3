//! Rules about files: their size, their names, and what must or must not stand in them.

use crate::{
    rust_source::uncommented,
    tree::{Tree, Violation},
};
use std::collections::{BTreeMap, BTreeSet};

const FORBIDS_UNSAFE: [&str; 4] = ["core", "platforms", "testkit", "aftersync"];
const LONGEST_FILE: usize = 800;
const LONGEST_MEDIAN: usize = 200;
const PLATFORMS: &str = "crates/platforms/src/";
const PLATFORM_FILES: [&str; 6] = ["mod.rs", "sign.rs", "webhook.rs", "status.rs", "action.rs", "poll.rs"];
/// What a platform may split off, so that no file grows long; the same names in each.
const FURTHER_PLATFORM_FILES: &[&str] = &[
    "api.rs",
    "batch.rs",
    "body.rs",
    "classic.rs",
    "detail.rs",
    "dispute.rs",
    "error.rs",
    "gift.rs",
    "guarantee.rs",
    "order.rs",
    "read.rs",
    "reason.rs",
    "refuse.rs",
    "shops.rs",
    "switch.rs",
    "token.rs",
];
/// What platforms share.
const SHARED_BY_PLATFORMS: &str = "common";

/// Where builds happen to run is nobody's business. Split, so that this file passes its own rule.
const MACHINE_PATHS: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/tmp", "/wt"),
    concat!("/tmp", "/target"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];

const UNFINISHED: [&str; 2] = ["todo!", "unimplemented!"];

pub fn unsafe_forbidden(tree: &Tree) -> Vec<Violation> {
    let lib = |name: &&str| format!("crates/{name}/src/lib.rs");
    let forbids = |path: &String| {
        tree.files
            .get(path)
            .is_some_and(|text| uncommented(text).contains("#![forbid(unsafe_code)]"))
    };
    let missing = FORBIDS_UNSAFE.iter().map(lib).filter(|path| !forbids(path));
    missing
        .map(|path| Violation::new(&path, 1, "#![forbid(unsafe_code)] is missing"))
        .collect()
}

/// Lines and path of every Rust file, longest first.
fn by_length(tree: &Tree) -> Vec<(usize, &str)> {
    let rust = tree.files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let mut lengths: Vec<_> = rust.map(|(path, text)| (text.lines().count(), path.as_str())).collect();
    lengths.sort_unstable_by(|left, right| right.cmp(left));
    lengths
}

fn median(lengths: &[(usize, &str)]) -> usize {
    lengths.get(lengths.len() / 2).map_or(0, |(lines, _)| *lines)
}

pub fn size_report(tree: &Tree) -> String {
    let lengths = by_length(tree);
    let longest: Vec<String> = lengths
        .iter()
        .take(5)
        .map(|(lines, path)| format!("  {lines:4} {path}"))
        .collect();
    format!(
        "{} Rust files, median {} lines, longest:\n{}",
        lengths.len(),
        median(&lengths),
        longest.join("\n")
    )
}

pub fn sizes(tree: &Tree) -> Vec<Violation> {
    let lengths = by_length(tree);
    let long = lengths.iter().filter(|(lines, _)| *lines > LONGEST_FILE);
    let mut found: Vec<_> = long
        .map(|(lines, path)| {
            Violation::new(
                path,
                *lines,
                format!("{lines} lines, more than {LONGEST_FILE}: split by concept"),
            )
        })
        .collect();
    let middle = median(&lengths);
    if middle > LONGEST_MEDIAN {
        found.push(Violation::new(
            "*.rs",
            middle,
            format!("the median file has {middle} lines, more than {LONGEST_MEDIAN}"),
        ));
    }
    found
}

pub fn platform_folders(tree: &Tree) -> Vec<Violation> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (inside, ..) in tree.under(PLATFORMS) {
        if let Some((folder, file)) = inside
            .split_once('/')
            .filter(|(folder, _)| *folder != SHARED_BY_PLATFORMS)
        {
            folders.entry(folder).or_default().insert(file);
        }
    }
    folders
        .iter()
        .flat_map(|(folder, files)| platform_folder(folder, files))
        .collect()
}

fn platform_folder(folder: &str, files: &BTreeSet<&str>) -> Vec<Violation> {
    let expected = BTreeSet::from(PLATFORM_FILES);
    let at = |file: &&str, rule: &str| Violation::new(&format!("{PLATFORMS}{folder}/{file}"), 1, rule);
    let missing = expected
        .difference(files)
        .map(|file| at(file, "missing: every platform has the same files"));
    let extra = files
        .difference(&expected)
        .filter(|file| !FURTHER_PLATFORM_FILES.contains(file))
        .map(|file| at(file, "extra: every platform has the same files"));
    missing.chain(extra).collect()
}

pub fn forbidden_words(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (path, text) in &tree.files {
        for (at, line) in text.lines().enumerate() {
            let words = MACHINE_PATHS.iter().filter(|word| starts_path(line, word));
            found.extend(
                words.map(|word| Violation::new(path, at + 1, format!("`{word}` is a path of a build machine"))),
            );
        }
        if path.ends_with(".rs") {
            found.extend(unfinished(path, text));
        }
    }
    found
}

fn unfinished(path: &str, text: &str) -> Vec<Violation> {
    let code = uncommented(text);
    let lines = code.lines().enumerate();
    let words = lines.flat_map(|(at, line)| {
        UNFINISHED
            .iter()
            .filter(|word| line.contains(**word))
            .map(move |word| (at, word))
    });
    words
        .map(|(at, word)| Violation::new(path, at + 1, format!("`{word}` is unfinished work")))
        .collect()
}

/// Whether a path starts with `word` here. In `https://host/home/x` or `docs/home/x` it does not.
fn starts_path(line: &str, word: &str) -> bool {
    let continues = |char: char| char.is_alphanumeric() || "/.-_$}~*)".contains(char);
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(continues))
}
