//! The people behind the desk: who of them is there, which tasks of theirs are open, and how a task is moved.
use std::collections::BTreeMap;

use aftersync::model::custom::CustomValue;
use aftersync::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use aftersync::model::task::Task;
use aftersync::model::time::MINUTE;
use aftersync::{
    Act, Actor, AgentId, AnyEvent, Cursor, EventBody, Role, TaskId, TenantDesk, Ticket, TicketId, Timestamp, Versioned,
};

use super::Result;
use super::cast::START;
use super::dice::Dice;
use super::evening::Evening;
use super::ledger::Ledger;
use super::staff::{agent_name, sits};

/// A task that is not over, as the log tells of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenTask {
    pub id: TaskId,
    pub ticket: TicketId,
    pub kind: TaskKind,
    pub state: TaskState,
    pub agent: Option<AgentId>,
    /// Since when it stands so.
    pub since: Timestamp,
}

/// The board on the wall: open tasks, followed from the log.
#[derive(Default)]
pub(super) struct Board {
    read_to: Cursor,
    open: BTreeMap<TaskId, OpenTask>,
}

impl Board {
    /// Reads on in the log.
    pub fn follow(&mut self, desk: &TenantDesk) -> Result<()> {
        loop {
            let page = desk.events(self.read_to, 0).wait()?;
            self.read_to = page.next;
            for event in page.events.into_iter().map(|recorded| recorded.event) {
                if let (AnyEvent::Known(body), Some(ticket)) = (event.body, event.ticket) {
                    self.note(&body, ticket, event.at);
                }
            }
            if self.read_to >= page.head {
                return Ok(());
            }
        }
    }

    fn note(&mut self, body: &EventBody, ticket: TicketId, since: Timestamp) {
        let EventBody::TaskMoved {
            task: id,
            task_kind: kind,
            to: state,
            agent,
            ..
        } = *body
        else {
            return;
        };
        if matches!(state, TaskState::Done | TaskState::Failed | TaskState::Cancelled) {
            self.open.remove(&id);
            return;
        }
        let task = OpenTask {
            id,
            ticket,
            kind,
            state,
            agent,
            since,
        };
        self.open.insert(id, task);
    }

    /// Open tasks of a kind, the one that stood longest first.
    pub fn of(&self, kind: TaskKind) -> Vec<OpenTask> {
        let mut all: Vec<OpenTask> = self.open.values().filter(|task| task.kind == kind).copied().collect();
        all.sort_by_key(|task| (task.since, task.id));
        all
    }

    /// What somebody's tasks weigh on them.
    pub fn load(&self, agent: AgentId) -> i64 {
        let theirs = self.open.values().filter(|task| task.agent == Some(agent));
        theirs.map(|task| super::hand_offs::weight(task.kind)).sum()
    }
}

/// One step of a task, with what goes with it.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub trigger: TaskTrigger,
    pub result: Option<TaskResult>,
    pub form: BTreeMap<String, CustomValue>,
}

impl Step {
    /// A step with nothing said about it.
    pub fn new(trigger: TaskTrigger) -> Self {
        Self {
            trigger,
            result: None,
            form: BTreeMap::new(),
        }
    }

    /// With a field of the form.
    pub fn fill(mut self, field: &str, value: CustomValue) -> Self {
        self.form.insert(field.to_owned(), value);
        self
    }

    /// With a word in a field of the form.
    pub fn say(self, field: &str, word: &str) -> Self {
        self.fill(field, CustomValue::Text(word.to_owned()))
    }
}

/// Somebody of the house in their role.
pub(super) fn acting(role: Role, agent: AgentId) -> Actor {
    Actor {
        agent: Some(agent),
        ..Actor::role(role)
    }
}

impl Evening {
    /// Minutes since midnight where the merchant is.
    pub(super) fn minute_of_day(&self) -> i64 {
        ((self.now - START) / MINUTE + 19 * 60).rem_euclid(24 * 60)
    }

    /// Who of a group is at their place now.
    pub(super) fn there(&self, group: &str) -> Vec<AgentId> {
        let minute = self.minute_of_day();
        let group = self.agents.iter().filter(|agent| agent.groups.contains(group));
        let there = group.filter(|agent| self.at_work && sits(agent, minute));
        there.map(|agent| agent.id).collect()
    }

    /// Remembers the most work that somebody had at one time: their tickets and their tasks.
    pub(super) fn weigh(&mut self, agent: AgentId, mine: &[Versioned<Ticket>]) {
        let tickets: i64 = mine.iter().map(|t| t.item.assignment.weight).sum();
        let peak = self.ledger.peaks.entry(agent).or_default();
        *peak = (*peak).max(tickets + self.board.load(agent));
    }

    /// Moves a task, once, and only if it is still as it was read. Gives whether it was moved.
    pub(super) fn move_task(&mut self, desk: &TenantDesk, by: Actor, task: &OpenTask, step: Step) -> Result<bool> {
        let Some(row) = desk.row::<Task>(task.id).wait()? else {
            return Ok(false);
        };
        let (trigger, person) = (step.trigger, by.agent);
        let key = format!("{}/{trigger}/{}", task.id, row.version);
        let name = format!("double click {} {trigger} {}", task.kind, row.item.opened_at.0);
        let again = Dice::of(self.options.seed, &name).chance(10);
        let act = Act::MoveTask {
            task: task.id,
            trigger,
            agent: None,
            reason: None,
            result: step.result,
            amount: None,
            raises: None,
            lines: Vec::new(),
            form: step.form,
            attachments: Vec::new(),
        };
        let doing = desk.act(by).doing(act).key(key).expect(row.version);
        let moved = self.once(doing, again, &format!("{}_{trigger}", task.kind))?;
        if let Some(person) = person.filter(|_| moved && trigger == TaskTrigger::Done) {
            Ledger::count(&mut self.ledger.by_agent, agent_name(person));
        }
        Ok(moved)
    }
}
