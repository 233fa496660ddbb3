//! Every scenario, in memory and on SQLite, leaves what its result says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aftersync_core::store::TicketStore;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::scenario::run;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The scenarios by name, `AFTERSYNC_SCENARIO` chooses those whose name holds it.
fn scenarios() -> Vec<PathBuf> {
    let only = std::env::var("AFTERSYNC_SCENARIO").unwrap_or_default();
    let all = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = all
        .filter(|p| p.extension().is_some_and(|e| e == "json") && p.file_name().unwrap() != "base.json")
        .filter(|p| p.to_string_lossy().contains(&only))
        .collect();
    all.sort();
    all
}

/// Set `AFTERSYNC_BLESS=1` to write the results anew.
#[test]
fn every_scenario_leaves_what_its_result_says() {
    let base = read(&folder().join("base.json"));
    let mut wrong = Vec::new();
    for path in scenarios() {
        let scenario = read(&path);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let one = std::panic::catch_unwind(|| {
            let memory: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
            let got = run(&scenario, &base, memory.clone());
            assert_eq!(
                memory.check().unwrap(),
                Vec::<String>::new(),
                "{name}: the store in memory"
            );
            let sqlite: Arc<dyn TicketStore> = Arc::new(SqliteStore::in_memory().unwrap());
            assert_eq!(
                run(&scenario, &base, sqlite.clone()),
                got,
                "{name}: memory and SQLite differ"
            );
            assert_eq!(sqlite.check().unwrap(), Vec::<String>::new(), "{name}: SQLite");
            compare(&folder().join("results").join(format!("{name}.json")), &got);
        });
        wrong.extend(one.err().map(|_| name));
    }
    assert!(wrong.is_empty(), "these failed: {wrong:?}");
}

fn compare(path: &Path, got: &Value) {
    if std::env::var_os("AFTERSYNC_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, serde_json::to_string_pretty(got).unwrap() + "\n").unwrap();
    }
    let wanted = read(path);
    for (which, want) in wanted.as_object().unwrap() {
        assert_eq!(&got[which], want, "{}: {which}", path.display());
    }
}

#[test]
fn there_are_enough_of_them() {
    if std::env::var_os("AFTERSYNC_SCENARIO").is_none() {
        assert!(scenarios().len() >= 25, "{}", scenarios().len());
    }
}
