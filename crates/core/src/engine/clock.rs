//! Time and chance, asked for at the engine's edge alone: decisions get both with their input.
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Gives seeds: each 128 bits, from which all new ids of one input are derived.
pub trait Ids: Send + Sync + 'static {
    /// A seed that was never given before.
    fn seed(&self) -> u128;
}

/// Seeds by splitmix64 from one start: the same start gives the same seeds in the same order.
#[derive(Debug)]
pub struct SeededIds {
    start: u64,
    given: AtomicU64,
}

impl SeededIds {
    /// Seeds that follow from this start.
    pub fn new(start: u64) -> Self {
        Self {
            start,
            given: AtomicU64::new(0),
        }
    }

    /// A start nobody can foresee, from the random keys that the standard library gets from the system.
    pub fn unforeseen() -> Self {
        Self::new(RandomState::new().build_hasher().finish())
    }
}

impl Ids for SeededIds {
    fn seed(&self) -> u128 {
        let n = self.given.fetch_add(1, Ordering::Relaxed);
        let mut random = SplitMix64::new(self.start ^ SplitMix64::new(n).draw());
        // The running number stands in the seed itself: two seeds of one start never meet.
        (u128::from(random.draw()) << 64) | u128::from(random.draw() ^ n)
    }
}

/// Sebastiano Vigna's splitmix64: small, seeded, good enough for jitter.
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// Starts from this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to and with `most`.
    pub fn up_to(&mut self, most: u64) -> u64 {
        match most.checked_add(1) {
            Some(n) => self.draw() % n,
            None => self.draw(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_the_published_numbers() {
        // First outputs for seed 1234567 of the reference implementation.
        let mut random = SplitMix64::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| random.draw()).collect();
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn seeds_repeat_with_their_start_and_never_within() {
        let (a, b) = (SeededIds::new(7), SeededIds::new(7));
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..1_000 {
            let seed = a.seed();
            assert_eq!(seed, b.seed());
            assert!(seen.insert(seed));
        }
    }
}
