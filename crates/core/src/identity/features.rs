//! An account as it is compared: what it shows, and how often.
use std::collections::BTreeMap;

use crate::model::identity::{IdNode, Item, Party, Role, Value};

use super::blocking::{BlockKey, keys};
use super::model::Model;

/// Most blocks of an account that are compared.
const MOST_PARTIES: usize = 40;
/// From so many receivers on an account buys for others: what it sends where says nothing of it.
const PROXY: usize = 8;

/// A block and how much of the account's orders it has.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The block.
    pub party: Party,
    /// Its share of the observations with a receiver, in thousandths.
    pub share: u32,
    /// First and last seen, in seconds.
    pub span: (i64, i64),
}

/// An account as it is compared.
#[derive(Clone, Debug)]
pub struct Features {
    /// The scope of its uid; 0 for a contact.
    pub scope: u64,
    /// The platform.
    pub platform: u64,
    /// Blocks, sorted by content.
    pub parties: Vec<Seen>,
    /// Values with the time they were seen, sorted.
    pub values: Vec<(Value, (i64, i64))>,
    /// Keys, sorted.
    pub keys: Vec<BlockKey>,
    /// How many receivers it has.
    pub fan: usize,
    /// Receivers are left out: there are too many.
    pub proxy: bool,
}

fn widen(span: &mut (i64, i64), at: i64) {
    span.0 = span.0.min(at);
    span.1 = span.1.max(at);
}

/// What a node shows. A function of its observations.
pub fn features(model: &Model, node: &IdNode) -> Features {
    let mut parties: BTreeMap<&Party, (u32, (i64, i64))> = BTreeMap::new();
    let mut values: BTreeMap<&Value, (i64, i64)> = BTreeMap::new();
    let mut parcels = 0;
    for sight in &node.sights {
        let mut receiver = false;
        for item in &sight.items {
            match item {
                Item::Party(p) => {
                    let (count, span) = parties.entry(p).or_insert((0, (sight.at, sight.at)));
                    *count += 1;
                    widen(span, sight.at);
                    receiver |= p.role == Role::Receiver;
                }
                Item::Value(v) => widen(values.entry(v).or_insert((sight.at, sight.at)), sight.at),
            }
        }
        parcels += u32::from(receiver);
    }
    let fan = receivers(parties.keys().copied());
    let proxy = fan >= PROXY;
    let share = |p: &Party, count: u32| match p.role {
        Role::Receiver => count.saturating_mul(1_000) / parcels.max(1),
        Role::Own => 1_000,
    };
    let kept = parties
        .iter()
        .filter(|(p, _)| !proxy || p.role == Role::Own)
        .take(MOST_PARTIES);
    Features {
        scope: node.scope,
        platform: node.platform,
        parties: kept
            .map(|(p, (count, span))| Seen {
                share: share(p, *count),
                span: *span,
                party: (*p).clone(),
            })
            .collect(),
        values: values.iter().map(|(v, span)| ((*v).clone(), *span)).collect(),
        keys: keys(model, &node.sights),
        fan,
        proxy,
    }
}

/// How many different people an account sends to: phones as far as they are known, or family names.
fn receivers<'a>(parties: impl Iterator<Item = &'a Party>) -> usize {
    let (mut phones, mut names) = (Vec::new(), Vec::new());
    for p in parties.filter(|p| p.role == Role::Receiver) {
        phones.extend(Some(p.masked).filter(|m| *m != 0));
        names.extend(Some(p.name.surname).filter(|s| *s != 0));
    }
    let distinct = |mut all: Vec<u64>| {
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    distinct(phones).max(distinct(names))
}
