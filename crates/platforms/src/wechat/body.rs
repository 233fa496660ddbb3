//! The bodies of actions. What is missing is refused here, by name, before anything is sent.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::Action;
use aftersync_core::model::evidence::Evidence;
use aftersync_core::model::money::Currency;
use aftersync_core::model::shipment::ParcelRef;
use serde_json::{Map, Value, json};

use super::action::{ActionRow, Carries};
use super::{COMPLAINT, GUARANTEE, MEDIA, guarantee};

/// Longest text of evidence in a complaint, in characters (V).
const MAX_PROOF: usize = 500;
/// `accept_type`: the buyer may send the goods (V2).
const RETURN_AGREED: i64 = 1;
/// `accept_type`: the goods are back, pay (V2).
const GOODS_BACK: i64 = 2;

/// `type` of a negotiation: money only, or money against the goods (V).
const KINDS: &[(&str, i64)] = &[("REFUND", 1), ("RETURN", 2)];
/// `merchant_update_type`: the buyer is invited to withdraw (V).
const ASKS_TO_CANCEL: i64 = 1;
/// `merchant_update_type`: the buyer is to prove something (V).
const ASKS_FOR_PROOF: i64 = 2;
/// `merchant_update_type`: the request is to be changed (V).
const CHANGES_REQUEST: i64 = 3;

/// `type` of what became of an exchange that was sent at once (V): the goods are back, or they are refused.
const TAKEN: i64 = 1;
const REFUSED: i64 = 2;
/// `bad_level` of a claim for damage (V).
const LEVELS: [i64; 5] = [10, 30, 50, 80, 100];

/// What a payment outside the platform is called where nobody wrote a word.
const PAID_ELSEWHERE: &str = "退款凭证";

/// The body of one action.
pub(super) fn of(row: &ActionRow, action: &Action) -> Result<Value> {
    let mut body = Map::new();
    let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
    match row.carries {
        Carries::Note => put("order_id", json!(order(action)?)),
        Carries::Message | Carries::Evidence => put("complaint_id", json!(complaint(action)?)),
        _ if row.object == GUARANTEE => put(
            "guarantee_order_id",
            json!(guarantee::number(&action.object.external_id)?),
        ),
        _ => put("after_sale_order_id", json!(action.object.external_id)),
    };
    match row.carries {
        Carries::Nothing => {}
        Carries::AgreedReturn => {
            put("address_id", json!(address(action)?));
            put("accept_type", json!(RETURN_AGREED));
        }
        Carries::Address => {
            if let Ok(address) = address(action) {
                put("address_id", json!(address));
            }
        }
        Carries::GoodsBack => {
            put("accept_type", json!(GOODS_BACK));
        }
        Carries::Offer => {
            let amount = amount(action)?;
            // To offer nothing is to ask that the request be withdrawn.
            let what = if amount == 0 { ASKS_TO_CANCEL } else { CHANGES_REQUEST };
            negotiation(action, what, amount, &mut put)?;
        }
        Carries::Question => negotiation(action, ASKS_FOR_PROOF, amount(action)?, &mut put)?,
        Carries::Reason | Carries::ReasonAndPictures => {
            put("reject_reason_type", json!(reason(action)?));
            if let Ok(words) = text(action) {
                put("reject_reason", json!(words));
            }
            if row.carries == Carries::ReasonAndPictures && !action.evidence.is_empty() {
                put("reject_certificates", json!(pictures(action)?));
            }
        }
        Carries::Parcel => {
            let (carrier, number) = parcel(action)?;
            put("waybill_id", json!(number));
            put("delivery_id", json!(carrier));
        }
        Carries::ExchangeBack => {
            put("type", json!(TAKEN));
        }
        Carries::ExchangeRefused => {
            put("type", json!(REFUSED));
            put("reject_reason", json!(text(action)?));
        }
        Carries::Message => {
            put("content", json!(proof(action)?));
            put("media_id_list", json!(pictures(action)?));
        }
        Carries::Evidence => {
            put("content", json!(proof(action)?));
            put("media_id_list", json!(some_pictures(action)?));
        }
        Carries::Payment => {
            put("desc", json!(text(action).unwrap_or(PAID_ELSEWHERE)));
            put("refund_certificates", json!(some_pictures(action)?));
        }
        Carries::Level => {
            put("bad_level", json!(level(action)?));
            if let Ok(words) = text(action) {
                put("merchant_remark", json!(words));
            }
        }
        Carries::WordsOfRefusal => {
            put("reason", json!(text(action)?));
            put("pic_list", json!(some_pictures(action)?));
        }
        Carries::Proof => {
            put("content", json!(text(action)?));
            put("pic_list", json!(some_pictures(action)?));
        }
        Carries::Note => {
            put("merchant_notes", json!(text(action)?));
        }
    }
    Ok(Value::Object(body))
}

