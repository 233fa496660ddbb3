//! Ticket numbers that people read aloud, write on parcels and mistype.
//!
//! The sequence number in base 32 without the look-alikes I, L, O and U, at least five characters, followed by one check character,
//! in groups of three or four: `000-012`, `0YG-J00`. The check character makes a weighted sum over the field of 32 elements vanish,
//! with the weight doubling (times x) at each place. Doubling has order 31 there, so every single wrong character and every exchange
//! of two characters, adjacent or not, changes the sum of any number of at most 31 characters. Numbers of equal length sort as their
//! sequence does.
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Crockford's base 32, in the order of ASCII.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Fewest characters before the check character: room for 33 million tickets before numbers grow.
const LEAST_DIGITS: usize = 5;

/// Characters that any `u64` needs, and its check character.
const MOST_CHARS: usize = 14;

/// Characters and the dashes between their groups.
const TEXT_BYTES: usize = MOST_CHARS + 3;

/// Most bytes that are looked at when parsing.
const MOST_INPUT: usize = 64;

/// A short ticket number people can read aloud, made from the tenant's own ticket sequence.
///
/// Orders by sequence. In JSON it is its text, and reading it checks the check character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    sequence: u64,
    text: [u8; TEXT_BYTES],
    length: u8,
}

/// Why a text is not a ticket number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NumberError {
    /// Fewer or more characters than a ticket number has, or zeros in front that no ticket number has.
    Length,
    /// A character that no ticket number contains.
    Character,
    /// The check character does not fit: something was mistyped.
    Check,
    /// Larger than any sequence number.
    Range,
}

impl TicketNumber {
    /// The number of the ticket with this place in its tenant's sequence.
    #[must_use]
    pub fn from_sequence(sequence: u64) -> Self {
        let digits = digits(sequence);
        let mut text = [0; TEXT_BYTES];
        let mut length: u8 = 0;
        let grouped = grouped(&digits);
        for (slot, byte) in text.iter_mut().zip(grouped) {
            *slot = byte;
            length += 1;
        }
        Self { sequence, text, length }
    }

    /// Reads a number as people write it: any case, dashes and spaces anywhere or missing, `o` for zero, `i` and `l` for one.
    ///
    /// # Errors
    /// [`NumberError`] when the text is no ticket number; `Check` is the one that a slip of the hand gives.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if text.len() > MOST_INPUT {
            return Err(NumberError::Length);
        }
        let written = text.chars().filter(|ch| !ch.is_whitespace() && !is_dash(*ch));
        let values = written
            .map(value)
            .collect::<Option<Vec<u8>>>()
            .ok_or(NumberError::Character)?;
        let Some((_, digits)) = values.split_last() else {
            return Err(NumberError::Length);
        };
        let padded = digits.len() > LEAST_DIGITS && digits.first() == Some(&0);
        if !(LEAST_DIGITS..MOST_CHARS).contains(&digits.len()) || padded {
            return Err(NumberError::Length);
        }
        if weighted_sum(&values) != 0 {
            return Err(NumberError::Check);
        }
        let append = |number: u64, digit: &u8| number.checked_mul(32).map(|shifted| shifted + u64::from(*digit));
        digits
            .iter()
            .try_fold(0, append)
            .map(Self::from_sequence)
            .ok_or(NumberError::Range)
    }

    /// The number as it is shown, such as `000-012`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.text.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The place in the tenant's sequence of tickets.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }
}

/// Base-32 digits, most significant first, with the check digit at the end.
fn digits(sequence: u64) -> Vec<u8> {
    let mut digits: Vec<u8> = Vec::with_capacity(MOST_CHARS);
    let mut rest = sequence;
    while rest > 0 || digits.len() < LEAST_DIGITS {
        digits.push((rest % 32) as u8);
        rest /= 32;
    }
    digits.reverse();
    // The check digit has weight one, and adding is subtracting: it is the sum of the others, each one place up.
    digits.push(doubled(weighted_sum(&digits)));
    digits
}

/// Sum of digit times x to the power of its place from the right, in the field of 32 elements.
fn weighted_sum(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| doubled(sum) ^ digit)
}

/// Times x, modulo the primitive polynomial x^5 + x^2 + 1.
fn doubled(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted >= 32 { shifted ^ 0b10_0101 } else { shifted }
}

/// Characters in as few groups of at most four as possible, of even length, the longer ones last.
fn grouped(digits: &[u8]) -> Vec<u8> {
    let groups = digits.len().div_ceil(4).max(1);
    let (short, longer) = (digits.len() / groups, digits.len() % groups);
    let mut text = Vec::with_capacity(TEXT_BYTES);
    let mut rest = digits.iter().filter_map(|digit| ALPHABET.get(usize::from(*digit)));
    for group in 0..groups {
        if group > 0 {
            text.push(b'-');
        }
        text.extend(rest.by_ref().take(short + usize::from(group >= groups - longer)));
    }
    text
}

fn is_dash(ch: char) -> bool {
    matches!(ch, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn value(ch: char) -> Option<u8> {
    let half_width = match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0)?,
        other => other,
    };
    let meant = match half_width.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|byte| char::from(*byte) == meant)?;
    u8::try_from(at).ok()
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Debug for TicketNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "TicketNumber({})", self.as_str())
    }
}

impl FromStr for TicketNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

impl Serialize for TicketNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

impl JsonSchema for TicketNumber {
    fn schema_name() -> Cow<'static, str> {
        "TicketNumber".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::TicketNumber").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A short ticket number people can read aloud; its last character checks the others.",
            "pattern": "^[0-9A-HJKMNP-TV-Z]{3,4}(-[0-9A-HJKMNP-TV-Z]{3,4}){1,3}$",
            "examples": ["000-012"],
        })
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Length => "not as long as a ticket number",
            Self::Character => "a character that no ticket number contains",
            Self::Check => "mistyped ticket number: the check character does not fit",
            Self::Range => "larger than any ticket number",
        })
    }
}

impl std::error::Error for NumberError {}
