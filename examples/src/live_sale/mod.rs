//! One evening of live selling on several platforms, from fake platforms over real HTTP, to a clean accounting.
//!
//! A merchant sells for four hours, in a room on every platform at once. Then buyers ask for their money, send goods back, change their minds and call the
//! platform's staff, for ten days of simulated time, while messages get lost, a platform is down for a while, a token
//! dies and our own process is stopped in the middle. At the end what the desk says is held against what the platform
//! know to be true.
mod accounting;
mod agents;
mod book;
mod bot;
mod buyers;
mod cast;
mod channels;
mod clocks;
mod crew;
mod deeds;
mod dice;
mod dock;
mod evening;
mod evidence;
mod hand_offs;
mod host;
mod house;
mod lab;
mod ledger;
mod office;
mod orders;
mod outcome;
mod policies;
mod progress;
mod report;
mod routed;
mod script;
mod selling;
mod site;
mod staff;
mod stock;
mod tables;
mod tasks;
mod truth;
mod webhook;

use std::path::PathBuf;

pub use accounting::{Accounts, Line};
pub use outcome::{Attainment, Count, GroupTasks, Outcome, Person, Rate, Scans, Speed, Stock, Work};
pub use report::{query, tables};
pub use selling::Selling;

/// Anything that ends the story early.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
/// What every part of the story gives.
pub type Result<T> = std::result::Result<T, Error>;

/// How the evening is to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Decides everything that is left to chance.
    pub seed: u64,
    /// Orders placed in the evening.
    pub size: usize,
    /// The platforms it is on, in the order in which they are set up.
    pub platforms: Vec<Selling>,
    /// The file of the desk. One that is there is removed first.
    pub db: PathBuf,
    /// Whether a bar shows how far it is.
    pub progress: bool,
}

/// Runs the evening and does the accounting.
///
/// # Errors
/// When the file, a port or a thread cannot be had, or the desk fails at something it must never fail at.
pub fn run(options: &Options) -> Result<Outcome> {
    evening::Evening::open(options)?.run()
}
