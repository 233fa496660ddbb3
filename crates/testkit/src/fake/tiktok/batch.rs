//! The batch model: requests and the parcels that come back for them. Without the white list there is little but number and status.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, Params, text, texts, whole};
use super::codes::{request_status, rma_shown, type_word};
use super::money::request_lines;
use super::order::user_id;
use super::search::{Page, place_of};
use super::{request_id, rma_id, row};
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, World};

/// Parts of a row that are shown on demand.
const SHOWN: [&str; 3] = ["LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"];

struct Ask {
    shown: Vec<String>,
    filters: Params,
    page: Page,
    by_update: bool,
}

fn object(params: &Params, name: &str) -> Params {
    params.get(name).cloned().map(fields).unwrap_or_default()
}

impl Ask {
    fn read(input: &Input<'_>) -> Result<Self, ApiError> {
        let shown = texts(&input.body, "whitelisted_data_fields")?;
        if let Some(unknown) = shown.iter().find(|name| !SHOWN.contains(&name.as_str())) {
            return Err(ApiError::bad_parameter(unknown));
        }
        let (sort, pages) = (object(&input.body, "sort"), object(&input.body, "pagination"));
        let descending = !text(&sort, "sort_order")?.eq_ignore_ascii_case("ASC");
        let size = whole(&pages, "page_size")?.unwrap_or(10);
        Ok(Self {
            shown,
            filters: object(&input.body, "filters"),
            page: Page::new(size, text(&pages, "page_token")?, descending)?,
            by_update: text(&sort, "sort_field")?.eq_ignore_ascii_case("UPDATE_TIME"),
        })
    }

    fn shows(&self, name: &str) -> bool {
        self.shown.iter().any(|shown| shown == name)
    }

    fn names(&self, filter: &str, value: &str) -> Result<bool, ApiError> {
        let wanted = texts(&self.filters, filter)?;
        Ok(wanted.is_empty() || wanted.iter().any(|name| name == value))
    }

    fn in_time(&self, it: &AfterSale) -> Result<bool, ApiError> {
        let times = object(&self.filters, "time");
        let within = |name: &str, value: i64| -> Result<bool, ApiError> {
            let bounds = object(&times, name);
            let from = whole(&bounds, "min_unix_time_inclusive")?.unwrap_or(i64::MIN);
            let to = whole(&bounds, "max_unix_time_exclusive")?.unwrap_or(i64::MAX);
            Ok((from..to).contains(&value))
        };
        Ok(within("update_time", it.update_time)? && within("create_time", row::seconds(it.opened_ms))?)
    }
}

pub(super) fn requests(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let ask = Ask::read(input)?;
    let world = &ctx.core.world;
    let fits = |it: &AfterSale| -> Result<bool, ApiError> {
        let buyer = world
            .order(it.order_id)
            .map(|order| user_id(order.shop_id, order.buyer_id));
        Ok(ask.names("aftersales_request_ids", &request_id(it.id).to_string())?
            && ask.names("aftersales_request_statuses", request_status(it))?
            && ask.names("main_order_ids", &it.order_id.to_string())?
            && ask.names("return_types", type_word(it))?
            && ask.names("buyer_ids", &buyer.unwrap_or_default())?
            && ask.in_time(it)?)
    };
    find(ctx, &ask, "aftersales_requests", fits, |it| request(world, &ask, it))
}

pub(super) fn parcels(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let ask = Ask::read(input)?;
    let world = &ctx.core.world;
    let fits = |it: &AfterSale| -> Result<bool, ApiError> {
        let Some(status) = rma_shown(it) else { return Ok(false) };
        Ok(ask.names("rma_ids", &rma_id(it.id).to_string())?
            && ask.names("package_ids", &package_id(it))?
            && ask.names("aftersales_request_ids", &request_id(it.id).to_string())?
            && ask.names("statuses", status)?
            && ask.in_time(it)?)
    };
    let row = |it: &AfterSale| {
        let mut row = parcel(it);
        row.extend(parts(world, &ask, it));
        row
    };
    find(ctx, &ask, "return_merchandise_authorizations", fits, row)
}

fn find(
    ctx: &Ctx<'_>,
    ask: &Ask,
    name: &str,
    fits: impl Fn(&AfterSale) -> Result<bool, ApiError>,
    row: impl Fn(&AfterSale) -> Fields,
) -> Result<Fields, ApiError> {
    let mut found = Vec::new();
    for it in ctx.core.world.aftersales() {
        if it.shop_id == ctx.shop.shop_id && ctx.options.is_batch(it) && fits(it)? {
            found.push((place_of(it, ask.by_update), it));
        }
    }
    let total = found.len();
    let (rows, next) = ask.page.cut(found);
    let rows: Vec<Value> = rows.into_iter().map(|it| Value::Object(row(it))).collect();
    Ok(fields(
        json!({name: rows, "next_page_token": next, "total_count": total}),
    ))
}

fn request(world: &World, ask: &Ask, it: &AfterSale) -> Fields {
    let mut row = fields(json!({"id": request_id(it.id).to_string(), "status": request_status(it)}));
    row.extend(parts(world, ask, it));
    if ask.shows("RETURN_MERCHANDISE_AUTHORIZATIONS") {
        let parcels: Vec<Fields> = rma_shown(it).map(|_| parcel(it)).into_iter().collect();
        row.insert("return_merchandise_authorizations".into(), json!(parcels));
    }
    row
}

fn package_id(it: &AfterSale) -> String {
    it.return_parcel
        .as_ref()
        .map(|_| rma_id(it.id).saturating_add(7).to_string())
        .unwrap_or_default()
}

fn parcel(it: &AfterSale) -> Fields {
    fields(json!({
        "id": rma_id(it.id).to_string(),
        "aftersales_request_id": request_id(it.id).to_string(),
        "package_id": package_id(it),
        "status": rma_shown(it).unwrap_or_default(),
    }))
}

fn parts(world: &World, ask: &Ask, it: &AfterSale) -> Fields {
    let mut parts = Fields::new();
    if ask.shows("LINE_ITEMS") {
        parts.insert("line_items".into(), Value::Array(line_items(world, it)));
    }
    if ask.shows("SKU_RETURN_REQUESTS") {
        parts.insert("sku_return_requests".into(), json!([row::returned(world, it)]));
    }
    parts
}

/// The lines with the numbers that tie the two models together: the return's own number is `sku_return_request_id`.
fn line_items(world: &World, it: &AfterSale) -> Vec<Value> {
    let lines = world
        .order(it.order_id)
        .map(|order| request_lines(it, order))
        .unwrap_or_default();
    let row = |line: &super::money::RequestLine| {
        json!({
            "main_order_id": it.order_id.to_string(),
            "sku_id": line.piece.sku_id.to_string(),
            "return_line_item_id": line.id.to_string(),
            "sku_return_request_id": it.id.to_string(),
        })
    };
    lines.iter().map(row).collect()
}
