//! Customers follow the matching: what people keep on them, what is forgotten, what a merchant allows.
use std::collections::BTreeMap;

use aftersync::identity::{Block, Handle, Observation, Relation};
use aftersync::model::custom::{CustomField, CustomOn, CustomType, CustomValue};
use aftersync::model::time::HOUR;
use aftersync::{
    AccountId, Act, Actor, AgentId, Config, Customer, CustomerId, ErrorKind, EventBody, Fact, IdentityConfig, JoinBy,
    Platform, Role, ShopConfig, Timestamp,
};
use serde_json::json;

use crate::toy::{Bench, START};

fn config(identity: IdentityConfig) -> Config {
    let shop = |platform: &str, id: &str| ShopConfig::new(platform, id);
    Config {
        shops: vec![shop("toy", "s1"), shop("app", "own")],
        custom: vec![CustomField {
            on: CustomOn::Customer,
            name: "vip".to_owned(),
            of: CustomType::Flag,
            personal: false,
        }],
        identity,
        ..Config::default()
    }
}

fn bench(identity: IdentityConfig) -> Bench {
    let bench = Bench::new();
    bench.acme().configure(config(identity)).wait().unwrap();
    bench
}

fn account(platform: &str, uid: &str) -> AccountId {
    AccountId::of(&Platform::from(platform), "s", uid)
}

fn take(bench: &Bench, fact: serde_json::Value) {
    let fact: Fact = serde_json::from_value(fact).unwrap();
    bench.acme().ingest([fact]).wait().unwrap().remove(0).unwrap();
}

/// An order of that buyer, received there.
fn bought(bench: &Bench, platform: &str, number: &str, uid: &str, phone: &str, revision: i64) {
    take(
        bench,
        json!({
            "platform": platform, "shop": if platform == "toy" { "s1" } else { "own" }, "revision": revision,
            "occurred_at": START + HOUR,
            "body": {
                "type": "order", "external_id": number, "account": {"scope": "s", "uid": uid}, "state": "paid",
                "paid": {"minor": 100, "currency": "CNY"}, "created_at": START, "lines": [],
                "receiver": {"name": "张伟", "phone": phone, "region": "浙江省 杭州市 西湖区", "address": "文三路90号2单元501"},
            },
        }),
    );
}

fn proven(bench: &Bench, platform: &str, uid: &str, value: &str) {
    let keys = json!([{"kind": "union_id", "scope": "wx", "value": value}]);
    take(
        bench,
        json!({
            "platform": platform, "shop": if platform == "toy" { "s1" } else { "own" }, "revision": 1,
            "occurred_at": START + HOUR,
            "body": {"type": "contact", "account": {"scope": "s", "uid": uid}, "keys": keys},
        }),
    );
}

fn whose(bench: &Bench, of: AccountId) -> Customer {
    bench.acme().customer(of, 1).wait().unwrap().unwrap().customer.item
}

fn agent() -> Actor {
    Actor::agent(AgentId::of("lin"))
}

fn edit(bench: &Bench, customer: CustomerId, tag: &str) {
    let act = Act::EditCustomer {
        customer,
        custom: BTreeMap::from([("vip".to_owned(), CustomValue::Flag(tag == "a"))]),
        add_tags: vec![tag.to_owned()],
    };
    bench.acme().act(agent()).doing(act).wait().unwrap();
}

fn sound(bench: &Bench) {
    assert_eq!(bench.acme().check().wait().unwrap(), Vec::<String>::new());
    assert_eq!(bench.acme().identity_verify().wait().unwrap(), []);
}

