//! The same random history on two stores: every answer and everything stored must be equal.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::model::counter::{Dim, Metric};
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{Batch, CommitError, Head, Key, Row, Table, TicketStore, Writer};

use super::MakeStore;
use super::kit::{Build, counter, event, id, load};
use super::sample;
use crate::memory::MemoryStore;

/// Commits in one history.
const STEPS: u32 = 60;
/// Ids in use: few, so that rows meet again.
const IDS: u64 = 12;

/// Whose batches they are.
pub const TENANTS: [&str; 3] = ["a", "b", "c"];

/// A generator of numbers (splitmix64): the same seed, the same history, everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
    fn id(&mut self) -> u32 {
        self.roll(IDS) as u32
    }
}

/// What the batches of a tenant are built from.
#[derive(Default)]
struct Known {
    head: Head,
    /// An older head, to decide on now and then.
    old: Head,
    /// Rows and versions as last committed.
    rows: BTreeMap<Key, (i64, Arc<Row>)>,
}

/// Applies the same random batches to two new stores and compares every answer and, now and then and at the end,
/// everything stored. Panics at the first difference.
///
/// Batches go to one or several tenants, are decided on the present head or an old one, read right and wrong versions,
/// and bound quantities so that some are refused.
pub fn random_history(seed: u64, one: MakeStore<'_>, other: MakeStore<'_>) {
    let (one, other) = (one(), other());
    let (mut first, mut second) = (one.writer().unwrap(), other.writer().unwrap());
    let mut dice = Dice(seed);
    let mut known: BTreeMap<Tenant, Known> = TENANTS.map(|t| (Tenant::new(t), Known::default())).into();
    for step in 0..STEPS {
        let batches = batches(&mut dice, &known, step);
        let answer = commit(&mut *first, &batches);
        assert_eq!(answer, commit(&mut *second, &batches), "seed {seed}, step {step}");
        if let Some(heads) = answer {
            batches
                .iter()
                .zip(heads)
                .for_each(|(batch, head)| learn(&mut known, batch, head));
        }
        if step % 20 == 19 {
            compare(seed, &*one, &*other, known.keys());
        }
    }
    assert_eq!(first.tenants().unwrap(), second.tenants().unwrap());
    assert!(
        one.check().unwrap().is_empty() && other.check().unwrap().is_empty(),
        "seed {seed}"
    );
}

/// Random commits of one history, in order, as they are decided on a store that takes them all: each is a list of batches, one
/// for a tenant. Any other store that is given them in this order must answer the same.
pub fn random_commits(seed: u64, commits: u32) -> Vec<Vec<Batch>> {
    let store = MemoryStore::new();
    let mut writer = store.writer().unwrap();
    let mut dice = Dice(seed);
    let mut known: BTreeMap<Tenant, Known> = TENANTS.map(|t| (Tenant::new(t), Known::default())).into();
    let mut out = Vec::new();
    for step in 0..commits {
        let batches = batches(&mut dice, &known, step);
        if let Some(heads) = commit(&mut *writer, &batches) {
            let answered = batches.iter().zip(heads);
            answered.for_each(|(batch, head)| learn(&mut known, batch, head));
        }
        out.push(batches);
    }
    out
}

fn compare<'a>(seed: u64, one: &dyn TicketStore, other: &dyn TicketStore, tenants: impl Iterator<Item = &'a Tenant>) {
    for tenant in tenants {
        let (a, b) = (crate::dump(one, tenant).unwrap(), crate::dump(other, tenant).unwrap());
        assert_eq!(a, b, "seed {seed}");
    }
}

/// The new heads, or `None` for a conflict.
fn commit(writer: &mut dyn Writer, batches: &[Batch]) -> Option<Vec<Head>> {
    match writer.commit(batches) {
        Ok(heads) => Some(heads),
        Err(CommitError::Conflict) => None,
        Err(CommitError::Failed(e)) => fail(&e.to_string()),
    }
}

#[allow(clippy::panic)] // a suite fails by panicking
fn fail(why: &str) -> ! {
    panic!("the commit failed: {why}")
}

