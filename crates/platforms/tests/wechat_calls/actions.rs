//! What the platform is told, and what became of it.
use aftersync_core::model::action::{Action, ActionVerb as V};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::MINUTE;
use aftersync_core::platform::{PlatformAdapter, Reason, Support};
use aftersync_core::{ErrorKind, Phase, Retry};
use aftersync_platforms::wechat::action::ACTIONS;
use aftersync_platforms::wechat::{Wechat, switch};
use serde_json::{Value, json};

use super::{
    COMPLAINT, GUARANTEE, ORDER, TICKET, after_sale, answer, body, call, call_with, guarantees, object, ok, path, read,
    refused, seen, ticket,
};

/// An action with everything that any verb could need.
fn action(verb: V, kind: &str, status: &str) -> Action {
    on("aftersale", TICKET, verb, kind, status)
}

/// The same of an exchange whose replacement was sent at once.
fn sent(verb: V) -> Action {
    Action {
        version_token: Some("replacement_sent".into()),
        ..action(verb, "EXCHANGE", RECEIPT)
    }
}

fn on(name: &str, id: &str, verb: V, kind: &str, status: &str) -> Action {
    Action {
        verb,
        object: object(name, id),
        raw_type: Some(kind.into()),
        raw_status: Some(status.into()),
        version_token: None,
        revision: None,
        amount: Some(Money::cny(1_280)),
        reason_code: Some("21".into()),
        text: Some("商品与\"清单\"不符".into()),
        address: Some("556677".into()),
        parcel: Some(ParcelRef {
            number: "SF1".into(),
            carrier: Some("SF".into()),
        }),
        evidence: vec![Evidence {
            kind: EvidenceKind::Image,
            url: Some("media_id:m-1".into()),
            blob: None,
            note: None,
        }],
        at: None,
        dispute: Some(COMPLAINT.into()),
        order: Some(ORDER.into()),
    }
}

const PROCESSING: &str = "MERCHANT_PROCESSING";
const RECEIPT: &str = "MERCHANT_WAIT_RECEIPT";
const UNPAID: &str = "PLATFORM_REFUND_FAIL";

