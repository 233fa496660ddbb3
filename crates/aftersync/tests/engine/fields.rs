//! The merchant's own fields, wherever they stand: set, kept, used by rules and by queries.
use std::collections::BTreeMap;

use aftersync::model::command::Act;
use aftersync::model::custom::{CustomField, CustomIs, CustomOn, CustomType, CustomValue};
use aftersync::{
    AccountId, Actor, AgentId, Config, CustomerQuery, ErrorKind, Fact, FactBody, OrderId, OrderQuery, Platform,
    ProductQuery, QueueConfig, QueueId, Rule, ShopConfig, Then, TicketId, TicketQuery, Timestamp, When,
};
use serde_json::{Value, json};

use crate::toy::{Bench, START};

const YES: CustomValue = CustomValue::Flag(true);

fn field(on: CustomOn, name: &str) -> CustomField {
    CustomField {
        on,
        name: name.to_owned(),
        of: CustomType::Flag,
        personal: false,
    }
}

/// One queue and one rule for each place where a field may stand.
fn config() -> Config {
    let places = [
        (CustomOn::Customer, "vip"),
        (CustomOn::Line, "gift"),
        (CustomOn::Product, "fragile"),
    ];
    let rule = |(on, name): (CustomOn, &str)| {
        let then = Then {
            queue: Some(name.to_owned()),
            ..Then::default()
        };
        Rule::new(name, When::Custom(CustomIs::new(on, name, YES)), then)
    };
    let shop: ShopConfig =
        serde_json::from_value(json!({"platform": "toy", "shop": "s1", "poll_every_ms": 0})).unwrap();
    let queue = |(_, name): (CustomOn, &str)| QueueConfig::new(name);
    Config {
        shops: vec![shop],
        queues: places.map(queue).into(),
        rules: places.map(rule).into(),
        custom: places.map(|(on, name)| field(on, name)).into(),
        ..Config::default()
    }
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.acme().configure(config()).wait().unwrap();
    bench
}

fn order(number: &str, revision: i64, custom: &Value) -> Fact {
    let line = |id: &str, custom: &Value| {
        json!({"external_id": id, "sku": format!("sku-{id}"), "title": id, "quantity": 1,
               "paid": {"minor": 1000, "currency": "CNY"}, "custom": custom})
    };
    let snapshot = json!({
        "external_id": number, "state": "paid", "paid": {"minor": 2000, "currency": "CNY"}, "created_at": START,
        "account": {"scope": "toy", "uid": "buyer"}, "lines": [line("l1", custom), line("l2", &json!({}))],
    });
    Fact {
        platform: "toy".into(),
        shop: "s1".into(),
        revision,
        occurred_at: Timestamp(START + revision),
        body: FactBody::Order(Box::new(serde_json::from_value(snapshot).unwrap())),
        raw: None,
    }
}

fn told(bench: &Bench, fact: Fact) {
    for taken in bench.acme().ingest([fact]).wait().unwrap() {
        taken.unwrap();
    }
}

fn id(number: &str) -> OrderId {
    OrderId::of(&Platform::from("toy"), number)
}

fn edit_line(bench: &Bench, number: &str, line: &str, name: &str, value: CustomValue) -> aftersync::Result<()> {
    let act = Act::EditLine {
        order: id(number),
        line: line.to_owned(),
        custom: BTreeMap::from([(name.to_owned(), value)]),
    };
    bench
        .acme()
        .act(Actor::agent(AgentId::of("lin")))
        .doing(act)
        .wait()
        .map(|_| ())
}

fn queue_of(bench: &Bench, ticket: TicketId) -> Option<QueueId> {
    bench.ticket(ticket).assignment.queue
}

fn found(bench: &Bench, on: CustomOn, name: &str) -> Vec<TicketId> {
    let query = TicketQuery {
        custom: vec![CustomIs::new(on, name, YES)],
        ..TicketQuery::default()
    };
    let page = bench.acme().tickets(query).wait().unwrap();
    page.items.iter().map(|t| t.item.id).collect()
}

fn customer(bench: &Bench) -> aftersync::Customer {
    let account = AccountId::of(&Platform::from("toy"), "toy", "buyer");
    bench.acme().customer(account, 1).wait().unwrap().unwrap().customer.item
}

#[test]
fn a_field_of_the_customer_moves_tickets_and_finds_them() {
    let bench = bench();
    let before = bench.open("a");
    assert_eq!(queue_of(&bench, before), Some(QueueId::of("aftersales")));
    assert!(found(&bench, CustomOn::Customer, "vip").is_empty());
    let act = Act::EditCustomer {
        customer: customer(&bench).id,
        custom: BTreeMap::from([("vip".to_owned(), YES)]),
        add_tags: vec!["old friend".to_owned()],
    };
    bench
        .acme()
        .act(Actor::agent(AgentId::of("lin")))
        .doing(act)
        .wait()
        .unwrap();
    let after = bench.open("b");
    assert_eq!(queue_of(&bench, after), Some(QueueId::of("vip")));
    assert_eq!(found(&bench, CustomOn::Customer, "vip").len(), 2);

    let asked = |tag: &str, value: bool| CustomerQuery {
        tag: Some(tag.to_owned()),
        custom: BTreeMap::from([("vip".to_owned(), CustomValue::Flag(value))]),
        ..CustomerQuery::default()
    };
    let count = |query| bench.acme().customers(query).wait().unwrap().items.len();
    assert_eq!(count(asked("old friend", true)), 1);
    assert_eq!(
        (count(asked("stranger", true)), count(asked("old friend", false))),
        (0, 0)
    );
    let elsewhere = bench.engine.desk("bolt").customers(asked("old friend", true));
    assert!(elsewhere.wait().unwrap().items.is_empty());
}

