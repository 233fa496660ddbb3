//! Moving a ticket: one row of the command table, its guards in words, and what the platform is told.
use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::lifecycle::{self, Applied};
use crate::limits::MAX_LOCAL_ENTRIES;
use crate::model::action::{Action, ActionVerb};
use crate::model::axes::Role;
use crate::model::command::{Actor, Details};
use crate::model::event::{EventBody, Via};
use crate::model::ids::{OrderId, TicketId};
use crate::model::job::JobBody;
use crate::model::money::Money;
use crate::model::order::Order;
use crate::model::shipment::{Direction, Parcel};
use crate::model::source::Source;
use crate::model::task::Task;
use crate::model::ticket::{LocalEntry, Ticket};
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::mutation::{self, Mutation};
use crate::platform::{AppCredentials, Call, PlatformAdapter, Support};
use crate::secret::Secret;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::fold::promises_money;
use super::super::settle::{self, Cause};
use super::super::{Ctx, Rule, affinity, bot, jobs, moot, stock};
use super::{authority, compensation, goodwill_draft, payout, tasks, verb};

/// Applies a trigger: the table, the guards, the platform, the ticket.
pub(super) fn run(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    actor: &Actor,
    id: TicketId,
    trigger: Trigger,
    details: &Details,
) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    let id = t.id;
    let applied = possible(ctx, draft, actor, &t, trigger, details)?;
    if details.draft {
        return goodwill_draft::note(ctx, draft, actor, t, details);
    }
    if let Some(amount) = decided_by(&t, trigger, details) {
        authority::within(
            draft,
            actor,
            amount,
            "let somebody with more authority decide, or ask for it with ask_approval",
        )?;
    }
    let mut named = Details {
        lines: stock::named(draft, &t, trigger, &details.lines)?,
        ..details.clone()
    };
    if trigger == Trigger::Compensate {
        let said = goodwill_draft::said(&t, details);
        (named.amount, named.goodwill) = (said.amount, said.goodwill);
    }
    let details = &named;
    in_stock(draft, actor, &t, &applied, details)?;
    let action = told(ctx, draft, &t, trigger, details, &applied)?;
    let at = after_all(draft, &t)?;
    let job = action.map(|action| {
        let again = lifecycle::headline(&t.axes).is_ended();
        let episode = t.episode + u32::from(again);
        JobBody::Action {
            ticket: id,
            episode,
            action: Box::new(action),
            entry: at,
        }
    });
    let job = match job {
        Some(body) => {
            let (job, now) = (body.id(), draft.now);
            jobs::add_new(draft, body, now);
            Some(job)
        }
        None => None,
    };
    remember(draft, &mut t, actor, trigger, details, at, job);
    acted(ctx, draft, &mut t, actor)?;
    let promised = trigger != Trigger::Compensate || compensation::record(ctx, draft, actor, &mut t, details, at)?;
    draft.event(
        Some(id),
        EventBody::CommandApplied {
            command: trigger.as_str().to_owned(),
            amount: details.amount,
        },
    );
    draft.put(id, t.clone());
    let cause = Cause {
        via: if actor.role == Role::System {
            Via::Timer
        } else {
            Via::Command
        },
        notice: applied.row.notify.filter(|_| promised),
        money_at_most: bound(draft, &t, details)?,
        asks_stock: actor.role != Role::Platform,
    };
    settle::settle(ctx, draft, id, cause)?;
    Ok(id)
}

/// What follows from who acted on a ticket: the first person, whom the buyer is served by, a bot that steps aside.
pub(super) fn acted(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: &mut Ticket, actor: &Actor) -> Rule<()> {
    if bot::is_person(draft, actor)? {
        t.local.first_human_at.get_or_insert(draft.now);
    }
    affinity::serve(draft, t, actor)?;
    bot::step_aside(ctx, draft, t, actor)?;
    bot::acted(draft, t, actor);
    Ok(())
}

