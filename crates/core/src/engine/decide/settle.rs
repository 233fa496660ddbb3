//! The one exit: every change of a ticket goes through here, whatever brought it.
//!
//! The ticket is folded anew from its sources and its local part; what follows from the difference between old and new
//! (events, notices, money, counters, assignment, clocks, timer) is worked out in one place.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::error::Error;
use crate::lifecycle::{headline, waiting_on};
use crate::model::command::Actor;
use crate::model::event::Via;
use crate::model::ids::{DocketId, OrderId, SourceId, TicketId, Uid};
use crate::model::notice::Notice;
use crate::model::number::TicketNumber;
use crate::model::order::Order;
use crate::model::shipment::{Direction, Parcel, ParcelRef};
use crate::model::source::{Docket, Source};
use crate::model::ticket::{Assignment, Local, Ticket};
use crate::model::time::Timestamp;
use crate::store::{Record, Row, Sequence};

use super::super::changeset::Need;
use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::fold::{self, Folded, Given};
use super::{Ctx, Rule, Rules, Stop, config_key, effects, returns};

/// What a change brings besides the fold.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// How it came.
    pub via: Via,
    /// The notice that goes with a command's row.
    pub notice: Option<Notice>,
    /// The bound on the order's money; `None` for what already happened.
    pub money_at_most: Option<i64>,
    /// Whether what it sets aside must be there; not for what already happened.
    pub asks_stock: bool,
}

impl From<Via> for Cause {
    fn from(via: Via) -> Self {
        Self {
            via,
            notice: None,
            money_at_most: None,
            asks_stock: false,
        }
    }
}

/// The ticket that lives on where this one was merged into another.
pub(super) fn root(draft: &Draft<'_>, id: TicketId) -> Rule<TicketId> {
    let mut at = id;
    for _ in 0..64 {
        match draft.get::<Ticket>(at)?.and_then(|t| t.merged_into) {
            Some(next) => at = next,
            None => return Ok(at),
        }
    }
    Err(Error::internal("a circle of merged tickets")
        .during("settle.root")
        .into())
}

/// Opens a ticket: a number, nothing else yet. The fold fills it in the same decision.
pub(super) fn begin(draft: &mut Draft<'_>, id: TicketId, docket: DocketId) -> Rule<()> {
    let mut sequence = draft.get::<Sequence>(Uid::ZERO)?.copied().unwrap_or_default();
    sequence.tickets += 1;
    draft.put(Uid::ZERO, sequence);
    draft.begin_ticket(id, docket, TicketNumber::from_sequence(sequence.tickets));
    Ok(())
}

/// Hands on what people did on a ticket that became part of another.
pub(super) fn inherit(ctx: &Ctx<'_>, draft: &mut Draft<'_>, into: TicketId, loser: Ticket) -> Rule<()> {
    let Some(mut t) = draft.get::<Ticket>(into)?.cloned() else {
        // The winner opens in this very decision: it takes the local part when it is settled.
        let mut local = loser.local;
        local.merged.insert(loser.id);
        draft.inherit_later(into, local);
        return Ok(());
    };
    let before = t.clone();
    adopt(&mut t.local, loser.local);
    t.local.merged.insert(loser.id);
    if t.assignment.last_agent.is_none() {
        t.assignment.last_agent = loser.assignment.agent.or(loser.assignment.last_agent);
    }
    // Figures by agent count who had it last too.
    effects::count(ctx, draft, Some(&before), &t);
    draft.put(into, t);
    settle(ctx, draft, into, Via::Fold)
}