#[test]
fn a_field_of_a_line_counts_for_tickets_about_that_line() {
    let bench = bench();
    told(&bench, order("o-a", 1, &json!({})));
    let ticket = bench.open("a"); // it names l1
    edit_line(&bench, "o-a", "l2", "gift", YES).unwrap();
    assert_eq!(
        queue_of(&bench, ticket),
        Some(QueueId::of("aftersales")),
        "another line"
    );
    assert!(found(&bench, CustomOn::Line, "gift").is_empty());
    edit_line(&bench, "o-a", "l1", "gift", YES).unwrap();
    assert_eq!(
        queue_of(&bench, ticket),
        Some(QueueId::of("gift")),
        "looked at again at once"
    );
    assert_eq!(found(&bench, CustomOn::Line, "gift"), [ticket]);

    let orders = |value: bool, shop: Option<&str>| {
        let query = OrderQuery {
            platform: shop.map(|_| "toy".into()),
            shop: shop.map(Into::into),
            line_custom: BTreeMap::from([("gift".to_owned(), CustomValue::Flag(value))]),
            ..OrderQuery::default()
        };
        let page = bench.acme().orders(query).wait().unwrap();
        page.items.iter().map(|o| o.item.id).collect::<Vec<_>>()
    };
    assert_eq!(orders(true, None), [id("o-a")]);
    assert_eq!(orders(true, Some("s1")), [id("o-a")]);
    assert!(orders(false, None).is_empty() && orders(true, Some("s2")).is_empty());
}

#[test]
fn a_field_of_the_product_counts_wherever_it_was_sold() {
    let bench = bench();
    told(&bench, order("o-a", 1, &json!({})));
    let all = bench.acme().products(ProductQuery::default()).wait().unwrap().items;
    let mut cup = all.into_iter().find(|p| p.title == "l1").unwrap();
    cup.custom.insert("fragile".to_owned(), YES);
    let put = |product| {
        let act = Act::PutProduct {
            product: Box::new(product),
        };
        bench.acme().act(Actor::agent(AgentId::of("lin"))).doing(act).wait()
    };
    put(cup.clone()).unwrap();
    let ticket = bench.open("a");
    assert_eq!(queue_of(&bench, ticket), Some(QueueId::of("fragile")));
    assert_eq!(found(&bench, CustomOn::Product, "fragile"), [ticket]);
    assert!(found(&bench, CustomOn::Product, "other").is_empty());
    let fragile = ProductQuery {
        custom: BTreeMap::from([("fragile".to_owned(), YES)]),
        limit: 1,
        ..ProductQuery::default()
    };
    let page = bench.acme().products(fragile).wait().unwrap();
    assert_eq!(page.items.iter().map(|p| p.id).collect::<Vec<_>>(), [cup.id]);

    let mut wrong = cup;
    wrong.custom.insert("fragile".to_owned(), CustomValue::Integer(3));
    let e = put(wrong).unwrap_err();
    assert_eq!(
        (e.kind(), e.context_of("field")),
        (ErrorKind::Rejected, Some("fragile"))
    );
}

#[test]
fn what_is_wrong_with_a_line_is_said() {
    let bench = bench();
    told(&bench, order("o-a", 1, &json!({})));
    let kind = |result: aftersync::Result<()>| result.unwrap_err().kind();
    assert_eq!(kind(edit_line(&bench, "o-b", "l1", "gift", YES)), ErrorKind::NotFound);
    assert_eq!(kind(edit_line(&bench, "o-a", "l9", "gift", YES)), ErrorKind::NotFound);
    assert_eq!(kind(edit_line(&bench, "o-a", "l1", "vip", YES)), ErrorKind::Rejected);
    let number = CustomValue::Integer(1);
    assert_eq!(
        kind(edit_line(&bench, "o-a", "l1", "gift", number)),
        ErrorKind::Rejected
    );
}

/// A file of history told a field, the platform knows nothing of it: whichever comes first, the field stays; what a
/// person sets is above both.
#[test]
fn a_field_outlives_snapshots_that_do_not_name_it() {
    let gift = |value: bool| json!({"gift": value});
    let histories = [
        [(1, gift(true)), (2, json!({})), (3, json!({}))],
        [(3, json!({})), (1, gift(true)), (2, json!({}))],
        [(3, json!({})), (2, gift(true)), (1, gift(false))],
        [(1, gift(false)), (2, gift(true)), (3, json!({}))],
    ];
    for history in histories {
        let bench = bench();
        let ticket = bench.open("a");
        for (revision, custom) in &history {
            told(&bench, order("o-a", *revision, custom));
        }
        assert_eq!(queue_of(&bench, ticket), Some(QueueId::of("gift")), "{history:?}");
        edit_line(&bench, "o-a", "l1", "gift", CustomValue::Flag(false)).unwrap();
        told(&bench, order("o-a", 9, &gift(true)));
        assert_eq!(queue_of(&bench, ticket), Some(QueueId::of("aftersales")));
        assert!(bench.acme().check().wait().unwrap().is_empty());
    }
}
