//! What follows from the difference between a ticket before and after: events, notices, money, counters, jobs.
use std::collections::{BTreeMap, BTreeSet};

use crate::lifecycle::{notices_for_jump, skipped};
use crate::model::axes::Headline;
use crate::model::event::EventBody;
use crate::model::ids::OrderId;
use crate::model::job::JobBody;
use crate::model::money::Money;
use crate::model::notice::Notice;
use crate::model::order::Order;
use crate::model::source::{Docket, Source};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::store::{Key, Table};
use crate::{automation, insight, notify, sla};

use super::super::draft::Draft;
use super::settle::Cause;
use super::{Ctx, Rule, ageing, assign, clocks, handoff, jobs, refunds, stock, task, wait};

/// Writes the ticket and does all that follows from what changed.
pub(super) fn follow(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<Ticket>,
    mut after: Ticket,
    order: Option<&Order>,
    cause: &Cause,
) -> Rule<()> {
    announce(draft, before.as_ref(), &after, cause)?;
    notices(ctx, draft, before.as_ref(), &mut after, cause);
    money(draft, before.as_ref(), &mut after, order, cause)?;
    refunds::follow(draft, before.as_ref(), &after)?;
    stock::recount(draft, before.as_ref(), &after, cause.asks_stock)?;
    let from = before.as_ref().map(|b| b.headline);
    clocks::advance(ctx, draft, from, &mut after)?;
    handoff::follow(ctx, draft, before.as_ref(), &mut after)?;
    let routed = assign::route(ctx, draft, before.as_ref(), &mut after)?;
    // A target may hang on the band that the rules gave it.
    clocks::advance(ctx, draft, Some(after.headline), &mut after)?;
    let gains = ageing::follow(ctx, &mut after, routed.band, draft.now);
    task::follow_ticket(ctx, draft, before.as_ref(), &after)?;
    let look_again = routed.look_again.into_iter().chain(gains).min();
    end_of_talk(draft, before.as_ref(), &after)?;
    count(ctx, draft, before.as_ref(), &after);
    timer(ctx, draft, &after, look_again)?;
    if before.as_ref() != Some(&after) {
        draft.put(after.id, after);
    }
    Ok(())
}

fn announce(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket, cause: &Cause) -> Rule<()> {
    let id = Some(after.id);
    if before.is_none() {
        draft.event(
            id,
            EventBody::TicketOpened {
                number: after.number,
                ticket_kind: after.axes.kind,
                platform: after.platform.clone(),
                shop: after.shop.clone(),
            },
        );
    }
    for source in after
        .sources
        .iter()
        .filter(|s| !before.is_some_and(|b| b.sources.contains(s)))
    {
        let body = draft.get::<Source>(*source)?.map(|s| EventBody::SourceJoined {
            source: s.id,
            platform: s.platform.clone(),
            object: s.after_sale().map_or("segment", |a| &a.object).to_owned(),
            external_id: s.after_sale().map_or_else(String::new, |a| a.external_id.clone()),
        });
        if let Some(body) = body {
            draft.event(id, body);
        }
    }
    let Some(b) = before else {
        if after.headline != Headline::Requested {
            let (from, to) = (Headline::Requested, after.headline);
            let skipped = skipped(after.axes.kind, from, to);
            draft.event(
                id,
                EventBody::StateChanged {
                    from,
                    to,
                    via: cause.via,
                    skipped,
                },
            );
        }
        return Ok(());
    };
    if b.axes.kind != after.axes.kind {
        draft.event(
            id,
            EventBody::KindChanged {
                from: b.axes.kind,
                to: after.axes.kind,
            },
        );
    }
    if b.headline != after.headline {
        let skipped = skipped(after.axes.kind, b.headline, after.headline);
        draft.event(
            id,
            EventBody::StateChanged {
                from: b.headline,
                to: after.headline,
                via: cause.via,
                skipped,
            },
        );
    }
    Ok(())
}

/// Records the notice of a change, once per episode; of a jump only the last.
fn notices(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &mut Ticket, cause: &Cause) {
    let start = crate::model::axes::Axes::start(after.axes.kind);
    let (from, axes) = before.map_or((Headline::Requested, start), |b| (b.headline, b.axes));
    let jump = notices_for_jump(from, after.headline, after.axes.kind, &axes, &after.axes);
    let mut send = cause.notice.or(jump.send);
    let mut left = jump.suppressed;
    if before.is_none() {
        match send {
            None => send = Some(Notice::N1),
            Some(_) => left.insert(0, Notice::N1),
        }
    }
    for notice in left.into_iter().filter(|n| Some(*n) != send) {
        if after.local.notices.insert((after.episode, notice)) {
            draft.event(
                Some(after.id),
                EventBody::NoticeSuppressed {
                    notice,
                    because: "a later one says more".into(),
                },
            );
        }
    }
    let Some(notice) = send else { return };
    let since = if cause.notice.is_some() {
        draft.now
    } else {
        after.changed_at
    };
    match notify::wanted(notice, after, since, draft.now, ctx.config) {
        Ok(()) => {
            after.local.notices.insert((after.episode, notice));
            draft.event(Some(after.id), EventBody::NoticeRecorded { notice });
            let body = JobBody::Notify {
                ticket: after.id,
                episode: after.episode,
                notice,
            };
            let due = notify::not_before(ctx.config.quiet_hours, ctx.config.zone_minutes, draft.now);
            jobs::add_new(draft, body, due);
        }
        Err(because) => {
            if after.local.notices.insert((after.episode, notice)) {
                draft.event(
                    Some(after.id),
                    EventBody::NoticeSuppressed {
                        notice,
                        because: because.to_owned(),
                    },
                );
            }
        }
    }
}

