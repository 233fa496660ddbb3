//! The index: for each field and each thing that may be seen there, the rules that it does not refuse, as bits.
//!
//! A ticket is refused by a rule if one of the tests that must all hold fails. So the bits of what is seen, field by field,
//! are joined by AND, and what is left is looked at from the top: rules that are nothing but indexed tests match for sure,
//! the others are tested.
use std::borrow::Cow;

use super::Compiled;
use super::leaf::{Leaf, Op};
use super::slot::{Facts, Field, Fields, OTHER, Slot};

/// Bits of a word.
const BITS: usize = u64::BITS as usize;
/// Most words of one field's table; a field that would need more is not indexed, its tests are made rule by rule.
const MAX_TABLE: usize = 1 << 18;

/// Rows that every table has: nothing is there; a word that no rule names, or a list with none; an amount of money.
const MISSING: usize = 0;
const UNNAMED: usize = 1;
const AMOUNT: usize = 2;
/// Rows of the words that rules name begin here.
const WORDS: usize = 3;

/// What one field refuses.
#[derive(Debug)]
struct Table {
    field: usize,
    list: bool,
    /// Rows of bits, one after the other.
    bits: Vec<u64>,
    /// The first row of numbers: below the first cut; each cut begins another row.
    numbers: usize,
    cuts: Vec<i64>,
    /// Rules that test the field.
    refusing: usize,
}

/// The index of a rule set.
#[derive(Debug)]
pub(super) struct Index {
    /// Words of a row.
    width: usize,
    /// A bit for each rule.
    all: Vec<u64>,
    /// Rules that match for sure when they are not refused.
    sure: Vec<u64>,
    tables: Vec<Table>,
}

impl Index {
    pub fn new(rules: &[Compiled], fields: &Fields) -> Self {
        let width = rules.len().div_ceil(BITS);
        let mut all = vec![0; width];
        let mut sure = vec![0; width];
        // By field: the rules with a test of it. A second test of the same field is not indexed.
        let mut tests: Vec<Vec<(usize, &Leaf)>> = fields.iter().map(|_| Vec::new()).collect();
        for (rule, compiled) in rules.iter().enumerate() {
            let mut leaves = Vec::new();
            let mut exact = compiled.when.conjuncts(&mut leaves);
            exact &= compiled.from.is_none() && compiled.to.is_none();
            for leaf in leaves {
                let Some(of_field) = tests.get_mut(leaf.field) else {
                    continue;
                };
                if of_field.last().is_some_and(|(last, _)| *last == rule) {
                    exact = false;
                } else {
                    of_field.push((rule, leaf));
                    exact &= is_exact(leaf);
                }
            }
            set(&mut all, rule, true);
            set(&mut sure, rule, exact);
        }
        let mut tables = Vec::new();
        for ((place, field), tests) in fields.iter().enumerate().zip(&tests) {
            match Table::new(place, field, tests, &all, width) {
                _ if tests.is_empty() => (),
                Some(table) => tables.push(table),
                None => tests.iter().for_each(|(rule, _)| set(&mut sure, *rule, false)),
            }
        }
        // What refuses most comes first, so that the search may end early.
        tables.sort_by_key(|table| std::cmp::Reverse(table.refusing));
        Self {
            width,
            all,
            sure,
            tables,
        }
    }

    /// Shows the rules that are not refused from the top, with whether they match for sure, until one ends the search.
    pub fn walk(&self, facts: &Facts<'_>, mut ends: impl FnMut(usize, bool) -> bool) {
        let mut left = self.all.clone();
        for table in &self.tables {
            table.refuse(facts.slot(table.field), self.width, &mut left);
        }
        for (at, (bits, sure)) in left.into_iter().zip(&self.sure).enumerate() {
            let mut bits = bits;
            while bits != 0 {
                let bit = bits.trailing_zeros();
                if ends(at * BITS + bit as usize, sure >> bit & 1 == 1) {
                    return;
                }
                bits &= bits - 1;
            }
        }
    }
}

fn set(bits: &mut [u64], at: usize, on: bool) {
    if let Some(word) = bits.get_mut(at / BITS) {
        let bit = 1 << (at % BITS);
        *word = if on { *word | bit } else { *word & !bit };
    }
}

/// Whether a row says all about a test: not where the text itself or a currency is looked at, or several words at once.
fn is_exact(leaf: &Leaf) -> bool {
    match &leaf.op {
        Op::Prefix(_) | Op::Glob(_) | Op::WithinMoney(..) => false,
        Op::HasAll(words) => words.len() == 1,
        Op::Among(values) | Op::NotAmong(values) => !values.has_money(),
        _ => true,
    }
}

