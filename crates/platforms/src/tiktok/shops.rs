//! The shops that a merchant's consent covers, each with the cipher that names it in every other call.
//!
//! One consent covers a seller, and a seller may have a shop in each of several markets. After [`super::TikTok`] has got a
//! token, ask once with it and put each shop's cipher into its settings (`shop_cipher`).
use aftersync_core::error::Result;
use aftersync_core::model::ids::ShopId;
use aftersync_core::platform::{Call, HttpRequest, HttpResponse};
use serde::Deserialize;

use crate::common::answer;
use crate::common::json::{Id, Loose, Text, parse};
use crate::common::refusal::Effect;

use super::api;

/// A shop of a seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Its id: what pushed messages carry, and the id to configure it under.
    pub id: ShopId,
    /// Its name.
    pub name: Option<String>,
    /// Its market, such as `GB`; none before a cross-border shop is approved.
    pub region: Option<String>,
    /// What calls name it by: the setting `shop_cipher`.
    pub cipher: String,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    shops: Loose<Vec<Loose<Row<'a>>>>,
}

#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    region: Loose<Text<'a>>,
    #[serde(borrow, default)]
    cipher: Loose<Text<'a>>,
}

/// Asks for the shops. The call needs a token and no `shop_cipher`.
///
/// # Errors
/// `Unauthorized`, not sent, without a token.
pub fn request(call: &Call) -> Result<HttpRequest> {
    api::request(call, &api::SHOPS, "", &[], None)
}

/// Reads them. A shop without id or cipher is left out: it cannot be called.
///
/// # Errors
/// What the platform refused, by its table; `Malformed` for an answer that cannot be read.
pub fn read(answer: &HttpResponse) -> Result<Vec<Shop>> {
    const OPERATION: &str = "tiktok.shops";
    let data = api::data(answer, Effect::Read, OPERATION)?;
    let data: Data<'_> =
        parse(data.get().as_bytes()).map_err(|why| answer::unreadable(answer, &why, Effect::Read, OPERATION))?;
    let shop = |row: &Row<'_>| {
        Some(Shop {
            id: ShopId::new(row.id.id()?),
            name: row.name.owned(),
            region: row.region.owned(),
            cipher: row.cipher.owned()?,
        })
    };
    Ok(data.shops.each().filter_map(shop).collect())
}
