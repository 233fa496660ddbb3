//! The keys of what is counted beside the rows: loads and turns of agents, tickets that wait. Each changes by deltas with a bound.
use crate::model::ids::{AgentId, QueueId, Uid};
use crate::store::{Key, Table};

/// The key of an agent's load.
pub(crate) fn load_of(agent: AgentId) -> Key {
    Key::new(Table::AgentLoad, agent.0)
}

/// The key of an agent's last turn.
pub(crate) fn turn_of(agent: AgentId) -> Key {
    Key::new(Table::AgentTurn, agent.0)
}

/// The key of an agent's last turn in one queue.
pub(crate) fn turn_in(queue: &str, agent: AgentId) -> Key {
    Key::new(Table::AgentTurn, Uid::digest(&["turn in", queue, &agent.to_string()]))
}

/// The key of the moment since when an agent has nothing new.
pub(crate) fn idle_of(agent: AgentId) -> Key {
    Key::new(Table::AgentTurn, Uid::digest(&["idle", &agent.to_string()]))
}

/// The key of the number of tickets in a queue that nobody has.
pub(crate) fn waiting_in(queue: QueueId) -> Key {
    Key::new(Table::QueueWaiting, queue.0)
}

/// The key of the number of those that stand in one band: the queue's, moved on by a byte, with the band at its end. A migration
/// of SQLite makes the same key.
pub(crate) fn waiting_at(queue: QueueId, band: u8) -> Key {
    let mut id = [0; 16];
    let rest = queue.0.0.iter().skip(1).chain([&band]);
    for (slot, byte) in id.iter_mut().zip(rest) {
        *slot = *byte;
    }
    Key::new(Table::QueueWaiting, Uid(id))
}
