//! The score of two accounts: whole thousandths of a bit, a sum of weights of levels.
use crate::model::identity::{Name, Party, Role, Value};
use crate::model::ids::Uid;

use super::blocking::{BlockKey, KeyKind};
use super::features::{Features, Seen};
use super::levels::{NameLevel, Other, PhoneLevel, PlaceLevel, other, phone_name, place};
use super::model::Model;

/// Seconds after which evidence of something that changes hands is old.
const FADES: i64 = 365 * 86_400;

/// A key both have, and how many have it.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// The key.
    pub key: BlockKey,
    /// How many accounts have it.
    pub size: u64,
    /// Too many: it names nobody.
    pub generic: bool,
}

/// Which line of the score: a level of the tables, or a value of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A level by its number.
    Level(usize),
    /// Values of the kind with this number are equal.
    Equal(u8),
    /// They are one slip apart.
    Near(u8),
    /// They differ.
    Differ(u8),
}

/// The score of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// In thousandths of a bit.
    pub score: i32,
    /// An anchor agrees.
    pub anchor: bool,
    /// Values that one person has once differ: they cannot be one person, unless a person says so.
    pub barred: bool,
}

/// Keys that both have, in the order of their ids.
pub fn common<'a>(a: &'a [BlockKey], b: &'a [BlockKey]) -> impl Iterator<Item = BlockKey> + 'a {
    let mut rest = b;
    a.iter().filter_map(move |key| {
        let at = rest.partition_point(|k| k.id < key.id);
        rest = rest.get(at..).unwrap_or_default();
        rest.first().filter(|k| k.id == key.id).map(|_| *key)
    })
}

/// Scores a pair; `shared` are the keys both have, `note` is told every line.
pub fn score(model: &Model, a: &Features, b: &Features, shared: &[Shared], note: &mut dyn FnMut(Line, i32)) -> Scored {
    let mut sum = Sum { model, total: 0, note };
    sum.level(other(Other::Prior));
    let blocks = best(model, a, b, shared);
    blocks.iter().for_each(|line| sum.level(*line));
    sum.level(other(if a.scope == 0 || b.scope == 0 {
        Other::Contact
    } else if a.scope == b.scope {
        Other::SameShop
    } else if a.platform == b.platform {
        Other::SamePlatform
    } else {
        Other::OtherPlatform
    }));
    let (anchor, barred) = values(&mut sum, a, b, shared);
    Scored {
        score: sum.total,
        anchor,
        barred,
    }
}

struct Sum<'a> {
    model: &'a Model,
    total: i32,
    note: &'a mut dyn FnMut(Line, i32),
}

impl Sum<'_> {
    fn add(&mut self, line: Line, weight: i32) {
        self.total = self.total.saturating_add(weight);
        (self.note)(line, weight);
    }
    fn level(&mut self, level: usize) {
        self.add(Line::Level(level), self.model.weight(level));
    }
}

/// The lines of the two blocks that agree best.
fn best(model: &Model, a: &Features, b: &Features, shared: &[Shared]) -> Vec<usize> {
    let mut found: Option<(i32, Vec<usize>)> = None;
    let mut agreeing: Vec<(usize, usize)> = Vec::new();
    for (at_a, x) in a.parties.iter().enumerate() {
        for (at_b, y) in b.parties.iter().enumerate() {
            let lines = compare(x, y, shared);
            let total: i32 = lines.iter().map(|l| model.weight(*l)).sum();
            if lines
                .first()
                .is_some_and(|l| *l < phone_name(PhoneLevel::Conflict, NameLevel::Exact))
                && total > 0
            {
                agreeing.push((at_a, at_b));
            }
            if found.as_ref().is_none_or(|(most, _)| total > *most) {
                found = Some((total, lines));
            }
        }
    }
    let (_, mut lines) = found.unwrap_or_default();
    if two_receivers(a, b, &agreeing) {
        lines.push(other(Other::TwoReceivers));
    }
    let fan = a.fan.max(b.fan);
    match fan {
        0 | 1 => {}
        2 | 3 => lines.push(other(Other::FanFew)),
        _ => lines.push(other(Other::FanMany)),
    }
    lines
}

