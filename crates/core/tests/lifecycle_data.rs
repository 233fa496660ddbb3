//! The command table in the code against the data of the specification, value by value, and the paths of the data
//! replayed in the code.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use aftersync_core::lifecycle::export::{as_json, as_json_text, as_markdown, as_mermaid, axes_as_json};
use aftersync_core::lifecycle::{self, apply, headline};
use aftersync_core::model::axes::{Axes, Headline, Kind};
use aftersync_core::model::trigger::Trigger;
use serde_json::Value;

fn data() -> Value {
    serde_json::from_str(include_str!("data/lifecycle.json")).unwrap()
}

/// Sorts what is a set: the kinds of a row, and the values under which it sets something.
fn sets_sorted(json: &Value) -> Value {
    let mut json = json.clone();
    let sort = |list: Option<&mut Value>| {
        list.and_then(Value::as_array_mut)
            .into_iter()
            .for_each(|list| list.sort_by_key(Value::to_string));
    };
    sort(json.get_mut("kinds"));
    for set in json.get_mut("sets").and_then(Value::as_array_mut).into_iter().flatten() {
        sort(set.get_mut("if"));
    }
    json
}

#[test]
fn every_part_is_the_same() {
    let (ours, theirs) = (as_json(), data());
    for part in [
        "axes",
        "fields",
        "headlines",
        "soft_terminals",
        "start",
        "no_axis_change",
        "aliases",
    ] {
        assert_eq!(ours[part], theirs[part], "{part}");
    }
    for part in ["derivation", "blocking_tasks", "triggers"] {
        let (ours, theirs) = (ours[part].as_array().unwrap(), theirs[part].as_array().unwrap());
        for (our, their) in ours.iter().zip(theirs) {
            assert_eq!(sets_sorted(our), sets_sorted(their), "{part}");
        }
        assert_eq!(ours.len(), theirs.len(), "{part}");
    }
}

#[test]
fn counts_are_the_same() {
    let counts = &data()["counts"];
    let pairs: std::collections::BTreeSet<_> = lifecycle::ROWS
        .iter()
        .flat_map(|row| row.from_headlines().map(|from| (from, row.trigger)))
        .collect();
    assert_eq!(counts["rows"], lifecycle::ROWS.len());
    assert_eq!(counts["triggers"], Trigger::ALL.len());
    assert_eq!(counts["pairs"], pairs.len());
}

/// Runs one path of the data and returns the headlines passed and the final axes.
fn replay(kind: Kind, steps: &[Value]) -> (Vec<Headline>, Axes) {
    let mut axes = Axes::start(kind);
    let mut passed = vec![headline(&axes)];
    for step in steps {
        let step = step.as_str().unwrap();
        let (name, want) = step.split_once(':').unwrap_or((step, ""));
        if let Some(name) = name.strip_prefix('!') {
            let trigger = Trigger::parse(name).unwrap();
            let refused = apply(&axes, trigger).unwrap_err();
            assert!(!refused.allowed.contains(&trigger) && !refused.allowed.is_empty());
            continue;
        }
        let applied = apply(&axes, Trigger::parse(name).unwrap()).unwrap();
        assert_eq!((applied.from, applied.to), (headline(&axes), headline(&applied.axes)));
        axes = applied.axes;
        if passed.last() != Some(&applied.to) {
            passed.push(applied.to);
        }
        assert!(want.is_empty() || want == applied.to.as_str(), "{step}: {}", applied.to);
    }
    (passed, axes)
}

#[test]
fn every_path_passes_the_same_headlines_and_ends_the_same() {
    let data = data();
    let paths = data["paths"].as_array().unwrap();
    assert_eq!(paths.len(), 33);
    for path in paths {
        let kind = Kind::parse(path["kind"].as_str().unwrap()).unwrap();
        let (passed, end) = replay(kind, path["steps"].as_array().unwrap());
        assert_eq!(
            serde_json::to_value(passed).unwrap(),
            path["headlines"],
            "{}",
            path["name"]
        );
        assert_eq!(axes_as_json(&end), path["end"], "{}", path["name"]);
    }
}

/// Set `AFTERSYNC_BLESS=1` to write the files anew.
#[test]
fn the_documents_are_current() {
    for (name, text) in [("lifecycle.md", as_markdown()), ("lifecycle.json", as_json_text())] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs")
            .join(name);
        if std::env::var_os("AFTERSYNC_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(
            written == text,
            "docs/{name} is out of date: run the test with AFTERSYNC_BLESS=1"
        );
    }
    assert_eq!(serde_json::from_str::<Value>(&as_json_text()).unwrap(), as_json());
}

#[test]
fn the_diagram_has_the_arrows_of_the_specification() {
    let text = as_mermaid();
    assert_eq!(text, include_str!("data/lifecycle.mmd"));
}
