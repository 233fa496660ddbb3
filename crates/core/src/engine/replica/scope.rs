//! Which tickets a phone's owner sees.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::limits::MAX_PAGE;
use crate::model::agent::Agent;
use crate::model::config::Config;
use crate::model::ids::{AccountId, AgentId, QueueId, Tenant, TicketId, Uid};
use crate::model::task::Task;
use crate::model::ticket::Ticket;
use crate::store::index::group_of;
use crate::store::open_ticket::OpenTicket;
use crate::store::{Index, Reader, Scan, Table};

use super::super::query::{Versioned, listed, row, rows, ticket};
use super::super::routes;
use super::protocol::{PROTOCOL, SyncUser};

/// Most tickets a phone keeps.
pub(super) const MAX_SCOPE: usize = 5_000;

/// What somebody sees.
pub(in crate::engine) struct Scope {
    pub agent: AgentId,
    groups: BTreeSet<String>,
    queues: BTreeSet<QueueId>,
    all: bool,
    /// Changes whenever what is seen changes by another cause than a ticket.
    pub digest: Uid,
}

/// A ticket of the scope.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Seen {
    pub version: i64,
    pub account: Option<AccountId>,
}

/// The tickets of a scope.
#[derive(Default)]
pub(in crate::engine) struct Sight {
    pub tickets: BTreeMap<TicketId, Seen>,
    /// There are more than a phone keeps.
    pub cut: bool,
}

impl Scope {
    /// The scope of a user, by their groups as they are now.
    pub fn of(reader: &mut dyn Reader, tenant: &Tenant, user: &SyncUser) -> Result<Self> {
        let agent = row::<Agent>(reader, tenant, user.agent.0)?;
        let agent = agent
            .ok_or_else(|| Error::not_found("agent", user.agent).during("desk.sync"))?
            .item;
        let config = routes::config(reader, tenant)?.unwrap_or_default();
        Ok(Self::new(&agent, &config, user))
    }

    /// The scope of an agent.
    pub fn new(agent: &Agent, config: &Config, user: &SyncUser) -> Self {
        let queues = served(config, &agent.groups);
        let mut words = vec![PROTOCOL.to_string(), user.agent.to_string(), user.role.to_string()];
        words.push(user.all.to_string());
        words.push("groups".to_owned());
        words.extend(agent.groups.iter().cloned());
        words.push("queues".to_owned());
        words.extend(queues.iter().map(ToString::to_string));
        words.push("hide".to_owned());
        words.extend(user.hide.iter().cloned());
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Self {
            agent: agent.id,
            groups: agent.groups.clone(),
            queues,
            all: user.all,
            digest: Uid::digest(&words),
        }
    }

    /// Whether a ticket is seen for what it says itself; tasks apart.
    fn shows(&self, t: &Ticket) -> bool {
        let at = &t.assignment;
        let served = at.queue.is_some_and(|queue| self.queues.contains(&queue));
        let theirs = match at.agent {
            Some(agent) => agent == self.agent,
            None => served || !self.groups.is_disjoint(&at.also),
        };
        let offered = at.offers.iter().any(|offer| offer.agent == self.agent);
        t.is_open() && (self.all || theirs || offered || t.local.watchers.contains(&self.agent))
    }

    /// Whether a task is this person's, or nobody's yet and of their groups.
    fn asks(&self, task: &Task) -> bool {
        let theirs = match task.agent {
            Some(agent) => agent == self.agent,
            None => self.groups.contains(&task.group) || !self.groups.is_disjoint(&task.also),
        };
        task.ended_at.is_none() && theirs
    }

