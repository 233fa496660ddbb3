//! Which host sold a line: what the platform says, joined with the shows the merchant registered.
use crate::model::ids::{OrderId, Platform, ProductId, RoomId, ShopId, ShopKey, ShowId};
use crate::model::order::{Attribution, LineFacts, Order, OrderLine, OrderSnapshot};
use crate::model::show::{Show, ShowIndex};
use crate::model::time::{HOUR, Timestamp};
use crate::store::Record;

use super::super::draft::Draft;
use super::{Ctx, Rule, order};

/// Orders come in for a while after a show has ended.
pub(crate) const AFTER_SHOW_MS: i64 = HOUR / 2;

/// What is worked out of every line.
pub(super) fn lines(
    draft: &Draft<'_>,
    platform: &Platform,
    shop: &ShopId,
    o: &OrderSnapshot,
    products: &[ProductId],
) -> Rule<Vec<LineFacts>> {
    let at = o.paid_at.unwrap_or(o.created_at);
    let rooms = o
        .lines
        .iter()
        .filter_map(|l| l.room.as_deref())
        .map(|r| ShowIndex::key(RoomId::of(platform, r).0));
    draft.want(rooms.chain([ShowIndex::key(ShopKey::of(platform, shop).0)]))?;
    let one = |(i, l): (usize, &OrderLine)| line(draft, platform, shop, l, at, products.get(i).copied());
    o.lines.iter().enumerate().map(one).collect()
}

fn line(
    draft: &Draft<'_>,
    platform: &Platform,
    shop: &ShopId,
    l: &OrderLine,
    at: Timestamp,
    product: Option<ProductId>,
) -> Rule<LineFacts> {
    let by_room = match l.room.as_deref() {
        Some(room) => on_at(draft.get::<ShowIndex>(RoomId::of(platform, room).0)?, at),
        None => None,
    };
    let by_time = match by_room {
        Some(_) => None,
        None => on_at(draft.get::<ShowIndex>(ShopKey::of(platform, shop).0)?, at),
    };
    let show = by_room.or(by_time);
    let host = match show {
        Some(id) => draft.get::<Show>(id)?.map(|s| s.host.id.clone()),
        None => None,
    };
    let named = l.host.as_ref().map(|h| h.id.clone());
    let attribution = match (&named, by_room, by_time) {
        (Some(_), Some(_), _) | (Some(_), None, None) => Attribution::ByPlatform,
        (None, Some(_), _) => Attribution::ByRoom,
        (Some(_), None, Some(_)) => Attribution::ByPlatform,
        (None, None, Some(_)) => Attribution::ByTime,
        (None, None, None) => Attribution::Unknown,
    };
    // A host the platform names who is nobody's show that evening stays who the platform says.
    let host = if by_room.is_none() && named.is_some() {
        named
    } else {
        host.or(named)
    };
    Ok(LineFacts {
        product,
        show,
        host,
        attribution,
    })
}

/// The one show that was on; two at a time say nothing.
fn on_at(index: Option<&ShowIndex>, at: Timestamp) -> Option<ShowId> {
    let mut hits = index?
        .shows
        .iter()
        .filter(|(_, from, to)| *from <= at && at <= to.plus(AFTER_SHOW_MS));
    let first = hits.next()?.0;
    hits.next().is_none().then_some(first)
}

/// Works out again who sold an order, after a show became known or changed.
pub(super) fn again(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: OrderId) -> Rule<()> {
    let Some(known) = draft.get::<Order>(id)?.cloned() else {
        return Ok(());
    };
    let products: Vec<ProductId> = known.lines.iter().filter_map(|l| l.product).collect();
    let lines = lines(draft, &known.platform, &known.shop, &known.snapshot, &products)?;
    if lines == known.lines {
        return Ok(());
    }
    let order = Order { lines, ..known.clone() };
    order::write(ctx, draft, id, Some(known), order)
}
