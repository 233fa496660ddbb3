//! Each rule is shown something that breaks it, and something close to it that does not.

use crate::{
    crates::{self, Package},
    files, layers,
    rust_source::{root_paths, uncommented},
    tree::Tree,
};

/// `file:line` and rule of each violation, for comparison.
fn shown(violations: &[crate::tree::Violation]) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

fn package(name: &str, dependencies: &[(&str, bool)]) -> Package {
    let lines: Vec<String> = dependencies
        .iter()
        .map(|(name, _)| format!("{name}.workspace = true"))
        .collect();
    Package {
        name: name.to_owned(),
        manifest: format!("{name}/Cargo.toml"),
        text: format!("[dependencies]\n{}", lines.join("\n")),
        dependencies: dependencies
            .iter()
            .map(|(name, dev)| ((*name).to_owned(), *dev))
            .collect(),
    }
}

#[test]
fn an_upward_crate_arrow_is_caught() {
    let found = crates::arrows(&[
        package(
            "aftersync-core",
            &[("serde", false), ("aftersync-testkit", true), ("tokio", false)],
        ),
        package("aftersync-testkit", &[("aftersync-core", false), ("tokio", false)]),
        package(
            "aftersync-sqlite",
            &[
                ("aftersync-core", false),
                ("aftersync-testkit", true),
                ("aftersync-tests", true),
            ],
        ),
        package("aftersync-platforms", &[("aftersync-testkit", false)]),
        package("aftersync-new", &[("aftersync-core", false)]),
        package("aftersync-tests", &[("aftersync-sqlite", false)]),
    ]);
    let places: Vec<String> = found
        .iter()
        .map(|found| format!("{}:{}", found.file, found.line))
        .collect();
    assert_eq!(
        places,
        [
            "aftersync-core/Cargo.toml:3",
            "aftersync-core/Cargo.toml:4",
            "aftersync-sqlite/Cargo.toml:4",
            "aftersync-platforms/Cargo.toml:2",
            "aftersync-new/Cargo.toml:2",
        ]
    );
}

#[test]
fn a_runtime_below_core_is_caught() {
    let tree = ["aftersync-core", "serde", "hyper-util", "tokio"].map(str::to_owned);
    assert_eq!(crates::kept_out_of_core_tree(&tree).len(), 1);
}

/// One file of core: the lines at which its layer is broken.
fn broken_lines(file: &str, text: &str) -> Vec<usize> {
    let root = "pub mod error;\npub use error::{Error, wire::Result as Answer};\npub use crate::engine::Engine;";
    let mut tree = Tree::of(&[("crates/core/src/lib.rs", root)]);
    tree.files.insert(format!("crates/core/src/{file}"), text.to_owned());
    layers::check(&tree).iter().map(|found| found.line).collect()
}

#[test]
fn a_layer_named_from_below_is_caught_in_every_spelling() {
    assert_eq!(broken_lines("model/ticket.rs", "use crate::error::Error;"), [1]);
    assert_eq!(
        broken_lines(
            "model/ticket.rs",
            "use super::money::Money;\nfn f(_: &crate::store::Row) {}"
        ),
        [2]
    );
    assert_eq!(broken_lines("model/ticket.rs", "use super::super::store::Row;"), [1]);
    assert_eq!(broken_lines("error.rs", "use super::engine::Lane;"), [1]);
    assert_eq!(
        broken_lines(
            "store/mod.rs",
            "use crate::{\n  model::{Ticket, ids},\n  engine::Lane,\n};"
        ),
        [3]
    );
    assert_eq!(
        broken_lines(
            "store/mod.rs",
            "mod tests {\n  use super::*;\n  use super::super::engine::Lane;\n}"
        ),
        [3]
    );
    assert_eq!(
        broken_lines("store/mod.rs", "#[serde(with = \"crate::engine::wire\")]"),
        [1]
    );
    assert_eq!(broken_lines("text/mod.rs", "use crate::*;\nuse crate::Ticket;"), [1, 2]);
    assert_eq!(broken_lines("store/mod.rs", "use crate::{Answer, Engine};"), [1]);
    assert_eq!(broken_lines("model/ticket.rs", "fn f() -> crate::Error {}"), [1]);
    assert_eq!(broken_lines("lifecycle/table.rs", "use crate::error::Error;"), [1]);
    assert_eq!(broken_lines("insight.rs", "use crate::identity::Account;"), [1]);
    assert_eq!(broken_lines("surprise.rs", ""), [1]);
}