#[test]
fn what_is_kept_on_customers_goes_along_and_comes_back() {
    let bench = bench(IdentityConfig::default());
    let (a, b) = (account("toy", "a"), account("app", "b"));
    bought(&bench, "toy", "o-1", "a", "138****0001", 1);
    bought(&bench, "app", "o-2", "b", "186****0002", 1);
    let (one, other) = (whose(&bench, a).id, whose(&bench, b).id);
    assert_ne!(one, other);
    edit(&bench, one, "a");
    edit(&bench, other, "b");
    let merge = || {
        bench
            .acme()
            .act(agent())
            .merge_customers(one, other)
            .key("k")
            .wait()
            .unwrap()
    };
    let (applied, again) = (merge(), merge());
    assert!(again.repeated && again.decision == applied.decision && applied.decision.is_some());
    let joined = whose(&bench, a);
    assert_eq!(joined, whose(&bench, b));
    assert_eq!(joined.tags, ["a", "b"].map(str::to_owned).into());
    sound(&bench);
    // Both names lead to the one, for ever.
    for id in [one, other] {
        let found = bench.acme().customer(id, 1).wait().unwrap().unwrap();
        assert_eq!(found.customer.item.id, joined.id);
    }
    bench
        .acme()
        .act(agent())
        .undo_decision(applied.decision.unwrap())
        .wait()
        .unwrap();
    let (left, right) = (whose(&bench, a), whose(&bench, b));
    assert_ne!(left.id, right.id);
    let gone = if left.id == joined.id { &right } else { &left };
    let own = if joined.id == one { "b" } else { "a" };
    assert_eq!(gone.tags, [own.to_owned()].into(), "what was its own came back");
    assert_eq!(gone.custom.get("vip"), Some(&CustomValue::Flag(own == "a")));
    let history = bench.acme().customer_history(joined.id).wait().unwrap();
    assert_eq!(history.len(), 2, "{history:?}");
    sound(&bench);
}

#[test]
fn whoever_is_forgotten_joins_nobody_and_comes_back_as_somebody_new() {
    let bench = bench(IdentityConfig::default());
    let desk = bench.acme();
    let (a, b) = (account("toy", "a"), account("app", "b"));
    proven(&bench, "toy", "a", "u-1");
    proven(&bench, "app", "b", "u-1");
    let before = whose(&bench, a);
    assert_eq!(before.accounts, [a, b].into());
    assert_eq!(desk.why(a, b).wait().unwrap().relation, Relation::Same);
    desk.forget(Actor::role(Role::Agent), before.id, false).wait().unwrap();
    sound(&bench);
    assert_eq!(desk.identity_stats().wait().unwrap().accounts, 0);
    // Nothing is known of them any more, so that nothing is in common.
    assert_eq!(desk.why(a, b).wait().unwrap().relation, Relation::Distinct);
    proven(&bench, "toy", "a", "u-1");
    proven(&bench, "app", "c", "u-1");
    let back = whose(&bench, a);
    assert_eq!(back.accounts, [a, account("app", "c")].into());
    assert_ne!(back.id, before.id);
    assert_eq!(whose(&bench, b).id, before.id, "who did not come back stays forgotten");
    sound(&bench);
}

#[test]
fn whole_phones_count_only_where_the_merchant_allows_it() {
    let joined = |whole_phones| {
        let bench = bench(IdentityConfig {
            whole_phones,
            ..IdentityConfig::default()
        });
        bought(&bench, "toy", "o-1", "a", "13912345670", 1);
        bought(&bench, "app", "o-2", "b", "13912345670", 1);
        sound(&bench);
        let why = bench
            .acme()
            .why(account("toy", "a"), account("app", "b"))
            .wait()
            .unwrap();
        why.shared.iter().map(|s| s.what.clone()).collect::<Vec<_>>()
    };
    assert!(joined(true).contains(&"phone".to_owned()));
    let masked = joined(false);
    assert!(
        masked.contains(&"masked_phone".to_owned()) && !masked.contains(&"phone".to_owned()),
        "{masked:?}"
    );
}

#[test]
fn a_newer_receiver_takes_the_place_of_the_older_whatever_comes_first() {
    for newest_first in [false, true] {
        let bench = bench(IdentityConfig::default());
        bought(&bench, "app", "o-2", "b", "139****5670", 1);
        let mut steps = [("186****0009", 1), ("139****5670", 2)];
        if newest_first {
            steps.reverse();
        }
        for (phone, revision) in steps {
            bought(&bench, "toy", "o-1", "a", phone, revision);
        }
        let (a, b) = (whose(&bench, account("toy", "a")), whose(&bench, account("app", "b")));
        assert_eq!(a.id, b.id, "newest first: {newest_first}");
        sound(&bench);
    }
}

