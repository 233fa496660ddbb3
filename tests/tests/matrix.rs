//! The README says what the adapters say. `AFTERSYNC_BLESS=1` writes it anew.
#![allow(clippy::unwrap_used)]
use std::path::Path;

use aftersync_tests::matrix::{self, BEGIN, END};

#[test]
fn the_readme_says_what_works_where() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let expected = matrix::placed(&text).expect("the README has both markers");
    if std::env::var_os("AFTERSYNC_BLESS").is_some() {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        text == expected,
        "the support matrix is out of date: AFTERSYNC_BLESS=1 cargo test -p aftersync-tests --test matrix"
    );
}

#[test]
fn a_document_that_says_otherwise_is_noticed() {
    let right = matrix::placed(&format!("a\n{BEGIN}\nx\n{END}\nb\n")).unwrap();
    assert!(right.starts_with("a\n") && right.ends_with("\nb\n"));
    assert_eq!(matrix::placed(&right).unwrap(), right);
    let wrong = right.replacen('✓', "–", 1);
    assert_ne!(matrix::placed(&wrong).unwrap(), wrong);
    assert_eq!(matrix::placed("no markers"), None);
}

#[test]
fn every_platform_has_a_column_and_every_verb_a_row() {
    let text = matrix::render();
    for adapter in aftersync_platforms::all() {
        assert!(text.lines().next().unwrap().contains(&adapter.platform().to_string()));
    }
    assert!(text.contains("| approve refund |") && text.contains("| send message |"));
}
