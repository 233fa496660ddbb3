use aftersync::model::axes::Goods;
use aftersync::model::handoff::TaskKind;
use aftersync::warehouse::{Clue, ExpectedParcel, FoundBy, KnownParcel, ScanHints, Scanned, UnknownParcel};
use aftersync::{Actor, ErrorKind, Fact, FactBody, LineOutcome, Role, TicketId, Timestamp, Trigger};
use serde_json::{Value, json};

use crate::toy::{Bench, START};

const HOUR: i64 = 3_600_000;

fn fact(bench: &Bench, body: Value) -> Option<TicketId> {
    fact_at(bench, body, Timestamp(START))
}

fn fact_at(bench: &Bench, body: Value, at: Timestamp) -> Option<TicketId> {
    let body: FactBody = serde_json::from_value(body).unwrap();
    let fact = Fact {
        platform: if matches!(body, FactBody::Parcel(_)) {
            "carrier"
        } else {
            "toy"
        }
        .into(),
        shop: "s1".into(),
        revision: 1,
        occurred_at: at,
        body,
        raw: None,
    };
    let taken = bench.acme().ingest([fact]).wait().unwrap().remove(0).unwrap();
    taken.ticket
}

/// An order of two cups and a plate, which went out in a parcel of its own.
fn order(bench: &Bench, n: u32) {
    let line = |id: &str, sku: &str, code: &str, quantity: u32| {
        json!({"external_id": format!("{id}{n}"), "sku": sku, "title": sku, "quantity": quantity, "barcode": code,
            "merchant_code": sku.to_uppercase(), "paid": {"minor": 900, "currency": "CNY"}})
    };
    fact(
        bench,
        json!({"type": "order", "external_id": format!("O{n}"), "state": "done", "paid": {"minor": 1800, "currency": "CNY"},
            "account": {"scope": "toy", "uid": format!("buyer-{n}")}, "created_at": START,
            "receiver": {"name": format!("王{n}"), "phone": format!("1381234560{n}"), "region": "浙江省"},
            "parcels": [{"number": format!("SF20000000000{n}")}],
            "lines": [line("c", "cup", "6901", 2), line("p", "plate", "6902", 1)]}),
    );
}

/// A return of one cup of it.
fn ask(bench: &Bench, n: u32, parcel: Option<&str>) -> TicketId {
    ask_at(bench, n, parcel, START)
}

fn ask_at(bench: &Bench, n: u32, parcel: Option<&str>, at: i64) -> TicketId {
    let parcel = parcel.map(|number| json!({"number": number, "carrier": "顺丰"}));
    let asked = json!({"type": "after_sale", "external_id": format!("R{n}"), "order": format!("O{n}"), "kind": "return_refund",
        "lines": [{"line": format!("c{n}"), "quantity": 1}], "raw_status": "agreed", "rank": 1, "created_at": at,
        "reason_text": "a crack", "claim": {"decision": "approved"}, "return_parcel": parcel});
    fact_at(bench, asked, Timestamp(at)).unwrap()
}

fn scan(bench: &Bench, code: &str, hints: ScanHints) -> Scanned {
    bench.acme().scan(code, hints).wait().unwrap()
}
fn expected(bench: &Bench, code: &str) -> ExpectedParcel {
    match scan(bench, code, ScanHints::default()) {
        Scanned::Expected(parcel) => parcel,
        other => panic!("{code} is {other:?}"),
    }
}
fn known(bench: &Bench, code: &str) -> KnownParcel {
    match scan(bench, code, ScanHints::default()) {
        Scanned::NoRequest(parcel) => parcel,
        other => panic!("{code} is {other:?}"),
    }
}
fn unknown(bench: &Bench, code: &str, hints: ScanHints) -> UnknownParcel {
    match scan(bench, code, hints) {
        Scanned::Unknown(parcel) => parcel,
        other => panic!("{code} is {other:?}"),
    }
}
fn tickets(parcel: &UnknownParcel) -> Vec<TicketId> {
    parcel.candidates.iter().map(|c| c.ticket).collect()
}

