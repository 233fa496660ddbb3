//! Queues and groups that nobody serves, or nobody who may: each has an outcome, and an event that is told once.
use std::collections::BTreeMap;

use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::bot::{BotPolicy, BotUse, HandOffReason};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::model::selection::{OverflowCause, OverflowWhen};
use aftersync_core::model::task_config::TaskConfig;
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_tests::desk::{configure, opened, ticket, work};

use serde_json::{Value, json};

use super::office::Office;

fn agent(name: &str, group: &str, capacity: i64) -> Agent {
    Agent {
        groups: [group.to_owned()].into(),
        capacity,
        presence: Presence::Online,
        ..Agent::new(name)
    }
}

fn robo() -> Agent {
    Agent {
        kind: AgentKind::Bot,
        ..agent("robo", "front", 1_000)
    }
}

/// What `front` has no use for goes to `spare`.
fn queues() -> Vec<QueueConfig> {
    vec![
        QueueConfig {
            overflow: Some("spare".to_owned()),
            ..QueueConfig::new("front")
        },
        QueueConfig::new("spare"),
    ]
}

fn to_front(bot: BotPolicy) -> Rule {
    let then = Then {
        queue: Some("front".to_owned()),
        bot: Some(bot),
        ..Then::default()
    };
    Rule::new("front", When::Always, then)
}

fn at_front(config: Config) -> Config {
    Config {
        fallback_queue: "front".to_owned(),
        ..config
    }
}

impl Office {
    fn puts(&self, agent: Agent) -> AgentId {
        let id = agent.id;
        self.desk.act(Actor::system()).put_agent(agent).wait().unwrap();
        id
    }

