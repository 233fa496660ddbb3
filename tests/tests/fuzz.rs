//! The fuzz targets on a stable compiler: crashers of the past, the corpora, and some thousand changes of them.
#![allow(clippy::unwrap_used, clippy::panic)]
use std::panic::{AssertUnwindSafe, catch_unwind};

use aftersync_testkit::noise::{Noise, nasty};
use aftersync_tests::fuzz::{Target, files, folder, targets};

/// Changes that are tried of each corpus.
const EXECUTIONS: usize = 800;

fn fails(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err()
}

#[test]
fn every_target_has_a_corpus_and_every_corpus_a_target() {
    for target in targets() {
        assert!(
            !files(&folder("corpus", &target.name)).is_empty(),
            "no corpus for {}: run `fuzz seeds`",
            target.name
        );
        assert!(!target.seeds.is_empty(), "{} has no seed", target.name);
    }
    for kind in ["corpus", "crashers"] {
        for entry in std::fs::read_dir(folder(kind, "")).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let known = targets().iter().any(|target| target.name == name);
            assert!(known || entry.path().is_file(), "{kind}/{name} belongs to no target");
        }
    }
}

#[test]
fn crashers_of_the_past_are_harmless_now() {
    for target in targets() {
        for (path, input) in files(&folder("crashers", &target.name)) {
            assert!(!fails(target, &input), "{path}");
        }
    }
}

#[test]
fn no_change_of_a_corpus_breaks_its_target() {
    for target in targets() {
        let corpus: Vec<Vec<u8>> = files(&folder("corpus", &target.name))
            .into_iter()
            .map(|(_, bytes)| bytes)
            .collect();
        for input in corpus.iter().chain(&nasty()) {
            assert!(
                !fails(target, input),
                "{}: {}",
                target.name,
                String::from_utf8_lossy(input)
            );
        }
        let mut noise = Noise::new(20_251_009);
        for _ in 0..EXECUTIONS {
            let input = noise.around(&corpus);
            assert!(
                !fails(target, &input),
                "{}: {}",
                target.name,
                String::from_utf8_lossy(&input)
            );
        }
    }
}

#[test]
fn a_reader_that_panics_is_noticed() {
    let careless = Target {
        name: "careless".to_owned(),
        run: Box::new(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            assert!(value["a"].as_i64().is_none_or(|n| n < 1_000_000), "too large");
        }),
        seeds: vec![br#"{"a":12}"#.to_vec()],
    };
    let mut noise = Noise::new(1);
    let found = (0..20_000).any(|_| fails(&careless, &noise.around(&careless.seeds)));
    assert!(found, "20000 changes did not find a number that is too large");
}
