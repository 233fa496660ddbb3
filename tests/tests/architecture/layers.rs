//! Module layers inside core: which top-level module may name which.

use crate::{
    rust_source::{reexports, root_paths, uncommented},
    tree::{Tree, Violation},
};
use std::collections::BTreeMap;

const SRC: &str = "crates/core/src/";
const RULES: &[&str] = &[
    "json",
    "model",
    "calendar",
    "mutation",
    "store",
    "lifecycle",
    "error",
    "limits",
    "text",
    "platform",
    "automation",
];

/// Rules that ask the conditions of routing rules.
const BESIDE_ROUTING: &[&str] = &["model", "routing"];

/// Module → the other modules of core it may name. What is in `ANYTHING` may name all; nobody names those.
const MAY_USE: [(&str, &[&str]); 20] = [
    ("json", &[]),
    ("model", &["json"]),
    ("calendar", &["model"]),
    ("mutation", &[]),
    ("error", &["model", "secret", "limits"]),
    ("secret", &["model", "error", "limits"]),
    ("limits", &["model", "error", "secret"]),
    ("text", &["model", "error", "secret", "limits"]),
    ("lifecycle", &["model"]),
    ("platform", &["model", "error", "secret", "limits", "lifecycle"]),
    ("store", &["json", "model", "error", "platform", "limits", "mutation"]),
    ("identity", RULES),
    ("routing", RULES),
    ("returns", BESIDE_ROUTING),
    ("automation", &["model"]),
    ("sla", RULES),
    ("notify", RULES),
    ("insight", RULES),
    ("warehouse", RULES),
    ("import", &["model", "error", "limits", "lifecycle"]),
];

/// The engine joins everything, and the crate root lists everything: the top of the order.
const ANYTHING: [&str; 2] = ["engine", "lib"];

pub fn check(tree: &Tree) -> Vec<Violation> {
    let root = tree.files.get(&format!("{SRC}lib.rs")).map_or("", String::as_str);
    let homes = reexports(&uncommented(root));
    tree.under(SRC)
        .flat_map(|(inside, path, text)| check_file(&homes, inside, path, text))
        .collect()
}

fn check_file(homes: &BTreeMap<String, String>, inside: &str, path: &str, text: &str) -> Vec<Violation> {
    let from = module_of(inside);
    if ANYTHING.contains(&from) {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == from) else {
        let rule = format!("module `{from}` has no row in the table of layers: decide its place");
        return vec![Violation::new(path, 1, rule)];
    };
    let uses = root_paths(&uncommented(text), &module_path(inside))
        .into_iter()
        .filter(|used| !used.is_macro);
    uses.filter_map(|used| {
        let to = homes.get(&used.name).unwrap_or(&used.name);
        let fine = to == from || allowed.contains(&to.as_str());
        (!fine).then(|| Violation::new(path, used.line, rule(from, to, allowed)))
    })
    .collect()
}

fn rule(from: &str, to: &str, allowed: &[&str]) -> String {
    if ANYTHING.contains(&to) || MAY_USE.iter().any(|(name, _)| *name == to) {
        format!("`{from}` must not use `{to}`: its layer may use {allowed:?}")
    } else {
        format!("`{from}` uses `crate::{to}`, which is neither a module in the table of layers nor re-exported by name")
    }
}

/// `engine/lane.rs` and `engine.rs` → `engine`.
fn module_of(inside: &str) -> &str {
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// `store/port.rs` → `[store, port]`, `store/mod.rs` → `[store]`.
fn module_path(inside: &str) -> Vec<String> {
    let path = inside.trim_end_matches(".rs");
    path.trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}
