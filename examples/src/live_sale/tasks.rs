//! What became of internal tasks, by group: from the log who got them and when, from the rows how they stand at the end.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::handoff::{TaskKind, TaskState};
use aftersync::model::task::Task;
use aftersync::{AgentId, TaskId, TenantDesk, Timestamp};

use super::Result;
use super::evening::Evening;
use super::hand_offs::weight;
use super::outcome::{GroupTasks, Person, Scans, Stock};
use super::staff::agent_name;
use super::stock::levels;

/// One task as the log tells of it.
#[derive(Default)]
struct Told {
    /// Since when it can be begun.
    open_since: Timestamp,
    /// How long until somebody first had it.
    waited_ms: Option<i64>,
}

/// What the log tells of tasks.
#[derive(Default)]
pub(super) struct Log {
    tasks: BTreeMap<TaskId, Told>,
    overdue: BTreeSet<TaskId>,
    /// Who has a task in their hands, and what it weighs.
    held: BTreeMap<TaskId, (AgentId, i64)>,
    loads: BTreeMap<AgentId, i64>,
    peaks: BTreeMap<AgentId, i64>,
    given: BTreeMap<AgentId, u64>,
}

impl Log {
    /// A task moved.
    pub fn moved(&mut self, id: TaskId, kind: TaskKind, to: TaskState, agent: Option<AgentId>, at: Timestamp) {
        let told = self.tasks.entry(id).or_default();
        match to {
            TaskState::Open => told.open_since = at,
            TaskState::Assigned => {
                told.waited_ms.get_or_insert(at.since(told.open_since).max(0));
                agent.into_iter().for_each(|it| *self.given.entry(it).or_default() += 1);
            }
            _ => {}
        }
        let held = matches!(to, TaskState::Assigned | TaskState::InProgress | TaskState::Blocked);
        self.hold(id, agent.filter(|_| held).map(|agent| (agent, weight(kind))));
    }

    /// A task was not done in time.
    pub fn overdue(&mut self, id: TaskId) {
        self.overdue.insert(id);
    }

    /// Who has it from now on.
    fn hold(&mut self, id: TaskId, now: Option<(AgentId, i64)>) {
        if let Some((agent, weight)) = self.held.remove(&id) {
            *self.loads.entry(agent).or_default() -= weight;
        }
        if let Some((agent, weight)) = now {
            self.held.insert(id, (agent, weight));
            let load = self.loads.entry(agent).or_default();
            *load += weight;
            let peak = self.peaks.entry(agent).or_default();
            *peak = (*peak).max(*load);
        }
    }

    /// By group, with every task that was ever opened.
    pub fn by_group(&self, desk: &TenantDesk) -> Result<Vec<GroupTasks>> {
        let mut groups: BTreeMap<String, (GroupTasks, Vec<i64>)> = BTreeMap::new();
        for (id, told) in &self.tasks {
            let Some(task) = desk.row::<Task>(*id).wait()?.map(|row| row.item) else {
                return Err(format!("the log tells of task {id}, and there is none").into());
            };
            let (row, waits) = groups.entry(task.group.clone()).or_default();
            row.group = task.group;
            row.opened += 1;
            match task.state {
                TaskState::Done => row.done += 1,
                TaskState::Cancelled => row.cancelled += 1,
                _ => row.open += 1,
            }
            match told.waited_ms {
                Some(0) => row.at_once += 1,
                Some(ms) => waits.push(ms),
                None => row.to_nobody += 1,
            }
            row.overdue += u64::from(self.overdue.contains(id));
            row.forms += u64::from(task.state == TaskState::Done && !task.form.is_empty());
        }
        let sum = |(mut row, mut waits): (GroupTasks, Vec<i64>)| {
            waits.sort_unstable();
            row.after_a_wait = waits.len() as u64;
            row.wait_median_ms = waits.get(waits.len() / 2).copied().unwrap_or_default();
            row
        };
        Ok(groups.into_values().map(sum).collect())
    }

    /// Person by person, how much they had at one time and what of it came by the desk.
    pub fn people(&self, evening: &Evening, tickets: &BTreeMap<String, u64>) -> Vec<Person> {
        let seen = &evening.ledger.peaks;
        let peak = |id| seen.get(&id).max(self.peaks.get(&id)).copied().unwrap_or_default();
        let person = |agent: &aftersync::Agent| Person {
            name: agent_name(agent.id),
            groups: agent.groups.iter().cloned().collect(),
            capacity: agent.capacity,
            most_at_once: peak(agent.id),
            by_hand: evening.ledger.by_hand.contains(&agent.id),
            tickets: tickets.get(&agent_name(agent.id)).copied().unwrap_or_default(),
            tasks: self.given.get(&agent.id).copied().unwrap_or_default(),
        };
        evening.agents.iter().map(person).collect()
    }
}

/// What the scanner was told.
pub(super) fn scans(evening: &Evening) -> Scans {
    let scans = &evening.ledger.scans;
    Scans {
        parcels: scans.parcels.len() as u64,
        expected: scans.expected,
        no_request: scans.no_request,
        unknown: scans.unknown,
        first_candidate_right: scans.first_candidate_right,
        aside: evening.dock.aside() as u64,
        taken_in: scans.taken_in,
        unannounced: scans.unannounced,
    }
}

/// What there is of the articles, in the end.
pub(super) fn stock(evening: &Evening, desk: &TenantDesk) -> Result<Stock> {
    let levels = levels(desk)?;
    Ok(Stock {
        articles: levels.len() as u64,
        counted: evening.ledger.counted.values().map(|n| i64::from(*n)).sum(),
        on_hand: levels.iter().map(|it| i64::from(it.on_hand)).sum(),
        set_aside: levels.iter().map(|it| it.reserved).sum(),
        waited_for: evening.ledger.out_of_stock.len() as u64,
    })
}
