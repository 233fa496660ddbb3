//! What the platform is told, and what became of it.
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{HttpResponse, PlatformAdapter, Support};
use aftersync_core::{ErrorKind, Phase, Retry};
use aftersync_platforms::douyin::Douyin;
use aftersync_platforms::douyin::action::{Needs, OPERATE};
use serde_json::{Value, json};

use super::{TICKET, answer, body, call, call_with, detail, object, ok, query, refused};

fn seen(type_code: i64, status: i64) -> AfterSale {
    let parsed = Douyin
        .reread(&object("aftersale", TICKET), &detail(type_code, status, 1).to_string())
        .unwrap();
    let FactBody::AfterSale(it) = parsed.facts[0].body.clone() else {
        panic!()
    };
    *it
}

/// An action with everything that any verb could need.
fn action(verb: ActionVerb, type_code: i64, status: i64) -> Action {
    Action {
        dispute: None,
        verb,
        object: object("aftersale", TICKET),
        raw_type: Some(type_code.to_string()),
        raw_status: Some(status.to_string()),
        version_token: Some("1760000000".into()),
        revision: None,
        amount: None,
        reason_code: Some("5".into()),
        text: Some("商品与发货清单不符".into()),
        address: Some("556677".into()),
        parcel: Some(ParcelRef {
            number: "SF1".into(),
            carrier: Some("shunfeng".into()),
        }),
        evidence: vec![Evidence {
            kind: EvidenceKind::Image,
            url: Some("https://img.example.test/e/1.jpg?a=1&b=2".into()),
            blob: None,
            note: Some("开箱照片".into()),
        }],
        at: Some(Timestamp::from_secs(1_760_000_100)),
        order: Some("6920111111111111001".into()),
    }
}

#[test]
fn every_operate_row_sends_one_item_with_its_version() {
    let switches: Vec<&str> = OPERATE.iter().filter_map(|row| row.switch).collect();
    let on = call_with(&switches);
    for row in OPERATE {
        let action = action(row.verb, row.aftersale_type, row.status);
        let request = Douyin.action_request(&on, &action).unwrap();
        assert_eq!(query(&request, "method"), Some("afterSale.operate"));
        let sent = body(&request);
        assert_eq!(sent["type"], row.operate);
        assert_eq!(sent["items"].as_array().unwrap().len(), 1);
        let item = &sent["items"][0];
        assert_eq!(
            (&item["aftersale_id"], &item["update_time"]),
            (&json!(TICKET), &json!(1760000000))
        );
        let logistics = match row.needs {
            Needs::Address => json!({"receiver_address_id": 556677}),
            Needs::Parcel => json!({"company_code": "shunfeng", "logistics_code": "SF1"}),
            _ => Value::Null,
        };
        assert_eq!(item["logistics"], logistics, "{}", row.operate);
        let refuses = row.needs == Needs::Reason;
        assert_eq!(item.get("reject_reason_code").is_some(), refuses);
        assert_eq!(item.get("evidence").is_some(), refuses);
        let seen = seen(row.aftersale_type, row.status);
        assert_eq!(Douyin.action_support(&on.app, &seen, row.verb), Support::Confirmed);
        let off = Douyin.action_request(&call(), &action);
        let support = Douyin.action_support(&call().app, &seen, row.verb);
        match row.switch {
            None => assert!(off.is_ok() && support == Support::Confirmed),
            Some(switch) => {
                let e = off.unwrap_err();
                assert_eq!((e.kind(), support), (ErrorKind::Unsupported, Support::Unconfirmed));
                assert!(e.advice().unwrap().contains(switch));
            }
        }
    }
}

#[test]
fn a_refusal_is_sent_as_the_known_answer_has_it() {
    let mut refusal = action(ActionVerb::Reject, 1, 6);
    refusal.text = Some("<b>A&B</b> 缺少配件/吊牌 \"已拆\"".into());
    let request = Douyin.action_request(&call(), &refusal).unwrap();
    let text = String::from_utf8(request.body).unwrap();
    assert_eq!(
        text,
        "{\"items\":[{\"aftersale_id\":\"7100222222222222001\",\"evidence\":[{\"desc\":\"开箱照片\",\"type\":1,\"url\":\"https://img.example.test/e/1.jpg?a=1&b=2\"}],\
         \"reason\":\"<b>A&B</b> 缺少配件/吊牌 \\\"已拆\\\"\",\"reject_reason_code\":5,\"remark\":\"<b>A&B</b> 缺少配件/吊牌 \\\"已拆\\\"\",\"update_time\":1760000000}],\"type\":202}"
    );
}

