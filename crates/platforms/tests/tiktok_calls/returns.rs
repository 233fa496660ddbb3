//! Returns and cancellations, read whole.
use aftersync_core::model::aftersale::ObjectName;
use aftersync_core::model::axes::{Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, PlatformAdapter};
use aftersync_core::{ErrorKind, Phase, Retry};
use aftersync_platforms::tiktok::TikTok;
use aftersync_platforms::tiktok::status::headline;
use serde_json::{Value, json};

use super::{
    CIPHER, KEY, RETURN, SECRET, TOKEN, after_sale, body, call, cancelled, object, ok, parsed_cancellation,
    parsed_return, query, refused, returned, target,
};

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

#[test]
fn are_searched_for_by_their_ids() {
    let cases = [
        ("return", "returns", json!({"return_ids": ["5"]})),
        ("cancellation", "cancellations", json!({"cancel_ids": ["5"]})),
    ];
    for (kind, list, expected) in cases {
        let request = TikTok.detail_request(&call(), &object(kind, "5")).unwrap();
        let (path, fields) = target(&request);
        assert_eq!(path, format!("/return_refund/202309/{list}/search"));
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["app_key", "timestamp", "shop_cipher", "sign"]);
        assert_eq!(
            (query(&request, "app_key"), query(&request, "timestamp")),
            (Some(KEY), Some("1781000000"))
        );
        assert_eq!(query(&request, "shop_cipher"), Some(CIPHER));
        assert_eq!(body(&request), expected);
        let token = ("x-tts-access-token".to_owned(), TOKEN.to_owned());
        assert!(request.headers.contains(&token));
        assert!(!request.url.contains(TOKEN) && !request.url.contains(SECRET));
    }
    let unknown = TikTok.detail_request(&call(), &object("coupon", "1")).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::Unsupported);
}

#[test]
fn every_field_of_a_return_has_its_place() {
    let mut row = returned(
        "RETURN_AND_REFUND",
        "BUYER_SHIPPED_ITEM",
        &["SELLER_RESPOND_RECEIVE_PACKAGE"],
    );
    row["return_tracking_number"] = json!("TN0001");
    row["return_provider_name"] = json!("USPS");
    let parsed = parsed_return(&row);
    let fact = &parsed.facts[0];
    assert_eq!(
        (fact.revision, fact.occurred_at),
        (1_781_000_000, Timestamp::from_secs(1_781_000_000))
    );
    assert_eq!(fact.raw.as_ref().unwrap().0, row.to_string());
    assert_eq!(fact.body.object(), "return");
    let it = after_sale(&parsed);
    assert_eq!(
        (it.external_id.as_str(), it.order.as_deref()),
        (RETURN, Some("584100772837832661"))
    );
    assert_eq!((it.kind, it.known), (Kind::ReturnRefund, true));
    assert_eq!(
        (it.raw_type.as_deref(), it.raw_status.as_str()),
        (Some("RETURN_AND_REFUND"), "BUYER_SHIPPED_ITEM")
    );
    assert_eq!(
        (it.claim.goods, it.claim.money),
        (Some(Goods::Delivered), Some(MoneyState::Approved))
    );
    assert_eq!((it.requested, it.refunded), (Some(usd(3700)), None));
    // One row per piece: the pieces of one line add up.
    let lines: Vec<_> = it
        .lines
        .iter()
        .map(|l| (l.line.as_str(), l.quantity, l.amount))
        .collect();
    assert_eq!(
        lines,
        [("71", Some(1), Some(usd(1850))), ("72", Some(2), Some(usd(1850)))]
    );
    assert_eq!(it.issue, Some(IssueType::Damaged));
    assert_eq!(
        it.reason_code.as_deref(),
        Some("ecom_order_delivered_refund_and_return_reason_damaged_uk")
    );
    assert_eq!(it.reason_text.as_deref(), Some("Damaged"));
    assert_eq!(it.created_at, Timestamp::from_secs(1_780_900_000));
    assert_eq!(it.deadline, Some(Timestamp::from_secs(1_781_172_800)));
    let parcel = it.return_parcel.unwrap();
    assert_eq!(
        (parcel.number.as_str(), parcel.carrier.as_deref()),
        ("TN0001", Some("USPS"))
    );
    assert_eq!((it.version_token, it.account, it.dispute), (None, None, None));
    let extra = |name: &str| it.extra.get(name).map(String::as_str);
    assert_eq!(extra("seller_actions"), Some("SELLER_RESPOND_RECEIVE_PACKAGE"));
    assert_eq!(
        (extra("role"), extra("handover_method"), extra("can_buyer_keep_item")),
        (Some("BUYER"), Some("DROP_OFF"), None)
    );
}

