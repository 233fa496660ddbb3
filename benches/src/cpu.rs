//! Processor time of this process, by thread, as Linux counts it in nanoseconds.
use std::fs;

/// Processor time so far, in nanoseconds. Threads that ended are not in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// Of the lane's thread.
    pub lane: u64,
    /// Of all others.
    pub others: u64,
}

impl Spent {
    /// What was spent since then.
    pub fn since(self, then: Self) -> Self {
        Self {
            lane: self.lane.saturating_sub(then.lane),
            others: self.others.saturating_sub(then.others),
        }
    }
}

/// Processor time up to now; `None` where it cannot be told.
pub fn spent() -> Option<Spent> {
    let mut spent = Spent::default();
    for task in fs::read_dir("/proc/self/task").ok()?.flatten() {
        let read = |name: &str| fs::read_to_string(task.path().join(name)).ok();
        // A thread may end between the two.
        let (Some(name), Some(stat)) = (read("comm"), read("schedstat")) else {
            continue;
        };
        let nanos: u64 = stat.split(' ').next()?.parse().ok()?;
        if name.trim_end() == "aftersync-lane" {
            spent.lane += nanos;
        } else {
            spent.others += nanos;
        }
    }
    Some(spent)
}

/// The load of the machine over the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}