fn adopt(into: &mut Local, from: Local) {
    into.entries.extend(from.entries);
    into.entries.sort_by_key(|e| e.at);
    into.absorbed.extend(from.absorbed);
    into.merged.extend(from.merged);
    into.touched |= from.touched;
    into.issue = into.issue.or(from.issue);
    into.band = into.band.or(from.band);
    into.raised = [into.raised, from.raised].into_iter().flatten().min();
    into.tags.extend(from.tags);
    for (name, value) in from.custom {
        into.custom.entry(name).or_insert(value);
    }
    into.first_response_at = [into.first_response_at, from.first_response_at]
        .into_iter()
        .flatten()
        .min();
    into.last_response_at = into.last_response_at.max(from.last_response_at);
    into.first_human_at = [into.first_human_at, from.first_human_at].into_iter().flatten().min();
    into.said.extend(from.said);
    into.said
        .extend(from.bot.iter().flat_map(|talk| talk.said.iter().cloned()));
    into.watchers.extend(from.watchers);
    for (name, done) in from.automations {
        let known = into.automations.entry(name).or_default();
        known.times = known.times.saturating_add(done.times);
        known.since = known.since.max(done.since);
    }
    into.compensations.extend(from.compensations);
    into.notices.extend(from.notices);
    into.tasks.extend(from.tasks);
    into.evidence.extend(from.evidence);
    into.parcels.extend(from.parcels);
    into.linked.extend(from.linked);
    // A bot that was silent on either stays so; a talk that goes on is that of the ticket it was on.
    into.bot = into.bot.take().or(from.bot.filter(|talk| talk.over.is_some()));
}

/// Folds a ticket anew and does all that follows.
pub(super) fn settle(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, cause: impl Into<Cause>) -> Rule<()> {
    match refolded(ctx, draft, id)? {
        Some(Refolded {
            before,
            mut after,
            order,
        }) => {
            returns::mark_serial(ctx, draft, &mut after)?;
            let order = order.as_deref().and_then(Order::of);
            effects::follow(ctx, draft, before, after, order, &cause.into())
        }
        None => Ok(()),
    }
}

/// A stored ticket, and what its sources and its local part make of it now; `None` when there is no such ticket, or when
/// it was merged away or lost its sources. Nothing is written.
pub(crate) fn again(
    rules: &Rules,
    snapshot: &Snapshot,
    now: Timestamp,
    id: TicketId,
) -> Result<Option<(Ticket, Ticket)>, Need> {
    let mut draft = Draft::new(snapshot, now, 0, Actor::system());
    let known = draft.get::<Ticket>(id)?;
    if known.is_none_or(|t| t.merged_into.is_some()) {
        return Ok(None);
    }
    let row = draft.arc(config_key())?;
    let ctx = Ctx::new(rules, row.as_ref());
    match refolded(&ctx, &mut draft, id) {
        Ok(found) => Ok(found.and_then(|f| f.before.map(|before| (before, f.after)))),
        Err(Stop::Need(need)) => Err(need),
        Err(Stop::Refuse(_)) => Ok(None),
    }
}

/// A ticket before and after it was folded anew.
struct Refolded {
    before: Option<Ticket>,
    after: Ticket,
    order: Option<Arc<Row>>,
}

