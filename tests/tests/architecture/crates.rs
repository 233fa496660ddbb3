//! Crate arrows: who may depend on whom, and what core must never pull in.

use crate::tree::{Violation, root};
use std::{fs, process::Command};

/// Crate → the workspace crates it may depend on. Crates without a row (examples, benches, tests) may use anything.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("aftersync-core", &[]),
    ("aftersync-seal", &["aftersync-core"]),
    ("aftersync-testkit", &["aftersync-core"]),
    ("aftersync-sqlite", &["aftersync-core", "aftersync-seal"]),
    // A phone's file: not a store, so it knows none.
    ("aftersync-replica", &["aftersync-core", "aftersync-seal"]),
    ("aftersync-platforms", &["aftersync-core"]),
    (
        "aftersync",
        &[
            "aftersync-core",
            "aftersync-platforms",
            "aftersync-replica",
            "aftersync-seal",
            "aftersync-sqlite",
        ],
    ),
    // Core beside the façade: to look into the store of a desk for tests.
    ("aftersync-bindings-common", &["aftersync", "aftersync-core"]),
    ("aftersync-mobile", &["aftersync", "aftersync-bindings-common"]),
    ("aftersync-node", &["aftersync", "aftersync-bindings-common"]),
    ("aftersync-python", &["aftersync", "aftersync-bindings-common"]),
];

/// Packages that nobody builds on, so they need no row in `MAY_USE`.
const LEAVES: [&str; 3] = ["aftersync-examples", "aftersync-benches", "aftersync-tests"];

/// Tests of these crates may also use the test kit: it holds the suites that every store and adapter must pass.
const TESTED_WITH_KIT: [&str; 3] = ["aftersync-sqlite", "aftersync-platforms", "aftersync"];

/// Core decides; it does not wait, send or store.
const KEPT_OUT_OF_CORE: [&str; 5] = ["tokio", "reqwest", "rusqlite", "axum", "hyper"];

pub struct Package {
    pub name: String,
    pub manifest: String,
    pub text: String,
    /// Name, and whether for tests only.
    pub dependencies: Vec<(String, bool)>,
}

/// The packages of this workspace as cargo itself sees them.
pub fn workspace() -> Vec<Package> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

fn package(package: &serde_json::Value) -> Package {
    let manifest = package["manifest_path"].as_str().unwrap();
    let dependency = |entry: &serde_json::Value| (entry["name"].as_str().unwrap().to_owned(), entry["kind"] == "dev");
    Package {
        name: package["name"].as_str().unwrap().to_owned(),
        manifest: std::path::Path::new(manifest)
            .strip_prefix(root())
            .unwrap()
            .display()
            .to_string(),
        text: fs::read_to_string(manifest).unwrap(),
        dependencies: package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .map(dependency)
            .collect(),
    }
}

/// The names of all crates that core is built from on this machine, tests apart.
pub fn core_tree() -> Vec<String> {
    let tree = cargo(&[
        "tree",
        "-p",
        "aftersync-core",
        "-e",
        "normal,build",
        "--prefix",
        "none",
        "--offline",
    ]);
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

pub fn arrows(packages: &[Package]) -> Vec<Violation> {
    packages
        .iter()
        .flat_map(|package| {
            package
                .dependencies
                .iter()
                .filter_map(|on| arrow(packages, package, on))
        })
        .collect()
}

fn arrow(packages: &[Package], package: &Package, (name, dev): &(String, bool)) -> Option<Violation> {
    let own = packages.iter().any(|other| other.name == *name);
    let rule = if own {
        workspace_arrow(&package.name, name, *dev)
    } else {
        outside_arrow(&package.name, name)
    }?;
    let line = package
        .text
        .lines()
        .position(|line| declares(line, name))
        .map_or(1, |at| at + 1);
    Some(Violation::new(&package.manifest, line, rule))
}

fn workspace_arrow(from: &str, to: &str, dev: bool) -> Option<String> {
    if LEAVES.contains(&to) {
        return Some(format!(
            "{from} must not depend on {to}: nothing builds on examples, benches and tests"
        ));
    }
    if LEAVES.contains(&from) || (dev && to == "aftersync-testkit" && TESTED_WITH_KIT.contains(&from)) {
        return None;
    }
    match MAY_USE.iter().find(|(name, _)| *name == from) {
        None => Some(format!(
            "{from} has no row in the table of crate arrows: decide its place"
        )),
        Some((_, allowed)) if allowed.contains(&to) => None,
        Some((_, allowed)) => Some(format!(
            "{from} must not depend on {to}: crate arrows allow {allowed:?}"
        )),
    }
}

fn outside_arrow(from: &str, to: &str) -> Option<String> {
    (from == "aftersync-core" && KEPT_OUT_OF_CORE.contains(&to))
        .then(|| format!("aftersync-core must not depend on {to}: core has no runtime, HTTP client or database"))
}

/// `name = ..`, `name.workspace = ..` or a table `[dependencies.name]`.
fn declares(line: &str, name: &str) -> bool {
    let line = line.trim_end().trim_end_matches(']');
    line.strip_prefix(name)
        .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        || line
            .strip_prefix('[')
            .is_some_and(|table| table.ends_with(&format!("dependencies.{name}")))
}

pub fn kept_out_of_core_tree(names: &[String]) -> Vec<Violation> {
    let found = names.iter().filter(|name| KEPT_OUT_OF_CORE.contains(&name.as_str()));
    let rule = |name| format!("aftersync-core pulls in {name}, see `cargo tree -p aftersync-core -i {name}`");
    found
        .map(|name| Violation::new("crates/core/Cargo.toml", 1, rule(name)))
        .collect()
}
