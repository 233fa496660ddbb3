//! Who gets a ticket: of the agents who may take it, the first in the order of the queue.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::agent::{Agent, AgentKind, Presence};
use crate::model::axes::{Decision, MoneyState};
use crate::model::conversation::Channel;
use crate::model::ids::{AgentId, Platform, ShopId};
use crate::model::labels::Lang;
use crate::model::money::Money;
use crate::model::selection::{Refusal, Strategy};
use crate::model::ticket::Ticket;
use crate::mutation::{self, Mutation};

use super::affinity::{Familiar, Knows};
use super::weight::weight_on;

/// An agent who serves the queue, with what is kept beside the row.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The agent.
    pub agent: &'a Agent,
    /// Units of work held now.
    pub load: i64,
    /// The turn of the last assignment; 0 for never. A time, kept apart where milliseconds are equal.
    pub last_assigned: i64,
    /// The same of this queue alone.
    pub last_in_queue: i64,
    /// Since when nothing was given and nothing taken; 0 for always.
    pub idle_since: i64,
    /// Tickets in their hands.
    pub tickets: i64,
    /// Those of them that stand in this queue.
    pub of_queue: i64,
    /// Those of them that are of the ticket's platform; looked at only where the agent has a bound for it.
    pub of_platform: i64,
    /// Those of them that came through each of the ticket's channels for which the agent has a bound.
    pub of_channels: BTreeMap<Channel, i64>,
    /// Their shift lets them take nothing new.
    pub off_shift: bool,
}

impl<'a> Candidate<'a> {
    /// An agent who has so much to do and had the last turn then.
    pub const fn new(agent: &'a Agent, load: i64, last_assigned: i64) -> Self {
        Self {
            agent,
            load,
            last_assigned,
            last_in_queue: 0,
            idle_since: 0,
            tickets: 0,
            of_queue: 0,
            of_platform: 0,
            of_channels: BTreeMap::new(),
            off_shift: false,
        }
    }
}

/// What a ticket asks of who takes it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Skills, with the lowest level.
    pub skills: BTreeMap<String, u8>,
    /// Units of work.
    pub weight: i64,
    /// Who is asked before others.
    pub familiar: Familiar,
    /// What has to be approved; `None` when nothing has to be.
    pub amount: Option<Money>,
    /// The order of the queue.
    pub strategy: Strategy,
    /// Tickets it puts into somebody's hands: 1, or 0 while it is parked.
    pub tickets: i64,
    /// The platform it is of.
    pub platform: Option<Platform>,
    /// The channels the buyer wrote through.
    pub channels: BTreeSet<Channel>,
    /// The shop it is of.
    pub shop: Option<ShopId>,
    /// Who decided on it, and is kept from it while that is disputed.
    pub barred: BTreeSet<AgentId>,
    /// Most tickets of this queue for one agent.
    pub per_agent: Option<u32>,
    /// No bot may take it.
    pub people_only: bool,
    /// Who did not take it before: asked again only if nobody else may take it.
    pub excluded: BTreeSet<AgentId>,
    /// To whom it is offered already.
    pub offered: BTreeSet<AgentId>,
}

impl Refusal {
    /// What a person reads.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NotOnline, Lang::Zh) => "未在线",
            (Self::NotOnline, Lang::En) => "Not online",
            (Self::OffShift, Lang::Zh) => "不在班次内",
            (Self::OffShift, Lang::En) => "Outside the shift",
            (Self::Scope, Lang::Zh) => "不在数据权限内",
            (Self::Scope, Lang::En) => "Outside the data scope",
            (Self::FourEyes, Lang::Zh) => "需由他人复核",
            (Self::FourEyes, Lang::En) => "Somebody else has to look",
            (Self::Skill, Lang::Zh) => "技能不符",
            (Self::Skill, Lang::En) => "Skill missing",
            (Self::Authority, Lang::Zh) => "金额权限不足",
            (Self::Authority, Lang::En) => "Amount above authority",
            (Self::Capacity, Lang::Zh) => "已满负荷",
            (Self::Capacity, Lang::En) => "No capacity left",
            (Self::QueueCap, Lang::Zh) => "该队列已达个人上限",
            (Self::QueueCap, Lang::En) => "Most of this queue reached",
            (Self::Excluded, Lang::Zh) => "未接受该工单",
            (Self::Excluded, Lang::En) => "Did not take it before",
            (Self::Offered, Lang::Zh) => "已派单待接受",
            (Self::Offered, Lang::En) => "Asked already",
            (Self::PlatformCap, Lang::Zh) => "该平台已达个人上限",
            (Self::PlatformCap, Lang::En) => "Most of this platform reached",
            (Self::ChannelCap, Lang::Zh) => "该渠道已达个人上限",
            (Self::ChannelCap, Lang::En) => "Most of this channel reached",
            (Self::Bot, Lang::Zh) => "仅限人工",
            (Self::Bot, Lang::En) => "People only",
        }
    }
}

