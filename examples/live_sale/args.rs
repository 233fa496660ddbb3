//! What can be said on the command line.
use std::path::PathBuf;

use aftersync_examples::live_sale::{Options, Selling};

/// What `--help` prints.
pub const HELP: &str = "\
One evening of live selling on several platforms, from fake platforms over real HTTP, to a clean accounting.

Usage: cargo run --release --example live_sale -- [OPTIONS]

Options:
  --seed N     what is left to chance [default: 7]
  --size N     orders placed in the evening [default: 600]
  --platforms LIST
               the platforms it is on, with commas between [default: all]
  --db PATH    the desk's file; one that is there is removed [default: live_sale.db]
  --json       print one JSON object and nothing else
  --help       print this

The exit code is 0 when the accounting is clean, 1 when it is not, 2 when the evening could not be run.";

/// What was asked for.
pub enum Asked {
    /// Help.
    Help,
    /// To run, and whether to print JSON.
    Run(Options, bool),
}

/// Reads the arguments.
///
/// # Errors
/// One sentence that says what is wrong with them.
pub fn read(args: impl IntoIterator<Item = String>) -> Result<Asked, String> {
    let mut args = args.into_iter();
    let mut options = Options {
        seed: 7,
        size: 600,
        platforms: Selling::ALL.to_vec(),
        db: PathBuf::from("live_sale.db"),
        progress: true,
    };
    let mut json = false;
    while let Some(flag) = args.next() {
        let mut value = |what: &str| args.next().ok_or_else(|| format!("{flag} needs {what}; see --help"));
        match flag.as_str() {
            "--help" | "-h" => return Ok(Asked::Help),
            "--json" => json = true,
            "--seed" => options.seed = whole(&flag, &value("a number")?)?,
            "--size" => options.size = whole(&flag, &value("a number")?)?,
            "--platforms" => options.platforms = platforms(&value("a list of platforms")?)?,
            "--db" => options.db = PathBuf::from(value("a path")?),
            _ => return Err(format!("there is no {flag}; see --help")),
        }
    }
    if options.size == 0 {
        return Err("--size must be at least 1".to_owned());
    }
    options.progress = !json;
    Ok(Asked::Run(options, json))
}

fn platforms(list: &str) -> Result<Vec<Selling>, String> {
    let known = || Selling::ALL.iter().map(|it| it.word()).collect::<Vec<_>>().join(", ");
    let mut out: Vec<Selling> = Vec::new();
    for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let platform =
            Selling::parse(word).ok_or_else(|| format!("there is no platform {word}; there are: {}", known()))?;
        if !out.contains(&platform) {
            out.push(platform);
        }
    }
    if out.is_empty() {
        Err(format!("--platforms needs one at least of: {}", known()))
    } else {
        Ok(out)
    }
}

fn whole<T: std::str::FromStr>(flag: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{flag} takes a whole number, not `{text}`"))
}
