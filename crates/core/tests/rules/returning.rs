//! Return policies: windows, lists, limits, trust, fees, and what is wrong with one.
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::config::{Config, When};
use aftersync_core::model::custom::{CustomIs, CustomOn, CustomValue};
use aftersync_core::model::customer::Customer;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::Order;
use aftersync_core::model::product::Product;
use aftersync_core::model::returns::{
    InstantRefund, ReturnAction, ReturnList, ReturnPolicy, ReturnReason, ReturnWindow, Trust, WindowStart,
};
use aftersync_core::model::shipment::{ParcelSnapshot, ParcelState};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::{DAY, Timestamp};
use aftersync_core::returns::{Case, Delivery, ReturnTerms, considered, first, judge};
use aftersync_core::routing::{Subject, validate};
use proptest::prelude::*;
use serde_json::json;

use crate::fixture::{OPENED, in_headline, line, product, ticket};

use ReturnAction as A;
use ReturnReason as R;

/// A request of that kind for so many fen.
fn asked(kind: Kind, fen: i64) -> Ticket {
    let mut t = ticket(kind);
    t.amounts.requested = fen;
    t.lines = vec![line("a", 1, fen)];
    t
}

fn order(paid_at: Timestamp) -> Order {
    serde_json::from_value(json!({
        "platform": "douyin", "shop": "4463", "revision": {"number": 1, "rank": 0, "hash": 1}, "account": null, "lines": [],
        "snapshot": {"external_id": "1", "state": "paid", "paid": Money::cny(10_000), "lines": [],
            "created_at": paid_at.plus(-DAY), "paid_at": paid_at},
    }))
    .expect("an order")
}

fn customer(tag: &str) -> Customer {
    serde_json::from_value(
        json!({"id": "00000000000000000000000000000001", "accounts": [], "tags": [tag], "first_seen": 0}),
    )
    .expect("a customer")
}

fn article(sku: &str, category: Option<&str>) -> Product {
    let mut of: Product = serde_json::from_value(json!({"id": product(sku), "title": sku})).expect("a product");
    of.category = category.map(str::to_owned);
    of
}

/// The terms when all is known and paid by us.
fn terms(policy: &ReturnPolicy, t: &Ticket) -> ReturnTerms {
    let order = order(OPENED);
    let subject = Subject {
        order: Some(&order),
        ..Subject::from(t)
    };
    judge(policy, &case(&subject))
}

fn case<'a>(subject: &'a Subject<'a>) -> Case<'a> {
    Case {
        subject,
        delivery: Delivery::Unknown,
        left: Some(10_000),
        platform_pays: false,
    }
}

fn generous() -> ReturnPolicy {
    ReturnPolicy {
        auto_approve: vec![Money::cny(5_000)],
        keep_item: vec![Money::cny(1_000)],
        ..ReturnPolicy::new("all")
    }
}

fn reasons(terms: &ReturnTerms) -> Vec<R> {
    terms.reasons.iter().copied().collect()
}

fn automatic(terms: &ReturnTerms) -> Vec<(A, i64)> {
    terms
        .automatic()
        .map(|offer| (offer.action, offer.amount.minor))
        .collect()
}

#[test]
fn the_limit_is_part_of_what_is_automatic() {
    let found = terms(&generous(), &asked(Kind::RefundOnly, 5_000));
    assert_eq!(automatic(&found), [(A::Approve, 5_000)]);
    let found = terms(&generous(), &asked(Kind::RefundOnly, 5_001));
    assert!(found.eligible && reasons(&found).is_empty());
    assert_eq!(automatic(&found), []);
    assert_eq!(found.offers[0].amount, Money::cny(5_001), "a person may still do it");
    let mut abroad = asked(Kind::RefundOnly, 10);
    abroad.currency = Currency::USD;
    assert_eq!(
        automatic(&terms(&generous(), &abroad)),
        [],
        "a limit is of one currency"
    );
}

#[test]
fn what_is_small_may_be_kept_and_only_a_return_can() {
    assert_eq!(
        automatic(&terms(&generous(), &asked(Kind::ReturnRefund, 1_000))),
        [(A::KeepItem, 1_000), (A::Approve, 1_000)],
        "the best for the buyer first"
    );
    assert_eq!(
        automatic(&terms(&generous(), &asked(Kind::ReturnRefund, 1_001))),
        [(A::Approve, 1_001)]
    );
    assert_eq!(
        automatic(&terms(&generous(), &asked(Kind::RefundOnly, 900))),
        [(A::Approve, 900)]
    );
    assert_eq!(
        terms(&generous(), &asked(Kind::Complaint, 900)).offers,
        [],
        "nobody knows what would help"
    );
    assert_eq!(
        automatic(&terms(&generous(), &asked(Kind::Exchange, 0))),
        [(A::Approve, 0)]
    );
}

