//! What is told of a task is what is done with it: whom the explanation names is who gets it.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::engine::decide::task::explained::TaskExplained;
use aftersync_core::engine::tasks::TaskQuery;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync_core::model::ids::{AgentId, TaskId, TicketId, Uid};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::selection::{Floor, Refusal};
use aftersync_core::model::task::Task;
use aftersync_core::model::task_config::{TaskConfig, TaskStep};
use aftersync_core::model::time::{HOUR, MINUTE};
use aftersync_tests::desk::{opened, work};
use proptest::prelude::*;

use super::deeds::{any_status, knows};
use super::office::{Office, name};

const AGENTS: usize = 4;

/// Calls are anybody's of the desk; a repair asks for a skill, for less of it as it waits, and for another group in the end.
fn config() -> Config {
    let task = |kind| TaskConfig {
        group: Some("desk".to_owned()),
        auto_assign: true,
        weight: 10,
        ..TaskConfig::new(kind)
    };
    let gems = "gems".to_owned();
    let repair = TaskConfig {
        skills: BTreeMap::from([(gems.clone(), 3)]),
        floors: BTreeMap::from([(
            gems.clone(),
            vec![Floor {
                after_ms: HOUR,
                level: 2,
            }],
        )]),
        steps: vec![TaskStep {
            after_ms: 2 * HOUR,
            groups: BTreeSet::from([gems]),
            ..TaskStep::default()
        }],
        weight: 20,
        ..task(TaskKind::RepairJob)
    };
    Config {
        tasks: vec![task(TaskKind::Callback), repair],
        // What the grace of somebody who went sets free may stand before what waits, and take the room: an explanation is of what
        // stands as it is asked.
        presence: PresenceConfig {
            on_leave: Absence::Keep,
            ..PresenceConfig::default()
        },
        ..Config::default()
    }
}

#[derive(Clone, Debug)]
enum Deed {
    Open(TaskKind),
    Move(usize, TaskTrigger),
    Presence(usize, Presence),
    Pass(i64),
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let kinds = vec![TaskKind::Callback, TaskKind::RepairJob];
    let triggers = vec![TaskTrigger::Start, TaskTrigger::Done, TaskTrigger::Decline];
    prop_oneof![
        5 => prop::sample::select(kinds).prop_map(Deed::Open),
        3 => (0usize..8, prop::sample::select(triggers)).prop_map(|(task, trigger)| Deed::Move(task, trigger)),
        3 => (0..AGENTS, any_status()).prop_map(|(agent, status)| Deed::Presence(agent, status)),
        2 => (1i64..100).prop_map(|minutes| Deed::Pass(minutes * MINUTE)),
    ]
}

impl Office {
    fn staffed_for_tasks(skills: &[u8]) -> (Self, TicketId) {
        let office = Self::new(5, config());
        for (at, level) in skills.iter().enumerate() {
            let agent = Box::new(Agent {
                groups: [["desk", "gems"][at % 2].to_owned()].into(),
                capacity: 30,
                skills: knows(*level),
                presence: Presence::Online,
                ..Agent::new(name(at))
            });
            office.does(Act::PutAgent { agent });
        }
        let ticket = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
        (office, ticket)
    }

    fn tasks_of(&self, ticket: TicketId) -> Vec<Task> {
        let query = TaskQuery {
            ticket: Some(ticket),
            limit: 100,
            ..TaskQuery::default()
        };
        let page = self.desk.tasks(query).wait().unwrap();
        page.items.into_iter().map(|task| task.item).collect()
    }

    fn task_told(&self, id: TaskId) -> TaskExplained {
        let told = self.desk.explain_task(id).wait().unwrap();
        assert_eq!(told.ranked.first().map(|first| first.agent), told.choice.agent);
        let why: u32 = told.refusals.values().sum();
        assert_eq!(why as usize, told.choice.refused.len(), "few enough that all are named");
        told
    }

    fn task_befalls(&self, ticket: TicketId, deed: &Deed) {
        match deed {
            Deed::Open(kind) => self.does(Act::OpenTask {
                ticket,
                kind: *kind,
                group: String::new(),
                after: Vec::new(),
            }),
            Deed::Move(at, trigger) => {
                let tasks = self.tasks_of(ticket);
                let Some(task) = tasks.get(at % tasks.len().max(1)) else {
                    return;
                };
                let by = task.agent.map_or_else(Actor::system, Actor::agent);
                // Not every task can be moved so.
                drop(self.desk.act(by).move_task(task.id, *trigger).wait());
            }
            Deed::Presence(at, presence) => self.set(*at, *presence),
            Deed::Pass(ms) => drop(self.clock.advance(*ms)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    /// Of what waits, the first that names somebody is theirs once all that is due is done; where none does, all of it waits.
    #[test]
    fn whom_the_explanation_of_a_task_names_gets_it(
        skills in prop::collection::vec(0u8..4, AGENTS),
        deeds in prop::collection::vec(any_deed(), 1..30),
    ) {
        let (office, ticket) = Office::staffed_for_tasks(&skills);
        for deed in &deeds {
            office.task_befalls(ticket, deed);
            let waits: Vec<Task> = office.tasks_of(ticket).into_iter().filter(|task| task.waits_in().is_some()).collect();
            let named = waits.iter().filter_map(|task| Some((task.id, office.task_told(task.id).choice.agent?)));
            let named: Vec<(TaskId, AgentId)> = named.collect();
            work(&office.engine);
            let after = office.tasks_of(ticket);
            let has = |id: TaskId| after.iter().find(|task| task.id == id).and_then(|task| task.agent);
            match named.first() {
                Some((id, agent)) => prop_assert_eq!(has(*id), Some(*agent), "after {:?}", deed),
                None => prop_assert!(waits.iter().all(|task| has(task.id).is_none()), "after {:?}", deed),
            }
        }
    }
}

#[test]
fn who_has_a_task_is_asked_as_if_they_had_it_not() {
    let (office, ticket) = Office::staffed_for_tasks(&[3, 3]);
    for kind in [TaskKind::RepairJob, TaskKind::Callback] {
        office.task_befalls(ticket, &Deed::Open(kind));
    }
    let tasks = office.tasks_of(ticket);
    assert!(tasks.iter().all(|task| task.state == TaskState::Assigned), "{tasks:?}");
    for task in tasks {
        // Their hands are full: with it put down they have room for it.
        assert_eq!(office.task_told(task.id).choice.agent, task.agent);
    }
    office.task_befalls(ticket, &Deed::Open(TaskKind::Callback));
    let third = office.tasks_of(ticket).into_iter().find(|task| task.agent.is_none());
    let told = office.task_told(third.expect("one that waits").id);
    assert_eq!(told.refusals, BTreeMap::from([(Refusal::Capacity, 1)]));
    assert_eq!(told.groups, BTreeSet::from(["desk".to_owned()]));
}

#[test]
fn a_task_that_is_none_is_not_found() {
    let office = Office::new(5, config());
    let nobody = office.desk.explain_task(TaskId(Uid([9; 16]))).wait().unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::NotFound);
}
