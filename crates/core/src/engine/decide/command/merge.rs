//! Making two tickets one, and one two, by hand. What people decide is a constraint the fold respects.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::model::customer::Account;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{CustomerId, SourceId, TicketId};
use crate::model::source::{Constraint, Docket};
use crate::model::ticket::Ticket;

use super::super::super::draft::Draft;
use super::super::{Ctx, Rule, refold, settle};

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
    if winner.docket == loser.docket {
        bind(ctx, draft, &winner, &loser)?
    } else {
        refold::absorb(ctx, draft, winner.clone(), loser, true)?
    }
    Ok(winner.id)
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
    let touched: BTreeSet<SourceId> = own.into_iter().collect();
    refold::refold(ctx, draft, t.docket, &touched, Via::Fold, true)?;
    Ok(new)
}