/// Folds a ticket anew; `None` when it has no sources.
fn refolded(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<Option<Refolded>> {
    let before = draft.get::<Ticket>(id)?.cloned();
    let (docket, number, local) = match &before {
        Some(t) => (t.docket, t.number, t.local.clone()),
        None => match draft.begun(id) {
            Some((docket, number)) => {
                let mut local = Local::default();
                draft.inherited(id).into_iter().for_each(|l| adopt(&mut local, l));
                (docket, number, local)
            }
            None => return Err(Error::not_found("ticket", id).into()),
        },
    };
    let sources = sources(draft, id, docket, &local)?;
    if sources.is_empty() {
        return Ok(None);
    }
    let rows: Vec<&Source> = sources.iter().filter_map(|row| Source::of(row)).collect();
    let order = order_of(&rows);
    let order_row = match order {
        Some(id) => draft.arc(Order::key(id.0))?,
        None => None,
    };
    let order_seen = order_row.as_deref().and_then(Order::of);
    let awaits_order = order_seen.is_none()
        && fold::principal(&rows)
            .is_some_and(|(s, _)| s.order.is_some() && ctx.rules.can_read(ctx.config, &s.platform, &s.shop, "order"));
    let parcels = parcels(draft, &rows, &local)?;
    let seen: Vec<_> = parcels
        .iter()
        .map(|(d, p, row)| {
            (
                *d,
                p.clone(),
                row.as_deref().and_then(Parcel::of).and_then(|p| p.snapshot.as_ref()),
            )
        })
        .collect();
    let currency = rows
        .first()
        .and_then(|s| ctx.config.shop(&s.platform, &s.shop))
        .map_or(crate::model::money::Currency::CNY, |s| s.currency);
    let folded = fold::fold(&Given {
        sources: &rows,
        parcels: &seen,
        local: &local,
        order_id: order,
        order: order_seen,
        awaits_order,
        currency,
    });
    let after = build(
        id,
        number,
        docket,
        &rows,
        order,
        order_seen,
        folded,
        local,
        before.as_ref(),
    );
    Ok(Some(Refolded {
        before,
        after,
        order: order_row,
    }))
}

/// All sources of a ticket: its own, and those of tickets merged into it by hand. Sorted, each once.
fn sources(draft: &Draft<'_>, id: TicketId, docket: DocketId, local: &Local) -> Rule<Vec<Arc<Row>>> {
    let mut parts = vec![(id, docket)];
    draft.want(local.absorbed.iter().map(|t| Ticket::key(t.0)))?;
    for absorbed in &local.absorbed {
        if let Some(t) = draft.get::<Ticket>(*absorbed)? {
            parts.push((t.id, t.docket));
        }
    }
    draft.want(parts.iter().map(|(_, d)| Docket::key(d.0)))?;
    let mut ids: BTreeSet<SourceId> = BTreeSet::new();
    for (ticket, docket) in parts {
        if let Some(row) = draft.get::<Docket>(docket)? {
            ids.extend(
                row.members
                    .iter()
                    .filter(|m| m.ticket == Some(ticket))
                    .map(|m| m.source),
            );
        }
    }
    draft.want(ids.iter().map(|s| Source::key(s.0)))?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(draft.arc(Source::key(id.0))?);
    }
    Ok(rows)
}

fn order_of(rows: &[&Source]) -> Option<OrderId> {
    let speaker = fold::principal(rows).and_then(|(s, _)| s.order);
    speaker.or_else(|| rows.iter().find_map(|s| s.order))
}

type Seen = (Direction, ParcelRef, Option<Arc<Row>>);

/// The parcels a ticket speaks of. A parcel learns who names it, so that what the carrier says finds the ticket.
fn parcels(draft: &mut Draft<'_>, rows: &[&Source], local: &Local) -> Rule<Vec<Seen>> {
    let mut named: BTreeMap<(Direction, ParcelRef), SourceId> = BTreeMap::new();
    for s in rows {
        if let Some((_, p)) = &s.return_parcel {
            named.entry((Direction::Return, p.clone())).or_insert(s.id);
        }
        if let Some((_, p)) = &s.replacement_parcel {
            named.entry((Direction::Replacement, p.clone())).or_insert(s.id);
        }
    }
    let first = fold::principal(rows).map(|(s, _)| s.id).or(rows.first().map(|s| s.id));
    for (direction, p) in &local.parcels {
        if let Some(source) = first {
            named.entry((*direction, p.clone())).or_insert(source);
        }
    }
    draft.want(named.keys().map(|(_, p)| Parcel::key(p.id().0)))?;
    let mut out = Vec::with_capacity(named.len());
    for ((direction, p), source) in named {
        let known = draft.get::<Parcel>(p.id())?;
        if !known.is_some_and(|k| k.named_by.contains(&(source, direction))) {
            let mut row = known.cloned().unwrap_or_else(|| Parcel {
                snapshot: None,
                revision: Default::default(),
                order: None,
                named_by: Vec::new(),
            });
            row.named_by.push((source, direction));
            row.named_by.sort_unstable();
            draft.put(p.id(), row);
        }
        out.push((direction, p.clone(), draft.arc(Parcel::key(p.id().0))?));
    }
    Ok(out)
}

