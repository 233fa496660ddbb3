//! One run: observations into a store, with the time each took.
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

/// Takes observations in, `batch` in a commit.
///
/// # Errors
/// The store's own.
pub fn feed(resolver: &mut Resolver, seen: Vec<Observation>, batch: usize) -> aftersync::Result<Speed> {
    let total = seen.len();
    let mut each = Vec::with_capacity(total);
    let mut rest = seen.into_iter();
    let start = Instant::now();
    while each.len() < total {
        let part: Vec<Observation> = rest.by_ref().take(batch.max(1)).collect();
        let (n, began) = (part.len(), Instant::now());
        for answer in resolver.observe_all(part) {
            answer?;
        }
        let share = began.elapsed() / u32::try_from(n.max(1)).unwrap_or(1);
        each.extend(std::iter::repeat_n(share, n));
    }
    Ok(Speed::of(start.elapsed(), each))
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

/// Most memory this process held, in MB.
pub fn peak_rss_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kb.unwrap_or_default() / 1024.0
}
