//! What strangers, platforms and hosts get wrong: a typed error that says what to do, nothing lost, no panic, and no
//! personal word or secret in any error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
mod commands;

use std::sync::{Arc, Mutex};

use aftersync_core::engine::input::Outcome;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::limits::{
    MAX_BODY_BYTES, MAX_EXTERNAL_ID, MAX_JSON_DEPTH, MAX_LINES, MAX_MESSAGE_CHARS, MAX_MINOR, MAX_SOURCES_PER_DOCKET,
};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::{Config, ShopConfig};
use aftersync_core::model::conversation::{Message, MessageSnapshot};
use aftersync_core::model::customer::{AttestedKey, KeyKind};
use aftersync_core::model::event::Cursor;
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::ids::{ConversationId, MessageId};
use aftersync_core::model::job::JobKind;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::Receiver;
use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::platform::verified::{md5, to_hex};
use aftersync_core::platform::{AppCredentials, Delivery};
use aftersync_core::store::index::group_of;
use aftersync_core::store::{Index, Scan, Table, TicketStore};
use aftersync_core::{Error, ErrorKind};
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{APP, SHOP, START, buyer, engine, fact, order, request, ticket_of};
use serde_json::{Value, json};

const KEY: &str = "7012345678901234567";
const SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
const PUSHES: &str = include_str!("../../../crates/platforms/tests/data/douyin_pushes.jsonl");
/// Planted wherever a person or a secret may stand.
const MARKS: [&str; 6] = [
    "13800001111",
    "张小明",
    "银河路88号",
    "请快点退款",
    "buyer-secret-uid",
    SECRET,
];

struct Bench {
    engine: Engine,
    desk: Desk,
    store: Arc<dyn TicketStore>,
    errors: Mutex<Vec<String>>,
}

fn stores() -> Vec<Arc<dyn TicketStore>> {
    vec![
        Arc::new(MemoryStore::new()),
        Arc::new(SqliteStore::in_memory().unwrap()),
    ]
}

fn shop(platform: &str, id: &str, app: Option<&str>, currency: &str) -> ShopConfig {
    let whole = json!({"platform": platform, "shop": id, "app": app, "currency": currency, "poll_every_ms": 0});
    serde_json::from_value(whole).unwrap()
}

impl Bench {
    fn over(store: Arc<dyn TicketStore>) -> Self {
        let (builder, _) = engine(store.clone(), 1);
        let builder = builder.adapters(aftersync_platforms::all());
        let engine = builder.app("douyin", AppCredentials::new(KEY, SECRET)).build().unwrap();
        let desk = engine.desk("acme");
        Self {
            engine,
            desk,
            store,
            errors: Mutex::default(),
        }
    }

    fn configured(store: Arc<dyn TicketStore>) -> Self {
        let bench = Self::over(store);
        bench.configure(vec![
            shop("douyin", "880011", Some(KEY), "CNY"),
            shop(APP, SHOP, None, "CNY"),
        ]);
        bench
    }

    fn configure(&self, shops: Vec<ShopConfig>) {
        self.desk
            .configure(Config {
                shops,
                ..Config::default()
            })
            .wait()
            .unwrap();
    }

    fn ingest(&self, fact: Fact) -> Result<(), Error> {
        self.desk.ingest([fact]).wait().unwrap().remove(0).map(|_| ())
    }

    /// It is refused as that kind, with words or a hint that help, and without anything that must not stand there.
    fn refused<T: std::fmt::Debug>(&self, answer: Result<T, Error>, kind: ErrorKind, words: &str) -> Error {
        let error = answer.unwrap_err();
        let all = format!(
            "{error} {error:?} {}",
            serde_json::to_string(&aftersync_core::error::ErrorRecord::from(&error)).unwrap()
        );
        assert_eq!(error.kind(), kind, "{all}");
        assert!(error.message().contains(words), "{words}: {all}");
        assert!(
            error.advice().is_some() || !error.context().is_empty(),
            "no hint and no context: {all}"
        );
        for mark in MARKS {
            assert!(!all.contains(mark), "{mark} stands in {all}");
        }
        self.errors.lock().unwrap().push(all);
        error
    }

    fn kept(&self) -> usize {
        self.desk.quarantined(0, None).wait().unwrap().items.len()
    }

    fn head(&self) -> Cursor {
        self.desk.events(Cursor(0), 1).wait().unwrap().head
    }

