//! From one row of an answer, or from a stored payload, to facts.
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::shipment::{ParcelRef, ParcelSnapshot, ParcelState};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Parsed, Signal, Unreadable};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::common::json::{Reading, parse};

use super::batch::{self, Batch};
use super::classic::{self, Row};
use super::{CANCELLATION, ORDER, PACKAGE, PLATFORM, REPLACEMENT, REQUEST, RETURN, order, switch};

/// Reads one object. What cannot be read is set aside whole, with the reason.
pub(super) fn object(object: &ObjectRef, data: &str, batch_model: bool) -> Parsed {
    let read = match object.object.as_str() {
        RETURN => returned(object, data),
        CANCELLATION => cancelled(object, data),
        REQUEST => batched(object, REQUEST, data, batch_model),
        PACKAGE => batched(object, PACKAGE, data, batch_model),
        ORDER => ordered(object, data),
        _ => Err("this platform has no such object".to_owned()),
    };
    read.unwrap_or_else(|reason| set_aside(object.shop.clone(), data, reason))
}

/// A part that could not be read, whole.
pub(super) fn set_aside(shop: ShopId, data: &str, reason: String) -> Parsed {
    Parsed {
        unreadable: vec![Unreadable {
            payload: data.as_bytes().to_vec(),
            reason,
            shop: Some(shop),
        }],
        ..Parsed::default()
    }
}

fn fact(object: &ObjectRef, revision: i64, body: FactBody, raw: Option<String>) -> Fact {
    Fact {
        platform: PLATFORM.into(),
        shop: object.shop.clone(),
        revision,
        occurred_at: Timestamp::from_secs(revision),
        body,
        raw: raw.map(Payload),
    }
}

/// Where to look further.
pub(super) fn look(object: &ObjectRef, kind: &str, external_id: String) -> Signal {
    Signal {
        object: ObjectRef {
            platform: PLATFORM.into(),
            shop: object.shop.clone(),
            object: kind.to_owned(),
            external_id,
        },
        revision: None,
        status: None,
        dedupe: None,
    }
}

/// An answer about another object than the one asked for is not believed.
fn same(object: &ObjectRef, id: &str) -> Reading<()> {
    if id == object.external_id {
        Ok(())
    } else {
        Err("the answer is about another object".to_owned())
    }
}

fn after_sale(object: &ObjectRef, shown: classic::Shown, data: &str) -> Reading<Fact> {
    same(object, &shown.aftersale.external_id)?;
    let body = FactBody::AfterSale(Box::new(shown.aftersale));
    Ok(fact(object, shown.updated, body, Some(data.to_owned())))
}

/// A return together with the parcel of the order that replaces its goods: two answers in one payload, so that the fact can
/// be read again from it.
#[derive(Deserialize, Serialize)]
struct WithReplacement<'a> {
    #[serde(borrow)]
    row: &'a RawValue,
    replacement_number: String,
}

fn returned(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let wrapped: Option<WithReplacement<'_>> = parse(data.as_bytes()).ok();
    let row = wrapped.as_ref().map_or(data, |it| it.row.get());
    let row: Row<'_> = parse(row.as_bytes())?;
    let mut shown = classic::read(&row, RETURN)?;
    if let Some(it) = &wrapped {
        shown.aftersale.replacement_parcel = parcel(&it.replacement_number);
    }
    // A request that was edited goes on under another id.
    let next = row.next_return_id.owned().map(|id| look(object, RETURN, id));
    Ok(Parsed {
        facts: vec![after_sale(object, shown, data)?],
        signals: next.into_iter().collect(),
        ..Parsed::default()
    })
}

fn parcel(number: &str) -> Option<ParcelRef> {
    Some(ParcelRef {
        number: number.to_owned(),
        carrier: None,
    })
}

fn cancelled(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let row: Row<'_> = parse(data.as_bytes())?;
    let shown = classic::read(&row, CANCELLATION)?;
    Ok(Parsed {
        facts: vec![after_sale(object, shown, data)?],
        ..Parsed::default()
    })
}

fn batched(object: &ObjectRef, kind: &'static str, data: &str, on: bool) -> Reading<Parsed> {
    let batch: Batch<'_> = parse(data.as_bytes())?;
    if on {
        let shown = batch::read(&batch, kind)?;
        return Ok(Parsed {
            facts: vec![after_sale(object, shown, data)?],
            ..Parsed::default()
        });
    }
    same(object, batch.id.id().unwrap_or_default())?;
    let signals: Vec<Signal> = batch.returns().map(|id| look(object, RETURN, id.to_owned())).collect();
    if signals.is_empty() {
        return Err(format!(
            "it names no return to read; switch {} on to read it itself",
            switch::BATCH_MODEL
        ));
    }
    Ok(Parsed {
        signals,
        ..Parsed::default()
    })
}

fn ordered(object: &ObjectRef, data: &str) -> Reading<Parsed> {
    let shown = order::read(data, object.shop.as_str())?;
    same(object, &shown.order.external_id)?;
    let mut parsed = Parsed::default();
    let whole = Some(data.to_owned());
    if let Some((replaced, parcels)) = shown.replaces {
        for parcel in parcels {
            // Once it is on its way, the return it replaces learns its number.
            let moves = parcel.state != ParcelState::Announced;
            let target = replacement_id(&replaced, &parcel);
            parsed.signals.extend(moves.then(|| look(object, REPLACEMENT, target)));
            let body = FactBody::Parcel(Box::new(parcel));
            parsed.facts.push(fact(object, shown.updated, body, None));
        }
    }
    let body = FactBody::Order(Box::new(shown.order));
    let of_order = Fact {
        occurred_at: shown.at,
        ..fact(object, shown.updated, body, whole)
    };
    parsed.facts.insert(0, of_order);
    Ok(parsed)
}

/// The id under which the return that a parcel replaces the goods of is looked for: the replaced order and the parcel.
fn replacement_id(replaced: &str, parcel: &ParcelSnapshot) -> String {
    format!("{replaced}:{}", parcel.number)
}

/// The order and the parcel of such an id.
pub(super) fn replacement_of(id: &str) -> Option<(&str, &str)> {
    id.split_once(':').filter(|(a, b)| !a.is_empty() && !b.is_empty())
}

/// Which of the returns of an order a replacement belongs to: the one that the platform replaces. Nothing tells two apart.
pub(super) fn replacement(object: &ObjectRef, rows: &[&RawValue], number: &str) -> Parsed {
    let candidate = |raw: &&RawValue| {
        let row: Row<'_> = parse(raw.get().as_bytes()).ok()?;
        let AfterSale { external_id, claim, .. } = classic::read(&row, RETURN).ok()?.aftersale;
        claim.replacement.map(|_| (external_id, raw.get().to_owned()))
    };
    let found: Vec<(String, String)> = rows.iter().filter_map(candidate).collect();
    let [(id, row)] = found.as_slice() else {
        let reason = "the order has no return or several that this parcel may replace the goods of";
        return set_aside(object.shop.clone(), &object.external_id, reason.to_owned());
    };
    let wrapped = RawValue::from_string(row.clone()).and_then(|row| {
        serde_json::to_string(&WithReplacement {
            row: &row,
            replacement_number: number.to_owned(),
        })
    });
    let target = ObjectRef {
        object: RETURN.to_owned(),
        external_id: id.clone(),
        ..object.clone()
    };
    match wrapped {
        Ok(payload) => self::object(&target, &payload, false),
        Err(_) => set_aside(object.shop.clone(), row, "it cannot be written again".to_owned()),
    }
}