#[test]
fn every_row_is_sent_byte_for_byte() {
    let guarantee = |verb, status| on("guarantee", GUARANTEE, verb, "2", status);
    let cases = [
        (
            action(V::ApproveRefund, "REFUND", PROCESSING),
            "acceptapply",
            r#"{"after_sale_order_id":"2082648273412001"}"#,
        ),
        (
            action(V::ApproveReturn, "RETURN", PROCESSING),
            "acceptapply",
            r#"{"accept_type":1,"address_id":"556677","after_sale_order_id":"2082648273412001"}"#,
        ),
        (
            action(V::ApproveExchange, "EXCHANGE", PROCESSING),
            "acceptapply",
            r#"{"address_id":"556677","after_sale_order_id":"2082648273412001"}"#,
        ),
        (
            action(V::ConfirmReturn, "RETURN", RECEIPT),
            "acceptapply",
            r#"{"accept_type":2,"after_sale_order_id":"2082648273412001"}"#,
        ),
        (
            action(V::Reject, "EXCHANGE", PROCESSING),
            "rejectapply",
            r#"{"after_sale_order_id":"2082648273412001","reject_reason":"商品与\"清单\"不符","reject_reason_type":21}"#,
        ),
        (
            action(V::RejectReturn, "RETURN", RECEIPT),
            "rejectapply",
            r#"{"after_sale_order_id":"2082648273412001","reject_reason":"商品与\"清单\"不符","reject_reason_type":21}"#,
        ),
        (
            action(V::RejectReturn, "EXCHANGE", RECEIPT),
            "rejectexchangereship",
            r#"{"after_sale_order_id":"2082648273412001","reject_certificates":["m-1"],"reject_reason":"商品与\"清单\"不符","reject_reason_type":21}"#,
        ),
        (
            action(V::ShipReplacement, "EXCHANGE", RECEIPT),
            "acceptexchangereship",
            r#"{"after_sale_order_id":"2082648273412001","delivery_id":"SF","waybill_id":"SF1"}"#,
        ),
        (
            sent(V::ConfirmReturn),
            "handlefastexchangereship",
            r#"{"after_sale_order_id":"2082648273412001","type":1}"#,
        ),
        (
            sent(V::RejectReturn),
            "handlefastexchangereship",
            r#"{"after_sale_order_id":"2082648273412001","reject_reason":"商品与\"清单\"不符","type":2}"#,
        ),
        (
            action(V::Offer, "REFUND", PROCESSING),
            "merchantupdateaftersale",
            r#"{"after_sale_order_id":"2082648273412001","amount":1280,"media_ids":["m-1"],"merchant_update_desc":"商品与\"清单\"不符","merchant_update_type":3,"type":1,"update_reason_type":21}"#,
        ),
        (
            action(V::AskBuyer, "RETURN", PROCESSING),
            "merchantupdateaftersale",
            r#"{"after_sale_order_id":"2082648273412001","amount":1280,"media_ids":["m-1"],"merchant_update_desc":"商品与\"清单\"不符","merchant_update_type":2,"type":2,"update_reason_type":21}"#,
        ),
        (
            action(V::SubmitEvidence, "REFUND", "PLATFORM_REFUND_FAIL"),
            "uploadrefundcertificate",
            r#"{"after_sale_order_id":"2082648273412001","desc":"商品与\"清单\"不符","refund_certificates":["m-1"]}"#,
        ),
        (
            action(V::AddRemark, "REFUND", "MERCHANT_FAIL"),
            "/channels/ec/order/merchantnotes/update",
            r#"{"merchant_notes":"商品与\"清单\"不符","order_id":"3737003284475440001"}"#,
        ),
        (
            on("complaint", COMPLAINT, V::SubmitEvidence, "", "106"),
            "addcomplaintproof",
            r#"{"complaint_id":"2172884001","content":"商品与\"清单\"不符","media_id_list":["m-1"]}"#,
        ),
        (
            on("complaint", COMPLAINT, V::SubmitEvidence, "", "item_10"),
            "addcomplaintmaterial",
            r#"{"complaint_id":"2172884001","content":"商品与\"清单\"不符","media_id_list":["m-1"]}"#,
        ),
        (
            guarantee(V::ApproveRefund, "STATUS_WAIT_MERCHANT_HANDLE"),
            "merchantacceptguarantee",
            r#"{"guarantee_order_id":2000001077270001}"#,
        ),
        (
            guarantee(V::Reject, "WAIT_MERCHANT_HANDLE"),
            "merchantrefuseguarantee",
            r#"{"guarantee_order_id":2000001077270001,"pic_list":["m-1"],"reason":"商品与\"清单\"不符"}"#,
        ),
        (
            Action {
                reason_code: Some("30".into()),
                ..guarantee(V::Offer, "STATUS_WAIT_MERCHANT_HANDLE")
            },
            "merchantmodifyguarantee",
            r#"{"bad_level":30,"guarantee_order_id":2000001077270001,"merchant_remark":"商品与\"清单\"不符"}"#,
        ),
        (
            guarantee(V::SubmitEvidence, "STATUS_WAIT_BOTH_PROOF"),
            "merchantproofguarantee",
            r#"{"content":"商品与\"清单\"不符","guarantee_order_id":2000001077270001,"pic_list":["m-1"]}"#,
        ),
    ];
    assert_eq!(cases.len(), ACTIONS.len());
    for ((action, name, expected), row) in cases.into_iter().zip(ACTIONS) {
        assert_eq!((row.verb, row.object), (action.verb, action.object.object.as_str()));
        let asks = call_with(&[switch::ASK_FOR_PROOF]);
        let request = Wechat.action_request(&asks, &action).unwrap();
        let full = if name.starts_with('/') {
            name.to_owned()
        } else {
            format!("/channels/ec/aftersale/{name}")
        };
        assert_eq!(path(&request), full);
        assert_eq!(String::from_utf8(request.body).unwrap(), expected, "{name}");
        assert_eq!(request.method.as_str(), "POST");
        let outcome = Wechat.action_read(&call(), &action, &ok(json!({}))).unwrap();
        assert!(outcome.refetch && outcome.facts.is_empty());
    }
}

