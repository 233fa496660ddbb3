//! Phones: whole, masked, or none.
use super::{fold, is_placeholder};

/// What a text says of a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneForm {
    /// All of it, and what masking leaves of it.
    Full {
        /// The digits.
        digits: String,
        /// First three and last four; of foreign numbers the last seven.
        masked: String,
    },
    /// What masking leaves of it.
    Masked(String),
}

/// Numbers that stand in examples.
const EXAMPLES: &[&str] = &[
    "13800138000",
    "12345678901",
    "13812345678",
    "13888888888",
    "1234567890",
    "12345678",
];

/// Reads a phone. `None` for what is none, for placeholders and for examples.
pub fn phone(text: &str) -> Option<PhoneForm> {
    let folded = fold(text);
    if folded.contains(['*', 'x', '•']) {
        return masked(&folded);
    }
    if let Some(digits) = crate::text::phone_normalize(&folded) {
        let tail = digits.get(digits.len().checked_sub(4)?..)?;
        let masked = format!("{}****{tail}", digits.get(..3)?);
        return usable(&digits).then_some(PhoneForm::Full { digits, masked });
    }
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let strange = folded
        .chars()
        .any(|c| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '/'));
    if strange || !(7..=15).contains(&digits.len()) || !usable(&digits) {
        return None;
    }
    let masked = digits.get(digits.len() - 7..)?.to_owned();
    if digits.len() == 7 {
        return Some(PhoneForm::Masked(masked));
    }
    Some(PhoneForm::Full { digits, masked })
}

fn masked(folded: &str) -> Option<PhoneForm> {
    let plain: String = folded
        .chars()
        .filter(|c| c.is_ascii_digit() || "*x•".contains(*c))
        .collect();
    let plain = plain
        .strip_prefix("0086")
        .or_else(|| plain.strip_prefix("86").filter(|rest| rest.len() >= 11))
        .unwrap_or(&plain);
    let is_digit = |c: char| c.is_ascii_digit();
    let head: String = plain.chars().take_while(|c| is_digit(*c)).collect();
    let tail: String = plain.chars().rev().take_while(|c| is_digit(*c)).collect();
    let tail: String = tail.chars().rev().collect();
    let fits = head.len() == 3 && tail.len() == 4 && head.starts_with('1');
    fits.then(|| PhoneForm::Masked(format!("{head}****{tail}")))
}

fn usable(digits: &str) -> bool {
    let national = digits.get(1..).unwrap_or_default();
    !is_placeholder(digits) && !is_placeholder(national) && !EXAMPLES.contains(&digits)
}
