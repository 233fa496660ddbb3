//! Runs files of known-answer vectors: `vectors FILE…`. The last line is `N passed, N failed, N skipped`.
#![allow(clippy::print_stdout)]
// Talking to a terminal is what this program is for.
use std::path::Path;
use std::process::ExitCode;

use aftersync_tests::vectors::{Counts, Outcome, run_file};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        println!("usage: vectors FILE…   files of format `aftersync-vectors/1`");
        return ExitCode::from(2);
    }
    let (mut counts, mut unreadable) = (Counts::default(), 0usize);
    for file in &files {
        match run_file(Path::new(file)) {
            Ok(lines) => {
                for line in &lines {
                    counts.add(&line.outcome);
                    match &line.outcome {
                        Outcome::Passed => {}
                        Outcome::Failed(why) => println!("FAILED  {file}: {}: {}", line.name, why.join("; ")),
                        Outcome::Skipped(why) => println!("skipped {file}: {}: {why}", line.name),
                    }
                }
            }
            Err(why) => {
                unreadable += 1;
                println!("FAILED  {file}: the file {why}");
            }
        }
    }
    println!(
        "{} passed, {} failed, {} skipped",
        counts.passed, counts.failed, counts.skipped
    );
    ExitCode::from(u8::from(counts.failed + unreadable > 0))
}