#[test]
fn every_field_of_a_cancellation_has_its_place() {
    let it = after_sale(&parsed_cancellation(&cancelled("CANCELLATION_REQUEST_COMPLETE")));
    let vnd = Money::new(150_000, Currency::parse("VND").unwrap());
    assert_eq!(it.object, "cancellation");
    assert_eq!((it.kind, it.known), (Kind::RefundOnly, true));
    assert_eq!(it.raw_type.as_deref(), Some("BUYER_CANCEL"));
    assert_eq!((it.requested, it.refunded), (Some(vnd), Some(vnd)));
    assert_eq!(it.lines[0].amount, Some(vnd));
    assert_eq!(it.ended_at, Some(Timestamp::from_secs(1_781_000_009)));
    assert_eq!(it.issue, Some(IssueType::ChangeOfMind));
    // It has no arbitration, so it says nothing of one.
    assert_eq!(it.claim.dispute, None);
    assert_eq!(it.claim.money, Some(MoneyState::Paid));
    assert_eq!(it.deadline, Some(Timestamp::from_secs(1_781_172_800)));
}

#[test]
fn every_spelling_is_known_and_kept() {
    let spellings = [
        (
            "RETURN_AND_REFUND",
            "RETURN_OR_REFUND_REQUEST_PENDING",
            Headline::AwaitingSeller,
        ),
        (
            "RETURN_AND_REFUND",
            "REFUND_OR_RETURN_REQUEST_REJECT",
            Headline::Rejected,
        ),
        (
            "RETURN_AND_REFUND",
            "RETURN_OR_REFUND_REQUEST_REJECT",
            Headline::Rejected,
        ),
        (
            "RETURN_AND_REFUND",
            "REFUND_OR_RETURN_REQUEST_REJECTED",
            Headline::Rejected,
        ),
        (
            "RETURN_AND_REFUND",
            "RETURN_OR_REFUND_REQUEST_REJECTED",
            Headline::Rejected,
        ),
        ("RETURN_AND_REFUND", "REQUEST_REJECTED", Headline::Rejected),
        (
            "RETURN_AND_REFUND",
            "AWAITING_BUYER_SHIP",
            Headline::AwaitingBuyerReturn,
        ),
        ("RETURN_AND_REFUND", "BUYER_SHIPPED_ITEM", Headline::ReturnInTransit),
        ("RETURN_AND_REFUND", "REJECT_RECEIVE_PACKAGE", Headline::Rejected),
        ("RETURN_AND_REFUND", "RECEIVE_REJECTED", Headline::Rejected),
        ("REFUND", "RETURN_OR_REFUND_REQUEST_SUCCESS", Headline::Refunding),
        ("REFUND", "REQUEST_SUCCESS", Headline::Refunding),
        ("REFUND", "RETURN_OR_REFUND_REQUEST_COMPLETE", Headline::Refunded),
        ("REFUND", "RETURN_OR_REFUND_REQUEST_CANCEL", Headline::Cancelled),
        ("REFUND", "RETURN_OR_REFUND_REQUEST_CANCELLED", Headline::Cancelled),
        ("REFUND", "RETURN_OR_REFUND__REQUEST_CANCELLED", Headline::Cancelled),
        ("REFUND", "RETURN_OR_REFUND_CANCEL", Headline::Cancelled),
        ("REFUND", "RETURN_OR_REFUND_CANCELLED", Headline::Cancelled),
        ("REFUND", "AWAITING_BUYER_RESPONSE", Headline::AwaitingBuyer),
        ("REPLACEMENT", "REPLACEMENT_REQUEST_PENDING", Headline::AwaitingSeller),
        ("REPLACEMENT", "REPLACMENT_REQUEST_PENDING", Headline::AwaitingSeller),
        ("REPLACEMENT", "REPLACEMENT_REQUEST_REJECT", Headline::Rejected),
        ("REPLACEMENT", "REPLACEMENT_REQUEST_REFUND_SUCCESS", Headline::Refunded),
        ("REPLACEMENT", "REPLACEMENT_REQUEST_CANCEL", Headline::Cancelled),
        (
            "REPLACEMENT",
            "REPLACEMENT_REQUEST_COMPLETE",
            Headline::ExchangeShipping,
        ),
    ];
    for (return_type, status, expected) in spellings {
        let it = after_sale(&parsed_return(&returned(return_type, status, &[])));
        assert!(it.known, "{status}");
        assert_eq!(it.raw_status, status);
        assert_eq!(headline("return_status", status), Some(Some(expected)));
        let ends = matches!(expected, Headline::Refunded | Headline::Cancelled);
        assert_eq!(it.ended_at.is_some(), ends, "{status}");
        assert_eq!(it.refunded.is_some(), expected == Headline::Refunded, "{status}");
        let flagged = it.flags.contains("after_return");
        assert_eq!(flagged, status.contains("RECEIVE"), "{status}");
    }
    for (status, expected) in [
        ("CANCELLATION_REQUEST_PENDING", Some(Headline::AwaitingSeller)),
        ("CANCELLATION_REQUEST_SUCCESS", Some(Headline::Refunding)),
        ("CANCELLATION_REQUEST_CANCEL", Some(Headline::Cancelled)),
        ("CANCELLATION_REQUEST_CANCELLED", Some(Headline::Cancelled)),
        ("CANCELLATION_REQUEST_COMPLETE", Some(Headline::Refunded)),
        ("AWAITING_SELLER_RESPONSE", None),
    ] {
        let it = after_sale(&parsed_cancellation(&cancelled(status)));
        assert_eq!(it.known, expected.is_some(), "{status}");
        assert_eq!(headline("cancel_status", status), Some(expected));
    }
}

