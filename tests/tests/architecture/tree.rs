//! The text files of the repository, read once, and the form of a violation.

use std::{collections::BTreeMap, fmt, fs, path::Path};

/// What is read: by the end of the name. Data (vectors, tables) may quote anything and is left out.
const TEXT: [&str; 6] = [".rs", ".toml", ".md", ".sh", ".yml", ".ci/run"];
const SKIPPED: [&str; 3] = [".git", "target", "node_modules"];

/// Relative path with `/` → content.
pub struct Tree {
    pub files: BTreeMap<String, String>,
}

impl Tree {
    pub fn of_repository() -> Self {
        let mut tree = Self { files: BTreeMap::new() };
        tree.read(&root(), "");
        tree
    }

    /// A made-up tree, to show a rule what it must catch.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    fn read(&mut self, dir: &Path, prefix: &str) {
        let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
        for entry in entries.map(Result::unwrap) {
            let name = entry
                .file_name()
                .into_string()
                .expect("file names of the repository are UTF-8");
            let path = format!("{prefix}{name}");
            if entry.file_type().unwrap().is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    self.read(&entry.path(), &format!("{path}/"));
                }
            } else if TEXT.iter().any(|end| path.ends_with(end)) {
                self.files.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }

    /// The files below a folder: path inside the folder, whole path, content.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        self.files
            .iter()
            .filter_map(move |(path, text)| Some((path.strip_prefix(folder)?, path.as_str(), text.as_str())))
    }
}

pub fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests package lies in the workspace")
        .to_owned()
}

/// One broken rule at one place; `line` counts from 1.
#[derive(Debug, PartialEq)]
pub struct Violation {
    pub file: String,
    pub line: usize,
    pub rule: String,
}

impl Violation {
    pub fn new(file: &str, line: usize, rule: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}
