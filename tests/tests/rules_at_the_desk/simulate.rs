//! Past tickets given out again: by the same rules nothing differs, and more people shorten the wait.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::simulate::{Attained, Simulation, SimulationQuery};
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{AutoPolicy, Config, QueueConfig, SlaTargets, When};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::selection::Strategy as Order;
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use proptest::prelude::*;
use serde_json::json;

const KINDS: [Kind; 3] = [Kind::RefundOnly, Kind::Repair, Kind::Complaint];

const STAFF: [&str; 3] = ["an", "bo", "chu"];

/// What happens at a desk: a ticket comes, whoever has one says no, or somebody comes or goes.
#[derive(Clone, Debug)]
enum Deed {
    Open(usize),
    End(usize),
    Presence(usize, Presence),
}

fn deeds() -> impl Strategy<Value = Vec<(i64, Deed)>> {
    let deed = prop_oneof![
        3 => (0usize..KINDS.len()).prop_map(Deed::Open),
        2 => (0usize..6).prop_map(Deed::End),
        1 => (0..STAFF.len(), prop::sample::select(vec![Presence::Online, Presence::Busy, Presence::Offline])).prop_map(|(who, is)| Deed::Presence(who, is)),
    ];
    prop::collection::vec(((1i64..40), deed), 4..40)
}

/// What comes of tickets by itself as time passes: nothing, rungs of a ladder, what an automation approves, or both.
const LATER: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

/// Clocks with a ladder: repairs are raised and go on to the leads, whoever has them; with all else the leads may help.
fn with_ladders(config: Config) -> Config {
    let rung = |name: &str, at: serde_json::Value, what: serde_json::Value| json!({"name": name, "clock": "decision", "at": at, "do": what});
    let clocks = json!({"decision": {"target_ms": 50 * 60_000 + 30_000, "bands": [{"band": 0, "target_ms": 30 * 60_000 + 30_000}]}});
    let repairs = json!([
        rung("hurry", json!("warn"), json!([{"band": 0}])),
        rung(
            "late",
            json!({"after_breach": 20 * 60_000}),
            json!([{"queue": "leads"}])
        ),
    ]);
    let others = json!([rung("help", json!("warn"), json!([{"widen": ["leads"]}]))]);
    let policies = json!([
        {"name": "repairs", "when": {"kind": ["repair"]}, "clocks": clocks, "ladder": repairs},
        {"name": "others", "when": {"all": []}, "clocks": clocks, "ladder": others},
    ]);
    Config {
        sla_policies: serde_json::from_value(policies).unwrap(),
        ..config
    }
}

/// What waits for an hour and a half is granted.
fn with_approvals(config: Config) -> Config {
    let on = json!({"after": {"headlines": ["awaiting_seller"], "ms": 90 * 60_000 + 30_000}});
    let slow = json!([{"name": "slow", "on": on, "when": {"kind": ["refund_only"]}, "then": [{"approve": [{"minor": 5_000, "currency": "CNY"}]}]}]);
    Config {
        automations: serde_json::from_value(slow).unwrap(),
        ..config
    }
}

/// Repairs have a queue of their own, of which nobody has two; complaints wait for the leads at first; a full front desk
/// overflows to the leads.
fn config(strategy: Order, auto: bool, (ladders, approvals): (bool, bool)) -> Config {
    let config = plain(strategy, auto);
    let config = if ladders { with_ladders(config) } else { config };
    if approvals { with_approvals(config) } else { config }
}

fn plain(strategy: Order, auto: bool) -> Config {
    // Between two minutes: at one moment either could be first, the step or the agent who has room.
    let steps = json!([{"after_ms": 45 * 60_000 + 30_000, "groups": ["aftersales"]}]);
    let rules = json!([
        {"name": "repairs", "when": {"kind": ["repair"]}, "then": {"queue": "workshop", "band": 1}},
        {"name": "complaints", "when": {"kind": ["complaint"]}, "then": {"queue": "leads", "steps": steps}},
    ]);
    let queue = |name: &str, groups: &[&str]| QueueConfig {
        strategy,
        age_step_ms: Some(0),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        ..QueueConfig::new(name)
    };
    let auto = auto.then(|| AutoPolicy {
        when: When::Kind(vec![Kind::RefundOnly]),
        at_most: 5_000,
        currency: Currency::CNY,
    });
    Config {
        auto: auto.into_iter().collect(),
        queues: vec![
            QueueConfig {
                max_depth: Some(3),
                overflow: Some("leads".into()),
                ..queue("aftersales", &[])
            },
            QueueConfig {
                per_agent: Some(1),
                ..queue("workshop", &["aftersales", "leads"])
            },
            queue("leads", &[]),
        ],
        rules: serde_json::from_value(rules).unwrap(),
        // Without clocks the first that came is the first of its band.
        sla: SlaTargets(BTreeMap::new()),
        ..Config::default()
    }
}