#[test]
fn what_is_unknown_moves_nothing_and_is_kept() {
    for (return_type, status) in [
        ("REFUND", "SOMETHING_NEW"),
        ("EXCHANGE", "RETURN_OR_REFUND_REQUEST_PENDING"),
    ] {
        let it = after_sale(&parsed_return(&returned(return_type, status, &[])));
        assert!(!it.known);
        assert_eq!(it.claim, Default::default());
        assert_eq!(
            (it.raw_type.as_deref(), it.raw_status.as_str()),
            (Some(return_type), status)
        );
        assert_eq!(it.flags.contains("unknown_type"), return_type == "EXCHANGE");
    }
}

#[test]
fn a_request_that_nobody_asks_the_seller_about_is_with_the_platform() {
    let with = |asked: &[&str]| {
        let row = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", asked);
        after_sale(&parsed_return(&row))
    };
    assert!(with(&[]).flags.contains("platform_reviews"));
    assert!(with(&["PLATFORM_DECIDES"]).flags.contains("platform_reviews"));
    let asked = with(&["SELLER_RESPOND_REFUND"]);
    assert!(!asked.flags.contains("platform_reviews"));
    assert_eq!(asked.claim.decision, Some(Decision::None));
    // Of several deadlines the earliest counts.
    let two = with(&["SELLER_RESPOND_REFUND", "SELLER_RESPOND_RETURN"]);
    assert_eq!(two.deadline, Some(Timestamp::from_secs(1_781_172_800)));
    assert_eq!(with(&[]).deadline, None);
}

#[test]
fn an_arbitration_comes_on_top_and_its_verdict_is_recorded() {
    let with = |status: &str, arbitration: Value| {
        let mut row = returned("RETURN_AND_REFUND", status, &[]);
        row["arbitration_status"] = arbitration;
        after_sale(&parsed_return(&row))
    };
    let open = with("RETURN_OR_REFUND_REQUEST_COMPLETE", json!("IN_PROGRESS"));
    assert_eq!((open.claim.dispute, open.ended_at), (Some(DisputeState::Open), None));
    assert_eq!(open.dispute.unwrap().raw_status.as_deref(), Some("IN_PROGRESS"));
    for (verdict, state) in [
        ("SUPPORT_BUYER", DisputeState::RuledBuyer),
        ("SUPPORT_SELLER", DisputeState::RuledSeller),
        ("CLOSED", DisputeState::None),
    ] {
        let it = with("RETURN_OR_REFUND_REQUEST_COMPLETE", json!(verdict));
        assert_eq!(it.claim.dispute, Some(state));
        assert_eq!(it.dispute.unwrap().raw_status.as_deref(), Some(verdict));
        assert!(it.ended_at.is_some());
    }
    for none in [json!(""), Value::Null] {
        let it = with("AWAITING_BUYER_SHIP", none);
        assert_eq!((it.claim.dispute, it.dispute), (Some(DisputeState::None), None));
    }
}

