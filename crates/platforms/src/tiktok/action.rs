//! What we can tell the platform: a decision per request, with a key under which the same decision counts once.
//!
//! The platform takes no version with a decision. What guards it is the status it is decided in (the platform refuses a
//! decision that no longer fits), and what it asks the seller for: an action is offered only while it is asked for. Who
//! wants to be surer still can ask `decision_eligibility` before.
use aftersync_core::error::{Error, ErrorKind, Phase, Result};
use aftersync_core::model::action::Action;
use aftersync_core::model::action::ActionVerb::{
    self, ApproveExchange, ApproveRefund, ApproveReturn, ConfirmReturn, Offer, Reject, RejectReturn,
};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::platform::verified::{sha256, to_hex};
use aftersync_core::platform::{ActionOutcome, AppCredentials, Call, HttpRequest, HttpResponse, Support};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::common::answer;
use crate::common::decimal;
use crate::common::json::{Id, Loose, Text, parse};
use crate::common::refusal::{self, Effect, Said};

use super::api::{self, Endpoint};
use super::detail::{BUYER_KEEPS, SELLER_ACTIONS};
use super::error::TABLE;
use super::status::{
    self, CANCEL_COMPLETE, CANCEL_PENDING, CANCEL_SUCCESS, COMPLETE, OFFERED, PACKAGE_REJECTED, PENDING, REFUND,
    REJECTED, REPLACE_COMPLETE, REPLACE_PENDING, REPLACE_REFUNDED, REPLACE_REJECTED, REPLACEMENT, RESPOND_PACKAGE,
    RETURN_AND_REFUND, REVIEW_PENDING, SHIPPED_BACK, SUCCESS, StatusRow, TO_SHIP_BACK,
};
use super::{CANCELLATION, PACKAGE, REQUEST, RETURN, switch};

const OPERATION: &str = "tiktok.action";

/// One decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// On which type of object.
    pub object: &'static str,
    /// What it tells the platform.
    pub verb: ActionVerb,
    /// For which type of return; empty for any.
    pub return_type: &'static str,
    /// In which status, as the search spells it; empty for any that comes after those whose meaning is known.
    pub status: &'static str,
    /// What the platform must be asking the seller for; empty where it is not told apart.
    pub asked: &'static str,
    /// The word that goes to the platform; empty where the call says it all.
    pub decision: &'static str,
    /// Whether it is a refusal, which carries a reason.
    pub refuses: bool,
    /// Whether the buyer keeps the goods: only where the platform allows that.
    pub keeps: bool,
    /// The switch without which it is off.
    pub switch: Option<&'static str>,
}

const fn on_return(
    verb: ActionVerb,
    return_type: &'static str,
    status: &'static str,
    asked: &'static str,
    decision: &'static str,
) -> DecisionRow {
    DecisionRow {
        object: RETURN,
        verb,
        return_type,
        status,
        asked,
        decision,
        refuses: false,
        keeps: false,
        switch: None,
    }
}
const fn refuses(row: DecisionRow) -> DecisionRow {
    DecisionRow { refuses: true, ..row }
}
const fn on_batch(object: &'static str, verb: ActionVerb, status: &'static str, decision: &'static str) -> DecisionRow {
    DecisionRow {
        object,
        switch: Some(switch::BATCH_MODEL),
        ..on_return(verb, "", status, "", decision)
    }
}

const RESPOND_REFUND: &str = "SELLER_RESPOND_REFUND";
const RESPOND_RETURN: &str = "SELLER_RESPOND_RETURN";
const RESPOND_REPLACEMENT: &str = "SELLER_RESPOND_REPLACEMENT";
/// The decision that offers part of the money.
const PARTIAL: &str = "OFFER_PARTIAL_REFUND";

