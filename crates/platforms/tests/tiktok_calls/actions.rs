//! What the platform is told, and what became of it.
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::evidence::Evidence;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{HttpResponse, Method, PlatformAdapter, Support};
use aftersync_core::{ErrorKind, Phase, Retry};
use aftersync_platforms::tiktok::action::{DECISIONS, DecisionRow};
use aftersync_platforms::tiktok::{TikTok, sign};
use serde_json::{Value, json};

use super::{
    CIPHER, KEY, RETURN, SECRET, after_sale, answer, batch_call, body, call, call_with, cancelled, object, ok,
    parsed_cancellation, parsed_return, query, refused, returned, standing, target,
};

fn id(object: &str) -> &'static str {
    match object {
        "return" => RETURN,
        "cancellation" => "4044740954611139309",
        "rma" => "2897791601108436469",
        _ => "4053979262243933283",
    }
}

/// An action with everything that any decision could need.
fn action(verb: ActionVerb, kind: &str, return_type: &str, status: &str) -> Action {
    Action {
        verb,
        object: object(kind, id(kind)),
        raw_type: Some(return_type.to_owned()),
        raw_status: Some(status.to_owned()),
        version_token: matches!(kind, "rma" | "aftersales_request").then(|| "1,848212".to_owned()),
        revision: None,
        amount: Some(Money::new(905, Currency::USD)),
        reason_code: Some("reverse_reject_request_reason_3".into()),
        text: Some("Handle broke off on arrival".into()),
        address: None,
        parcel: None,
        evidence: Vec::new(),
        at: Some(Timestamp::from_secs(1_781_000_000)),
        dispute: None,
        order: Some("584100772837832661".into()),
    }
}

fn of_row(row: &DecisionRow) -> Action {
    let usual = if row.object == "cancellation" {
        "BUYER_CANCEL"
    } else {
        "REFUND"
    };
    let return_type = if row.return_type.is_empty() {
        usual
    } else {
        row.return_type
    };
    action(row.verb, row.object, return_type, status_of(row))
}

/// Of a package that is there the word is not documented.
fn status_of(row: &DecisionRow) -> &'static str {
    match row.status {
        "" => "PENDING_PACKAGE_REVIEW",
        status => status,
    }
}

/// The after-sale that a row is for, in the status and with what the platform asks for.
fn seen(row: &DecisionRow) -> AfterSale {
    let mut it = match row.object {
        "cancellation" => after_sale(&parsed_cancellation(&cancelled(row.status))),
        "return" => {
            let mut shown = returned(row.return_type, row.status, &[row.asked]);
            shown["can_buyer_keep_item"] = json!(row.keeps);
            after_sale(&parsed_return(&shown))
        }
        _ => after_sale(&parsed_return(&returned("REFUND", "AWAITING_BUYER_SHIP", &[]))),
    };
    if matches!(row.object, "rma" | "aftersales_request") {
        it.object = row.object.to_owned();
        it.raw_status = status_of(row).to_owned();
        if !row.asked.is_empty() {
            it.extra.insert("seller_actions".into(), row.asked.into());
        }
    }
    it
}

