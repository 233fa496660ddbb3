//! What people do with a ticket beside moving it: notes, owners, queues, tags, fields.
use std::collections::BTreeSet;

use crate::error::Error;
use crate::limits::{MAX_CUSTOM_BYTES, MAX_EVIDENCE, MAX_TAG_BYTES, MAX_TAGS, MAX_WATCHERS};
use crate::model::agent::Agent;
use crate::model::command::Act;
use crate::model::config::Config;
use crate::model::custom::{CustomOn, CustomValue};
use crate::model::event::{EventBody, Via};
use crate::model::ids::{AgentId, TicketId};
use crate::model::ticket::Ticket;
use crate::store::Record;

use super::super::super::draft::Draft;
use super::super::edit::Edit;
use super::super::{Ctx, Rule, assign, effects, settle};

/// Leaves a note for colleagues.
pub(super) fn note(draft: &mut Draft<'_>, id: TicketId, text: &str, mentions: &BTreeSet<AgentId>) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    let id = t.id;
    if text.trim().is_empty() {
        return Err(Error::rejected("a note needs words").into());
    }
    let text = text.to_owned();
    draft.want(mentions.iter().map(|agent| Agent::key(agent.0)))?;
    for agent in mentions {
        if draft.get::<Agent>(*agent)?.is_none() {
            return Err(Error::not_found("agent", agent).into());
        }
    }
    draft.event(Some(id), EventBody::NoteAdded { text });
    for agent in mentions {
        draft.event(Some(id), EventBody::Mentioned { agent: *agent });
    }
    if !t.local.touched {
        t.local.touched = true;
        draft.put(id, t);
    }
    Ok(id)
}

/// Lets an agent hear of a ticket. It moves nothing, so it makes no work of it.
pub(super) fn watch(draft: &mut Draft<'_>, id: TicketId, agent: AgentId) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    if draft.get::<Agent>(agent)?.is_none() {
        return Err(Error::not_found("agent", agent).into());
    }
    if t.local.watchers.insert(agent) {
        if t.local.watchers.len() > MAX_WATCHERS {
            return Err(Error::rejected("too many agents watch this ticket")
                .with("limit", MAX_WATCHERS)
                .into());
        }
        watched(draft, &t);
    }
    Ok(t.id)
}

/// Lets an agent hear of it no longer; one who was removed too.
pub(super) fn unwatch(draft: &mut Draft<'_>, id: TicketId, agent: AgentId) -> Rule<TicketId> {
    let mut t = super::ticket(draft, id)?;
    if t.local.watchers.remove(&agent) {
        watched(draft, &t);
    }
    Ok(t.id)
}

fn watched(draft: &mut Draft<'_>, t: &Ticket) {
    let what = vec!["watchers".to_owned()];
    draft.event(Some(t.id), EventBody::TicketEdited { what });
    draft.put(t.id, t.clone());
}

/// Gives a ticket to an agent, or back to its queue.
pub(super) fn assign(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, agent: Option<AgentId>) -> Rule<TicketId> {
    let before = super::ticket(draft, id)?;
    let mut t = before.clone();
    match agent {
        Some(agent) => {
            if draft.get::<Agent>(agent)?.is_none() {
                return Err(Error::not_found("agent", agent).into());
            }
            assign::give(ctx, draft, &mut t, agent)?;
        }
        None => {
            assign::release(ctx, draft, &mut t, "given back")?;
            t.assignment.last_agent = None;
        }
    }
    t.local.touched = true;
    assign::count(ctx, draft, Some(&before), &t)?;
    effects::count(ctx, draft, Some(&before), &t);
    write(ctx, draft, t)
}

/// Puts a ticket into another queue.
pub(super) fn transfer(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: TicketId, queue: &str) -> Rule<TicketId> {
    let before = super::ticket(draft, id)?;
    if !ctx.config.has_queue(queue) {
        return Err(Error::not_found("queue", queue).into());
    }
    let mut t = before.clone();
    assign::release(ctx, draft, &mut t, "moved to another queue")?;
    t.assignment.last_agent = None;
    t.assignment.past.clear();
    t.local.queue = Some(queue.to_owned());
    t.local.touched = true;
    assign::count(ctx, draft, Some(&before), &t)?;
    effects::count(ctx, draft, Some(&before), &t);
    write(ctx, draft, t)
}

fn write(ctx: &Ctx<'_>, draft: &mut Draft<'_>, t: Ticket) -> Rule<TicketId> {
    let id = t.id;
    draft.put(id, t);
    settle::settle(ctx, draft, id, Via::Command)?;
    Ok(id)
}

/// Changes what people keep on a ticket.
pub(super) fn edit(ctx: &Ctx<'_>, draft: &mut Draft<'_>, act: &Act) -> Rule<TicketId> {
    let edit = Edit::of(act).ok_or_else(|| Error::internal("not an edit"))?;
    let mut t = super::ticket(draft, edit.ticket)?;
    edit.add_tags.iter().try_for_each(|tag| check_tag(tag))?;
    for (name, value) in edit.custom {
        check_custom(ctx.config, CustomOn::Ticket, name, value)?;
    }
    if edit.band.is_some_and(|b| b > 4) {
        return Err(Error::rejected("a band is 0 to 4").into());
    }
    edit.onto(&mut t.local);
    if t.local.tags.len() > MAX_TAGS {
        return Err(Error::rejected("too many tags").with("limit", MAX_TAGS).into());
    }
    if t.local.evidence.len() > MAX_EVIDENCE {
        return Err(Error::rejected("too much evidence on one ticket")
            .with("limit", MAX_EVIDENCE)
            .into());
    }
    t.local.touched = true;
    draft.event(Some(t.id), EventBody::TicketEdited { what: edit.about() });
    write(ctx, draft, t)
}

pub(super) fn check_tag(tag: &str) -> Result<(), Error> {
    if tag.trim().is_empty() || tag.len() > MAX_TAG_BYTES {
        return Err(Error::rejected("a tag is empty or too long").with("limit", MAX_TAG_BYTES));
    }
    Ok(())
}

/// A custom field must be declared, and its value of the declared type.
pub(super) fn check_custom(config: &Config, on: CustomOn, name: &str, value: &CustomValue) -> Result<(), Error> {
    let Some(field) = config.custom.iter().find(|f| f.on == on && f.name == name) else {
        return Err(Error::rejected("no such custom field")
            .with("field", name)
            .hint("declare it in the configuration"));
    };
    if !field.of.admits(value) {
        return Err(Error::rejected("the value is not of the field's type").with("field", name));
    }
    if matches!(value, CustomValue::Text(text) if text.len() > MAX_CUSTOM_BYTES) {
        return Err(Error::rejected("the value is too long")
            .with("field", name)
            .with("limit", MAX_CUSTOM_BYTES));
    }
    Ok(())
}
