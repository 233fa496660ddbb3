//! Bytes of identity rows: short, and the same for the same row. Hashes do not compress, so they are packed and written as one text.
use super::super::ids::Uid;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text: six bits a letter, no padding.
pub fn to_text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for n in 0..=three.len() {
            let six = (bits >> (18 - 6 * n)) & 63;
            out.push(DIGITS.get(six as usize).map_or('A', |b| char::from(*b)));
        }
    }
    out
}

fn six(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

/// Text back to bytes.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for letter in four {
            bits = (bits << 6) | six(*letter)?;
        }
        bits <<= 6 * (4 - four.len());
        let bytes = bits.to_be_bytes();
        out.extend(bytes.iter().skip(1).take(four.len().checked_sub(1)?));
    }
    Some(out)
}

/// Writes.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A number, seven bits a byte.
    pub fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }
    /// A number that may be below zero.
    pub fn signed(&mut self, n: i64) {
        self.number(((n << 1) ^ (n >> 63)) as u64);
    }
    /// Eight bytes.
    pub fn hash(&mut self, n: u64) {
        self.0.extend(n.to_le_bytes());
    }
    /// Four bytes.
    pub fn short(&mut self, n: u32) {
        self.0.extend(n.to_le_bytes());
    }
    /// Sixteen bytes.
    pub fn id(&mut self, id: Uid) {
        self.0.extend(id.0);
    }
    /// A list, led by its length.
    pub fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| each(self, item));
    }
}

/// Reads; everything is `None` where the bytes end too early.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    /// As [`Writer::number`].
    pub fn number(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }
    /// As [`Writer::signed`].
    pub fn signed(&mut self) -> Option<i64> {
        let n = self.number()?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
    }
    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }
    /// As [`Writer::hash`].
    pub fn hash(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }
    /// As [`Writer::short`].
    pub fn short(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_le_bytes)
    }
    /// As [`Writer::id`].
    pub fn id(&mut self) -> Option<Uid> {
        self.chunk().map(Uid)
    }
    /// As [`Writer::list`].
    pub fn list<T>(&mut self, each: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let n = usize::try_from(self.number()?).ok()?;
        if n > self.0.len().saturating_add(1) {
            return None;
        }
        (0..n).map(|_| each(self)).collect()
    }
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (chunk, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*chunk)
    }
}

/// A row that is written as one text.
pub trait Packed: Sized {
    /// Writes it.
    fn pack(&self, out: &mut Writer);
    /// Reads it back; `None` when these are no such bytes.
    fn unpack(from: &mut Reader<'_>) -> Option<Self>;
}

/// Gives a packed row its serde form: one text.
macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut out = $crate::model::identity::codec::Writer::default();
                $crate::model::identity::codec::Packed::pack(self, &mut out);
                to.serialize_str(&$crate::model::identity::codec::to_text(&out.0))
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                let bytes = $crate::model::identity::codec::from_text(&text);
                bytes
                    .as_deref()
                    .and_then(|b| $crate::model::identity::codec::Packed::unpack(&mut $crate::model::identity::codec::Reader(b)))
                    .ok_or_else(|| serde::de::Error::custom("no packed identity row"))
            }
        }
    )+};
}
pub(crate) use as_text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back_for_every_length() {
        for n in 0..40u8 {
            let bytes: Vec<u8> = (0..n).map(|b| b.wrapping_mul(37)).collect();
            assert_eq!(from_text(&to_text(&bytes)).as_deref(), Some(&bytes[..]));
        }
        assert_eq!(from_text("A!"), None);
        assert_eq!(from_text("A"), Some(vec![]));
    }

    #[test]
    fn numbers_round_trip_and_cut_bytes_are_refused() {
        for n in [0i64, 1, -1, 63, -64, i64::MAX, i64::MIN] {
            let mut out = Writer::default();
            out.signed(n);
            assert_eq!(Reader(&out.0).signed(), Some(n));
            assert_eq!(Reader(&out.0[..out.0.len() - 1]).signed(), None);
        }
    }
}