    fn jobs(&self, tenant: &str, kind: JobKind) -> usize {
        let scan = Scan::all(Index::JobDue, group_of(kind.as_str()), Table::Job, 1_000);
        let mut reader = self.store.reader().unwrap();
        reader.list(&tenant.into(), &scan).unwrap().entries.len()
    }

    fn receive(&self, delivery: Delivery) -> Result<aftersync_core::engine::receive::Receipt, Error> {
        self.engine.receive(KEY, delivery).wait()
    }
}

fn signed(body: &[u8]) -> Delivery {
    let sign = to_hex(&md5(&[KEY.as_bytes(), body, SECRET.as_bytes()]));
    Delivery {
        headers: vec![("App-Id".into(), KEY.into()), ("Event-Sign".into(), sign)],
        body: body.to_vec(),
        ..Delivery::default()
    }
}

fn push() -> &'static [u8] {
    PUSHES.lines().next().unwrap().as_bytes()
}

#[test]
fn a_wrong_or_missing_signature_leaves_nothing() {
    for store in stores() {
        let b = Bench::configured(store);
        let before = b.head();
        let unsigned = Delivery {
            body: push().to_vec(),
            ..Delivery::default()
        };
        b.refused(b.receive(unsigned), ErrorKind::Signature, "");
        for at in [0, 7, 31] {
            let mut wrong = signed(push());
            let sign = &mut wrong.headers[1].1;
            let other = if sign.as_bytes()[at] == b'0' { "1" } else { "0" };
            sign.replace_range(at..=at, other);
            let error = b.refused(b.receive(wrong), ErrorKind::Signature, "");
            assert_eq!(Engine::refusal(&error).status, 401);
            assert!(Engine::refusal(&error).body.is_empty(), "a stranger is told nothing");
        }
        let mut flipped = signed(push());
        flipped.body[20] ^= 1;
        b.refused(b.receive(flipped), ErrorKind::Signature, "");
        assert_eq!((b.head(), b.jobs("acme", JobKind::Refetch)), (before, 0));
        let unknown = b.engine.receive("no-such-app", signed(push())).wait();
        b.refused(unknown, ErrorKind::NotFound, "no such application");
        assert_eq!(b.engine.tenants().wait().unwrap().len(), 1, "only the configured one");
    }
}

#[test]
fn the_same_push_a_hundred_times_is_one_job() {
    for store in stores() {
        let b = Bench::configured(store);
        for _ in 0..100 {
            let receipt = b.receive(signed(push())).unwrap();
            assert_eq!((receipt.reply.status, receipt.taken, receipt.kept), (200, 1, 0));
        }
        assert_eq!(b.jobs("acme", JobKind::Refetch), 1);
    }
}

#[test]
fn bodies_that_are_broken_huge_or_deep() {
    for store in stores() {
        let b = Bench::configured(store);
        let before = b.head();
        let huge = vec![b' '; MAX_BODY_BYTES + 1];
        let error = b.refused(b.receive(signed(&huge)), ErrorKind::Malformed, "too large");
        assert_eq!(error.context_of("limit"), Some(MAX_BODY_BYTES.to_string().as_str()));
        let deep = "[".repeat(MAX_JSON_DEPTH + 1);
        b.refused(b.receive(signed(deep.as_bytes())), ErrorKind::Malformed, "too deep");
        assert_eq!(b.head(), before, "nothing is stored of what nobody may look at");
        let many: Vec<Value> = (0..500)
            .map(|n| json!({"tag": "200", "msg_id": n.to_string(), "data": "{}"}))
            .collect();
        let many = json!(many).to_string();
        // What is signed but cannot be read is kept whole and acknowledged: sent again it would be the same.
        let broken: [&[u8]; 4] = [&push()[..push().len() / 2], b"", &[0xff, 0xfe, 0x00], many.as_bytes()];
        for (n, body) in broken.into_iter().enumerate() {
            let receipt = b.receive(signed(body)).unwrap();
            assert_eq!(
                (receipt.reply.status, receipt.taken, receipt.kept),
                (200, 0, 1),
                "{body:?}"
            );
            let kept = b.engine.unrouted().quarantined(0, None).wait().unwrap().items;
            assert_eq!(kept.len(), n + 1);
            for q in kept {
                let again = b.engine.unrouted().redrive_quarantined(q.id).wait();
                b.refused(again, ErrorKind::Malformed, "still cannot be read");
            }
        }
    }
}

