//! Commands: what one of our people or automations wants. Refused ones leave one event and nothing else.
mod approval;
mod authority;
mod bounds;
pub(super) mod compensation;
mod customers;
mod desk;
mod device;
mod forget;
mod goodwill_draft;
mod merge;
mod moves;
mod options;
mod payout;
mod reply;
mod setup;
mod staff;
mod tasks;
mod tell;
mod template;
mod verb;
pub(super) use verb::is_courtesy;
pub(crate) use verb::verb as verb_of;

pub use options::Allowed;
pub(crate) use options::allowed;
pub use reply::reach;
pub use tell::{Aside, asides};

use crate::error::{Error, ErrorKind};
use crate::model::agent::OverCapacity;
use crate::model::axes::Role;
use crate::model::command::{Act, Actor, Command, Details};
use crate::model::config::{AutoPolicy, Config};
use crate::model::event::{AnyEvent, EventBody, Via};
use crate::model::ids::{DecisionId, JobId, ReceiptId, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::model::trigger::Trigger;
use crate::mutation::{self, Mutation};
use crate::routing::Problem;
use crate::store::Receipt;
use crate::{lifecycle, sla};

use super::super::changeset::Need;
use super::super::draft::Draft;
use super::super::input::Answer;
use super::after_sale::content_hash;
use super::settle::{self, Cause};
use super::subject::Around;
use super::{Ctx, Rule, Stop, automation, bot, first_action, offer, presence, returns, stock};

pub(super) use reply::delivered;

/// Applies a command, once per key.
pub(super) fn apply(ctx: &Ctx<'_>, draft: &mut Draft<'_>, c: &Command) -> Rule<Answer> {
    bounds::within(c)?;
    if let Some(key) = &c.key
        && !mutation::on(Mutation::DroppedDedupe)
        && let Some(receipt) = draft.get::<Receipt>(ReceiptId::of(key))?
    {
        let ticket = receipt.ticket;
        if receipt.command != c.act.word() || receipt.content != content_hash(&c.act) {
            return Err(Error::rejected("this key was used for another command")
                .with("command", &receipt.command)
                .hint("give every command a key of its own")
                .into());
        }
        return Ok(Answer::Applied {
            ticket,
            decision: receipt.decision,
            repeated: true,
            over_capacity: None,
            warnings: Vec::new(),
        });
    }
    expected(draft, c)?;
    let on = match &c.key {
        Some(_) => stands_on(draft, &c.act)?,
        None => 0,
    };
    bot::may(ctx, draft, &c.actor, &c.act)?;
    first_action::note(draft, c)?;
    let Did {
        ticket,
        decision,
        warnings,
    } = run(ctx, draft, c)?;
    if let Some(key) = &c.key {
        let at = draft.now;
        draft.put(
            ReceiptId::of(key),
            Receipt {
                command: c.act.word().to_owned(),
                content: content_hash(&c.act),
                ticket,
                on,
                decision,
                at,
                step: None,
                refused: None,
            },
        );
    }
    Ok(Answer::Applied {
        ticket,
        decision,
        repeated: false,
        over_capacity: over_capacity(draft),
        warnings,
    })
}

/// Who has more than they can take by this command, if somebody does.
fn over_capacity(draft: &Draft<'_>) -> Option<OverCapacity> {
    draft.events().iter().rev().find_map(|event| match event.body {
        AnyEvent::Known(EventBody::AgentOverCapacity { agent, load, capacity }) => {
            Some(OverCapacity { agent, load, capacity })
        }
        _ => None,
    })
}

/// The version the command was decided on must still be the one there is.
fn expected(draft: &Draft<'_>, c: &Command) -> Rule<()> {
    let Some(version) = c.expect else { return Ok(()) };
    let (what, known, state) = match (&c.act, c.act.ticket()) {
        (Act::MoveTask { task, .. }, _) => {
            let state = draft.get::<Task>(*task)?.map(|t| t.state.as_str());
            (
                "the task has changed since you looked",
                draft.version::<Task>(*task)?,
                state,
            )
        }
        (_, Some(ticket)) => {
            let id = settle::root(draft, ticket)?;
            let state = draft.get::<Ticket>(id)?.map(|t| t.headline.as_str());
            (
                "the ticket has changed since you looked",
                draft.version::<Ticket>(id)?,
                state,
            )
        }
        (Act::Configure { .. }, _) => (
            "another configuration was published since you looked",
            draft
                .get::<Config>(Uid::ZERO)?
                .map_or(0, |config| i64::from(config.version)),
            Some("published"),
        ),
        _ => return Ok(()),
    };
    if known == version {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Conflict, what)
        .with("expected", version)
        .with("version", known)
        .with("state", state.unwrap_or("absent"))
        .hint("read it again and decide anew")
        .into())
}