#[test]
fn a_complaint_names_itself_when_nothing_else_does() {
    let mut proof = on("complaint", COMPLAINT, V::SubmitEvidence, "", "106");
    proof.dispute = None;
    let request = Wechat.action_request(&call(), &proof).unwrap();
    assert_eq!(body(&request)["complaint_id"], COMPLAINT);
}

#[test]
fn what_may_be_left_out_is_left_out() {
    let send = |strip: fn(&mut Action), verb, kind, status| {
        let mut action = action(verb, kind, status);
        strip(&mut action);
        body(&Wechat.action_request(&call(), &action).unwrap())
    };
    let exchange = send(|a| a.address = None, V::ApproveExchange, "EXCHANGE", PROCESSING);
    assert_eq!(exchange, json!({"after_sale_order_id": TICKET}));
    let wordless = send(|a| a.text = Some(" ".into()), V::Reject, "REFUND", PROCESSING);
    assert_eq!(
        wordless,
        json!({"after_sale_order_id": TICKET, "reject_reason_type": 21})
    );
    let mut message = on("complaint", COMPLAINT, V::SubmitEvidence, "", "110");
    message.evidence.clear();
    let message = body(&Wechat.action_request(&call(), &message).unwrap());
    assert_eq!(message["media_id_list"], json!([]));
    let offer = send(|a| a.evidence.clear(), V::Offer, "RETURN", PROCESSING);
    let words = "商品与\"清单\"不符";
    assert_eq!(
        offer,
        json!({"after_sale_order_id": TICKET, "amount": 1280, "merchant_update_desc": words, "merchant_update_type": 3, "type": 2,
               "update_reason_type": 21})
    );
    let receipt = send(|a| a.text = None, V::SubmitEvidence, "REFUND", UNPAID);
    assert_eq!(receipt["desc"], "退款凭证");
    let withdraw = send(|a| a.amount = Some(Money::cny(0)), V::Offer, "REFUND", PROCESSING);
    assert_eq!(
        (&withdraw["merchant_update_type"], &withdraw["amount"]),
        (&json!(1), &json!(0))
    );
    let mut level = on("guarantee", GUARANTEE, V::Offer, "2", "WAIT_MERCHANT_HANDLE");
    (level.reason_code, level.text) = (Some("100".into()), None);
    let level = body(&Wechat.action_request(&call(), &level).unwrap());
    assert_eq!(
        level,
        json!({"guarantee_order_id": 2000001077270001u64, "bad_level": 100})
    );
    let bare = send(|a| a.evidence.clear(), V::RejectReturn, "EXCHANGE", RECEIPT);
    assert_eq!(bare.get("reject_certificates"), None);
}

