//! What agents have in their hands: tickets that are theirs and wait for us, counted whole, by queue, by platform
//! and by channel.
use crate::model::conversation::Channel;
use crate::model::ids::{AgentId, Platform, QueueId, Uid};
use crate::model::ticket::Ticket;
use crate::routing::is_parked;
use crate::store::{Key, Table};

use super::super::draft::Draft;

/// The key of the number of tickets an agent has.
pub(crate) fn all_of(agent: AgentId) -> Key {
    Key::new(Table::AgentTickets, agent.0)
}

/// The key of the number of those that stand in a queue.
pub(super) fn of_queue(agent: AgentId, queue: QueueId) -> Key {
    let id = Uid::digest(&["in queue", &queue.to_string(), &agent.to_string()]);
    Key::new(Table::AgentTickets, id)
}

/// The key of the number of those that are of a platform. It is made of the word that a platform had here at first: numbers
/// that are stored stay where they are.
pub(super) fn of_platform(agent: AgentId, platform: &Platform) -> Key {
    let id = Uid::digest(&["of channel", platform.as_str(), &agent.to_string()]);
    Key::new(Table::AgentTickets, id)
}

/// The key of the number of those about which the buyer wrote through a channel.
pub(super) fn of_channel(agent: AgentId, channel: Channel) -> Key {
    let id = Uid::digest(&["written through", channel.as_str(), &agent.to_string()]);
    Key::new(Table::AgentTickets, id)
}

/// Whose hands a ticket is in, or for whom it is held, if it waits for somebody here.
fn whose(t: &Ticket) -> impl Iterator<Item = AgentId> + '_ {
    let offered = t.assignment.offers.iter().map(|offer| offer.agent);
    t.assignment.agent.into_iter().chain(offered).filter(|_| !is_parked(t))
}

/// The numbers in which a ticket counts. A function of the row, so that a recount gives them too.
pub fn in_hands(t: &Ticket) -> Vec<Key> {
    whose(t).flat_map(|agent| of_agent(t, agent)).collect()
}

/// Those of one agent.
fn of_agent(t: &Ticket, agent: AgentId) -> impl Iterator<Item = Key> + '_ {
    let queue = t.assignment.queue.map(|queue| of_queue(agent, queue));
    let fixed = [all_of(agent), of_platform(agent, &t.platform)];
    let channels = t.channels.iter().map(move |channel| of_channel(agent, *channel));
    fixed.into_iter().chain(queue).chain(channels)
}

/// Keeps the numbers in step with what a ticket is now. Gives the agents who have one ticket less in some of them.
pub(super) fn recount(draft: &mut Draft<'_>, before: Option<&Ticket>, after: &Ticket) -> Vec<AgentId> {
    let (was, is) = (before.map(in_hands).unwrap_or_default(), in_hands(after));
    for key in is.iter().filter(|key| !was.contains(key)) {
        draft.add(*key, 1, None);
    }
    for key in was.iter().filter(|key| !is.contains(key)) {
        draft.add(*key, -1, None);
    }
    let Some(before) = before else { return Vec::new() };
    let has_less = |agent: &AgentId| of_agent(before, *agent).any(|key| !is.contains(&key));
    whose(before).filter(has_less).collect()
}