/// Whether a trigger is possible now, whoever may decide on the money.
pub(super) fn possible(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    actor: &Actor,
    t: &Ticket,
    trigger: Trigger,
    details: &Details,
) -> Rule<Applied> {
    let applied = table(t, actor, trigger)?;
    guards(ctx, draft, actor, t, trigger, details)?;
    Ok(applied)
}

fn table(t: &Ticket, actor: &Actor, trigger: Trigger) -> Result<Applied, Error> {
    lifecycle::apply_as(&t.axes, trigger, actor.role).map_err(|refused| {
        let allowed: Vec<&str> = refused.allowed.iter().map(|t| t.as_str()).collect();
        Error::rejected(format!("{trigger} is not possible now"))
            .during("command.move")
            .with("state", t.headline)
            .with("trigger", trigger)
            .with("allowed", allowed.join(","))
    })
}

/// Guards that are words in the table: who may, how much, until when.
fn guards(ctx: &Ctx<'_>, draft: &Draft<'_>, actor: &Actor, t: &Ticket, trigger: Trigger, d: &Details) -> Rule<()> {
    // A channel of the host's own has no adapter: there the host speaks for the platform.
    if matches!(actor.role, Role::Platform) && t.principal.is_some() && ctx.rules.adapter(&t.platform).is_some() {
        return Err(Error::new(
            ErrorKind::Forbidden,
            "what a platform does comes as a fact, never as a command",
        )
        .into());
    }
    if t.local.entries.len() >= MAX_LOCAL_ENTRIES {
        return Err(Error::rejected("too many commands on one ticket")
            .with("limit", MAX_LOCAL_ENTRIES)
            .into());
    }
    goodwill_draft::only_of_goodwill(trigger, d)?;
    amount(t, trigger, d)?;
    payout::within(actor, t, trigger, d)?;
    tasks::graded(&d.lines)?;
    tasks::counted(t, &d.lines)?;
    match trigger {
        // Above the agent's authority it waits for approval.
        Trigger::Compensate if !d.draft => compensation::check(ctx, draft, t, d)?,
        Trigger::Reopen => {
            let since = t.closed_at.or(t.ended_at).unwrap_or(draft.now);
            if draft.now.since(since) > ctx.config.windows.reopen_ms {
                return Err(Error::rejected("the window for reopening has passed")
                    .with("ended_at", since)
                    .hint("open a new ticket and link it")
                    .into());
            }
        }
        Trigger::Close => open_tasks(draft, actor, t)?,
        _ => {}
    }
    Ok(())
}

/// Whether what the move sets aside is there. What a platform decided has happened.
fn in_stock(draft: &Draft<'_>, actor: &Actor, t: &Ticket, applied: &Applied, details: &Details) -> Rule<()> {
    match actor.role {
        Role::Platform => Ok(()),
        _ => stock::enough(draft, t, &applied.axes, &details.lines),
    }
}

fn amount(t: &Ticket, trigger: Trigger, d: &Details) -> Result<(), Error> {
    let Some(amount) = d.amount else { return Ok(()) };
    if amount.currency != t.currency {
        return Err(Error::rejected("the amount is in a foreign currency")
            .with("expected", t.currency)
            .with("got", amount.currency));
    }
    amount
        .checked()
        .map_err(|e| Error::rejected("the amount is impossible").with("why", e))?;
    let asked = t.money(t.amounts.requested);
    if promises_money(trigger) && asked.minor > 0 && amount.minor > asked.minor && !d.goodwill {
        return Err(Error::rejected("the amount is above what was asked for")
            .with("asked", asked)
            .with("amount", amount)
            .hint("lower the amount, or mark it as goodwill"));
    }
    Ok(())
}