/// Whether two different people agree: their own home and that of their parents, say.
fn two_receivers(a: &Features, b: &Features, agreeing: &[(usize, usize)]) -> bool {
    let phone = |f: &Features, at: usize| {
        f.parties
            .get(at)
            .map_or((0, 0), |s| (s.party.masked, s.party.name.surname))
    };
    let mut people = agreeing.iter().map(|(x, y)| (phone(a, *x), phone(b, *y)));
    let Some((x, y)) = people.next() else { return false };
    x.0 != 0 && people.any(|(p, q)| p.0 != 0 && p.0 != x.0 && p.1 != x.1 && q.0 != y.0 && q.1 != y.1)
}

/// The lines of two blocks.
fn compare(x: &Seen, y: &Seen, shared: &[Shared]) -> Vec<usize> {
    let (p, q) = (&x.party, &y.party);
    let (phone, size) = phone_level(p, q, shared);
    let agrees = phone < PhoneLevel::Conflict;
    let latin = !agrees && [p, q].iter().any(|x| x.name.initial > 1);
    let phone = if latin { PhoneLevel::Latin } else { phone };
    let (name, home) = (name_level(&p.name, &q.name), place_level(p, q, shared));
    let mut lines = vec![phone_name(phone, name), place(home, phone)];
    if p.postcode != 0 && q.postcode != 0 && p.postcode != q.postcode {
        lines.push(other(Other::PostcodeConflict));
    }
    // People of one household have different given names; a family name changes.
    let at_home = home == PlaceLevel::Detail && p.postcode != 0 && p.postcode == q.postcode;
    if latin && at_home && name == NameLevel::Given {
        lines.push(other(Other::GivenAtHome));
    }
    if !agrees {
        return lines;
    }
    if p.role == Role::Receiver && q.role == Role::Receiver {
        lines.push(other(match x.share.min(y.share) {
            1_000.. => Other::ShareAll,
            500.. => Other::ShareMost,
            _ => Other::ShareLow,
        }));
    }
    match size {
        0..=2 => {}
        3 => lines.push(other(Other::Shared3)),
        4 | 5 => lines.push(other(Other::Shared5)),
        _ => lines.push(other(Other::SharedMany)),
    }
    if x.span.0.saturating_sub(y.span.1) > FADES || y.span.0.saturating_sub(x.span.1) > FADES {
        lines.push(other(Other::Faded));
    }
    lines
}

/// How many have the smallest key of these kinds that both have; `None` when all of them are generic, or there is none.
fn smallest(shared: &[Shared], kind: KeyKind, value: u64) -> Option<u64> {
    let of = shared
        .iter()
        .filter(|s| s.key.kind == kind && s.key.value == value && !s.generic);
    of.map(|s| s.size).min()
}

fn phone_level(p: &Party, q: &Party, shared: &[Shared]) -> (PhoneLevel, u64) {
    let same = |a: u64, b: u64| a != 0 && a == b;
    if same(p.phone, q.phone) {
        let level = match (p.role, q.role) {
            (Role::Own, Role::Own) => PhoneLevel::Own,
            (Role::Receiver, Role::Receiver) => PhoneLevel::Receiver,
            _ => PhoneLevel::Mixed,
        };
        return smallest(shared, KeyKind::Phone, p.phone).map_or((PhoneLevel::Unknown, 0), |n| (level, n));
    }
    if same(p.token, q.token)
        && let Some(n) = smallest(shared, KeyKind::Token, p.token)
    {
        return (PhoneLevel::Token, n);
    }
    let whole = p.phone != 0 && q.phone != 0;
    if same(p.masked, q.masked) && !whole {
        return match smallest(shared, KeyKind::Masked, p.masked) {
            Some(n) => (PhoneLevel::Masked, n),
            None => (PhoneLevel::Unknown, 0),
        };
    }
    if same(p.block, q.block)
        && let Some(n) = smallest(shared, KeyKind::Block, p.block)
    {
        return (PhoneLevel::Block, n);
    }
    let known =
        (p.masked != 0 && q.masked != 0) || (p.token != 0 && q.token != 0 && p.token != q.token && p.block == 0);
    (
        if known {
            PhoneLevel::Conflict
        } else {
            PhoneLevel::Unknown
        },
        0,
    )
}