    /// Whether one ticket is seen, with its tasks.
    pub fn sees<'t>(&self, t: &Ticket, tasks: impl IntoIterator<Item = &'t Task>) -> bool {
        t.merged_into.is_none() && (self.shows(t) || tasks.into_iter().any(|task| self.asks(task)))
    }

    /// All tickets that are seen, the most urgent first where there are too many.
    pub fn sight(&self, reader: &mut dyn Reader, tenant: &Tenant) -> Result<Sight> {
        let mut sight = Sight::default();
        for (index, group) in self.ticket_lists() {
            self.list(reader, tenant, index, group, &mut sight)?;
        }
        self.tasks(reader, tenant, &mut sight)?;
        Ok(sight)
    }

    fn ticket_lists(&self) -> Vec<(Index, Uid)> {
        if self.all {
            return vec![(Index::TicketOpen, Uid::ZERO)];
        }
        let waiting = self.queues.iter().map(|queue| (Index::TicketWaiting, queue.0));
        let asked = self.groups.iter().map(|group| (Index::TicketAsked, group_of(group)));
        [Index::TicketAgent, Index::TicketOffered, Index::TicketWatched]
            .map(|list| (list, self.agent.0))
            .into_iter()
            .chain(waiting)
            .chain(asked)
            .collect()
    }

    /// The lists that all tickets of the scope stand in, by themselves or by a task.
    pub fn lists(&self) -> Vec<(Index, Uid)> {
        self.ticket_lists().into_iter().chain(self.task_lists()).collect()
    }

    fn task_lists(&self) -> impl Iterator<Item = (Index, Uid)> {
        let groups = self.groups.iter().map(|group| (Index::TaskGroup, group_of(group)));
        std::iter::once((Index::TaskAgent, self.agent.0)).chain(groups)
    }

    fn list(
        &self,
        reader: &mut dyn Reader,
        tenant: &Tenant,
        index: Index,
        group: Uid,
        sight: &mut Sight,
    ) -> Result<()> {
        let mut scan = Scan::all(index, group, Table::Ticket, MAX_PAGE);
        loop {
            let page = reader.list_open(tenant, &scan)?;
            for entry in page.entries {
                if sight.tickets.len() >= MAX_SCOPE {
                    sight.cut = true;
                    return Ok(());
                }
                let seen = match OpenTicket::read(&entry.row) {
                    Some(open) => Seen {
                        version: entry.version,
                        account: open.account,
                    },
                    None => match row::<Ticket>(reader, tenant, entry.mark.id)? {
                        Some(t) => Seen {
                            version: t.version,
                            account: t.item.account,
                        },
                        None => continue,
                    },
                };
                sight.tickets.insert(TicketId(entry.mark.id), seen);
            }
            match page.next {
                Some(next) => scan.after = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// Tickets that are seen for a task.
    fn tasks(&self, reader: &mut dyn Reader, tenant: &Tenant, sight: &mut Sight) -> Result<()> {
        let mut wanted = BTreeSet::new();
        for (index, group) in self.task_lists() {
            let scan = Scan::all(index, group, Table::Task, MAX_PAGE);
            let tasks = listed::<Task>(reader, tenant, scan, MAX_SCOPE)?;
            wanted.extend(
                tasks
                    .iter()
                    .filter(|(_, t)| self.asks(&t.item))
                    .map(|(_, t)| t.item.ticket),
            );
        }
        wanted.retain(|id| !sight.tickets.contains_key(id));
        let room = MAX_SCOPE.saturating_sub(sight.tickets.len());
        sight.cut |= wanted.len() > room;
        let ids: Vec<Uid> = wanted.into_iter().take(room).map(|id| id.0).collect();
        for part in ids.chunks(MAX_PAGE) {
            for named in rows::<Ticket>(reader, tenant, part)?.into_iter().flatten() {
                // A task goes on naming the ticket it was opened on, whatever that became part of.
                let now = match named.item.merged_into {
                    Some(_) => ticket(reader, tenant, named.item.id)?,
                    None => Some(named),
                };
                let seen = |t: &Versioned<Ticket>| Seen {
                    version: t.version,
                    account: t.item.account,
                };
                sight.tickets.extend(now.map(|t| (t.item.id, seen(&t))));
            }
        }
        Ok(())
    }
}

/// The queues that these groups serve.
fn served(config: &Config, groups: &BTreeSet<String>) -> BTreeSet<QueueId> {
    let named = config.queues.iter().filter(|q| {
        if q.groups.is_empty() {
            groups.contains(&q.name)
        } else {
            q.groups.iter().any(|g| groups.contains(g))
        }
    });
    let mut queues: BTreeSet<QueueId> = named.map(|q| QueueId::of(&q.name)).collect();
    let known = config.queues.iter().any(|q| q.name == config.fallback_queue);
    if !known && groups.contains(&config.fallback_queue) {
        queues.insert(QueueId::of(&config.fallback_queue));
    }
    queues
}
