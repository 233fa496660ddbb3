//! Finding internal tasks: those of a ticket, of a group, of an agent.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::handoff::TaskKind;
use crate::model::ids::{AgentId, TaskId, Tenant, TicketId, Uid};
use crate::model::task::Task;
use crate::store::index::{group_of, queue_sort};
use crate::store::{Index, Mark, Reader, Record, Scan, Table};

use super::desk::Desk;
use super::later::Later;
use super::paging::write_mark;
use super::query::{Page, Versioned, page_size, parse_mark, row, rows, ticket};

/// Which tasks: of one `ticket`, of one `group` or of one `agent`. What else is present must hold, too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TaskQuery {
    /// All of this ticket, those that ended too.
    pub ticket: Option<TicketId>,
    /// Those that this group is to do and that have not ended.
    pub group: Option<String>,
    /// Those that this agent has and that have not ended.
    pub agent: Option<AgentId>,
    /// Of this kind.
    pub kind: Option<TaskKind>,
    /// That nobody has.
    pub unassigned: bool,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`].
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

/// Where tasks are looked for.
enum Whose {
    Ticket(TicketId),
    List(Index, Uid),
}

impl TaskQuery {
    fn whose(&self) -> Result<Whose> {
        match (self.ticket, self.group.as_deref(), self.agent) {
            (Some(ticket), None, None) => Ok(Whose::Ticket(ticket)),
            (None, Some(group), None) => Ok(Whose::List(Index::TaskGroup, group_of(group))),
            (None, None, Some(agent)) => Ok(Whose::List(Index::TaskAgent, agent.0)),
            _ => Err(
                Error::malformed("tasks are those of one ticket, of one group or of one agent")
                    .during("query.tasks")
                    .with("allowed", "ticket, group, agent"),
            ),
        }
    }

    fn admits(&self, task: &Task) -> bool {
        self.kind.is_none_or(|kind| kind == task.kind) && !(self.unassigned && task.agent.is_some())
    }
}

impl Desk {
    /// A task, whether it has ended or not.
    pub fn task(&self, id: TaskId) -> Later<Option<Versioned<Task>>> {
        self.read(move |reader, tenant| row::<Task>(reader, tenant, id.0))
    }

    /// A page of tasks by band, then what is due first first; of a ticket those that ended come last. Of a group or an agent with more than
    /// 20,000 open ones, the 20,000 that were opened first are looked at.
    ///
    /// # Errors
    /// `Malformed` unless exactly one of `ticket`, `group` and `agent` is given, and for an `after` that is no place in a list.
    pub fn tasks(&self, query: TaskQuery) -> Later<Page<Versioned<Task>>> {
        self.read(move |reader, tenant| page(reader, tenant, &query))
    }
}

fn page(reader: &mut dyn Reader, tenant: &Tenant, query: &TaskQuery) -> Result<Page<Versioned<Task>>> {
    let whose = query.whose()?;
    let after = query.after.as_deref().map(parse_mark).transpose()?;
    let mut first = First::new(after, page_size(query.limit));
    match whose {
        Whose::Ticket(id) => of_ticket(reader, tenant, id, query, &mut first)?,
        Whose::List(index, group) => of_list(reader, tenant, (index, group), query, &mut first)?,
    }
    Ok(first.page())
}

fn of_ticket(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    id: TicketId,
    query: &TaskQuery,
    first: &mut First,
) -> Result<()> {
    let Some(ticket) = ticket(reader, tenant, id)? else {
        return Ok(());
    };
    let ids: Vec<Uid> = ticket.item.local.tasks.iter().map(|task| task.0).collect();
    for task in rows::<Task>(reader, tenant, &ids)?.into_iter().flatten() {
        if query.admits(&task.item) {
            first.see(task.version, &task.item);
        }
    }
    Ok(())
}

/// The lists stand by when tasks were opened, so each page looks at all of its list.
fn of_list(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    (index, group): (Index, Uid),
    query: &TaskQuery,
    first: &mut First,
) -> Result<()> {
    let mut scan = Scan::all(index, group, Table::Task, MAX_PAGE);
    let mut examined = 0;
    while examined < MAX_EXAMINED {
        let listing = reader.list(tenant, &scan)?;
        examined += listing.entries.len();
        for entry in &listing.entries {
            if let Some(task) = Task::of(&entry.row).filter(|task| query.admits(task)) {
                first.see(entry.version, task);
            }
        }
        match listing.next {
            Some(next) => scan.after = Some(next),
            None => break,
        }
    }
    Ok(())
}

/// Those that ended stand behind all bands.
const ENDED: u8 = 5;

/// Where a task stands among others: by band, then by when it is due; behind them by when it ended.
fn place(task: &Task) -> Mark {
    let sort = match task.ended_at {
        Some(ended) => queue_sort(ENDED, Some(ended)),
        None => queue_sort(task.band, task.turn_at()),
    };
    Mark { sort, id: task.id.0 }
}

/// The first of all tasks seen that stand behind a place: a page, and one to see whether there are more.
struct First {
    after: Option<Mark>,
    limit: usize,
    kept: BTreeMap<Mark, Versioned<Task>>,
}

impl First {
    fn new(after: Option<Mark>, limit: usize) -> Self {
        Self {
            after,
            limit,
            kept: BTreeMap::new(),
        }
    }

    fn see(&mut self, version: i64, task: &Task) {
        let mark = place(task);
        let full = self.kept.len() > self.limit;
        let too_late = full && self.kept.last_key_value().is_some_and(|(last, _)| mark > *last);
        if too_late || self.after.is_some_and(|after| mark <= after) {
            return;
        }
        let item = task.clone();
        self.kept.insert(mark, Versioned { version, item });
        if full {
            self.kept.pop_last();
        }
    }

    fn page(mut self) -> Page<Versioned<Task>> {
        let more = self.kept.len() > self.limit;
        if more {
            self.kept.pop_last();
        }
        let last = self.kept.last_key_value().map(|(mark, _)| *mark);
        Page {
            next: last.filter(|_| more).map(write_mark),
            items: self.kept.into_values().collect(),
        }
    }
}
