//! `getpresentaftersaleorder`: the refund of a group gift that nobody took in time.
//!
//! One source has the fields and says that the platform took the call offline in October 2025; gifts that were taken come as
//! ordinary after-sales. Pushes lead here with [`super::switch::PRESENT`] only.
use aftersync_core::error::Result;
use aftersync_core::model::aftersale::{AccountRef, AfterSale};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::read::{Kept, Read};
use super::status::{self, Ends};
use super::{PRESENT, api};

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    after_sale_order: Loose<Gift<'a>>,
}

#[derive(Deserialize)]
struct Gift<'a> {
    #[serde(borrow, default)]
    after_sale_order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    openid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    unionid: Loose<Text<'a>>,
    /// The orders of the gift; only a single one can be named.
    #[serde(borrow, default)]
    order_info_list: Loose<Vec<Loose<Order<'a>>>>,
    #[serde(default)]
    refund_info: Loose<Refund>,
    #[serde(default)]
    create_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
}

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
}

#[derive(Deserialize)]
struct Refund {
    #[serde(default)]
    amount: Loose<Whole>,
}

/// Asks for one.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::aftersales(call, "getpresentaftersaleorder", &json!({"after_sale_order_id": id}))
}

/// Reads one. Nothing comes back: the goods were never sent.
pub(super) fn read(kept: &Kept<'_>, shop: &str) -> Reading<Read> {
    let data: Data<'_> = parse(kept.object.get().as_bytes())?;
    let it = need(data.after_sale_order.get(), "after_sale_order")?;
    let id = need(it.after_sale_order_id.owned(), "after_sale_order_id")?;
    let updated = need(it.update_time.seconds(), "update_time")?;
    let raw = need(it.status.text(), "status")?;
    let row = status::status_of(raw);
    let kind = Kind::RefundOnly;
    let requested = it.refund_info.get().map(|it| it.amount.fen("refund_info.amount"));
    let requested = requested.transpose()?.flatten();
    let account = it.openid.owned().map(|uid| AccountRef {
        scope: shop.to_owned(),
        uid,
        nickname: None,
    });
    let mut orders = it.order_info_list.each().filter_map(|order| order.order_id.owned());
    let paid = row.is_some_and(|row| row.means == Headline::Refunded);
    let gift = AfterSale {
        object: PRESENT.to_owned(),
        order: orders.next().filter(|_| orders.next().is_none()),
        account: account.clone(),
        known: row.is_some(),
        claim: row.map(|row| status::claim(row, kind, false)).unwrap_or_default(),
        rank: row.map_or(0, |row| row.rank),
        requested,
        refunded: requested.filter(|_| paid),
        ended_at: row.filter(|row| row.ends == Ends::Yes).map(|_| updated),
        flags: row.and_then(|row| row.flag).into_iter().map(str::to_owned).collect(),
        ..AfterSale::new(id.clone(), kind, raw, it.create_time.seconds().unwrap_or(updated))
    };
    Ok(Read {
        revision: updated.secs(),
        occurred_at: updated,
        account,
        unionid: it.unionid.owned(),
        ..Read::of(id, FactBody::AfterSale(Box::new(gift)))
    })
}
