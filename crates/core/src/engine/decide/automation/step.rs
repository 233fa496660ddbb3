//! Which command a step is: what an automation does is done by the code that does it for a person.
use crate::automation::filled;
use crate::model::automation::{AutomationField, AutomationMove, AutomationStep, AutomationTell};
use crate::model::command::{Act, Details};
use crate::model::ids::{QueueId, TicketId};
use crate::model::issue::IssueType;
use crate::model::template::TemplateUse;
use crate::model::ticket::Ticket;

/// The command of a step; `None` where there is nothing to do: it is so already, or the host does it.
pub(in crate::engine::decide) fn act(t: &Ticket, step: &AutomationStep) -> Option<Act> {
    use AutomationStep as S;
    let ticket = t.id;
    Some(match step {
        // What is granted is no command: limits bound it.
        S::Notify(_) | S::Approve(_) => return None,
        S::Queue(queue) if t.assignment.queue == Some(QueueId::of(queue)) => return None,
        S::Assign(agent) if t.assignment.agent == Some(*agent) => return None,
        S::Queue(queue) => Act::Transfer {
            ticket,
            queue: queue.clone(),
        },
        S::Assign(agent) => Act::Assign {
            ticket,
            agent: Some(*agent),
        },
        S::Watch(agent) => Act::Watch { ticket, agent: *agent },
        S::Note(text) => Act::Note {
            ticket,
            text: text.clone(),
            mentions: Default::default(),
        },
        S::Reply(text) => reply(ticket, filled(text, t), None),
        S::Template(it) => reply(ticket, String::new(), Some(it)),
        S::Task(task) => Act::OpenTask {
            ticket,
            kind: task.kind,
            group: task.group.clone(),
            after: Vec::new(),
        },
        S::Move(it) => moved(t, it),
        S::Tell(AutomationTell { verb, text }) => Act::Tell {
            ticket,
            verb: *verb,
            details: said(t, text.as_deref(), None),
        },
        S::Tag(tag) => edit(ticket, Kept::Tag(tag)),
        S::Untag(tag) => edit(ticket, Kept::Untag(tag)),
        S::Band(band) => edit(ticket, Kept::Band(*band)),
        S::Custom(field) => edit(ticket, Kept::Custom(field)),
        S::Issue(issue) => edit(ticket, Kept::Issue(*issue)),
    })
}

fn moved(t: &Ticket, it: &AutomationMove) -> Act {
    Act::Move {
        ticket: t.id,
        trigger: it.trigger,
        details: said(t, it.text.as_deref(), it.reason_code.as_ref()),
    }
}

fn said(t: &Ticket, text: Option<&str>, reason_code: Option<&String>) -> Box<Details> {
    Box::new(Details {
        text: text.map(|text| filled(text, t)),
        reason_code: reason_code.cloned(),
        ..Details::default()
    })
}

fn reply(ticket: TicketId, text: String, by: Option<&TemplateUse>) -> Act {
    Act::Reply {
        ticket,
        text,
        template: by.map(|it| it.name.clone()),
        lang: by.and_then(|it| it.lang),
        channel: None,
        confidence: None,
    }
}

/// One thing of what people keep on a ticket.
enum Kept<'a> {
    Tag(&'a String),
    Untag(&'a String),
    Band(u8),
    Custom(&'a AutomationField),
    Issue(IssueType),
}

fn edit(ticket: TicketId, kept: Kept<'_>) -> Act {
    let (mut add_tags, mut remove_tags, mut custom) = (Vec::new(), Vec::new(), Vec::new());
    let (mut issue, mut band) = (None, None);
    match kept {
        Kept::Tag(tag) => add_tags.push(tag.clone()),
        Kept::Untag(tag) => remove_tags.push(tag.clone()),
        Kept::Band(it) => band = Some(it),
        Kept::Custom(field) => custom.push((field.name.clone(), field.is.clone())),
        Kept::Issue(it) => issue = Some(it),
    }
    Act::Edit {
        ticket,
        add_tags,
        remove_tags,
        custom: custom.into_iter().collect(),
        issue,
        band,
        evidence: Vec::new(),
    }
}
