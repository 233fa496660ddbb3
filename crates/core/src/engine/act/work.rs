//! Commands of those who share out the work: offers, tasks, who is there, and what the warehouse has.
use super::{Acting, Doing};
use crate::model::agent::{Agent, Presence};
use crate::model::command::Act;
use crate::model::custom::CustomValue;
use crate::model::handoff::{TaskResult, TaskTrigger};
use crate::model::ids::{AgentId, ListingId, ProductId, TaskId, TicketId};
use crate::model::stock::StockCount;
use crate::model::trigger::Trigger;

impl Acting {
    /// Take a ticket that is offered to this agent.
    pub fn accept_offer(&self, ticket: TicketId, agent: AgentId) -> Doing {
        self.doing(Act::AcceptOffer { ticket, agent })
    }
    /// Get ready to take a ticket that is offered: the offer holds for two minutes more, once.
    pub fn hold_offer(&self, ticket: TicketId, agent: AgentId) -> Doing {
        self.doing(Act::HoldOffer { ticket, agent })
    }
    /// Turn down a ticket that is offered: it is offered to others first.
    pub fn reject_offer(&self, ticket: TicketId, agent: AgentId) -> Doing {
        self.doing(Act::RejectOffer { ticket, agent })
    }
    /// Move an internal task. Takes an [`agent`](Doing::agent), a [`result`](Doing::result), a [`field`](Doing::field) of its
    /// form, and as moves of tickets do an amount, a reason, lines and evidence.
    pub fn move_task(&self, task: TaskId, trigger: TaskTrigger) -> Doing {
        self.doing(Act::MoveTask {
            task,
            trigger,
            agent: None,
            reason: None,
            result: None,
            raises: None,
            amount: None,
            lines: Vec::new(),
            form: Default::default(),
            attachments: Vec::new(),
        })
    }
    /// Add or change an agent.
    pub fn put_agent(&self, agent: Agent) -> Doing {
        let agent = Box::new(agent);
        self.doing(Act::PutAgent { agent })
    }
    /// Remove an agent: the open tickets they have go back to the queues.
    pub fn remove_agent(&self, agent: AgentId) -> Doing {
        self.doing(Act::RemoveAgent { agent })
    }
    /// Say whether an agent takes work: by hand, until somebody says otherwise; or [`leased`](Doing::leased).
    pub fn set_presence(&self, agent: AgentId, presence: Presence) -> Doing {
        let leased = false;
        self.doing(Act::SetPresence {
            agent,
            presence,
            leased,
        })
    }
    /// Say that an agent is still there, well within the length of a lease.
    pub fn heartbeat(&self, agent: AgentId) -> Doing {
        self.doing(Act::Heartbeat { agent })
    }
    /// Say how many pieces of articles the warehouse has; those that are not named stay as they were.
    pub fn set_stock(&self, levels: impl IntoIterator<Item = StockCount>) -> Doing {
        let levels = levels.into_iter().collect();
        self.doing(Act::SetStock { levels })
    }
    /// Join a listing to a product by hand.
    pub fn join_listing(&self, listing: ListingId, product: ProductId) -> Doing {
        self.doing(Act::JoinListing { listing, product })
    }
}

impl Doing {
    /// Only for as long as heartbeats come: said of a status.
    pub fn leased(mut self) -> Self {
        if let Act::SetPresence { leased, .. } = &mut self.command.act {
            *leased = true;
        }
        self
    }
    /// To this agent: said of a task.
    pub fn agent(mut self, id: AgentId) -> Self {
        if let Act::MoveTask { agent, .. } = &mut self.command.act {
            *agent = Some(id);
        }
        self
    }
    /// With this outcome of a task that is done.
    pub fn result(mut self, of: TaskResult) -> Self {
        if let Act::MoveTask { result, .. } = &mut self.command.act {
            *result = Some(of);
        }
        self
    }
    /// Moving the ticket by this when the task is done, instead of by what the table says.
    pub fn raises(mut self, trigger: Trigger) -> Self {
        if let Act::MoveTask { raises, .. } = &mut self.command.act {
            *raises = Some(trigger);
        }
        self
    }
    /// With this value in the form of a task.
    pub fn field(mut self, name: impl Into<String>, value: CustomValue) -> Self {
        if let Act::MoveTask { form, .. } = &mut self.command.act {
            form.insert(name.into(), value);
        }
        self
    }
}