#[test]
fn every_decision_byte_for_byte() {
    let on = batch_call();
    for row in DECISIONS {
        let action = of_row(row);
        let request = TikTok.action_request(&on, &action).unwrap();
        let (path, _) = target(&request);
        let call_name = if row.refuses { "reject" } else { "approve" };
        let batch = matches!(row.object, "rma" | "aftersales_request");
        let expected = match row.object {
            "return" => format!("/return_refund/202309/returns/{RETURN}/{call_name}"),
            "cancellation" => format!("/return_refund/202309/cancellations/{}/{call_name}", id("cancellation")),
            _ => "/return_refund/202603/aftersales/review".to_owned(),
        };
        assert_eq!((request.method, path), (Method::Post, expected.as_str()));
        let key = query(&request, "idempotency_key").map(str::to_owned);
        assert_eq!(key.is_none(), batch);
        let key = key.or_else(|| {
            let decision = &body(&request)["aftersales_request_decisions"][0];
            Some(decision["idempotency_key"].as_str()?.to_owned())
        });
        let key = key.unwrap();
        assert!(
            key.len() == 32 && key.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
            "{key}"
        );
        let part = if row.verb == ActionVerb::Offer {
            ",\"partial_refund\":{\"amount\":\"9.05\",\"currency\":\"USD\"}"
        } else {
            ""
        };
        let keep = if row.keeps { "\"buyer_keep_item\":true," } else { "" };
        let reason = ",\"reject_reason\":\"reverse_reject_request_reason_3\"";
        let comment = "\"comment\":\"Handle broke off on arrival\"";
        let expected = match (batch, row.refuses, row.decision) {
            (true, _, decision) => format!(
                "{{\"aftersales_request_decisions\":[{{\"idempotency_key\":\"{key}\",\"line_item_decisions\":[{{\"action\":\"{decision}\",\
                 \"line_items\":[{{\"return_line_item_id\":\"1\"}},{{\"return_line_item_id\":\"848212\"}}]}}],\
                 \"request_id\":\"{}\",\"request_id_type\":\"{}\"}}]}}",
                id(row.object),
                if row.object == "rma" { "RMA" } else { "AFTERSALES" },
            ),
            (_, false, "") => "{}".to_owned(),
            (_, true, "") => format!("{{{comment}{reason}}}"),
            (_, false, decision) => format!("{{{keep}\"decision\":\"{decision}\"{part}}}"),
            (_, true, decision) => format!("{{{comment},\"decision\":\"{decision}\"{reason}}}"),
        };
        assert_eq!(String::from_utf8(request.body.clone()).unwrap(), expected);
        // What is sent is what was signed.
        let mut fields = vec![("app_key", KEY), ("timestamp", "1781000000"), ("shop_cipher", CIPHER)];
        if !batch {
            fields.push(("idempotency_key", &key));
        }
        let text = sign::canonical(Method::Post, path, &fields, "application/json", &expected);
        assert_eq!(query(&request, "sign"), Some(sign::request(SECRET, &text).as_str()));
    }
}

#[test]
fn support_follows_type_status_and_what_the_platform_asks_for() {
    for row in DECISIONS {
        let it = seen(row);
        let support = |seen: &AfterSale| TikTok.action_support(&call().app, seen, row.verb);
        let expected = if row.switch.is_some() {
            Support::Unconfirmed
        } else {
            Support::Confirmed
        };
        assert_eq!(support(&it), expected, "{row:?}");
        assert_eq!(
            TikTok.action_support(&batch_call().app, &it, row.verb),
            Support::Confirmed
        );
        let other = match row.object {
            "rma" => "AWAITING_BUYER_RETURN",
            _ => "RETURN_OR_REFUND_REQUEST_COMPLETE",
        };
        let elsewhere = AfterSale {
            raw_status: other.into(),
            ..it.clone()
        };
        assert_eq!(support(&elsewhere), Support::Unsupported);
        if !row.asked.is_empty() {
            let mut silent = it.clone();
            silent.extra.remove("seller_actions");
            assert_eq!(support(&silent), Support::Unsupported, "{row:?}");
        }
        if row.keeps {
            let mut must_return = it.clone();
            must_return.extra.remove("can_buyer_keep_item");
            assert_eq!(support(&must_return), Support::Unsupported);
        }
        if let Some(switch) = row.switch {
            let e = TikTok.action_request(&call(), &of_row(row)).unwrap_err();
            assert_eq!(e.kind(), ErrorKind::Unsupported);
            assert!(e.advice().unwrap().contains(switch));
        }
    }
}

#[test]
fn another_spelling_of_the_status_is_the_same_status() {
    let usual = action(
        ActionVerb::ApproveExchange,
        "return",
        "REPLACEMENT",
        "REPLACEMENT_REQUEST_PENDING",
    );
    let odd = action(
        ActionVerb::ApproveExchange,
        "return",
        "REPLACEMENT",
        "REPLACMENT_REQUEST_PENDING",
    );
    let sent = |action| TikTok.action_request(&call(), action).unwrap().body;
    assert_eq!(sent(&usual), sent(&odd));
}