#[test]
fn what_is_missing_is_named() {
    type Strip = fn(&mut Action);
    let cases: [(V, &str, &str, &str, Strip); 13] = [
        (V::ApproveReturn, "RETURN", PROCESSING, "address", |a| a.address = None),
        (V::Reject, "REFUND", PROCESSING, "reason_code", |a| a.reason_code = None),
        (V::Reject, "REFUND", PROCESSING, "reason_code", |a| {
            a.reason_code = Some("x".into())
        }),
        (V::ShipReplacement, "EXCHANGE", RECEIPT, "parcel", |a| {
            a.parcel.as_mut().unwrap().carrier = None
        }),
        (V::ShipReplacement, "EXCHANGE", RECEIPT, "parcel", |a| a.parcel = None),
        (V::SubmitEvidence, "REFUND", UNPAID, "evidence", |a| a.evidence.clear()),
        (V::SubmitEvidence, "REFUND", UNPAID, "evidence.url", |a| {
            a.evidence[0].url = Some("https://img.example.test/1.jpg".into())
        }),
        (V::AddRemark, "REFUND", PROCESSING, "order", |a| a.order = None),
        (V::Offer, "REFUND", PROCESSING, "amount", |a| a.amount = None),
        (V::Offer, "REFUND", PROCESSING, "amount", |a| {
            a.amount = Some(Money::new(5, Currency::USD))
        }),
        (V::Offer, "REFUND", PROCESSING, "reason_code", |a| a.reason_code = None),
        (V::AskBuyer, "REFUND", PROCESSING, "text", |a| a.text = None),
        (V::AskBuyer, "REFUND", PROCESSING, "reason_code", |a| {
            a.reason_code = None
        }),
    ];
    let asks = call_with(&[switch::ASK_FOR_PROOF]);
    for (verb, kind, status, field, strip) in cases {
        let mut action = action(verb, kind, status);
        strip(&mut action);
        let e = Wechat.action_request(&asks, &action).unwrap_err();
        let found = (e.kind(), e.phase(), e.context_of("field"));
        assert_eq!(found, (ErrorKind::Rejected, Phase::NotSent, Some(field)), "{verb}");
        assert!(e.advice().is_some());
    }
    let claim = |verb, status| on("guarantee", GUARANTEE, verb, "2", status);
    let told = |action: &Action| {
        let e = Wechat.action_request(&call(), action).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (ErrorKind::Rejected, Phase::NotSent));
        e.context_of("field").map(str::to_owned)
    };
    for mut action in [
        claim(V::SubmitEvidence, "WAIT_MERCHANT_PROOF"),
        claim(V::Reject, "WAIT_MERCHANT_HANDLE"),
        on("complaint", COMPLAINT, V::SubmitEvidence, "", "106"),
        on("complaint", COMPLAINT, V::SubmitEvidence, "", "108"),
    ] {
        action.evidence.clear();
        assert_eq!(told(&action).as_deref(), Some("evidence"), "{}", action.verb);
    }
    let mut long = on("complaint", COMPLAINT, V::SubmitEvidence, "", "110");
    long.text = Some("字".repeat(501));
    assert_eq!(told(&long).as_deref(), Some("text"));
    // A level that does not exist.
    assert_eq!(
        told(&claim(V::Offer, "WAIT_MERCHANT_HANDLE")).as_deref(),
        Some("reason_code")
    );
    let mut silent = sent(V::RejectReturn);
    silent.text = None;
    assert_eq!(told(&silent).as_deref(), Some("text"));
    let odd = on("guarantee", "abc", V::ApproveRefund, "2", "WAIT_MERCHANT_HANDLE");
    assert_eq!(
        Wechat.action_request(&call(), &odd).unwrap_err().context_of("field"),
        Some("external_id")
    );
}

#[test]
fn a_verb_fits_the_status_it_was_decided_on_only() {
    let asks = call_with(&[switch::ASK_FOR_PROOF]);
    let support = |it: &AfterSale, verb| Wechat.action_support(&asks.app, it, verb);
    for (verb, kind, status) in [
        (V::ApproveRefund, "REFUND", PROCESSING),
        (V::ApproveReturn, "RETURN", PROCESSING),
        (V::ApproveExchange, "EXCHANGE", PROCESSING),
        (V::ConfirmReturn, "RETURN", RECEIPT),
        (V::RejectReturn, "RETURN", RECEIPT),
        (V::ShipReplacement, "EXCHANGE", RECEIPT),
        (V::Reject, "RETURN", PROCESSING),
        (V::Offer, "RETURN", PROCESSING),
        (V::AskBuyer, "REFUND", PROCESSING),
    ] {
        assert_eq!(support(&seen(kind, status), verb), Support::Confirmed, "{verb}");
        for other in [
            "USER_WAIT_RETURN",
            "PLATFORM_REFUNDING",
            "MERCHANT_REFUND_SUCCESS",
            "NEW",
        ] {
            assert_eq!(
                support(&seen(kind, other), verb),
                Support::Unsupported,
                "{verb} {other}"
            );
            let e = Wechat.action_request(&call(), &action(verb, kind, other)).unwrap_err();
            assert_eq!((e.kind(), e.phase()), (ErrorKind::Unsupported, Phase::NotSent));
        }
        let mut blind = action(verb, kind, status);
        blind.raw_status = None;
        assert!(
            Wechat.action_request(&call(), &blind).is_err(),
            "{verb} without a status"
        );
    }
    for (verb, kind, status) in [
        (V::ApproveRefund, "RETURN", PROCESSING),
        (V::ApproveReturn, "REFUND", PROCESSING),
        (V::ConfirmReturn, "EXCHANGE", RECEIPT),
        (V::SubmitEvidence, "REFUND", PROCESSING),
        (V::Offer, "EXCHANGE", PROCESSING),
        (V::SendMessage, "REFUND", PROCESSING),
        (V::ExtendTime, "REFUND", PROCESSING),
    ] {
        assert_eq!(
            support(&seen(kind, status), verb),
            Support::Unsupported,
            "{verb} {kind}"
        );
    }
}

