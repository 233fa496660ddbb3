//! After-sales, as they are read.
use aftersync_core::ErrorKind;
use aftersync_core::model::aftersale::AccountRef;
use aftersync_core::model::axes::{DisputeState, Headline, Kind};
use aftersync_core::model::customer::{AttestedKey, KeyKind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{Call, PlatformAdapter};
use aftersync_platforms::wechat::{Wechat, status};
use serde_json::{Value, json};

use super::{
    APP, COMPLAINT, NOW, TICKET, UPDATED, after_sale, answer, body, call, object, ok, path, read, refused, seen, ticket,
};

#[test]
fn one_after_sale_is_asked_for_by_its_id() {
    let request = Wechat.detail_request(&call(), &object("aftersale", TICKET)).unwrap();
    assert_eq!(path(&request), "/channels/ec/aftersale/getaftersaleorder");
    assert_eq!(body(&request), json!({"after_sale_order_id": TICKET}));
    let e = Wechat.detail_request(&call(), &object("parcel", "1")).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Unsupported);
}

#[test]
fn all_of_it_is_read() {
    let parsed = read("aftersale", TICKET, &ok(ticket("RETURN", "MERCHANT_PROCESSING")));
    let fact = &parsed.facts[0];
    assert_eq!(
        (fact.revision, fact.occurred_at),
        (UPDATED, Timestamp::from_secs(UPDATED))
    );
    assert_eq!(fact.shop.as_str(), APP);
    let it = after_sale(&parsed);
    assert_eq!((it.object.as_str(), it.external_id.as_str()), ("aftersale", TICKET));
    assert_eq!(it.order.as_deref(), Some("3737003284475440001"));
    assert_eq!(it.kind, Kind::ReturnRefund);
    assert_eq!(
        (it.raw_type.as_deref(), it.raw_status.as_str()),
        (Some("RETURN"), "MERCHANT_PROCESSING")
    );
    assert!(it.known && it.beside.is_none() && it.version_token.is_none());
    assert_eq!(it.requested, Some(Money::cny(12_800)));
    assert_eq!(it.refunded, None);
    assert_eq!(it.lines.len(), 1);
    assert_eq!((it.lines[0].line.as_str(), it.lines[0].quantity), ("9001001", Some(2)));
    assert_eq!(it.lines[0].amount, it.requested);
    assert_eq!(
        it.account,
        Some(AccountRef {
            scope: APP.into(),
            uid: "oBuyer0001".into(),
            nickname: None
        })
    );
    assert_eq!(it.issue, Some(IssueType::QualityDefect));
    assert_eq!(it.reason_code.as_deref(), Some("10000021"));
    assert_eq!(it.reason_text.as_deref(), Some("商品质量问题；拉链是坏的"));
    let files: Vec<_> = it.evidence.iter().filter_map(|e| e.url.as_deref()).collect();
    assert_eq!(files, ["media_id:m-1", "media_id:m-2"]);
    assert_eq!(it.created_at, Timestamp::from_secs(UPDATED - 9000));
    assert_eq!((it.ended_at, it.dispute.clone()), (None, None));
    assert_eq!(it.extra["refund_reason"], "1");
    assert_eq!(it.extra["receive_product"], "true");
    // The buyer's phone stays in the payload.
    assert!(!serde_json::to_string(&it).unwrap().contains("13800138000"));
    assert!(parsed.signals.is_empty() && parsed.facts.len() == 1);
}

