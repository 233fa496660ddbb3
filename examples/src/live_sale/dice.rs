//! Chance that can be repeated: every throw has a name, so that one decision does not move another.
use aftersync_testkit::fake::SplitMix64;

/// A handful of throws.
pub(super) struct Dice(SplitMix64);

impl Dice {
    /// The throws of this name.
    pub fn of(seed: u64, name: &str) -> Self {
        Self(SplitMix64::named(seed, name))
    }
    /// From `from` to below `to`.
    pub fn within(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from).unwrap_or(0).max(1);
        from + i64::try_from(self.0.below(span)).unwrap_or(0)
    }
    /// 0 to 99.
    pub fn percent(&mut self) -> i64 {
        self.within(0, 100)
    }
    /// True so many times of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.percent() < percent
    }
    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.within(0, i64::try_from(of.len()).unwrap_or(i64::MAX));
        of.get(usize::try_from(at).unwrap_or(0))
    }
    /// One of these, by weight.
    pub fn weighted<T: Copy>(&mut self, of: &[(i64, T)]) -> Option<T> {
        let mut left = self.within(0, of.iter().map(|(weight, _)| weight).sum());
        of.iter()
            .find(|(weight, _)| {
                left -= weight;
                left < 0
            })
            .map(|(_, it)| *it)
    }
}