fn meet(a: &[u32], b: &[u32]) -> bool {
    let mut rest = b;
    a.iter().any(|n| {
        rest = rest.get(rest.partition_point(|m| m < n)..).unwrap_or_default();
        rest.first() == Some(n)
    })
}

/// Where in a name's initial a suffix stands (Jr, II).
const SUFFIX: u32 = 24;

/// The letters a name is written in: Chinese, Latin, or others by their block.
fn script(n: &Name) -> u32 {
    match n.initial & ((1 << SUFFIX) - 1) {
        1 => 1,
        0..0x250 => 2,
        other => other >> 7,
    }
}

/// How far two names agree.
pub fn name_level(p: &Name, q: &Name) -> NameLevel {
    let empty = |n: &Name| n.surname == 0 && n.given == 0;
    // Names in two scripts say nothing of each other.
    if empty(p) || empty(q) || script(p) != script(q) {
        return NameLevel::Unknown;
    }
    if p.initial >> SUFFIX != q.initial >> SUFFIX && p.initial >> SUFFIX != 0 && q.initial >> SUFFIX != 0 {
        return NameLevel::Family;
    }
    if p.full != 0 && p.full == q.full {
        return NameLevel::Exact;
    }
    let alike = |a: u64, b: u64, x: &[u32], y: &[u32]| a != 0 && (a == b || meet(x, y));
    let one = alike(p.surname, q.given, &p.near, &q.given_near);
    if one && alike(p.given, q.surname, &p.given_near, &q.near) {
        return NameLevel::Near;
    }
    let known = |a: u64, b: u64| a != 0 && b != 0;
    let surname = (known(p.surname, q.surname)).then(|| p.surname == q.surname || meet(&p.near, &q.near));
    let first = |n: &Name| n.initial & ((1 << SUFFIX) - 1);
    let letter = |n: &Name, of: &Name| n.given_near.is_empty() && first(n) == first(of) && first(n) > 2;
    let given = known(p.given, q.given).then(|| p.given == q.given || meet(&p.given_near, &q.given_near));
    let initial = given.is_some() && (letter(p, q) || letter(q, p));
    match (surname, given) {
        (Some(true), Some(true)) => NameLevel::Near,
        (Some(true), _) if initial => NameLevel::Surname,
        (Some(true), None) => NameLevel::Surname,
        (Some(true), Some(false)) => NameLevel::Family,
        (Some(false), Some(true)) => NameLevel::Given,
        (None, Some(true)) => NameLevel::Surname,
        (None, None) => NameLevel::Unknown,
        (Some(false), _) | (None, Some(false)) => NameLevel::Conflict,
    }
}

fn place_level(p: &Party, q: &Party, shared: &[Shared]) -> PlaceLevel {
    let same = |a: u64, b: u64| a != 0 && a == b;
    let generic = |value| {
        shared
            .iter()
            .any(|s| s.key.kind == KeyKind::Address && s.key.value == value && s.generic)
    };
    if same(p.detail, q.detail)
        && !generic(p.detail)
        && (p.city == q.city || p.city == 0 || q.city == 0 || same(p.postcode, q.postcode) || p.name.initial > 1)
    {
        return PlaceLevel::Detail;
    }
    if meet(&p.detail_near, &q.detail_near) {
        return PlaceLevel::Near;
    }
    if same(p.postcode, q.postcode) {
        return PlaceLevel::Postcode;
    }
    if same(p.district, q.district) {
        return PlaceLevel::District;
    }
    match (p.city, q.city) {
        (0, _) | (_, 0) => PlaceLevel::Unknown,
        (a, b) if a == b => PlaceLevel::City,
        _ => PlaceLevel::Conflict,
    }
}

