//! Telephone numbers: their shapes, their one normal form, and how they are shown.
use super::normalize;

/// A phone number read out of groups of digits.
pub(super) struct Phone {
    /// Normal form: see [`phone_normalize`]; foreign numbers `00` + country + number, others as written.
    pub value: String,
    /// As in the format table: what the shape alone is worth.
    pub strength: u8,
}

/// Brings a Chinese phone number to its one normal form.
///
/// Drops `+86`, `0086` and separators, also full-width ones. A mobile gives its 11 digits, a land line its area code with the leading
/// zero (which tells the two apart) and its number: `0571-88123456` gives `057188123456`. Anything else, extensions included, is `None`.
#[must_use]
pub fn phone_normalize(text: &str) -> Option<String> {
    if text.len() > 64 {
        return None;
    }
    let mut digits = String::new();
    let mut plus = false;
    for ch in normalize::fold(text.trim()).iter().map(|glyph| glyph.ch) {
        match ch {
            '0'..='9' => digits.push(ch),
            '+' if digits.is_empty() => plus = true,
            ' ' | '-' | '.' | '(' | ')' => {}
            _ => return None,
        }
    }
    let explicit = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 9));
    match explicit {
        Some(national) => national_number(national),
        // A plus opens a country code: `+1 415…` has eleven digits too, but is no mobile of this country.
        None if plus => None,
        None => domestic(&digits).map(str::to_owned),
    }
}

/// Hides the middle of a phone number: `138****5678`; a land line keeps area code and last four. Anything else keeps no more than its
/// last two digits. Never gives back more than that, whatever is passed in.
#[must_use]
pub fn mask_phone(text: &str) -> String {
    if let Some(phone) = phone_normalize(text) {
        let head = if phone.starts_with('0') {
            area_length(&phone).unwrap_or(3)
        } else {
            3
        };
        let tail = phone.len().saturating_sub(4);
        return format!(
            "{}****{}",
            phone.get(..head).unwrap_or_default(),
            phone.get(tail..).unwrap_or_default()
        );
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let shown = if digits.len() >= 7 { 2 } else { 0 };
    let tail: String = digits.iter().skip(digits.len() - shown).collect();
    format!("****{tail}")
}

/// Reads groups of digits as a phone. `plus`: a plus sign stands before; `separated`: something stands between the groups.
pub(super) fn read(groups: &[&str], plus: bool) -> Option<Phone> {
    let digits = groups.concat();
    if plus {
        return international(&digits);
    }
    if let Some(rest) = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() == 11))
    {
        return national_number(rest).map(|value| Phone { value, strength: 6 });
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    if is_mobile(&digits) {
        let usual = matches!(
            lengths.as_slice(),
            [11] | [3, 8] | [7, 4] | [3, 4, 4] | [3, 3, 5] | [4, 4, 3] | [4, 3, 4]
        );
        let strength = if usual { 6 } else { 2 };
        return (usual || lengths.iter().all(|length| *length >= 2)).then_some(Phone {
            value: digits,
            strength,
        });
    }
    if let Some(area) = domestic(&digits).and_then(area_length) {
        let strength = match lengths.as_slice() {
            [_] => 4,
            [first, ..] if *first == area => 5,
            _ => return None,
        };
        return Some(Phone {
            value: digits,
            strength,
        });
    }
    other(&digits, &lengths).map(|strength| Phone {
        value: digits,
        strength,
    })
}

fn international(digits: &str) -> Option<Phone> {
    if let Some(value) = digits.strip_prefix("86").and_then(national_number) {
        return Some(Phone { value, strength: 6 });
    }
    let plausible = (8..=15).contains(&digits.len()) && !digits.starts_with('0') && !digits.starts_with("86");
    plausible.then(|| Phone {
        value: format!("00{digits}"),
        strength: 5,
    })
}

/// Service numbers, local and foreign ones: all but the first need a cue word.
fn other(digits: &str, lengths: &[usize]) -> Option<u8> {
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let local = digits.starts_with(|first: char| ('2'..='8').contains(&first));
    match lengths {
        [3, 3, 4] | [3, 4, 3] | [3, 7] if service => Some(5),
        [10] if service => Some(2),
        [3, 3, 4] => Some(2),
        [10] => Some(1),
        [7 | 8] | [4, 4] | [3, 4] if local => Some(0),
        _ => None,
    }
}

/// A number after the country code 86, where the zero of an area code is left out (or wrongly kept).
fn national_number(rest: &str) -> Option<String> {
    if is_mobile(rest) {
        return Some(rest.to_owned());
    }
    let with_zero = if rest.starts_with('0') {
        rest.to_owned()
    } else {
        format!("0{rest}")
    };
    area_length(&with_zero).map(|_| with_zero)
}

fn domestic(digits: &str) -> Option<&str> {
    (is_mobile(digits) || area_length(digits).is_some()).then_some(digits)
}

fn is_mobile(digits: &str) -> bool {
    let mut first = digits.bytes();
    let opens = first.next() == Some(b'1') && first.next().is_some_and(|second| (b'3'..=b'9').contains(&second));
    opens && digits.len() == 11 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Length of the area code when the digits are a land line: 010 and 02x, else four digits; then 7 or 8 digits from 2 to 8.
fn area_length(digits: &str) -> Option<usize> {
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let local = digits.get(area..)?;
    let opens = local.starts_with(|first: char| ('2'..='8').contains(&first));
    (opens && matches!(local.len(), 7 | 8) && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(area)
}
