//! One run: observations into a store, with the time each took.
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use aftersync::identity::{Observation, Resolver};

use super::load::Case;
use super::metrics::{Quality, quality};
use super::truth::{ceiling, elements};

/// How fast it went.
#[derive(Clone, Debug, Default)]
pub struct Speed {
    /// Observations.
    pub records: usize,
    /// In all.
    pub took: Duration,
    each: Vec<Duration>,
}

impl Speed {
    /// Of a list of times.
    pub fn of(took: Duration, mut each: Vec<Duration>) -> Self {
        each.sort_unstable();
        Self {
            records: each.len(),
            took,
            each,
        }
    }
    /// Observations a second.
    pub fn per_s(&self) -> f64 {
        self.records as f64 / self.took.as_secs_f64().max(1e-9)
    }
    /// The time that so many of a thousand stay below, in microseconds.
    pub fn quantile_us(&self, thousandths: usize) -> f64 {
        let at = (self.each.len() * thousandths / 1_000).min(self.each.len().saturating_sub(1));
        self.each.get(at).map_or(0.0, |d| d.as_secs_f64() * 1e6)
    }
}

/// What a run took.
#[derive(Clone, Debug, Default)]
pub struct Fed {
    /// Observations with their times. What reading them took is not in it.
    pub speed: Speed,
    /// Time of the processor, in seconds, the reading included.
    pub cpu_s: f64,
    /// Most memory of its own this process held, in MB: heaps and caches, without pages of files that are mapped.
    pub memory_mb: f64,
}

/// Between two looks at how much memory is held.
const LOOK: usize = 2_000;

/// Takes observations in, `batch` in a commit, as they come.
///
/// # Errors
/// The input's and the store's own.
pub fn feed(
    resolver: &mut Resolver,
    mut seen: impl Iterator<Item = Result<Observation, String>>,
    batch: usize,
) -> Result<Fed, String> {
    let (mut each, mut took, mut out) = (Vec::new(), Duration::ZERO, Fed::default());
    let mut looked = 0;
    let before = cpu_s();
    loop {
        let part: Vec<Observation> = seen.by_ref().take(batch.max(1)).collect::<Result<_, _>>()?;
        let (n, began) = (part.len(), Instant::now());
        let Ok(divisor @ 1..) = u32::try_from(n) else { break };
        for answer in resolver.observe_all(part) {
            answer.map_err(|e| e.to_string())?;
        }
        let spent = began.elapsed();
        took += spent;
        each.extend(std::iter::repeat_n(spent / divisor, n));
        if each.len() >= looked {
            looked = each.len() + LOOK;
            out.memory_mb = out.memory_mb.max(status_mb("RssAnon:"));
        }
    }
    out.cpu_s = cpu_s() - before;
    out.speed = Speed::of(took, each);
    Ok(out)
}

/// How good what is stored is, and the best there could be.
///
/// # Errors
/// The store's own.
pub fn judge(resolver: &mut Resolver, cases: &[Case]) -> aftersync::Result<(Quality, Option<Quality>)> {
    let found = resolver.ask().partition()?;
    let got = quality(&elements(cases, |case| found.get(&case.seen.node()).copied()));
    let best = cases.iter().any(|c| !c.usable.is_empty()).then(|| ceiling(cases));
    Ok((got, best))
}

/// Pairs of one person that were not joined: each person's first account with its others, at most so many.
///
/// # Errors
/// The store's own.
pub fn missed<'a>(
    resolver: &mut Resolver,
    cases: &'a [Case],
    most: usize,
) -> aftersync::Result<Vec<(&'a Case, &'a Case)>> {
    let found = resolver.ask().partition()?;
    let (mut first, mut out) = (BTreeMap::new(), Vec::new());
    for case in cases.iter().filter(|c| c.person.is_some()) {
        let one: &Case = first.entry(&case.person).or_insert(case);
        if out.len() < most && found.get(&one.seen.node()) != found.get(&case.seen.node()) {
            out.push((one, case));
        }
    }
    Ok(out)
}

/// Most memory this process held, pages of mapped files included, in MB.
pub fn peak_rss_mb() -> f64 {
    status_mb("VmHWM:")
}

/// A line of the process's status, in MB.
fn status_mb(word: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(word));
    let kb = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kb.unwrap_or_default() / 1024.0
}

/// Time of the processor this process has had, in seconds, to a hundredth.
fn cpu_s() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}
