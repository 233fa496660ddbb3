//! How long a ticket will probably wait.
use aftersync_core::routing::{SPANS, estimate, median, span};
use proptest::prelude::*;

fn counted(times: &[i64]) -> Vec<i64> {
    let mut counts = vec![0; usize::from(SPANS)];
    times.iter().for_each(|ms| counts[usize::from(span(*ms))] += 1);
    counts
}

#[test]
fn what_nobody_knows_is_unknown_and_never_no_wait() {
    assert_eq!(median(&counted(&[])), None);
    assert_eq!(median(&counted(&[60_000; 4])), None, "too few");
    assert_eq!(estimate(3, None, 2), None);
    assert_eq!(estimate(3, Some(60_000), 0), None, "nobody is there");
    assert_eq!(estimate(3, Some(60_000), 2), Some(90_000));
    assert_eq!(estimate(0, Some(60_000), 2), Some(0));
}

#[test]
fn spans_grow_by_a_third_or_a_half() {
    let spans = [0, 1_000, 1_999, 2_000, 2_999, 3_000, 4_000, 6_000].map(span);
    assert_eq!(spans, [0, 0, 0, 2, 2, 3, 4, 5]);
    assert_eq!(span(i64::MAX), SPANS - 1);
    assert_eq!(span(-1), 0);
}

proptest! {
    /// The median of spans is within a half of the real one.
    #[test]
    fn the_median_is_about_right(mut times in prop::collection::vec(1_000i64..2_000_000_000, 5..60)) {
        let told = median(&counted(&times)).unwrap();
        times.sort_unstable();
        let real = times[(times.len() - 1) / 2];
        prop_assert!(told * 2 > real && told < real * 2, "{told} for {real}");
    }

    #[test]
    fn longer_times_are_never_in_an_earlier_span(a in 0i64..i64::MAX, b in 0i64..i64::MAX) {
        prop_assert!(a > b || span(a) <= span(b));
    }
}