#[test]
fn messages_of_wrong_types_and_unknown_tags_are_kept_whole() {
    let data = json!({"shop_id": 880_011, "name": "张小明", "phone": "13800001111"});
    let bodies = [
        json!([{"tag": "200", "msg_id": "1", "data": "not json"}]),
        json!([{"tag": 200, "msg_id": {"a": 1}, "data": [1, 2]}]),
        json!([{"tag": "200", "msg_id": "1", "data": "{\"aftersale_id\":{},\"shop_id\":\"x\"}"}]),
        json!([{"tag": "987654", "msg_id": "1", "data": data.to_string()}]),
        json!([{"msg_id": "1"}]),
        json!([null, 7, "text"]),
    ];
    for store in stores() {
        let b = Bench::configured(store);
        for body in &bodies {
            let text = body.to_string();
            let kept = |tenant: &str| {
                let page = b.engine.desk(tenant).quarantined(0, None).wait().unwrap();
                page.items.iter().filter(|q| !q.payload.0.is_empty()).count()
            };
            let before = kept("acme") + kept("_unrouted");
            match b.receive(signed(text.as_bytes())) {
                Ok(receipt) => {
                    assert_eq!(receipt.reply.status, 200, "{text}");
                    assert!(receipt.kept > 0, "{text}");
                    let after = kept("acme") + kept("_unrouted");
                    assert_eq!(after, before + receipt.kept, "{text}");
                }
                Err(e) => drop(b.refused(Err::<(), _>(e), ErrorKind::Malformed, "")),
            }
        }
        assert_eq!(b.jobs("acme", JobKind::Refetch), 0);
    }
}

#[test]
fn a_push_of_an_unknown_shop_waits_until_somebody_has_it() {
    for store in stores() {
        let b = Bench::over(store);
        let receipt = b.receive(signed(push())).unwrap();
        assert_eq!((receipt.reply.status, receipt.taken, receipt.kept), (200, 0, 1));
        let lost = b.engine.unrouted();
        let kept = lost.quarantined(0, None).wait().unwrap().items;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].payload.0.as_bytes(), push(), "kept whole");
        let error = b.refused(
            lost.redrive_quarantined(kept[0].id).wait(),
            ErrorKind::NotFound,
            "merchant",
        );
        assert!(error.advice().unwrap().contains("configure"));
        b.configure(vec![shop("douyin", "880011", Some(KEY), "CNY")]);
        assert_eq!(lost.redrive_quarantined(kept[0].id).wait().unwrap(), 1);
        assert_eq!(lost.quarantined(0, None).wait().unwrap().items.len(), 0);
        assert_eq!(b.jobs("acme", JobKind::Refetch), 1);
    }
}

/// A request with a person in every place where one may stand.
fn personal(id: &str) -> Fact {
    let mut a = request(id, "O1", Kind::RefundOnly, START);
    a.account = Some(buyer("buyer-secret-uid"));
    a.account.as_mut().unwrap().nickname = Some("张小明".into());
    a.reason_text = Some("请快点退款 13800001111".into());
    let mut fact = fact(START, FactBody::AfterSale(Box::new(a)));
    fact.raw = Some(Payload("张小明 13800001111 银河路88号".into()));
    fact
}

fn change(mut fact: Fact, with: impl FnOnce(&mut aftersync_core::model::aftersale::AfterSale)) -> Fact {
    if let FactBody::AfterSale(a) = &mut fact.body {
        with(a);
    }
    fact
}

