//! How tickets reached the people who worked on them, and whether clocks were kept.
use std::collections::BTreeMap;

use aftersync::model::labels::Lang;
use aftersync::{AgentId, Explained, Money, TenantDesk, Ticket, TicketId, Timestamp, Versioned};

use super::Result;
use super::evening::Evening;
use super::outcome::Routed;
use super::staff::{agent_name, bot_id};

/// Reasons that make an explanation worth reading.
const REASONS: usize = 3;

/// What the log tells of who got what, and when.
#[derive(Default)]
pub(super) struct Given {
    queued: BTreeMap<TicketId, Timestamp>,
    waits: Vec<i64>,
    again: u64,
    by_hand: u64,
    to: BTreeMap<TicketId, Vec<AgentId>>,
    handed_off: BTreeMap<String, u64>,
}

impl Given {
    /// A ticket came into its first queue.
    pub fn enqueued(&mut self, ticket: TicketId, at: Timestamp) {
        self.queued.entry(ticket).or_insert(at);
    }

    /// Somebody got a ticket.
    pub fn assigned(&mut self, ticket: TicketId, agent: AgentId, by_hand: bool, at: Timestamp) {
        let owners = self.to.entry(ticket).or_default();
        let first = owners.is_empty();
        owners.push(agent);
        if by_hand {
            self.by_hand += 1;
        } else if first {
            let since = self.queued.get(&ticket).copied().unwrap_or(at);
            self.waits.push(at.since(since).max(0));
        } else {
            self.again += 1;
        }
    }

    /// A bot left a ticket to people.
    pub fn handed_off(&mut self, reason: &str) {
        *self.handed_off.entry(reason.to_owned()).or_default() += 1;
    }

    /// What it came to.
    pub fn routed(self, evening: &Evening, all: &[Versioned<Ticket>]) -> Routed {
        let mut waits = self.waits;
        waits.sort_unstable();
        let part = |tenths: usize| waits.get(waits.len() * tenths / 10).copied().unwrap_or_default();
        let mut shares: BTreeMap<String, u64> = BTreeMap::new();
        let owners = self.to.values().flatten();
        owners.for_each(|agent| *shares.entry(agent_name(*agent)).or_default() += 1);
        let by_bot = |t: &&Versioned<Ticket>| {
            self.to
                .get(&t.item.id)
                .is_some_and(|to| to.iter().all(|a| *a == bot_id()))
        };
        let alone = |t: &&Versioned<Ticket>| !t.item.is_open() && by_bot(t);
        Routed {
            at_once: waits.iter().filter(|ms| **ms == 0).count(),
            given: waits.len(),
            wait_median_ms: part(5),
            wait_p90_ms: part(9),
            again: self.again,
            by_hand: self.by_hand,
            beyond_limit: all.iter().filter(|t| is_beyond(evening, &t.item)).count(),
            bot_alone: all.iter().filter(alone).count(),
            handed_off: self.handed_off,
            shares,
        }
    }
}

/// Whether somebody has a ticket whose amount they may not approve.
fn is_beyond(evening: &Evening, t: &Ticket) -> bool {
    let owner = t.assignment.agent.filter(|_| t.is_open());
    let agent = owner.and_then(|id| evening.agents.iter().find(|agent| agent.id == id));
    let amount = Money::new(t.amounts.requested, t.currency);
    let limit = agent.and_then(|agent| agent.authority);
    limit.is_some_and(|limit| limit.currency != amount.currency || amount.minor > limit.minor)
}

impl Evening {
    /// Keeps the explanation of one ticket: the first for which colleagues were passed over for several reasons, else that with
    /// the most of them.
    pub(super) fn explain_one(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        if self.ledger.explained_reasons >= REASONS || t.item.principal.is_none() {
            return Ok(());
        }
        let explained = desk.explain_routing(t.item.id).wait()?;
        let found = usize::from(explained.choice.agent.is_some());
        let reasons = explained.refusals.len() + found;
        if !explained.refusals.is_empty() && reasons > self.ledger.explained_reasons {
            self.ledger.explained_reasons = reasons;
            self.ledger.explained = told(&t.item, &explained);
        }
        Ok(())
    }
}

fn told(t: &Ticket, explained: &Explained) -> Vec<String> {
    let placement = &explained.placement;
    let owner = t.assignment.agent.map_or_else(|| "nobody".to_owned(), agent_name);
    let first = format!(
        "{} {} {}: {owner} has it",
        t.number,
        t.axes.kind.as_str(),
        Money::new(t.amounts.requested, t.currency)
    );
    let rule = format!(
        "rule {}, queue {}, band {}, weight {}",
        placement.rule.as_deref().unwrap_or("none"),
        explained.queue,
        t.band,
        placement.weight
    );
    let now = explained
        .choice
        .agent
        .map(|agent| format!("if nobody had it: {}", agent_name(agent)));
    let refused = explained.choice.refused.iter();
    let not = refused.map(|(agent, why)| {
        format!(
            "not {}: {} {}",
            agent_name(*agent),
            why.label(Lang::Zh),
            why.label(Lang::En)
        )
    });
    [first, rule].into_iter().chain(now).chain(not).collect()
}
