//! One evening of live selling: `cargo run --release --example live_sale`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // it is a program

mod args;

use std::process::ExitCode;

use aftersync_examples::live_sale::{self, Options, Outcome};

fn main() -> ExitCode {
    let (options, json) = match args::read(std::env::args().skip(1)) {
        Ok(args::Asked::Help) => {
            println!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(args::Asked::Run(options, json)) => (options, json),
        Err(wrong) => {
            eprintln!("live_sale: {wrong}");
            return ExitCode::from(2);
        }
    };
    if !json {
        println!(
            "{} orders, seed {}, file {} (made anew)",
            options.size,
            options.seed,
            options.db.display()
        );
    }
    let outcome = match live_sale::run(&options) {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("live_sale: {error}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = print(&outcome, &options, json) {
        eprintln!("live_sale: {error}");
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(!outcome.clean))
}

fn print(outcome: &Outcome, options: &Options, json: bool) -> serde_json::Result<()> {
    if json {
        println!("{}", serde_json::to_string(outcome)?);
        return Ok(());
    }
    println!("{}", live_sale::tables(outcome));
    println!("Look into the file:\n  {}", live_sale::query(&options.db));
    Ok(())
}