#[test]
fn who_is_trusted_is_paid_at_once() {
    let policy = ReturnPolicy {
        instant: Some(InstantRefund {
            trusted: vec![
                Trust::Tag("gold".into()),
                Trust::Custom(CustomIs::ticket("tier", CustomValue::Integer(1))),
            ],
            at_most: vec![Money::cny(3_000)],
        }),
        ..ReturnPolicy::new("all")
    };
    let order = order(OPENED);
    let of = |tag: &str, t: &Ticket| {
        let person = customer(tag);
        let subject = Subject {
            order: Some(&order),
            customer: Some(&person),
            ..Subject::from(t)
        };
        automatic(&judge(&policy, &case(&subject)))
    };
    let mut t = asked(Kind::ReturnRefund, 3_000);
    assert_eq!(of("gold", &t), [(A::InstantRefund, 3_000)]);
    assert_eq!(of("silver", &t), []);
    t.local.custom.insert("tier".into(), CustomValue::Integer(1));
    assert_eq!(of("silver", &t), [(A::InstantRefund, 3_000)]);
    t.amounts.requested = 3_001;
    assert_eq!(of("gold", &t), []);
}

#[test]
fn the_fee_is_held_back_only_of_what_we_pay_and_what_comes_back() {
    let policy = ReturnPolicy {
        restocking_per_mille: 150,
        ..generous()
    };
    let t = asked(Kind::ReturnRefund, 1_999);
    let found = terms(&policy, &t);
    assert_eq!(
        (found.offers[0].amount, found.offers[0].fee),
        (Money::cny(1_700), Some(Money::cny(299)))
    );
    let order = order(OPENED);
    let subject = Subject {
        order: Some(&order),
        ..Subject::from(&t)
    };
    let platform = Case {
        platform_pays: true,
        ..case(&subject)
    };
    let found = judge(&policy, &platform);
    assert_eq!((found.offers[0].amount, found.offers[0].fee), (Money::cny(1_999), None));
    let found = terms(&policy, &asked(Kind::RefundOnly, 1_999));
    assert_eq!((found.offers[0].amount, found.offers[0].fee), (Money::cny(1_999), None));
    let kept = terms(&policy, &asked(Kind::ReturnRefund, 900));
    assert_eq!((kept.offers[0].action, kept.offers[0].fee), (A::KeepItem, None));
}

#[test]
fn windows_end_and_what_is_not_known_is_left_to_people() {
    let within = |from: WindowStart, delivery: Delivery, paid_at: Timestamp| {
        let policy = ReturnPolicy {
            window: Some(ReturnWindow { from, days: 7 }),
            ..generous()
        };
        let (t, order) = (asked(Kind::RefundOnly, 100), order(paid_at));
        let subject = Subject {
            order: Some(&order),
            ..Subject::from(&t)
        };
        judge(
            &policy,
            &Case {
                delivery,
                ..case(&subject)
            },
        )
    };
    let ends = |days: i64| OPENED.plus(-days * DAY);
    let found = within(WindowStart::Ordered, Delivery::Unknown, ends(7));
    assert_eq!(
        (found.eligible, found.window_ends_at),
        (true, Some(OPENED)),
        "the last moment counts"
    );
    let late = within(WindowStart::Ordered, Delivery::Unknown, ends(7).plus(-1));
    assert_eq!((late.eligible, reasons(&late)), (false, vec![R::OutsideWindow]));
    assert_eq!(late.offers, []);
    let long_ago = ends(30);
    let found = within(WindowStart::Delivered, Delivery::At(ends(7)), long_ago);
    assert_eq!(automatic(&found).len(), 1);
    let found = within(WindowStart::Delivered, Delivery::At(ends(8)), long_ago);
    assert!(!found.eligible);
    let found = within(WindowStart::Delivered, Delivery::NotYet, long_ago);
    assert_eq!(automatic(&found).len(), 1, "not delivered: it has not begun");
    let found = within(WindowStart::Delivered, Delivery::Unknown, long_ago);
    assert_eq!((found.eligible, reasons(&found)), (true, vec![R::DeliveryUnknown]));
    assert_eq!(automatic(&found), []);
}

