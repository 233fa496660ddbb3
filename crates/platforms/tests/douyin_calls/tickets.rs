//! One after-sale, read whole.
use aftersync_core::ErrorKind;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{CancelReason, Decision, DisputeState, Kind, MoneyState};
use aftersync_core::model::evidence::EvidenceKind;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, PlatformAdapter};
use aftersync_platforms::douyin::{Douyin, switch};
use serde_json::{Value, json};

use super::{TICKET, body, call, call_with, detail, object, ok, query, refused};

fn parsed(data: &Value) -> Parsed {
    Douyin
        .detail_read(&call(), &object("aftersale", TICKET), &ok(data.clone()))
        .unwrap()
}

fn fact(data: &Value) -> (Fact, AfterSale) {
    let parsed = parsed(data);
    assert!(parsed.unreadable.is_empty(), "{}", parsed.unreadable[0].reason);
    let fact = parsed.facts[0].clone();
    let FactBody::AfterSale(aftersale) = fact.body.clone() else {
        panic!()
    };
    (fact, *aftersale)
}

fn unreadable(data: &Value) -> String {
    let parsed = parsed(data);
    assert!(parsed.facts.is_empty());
    assert_eq!(parsed.unreadable[0].payload, data.to_string().into_bytes());
    parsed.unreadable[0].reason.clone()
}

#[test]
fn is_asked_for_with_its_log() {
    let request = Douyin.detail_request(&call(), &object("aftersale", TICKET)).unwrap();
    assert!(
        request
            .url
            .starts_with("https://openapi-fxg.jinritemai.com/afterSale/Detail?")
    );
    assert_eq!(query(&request, "method"), Some("afterSale.Detail"));
    assert_eq!(query(&request, "timestamp"), Some("1760000123"));
    assert_eq!(query(&request, "sign_method"), Some("hmac-sha256"));
    assert_eq!(
        body(&request),
        json!({"after_sale_id": TICKET, "need_operation_record": true})
    );
    let unknown = Douyin.detail_request(&call(), &object("coupon", "1")).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::Unsupported);
}

#[test]
fn every_field_has_its_place() {
    let (fact, it) = fact(&detail(0, 12, 3));
    assert_eq!(
        (fact.revision, fact.occurred_at),
        (1_760_000_000, Timestamp::from_secs(1_760_000_000))
    );
    assert_eq!(fact.raw.unwrap().0, detail(0, 12, 3).to_string());
    assert_eq!(
        (it.external_id.as_str(), it.order.as_deref()),
        (TICKET, Some("6920111111111111001"))
    );
    assert_eq!(it.lines.len(), 1);
    assert_eq!(
        (it.lines[0].line.as_str(), it.lines[0].quantity),
        ("6920111111111111002", Some(2))
    );
    assert_eq!(it.lines[0].amount, Some(Money::cny(12_800)));
    assert_eq!((it.kind, it.known), (Kind::ReturnRefund, true));
    assert_eq!((it.raw_type.as_deref(), it.raw_status.as_str()), (Some("0"), "12"));
    assert_eq!(
        (it.claim.money, it.claim.decision),
        (Some(MoneyState::Paid), Some(Decision::Approved))
    );
    assert_eq!(
        (it.requested, it.refunded),
        (Some(Money::cny(12_800)), Some(Money::cny(12_000)))
    );
    // The label names the problem better than the reason does.
    assert_eq!(it.issue, Some(IssueType::Damaged));
    assert_eq!(it.reason_text.as_deref(), Some("其他；收到就是坏的"));
    assert_eq!(it.created_at, Timestamp::from_secs(1_759_990_000));
    assert_eq!(it.ended_at, Some(Timestamp::from_secs(1_760_000_000)));
    assert_eq!(it.deadline, Some(Timestamp::from_secs(1_760_200_000)));
    assert_eq!(it.version_token.as_deref(), Some("1760000000"));
    let kinds: Vec<EvidenceKind> = it.evidence.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [EvidenceKind::Image, EvidenceKind::Video]);
    assert_eq!(it.extra.get("refund_status").map(String::as_str), Some("3"));
}

#[test]
fn only_final_states_have_an_end() {
    for (type_code, status, refund, ends) in [
        (0, 6, 1, false),
        (0, 12, 2, false),
        (0, 12, 3, true),
        (3, 14, 1, true),
        (1, 27, 1, false),
        (0, 28, 1, true),
        (0, 29, 1, false),
        (2, 51, 3, true),
        (0, 53, 1, true),
    ] {
        let (_, it) = fact(&detail(type_code, status, refund));
        assert_eq!(it.ended_at.is_some(), ends, "{type_code} {status} {refund}");
    }
    let mut refusal = detail(1, 27, 1);
    refusal["process_info"]["after_sale_info"]["aftersale_status_to_final_time"] = json!(1760000500);
    assert_eq!(fact(&refusal).1.ended_at, Some(Timestamp::from_secs(1_760_000_500)));
}

#[test]
fn what_is_unknown_moves_nothing_and_is_kept() {
    for (type_code, status, refund) in [(0, 77, 1), (9, 6, 1), (0, 12, 5)] {
        let (_, it) = fact(&detail(type_code, status, refund));
        assert!(!it.known);
        assert_eq!(it.claim, Default::default());
        assert_eq!(
            (it.raw_status, it.raw_type),
            (status.to_string(), Some(type_code.to_string()))
        );
    }
}

