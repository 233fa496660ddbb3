//! How alike two titles are: the share of neighbouring pairs of letters they have in common (Sørensen–Dice).
use std::collections::BTreeMap;

use super::normalize::fold;

/// A title, ready to be compared with many.
#[derive(Clone, Debug, Default)]
pub struct Title {
    pairs: BTreeMap<(char, char), u32>,
    count: u32,
}

impl Title {
    /// Takes a title apart. Width, case and everything but letters and digits do not count.
    pub fn new(text: &str) -> Self {
        let letters: Vec<char> = fold(text)
            .iter()
            .map(|g| g.ch)
            .filter(|c| c.is_alphanumeric())
            .collect();
        let mut title = Self::default();
        // A single letter is a pair with nothing, so that two titles of one letter can be alike.
        let only = letters.first().filter(|_| letters.len() == 1).map(|only| (*only, '\0'));
        let neighbours = letters.iter().zip(letters.iter().skip(1)).map(|(a, b)| (*a, *b));
        for pair in neighbours.chain(only) {
            *title.pairs.entry(pair).or_default() += 1;
            title.count += 1;
        }
        title
    }

    /// How alike, from 0 to 1,000. Nothing is like an empty title.
    ///
    /// ```
    /// use aftersync_core::text::Title;
    /// let like = |a: &str, b: &str| Title::new(a).like(&Title::new(b));
    /// assert_eq!(like("保温杯 500ml", "保温杯５００ＭＬ"), 1_000);
    /// assert!(like("保温杯 500ml 白色", "保温杯 500ml 黑色") > 700);
    /// assert!(like("保温杯", "真丝围巾") < 100);
    /// ```
    pub fn like(&self, other: &Self) -> u32 {
        let both = |(pair, n): (&(char, char), &u32)| other.pairs.get(pair).map_or(0, |m| (*n).min(*m));
        let common: u32 = self.pairs.iter().map(both).sum();
        let all = self.count.saturating_add(other.count);
        common.saturating_mul(2_000).checked_div(all).unwrap_or(0)
    }
}