/// Adds the lines of values; whether an anchor agrees, and whether values bar the pair.
fn values(sum: &mut Sum<'_>, a: &Features, b: &Features, shared: &[Shared]) -> (bool, bool) {
    let (mut anchor, mut barred) = (false, false);
    let kinds = sum.model.kinds.iter().enumerate();
    for (number, kind) in kinds {
        let Ok(number) = u8::try_from(number) else { continue };
        let (x, y) = (of_kind(a, number), of_kind(b, number));
        if x.is_empty() || y.is_empty() {
            continue;
        }
        let line = value_level(number, x, y, shared);
        let weight = match line {
            Some(Line::Equal(_)) => kind.equal,
            Some(Line::Near(_)) => kind.near,
            Some(_) => kind.conflict,
            None => continue,
        };
        if weight == 0 && !kind.exclusive {
            continue;
        }
        anchor |= kind.anchor && matches!(line, Some(Line::Equal(_)));
        barred |= kind.exclusive && matches!(line, Some(Line::Differ(_)));
        line.into_iter().for_each(|line| sum.add(line, weight));
        if kind.fades && weight > 0 && apart(x, y) {
            sum.level(other(Other::Faded));
        }
    }
    (anchor, barred && !anchor)
}

type Span = (i64, i64);

fn apart(x: &[(Value, Span)], y: &[(Value, Span)]) -> bool {
    let span = |all: &[(Value, Span)]| (all.iter().map(|v| v.1.0).min(), all.iter().map(|v| v.1.1).max());
    let ((a, b), (c, d)) = (span(x), span(y));
    let gap =
        |from: Option<i64>, to: Option<i64>| from.zip(to).is_some_and(|(from, to)| from.saturating_sub(to) > FADES);
    gap(a, d) || gap(c, b)
}

fn of_kind(f: &Features, kind: u8) -> &[(Value, Span)] {
    let from = f.values.partition_point(|(v, _)| v.kind < kind);
    let to = f.values.partition_point(|(v, _)| v.kind <= kind);
    f.values.get(from..to).unwrap_or_default()
}

/// How far the values of a kind agree: the best pair counts. Only values of one scope are compared.
fn value_level(number: u8, x: &[(Value, Span)], y: &[(Value, Span)], shared: &[Shared]) -> Option<Line> {
    let generic = |hash| {
        let of = |s: &&Shared| {
            s.key.value == hash && matches!(s.key.kind, KeyKind::Value(k) | KeyKind::Nickname(k) if k == number)
        };
        let mut found = shared.iter().filter(of).peekable();
        found.peek().is_some() && found.all(|s| s.generic)
    };
    let (mut near, mut differ) = (false, false);
    for (v, _) in x {
        for (w, _) in y.iter().filter(|(w, _)| w.scope == v.scope) {
            if v.hash == w.hash && v.hash != v.masked {
                if !generic(v.hash) {
                    return Some(Line::Equal(number));
                }
                // A generic value says nothing, neither for nor against.
                continue;
            }
            let masked = v.masked != 0 && v.masked == w.masked;
            let hidden = v.hash == v.masked || w.hash == w.masked;
            near |= (masked && (hidden || v.masked == 0)) || meet(&v.near, &w.near);
            differ |= !masked || !hidden;
        }
    }
    if near {
        Some(Line::Near(number))
    } else {
        differ.then_some(Line::Differ(number))
    }
}

/// What a list of shared keys says of whether the pair was a candidate at all.
pub fn is_candidate(shared: &[Shared]) -> bool {
    shared.iter().any(|s| !s.generic)
}

/// A pair in the order of its ids.
pub fn ordered(a: Uid, b: Uid) -> (Uid, Uid) {
    if a <= b { (a, b) } else { (b, a) }
}
