//! Who works here: agents, with what they have in hand and whether they take work now.
use std::collections::BTreeSet;
use std::ops::Bound;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::agent::{Agent, Presence, Roster};
use crate::model::config::Config;
use crate::model::ids::{AgentId, Tenant, Uid};
use crate::model::time::Timestamp;
use crate::store::index::group_of;
use crate::store::{Key, Reader, Record, Slot, Table};

use super::decide::{OffShift, load_of, tickets_of};
use super::desk::Desk;
use super::later::Later;
use super::paging::by_id;
use super::query::{Page, page_size, row, rows};

/// Which agents. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AgentQuery {
    /// In this group.
    pub group: Option<String>,
    /// Who are so now.
    pub presence: Option<Presence>,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

impl AgentQuery {
    fn admits(&self, agent: &Agent) -> bool {
        self.group.as_ref().is_none_or(|group| agent.groups.contains(group))
            && self.presence.is_none_or(|presence| presence == agent.presence)
    }
}

/// An agent as they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgentView {
    /// The agent: presence, groups, skills, and the capacity that `load` is measured by.
    pub agent: Agent,
    /// Units of work that count against the capacity: tickets, tasks, and what is offered to them.
    pub load: i64,
    /// Tickets that are theirs, or offered to them, and wait for us.
    pub tickets: i64,
    /// Whether they take nothing new now because of their shift: it has not begun, or is nearly over.
    pub off_shift: bool,
}

impl Desk {
    /// An agent, with what they have in hand now.
    pub fn agent(&self, id: AgentId) -> Later<Option<AgentView>> {
        let now = self.engine().now();
        self.read(move |reader, tenant| Ok(views(reader, tenant, now, &[id])?.pop()))
    }

    /// A page of agents, in the order of their ids, with what each has in hand now. Whoever may be given work is
    /// [`Online`](Presence::Online), not `off_shift`, and has less `load` than capacity.
    ///
    /// # Errors
    /// `Malformed` for an `after` that is no place in a list.
    pub fn agents(&self, query: AgentQuery) -> Later<Page<AgentView>> {
        let now = self.engine().now();
        self.read(move |reader, tenant| page(reader, tenant, now, &query))
    }
}

fn page(reader: &mut dyn Reader, tenant: &Tenant, now: Timestamp, query: &AgentQuery) -> Result<Page<AgentView>> {
    let group = query.group.as_deref();
    let group = group.map(|name| members(reader, tenant, name)).transpose()?;
    let found = by_id(query.after.as_deref(), page_size(query.limit), |after, most| {
        let all = match &group {
            Some(group) => those_of(reader, tenant, group, after, most)?,
            None => those_of_all(reader, tenant, after, most)?,
        };
        let admitted = |(id, agent): (Uid, Option<Agent>)| {
            let fits = agent.is_some_and(|agent| query.admits(&agent));
            (id, fits.then_some(AgentId(id)))
        };
        Ok(all.into_iter().map(admitted).collect())
    })?;
    // Somebody may have come or gone since they were found.
    let mut items = views(reader, tenant, now, &found.items)?;
    items.retain(|view| query.admits(&view.agent));
    let next = found.next;
    Ok(Page { items, next })
}

fn members(reader: &mut dyn Reader, tenant: &Tenant, group: &str) -> Result<BTreeSet<AgentId>> {
    let roster = row::<Roster>(reader, tenant, group_of(group))?;
    Ok(roster.map(|roster| roster.item.agents).unwrap_or_default())
}

type Found = Vec<(Uid, Option<Agent>)>;

fn those_of(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    group: &BTreeSet<AgentId>,
    after: Option<Uid>,
    most: usize,
) -> Result<Found> {
    let from = after.map_or(Bound::Unbounded, |id| Bound::Excluded(AgentId(id)));
    let ids: Vec<Uid> = group
        .range((from, Bound::Unbounded))
        .take(most)
        .map(|id| id.0)
        .collect();
    let agents = rows::<Agent>(reader, tenant, &ids)?;
    let agents = agents.into_iter().map(|agent| agent.map(|agent| agent.item));
    Ok(ids.into_iter().zip(agents).collect())
}

fn those_of_all(reader: &mut dyn Reader, tenant: &Tenant, after: Option<Uid>, most: usize) -> Result<Found> {
    let rows = reader.rows(tenant, Table::Agent, after, most)?;
    Ok(rows.iter().map(|(id, _, row)| (*id, Agent::of(row).cloned())).collect())
}

/// These agents with what they have in hand, all of one commit; those who are not there are left out.
fn views(reader: &mut dyn Reader, tenant: &Tenant, now: Timestamp, ids: &[AgentId]) -> Result<Vec<AgentView>> {
    let of_each = ids
        .iter()
        .flat_map(|id| [Agent::key(id.0), load_of(*id), tickets_of(*id)]);
    let keys: Vec<Key> = std::iter::once(Config::key(Uid::ZERO)).chain(of_each).collect();
    let slots = reader.load(tenant, &keys)?.slots;
    let Some((config, of_agents)) = slots.split_first() else {
        return Ok(Vec::new());
    };
    let config = held::<Config>(config).cloned().unwrap_or_default();
    let mut off_shift = OffShift::default();
    let view = |slots: &[Slot]| match slots {
        [agent, load, tickets] => held::<Agent>(agent).map(|agent| AgentView {
            load: quantity(load),
            tickets: quantity(tickets),
            off_shift: off_shift.has(&config, agent, now),
            agent: agent.clone(),
        }),
        _ => None,
    };
    Ok(of_agents.chunks_exact(3).filter_map(view).collect())
}

fn held<R: Record>(slot: &Slot) -> Option<&R> {
    match slot {
        Slot::Row { row, .. } => R::of(row),
        Slot::Absent | Slot::Gauge(_) => None,
    }
}

fn quantity(slot: &Slot) -> i64 {
    match slot {
        Slot::Gauge(value) => *value,
        Slot::Row { .. } | Slot::Absent => 0,
    }
}
