//! Writes what works where into the README; with `--print` to the terminal instead.
#![allow(clippy::print_stdout)]
// Talking to a terminal is what this program is for.
use std::path::Path;
use std::process::ExitCode;

use aftersync_tests::matrix;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--print") {
        print!("{}", matrix::render());
        return ExitCode::SUCCESS;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let written = std::fs::read_to_string(&path)
        .ok()
        .and_then(|text| matrix::placed(&text));
    match written.map(|text| std::fs::write(&path, text)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(e)) => {
            println!("README.md cannot be written: {e}");
            ExitCode::FAILURE
        }
        None => {
            println!(
                "README.md cannot be read, or lacks the lines `{}` and `{}`",
                matrix::BEGIN,
                matrix::END
            );
            ExitCode::FAILURE
        }
    }
}