fn open_tasks(draft: &Draft<'_>, actor: &Actor, t: &Ticket) -> Rule<()> {
    let by_itself = actor.role == Role::System;
    let holds_up = |task: &Task| {
        let open = task.blocks_close && task.ended_at.is_none() && !moot::is_answered(t, task);
        open && (!by_itself || moot::holds_up_timer(t, task))
    };
    draft.want(t.local.tasks.iter().map(|id| Task::key(id.0)))?;
    for id in &t.local.tasks {
        if let Some(task) = draft.get::<Task>(*id)?.filter(|task| holds_up(task)) {
            return Err(Error::rejected("a task is still open")
                .with("task", task.kind)
                .with("state", task.state)
                .into());
        }
    }
    Ok(())
}

/// What the platform is told, if it is told anything. A decision it cannot be told is refused, with what to do instead.
fn told(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    t: &Ticket,
    trigger: Trigger,
    d: &Details,
    _: &Applied,
) -> Rule<Option<Action>> {
    if trigger == Trigger::PayoutSent && d.evidence.is_empty() {
        // Nothing shows that it was paid.
        return Ok(None);
    }
    match verb::verb(trigger, &t.axes) {
        Some(verb) => call(ctx, draft, t, verb, d),
        None => Ok(None),
    }
}

/// The platform's call for a verb on the after-sale that speaks for a ticket, or on what stands beside it; `None` where nobody is to be told.
pub(super) fn call(
    ctx: &Ctx<'_>,
    draft: &Draft<'_>,
    t: &Ticket,
    verb: ActionVerb,
    d: &Details,
) -> Rule<Option<Action>> {
    let Some(principal) = t.principal else { return Ok(None) };
    let Some(principal) = draft.get::<Source>(principal)? else {
        return Ok(None);
    };
    let (Some(adapter), Some(app)) = (
        ctx.rules.adapter(&principal.platform),
        ctx.rules.app_of(ctx.config, &principal.platform, &principal.shop),
    ) else {
        return Ok(None);
    };
    draft.want(t.sources.iter().map(|s| Source::key(s.0)))?;
    let mut sources = Vec::new();
    for id in &t.sources {
        sources.extend(draft.get::<Source>(*id)?);
    }
    let source = verb::addressee(verb, principal, sources, |a| {
        adapter.action_support(app, a, verb) == Support::Confirmed
    });
    let Some(a) = source.after_sale() else { return Ok(None) };
    match adapter.action_support(app, a, verb) {
        Support::Confirmed => {}
        _ if verb::is_courtesy(verb, &t.axes) => return Ok(None),
        Support::Unconfirmed => {
            return Err(Error::unsupported(
                "this action is not confirmed on that platform",
                "do it in the platform's own console, or switch it on for this application",
            )
            .with("action", verb)
            .with("platform", &source.platform)
            .into());
        }
        Support::Unsupported => {
            return Err(Error::unsupported(
                "the platform offers no such action here",
                "do it in the platform's own console; the ticket follows by itself",
            )
            .with("action", verb)
            .with("platform", &source.platform)
            .into());
        }
    }
    let address = ctx
        .config
        .shop(&source.platform, &source.shop)
        .and_then(|s| s.return_address.clone());
    let action = verb::action(verb, source, a, d, address, draft.now);
    sendable(ctx, adapter.as_ref(), app, &action)?;
    Ok(Some(action))
}

/// Whether the platform's call can be made of what was given: a reason, an address, a picture it demands must be there
/// before the buyer hears that it was decided.
fn sendable(
    ctx: &Ctx<'_>,
    adapter: &dyn PlatformAdapter,
    app: &Arc<AppCredentials>,
    action: &Action,
) -> Result<(), Error> {
    let object = &action.object;
    let shop = ctx.config.shop(&object.platform, &object.shop);
    let call = Call {
        app: app.clone(),
        shop: object.shop.clone(),
        // Nothing is sent.
        token: Some(Secret::new(String::new())),
        now: action.at.unwrap_or_default(),
        settings: shop.map(|s| s.settings.clone()).unwrap_or_default(),
    };
    adapter.action_request(&call, action).map(|_| ())
}