#[test]
fn the_same_action_has_the_same_key_and_another_one_another() {
    let mut base = action(
        ActionVerb::Reject,
        "return",
        "REFUND",
        "RETURN_OR_REFUND_REQUEST_PENDING",
    );
    base.amount = None;
    let key = |action: &Action| {
        let request = TikTok.action_request(&call(), action).unwrap();
        query(&request, "idempotency_key").unwrap().to_owned()
    };
    let later = aftersync_core::platform::Call {
        now: Timestamp(1_790_000_000_000),
        ..call_with(&["tiktok.other"])
    };
    let again = TikTok.action_request(&later, &base).unwrap();
    assert_eq!(query(&again, "idempotency_key"), Some(key(&base).as_str()));
    // A known answer: a key that changed would make a repeat another decision.
    assert_eq!(key(&base), KNOWN_KEY);
    type Change = fn(&mut Action);
    let changes: [Change; 6] = [
        |a| a.amount = Some(Money::new(905, Currency::USD)),
        |a| a.object.external_id = "4037630494032699103".into(),
        |a| a.verb = ActionVerb::ApproveRefund,
        |a| a.reason_code = Some("reverse_reject_request_reason_4".into()),
        |a| a.text = None,
        |a| a.at = Some(Timestamp::from_secs(1_781_000_001)),
    ];
    let mut keys: Vec<String> = changes
        .iter()
        .map(|change| {
            let mut other = base.clone();
            change(&mut other);
            key(&other)
        })
        .chain([key(&base)])
        .collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), changes.len() + 1);
}

/// Worked out apart: the first half of SHA-256 over the parts, each followed by a zero byte.
const KNOWN_KEY: &str = "d031ca5295ff2c509731e407192ba009";

#[test]
fn what_is_missing_is_named() {
    type Strip = fn(&mut Action);
    let pending = "RETURN_OR_REFUND_REQUEST_PENDING";
    let cases: [(Action, &str, Strip); 5] = [
        (
            action(ActionVerb::Reject, "return", "REFUND", pending),
            "reason_code",
            |a| a.reason_code = None,
        ),
        (
            action(ActionVerb::Reject, "return", "REFUND", pending),
            "reason_code",
            |a| a.reason_code = Some(" ".into()),
        ),
        (
            action(
                ActionVerb::Reject,
                "cancellation",
                "CANCEL",
                "CANCELLATION_REQUEST_PENDING",
            ),
            "reason_code",
            |a| a.reason_code = None,
        ),
        (
            action(ActionVerb::Reject, "return", "REFUND", pending),
            "evidence",
            |a| {
                a.evidence.push(Evidence {
                    kind: Default::default(),
                    url: Some("https://img.example.test/1.jpg".into()),
                    blob: None,
                    note: None,
                })
            },
        ),
        (
            action(ActionVerb::ConfirmReturn, "rma", "REFUND", "PENDING_PACKAGE_REVIEW"),
            "version_token",
            |a| a.version_token = None,
        ),
    ];
    for (mut action, field, strip) in cases {
        strip(&mut action);
        let e = TikTok.action_request(&batch_call(), &action).unwrap_err();
        assert_eq!(
            (e.kind(), e.phase(), e.context_of("field")),
            (ErrorKind::Rejected, Phase::NotSent, Some(field))
        );
        assert!(e.advice().is_some());
    }
    let mut silent = action(ActionVerb::Reject, "return", "REFUND", pending);
    silent.text = Some(" ".into());
    let request = TikTok.action_request(&call(), &silent).unwrap();
    assert_eq!(body(&request).get("comment"), None, "words may be left out");
}

#[test]
fn what_the_platform_does_not_offer_is_said() {
    for (verb, kind, return_type, status) in [
        (
            ActionVerb::ApproveReturn,
            "return",
            "REFUND",
            "RETURN_OR_REFUND_REQUEST_PENDING",
        ),
        (
            ActionVerb::ConfirmReturn,
            "return",
            "RETURN_AND_REFUND",
            "AWAITING_BUYER_SHIP",
        ),
        (
            ActionVerb::ApproveRefund,
            "return",
            "REFUND",
            "RETURN_OR_REFUND_REQUEST_COMPLETE",
        ),
        (ActionVerb::ApproveRefund, "return", "REFUND", "SOMETHING_NEW"),
        (
            ActionVerb::ApproveReturn,
            "cancellation",
            "CANCEL",
            "CANCELLATION_REQUEST_PENDING",
        ),
        (
            ActionVerb::Reject,
            "aftersales_request",
            "REFUND",
            "PENDING_REQUEST_REVIEW",
        ),
        (
            ActionVerb::SendMessage,
            "return",
            "REFUND",
            "RETURN_OR_REFUND_REQUEST_PENDING",
        ),
        (ActionVerb::ApproveRefund, "order", "REFUND", "DELIVERED"),
    ] {
        let e = TikTok
            .action_request(&batch_call(), &action(verb, kind, return_type, status))
            .unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported, "{verb} {kind}");
    }
}

