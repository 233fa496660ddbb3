//! Which accounts are compared at all: those that share a key.
use crate::model::identity::{Item, Party, Sight, Value};
use crate::model::ids::Uid;

use super::model::Model;

/// What a key is made of. It decides how many may share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A whole phone, account's or receiver's.
    Phone,
    /// What masking leaves of a phone, with the city, the family name, or alone.
    Masked,
    /// The platform's ciphertext of a phone.
    Token,
    /// The platform's token of a receiver.
    Block,
    /// An address.
    Address,
    /// A name in a place or on a day.
    Name,
    /// A value, by the number of its kind.
    Value(u8),
    /// A nickname in a city, by the number of its kind.
    Nickname(u8),
}

impl KeyKind {
    /// Most accounts that may share such a key.
    pub fn cap(self, model: &Model) -> u64 {
        let of = |kind: u8| model.kinds.get(usize::from(kind)).map_or(8, |k| k.cap);
        u64::from(match self {
            Self::Phone | Self::Masked | Self::Token | Self::Block => model.phone_cap,
            Self::Address => model.address_cap,
            Self::Name => model.name_cap,
            Self::Value(kind) | Self::Nickname(kind) => of(kind),
        })
    }
}

/// A key that a node has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockKey {
    /// The id of its bucket.
    pub id: Uid,
    /// What it is made of.
    pub kind: KeyKind,
    /// The hash that no longer counts when the key is generic.
    pub value: u64,
}

/// The id of a bucket. Its parts are keyed hashes, so that mixing them is enough.
fn bucket(word: u8, parts: &[u64]) -> Uid {
    let mut halves = [
        0x243f_6a88_85a3_08d3_u64 ^ u64::from(word),
        0x1319_8a2e_0370_7344 ^ u64::from(word),
    ];
    for part in parts {
        for (half, odd) in halves
            .iter_mut()
            .zip([0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93_u64])
        {
            *half = (half.rotate_left(23) ^ part).wrapping_mul(odd);
            *half ^= *half >> 31;
        }
    }
    let [a, b] = halves.map(u64::to_le_bytes);
    let mut id = [0; 16];
    id.iter_mut()
        .zip(a.iter().chain(&b))
        .for_each(|(slot, byte)| *slot = *byte);
    Uid(id)
}

/// Adds the keys of what one observation showed.
pub fn keys_of(model: &Model, items: &[Item], out: &mut Vec<BlockKey>) {
    let parties = || {
        items.iter().filter_map(|item| match item {
            Item::Party(p) => Some(&**p),
            Item::Value(_) => None,
        })
    };
    for party in parties() {
        of_party(party, out);
    }
    for item in items {
        let Item::Value(value) = item else { continue };
        of_value(model, value, parties(), out);
    }
}

/// All keys of observations, sorted, each once.
pub fn keys<'a>(model: &Model, sights: impl IntoIterator<Item = &'a Sight>) -> Vec<BlockKey> {
    let mut out = Vec::new();
    sights
        .into_iter()
        .for_each(|sight| keys_of(model, &sight.items, &mut out));
    out.sort_unstable();
    out.dedup_by_key(|k| k.id);
    out
}

fn of_party(p: &Party, out: &mut Vec<BlockKey>) {
    let mut add = |word, kind, value, parts: &[u64]| {
        if parts.iter().all(|part| *part != 0) {
            out.push(BlockKey {
                id: bucket(word, parts),
                kind,
                value,
            });
        }
    };
    let n = &p.name;
    add(1, KeyKind::Phone, p.phone, &[p.phone]);
    add(2, KeyKind::Masked, p.masked, &[p.masked, p.city]);
    add(3, KeyKind::Masked, p.masked, &[p.masked, n.surname]);
    if p.city == 0 && n.surname == 0 {
        add(4, KeyKind::Masked, p.masked, &[p.masked]);
    }
    add(5, KeyKind::Token, p.token, &[p.token]);
    add(6, KeyKind::Block, p.block, &[p.block]);
    add(7, KeyKind::Address, p.detail, &[p.detail, p.city]);
    add(8, KeyKind::Name, n.sound, &[n.sound, p.city, p.district]);
    if n.initial > 1 {
        // Given and family name are exchanged by many who fill in forms.
        add(
            9,
            KeyKind::Name,
            n.full,
            &[n.surname.min(n.given), n.surname.max(n.given)],
        );
        add(13, KeyKind::Name, n.sound, &[n.sound]);
        add(10, KeyKind::Name, n.surname, &[n.surname, p.postcode]);
        add(11, KeyKind::Name, n.given, &[n.given, p.postcode]);
    }
    if !p.detail_near.is_empty() {
        add(12, KeyKind::Address, p.detail, &[p.detail]);
    }
}

fn of_value<'a>(model: &Model, v: &Value, parties: impl Iterator<Item = &'a Party>, out: &mut Vec<BlockKey>) {
    let Some(kind) = model.kinds.get(usize::from(v.kind)).filter(|k| k.block) else {
        return;
    };
    let whole = v.hash != v.masked;
    if kind.form != super::model::Form::Nickname {
        out.push(BlockKey {
            id: bucket(32 + v.kind, &[v.hash]),
            kind: KeyKind::Value(v.kind),
            value: v.hash,
        });
        return;
    }
    let cities = parties.map(|p| p.city).filter(|city| *city != 0 && whole);
    out.extend(cities.map(|city| BlockKey {
        id: bucket(32 + v.kind, &[v.hash, city]),
        kind: KeyKind::Nickname(v.kind),
        value: v.hash,
    }));
}
