//! Return policies at work: what surrounds the ticket is read, the policy that counts is asked, and what it lets be done
//! without a person is done as any command is.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::axes::Headline;
use crate::model::command::{Actor, Details};
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::ids::{DocketId, OrderId, TicketId};
use crate::model::money::Money;
use crate::model::order::Order;
use crate::model::returns::{ReturnAction, ReturnPolicy, ReturnReason, WindowStart};
use crate::model::shipment::Parcel;
use crate::model::source::Docket;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::returns::{self, Case, Delivery, ReturnOffer, ReturnTerms};
use crate::routing::{self, Considered, Ruleset, Subject};
use crate::store::Record;

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::subject::Around;
use super::{Asked, Ctx, Rule, Rules, answered, command, effects, settle};

/// Why a policy does or does not do something for a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PolicyExplained {
    /// The configuration it is by.
    pub version: u32,
    /// The policies that were looked at, down to the first that matches.
    pub considered: Vec<Considered>,
    /// What that one makes of the ticket; `None` when no policy matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<ReturnTerms>,
}

/// The explanation of a ticket, by the same way that decisions go.
///
/// # Errors
/// The inner one: `NotFound` when there is no such ticket.
pub(crate) fn explained(rules: &Rules, snapshot: &Snapshot, now: Timestamp, id: TicketId) -> Asked<PolicyExplained> {
    let draft = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| explain(ctx, &draft, id)))
}

