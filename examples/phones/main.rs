//! A backend and two phones: `cargo run --example phones`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // it is a program

use std::process::ExitCode;

fn main() -> ExitCode {
    match aftersync_examples::phones::run() {
        Ok(told) => {
            told.iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("phones: {error}");
            ExitCode::FAILURE
        }
    }
}
