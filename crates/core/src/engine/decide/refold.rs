//! Folding a docket anew after one of its members came, changed or left, and settling every ticket this touches.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::limits::MAX_SOURCES_PER_DOCKET;
use crate::model::event::{EventBody, Via};
use crate::model::ids::{DocketId, SourceId, TicketId};
use crate::model::source::{Constraint, Docket, Member, Source};
use crate::model::ticket::Ticket;
use crate::mutation::{self, Mutation};
use crate::store::Record;

use super::super::draft::Draft;
use super::{Ctx, Rule, docket, effects, refunds, settle, stock};

/// The member a source is.
pub(super) fn member_of(source: &Source, ticket: Option<TicketId>) -> Member {
    let lines = match (source.after_sale(), source.segment()) {
        (Some(a), _) => a.lines.iter().map(|l| l.line.clone()).collect(),
        (_, Some(s)) => s.line.iter().cloned().collect(),
        _ => Vec::new(),
    };
    Member {
        created: source.created(),
        source: source.id,
        ended: source.ended(),
        lines,
        after_sale: source.after_sale().is_some_and(|a| a.beside.is_none()),
        instead_of: source
            .after_sale()
            .map_or_else(Vec::new, |a| a.instead_of.iter().map(|n| source.sibling(n)).collect()),
        beside: source
            .after_sale()
            .and_then(|a| a.beside.as_ref())
            .map(|n| source.sibling(n)),
        ticket,
    }
}

/// Puts a source's member into its docket, or replaces it there; the end of a conversation part is kept.
pub(super) fn place(draft: &mut Draft<'_>, source: &Source) -> Rule<()> {
    let mut row = draft.get::<Docket>(source.docket)?.cloned().unwrap_or_default();
    let known = row
        .members
        .iter()
        .position(|m| m.source == source.id)
        .map(|i| row.members.remove(i));
    let mut member = member_of(source, known.as_ref().and_then(|m| m.ticket));
    if !member.after_sale {
        member.ended = known.as_ref().and_then(|m| m.ended);
    }
    if known.as_ref() == Some(&member) {
        return Ok(());
    }
    if row.members.len() >= MAX_SOURCES_PER_DOCKET {
        return Err(Error::rejected("too many requests on one order")
            .with("limit", MAX_SOURCES_PER_DOCKET)
            .into());
    }
    let at = row
        .members
        .partition_point(|m| (m.created, m.source) < (member.created, member.source));
    row.members.insert(at, member);
    draft.put(source.docket, row);
    Ok(())
}

/// Takes a source's member out of a docket it no longer belongs to.
pub(super) fn leave(draft: &mut Draft<'_>, docket: DocketId, source: SourceId) -> Rule<Option<TicketId>> {
    let Some(row) = draft.get::<Docket>(docket)? else {
        return Ok(None);
    };
    let Some(at) = row.members.iter().position(|m| m.source == source) else {
        return Ok(None);
    };
    let mut row = row.clone();
    let gone = row.members.remove(at);
    draft.put(docket, row);
    Ok(gone.ticket)
}

/// Folds the docket anew and settles what changed, and in any case the ticket of `touched`.
///
/// `gone`: a ticket one of whose members left for another docket. Without members it becomes part of the ticket that
/// member is in now.
pub(super) fn refold(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: DocketId,
    touched: &BTreeSet<SourceId>,
    via: Via,
    by_hand: bool,
) -> Rule<Vec<TicketId>> {
    let Some(mut row) = draft.get::<Docket>(id)?.cloned() else {
        return Ok(Vec::new());
    };
    let pins = pins(draft, &row)?;
    let constraints: Vec<Constraint> = row.constraints.iter().chain(&pins).copied().collect();
    let groups = docket::fold(&row.members, &constraints, ctx.config.windows.cool_off_ms);
    let claims = docket::claims(&groups, &row.members);
    let mut settled = Vec::new();
    let mut changed = BTreeSet::new();
    let mut ids = Vec::new();
    let mut splits = BTreeSet::new();
    for (group, claim) in groups.iter().zip(&claims.tickets) {
        let ticket = claim.unwrap_or_else(|| TicketId(draft.mint()));
        ids.push(ticket);
        for i in &group.members {
            let Some(m) = row.members.get_mut(*i) else { continue };
            if m.ticket != Some(ticket) || touched.contains(&m.source) {
                changed.insert(ticket);
            }
            if let Some(old) = m.ticket.filter(|old| *old != ticket) {
                changed.insert(old);
                if claim.is_none() {
                    splits.insert((old, ticket));
                }
            }
            m.ticket = Some(ticket);
        }
    }
    if draft.get::<Docket>(id)? != Some(&row) {
        draft.put(id, row.clone());
    }
    for (left, place) in &claims.left {
        if let Some(into) = ids.get(*place) {
            merge_away(ctx, draft, *left, *into, by_hand)?;
        }
    }
    let left: BTreeSet<TicketId> = claims.left.iter().map(|(t, _)| *t).collect();
    for (ticket, claim) in ids.iter().zip(&claims.tickets) {
        if claim.is_none() {
            settle::begin(draft, *ticket, id)?;
        }
    }
    for ticket in changed.iter().filter(|t| !left.contains(t)) {
        let root = settle::root(draft, *ticket)?;
        settle::settle(ctx, draft, root, via)?;
        settled.push(root);
    }
    for (old, new) in splits {
        draft.event(Some(old), EventBody::TicketSplit { new, by_hand });
    }
    Ok(settled)
}

