use aftersync::model::command::Act;
use aftersync::warehouse::StockCount;
use aftersync::{
    Actor, AgentId, Engine, ErrorKind, Fact, FactBody, ProductId, Result, SeededIds, TenantDesk, TicketId, Timestamp,
    Trigger,
};
use aftersync_testkit::{ManualClock, MemoryStore};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::toy::START;

fn engine(store: &MemoryStore, seed: u64) -> Engine {
    Engine::builder(Arc::new(store.clone()))
        .clock(Arc::new(ManualClock::new(Timestamp(START))))
        .ids(Arc::new(SeededIds::new(seed)))
        .key([7; 32])
        .build()
        .unwrap()
}

fn ingest(desk: &TenantDesk, body: Value) -> Option<TicketId> {
    let body: FactBody = serde_json::from_value(body).unwrap();
    let fact = Fact {
        platform: "app".into(),
        shop: "own".into(),
        revision: 1,
        occurred_at: Timestamp(START),
        body,
        raw: None,
    };
    desk.ingest([fact]).wait().unwrap().remove(0).unwrap().ticket
}

/// A request about one cup, which the merchant calls by this code.
fn ask(desk: &TenantDesk, n: usize, kind: &str, code: &str) -> TicketId {
    let line = json!({"external_id": "l1", "sku": format!("sku-{code}"), "title": "cup", "quantity": 1, "merchant_code": code,
        "paid": {"minor": 900, "currency": "CNY"}});
    ingest(
        desk,
        json!({"type": "order", "external_id": format!("O{n}"), "state": "done", "paid": {"minor": 900, "currency": "CNY"},
            "created_at": START, "account": {"scope": "own", "uid": "buyer"}, "lines": [line]}),
    );
    let asked = json!({"type": "after_sale", "external_id": format!("A{n}"), "order": format!("O{n}"), "kind": kind,
        "lines": [{"line": "l1", "quantity": 1}], "raw_status": "open", "rank": 1, "created_at": START, "claim": {"decision": "none"}});
    ingest(desk, asked).unwrap()
}

fn agent() -> Actor {
    Actor::agent(AgentId::of("lin"))
}

fn count(desk: &TenantDesk, code: &str, on_hand: u32) {
    let levels = vec![StockCount {
        code: code.to_owned(),
        on_hand,
    }];
    desk.act(agent()).doing(Act::SetStock { levels }).wait().unwrap();
}

fn level(desk: &TenantDesk, code: &str) -> Option<(u32, i64, i64)> {
    let levels = desk.stock([code]).wait().unwrap();
    levels.first().map(|l| (l.on_hand, l.reserved, l.available))
}

fn approve(desk: &TenantDesk, ticket: TicketId) -> Result<()> {
    desk.act(agent()).approve_resend(ticket).wait().map(|_| ())
}

