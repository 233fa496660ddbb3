//! The work is bounded by the length of the text, counted in comparisons, not in time.
use super::{check, normalize, recognize_counted};
use proptest::prelude::*;

/// Comparisons per character at most: twelve spans a segment, forty shapes each, and the cue words of one first character.
const PER_CHAR: u64 = 700;

fn work(text: &str) -> u64 {
    recognize_counted(text).1
}

#[test]
fn work_grows_with_the_text_and_no_faster() {
    for unit in [
        "1 ",
        "1-",
        "12 3 ",
        "A1",
        "138 1234 5678 ",
        "订单号1、",
        "ORDER",
        "尾号1",
        "一",
        "1234 和 ",
    ] {
        let (small, large) = (
            work(&unit.repeat(200 / unit.chars().count())),
            work(&unit.repeat(1_600 / unit.chars().count())),
        );
        assert!(large <= small * 9 + 100, "{unit}: {small} -> {large}");
    }
}

#[test]
fn work_stops_growing_at_the_bound() {
    for unit in ["1 ", "A1", "订单号1、"] {
        let (whole, huge) = (
            work(&unit.repeat(normalize::MAX_CHARS / unit.chars().count())),
            work(&unit.repeat(200_000)),
        );
        assert!(huge <= whole + PER_CHAR, "{unit}: {whole} -> {huge}");
    }
}

proptest! {
    #[test]
    fn work_is_linear_on_any_text(text in "([0-9A-Z]{1,4}[ -]?|\\PC){0,300}") {
        prop_assert!(work(&text) <= PER_CHAR * (text.chars().count() as u64 + 1));
    }
}

#[test]
fn check_digits_catch_one_wrong_digit() {
    assert!(check::ups("1Z999AA10123456784") && check::ups("1Z5R89390357567127"));
    assert!(check::s10("RB123456785GB") && check::s10("EE473124829US"));
    for digit in ('0'..='9').filter(|digit| *digit != '4') {
        assert!(!check::ups(&format!("1Z999AA1012345678{digit}")));
    }
    for digit in ('0'..='9').filter(|digit| *digit != '5') {
        assert!(!check::s10(&format!("RB12345678{digit}GB")));
    }
}