#[test]
fn delivered_is_what_every_parcel_says() {
    let seen = |state: ParcelState, at: i64| ParcelSnapshot {
        state,
        at: Timestamp(at),
        ..serde_json::from_value(json!({"number": "1", "state": "delivered", "at": 0})).expect("a parcel")
    };
    let (a, b) = (seen(ParcelState::Delivered, 5), seen(ParcelState::Delivered, 9));
    let moving = seen(ParcelState::InTransit, 7);
    assert_eq!(Delivery::of([]), Delivery::Unknown);
    assert_eq!(Delivery::of([Some(&a), Some(&b)]), Delivery::At(Timestamp(9)));
    assert_eq!(Delivery::of([Some(&a), None]), Delivery::Unknown);
    assert_eq!(Delivery::of([Some(&moving), Some(&a)]), Delivery::NotYet);
    assert_eq!(Delivery::of([Some(&a), Some(&moving)]), Delivery::NotYet);
}

#[test]
fn lists_allow_and_block() {
    let of = |allow: ReturnList, block: ReturnList, categories: [Option<&str>; 2]| {
        let mut t = asked(Kind::RefundOnly, 100);
        t.lines = vec![line("a", 1, 50), line("b", 1, 50)];
        t.reason_code = Some("1025".into());
        let products = [article("a", categories[0]), article("b", categories[1])];
        let order = order(OPENED);
        let subject = Subject {
            order: Some(&order),
            products: products.iter().collect(),
            ..Subject::from(&t)
        };
        let policy = ReturnPolicy {
            allow,
            block,
            ..generous()
        };
        reasons(&judge(&policy, &case(&subject)))
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let none = ReturnList::default;
    let skus = |list: &[&str]| ReturnList {
        skus: words(list),
        ..none()
    };
    let categories = |list: &[&str]| ReturnList {
        categories: words(list),
        ..none()
    };
    let codes = |list: &[&str]| ReturnList {
        reasons: words(list),
        ..none()
    };
    let issues = |list: &[IssueType]| ReturnList {
        issues: list.to_vec(),
        ..none()
    };
    let dress = [Some("dress"), Some("dress")];
    assert_eq!(of(none(), none(), dress), []);
    assert_eq!(of(skus(&["a", "b"]), none(), dress), []);
    assert_eq!(
        of(skus(&["a"]), none(), dress),
        [R::ArticleNotAllowed],
        "all of it must be"
    );
    assert_eq!(
        of(none(), skus(&["b"]), dress),
        [R::ArticleBlocked],
        "a part of it is enough"
    );
    assert_eq!(of(categories(&["dress"]), none(), dress), []);
    assert_eq!(
        of(categories(&["dress"]), none(), [Some("dress"), None]),
        [R::CategoryNotAllowed]
    );
    assert_eq!(
        of(none(), categories(&["food"]), [Some("dress"), Some("food")]),
        [R::CategoryBlocked]
    );
    assert_eq!(of(none(), categories(&["food"]), [None, None]), []);
    assert_eq!(of(codes(&["1025"]), none(), dress), []);
    assert_eq!(of(codes(&["7"]), none(), dress), [R::ReasonNotAllowed]);
    assert_eq!(of(none(), codes(&["1025"]), dress), [R::ReasonBlocked]);
    assert_eq!(of(none(), issues(&[IssueType::Damaged]), dress), [R::ReasonBlocked]);
    assert_eq!(
        of(issues(&[IssueType::ChangeOfMind]), none(), dress),
        [R::ReasonNotAllowed]
    );
}

#[test]
fn nothing_is_automatic_where_something_is_unclear() {
    let policy = ReturnPolicy {
        serial_from: Some(3),
        ..generous()
    };
    let left = |left: Option<i64>, refunds_90d: u32, t: &Ticket| {
        let subject = Subject {
            refunds_90d,
            ..Subject::from(t)
        };
        let found = judge(&policy, &Case { left, ..case(&subject) });
        assert!(found.eligible && automatic(&found).is_empty() != found.reasons.is_empty());
        reasons(&found)
    };
    let t = asked(Kind::RefundOnly, 900);
    assert_eq!(left(Some(900), 2, &t), []);
    assert_eq!(left(Some(899), 2, &t), [R::AbovePaid]);
    assert_eq!(left(None, 2, &t), [R::OrderUnknown]);
    assert_eq!(left(Some(900), 3, &t), [R::SerialReturner]);
    assert_eq!(left(Some(900), 0, &asked(Kind::RefundOnly, 0)), [R::AmountUnknown]);
    let decided = in_headline(&t, Headline::Refunding, OPENED);
    assert_eq!(left(Some(900), 0, &decided), [R::AlreadyDecided]);
}

#[test]
fn the_first_policy_that_matches_counts() {
    let named = |name: &str, kind: Kind, enabled: bool| ReturnPolicy {
        when: When::Kind(vec![kind]),
        enabled,
        ..ReturnPolicy::new(name)
    };
    let all = [
        named("off", Kind::RefundOnly, false),
        named("returns", Kind::ReturnRefund, true),
        named("refunds", Kind::RefundOnly, true),
        ReturnPolicy::new("rest"),
    ];
    let t = asked(Kind::RefundOnly, 1);
    let subject = Subject::from(&t);
    assert_eq!(
        first(&all, &subject).map(|policy| policy.name.as_str()),
        Some("refunds")
    );
    let looked = considered(&all, &subject);
    let names: Vec<(&str, bool)> = looked.iter().map(|c| (c.rule.as_str(), c.matched)).collect();
    assert_eq!(names, [("off", false), ("returns", false), ("refunds", true)]);
    assert!(
        looked[1]
            .failed_on
            .as_deref()
            .is_some_and(|why| why.contains("refund_only"))
    );
}

proptest! {
    /// Whatever a policy says: no offer is above what was asked for or what is left, and fee and amount are what was asked for.
    #[test]
    fn no_offer_is_above_what_was_asked_for(asked_for in 0i64..20_000, left in -100i64..20_000, fee in 0u16..=999, limit in 0i64..30_000) {
        let policy = ReturnPolicy {
            auto_approve: vec![Money::cny(limit)],
            keep_item: vec![Money::cny(limit / 2)],
            restocking_per_mille: fee,
            ..ReturnPolicy::new("any")
        };
        let t = asked(Kind::ReturnRefund, asked_for);
        let subject = Subject::from(&t);
        let found = judge(&policy, &Case { left: Some(left), ..case(&subject) });
        for offer in &found.offers {
            let minor = offer.amount.minor;
            prop_assert!((0..=asked_for).contains(&minor) && minor <= left.max(0));
            if offer.automatic {
                // An approval of nothing would be one of all that was asked for.
                prop_assert!(minor > 0 && asked_for <= left && asked_for <= limit);
                prop_assert_eq!(minor + offer.fee.map_or(0, |fee| fee.minor), asked_for);
            }
        }
    }
}

fn wrong(policy: ReturnPolicy) -> Vec<String> {
    let config = Config {
        return_policies: vec![policy],
        ..Config::default()
    };
    validate(&config).into_iter().map(|problem| problem.path).collect()
}

#[test]
fn what_is_wrong_is_named_by_its_place() {
    let fine = generous;
    assert_eq!(wrong(fine()), [""; 0]);
    assert_eq!(wrong(ReturnPolicy::new(" ")), ["return_policies[0]"]);
    let any = When::Any(Vec::new());
    assert_eq!(
        wrong(ReturnPolicy { when: any, ..fine() }),
        ["return_policies[0].when.any"]
    );
    let window = Some(ReturnWindow {
        from: WindowStart::Ordered,
        days: 0,
    });
    assert_eq!(
        wrong(ReturnPolicy { window, ..fine() }),
        ["return_policies[0].window.days"]
    );
    let auto_approve = vec![Money::cny(1), Money::cny(-1)];
    assert_eq!(
        wrong(ReturnPolicy { auto_approve, ..fine() }),
        [
            "return_policies[0].auto_approve[1].minor",
            "return_policies[0].auto_approve[1].currency"
        ]
    );
    let restocking_per_mille = 1_000;
    let path = "return_policies[0].restocking_per_mille";
    assert_eq!(
        wrong(ReturnPolicy {
            restocking_per_mille,
            ..fine()
        }),
        [path]
    );
    let serial_from = Some(0);
    assert_eq!(
        wrong(ReturnPolicy { serial_from, ..fine() }),
        ["return_policies[0].serial_from"]
    );
    let list = || ReturnList {
        skus: vec!["a".into(), "".into()],
        ..ReturnList::default()
    };
    assert_eq!(
        wrong(ReturnPolicy {
            allow: list(),
            ..fine()
        }),
        ["return_policies[0].allow.skus[1]"]
    );
    let both = ReturnPolicy {
        allow: list(),
        block: ReturnList {
            skus: vec!["a".into()],
            ..ReturnList::default()
        },
        ..fine()
    };
    assert!(wrong(both).contains(&"return_policies[0].block.skus[0]".to_owned()));
    let field = CustomIs::new(CustomOn::Customer, "tier", CustomValue::Integer(1));
    let instant = Some(InstantRefund {
        trusted: vec![Trust::Custom(field)],
        at_most: Vec::new(),
    });
    assert_eq!(
        wrong(ReturnPolicy { instant, ..fine() }),
        [
            "return_policies[0].instant.trusted[0].custom",
            "return_policies[0].instant.at_most"
        ]
    );
    let twice = Config {
        return_policies: vec![fine(), fine()],
        ..Config::default()
    };
    assert_eq!(validate(&twice)[0].path, "return_policies[1]");
}
