//! `getaftersaleorder`: one after-sale, whole.
//!
//! Only the fields that the mapping cannot do without must be there; all others may be absent or of a wrong shape. All
//! names (V2): the platform's documents and a public library.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::error::Result;
use aftersync_core::limits::{MAX_EVIDENCE, MAX_LINES};
use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine, DisputeInfo};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::money::Money;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{MINUTE, SECOND, Timestamp};
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::read::{Giver, Kept, MediaIds, Read, line_names, pictures};
use super::status::{self, Ends, StatusRow};
use super::{api, reason};

/// The version token of an exchange whose replacement is on its way: other calls fit it than before.
pub(super) const REPLACEMENT_SENT: &str = "replacement_sent";

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    after_sale_order: Loose<Order<'a>>,
}

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    after_sale_order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(borrow, default, rename = "type")]
    kind: Loose<Text<'a>>,
    #[serde(borrow, default)]
    sub_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Text<'a>>,
    /// The buyer; of a gift, whoever got it.
    #[serde(borrow, default)]
    openid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    unionid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    present_giver_openid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    present_giver_unionid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    reason: Loose<Id<'a>>,
    #[serde(borrow, default)]
    reason_text: Loose<Text<'a>>,
    #[serde(borrow, default)]
    product_info: Loose<Product<'a>>,
    #[serde(borrow, default)]
    details: Loose<Details<'a>>,
    #[serde(borrow, default)]
    refund_info: Loose<Refund<'a>>,
    #[serde(borrow, default)]
    return_info: Loose<Parcel<'a>>,
    #[serde(borrow, default)]
    exchange_delivery_info: Loose<Parcel<'a>>,
    #[serde(borrow, default)]
    merchant_upload_info: Loose<Upload<'a>>,
    #[serde(borrow, default)]
    merchant_update_detail: Loose<Update<'a>>,
    #[serde(borrow, default)]
    exchange_product_info: Loose<Exchange<'a>>,
    #[serde(borrow, default)]
    refund_resp: Loose<RefundAnswer<'a>>,
    #[serde(borrow, default)]
    complaint_id: Loose<Id<'a>>,
    /// Seconds left for the seller, counted from when this was read.
    #[serde(default)]
    deadline: Loose<Whole>,
    #[serde(borrow, default)]
    gen_scene: Loose<Id<'a>>,
    #[serde(default)]
    create_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(default)]
    complete_time: Loose<Whole>,
}

#[derive(Deserialize)]
struct Product<'a> {
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>,
    #[serde(default)]
    count: Loose<Whole>,
    #[serde(default)]
    fast_refund: Loose<bool>,
    #[serde(borrow, default)]
    gift_product_list: Loose<Vec<Loose<Product<'a>>>>,
}

#[derive(Deserialize)]
struct Details<'a> {
    #[serde(borrow, default)]
    desc: Loose<Text<'a>>,
    #[serde(default)]
    receive_product: Loose<bool>,
    #[serde(borrow, default)]
    media_id_list: MediaIds<'a>,
}

#[derive(Deserialize)]
struct Refund<'a> {
    #[serde(default)]
    amount: Loose<Whole>,
    #[serde(borrow, default)]
    refund_reason: Loose<Id<'a>>,
}

#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow, default)]
    waybill_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    delivery_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    delivery_name: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Upload<'a> {
    #[serde(borrow, default)]
    reject_reason: Loose<Text<'a>>,
}

/// What the seller proposed last.
#[derive(Deserialize)]
struct Update<'a> {
    #[serde(borrow, default)]
    merchant_update_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    merchant_update_desc: Loose<Text<'a>>,
    #[serde(borrow, default)]
    update_reason_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    old_after_sale_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    new_after_sale_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    old_after_sale_amount: Loose<Id<'a>>,
    #[serde(borrow, default)]
    new_after_sale_amount: Loose<Id<'a>>,
}

/// What is exchanged for what.
#[derive(Deserialize)]
struct Exchange<'a> {
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    old_sku_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    new_sku_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    old_sku_price: Loose<Id<'a>>,
    #[serde(borrow, default)]
    new_sku_price: Loose<Id<'a>>,
    #[serde(borrow, default)]
    old_sku_code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    new_sku_code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_cnt: Loose<Id<'a>>,
}

