//! Who knows a ticket, looked up by exact key: its last owner, who served the customer, who has another of the order.
use crate::model::affinity::{Affinity, Served};
use crate::model::agent::{Agent, AgentKind};
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::customer::{Account, Customer};
use crate::model::ids::{AgentId, CustomerId};
use crate::model::source::Docket;
use crate::model::ticket::Ticket;
use crate::model::time::{HOUR, Timestamp};
use crate::routing::{self, Familiar, Knows, Placement};
use crate::store::Record;

use super::super::draft::Draft;
use super::{Ctx, Rule, bot};

/// Who is asked before others for a ticket that is so old.
pub(super) fn familiar(
    config: &Config,
    draft: &Draft<'_>,
    t: &Ticket,
    affinity: &Affinity,
    age: i64,
) -> Rule<Familiar> {
    let mut familiar = Familiar {
        teams: routing::teams_of(config, t),
        hold: affinity.hold(age),
        ..Familiar::default()
    };
    if let Some(last) = t.assignment.last_agent {
        familiar.add(last, Knows::Ticket);
    }
    let within = affinity.customer_ms();
    if let Some(served) = served(draft, t)?.filter(|served| draft.now.since(served.at) < within) {
        familiar.add(served.by, Knows::Customer);
    }
    for owner in of_order(draft, t)? {
        familiar.add(owner, Knows::Order);
    }
    Ok(familiar)
}

pub(super) fn customer(draft: &Draft<'_>, t: &Ticket) -> Rule<Option<CustomerId>> {
    match t.account {
        Some(account) => Ok(draft.get::<Account>(account)?.map(|account| account.customer)),
        None => Ok(None),
    }
}

fn served(draft: &Draft<'_>, t: &Ticket) -> Rule<Option<Served>> {
    match customer(draft, t)? {
        Some(id) => Ok(draft.get::<Customer>(id)?.and_then(|customer| customer.served)),
        None => Ok(None),
    }
}

/// People who have another open ticket of the order.
fn of_order(draft: &Draft<'_>, t: &Ticket) -> Rule<Vec<AgentId>> {
    if t.order.is_none() {
        return Ok(Vec::new());
    }
    let members = draft.get::<Docket>(t.docket)?.map(|docket| &docket.members);
    let others = members.into_iter().flatten().filter_map(|m| m.ticket);
    let mut others: Vec<_> = others.filter(|id| *id != t.id).collect();
    others.sort_unstable();
    others.dedup();
    draft.want(others.iter().map(|id| Ticket::key(id.0)))?;
    let mut owners = Vec::new();
    for id in others {
        let other = draft.get::<Ticket>(id)?;
        let same = other.filter(|other| other.is_open() && other.order == t.order);
        let Some(owner) = same.and_then(|other| other.assignment.agent) else {
            continue;
        };
        let person = |agent: &Agent| agent.kind == AgentKind::Human;
        if draft.get::<Agent>(owner)?.is_some_and(person) {
            owners.push(owner);
        }
    }
    Ok(owners)
}

/// A person served the customer of a ticket. Written once an hour, or when it was somebody else.
pub(super) fn serve(draft: &mut Draft<'_>, t: &Ticket, actor: &Actor) -> Rule<()> {
    let (Some(by), true) = (actor.agent, bot::is_person(draft, actor)?) else {
        return Ok(());
    };
    let Some(id) = customer(draft, t)? else { return Ok(()) };
    let Some(known) = draft.get::<Customer>(id)?.cloned() else {
        return Ok(());
    };
    let now = draft.now;
    let fresh = |served: Served| served.by == by && now.since(served.at) < HOUR;
    if !known.served.is_some_and(fresh) {
        let served = Some(Served { by, at: now });
        draft.put(id, Customer { served, ..known });
    }
    Ok(())
}

/// When a ticket that waits no longer does so for somebody who knows it.
pub(super) fn until(ctx: &Ctx<'_>, t: &Ticket, placement: &Placement) -> Option<Timestamp> {
    let affinity = routing::affinity_in(ctx.config, placement, t.assignment.queue);
    let most = affinity.wait_ms.filter(|_| affinity.hold(0) == routing::Hold::Busy)?;
    routing::waits_since(&t.assignment).map(|since| since.plus(most))
}