fn sound(desk: &TenantDesk) {
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn a_move_for_which_nothing_is_there_is_shown_as_not_possible_and_why() {
    let engine = engine(&MemoryStore::new(), 1);
    let desk = engine.desk("acme");
    let ticket = ask(&desk, 1, "resend", "CUP");
    let resend = || {
        let allowed = desk.allowed(ticket, &agent()).wait().unwrap();
        allowed
            .into_iter()
            .find(|a| a.trigger == Trigger::ApproveResend)
            .unwrap()
    };
    assert!(resend().possible, "never counted: never asked");
    count(&desk, "cup ", 0);
    assert!(!resend().possible);
    assert_eq!(resend().because.as_deref(), Some("not enough in stock"));
    let error = approve(&desk, ticket).unwrap_err();
    assert_eq!(
        (error.kind(), error.context_of("reason")),
        (ErrorKind::Rejected, Some("out_of_stock"))
    );
    assert_eq!(level(&desk, "CUP"), Some((0, 0, 0)));
    count(&desk, "CUP", 1);
    assert!(resend().possible);
    approve(&desk, ticket).unwrap();
    assert_eq!(level(&desk, "CUP"), Some((1, 1, 0)));
    sound(&desk);
}

fn approved_of(desk: &TenantDesk, tickets: &[TicketId]) -> usize {
    let approved = tickets.iter().filter(|ticket| approve(desk, **ticket).is_ok());
    approved.count()
}

#[test]
fn two_processes_never_promise_the_last_piece_twice() {
    for round in 0..20 {
        let store = MemoryStore::new();
        let (one, other) = (engine(&store, 1), engine(&store, 2));
        let (a, b) = (one.desk("acme"), other.desk("acme"));
        let tickets: Vec<TicketId> = (0..6).map(|n| ask(&a, n, "resend", "CUP")).collect();
        count(&a, "CUP", 2);
        let approved = std::thread::scope(|scope| {
            let first = scope.spawn(|| approved_of(&a, &tickets[..3]));
            let second = scope.spawn(|| approved_of(&b, &tickets[3..]));
            first.join().unwrap() + second.join().unwrap()
        });
        assert_eq!(approved, 2, "round {round}");
        assert_eq!(level(&a, "CUP"), Some((2, 2, 0)));
        sound(&a);
    }
}

#[test]
fn articles_that_become_one_share_what_is_there() {
    let engine = engine(&MemoryStore::new(), 1);
    let desk = engine.desk("acme");
    let (first, second) = (ask(&desk, 1, "resend", "CUP"), ask(&desk, 2, "resend", "MUG"));
    approve(&desk, second).unwrap();
    count(&desk, "CUP", 2);
    count(&desk, "MUG", 1);
    let product = |code: &str| -> ProductId { desk.stock([code]).wait().unwrap()[0].product };
    let mug = desk
        .row::<aftersync::model::product::Product>(product("MUG"))
        .wait()
        .unwrap()
        .unwrap()
        .item;
    let join = Act::JoinListing {
        listing: mug.listings[0],
        product: product("CUP"),
    };
    desk.act(agent()).doing(join).wait().unwrap();
    assert_eq!(product("MUG"), product("CUP"));
    assert_eq!(
        level(&desk, "MUG"),
        Some((2, 1, 1)),
        "what the survivor had, less what was promised"
    );
    sound(&desk);
    approve(&desk, first).unwrap();
    assert_eq!(level(&desk, "CUP"), Some((2, 2, 0)));
    let other = ask(&desk, 3, "resend", "CUP");
    assert!(approve(&desk, other).is_err());
    sound(&desk);
}

#[test]
fn merged_tickets_hold_what_is_to_be_sent_once() {
    let engine = engine(&MemoryStore::new(), 1);
    let desk = engine.desk("acme");
    let (first, second) = (ask(&desk, 1, "resend", "CUP"), ask(&desk, 2, "resend", "CUP"));
    count(&desk, "CUP", 5);
    approve(&desk, first).unwrap();
    approve(&desk, second).unwrap();
    desk.act(agent()).merge(first, second).wait().unwrap();
    sound(&desk);
    let (_, reserved, _) = level(&desk, "CUP").unwrap();
    assert!((1..=2).contains(&reserved), "{reserved}");
}

/// What may be done with one of four requests about one article.
#[derive(Clone, Copy, Debug)]
enum Step {
    Approve(usize),
    Cancel(usize),
    Ship(usize),
    Convert(usize),
    Count(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0usize..4).prop_map(Step::Approve),
        2 => (0usize..4).prop_map(Step::Cancel),
        2 => (0usize..4).prop_map(Step::Ship),
        1 => (0usize..4).prop_map(Step::Convert),
        1 => (0u32..4).prop_map(Step::Count),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn no_order_of_moves_promises_more_than_there_is(steps in prop::collection::vec(step(), 1..24)) {
        let engine = engine(&MemoryStore::new(), 1);
        let desk = engine.desk("acme");
        let tickets: Vec<TicketId> = (0..4).map(|n| ask(&desk, n, "resend", "CUP")).collect();
        count(&desk, "CUP", 2);
        for step in steps {
            let (_, reserved, available) = level(&desk, "CUP").unwrap();
            let buyer = Actor::role(aftersync::Role::Buyer);
            let warehouse = Actor::role(aftersync::Role::Warehouse);
            let done = match step {
                Step::Approve(n) => approve(&desk, tickets[n]).is_ok(),
                Step::Cancel(n) => desk.act(buyer).trigger(tickets[n], Trigger::Cancel).wait().is_ok(),
                Step::Ship(n) => desk.act(warehouse).trigger(tickets[n], Trigger::ReplacementShipped).wait().is_ok(),
                Step::Convert(n) => desk.act(agent()).trigger(tickets[n], Trigger::OutOfStockRefund).wait().is_ok(),
                Step::Count(n) => { count(&desk, "CUP", n); true }
            };
            let (on_hand, now, left) = level(&desk, "CUP").unwrap();
            prop_assert_eq!(left, i64::from(on_hand) - now);
            let more = now > reserved;
            prop_assert!(!more || (matches!(step, Step::Approve(_)) && done && available > 0 && left >= 0), "{:?}", step);
            prop_assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
        }
    }
}