#[test]
fn every_status_of_the_table_has_its_headline() {
    let table = [
        ("MERCHANT_PROCESSING", "awaiting_seller"),
        ("USER_WAIT_CONFIRM", "awaiting_buyer"),
        ("USER_WAIT_CONFIRM_UPDATE", "awaiting_buyer"),
        ("USER_WAIT_HANDLE_MERCHANT_AFTER_SALE", "awaiting_buyer"),
        ("USER_WAIT_RETURN", "awaiting_buyer_return"),
        ("MERCHANT_WAIT_RECEIPT", "return_in_transit"),
        ("WAIT_PACKAGE_INTERCEPT", "return_in_transit"),
        ("MERCHANT_OVERDUE_REFUND", "refunding"),
        ("PLATFORM_REFUNDING", "refunding"),
        ("PLATFORM_REFUND_FAIL", "refunding"),
        ("MERCHANT_REFUND_SUCCESS", "refunded"),
        ("MERCHANT_RETURN_SUCCESS", "refunded"),
        ("USER_WAIT_RECEIPT", "exchange_shipping"),
        ("MERCHANT_EXCHANGE_SUCCESS", "exchanged"),
        ("MERCHANT_REJECT_REFUND", "rejected"),
        ("MERCHANT_REJECT_RETURN", "rejected"),
        ("MERCHANT_REJECT_EXCHANGE", "rejected"),
        ("MERCHANT_REJECT_RESHIP", "rejected"),
        ("USER_CANCELD", "cancelled"),
        ("RETURN_CLOSED", "closed"),
        ("MERCHANT_FAIL", "closed"),
        ("MERCHANT_REFUND_RETRY_FAIL", "closed"),
    ];
    let ended = ["refunded", "exchanged", "cancelled", "closed"];
    for (raw, expected) in table {
        assert_eq!(
            status::headline("status", raw).unwrap().map(Headline::as_str),
            Some(expected),
            "{raw}"
        );
        for kind in ["REFUND", "RETURN", "EXCHANGE"] {
            let it = seen(kind, raw);
            assert!(it.known, "{raw}");
            assert_eq!(it.ended_at.is_some(), ended.contains(&expected), "{raw}");
            assert_eq!(it.refunded.is_some(), expected == "refunded", "{raw}");
        }
    }
    assert_eq!(
        seen("RETURN", "PLATFORM_REFUND_FAIL").flags.first().unwrap(),
        "refund_failed"
    );
    assert_eq!(
        seen("RETURN", "MERCHANT_OVERDUE_REFUND").flags.first().unwrap(),
        "overdue"
    );
}

#[test]
fn numbers_stand_for_the_same_statuses() {
    let table = [
        ("1", "cancelled"),
        ("2", "awaiting_seller"),
        ("4", "rejected"),
        ("5", "rejected"),
        ("6", "awaiting_buyer_return"),
        ("7", "closed"),
        ("8", "return_in_transit"),
        ("12", "refunding"),
        ("13", "refunded"),
        ("14", "refunded"),
        ("15", "refunding"),
        ("16", "refunding"),
        ("17", "awaiting_buyer"),
        ("18", "closed"),
        ("19", "closed"),
    ];
    for (code, expected) in table {
        assert_eq!(
            status::headline("status_code", code).unwrap().map(Headline::as_str),
            Some(expected),
            "{code}"
        );
    }
    for (table, status) in [
        ("status", "NEW_ONE"),
        ("status_code", "3"),
        ("status_code", "x"),
        ("status_code", "0"),
    ] {
        assert_eq!(status::headline(table, status), Some(None), "{table} {status}");
    }
    assert_eq!(status::headline("another", "1"), None);
}

#[test]
fn what_we_do_not_know_survives_and_moves_nothing() {
    let status = seen("RETURN", "SOMETHING_NEW");
    assert!(!status.known && status.ended_at.is_none());
    assert_eq!(status.claim, Default::default());
    let kind = seen("REPAIR", "MERCHANT_PROCESSING");
    assert!(!kind.known && kind.flags.contains("unknown_type"));
    assert_eq!((kind.kind, kind.raw_type.as_deref()), (Kind::Inquiry, Some("REPAIR")));
}

#[test]
fn the_deadline_is_counted_from_the_reading() {
    let read_at = |ms: i64, left: i64| {
        let mut data = ticket("RETURN", "MERCHANT_PROCESSING");
        data["after_sale_order"]["deadline"] = json!(left);
        let call = Call {
            now: Timestamp(ms),
            ..call()
        };
        let parsed = Wechat
            .detail_read(&call, &object("aftersale", TICKET), &ok(data))
            .unwrap();
        let raw = parsed.facts[0].raw.clone().unwrap();
        assert_eq!(Wechat.reread(&object("aftersale", TICKET), &raw.0).unwrap(), parsed);
        after_sale(&parsed)
    };
    let first = read_at(NOW.0, 86_400);
    let expected = NOW.plus(86_400_000);
    assert_eq!(first.deadline, Some(Timestamp(expected.0 - expected.0 % MINUTE)));
    // Twenty seconds later there are twenty seconds less, and it is the same after-sale.
    assert_eq!(read_at(NOW.0 + 20_000, 86_380), first);
    assert_eq!(read_at(NOW.0, 0).deadline, None);
    assert!(read_at(NOW.0, i64::MAX).deadline.is_some());
}