/// What every negotiation names: what is wanted, the kind of request, how much, why, and words; and pictures where there
/// are any.
fn negotiation(
    action: &Action,
    what: i64,
    amount: i64,
    put: &mut impl FnMut(&str, Value) -> Option<Value>,
) -> Result<()> {
    let raw_type = action.raw_type.as_deref().unwrap_or_default();
    let kind = KINDS.iter().find(|(word, _)| *word == raw_type);
    let (_, kind) =
        kind.ok_or_else(|| missing("raw_type", "read the after-sale again: only refunds are negotiated"))?;
    put("merchant_update_type", json!(what));
    put("type", json!(kind));
    put("amount", json!(amount));
    put("merchant_update_desc", json!(text(action)?));
    put(
        "update_reason_type",
        json!(whole(action, "give the number of a reason for the change")?),
    );
    if !action.evidence.is_empty() {
        put("media_ids", json!(pictures(action)?));
    }
    Ok(())
}

/// Fen: the platform knows no other currency.
fn amount(action: &Action) -> Result<i64> {
    let fen = action.amount.filter(|amount| amount.currency == Currency::CNY);
    let fen = fen.map(|amount| amount.minor).filter(|fen| *fen >= 0);
    fen.ok_or_else(|| missing("amount", "say how much is offered, in CNY"))
}

fn order(action: &Action) -> Result<&str> {
    let order = action.order.as_deref().filter(|order| !order.is_empty());
    order.ok_or_else(|| missing("order", "give the number of the order"))
}

/// The complaint that is named, else the object itself where it is one.
fn complaint(action: &Action) -> Result<&str> {
    let own = (action.object.object == COMPLAINT).then_some(action.object.external_id.as_str());
    let named = action.dispute.as_deref().filter(|id| !id.is_empty());
    named.or(own).ok_or_else(|| {
        missing(
            "dispute",
            "read the after-sale again: it names its complaint, if there is one",
        )
    })
}

fn address(action: &Action) -> Result<&str> {
    let address = action.address.as_deref().map(str::trim).filter(|it| !it.is_empty());
    address.ok_or_else(|| missing("address", "give the id of a return address of the shop"))
}

fn reason(action: &Action) -> Result<i64> {
    whole(action, "give a code of the platform's list of reasons for a refusal")
}

/// The reason code, which is a number here.
fn whole(action: &Action, hint: &'static str) -> Result<i64> {
    let code = action.reason_code.as_deref().and_then(|code| code.parse().ok());
    code.ok_or_else(|| missing("reason_code", hint))
}

fn level(action: &Action) -> Result<i64> {
    const HINT: &str = "say how bad the damage is, in percent: 10, 30, 50, 80 or 100";
    let level = whole(action, HINT)?;
    match LEVELS.contains(&level) {
        true => Ok(level),
        false => Err(missing("reason_code", HINT)),
    }
}

fn text(action: &Action) -> Result<&str> {
    let text = action.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    text.ok_or_else(|| missing("text", "the platform demands words"))
}

fn proof(action: &Action) -> Result<&str> {
    let words = text(action)?;
    match words.chars().count() > MAX_PROOF {
        true => Err(missing("text", "the platform takes 500 characters at most")),
        false => Ok(words),
    }
}

fn parcel(action: &Action) -> Result<(&str, &str)> {
    let hint = "give the tracking number and the platform's code of the carrier, `OTHER` for one it does not know";
    let complete = |parcel: &&ParcelRef| parcel.carrier.is_some() && !parcel.number.is_empty();
    let parcel = action.parcel.as_ref().filter(complete);
    let parcel = parcel.ok_or_else(|| missing("parcel", hint))?;
    Ok((parcel.carrier.as_deref().unwrap_or_default(), &parcel.number))
}

fn media_id(it: &Evidence) -> Option<&str> {
    it.url.as_deref()?.strip_prefix(MEDIA)
}

/// The media ids of evidence, which stand in its address.
fn pictures(action: &Action) -> Result<Vec<&str>> {
    let hint = "upload the file to the platform first and give `media_id:` with the id it answers";
    let one = |it| {
        media_id(it)
            .filter(|id| !id.is_empty())
            .ok_or_else(|| missing("evidence.url", hint))
    };
    action.evidence.iter().map(one).collect()
}

/// The same where the platform demands one at least.
fn some_pictures(action: &Action) -> Result<Vec<&str>> {
    let pictures = pictures(action)?;
    match pictures.is_empty() {
        true => Err(missing("evidence", "add at least one picture")),
        false => Ok(pictures),
    }
}

fn missing(field: &'static str, hint: &'static str) -> Error {
    Error::rejected("something that the platform demands is missing or of no use")
        .during("wechat.action")
        .with("field", field)
        .hint(hint)
}