#[test]
fn money_that_cannot_be_is_refused_and_kept_whole() {
    let usd = Money::new(5_000, Currency::USD);
    let bad = [
        (change(personal("A1"), |a| a.requested = Some(usd)), "foreign currency"),
        (
            change(personal("A2"), |a| a.requested = Some(Money::cny(-1))),
            "impossible",
        ),
        (
            change(personal("A3"), |a| a.refunded = Some(Money::cny(MAX_MINOR + 1))),
            "impossible",
        ),
        (
            change(personal("A4"), |a| a.lines[0].amount = Some(Money::cny(i64::MIN))),
            "impossible",
        ),
        (
            change(personal("A5"), |a| a.refunded = Some(Money::cny(i64::MAX))),
            "impossible",
        ),
    ];
    for store in stores() {
        let b = Bench::configured(store);
        for (n, (fact, words)) in bad.iter().enumerate() {
            b.refused(b.ingest(fact.clone()), ErrorKind::Malformed, words);
            assert_eq!(b.kept(), n + 1);
            // A repeat is counted, not kept again.
            b.refused(b.ingest(fact.clone()), ErrorKind::Malformed, words);
            assert_eq!(b.kept(), n + 1);
        }
        let kept = b.desk.quarantined(0, None).wait().unwrap().items;
        for (fact, _) in &bad {
            let whole = kept
                .iter()
                .any(|q| serde_json::from_str::<Fact>(&q.payload.0).is_ok_and(|f| f == *fact));
            assert!(whole, "the whole fact is kept, its payload too");
        }
        assert!(kept.iter().all(|q| q.times == 2), "{kept:?}");
        assert!(MARKS.iter().all(|mark| !format!("{kept:?}").contains(mark)));
        let query = aftersync_core::engine::query::TicketQuery::default();
        assert_eq!(b.desk.tickets(query.clone()).wait().unwrap().items.len(), 0);
        // Once the currency of the shop is put right, the first can be taken in again; the others still cannot.
        b.configure(vec![shop(APP, SHOP, None, "USD")]);
        let foreign = change(bad[0].0.clone(), |a| a.lines[0].amount = None);
        b.configure(vec![shop(APP, SHOP, None, "CNY")]);
        b.refused(b.ingest(foreign.clone()), ErrorKind::Malformed, "foreign");
        b.configure(vec![shop(APP, SHOP, None, "USD")]);
        let id = b.desk.quarantined(0, None).wait().unwrap().items;
        let of = |f: &Fact| {
            id.iter()
                .find(|q| serde_json::from_str::<Fact>(&q.payload.0).unwrap() == *f)
                .unwrap()
                .id
        };
        assert_eq!(b.desk.redrive_quarantined(of(&foreign)).wait().unwrap(), 1);
        let tickets = b.desk.tickets(query).wait().unwrap().items;
        assert_eq!((tickets.len(), tickets[0].item.currency), (1, Currency::USD));
        let before = b.kept();
        b.refused(
            b.desk.redrive_quarantined(of(&bad[1].0)).wait(),
            ErrorKind::Malformed,
            "",
        );
        assert_eq!(b.kept(), before, "what still cannot be taken in stays");
    }
}

#[test]
fn ids_that_are_empty_or_endless() {
    let long = "x".repeat(MAX_EXTERNAL_ID + 1);
    let parcel = |number: &str| {
        FactBody::Parcel(Box::new(ParcelSnapshot {
            number: number.into(),
            carrier: None,
            state: ParcelState::InTransit,
            at: START,
            last_scan: Some("13800001111".into()),
        }))
    };
    let contact = |uid: &str| FactBody::Contact {
        account: buyer(uid),
        keys: vec![AttestedKey {
            kind: KeyKind::ProvenPhone,
            scope: String::new(),
            value: "13800001111".into(),
            linkable: true,
        }],
    };
    for store in stores() {
        let b = Bench::configured(store);
        let mut bad: Vec<(Fact, &str)> = Vec::new();
        for (id, words) in [("", "empty"), (long.as_str(), "too long")] {
            bad.push((change(personal("A1"), |a| a.external_id = id.into()), words));
            bad.push((change(personal("A1"), |a| a.order = Some(id.into())), words));
            bad.push((change(personal("A1"), |a| a.lines[0].line = id.into()), words));
            bad.push((change(personal("A1"), |a| a.account = Some(buyer(id))), words));
            let named = Some(ParcelRef {
                number: id.into(),
                carrier: None,
            });
            bad.push((change(personal("A1"), |a| a.return_parcel = named), words));
            bad.push((fact(START, FactBody::Order(Box::new(order(id, START)))), words));
            bad.push((
                fact(START, FactBody::Message(Box::new(message(id, "talk", "请快点退款")))),
                words,
            ));
            bad.push((
                fact(START, FactBody::Message(Box::new(message("m1", id, "请快点退款")))),
                words,
            ));
            bad.push((fact(START, parcel(id)), words));
            bad.push((fact(START, contact(id)), words));
            let mut nowhere = personal("A1");
            nowhere.shop = id.into();
            bad.push((nowhere, words));
        }
        let line = request("A1", "O1", Kind::RefundOnly, START).lines.remove(0);
        let lines = vec![line; MAX_LINES + 1];
        bad.push((change(personal("A1"), |a| a.lines = lines), "too many"));
        for (n, (fact, words)) in bad.iter().enumerate() {
            let error = b.refused(b.ingest(fact.clone()), ErrorKind::Malformed, words);
            assert!(error.context_of("field").is_some(), "{error:?}");
            assert_eq!(b.kept(), n + 1, "kept: {:?}", fact.body.object());
        }
    }
}

