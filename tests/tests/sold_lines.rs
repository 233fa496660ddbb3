//! Sold lines with their returns say what the counters say, in any history; and what they call a buyer leads to nobody.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::engine::query::TicketQuery;
use aftersync_core::engine::sold::{SoldLine, SoldLineQuery};
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::insight::sold_on;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::counter::{Dim, Grain, Metric};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{AccountId, OrderId, Platform, ShopId};
use aftersync_core::model::money::Money;
use aftersync_core::model::order::Order;
use aftersync_core::model::time::{DAY, Timestamp};
use aftersync_core::store::{CounterQuery, TicketStore};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{APP, SHOP, START, engine, fact, opened, order, request, ticket};
use aftersync_tests::history::{PLATFORMS, history};

fn shop(platform: &str, shop: &str, limit: usize) -> SoldLineQuery {
    SoldLineQuery {
        platform: Some(Platform::new(platform)),
        shop: Some(ShopId::new(shop)),
        limit,
        ..SoldLineQuery::default()
    }
}

fn all(desk: &Desk, mut query: SoldLineQuery) -> Vec<SoldLine> {
    let mut out = Vec::new();
    loop {
        let page = desk.sold_lines(query.clone()).wait().unwrap();
        out.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return out,
        }
    }
}

fn desk(store: Arc<dyn TicketStore>, seed: u64) -> (Engine, Desk) {
    let engine = engine(store, seed).0.build().unwrap();
    let desk = engine.desk("acme");
    (engine, desk)
}

/// The figures of a dimension by member, those of all days together.
fn counted(desk: &Desk, dim: Dim) -> BTreeMap<(String, Metric), i64> {
    let query = CounterQuery {
        grain: Grain::Month,
        from: i32::MIN,
        to: i32::MAX,
        dim,
        member: None,
    };
    let kept = [
        Metric::SoldUnits,
        Metric::SoldMinor,
        Metric::UnitsBySale,
        Metric::RefundMinorBySale,
    ];
    let mut out = BTreeMap::new();
    for (id, n) in desk.counters(query).wait().unwrap() {
        if kept.contains(&id.metric) {
            *out.entry((id.member, id.metric)).or_default() += n;
        }
    }
    out
}

fn summed(lines: &[SoldLine], member: impl Fn(&SoldLine) -> Option<String>) -> BTreeMap<(String, Metric), i64> {
    let mut out = BTreeMap::new();
    for line in lines {
        let Some(member) = member(line) else { continue };
        let figures = [
            (Metric::SoldUnits, i64::from(line.quantity)),
            (Metric::SoldMinor, line.paid.minor),
            (Metric::UnitsBySale, line.returned),
            (Metric::RefundMinorBySale, line.refunded.minor),
        ];
        for (metric, n) in figures {
            *out.entry((member.clone(), metric)).or_default() += n;
        }
    }
    out.retain(|_, n| *n != 0);
    out
}

#[test]
fn they_add_up_to_the_counters() {
    let (mut sold, mut returned, mut refunded) = (0, 0, 0);
    for seed in 0..150 {
        let store: Arc<dyn TicketStore> = match seed % 2 {
            0 => Arc::new(MemoryStore::new()),
            _ => Arc::new(SqliteStore::in_memory().unwrap()),
        };
        let (_engine, desk) = desk(store, seed);
        for taken in desk.ingest(history(seed)).wait().unwrap() {
            taken.unwrap();
        }
        let lines: Vec<SoldLine> = PLATFORMS
            .iter()
            .flat_map(|platform| all(&desk, shop(platform, "880011", 1 + seed as usize % 3)))
            .collect();
        assert_eq!(
            summed(&lines, |_| Some("all".to_owned())),
            counted(&desk, Dim::All),
            "seed {seed}"
        );
        let product = |line: &SoldLine| line.product.map(|p| p.to_string());
        assert_eq!(summed(&lines, product), counted(&desk, Dim::Product), "seed {seed}");
        sold += lines.len();
        returned += lines.iter().filter(|l| l.returned > 0).count();
        refunded += lines.iter().filter(|l| l.refunded.minor > 0).count();
        for line in &lines {
            let order = desk.row::<Order>(line.order).wait().unwrap().unwrap().item;
            assert_eq!(Some(line.sold_at), sold_on(&order));
            let open = line.tickets.iter().filter(|t| ticket(&desk, **t).is_open()).count();
            assert_eq!(line.open_tickets as usize, open);
        }
    }
    assert!(
        sold > 150 && returned > 20 && refunded > 20,
        "{sold} {returned} {refunded}"
    );
}