#[allow(clippy::too_many_arguments)] // all that a ticket is made of, in one place
fn build(
    id: TicketId,
    number: TicketNumber,
    docket: DocketId,
    rows: &[&Source],
    order: Option<OrderId>,
    seen: Option<&Order>,
    f: Folded,
    local: Local,
    before: Option<&Ticket>,
) -> Ticket {
    let shown = headline(&f.axes);
    let speaker = fold::principal(rows);
    let home = speaker
        .map(|(s, _)| s)
        .or_else(|| rows.iter().min_by_key(|s| (s.created(), s.id)).copied());
    let facts = f.lines.first().and_then(|l| {
        let o = seen?;
        let place = o.snapshot.lines.iter().position(|x| x.external_id == l.line)?;
        o.lines.get(place)
    });
    let facts = facts.or_else(|| seen.and_then(|o| o.lines.first()));
    let again = before.is_some_and(|b| b.headline.is_ended() && !shown.is_ended());
    let mut flags = f.flags;
    // Marks of ours, which no platform gives and none takes away.
    for mark in ["over_refund", returns::SERIAL_RETURNER] {
        if before.is_some_and(|b| b.flags.contains(mark)) {
            flags.insert(mark.to_owned());
        }
    }
    Ticket {
        id,
        number,
        axes: f.axes,
        headline: shown,
        waiting_on: waiting_on(shown),
        episode: before.map_or(1, |b| b.episode) + u32::from(again),
        opened_at: f.opened_at,
        changed_at: f.changed_at,
        ended_at: f.ended_at,
        closed_at: f.closed_at,
        sources: rows.iter().map(|s| s.id).collect(),
        principal: f.principal,
        docket,
        platform: home.map_or_else(|| "".into(), |s| s.platform.clone()),
        shop: home.map_or_else(|| "".into(), |s| s.shop.clone()),
        order,
        orphan: order.is_some() && seen.is_none(),
        currency: f.currency,
        amounts: f.amounts,
        refund_legs: f.legs,
        issue: f.issue,
        reason_code: speaker.and_then(|(_, a)| a.reason_code.clone()),
        reason_text: speaker.and_then(|(_, a)| a.reason_text.clone()),
        account: account(rows, seen),
        show: facts.and_then(|l| l.show),
        host: facts.and_then(|l| l.host.clone()),
        room: seen.and_then(|o| sold_line(o, &f.lines)).and_then(|l| l.room.clone()),
        sold_at: seen.map(|o| o.snapshot.paid_at.unwrap_or(o.snapshot.created_at)),
        channels: f.channels,
        lines: f.lines,
        parcels: f.parcels,
        evidence: f.evidence,
        platform_deadline: speaker.and_then(|(_, a)| a.deadline).filter(|_| !shown.is_ended()),
        clocks: before.map(|b| b.clocks.clone()).unwrap_or_default(),
        band: before.map_or(2, |b| b.band),
        aged: before.map_or(0, |b| b.aged),
        assignment: before.map_or_else(Assignment::default, |b| b.assignment.clone()),
        flags,
        first_response_at: f.first_response_at,
        buyer_waits_since: f.buyer_waits_since,
        local,
        merged_into: None,
    }
}

/// The buyer's account: the order's, else the after-sale's, else who wrote first.
fn account(rows: &[&Source], order: Option<&Order>) -> Option<crate::model::ids::AccountId> {
    let speaker = fold::principal(rows).and_then(|(s, _)| s.account);
    let wrote = || {
        rows.iter()
            .filter(|s| s.account.is_some())
            .min_by_key(|s| (s.created(), s.id))
            .and_then(|s| s.account)
    };
    order.and_then(|o| o.account).or(speaker).or_else(wrote)
}

/// The order line a ticket's figures are counted under: the first it is about, else the first of the order.
fn sold_line<'o>(
    order: &'o Order,
    lines: &[crate::model::ticket::TicketLine],
) -> Option<&'o crate::model::order::OrderLine> {
    let named = lines
        .first()
        .and_then(|l| order.snapshot.lines.iter().find(|x| x.external_id == l.line));
    named.or(order.snapshot.lines.first())
}