#[test]
fn a_replacement_waits_for_no_goods_and_for_its_own_parcel() {
    let it = after_sale(&parsed_return(&returned(
        "REPLACEMENT",
        "REPLACEMENT_REQUEST_COMPLETE",
        &[],
    )));
    assert_eq!((it.kind, it.ended_at), (Kind::Exchange, None));
    assert_eq!(
        (it.claim.replacement, it.claim.goods),
        (Some(ReplacementState::Shipped), Some(Goods::NotRequired))
    );
    assert_eq!(it.replacement_parcel, None);
}

#[test]
fn an_edited_request_is_one_chain() {
    let mut row = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    row["pre_return_id"] = json!("4037000000000000001");
    row["next_return_id"] = json!("4037000000000000003");
    let parsed = parsed_return(&row);
    let it = after_sale(&parsed);
    let earlier = ObjectName {
        object: "return".into(),
        external_id: "4037000000000000001".into(),
    };
    assert_eq!(it.instead_of, [earlier]);
    let [signal] = parsed.signals.as_slice() else {
        panic!("{parsed:?}")
    };
    assert_eq!(
        (signal.object.object.as_str(), signal.object.external_id.as_str()),
        ("return", "4037000000000000003")
    );
    assert_eq!(signal.revision, None);
    // A chain that leads back is not followed round and round.
    for back in [RETURN, "4037000000000000001"] {
        row["next_return_id"] = json!(back);
        assert!(parsed_return(&row).signals.is_empty());
    }
}

#[test]
fn money_is_read_as_it_is_written() {
    let with = |currency: &str, total: Value| {
        let mut row = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
        row["refund_amount"] = json!({"currency": currency, "refund_total": total});
        row["return_line_items"] = json!([]);
        parsed_return(&row)
    };
    for (currency, total, minor) in [
        ("USD", json!("18.50"), Some(1850)),
        ("USD", json!("18.5"), Some(1850)),
        ("USD", json!("0"), Some(0)),
        ("GBP", json!(12), Some(1200)),
        ("VND", json!("150000"), Some(150_000)),
        ("IDR", json!("70500"), Some(7_050_000)),
        ("USD", json!(""), None),
        ("USD", Value::Null, None),
    ] {
        let it = after_sale(&with(currency, total.clone()));
        assert_eq!(it.requested.map(|m| m.minor), minor, "{currency} {total}");
    }
    let mut bare = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    bare["refund_amount"] = json!({"refund_total": ""});
    assert_eq!(
        after_sale(&parsed_return(&bare)).requested,
        None,
        "no amount needs no currency"
    );
    for (currency, total) in [
        ("USD", json!("-1")),
        ("USD", json!("1.005")),
        ("VND", json!("1.5")),
        ("USD", json!("99999999999999")),
        ("USD", json!({"amount": 1})),
        ("dollars", json!("1")),
    ] {
        let parsed = with(currency, total.clone());
        assert!(parsed.facts.is_empty(), "{currency} {total}");
        let reason = &parsed.unreadable[0].reason;
        assert!(
            reason.contains("refund_total") || reason.contains("currency"),
            "{reason}"
        );
    }
}

#[test]
fn amounts_of_a_line_that_do_not_add_up_set_the_whole_aside() {
    let mut row = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    row["return_line_items"][1]["refund_amount"]["currency"] = json!("EUR");
    let parsed = parsed_return(&row);
    assert!(parsed.unreadable[0].reason.starts_with("refund_amount"));
    // A piece that names no line may be of any of them.
    row["return_line_items"][1] = json!({"return_line_item_id": "2"});
    assert!(after_sale(&parsed_return(&row)).lines.is_empty());
    // A piece without an amount: the sum is not known.
    row["return_line_items"][1] = json!({"order_line_item_id": "72"});
    let it = after_sale(&parsed_return(&row));
    assert_eq!((it.lines[1].quantity, it.lines[1].amount), (Some(2), None));
}

fn reason_of(parsed: &Parsed, row: &Value) -> String {
    assert!(parsed.facts.is_empty());
    assert_eq!(parsed.unreadable[0].payload, row.to_string().into_bytes());
    parsed.unreadable[0].reason.clone()
}