#[test]
fn a_parcel_that_a_return_names_is_expected() {
    let bench = Bench::new();
    order(&bench, 1);
    let ticket = ask(&bench, 1, Some("SF1000000000001"));
    let parcel = expected(&bench, " sf 1000-0000 00001 ");
    assert_eq!(parcel.by, FoundBy::ReturnParcel);
    let coming = &parcel.returns[0];
    assert_eq!((coming.ticket, coming.order.as_deref()), (ticket, Some("O1")));
    assert_eq!(coming.reason.as_deref(), Some("a crack"));
    let line = &coming.lines[0];
    assert_eq!((line.sku.as_str(), line.barcode.as_deref()), ("cup", Some("6901")));
    assert_eq!((line.expected, line.received, line.missing), (1, 0, 1));
    assert_eq!(coming.inspection, None, "nothing came yet");
    assert!(coming.moves.contains(&Trigger::GoodsArrived), "{:?}", coming.moves);
    assert_eq!(
        coming.version,
        bench.acme().ticket(ticket).wait().unwrap().unwrap().version
    );
}

#[test]
fn slips_of_paper_name_it_too() {
    let bench = Bench::new();
    order(&bench, 1);
    let ticket = ask(&bench, 1, None);
    let number = bench.ticket(ticket).number;
    for (code, by) in [
        ("R1", FoundBy::Request),
        ("O1", FoundBy::Order),
        ("SF200000000001", FoundBy::OutboundParcel),
        (number.as_str(), FoundBy::Ticket),
    ] {
        let parcel = expected(&bench, code);
        assert_eq!((parcel.by, parcel.returns[0].ticket), (by, ticket), "{code}");
    }
}

#[test]
fn what_came_before_is_told_and_the_inspection_that_waits() {
    let bench = Bench::new();
    order(&bench, 1);
    let ticket = ask(&bench, 1, Some("SF1000000000001"));
    fact(
        &bench,
        json!({"type": "parcel", "number": "SF1000000000001", "state": "delivered", "at": START + HOUR}),
    );
    let coming = expected(&bench, "SF1000000000001").returns.remove(0);
    let task = coming.inspection.expect("an inspection");
    let tasks = bench.ticket(ticket).local.tasks;
    let row = bench
        .acme()
        .row::<aftersync::model::task::Task>(tasks[0])
        .wait()
        .unwrap()
        .unwrap()
        .item;
    assert_eq!((task.task, row.kind), (tasks[0], TaskKind::QcInspection));
    assert_eq!((task.group.as_str(), coming.goods), ("qc", Goods::Delivered));
    let qc = Actor {
        role: Role::Qc,
        agent: Some(bench.hire("qi")),
    };
    let line: LineOutcome = serde_json::from_value(json!({"line": "c1", "received": 1, "passed": 1})).unwrap();
    let inspected = bench.acme().act(qc).trigger(ticket, Trigger::InspectPass).lines([line]);
    inspected.wait().unwrap();
    let again = expected(&bench, "SF1000000000001").returns.remove(0);
    assert_eq!(
        again.goods,
        Goods::InspectedPass,
        "it is still known when scanned again"
    );
    assert_eq!((again.lines[0].received, again.lines[0].missing), (1, 0));
    assert_eq!(again.inspection, None);
}

#[test]
fn nobody_asked_for_it() {
    let bench = Bench::new();
    order(&bench, 1);
    let parcel = known(&bench, "SF200000000001");
    assert_eq!(parcel.by, FoundBy::OutboundParcel);
    let order = &parcel.orders[0];
    assert_eq!((order.number.as_str(), order.lines.len()), ("O1", 2));
    let customers = bench.acme().customers(Default::default()).wait().unwrap().items;
    assert_eq!(order.customer, Some(customers[0].item.id));
    assert!(parcel.tickets.is_empty());

    let asked = json!({"type": "after_sale", "external_id": "R9", "order": "O1", "kind": "refund_only", "raw_status": "open",
        "rank": 1, "created_at": START, "claim": {}});
    let ticket = fact(&bench, asked).unwrap();
    let parcel = known(&bench, "O1");
    assert_eq!((parcel.by, parcel.tickets[0].ticket), (FoundBy::Order, ticket));
    assert_eq!(parcel.tickets[0].goods, Goods::NotRequired);
}