#[test]
fn the_buyer_is_asked_by_the_platform_only_when_that_is_switched_on() {
    let it = seen("REFUND", PROCESSING);
    assert_eq!(
        Wechat.action_support(&call().app, &it, V::AskBuyer),
        Support::Unconfirmed
    );
    let e = Wechat
        .action_request(&call(), &action(V::AskBuyer, "REFUND", PROCESSING))
        .unwrap_err();
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Unsupported, Phase::NotSent));
    assert!(e.advice().unwrap().contains(switch::ASK_FOR_PROOF));
}

#[test]
fn an_exchange_that_was_sent_at_once_is_settled_by_a_call_of_its_own() {
    let support = |it: &AfterSale, verb| Wechat.action_support(&call().app, it, verb);
    let waiting = seen("EXCHANGE", RECEIPT);
    let mut data = ticket("EXCHANGE", RECEIPT);
    data["after_sale_order"]["exchange_delivery_info"] = json!({"waybill_id": "SF1", "delivery_id": "SF"});
    let sent = after_sale(&read("aftersale", TICKET, &ok(data)));
    assert_eq!(sent.version_token.as_deref(), Some("replacement_sent"));
    for (verb, before, after) in [
        (V::ShipReplacement, Support::Confirmed, Support::Unsupported),
        (V::ConfirmReturn, Support::Unsupported, Support::Confirmed),
        (V::RejectReturn, Support::Confirmed, Support::Confirmed),
    ] {
        assert_eq!(
            (support(&waiting, verb), support(&sent, verb)),
            (before, after),
            "{verb}"
        );
    }
}

#[test]
fn evidence_is_taken_by_the_complaint_itself() {
    let support = |it: &AfterSale| Wechat.action_support(&call().app, it, V::SubmitEvidence);
    assert_eq!(support(&seen("REFUND", "MERCHANT_REJECT_REFUND")), Support::Unsupported);
    let complaint = |status: i64| {
        after_sale(&read(
            "complaint",
            COMPLAINT,
            &ok(json!({
                "order_id": ORDER, "after_sale_order_id": TICKET, "status": status, "history": [],
            })),
        ))
    };
    for (status, expected) in [
        (100, Support::Confirmed),
        (106, Support::Confirmed),
        (108, Support::Confirmed),
        (112, Support::Unsupported),
        (999, Support::Unsupported),
    ] {
        assert_eq!(support(&complaint(status)), expected, "{status}");
    }
    assert_eq!(
        support(&guarantees::seen(1, "STATUS_WAIT_MERCHANT_PROOF")),
        Support::Confirmed
    );
    assert_eq!(
        support(&guarantees::seen(1, "STATUS_WAIT_USER_PROOF")),
        Support::Unsupported
    );
}

#[test]
fn declared_support_is_the_best_of_the_rows() {
    let mut all: Vec<AfterSale> = vec![
        guarantees::seen(1, "STATUS_WAIT_MERCHANT_HANDLE"),
        guarantees::seen(1, "STATUS_WAIT_MERCHANT_PROOF"),
    ];
    all.push(seen("REFUND", UNPAID));
    for kind in ["REFUND", "RETURN", "EXCHANGE"] {
        all.extend([PROCESSING, RECEIPT, "MERCHANT_REFUND_SUCCESS"].map(|status| seen(kind, status)));
    }
    for verb in V::ALL {
        let best = all
            .iter()
            .map(|it| Wechat.action_support(&call().app, it, *verb))
            .min()
            .unwrap();
        assert_eq!(Wechat.capabilities().action(*verb), best, "{verb}");
    }
}

