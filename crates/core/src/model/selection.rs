//! Who gets a ticket: the order of the agents of a queue, and how much is asked of them as a ticket waits.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::QueueId;
use super::words::words;

words! {
    /// In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its
    /// last word is the agent's id.
    #[derive(Default)]
    pub enum Strategy {
        /// Who has least to do, in thousandths of the capacity; then whose turn is longest ago.
        #[default]
        LeastLoad = "least_load",
        /// Who has fewest tickets that wait for us, whatever they weigh; then whose turn is longest ago.
        FewestOpen = "fewest_open",
        /// Who has been without a new ticket, and with an unchanged desk, for longest.
        LongestIdle = "longest_idle",
        /// Whose turn in this queue is longest ago: equal counts, whatever the load.
        RoundRobin = "round_robin",
        /// Who is farthest above the levels asked for, all skills together; then as `least_load`.
        BestSkill = "best_skill",
    }
}

words! {
    /// Why a ticket came to who has it.
    #[derive(Default)]
    pub enum AssignCause {
        /// They were the first in the order of the queue who may take it.
        #[default]
        Queue = "queue",
        /// They had it before it waited for somebody outside, or before it was opened again.
        Ticket = "ticket",
        /// They were the last to serve the customer.
        Customer = "customer",
        /// They have another open ticket of the same order.
        Order = "order",
        /// They are of the team of the host or the shop.
        Team = "team",
        /// A rule lets a bot begin.
        Bot = "bot",
        /// They took it when it was offered.
        Offer = "offer",
        /// Somebody gave it to them, or they took it themselves.
        ByHand = "by_hand",
    }
}

words! {
    /// A number that puts agents in order for a ticket: the smaller comes first.
    pub enum RankKey {
        /// Units of work they have, in thousandths of what they can have.
        Load = "load",
        /// Tickets in their hands.
        Tickets = "tickets",
        /// Since when nothing was given to them and nothing taken, in milliseconds since 1970; 0 for always.
        IdleSince = "idle_since",
        /// Their last turn: a time in milliseconds since 1970, kept apart where two are equal; 0 for never.
        LastTurn = "last_turn",
        /// The same in this queue alone.
        LastTurnInQueue = "last_turn_in_queue",
        /// Levels of skill above those asked for, as a negative number.
        SkillAbove = "skill_above",
    }
}

/// Why an agent cannot take a ticket now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Busy, wrapping up, away or offline.
    NotOnline,
    /// Outside their shift, or shortly before it ends.
    OffShift,
    /// The platform or the shop is not of those they work for.
    Scope,
    /// They decided on it, and that is disputed.
    FourEyes,
    /// A skill is missing or too low.
    Skill,
    /// The amount is above what the agent may approve, or in another currency.
    Authority,
    /// No room for the weight.
    Capacity,
    /// As many tickets of this queue as one agent may have.
    QueueCap,
    /// As many tickets of this platform as this agent may have.
    PlatformCap,
    /// As many tickets of one of its channels as this agent may have.
    ChannelCap,
    /// A bot, where only people may take it.
    Bot,
    /// Did not take it in this step of its route, and others may.
    Excluded,
    /// Is asked for it already.
    Offered,
}

/// How an agent was chosen, in figures. It is written with the decision where all who serve the queue were looked at; where a
/// large team is kept in its order only the first of them are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsideredAgents {
    /// How many were looked at.
    pub looked_at: u32,
    /// Those of them who might have taken it.
    pub eligible: u32,
    /// How many might not, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refusals: BTreeMap<Refusal, u32>,
    /// The numbers of who was chosen that put agents in order, the first first.
    pub keys: Vec<(RankKey, i64)>,
}

words! {
    /// Why a ticket has no place in a queue.
    pub enum OverflowCause {
        /// As many wait there as may.
        Full = "full",
        /// Nobody serves it.
        Unstaffed = "unstaffed",
        /// Its hours are over.
        Closed = "closed",
        /// Nobody who serves it is there.
        NobodyOnline = "nobody_online",
        /// It would wait too long there.
        LongWait = "long_wait",
    }
}

