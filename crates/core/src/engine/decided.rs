//! A decision of the past: what the log keeps of it, and what the rules of then say of the ticket of today.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::MAX_PAGE;
use crate::model::config::Config;
use crate::model::event::{AnyEvent, Cursor, EventBody, Recorded};
use crate::model::ids::{AgentId, Tenant, TicketId};
use crate::model::selection::{AssignCause, ConsideredAgents};
use crate::model::time::Timestamp;
use crate::routing::Placement;
use crate::store::Reader;

use super::decide::explained::placed_by;
use super::desk::Desk;
use super::later::Later;
use super::look::Look;
use super::query::{row, ticket};

/// Who was given a ticket, when, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decided {
    /// The place of the event `assigned` in the log.
    pub cursor: Cursor,
    /// When.
    pub at: Timestamp,
    /// Who got it.
    pub agent: AgentId,
    /// Why it was this agent.
    pub because: AssignCause,
    /// The version of the configuration it was decided by; 0 where that was not written down yet.
    pub version: u32,
    /// How they were chosen, in figures. Of an offer that was taken: as it was made. Absent where not all who serve the queue were
    /// looked at: by hand, a bot that begins, a large team that is kept in its order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub considered: Option<Box<ConsideredAgents>>,
    /// The queue it stood in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// The rule by which it came into that queue; nothing for the fallback queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How many steps of its route it had taken there.
    pub step: u32,
    /// What the log says of its way there since somebody had it before, or since it was opened: queues it came into and left,
    /// steps, offers. The last hundred.
    pub way: Vec<Recorded>,
    /// Where the rules of that version put the ticket **as it is today**, asked for the moment it came into its queue: rule by rule. What it was like
    /// then is not kept, so this may differ from `rule` and `queue` where the ticket changed since. Absent where that version
    /// is kept no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Placement>,
    /// Whether all that the rules of that version look at is today as it was when they put the ticket there: then `today` is the
    /// decision of then, rule by rule. Absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchanged: Option<bool>,
}

/// Most events of the way that are told.
const TOLD: usize = 100;

impl Desk {
    /// Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none
    /// is named. What was written down then, and what the rules of then say of the ticket of today. Nothing is written.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket, or nobody was given it until then.
    pub fn explain_decision(&self, id: TicketId, cursor: Option<Cursor>) -> Later<Decided> {
        self.read(move |reader, tenant| {
            decided(reader, tenant, id, cursor).map_err(|error| error.during("desk.explain_decision"))
        })
    }
}

fn decided(reader: &mut dyn Reader, tenant: &Tenant, id: TicketId, until: Option<Cursor>) -> Result<Decided> {
    let Some(of) = ticket(reader, tenant, id)? else {
        return Err(Error::not_found("ticket", id));
    };
    let mut reading = Reading::default();
    let mut since = Cursor::default();
    loop {
        let page = reader.ticket_events(tenant, id, since, MAX_PAGE)?;
        let last = page.events.len() < MAX_PAGE || page.next <= since;
        since = page.next;
        let until_then = |recorded: &Recorded| until.is_none_or(|until| recorded.cursor <= until);
        let all = page.events.len();
        let read: Vec<Recorded> = page.events.into_iter().take_while(until_then).collect();
        let over = last || read.len() < all;
        read.into_iter().for_each(|recorded| reading.read(recorded));
        if over {
            break;
        }
    }
    let mut decided = reading
        .decided
        .ok_or_else(|| Error::not_found("decision", id).hint("name the place of an event `assigned` of this ticket"))?;
    if let Some(config) = row::<Config>(reader, tenant, Config::id_of(decided.version))? {
        let (config, id) = (config.item, of.item.id);
        let put = reading.put.filter(|put| put.version == config.version);
        let at = put.map_or(decided.at, |put| put.at);
        let today = Look::new(reader, tenant).ask(|snapshot| placed_by(snapshot, &config, at, id))??;
        decided.unchanged = today.as_ref().zip(put).map(|((_, seen), put)| *seen == put.seen);
        decided.today = today.map(|(placement, _)| placement);
    }
    Ok(decided)
}

/// What the log told so far.
#[derive(Default)]
struct Reading {
    queue: Option<String>,
    rule: Option<String>,
    step: u32,
    way: Vec<Recorded>,
    /// How it came into that queue, where that was written down, by the time it was given to somebody.
    put: Option<Put>,
    stands: Option<Put>,
    decided: Option<Decided>,
}

/// What was looked at as a ticket was put into a queue.
#[derive(Clone, Copy)]
struct Put {
    at: Timestamp,
    version: u32,
    seen: u32,
}

impl Reading {
    fn read(&mut self, recorded: Recorded) {
        let AnyEvent::Known(body) = &recorded.event.body else {
            return;
        };
        match body {
            EventBody::Assigned {
                agent,
                because,
                version,
                considered,
                ..
            } => {
                let offered = self.offered(*agent);
                self.put = self.stands;
                self.decided = Some(Decided {
                    cursor: recorded.cursor,
                    at: recorded.event.at,
                    agent: *agent,
                    because: *because,
                    version: *version,
                    considered: considered.clone().or(offered),
                    queue: self.queue.clone(),
                    rule: self.rule.clone(),
                    step: self.step,
                    way: std::mem::take(&mut self.way),
                    today: None,
                    unchanged: None,
                });
            }
            EventBody::Enqueued {
                name,
                rule,
                version,
                seen,
                ..
            } => {
                let (at, version) = (recorded.event.at, *version);
                self.stands = seen.map(|seen| Put { at, version, seen });
                self.queue = Some(name.clone());
                self.rule.clone_from(rule);
                self.step = 0;
                self.keep(recorded);
            }
            EventBody::RouteStepped { step, .. } => {
                self.step = *step;
                self.keep(recorded);
            }
            EventBody::Overflowed { .. }
            | EventBody::Released { .. }
            | EventBody::Offered { .. }
            | EventBody::OfferAccepted { .. }
            | EventBody::OfferRejected { .. }
            | EventBody::OfferTimedOut { .. }
            | EventBody::OfferRescinded { .. }
            | EventBody::BotHandedOff { .. } => self.keep(recorded),
            _ => (),
        }
    }

    /// How an agent was chosen who was asked first.
    fn offered(&self, to: AgentId) -> Option<Box<ConsideredAgents>> {
        let last = self.way.iter().rev().find_map(|recorded| match &recorded.event.body {
            AnyEvent::Known(EventBody::Offered { agent, considered, .. }) if *agent == to => Some(considered.clone()),
            _ => None,
        });
        last.flatten()
    }

    fn keep(&mut self, recorded: Recorded) {
        if self.way.len() >= TOLD {
            self.way.remove(0);
        }
        self.way.push(recorded);
    }
}