/// Money of an order that went back or is on its way back, over all its tickets: a quantity with a bound.
fn money(
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    after: &mut Ticket,
    order: Option<&Order>,
    cause: &Cause,
) -> Rule<()> {
    let old = before.map(going_back).unwrap_or_default();
    let new = going_back(after);
    let orders = differing(&old, &new);
    if !orders.is_empty() {
        let (refunded, pending) = (after.amounts.refunded, after.amounts.pending);
        let amount = after.money(refunded + pending);
        draft.event(
            Some(after.id),
            EventBody::MoneyMoved {
                refunded,
                pending,
                amount,
                orders,
            },
        );
    }
    for id in old.keys().filter(|id| !new.contains_key(id)) {
        draft.add(order_money(*id), -old.get(id).copied().unwrap_or_default(), None);
    }
    for (id, minor) in &new {
        let by = minor - old.get(id).copied().unwrap_or_default();
        // What a person decides is about the ticket's own order; the others only follow their platforms.
        let limit = cause.money_at_most.filter(|_| by > 0 && after.order == Some(*id));
        if let Some(limit) = limit {
            let now = draft.gauge(order_money(*id))?;
            if now + by > limit {
                return Err(too_much(Money::new(limit, after.currency), now, by).into());
            }
        }
        draft.add(order_money(*id), by, limit);
    }
    let own = after.order.and_then(|id| new.get(&id).map(|minor| (id, *minor)));
    let Some(((id, minor), o)) = own.zip(order) else {
        return Ok(());
    };
    if minor > 0 && !after.flags.contains("over_refund") {
        let total = draft.gauge(order_money(id))?;
        if total > o.snapshot.paid.minor {
            after.flags.insert("over_refund".to_owned());
            let paid = o.snapshot.paid.minor;
            draft.event(
                Some(after.id),
                EventBody::OverRefund {
                    order: id,
                    paid,
                    going_back: total,
                },
            );
        }
    }
    Ok(())
}

/// The orders of which another sum goes back than before: also one that a ticket was moved away from.
fn differing(old: &BTreeMap<OrderId, i64>, new: &BTreeMap<OrderId, i64>) -> Vec<OrderId> {
    let both: BTreeSet<OrderId> = old.keys().chain(new.keys()).copied().collect();
    both.into_iter().filter(|id| old.get(id) != new.get(id)).collect()
}

fn too_much(paid: Money, already: i64, more: i64) -> crate::Error {
    crate::Error::rejected("the refund is above what was paid for the order")
        .during("command.refund")
        .with("paid", paid)
        .with("already", already)
        .with("more", more)
        .hint("lower the amount, or mark it as goodwill")
}

/// The key of an order's money.
pub(super) fn order_money(order: OrderId) -> Key {
    Key::new(Table::OrderMoney, order.0)
}

/// The minor units of a ticket that went back or are on their way back, by the order they were paid for. A ticket merged
/// by hand may hold several; what no platform says is of the ticket's own order. Nothing for one that was merged away.
pub fn going_back(t: &Ticket) -> BTreeMap<OrderId, i64> {
    let mut out = BTreeMap::new();
    if t.merged_into.is_some() {
        return out;
    }
    let mut rest = t.amounts.refunded + t.amounts.pending;
    let others = t
        .refund_legs
        .iter()
        .filter(|leg| leg.paid_at.is_some() && leg.order != t.order);
    for (order, leg) in others.filter_map(|leg| Some((leg.order?, leg))) {
        *out.entry(order).or_default() += leg.amount.minor;
        rest -= leg.amount.minor;
    }
    if let Some(order) = t.order {
        *out.entry(order).or_default() += rest;
    }
    out.retain(|_, minor| *minor != 0);
    out
}

/// Counters: every metric is a function of the row, so a difference of rows is a difference of counters.
pub(super) fn count(ctx: &Ctx<'_>, draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) {
    wait::stands(draft, before, after);
    draft.count(insight::ticket_change(before, after, ctx.config.zone_minutes));
}

/// Takes what a ticket holds of its order's money out of the sum: it is no longer a ticket of its own.
pub(super) fn withdraw_money(draft: &mut Draft<'_>, t: &Ticket) {
    for (order, minor) in going_back(t) {
        draft.add(order_money(order), -minor, None);
    }
}

/// A conversation without after-sale ends when its ticket is closed, and goes on when that is opened again.
fn end_of_talk(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Rule<()> {
    let (was, is) = (before.and_then(|b| b.closed_at), after.closed_at);
    if was == is || after.principal.is_some() {
        return Ok(());
    }
    let Some(row) = draft.get::<Docket>(after.docket)? else {
        return Ok(());
    };
    let mut row = row.clone();
    for m in row
        .members
        .iter_mut()
        .filter(|m| m.ticket == Some(after.id) && !m.after_sale)
    {
        m.ended = is;
    }
    draft.put(after.docket, row);
    Ok(())
}

/// One timer per ticket, at the next moment anything is due. A timer that fires early looks again.
fn timer(ctx: &Ctx<'_>, draft: &mut Draft<'_>, after: &Ticket, look_again: Option<Timestamp>) -> Rule<()> {
    let wake = sla::next_wake(after, &ctx.config.windows, draft.now);
    let rung = clocks::next_rung(ctx, draft, after)?;
    let stood = automation::next_at(&ctx.config.automations, after).map(|at| at.max(draft.now));
    let Some(at) = wake.into_iter().chain(look_again).chain(rung).chain(stood).min() else {
        return Ok(());
    };
    let body = JobBody::Timer { ticket: after.id };
    draft.comes_with(after.id.0, body.id().0);
    jobs::at_the_latest(draft, body, at)
}

/// Takes a ticket from whoever has it.
pub(super) fn release(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, because: &str) -> Rule<()> {
    assign::release(ctx, draft, t, because)
}