    fn comes(&self, n: usize) -> TicketId {
        opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)
    }

    /// What was told of these, each with the number that wait.
    fn told(&self) -> Vec<(&'static str, QueueId, i64)> {
        let page = self.desk.events(Cursor(0), 0).wait().unwrap();
        let told = page.events.into_iter().filter_map(|one| match one.event.body {
            AnyEvent::Known(EventBody::Overflowed { from, .. }) => Some(("overflowed", from, 0)),
            AnyEvent::Known(EventBody::QueueUnstaffed {
                queue,
                waiting,
                because: OverflowCause::Unstaffed,
            }) => Some(("queue_unstaffed", queue, waiting)),
            _ => None,
        });
        told.collect()
    }

    fn agrees(&self) {
        assert_eq!(self.desk.check().wait().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn that_a_queue_has_nobody_is_told_as_its_first_ticket_comes() {
    let office = Office::new(
        7,
        at_front(Config {
            queues: vec![QueueConfig::new("front")],
            ..Config::default()
        }),
    );
    let first = office.comes(0);
    office.comes(1);
    let front = QueueId::of("front");
    assert_eq!(office.told(), [("queue_unstaffed", front, 1)]);
    // Looked at again they wait as before.
    office.does(Act::Refold { ticket: first });
    office.desk.act(Actor::system()).edit(first).band(1).wait().unwrap();
    assert_eq!(office.told().len(), 1);
    let an = office.puts(agent("an", "front", 100));
    work(&office.engine);
    assert_eq!(office.owner(first), Some(an));
    office.agrees();
}

#[test]
fn a_queue_that_overflows_nowhere_says_so_once() {
    let queue = QueueConfig {
        overflow_when: Some(OverflowWhen {
            nobody_online: true,
            ..OverflowWhen::default()
        }),
        ..QueueConfig::new("front")
    };
    let office = Office::new(
        7,
        at_front(Config {
            queues: vec![queue],
            ..Config::default()
        }),
    );
    let id = office.comes(0);
    for band in [1, 3, 2] {
        office.desk.act(Actor::system()).edit(id).band(band).wait().unwrap();
    }
    assert_eq!(office.told(), [("overflowed", QueueId::of("front"), 0)]);
    // Another one that comes there is told of likewise.
    office.comes(1);
    assert_eq!(office.told().len(), 2);
}

#[test]
fn a_bot_that_a_queue_overflows_to_is_told_of_as_it_begins() {
    let queue = QueueConfig {
        overflow_bot: Some(AgentId::of("robo")),
        ..QueueConfig::new("front")
    };
    let office = Office::new(
        7,
        at_front(Config {
            queues: vec![queue],
            ..Config::default()
        }),
    );
    let away = Agent {
        groups: ["back".to_owned()].into(),
        presence: Presence::Offline,
        ..robo()
    };
    let robo = office.puts(away.clone());
    let id = office.comes(0);
    for band in [1, 3] {
        office.desk.act(Actor::system()).edit(id).band(band).wait().unwrap();
    }
    // The bot is not there.
    assert_eq!((office.owner(id), office.told().len()), (None, 1));
    office.puts(Agent {
        presence: Presence::Online,
        ..away
    });
    office.desk.act(Actor::system()).edit(id).band(2).wait().unwrap();
    assert_eq!((office.owner(id), office.told().len()), (Some(robo), 2));
    office.agrees();
}

#[test]
fn bots_alone_do_not_serve_what_is_for_people() {
    let never = BotPolicy::new(BotUse::Never);
    let office = Office::new(
        7,
        at_front(Config {
            queues: queues(),
            rules: vec![to_front(never)],
            ..Config::default()
        }),
    );
    office.puts(robo());
    let bo = office.puts(agent("bo", "spare", 100));
    let id = office.comes(0);
    work(&office.engine);
    assert_eq!(office.owner(id), Some(bo));
    assert_eq!(office.told(), [("overflowed", QueueId::of("front"), 0)]);
    office.agrees();
}

#[test]
fn what_a_bot_handed_over_goes_on_as_the_last_person_leaves() {
    let first = BotPolicy {
        id: Some(AgentId::of("robo")),
        ..BotPolicy::new(BotUse::First)
    };
    let office = Office::new(
        7,
        at_front(Config {
            queues: queues(),
            rules: vec![to_front(first)],
            ..Config::default()
        }),
    );
    let robo = office.puts(robo());
    let an = office.puts(agent("an", "front", 0));
    let bo = office.puts(agent("bo", "spare", 100));
    let id = office.comes(0);
    assert_eq!(office.owner(id), Some(robo));
    office
        .desk
        .act(Actor::agent(robo))
        .hand_off(id, HandOffReason::Risk)
        .wait()
        .unwrap();
    work(&office.engine);
    assert_eq!(office.owner(id), None, "an has no room");
    office.does(Act::RemoveAgent { agent: an });
    work(&office.engine);
    assert_eq!(office.owner(id), Some(bo));
    let front = QueueId::of("front");
    assert_eq!(office.told(), [("queue_unstaffed", front, 1), ("overflowed", front, 0)]);
    office.agrees();
}

#[test]
fn bots_do_no_tasks() {
    let task = TaskConfig {
        group: Some("front".to_owned()),
        auto_assign: true,
        ..TaskConfig::new(TaskKind::Callback)
    };
    let office = Office::new(
        7,
        Config {
            tasks: vec![task],
            ..Config::default()
        },
    );
    office.puts(robo());
    let ticket = office.comes(0);
    office.does(calls(ticket, ""));
    let page = office.desk.events(Cursor(0), 0).wait().unwrap();
    let told = |one: &AnyEvent| matches!(one, AnyEvent::Known(EventBody::TaskUnstaffed { .. }));
    assert_eq!(page.events.iter().filter(|one| told(&one.event.body)).count(), 1);
}

fn calls(ticket: TicketId, group: &str) -> Act {
    Act::OpenTask {
        ticket,
        kind: TaskKind::Callback,
        group: group.to_owned(),
        after: Vec::new(),
    }
}

#[test]
fn a_queue_that_a_publication_leaves_without_anybody_is_told_of() {
    let served_by = |group: &str| QueueConfig {
        groups: vec![group.to_owned()],
        ..QueueConfig::new("front")
    };
    let with = |queue: QueueConfig| {
        at_front(Config {
            queues: vec![queue, QueueConfig::new("spare")],
            ..Config::default()
        })
    };
    let office = Office::new(7, with(served_by("x")));
    office.puts(agent("an", "x", 0));
    let bo = office.puts(agent("bo", "spare", 100));
    let id = office.comes(0);
    assert_eq!(office.told(), []);
    configure(&office.desk, with(served_by("y")));
    work(&office.engine);
    assert_eq!(office.told(), [("queue_unstaffed", QueueId::of("front"), 1)]);
    configure(
        &office.desk,
        with(QueueConfig {
            overflow: Some("spare".to_owned()),
            ..served_by("z")
        }),
    );
    work(&office.engine);
    assert_eq!(office.owner(id), Some(bo));
    office.agrees();
}

fn read(config: Value) -> Config {
    serde_json::from_value(config).unwrap()
}

#[test]
fn a_task_that_asks_for_less_from_now_on_is_given_out_wherever_it_waits() {
    let config = |level: u8, ladder: Value| {
        read(json!({"tasks": [{
            "kind": "callback", "auto_assign": true, "target_ms": HOUR, "skills": {"english": level}, "ladder": ladder,
        }]}))
    };
    let office = Office::new(7, config(5, json!([])));
    let li = office.puts(Agent {
        skills: BTreeMap::from([("english".to_owned(), 2)]),
        ..agent("li", "phones", 100)
    });
    let id = office.comes(0);
    office.does(calls(id, "phones"));
    work(&office.engine);
    let task = ticket(&office.desk, id).local.tasks[0];
    let row = || office.desk.task(task).wait().unwrap().unwrap().item;
    assert_eq!(row().agent, None);
    // Nothing in the settings names that group.
    configure(&office.desk, config(2, json!([])));
    work(&office.engine);
    assert_eq!(row().agent, Some(li));
    // A rung that is due before anything else of the task is.
    assert_eq!(row().band, 2);
    let warned = json!([{"name": "soon", "at": "warn", "do": [{"band": 0}]}]);
    configure(&office.desk, config(2, warned));
    work(&office.engine);
    office.clock.advance(49 * MINUTE);
    work(&office.engine);
    assert_eq!(row().band, 0);
}

#[test]
fn what_a_ladder_widened_to_is_asked_no_more_without_that_ladder() {
    let config = |ladder: Value| {
        read(json!({
            "queues": [{"name": "front"}, {"name": "leads"}],
            "fallback_queue": "front",
            "sla_policies": [{
                "name": "all", "when": "always", "clocks": {"decision": {"target_ms": MINUTE}}, "ladder": ladder,
            }],
        }))
    };
    let widens = json!([{"name": "leads", "clock": "decision", "at": "breach", "do": [{"widen": ["leads"]}]}]);
    let office = Office::new(7, config(widens.clone()));
    office.puts(agent("an", "front", 0));
    let lead = office.puts(agent("lead", "leads", 10));
    let first = office.comes(0);
    let late = office.comes(1);
    office.clock.advance(2 * MINUTE);
    work(&office.engine);
    // The lead has room for one of them.
    assert_eq!((office.owner(first), office.owner(late)), (Some(lead), None));
    let may = || {
        office
            .desk
            .explain_routing(late)
            .wait()
            .unwrap()
            .standing
            .groups
            .contains("leads")
    };
    assert!(may());
    configure(&office.desk, config(json!([])));
    work(&office.engine);
    assert!(!may());
    office
        .desk
        .act(Actor::role(Role::Agent))
        .reject(first, "1", "no")
        .wait()
        .unwrap();
    work(&office.engine);
    // Who may have it is not without it, and nobody else is.
    assert_eq!(office.owner(late), None);
    assert_eq!(office.desk.explain_routing(late).wait().unwrap().choice.agent, None);
    configure(&office.desk, config(widens));
    work(&office.engine);
    assert_eq!(office.owner(late), Some(lead));
}
