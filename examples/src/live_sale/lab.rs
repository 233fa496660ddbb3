//! Quality check: whoever the desk gave an inspection to looks at what came back, and fills in what they found.
use aftersync::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use aftersync::model::task::Task;
use aftersync::model::time::{HOUR, MINUTE};
use aftersync::model::trigger::Trigger;
use aftersync::{AgentId, Headline, Kind, Role, TenantDesk, Ticket, Versioned};

use super::Result;
use super::crew::{OpenTask, Step, acting};
use super::evening::Evening;
use super::staff::LAB;

/// Grade and verdict of goods that are as they should be, by how often.
const FINE: &[(i64, (&str, &str))] = &[(80, ("A", "as_described")), (20, ("B", "as_described"))];
/// Of those that are not.
const BAD: &[(i64, (&str, &str))] = &[(60, ("C", "used")), (40, ("D", "broken"))];

impl Evening {
    /// Everybody of the quality check who is there goes on with what they have.
    pub(super) fn lab_works(&mut self, desk: &TenantDesk) -> Result<()> {
        let there = self.there(LAB);
        if there.is_empty() {
            return Ok(());
        }
        for task in self.board.of(TaskKind::QcInspection) {
            let Some(by) = task.agent.filter(|agent| there.contains(agent)) else {
                continue;
            };
            let ticket = desk.ticket(task.ticket).wait()?;
            // While the platform's staff look at it, nobody unpacks it.
            if let Some(t) = ticket.filter(|t| t.item.headline == Headline::AwaitingInspection) {
                self.inspect(desk, &task, by, &t, there.len() > 1)?;
            }
        }
        Ok(())
    }

    fn inspect(
        &mut self,
        desk: &TenantDesk,
        task: &OpenTask,
        by: AgentId,
        t: &Versioned<Ticket>,
        has_help: bool,
    ) -> Result<()> {
        let mut dice = self.dice(t, "inspect");
        let (takes, bad) = (
            dice.within(30 * MINUTE, 4 * HOUR),
            t.item.axes.kind != Kind::Repair && dice.chance(12),
        );
        let actor = acting(Role::Qc, by);
        if task.state == TaskState::Assigned {
            // Now and then a colleague knows the article better. Nobody gives back what was given back before.
            let known = desk.row::<Task>(task.id).wait()?;
            let first = known.is_some_and(|task| task.item.declined.is_empty());
            let begins = !(has_help && first && dice.chance(10));
            let trigger = if begins {
                TaskTrigger::Start
            } else {
                TaskTrigger::Decline
            };
            self.move_task(desk, actor, task, Step::new(trigger))?;
            return Ok(());
        }
        if self.now - task.since.0 < takes {
            return Ok(());
        }
        let found = dice.weighted(if bad { BAD } else { FINE });
        let (grade, verdict) = found.unwrap_or(("A", "as_described"));
        let step = Step {
            result: Some(if bad { TaskResult::Failed } else { TaskResult::Full }),
            ..Step::new(TaskTrigger::Done).say("grade", grade).say("verdict", verdict)
        };
        if self.move_task(desk, actor, task, step)? && t.item.axes.kind == Kind::Repair {
            self.in_console(t, Trigger::InspectPass);
        }
        Ok(())
    }
}