#[test]
fn a_layer_named_from_above_or_in_words_is_fine() {
    let fine = [
        (
            "model/ticket.rs",
            "//! See [`crate::engine`].\n/* crate::store::X */ use crate::model::Money;",
        ),
        (
            "model/ticket.rs",
            "const HELP: &str = \"use crate::engine\"; pub(crate) fn f() {}",
        ),
        (
            "model/ticket.rs",
            "mod tests { use super::super::order::Order; }\ncrate::id!(TicketId);",
        ),
        ("routing/mod.rs", "use crate::{model::*, store::Draft, routing::rank};"),
        ("store/mod.rs", "use crate::{Answer, Error};"),
        ("engine/lane.rs", "use crate::{routing, store};"),
        ("lib.rs", "pub use crate::engine::Engine;"),
    ];
    for (file, text) in fine {
        assert_eq!(broken_lines(file, text), Vec::<usize>::new(), "{file}: {text}");
    }
}

#[test]
fn comments_and_literals_are_not_code() {
    let source = "a(\"//\\\"x\"); 'l: loop { '\"' } /* b /* c */ d */ r#\"e\"f\"# br\"g\" '\\'' h // i\nr#type b\"j\" '\\u{1}' k";
    let code = uncommented(source);
    let words: Vec<&str> = code.split_whitespace().collect();
    assert_eq!(words, ["a(", ");", "'l:", "loop", "{", "}", "h", "r#type", "b", "k"]);
    assert_eq!(code.lines().count(), 2);
    assert_eq!(
        root_paths("fn f<'a>() {}\ncrate::m!()", &["x".to_owned()])
            .iter()
            .map(|used| used.line)
            .collect::<Vec<_>>(),
        [2]
    );
}

#[test]
fn a_missing_attribute_is_caught() {
    let forbids = "#![forbid(unsafe_code)]";
    let found = files::unsafe_forbidden(&Tree::of(&[
        ("crates/core/src/lib.rs", forbids),
        ("crates/platforms/src/lib.rs", "// #![forbid(unsafe_code)]"),
        ("crates/testkit/src/lib.rs", forbids),
    ]));
    assert_eq!(
        shown(&found),
        ["platforms", "aftersync"].map(|name| format!("crates/{name}/src/lib.rs:1: {forbids} is missing"))
    );
}

#[test]
fn a_long_file_and_a_long_median_are_caught() {
    let (long, middling) = ("\n".repeat(801), "\n".repeat(201));
    let sizes = |files: &[(&str, &str)]| files::sizes(&Tree::of(files)).len();
    assert_eq!(sizes(&[("a.rs", &long), ("b.rs", ""), ("c.rs", "")]), 1);
    assert_eq!(sizes(&[("a.rs", &middling), ("b.rs", &middling), ("c.rs", "")]), 1);
    let at_the_bounds = [
        ("a.rs", &long[1..]),
        ("b.rs", &middling[1..]),
        ("c.rs", ""),
        ("d.md", &long),
    ];
    assert_eq!(sizes(&at_the_bounds), 0);
}

#[test]
fn an_odd_platform_folder_is_caught() {
    let names = ["mod.rs", "sign.rs", "webhook.rs", "status.rs", "action.rs", "map.rs"];
    let paths = names.map(|name| format!("crates/platforms/src/odd/{name}"));
    let mut files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
    files.push(("crates/platforms/src/registry.rs", ""));
    let found = files::platform_folders(&Tree::of(&files));
    let places: Vec<&str> = found.iter().map(|found| found.file.as_str()).collect();
    assert_eq!(
        places,
        ["crates/platforms/src/odd/poll.rs", "crates/platforms/src/odd/map.rs"]
    );
}

#[test]
fn a_machine_path_and_unfinished_work_are_caught() {
    let (machine, unfinished) = (
        concat!("see `/wo", "rk/x`\n\"/tmp", "/wt/y\""),
        concat!("// tod", "o!()\nfn f() { tod", "o!() }"),
    );
    let fine = concat!("https://host/wo", "rk/x and docs/ho", "me/x");
    let found = files::forbidden_words(&Tree::of(&[("a.md", machine), ("b.rs", unfinished), ("c.md", fine)]));
    let places: Vec<String> = found
        .iter()
        .map(|found| format!("{}:{}", found.file, found.line))
        .collect();
    assert_eq!(places, ["a.md:1", "a.md:2", "b.rs:2"]);
}
