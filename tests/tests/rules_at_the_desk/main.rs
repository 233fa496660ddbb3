//! What the desk says of its own rules: what is allowed, whose turn it is, whether a ticket still follows from its facts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod again;
mod ages;
mod allowed;
mod authority;
mod automation_events;
mod automation_steps;
mod automations;
mod bots;
mod checked;
mod clocks_checked;
mod decided;
mod drains;
mod explains;
mod in_order;
mod inspected;
mod lists;
mod offers;
mod office;
mod overflow;
mod policies;
mod republished;
mod simulate;
mod simulate_automations;
mod simulate_money;
mod staff;
mod strangers;
mod stream;
mod task_race;
mod tasks;
mod told;
mod trial;
mod turns;
mod what_if;
mod words;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::money::Money;

/// Puts an agent of the after-sales group in.
fn agent(desk: &Desk, name: &str, authority: Option<i64>) -> AgentId {
    let id = AgentId::of(name);
    let agent = Agent {
        groups: ["aftersales".to_owned()].into(),
        capacity: 1_000,
        authority: authority.map(Money::cny),
        presence: Presence::Online,
        ..Agent::new(name)
    };
    let put = Act::PutAgent { agent: Box::new(agent) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    id
}

fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}