/// The decisions. Of the batch model only approvals: how a refusal names its reason there is not known.
pub const DECISIONS: &[DecisionRow] = &[
    on_return(ApproveRefund, REFUND, PENDING, RESPOND_REFUND, "APPROVE_REFUND"),
    refuses(on_return(Reject, REFUND, PENDING, RESPOND_REFUND, "REJECT_REFUND")),
    on_return(Offer, REFUND, PENDING, RESPOND_REFUND, PARTIAL),
    on_return(Offer, RETURN_AND_REFUND, PENDING, RESPOND_RETURN, PARTIAL),
    on_return(
        ApproveReturn,
        RETURN_AND_REFUND,
        PENDING,
        RESPOND_RETURN,
        "APPROVE_RETURN",
    ),
    DecisionRow {
        keeps: true,
        ..on_return(
            ApproveRefund,
            RETURN_AND_REFUND,
            PENDING,
            RESPOND_RETURN,
            "APPROVE_RETURN",
        )
    },
    refuses(on_return(
        Reject,
        RETURN_AND_REFUND,
        PENDING,
        RESPOND_RETURN,
        "REJECT_RETURN",
    )),
    on_return(
        ConfirmReturn,
        RETURN_AND_REFUND,
        SHIPPED_BACK,
        RESPOND_PACKAGE,
        "APPROVE_RECEIVED_PACKAGE",
    ),
    refuses(on_return(
        RejectReturn,
        RETURN_AND_REFUND,
        SHIPPED_BACK,
        RESPOND_PACKAGE,
        "REJECT_RECEIVED_PACKAGE",
    )),
    on_return(
        ApproveExchange,
        REPLACEMENT,
        REPLACE_PENDING,
        RESPOND_REPLACEMENT,
        "APPROVE_REPLACEMENT",
    ),
    on_return(
        ApproveRefund,
        REPLACEMENT,
        REPLACE_PENDING,
        RESPOND_REPLACEMENT,
        "ISSUE_REPLACEMENT_REFUND",
    ),
    refuses(on_return(
        Reject,
        REPLACEMENT,
        REPLACE_PENDING,
        RESPOND_REPLACEMENT,
        "REJECT_REPLACEMENT",
    )),
    DecisionRow {
        object: CANCELLATION,
        ..on_return(ApproveRefund, "", CANCEL_PENDING, "", "")
    },
    refuses(DecisionRow {
        object: CANCELLATION,
        ..on_return(Reject, "", CANCEL_PENDING, "", "")
    }),
    on_batch(REQUEST, ApproveRefund, REVIEW_PENDING, "APPROVE_REQUEST"),
    on_batch(REQUEST, ApproveReturn, REVIEW_PENDING, "APPROVE_REQUEST"),
    on_batch(REQUEST, ApproveExchange, REVIEW_PENDING, "APPROVE_REQUEST"),
    // What a package is called once it is there is not documented; that the seller is asked about it is.
    DecisionRow {
        asked: RESPOND_PACKAGE,
        ..on_batch(PACKAGE, ConfirmReturn, "", "APPROVE_RETURN_PACKAGE")
    },
];

fn table(object: &str) -> &'static [StatusRow] {
    match object {
        RETURN => status::RETURNS,
        CANCELLATION => status::CANCELLATIONS,
        REQUEST => status::REQUESTS,
        PACKAGE => status::PACKAGES,
        _ => &[],
    }
}

/// The status as the search spells it; an unknown one as it came.
fn spelled<'a>(object: &str, raw: &'a str) -> &'a str {
    status::of(table(object), raw).map_or(raw, |row| row.status)
}

/// The decision for a verb on an object of that type and status.
fn decision(
    object: &str,
    verb: ActionVerb,
    return_type: Option<&str>,
    raw_status: Option<&str>,
) -> Option<&'static DecisionRow> {
    let raw_status = raw_status?;
    let status = spelled(object, raw_status);
    let later = status::of(table(object), raw_status).is_none();
    DECISIONS.iter().find(|row| {
        row.object == object
            && row.verb == verb
            && (row.status == status || (row.status.is_empty() && later))
            && (row.return_type.is_empty() || Some(row.return_type) == return_type)
    })
}

fn is_on(app: &AppCredentials, row: &DecisionRow) -> bool {
    row.switch.is_none_or(|switch| app.unconfirmed.contains(switch))
}

/// How well a verb is supported for this after-sale as it stands.
pub(super) fn support(app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
    let Some(row) = decision(&seen.object, verb, seen.raw_type.as_deref(), Some(&seen.raw_status)) else {
        return Support::Unsupported;
    };
    let asked = seen.extra.get(SELLER_ACTIONS).map(String::as_str).unwrap_or_default();
    let wanted = row.asked.is_empty() || asked.split(',').any(|it| it == row.asked);
    let may = !row.keeps || seen.extra.contains_key(BUYER_KEEPS);
    match (wanted && may, is_on(app, row)) {
        (false, _) => Support::Unsupported,
        (true, false) => Support::Unconfirmed,
        (true, true) => Support::Confirmed,
    }
}