impl Table {
    fn new(field_place: usize, field: &Field, tests: &[(usize, &Leaf)], all: &[u64], width: usize) -> Option<Self> {
        let cuts = cuts(tests);
        let numbers = WORDS + field.count();
        let rows = numbers + cuts.len() + 1;
        if rows.saturating_mul(width) > MAX_TABLE {
            return None;
        }
        let mut table = Self {
            field: field_place,
            list: field.source.is_list(),
            bits: all.iter().copied().cycle().take(rows * width).collect(),
            numbers,
            cuts,
            refusing: tests.len(),
        };
        for (rule, leaf) in tests {
            table.add(*rule, leaf, field, width);
        }
        Some(table)
    }

    /// Clears the bits of a rule where its test refuses what is seen.
    fn add(&mut self, rule: usize, leaf: &Leaf, field: &Field, width: usize) {
        self.mark(MISSING, width, rule, leaf.if_missing);
        // Which amount it is, is for the rules that are tested; to all others any amount is one that they do not name.
        self.mark(AMOUNT, width, rule, !is_exact(leaf) || leaf.op.is_indifferent());
        if self.list {
            return self.add_list(rule, leaf, field, width);
        }
        let unknown = Slot::Word(OTHER, Cow::Borrowed(""));
        let by_text = matches!(leaf.op, Op::Prefix(_) | Op::Glob(_));
        self.mark(UNNAMED, width, rule, by_text || leaf.holds(&unknown));
        for (text, number) in field.words() {
            let holds = leaf.holds(&Slot::Word(number, Cow::Borrowed(text)));
            self.mark(row_of(number), width, rule, holds);
        }
        for row in 0..=self.cuts.len() {
            let holds = leaf.holds(&Slot::Number(self.sample(row)));
            self.mark(self.numbers + row, width, rule, holds);
        }
    }

    /// The rows of a list are joined by OR: a rule is not refused when a word is there that lets it pass, or when it passes
    /// whatever is there.
    fn add_list(&mut self, rule: usize, leaf: &Leaf, field: &Field, width: usize) {
        let wanted = match &leaf.op {
            Op::HasAny(words) => &**words,
            // All are needed: the first is enough to refuse, the rest is tested.
            Op::HasAll(words) => words.get(..1).unwrap_or(words),
            _ => &[],
        };
        let whatever = leaf.holds(&Slot::Words(Vec::new()));
        self.mark(UNNAMED, width, rule, whatever);
        for (_, number) in field.words() {
            self.mark(row_of(number), width, rule, whatever || wanted.contains(&number));
        }
    }

    fn mark(&mut self, row: usize, width: usize, rule: usize, holds: bool) {
        if let Some(row) = self.bits.get_mut(row * width..(row + 1) * width) {
            set(row, rule, holds);
        }
    }

    /// A number of a row.
    fn sample(&self, row: usize) -> i64 {
        match row.checked_sub(1).and_then(|before| self.cuts.get(before)) {
            Some(cut) => *cut,
            None => self.cuts.first().map_or(0, |first| first.saturating_sub(1)),
        }
    }

    fn row(&self, row: usize, width: usize) -> &[u64] {
        self.bits.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    fn refuse(&self, slot: &Slot<'_>, width: usize, left: &mut [u64]) {
        let row = match slot {
            Slot::Missing => MISSING,
            Slot::Word(OTHER, _) => UNNAMED,
            Slot::Word(number, _) => row_of(*number),
            Slot::Number(number) => self.numbers + self.cuts.partition_point(|cut| cut <= number),
            Slot::Money(_) => AMOUNT,
            Slot::Words(numbers) => {
                let mut joined = self.row(UNNAMED, width).to_vec();
                for number in numbers {
                    let row = self.row(row_of(*number), width);
                    joined.iter_mut().zip(row).for_each(|(to, from)| *to |= from);
                }
                left.iter_mut().zip(&joined).for_each(|(to, from)| *to &= from);
                return;
            }
        };
        let row = self.row(row, width);
        left.iter_mut().zip(row).for_each(|(to, from)| *to &= from);
    }
}

fn row_of(number: u32) -> usize {
    WORDS + (number as usize).saturating_sub(1)
}

/// Numbers at which some test changes its mind.
fn cuts(tests: &[(usize, &Leaf)]) -> Vec<i64> {
    let mut cuts = Vec::new();
    let mut span = |from: i64, to: i64| {
        cuts.push(from);
        cuts.extend(to.checked_add(1));
    };
    for (_, leaf) in tests {
        match &leaf.op {
            Op::Within(from, to) => span(*from, *to),
            Op::Among(values) | Op::NotAmong(values) => values.numbers.iter().for_each(|n| span(*n, *n)),
            _ => (),
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}
