//! How tickets reached the people who worked on them, and whether clocks were kept.
use std::collections::BTreeMap;

use aftersync::model::labels::Lang;
use aftersync::{AgentId, Explained, Money, TenantDesk, Ticket, TicketId, Timestamp, Versioned};

use super::Result;
use super::evening::Evening;
use super::outcome::{Routed, Waited};
use super::staff::{agent_name, bot_id};

/// Reasons that make an explanation worth reading.
const REASONS: usize = 3;

/// What the log tells of who got what, and when.
#[derive(Default)]
pub(super) struct Given {
    /// Since when tickets wait for their first, or for a person after a bot.
    waiting: BTreeMap<TicketId, Timestamp>,
    by_people: Vec<i64>,
    after_bot: Vec<i64>,
    at_once: usize,
    again: u64,
    by_hand: u64,
    to: BTreeMap<TicketId, Vec<AgentId>>,
    /// Whom the desk itself chose.
    chosen: Vec<(TicketId, AgentId)>,
    handed_off: BTreeMap<String, u64>,
}

impl Given {
    /// A ticket came into its first queue.
    pub fn enqueued(&mut self, ticket: TicketId, at: Timestamp) {
        if !self.to.contains_key(&ticket) {
            self.waiting.entry(ticket).or_insert(at);
        }
    }

    /// Somebody got a ticket.
    pub fn assigned(&mut self, ticket: TicketId, agent: AgentId, by_hand: bool, at: Timestamp) {
        let owners = self.to.entry(ticket).or_default();
        let first = owners.is_empty();
        owners.push(agent);
        let since = self.waiting.remove(&ticket);
        if by_hand {
            self.by_hand += 1;
            return;
        }
        self.chosen.push((ticket, agent));
        let Some(waited) = since.map(|since| at.since(since).max(0)) else {
            self.again += u64::from(!first);
            return;
        };
        self.at_once += usize::from(first && waited == 0);
        match (agent == bot_id(), first) {
            // A bot waits for nobody: what it has at once is no wait of anybody.
            (true, _) => (),
            (false, true) => self.by_people.push(waited),
            (false, false) => self.after_bot.push(waited),
        }
    }

    /// A bot left a ticket to people.
    pub fn handed_off(&mut self, ticket: Option<TicketId>, reason: &str, at: Timestamp) {
        *self.handed_off.entry(reason.to_owned()).or_default() += 1;
        self.waiting.extend(ticket.map(|ticket| (ticket, at)));
    }

    /// What it came to.
    pub fn routed(self, evening: &Evening, all: &[Versioned<Ticket>]) -> Routed {
        let mut shares: BTreeMap<String, u64> = BTreeMap::new();
        let owners = self.to.values().flatten();
        owners.for_each(|agent| *shares.entry(agent_name(*agent)).or_default() += 1);
        let by_bot = |t: &&Versioned<Ticket>| {
            let mut to = self.to.get(&t.item.id).into_iter().flatten();
            self.to.contains_key(&t.item.id) && to.all(|a| *a == bot_id())
        };
        let alone = |t: &&Versioned<Ticket>| !t.item.is_open() && by_bot(t);
        let tickets: BTreeMap<TicketId, &Ticket> = all.iter().map(|t| (t.item.id, &t.item)).collect();
        let beyond = |(ticket, agent): &&(TicketId, AgentId)| {
            let ticket = tickets.get(ticket);
            ticket.is_some_and(|t| is_beyond(evening, t, *agent))
        };
        let to_nobody = |id: &&TicketId| tickets.get(id).is_some_and(|t| t.is_open());
        Routed {
            given: self.to.len(),
            at_once: self.at_once,
            people: Waited::of(self.by_people),
            after_bot: Waited::of(self.after_bot),
            to_nobody: self.waiting.keys().filter(to_nobody).count(),
            again: self.again,
            by_hand: self.by_hand,
            beyond_limit: self.chosen.iter().filter(beyond).count(),
            bot_alone: all.iter().filter(alone).count(),
            handed_off: self.handed_off,
            shares,
        }
    }
}

/// Whether somebody may not approve the amount of a ticket.
fn is_beyond(evening: &Evening, t: &Ticket, agent: AgentId) -> bool {
    let agent = evening.agents.iter().find(|known| known.id == agent);
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
