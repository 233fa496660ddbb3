//! Whole numbers that a JavaScript number cannot hold.

/// The largest whole number below which all are held.
const LARGEST: u64 = 9_007_199_254_740_991;
/// Shorter ones are smaller.
const DIGITS: usize = 16;
/// Stands before JSON in which such numbers are written as `{"$wide":"123"}`: no JSON begins like that.
const MARK: u8 = b'!';

/// Writes numbers that cannot be held as objects, and marks the text if there are any.
pub fn marked(json: Vec<u8>) -> Vec<u8> {
    let mut out: Option<Vec<u8>> = None;
    let (mut copied, mut at) = (0, 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => at = end_of_text(&json, at),
            b'-' | b'0'..=b'9' => {
                let end = end_of_number(&json, at);
                let number = json.get(at..end).unwrap_or_default();
                if is_wide(number) {
                    let out = out.get_or_insert_with(|| vec![MARK]);
                    out.extend_from_slice(json.get(copied..at).unwrap_or_default());
                    out.extend_from_slice(b"{\"$wide\":\"");
                    out.extend_from_slice(number);
                    out.extend_from_slice(b"\"}");
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    match out {
        Some(mut out) => {
            out.extend_from_slice(json.get(copied..).unwrap_or_default());
            out
        }
        None => json,
    }
}

/// Behind the closing quote.
fn end_of_text(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match json.get(at) {
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return at,
        }
    }
}

fn end_of_number(json: &[u8], start: usize) -> usize {
    let rest = json.get(start..).unwrap_or_default();
    let is_part = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
    start + rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len())
}

fn is_wide(number: &[u8]) -> bool {
    let digits = number.strip_prefix(b"-").unwrap_or(number);
    if digits.len() < DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    // One that does not fit into 64 bits either is wider still.
    std::str::from_utf8(digits).is_ok_and(|text| text.parse::<u64>().map_or(true, |value| value > LARGEST))
}
