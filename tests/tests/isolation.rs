//! What one merchant has, another one never sees or moves: every query and every command of A over the ids of B finds nothing,
//! and what B does leaves A as it would be alone.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::agents::AgentQuery;
use aftersync_core::engine::customer::Whom;
use aftersync_core::engine::customers::CustomerQuery;
use aftersync_core::engine::input::Outcome;
use aftersync_core::engine::orders::OrderQuery;
use aftersync_core::engine::products::ProductQuery;
use aftersync_core::engine::query::{TicketOrder, TicketQuery};
use aftersync_core::engine::sold::SoldLineQuery;
use aftersync_core::engine::tasks::TaskQuery;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::Agent;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::counter::{Dim, Grain};
use aftersync_core::model::event::Cursor;
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{AccountId, AgentId, CustomerId, JobId, QuarantineId, TaskId, Tenant, TicketId, Uid};
use aftersync_core::model::job::JobKind;
use aftersync_core::model::labels::Lang;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::trigger::Trigger;
use aftersync_core::store::{CounterQuery, Key, Scan, Slot, Table, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{Dump, MemoryStore, dump};
use aftersync_tests::desk::engine;
use aftersync_tests::history::{history, order_number};
use aftersync_tests::run::{bare_rules, ingest};
use serde_json::json;

const A: &str = "acme";
const B: &str = "bolt";

fn stores() -> [Arc<dyn TicketStore>; 2] {
    [
        Arc::new(MemoryStore::new()),
        Arc::new(SqliteStore::in_memory().unwrap()),
    ]
}

/// An engine in which B has the history of a seed and a file, and A nothing; and all that B has.
fn only_b(store: Arc<dyn TicketStore>, seed: u64) -> (Engine, Dump) {
    let (builder, _) = engine(store.clone(), seed);
    let engine = builder.build().unwrap();
    let b = engine.desk(B);
    for taken in b.ingest(history(seed)).wait().unwrap() {
        taken.unwrap();
    }
    staff(&b);
    let all = dump(&*store, &Tenant::new(B)).unwrap();
    assert!(all.rows.len() > 10 && !all.events.is_empty());
    (engine, all)
}

/// Somebody in the warehouse, with a task of the first ticket there is.
fn staff(desk: &Desk) {
    let (someone, system) = (AgentId::of("wei"), desk.act(Actor::system()));
    let agent = Box::new(Agent {
        groups: ["warehouse".to_owned()].into(),
        ..Agent::new("wei")
    });
    system.doing(Act::PutAgent { agent }).wait().unwrap();
    let first = desk.tickets(TicketQuery::default()).wait().unwrap().items.remove(0);
    let look = TaskKind::WarehouseCheck;
    system.open_task(first.item.id, look, "warehouse", []).wait().unwrap();
    let task = *desk
        .ticket(first.item.id)
        .wait()
        .unwrap()
        .unwrap()
        .item
        .local
        .tasks
        .last()
        .unwrap();
    let assign = json!({"do": "move_task", "task": task, "trigger": "assign", "agent": someone});
    system.doing(serde_json::from_value(assign).unwrap()).wait().unwrap();
}

fn ids<'a>(dump: &'a Dump, table: &'a str) -> impl Iterator<Item = Uid> + 'a {
    dump.rows.keys().filter(move |(of, _)| *of == table).map(|(_, id)| *id)
}

fn is_unknown<T: std::fmt::Debug>(answer: aftersync_core::Result<T>) {
    let kind = answer.as_ref().map_err(|e| e.kind());
    assert!(matches!(kind, Err(ErrorKind::NotFound)), "{answer:?}");
}

#[test]
fn no_query_of_one_merchant_finds_what_is_anothers() {
    let mut orders = 0;
    for seed in 0..4 {
        for store in stores() {
            let (engine, theirs) = only_b(store.clone(), seed);
            let a = engine.desk(A);
            rows_are_absent(&*store, &theirs);
            orders += lists_are_empty(&a, &engine.desk(B));
            tickets_are_unknown(&a, &theirs);
            work_is_unknown(&a, &engine.desk(B), &theirs);
            let blob = engine.desk(B).put_blob(b"a photo".to_vec()).wait().unwrap();
            assert_eq!(a.get_blob(blob.clone()).wait().unwrap(), None);
            assert!(engine.desk(B).get_blob(blob).wait().unwrap().is_some());
        }
    }
    assert!(orders > 0, "B has orders that are listed");
}

/// Every key of B, asked as A.
fn rows_are_absent(store: &dyn TicketStore, theirs: &Dump) {
    let mut reader = store.reader().unwrap();
    let of = |word: &str| *Table::ROWS.iter().find(|t| t.as_str() == word).unwrap();
    let keys: Vec<Key> = theirs.rows.keys().map(|(word, id)| Key::new(of(word), *id)).collect();
    let as_a = reader.load(&Tenant::new(A), &keys).unwrap();
    assert!(as_a.slots.iter().all(|slot| matches!(slot, Slot::Absent)));
    let as_b = reader.load(&Tenant::new(B), &keys).unwrap();
    assert!(as_b.slots.iter().all(|slot| matches!(slot, Slot::Row { .. })));
    for (index, group, _, _) in &theirs.listed {
        let scan = Scan::all(*index, *group, Table::Ticket, 10);
        assert!(reader.list(&Tenant::new(A), &scan).unwrap().entries.is_empty());
        assert_eq!(
            reader
                .count(&Tenant::new(A), *index, *group, i64::MIN, i64::MAX)
                .unwrap(),
            0
        );
    }
    for id in ids(theirs, "ticket") {
        let page = reader
            .ticket_events(&Tenant::new(A), TicketId(id), Cursor(0), 10)
            .unwrap();
        assert!(page.events.is_empty());
    }
    assert!(
        reader
            .rows(&Tenant::new(A), Table::Ticket, None, 10)
            .unwrap()
            .is_empty()
    );
    assert!(!theirs.listed.is_empty());
}

fn tickets_are_unknown(a: &Desk, theirs: &Dump) {
    let me = Actor::agent(AgentId::of("lin"));
    for id in ids(theirs, "ticket").map(TicketId) {
        assert!(a.ticket(id).wait().unwrap().is_none());
        assert!(a.buyer_view(id, Lang::En).wait().unwrap().is_none());
        is_unknown(a.timeline(id, None, 10).wait());
        is_unknown(a.allowed(id, &me).wait());
        is_unknown(a.replay(id).wait());
        is_unknown(a.reasons(id, Trigger::Reject).wait());
        let act = a.act(me.clone());
        is_unknown(act.note(id, "mine?").wait());
        is_unknown(act.reply(id, "hello").wait());
        is_unknown(act.trigger(id, Trigger::Close).wait());
        is_unknown(act.edit(id).tag("mine").wait());
        is_unknown(act.assign(id, AgentId::of("lin")).wait());
        is_unknown(act.merge(id, id).wait());
    }
    for id in ids(theirs, "customer").map(CustomerId) {
        assert!(a.customer(Whom::Customer(id), 10).wait().unwrap().is_none());
        let edit = Act::EditCustomer {
            customer: id,
            custom: Default::default(),
            add_tags: vec!["mine".into()],
        };
        is_unknown(a.act(me.clone()).doing(edit).wait());
    }
    for id in ids(theirs, "account").map(AccountId) {
        assert!(a.customer(Whom::Account(id), 10).wait().unwrap().is_none());
    }
    for id in ids(theirs, "job").map(JobId) {
        is_unknown(a.redrive(me.clone(), id).wait());
        assert!(!a.finish_job(id, Uid::ZERO, Outcome::default()).wait().unwrap());
    }
    is_unknown(a.redrive_quarantined(QuarantineId(Uid::ZERO)).wait());
    for n in 0..10 {
        for platform in ["douyin", "tiktok", "kuaishou"] {
            assert!(a.order(platform, order_number(n)).wait().unwrap().is_none());
        }
    }
}

/// Tasks and agents, alone and in each list they stand in.
fn work_is_unknown(a: &Desk, b: &Desk, theirs: &Dump) {
    let mut queries = vec![
        TaskQuery {
            group: Some("warehouse".to_owned()),
            ..TaskQuery::default()
        },
        TaskQuery {
            agent: Some(AgentId::of("wei")),
            ..TaskQuery::default()
        },
    ];
    for id in ids(theirs, "task").map(TaskId) {
        let task = b.task(id).wait().unwrap().unwrap().item;
        assert_eq!(a.task(id).wait().unwrap(), None);
        queries.push(TaskQuery {
            ticket: Some(task.ticket),
            ..TaskQuery::default()
        });
    }
    for query in queries {
        assert!(!b.tasks(query.clone()).wait().unwrap().items.is_empty(), "{query:?}");
        assert!(a.tasks(query.clone()).wait().unwrap().items.is_empty(), "{query:?}");
    }
    for id in ids(theirs, "agent").map(AgentId) {
        assert!(b.agent(id).wait().unwrap().is_some());
        assert_eq!(a.agent(id).wait().unwrap(), None);
    }
    for group in [None, Some("warehouse".to_owned())] {
        let query = AgentQuery {
            group,
            ..AgentQuery::default()
        };
        assert_eq!(b.agents(query.clone()).wait().unwrap().items.len(), 1);
        assert!(a.agents(query).wait().unwrap().items.is_empty());
    }
}

/// Every list A can ask for, with every filter that finds something of B's. Gives the number of B's orders.
fn lists_are_empty(a: &Desk, b: &Desk) -> usize {
    let all = b
        .tickets(TicketQuery {
            limit: 500,
            ..TicketQuery::default()
        })
        .wait()
        .unwrap()
        .items;
    assert!(!all.is_empty());
    let mut asked = 0;
    for query in all.iter().flat_map(|t| queries(&t.item)) {
        assert!(!b.tickets(query.clone()).wait().unwrap().items.is_empty(), "{query:?}");
        assert!(a.tickets(query.clone()).wait().unwrap().items.is_empty(), "{query:?}");
        asked += 1;
    }
    assert!(asked > all.len());
    for number in all.iter().map(|t| t.item.number) {
        assert!(a.ticket_by_number(number).wait().unwrap().is_none());
    }
    let sold = all.iter().map(|t| OrderQuery {
        platform: Some(t.item.platform.clone()),
        shop: Some(t.item.shop.clone()),
        ..OrderQuery::default()
    });
    let sold: Vec<OrderQuery> = sold.collect();
    let orders_of = |desk: &Desk| -> usize {
        let pages = sold.iter().map(|query| desk.orders(query.clone()).wait().unwrap());
        pages.map(|page| page.items.len()).sum()
    };
    assert_eq!(orders_of(a), 0);
    let lines_of = |desk: &Desk| -> usize {
        let queries = sold.iter().map(|query| SoldLineQuery {
            platform: query.platform.clone(),
            shop: query.shop.clone(),
            ..SoldLineQuery::default()
        });
        queries
            .map(|query| desk.sold_lines(query).wait().unwrap().items.len())
            .sum()
    };
    assert_eq!(lines_of(a), 0);
    let accounts: Vec<AccountId> = all.iter().filter_map(|t| t.item.account).collect();
    assert!(
        a.customer_keys(accounts.clone())
            .wait()
            .unwrap()
            .iter()
            .all(Option::is_none)
    );
    assert!(b.customer_keys(accounts).wait().unwrap().iter().all(Option::is_some));
    assert!(!b.customers(CustomerQuery::default()).wait().unwrap().items.is_empty());
    assert!(a.customers(CustomerQuery::default()).wait().unwrap().items.is_empty());
    assert!(a.products(ProductQuery::default()).wait().unwrap().items.is_empty());
    assert_eq!(a.events(Cursor(0), 100).wait().unwrap().events, []);
    assert!(a.dead_letters(100, None).wait().unwrap().items.is_empty());
    assert!(a.quarantined(100, None).wait().unwrap().items.is_empty());
    let kinds = JobKind::ALL;
    assert!(a.claim_jobs(kinds, 100, 60_000).wait().unwrap().is_empty());
    for dim in Dim::ALL {
        for grain in [Grain::Day, Grain::Month] {
            let query = CounterQuery {
                grain,
                from: i32::MIN,
                to: i32::MAX,
                dim: *dim,
                member: None,
            };
            assert!(a.counters(query).wait().unwrap().is_empty());
        }
    }
    assert!(a.check().wait().unwrap().is_empty());
    orders_of(b)
}

fn queries(t: &Ticket) -> Vec<TicketQuery> {
    let none = TicketQuery {
        order: Some(TicketOrder::Newest),
        ..TicketQuery::default()
    };
    let mut out = vec![
        none.clone(),
        TicketQuery {
            order: Some(TicketOrder::Oldest),
            ..none.clone()
        },
        TicketQuery {
            order: Some(TicketOrder::Changed),
            headlines: vec![t.headline],
            ..none.clone()
        },
        TicketQuery {
            issue: Some(t.issue),
            ..none.clone()
        },
        TicketQuery {
            platform: Some(t.platform.clone()),
            shop: Some(t.shop.clone()),
            ..none.clone()
        },
    ];
    out.extend(t.account.map(|account| TicketQuery {
        account: Some(account),
        ..none.clone()
    }));
    out.extend(t.show.map(|show| TicketQuery {
        show: Some(show),
        ..none.clone()
    }));
    out.extend(t.host.clone().map(|host| TicketQuery {
        host: Some(host),
        ..none.clone()
    }));
    let products = t.lines.iter().filter_map(|line| line.product);
    out.extend(products.map(|product| TicketQuery {
        product: Some(product),
        ..none.clone()
    }));
    let queue = |queue| TicketQuery {
        queue: Some(queue),
        order: None,
        ..none.clone()
    };
    out.extend(t.assignment.queue.filter(|_| t.is_open()).map(queue));
    out
}

/// The same history of A, alone and in one store with B's: what there is of A is the same to the letter.
#[test]
fn what_one_merchant_does_leaves_another_as_he_would_be_alone() {
    let rules = bare_rules();
    for seed in 0..8 {
        for (alone, shared) in stores().into_iter().zip(stores()) {
            let (a, b) = (Tenant::new(A), Tenant::new(B));
            let (first, second) = (history(seed), history(seed + 1_000));
            ingest(&*alone, &a, &rules, &first, seed, seed);
            // The same ids, numbers and accounts on both sides, in turns.
            for (at, fact) in second.iter().chain(&first).enumerate() {
                ingest(&*shared, &b, &rules, std::slice::from_ref(fact), seed + at as u64, 1);
            }
            ingest(&*shared, &a, &rules, &first, seed, seed);
            assert_eq!(dump(&*alone, &a).unwrap(), dump(&*shared, &a).unwrap(), "seed {seed}");
        }
    }
}