/// The call that tells the platform.
pub(super) fn request(call: &Call, action: &Action) -> Result<HttpRequest> {
    let object = action.object.object.as_str();
    let found = decision(
        object,
        action.verb,
        action.raw_type.as_deref(),
        action.raw_status.as_deref(),
    );
    let row = found.ok_or_else(|| unsupported(action))?;
    if let Some(switch) = row.switch.filter(|_| !is_on(&call.app, row)) {
        return Err(Error::unsupported(
            "what this decision means to the platform is not confirmed",
            format!("try it on a test shop, then switch `{switch}` on; until then use the platform's console"),
        )
        .during(OPERATION)
        .with("decision", row.decision));
    }
    let key = idempotency_key(action);
    if matches!(object, REQUEST | PACKAGE) {
        let body = review(row, action, &key)?;
        return api::request(call, &api::REVIEW, "", &[], Some(&body));
    }
    let query = [("idempotency_key", key.as_str())];
    api::request(
        call,
        endpoint(row),
        &action.object.external_id,
        &query,
        Some(&body(row, action)?),
    )
}

fn endpoint(row: &DecisionRow) -> &'static Endpoint {
    match (row.object == CANCELLATION, row.refuses) {
        (true, false) => &api::APPROVE_CANCELLATION,
        (true, true) => &api::REJECT_CANCELLATION,
        (false, false) => &api::APPROVE_RETURN,
        (false, true) => &api::REJECT_RETURN,
    }
}

fn body(row: &DecisionRow, action: &Action) -> Result<Value> {
    let mut body = Map::new();
    if !row.decision.is_empty() {
        body.insert("decision".into(), json!(row.decision));
    }
    if row.decision == PARTIAL {
        let offered = action.amount.filter(|amount| amount.minor > 0);
        let offered = offered.ok_or_else(|| missing("amount", "say how much is offered"))?;
        let amount = json!({"currency": offered.currency.as_str(), "amount": decimal::text(offered)});
        body.insert("partial_refund".into(), amount);
    }
    if row.keeps {
        body.insert("buyer_keep_item".into(), json!(true));
    }
    if row.refuses {
        let hint = "ask which reasons the platform accepts for this request now, and give one of those";
        let reason = action
            .reason_code
            .as_deref()
            .map(str::trim)
            .filter(|code| !code.is_empty());
        body.insert(
            "reject_reason".into(),
            json!(reason.ok_or_else(|| missing("reason_code", hint))?),
        );
        let words = action.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if let Some(words) = words {
            body.insert("comment".into(), json!(words));
        }
        if !action.evidence.is_empty() {
            // The platform takes pictures only by an id that its own upload gives.
            return Err(missing(
                "evidence",
                "leave it out and hand it in through the platform's console",
            ));
        }
    }
    Ok(Value::Object(body))
}

/// A decision on a request or on a package. It names every line, which the after-sale's version token holds.
fn review(row: &DecisionRow, action: &Action, key: &str) -> Result<Value> {
    let lines: Vec<Value> = action
        .version_token
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .filter(|id| !id.is_empty())
        .map(|id| json!({"return_line_item_id": id}))
        .collect();
    if lines.is_empty() {
        return Err(missing(
            "version_token",
            "read the after-sale again: its lines must go with the decision",
        ));
    }
    let kind = if row.object == REQUEST { "AFTERSALES" } else { "RMA" };
    Ok(json!({"aftersales_request_decisions": [{
        "request_id": action.object.external_id,
        "request_id_type": kind,
        "line_item_decisions": [{"line_items": lines, "action": row.decision}],
        "idempotency_key": key,
    }]}))
}

/// The key under which the platform knows a decision again: 32 hexadecimal digits, the same for the same decision.
///
/// What was decided is in it, and when: the same decision taken anew, after the buyer asked again, is another one.
fn idempotency_key(action: &Action) -> String {
    let at = action.at.map(|at| at.0.to_string()).unwrap_or_default();
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let parts = [
        action.object.shop.as_str().to_owned(),
        action.object.object.clone(),
        action.object.external_id.clone(),
        action.verb.as_str().to_owned(),
        text(&action.raw_type),
        text(&action.raw_status),
        text(&action.version_token),
        text(&action.reason_code),
        text(&action.text),
        at,
    ];
    // Only where there is one: the keys of decisions without an amount stay what they were.
    let amount = action.amount.map(|amount| amount.to_string());
    // Each part ends with a zero byte, which none of them holds by itself in any usual case.
    let parts: Vec<&[u8]> = parts
        .iter()
        .chain(&amount)
        .flat_map(|part| [part.as_bytes(), &[0][..]])
        .collect();
    let mut key = to_hex(&sha256(&parts));
    key.truncate(32);
    key
}

fn unsupported(action: &Action) -> Error {
    let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "not given".to_owned());
    Error::unsupported(
        "the platform offers no such action for this after-sale",
        "read the after-sale again, or handle it in the platform's console",
    )
    .during(OPERATION)
    .with("verb", action.verb)
    .with("object", &action.object.object)
    .with("type", shown(&action.raw_type))
    .with("status", shown(&action.raw_status))
}

