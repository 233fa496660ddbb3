//! How long to wait before another try: growing, with chance in it, so that many who failed together do not come back
//! together.
use crate::error::{Error, Retry};
use crate::model::time::{MINUTE, SECOND};

use super::clock::SplitMix64;

/// The pause that the first try is drawn from, in milliseconds.
pub const FIRST_PAUSE: i64 = 2 * SECOND;
/// No pause is longer, in milliseconds, unless the other side asks for it.
pub const LONGEST_PAUSE: i64 = 10 * MINUTE;

/// The ceiling of the pause after so many tries: doubling from [`FIRST_PAUSE`] up to [`LONGEST_PAUSE`].
pub fn ceiling(attempt: u32) -> i64 {
    let doubled = FIRST_PAUSE.checked_shl(attempt.min(20)).unwrap_or(LONGEST_PAUSE);
    doubled.clamp(FIRST_PAUSE, LONGEST_PAUSE)
}

/// Full jitter: anything from one millisecond to the ceiling.
pub fn pause(attempt: u32, random: &mut SplitMix64) -> i64 {
    1 + draw(ceiling(attempt) - 1, random)
}

/// The pause after this error: never shorter than the other side asked for.
pub fn pause_after(error: &Error, attempt: u32, random: &mut SplitMix64) -> i64 {
    match error.retry() {
        Retry::After(ms) => ms.max(0).saturating_add(draw(FIRST_PAUSE, random)),
        Retry::Never | Retry::Backoff | Retry::Reload => pause(attempt, random),
    }
}

fn draw(most: i64, random: &mut SplitMix64) -> i64 {
    i64::try_from(random.up_to(u64::try_from(most).unwrap_or(0))).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn the_ceiling_doubles_and_stops() {
        assert_eq!([0, 1, 2, 3].map(ceiling), [2_000, 4_000, 8_000, 16_000]);
        assert_eq!([8, 9, 63, u32::MAX].map(ceiling), [512_000, 600_000, 600_000, 600_000]);
    }

    #[test]
    fn jitter_is_full_and_repeats_with_its_seed() {
        let mut random = SplitMix64::new(3);
        let drawn: Vec<i64> = (0..2_000).map(|_| pause(3, &mut random)).collect();
        assert!(drawn.iter().all(|ms| (1..=16_000).contains(ms)));
        assert!(drawn.iter().any(|ms| *ms < 1_000) && drawn.iter().any(|ms| *ms > 15_000));
        let mut again = SplitMix64::new(3);
        assert_eq!(drawn[0], pause(3, &mut again));
    }

    #[test]
    fn what_the_other_side_asked_for_is_kept() {
        let asked = Error::new(ErrorKind::RateLimited, "slow down").retry_as(Retry::After(900_000));
        let mut random = SplitMix64::new(1);
        assert!((900_000..=902_000).contains(&pause_after(&asked, 0, &mut random)));
    }
}
