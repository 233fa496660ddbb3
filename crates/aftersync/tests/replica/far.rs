//! What a pull costs, and a phone that was away for very long.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aftersync::{Act, AgentId, Result, Tenant, TicketId, TicketStore, Uid};
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::Cursor;
use aftersync_core::store::{
    BlobStore, CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan, Table, Writer,
};
use aftersync_testkit::MemoryStore;

use crate::kit::{Folder, Office};
use crate::pull::{ids, same_as};

/// A store that counts the rows its readers give out.
#[derive(Clone, Default)]
struct Counting {
    inner: MemoryStore,
    rows: Arc<AtomicUsize>,
}

impl Counting {
    fn taken(&self) -> usize {
        self.rows.swap(0, Ordering::Relaxed)
    }
}

impl TicketStore for Counting {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        self.inner.writer()
    }
    fn reader(&self) -> Result<Box<dyn Reader>> {
        let (inner, rows) = (self.inner.reader()?, self.rows.clone());
        Ok(Box::new(CountingReader { inner, rows }))
    }
    fn blobs(&self) -> Arc<dyn BlobStore> {
        self.inner.blobs()
    }
    fn check(&self) -> Result<Vec<String>> {
        self.inner.check()
    }
    fn replace_counters(&self, tenant: &Tenant, counters: &[(CounterId, i64)]) -> Result<()> {
        self.inner.replace_counters(tenant, counters)
    }
}

struct CountingReader {
    inner: Box<dyn Reader>,
    rows: Arc<AtomicUsize>,
}

impl CountingReader {
    fn gave(&self, rows: usize) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }
}

impl Reader for CountingReader {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.inner.head(tenant)
    }
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        self.gave(keys.len());
        self.inner.load(tenant, keys)
    }
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        let page = self.inner.events(tenant, since, limit)?;
        self.gave(page.events.len());
        Ok(page)
    }
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        let page = self.inner.ticket_events(tenant, ticket, since, limit)?;
        self.gave(page.events.len());
        Ok(page)
    }
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        let page = self.inner.list(tenant, scan)?;
        self.gave(page.entries.len());
        Ok(page)
    }
    fn list_open(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing<String>> {
        let page = self.inner.list_open(tenant, scan)?;
        self.gave(page.entries.len());
        Ok(page)
    }
    fn count(&mut self, tenant: &Tenant, index: Index, group: Uid, from: i64, to: i64) -> Result<u64> {
        self.inner.count(tenant, index, group, from, to)
    }
    fn rows(
        &mut self,
        tenant: &Tenant,
        table: Table,
        after: Option<Uid>,
        limit: usize,
    ) -> Result<Vec<(Uid, i64, Arc<Row>)>> {
        let rows = self.inner.rows(tenant, table, after, limit)?;
        self.gave(rows.len());
        Ok(rows)
    }
    fn gauges(&mut self, tenant: &Tenant, table: Table) -> Result<Vec<(Uid, i64)>> {
        self.inner.gauges(tenant, table)
    }
    fn counters(&mut self, tenant: &Tenant, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
        self.inner.counters(tenant, query)
    }
    fn tenants(&mut self) -> Result<Vec<Tenant>> {
        self.inner.tenants()
    }
}

#[test]
fn a_pull_of_nothing_reads_nothing_of_the_scope() {
    let store = Counting::default();
    let office = Office::over(Arc::new(store.clone()), Folder::new());
    let tickets: Vec<TicketId> = (0..60).map(|n| office.open(&format!("a{n}"))).collect();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    assert_eq!(ids(&phone).len(), tickets.len());
    assert!(store.taken() > tickets.len(), "the first pull reads all of it");
    let report = phone.once(&office.desk).unwrap();
    assert_eq!((report.tickets, report.gone, report.more), (0, 0, false));
    let quiet = store.taken();
    assert!(quiet <= 4, "{quiet} rows: the phone, its agent, the configuration");

    // One thing happened: it comes, and the copy is whole again.
    office.does(Act::Note {
        ticket: tickets[7],
        text: "looked at".into(),
        mentions: Default::default(),
    });
    assert_eq!(phone.sync(&office.desk).tickets, 1);
    same_as(&office.desk, &phone);
    store.taken();
    phone.once(&office.desk).unwrap();
    assert!(store.taken() <= 4);
}