/// The version of the ticket a command is about, before it is applied.
fn stands_on(draft: &Draft<'_>, act: &Act) -> Rule<i64> {
    let named = match act {
        Act::MoveTask { task, .. } => draft.get::<Task>(*task)?.map(|task| task.ticket),
        other => other.ticket(),
    };
    let Some(ticket) = named else { return Ok(0) };
    let root = settle::root(draft, ticket)?;
    Ok(draft.version::<Ticket>(root)?)
}

/// What a command came to.
#[derive(Default)]
struct Did {
    ticket: Option<TicketId>,
    decision: Option<DecisionId>,
    warnings: Vec<Problem>,
}

fn run(ctx: &Ctx<'_>, draft: &mut Draft<'_>, c: &Command) -> Rule<Did> {
    if let Some(decision) = customers::run(ctx, draft, &c.act)? {
        return Ok(Did {
            decision,
            ..Did::default()
        });
    }
    let warnings = match &c.act {
        Act::Configure { config } => setup::doubted(ctx, draft, config)?,
        _ => Vec::new(),
    };
    let ticket = of_the_desk(ctx, draft, c)?;
    Ok(Did {
        ticket,
        warnings,
        ..Did::default()
    })
}

fn of_the_desk(ctx: &Ctx<'_>, draft: &mut Draft<'_>, c: &Command) -> Rule<Option<TicketId>> {
    match &c.act {
        Act::Move {
            ticket,
            trigger,
            details,
        } => moves::run(ctx, draft, &c.actor, *ticket, *trigger, details).map(Some),
        Act::Reply {
            ticket,
            text,
            template,
            lang,
            channel,
            confidence,
        } => {
            let words = template::Words {
                text,
                template: template.as_deref(),
                lang: *lang,
            };
            reply::run(ctx, draft, *ticket, words, channel.as_ref(), *confidence).map(Some)
        }
        Act::HandOff { ticket, reason, left } => bot::hand_off(ctx, draft, *ticket, *reason, left).map(Some),
        Act::Tell { ticket, verb, details } => tell::run(ctx, draft, *ticket, *verb, details).map(Some),
        Act::Note { ticket, text, mentions } => desk::note(draft, *ticket, text, mentions).map(Some),
        Act::Watch { ticket, agent } => desk::watch(draft, *ticket, *agent).map(Some),
        Act::Unwatch { ticket, agent } => desk::unwatch(draft, *ticket, *agent).map(Some),
        Act::Assign { ticket, agent } => desk::assign(ctx, draft, *ticket, *agent).map(Some),
        Act::AcceptOffer { ticket, agent } => offer::accept(ctx, draft, *ticket, *agent).map(Some),
        Act::HoldOffer { ticket, agent } => offer::hold(ctx, draft, *ticket, *agent).map(Some),
        Act::AskApproval {
            ticket,
            trigger,
            details,
        } => approval::ask(ctx, draft, &c.actor, *ticket, *trigger, details).map(Some),
        Act::RejectOffer { ticket, agent } => offer::reject(ctx, draft, *ticket, *agent).map(Some),
        Act::Transfer { ticket, queue } => desk::transfer(ctx, draft, *ticket, queue).map(Some),
        Act::Edit { .. } => desk::edit(ctx, draft, &c.act).map(Some),
        Act::Merge { into, from } => merge::merge(ctx, draft, *into, *from).map(Some),
        Act::Split { ticket, sources } => merge::split(ctx, draft, *ticket, sources).map(Some),
        Act::Refold { ticket } => merge::anew(ctx, draft, *ticket).map(Some),
        Act::OpenTask {
            ticket,
            kind,
            group,
            after,
        } => tasks::open(ctx, draft, *ticket, *kind, group, after).map(Some),
        Act::MoveTask { .. } => tasks::move_task(ctx, draft, &c.actor, &c.act),
        Act::Configure { config } => setup::configure(ctx, draft, config),
        Act::PutAgent { agent } => staff::put(ctx, draft, agent),
        Act::RemoveAgent { agent } => staff::remove(ctx, draft, *agent),
        Act::SetPresence {
            agent,
            presence,
            leased,
        } => presence::set(ctx, draft, *agent, *presence, *leased),
        Act::Heartbeat { agent } => presence::heartbeat(ctx, draft, *agent),
        Act::RegisterDevice { device, agent } => device::register(draft, *device, *agent),
        Act::RevokeDevice { device } => device::revoke(draft, *device),
        Act::PutProduct { product } => setup::put_product(ctx, draft, product),
        Act::SetStock { levels } => stock::count(draft, levels),
        Act::JoinListing { listing, product } => setup::join_listing(draft, *listing, *product),
        Act::EditCustomer {
            customer,
            custom,
            add_tags,
        } => setup::edit_customer(ctx, draft, *customer, custom, add_tags),
        Act::MergeCustomers { .. } | Act::SplitCustomer { .. } | Act::UndoDecision { .. } | Act::BlockValue { .. } => {
            Ok(None)
        }
        Act::EditLine { order, line, custom } => setup::edit_line(ctx, draft, *order, line, custom),
        Act::Forget { customer, force, found } => forget::forget(ctx, draft, *customer, *force, found),
        Act::Redrive { job } => setup::redrive(draft, *job),
        Act::Drop { job } => setup::drop_job(draft, *job),
        Act::Release { quarantine } => setup::release(draft, *quarantine),
    }
}

