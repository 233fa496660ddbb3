//! An order is now so.
use std::collections::BTreeSet;

use crate::insight;
use crate::limits::MAX_LINE_FIELDS;
use crate::model::custom::Told;
use crate::model::event::{EventBody, Via};
use crate::model::fact::Fact;
use crate::model::ids::{DocketId, OrderId, TicketId};
use crate::model::order::{Order, OrderSnapshot};
use crate::model::revision::Revision;
use crate::model::shipment::{Parcel, ParcelRef};
use crate::model::source::Docket;

use super::super::draft::Draft;
use super::super::input::Effect;
use super::after_sale::content_hash;
use super::{Ctx, Rule, attribution, identity, message, products, returns, settle};

/// Takes in a snapshot of an order, works out products and hosts, and settles the tickets on it.
pub(super) fn ingest(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    fact: &Fact,
    o: &OrderSnapshot,
) -> Rule<(Effect, Option<TicketId>)> {
    let id = OrderId::of(&fact.platform, &o.external_id);
    let account = match &o.account {
        Some(who) => {
            let seen = identity::of_order(o, fact.revision);
            Some(identity::link(ctx, draft, &fact.platform, who, seen, fact.occurred_at)?)
        }
        None => None,
    };
    let revision = Revision {
        number: fact.revision,
        rank: o.state as u16,
        hash: content_hash(o),
    };
    let known = draft.get::<Order>(id)?.cloned();
    if let Some(k) = known.as_ref().filter(|k| k.revision >= revision) {
        let effect = if k.revision == revision {
            Effect::Duplicate
        } else {
            Effect::Stale
        };
        return late(ctx, draft, id, k.clone(), fact, o, effect);
    }
    let products = products::join(draft, &fact.platform, &fact.shop, o)?;
    let lines = attribution::lines(draft, &fact.platform, &fact.shop, o, &products)?;
    let mut order = Order {
        platform: fact.platform.clone(),
        shop: fact.shop.clone(),
        snapshot: o.clone(),
        revision,
        account: account.or(known.as_ref().and_then(|k| k.account)),
        lines,
        custom: known.as_ref().map(|k| k.custom.clone()).unwrap_or_default(),
    };
    told(&mut order, fact, o);
    let effect = if known.is_some() { Effect::Updated } else { Effect::New };
    write(ctx, draft, id, known, order)?;
    for parcel in &o.parcels {
        name_parcel(draft, parcel, id)?;
        message::number_appeared(ctx, draft, &parcel.number)?;
    }
    message::number_appeared(ctx, draft, &o.external_id)?;
    returns::look_again(ctx, draft, id)?;
    Ok((effect, None))
}

/// Of a snapshot that comes late only the merchant's own fields are taken, where nothing newer named them.
fn late(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: OrderId,
    mut known: Order,
    fact: &Fact,
    o: &OrderSnapshot,
    effect: Effect,
) -> Rule<(Effect, Option<TicketId>)> {
    if told(&mut known, fact, o) {
        draft.put(id, known);
        settle_docket(ctx, draft, DocketId::of_order(id))?;
        return Ok((Effect::Updated, None));
    }
    Ok((effect, None))
}

/// Takes the merchant's own fields of the lines out of a snapshot; whether one was new.
fn told(order: &mut Order, fact: &Fact, o: &OrderSnapshot) -> bool {
    let mut changed = false;
    for line in &o.lines {
        for (name, value) in line.custom.iter().take(MAX_LINE_FIELDS) {
            let told = Told {
                by_hand: false,
                revision: fact.revision,
                value: value.clone(),
            };
            changed |= order.tell(&line.external_id, name, told);
        }
    }
    changed
}

/// A parcel learns which order it brought, so that its number in a chat finds the order.
fn name_parcel(draft: &mut Draft<'_>, parcel: &ParcelRef, order: OrderId) -> Rule<()> {
    let id = parcel.id();
    let known = draft.get::<Parcel>(id)?;
    if known.is_some_and(|k| k.order.is_some()) {
        return Ok(());
    }
    let row = known.cloned().unwrap_or_else(|| Parcel {
        snapshot: None,
        revision: Default::default(),
        order: None,
        named_by: Vec::new(),
    });
    draft.put(
        id,
        Parcel {
            order: Some(order),
            ..row
        },
    );
    Ok(())
}

/// Writes an order and everything that hangs on it: figures of what was sold, tickets of its docket.
pub(super) fn write(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: OrderId, known: Option<Order>, order: Order) -> Rule<()> {
    draft.count(insight::order_change(known.as_ref(), &order, ctx.config.zone_minutes));
    draft.event(
        None,
        EventBody::OrderUpdated {
            order: id,
            platform: order.platform.clone(),
            external_id: order.snapshot.external_id.clone(),
            new: known.is_none(),
        },
    );
    draft.put(id, order);
    settle_docket(ctx, draft, DocketId::of_order(id))
}

pub(super) fn settle_docket(ctx: &Ctx<'_>, draft: &mut Draft<'_>, docket: DocketId) -> Rule<()> {
    let tickets: BTreeSet<TicketId> = draft
        .get::<Docket>(docket)?
        .map(|d| d.members.iter().filter_map(|m| m.ticket).collect())
        .unwrap_or_default();
    for ticket in tickets {
        let root = settle::root(draft, ticket)?;
        settle::settle(ctx, draft, root, Via::Platform)?;
    }
    Ok(())
}