#[test]
fn an_unknown_parcel_may_be_one_of_these() {
    let bench = Bench::new();
    (1..=4).for_each(|n| order(&bench, n));
    let typed = ask(&bench, 1, Some("SF1000000000001"));
    let waiting = ask(&bench, 2, None);
    let other = ask(&bench, 3, None);
    let parcel = unknown(&bench, "SF1000000000010", ScanHints::default());
    assert_eq!(tickets(&parcel)[0], typed);
    assert_eq!(parcel.candidates[0].reasons[0].clue, Clue::Swapped);
    assert_eq!((parcel.compared, parcel.more), (3, false));
    let hints = ScanHints {
        phone: Some("5603".into()),
        ..ScanHints::default()
    };
    let parcel = unknown(&bench, "YT7777777777777", hints);
    assert_eq!(
        tickets(&parcel),
        [other, waiting],
        "and not the one that names another parcel"
    );
    assert_eq!(parcel.candidates[0].reasons[0].clue, Clue::PhoneTail);
    assert_eq!(parcel.candidates[0].lines[0].barcode.as_deref(), Some("6901"));

    let hints = ScanHints {
        limit: 1,
        ..ScanHints::default()
    };
    assert_eq!(unknown(&bench, "YT7777777777777", hints).candidates.len(), 1);
}

#[test]
fn what_the_buyer_wrote_and_what_is_inside_lead_to_it() {
    let bench = Bench::new();
    (1..=3).for_each(|n| order(&bench, n));
    let (first, second) = (ask(&bench, 1, None), ask(&bench, 2, None));
    fact(
        &bench,
        json!({"type": "message", "external_id": "m1", "conversation": "talk", "sender": "buyer", "at": START + HOUR,
            "account": {"scope": "toy", "uid": "buyer-2"}, "text": "寄回去了，快递单号 YT7777777777777"}),
    );
    let parcel = unknown(&bench, "YT7777777777777", ScanHints::default());
    assert_eq!(tickets(&parcel), [second, first]);
    assert_eq!(parcel.candidates[0].reasons[0].clue, Clue::BuyerNamed);

    let by_barcode = unknown(&bench, "6901", ScanHints::default());
    assert_eq!(by_barcode.products.len(), 1);
    let clues: Vec<Clue> = by_barcode.candidates[0].reasons.iter().map(|r| r.clue).collect();
    assert!(clues.contains(&Clue::AllArticles), "{clues:?}");
    let inside = ScanHints {
        skus: vec!["PLATE".into()],
        ..ScanHints::default()
    };
    let parcel = unknown(&bench, "YT8888888888888", inside);
    assert!(
        parcel
            .candidates
            .iter()
            .all(|c| c.reasons.iter().any(|r| r.clue == Clue::OtherArticle))
    );
}

#[test]
fn a_slip_of_the_hand_finds_its_return() {
    let bench = Bench::new();
    order(&bench, 1);
    let old = ask(&bench, 1, Some("SF1000000000001"));
    for n in 2..=9 {
        order(&bench, n);
        ask(&bench, n, None);
    }
    for slip in [
        "SF1000000000002",
        "SF100000000001",
        "1000000000001",
        "SF10000000000011",
        "SF1000000000O01",
    ] {
        let found = unknown(&bench, slip, ScanHints::default());
        assert_eq!(tickets(&found)[0], old, "{slip}");
    }
}

#[test]
fn an_old_return_is_found_behind_more_newer_ones_than_are_compared() {
    let bench = Bench::new();
    let old = ask(&bench, 1, Some("SF1000000000001"));
    for n in 2..=620 {
        bench.clock.advance(1_000);
        ask_at(&bench, n, None, START + 1_000 * i64::from(n));
    }
    let other = unknown(&bench, "JD0000000000", ScanHints::default());
    assert!(other.more && !tickets(&other).contains(&old), "it is beyond the lists");
    let found = unknown(&bench, "SF1000000000002", ScanHints::default());
    assert_eq!(tickets(&found)[0], old);
    assert_eq!(found.compared, other.compared + 1);
}

#[test]
fn a_code_has_bounds() {
    let bench = Bench::new();
    let refused = |code: &str, hints: ScanHints| bench.acme().scan(code, hints).wait().unwrap_err().kind();
    assert_eq!(refused(" - ", ScanHints::default()), ErrorKind::Malformed);
    assert_eq!(refused(&"1".repeat(200), ScanHints::default()), ErrorKind::Malformed);
    let many = ScanHints {
        skus: vec!["a".into(); 21],
        ..ScanHints::default()
    };
    assert_eq!(refused("SF1", many), ErrorKind::Malformed);
    assert!(
        unknown(&bench, "SF1000000000001", ScanHints::default())
            .candidates
            .is_empty()
    );
}
