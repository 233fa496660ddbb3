//! Why a ticket stands where it stands: the way a decision goes, told instead of written.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::command::Actor;
use crate::model::ids::{QueueId, TicketId};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Choice, Placement, Ranked, Refusal, RouteAttributes, Standing, Subject};

use super::super::draft::Draft;
use super::super::snapshot::Snapshot;
use super::subject::Around;
use super::team::{Case, Team};
use super::{Asked, Ctx, Rule, Rules, answered, assign, bot, wait};

/// Agents who are named in an explanation.
const TOLD: usize = 20;

/// Where the rules put a ticket now, and who would get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explained {
    /// The configuration it is by.
    pub version: u32,
    /// Where it is put, rule by rule.
    pub placement: Placement,
    /// The queue it stands in: that of the placement, unless a person chose another or a step led to one.
    pub queue: String,
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
    let draft = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| explain(ctx, &draft, id)))
}

/// The same of a ticket that is none.
///
/// # Errors
/// The inner one: `Rejected` with what is wrong with the attributes.
pub(crate) fn imagined(
    rules: &Rules,
    snapshot: &Snapshot,
    now: Timestamp,
    attributes: &RouteAttributes,
) -> Asked<Explained> {
    let draft = Draft::new(snapshot, now, 0, Actor::system());
    answered(Ctx::with(rules, &draft, |ctx| {
        let problems: Vec<String> = attributes
            .problems(ctx.config)
            .iter()
            .map(ToString::to_string)
            .collect();
        if !problems.is_empty() {
            return Err(Error::rejected("the attributes have problems")
                .with("problems", problems.join("; "))
                .into());
        }
        let imagined = attributes.imagine(draft.now);
        explain_of(ctx, &draft, &imagined.ticket, imagined.subject())
    }))
}

fn explain(ctx: &Ctx<'_>, draft: &Draft<'_>, id: TicketId) -> Rule<Explained> {
    let t = draft.get::<Ticket>(id)?.ok_or_else(|| Error::not_found("ticket", id))?;
    let around = Around::of(ctx, draft, t)?;
    explain_of(ctx, draft, t, around.subject(t))
}

fn explain_of(ctx: &Ctx<'_>, draft: &Draft<'_>, t: &Ticket, subject: Subject<'_>) -> Rule<Explained> {
    let placement = routing::place(ctx.config, &subject.at(draft.now, ctx.config));
    let standing = assign::standing(ctx, t, &placement, draft.now);
    let team = Team::of(ctx, &standing, &t.platform);
    let case = Case {
        ticket: t,
        placement: &placement,
        standing: &standing,
    };
    let (mut choice, mut ranked) = team.rank(ctx, draft, case)?;
    let mut refusals = BTreeMap::new();
    for (_, why) in &choice.refused {
        *refusals.entry(*why).or_default() += 1;
    }
    choice.refused.truncate(TOLD);
    ranked.truncate(TOLD);
    if let Some(bot) = bot::first(ctx, draft, t, &placement)? {
        choice.agent = Some(bot.id);
        choice.waits_for = None;
    }
    let queue = QueueId::of(&standing.queue);
    let ahead = wait::ahead_of(draft, Some(t), queue)?;
    Ok(Explained {
        ahead,
        expected_wait_ms: wait::expected(ctx, draft, queue, ahead, &team)?,
        version: ctx.config.version,
        choice,
        refusals,
        ranked,
        next_at: assign::looked_at_again(ctx, t, &placement, &standing, draft.now),
        placement,
        queue: standing.queue.clone(),
        standing,
    })
}
