//! Who gets a ticket: of the agents who may take it, the least loaded.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place::Placement;
use crate::model::agent::{Agent, Presence};
use crate::model::ids::AgentId;
use crate::model::labels::Lang;
use crate::model::money::Money;

/// An agent who serves the queue, with what is kept beside the row.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The agent.
    pub agent: &'a Agent,
    /// Units of work held now.
    pub load: i64,
    /// The turn of the last assignment; 0 for never. A time, kept apart where milliseconds are equal.
    pub last_assigned: i64,
}

/// Why an agent cannot take a ticket now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Busy, away or offline.
    NotOnline,
    /// A skill is missing or too low.
    Skill,
    /// The amount is above what the agent may approve, or in another currency.
    Authority,
    /// No room for the weight.
    Capacity,
}

impl Refusal {
    /// What a person reads.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::NotOnline, Lang::Zh) => "未在线",
            (Self::NotOnline, Lang::En) => "Not online",
            (Self::Skill, Lang::Zh) => "技能不符",
            (Self::Skill, Lang::En) => "Skill missing",
            (Self::Authority, Lang::Zh) => "金额权限不足",
            (Self::Authority, Lang::En) => "Amount above authority",
            (Self::Capacity, Lang::Zh) => "已满负荷",
            (Self::Capacity, Lang::En) => "No capacity left",
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
}

/// Chooses an agent for a ticket of this weight, whatever the order of the candidates.
///
/// `affinity` (who had it before, or knows the buyer) is taken when eligible now. Else the least loaded: by load in
/// thousandths of the capacity, then who waited longest for work, then the id. `amount` is what has to be approved;
/// `None` when nothing has to be.
pub fn choose(
    candidates: &[Candidate<'_>],
    placement: &Placement,
    weight: i64,
    affinity: Option<AgentId>,
    amount: Option<Money>,
) -> Choice {
    let mut refused = Vec::new();
    let mut best: Option<(bool, i64, i64, AgentId)> = None;
    for candidate in candidates {
        let id = candidate.agent.id;
        if let Some(reason) = refusal(candidate, placement, weight, amount) {
            refused.push((id, reason));
            continue;
        }
        let stranger = affinity != Some(id);
        let key = (stranger, permille(candidate), candidate.last_assigned, id);
        best = Some(best.map_or(key, |other| other.min(key)));
    }
    refused.sort_unstable();
    Choice {
        agent: best.map(|(.., id)| id),
        refused,
    }
}

/// Why this agent cannot take a ticket of this weight now; `None` when nothing is in the way.
pub fn refusal(
    candidate: &Candidate<'_>,
    placement: &Placement,
    weight: i64,
    amount: Option<Money>,
) -> Option<Refusal> {
    let agent = candidate.agent;
    let level = |skill: &String| agent.skills.get(skill).copied().unwrap_or(0);
    if agent.presence != Presence::Online {
        Some(Refusal::NotOnline)
    } else if placement.skills.iter().any(|(skill, least)| level(skill) < *least) {
        Some(Refusal::Skill)
    } else if amount.is_some_and(|amount| !may_approve(agent, amount)) {
        Some(Refusal::Authority)
    } else if candidate.load.saturating_add(weight.max(0)) > agent.capacity {
        Some(Refusal::Capacity)
    } else {
        None
    }
}

/// No limit means any amount; amounts of another currency than the limit cannot be compared, so they are above it.
fn may_approve(agent: &Agent, amount: Money) -> bool {
    let within = |limit: Money| limit.currency == amount.currency && amount.minor <= limit.minor;
    agent.authority.is_none_or(within)
}

fn permille(candidate: &Candidate<'_>) -> i64 {
    candidate.load.saturating_mul(1_000) / candidate.agent.capacity.max(1)
}