#[test]
fn refusals_of_a_write() {
    let approve = action(V::ApproveRefund, "REFUND", PROCESSING);
    let fails = |answer| Wechat.action_read(&call(), &approve, &answer).unwrap_err();
    let cases = [
        (10021059, ErrorKind::RateLimited, Retry::After(MINUTE), Phase::Answered),
        (10020001, ErrorKind::Conflict, Retry::Reload, Phase::Answered),
        (10021041, ErrorKind::Conflict, Retry::Reload, Phase::Answered),
        (10021043, ErrorKind::Forbidden, Retry::Never, Phase::Answered),
        (10021044, ErrorKind::Unavailable, Retry::Backoff, Phase::Answered),
        (10021045, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (10021046, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (10021050, ErrorKind::NotFound, Retry::Never, Phase::Answered),
        (10021060, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (10021068, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (40001, ErrorKind::Unauthorized, Retry::Backoff, Phase::Answered),
        (40014, ErrorKind::Unauthorized, Retry::Backoff, Phase::Answered),
        (42001, ErrorKind::Unauthorized, Retry::Backoff, Phase::Answered),
        (45009, ErrorKind::RateLimited, Retry::Backoff, Phase::Answered),
        (48001, ErrorKind::Forbidden, Retry::Never, Phase::Answered),
        (-1, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
        (9700223, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
        (123456, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
    ];
    for (code, kind, retry, phase) in cases {
        let e = fails(refused(code));
        assert_eq!((e.kind(), e.retry(), e.phase()), (kind, retry, phase), "{code}");
        assert!(e.advice().is_some(), "{code}");
    }
    for unclear in [answer(&json!({})), answer(&json!("x")), answer(&Value::Null)] {
        assert_eq!(fails(unclear).phase(), Phase::InDoubt);
    }
    let mut down = refused(0);
    (down.status, down.body) = (502, b"<html>".to_vec());
    let e = fails(down);
    assert_eq!((e.kind(), e.phase()), (ErrorKind::Unavailable, Phase::InDoubt));
}

#[test]
fn after_a_lost_answer_the_status_tells() {
    let happened =
        |verb, kind: &str, from: &str, to: &str| Wechat.action_happened(&action(verb, kind, from), &seen(kind, to));
    let cases = [
        (V::ApproveRefund, "REFUND", PROCESSING, "PLATFORM_REFUNDING", Some(true)),
        (
            V::ApproveRefund,
            "REFUND",
            PROCESSING,
            "MERCHANT_REFUND_SUCCESS",
            Some(true),
        ),
        (V::ApproveRefund, "REFUND", PROCESSING, PROCESSING, Some(false)),
        (
            V::ApproveRefund,
            "REFUND",
            PROCESSING,
            "MERCHANT_REJECT_REFUND",
            Some(false),
        ),
        (V::ApproveRefund, "REFUND", PROCESSING, "USER_CANCELD", None),
        (V::Offer, "REFUND", PROCESSING, "USER_WAIT_CONFIRM_UPDATE", Some(true)),
        (V::Offer, "REFUND", PROCESSING, PROCESSING, Some(false)),
        (V::AskBuyer, "REFUND", PROCESSING, PROCESSING, None),
        (V::ApproveReturn, "RETURN", PROCESSING, "USER_WAIT_RETURN", Some(true)),
        (
            V::ApproveReturn,
            "RETURN",
            PROCESSING,
            "MERCHANT_REJECT_RETURN",
            Some(false),
        ),
        (
            V::ApproveExchange,
            "EXCHANGE",
            PROCESSING,
            "USER_WAIT_RECEIPT",
            Some(true),
        ),
        (V::Reject, "REFUND", PROCESSING, "MERCHANT_REJECT_REFUND", Some(true)),
        (V::Reject, "RETURN", PROCESSING, "USER_WAIT_RETURN", Some(false)),
        (V::Reject, "REFUND", PROCESSING, "MERCHANT_FAIL", None),
        (
            V::ConfirmReturn,
            "RETURN",
            RECEIPT,
            "MERCHANT_RETURN_SUCCESS",
            Some(true),
        ),
        (V::ConfirmReturn, "RETURN", RECEIPT, RECEIPT, Some(false)),
        (V::RejectReturn, "RETURN", RECEIPT, "MERCHANT_REJECT_RETURN", Some(true)),
        (
            V::RejectReturn,
            "EXCHANGE",
            RECEIPT,
            "MERCHANT_REJECT_RESHIP",
            Some(true),
        ),
        (V::RejectReturn, "EXCHANGE", RECEIPT, "USER_WAIT_RECEIPT", Some(false)),
        (V::ShipReplacement, "EXCHANGE", RECEIPT, "USER_WAIT_RECEIPT", Some(true)),
        (V::ShipReplacement, "EXCHANGE", RECEIPT, RECEIPT, Some(false)),
        (V::AddRemark, "REFUND", PROCESSING, PROCESSING, None),
        (V::SubmitEvidence, "REFUND", PROCESSING, PROCESSING, None),
    ];
    for (verb, kind, from, to, expected) in cases {
        assert_eq!(happened(verb, kind, from, to), expected, "{verb} {to}");
    }
    let guaranteed = |verb, from: &str, to: &str| {
        Wechat.action_happened(&on("guarantee", GUARANTEE, verb, "2", from), &guarantees::seen(2, to))
    };
    let from = "STATUS_WAIT_MERCHANT_HANDLE";
    assert_eq!(guaranteed(V::ApproveRefund, from, "STATUS_PAYING"), Some(true));
    assert_eq!(guaranteed(V::ApproveRefund, from, from), Some(false));
    assert_eq!(guaranteed(V::Reject, from, "STATUS_WAIT_PLATFORM_HANDLE"), Some(true));
    assert_eq!(guaranteed(V::Reject, from, "STATUS_PAY_SUCC"), Some(false));
    assert_eq!(guaranteed(V::Offer, from, "STATUS_WAIT_USER_CONFIRM"), Some(true));
    assert_eq!(guaranteed(V::Offer, from, from), Some(false));
    assert_eq!(
        guaranteed(V::SubmitEvidence, "STATUS_WAIT_BOTH_PROOF", "STATUS_WAIT_USER_PROOF"),
        Some(true)
    );
}

#[test]
fn reasons_of_a_refusal() {
    let wanted = seen("REFUND", PROCESSING);
    let request = Wechat.reasons_request(&call(), &wanted, V::Reject).unwrap();
    assert_eq!(
        (path(&request).as_str(), body(&request)),
        ("/channels/ec/aftersale/rejectreason/get", json!({}))
    );
    let claim = guarantees::seen(2, "STATUS_WAIT_MERCHANT_HANDLE");
    for (seen, verb) in [
        (&wanted, V::ApproveRefund),
        (&wanted, V::RejectReturn),
        (&seen("BARTER", PROCESSING), V::Reject),
        (&claim, V::Reject),
    ] {
        let e = Wechat.reasons_request(&call(), seen, verb).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported);
    }
    let list = json!([
        {"reject_reason_type": 6, "reject_reason_type_text": "已协商取消申请", "reject_reason": "亲", "reject_scene": 1},
        {"reject_reason_type": "21", "reject_reason_type_text": "非本订单商品"},
        {"reject_reason_type": 7, "reject_reason_type_text": "商品影响二次销售", "reject_scene": 4},
        {"reject_reason_type": 8, "reject_scene": 99},
        {"reject_reason_type_text": "without a code"},
        5,
    ]);
    let of_a_return = Wechat
        .reasons_read(
            &call(),
            &seen("RETURN", RECEIPT),
            V::RejectReturn,
            &ok(json!({"reason_list": list})),
        )
        .unwrap();
    let codes: Vec<&str> = of_a_return.iter().map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["21", "7"]);
    for name in ["reason_list", "reject_reason_list"] {
        let reasons = Wechat
            .reasons_read(&call(), &wanted, V::Reject, &ok(json!({name: list})))
            .unwrap();
        let expected = [
            Reason {
                code: "6".into(),
                text: "已协商取消申请".into(),
            },
            Reason {
                code: "21".into(),
                text: "非本订单商品".into(),
            },
        ];
        assert_eq!(reasons, expected, "{name}");
    }
    assert_eq!(
        Wechat
            .reasons_read(&call(), &wanted, V::Reject, &refused(48001))
            .unwrap_err()
            .kind(),
        ErrorKind::Forbidden
    );
}
