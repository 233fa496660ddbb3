//! Fuzzes on a stable compiler: `fuzz TARGET EXECUTIONS [SEED]`, `fuzz all EXECUTIONS`, `fuzz list`; `fuzz seeds` writes what is
//! genuine into the corpora. Coverage-guided runs are in `fuzz/`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
// A tool for developers: it talks to a terminal, and a disk that fails ends it.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::Instant;

use aftersync_testkit::noise::Noise;
use aftersync_tests::fuzz::{Target, files, find, folder, targets};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse::<u64>().unwrap_or(1);
    match words.as_slice() {
        ["list"] => targets().iter().for_each(|target| println!("{}", target.name)),
        ["seeds"] => targets().iter().for_each(write_seeds),
        ["all", executions] => {
            let failed = targets()
                .iter()
                .filter(|target| !run(target, number(executions), 1))
                .count();
            return ExitCode::from(u8::from(failed > 0));
        }
        [name, executions] | [name, executions, _] => {
            let Some(target) = find(name) else {
                println!("no target `{name}`: see `fuzz list`");
                return ExitCode::from(2);
            };
            let seed = words.get(2).map_or(1, |seed| number(seed));
            return ExitCode::from(u8::from(!run(target, number(executions), seed)));
        }
        _ => {
            println!("usage: fuzz list | fuzz seeds | fuzz TARGET EXECUTIONS [SEED] | fuzz all EXECUTIONS");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn write_seeds(target: &Target) {
    let folder = folder("corpus", &target.name);
    std::fs::create_dir_all(&folder).unwrap();
    for (at, seed) in target.seeds.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{at:02}")), seed).unwrap();
    }
}

/// Runs a target on changes of its corpus. What makes it panic is written down for the test to replay.
fn run(target: &Target, executions: u64, seed: u64) -> bool {
    let corpus: Vec<Vec<u8>> = files(&folder("corpus", &target.name))
        .into_iter()
        .map(|(_, bytes)| bytes)
        .collect();
    let mut noise = Noise::new(seed);
    let start = Instant::now();
    for done in 0..executions {
        let input = noise.around(&corpus);
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err() {
            let folder = folder("crashers", &target.name);
            std::fs::create_dir_all(&folder).unwrap();
            let path = folder.join(format!("seed-{seed}-execution-{done}"));
            std::fs::write(&path, &input).unwrap();
            println!("{}: panicked, see {}", target.name, path.display());
            return false;
        }
    }
    println!(
        "{}: {executions} executions in {:.1} s",
        target.name,
        start.elapsed().as_secs_f32()
    );
    true
}