#[test]
fn parcels_of_both_ways() {
    let mut data = ticket("EXCHANGE", "USER_WAIT_RECEIPT");
    data["after_sale_order"]["return_info"] =
        json!({"waybill_id": "SF1", "delivery_id": "SF", "delivery_name": "顺丰"});
    data["after_sale_order"]["exchange_delivery_info"] =
        json!({"waybill_id": "YD2", "delivery_id": "", "delivery_name": "韵达"});
    let it = after_sale(&read("aftersale", TICKET, &ok(data.clone())));
    let parcel = |number: &str, carrier: &str| {
        Some(ParcelRef {
            number: number.into(),
            carrier: Some(carrier.into()),
        })
    };
    assert_eq!(
        (it.return_parcel, it.replacement_parcel),
        (parcel("SF1", "SF"), parcel("YD2", "韵达"))
    );
    data["after_sale_order"]["return_info"] = json!({"waybill_id": "", "delivery_id": ""});
    assert_eq!(after_sale(&read("aftersale", TICKET, &ok(data))).return_parcel, None);
}

#[test]
fn a_union_id_makes_the_buyer_known_across_shops() {
    let mut data = ticket("REFUND", "MERCHANT_PROCESSING");
    data["after_sale_order"]["unionid"] = json!("uBuyer0001");
    data["after_sale_order"]["present_giver_openid"] = json!("oGiver");
    data["after_sale_order"]["present_giver_unionid"] = json!("uGiver");
    let parsed = read("aftersale", TICKET, &ok(data));
    let FactBody::Contact { account, keys } = &parsed.facts[1].body else {
        panic!()
    };
    // Of a gift it is whoever got it; who paid is another one.
    assert_eq!((account.scope.as_str(), account.uid.as_str()), (APP, "oBuyer0001"));
    let key = AttestedKey {
        kind: KeyKind::UnionId,
        scope: "wechat".into(),
        value: "uBuyer0001".into(),
        linkable: true,
    };
    assert_eq!(keys, &[key]);
    let FactBody::Contact { account, keys } = &parsed.facts[2].body else {
        panic!()
    };
    assert_eq!((account.scope.as_str(), account.uid.as_str()), (APP, "oGiver"));
    assert_eq!(keys.first().map(|key| key.value.as_str()), Some("uGiver"));
    assert!(after_sale(&parsed).flags.contains("gift_order"));
    assert!(!format!("{:?}", parsed.facts[0]).contains("uGiver"));
}

#[test]
fn its_complaint_is_read_next() {
    let mut data = ticket("REFUND", "MERCHANT_REJECT_REFUND");
    data["after_sale_order"]["complaint_id"] = json!(2172884001u64);
    let parsed = read("aftersale", TICKET, &ok(data.clone()));
    let names: Vec<_> = parsed
        .signals
        .iter()
        .map(|s| (s.object.object.as_str(), s.object.external_id.as_str()))
        .collect();
    assert_eq!(names, [("complaint", COMPLAINT)]);
    let it = after_sale(&parsed);
    assert_eq!(it.dispute.unwrap().id.as_deref(), Some(COMPLAINT));
    // How the complaint stands is the complaint's to say.
    assert_eq!(it.claim.dispute, None::<DisputeState>);
    data["after_sale_order"]["complaint_id"] = json!("0");
    assert!(read("aftersale", TICKET, &ok(data)).signals.is_empty());
}

#[test]
fn gifts_go_back_with_the_article() {
    let mut data = ticket("RETURN", "USER_WAIT_RETURN");
    data["after_sale_order"]["product_info"]["gift_product_list"] =
        json!([{"sku_id": "777", "count": 1}, {"sku_id": "9001001", "count": 1}, {"product_id": "55", "count": 3}]);
    let it = after_sale(&read("aftersale", TICKET, &ok(data)));
    let lines: Vec<_> = it
        .lines
        .iter()
        .map(|l| (l.line.as_str(), l.quantity, l.amount.is_some()))
        .collect();
    assert_eq!(
        lines,
        [
            ("9001001", Some(2), true),
            ("777", Some(1), false),
            ("9001001#2", Some(1), false),
            ("55", Some(3), false)
        ]
    );
}

#[test]
fn a_refusal_ends_only_when_the_platform_says_so() {
    let mut data = ticket("REFUND", "MERCHANT_REJECT_REFUND");
    assert_eq!(seen("REFUND", "MERCHANT_REJECT_REFUND").ended_at, None);
    data["after_sale_order"]["complete_time"] = json!(UPDATED - 5);
    let it = after_sale(&read("aftersale", TICKET, &ok(data)));
    assert_eq!(it.ended_at, Some(Timestamp::from_secs(UPDATED - 5)));
}

