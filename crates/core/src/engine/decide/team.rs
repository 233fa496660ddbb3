//! The agents who serve a queue, each with what the order and the bounds of the queue look at.
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::agent::{Agent, AgentKind, Roster};
use crate::model::config::QueueConfig;
use crate::model::conversation::Channel;
use crate::model::ids::{AgentId, Platform, QueueId};
use crate::model::selection::{AssignCause, ConsideredAgents, Strategy};
use crate::model::ticket::Ticket;
use crate::model::time::Timestamp;
use crate::routing::{self, Asked, Candidate, Choice, Placement, Ranked, Standing};
use crate::store::index::group_of;
use crate::store::{Key, Record, Row, Table};

use super::super::draft::Draft;
use super::super::lineups::{Quantities, Team as InOrder, Whose};
use super::assign::roster;
use super::quantity::{idle_of, load_of, turn_in, turn_of};
use super::{Ctx, Rule, affinity, bot, hands, shift};

/// From so many agents on a team is kept in its order; of fewer, all are looked at. `benches/benches/routing.rs` compares both.
pub(super) const IN_ORDER_FROM: usize = 32;

/// A ticket with what is known of where it stands: what a team is asked about.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub ticket: &'a Ticket,
    pub placement: &'a Placement,
    pub standing: &'a Standing,
}

/// The agents who serve a queue. They are loaded when all of them are asked for.
pub(super) struct Team {
    strategy: Strategy,
    per_agent: Option<u32>,
    name: String,
    queue: QueueId,
    platform: Platform,
    channels: BTreeSet<Channel>,
    groups: BTreeSet<String>,
    bot: Option<AgentId>,
    members: OnceCell<Vec<Member>>,
}

struct Member {
    row: Arc<Row>,
    counts: Counts,
}

#[derive(Clone)]
struct Counts {
    load: i64,
    turn: i64,
    turn_in_queue: i64,
    idle_since: i64,
    tickets: i64,
    of_queue: i64,
    of_platform: i64,
    of_channels: BTreeMap<Channel, i64>,
    off_shift: bool,
}

/// Who gets a ticket, and the latest turns of those they were chosen among.
pub(super) struct Pick {
    pub agent: AgentId,
    pub because: AssignCause,
    pub latest: i64,
    pub latest_in_queue: i64,
    /// How they were chosen, where all were looked at.
    pub considered: Option<ConsideredAgents>,
}

impl Team {
    /// Those who may take this ticket where it stands there.
    pub fn of(ctx: &Ctx<'_>, standing: &Standing, t: &Ticket) -> Self {
        Self {
            platform: t.platform.clone(),
            channels: t.channels.clone(),
            ..Self::anything(ctx, standing)
        }
    }

    /// Those who may take whatever stands there, whichever way it came.
    pub fn anything(ctx: &Ctx<'_>, standing: &Standing) -> Self {
        let named = ctx.config.queues.iter().find(|q| q.name == standing.queue);
        Self {
            strategy: standing
                .strategy
                .or_else(|| named.map(|q| q.strategy))
                .unwrap_or_default(),
            per_agent: named.and_then(|q: &QueueConfig| q.per_agent),
            name: standing.queue.clone(),
            queue: QueueId::of(&standing.queue),
            platform: Platform::from(""),
            channels: BTreeSet::new(),
            groups: standing.groups.clone(),
            bot: None,
            members: OnceCell::new(),
        }
    }

    /// Those of a group, for its tasks: the bounds of queues, platforms and channels are those of tickets.
    pub fn of_group(ctx: &Ctx<'_>, group: &str) -> Self {
        let standing = Standing {
            groups: BTreeSet::from([group.to_owned()]),
            ..Standing::default()
        };
        Self::anything(ctx, &standing)
    }

    /// One bot, whatever it serves; the bounds of queues are those of people.
    pub fn bot(ctx: &Ctx<'_>, bot: AgentId, t: &Ticket) -> Self {
        Self {
            bot: Some(bot),
            ..Self::of(ctx, &Standing::default(), t)
        }
    }

    /// Whether it is people who are asked, and not one bot.
    pub fn is_of_people(&self) -> bool {
        self.bot.is_none()
    }

    /// Whether its queue goes by turns of its own.
    pub fn goes_by_turns(&self) -> bool {
        self.strategy == Strategy::RoundRobin
    }

    fn ids(&self, draft: &Draft<'_>) -> Rule<BTreeSet<AgentId>> {
        match self.bot {
            Some(bot) => Ok(BTreeSet::from([bot])),
            None => roster(draft, &self.groups),
        }
    }

