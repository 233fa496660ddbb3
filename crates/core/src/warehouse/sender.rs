//! Whether who sent a parcel is who received the order, as far as labels and platforms show either.
use crate::model::order::Receiver;
use crate::text::phone_normalize;

use super::clue::Clue;
use super::rank::ScanHints;

/// Digits at the end of a phone that tell it from most others.
const TAIL: usize = 4;
/// What platforms and labels hide names and phones behind.
const MASK: [char; 3] = ['*', '＊', '•'];

/// What is read of the sender, compared with the receiver of the order.
pub(super) fn clues(hints: &ScanHints, receiver: &Receiver) -> Vec<Clue> {
    let phone = both(&hints.phone, &receiver.phone).and_then(|(a, b)| phone(a, b));
    let name = both(&hints.name, &receiver.name).and_then(|(a, b)| name(a, b));
    let region = both(&hints.region, &receiver.region).and_then(|(a, b)| region(a, b));
    [phone, name, region].into_iter().flatten().collect()
}

fn both<'a>(a: &'a Option<String>, b: &'a Option<String>) -> Option<(&'a str, &'a str)> {
    a.as_deref().zip(b.as_deref())
}

fn phone(read: &str, known: &str) -> Option<Clue> {
    if let Some((a, b)) = phone_normalize(read).zip(phone_normalize(known)) {
        return (a == b).then_some(Clue::Phone);
    }
    tail(read)
        .zip(tail(known))
        .filter(|(a, b)| a == b)
        .map(|_| Clue::PhoneTail)
}

/// The last digits, where those are shown.
fn tail(phone: &str) -> Option<String> {
    let shown: Vec<char> = phone.chars().rev().filter(|c| !c.is_whitespace()).take(TAIL).collect();
    (shown.len() == TAIL && shown.iter().all(char::is_ascii_digit)).then(|| shown.into_iter().collect())
}

fn name(read: &str, known: &str) -> Option<Clue> {
    let (a, b) = (plain(read), plain(known));
    let masked = [&a, &b].iter().any(|name| name.contains(MASK));
    match (a.chars().next(), b.chars().next()) {
        (Some(x), Some(y)) if masked => (x == y && !MASK.contains(&x)).then_some(Clue::NameFits),
        (Some(_), Some(_)) => (a == b).then_some(Clue::Name),
        _ => None,
    }
}

fn region(read: &str, known: &str) -> Option<Clue> {
    let (a, b) = (plain(read), plain(known));
    let fits = !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a));
    fits.then_some(Clue::Region)
}

fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric() || MASK.contains(c));
    kept.flat_map(char::to_lowercase).collect()
}
