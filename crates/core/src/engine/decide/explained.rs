//! Why a ticket stands where it stands: the way a decision goes, told instead of written.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::ids::{QueueId, TicketId};
use crate::model::selection::Hop;
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{
    self, Choice, Placement, Problem, Ranked, Refusal, RouteAttributes, RouteOverrides, Ruleset, Standing, Subject,
};

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::subject::Around;
use super::team::{Case, Team};
use super::{Asked, Ctx, Rule, Rules, answered, assign, bot, wait, what_if};

/// Agents who are named in an explanation.
pub(super) const TOLD: usize = 20;

/// Where the rules put a ticket now, and who would get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explained {
    /// The configuration it is by.
    pub version: u32,
    /// Where it is put, rule by rule.
    pub placement: Placement,
    /// The queue it stands in: that of the placement, unless a person chose another, a step led to one or a queue overflowed.
    pub queue: String,
    /// Where it goes on before anybody takes it, in order: queues that overflow, and steps that it does not wait for. `queue`,
    /// `standing` and `choice` are of where that ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<Hop>,
    /// What its steps made of that by now, or by when it was given to who has it.
    pub standing: Standing,
    /// Who would get it if nobody had it, and why the others would not: of those the first 20 by id.
    pub choice: Choice,
    /// How many may not take it now, by reason.
    #[serde(default)]
    pub refusals: BTreeMap<Refusal, u32>,
    /// Those who may take it now, in the order in which they come, the first 20.
    #[serde(default)]
    pub ranked: Vec<Ranked>,
    /// When something else may come of it where it stands, if nothing happens before: a step of its route, the end of an offer,
    /// of a wait for who knows it, or of the time for a first action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    /// Other tickets that wait in its queue.
    pub ahead: i64,
    /// How long a ticket behind those waits, in milliseconds, by what tickets of the queue took and who is there now; absent
    /// where nobody can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_wait_ms: Option<i64>,
}

/// The explanation of a ticket, by the same way that decisions go.
///
/// # Errors
/// The inner one: `NotFound` when there is no such ticket.
pub(crate) fn explained(rules: &Rules, snapshot: &Snapshot, now: Timestamp, id: TicketId) -> Asked<Explained> {
    let mut draft = Draft::new(snapshot, now, 0, Actor::system());
    let around = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &around, |ctx| explain(ctx, &around, &mut draft, id)))
}

/// The same of a ticket that is none, where some things are otherwise than they are.
///
/// # Errors
/// The inner one: `Rejected` with what is wrong with the attributes or with what is otherwise.
pub(crate) fn imagined(
    rules: &Rules,
    snapshot: &Snapshot,
    now: Timestamp,
    attributes: &RouteAttributes,
    overrides: &RouteOverrides,
) -> Asked<Explained> {
    let mut draft = Draft::new(snapshot, now, 0, Actor::system());
    let around = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &around, |ctx| {
        refuse(&attributes.problems(ctx.config), "the attributes have problems")?;
        refuse(
            &what_if::apply(ctx, &mut draft, overrides)?,
            "the overrides have problems",
        )?;
        let imagined = attributes.imagine(draft.now);
        explain_of(ctx, &mut draft, None, &imagined.ticket, imagined.subject())
    }))
}

/// Where another configuration puts a ticket as it is now, at some moment, and a digest of what it looks at; `None` when there is
/// no such ticket.
///
/// # Errors
/// The inner one: what a rule refuses.
pub(crate) fn placed_by(
    snapshot: &Snapshot,
    config: &Config,
    at: Timestamp,
    id: TicketId,
) -> Asked<Option<(Placement, u32)>> {
    let draft = Draft::new(snapshot, at, 0, Actor::system());
    answered((|| {
        let Some(t) = draft.get::<Ticket>(id)? else {
            return Ok(None);
        };
        let rules = Ruleset::new(config);
        let around = Around::as_of(rules.around(), &draft, t, at)?;
        let subject = around.subject(t).at(at, config);
        Ok(Some((routing::place(config, &subject), rules.seen(&subject))))
    })())
}

fn refuse(problems: &[Problem], why: &'static str) -> Rule<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(Error::rejected(why).with("problems", told.join("; ")).into())
}

fn explain(ctx: &Ctx<'_>, rows: &Draft<'_>, draft: &mut Draft<'_>, id: TicketId) -> Rule<Explained> {
    let t = rows.get::<Ticket>(id)?.ok_or_else(|| Error::not_found("ticket", id))?;
    let around = Around::of(ctx, rows, t)?;
    explain_of(ctx, draft, Some(t), t, around.subject(t))
}

fn explain_of(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    before: Option<&Ticket>,
    t: &Ticket,
    subject: Subject<'_>,
) -> Rule<Explained> {
    let placement = routing::place(ctx.config, &subject.at(draft.now, ctx.config));
    let what_if::Gone { stands: t, hops, taken } = what_if::goes(ctx, draft, before, t, &placement)?;
    let standing = assign::standing(ctx, &t, &placement, draft.now);
    let team = Team::of(ctx, &standing, &t);
    let case = Case {
        ticket: &t,
        placement: &placement,
        standing: &standing,
    };
    let (mut choice, mut ranked) = team.rank(ctx, draft, case)?;
    let refusals = by_reason(&choice);
    choice.refused.truncate(TOLD);
    ranked.truncate(TOLD);
    if let Some(bot) = bot::first(ctx, draft, &t, &placement)? {
        choice.agent = Some(bot.id);
        choice.waits_for = None;
    }
    // The bot of a queue that has no place for it.
    choice.agent = choice.agent.or(taken);
    let queue = QueueId::of(&standing.queue);
    let ahead = wait::ahead_of(draft, before, queue, t.band)?;
    Ok(Explained {
        ahead,
        expected_wait_ms: wait::expected(ctx, draft, queue, ahead, &team)?,
        version: ctx.config.version,
        choice,
        refusals,
        ranked,
        next_at: assign::looked_at_again(ctx, &t, &placement, &standing, draft.now),
        placement,
        queue: standing.queue.clone(),
        hops,
        standing,
    })
}

/// How many may not take it, by reason.
pub(super) fn by_reason(choice: &Choice) -> BTreeMap<Refusal, u32> {
    let mut by_reason = BTreeMap::new();
    for (_, why) in &choice.refused {
        *by_reason.entry(*why).or_default() += 1;
    }
    by_reason
}
