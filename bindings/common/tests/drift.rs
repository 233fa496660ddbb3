//! What was generated is what the types say now.
#![allow(clippy::unwrap_used, clippy::panic)]
use std::fs;
use std::path::Path;

use aftersync_bindings_common::schema;

#[test]
fn generated_files_follow_from_the_types() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut stale = Vec::new();
    for (path, text) in schema::files().unwrap() {
        assert!(text.len() > 10_000, "{path} is nearly empty");
        let committed = fs::read_to_string(root.join(path)).unwrap_or_default();
        if committed != text {
            stale.push(path);
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} no longer follow from the types: run `cargo run -p aftersync-bindings-common --bin schema`"
    );
}

/// A default that is left out when it is written is left out of the schema too, unless it is said twice: other languages would
/// then take another one.
#[test]
fn defaults_that_are_left_out_are_in_the_schema() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/core/src")];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for (at, line) in text.lines().enumerate() {
                if line.contains("serde(default = \"") && line.contains("skip_serializing_if") {
                    let next = text.lines().nth(at + 1).unwrap_or_default();
                    assert!(
                        next.contains("extend(\"default\""),
                        "{}:{}: {line}",
                        path.display(),
                        at + 1
                    );
                    found += 1;
                }
            }
        }
    }
    assert!(found >= 4, "the lines were not found");
}
