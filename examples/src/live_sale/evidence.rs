//! Pictures for the platforms' staff: whoever the desk gave the task to picks them and hands them in, once.
use aftersync::model::axes::DisputeState;
use aftersync::model::evidence::{Evidence, EvidenceKind};
use aftersync::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync::model::trigger::Trigger;
use aftersync::{Actor, AgentId, TenantDesk, Ticket, Versioned};

use super::Result;
use super::crew::Step;
use super::evening::Evening;
use super::staff::TALK;

impl Evening {
    /// Tasks about disputes. What was handed in, and what the staff decided, ends them by itself.
    pub(super) fn evidence_works(&mut self, desk: &TenantDesk) -> Result<()> {
        let there = self.there(TALK);
        for task in self.board.of(TaskKind::Evidence) {
            let Some(by) = task.agent.filter(|agent| there.contains(agent)) else {
                continue;
            };
            if task.state == TaskState::Assigned {
                let picked = Step::new(TaskTrigger::Start).say("shows", "parcel_leaving");
                self.move_task(desk, Actor::agent(by), &task, picked)?;
            } else if let Some(t) = desk.ticket(task.ticket).wait()?.filter(|t| self.has_thought(t)) {
                self.show_evidence(desk, by, &t)?;
            }
        }
        Ok(())
    }

    fn show_evidence(&mut self, desk: &TenantDesk, agent: AgentId, t: &Versioned<Ticket>) -> Result<()> {
        let wanted = matches!(t.item.axes.dispute, DisputeState::EvidenceDue);
        let last = t.item.local.entries.last();
        let shown = last.is_some_and(|e| e.trigger == Trigger::SubmitEvidence && !e.void);
        if !wanted || shown || !self.dice(t, "evidence").chance(70) {
            return Ok(());
        }
        let picture = Evidence {
            kind: EvidenceKind::Image,
            url: self.site_of(t).map(|site| site.picture(&t.item.number.to_string())),
            blob: None,
            note: None,
        };
        let act = desk.act(Actor::agent(agent));
        let doing = act.submit_evidence(t.item.id).evidence(picture).text("出库视频截图");
        self.tell(doing, Trigger::SubmitEvidence, desk, agent, t)
    }
}
