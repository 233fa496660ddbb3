//! Open timers of tickets, as the engine writes them: one job row each, with its entry in the list of what is due.
use std::sync::Arc;

use aftersync_core::engine::Engine;
use aftersync_core::model::ids::{JobId, TicketId, Uid};
use aftersync_core::model::job::{Job, JobBody, JobKind};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::index::{entries, group_of};
use aftersync_core::store::{
    Batch, Index, IndexEntry, Key, Reader, Record, Row, RowChange, Scan, Slot, Table, TicketStore, Writer,
};

use crate::merchant::{reopened, tenant};
use crate::traffic::START;

/// Timers in one commit while a store is filled.
const STRIDE: u64 = 5_000;
/// All timers lie within so many milliseconds after [`START`]: a quarter of a year.
const SPAN: u64 = 90 * 24 * 3_600_000;
/// Due jobs a worker looks at, of one kind.
const LOOKED_AT: usize = 400;
/// Rows of a page when all are looked at.
const PAGE: usize = 4_096;

/// A fixed shuffle.
fn shuffled(n: u64) -> u64 {
    let n = (n ^ n >> 31).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (n ^ n >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ n >> 32
}

fn ticket(n: u64) -> TicketId {
    TicketId(Uid::digest(&["ticket", &n.to_string()]))
}

fn due(n: u64) -> Timestamp {
    Timestamp(START.0 + 1 + (shuffled(n) % SPAN) as i64)
}

/// The one timer of a ticket, as the engine makes it.
fn timer(ticket: TicketId, run_at: Timestamp) -> Job {
    Job::new(JobBody::Timer { ticket }, run_at, START)
}

fn key(id: JobId) -> Key {
    Job::key(id.0)
}

/// A timer as it is to be: out of the list where it stood, into the list where it stands now.
fn change(before: Option<&Row>, after: Job) -> RowChange {
    let row = after.wrap();
    let (old, new): (Vec<IndexEntry>, Vec<IndexEntry>) = (before.map(entries).unwrap_or_default(), entries(&row));
    RowChange {
        remove: old.iter().filter(|e| !new.contains(e)).copied().collect(),
        add: new.iter().filter(|e| !old.contains(e)).copied().collect(),
        row: Some(Arc::new(row)),
    }
}

/// A store full of open timers, through its port.
pub struct Timers {
    store: Arc<dyn TicketStore>,
    writer: Box<dyn Writer>,
    reader: Box<dyn Reader>,
    count: u64,
    moved: u64,
}

impl Timers {
    /// Fills an empty store, thousands in a commit.
    pub fn fill(store: Arc<dyn TicketStore>, count: u64) -> Self {
        let mut writer = store.writer().unwrap();
        for from in (0..count).step_by(STRIDE as usize) {
            let mut batch = Batch::new(tenant(), writer.head(&tenant()).unwrap());
            batch.now = START;
            for n in from..count.min(from + STRIDE) {
                let job = timer(ticket(n), due(n));
                batch.rows.insert(key(job.id), change(None, job));
            }
            writer.commit(&[batch]).unwrap();
        }
        let reader = store.reader().unwrap();
        Self {
            store,
            writer,
            reader,
            count,
            moved: 0,
        }
    }

    /// The two reads with which a worker finds its work of this kind: what is due by then, and when the next is due that is
    /// not.
    pub fn look(&mut self, now: Timestamp) -> (usize, Option<Timestamp>) {
        let due = Scan {
            to: now.0,
            ..Scan::all(Index::JobDue, group_of(JobKind::Timer.as_str()), Table::Job, LOOKED_AT)
        };
        let later = Scan {
            from: now.0 + 1,
            to: i64::MAX,
            limit: 1,
            ..due
        };
        let taken = self.reader.list(&tenant(), &due).unwrap().entries;
        assert!(taken.iter().all(|e| Job::of(&e.row).is_some()));
        let next = self.reader.list(&tenant(), &later).unwrap().entries;
        (taken.len(), next.first().map(|e| Timestamp(e.mark.sort)))
    }

    /// An engine over the same store. Its `run_due` at [`START`], when nothing is due yet, is all that a worker does to
    /// learn when it is wanted next: every kind of job is looked at.
    pub fn engine(&self) -> Engine {
        reopened(self.store.clone()).engine().clone()
    }

    /// Moves one timer to another time and commits: read as it is, out of the list where it stood, in where it stands now.
    pub fn move_one(&mut self) {
        self.moved += 1;
        let ticket = ticket(shuffled(self.moved) % self.count);
        let at = key(JobBody::Timer { ticket }.id());
        let loaded = self.writer.load(&tenant(), &[at]).unwrap();
        let found = match loaded.slots.first() {
            Some(Slot::Row { version, row }) => Some((version, row)),
            _ => None,
        };
        let (version, row) = found.expect("each ticket has a timer");
        let mut batch = Batch::new(tenant(), loaded.head);
        batch.checks.insert(at, *version);
        let after = timer(ticket, due(self.count + self.moved));
        batch.rows.insert(at, change(Some(row), after));
        self.writer.commit(&[batch]).unwrap();
    }

    /// What it is compared with: all rows read, and the earliest kept.
    pub fn scan(&mut self) -> Option<Timestamp> {
        let (mut first, mut after) = (None, None);
        loop {
            let page = self.reader.rows(&tenant(), Table::Job, after, PAGE).unwrap();
            let times = page.iter().filter_map(|(_, _, row)| Job::of(row));
            first = times.map(|job| job.run_at).chain(first).min();
            after = page.last().map(|(id, _, _)| *id);
            if page.len() < PAGE {
                return first;
            }
        }
    }
}

/// The same look by the database itself, over the bare times and with no row brought out of it: as fast as a look at all can
/// be. The sum keeps it from reading the first entry alone.
pub fn scan_by_sql(shell: &rusqlite::Connection) -> Timestamp {
    let sql = "SELECT min(sort + 0) FROM entry WHERE idx = ?1 AND grp = ?2";
    let mut statement = shell.prepare_cached(sql).unwrap();
    let list = (Index::JobDue.number(), group_of(JobKind::Timer.as_str()).0);
    Timestamp(statement.query_row(list, |r| r.get(0)).unwrap())
}
