//! Loads that are looked at while somebody else writes, at the very moments that matter.
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};

use aftersync_core::Result;
use aftersync_core::engine::Desk;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::event::Cursor;
use aftersync_core::model::ids::{AgentId, Tenant, TicketId, Uid};
use aftersync_core::store::{
    BlobStore, CounterQuery, EventPage, Head, Index, Key, Listing, Loaded, Reader, Row, Scan, Table, TicketStore,
    Writer,
};
use aftersync_testkit::{FaultyStore, MemoryStore, Plan};
use aftersync_tests::desk::{configure, engine, opened, ticket};

use super::loads::{fault, load, person, told};

type Step = Box<dyn FnOnce() + Send>;

/// What somebody does just before a list of an agent is read, in this order.
#[derive(Clone, Default)]
struct Meddling(Arc<Mutex<VecDeque<(Index, Uid, Step)>>>);

impl fmt::Debug for Meddling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Meddling")
    }
}

impl Meddling {
    fn before(&self, index: Index, agent: AgentId, act: impl FnOnce() + Send + 'static) {
        self.0.lock().unwrap().push_back((index, agent.0, Box::new(act)));
    }
    fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
    fn comes_to(&self, scan: &Scan) {
        let mut all = self.0.lock().unwrap();
        let due = all
            .front()
            .is_some_and(|(index, group, _)| (*index, *group) == (scan.index, scan.group));
        let act = due.then(|| all.pop_front()).flatten();
        drop(all);
        if let Some((_, _, act)) = act {
            act();
        }
    }
}

/// A store whose readers let somebody meddle.
#[derive(Debug)]
struct Meddled {
    inner: MemoryStore,
    by: Meddling,
}

impl TicketStore for Meddled {
    fn writer(&self) -> Result<Box<dyn Writer>> {
        self.inner.writer()
    }
    fn reader(&self) -> Result<Box<dyn Reader>> {
        let (inner, by) = (self.inner.reader()?, self.by.clone());
        Ok(Box::new(MeddledReader { inner, by }))
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

struct MeddledReader {
    inner: Box<dyn Reader>,
    by: Meddling,
}

impl Reader for MeddledReader {
    fn head(&mut self, tenant: &Tenant) -> Result<Head> {
        self.inner.head(tenant)
    }
    fn load(&mut self, tenant: &Tenant, keys: &[Key]) -> Result<Loaded> {
        self.inner.load(tenant, keys)
    }
    fn events(&mut self, tenant: &Tenant, since: Cursor, limit: usize) -> Result<EventPage> {
        self.inner.events(tenant, since, limit)
    }
    fn ticket_events(&mut self, tenant: &Tenant, ticket: TicketId, since: Cursor, limit: usize) -> Result<EventPage> {
        self.inner.ticket_events(tenant, ticket, since, limit)
    }
    fn list(&mut self, tenant: &Tenant, scan: &Scan) -> Result<Listing> {
        self.by.comes_to(scan);
        self.inner.list(tenant, scan)
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
        self.inner.rows(tenant, table, after, limit)
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

fn desk_over(store: Arc<dyn TicketStore>, seed: u64) -> Desk {
    let (builder, _) = engine(store, seed);
    builder.build().unwrap().desk("acme")
}

fn give(desk: &Desk, ticket: TicketId, name: &str) {
    let agent = Some(AgentId::of(name));
    let assign = Act::Assign { ticket, agent };
    desk.act(Actor::system()).doing(assign).wait().unwrap();
}

/// The ticket is with somebody else while lists are read, and back before the load is looked at again: nothing drifted.
#[test]
fn a_ticket_that_is_away_while_it_is_counted_is_no_drift() {
    let (store, by) = (MemoryStore::new(), Meddling::default());
    let others = desk_over(Arc::new(store.clone()), 1);
    configure(&others, Config::default());
    ["an", "bo"].iter().for_each(|name| person(&others, name, 1_000));
    let id = opened(&others, "T1", "O1", Kind::RefundOnly);
    give(&others, id, "an");
    let right = load(&others, "an");
    assert!(right > 0);
    let (away, back) = (others.clone(), others.clone());
    by.before(Index::TicketAgent, AgentId::of("an"), move || give(&away, id, "bo"));
    by.before(Index::TaskAgent, AgentId::of("an"), move || give(&back, id, "an"));

    let inner = store.clone();
    let desk = desk_over(Arc::new(Meddled { inner, by: by.clone() }), 2);
    assert_eq!(desk.verify_loads().wait().unwrap(), []);
    assert_eq!(by.left(), 0, "both happened");
    assert_eq!(ticket(&others, id).assignment.agent, Some(AgentId::of("an")));
    assert_eq!((load(&others, "an"), load(&others, "bo")), (right, 0));
    assert_eq!(told(&others), []);

    // The same of one that did drift: it is told as it is, and not as it seemed.
    fault(&store, "an", 9);
    let (away, back) = (others.clone(), others.clone());
    by.before(Index::TicketAgent, AgentId::of("an"), move || give(&away, id, "bo"));
    by.before(Index::TaskAgent, AgentId::of("an"), move || give(&back, id, "an"));
    let drifts = desk.verify_loads().wait().unwrap();
    assert_eq!(by.left(), 0);
    let one = drifts.first().unwrap();
    assert_eq!((drifts.len(), one.stored, one.counted), (1, right + 9, right));
    assert_eq!(others.check().wait().unwrap(), Vec::<String>::new());
}

/// Between the decision of one process and its commit another puts the same load right.
#[test]
fn who_is_overtaken_does_not_put_it_right_again() {
    let (store, plan) = (MemoryStore::new(), Plan::new());
    let others = desk_over(Arc::new(store.clone()), 1);
    configure(&others, Config::default());
    person(&others, "an", 1_000);
    opened(&others, "T1", "O1", Kind::RefundOnly);
    let right = load(&others, "an");
    let desk = desk_over(Arc::new(FaultyStore::new(store.clone(), plan.clone())), 2);
    for by in [7, -7] {
        let before = told(&others).len();
        fault(&store, "an", by);
        let (first, found) = (others.clone(), Arc::new(Mutex::new(Vec::new())));
        let theirs = found.clone();
        plan.overtake(move || *theirs.lock().unwrap() = first.verify_loads().wait().unwrap());
        assert_eq!(desk.verify_loads().wait().unwrap(), [], "they were first: {by}");
        assert_eq!(found.lock().unwrap().len(), 1);
        assert_eq!(load(&others, "an"), right);
        assert_eq!(told(&others).len(), before + 1);
        assert_eq!(others.check().wait().unwrap(), Vec::<String>::new());
    }
}