/// The time of the entry: after everything the ticket was folded from, so that it applies to what was seen.
fn after_all(draft: &Draft<'_>, t: &Ticket) -> Rule<Timestamp> {
    draft.want(t.sources.iter().map(|s| Source::key(s.0)))?;
    let mut at = draft.now;
    for id in &t.sources {
        if let Some(s) = draft.get::<Source>(*id)? {
            at = at.max(s.at.plus(1));
        }
    }
    draft.want(t.parcels.iter().map(|p| Parcel::key(p.parcel.id().0)))?;
    for p in &t.parcels {
        if let Some(seen) = draft.get::<Parcel>(p.parcel.id())?.and_then(|p| p.snapshot.as_ref()) {
            at = at.max(seen.at);
        }
    }
    Ok(t.local
        .entries
        .iter()
        .map(|e| e.at.plus(1))
        .fold(at.max(t.changed_at), Timestamp::max))
}

fn remember(
    draft: &mut Draft<'_>,
    t: &mut Ticket,
    actor: &Actor,
    trigger: Trigger,
    d: &Details,
    at: Timestamp,
    job: Option<crate::model::ids::JobId>,
) {
    let promise = || promises_money(trigger).then(|| promised(t));
    let amount = d.amount.or_else(promise).or_else(|| payout::all(t, trigger));
    let local = &mut t.local;
    let person = !matches!(actor.role, Role::System | Role::Platform | Role::Carrier | Role::Locker);
    local.touched |= person;
    if matches!(actor.role, Role::Agent) {
        local.first_response_at.get_or_insert(draft.now);
    }
    if let Some(parcel) = &d.parcel {
        let direction = match trigger {
            Trigger::ReplacementShipped => Direction::Replacement,
            _ => Direction::Return,
        };
        local.parcels.push((direction, parcel.clone()));
    }
    local.evidence.extend(d.evidence.iter().cloned());
    let role = actor.role;
    let (agent, lines) = (actor.agent, d.lines.clone());
    local.entries.push(LocalEntry {
        at,
        trigger,
        role,
        agent,
        amount,
        lines,
        job,
        void: false,
    });
}

/// The money that a move decides on; `None` where it decides on none, since it lets go what was agreed before.
fn decided_by(t: &Ticket, trigger: Trigger, d: &Details) -> Option<Money> {
    match agreed_before(t, trigger) {
        // Without an amount that much goes back, or nothing where nobody agreed yet.
        Some(agreed) => d.amount.filter(|amount| amount.minor > agreed),
        None => promises_money(trigger).then(|| d.amount.unwrap_or_else(|| promised(t))),
    }
}

/// What was agreed for the goods that an inspection lets pass: who inspects decides on the goods. `None` for other moves.
pub(super) fn agreed_before(t: &Ticket, trigger: Trigger) -> Option<i64> {
    let inspects = matches!(trigger, Trigger::InspectPass | Trigger::AcceptUnchecked);
    inspects.then_some(t.amounts.approved)
}

/// What a promise without an amount means: what was agreed before, else what was asked for.
pub(super) fn promised(t: &Ticket) -> Money {
    let agreed = Some(t.amounts.approved).filter(|minor| *minor > 0);
    t.money(agreed.unwrap_or(t.amounts.requested))
}

/// No more than was paid for the order may go back over all its tickets, unless it is goodwill.
fn bound(draft: &Draft<'_>, t: &Ticket, d: &Details) -> Rule<Option<i64>> {
    match t.order.filter(|_| !d.goodwill) {
        Some(order) => Ok(paid_for(draft, order)?.map(|m| m.minor)),
        None => Ok(None),
    }
}

/// What was paid for an order: the most that people may let go back. `None` while the order is not here.
pub(super) fn paid_for(draft: &Draft<'_>, order: OrderId) -> Rule<Option<Money>> {
    let known = draft.get::<Order>(order)?.map(|o| o.snapshot.paid);
    Ok(known.filter(|_| !mutation::on(Mutation::MoneyCeilingIgnored)))
}
