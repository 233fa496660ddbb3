//! The order in which agents come for a ticket, told.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::ids::AgentId;
use crate::model::selection::{AssignCause, ConsideredAgents, RankKey, Strategy};

use super::select::{Asked, Candidate, Choice, place, refusal};

/// An agent who may take a ticket now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ranked {
    /// Who.
    pub agent: AgentId,
    /// Why they come where they come.
    pub because: AssignCause,
    /// They did not take it in this step of its route: they come after all who were not asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub declined: bool,
    /// What puts them in order, the first first: of two agents the one with the smaller number comes first, and of equals the
    /// one with the smaller id.
    pub keys: Vec<(RankKey, i64)>,
}

/// Those who may take a ticket now, in the order in which they come: the first is whom [`choose`](super::choose) takes, unless
/// the ticket waits for somebody. O(n log n).
pub fn ranked(candidates: &[Candidate<'_>], asked: &Asked) -> Vec<Ranked> {
    let mut may: Vec<&Candidate<'_>> = candidates.iter().filter(|c| refusal(c, asked).is_none()).collect();
    may.sort_by_key(|candidate| place(candidate, asked));
    let told = |candidate: &Candidate<'_>| {
        let (declined, (_, _, rank), agent) = place(candidate, asked);
        Ranked {
            agent,
            because: asked.familiar.cause(candidate.agent),
            declined,
            keys: keys(asked.strategy).iter().copied().zip(rank).collect(),
        }
    };
    may.into_iter().map(told).collect()
}

/// How somebody was chosen among these, in figures; `None` where nobody was.
pub fn considered(candidates: &[Candidate<'_>], asked: &Asked, choice: &Choice) -> Option<ConsideredAgents> {
    let chosen = candidates.iter().find(|one| Some(one.agent.id) == choice.agent)?;
    let mut refusals = BTreeMap::new();
    for (_, why) in &choice.refused {
        *refusals.entry(*why).or_default() += 1;
    }
    let (_, (_, _, rank), _) = place(chosen, asked);
    let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    Some(ConsideredAgents {
        looked_at: number(candidates.len()),
        eligible: number(candidates.len().saturating_sub(choice.refused.len())),
        refusals,
        keys: keys(asked.strategy).iter().copied().zip(rank).collect(),
    })
}

const fn keys(strategy: Strategy) -> &'static [RankKey] {
    match strategy {
        Strategy::LeastLoad => &[RankKey::Load, RankKey::LastTurn],
        Strategy::FewestOpen => &[RankKey::Tickets, RankKey::LastTurn],
        Strategy::LongestIdle => &[RankKey::IdleSince],
        Strategy::RoundRobin => &[RankKey::LastTurnInQueue],
        Strategy::BestSkill => &[RankKey::SkillAbove, RankKey::Load, RankKey::LastTurn],
    }
}