#[test]
fn calls_of_their_own() {
    let whole: i64 = TICKET.parse().unwrap();
    let cases = [
        (
            ActionVerb::ShipReplacement,
            7,
            8,
            "afterSale.fillLogistics",
            json!({"aftersale_id": whole, "send_type": 1, "company_code": "shunfeng", "tracking_no": "SF1"}),
        ),
        (
            ActionVerb::ShipReplacement,
            8,
            8,
            "afterSale.fillLogistics",
            json!({"aftersale_id": whole, "send_type": 4, "company_code": "shunfeng", "tracking_no": "SF1"}),
        ),
        (
            ActionVerb::SubmitEvidence,
            0,
            27,
            "afterSale.submitEvidence",
            json!({"aftersale_id": whole, "comment": "商品与发货清单不符", "evidence": ["https://img.example.test/e/1.jpg?a=1&b=2"]}),
        ),
        (
            ActionVerb::ReportArrival,
            0,
            11,
            "afterSale.returnGoodsToWareHouseSuccess",
            json!({"aftersale_id": TICKET, "op_time": 1760000100, "tracking_no": "SF1", "logistics_company_code": "shunfeng"}),
        ),
        (
            ActionVerb::ReportIntercepted,
            2,
            6,
            "afterSale.CancelSendGoodsSuccess",
            json!({"aftersale_id": TICKET, "op_time": 1760000100}),
        ),
        (
            ActionVerb::InterceptParcel,
            1,
            6,
            "afterSale.applyLogisticsIntercept",
            json!({"after_sale_id": whole, "op_from": 1, "intercept_targets": [{"company_code": "shunfeng", "tracking_no": "SF1"}]}),
        ),
        (
            ActionVerb::ExtendTime,
            0,
            11,
            "afterSale.timeExtend",
            json!({"aftersale_id": whole}),
        ),
        (
            ActionVerb::AddRemark,
            0,
            6,
            "afterSale.addOrderRemark",
            json!({"after_sale_id": TICKET, "remark": "商品与发货清单不符"}),
        ),
        (
            ActionVerb::Reopen,
            0,
            28,
            "afterSale.OpenAfterSaleChannel",
            json!({"order_id": 6920111111111111001i64}),
        ),
    ];
    for (verb, type_code, status, method, expected) in cases {
        let action = action(verb, type_code, status);
        let request = Douyin.action_request(&call(), &action).unwrap();
        assert_eq!(
            (query(&request, "method"), body(&request)),
            (Some(method), expected),
            "{verb}"
        );
        let outcome = Douyin.action_read(&call(), &action, &ok(Value::Null)).unwrap();
        assert!(outcome.refetch);
        let partial = Douyin.action_read(&call(), &action, &refused(10001, "")).unwrap_err();
        assert_eq!(partial.phase(), Phase::InDoubt);
    }
}

#[test]
fn what_is_missing_is_named() {
    let all: Vec<&str> = OPERATE.iter().filter_map(|row| row.switch).collect();
    let call = call_with(&all);
    type Strip = fn(&mut Action);
    let cases: [(ActionVerb, i64, i64, &str, Strip); 9] = [
        (ActionVerb::ApproveReturn, 0, 6, "address", |a| a.address = None),
        (ActionVerb::ApproveReturn, 0, 6, "version_token", |a| {
            a.version_token = None
        }),
        (ActionVerb::Reject, 1, 6, "reason_code", |a| a.reason_code = None),
        (ActionVerb::Reject, 1, 6, "text", |a| a.text = Some(" ".into())),
        (ActionVerb::Reject, 1, 6, "evidence.url", |a| a.evidence[0].url = None),
        (ActionVerb::ShipReplacement, 3, 11, "parcel", |a| {
            a.parcel.as_mut().unwrap().carrier = None
        }),
        (ActionVerb::SubmitEvidence, 0, 27, "evidence", |a| {
            a.evidence = vec![a.evidence[0].clone(); 5]
        }),
        (ActionVerb::Reopen, 0, 28, "order", |a| a.order = None),
        (ActionVerb::ExtendTime, 0, 6, "external_id", |a| {
            a.object.external_id = "abc".into()
        }),
    ];
    for (verb, type_code, status, field, strip) in cases {
        let mut action = action(verb, type_code, status);
        strip(&mut action);
        let e = Douyin.action_request(&call, &action).unwrap_err();
        assert_eq!(
            (e.kind(), e.phase(), e.context_of("field")),
            (ErrorKind::Rejected, Phase::NotSent, Some(field))
        );
        assert!(e.advice().is_some());
    }
}

#[test]
fn what_the_platform_does_not_offer_is_said() {
    for (verb, type_code, status) in [
        (ActionVerb::ApproveRefund, 2, 6),
        (ActionVerb::ApproveRefund, 6, 6),
        (ActionVerb::ApproveResend, 7, 6),
        (ActionVerb::ApproveRepair, 8, 6),
        (ActionVerb::ApproveRefund, 1, 12),
        (ActionVerb::SendMessage, 0, 6),
    ] {
        let e = Douyin
            .action_request(&call(), &action(verb, type_code, status))
            .unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported, "{verb}");
        assert_eq!(
            Douyin.action_support(&call().app, &seen(type_code, status), verb),
            Support::Unsupported
        );
    }
    // Evidence is taken while an arbitration runs only.
    let mut data = detail(0, 27, 1);
    assert_eq!(
        Douyin.action_support(&call().app, &seen(0, 27), ActionVerb::SubmitEvidence),
        Support::Unsupported
    );
    data["process_info"]["arbitrate_info"] = json!({"arbitrate_status": 4});
    let parsed = Douyin.reread(&object("aftersale", TICKET), &data.to_string()).unwrap();
    let FactBody::AfterSale(disputed) = &parsed.facts[0].body else {
        panic!()
    };
    assert_eq!(
        Douyin.action_support(&call().app, disputed, ActionVerb::SubmitEvidence),
        Support::Confirmed
    );
}

