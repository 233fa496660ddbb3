//! The referee of the architecture: which crate and which module may know which, and what no file may hold.
//!
//! Every rule is data (a table) plus a pure function from files to violations; `broken.rs` feeds each rule a file that breaks it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod broken;
mod crates;
mod files;
mod layers;
mod rust_source;
mod tree;

use tree::{Tree, Violation};

/// Fails with one line per violation, `file:line: rule`.
#[track_caller]
fn assert_none(violations: &[Violation]) {
    let lines: Vec<String> = violations.iter().map(Violation::to_string).collect();
    assert!(lines.is_empty(), "{} broken:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn crates_depend_only_downward() {
    assert_none(&crates::arrows(&crates::workspace()));
}

#[test]
fn core_has_no_runtime_client_or_database_in_its_tree() {
    assert_none(&crates::kept_out_of_core_tree(&crates::core_tree()));
}

#[test]
fn core_modules_respect_their_layers() {
    let tree = Tree::of_repository();
    assert!(
        tree.under("crates/core/src/").count() > 1,
        "the files of core were not found"
    );
    assert_none(&layers::check(&tree));
}

#[test]
fn unsafe_code_is_forbidden_where_it_is_not_needed() {
    assert_none(&files::unsafe_forbidden(&Tree::of_repository()));
}

#[test]
fn files_stay_small() {
    let tree = Tree::of_repository();
    println!("{}", files::size_report(&tree));
    assert_none(&files::sizes(&tree));
}

#[test]
fn platform_folders_look_alike() {
    assert_none(&files::platform_folders(&Tree::of_repository()));
}

#[test]
fn no_build_machine_or_unfinished_work_in_the_files() {
    assert_none(&files::forbidden_words(&Tree::of_repository()));
}