/// Who gets a ticket, and why the others did not qualify.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// Who gets it; `None` when nobody may take it now.
    pub agent: Option<AgentId>,
    /// Those who may not take it, by id.
    pub refused: Vec<(AgentId, Refusal)>,
    /// Who knows it and has no room now: the ticket waits for them, whoever else may take it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<AgentId>,
}

impl Choice {
    /// Whether nobody may take it, and what keeps those who otherwise could is that they are away or have their hands full.
    pub fn is_without_room(&self) -> bool {
        let passes = |(_, why): &(AgentId, Refusal)| why.passes();
        self.agent.is_none() && (self.refused.is_empty() || self.refused.iter().any(passes))
    }
}

impl Refusal {
    /// Whether it passes by itself: they come back, or get their hands free.
    const fn passes(self) -> bool {
        matches!(
            self,
            Self::NotOnline | Self::OffShift | Self::Capacity | Self::QueueCap | Self::PlatformCap | Self::ChannelCap
        )
    }
}

/// Chooses an agent for a ticket, whatever the order of the candidates.
///
/// Who knows it is taken when eligible now, the best reason first; else the first of the eligible in the order of the queue,
/// and of equals the one with the smaller id. Who did not take it before comes after all who were not asked. Nobody is taken
/// while the ticket waits for somebody who knows it better. It looks at everybody: of many, [`first`](super::first) finds the
/// same agent sooner.
pub fn choose(candidates: &[Candidate<'_>], asked: &Asked) -> Choice {
    let (mut found, mut refused, mut passed) = (Found::default(), Vec::new(), Vec::new());
    for candidate in candidates {
        let id = candidate.agent.id;
        match found.hear(candidate, asked) {
            Some(reason) => refused.push((id, reason)),
            None if asked.excluded.contains(&id) => passed.push((id, Refusal::Excluded)),
            None => {}
        }
    }
    if found.is_unasked() {
        refused.append(&mut passed);
    }
    refused.sort_unstable();
    let waits_for = found.waits_for();
    Choice {
        agent: found.agent(),
        refused,
        waits_for,
    }
}

/// Who gets a ticket, of those who were heard so far.
#[derive(Default)]
pub(super) struct Found {
    // Who did not take it before comes last.
    best: Option<(bool, Place, AgentId)>,
    awaited: Option<(Place, AgentId)>,
}

impl Found {
    /// Hears one more; says why they cannot take it now.
    pub fn hear(&mut self, candidate: &Candidate<'_>, asked: &Asked) -> Option<Refusal> {
        let (declined, place, id) = place(candidate, asked);
        let knows = asked.familiar.of(candidate.agent);
        let refused = refusal(candidate, asked);
        match refused {
            None => self.best = self.best.into_iter().chain([(declined, place, id)]).min(),
            Some(reason) => {
                let holds = |why| asked.familiar.holds(why, candidate.agent, reason);
                if !declined && knows.is_some_and(holds) {
                    self.awaited = self.awaited.into_iter().chain([(place, id)]).min();
                }
            }
        }
        refused
    }

    /// Whether somebody may take it who was not asked before.
    pub fn is_unasked(&self) -> bool {
        self.best.is_some_and(|(declined, ..)| !declined)
    }

    /// Whether one of them knows it by name: nobody of a team, and no stranger, comes before.
    pub fn is_named(&self) -> bool {
        let named =
            |(declined, (_, knows, _), _): (bool, Place, AgentId)| !declined && knows.is_some_and(Knows::is_named);
        self.best.is_some_and(named)
    }

    /// For whom the ticket waits, though others may take it.
    pub fn waits_for(&self) -> Option<AgentId> {
        let better =
            |(awaited, _): &(Place, AgentId)| self.best.is_none_or(|(_, best, _)| reason(awaited) < reason(&best));
        self.awaited.filter(better).map(|(_, id)| id)
    }

    /// Who gets it.
    pub fn agent(&self) -> Option<AgentId> {
        self.best.filter(|_| self.waits_for().is_none()).map(|(.., id)| id)
    }
}

/// The place of an agent: who knows the ticket comes first, by why; then the order of the queue.
pub(super) type Place = (bool, Option<Knows>, [i64; 3]);

fn reason((stranger, knows, _): &Place) -> (bool, Option<Knows>) {
    (*stranger, *knows)
}

/// Where an agent comes for a ticket: the smallest comes first.
pub(super) fn place(candidate: &Candidate<'_>, asked: &Asked) -> (bool, Place, AgentId) {
    let id = candidate.agent.id;
    let knows = asked.familiar.of(candidate.agent);
    let place = (knows.is_none(), knows, rank(candidate, asked));
    (asked.excluded.contains(&id), place, id)
}

/// The place of an agent in the order of the queue: the smallest comes first.
fn rank(candidate: &Candidate<'_>, asked: &Asked) -> [i64; 3] {
    match standing_rank(candidate, asked.strategy) {
        Some([first, second]) => [first, second, 0],
        None => [-above(candidate, asked), permille(candidate), candidate.last_assigned],
    }
}

/// The same where it does not hang on what a ticket asks for.
pub(super) fn standing_rank(candidate: &Candidate<'_>, strategy: Strategy) -> Option<[i64; 2]> {
    match strategy {
        Strategy::LeastLoad => Some([permille(candidate), candidate.last_assigned]),
        Strategy::FewestOpen => Some([candidate.tickets, candidate.last_assigned]),
        Strategy::LongestIdle => Some([candidate.idle_since, 0]),
        Strategy::RoundRobin => Some([candidate.last_in_queue, 0]),
        Strategy::BestSkill => None,
    }
}

/// Levels above those asked for, all skills together.
fn above(candidate: &Candidate<'_>, asked: &Asked) -> i64 {
    let over = |(skill, least): (&String, &u8)| i64::from(level(candidate.agent, skill)) - i64::from(*least);
    asked.skills.iter().map(over).sum()
}

fn level(agent: &Agent, skill: &str) -> u8 {
    agent.skills.get(skill).copied().unwrap_or(0)
}

/// Why this agent cannot take the ticket now; `None` when nothing is in the way.
pub fn refusal(candidate: &Candidate<'_>, asked: &Asked) -> Option<Refusal> {
    let agent = candidate.agent;
    if asked.people_only && agent.kind == AgentKind::Bot {
        Some(Refusal::Bot)
    } else if asked.offered.contains(&agent.id) {
        Some(Refusal::Offered)
    } else if agent.presence != Presence::Online && !mutation::on(Mutation::AbsentAsked) {
        Some(Refusal::NotOnline)
    } else if candidate.off_shift {
        Some(Refusal::OffShift)
    } else if !is_in_scope(agent, asked) {
        Some(Refusal::Scope)
    } else if asked.barred.contains(&agent.id) {
        Some(Refusal::FourEyes)
    } else if !has_skills(agent, &asked.skills) {
        Some(Refusal::Skill)
    } else if asked.amount.is_some_and(|amount| !may_approve(agent, amount)) {
        Some(Refusal::Authority)
    } else if candidate.load.saturating_add(weight_on(agent.kind, asked.weight)) > agent.capacity {
        Some(Refusal::Capacity)
    } else if is_above(candidate.of_queue, asked, asked.per_agent) {
        Some(Refusal::QueueCap)
    } else if is_above(
        candidate.of_platform,
        asked,
        asked
            .platform
            .as_ref()
            .and_then(|platform| platform_cap(agent, platform)),
    ) {
        Some(Refusal::PlatformCap)
    } else if asked.channels.iter().any(|channel| is_full(candidate, asked, *channel)) {
        Some(Refusal::ChannelCap)
    } else {
        None
    }
}

/// Whether somebody has skills, at these levels at least.
pub fn has_skills(agent: &Agent, wanted: &BTreeMap<String, u8>) -> bool {
    wanted.iter().all(|(skill, least)| level(agent, skill) >= *least)
}

/// Whether the agent works for the shop that a ticket is of; with nothing asked for, they do.
fn is_in_scope(agent: &Agent, asked: &Asked) -> bool {
    let (Some(platform), Some(shop)) = (&asked.platform, &asked.shop) else {
        return true;
    };
    agent.works_for(platform, shop)
}

/// Most tickets of a platform that this agent has at a time.
pub fn platform_cap(agent: &Agent, platform: &Platform) -> Option<u32> {
    agent.per_platform.get(platform).copied()
}

/// Most tickets that came through a channel that this agent has at a time.
pub fn channel_cap(agent: &Agent, channel: Channel) -> Option<u32> {
    agent.per_channel.get(&channel).copied()
}

/// Whether the agent has as many tickets of this channel as they may.
fn is_full(candidate: &Candidate<'_>, asked: &Asked, channel: Channel) -> bool {
    let has = candidate.of_channels.get(&channel).copied().unwrap_or_default();
    is_above(has, asked, channel_cap(candidate.agent, channel))
}

/// Whether so many and this one are more than the most. A parked ticket is one more of nothing, as it weighs nothing.
fn is_above(has: i64, asked: &Asked, most: Option<u32>) -> bool {
    most.is_some_and(|most| has.saturating_add(asked.tickets) > i64::from(most))
}

/// The money of a ticket that is to be decided on yet; `None` where nothing is asked for, or it was agreed or turned down.
pub fn to_decide(t: &Ticket) -> Option<Money> {
    let open = t.axes.decision == Decision::None && matches!(t.axes.money, MoneyState::None | MoneyState::Reversed);
    Some(t.money(t.amounts.requested)).filter(|asked| open && asked.minor > 0)
}

/// Whether this agent may approve so much. No limit means any amount; amounts of another currency than the limit cannot be compared, so they are above it.
pub fn may_approve(agent: &Agent, amount: Money) -> bool {
    let within = |limit: Money| limit.currency == amount.currency && amount.minor <= limit.minor;
    agent.authority.is_none_or(within)
}

fn permille(candidate: &Candidate<'_>) -> i64 {
    candidate.load.saturating_mul(1_000) / candidate.agent.capacity.max(1)
}
