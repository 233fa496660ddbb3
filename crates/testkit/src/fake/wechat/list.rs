//! Lists of numbers: windows of a day at most, pages by key.

use serde_json::json;

use super::api::{ApiError, Ctx, Fields, Params, text, whole};
use crate::fake::params::fields;
use crate::fake::world::{AfterSale, Kind, World};

const DAY_S: i64 = 86_400;

/// What a caller asked for. Bounds are inclusive.
struct Windows {
    created: Option<(i64, i64)>,
    updated: Option<(i64, i64)>,
}

impl Windows {
    fn read(params: &Params) -> Result<Self, ApiError> {
        let found = Self {
            created: window(params, "begin_create_time", "end_create_time")?,
            updated: window(params, "begin_update_time", "end_update_time")?,
        };
        if found.created.is_none() && found.updated.is_none() {
            return Err(ApiError::bad_parameter("a pair of times is needed"));
        }
        Ok(found)
    }

    fn takes(&self, it: &AfterSale) -> bool {
        let within =
            |bounds: Option<(i64, i64)>, value: i64| bounds.is_none_or(|(from, to)| (from..=to).contains(&value));
        within(self.created, created_s(it)) && within(self.updated, it.update_time)
    }

    /// What pages are cut along: a ticket that moves on while a caller reads pages comes again, and none is skipped.
    fn place(&self, it: &AfterSale) -> (i64, i64) {
        let time = if self.updated.is_some() {
            it.update_time
        } else {
            created_s(it)
        };
        (time, it.id)
    }
}

fn window(params: &Params, from: &str, to: &str) -> Result<Option<(i64, i64)>, ApiError> {
    match (whole(params, from)?, whole(params, to)?) {
        (None, None) => Ok(None),
        (Some(begin), Some(end)) if (0..=DAY_S).contains(&end.saturating_sub(begin)) => Ok(Some((begin, end))),
        (Some(_), Some(_)) => Err(ApiError::new(10_020_004, "非法的时间区间，不得大于24小时")),
        _ => Err(ApiError::bad_parameter(format!("{from} and {to} belong together"))),
    }
}

pub(super) fn created_s(it: &AfterSale) -> i64 {
    it.opened_ms.div_euclid(1000)
}

/// A gift that is taken back before it was sent: a ticket of another kind here.
pub(super) fn is_present(world: &World, it: &AfterSale) -> bool {
    let gift = world.order(it.order_id).is_some_and(|order| order.giver_id.is_some());
    gift && it.kind == Kind::RefundUnshipped
}

pub(super) fn list(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    page(ctx, params, |world, it| !it.special && !is_present(world, it))
}

pub(super) fn present_list(ctx: &mut Ctx<'_>, params: &Params) -> Result<Fields, ApiError> {
    page(ctx, params, |world, it| !it.special && is_present(world, it))
}

fn page(ctx: &Ctx<'_>, params: &Params, wanted: impl Fn(&World, &AfterSale) -> bool) -> Result<Fields, ApiError> {
    let windows = Windows::read(params)?;
    let after = key(text(params, "next_key")?)?;
    let world = &ctx.core.world;
    let mut found: Vec<(i64, i64)> = world
        .aftersales()
        .filter(|it| it.shop_id == ctx.shop_id && windows.takes(it) && wanted(world, it))
        .map(|it| windows.place(it))
        .filter(|place| after.is_none_or(|after| *place > after))
        .collect();
    found.sort_unstable();
    let has_more = found.len() > ctx.options.page_size;
    found.truncate(ctx.options.page_size);
    let next_key = found
        .last()
        .filter(|_| has_more)
        .map_or_else(String::new, |(time, id)| format!("{time:x}-{id:x}"));
    let ids: Vec<String> = found.iter().map(|(_, id)| id.to_string()).collect();
    Ok(fields(
        json!({"after_sale_order_id_list": ids, "has_more": has_more, "next_key": next_key}),
    ))
}

fn key(text: &str) -> Result<Option<(i64, i64)>, ApiError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = |part: &str| i64::from_str_radix(part, 16).ok();
    let found = text
        .split_once('-')
        .and_then(|(time, id)| Some((number(time)?, number(id)?)));
    found.map(Some).ok_or_else(|| ApiError::bad_parameter("next_key"))
}
