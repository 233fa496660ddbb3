//! What must hold of every command that was given on a phone: done once at most, never gone in silence, and never done on
//! what somebody else had changed meanwhile.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::replica::{DeviceId, PendingState, Pushed};
use aftersync::{Act, Tenant, Ticket, Uid};
use aftersync_core::model::ids::ReceiptId;
use aftersync_core::model::task::Task;
use aftersync_core::store::{Reader, Receipt, Record, Slot, Table};

use super::phone::{Fate, Given};
use crate::sim::run::Sim;

/// The commands of a phone that is no longer there.
pub(super) struct Closed {
    pub tenant: usize,
    pub device: DeviceId,
    pub given: BTreeMap<String, Given>,
}

/// What was seen of commands and of what they are about.
#[derive(Default)]
pub struct Books {
    /// Commits that wrote each ticket and task, by merchant.
    written: BTreeMap<(usize, Uid), BTreeSet<i64>>,
    /// The commit each command was first done in.
    done: BTreeMap<ReceiptId, i64>,
    pub(super) closed: Vec<Closed>,
}

impl Books {
    /// A phone is no longer there.
    pub(super) fn closes(&mut self, tenant: usize, device: DeviceId, given: BTreeMap<String, Given>) {
        self.closed.push(Closed { tenant, device, given });
    }

    fn writes(&mut self, reader: &mut dyn Reader, at: usize, tenant: &Tenant, table: Table) {
        for (id, version, _) in reader.rows(tenant, table, None, 10_000).unwrap() {
            self.written.entry((at, id)).or_default().insert(version);
        }
    }

    /// A command was done: on what the phone had seen, or on what its own earlier commands had made of that.
    fn stood(&self, tenant: usize, pushed: &Pushed, receipt: &Receipt, own: &BTreeSet<i64>, at: i64) -> Option<i64> {
        let base = pushed.base?;
        let row = match &pushed.act {
            Act::Note { .. } | Act::SetPresence { .. } => return None,
            Act::MoveTask { task, .. } => task.0,
            _ => receipt.ticket?.0,
        };
        let between = self.written.get(&(tenant, row))?.range(base + 1..at);
        between.copied().find(|version| !own.contains(version))
    }
}

/// The name of a command's receipt.
fn name_of(device: DeviceId, key: &str) -> ReceiptId {
    ReceiptId::of(&format!("sync.{device}.{key}"))
}

/// The receipt of a command that was done, with the commit that wrote it.
pub(super) fn receipt_of(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    device: DeviceId,
    key: &str,
) -> Option<(i64, Receipt)> {
    let loaded = reader.load(tenant, &[Receipt::key(name_of(device, key).0)]).unwrap();
    match loaded.slots.first()? {
        Slot::Row { version, row } => Some((*version, Receipt::of(row)?.clone())).filter(|(_, r)| r.refused.is_none()),
        _ => None,
    }
}

impl Sim {
    /// Looks at what the last commit did of the phones' commands.
    pub(in super::super) fn phones_look(&mut self) {
        if self.fleet.is_empty() {
            return;
        }
        let mut reader = self.store.reader().unwrap();
        for (at, tenant) in self.tenants.iter().enumerate() {
            self.fleet.books.writes(&mut *reader, at, tenant, Ticket::TABLE);
            self.fleet.books.writes(&mut *reader, at, tenant, Task::TABLE);
        }
        for (n, phone) in self.fleet.phones.iter().enumerate() {
            let Some(access) = &phone.access else { continue };
            let (at, tenant) = (phone.owner.tenant, &self.tenants[phone.owner.tenant]);
            for (key, given) in phone.given.iter().filter(|(_, given)| given.fate != Fate::Done) {
                let name = name_of(access.device, key);
                if self.fleet.books.done.contains_key(&name) {
                    continue;
                }
                let Some((version, receipt)) = receipt_of(&mut *reader, tenant, access.device, key) else {
                    continue;
                };
                let earlier = given.pushed.after.iter();
                let own = earlier.filter_map(|key| self.fleet.books.done.get(&name_of(access.device, key)));
                let own: BTreeSet<i64> = own.copied().collect();
                let books = &self.fleet.books;
                if let Some(other) = books.stood(at, &given.pushed, &receipt, &own, version) {
                    let (mark, word, base) = (&given.mark, given.pushed.act.word(), given.pushed.base);
                    self.wrong.push(format!(
                        "{mark}: {word} on version {base:?} was done by phone {n} though commit {other} came in between"
                    ));
                }
                self.fleet.books.done.insert(name, version);
            }
        }
    }

    /// Every command of a phone is in its queue, or somebody knows why not.
    pub(super) fn account(&mut self, n: usize) {
        let phone = &mut self.fleet.phones[n];
        let (Some(replica), Some(access)) = (&phone.replica, &phone.access) else {
            return;
        };
        let tenant = &self.tenants[phone.owner.tenant];
        let mut reader = self.store.reader().unwrap();
        let queue = replica.pending().unwrap();
        let states: BTreeMap<&str, &PendingState> = queue.iter().map(|p| (&*p.command.key, &p.state)).collect();
        for (key, given) in phone.given.iter_mut().filter(|(_, given)| given.fate == Fate::Waits) {
            let mut done = || receipt_of(&mut *reader, tenant, access.device, key).is_some();
            let wrong = match states.get(&**key) {
                None if done() => {
                    given.fate = Fate::Done;
                    continue;
                }
                None => "is gone in silence",
                Some(PendingState::Applied) if !done() => "was answered as done and was not",
                Some(PendingState::Conflict { .. }) if done() => "was done, and the phone is told of a conflict",
                Some(PendingState::Refused { .. }) if done() => "was done, and the phone is told of a refusal",
                Some(_) => continue,
            };
            self.wrong.push(format!("{} of phone {n} {wrong}", given.mark));
        }
    }

    /// What was done once stays done once.
    pub(super) fn done_twice(&self, device: DeviceId, key: &str, version: i64) -> bool {
        let known = self.fleet.books.done.get(&name_of(device, key));
        known.is_some_and(|first| *first != version)
    }
}