#[derive(Deserialize)]
struct RefundAnswer<'a> {
    #[serde(borrow, default)]
    code: Loose<Id<'a>>,
}

/// Asks for one after-sale.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::aftersales(call, "getaftersaleorder", &json!({"after_sale_order_id": id}))
}

/// Reads one after-sale.
pub(super) fn read(kept: &Kept<'_>, shop: &str) -> Reading<Read> {
    let data: Data<'_> = parse(kept.object.get().as_bytes())?;
    let it = need(data.after_sale_order.get(), "after_sale_order")?;
    let id = need(it.after_sale_order_id.owned(), "after_sale_order_id")?;
    let updated = need(it.update_time.seconds(), "update_time")?;
    let raw_type = need(it.kind.text(), "type")?;
    let raw_status = need(it.status.text(), "status")?;
    let kind = status::kind_of(raw_type);
    let row = kind.and_then(|_| status::status_of(raw_status));
    let back = it.return_info.get().and_then(parcel);
    let sent = it.exchange_delivery_info.get().and_then(parcel);
    let requested = it.refund_info.get().map(|it| it.amount.fen("refund_info.amount"));
    let requested = requested.transpose()?.flatten();
    let account = it.openid.owned().map(|uid| AccountRef {
        scope: shop.to_owned(),
        uid,
        nickname: None,
    });
    let paid = row.is_some_and(|row| row.means == Headline::Refunded);
    let claim = kind
        .zip(row)
        .map(|(kind, row)| status::claim(row, kind, back.is_some()));
    let complaint = it.complaint_id.owned();
    // An unknown type moves nothing, so what stands for it is not acted upon.
    let shown = kind.unwrap_or(Kind::Inquiry);
    let aftersale = AfterSale {
        order: it.order_id.owned(),
        lines: lines(it, requested)?,
        account: account.clone(),
        raw_type: Some(raw_type.to_owned()),
        known: row.is_some(),
        claim: claim.unwrap_or_default(),
        rank: row.map_or(0, |row| row.rank),
        requested,
        refunded: requested.filter(|_| paid),
        issue: reason::issue(it.reason.id(), it.reason_text.text()),
        reason_code: it.reason.owned(),
        reason_text: words(it),
        ended_at: ended_at(row, it.complete_time.seconds(), updated),
        deadline: it.deadline.positive().map(|left| deadline(kept.read_at, left)),
        return_parcel: back,
        version_token: sent.as_ref().map(|_| REPLACEMENT_SENT.to_owned()),
        replacement_parcel: sent,
        evidence: it
            .details
            .get()
            .map(|details| pictures(details.media_id_list.each(), MAX_EVIDENCE))
            .unwrap_or_default(),
        dispute: complaint.clone().map(|id| DisputeInfo {
            id: Some(id),
            ..DisputeInfo::default()
        }),
        flags: flags(it, row, kind),
        extra: extra(it),
        ..AfterSale::new(
            id.clone(),
            shown,
            raw_status,
            it.create_time.seconds().unwrap_or(updated),
        )
    };
    Ok(Read {
        revision: updated.secs(),
        occurred_at: updated,
        account,
        unionid: it.unionid.owned(),
        giver: Giver::of(&it.present_giver_openid, &it.present_giver_unionid),
        complaint,
        ..Read::of(id, FactBody::AfterSale(Box::new(aftersale)))
    })
}

/// When the time is up. Down to the minute, so that two reads of one version agree although seconds pass between them.
fn deadline(read_at: Timestamp, left: i64) -> Timestamp {
    let at = Timestamp::from_secs(read_at.secs()).plus(left.saturating_mul(SECOND));
    Timestamp(at.0.saturating_sub(at.0.rem_euclid(MINUTE)))
}

fn ended_at(row: Option<&StatusRow>, complete: Option<Timestamp>, updated: Timestamp) -> Option<Timestamp> {
    match row?.ends {
        Ends::No => None,
        Ends::Yes => complete.or(Some(updated)),
        Ends::IfFinal => complete,
    }
}

