//! What is stored of one tenant.
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::{Cursor, Event, Recorded};
use aftersync_core::model::ids::{TicketId, Uid};
use aftersync_core::store::erase::{subject, take_words};
use aftersync_core::store::index::entries;
use aftersync_core::store::{
    Batch, CounterQuery, Entry, EventPage, Head, Index, IndexEntry, Key, Listing, Mark, Row, Scan, Slot, Table,
};

const LOWEST: Mark = Mark {
    sort: i64::MIN,
    id: Uid::ZERO,
};
const HIGHEST: Mark = Mark {
    sort: i64::MAX,
    id: Uid([0xff; 16]),
};

/// What is stored of one tenant.
#[derive(Debug, Default)]
pub(super) struct TenantState {
    pub head: Head,
    rows: BTreeMap<Key, (i64, Arc<Row>)>,
    gauges: BTreeMap<Key, i64>,
    pub counters: BTreeMap<CounterId, i64>,
    events: Vec<Recorded>,
    /// Whose the words of events are, by their place in `events`.
    words_of: BTreeMap<Uid, Vec<usize>>,
    of_ticket: BTreeMap<TicketId, Vec<usize>>,
    listed: BTreeSet<(Index, Uid, Mark)>,
}

impl TenantState {
    pub fn slot(&self, key: &Key) -> Slot {
        if key.table.is_gauge() {
            return Slot::Gauge(self.gauge(key));
        }
        self.rows.get(key).map_or(Slot::Absent, |(version, row)| Slot::Row {
            version: *version,
            row: row.clone(),
        })
    }

    fn gauge(&self, key: &Key) -> i64 {
        self.gauges.get(key).copied().unwrap_or_default()
    }

    fn version(&self, key: &Key) -> i64 {
        self.rows.get(key).map_or(0, |(version, _)| *version)
    }

    /// Whether a batch may be written: what was read is still so, and no bounded quantity is too high.
    pub fn admits(&self, batch: &Batch) -> bool {
        let unmoved =
            batch.known.rev == self.head.rev || batch.checks.iter().all(|(key, version)| self.version(key) == *version);
        let below = |(key, change): (&Key, &aftersync_core::store::GaugeChange)| {
            change.ceiling.is_none_or(|ceiling| self.gauge(key) <= ceiling)
        };
        unmoved && batch.gauges.iter().all(below) && self.all_written(batch)
    }

    /// Whether every row that the lists have of those who are to be forgotten is in the batch.
    fn all_written(&self, batch: &Batch) -> bool {
        let of_account = [
            (Index::TicketAccount, Table::Ticket),
            (Index::OrderAccount, Table::Order),
            (Index::MessageAccount, Table::Message),
        ];
        let known = |key: &Key| batch.rows.contains_key(key) || batch.checks.contains_key(key);
        batch.forget.owners.iter().all(|owner| {
            of_account.iter().all(|(index, table)| {
                let mut marks = self.marks(*index, *owner, Bound::Included(LOWEST), Bound::Included(HIGHEST));
                marks.all(|mark| known(&Key::new(*table, mark.id)))
            })
        })
    }

    /// Empties the words of events that are theirs.
    fn forget(&mut self, owners: &BTreeSet<Uid>) {
        for place in owners.iter().filter_map(|owner| self.words_of.remove(owner)).flatten() {
            if let Some(event) = self.events.get_mut(place) {
                take_words(&mut event.event.body);
            }
        }
    }

    /// Writes a batch that [`admits`](Self::admits) let through.
    pub fn apply(&mut self, batch: &Batch) {
        if batch.is_empty() {
            return;
        }
        self.head.rev += 1;
        self.forget(&batch.forget.owners);
        let before = self.head;
        self.head.now = before.now.max(batch.now);
        for (key, change) in &batch.rows {
            let place = |e: &IndexEntry| {
                (
                    e.index,
                    e.group,
                    Mark {
                        sort: e.sort,
                        id: key.id,
                    },
                )
            };
            change.remove.iter().map(place).for_each(|entry| {
                self.listed.remove(&entry);
            });
            self.listed.extend(change.add.iter().map(place));
            match &change.row {
                Some(row) => self.rows.insert(*key, (self.head.rev, row.clone())),
                None => self.rows.remove(key),
            };
        }
        for (key, change) in &batch.gauges {
            let value = self.gauges.entry(*key).or_default();
            *value = value.saturating_add(change.by);
        }
        for (id, by) in &batch.counters {
            *self.counters.entry(id.clone()).or_default() += by;
        }
        for event in &batch.events {
            self.head.cursor.0 += 1;
            if let Some(ticket) = event.ticket {
                self.of_ticket.entry(ticket).or_default().push(self.events.len());
            }
            let cursor = self.head.cursor;
            let owner = subject(event.ticket.map(Uid::from), &event.body).unwrap_or_default();
            let owner = batch.whose.get(&owner).map_or(owner, |account| account.0);
            self.words_of.entry(owner).or_default().push(self.events.len());
            self.events.push(Recorded {
                cursor,
                event: Event {
                    at: Batch::time_of(event, &before),
                    ..event.clone()
                },
            });
        }
    }

    pub fn events(&self, since: Cursor, limit: usize) -> EventPage {
        let from = usize::try_from(since.0).unwrap_or_default();
        self.page(self.events.iter().skip(from), since, limit)
    }

    pub fn ticket_events(&self, ticket: TicketId, since: Cursor, limit: usize) -> EventPage {
        let places = self.of_ticket.get(&ticket).map_or(&[][..], Vec::as_slice);
        let events = places
            .iter()
            .filter_map(|at| self.events.get(*at))
            .filter(|e| e.cursor > since);
        self.page(events, since, limit)
    }

