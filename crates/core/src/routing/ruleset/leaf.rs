//! One test of one field, compiled.
use super::super::attribute::{Value, flag, is_list, single, word};
use super::super::check::glob;
use super::slot::{Fields, Slot, Source};
use crate::model::condition::{Attribute, Check, CustomRef, Test, When};
use crate::model::custom::{CustomIs, CustomOn, CustomValue};
use crate::model::money::{Currency, Money};

/// A list of values, by what they are; each sorted.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub words: Box<[u32]>,
    pub numbers: Box<[i64]>,
    money: Box<[Money]>,
}

impl Values {
    pub fn has_money(&self) -> bool {
        !self.money.is_empty()
    }

    fn has(&self, slot: &Slot<'_>) -> bool {
        match slot {
            Slot::Word(number, _) => self.words.binary_search(number).is_ok(),
            Slot::Number(number) => self.numbers.binary_search(number).is_ok(),
            Slot::Money(money) => self.money.contains(money),
            Slot::Missing | Slot::Words(_) => false,
        }
    }
}

/// What is asked of a value that is there.
#[derive(Debug)]
pub(super) enum Op {
    Among(Values),
    NotAmong(Values),
    /// From the first up to the second, both included.
    Within(i64, i64),
    WithinMoney(Currency, i64, i64),
    Exists,
    Never,
    HasAny(Box<[u32]>),
    HasAll(Box<[u32]>),
    Prefix(Box<str>),
    Glob(Box<str>),
}

/// One test of one field.
#[derive(Debug)]
pub(super) struct Leaf {
    pub field: usize,
    pub op: Op,
    pub if_missing: bool,
}

impl Leaf {
    pub fn holds(&self, slot: &Slot<'_>) -> bool {
        match slot {
            Slot::Missing => self.if_missing,
            there => self.op.holds(there),
        }
    }
}

impl Op {
    /// Whether it holds of whatever is there and is not named.
    pub const fn is_indifferent(&self) -> bool {
        matches!(self, Self::NotAmong(_) | Self::Exists)
    }

    fn holds(&self, slot: &Slot<'_>) -> bool {
        match (self, slot) {
            (Self::Among(values), slot) => values.has(slot),
            (Self::NotAmong(values), slot) => !values.has(slot),
            (Self::Within(from, to), Slot::Number(n)) => from <= n && n <= to,
            (Self::WithinMoney(currency, from, to), Slot::Money(m)) => {
                m.currency == *currency && *from <= m.minor && m.minor <= *to
            }
            (Self::Exists, _) => true,
            (Self::HasAny(wanted), Slot::Words(has)) => wanted.iter().any(|word| has.contains(word)),
            (Self::HasAll(wanted), Slot::Words(has)) => wanted.iter().all(|word| has.contains(word)),
            (Self::Prefix(start), Slot::Word(_, word)) => word.starts_with(&**start),
            (Self::Glob(pattern), Slot::Word(_, word)) => glob(pattern, word),
            _ => false,
        }
    }
}

/// Compiles what is neither `always` nor made of others; `None` for those.
pub(super) fn compile(when: &When, fields: &mut Fields) -> Option<Leaf> {
    let leaf = match when {
        When::Always | When::All(_) | When::Any(_) | When::Not(_) => return None,
        When::Kind(list) => among(fields, Attribute::Kind, list.iter().map(|v| v.as_str())),
        When::Issue(list) => among(fields, Attribute::Issue, list.iter().map(|v| v.as_str())),
        When::Headline(list) => among(fields, Attribute::Headline, list.iter().map(|v| v.as_str())),
        When::Platform(list) => among(fields, Attribute::Platform, list.iter().map(|v| v.as_str())),
        When::Shop(list) => among(fields, Attribute::Shop, list.iter().map(|v| v.as_str())),
        When::Host(list) => among(fields, Attribute::Host, list.iter().map(String::as_str)),
        When::Tag(list) => any_of(fields, Attribute::Tags, list.iter().map(String::as_str)),
        When::Flag(list) => any_of(fields, Attribute::Flags, list.iter().map(String::as_str)),
        When::AmountAtLeast(minor) => at_least(fields, Attribute::Amount, *minor),
        When::ReopenedAtLeast(times) => at_least(fields, Attribute::Reopened, i64::from(*times)),
        When::Custom(asked) => custom(fields, asked),
        When::Test(test) => tested(fields, test),
        When::InCalendar(name) => among_of(fields, Source::Calendar(name.clone()), [flag(true)].into_iter()),
        When::OwnerIs(agents) => {
            let ids: Vec<String> = agents.iter().map(ToString::to_string).collect();
            among_of(fields, Source::Owner, ids.iter().map(String::as_str))
        }
    };
    Some(leaf)
}

