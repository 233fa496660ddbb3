//! What the desk says of its own rules: what is allowed, whose turn it is, whether a ticket still follows from its facts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod acts;
mod again;
mod ages;
mod allowed;
mod authority;
mod automation_events;
mod automation_steps;
mod automations;
mod bots;
mod bounds;
mod bounds_raced;
mod checked;
mod clocks_checked;
mod decided;
mod deeds;
mod doubts;
mod drains;
mod explained_tasks;
mod explains;
mod hours;
mod in_order;
mod inspected;
mod lists;
mod loads;
mod loads_overtaken;
mod naming;
mod offers;
mod office;
mod overflow;
mod payouts;
mod policies;
mod republished;
mod route_anew;
mod simulate;
mod simulate_automations;
mod simulate_called;
mod simulate_later;
mod simulate_money;
mod simulate_moved;
mod staff;
mod starved;
mod strangers;
mod stream;
mod task_race;
mod tasks;
mod told;
mod trial;
mod turns;
mod unstaffed;
mod what_if;
mod words;

use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::money::Money;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{APP, SHOP, configure, engine};
use serde_json::{Value, json};

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

/// A desk with a configuration as it is written, beside the host's own shop.
fn desk_with(config: Value) -> (Desk, ManualClock) {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    let mut whole = json!({"shops": [{"platform": APP, "shop": SHOP}]});
    let parts = config.as_object().unwrap().clone();
    whole.as_object_mut().unwrap().extend(parts);
    desk.configure(serde_json::from_value(whole).unwrap()).wait().unwrap();
    (desk, clock)
}

/// A desk of one person who is there.
fn of_one_person(config: Config) -> (Desk, ManualClock) {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 5);
    let desk = builder.build().unwrap().desk("acme");
    configure(&desk, config);
    let person = Agent {
        groups: ["aftersales".to_owned()].into(),
        presence: Presence::Online,
        ..Agent::new("an")
    };
    let put = Act::PutAgent {
        agent: Box::new(person),
    };
    desk.act(Actor::system()).doing(put).wait().unwrap();
    (desk, clock)
}

fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}