/// A ticket that a person worked on is taken apart only by a person: its members in this docket stay together.
fn pins(draft: &Draft<'_>, row: &Docket) -> Rule<Vec<Constraint>> {
    let tickets: BTreeSet<TicketId> = row.members.iter().filter_map(|m| m.ticket).collect();
    draft.want(tickets.iter().map(|t| Ticket::key(t.0)))?;
    let mut out = Vec::new();
    for id in tickets {
        if !draft.get::<Ticket>(id)?.is_some_and(|t| t.local.touched) {
            continue;
        }
        let mut members = row.members.iter().filter(|m| m.ticket == Some(id)).map(|m| m.source);
        if let Some(a) = members.next() {
            out.extend(members.map(|b| Constraint { a, b, together: true }));
        }
    }
    Ok(out)
}

/// A ticket without members of its own becomes a redirect; what people did on it goes on in the other.
pub(super) fn merge_away(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    gone: TicketId,
    into: TicketId,
    by_hand: bool,
) -> Rule<()> {
    let into = settle::root(draft, into)?;
    let Some(loser) = draft.get::<Ticket>(gone)?.cloned() else {
        return Ok(());
    };
    if gone == into {
        return Ok(());
    }
    if loser.merged_into.is_some() {
        return both_are_one(ctx, draft, gone, into);
    }
    let mut tombstone = loser.clone();
    tombstone.merged_into = Some(into);
    tombstone.local = Default::default();
    effects::release(ctx, draft, &mut tombstone, "merged")?;
    super::assign::count(ctx, draft, Some(&loser), &tombstone)?;
    effects::withdraw_money(draft, &loser);
    refunds::withdraw(draft, &loser)?;
    stock::recount(draft, Some(&loser), &tombstone, false)?;
    if !mutation::on(Mutation::CountersNotUndone) {
        effects::count(ctx, draft, Some(&loser), &tombstone);
    }
    draft.event(Some(gone), EventBody::TicketMerged { into, by_hand });
    draft.put(gone, tombstone);
    settle::inherit(ctx, draft, into, loser)
}

/// What a person had made part of another ticket turns out to be the same problem as a third one: then the third is part of
/// that other too. Otherwise what the person joined would fall apart again.
fn both_are_one(ctx: &Ctx<'_>, draft: &mut Draft<'_>, gone: TicketId, third: TicketId) -> Rule<()> {
    let root = settle::root(draft, gone)?;
    if root == third {
        return Ok(());
    }
    let (Some(winner), Some(loser)) = (
        draft.get::<Ticket>(root)?.cloned(),
        draft.get::<Ticket>(third)?.cloned(),
    ) else {
        return Ok(());
    };
    absorb(ctx, draft, winner, loser, false)
}

/// Across dockets: the loser keeps its sources as a redirect, the winner is folded from both.
pub(super) fn absorb(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    mut winner: Ticket,
    loser: Ticket,
    by_hand: bool,
) -> Rule<()> {
    winner.local.absorbed.push(loser.id);
    winner.local.touched = true;
    let id = winner.id;
    draft.put(id, winner);
    let mut tombstone = loser.clone();
    tombstone.merged_into = Some(id);
    tombstone.local = Default::default();
    effects::release(ctx, draft, &mut tombstone, "merged")?;
    super::assign::count(ctx, draft, Some(&loser), &tombstone)?;
    effects::withdraw_money(draft, &loser);
    refunds::withdraw(draft, &loser)?;
    stock::recount(draft, Some(&loser), &tombstone, false)?;
    effects::count(ctx, draft, Some(&loser), &tombstone);
    draft.event(Some(loser.id), EventBody::TicketMerged { into: id, by_hand });
    draft.put(loser.id, tombstone);
    settle::inherit(ctx, draft, id, loser)
}

/// Whether a ticket still has members in a docket.
pub(super) fn has_members(draft: &Draft<'_>, docket: DocketId, ticket: TicketId) -> Rule<bool> {
    Ok(draft
        .get::<Docket>(docket)?
        .is_some_and(|d| d.members.iter().any(|m| m.ticket == Some(ticket))))
}

/// Writes a source, moves it between dockets where what it belongs to became known, and folds what this touches.
pub(super) fn relocate(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    known: Option<&Source>,
    source: Source,
    via: Via,
) -> Rule<Vec<TicketId>> {
    let (id, docket) = (source.id, source.docket);
    let from = known.map(|k| k.docket).filter(|d| *d != docket);
    let carried = match from {
        Some(from) => leave(draft, from, id)?.map(|old| (from, old)),
        None => None,
    };
    place(draft, &source)?;
    draft.put(id, source);
    let tickets = refold(ctx, draft, docket, &BTreeSet::from([id]), via, false)?;
    let Some((from, old)) = carried else { return Ok(tickets) };
    refold(ctx, draft, from, &BTreeSet::new(), Via::Fold, false)?;
    if has_members(draft, from, old)? {
        let root = settle::root(draft, old)?;
        settle::settle(ctx, draft, root, Via::Fold)?;
    } else if let Some(into) = tickets.first() {
        merge_away(ctx, draft, old, *into, false)?;
    }
    Ok(tickets)
}
