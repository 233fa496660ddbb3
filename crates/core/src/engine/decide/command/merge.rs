//! Making two tickets one, and one two, by hand. What people decide is a constraint the fold respects.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::model::customer::Account;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{CustomerId, OrderId, SourceId, TicketId};
use crate::model::order::Order;
use crate::model::source::{Constraint, Docket, Source};
use crate::model::ticket::Ticket;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::effects::order_money;
use super::super::{Ctx, Rule, refold, settle};
use super::moves;

/// Makes `from` part of `into`. They must be of one customer or one order.
pub(super) fn merge(ctx: &Ctx<'_>, draft: &mut Draft<'_>, into: TicketId, from: TicketId) -> Rule<TicketId> {
    let (winner, loser) = (super::ticket(draft, into)?, super::ticket(draft, from)?);
    if winner.id == loser.id {
        return Err(Error::rejected("both are the same ticket already").into());
    }
    let same_order = winner.order.is_some() && winner.order == loser.order;
    let customer = customer(draft, &winner)?;
    let same_customer = customer.is_some() && customer == self::customer(draft, &loser)?;
    if !same_order && !same_customer {
        return Err(Error::rejected("these tickets are of different customers and orders")
            .hint("merge the customers first, if they are one person")
            .into());
    }
    if winner.currency != loser.currency {
        return Err(Error::rejected("these tickets are in different currencies").into());
    }
    let id = winner.id;
    let both = [winner.clone(), loser.clone()];
    no_new_debt(draft, &both, |draft| {
        if winner.docket == loser.docket {
            bind(ctx, draft, &winner, &loser)
        } else {
            refold::absorb(ctx, draft, winner, loser, true)
        }
    })?;
    Ok(id)
}

/// Regroups tickets by hand. Other sources may give an old promise force again, so what is to go back may grow: as with any
/// other command, not above what was paid for an order.
fn no_new_debt<'d>(
    draft: &mut Draft<'d>,
    tickets: &[Ticket],
    regroup: impl FnOnce(&mut Draft<'d>) -> Rule<()>,
) -> Rule<()> {
    let mut known = Vec::new();
    for order in orders(draft, tickets)? {
        if let Some(paid) = moves::paid_for(draft, order)? {
            known.push((order, paid, draft.gauge(order_money(order))?));
        }
    }
    regroup(draft)?;
    for (order, paid, was) in known {
        let is = draft.gauge(order_money(order))?;
        if is <= was {
            // It may be too much already, by what platforms did: that is no fault of this.
            continue;
        }
        if is > paid.minor {
            return Err(Error::rejected("more than was paid for the order would go back")
                .during("command.regroup")
                .with("paid", paid)
                .with("already", was)
                .with("more", is - was)
                .hint("what was promised on one of them would be owed again: settle or reject that first")
                .into());
        }
        // Another process may promise something meanwhile.
        draft.add(order_money(order), 0, Some(paid.minor));
    }
    Ok(())
}

/// The orders these tickets and their sources are about.
fn orders(draft: &Draft<'_>, tickets: &[Ticket]) -> Rule<BTreeSet<OrderId>> {
    let sources: BTreeSet<SourceId> = tickets.iter().flat_map(|t| t.sources.iter().copied()).collect();
    draft.want(sources.iter().map(|s| Source::key(s.0)))?;
    let mut out: BTreeSet<OrderId> = tickets.iter().filter_map(|t| t.order).collect();
    for id in sources {
        out.extend(draft.get::<Source>(id)?.and_then(|s| s.order));
    }
    let rows = out.iter().flat_map(|o| [Order::key(o.0), order_money(*o)]);
    draft.want(rows)?;
    Ok(out)
}

/// Folds a ticket anew, as every change of it does.
pub(super) fn anew(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<TicketId> {
    let id = super::ticket(draft, id)?.id;
    settle::settle(ctx, draft, id, Via::Fold)?;
    Ok(id)
}

fn customer(draft: &Draft<'_>, t: &Ticket) -> Rule<Option<CustomerId>> {
    match t.account {
        Some(a) => Ok(draft.get::<Account>(a)?.map(|a| a.customer)),
        None => Ok(None),
    }
}

/// In one docket: a constraint, and the fold does the rest.
fn bind(ctx: &Ctx<'_>, draft: &mut Draft<'_>, winner: &Ticket, loser: &Ticket) -> Rule<()> {
    let mut row = draft.get::<Docket>(winner.docket)?.cloned().unwrap_or_default();
    let (ours, theirs): (BTreeSet<SourceId>, BTreeSet<SourceId>) = (
        winner.sources.iter().copied().collect(),
        loser.sources.iter().copied().collect(),
    );
    row.constraints.retain(|c| {
        let across = (ours.contains(&c.a) && theirs.contains(&c.b)) || (ours.contains(&c.b) && theirs.contains(&c.a));
        c.together || !across
    });
    if let (Some(a), Some(b)) = (winner.sources.first(), loser.sources.first()) {
        row.constraints.push(Constraint {
            a: *a,
            b: *b,
            together: true,
        });
    }
    row.constraints.sort_unstable();
    row.constraints.dedup();
    // The winner's id stays, whichever began first.
    for m in row.members.iter_mut().filter(|m| m.ticket == Some(loser.id)) {
        m.ticket = Some(winner.id);
    }
    draft.put(winner.docket, row);
    // First the loser's money goes out of the order's sum, then the winner's with both comes in: never both at once.
    refold::merge_away(ctx, draft, loser.id, winner.id, true)?;
    refold::refold(ctx, draft, winner.docket, &ours, Via::Fold, true)?;
    settle::settle(ctx, draft, winner.id, Via::Fold)
}

/// Takes sources out of a ticket into one of their own.
pub(super) fn split(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, sources: &[SourceId]) -> Rule<TicketId> {
    let t = super::ticket(draft, id)?;
    let leaving: BTreeSet<SourceId> = sources.iter().copied().collect();
    let mut row = draft.get::<Docket>(t.docket)?.cloned().unwrap_or_default();
    let own: Vec<SourceId> = row
        .members
        .iter()
        .filter(|m| m.ticket == Some(t.id))
        .map(|m| m.source)
        .collect();
    if leaving.is_empty() || !leaving.iter().all(|s| own.contains(s)) || leaving.len() == own.len() {
        return Err(Error::rejected("a split names some, not all, of the ticket's own sources").into());
    }
    for a in own.iter().filter(|s| !leaving.contains(s)) {
        row.constraints.extend(leaving.iter().map(|b| Constraint {
            a: *a,
            b: *b,
            together: false,
        }));
    }
    let across = |c: &Constraint| leaving.contains(&c.a) != leaving.contains(&c.b);
    row.constraints.retain(|c| !(c.together && across(c)));
    row.constraints.sort_unstable();
    row.constraints.dedup();
    let new = TicketId(draft.mint());
    settle::begin(draft, new, t.docket)?;
    for m in row.members.iter_mut().filter(|m| leaving.contains(&m.source)) {
        m.ticket = Some(new);
    }
    draft.put(t.docket, row);
    draft.event(Some(t.id), EventBody::TicketSplit { new, by_hand: true });
    let (touched, docket): (BTreeSet<SourceId>, _) = (own.into_iter().collect(), t.docket);
    no_new_debt(draft, &[t], |draft| {
        refold::refold(ctx, draft, docket, &touched, Via::Fold, true).map(drop)
    })?;
    Ok(new)
}
