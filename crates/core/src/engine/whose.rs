//! Whose the things are that a batch speaks of: what the rules had loaded tells it, nothing is looked up for it.
use std::collections::{BTreeMap, BTreeSet};

use crate::model::event::Event;
use crate::model::ids::{AccountId, Uid};
use crate::store::erase::subject;
use crate::store::private::{Owner, owner};
use crate::store::{Key, Row, Slot, Table};

use super::snapshot::Snapshot;

/// The accounts of the tickets, orders and sources that own what is private in these events and rows.
pub(super) fn whose<'a>(
    snapshot: &Snapshot,
    events: &[Event],
    rows: impl Iterator<Item = (Key, &'a Row)>,
) -> BTreeMap<Uid, AccountId> {
    let mut things: BTreeSet<Uid> = events
        .iter()
        .filter_map(|e| subject(e.ticket.map(Uid::from), &e.body))
        .collect();
    let mut known = BTreeMap::new();
    for (key, row) in rows {
        if let Owner::Of(id) = owner(key, row) {
            things.insert(id);
        }
        if let Some(account) = account(row) {
            known.insert(key.id, account);
        }
    }
    for id in things {
        let found = [Table::Ticket, Table::Order, Table::Source]
            .into_iter()
            .find_map(|table| match snapshot.slot(&Key::new(table, id)) {
                Some(Slot::Row { row, .. }) => account(row),
                _ => None,
            });
        if let Some(account) = found {
            known.insert(id, account);
        }
    }
    known.retain(|id, account| *id != account.0);
    known
}

/// The account a row says it belongs to.
fn account(row: &Row) -> Option<AccountId> {
    match row {
        Row::Ticket(t) => t.account,
        Row::Order(o) => o.account,
        Row::Source(s) => s.account,
        Row::Conversation(c) => c.account,
        _ => None,
    }
}
