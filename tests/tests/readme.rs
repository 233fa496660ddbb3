//! What the documents promise must be there: the two commands, the files they link to, the code they show.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests package lies in the workspace")
        .to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text under a heading (of any level) up to the next one of the same level.
fn section<'a>(markdown: &'a str, title: &str) -> Option<Vec<&'a str>> {
    let lines: Vec<&str> = markdown.lines().collect();
    let is_title = |line: &&str| line.starts_with('#') && line.trim_start_matches('#').trim() == title;
    let start = lines.iter().position(is_title)?;
    let level = lines[start].find(|char| char != '#')?;
    let ends = |line: &&&str| {
        line.find(|char| char != '#')
            .is_some_and(|depth| depth > 0 && depth <= level)
    };
    Some(
        lines[start + 1..]
            .iter()
            .take_while(|line| !ends(line))
            .copied()
            .collect(),
    )
}

/// The fenced blocks whose language is one of `languages`.
fn blocks(lines: &[&str], languages: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, Vec<&str>)> = None;
    for line in lines {
        open = match (open, line.trim_start().strip_prefix("```")) {
            (None, Some(language)) => Some((languages.contains(&language.trim()), Vec::new())),
            (None, None) => None,
            (Some((wanted, block)), Some(_)) => {
                found.extend(wanted.then(|| block.join("\n")));
                None
            }
            (Some((wanted, mut block)), None) => {
                block.push(line);
                Some((wanted, block))
            }
        };
    }
    found
}

/// Link targets inside the repository, with their line: `[text](target)` and `[name]: target`, outside of code.
fn relative_links(markdown: &str) -> Vec<(usize, &str)> {
    let mut in_code = false;
    let mut found = Vec::new();
    for (at, line) in markdown.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            found.extend(targets(line).map(|target| (at + 1, target)));
        }
    }
    found
}

fn targets(line: &str) -> impl Iterator<Item = &str> {
    let inline = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next());
    let named = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"))
        .map(|(_, target)| target.trim());
    let outside = |target: &str| target.contains("://") || target.starts_with("mailto:");
    let path = |target: &'_ str| target.find('#').unwrap_or(target.len());
    inline
        .chain(named)
        .filter(move |target| !outside(target))
        .map(move |target| &target[..path(target)])
        .filter(|path| !path.is_empty())
}

/// README and ARCHITECTURE at the root, and all of `docs/`.
fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md"].map(|name| root().join(name)).into();
    if let Ok(entries) = fs::read_dir(root().join("docs")) {
        found.extend(
            entries
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|end| end == "md")),
        );
    }
    found.retain(|path| path.exists());
    found.sort();
    found
}

#[test]
fn the_readme_has_exactly_two_commands() {
    let readme = read("README.md");
    let section = section(&readme, "Two commands").expect("README.md has a heading `Two commands`");
    let commands = ["cargo run --release --example live_sale", "./test.sh"];
    assert_eq!(blocks(&section, &["sh", "bash"]), commands);
}

#[cfg(unix)]
#[test]
fn the_commands_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for script in ["test.sh", ".ci/run"] {
        let mode = fs::metadata(root().join(script))
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .permissions()
            .mode();
        assert_eq!(mode & 0o111, 0o111, "{script} is executable");
    }
    assert!(root().join("examples/live_sale/main.rs").exists());
}

#[test]
fn every_relative_link_leads_to_a_file() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let folder = document.parent().unwrap();
        let missing = relative_links(&text)
            .into_iter()
            .filter(|(_, target)| !folder.join(target).exists());
        broken.extend(missing.map(|(line, target)| format!("{}:{line}: no file {target}", document.display())));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn code_in_the_readme_is_compiled() {
    let facade = read("crates/aftersync/src/lib.rs");
    let include = "#![doc = include_str!(\"../../../README.md\")]";
    assert!(
        facade.lines().any(|line| line.trim() == include),
        "crates/aftersync/src/lib.rs lacks {include}"
    );
}

#[test]
fn the_readers_of_this_test_read_right() {
    let text =
        "# A\n## Two\n```sh\none\n```\n```rust\nno\n```\n### deeper\n``` bash\ntwo\n```\n## Next\n```sh\nthree\n```";
    assert_eq!(blocks(&section(text, "Two").unwrap(), &["sh", "bash"]), ["one", "two"]);
    assert_eq!(section(text, "Nowhere"), None);
    let links =
        "[a](x.md#part) [b](https://host/y.md) ![c](d/z.png \"t\")\n```\n[no](code.md)\n```\n[ref]: w.md\n[e](#here)";
    assert_eq!(relative_links(links), [(1, "x.md"), (1, "d/z.png"), (5, "w.md")]);
}