fn explain(ctx: &Ctx<'_>, draft: &Draft<'_>, id: TicketId) -> Rule<PolicyExplained> {
    let t = &command::ticket(draft, id)?;
    let around = Around::asked(wanted(ctx.config, ctx.routing()), draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    Ok(PolicyExplained {
        version: ctx.config.version,
        considered: returns::considered(&ctx.config.return_policies, &subject),
        terms: terms(ctx, draft, t)?,
    })
}

/// Does what the policy of a ticket lets be done without a person; whether a policy speaks for it at all.
pub(super) fn decide(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<bool> {
    let waits = |t: &&Ticket| matches!(t.headline, Headline::Requested | Headline::AwaitingSeller);
    if ctx.config.return_policies.is_empty() {
        return Ok(false);
    }
    let Some(t) = draft.get::<Ticket>(id)?.filter(waits) else {
        return Ok(false);
    };
    let Some(terms) = terms(ctx, draft, t)? else {
        return Ok(false);
    };
    for offer in terms.automatic() {
        if apply(ctx, draft, id, &terms.policy, offer)? {
            break;
        }
    }
    Ok(true)
}

/// Something that policies look at became known about an order: its tickets are looked at again.
pub(super) fn look_again(ctx: &Ctx<'_>, draft: &mut Draft<'_>, order: OrderId) -> Rule<()> {
    if ctx.config.return_policies.is_empty() {
        return Ok(());
    }
    let members = draft
        .get::<Docket>(DocketId::of_order(order))?
        .map(|row| row.members.clone());
    for ticket in members.unwrap_or_default().into_iter().filter_map(|m| m.ticket) {
        let root = settle::root(draft, ticket)?;
        decide(ctx, draft, root)?;
    }
    Ok(())
}

/// The policy that an automation approves by.
pub(super) fn by_limits(name: &str, limits: &[Money]) -> ReturnPolicy {
    ReturnPolicy {
        auto_approve: limits.to_vec(),
        ..ReturnPolicy::new(name)
    }
}

/// Grants a request if no more than this is asked for and a policy with that limit would grant it by itself.
pub(super) fn approve(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, name: &str, limits: &[Money]) -> Rule<()> {
    let policy = by_limits(name, limits);
    let t = draft.get::<Ticket>(id)?.ok_or_else(|| Error::not_found("ticket", id))?;
    let around = Around::asked(wanted(ctx.config, ctx.routing()), draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    let terms = returns::judge(&policy, &case(ctx, draft, &policy, &subject)?);
    let granted = terms
        .automatic()
        .find(|offer| offer.action == ReturnAction::Approve)
        .cloned();
    if let Some(offer) = granted
        && apply(ctx, draft, id, name, &offer)?
    {
        return Ok(());
    }
    let reasons: Vec<&str> = terms.reasons.iter().map(|reason| reason.as_str()).collect();
    Err(Error::rejected("the request is not granted without a person")
        .with("reasons", reasons.join(","))
        .into())
}

/// Does it, if nothing is in its way: the lifecycle, the platform, the money.
fn apply(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, policy: &str, offer: &ReturnOffer) -> Rule<bool> {
    let details = Details {
        amount: Some(offer.amount).filter(|amount| amount.minor > 0),
        ..Details::default()
    };
    let done = command::automatically(ctx, draft, id, trigger(offer.action), &details)?;
    if done {
        let event = EventBody::PolicyApplied {
            policy: policy.to_owned(),
            action: offer.action,
            amount: offer.amount,
            fee: offer.fee,
        };
        draft.event(Some(id), event);
    }
    Ok(done)
}

/// The command that an offer is carried out by.
pub(super) const fn trigger(action: ReturnAction) -> Trigger {
    match action {
        ReturnAction::KeepItem => Trigger::WaiveReturn,
        ReturnAction::InstantRefund => Trigger::InstantRefund,
        ReturnAction::Approve => Trigger::AutoPolicy,
    }
}

/// What the policy that counts makes of a ticket.
fn terms(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket) -> Rule<Option<ReturnTerms>> {
    let around = Around::asked(wanted(ctx.config, ctx.routing()), draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    let Some(policy) = returns::first(&ctx.config.return_policies, &subject) else {
        return Ok(None);
    };
    Ok(Some(returns::judge(policy, &case(ctx, draft, policy, &subject)?)))
}

fn case<'a>(ctx: &Ctx<'_>, draft: &Draft<'_>, policy: &ReturnPolicy, subject: &'a Subject<'a>) -> Rule<Case<'a>> {
    let t = subject.ticket;
    Ok(Case {
        delivery: delivery(draft, policy, subject.order)?,
        left: left(draft, t, subject.order)?,
        platform_pays: t.principal.is_some() && ctx.rules.adapter(&t.platform).is_some(),
        subject,
    })
}

/// The flag of a ticket whose customer had so many refunds lately that the policy which counts leaves it to a person.
pub(super) const SERIAL_RETURNER: &str = ReturnReason::SerialReturner.as_str();

/// Marks a ticket whose customer had many refunds lately, before it is routed: rules may look at the flag. It stays once it is
/// there, whatever is paid back or published later.
pub(super) fn mark_serial(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &mut Ticket) -> Rule<()> {
    let policies = &ctx.config.return_policies;
    let asked = policies.iter().any(|policy| policy.serial_from.is_some());
    if !asked || !t.is_open() || t.flags.contains(SERIAL_RETURNER) {
        return Ok(());
    }
    let around = Around::asked(wanted(ctx.config, ctx.routing()), draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    let from = returns::first(policies, &subject).and_then(|policy| policy.serial_from);
    if from.is_some_and(|from| subject.refunds_90d >= from) {
        t.flags.insert(SERIAL_RETURNER.to_owned());
    }
    Ok(())
}

/// What policies look at beside what their conditions name.
pub(super) fn wanted(config: &Config, rules: &Ruleset) -> routing::Around {
    let conditions = rules.around();
    let any = |asks: fn(&ReturnPolicy) -> bool| config.return_policies.iter().any(asks);
    let refunds = conditions.refunds || any(|p| p.serial_from.is_some());
    routing::Around {
        order: true,
        products: conditions.products || any(|p| !p.allow.categories.is_empty() || !p.block.categories.is_empty()),
        customer: conditions.customer || refunds || any(|p| p.instant.is_some()),
        refunds,
    }
}

/// Whether the goods are with the buyer, where the policy asks.
pub(super) fn delivery(draft: &Draft<'_>, policy: &ReturnPolicy, order: Option<&Order>) -> Rule<Delivery> {
    let asks = policy
        .window
        .is_some_and(|window| window.from == WindowStart::Delivered);
    let Some(order) = order.filter(|_| asks) else {
        return Ok(Delivery::Unknown);
    };
    let parcels = &order.snapshot.parcels;
    draft.want(parcels.iter().map(|p| Parcel::key(p.id().0)))?;
    let mut seen = Vec::with_capacity(parcels.len());
    for parcel in parcels {
        seen.push(draft.get::<Parcel>(parcel.id())?.and_then(|row| row.snapshot.as_ref()));
    }
    Ok(Delivery::of(seen))
}

/// What is left of what was paid for the order, over all its tickets; of another currency than the ticket's nobody can say.
fn left(draft: &Draft<'_>, t: &Ticket, order: Option<&Order>) -> Rule<Option<i64>> {
    let Some((id, paid)) = t.order.zip(order.map(|order| order.snapshot.paid)) else {
        return Ok(None);
    };
    let going = draft.gauge(effects::order_money(id))?;
    // What is on its way on this ticket is not asked for once more.
    Ok((paid.currency == t.currency).then(|| paid.minor - going + t.amounts.pending))
}
