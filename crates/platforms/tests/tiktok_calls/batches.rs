//! The batch-return model: which returns it leads to, and, switched on, how it speaks for them.
use aftersync_core::model::aftersale::ObjectName;
use aftersync_core::model::axes::{Goods, Kind, MoneyState};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, PlatformAdapter};
use aftersync_platforms::tiktok::{TikTok, switch};
use serde_json::{Value, json};

use super::{RETURN, after_sale, batch_call, body, call, object, parsed, returned, target};

const PACKAGE: &str = "2897791601108436469";
const REQUEST: &str = "4053979262243933283";

fn row(id: &str, status: &str, returns: &[Value]) -> Value {
    json!({
        "id": id, "aftersales_request_id": REQUEST, "package_id": "77", "status": status,
        "line_items": [{"main_order_id": "584100772837832661", "return_line_item_id": "848212", "sku_id": "3"}],
        "sku_return_requests": returns,
    })
}

fn second() -> Value {
    let mut other = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    other["return_id"] = json!("4037630494032699103");
    other["return_line_items"] = json!([{"return_line_item_id": "4", "order_line_item_id": "73"}]);
    other["update_time"] = json!(1781000500);
    other
}

fn package(call: &aftersync_core::platform::Call, row: &Value) -> Parsed {
    parsed(call, "rma", PACKAGE, "return_merchandise_authorizations", row)
}

#[test]
fn are_searched_for_with_all_their_parts() {
    for (kind, path, filter) in [
        ("aftersales_request", "202603/aftersales", "aftersales_request_ids"),
        ("rma", "202604/rma", "rma_ids"),
    ] {
        let request = TikTok.detail_request(&call(), &object(kind, "5")).unwrap();
        assert_eq!(target(&request).0, format!("/return_refund/{path}/search"));
        assert_eq!(
            body(&request),
            json!({"whitelisted_data_fields": ["LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"],
                   "filters": {filter: ["5"]}, "pagination": {"page_size": 10}})
        );
    }
}

#[test]
fn off_they_lead_to_the_returns_they_hold() {
    let first = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    let all = row(PACKAGE, "RMA_CREATED", &[first, second()]);
    let parsed_all = package(&call(), &all);
    assert!(parsed_all.facts.is_empty() && parsed_all.unreadable.is_empty());
    let ids: Vec<_> = parsed_all
        .signals
        .iter()
        .map(|s| (s.object.object.as_str(), s.object.external_id.as_str(), s.revision))
        .collect();
    assert_eq!(ids, [("return", RETURN, None), ("return", "4037630494032699103", None)]);
    // Without a return to read it is kept, and says how it can be read itself.
    let bare = row(PACKAGE, "RMA_CREATED", &[]);
    let kept = package(&call(), &bare);
    assert!(kept.unreadable[0].reason.contains(switch::BATCH_MODEL));
    let request = json!({"id": REQUEST, "status": "INIT", "sku_return_requests": [returned("REFUND", "X", &[])]});
    let leads = parsed(&call(), "aftersales_request", REQUEST, "aftersales_requests", &request);
    assert_eq!(leads.signals.len(), 1);
}