fn batches(dice: &mut Dice, known: &BTreeMap<Tenant, Known>, step: u32) -> Vec<Batch> {
    let all = 1 + dice.roll(7);
    known
        .iter()
        .zip(0..)
        .filter(|(_, bit)| all >> bit & 1 == 1)
        .map(|((tenant, known), _)| batch(dice, tenant, known, step))
        .collect()
}

fn batch(dice: &mut Dice, tenant: &Tenant, known: &Known, step: u32) -> Batch {
    let head = if dice.roll(4) == 0 { known.old } else { known.head };
    let mut build = Build::on(tenant, head).at(i64::from(step) * 10 - dice.roll(50) as i64);
    let old = head != known.head;
    for _ in 0..dice.roll(4) {
        build = read_one(dice, known, build, old);
    }
    if dice.roll(8) == 0 {
        return build.batch(); // only checks
    }
    for _ in 0..dice.roll(6) {
        build = write_one(dice, known, build);
    }
    for _ in 0..dice.roll(3) {
        let ceiling = (dice.roll(3) == 0).then(|| dice.roll(40) as i64 - 5);
        build = build.gauge(load(dice.id()), dice.roll(30) as i64 - 10, ceiling);
    }
    for _ in 0..dice.roll(4) {
        let member = if dice.roll(2) == 0 { "x" } else { "y|z" };
        let of = counter(20_000 + dice.roll(3) as i32, Dim::Host, member, Metric::Opened);
        build = build.count(of, dice.roll(5) as i64 - 2);
    }
    for _ in 0..dice.roll(4) {
        let ticket = (dice.roll(2) == 0).then(|| dice.id());
        build = build.event(event(i64::from(step), ticket));
    }
    build.batch()
}

/// Tables whose rows have index entries, and one whose rows have none.
const TABLES: [Table; 6] = [
    Table::Ticket,
    Table::Job,
    Table::Task,
    Table::Show,
    Table::Customer,
    Table::Receipt,
];

fn key(dice: &mut Dice) -> Key {
    let table = TABLES.get(dice.roll(6) as usize).copied().unwrap_or(Table::Show);
    Key::new(table, id(dice.id()))
}

/// A version that was read: mostly the right one.
fn read_one(dice: &mut Dice, known: &Known, build: Build, may_be_wrong: bool) -> Build {
    let key = key(dice);
    let right = known.rows.get(&key).map_or(0, |(version, _)| *version);
    // At the present head nobody compares, and nobody can have read anything else.
    let wrong = may_be_wrong && dice.roll(6) == 0;
    build.check(key, if wrong { right + 1 } else { right })
}

fn write_one(dice: &mut Dice, known: &Known, build: Build) -> Build {
    let key = key(dice);
    let n = key.id.0.iter().take(4).fold(0u32, |n, b| n << 8 | u32::from(*b));
    let old = known.rows.get(&key).map(|(_, row)| &**row);
    let new = (dice.roll(4) != 0).then(|| vary(dice, sample::row(key.table, n)));
    if old.is_none() && new.is_none() {
        return build.delete(key);
    }
    build.replace(n, old, new)
}

/// Moves a row within its lists.
fn vary(dice: &mut Dice, mut row: Row) -> Row {
    let by = dice.roll(3) as i64;
    match &mut row {
        Row::Show(show) => show.starts_at.0 += by,
        Row::Job(job) => job.run_at.0 += by,
        Row::Customer(customer) => customer.first_seen.0 += by,
        Row::Task(task) => task.ended_at = (by == 0).then_some(task.opened_at),
        Row::Ticket(ticket) => {
            ticket.band = by as u8;
            ticket.assignment.agent = ticket.assignment.agent.filter(|_| by != 1);
        }
        _ => {}
    }
    row
}

fn learn(known: &mut BTreeMap<Tenant, Known>, batch: &Batch, head: Head) {
    let Some(known) = known.get_mut(&batch.tenant) else {
        return;
    };
    if head != known.head {
        known.old = known.head;
    }
    known.head = head;
    for (key, change) in &batch.rows {
        match &change.row {
            Some(row) => known.rows.insert(*key, (head.rev, row.clone())),
            None => known.rows.remove(key),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dice_are_the_same_everywhere() {
        // The first value of splitmix64 for seed 1234567, as its author gives it.
        let mut dice = Dice(1_234_567);
        assert_eq!(dice.roll(u64::MAX), 6_457_827_717_110_365_317);
    }
}
