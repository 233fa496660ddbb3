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