words! {
    /// Why a ticket did not stay where it stood.
    pub enum HopCause {
        /// Waiting for the next step of its route was of no use: it was taken at once.
        Skipped = "skipped",
        /// As many wait there as may.
        Full = "full",
        /// Nobody serves the queue.
        Unstaffed = "unstaffed",
        /// The hours of the queue are over.
        Closed = "closed",
        /// Nobody who serves the queue is there.
        NobodyOnline = "nobody_online",
        /// It would wait too long there.
        LongWait = "long_wait",
    }
}

impl From<OverflowCause> for HopCause {
    fn from(cause: OverflowCause) -> Self {
        match cause {
            OverflowCause::Full => Self::Full,
            OverflowCause::Unstaffed => Self::Unstaffed,
            OverflowCause::Closed => Self::Closed,
            OverflowCause::NobodyOnline => Self::NobodyOnline,
            OverflowCause::LongWait => Self::LongWait,
        }
    }
}

/// A ticket went on before anybody took it: to another queue, or to the next step of its route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hop {
    /// The queue it stood in.
    pub from: String,
    /// The queue it stands in after that; a step may leave it where it stood.
    pub to: String,
    /// Steps of its route that are taken by then.
    pub step: u32,
    /// Why it went.
    pub because: HopCause,
}

/// When else a ticket that comes to a queue, and that nobody takes at once, has no place there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OverflowWhen {
    /// Outside the hours of this calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
    /// When nobody who serves the queue is online and on shift.
    #[serde(skip_serializing_if = "is_no")]
    pub nobody_online: bool,
    /// When it would wait longer than this, in milliseconds. Where that is unknown it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_above_ms: Option<i64>,
}

/// Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SkillTier {
    /// 1 to 3; 3 is dropped first.
    pub tier: u8,
    /// The skills, with the lowest level.
    pub skills: BTreeMap<String, u8>,
    /// Wanted until the ticket has waited so long, in milliseconds.
    pub drop_after_ms: i64,
}

/// A lower level is enough once the ticket has waited so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Milliseconds it has waited.
    pub after_ms: i64,
    /// The level from then on.
    pub level: u8,
}

/// What changes for a ticket that still waits: more agents may take it, or it goes on in another queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteStep {
    /// Milliseconds it has waited.
    pub after_ms: i64,
    /// Those who serve this queue may take it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// It leaves its queue for that one, and from now on only those who serve that one may take it.
    #[serde(default, skip_serializing_if = "is_no")]
    pub exclusive: bool,
    /// With `exclusive`: there these skills at these levels are asked for, and nothing of what was asked before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, u8>,
    /// With `exclusive`: there these skills are asked for besides, but only for some time from this step on, and nothing of what
    /// was asked before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<SkillTier>,
    /// Agents of these groups may take it too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// These skills are no longer asked for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub drop_skills: BTreeSet<String>,
    /// So many bands more urgent, never past 0.
    #[serde(default, skip_serializing_if = "is_none_more")]
    pub raise_by: u8,
    /// From now on agents are asked in this order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Strategy>,
    /// From now on so many agents are asked for it at the same time, 1 to 16, where it is offered at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_offers: Option<u32>,
    /// When the wait for this step is skipped: it is taken at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_if: Option<SkipIf>,
}

/// When waiting for a step is of no use. One of these is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SkipIf {
    /// Nobody who may take it now is online and on shift.
    #[serde(skip_serializing_if = "is_no")]
    pub nobody_online: bool,
    /// Nobody of those who are there has room.
    #[serde(skip_serializing_if = "is_no")]
    pub no_room: bool,
    /// It is outside the hours of this calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside: Option<String>,
    /// It would wait longer than this, in milliseconds. Where that is unknown nothing is skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_above_ms: Option<i64>,
}

// Serde hands over a reference.
fn is_none_more(bands: &u8) -> bool {
    *bands == 0
}

/// Steps of a route that a ticket did not wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// The queue whose route it is.
    pub route: QueueId,
    /// So many of its steps are taken, whatever the ticket's age.
    pub steps: u32,
}

// Serde hands over a reference.
fn is_no(it: &bool) -> bool {
    !*it
}
