//! Who was there when, by the log.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::limits::MAX_PAGE;
use crate::model::agent::{Agent, Presence};
use crate::model::event::{AnyEvent, Cursor, EventBody};
use crate::model::ids::{AgentId, Tenant};
use crate::model::time::{DAY, Timestamp};
use crate::routing::Went;
use crate::store::Reader;

/// So long after the last ticket came it is read who comes and goes, in milliseconds; what waits then waits for who is there.
const AFTERWARDS: i64 = 7 * DAY;

/// Sets the presence of agents to what it was when the first of the tickets came, and tells who came and went from then on.
/// Before the log began everybody is taken to be there.
pub(super) fn lived(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    agents: &mut [Agent],
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Went>> {
    let first = reader.events(tenant, Cursor::default(), 1)?;
    let Some(began) = first.events.first().map(|recorded| recorded.event.at) else {
        return Ok(Vec::new());
    };
    let unknown = agents.iter().map(|agent| agent.id).collect();
    let changes = changes(reader, tenant, unknown, (from, to.plus(AFTERWARDS)))?;
    let mut went = Vec::new();
    for agent in agents {
        let was = changes.before.get(&agent.id).copied().unwrap_or(agent.presence);
        agent.presence = if from < began { Presence::Online } else { was };
        went.extend((from < began).then_some(Went {
            at: began,
            agent: agent.id,
            presence: was,
        }));
    }
    went.extend(changes.went);
    Ok(went)
}

#[derive(Default)]
struct Changes {
    /// What somebody's status was before its first change.
    before: BTreeMap<AgentId, Presence>,
    went: Vec<Went>,
}

/// The changes in a stretch of time. It is read on until what everybody was before is known: who never changed since is as now.
fn changes(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    mut unknown: BTreeSet<AgentId>,
    (from, to): (Timestamp, Timestamp),
) -> Result<Changes> {
    let mut changes = Changes::default();
    let mut since = place_before(reader, tenant, from)?;
    loop {
        let page = reader.events(tenant, since, MAX_PAGE)?;
        let mut over = false;
        for event in page.events.iter().map(|recorded| &recorded.event) {
            over = event.at > to;
            let AnyEvent::Known(EventBody::PresenceChanged {
                agent, presence, from, ..
            }) = &event.body
            else {
                continue;
            };
            if unknown.remove(agent) {
                changes.before.insert(*agent, before(*from, *presence));
            }
            if !over {
                changes.went.push(Went {
                    at: event.at,
                    agent: *agent,
                    presence: *presence,
                });
            }
        }
        if page.next <= since || page.next >= page.head || (over && unknown.is_empty()) {
            return Ok(changes);
        }
        since = page.next;
    }
}

/// What a status was before it became another. Events of earlier releases do not say: who came was not there, and who went was.
fn before(from: Option<Presence>, to: Presence) -> Presence {
    from.unwrap_or(match to {
        Presence::Online => Presence::Offline,
        _ => Presence::Online,
    })
}

/// The last place in the log before a moment: its times do not run back, so it is found by halving.
fn place_before(reader: &mut dyn Reader, tenant: &Tenant, from: Timestamp) -> Result<Cursor> {
    let (mut low, mut high) = (0, reader.head(tenant)?.cursor.0);
    while low < high {
        let middle = low + (high - low) / 2;
        let page = reader.events(tenant, Cursor(middle), 1)?;
        match page.events.first() {
            Some(next) if next.event.at < from => low = next.cursor.0.max(middle + 1),
            _ => high = middle,
        }
    }
    Ok(Cursor(low))
}