#[test]
fn a_caller_is_looked_up_without_a_trace() {
    let bench = bench(IdentityConfig {
        by: JoinBy::Records,
        whole_phones: true,
    });
    bought(&bench, "toy", "o-1", "a", "13912345670", 1);
    let head = bench.acme().events(aftersync::Cursor(0), 0).wait().unwrap().head;
    let mut call = Observation::new("calls", "c-1", Timestamp(START));
    call.blocks.push(Block {
        phone: "139 1234 5670".to_owned(),
        name: "张伟".to_owned(),
        ..Block::default()
    });
    let found = bench.acme().lookup(call.clone()).wait().unwrap();
    assert_eq!(
        found.first().map(|l| l.customer),
        Some(whose(&bench, account("toy", "a")).id)
    );
    assert_eq!(bench.acme().events(aftersync::Cursor(0), 0).wait().unwrap().head, head);
    // Taken in, the contact is an account of its own, and the caller's.
    let taken = bench.acme().observe(call.clone()).wait().unwrap();
    assert_eq!(whose(&bench, taken.account).accounts.len(), 2);
    assert!(bench.acme().observe(call).wait().unwrap().known);
    sound(&bench);
}

#[test]
fn an_observation_that_says_too_much_or_nobody_is_refused_by_its_field() {
    let bench = bench(IdentityConfig::default());
    let refused = |seen: Observation| bench.acme().observe(seen).wait().unwrap_err();
    let of = |uid: &str| {
        let mut seen = Observation::new("calls", "c-1", Timestamp(START));
        seen.account = Some(Handle {
            platform: Platform::from("toy"),
            scope: "s".to_owned(),
            uid: uid.to_owned(),
        });
        seen
    };
    let mut full = of("a");
    full.blocks = vec![Block::default(); 65];
    let long = Observation::new("calls", &"x".repeat(5_000), Timestamp(START));
    for (seen, field) in [
        (of(""), "uid"),
        (of(&"x".repeat(5_000)), "uid"),
        (full, "blocks"),
        (long, "id"),
    ] {
        let error = refused(seen);
        assert_eq!(error.kind(), ErrorKind::Malformed);
        assert_eq!(error.context_of("field"), Some(field), "{error:?}");
    }
    assert_eq!(bench.acme().identity_stats().wait().unwrap().accounts, 0);
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let bench = bench(IdentityConfig::default());
    proven(&bench, "toy", "a", "u-1");
    let stranger = account("toy", "nobody");
    let kind = |error: aftersync::Error| error.kind();
    let desk = bench.acme();
    assert_eq!(
        kind(desk.why(account("toy", "a"), stranger).wait().unwrap_err()),
        ErrorKind::NotFound
    );
    assert_eq!(
        kind(desk.how(CustomerId(stranger.0)).wait().unwrap_err()),
        ErrorKind::NotFound
    );
    let one = whose(&bench, account("toy", "a")).id;
    let acting = desk.act(agent());
    let refused = acting.merge_customers(one, CustomerId(stranger.0)).wait().unwrap_err();
    assert_eq!(kind(refused), ErrorKind::NotFound);
    let all = acting.split_customer(one, [account("toy", "a")]).wait().unwrap_err();
    assert_eq!(kind(all), ErrorKind::Rejected, "nobody would be left");
    // A refusal leaves nothing but its event.
    let page = desk.events(aftersync::Cursor(0), 0).wait().unwrap();
    let decided =
        |body: &aftersync::AnyEvent| matches!(body, aftersync::AnyEvent::Known(EventBody::IdentityDecided { .. }));
    assert!(!page.events.iter().any(|e| decided(&e.event.body)));
    sound(&bench);
}