    fn members(&self, ctx: &Ctx<'_>, draft: &Draft<'_>) -> Rule<&[Member]> {
        if let Some(known) = self.members.get() {
            return Ok(known);
        }
        let agents = self.ids(draft)?;
        let asked = |id: &AgentId| self.quantities(*id).keys().chain([Agent::key(id.0)]);
        draft.want(agents.iter().flat_map(asked).collect::<Vec<_>>())?;
        draft.want(self.bounded(draft, &agents)?)?;
        let (mut off, mut members) = (shift::Off::default(), Vec::with_capacity(agents.len()));
        for id in agents {
            if let Some(row) = draft.arc(Agent::key(id.0))?
                && let Some(agent) = Agent::of(&row)
            {
                let counts = self.counts(ctx, draft, agent, &mut off)?;
                members.push(Member { row, counts });
            }
        }
        Ok(self.members.get_or_init(|| members))
    }

    // Each quantity is looked at only where the order or a bound asks for it.
    fn quantities(&self, agent: AgentId) -> Quantities {
        let by = |strategy| self.strategy == strategy;
        Quantities {
            load: load_of(agent),
            turn: turn_of(agent),
            turn_in_queue: by(Strategy::RoundRobin).then(|| turn_in(&self.name, agent)),
            idle: by(Strategy::LongestIdle).then(|| idle_of(agent)),
            tickets: by(Strategy::FewestOpen).then(|| hands::all_of(agent)),
            of_queue: self.per_agent.map(|_| hands::of_queue(agent, self.queue)),
        }
    }

    fn counts(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, agent: &Agent, off: &mut shift::Off) -> Rule<Counts> {
        let of = self.quantities(agent.id);
        let gauge = |key: Option<Key>| key.map_or(Ok(0), |key| draft.gauge(key));
        let of_channel = |(channel, key, _): (Channel, Key, u32)| Ok((channel, draft.gauge(key)?));
        Ok(Counts {
            load: draft.gauge(of.load)?,
            turn: draft.gauge(of.turn)?,
            turn_in_queue: gauge(of.turn_in_queue)?,
            idle_since: gauge(of.idle)?,
            tickets: gauge(of.tickets)?,
            of_queue: gauge(of.of_queue)?,
            of_platform: gauge(self.on_platform(agent).map(|(key, _)| key))?,
            of_channels: self.on_channels(agent).map(of_channel).collect::<Rule<_>>()?,
            off_shift: off.has(ctx.config, agent, draft.now),
        })
    }

    /// The bound of an agent for the platform, and what it is a bound of.
    fn on_platform(&self, agent: &Agent) -> Option<(Key, u32)> {
        let most = routing::platform_cap(agent, &self.platform)?;
        Some((hands::of_platform(agent.id, &self.platform), most))
    }

    /// The same for each of the channels that has one.
    fn on_channels(&self, agent: &Agent) -> impl Iterator<Item = (Channel, Key, u32)> {
        self.channels.iter().filter_map(|channel| {
            let most = routing::channel_cap(agent, *channel)?;
            Some((*channel, hands::of_channel(agent.id, *channel), most))
        })
    }

    /// All of them.
    fn bounds(&self, agent: &Agent) -> impl Iterator<Item = (Key, u32)> {
        let on_channels = self.on_channels(agent).map(|(_, key, most)| (key, most));
        self.on_platform(agent).into_iter().chain(on_channels)
    }

    /// The quantities of those who have a bound for the platform or for one of the channels.
    fn bounded(&self, draft: &Draft<'_>, agents: &BTreeSet<AgentId>) -> Rule<Vec<Key>> {
        let mut keys = Vec::new();
        for id in agents {
            if let Some(agent) = draft.get::<Agent>(*id)? {
                keys.extend(self.bounds(agent).map(|(key, _)| key));
            }
        }
        Ok(keys)
    }

    /// Whether anybody is there, working or not; or any person.
    pub fn is_staffed(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, people_only: bool) -> Rule<bool> {
        if self.bot.is_some() || !people_only {
            return Ok(self.bot.is_some() || self.size(draft)? > 0);
        }
        let all = self.candidates(ctx, draft)?;
        Ok(all.iter().any(|one| one.agent.kind == AgentKind::Human))
    }

    /// Agents of its groups; who is in two counts twice.
    fn size(&self, draft: &Draft<'_>) -> Rule<usize> {
        draft.want(self.rosters())?;
        let mut size = 0;
        for group in &self.groups {
            size += draft.get::<Roster>(group_of(group))?.map_or(0, |row| row.agents.len());
        }
        Ok(size)
    }

    fn rosters(&self) -> impl Iterator<Item = Key> {
        self.groups.iter().map(|group| Roster::key(group_of(group)))
    }

    /// When somebody of them who is online begins their shift.
    pub fn opens_at(&self, ctx: &Ctx<'_>, draft: &Draft<'_>) -> Rule<Option<Timestamp>> {
        let off = self
            .members(ctx, draft)?
            .iter()
            .filter(|member| member.counts.off_shift);
        let agents = off.filter_map(|member| Agent::of(&member.row));
        Ok(shift::first_begin(ctx.config, agents, draft.now))
    }