#[test]
fn declared_support_is_the_best_of_the_rows() {
    for verb in ActionVerb::ALL {
        let best = (0..=8)
            .flat_map(|t| [6, 7, 8, 11, 12, 13, 27, 28].map(|s| (t, s)))
            .map(|(t, s)| {
                let mut seen = seen(t, s);
                seen.claim.dispute = Some(aftersync_core::model::axes::DisputeState::Open);
                Douyin.action_support(&call().app, &seen, *verb)
            })
            .min()
            .unwrap();
        assert_eq!(Douyin.capabilities().action(*verb), best, "{verb}");
    }
}

fn item(code: i64) -> Value {
    json!({"items": [{"aftersale_id": 7100222222222222001i64, "status_code": code, "status_msg": "m"}]})
}

#[test]
fn the_answer_of_our_item_counts() {
    let approve = action(ActionVerb::ApproveRefund, 1, 6);
    let read = |answer: &HttpResponse| Douyin.action_read(&call(), &approve, answer);
    assert!(read(&ok(item(0))).unwrap().refetch);
    let moved = read(&ok(item(20309541))).unwrap_err();
    assert_eq!(
        (moved.kind(), moved.retry(), moved.phase()),
        (ErrorKind::Conflict, Retry::Reload, Phase::Answered)
    );
    let partial = answer(&json!({"code": 10001, "msg": "部分成功", "data": item(20309541)}));
    assert_eq!(read(&partial).unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(read(&ok(item(7))).unwrap_err().kind(), ErrorKind::Rejected);
    for silent in [
        json!({"items": []}),
        json!({}),
        json!({"items": [{"aftersale_id": 5, "status_code": 0}]}),
    ] {
        let e = read(&ok(silent)).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (ErrorKind::Unavailable, Phase::InDoubt));
    }
    let conflict = read(&refused(50002, "isv.business-failed:20309541")).unwrap_err();
    assert_eq!(
        (conflict.kind(), conflict.retry(), conflict.phase()),
        (ErrorKind::Conflict, Retry::Reload, Phase::Answered)
    );
    let limited = read(&refused(60000, "")).unwrap_err();
    assert_eq!(
        (limited.kind(), limited.retry()),
        (ErrorKind::RateLimited, Retry::Backoff)
    );
}

#[test]
fn an_answer_without_an_envelope_is_told_by_its_status() {
    let approve = action(ActionVerb::ApproveRefund, 1, 6);
    for (status, body, kind, phase) in [
        (502, "<html>", ErrorKind::Unavailable, Phase::InDoubt),
        (429, "", ErrorKind::RateLimited, Phase::Answered),
        (403, "no", ErrorKind::Forbidden, Phase::Answered),
        (404, "{}", ErrorKind::Rejected, Phase::Answered),
        (200, "{\"code\":100", ErrorKind::Malformed, Phase::InDoubt),
    ] {
        let answer = HttpResponse {
            status,
            headers: Vec::new(),
            body: body.into(),
        };
        let e = Douyin.action_read(&call(), &approve, &answer).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (kind, phase), "{status}");
    }
}

#[test]
fn whether_a_lost_decision_was_taken() {
    let moved = |type_code, status| {
        let mut it = seen(type_code, status);
        it.version_token = Some("1760000999".into());
        it
    };
    let happened = |verb, type_code, from, it: &AfterSale| Douyin.action_happened(&action(verb, type_code, from), it);
    use ActionVerb as V;
    for (verb, type_code, from, to, expected) in [
        (V::ApproveRefund, 1, 6, 12, Some(true)),
        (V::ApproveRefund, 1, 6, 6, Some(false)),
        (V::ApproveRefund, 1, 6, 28, None),
        (V::ApproveReturn, 0, 6, 7, Some(true)),
        (V::ApproveReturn, 0, 6, 27, Some(false)),
        (V::ApproveExchange, 3, 6, 7, Some(true)),
        (V::Reject, 1, 6, 27, Some(true)),
        (V::Reject, 1, 6, 6, None),
        (V::Reject, 1, 6, 12, Some(false)),
        (V::ConfirmReturn, 0, 11, 12, Some(true)),
        (V::ConfirmReturn, 0, 11, 29, Some(false)),
        (V::RejectReturn, 0, 11, 29, Some(true)),
        (V::ShipReplacement, 3, 11, 13, Some(true)),
        (V::ShipReplacement, 7, 8, 8, Some(false)),
        (V::AddRemark, 0, 6, 6, None),
    ] {
        assert_eq!(
            happened(verb, type_code, from, &moved(type_code, to)),
            expected,
            "{verb} {to}"
        );
    }
    // The version did not move, so nothing was decided.
    assert_eq!(happened(V::Reject, 1, 6, &seen(1, 6)), Some(false));
}
