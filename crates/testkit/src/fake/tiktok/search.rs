//! Searches over returns and cancellations: filters, order, pages.

use serde_json::{Value, json};

use super::api::{ApiError, Ctx, Fields, Input, Params, texts, whole};
use super::codes::{arbitration, is_cancellation, status, type_word};
use super::order::user_id;
use super::row;
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, World};

const LARGEST_PAGE: i64 = 50;

/// Where a page begins and how long it is. The token is the place of the last row seen, so nothing is skipped when rows move on.
pub(super) struct Page {
    pub size: usize,
    pub after: Option<(i64, i64)>,
    pub descending: bool,
}

impl Page {
    pub fn new(size: i64, token: &str, descending: bool) -> Result<Self, ApiError> {
        let size = Some(size)
            .filter(|size| (1..=LARGEST_PAGE).contains(size))
            .and_then(|size| usize::try_from(size).ok());
        Ok(Self {
            size: size.ok_or_else(|| ApiError::bad_parameter("page_size"))?,
            after: place(token)?,
            descending,
        })
    }

    /// Cuts the page out of rows with their places; returns it with the next token, empty at the end.
    pub fn cut<T>(&self, mut rows: Vec<((i64, i64), T)>) -> (Vec<T>, String) {
        rows.sort_by_key(|(place, _)| *place);
        if self.descending {
            rows.reverse();
        }
        let beyond = |place: &(i64, i64)| match self.after {
            Some(after) if self.descending => *place < after,
            Some(after) => *place > after,
            None => true,
        };
        let mut rows: Vec<_> = rows.into_iter().filter(|(place, _)| beyond(place)).collect();
        let more = rows.len() > self.size;
        rows.truncate(self.size);
        let last = rows.last().filter(|_| more);
        let token = last.map_or_else(String::new, |((time, id), _)| format!("{time:x}_{id:x}"));
        (rows.into_iter().map(|(_, row)| row).collect(), token)
    }
}

fn place(token: &str) -> Result<Option<(i64, i64)>, ApiError> {
    if token.is_empty() {
        return Ok(None);
    }
    let number = |part: &str| i64::from_str_radix(part, 16).ok();
    let found = token
        .split_once('_')
        .and_then(|(time, id)| Some((number(time)?, number(id)?)));
    found.map(Some).ok_or_else(|| ApiError::bad_parameter("page_token"))
}

/// Reads page and order out of a query; returns whether rows go by update time too.
fn page(input: &Input<'_>) -> Result<(Page, bool), ApiError> {
    let size = match input.query("page_size") {
        "" => 10,
        text => text.parse().map_err(|_| ApiError::bad_parameter("page_size"))?,
    };
    let by_update = match input.query("sort_field") {
        "" | "create_time" => false,
        "update_time" => true,
        _ => return Err(ApiError::bad_parameter("sort_field")),
    };
    let descending = match input.query("sort_order") {
        "" | "DESC" => true,
        "ASC" => false,
        _ => return Err(ApiError::bad_parameter("sort_order")),
    };
    Ok((Page::new(size, input.query("page_token"), descending)?, by_update))
}

/// What a caller asked for. Times are from inclusive to exclusive.
struct Filter {
    ids: Vec<String>,
    orders: Vec<String>,
    buyers: Vec<String>,
    types: Vec<String>,
    statuses: Vec<String>,
    arbitrations: Vec<String>,
    created: (i64, i64),
    updated: (i64, i64),
}

impl Filter {
    fn read(params: &Params, ids: &str, types: &str, statuses: &str) -> Result<Self, ApiError> {
        let range = |from: &str, to: &str| -> Result<(i64, i64), ApiError> {
            Ok((
                whole(params, from)?.unwrap_or(i64::MIN),
                whole(params, to)?.unwrap_or(i64::MAX),
            ))
        };
        Ok(Self {
            ids: texts(params, ids)?,
            orders: texts(params, "order_ids")?,
            buyers: texts(params, "buyer_user_ids")?,
            types: texts(params, types)?,
            statuses: texts(params, statuses)?,
            arbitrations: texts(params, "arbitration_status")?,
            created: range("create_time_ge", "create_time_lt")?,
            updated: range("update_time_ge", "update_time_lt")?,
        })
    }

    fn takes(&self, world: &World, it: &AfterSale) -> bool {
        let one_of = |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|it| it == value);
        let within = |bounds: (i64, i64), value: i64| (bounds.0..bounds.1).contains(&value);
        let buyer = world
            .order(it.order_id)
            .map(|order| user_id(order.shop_id, order.buyer_id));
        one_of(&self.ids, &it.id.to_string())
            && one_of(&self.orders, &it.order_id.to_string())
            && one_of(&self.buyers, &buyer.unwrap_or_default())
            && one_of(&self.types, type_word(it))
            && one_of(&self.statuses, status(it))
            && one_of(&self.arbitrations, arbitration(it))
            && within(self.created, row::seconds(it.opened_ms))
            && within(self.updated, it.update_time)
    }
}

/// What a row is found by: time and number.
pub(super) fn place_of(it: &AfterSale, by_update: bool) -> (i64, i64) {
    let time = if by_update {
        it.update_time
    } else {
        row::seconds(it.opened_ms)
    };
    (time, it.id)
}

pub(super) fn returns(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let filter = Filter::read(&input.body, "return_ids", "return_types", "return_status")?;
    find(
        ctx,
        input,
        &filter,
        "return_orders",
        |it| !is_cancellation(it),
        row::returned,
    )
}

pub(super) fn cancellations(ctx: &mut Ctx<'_>, input: &Input<'_>) -> Result<Fields, ApiError> {
    let filter = Filter::read(&input.body, "cancel_ids", "cancel_types", "cancel_status")?;
    find(ctx, input, &filter, "cancellations", is_cancellation, row::cancelled)
}

fn find(
    ctx: &Ctx<'_>,
    input: &Input<'_>,
    filter: &Filter,
    name: &str,
    wanted: impl Fn(&AfterSale) -> bool,
    row: impl Fn(&World, &AfterSale) -> Value,
) -> Result<Fields, ApiError> {
    let (page, by_update) = page(input)?;
    let world = &ctx.core.world;
    let found: Vec<_> = world
        .aftersales()
        .filter(|it| it.shop_id == ctx.shop.shop_id && wanted(it) && filter.takes(world, it))
        .map(|it| (place_of(it, by_update), it))
        .collect();
    let total = found.len();
    let (rows, next) = page.cut(found);
    let rows: Vec<Value> = rows.into_iter().map(|it| row(world, it)).collect();
    Ok(fields(
        json!({name: rows, "next_page_token": next, "total_count": total}),
    ))
}