fn put(desk: &Desk, name: &str, group: &str, capacity: i64) {
    let agent = Agent {
        groups: [group.to_owned()].into(),
        capacity,
        presence: Presence::Online,
        ..Agent::new(name)
    };
    let agent = Box::new(agent);
    desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
}

fn set(desk: &Desk, name: &str, presence: Presence) {
    let set = Act::SetPresence {
        agent: AgentId::of(name),
        presence,
        leased: false,
    };
    desk.act(Actor::system()).doing(set).wait().unwrap();
}

fn simulated(desk: &Desk, config: Config, query: SimulationQuery) -> Simulation {
    desk.simulate(config, query).wait().unwrap()
}

/// A desk that lives through this, each deed some minutes after the one before.
fn lived(config: Config, deeds: &[(i64, Deed)]) -> (Desk, usize) {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 3);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    configure(&desk, config);
    for (name, group, capacity) in [("an", "aftersales", 30), ("bo", "aftersales", 45), ("chu", "leads", 50)] {
        put(&desk, name, group, capacity);
    }
    let mut tickets = Vec::new();
    for (n, (minutes, deed)) in deeds.iter().enumerate() {
        for _ in 0..*minutes {
            clock.advance(60_000);
            work(&engine);
        }
        match deed {
            Deed::Open(kind) => tickets.push(opened(&desk, &format!("A{n}"), &format!("order-{n}"), KINDS[*kind])),
            Deed::End(which) => end(&desk, &tickets, *which),
            Deed::Presence(who, presence) => set(&desk, STAFF[*who], *presence),
        }
        work(&engine);
    }
    STAFF.iter().for_each(|name| set(&desk, name, Presence::Online));
    work(&engine);
    // What is left is done one by one, so that it is known of each how long it took.
    while tickets.iter().any(|id| ticket(&desk, *id).is_open()) {
        clock.advance(60_000);
        work(&engine);
        end(&desk, &tickets, 0);
        work(&engine);
    }
    (desk, tickets.len())
}

/// Whoever has one of the open tickets refuses it, or pays what was granted.
fn end(desk: &Desk, tickets: &[TicketId], which: usize) {
    let held: Vec<TicketId> = tickets
        .iter()
        .copied()
        .filter(|id| {
            let t = ticket(desk, *id);
            t.is_open() && t.assignment.agent.is_some()
        })
        .collect();
    if let Some(id) = held.get(which) {
        let said = match ticket(desk, *id).headline {
            Headline::Refunding => desk.act(Actor::role(Role::Finance)).trigger(*id, Trigger::PayoutSent),
            _ => desk.act(Actor::role(Role::Agent)).reject(*id, "1", "no"),
        };
        said.wait().unwrap();
    }
}

/// What was granted at the desk without a person.
fn granted(desk: &Desk) -> Vec<Money> {
    let tickets = desk.tickets(Default::default()).wait().unwrap().items;
    let paid: i64 = tickets.iter().map(|t| t.item.amounts.refunded).sum();
    Some(Money::cny(paid))
        .filter(|money| money.minor > 0)
        .into_iter()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::from_env("AFTERSYNC_SIMULATED_DESKS", 40) as u32))]

    #[test]
    fn by_the_rules_in_force_nothing_differs(
        strategy in 0usize..3, auto in any::<bool>(), later in prop::sample::select(LATER.to_vec()), deeds in deeds(),
    ) {
        let strategy = [Order::LeastLoad, Order::RoundRobin, Order::FewestOpen][strategy];
        let config = config(strategy, auto, later);
        let (desk, tickets) = lived(config.clone(), &deeds);
        let before = desk.check().wait().unwrap();
        let same = simulated(&desk, config.clone(), SimulationQuery::default());
        prop_assert_eq!(json!(same), json!(simulated(&desk, config, SimulationQuery::default())));
        prop_assert_eq!((same.differ, same.tickets as usize), (0, tickets));
        prop_assert_eq!(serde_json::to_string(&same.is).unwrap(), serde_json::to_string(&same.would).unwrap());
        prop_assert_eq!(same.is.unassigned, 0);
        // What was granted later was nobody's by then in truth either; in the model somebody may have been through with it.
        let of = |all: &[Money]| all.iter().map(|money| money.minor).sum::<i64>();
        let (by_model, by_desk) = (of(&same.is.granted), of(&granted(&desk)));
        prop_assert!(by_model == by_desk || (later.1 && by_model < by_desk), "{by_model} of {by_desk}");
        prop_assert!(later.0 || same.is.escalated == 0);
        let other = simulated(&desk, Config::default(), SimulationQuery::default());
        prop_assert_eq!(&other.is, &same.is);
        prop_assert_eq!(desk.check().wait().unwrap(), before);
    }
}