#[test]
fn on_a_package_speaks_for_its_returns_and_its_request() {
    let first = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    let all = row(PACKAGE, "RMA_CREATED", &[first, second()]);
    let parsed_all = package(&batch_call(), &all);
    let it = after_sale(&parsed_all);
    let name = |object: &str, id: &str| ObjectName {
        object: object.into(),
        external_id: id.into(),
    };
    assert_eq!(
        it.instead_of,
        [
            name("return", RETURN),
            name("return", "4037630494032699103"),
            name("aftersales_request", REQUEST)
        ]
    );
    assert_eq!(it.object, "rma");
    assert_eq!(
        (it.kind, it.known, it.raw_status.as_str()),
        (Kind::ReturnRefund, true, "RMA_CREATED")
    );
    assert_eq!(it.claim.goods, Some(Goods::AwaitingShip));
    assert_eq!(it.order.as_deref(), Some("584100772837832661"));
    let lines: Vec<&str> = it.lines.iter().map(|l| l.line.as_str()).collect();
    assert_eq!(lines, ["71", "72", "73"]);
    assert_eq!(it.requested, Some(Money::new(7400, Currency::USD)));
    assert_eq!(it.version_token.as_deref(), Some("1,2,3,4,848212"));
    assert_eq!(
        (parsed_all.facts[0].revision, it.created_at),
        (1_781_000_500, Timestamp::from_secs(1_780_900_000))
    );
    // Read again from what was stored it is the same.
    let again = TikTok.reread(&object("rma", PACKAGE), &all.to_string()).unwrap();
    assert_eq!(again, parsed_all);
}

#[test]
fn on_the_least_advanced_return_tells_where_the_own_status_does_not() {
    let state = |status: &str, returns: &[(&str, &[&str])]| {
        let rows: Vec<Value> = returns
            .iter()
            .map(|(status, asked)| returned("RETURN_AND_REFUND", status, asked))
            .collect();
        after_sale(&package(&batch_call(), &row(PACKAGE, status, &rows)))
    };
    let paid = ("RETURN_OR_REFUND_REQUEST_COMPLETE", &[][..]);
    let there = ("BUYER_SHIPPED_ITEM", &["SELLER_RESPOND_RECEIVE_PACKAGE"][..]);
    let all_paid = state("RMA_CREATED", &[paid, paid]);
    assert_eq!(all_paid.claim.money, Some(MoneyState::Paid));
    assert!(all_paid.ended_at.is_some() && all_paid.refunded.is_some());
    let one_waits = state("SOMETHING_NEW", &[paid, there]);
    assert!(one_waits.known);
    assert_eq!(
        (one_waits.claim.goods, one_waits.ended_at),
        (Some(Goods::Delivered), None)
    );
    assert_eq!(one_waits.deadline, Some(Timestamp::from_secs(1_781_172_800)));
    assert_eq!(one_waits.extra["seller_actions"], "SELLER_RESPOND_RECEIVE_PACKAGE");
    let unknown = state("SOMETHING_NEW", &[paid, ("SOMETHING_ELSE", &[])]);
    assert!(!unknown.known);
    assert_eq!(unknown.claim, Default::default());
}

#[test]
fn on_a_request_whose_review_is_over_says_nothing_by_itself() {
    let read = |status: &str, returns: &[Value]| {
        let mut it = row(REQUEST, status, returns);
        it["create_time"] = json!(1780900000);
        after_sale(&parsed(
            &batch_call(),
            "aftersales_request",
            REQUEST,
            "aftersales_requests",
            &it,
        ))
    };
    let done = read("REQUEST_REVIEW_COMPLETED", &[]);
    assert!(done.known);
    assert_eq!(done.claim, Default::default());
    assert!(done.instead_of.is_empty(), "a request does not speak for itself");
    let moving = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    assert_eq!(
        read("REQUEST_REVIEW_COMPLETED", &[moving]).claim.goods,
        Some(Goods::AwaitingShip)
    );
    assert!(read("PENDING_REQUEST_REVIEW", &[]).known);
    assert!(!read("SOMETHING_NEW", &[]).known);
}

#[test]
fn on_a_package_of_several_orders_names_none() {
    let mut other = second();
    other["order_id"] = json!("584100772837832999");
    let first = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    let it = after_sale(&package(&batch_call(), &row(PACKAGE, "RMA_CREATED", &[first, other])));
    assert_eq!(it.order, None);
    // Without any time it cannot be put in order.
    let bare = package(&batch_call(), &row(PACKAGE, "RMA_CREATED", &[]));
    assert!(bare.unreadable[0].reason.ends_with("create_time"));
}
