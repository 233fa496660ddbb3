//! Calls a second and shop: a token bucket in whole numbers on the engine's clock.
use crate::model::time::{SECOND, Timestamp};

/// Thousandths of a call; one call a second is one thousandth a millisecond.
const CALL: i64 = 1_000;

/// The bucket of one shop. It starts full and holds one second's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    per_second: i64,
    level: i64,
    at: Timestamp,
}

impl Bucket {
    /// A full bucket for so many calls a second; 0 means no limit.
    pub fn new(per_second: u32, now: Timestamp) -> Self {
        let per_second = i64::from(per_second);
        Self {
            per_second,
            level: per_second * CALL,
            at: now,
        }
    }

    /// Takes one call.
    ///
    /// # Errors
    /// When the next call may be made.
    pub fn take(&mut self, now: Timestamp) -> Result<(), Timestamp> {
        if self.per_second == 0 {
            return Ok(());
        }
        let passed = now.since(self.at).clamp(0, SECOND);
        self.level = (self.level + passed * self.per_second).min(self.per_second * CALL);
        self.at = self.at.max(now);
        if self.level >= CALL {
            self.level -= CALL;
            return Ok(());
        }
        let missing = CALL - self.level;
        Err(now.plus(missing.div_euclid(self.per_second) + i64::from(missing % self.per_second != 0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holds_its_calls_and_no_more() {
        let mut bucket = Bucket::new(3, Timestamp(0));
        assert_eq!([(); 3].map(|()| bucket.take(Timestamp(0))), [Ok(()); 3]);
        assert_eq!(bucket.take(Timestamp(0)), Err(Timestamp(334)));
        assert_eq!(bucket.take(Timestamp(333)), Err(Timestamp(334)));
        assert_eq!(bucket.take(Timestamp(334)), Ok(()));
        assert_eq!(bucket.take(Timestamp(334)), Err(Timestamp(667)));
    }

    #[test]
    fn a_pause_saves_no_more_than_one_second() {
        let mut bucket = Bucket::new(2, Timestamp(0));
        let later = Timestamp(3_600_000);
        assert_eq!([(); 2].map(|()| bucket.take(later)), [Ok(()); 2]);
        assert!(bucket.take(later).is_err());
        assert!(
            bucket.take(Timestamp(0)).is_err(),
            "a clock that runs back gives nothing"
        );
    }

    #[test]
    fn no_limit_is_no_limit() {
        let mut bucket = Bucket::new(0, Timestamp(0));
        assert!((0..1_000).all(|_| bucket.take(Timestamp(0)).is_ok()));
    }
}