/// The ticket a command means, after redirects.
pub(super) fn ticket(draft: &Draft<'_>, id: TicketId) -> Rule<Ticket> {
    let root = settle::root(draft, id)?;
    Ok(draft
        .get::<Ticket>(root)?
        .cloned()
        .ok_or_else(|| Error::not_found("ticket", id))?)
}

/// What a refused command leaves: one event on its ticket. No receipt, so the same key may be tried again.
pub(super) fn refused(draft: &mut Draft<'_>, c: &Command, error: &Error) -> Result<(), Need> {
    let named = match c.act.ticket().map(|id| settle::root(draft, id)) {
        Some(Err(Stop::Need(need))) => return Err(need),
        Some(root) => root.ok(),
        None => None,
    };
    let known = match named {
        Some(id) => draft.get::<Ticket>(id)?,
        None => None,
    };
    let (state, allowed) = match known {
        Some(t) => {
            let role = c.actor.role;
            (
                Some(t.headline),
                lifecycle::allowed(&t.axes, role)
                    .into_iter()
                    .map(|row| row.trigger)
                    .collect(),
            )
        }
        None => (None, Vec::new()),
    };
    let ticket = named.filter(|_| state.is_some());
    let (command, reason) = (c.act.word().to_owned(), error.message().to_owned());
    draft.event(
        ticket,
        EventBody::CommandRefused {
            command,
            state,
            reason,
            allowed,
        },
    );
    Ok(())
}

/// Takes back what a command did, since the platform refused to do it.
pub(super) fn take_back(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, job: JobId, entry: Timestamp) -> Rule<()> {
    let Some(mut t) = draft.get::<Ticket>(id)?.cloned() else {
        return Ok(());
    };
    let Some(e) = t.local.entries.iter_mut().find(|e| e.job == Some(job) && e.at == entry) else {
        return Ok(());
    };
    e.void = true;
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Platform)
}

