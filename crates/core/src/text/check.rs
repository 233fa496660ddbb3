//! Check digits: which numbers can be what they look like.

/// UPS `1Z` numbers: letters count by their place modulo ten, odd places once, even places twice.
pub(super) fn ups(value: &str) -> bool {
    let body = value.strip_prefix("1Z").unwrap_or(value);
    let mut sum = 0;
    let mut last = None;
    for (at, ch) in body.chars().enumerate() {
        let worth = match ch {
            '0'..='9' => u32::from(ch) - u32::from('0'),
            // A is 2, B is 3 and so on, wrapping at ten.
            'A'..='Z' => (u32::from(ch) - u32::from('A') + 2) % 10,
            _ => return false,
        };
        if at < 15 {
            sum += if at % 2 == 0 { worth } else { worth * 2 };
        } else {
            last = Some(worth);
        }
    }
    last == Some((10 - sum % 10) % 10)
}

/// UPU S10 numbers (two letters, eight digits, check digit, country): weights 8 6 4 2 3 5 9 7 modulo eleven.
pub(super) fn s10(value: &str) -> bool {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let digits: Vec<u32> = value.chars().filter_map(|ch| ch.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let wanted = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        other => other,
    };
    digits.len() == 9 && digits.last() == Some(&wanted)
}

/// Luhn sum of a payment card number.
fn luhn(value: &str) -> bool {
    let sum: u32 = value
        .chars()
        .rev()
        .filter_map(|ch| ch.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether digits are most likely a payment card: 16 to 19 of them, a card brand's first digits, right Luhn sum.
pub(super) fn payment_card(value: &str) -> bool {
    (16..=19).contains(&value.len()) && ["62", "4", "5"].iter().any(|brand| value.starts_with(brand)) && luhn(value)
}

/// Whether 18 digits are a resident identity number of mainland China: birth date and ISO 7064 MOD 11-2 check are right.
pub(super) fn identity_card(value: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = value.chars().filter_map(|ch| ch.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let birthday = value.get(6..14).unwrap_or_default();
    digits.len() == 18 && is_date(birthday) && digits.last() == Some(&((12 - sum % 11) % 11))
}

/// Whether digits read as a point in time: `YYYYMMDD`, with hours and minutes, or with seconds too.
pub(super) fn is_timestamp(value: &str) -> bool {
    let part = |from: usize| value.get(from..from + 2).and_then(|two| two.parse::<u32>().ok());
    let clock = |from: usize, below: u32| part(from).is_some_and(|number| number < below);
    let day = value.get(..8).is_some_and(is_date);
    match value.len() {
        8 => day,
        12 => day && clock(8, 24) && clock(10, 60),
        14 => day && clock(8, 24) && clock(10, 60) && clock(12, 60),
        _ => false,
    }
}

fn is_date(value: &str) -> bool {
    let number = |from: usize, to: usize| {
        value
            .get(from..to)
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or(0)
    };
    value.len() == 8
        && (1900..2100).contains(&number(0, 4))
        && (1..=12).contains(&number(4, 6))
        && (1..=31).contains(&number(6, 8))
}