    /// All of them.
    pub fn candidates(&self, ctx: &Ctx<'_>, draft: &Draft<'_>) -> Rule<Vec<Candidate<'_>>> {
        Ok(self.members(ctx, draft)?.iter().filter_map(Member::candidate).collect())
    }

    /// Whether anybody of them could take something so heavy now, whatever else it asks for.
    pub fn has_room(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, weight: i64, people_only: bool) -> Rule<bool> {
        let anything = Asked {
            weight,
            tickets: 1,
            per_agent: self.per_agent,
            people_only,
            ..Asked::default()
        };
        let all = self.candidates(ctx, draft)?;
        Ok(all.iter().any(|one| routing::refusal(one, &anything).is_none()))
    }

    /// Who of them gets a ticket now, and why the others do not.
    pub fn choose(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, case: Case<'_>) -> Rule<Choice> {
        let asked = self.asked(ctx, draft, case)?;
        Ok(routing::choose(&self.candidates(ctx, draft)?, &asked))
    }

    /// The same, with those who may take it in the order in which they come.
    pub fn rank(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, case: Case<'_>) -> Rule<(Choice, Vec<Ranked>)> {
        let asked = self.asked(ctx, draft, case)?;
        let candidates = self.candidates(ctx, draft)?;
        Ok((
            routing::choose(&candidates, &asked),
            routing::ranked(&candidates, &asked),
        ))
    }

    /// The same agent, and the turns they were chosen among.
    pub fn pick(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, case: Case<'_>) -> Rule<Option<Pick>> {
        let asked = self.asked(ctx, draft, case)?;
        if self.is_in_order(ctx, draft)?
            && let Some(pick) = self.first(ctx, draft, &asked)?
        {
            return Ok(Some(pick));
        }
        // That nobody may take it rests on all of them.
        let candidates = self.candidates(ctx, draft)?;
        let latest = |of: fn(&Candidate<'_>) -> i64| candidates.iter().map(of).max().unwrap_or_default();
        let choice = routing::choose(&candidates, &asked);
        let Some(agent) = choice.agent else {
            return Ok(None);
        };
        Ok(Some(Pick {
            agent,
            because: self.because(draft, &asked, agent)?,
            latest: latest(|c| c.last_assigned),
            latest_in_queue: latest(|c| c.last_in_queue),
            considered: routing::considered(&candidates, &asked, &choice).filter(|_| self.is_of_people()),
        }))
    }

    /// Why it is this agent.
    fn because(&self, draft: &Draft<'_>, asked: &Asked, agent: AgentId) -> Rule<AssignCause> {
        if !self.is_of_people() {
            return Ok(AssignCause::Bot);
        }
        let row = draft.get::<Agent>(agent)?;
        Ok(row.map_or(AssignCause::Queue, |agent| asked.familiar.cause(agent)))
    }

    /// The latest turn of any of them.
    pub fn latest(&self, ctx: &Ctx<'_>, draft: &Draft<'_>) -> Rule<i64> {
        if self.is_in_order(ctx, draft)? {
            let whose = [self.whose(BTreeSet::new())];
            return draft.ask_teams(
                &whose,
                |id| self.quantities(id),
                |teams| {
                    let (latest, _) = self.latest_of(draft, teams)?;
                    Ok(latest)
                },
            );
        }
        let colleagues = self.ids(draft)?;
        draft.want(colleagues.iter().map(|id| turn_of(*id)))?;
        let mut latest = 0;
        for id in colleagues {
            latest = latest.max(draft.gauge(turn_of(id))?);
        }
        Ok(latest)
    }

    fn asked(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, case: Case<'_>) -> Rule<Asked> {
        let Case {
            ticket: t,
            placement,
            standing,
        } = case;
        let affinity = routing::affinity_of(ctx.config, placement, &standing.queue);
        let age = routing::age(&t.assignment, draft.now);
        let familiar = match self.is_of_people() {
            true => affinity::familiar(ctx.config, draft, t, &affinity, age)?,
            false => Default::default(),
        };
        Ok(Asked {
            skills: standing.skills.clone(),
            weight: routing::weight_now(ctx.config, t, placement.weight),
            familiar,
            amount: routing::to_decide(t),
            strategy: self.strategy,
            tickets: tickets(t),
            platform: Some(self.platform.clone()),
            channels: self.channels.clone(),
            shop: Some(t.shop.clone()),
            barred: routing::barred(t, placement),
            per_agent: self.per_agent,
            people_only: self.is_of_people() && bot::is_for_people(t, placement),
            excluded: t.assignment.excluded.clone(),
            offered: t.assignment.offers.iter().map(|offer| offer.agent).collect(),
        })
    }

    /// Whether the team is kept in its order. Not where this very decision changes who belongs to it.
    fn is_in_order(&self, ctx: &Ctx<'_>, draft: &Draft<'_>) -> Rule<bool> {
        if self.bot.is_some() || self.strategy == Strategy::BestSkill || self.size(draft)? < ctx.rules.in_order_from {
            return Ok(false);
        }
        Ok(!draft.changed().any(|key| key.table == Table::Roster))
    }

    fn whose(&self, within: BTreeSet<String>) -> Whose {
        Whose {
            groups: self.groups.clone(),
            within,
            strategy: self.strategy,
            queue: self.queue,
        }
    }

    /// The first in the order who may take it; `None` when nobody may.
    fn first(&self, ctx: &Ctx<'_>, draft: &Draft<'_>, asked: &Asked) -> Rule<Option<Pick>> {
        let before = Some(asked.familiar.teams.clone()).filter(|teams| !teams.is_empty());
        let whose: Vec<Whose> = before
            .into_iter()
            .chain([BTreeSet::new()])
            .map(|within| self.whose(within))
            .collect();
        draft.ask_teams(
            &whose,
            |id| self.quantities(id),
            |teams| {
                let Some(whole) = teams.last() else { return Ok(None) };
                let mut off = shift::Off::default();
                let mut look = |id| self.look(ctx, draft, id, &mut off);
                let mut apart = Vec::new();
                let own = routing::stands_apart(asked)
                    .into_iter()
                    .filter(|id| whole.lineup.has(*id));
                for id in whole
                    .among(draft.changed())
                    .into_iter()
                    .chain(own)
                    .collect::<BTreeSet<_>>()
                {
                    apart.extend(look(id)?);
                }
                let lineups: Vec<_> = teams.iter().map(|team| &team.lineup).collect();
                let Some(agent) = routing::first(asked, &apart, &lineups, look)? else {
                    return Ok(None);
                };
                let (latest, latest_in_queue) = self.latest_of(draft, teams)?;
                Ok(Some(Pick {
                    agent,
                    because: self.because(draft, asked, agent)?,
                    latest,
                    latest_in_queue,
                    considered: None,
                }))
            },
        )
    }

    /// The latest turns, with what this decision gave out already: a turn only grows.
    fn latest_of(&self, draft: &Draft<'_>, teams: &[&InOrder]) -> Rule<(i64, i64)> {
        let Some(whole) = teams.last() else { return Ok((0, 0)) };
        let (mut latest, mut in_queue) = (whole.lineup.latest(), whole.lineup.latest_in_queue());
        for id in whole.among(draft.changed()) {
            latest = latest.max(draft.gauge(turn_of(id))?);
            if self.goes_by_turns() {
                in_queue = in_queue.max(draft.gauge(turn_in(&self.name, id))?);
            }
        }
        Ok((latest, in_queue))
    }

    fn look<'d>(
        &self,
        ctx: &Ctx<'_>,
        draft: &'d Draft<'_>,
        id: AgentId,
        off: &mut shift::Off,
    ) -> Rule<Option<Candidate<'d>>> {
        let Some(agent) = draft.get::<Agent>(id)? else {
            return Ok(None);
        };
        if draft.want(self.bounds(agent).map(|(key, _)| key)).is_err() {
            // One of them is asked for with all the others.
            draft.want(self.bounded(draft, &self.ids(draft)?)?)?;
        }
        Ok(Some(self.counts(ctx, draft, agent, off)?.candidate(agent)))
    }

    /// The bounds on tickets in an agent's hands, as bounds of the commit: two processes cannot pass them together.
    pub fn guard(&self, draft: &mut Draft<'_>, agent: &Agent, t: &Ticket) {
        let of_queue = self.per_agent.map(|most| (hands::of_queue(agent.id, self.queue), most));
        for (key, most) in of_queue.into_iter().chain(self.bounds(agent)) {
            draft.add(key, 0, Some(i64::from(most) - tickets(t)));
        }
    }
}

/// Tickets that a ticket puts into somebody's hands.
fn tickets(t: &Ticket) -> i64 {
    i64::from(!routing::is_parked(t))
}

impl Member {
    fn candidate(&self) -> Option<Candidate<'_>> {
        Agent::of(&self.row).map(|agent| self.counts.candidate(agent))
    }
}

impl Counts {
    fn candidate<'a>(&self, agent: &'a Agent) -> Candidate<'a> {
        Candidate {
            last_in_queue: self.turn_in_queue,
            idle_since: self.idle_since,
            tickets: self.tickets,
            of_queue: self.of_queue,
            of_platform: self.of_platform,
            of_channels: self.of_channels.clone(),
            off_shift: self.off_shift,
            ..Candidate::new(agent, self.load, self.turn)
        }
    }
}