/// A moment a ticket waited for: clocks that passed are announced, windows that passed move it.
pub(super) fn timer(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<()> {
    let id = settle::root(draft, id)?;
    let Some(before) = draft.get::<Ticket>(id)?.cloned() else {
        return Ok(());
    };
    let mut t = before.clone();
    for (clock, breached) in sla::due_clocks(&t, draft.now) {
        sla::announce(&mut t.clocks, clock, breached);
        draft.event(Some(id), EventBody::ClockPassed { clock, breached });
    }
    super::clocks::escalate(ctx, draft, &mut t)?;
    first_action::take_back(ctx, draft, &mut t)?;
    let stood = automation::stood(ctx, draft.now, &mut t);
    super::assign::count(ctx, draft, Some(&before), &t)?;
    super::effects::count(ctx, draft, Some(&before), &t);
    let awaited = t.orphan && t.headline == crate::model::axes::Headline::Requested;
    let trigger = sla::timer_action(&t, &ctx.config.windows, draft.now).or(awaited.then_some(Trigger::Triaged));
    draft.put(id, t);
    if let Some(trigger) = trigger {
        let actor = Actor::role(Role::System);
        match moves::run(ctx, draft, &actor, id, trigger, &Default::default()) {
            Ok(_) | Err(Stop::Refuse(_)) => {}
            Err(need) => return Err(need),
        }
    }
    let reminder = draft
        .get::<Ticket>(id)?
        .and_then(|t| sla::reminder_due(t, &ctx.config.windows, draft.now));
    settle::settle(
        ctx,
        draft,
        id,
        Cause {
            notice: reminder,
            ..Cause::from(Via::Timer)
        },
    )?;
    automation::after(ctx, draft, id, &stood)
}

/// Whether the money is within the policy. An amount that nobody named is not: it could be any.
pub(super) fn may_decide(p: &AutoPolicy, t: &Ticket) -> bool {
    let asked = t.amounts.requested;
    let named = asked > 0 || !t.axes.kind.pays();
    named && asked <= p.at_most && (asked == 0 || t.currency == p.currency)
}

/// What a policy decides without a person, as soon as a request is there.
pub(super) fn by_policy(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<()> {
    use crate::model::axes::Headline as H;
    if returns::decide(ctx, draft, id)? {
        return Ok(());
    }
    let Some(t) = draft
        .get::<Ticket>(id)?
        .filter(|t| matches!(t.headline, H::Requested | H::AwaitingSeller))
    else {
        return Ok(());
    };
    let around = Around::of(ctx, draft, t)?;
    let subject = around.subject(t).at(draft.now, ctx.config);
    let fits =
        |p: &&AutoPolicy| may_decide(p, t) && t.local.entries.is_empty() && crate::routing::holds(&p.when, &subject);
    if ctx.config.auto.iter().find(fits).is_some() {
        automatically(ctx, draft, id, Trigger::AutoPolicy, &Details::default())?;
    }
    Ok(())
}

/// Does what an automation wants, as any command is done. It moves a ticket by what the table lets agents do, and is none.
pub(super) fn by_itself(ctx: &Ctx<'_>, draft: &mut Draft<'_>, act: Act) -> Rule<()> {
    let command = Command {
        key: None,
        expect: None,
        actor: match act {
            Act::Move { .. } => Actor::role(Role::Agent),
            _ => Actor::system(),
        },
        act,
    };
    bounds::within(&command)?;
    of_the_desk(ctx, draft, &command).map(|_| ())
}

/// Moves a ticket without a person, if nothing is in its way: the lifecycle, the platform, the money. Whether it was moved;
/// if not, nothing of it is left, and whatever led here goes on.
pub(super) fn automatically(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    id: TicketId,
    trigger: Trigger,
    details: &Details,
) -> Rule<bool> {
    let saved = draft.save();
    match moves::run(ctx, draft, &Actor::role(Role::System), id, trigger, details) {
        Ok(_) => Ok(true),
        Err(Stop::Refuse(_)) => {
            draft.restore(saved);
            Ok(false)
        }
        Err(need) => Err(need),
    }
}
