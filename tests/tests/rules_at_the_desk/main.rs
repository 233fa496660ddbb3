//! What the desk says of its own rules: what is allowed, whose turn it is, whether a ticket still follows from its facts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod again;
mod allowed;
mod automations;
mod overflow;
mod policies;
mod turns;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::money::Money;

/// Puts an agent of the after-sales group in.
fn agent(desk: &Desk, name: &str, authority: Option<i64>) -> AgentId {
    let id = AgentId::of(name);
    let agent = Agent {
        id,
        external_id: name.to_owned(),
        name: name.to_owned(),
        kind: AgentKind::Human,
        groups: ["aftersales".to_owned()].into(),
        skills: Default::default(),
        capacity: 1_000,
        per_channel: Default::default(),
        authority: authority.map(Money::cny),
        presence: Presence::Online,
    };
    let put = Act::PutAgent { agent: Box::new(agent) };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    id
}

fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}
