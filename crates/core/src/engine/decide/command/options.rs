//! What is legal now: for the desk, for the platform, and why not where it is not.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle;
use crate::model::action::ActionVerb;
use crate::model::command::{Act, Actor, Details};
use crate::model::ids::TicketId;
use crate::model::labels::Lang;
use crate::model::money::Money;
use crate::model::order::Order;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;

use super::super::super::draft::Draft;
use super::super::super::snapshot::Snapshot;
use super::super::fold::promises_money;
use super::super::{Asked, Ctx, Rule, Rules, Stop, answered, bot, effects};
use super::{authority, compensation, moves, payout, verb};

/// The context under which an adapter names what is missing for its call.
const MISSING: &str = "field";

/// One thing an actor might do with a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Allowed {
    /// What.
    pub trigger: Trigger,
    /// What a button says, in Chinese and English.
    pub label: (String, String),
    /// Whether it would be done now, with nothing said about it but what it `needs`; for a compensation, or a part of
    /// a payout, with the least amount.
    pub possible: bool,
    /// Why not, when it is not: what the refusal would say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What must be given with it, since the platform demands it: `reason_code`, `address`, `parcel`, `text`, `evidence`. The
    /// first of them, when it is several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// What the platform is told by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<ActionVerb>,
    /// The most money this actor may move by it: of what was asked for, of the actor's authority, of what is left of the
    /// order's money and of the cap for goodwill the least; of a payout, what is pending. With less than what was asked for, what is not possible as it
    /// stands may be possible with this amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Money>,
}

/// What an actor may do with a ticket now. Triggers of other headlines are left out; those that the table allows and that a
/// guard or the platform refuses are named with the reason.
///
/// Each is tried as a command would be, on a layer of its own that is thrown away: so this can never say anything else
/// than what happens.
///
/// # Errors
/// The inner one: `NotFound` when there is no such ticket.
pub(crate) fn allowed(
    rules: &Rules,
    snapshot: &Snapshot,
    now: Timestamp,
    actor: &Actor,
    id: TicketId,
) -> Asked<Vec<Allowed>> {
    let fresh = || Draft::new(snapshot, now, 0, actor.clone());
    answered(Ctx::with(rules, &fresh(), |ctx| options(ctx, &fresh, actor, id)))
}

fn options<'s>(ctx: &Ctx<'_>, fresh: &impl Fn() -> Draft<'s>, actor: &Actor, id: TicketId) -> Rule<Vec<Allowed>> {
    let draft = fresh();
    let t = super::ticket(&draft, id)?;
    let mut out = Vec::new();
    for row in lifecycle::allowed(&t.axes, actor.role) {
        let trigger = row.trigger;
        let details = usual(&t, trigger);
        let act = Act::Move {
            ticket: t.id,
            trigger,
            details: Box::new(details.clone()),
        };
        let may = bot::may(ctx, &draft, actor, &act);
        let tried = may.and_then(|()| moves::run(ctx, &mut fresh(), actor, t.id, trigger, &details));
        let (because, needs) = match tried {
            Ok(_) => (None, None),
            // It can be done once that is given.
            Err(Stop::Refuse(error)) if error.context_of(MISSING).is_some() => {
                (None, error.context_of(MISSING).map(str::to_owned))
            }
            Err(Stop::Refuse(error)) => (Some(error.message().to_owned()), None),
            Err(need) => return Err(need),
        };
        out.push(Allowed {
            trigger,
            label: (trigger.label(Lang::Zh).to_owned(), trigger.label(Lang::En).to_owned()),
            possible: because.is_none(),
            because,
            needs,
            tells: verb::verb(trigger, &t.axes).filter(|_| t.principal.is_some()),
            at_most: at_most(ctx, &draft, actor, &t, trigger)?.map(|minor| t.money(minor.max(0))),
        });
    }
    Ok(out)
}

/// What a command says when nothing special is wanted.
fn usual(t: &Ticket, trigger: Trigger) -> Details {
    let mut details = Details::default();
    if trigger == Trigger::Compensate {
        details.amount = Some(t.money(1));
        details.payout = Some(format!("{} of {}", t.local.compensations.len() + 1, t.id));
    }
    if trigger == Trigger::PayoutPart {
        details.amount = Some(t.money(1));
    }
    details
}

/// The least of all that bounds the money a trigger moves; `None` where it moves none, or nothing bounds it.
fn at_most(ctx: &Ctx<'_>, draft: &Draft<'_>, actor: &Actor, t: &Ticket, trigger: Trigger) -> Rule<Option<i64>> {
    let goodwill = trigger == Trigger::Compensate;
    if !goodwill && !promises_money(trigger) {
        return Ok(payout::at_most(t, trigger));
    }
    let own = if goodwill {
        let cap = ctx.config.windows.goodwill_in(t.currency).unwrap_or(0) - compensation::committed(t);
        [Some(cap), compensation::left_of_order(draft, t)?]
    } else {
        let asked = Some(t.amounts.requested).filter(|minor| *minor > 0);
        [asked, left_of_money(draft, t)?]
    };
    let agreed = moves::agreed_before(t, trigger).unwrap_or(0);
    let limit = authority::at_most(draft, actor, t.currency)?.map(|limit| limit.max(agreed));
    Ok(own.into_iter().chain([limit]).flatten().min())
}

/// What was paid for the order, less what went back or is on its way over all its tickets; what is on its way here does not
/// count, since a promise replaces it.
fn left_of_money(draft: &Draft<'_>, t: &Ticket) -> Rule<Option<i64>> {
    let Some(order) = t.order else { return Ok(None) };
    let Some(paid) = draft.get::<Order>(order)?.map(|o| o.snapshot.paid.minor) else {
        return Ok(None);
    };
    let going = draft.gauge(effects::order_money(order))?;
    Ok(Some(paid - going + t.amounts.pending))
}