fn parcel(parcel: &Parcel<'_>) -> Option<ParcelRef> {
    Some(ParcelRef {
        number: parcel.waybill_id.owned()?,
        carrier: parcel.delivery_id.owned().or_else(|| parcel.delivery_name.owned()),
    })
}

/// The article, which has all of the money, and the gifts that go back with it.
fn lines(it: &Order<'_>, requested: Option<Money>) -> Reading<Vec<AfterSaleLine>> {
    let Some(main) = it.product_info.get() else {
        return Ok(Vec::new());
    };
    let all: Vec<&Product<'_>> = std::iter::once(main).chain(main.gift_product_list.each()).collect();
    if all.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    let sku = |it: &Product<'_>| it.sku_id.owned().or_else(|| it.product_id.owned());
    let named: Vec<(String, &Product<'_>)> = all.into_iter().filter_map(|it| Some((sku(it)?, it))).collect();
    let names = line_names(named.iter().map(|(sku, _)| sku.as_str()));
    let line = |(line, (_, it)): (String, &(String, &Product<'_>))| AfterSaleLine {
        line,
        quantity: it.count.positive().and_then(|n| u32::try_from(n).ok()),
        amount: requested.filter(|_| std::ptr::eq(*it, main)),
    };
    Ok(names.into_iter().zip(&named).map(line).collect())
}

/// The platform's words, and the buyer's behind them.
fn words(it: &Order<'_>) -> Option<String> {
    let buyer = it.details.get().and_then(|details| details.desc.text());
    let parts: Vec<&str> = it.reason_text.text().into_iter().chain(buyer).collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn flags(it: &Order<'_>, row: Option<&StatusRow>, kind: Option<Kind>) -> BTreeSet<String> {
    let fast = it.product_info.get().and_then(|it| it.fast_refund.get().copied());
    let marks = [
        row.and_then(|row| row.flag),
        kind.is_none().then_some("unknown_type"),
        (fast == Some(true)).then_some("fast_refund"),
        it.present_giver_openid.text().map(|_| "gift_order"),
    ];
    marks.into_iter().flatten().map(str::to_owned).collect()
}

/// What the model has no place for.
fn extra(it: &Order<'_>) -> BTreeMap<String, String> {
    let received = it
        .details
        .get()
        .and_then(|details| details.receive_product.get().copied());
    let fields = [
        ("sub_type", it.sub_type.owned()),
        ("gen_scene", it.gen_scene.owned()),
        ("receive_product", received.map(|it| it.to_string())),
        (
            "refund_reason",
            it.refund_info.get().and_then(|it| it.refund_reason.owned()),
        ),
        ("refund_code", it.refund_resp.get().and_then(|it| it.code.owned())),
        (
            "reject_reason",
            it.merchant_upload_info.get().and_then(|it| it.reject_reason.owned()),
        ),
    ];
    let offer = it.merchant_update_detail.get().into_iter().flat_map(offered);
    let exchange = it.exchange_product_info.get().into_iter().flat_map(exchanged);
    let known = fields
        .into_iter()
        .chain(offer)
        .chain(exchange)
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    known.collect()
}

fn offered(it: &Update<'_>) -> [(&'static str, Option<String>); 7] {
    [
        ("merchant_update_type", it.merchant_update_type.owned()),
        ("merchant_update_desc", it.merchant_update_desc.owned()),
        ("update_reason_type", it.update_reason_type.owned()),
        ("old_after_sale_type", it.old_after_sale_type.owned()),
        ("new_after_sale_type", it.new_after_sale_type.owned()),
        ("old_after_sale_amount", it.old_after_sale_amount.owned()),
        ("new_after_sale_amount", it.new_after_sale_amount.owned()),
    ]
}

fn exchanged(it: &Exchange<'_>) -> [(&'static str, Option<String>); 8] {
    [
        ("exchange_product_id", it.product_id.owned()),
        ("old_sku_id", it.old_sku_id.owned()),
        ("new_sku_id", it.new_sku_id.owned()),
        ("old_sku_price", it.old_sku_price.owned()),
        ("new_sku_price", it.new_sku_price.owned()),
        ("old_sku_code", it.old_sku_code.owned()),
        ("new_sku_code", it.new_sku_code.owned()),
        ("exchange_count", it.product_cnt.owned()),
    ]
}