/// Who was away then is not asked then, though they are there now; the range may begin while they are away.
#[test]
fn who_was_there_is_read_from_the_log() {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 3);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    let pass = |minutes: i64| {
        for _ in 0..minutes {
            clock.advance(60_000);
            work(&engine);
        }
    };
    put(&desk, "an", "aftersales", 30);
    pass(5);
    let first = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    pass(5);
    set(&desk, "an", Presence::Offline);
    pass(5);
    let from = engine.now();
    pass(5);
    let second = opened(&desk, "A2", "order-2", Kind::RefundOnly);
    pass(40);
    set(&desk, "an", Presence::Online);
    pass(1);
    assert!(
        [first, second]
            .iter()
            .all(|id| ticket(&desk, *id).assignment.agent.is_some())
    );
    // That they go again later is after all of it.
    set(&desk, "an", Presence::Busy);
    let longest = |query: SimulationQuery| {
        let told = simulated(&desk, Config::default(), query);
        assert_eq!((told.differ, told.is.unassigned), (0, 0));
        (told.tickets, told.is.wait_longest_ms / 60_000)
    };
    assert_eq!(longest(SimulationQuery::default()), (2, 40));
    let range = SimulationQuery {
        opened_from: Some(from),
        ..SimulationQuery::default()
    };
    assert_eq!(longest(range.clone()), (1, 40));
    let all_there = SimulationQuery {
        everybody_there: true,
        ..range
    };
    assert_eq!(longest(all_there), (1, 0));
}

#[test]
fn a_second_agent_shortens_the_wait() {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 3);
    let desk = builder.build().unwrap().desk("acme");
    put(&desk, "an", "aftersales", 10);
    put(&desk, "chu", "leads", 10);
    for n in 0..6 {
        opened(&desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
        clock.advance(60_000);
    }
    let both = Config {
        queues: vec![QueueConfig {
            groups: vec!["aftersales".into(), "leads".into()],
            ..QueueConfig::new("aftersales")
        }],
        ..Config::default()
    };
    let query = SimulationQuery {
        work_ms: Some(10 * 60_000),
        ..SimulationQuery::default()
    };
    let Simulation {
        is,
        would,
        differ,
        tickets,
        ..
    } = simulated(&desk, both, query);
    // One after the other, ten minutes each, while one comes each minute; by two, in pairs.
    assert_eq!((tickets, differ), (6, 6));
    assert_eq!(
        (is.assigned, is.wait_median_ms, is.wait_p90_ms, is.wait_longest_ms),
        (6, 18 * 60_000, 45 * 60_000, 45 * 60_000)
    );
    assert_eq!(
        (would.assigned, would.wait_median_ms, would.wait_longest_ms),
        (6, 8 * 60_000, 16 * 60_000)
    );
    let minutes = |of: &Attained| {
        of.agents
            .iter()
            .map(|a| (a.agent, a.tickets, a.minutes))
            .collect::<Vec<_>>()
    };
    let (an, chu) = (AgentId::of("an"), AgentId::of("chu"));
    assert_eq!(minutes(&is), [(an, 6, 60)]);
    let mut by_two = minutes(&would);
    by_two.sort_by_key(|(agent, ..)| *agent != an);
    assert_eq!(by_two, [(an, 3, 30), (chu, 3, 30)]);
}

#[test]
fn what_could_not_be_published_is_not_simulated() {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 3);
    let desk = builder.build().unwrap().desk("acme");
    let wrong = Config {
        fallback_queue: String::new(),
        ..Config::default()
    };
    let error = desk.simulate(wrong, SimulationQuery::default()).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
