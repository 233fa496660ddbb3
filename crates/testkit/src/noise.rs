//! Bytes that nobody sent on purpose: seeded, so that every run sees the same.
//!
//! [`Noise::mutate`] changes what is genuine a little, with an eye for JSON; [`Noise::bytes`] is noise from the ground up.

/// A seeded source of numbers (splitmix64): good enough to choose by, not to keep a secret with.
#[derive(Clone, Debug)]
pub struct Noise(u64);

/// What breaks readers of JSON and of numbers: put in at random places.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "-1",
    "0",
    "1e999",
    "0.5",
    "\"\"",
    "[]",
    "{}",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "\u{0}",
    "\u{feff}",
    "中",
    "\n",
    "\"2025-10-09T16:53:20+08:00\"",
    "<xml>",
    "&",
    "%00",
    "=",
    "+",
];

impl Noise {
    /// A source; equal seeds give equal bytes.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number below `end`; zero when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        match u64::try_from(end) {
            Ok(end) if end > 0 => usize::try_from(self.next_number() % end).unwrap_or_default(),
            _ => 0,
        }
    }
    fn byte(&mut self) -> u8 {
        self.next_number().to_le_bytes()[0]
    }
    /// Bytes without any shape, up to `longest`.
    pub fn bytes(&mut self, longest: usize) -> Vec<u8> {
        let length = self.below(longest.saturating_add(1));
        (0..length).map(|_| self.byte()).collect()
    }
    /// The same bytes with one to six changes.
    pub fn mutate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(6) {
            self.change(&mut out);
        }
        out
    }
    /// The beginning of one and the end of another.
    pub fn splice(&mut self, left: &[u8], right: &[u8]) -> Vec<u8> {
        let (cut, from) = (
            self.below(left.len().saturating_add(1)),
            self.below(right.len().saturating_add(1)),
        );
        let (left, right) = (
            left.get(..cut).unwrap_or_default(),
            right.get(from..).unwrap_or_default(),
        );
        [left, right].concat()
    }
    /// An input near a corpus: one of it changed, two of it spliced, or now and then noise.
    pub fn around(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let (left, right) = (self.below(corpus.len()), self.below(corpus.len()));
        let (Some(left), Some(right)) = (corpus.get(left), corpus.get(right)) else {
            return self.bytes(300);
        };
        match self.below(20) {
            0 => self.bytes(300),
            1 | 2 => {
                let spliced = self.splice(left, right);
                self.mutate(&spliced)
            }
            _ => self.mutate(left),
        }
    }
    fn change(&mut self, out: &mut Vec<u8>) {
        let at = self.below(out.len().saturating_add(1));
        let length = self.below(16).min(out.len().saturating_sub(at));
        match self.below(7) {
            0 => out.truncate(at),
            1 => drop(out.drain(at..at.saturating_add(length))),
            2 => {
                let copy: Vec<u8> = out.get(at..at.saturating_add(length)).unwrap_or_default().to_vec();
                let to = self.below(out.len().saturating_add(1));
                out.splice(to..to, copy).for_each(drop);
            }
            3 => {
                let word = WORDS.get(self.below(WORDS.len())).copied().unwrap_or_default();
                out.splice(at..at.saturating_add(length), word.bytes()).for_each(drop);
            }
            4 => {
                let byte = self.byte();
                out.insert(at, byte);
            }
            5 => self.digits(out, at),
            _ => {
                let mask = 1 << self.below(8);
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= mask;
                }
            }
        }
    }
    /// Replaces the next digit, so that numbers and ids change and stay numbers.
    fn digits(&mut self, out: &mut [u8], at: usize) {
        let digit = b'0'.saturating_add(u8::try_from(self.below(10)).unwrap_or_default());
        if let Some(found) = out.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
            *found = digit;
        }
    }
}

/// Brackets within brackets, `depth` of them, closed or left open.
pub fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
    format!("{}{}", open.repeat(depth), close.repeat(depth)).into_bytes()
}

/// Bodies that break careless readers, whatever they read.
pub fn nasty() -> Vec<Vec<u8>> {
    let deep = [
        ("[", "]"),
        (r#"{"a":"#, "}"),
        (r#"[{"data":"#, "}]"),
        ("[", ""),
        (r#"{"a":["#, ""),
    ];
    let mut all: Vec<Vec<u8>> = deep
        .iter()
        .flat_map(|(open, close)| [63, 64, 65, 128, 20_000].map(|depth| nested(open, close, depth)))
        .collect();
    let texts = [
        "",
        " ",
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "\"",
        "\"\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "{\"\":{}}",
        "\u{feff}{}",
        "{\"code\":0}",
        "{\"data\":null}",
        "{\"data\":{}}",
        "{\"data\":[]}",
        "<xml></xml>",
        "a=b&c=d",
        "{\"a\":1}{\"a\":1}",
        "{\"a\":1,\"a\":2}",
        "\\u0000",
    ];
    all.extend(texts.map(|text| text.as_bytes().to_vec()));
    all.extend([vec![0; 64], vec![0xff; 64], vec![b'9'; 5_000], vec![b'"'; 5_000]]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_bytes_and_all_changes_are_reached() {
        let body = br#"{"a":[1,2,3],"b":"text"}"#;
        let run = |seed| {
            let mut noise = Noise::new(seed);
            (0..500).map(|_| noise.mutate(body)).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        let all = run(3);
        assert!(all.iter().any(|it| it.len() > body.len() + 8));
        assert!(all.iter().any(|it| it.len() < 4));
        assert!(all.iter().any(|it| it.len() == body.len() && it != body));
        assert!(
            all.iter()
                .filter(|it| serde_json::from_slice::<serde_json::Value>(it).is_ok())
                .count()
                > 20
        );
    }
}
