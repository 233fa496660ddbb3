//! The parameters of actions. What is missing is refused here, by name, before anything is sent.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::Timestamp;
use serde_json::{Map, Value, json};

use super::action::{Needs, OperateRow, REPAIR};

/// The platform takes no more pictures in an arbitration.
const MAX_ARBITRATION_EVIDENCE: usize = 4;
/// `op_from`: the seller asks.
const BY_SELLER: i64 = 1;
/// `send_type`: a resend.
const RESEND: i64 = 1;
/// `send_type`: what was repaired goes back.
const REPAIRED: i64 = 4;

/// The parameters of one decision.
pub(super) fn operate(row: &OperateRow, action: &Action) -> Result<Value> {
    let mut item = Map::new();
    item.insert("aftersale_id".into(), json!(action.object.external_id));
    item.insert(
        "update_time".into(),
        json!(number(action.version_token.as_deref(), "version_token")?),
    );
    match row.needs {
        Needs::Nothing => {}
        Needs::Address => {
            let address = number(action.address.as_deref(), "address")?;
            item.insert("logistics".into(), json!({"receiver_address_id": address}));
        }
        Needs::Parcel => {
            let (company, number) = parcel(action)?;
            item.insert(
                "logistics".into(),
                json!({"company_code": company, "logistics_code": number}),
            );
        }
        Needs::Reason => reason(action, &mut item)?,
    }
    Ok(json!({"type": row.operate, "items": [item]}))
}

/// A refusal: code, words (asked for twice), and evidence where there is any.
fn reason(action: &Action, item: &mut Map<String, Value>) -> Result<()> {
    let words = text(action)?;
    item.insert(
        "reject_reason_code".into(),
        json!(number(action.reason_code.as_deref(), "reason_code")?),
    );
    item.insert("reason".into(), json!(words));
    item.insert("remark".into(), json!(words));
    if !action.evidence.is_empty() {
        let shown = action.evidence.iter().map(evidence).collect::<Result<Vec<_>>>()?;
        item.insert("evidence".into(), json!(shown));
    }
    Ok(())
}

fn evidence(it: &Evidence) -> Result<Value> {
    let kind = match it.kind {
        EvidenceKind::Image => 1,
        EvidenceKind::Video => 2,
        EvidenceKind::Audio => 3,
        EvidenceKind::Text => 4,
        EvidenceKind::File => {
            return Err(missing(
                "evidence",
                "the platform takes pictures and films, no other files",
            ));
        }
    };
    Ok(json!({"type": kind, "url": url(it)?, "desc": it.note}))
}

fn url(it: &Evidence) -> Result<&str> {
    let hint = "upload the file to the platform's material centre first and give its address";
    it.url.as_deref().ok_or_else(|| missing("evidence.url", hint))
}

/// The parameters of a call of its own.
pub(super) fn own(verb: ActionVerb, action: &Action, now: Timestamp) -> Result<Value> {
    let id = action.object.external_id.as_str();
    // Some calls declare the id as number, some as text.
    let whole = || number(Some(id), "external_id");
    let at = action.at.unwrap_or(now).secs();
    let named = action.parcel.as_ref();
    Ok(match verb {
        ActionVerb::ShipReplacement => {
            let (company, number) = parcel(action)?;
            let repaired = action.raw_type.as_deref() == Some(REPAIR.to_string().as_str());
            let send_type = if repaired { REPAIRED } else { RESEND };
            json!({"aftersale_id": whole()?, "send_type": send_type, "company_code": company, "tracking_no": number})
        }
        ActionVerb::SubmitEvidence => {
            let words = action.text.as_deref().unwrap_or_default();
            json!({"aftersale_id": whole()?, "comment": words, "evidence": pictures(action)?})
        }
        ActionVerb::ReportArrival => json!({
            "aftersale_id": id,
            "op_time": at,
            "tracking_no": named.map(|parcel| &parcel.number),
            "logistics_company_code": named.and_then(|parcel| parcel.carrier.as_ref()),
        }),
        ActionVerb::ReportIntercepted => json!({"aftersale_id": id, "op_time": at}),
        ActionVerb::InterceptParcel => {
            let (company, number) = parcel(action)?;
            let target = json!({"company_code": company, "tracking_no": number});
            json!({"after_sale_id": whole()?, "op_from": BY_SELLER, "intercept_targets": [target]})
        }
        ActionVerb::ExtendTime => json!({"aftersale_id": whole()?}),
        ActionVerb::AddRemark => json!({"after_sale_id": id, "remark": text(action)?}),
        ActionVerb::Reopen => json!({"order_id": number(action.order.as_deref(), "order")?}),
        _ => return Err(Error::internal("this verb has no call of its own").during("douyin.action")),
    })
}

fn pictures(action: &Action) -> Result<Vec<&str>> {
    let urls = action.evidence.iter().map(url).collect::<Result<Vec<_>>>()?;
    match urls.len() {
        0 => Err(missing("evidence", "add at least one picture")),
        n if n > MAX_ARBITRATION_EVIDENCE => Err(missing("evidence", "the platform takes four pictures at most")),
        _ => Ok(urls),
    }
}

fn parcel(action: &Action) -> Result<(&str, &str)> {
    let hint = "give the tracking number and the platform's code of the carrier";
    let complete = |parcel: &'_ ParcelRef| parcel.carrier.is_some() && !parcel.number.is_empty();
    let parcel = action.parcel.as_ref().filter(|parcel| complete(parcel));
    let parcel = parcel.ok_or_else(|| missing("parcel", hint))?;
    Ok((parcel.carrier.as_deref().unwrap_or_default(), &parcel.number))
}

fn text(action: &Action) -> Result<&str> {
    let text = action.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    text.ok_or_else(|| missing("text", "the platform demands words"))
}

fn number(text: Option<&str>, field: &'static str) -> Result<i64> {
    let number = text.and_then(|text| text.parse().ok());
    number.ok_or_else(|| missing(field, hint_for(field)))
}

fn hint_for(field: &str) -> &'static str {
    match field {
        "version_token" => "read the after-sale again: its version must go with the decision",
        "address" => "give the id of a return address of the shop (`address.list`)",
        "reason_code" => "give a code of the platform's list for this after-sale (`afterSale.rejectReasonCodeList`)",
        "order" => "give the number of the order",
        _ => "give the platform's own number",
    }
}

fn missing(field: &'static str, hint: &'static str) -> Error {
    Error::rejected("something that the platform demands is missing or of no use")
        .during("douyin.action")
        .with("field", field)
        .hint(hint)
}