fn missing(field: &'static str, hint: &'static str) -> Error {
    Error::rejected("something that the platform demands is missing or of no use")
        .during(OPERATION)
        .with("field", field)
        .hint(hint)
}

#[derive(Deserialize)]
struct Reviewed<'a> {
    #[serde(borrow, default)]
    errors: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Failure<'a> {
    #[serde(borrow, default)]
    code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    message: Loose<Text<'a>>,
}

/// It was taken; how the after-sale stands now must be read again.
const DONE: ActionOutcome = ActionOutcome {
    facts: Vec::new(),
    refetch: true,
};

/// Reads the answer. A review succeeds as a whole even where a decision in it failed: its errors tell.
pub(super) fn read(action: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
    let data = api::data(answer, Effect::Write, OPERATION)?;
    if !matches!(action.object.object.as_str(), REQUEST | PACKAGE) {
        return Ok(DONE);
    }
    let unclear = |why: &str| answer::unreadable(answer, why, Effect::Write, OPERATION);
    let reviewed: Option<Reviewed<'_>> = parse(data.get().as_bytes()).map_err(|why| unclear(&why))?;
    let Some(errors) = reviewed.and_then(|it| it.errors).filter(|raw| raw.get() != "null") else {
        return Ok(DONE);
    };
    let failures: Vec<Failure<'_>> = parse(errors.get().as_bytes()).map_err(|why| unclear(&why))?;
    let Some(first) = failures.first() else { return Ok(DONE) };
    let Some(code) = first.code.get().map(Id::as_str) else {
        return Err(Error::new(
            ErrorKind::Unavailable,
            "a decision failed and the answer does not say why",
        )
        .during(OPERATION)
        .at(Phase::InDoubt));
    };
    let said = Said {
        status: answer.status,
        code,
        message: first.message.text().unwrap_or_default(),
        ..Said::default()
    };
    Err(refusal::error(TABLE, said, Effect::Write, OPERATION))
}

/// To which statuses a decision leads, and in which it cannot have been taken.
struct Leads {
    object: &'static str,
    verb: ActionVerb,
    to: &'static [&'static str],
    not: &'static [&'static str],
}

const fn leads(
    object: &'static str,
    verb: ActionVerb,
    to: &'static [&'static str],
    not: &'static [&'static str],
) -> Leads {
    Leads { object, verb, to, not }
}

/// Statuses that neither list names say nothing: one that the buyer took back may have been decided before.
///
/// A request that still waits was not decided on. Should that be a search that lags, the same key makes the repeat harmless.
const LEADS: &[Leads] = &[
    leads(
        RETURN,
        ApproveRefund,
        &[SUCCESS, COMPLETE, REPLACE_REFUNDED],
        &[PENDING, REJECTED, REPLACE_PENDING, REPLACE_REJECTED],
    ),
    leads(
        RETURN,
        ApproveReturn,
        &[TO_SHIP_BACK, SHIPPED_BACK, PACKAGE_REJECTED, SUCCESS, COMPLETE],
        &[PENDING, REJECTED],
    ),
    leads(
        RETURN,
        ApproveExchange,
        &[REPLACE_COMPLETE],
        &[REPLACE_PENDING, REPLACE_REJECTED, REPLACE_REFUNDED],
    ),
    // After a refusal and a dispute the platform may have agreed, so what follows an approval says nothing.
    leads(
        RETURN,
        Reject,
        &[REJECTED, REPLACE_REJECTED],
        &[PENDING, REPLACE_PENDING],
    ),
    leads(
        RETURN,
        ConfirmReturn,
        &[SUCCESS, COMPLETE],
        &[SHIPPED_BACK, PACKAGE_REJECTED],
    ),
    leads(RETURN, Offer, &[OFFERED], &[PENDING]),
    leads(RETURN, RejectReturn, &[PACKAGE_REJECTED], &[SHIPPED_BACK]),
    leads(
        CANCELLATION,
        ApproveRefund,
        &[CANCEL_SUCCESS, CANCEL_COMPLETE],
        &[CANCEL_PENDING],
    ),
    // How a refused cancellation ends is not told apart from one taken back.
    leads(CANCELLATION, Reject, &[], &[CANCEL_PENDING]),
];

/// Whether a decision whose answer was lost was taken, judged by the after-sale as it is now.
pub(super) fn happened(action: &Action, seen: &AfterSale) -> Option<bool> {
    let leads = LEADS
        .iter()
        .find(|leads| leads.verb == action.verb && leads.object == seen.object)?;
    let status = spelled(&seen.object, &seen.raw_status);
    match (leads.to.contains(&status), leads.not.contains(&status)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
