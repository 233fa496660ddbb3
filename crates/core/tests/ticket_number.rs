//! Ticket numbers: every slip of one character and every exchange of two is noticed, and the text is a faithful, ordered name.
use aftersync_core::model::number::{NumberError, TicketNumber};
use proptest::prelude::*;

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn bare(sequence: u64) -> Vec<char> {
    TicketNumber::from_sequence(sequence)
        .as_str()
        .chars()
        .filter(|ch| *ch != '-')
        .collect()
}

fn text(chars: &[char]) -> String {
    chars.iter().collect()
}

/// First tickets, and those around every change of length.
fn sequences() -> impl Iterator<Item = u64> {
    let borders = (5..13)
        .map(|digits| 1_u64 << (5 * digits))
        .flat_map(|border| border - 40..border + 40);
    (0..3_000).chain(borders).chain(u64::MAX - 40..=u64::MAX)
}

#[test]
fn notices_every_single_substitution() {
    for sequence in sequences() {
        let right = bare(sequence);
        for at in 0..right.len() {
            for other in ALPHABET.chars().filter(|other| *other != right[at]) {
                let mut wrong = right.clone();
                wrong[at] = other;
                assert!(
                    TicketNumber::parse(&text(&wrong)).is_err(),
                    "{right:?} read from {wrong:?}"
                );
            }
        }
    }
}

#[test]
fn notices_every_exchange_of_two_characters() {
    for sequence in sequences() {
        let right = bare(sequence);
        for first in 0..right.len() {
            for second in (first + 1..right.len()).filter(|second| right[*second] != right[first]) {
                let mut wrong = right.clone();
                wrong.swap(first, second);
                assert!(
                    TicketNumber::parse(&text(&wrong)).is_err(),
                    "{right:?} read from {wrong:?}"
                );
            }
        }
    }
}

/// All pairs of characters at all adjacent places, the check character included: 32 x 31 x 5 in each of many surroundings.
#[test]
fn notices_adjacent_exchanges_of_every_pair() {
    let mut seen = std::collections::BTreeSet::new();
    for sequence in (0..1_u64 << 25).step_by(1_021) {
        let right = bare(sequence);
        for at in (0..right.len() - 1).filter(|at| right[*at] != right[at + 1]) {
            let mut wrong = right.clone();
            wrong.swap(at, at + 1);
            assert_eq!(TicketNumber::parse(&text(&wrong)), Err(NumberError::Check));
            seen.insert((at, right[at], right[at + 1]));
        }
    }
    assert_eq!(seen.len(), 32 * 31 * 5);
}

#[test]
fn is_short_grouped_and_stable() {
    let shown = |sequence| TicketNumber::from_sequence(sequence).to_string();
    assert_eq!(shown(0), "000-000");
    assert_eq!(shown(1), "000-012");
    assert_eq!(shown(1_000_000), "0YG-J00");
    assert_eq!(shown((1 << 25) - 1).len(), 7);
    assert_eq!(shown(1 << 25).len(), 8);
    assert_eq!(
        shown(u64::MAX).split('-').map(str::len).collect::<Vec<_>>(),
        [3, 3, 4, 4]
    );
}

#[test]
fn reads_what_people_write() {
    let number = TicketNumber::from_sequence(1_000_000);
    for written in [
        "0YG-J00",
        "0ygj00",
        " 0YG J00 ",
        "oyg-jOo",
        "0Y-GJ-00",
        "０ＹＧ－Ｊ００",
        "0YG–J00",
    ] {
        assert_eq!(TicketNumber::parse(written), Ok(number), "{written}");
    }
    let one = TicketNumber::from_sequence(1);
    assert_eq!(TicketNumber::parse("ooo-oi2"), Ok(one));
    assert_eq!(TicketNumber::parse("000-0L2"), Ok(one));
}

#[test]
fn refuses_with_a_reason() {
    let largest = text(&bare(u64::MAX));
    for (written, reason) in [
        ("", NumberError::Length),
        ("0YG", NumberError::Length),
        ("00YG-J00", NumberError::Length),
        (&"0".repeat(65), NumberError::Length),
        (&format!("1{largest}"), NumberError::Length),
        ("0YG-U05", NumberError::Character),
        ("0YG-J00!", NumberError::Character),
        ("单号0YG", NumberError::Character),
        ("0YG-J06", NumberError::Check),
    ] {
        assert_eq!(TicketNumber::parse(written), Err(reason), "{written}");
    }
    // Thirteen characters hold 65 bits: some right check characters stand behind numbers that are too large.
    let range = ALPHABET
        .chars()
        .map(|check| TicketNumber::parse(&format!("ZZZZZZZZZZZZZ{check}")));
    assert!(range.clone().any(|read| read == Err(NumberError::Range)) && !range.clone().any(|read| read.is_ok()));
}

#[test]
fn is_its_text_in_json() {
    let number = TicketNumber::from_sequence(1_000_000);
    assert_eq!(serde_json::to_string(&number).unwrap(), "\"0YG-J00\"");
    assert_eq!(serde_json::from_str::<TicketNumber>("\"0yg j00\"").unwrap(), number);
    assert!(serde_json::from_str::<TicketNumber>("\"0YG-J06\"").is_err());
    assert!(serde_json::from_str::<TicketNumber>("1000000").is_err());
    let schema = schemars::schema_for!(TicketNumber);
    assert_eq!(schema.get("type"), Some(&"string".into()));
}

proptest! {
    #[test]
    fn text_and_sequence_name_each_other(sequence: u64) {
        let number = TicketNumber::from_sequence(sequence);
        prop_assert_eq!(number.sequence(), sequence);
        prop_assert_eq!(TicketNumber::parse(number.as_str()), Ok(number));
        prop_assert_eq!(TicketNumber::parse(&number.as_str().to_lowercase()), Ok(number));
    }

    #[test]
    fn orders_as_the_sequence(one: u64, two: u64) {
        let (first, second) = (TicketNumber::from_sequence(one), TicketNumber::from_sequence(two));
        prop_assert_eq!(first.cmp(&second), one.cmp(&two));
        if first.as_str().len() == second.as_str().len() {
            prop_assert_eq!(first.as_str().cmp(second.as_str()), one.cmp(&two));
        }
    }

    #[test]
    fn parse_is_total(text in "\\PC{0,40}") {
        if let Ok(number) = TicketNumber::parse(&text) {
            prop_assert_eq!(TicketNumber::parse(number.as_str()), Ok(number));
        }
    }
}