fn numbered<'w>(fields: &mut Fields, field: usize, words: impl Iterator<Item = &'w str>) -> Box<[u32]> {
    let mut numbers: Vec<u32> = words.map(|word| fields.word(field, word)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}

const fn leaf(field: usize, op: Op) -> Leaf {
    Leaf {
        field,
        op,
        if_missing: false,
    }
}

fn among<'w>(fields: &mut Fields, of: Attribute, words: impl Iterator<Item = &'w str>) -> Leaf {
    among_of(fields, Source::Attribute(of), words)
}

fn among_of<'w>(fields: &mut Fields, source: Source, words: impl Iterator<Item = &'w str>) -> Leaf {
    let field = fields.place(source);
    let values = Values {
        words: numbered(fields, field, words),
        ..Values::default()
    };
    leaf(field, Op::Among(values))
}

fn any_of<'w>(fields: &mut Fields, of: Attribute, words: impl Iterator<Item = &'w str>) -> Leaf {
    let field = fields.place(Source::Attribute(of));
    let op = Op::HasAny(numbered(fields, field, words));
    leaf(field, op)
}

fn at_least(fields: &mut Fields, of: Attribute, least: i64) -> Leaf {
    leaf(fields.place(Source::Attribute(of)), Op::Within(least, i64::MAX))
}

fn custom(fields: &mut Fields, asked: &CustomIs) -> Leaf {
    let (on, name) = (asked.on, asked.name.clone());
    let several = matches!(on, CustomOn::Line | CustomOn::Product);
    let is = match several {
        true => Check::HasAny(vec![asked.is.clone()]),
        false => Check::Eq(asked.is.clone()),
    };
    tested(fields, &Test::new(Attribute::Custom(CustomRef { on, name }), is))
}

fn tested(fields: &mut Fields, test: &Test) -> Leaf {
    let field = fields.place(Source::Attribute(test.of.clone()));
    Leaf {
        field,
        op: op(fields, field, &test.is, is_list(&test.of)),
        if_missing: test.or_missing || test.is == Check::Missing,
    }
}

fn op(fields: &mut Fields, field: usize, check: &Check, list: bool) -> Op {
    match check {
        Check::Eq(one) => Op::Among(values(fields, field, std::slice::from_ref(one), list)),
        Check::Ne(one) => Op::NotAmong(values(fields, field, std::slice::from_ref(one), list)),
        Check::In(several) => Op::Among(values(fields, field, several, list)),
        Check::NotIn(several) => Op::NotAmong(values(fields, field, several, list)),
        Check::Lt(than) => within(than, |n| (Some(i64::MIN), n.checked_sub(1))),
        Check::Le(than) => within(than, |n| (Some(i64::MIN), Some(n))),
        Check::Gt(than) => within(than, |n| (n.checked_add(1), Some(i64::MAX))),
        Check::Ge(than) => within(than, |n| (Some(n), Some(i64::MAX))),
        Check::Between(from, to) => between(from, to),
        Check::Exists => Op::Exists,
        Check::Missing => Op::Never,
        Check::HasAny(several) => Op::HasAny(words(fields, field, several)),
        Check::HasAll(several) => Op::HasAll(words(fields, field, several)),
        Check::Prefix(start) => Op::Prefix(start.as_str().into()),
        Check::Glob(pattern) => Op::Glob(pattern.as_str().into()),
    }
}

/// A span that begins or ends beyond all numbers holds none.
fn within(than: &CustomValue, span: impl Fn(i64) -> (Option<i64>, Option<i64>)) -> Op {
    match single(than) {
        Value::Number(n) => match span(n) {
            (Some(from), Some(to)) => Op::Within(from, to),
            _ => Op::Never,
        },
        Value::Money(money) => match span(money.minor) {
            (Some(from), Some(to)) => Op::WithinMoney(money.currency, from, to),
            _ => Op::Never,
        },
        _ => Op::Never,
    }
}

fn between(from: &CustomValue, to: &CustomValue) -> Op {
    match (single(from), single(to)) {
        (Value::Number(from), Value::Number(to)) => Op::Within(from, to),
        (Value::Money(from), Value::Money(to)) if from.currency == to.currency => {
            Op::WithinMoney(from.currency, from.minor, to.minor)
        }
        _ => Op::Never,
    }
}

fn words(fields: &mut Fields, field: usize, several: &[CustomValue]) -> Box<[u32]> {
    let words: Vec<_> = several.iter().map(word).collect();
    numbered(fields, field, words.iter().map(|word| &**word))
}

/// A list is never one value, so on a list there is nothing to be equal to.
fn values(fields: &mut Fields, field: usize, several: &[CustomValue], list: bool) -> Values {
    if list {
        return Values::default();
    }
    let (mut words, mut numbers, mut money) = (Vec::new(), Vec::new(), Vec::new());
    for value in several {
        match single(value) {
            Value::Number(number) => numbers.push(number),
            Value::Money(amount) => money.push(amount),
            Value::Word(word) => words.push(word),
            Value::Missing | Value::Words(_) => (),
        }
    }
    numbers.sort_unstable();
    Values {
        words: numbered(fields, field, words.iter().map(|word| &**word)),
        numbers: numbers.into(),
        money: money.into(),
    }
}
