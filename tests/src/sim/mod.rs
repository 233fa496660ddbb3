//! A deterministic simulator: engine processes, their store, platforms, network, clocks and people, all under one seed,
//! on one thread, without a socket and without the clock of this machine. See `docs/simulator.md`.
mod agents;
mod answers;
mod buyers;
mod check;
mod end;
mod floor;
mod host;
mod loads;
mod net;
mod own;
mod people;
mod phones;
mod plan;
mod process;
mod run;
mod site;
mod step;
mod storm;
mod trace;

use std::collections::BTreeMap;

pub use phones::PhonePlan;
pub use plan::{Plan, Rates};
pub use run::Sim;
pub use site::Selling;
pub use trace::Trace;

/// When every run begins.
pub const START: i64 = 1_781_780_400_000;

/// Over which store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Store {
    /// In memory.
    #[default]
    Memory,
    /// A SQLite file.
    Sqlite,
}

/// Which seeds have something that not all have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those of the plan.
    #[default]
    Planned,
    /// None: what was found before there was such a thing is found again as it was.
    None,
    /// All.
    All,
}

impl Which {
    /// By its word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "planned" => Some(Self::Planned),
            "none" => Some(Self::None),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// Whether a seed has it that has it by the plan, or not.
    fn has(self, planned: bool) -> bool {
        match self {
            Self::Planned => planned,
            Self::None => false,
            Self::All => true,
        }
    }
}

/// How to run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Over which store.
    pub store: Store,
    /// Which seeds have phones: every tenth, 3, 13, 23, ...
    pub phones: Which,
    /// In which seeds work is offered and given out, and people come and go: every tenth, 7, 17, 27, ...
    pub floor: Which,
    /// Keep the trace.
    pub trace: bool,
    /// Stop after so many rounds of the plan, then let it come to quiet.
    pub rounds: Option<usize>,
}

/// What came of a run.
#[derive(Debug)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// What was wrong; empty when nothing was.
    pub wrong: Vec<String>,
    /// The trace, if it was kept.
    pub trace: Vec<String>,
    /// How often each thing happened.
    pub tally: BTreeMap<&'static str, u64>,
    /// How often each fault was really injected.
    pub faults: BTreeMap<&'static str, u64>,
    /// Rounds that were run.
    pub rounds: usize,
}

/// Runs one seed.
pub fn run(seed: u64, options: Options) -> Report {
    let mut sim = Sim::new(seed, options);
    let wrong = sim.all();
    sim.report(wrong)
}

/// The shortest run of a failing seed that still fails, with its trace.
///
/// A prefix of the rounds draws the same chances, so the shortest one is found by trying longer and longer ones: first by
/// halves, which may miss it, never by more than was asked for.
pub fn shortest(seed: u64, options: Options) -> Report {
    let whole = run(seed, Options { trace: true, ..options });
    let (mut low, mut high) = (0, whole.rounds);
    let mut best = whole;
    while low < high {
        let middle = (low + high) / 2;
        let tried = run(
            seed,
            Options {
                trace: true,
                rounds: Some(middle),
                ..options
            },
        );
        if tried.wrong.is_empty() {
            low = middle + 1;
        } else {
            high = middle;
            best = tried;
        }
    }
    best
}