#[test]
fn a_failed_refund_is_flagged() {
    let (_, it) = fact(&detail(1, 12, 4));
    assert!(it.flags.contains("refund_failed"));
    assert_eq!((it.claim.money, it.refunded), (Some(MoneyState::Failed), None));
}

#[test]
fn parcels_both_ways() {
    let mut data = detail(3, 13, 1);
    data["process_info"]["logistics_info"] = json!({
        "return": {"tracking_no": "SF1", "company_code": "shunfeng", "company_name": "顺丰"},
        "exchange": {"tracking_no": "YT2", "company_name": "圆通"},
    });
    let (_, it) = fact(&data);
    let back = it.return_parcel.unwrap();
    assert_eq!(
        (back.number.as_str(), back.carrier.as_deref()),
        ("SF1", Some("shunfeng"))
    );
    assert_eq!(it.replacement_parcel.unwrap().carrier.as_deref(), Some("圆通"));
    let mut resend = detail(7, 13, 1);
    resend["process_info"]["logistics_info"]["resend"] = json!({"tracking_no": "ZT3", "company_code": "zt"});
    assert_eq!(fact(&resend).1.replacement_parcel.unwrap().number, "ZT3");
}

#[test]
fn arbitration_with_its_deadline() {
    let mut data = detail(0, 28, 1);
    data["process_info"]["arbitrate_info"] =
        json!({"arbitrate_id": "7100_001", "arbitrate_status": 4, "arbitrate_status_deadline": "1760300000"});
    let (_, it) = fact(&data);
    let dispute = it.dispute.unwrap();
    assert_eq!(it.claim.dispute, Some(DisputeState::EvidenceDue));
    assert_eq!((it.claim.closed, it.ended_at), (false, None));
    assert_eq!(
        (dispute.id.as_deref(), dispute.raw_status.as_deref()),
        (Some("7100_001"), Some("4"))
    );
    assert_eq!(dispute.evidence_due, Some(Timestamp::from_secs(1_760_300_000)));
    data["process_info"]["arbitrate_info"]["arbitrate_status_deadline"] = json!("2025-10-13 04:13:20");
    assert_eq!(
        fact(&data).1.dispute.unwrap().evidence_due,
        Some(Timestamp::from_secs(1_760_300_000))
    );
}

#[test]
fn who_closed_it_is_believed_behind_a_switch_only() {
    let closed = fact(&detail(1, 28, 1)).1;
    assert!(closed.claim.closed);
    let call = call_with(&[switch::CLOSED_BY_ROLE]);
    let parsed = Douyin
        .detail_read(&call, &object("aftersale", TICKET), &ok(detail(1, 28, 1)))
        .unwrap();
    let FactBody::AfterSale(it) = &parsed.facts[0].body else {
        panic!()
    };
    assert_eq!((it.claim.cancel, it.claim.closed), (Some(CancelReason::Buyer), false));
}

#[test]
fn absurd_money_sets_the_whole_aside() {
    for (field, value) in [
        ("refund_total_amount", -1i64),
        ("refund_total_amount", i64::MAX),
        ("real_refund_amount", -5),
    ] {
        let mut data = detail(0, 12, 3);
        data["process_info"]["after_sale_info"][field] = json!(value);
        let reason = unreadable(&data);
        assert!(reason.starts_with(field), "{reason}");
    }
}

#[test]
fn what_must_be_there_is_named() {
    for field in ["after_sale_id", "update_time", "after_sale_type", "after_sale_status"] {
        let mut data = detail(0, 6, 1);
        data["process_info"]["after_sale_info"][field] = json!({"odd": 1});
        assert!(unreadable(&data).ends_with(field));
    }
    let mut other = detail(0, 6, 1);
    other["process_info"]["after_sale_info"]["after_sale_id"] = json!(5);
    assert!(unreadable(&other).contains("another object"));
}

#[test]
fn what_need_not_be_there_may_be_absent_or_odd() {
    let least = json!({"process_info": {"after_sale_info": {
        "after_sale_id": TICKET, "after_sale_status": "6", "after_sale_type": "1", "update_time": "1760000000",
        "reason": 5, "evidence": {"x": 1}, "reason_second_labels": [1, null, {"name": []}], "status_deadline": "soon",
    }, "logistics_info": [], "record_logs_list": "none", "arbitrate_info": 3}, "order_info": null});
    let (_, it) = fact(&least);
    assert!(it.known && it.lines.is_empty() && it.order.is_none() && it.requested.is_none());
}

#[test]
fn a_stored_payload_reads_the_same() {
    let first = parsed(&detail(0, 11, 1));
    let again = Douyin
        .reread(&object("aftersale", TICKET), &detail(0, 11, 1).to_string())
        .unwrap();
    assert_eq!(first, again);
}

#[test]
fn a_refusal_is_an_error_of_the_table() {
    let e = Douyin
        .detail_read(
            &call(),
            &object("aftersale", TICKET),
            &refused(40003, "isv.access-token-expired"),
        )
        .unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Unauthorized);
    assert!(e.advice().unwrap().contains("refresh"));
    let upstream = e.upstream_said().unwrap();
    assert_eq!(upstream.code.as_deref(), Some("40003/isv.access-token-expired"));
    assert_eq!(upstream.request_id.as_deref(), Some("log-2"));
}