    /// A full page goes on after its last event; any other was read to the end of the log.
    fn page<'a>(&self, events: impl Iterator<Item = &'a Recorded>, since: Cursor, limit: usize) -> EventPage {
        let events: Vec<Recorded> = events.take(limit).cloned().collect();
        let end = self.head.cursor.max(since);
        let next = match events.last() {
            Some(last) if events.len() == limit => last.cursor,
            None if limit == 0 => since,
            _ => end,
        };
        EventPage {
            events,
            next,
            head: self.head.cursor,
        }
    }

    pub fn list(&self, scan: &Scan) -> Listing {
        let low = Mark {
            sort: scan.from,
            id: Uid::ZERO,
        };
        let high = Mark {
            sort: scan.to,
            id: Uid([0xff; 16]),
        };
        let (low, high) = match (scan.after, scan.descending) {
            (None, _) => (Bound::Included(low), Bound::Included(high)),
            (Some(after), false) if after >= low => (Bound::Excluded(after), Bound::Included(high)),
            (Some(after), true) if after <= high => (Bound::Included(low), Bound::Excluded(after)),
            (Some(_), _) => (Bound::Included(low), Bound::Included(high)),
        };
        let marks = self.marks(scan.index, scan.group, low, high);
        let entry = |mark: Mark| {
            let key = Key::new(scan.table, mark.id);
            let (version, row) = self.rows.get(&key)?;
            Some(Entry {
                mark,
                version: *version,
                row: row.clone(),
            })
        };
        let take = scan.limit.saturating_add(1);
        let mut entries: Vec<Entry> = if scan.descending {
            marks.rev().filter_map(entry).take(take).collect()
        } else {
            marks.filter_map(entry).take(take).collect()
        };
        let more = entries.len() > scan.limit;
        entries.truncate(scan.limit);
        let next = if more {
            entries.last().map(|e| e.mark).or(scan.after)
        } else {
            None
        };
        Listing { entries, next }
    }

    pub fn count(&self, index: Index, group: Uid, from: i64, to: i64) -> u64 {
        let low = Bound::Included(Mark {
            sort: from,
            id: Uid::ZERO,
        });
        let high = Bound::Included(Mark {
            sort: to,
            id: Uid([0xff; 16]),
        });
        self.marks(index, group, low, high).count() as u64
    }

    /// Entries of one group between two places; none when the places are the wrong way round.
    fn marks(
        &self,
        index: Index,
        group: Uid,
        low: Bound<Mark>,
        high: Bound<Mark>,
    ) -> impl DoubleEndedIterator<Item = Mark> + '_ {
        let bounds = (low.map(|m| (index, group, m)), high.map(|m| (index, group, m)));
        let sound = match (&bounds.0, &bounds.1) {
            (Bound::Included(a), Bound::Included(b)) => a <= b,
            (Bound::Excluded(a) | Bound::Included(a), Bound::Included(b) | Bound::Excluded(b)) => a < b,
            _ => true,
        };
        let range = sound.then(|| self.listed.range(bounds));
        range.into_iter().flatten().map(|(_, _, mark)| *mark)
    }

    pub fn rows(&self, table: Table, after: Option<Uid>, limit: usize) -> Vec<(Uid, i64, Arc<Row>)> {
        let low = match after {
            Some(id) => Bound::Excluded(Key::new(table, id)),
            None => Bound::Included(Key::new(table, Uid::ZERO)),
        };
        self.rows
            .range((low, Bound::Unbounded))
            .take_while(|(key, _)| key.table == table)
            .take(limit)
            .map(|(key, (version, row))| (key.id, *version, row.clone()))
            .collect()
    }

    pub fn gauges(&self, table: Table) -> Vec<(Uid, i64)> {
        let of_kind = self
            .gauges
            .iter()
            .filter(|(key, value)| key.table == table && **value != 0);
        of_kind.map(|(key, value)| (key.id, *value)).collect()
    }

    pub fn counters(&self, query: &CounterQuery) -> Vec<(CounterId, i64)> {
        let wanted = |id: &CounterId| {
            id.grain == query.grain
                && (query.from..=query.to).contains(&id.period)
                && id.dim == query.dim
                && query.member.as_ref().is_none_or(|member| *member == id.member)
        };
        let some = self.counters.iter().filter(|(id, value)| **value != 0 && wanted(id));
        some.map(|(id, value)| (id.clone(), *value)).collect()
    }

    /// What is wrong: index entries that are not those of the rows, versions of no commit, gaps in the log.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut right = BTreeSet::new();
        for (key, (version, row)) in &self.rows {
            let place = |e: IndexEntry| {
                (
                    e.index,
                    e.group,
                    Mark {
                        sort: e.sort,
                        id: key.id,
                    },
                )
            };
            right.extend(entries(row).into_iter().map(place));
            if !(1..=self.head.rev).contains(version) {
                faults.push(format!("{} {} has a version of no commit", key.table.as_str(), key.id));
            }
            if row.table() != key.table {
                faults.push(format!("{} {} holds another table's row", key.table.as_str(), key.id));
            }
        }
        faults.extend(
            right
                .difference(&self.listed)
                .map(|e| format!("missing index entry {e:?}")),
        );
        faults.extend(
            self.listed
                .difference(&right)
                .map(|e| format!("stale index entry {e:?}")),
        );
        let dense = (1..).zip(&self.events).all(|(at, e): (i64, _)| e.cursor.0 == at);
        if !dense || self.head.cursor.0 != self.events.len() as i64 {
            faults.push("the log is not dense".to_owned());
        }
        faults
    }
}