#[test]
fn what_must_be_there_is_named() {
    for field in ["return_status", "update_time"] {
        let mut row = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
        row[field] = json!({"odd": 1});
        assert!(reason_of(&parsed_return(&row), &row).ends_with(field));
        let mut row = cancelled("CANCELLATION_REQUEST_PENDING");
        let field = field.replace("return", "cancel");
        row[&field] = json!([]);
        assert!(reason_of(&parsed_cancellation(&row), &row).ends_with(&field));
    }
    let mut other = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    other["return_id"] = json!("5");
    assert!(reason_of(&parsed_return(&other), &other).contains("another object"));
}

#[test]
fn what_need_not_be_there_may_be_absent_or_odd() {
    let least = json!({"return_id": RETURN, "return_type": "REFUND", "return_status": "AWAITING_BUYER_RESPONSE", "update_time": "1781000000",
                       "refund_amount": 5, "return_line_items": "none", "seller_next_action_response": {"x": 1}, "return_reason": [], "pre_return_id": 0});
    let it = after_sale(&parsed_return(&least));
    assert!(it.known && it.lines.is_empty() && it.order.is_none() && it.requested.is_none());
    assert!(it.instead_of.is_empty() && it.issue.is_none());
    assert!(it.flags.contains("partial_refund_offered"));
}

#[test]
fn a_partial_offer_is_kept_beside() {
    let mut row = returned("REFUND", "AWAITING_BUYER_RESPONSE", &[]);
    row["partial_refund"] = json!({"currency": "USD", "amount": "5.00"});
    row["seller_proposed_return_type"] = json!("PARTIAL_REFUND");
    row["can_buyer_keep_item"] = json!(true);
    let it = after_sale(&parsed_return(&row));
    assert_eq!(it.extra["partial_refund"], "5.00 USD");
    assert_eq!(it.extra["can_buyer_keep_item"], "true");
    assert_eq!(it.claim.asked_buyer, Some(true));
}

#[test]
fn a_stored_payload_reads_the_same() {
    let mut edited = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &["SELLER_RESPOND_REFUND"]);
    edited["next_return_id"] = json!("4037000000000000003");
    for row in [edited, returned("REPLACEMENT", "REPLACEMENT_REQUEST_COMPLETE", &[])] {
        let again = TikTok.reread(&object("return", RETURN), &row.to_string()).unwrap();
        assert_eq!(parsed_return(&row), again);
    }
    let row = cancelled("CANCELLATION_REQUEST_SUCCESS");
    let again = TikTok
        .reread(&object("cancellation", "4044740954611139309"), &row.to_string())
        .unwrap();
    assert_eq!(parsed_cancellation(&row), again);
}

#[test]
fn an_object_that_is_not_found_is_asked_for_again() {
    for data in [json!({"return_orders": []}), json!({"total_count": 0})] {
        let e = TikTok
            .detail_read(&call(), &object("return", RETURN), &ok(data))
            .unwrap_err();
        assert_eq!(
            (e.kind(), e.retry(), e.phase()),
            (ErrorKind::NotFound, Retry::Backoff, Phase::Answered)
        );
        assert_eq!(e.context_of("id"), Some(RETURN));
    }
    // Among several rows the right one is taken.
    let other = json!({"return_id": "5"});
    let ours = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    let parsed = TikTok
        .detail_read(
            &call(),
            &object("return", RETURN),
            &ok(json!({"return_orders": [other, ours]})),
        )
        .unwrap();
    assert_eq!(after_sale(&parsed).external_id, RETURN);
}

#[test]
fn a_refusal_is_an_error_of_the_table() {
    let answer = refused(105002, "access token is expired, please refresh it");
    let e = TikTok
        .detail_read(&call(), &object("return", RETURN), &answer)
        .unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Unauthorized);
    assert!(e.advice().unwrap().contains("refresh"));
    let upstream = e.upstream_said().unwrap();
    assert_eq!(upstream.code.as_deref(), Some("105002"));
    assert_eq!(upstream.request_id.as_deref(), Some("2026r2"));
    let limited = aftersync_core::platform::HttpResponse {
        status: 429,
        ..refused(777, "slow down")
    };
    let e = TikTok
        .detail_read(&call(), &object("return", RETURN), &limited)
        .unwrap_err();
    assert_eq!(e.kind(), ErrorKind::RateLimited);
}
