//! The live evening as people start it: the program itself, its one JSON object, its exit codes.
#![allow(clippy::unwrap_used)]
use std::path::PathBuf;
use std::process::{Command, Output};

/// The program, which stands beside the folder of this test.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().unwrap().parent().unwrap();
    profile
        .join("examples")
        .join(format!("live_sale{}", std::env::consts::EXE_SUFFIX))
}

fn start(arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).output().unwrap()
}

#[test]
fn json_is_one_object_and_a_clean_evening_ends_with_0() {
    let folder = std::env::temp_dir().join(format!("live_sale_program_{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = folder.join("evening.db");
    let run = start(&[
        "--seed",
        "5",
        "--size",
        "30",
        "--platforms",
        "douyin",
        "--json",
        "--db",
        db.to_str().unwrap(),
    ]);
    let said: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    for word in ["clean", "states_agree"] {
        assert_eq!(said[word], true, "{word}: {said}");
    }
    for word in [
        "platform_after_sales",
        "tickets",
        "joined",
        "duplicates_dropped",
        "customers_merged",
    ] {
        assert!(said[word].is_u64(), "{word}: {said}");
    }
    assert_eq!((&said["lost"], &said["double_refunds"]), (&0.into(), &0.into()));
    assert_eq!(run.status.code(), Some(0));
    assert!(std::fs::metadata(&db).unwrap().len() > 0, "the file stays");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_cannot_be_understood_is_said_and_ends_with_2() {
    for wrong in [&["--size", "many"][..], &["--sise", "3"], &["--platforms", "nowhere"]] {
        let run = start(wrong);
        assert_eq!(run.status.code(), Some(2), "{wrong:?}");
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{wrong:?}");
    }
    let help = start(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8(help.stdout).unwrap().contains("--json"));
}