#[test]
fn declared_support_is_the_best_of_the_rows() {
    for verb in ActionVerb::ALL {
        let rows = DECISIONS.iter().filter(|row| row.verb == *verb);
        let best = rows
            .map(|row| TikTok.action_support(&call().app, &seen(row), *verb))
            .min()
            .unwrap_or(Support::Unsupported);
        assert_eq!(TikTok.capabilities().action(*verb), best, "{verb}");
    }
}

#[test]
fn what_was_taken_and_what_was_not() {
    let approve = action(
        ActionVerb::ApproveRefund,
        "return",
        "REFUND",
        "RETURN_OR_REFUND_REQUEST_PENDING",
    );
    let read = |answer: &HttpResponse| TikTok.action_read(&call(), &approve, answer);
    for data in [json!({}), Value::Null] {
        let outcome = read(&ok(data)).unwrap();
        assert!(outcome.refetch && outcome.facts.is_empty());
    }
    for (code, kind, retry, phase) in [
        (25011014, ErrorKind::Conflict, Retry::Reload, Phase::Answered),
        (25001011, ErrorKind::Conflict, Retry::Reload, Phase::Answered),
        (25001001, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (25001021, ErrorKind::Rejected, Retry::Never, Phase::Answered),
        (25020005, ErrorKind::Forbidden, Retry::Never, Phase::Answered),
        (25020008, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
        (36009003, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
        (36009002, ErrorKind::RateLimited, Retry::Backoff, Phase::Answered),
        (1, ErrorKind::Unavailable, Retry::Backoff, Phase::InDoubt),
    ] {
        let e = read(&refused(code, "x")).unwrap_err();
        assert_eq!((e.kind(), e.retry(), e.phase()), (kind, retry, phase), "{code}");
    }
    for (status, body, kind, phase) in [
        (502, "<html>", ErrorKind::Unavailable, Phase::InDoubt),
        (429, "", ErrorKind::RateLimited, Phase::Answered),
        (200, "{\"code\":", ErrorKind::Malformed, Phase::InDoubt),
        (200, "{}", ErrorKind::Malformed, Phase::InDoubt),
    ] {
        let answer = HttpResponse {
            status,
            headers: Vec::new(),
            body: body.into(),
        };
        let e = read(&answer).unwrap_err();
        assert_eq!((e.kind(), e.phase()), (kind, phase), "{status}");
    }
}

#[test]
fn a_review_tells_beside_its_success_what_failed() {
    let confirm = action(ActionVerb::ConfirmReturn, "rma", "REFUND", "PENDING_PACKAGE_REVIEW");
    let read = |data: Value| TikTok.action_read(&batch_call(), &confirm, &ok(data));
    for data in [json!({}), json!({"errors": []}), json!({"errors": null}), Value::Null] {
        assert!(read(data).unwrap().refetch);
    }
    let failed = read(json!({"errors": [{"code": "98001004", "message": "Invalid parameters."}]})).unwrap_err();
    assert_eq!((failed.kind(), failed.phase()), (ErrorKind::Rejected, Phase::Answered));
    let moved = read(json!({"errors": [{"code": 25011014, "message": "x"}]})).unwrap_err();
    assert_eq!(moved.kind(), ErrorKind::Conflict);
    for odd in [json!({"errors": [{}]}), json!({"errors": 5})] {
        assert_eq!(read(odd).unwrap_err().phase(), Phase::InDoubt);
    }
}

#[test]
fn whether_a_lost_decision_was_taken() {
    use ActionVerb as V;
    let pending = "RETURN_OR_REFUND_REQUEST_PENDING";
    let cases = [
        (V::ApproveRefund, "REFUND", pending, "REQUEST_SUCCESS", Some(true)),
        (V::ApproveRefund, "REFUND", pending, pending, Some(false)),
        (V::ApproveRefund, "REFUND", pending, "RETURN_OR_REFUND_CANCEL", None),
        (
            V::ApproveReturn,
            "RETURN_AND_REFUND",
            pending,
            "AWAITING_BUYER_SHIP",
            Some(true),
        ),
        (
            V::ApproveReturn,
            "RETURN_AND_REFUND",
            pending,
            "REQUEST_REJECTED",
            Some(false),
        ),
        (V::Reject, "REFUND", pending, "REQUEST_REJECTED", Some(true)),
        (V::Reject, "REFUND", pending, pending, Some(false)),
        (V::Reject, "RETURN_AND_REFUND", pending, "AWAITING_BUYER_SHIP", None),
        (
            V::ConfirmReturn,
            "RETURN_AND_REFUND",
            "BUYER_SHIPPED_ITEM",
            "RETURN_OR_REFUND_REQUEST_COMPLETE",
            Some(true),
        ),
        (
            V::ConfirmReturn,
            "RETURN_AND_REFUND",
            "BUYER_SHIPPED_ITEM",
            "RECEIVE_REJECTED",
            Some(false),
        ),
        (
            V::RejectReturn,
            "RETURN_AND_REFUND",
            "BUYER_SHIPPED_ITEM",
            "REJECT_RECEIVE_PACKAGE",
            Some(true),
        ),
        (
            V::RejectReturn,
            "RETURN_AND_REFUND",
            "BUYER_SHIPPED_ITEM",
            "BUYER_SHIPPED_ITEM",
            Some(false),
        ),
        (
            V::ApproveExchange,
            "REPLACEMENT",
            "REPLACEMENT_REQUEST_PENDING",
            "REPLACEMENT_REQUEST_COMPLETE",
            Some(true),
        ),
        (
            V::ApproveRefund,
            "REPLACEMENT",
            "REPLACEMENT_REQUEST_PENDING",
            "REPLACEMENT_REQUEST_REFUND_SUCCESS",
            Some(true),
        ),
        (
            V::ApproveExchange,
            "REPLACEMENT",
            "REPLACEMENT_REQUEST_PENDING",
            "REPLACEMENT_REQUEST_REJECT",
            Some(false),
        ),
        (V::Offer, "REFUND", pending, "AWAITING_BUYER_RESPONSE", Some(true)),
        (V::Offer, "REFUND", pending, pending, Some(false)),
        (V::AddRemark, "REFUND", pending, pending, None),
    ];
    for (verb, return_type, from, to, expected) in cases {
        let now = after_sale(&parsed_return(&returned(return_type, to, &[])));
        let told = action(verb, "return", return_type, from);
        assert_eq!(TikTok.action_happened(&told, &now), expected, "{verb} {to}");
    }
    let cancelled = |status: &str| after_sale(&parsed_cancellation(&cancelled(status)));
    let told = |verb| action(verb, "cancellation", "CANCEL", "CANCELLATION_REQUEST_PENDING");
    for (verb, to, expected) in [
        (V::ApproveRefund, "CANCELLATION_REQUEST_SUCCESS", Some(true)),
        (V::ApproveRefund, "CANCELLATION_REQUEST_PENDING", Some(false)),
        (V::Reject, "CANCELLATION_REQUEST_PENDING", Some(false)),
        (V::Reject, "CANCELLATION_REQUEST_CANCEL", None),
    ] {
        assert_eq!(
            TikTok.action_happened(&told(verb), &cancelled(to)),
            expected,
            "{verb} {to}"
        );
    }
}

#[test]
fn the_reasons_of_a_refusal_are_asked_for_and_read() {
    let target_of = standing("return");
    let request = TikTok.reasons_request(&call(), &target_of, ActionVerb::Reject).unwrap();
    assert_eq!(
        (request.method, target(&request).0),
        (Method::Get, "/return_refund/202309/reject_reasons")
    );
    assert_eq!(query(&request, "return_or_cancel_id"), Some(RETURN));
    assert_eq!(query(&request, "locale"), None);
    let mut german = call();
    german.settings.insert("locale".into(), "de-DE".into());
    let request = TikTok
        .reasons_request(&german, &standing("cancellation"), ActionVerb::RejectReturn)
        .unwrap();
    assert_eq!(query(&request, "locale"), Some("de-DE"));
    for (kind, verb) in [("return", ActionVerb::ApproveRefund), ("rma", ActionVerb::Reject)] {
        let e = TikTok.reasons_request(&call(), &standing(kind), verb).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported);
    }
    let data = json!({"reasons": [{"name": "reverse_reject_request_reason_3", "text": "Already used"}, {"text": "no code"}, 5, {"name": "x"}]});
    let reasons = TikTok
        .reasons_read(&call(), &target_of, ActionVerb::Reject, &ok(data))
        .unwrap();
    let shown: Vec<_> = reasons.iter().map(|r| (r.code.as_str(), r.text.as_str())).collect();
    assert_eq!(shown, [("reverse_reject_request_reason_3", "Already used"), ("x", "")]);
    assert!(
        TikTok
            .reasons_read(
                &call(),
                &target_of,
                ActionVerb::Reject,
                &answer(&json!({"code": 0, "data": 5}))
            )
            .is_err()
    );
}