fn message(id: &str, conversation: &str, text: &str) -> MessageSnapshot {
    let whole = json!({"external_id": id, "conversation": conversation, "sender": "buyer", "text": text, "at": START});
    serde_json::from_value(whole).unwrap()
}

fn stored(b: &Bench, conversation: &str, id: &str) -> Message {
    let of = ConversationId::of(&APP.into(), &SHOP.into(), conversation);
    b.desk
        .row::<Message>(MessageId::of(of, id))
        .wait()
        .unwrap()
        .expect("a message")
        .item
}

#[test]
fn words_that_are_long_or_odd() {
    for store in stores() {
        let b = Bench::configured(store);
        let long = "退".repeat(1_000_000 / 3);
        b.ingest(fact(START, FactBody::Message(Box::new(message("m1", "talk", &long)))))
            .unwrap();
        let kept = stored(&b, "talk", "m1").snapshot.text;
        assert_eq!(kept.chars().count(), MAX_MESSAGE_CHARS + 1);
        assert!(kept.ends_with('…'), "the cut is marked");
        let odd = "a\u{0}b\u{1b}[31m\u{202e}c\u{feff}\r\n\t\u{ffff}";
        b.ingest(fact(START, FactBody::Message(Box::new(message("m2", "talk", odd)))))
            .unwrap();
        assert_eq!(stored(&b, "talk", "m2").snapshot.text, odd);
        // Names of ten thousand letters in every place where a name may stand.
        let name = "名".repeat(10_000);
        let mut o = order("O1", START);
        o.account.as_mut().unwrap().nickname = Some(name.clone());
        o.lines[0].title.clone_from(&name);
        o.receiver = Some(Receiver {
            name: Some(name.clone()),
            address: Some(name.clone()),
            ..Receiver::default()
        });
        b.ingest(fact(START, FactBody::Order(Box::new(o)))).unwrap();
        b.ingest(change(personal("A\u{0}1"), |a| {
            a.reason_text = Some(name.clone());
            a.raw_status.clone_from(&name);
        }))
        .unwrap();
        let page = b.desk.tickets(Default::default()).wait().unwrap().items;
        let request = page.iter().find(|t| t.item.principal.is_some()).unwrap();
        assert_eq!(request.item.reason_text.as_deref(), Some(name.as_str()));
        assert_eq!(b.store.check().unwrap(), Vec::<String>::new());
    }
}

/// An order with so many requests that no more are taken.
fn crowded(b: &Bench) {
    let at = START;
    let of_platform = |body| {
        let mut one = fact(at, body);
        (one.platform, one.shop) = ("douyin".into(), "880011".into());
        one
    };
    b.ingest(of_platform(FactBody::Order(Box::new(order("O1", at)))))
        .unwrap();
    let requests = (0..MAX_SOURCES_PER_DOCKET).map(|n| {
        let one = request(&format!("A{n}"), "O1", Kind::RefundOnly, at);
        of_platform(FactBody::AfterSale(Box::new(one)))
    });
    for answer in b.desk.ingest(requests).wait().unwrap() {
        answer.unwrap();
    }
}

#[test]
fn one_fact_that_is_refused_does_not_hold_up_the_others_of_an_answer() {
    let b = Bench::configured(Arc::new(MemoryStore::new()));
    crowded(&b);
    b.receive(signed(push())).unwrap();
    let leased = b.desk.claim_jobs(&[JobKind::Refetch], 10, 60_000).wait().unwrap();
    let [job] = leased.as_slice() else { panic!("{leased:?}") };
    let of = |id: &str, order: &str| {
        let mut one = change(personal(id), |a| a.order = Some(order.into()));
        (one.platform, one.shop) = ("douyin".into(), "880011".into());
        one
    };
    let outcome = Outcome {
        facts: vec![of("B1", "O1"), of("B2", ""), of("B3", "O2")],
        ..Outcome::default()
    };
    assert!(b.desk.finish_job(job.job.id, job.lease, outcome).wait().unwrap());
    assert_eq!(b.kept(), 2);
    assert!(ticket_of(&b.desk, "douyin", "880011", "B3").is_some());
    let refused = b.ingest(of("B1", "O1"));
    b.refused(refused, ErrorKind::Rejected, "too many requests");
    // What is left to read is the order of the last one.
    assert_eq!((b.kept(), b.jobs("acme", JobKind::Refetch)), (2, 1));
    assert_eq!(b.store.check().unwrap(), Vec::<String>::new());
}
