//! What a ticket is, as numbers: one slot for each attribute that any rule names.
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::super::attribute::{self, Value, is_list};
use super::super::condition::owner;
use super::super::subject::Subject;
use crate::model::condition::Attribute;
use crate::model::ids::Uid;
use crate::model::money::Money;

/// A word that no rule names.
pub(super) const OTHER: u32 = 0;

/// What a slot is filled from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Attribute(Attribute),
    /// Whether a calendar is open: yes or no.
    Calendar(String),
    /// Who has the ticket or had it last.
    Owner,
}

impl Source {
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Attribute(of) if is_list(of))
    }
}

/// One field: where it comes from, and the words that rules name of it, numbered from 1.
#[derive(Debug)]
pub(super) struct Field {
    pub source: Source,
    words: FxHashMap<Box<str>, u32>,
}

impl Field {
    fn number(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(OTHER)
    }

    /// The words that rules name, with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.iter().map(|(word, number)| (&**word, *number))
    }

    pub fn count(&self) -> usize {
        self.words.len()
    }
}

/// The value of a field on a ticket.
#[derive(Debug)]
pub(super) enum Slot<'a> {
    Missing,
    Word(u32, Cow<'a, str>),
    /// Numbers of the words of a list that rules name.
    Words(Vec<u32>),
    Number(i64),
    Money(Money),
}

impl Slot<'_> {
    fn write(&self, to: &mut String) {
        // Writing to a text does not fail.
        let _ = match self {
            Self::Missing => write!(to, "-"),
            // Whole: rules may ask how it begins.
            Self::Word(_, word) => write!(to, "={word}"),
            Self::Words(numbers) => {
                let mut sorted = numbers.clone();
                sorted.sort_unstable();
                sorted.dedup();
                write!(to, "{sorted:?}")
            }
            Self::Number(number) => write!(to, "#{number}"),
            Self::Money(money) => write!(to, "${} {}", money.minor, money.currency),
        };
    }
}

/// The slots of one ticket.
#[derive(Debug)]
pub(super) struct Facts<'a>(Vec<Slot<'a>>);

impl<'a> Facts<'a> {
    pub fn slot(&self, field: usize) -> &Slot<'a> {
        self.0.get(field).unwrap_or(&Slot::Missing)
    }
}

/// All fields that rules name.
#[derive(Debug, Default)]
pub(super) struct Fields {
    places: BTreeMap<Source, usize>,
    fields: Vec<Field>,
}

impl Fields {
    /// The place of a field, made when it is new.
    pub fn place(&mut self, source: Source) -> usize {
        if let Some(place) = self.places.get(&source) {
            return *place;
        }
        let place = self.fields.len();
        self.places.insert(source.clone(), place);
        let words = FxHashMap::default();
        self.fields.push(Field { source, words });
        place
    }

    /// The number of a word of a field, made when it is new.
    pub fn word(&mut self, field: usize, word: &str) -> u32 {
        let Some(Field { words, .. }) = self.fields.get_mut(field) else {
            return OTHER;
        };
        let next = u32::try_from(words.len()).map_or(u32::MAX, |len| len.saturating_add(1));
        *words.entry(word.into()).or_insert(next)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// What was written down, as one number: by the fields in the order of their names, words of lists by their numbers. Those are
    /// given as the rules are read, so that it is the same in every process for one configuration.
    pub fn digest(&self, facts: &Facts<'_>) -> u32 {
        let mut text = String::with_capacity(16 * self.places.len());
        for place in self.places.values() {
            facts.slot(*place).write(&mut text);
            text.push('\n');
        }
        Uid::digest(&[&text])
            .0
            .iter()
            .take(4)
            .fold(0, |n, byte| n << 8 | u32::from(*byte))
    }

    /// Writes a ticket down.
    pub fn encode<'a>(&self, of: &Subject<'a>) -> Facts<'a> {
        Facts(self.fields.iter().map(|field| slot(field, of)).collect())
    }
}

fn slot<'a>(field: &Field, of: &Subject<'a>) -> Slot<'a> {
    let value = match &field.source {
        Source::Attribute(attribute) => attribute::read(attribute, of),
        Source::Calendar(name) => Value::Word(attribute::flag(of.is_within(name)).into()),
        Source::Owner => match owner(of.ticket) {
            Some(owner) => Value::Word(owner.to_string().into()),
            None => Value::Missing,
        },
    };
    match value {
        Value::Missing => Slot::Missing,
        Value::Word(word) => Slot::Word(field.number(&word), word),
        Value::Words(words) => {
            let numbers = words.iter().map(|word| field.number(word));
            Slot::Words(numbers.filter(|number| *number != OTHER).collect())
        }
        Value::Number(number) => Slot::Number(number),
        Value::Money(money) => Slot::Money(money),
    }
}