/// Rows that a pull reads after one thing happened to one of so many tickets.
fn read_after_one_change(tickets: usize, change: impl Fn(&Office, TicketId)) -> usize {
    let store = Counting::default();
    let office = Office::over(Arc::new(store.clone()), Folder::new());
    let ids: Vec<TicketId> = (0..tickets).map(|n| office.open(&format!("a{n}"))).collect();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    change(&office, ids[0]);
    phone.sync(&office.desk);
    change(&office, ids[7]);
    store.taken();
    let report = phone.once(&office.desk).unwrap();
    assert!(!report.more, "all of it in one answer");
    let read = store.taken();
    same_as(&office.desk, &phone);
    read
}

#[test]
fn a_pull_costs_what_changed_and_not_what_is_seen() {
    let note = |office: &Office, ticket| {
        office.does(Act::Note {
            ticket,
            text: "looked at".into(),
            mentions: Default::default(),
        });
    };
    let few = read_after_one_change(20, note);
    assert_eq!(few, read_after_one_change(200, note));
    assert!(few < 40, "{few} rows");
    let words = |office: &Office, _| office.writes("a3", "where is it?");
    assert_eq!(read_after_one_change(20, words), read_after_one_change(200, words));
    let watched = |office: &Office, ticket| {
        office.assign(ticket, "bob");
        let agent = AgentId::of("ann");
        office.does(Act::Watch { ticket, agent });
    };
    assert_eq!(read_after_one_change(20, watched), read_after_one_change(200, watched));
    let gone = |office: &Office, ticket| office.assign(ticket, "bob");
    assert_eq!(read_after_one_change(20, gone), read_after_one_change(200, gone));
}

#[test]
fn another_process_or_too_many_changes_are_met_by_a_look_at_everything() {
    let store = Counting::default();
    let office = Office::over(Arc::new(store.clone()), Folder::new());
    let tickets: Vec<TicketId> = (0..250).map(|n| office.open(&format!("a{n}"))).collect();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    office.assign(tickets[0], "bob");
    phone.sync(&office.desk);
    // Somebody else writes beside this engine, which knows nothing of it and writes again itself.
    let other = Office::over(Arc::new(store.clone()), Folder::new());
    other.assign(tickets[1], "bob");
    office.assign(tickets[2], "bob");
    store.taken();
    phone.sync(&office.desk);
    assert!(store.taken() > tickets.len());
    same_as(&office.desk, &phone);
    // More than is looked at one by one.
    for ticket in &tickets[3..] {
        office.assign(*ticket, "bob");
    }
    phone.sync(&office.desk);
    same_as(&office.desk, &phone);
    assert!(ids(&phone).is_empty());
}

#[test]
fn a_copy_is_counted_now_and_then() {
    let store = Counting::default();
    let office = Office::over(Arc::new(store.clone()), Folder::new());
    let tickets: Vec<TicketId> = (0..60).map(|n| office.open(&format!("a{n}"))).collect();
    let mut phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    store.taken();
    phone.now = phone.now.plus(61 * 60 * 1_000);
    phone.once(&office.desk).unwrap();
    assert!(store.taken() > tickets.len(), "an hour is over: all of it is looked at");
    phone.once(&office.desk).unwrap();
    assert!(store.taken() <= 4);
}

#[test]
fn a_phone_that_is_twenty_thousand_events_behind_begins_anew_and_loses_nothing() {
    /// Beyond what is told event by event.
    const EVENTS: usize = 20_001;
    let office = Office::new();
    let tickets: Vec<TicketId> = (0..6).map(|n| office.open(&format!("a{n}"))).collect();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(tickets[0], "written before the long absence");
    let behind = |events: usize| {
        for n in 0..events {
            office.put_agent("bob", if n % 2 == 0 { &["front", "vip"] } else { &["front"] });
        }
    };
    // As far behind as is told: it goes on.
    behind(EVENTS - 100);
    office.assign(tickets[1], "bob");
    let replica_was = ids(&phone);
    let request = phone.replica.request(phone.at()).unwrap();
    // Nothing of this exchange is taken in: the phone stays where it is.
    aftersync::DeskSync::sync(&office.desk, phone.user.clone(), request)
        .wait()
        .unwrap();
    assert_eq!(ids(&phone), replica_was);
    behind(200);
    let report = phone.sync(&office.desk);
    assert!(report.resync);
    assert_eq!(report.applied, 1, "what waited was done, once");
    assert!(!ids(&phone).contains(&tickets[1]), "what left meanwhile is gone");
    assert_eq!(ids(&phone).len(), tickets.len() - 1);
    same_as(&office.desk, &phone);
    let told = serde_json::to_string(&phone.replica.ticket(tickets[0]).unwrap().unwrap().bundle.timeline).unwrap();
    assert_eq!(told.matches("written before the long absence").count(), 1);

    // A little less is told event by event.
    behind(EVENTS - 100);
    assert!(!phone.sync(&office.desk).resync);
}