#[test]
fn a_buyer_has_one_pseudonym_that_leads_to_nobody() {
    let (engine, desk) = desk(Arc::new(SqliteStore::in_memory().unwrap()), 1);
    opened(&desk, "A1", "69001", Kind::RefundOnly);
    opened(&desk, "A2", "69002", Kind::RefundOnly);
    opened(&engine.desk("bolt"), "A1", "69001", Kind::RefundOnly);
    let lines = all(&desk, shop(APP, SHOP, 0));
    let keys: BTreeSet<_> = lines.iter().map(|line| line.customer.unwrap()).collect();
    assert_eq!((lines.len(), keys.len()), (2, 1));
    let elsewhere = all(&engine.desk("bolt"), shop(APP, SHOP, 0));
    assert!(
        !keys.contains(&elsewhere[0].customer.unwrap()),
        "another merchant, another pseudonym"
    );
    let account = AccountId::of(&Platform::new(APP), SHOP, "buyer-1");
    let unknown = AccountId::of(&Platform::new(APP), SHOP, "nobody");
    let asked = desk.customer_keys(vec![unknown, account]).wait().unwrap();
    assert_eq!(asked, [None, lines[0].customer]);
    let json = serde_json::to_string(&lines).unwrap();
    for hidden in ["buyer-1", "69001", &account.to_string(), "\"L1\""] {
        assert!(!json.contains(hidden), "{hidden} in {json}");
    }
    let other = self::engine(Arc::new(SqliteStore::in_memory().unwrap()), 1)
        .0
        .key([8; 32]);
    let other = other.build().unwrap().desk("acme");
    opened(&other, "A1", "69001", Kind::RefundOnly);
    assert!(
        !keys.contains(&all(&other, shop(APP, SHOP, 0))[0].customer.unwrap()),
        "it is keyed"
    );
}

#[test]
fn filters_and_maturity() {
    let store: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
    let (builder, clock) = engine(store, 1);
    let desk = builder.build().unwrap().desk("acme");
    opened(&desk, "A1", "69001", Kind::ReturnRefund);
    let mut two = order("69002", START.plus(DAY));
    two.lines.push(two.lines[0].clone());
    two.lines[1].external_id = "L2".into();
    two.lines[1].sku = "sku-2".into();
    two.lines[1].paid = Money::cny(3_000);
    let mut unpaid = order("69003", START.plus(DAY));
    unpaid.paid_at = None;
    unpaid.state = aftersync_core::model::order::OrderState::Created;
    for snapshot in [two, unpaid] {
        desk.ingest([fact(START.plus(DAY), FactBody::Order(Box::new(snapshot)))])
            .wait()
            .unwrap();
    }
    let lines = all(&desk, shop(APP, SHOP, 0));
    assert_eq!(lines.len(), 3, "an order that was never paid is not sold");
    assert_eq!(
        lines.iter().map(|l| l.sku.as_str()).collect::<Vec<_>>(),
        ["sku-1", "sku-2", "sku-1"]
    );
    assert_eq!(
        (lines[2].returned, lines[2].open_tickets, lines[2].tickets.len()),
        (1, 1, 1)
    );
    let narrow = |change: fn(&mut SoldLineQuery), line: &SoldLine| {
        let mut query = shop(APP, SHOP, 0);
        query.product = line.product;
        change(&mut query);
        all(&desk, query).len()
    };
    assert_eq!(narrow(|_| {}, &lines[1]), 1);
    assert_eq!(narrow(|_| {}, &lines[0]), 2);
    assert_eq!(narrow(|q| q.placed_from = Some(START.plus(1)), &lines[0]), 1);
    assert_eq!(narrow(|q| q.host = Some("nobody".into()), &lines[0]), 0);
    assert!(lines.iter().all(|line| !line.mature && line.age_days <= 0));
    clock.set(Timestamp(START.0 + 31 * DAY));
    let later = all(&desk, shop(APP, SHOP, 0));
    assert_eq!(
        later.iter().map(|l| (l.age_days, l.mature)).collect::<Vec<_>>(),
        [(30, true), (30, true), (31, false)]
    );
    let sooner = SoldLineQuery {
        mature_days: 31,
        ..shop(APP, SHOP, 0)
    };
    assert!(
        all(&desk, sooner).iter().all(|line| !line.mature),
        "young, or with an open ticket"
    );
}

#[test]
fn a_ticket_of_two_orders_counts_once_on_each() {
    let (_engine, desk) = desk(Arc::new(MemoryStore::new()), 1);
    let one = opened(&desk, "A1", "69001", Kind::ReturnRefund);
    let mut other = order("69002", START);
    other.lines[0].external_id = "M1".into();
    let mut asked = request("A2", "69002", Kind::ReturnRefund, START);
    asked.lines[0].line = "M1".into();
    let facts = [FactBody::Order(Box::new(other)), FactBody::AfterSale(Box::new(asked))];
    let answers = desk.ingest(facts.map(|body| fact(START, body))).wait().unwrap();
    let two = answers[1].as_ref().unwrap().ticket.unwrap();
    let merge = Act::Merge { into: one, from: two };
    desk.act(Actor::system()).doing(merge).wait().unwrap();
    assert_eq!(desk.tickets(TicketQuery::default()).wait().unwrap().items.len(), 1);
    let lines = all(&desk, shop(APP, SHOP, 0));
    for line in &lines {
        assert_eq!(
            (line.tickets.as_slice(), line.returned),
            ([one].as_slice(), 1),
            "{:?}",
            line.order
        );
    }
    let orders: BTreeSet<OrderId> = lines.iter().map(|line| line.order).collect();
    assert_eq!(orders.len(), 2);
}