#[test]
fn what_is_missing_is_named_and_kept_whole() {
    for field in ["after_sale_order_id", "type", "status", "update_time"] {
        let mut data = ticket("REFUND", "MERCHANT_PROCESSING");
        data["after_sale_order"].as_object_mut().unwrap().remove(field);
        let answer = ok(data);
        let parsed = read("aftersale", TICKET, &answer);
        assert!(
            parsed.facts.is_empty() && parsed.unreadable[0].reason.contains(field),
            "{field}"
        );
        // What is kept can be read again by a better table.
        let kept = String::from_utf8(parsed.unreadable[0].payload.clone()).unwrap();
        assert!(kept.contains(std::str::from_utf8(&answer.body).unwrap()));
        assert_eq!(Wechat.reread(&object("aftersale", TICKET), &kept).unwrap(), parsed);
    }
    let mut odd = ticket("REFUND", "MERCHANT_PROCESSING");
    odd["after_sale_order"]["refund_info"]["amount"] = json!(-1);
    assert!(
        read("aftersale", TICKET, &ok(odd)).unreadable[0]
            .reason
            .contains("amount")
    );
    let other = read("aftersale", "99", &ok(ticket("REFUND", "MERCHANT_PROCESSING")));
    assert!(other.unreadable[0].reason.contains("another object"));
}

#[test]
fn fields_of_a_wrong_shape_are_absent() {
    let mut data = ticket("REFUND", "MERCHANT_PROCESSING");
    for field in [
        "openid",
        "product_info",
        "details",
        "return_info",
        "reason_text",
        "deadline",
        "complaint_id",
    ] {
        data["after_sale_order"][field] = json!([{"a": 1}]);
    }
    data["after_sale_order"]["reason"] = json!("NO_LONGER_WANT");
    let it = after_sale(&read("aftersale", TICKET, &ok(data)));
    assert_eq!((it.account, it.deadline, it.dispute), (None, None, None));
    assert!(it.lines.is_empty() && it.evidence.is_empty());
    assert_eq!(it.issue, Some(IssueType::ChangeOfMind));
    let mut old = ticket("REFUND", "MERCHANT_PROCESSING");
    old["after_sale_order"]["details"]["receive_product"] = json!(4294967295u64);
    assert!(
        !after_sale(&read("aftersale", TICKET, &ok(old)))
            .extra
            .contains_key("receive_product")
    );
}

#[test]
fn refusals_of_a_reading() {
    let fails = |answer| {
        Wechat
            .detail_read(&call(), &object("aftersale", TICKET), &answer)
            .unwrap_err()
    };
    assert_eq!(fails(refused(10021050)).kind(), ErrorKind::NotFound);
    assert_eq!(fails(refused(42001)).kind(), ErrorKind::Unauthorized);
    assert_eq!(fails(answer(&Value::from("x"))).kind(), ErrorKind::Malformed);
    let e = fails(refused(48001));
    assert_eq!(e.kind(), ErrorKind::Forbidden);
    let said = e.upstream_said().unwrap();
    assert_eq!(said.request_id.as_deref(), Some("6629ae1f-05a5e9fc-4778e998"));
    assert_eq!(said.code.as_deref(), Some("48001"));
}

/// A group gift that nobody took; the call has been taken offline, so its answer is made up.
#[test]
fn a_gift_nobody_took() {
    let request = Wechat
        .detail_request(&call(), &object("present_aftersale", "209"))
        .unwrap();
    assert_eq!(path(&request), "/channels/ec/aftersale/getpresentaftersaleorder");
    assert_eq!(body(&request), json!({"after_sale_order_id": "209"}));
    let gift = |status: &str, orders: Value| {
        ok(
            json!({"after_sale_order": {"after_sale_order_id": 209, "status": status, "openid": "o1", "unionid": "u1",
            "order_info_list": orders, "refund_info": {"amount": 500}, "create_time": UPDATED - 1, "update_time": UPDATED}}),
        )
    };
    let parsed = read(
        "present_aftersale",
        "209",
        &gift("PLATFORM_REFUNDING", json!([{"order_id": "39"}])),
    );
    let it = after_sale(&parsed);
    assert_eq!(
        (it.object.as_str(), it.order.as_deref(), it.known),
        ("present_aftersale", Some("39"), true)
    );
    assert_eq!(
        (it.kind, it.requested, it.refunded),
        (Kind::RefundOnly, Some(Money::cny(500)), None)
    );
    assert!(matches!(parsed.facts[1].body, FactBody::Contact { .. }));
    let done = gift(
        "MERCHANT_REFUND_SUCCESS",
        json!([{"order_id": "39"}, {"order_id": "40"}]),
    );
    let done = after_sale(&read("present_aftersale", "209", &done));
    assert_eq!((done.order, done.refunded), (None, Some(Money::cny(500))));
    assert_eq!(done.ended_at, Some(Timestamp::from_secs(UPDATED)));
}
