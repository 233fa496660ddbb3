//! What waits is given out a part at a time: many whom nobody may take stand in nobody's way.
use std::collections::BTreeMap;

use aftersync_core::engine::input::Outcome;
use aftersync_core::limits::MAX_DRAINED;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{AgentId, QueueId, TaskId, TicketId};
use aftersync_core::model::job::JobKind;
use aftersync_core::model::selection::RouteStep;
use aftersync_core::model::sla::SlaPolicy;
use aftersync_core::model::task::Task;
use aftersync_core::model::task_config::TaskConfig;
use aftersync_core::model::time::{MINUTE, SECOND};
use aftersync_core::store::{Index, Mark, Scan, Table, TicketStore};
use aftersync_tests::desk::{opened, ticket, work};

use super::deeds::knows;
use super::office::{Office, name};

/// More than one part, and not a whole number of parts.
const MANY: usize = MAX_DRAINED + MAX_DRAINED / 2;

/// Repairs come first and ask for a skill; tasks of one kind do too.
fn config() -> Config {
    let hard = Then {
        queue: Some("desk".into()),
        band: Some(0),
        skills: BTreeMap::from([("gems".to_owned(), 2)]),
        ..Then::default()
    };
    let task = |kind| TaskConfig {
        auto_assign: true,
        weight: 10,
        ..TaskConfig::new(kind)
    };
    Config {
        queues: vec![QueueConfig::new("desk"), QueueConfig::new("spare")],
        rules: vec![Rule::new("hard", When::Kind(vec![Kind::Repair]), hard)],
        fallback_queue: "desk".to_owned(),
        tasks: vec![
            TaskConfig {
                skills: BTreeMap::from([("gems".to_owned(), 2)]),
                ..task(TaskKind::QcInspection)
            },
            task(TaskKind::Callback),
        ],
        ..Config::default()
    }
}

fn agent(name: &str, gems: u8, capacity: i64, presence: Presence) -> Agent {
    Agent {
        groups: ["desk".to_owned()].into(),
        skills: knows(gems),
        capacity,
        presence,
        ..Agent::new(name)
    }
}

impl Office {
    fn must(&self, act: Act) {
        self.desk.act(Actor::system()).doing(act).wait().unwrap();
    }

    fn put(&self, agent: Agent) -> AgentId {
        let (id, agent) = (agent.id, Box::new(agent));
        self.must(Act::PutAgent { agent });
        id
    }

    fn open(&self, n: usize, kind: Kind) -> TicketId {
        opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), kind)
    }

    /// Repairs that nobody here may do, and one ticket behind them that anybody may.
    fn filled(&self) -> (Vec<TicketId>, TicketId) {
        let hard = (0..MANY).map(|n| self.open(n, Kind::Repair)).collect();
        self.clock.advance(SECOND);
        (hard, self.open(MANY, Kind::RefundOnly))
    }

    /// How many parts were looked at when all that is due is done.
    fn parts(&self, kind: JobKind) -> usize {
        let mut parts = 0;
        loop {
            let worked = self.engine.run_due(self.engine.now()).wait().unwrap();
            parts += worked.of(kind).done;
            if worked.total() == 0 {
                return parts;
            }
        }
    }

    /// The part of a queue that comes first.
    fn first_part(&self, queue: &str) -> Vec<Mark> {
        let scan = Scan::all(Index::TicketWaiting, QueueId::of(queue).0, Table::Ticket, MAX_DRAINED);
        let page = self.store.reader().unwrap().list(self.desk.tenant(), &scan).unwrap();
        page.entries.iter().map(|entry| entry.mark).collect()
    }
}

#[test]
fn what_waits_behind_many_whom_nobody_may_take_is_given_out() {
    let office = Office::new(11, config());
    let (hard, plain) = office.filled();
    let an = office.put(agent("an", 0, 10, Presence::Online));
    assert_eq!(office.parts(JobKind::Drain), 2);
    assert_eq!(office.owner(plain), Some(an));
    assert!(hard.iter().all(|id| office.owner(*id).is_none()));
    assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn all_are_given_out_that_somebody_has_room_for_in_their_order() {
    let office = Office::new(11, config());
    let (hard, plain) = office.filled();
    let an = office.put(agent("an", 2, 20 * (MANY as i64 - 7), Presence::Online));
    office.parts(JobKind::Drain);
    let had: Vec<bool> = hard.iter().map(|id| office.owner(*id) == Some(an)).collect();
    assert_eq!(
        had.iter().filter(|had| **had).count(),
        MANY - 7,
        "nobody was passed over"
    );
    assert_eq!(office.owner(plain), None);
    assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn a_long_list_is_not_looked_through_where_nobody_has_room() {
    let office = Office::new(11, config());
    office.filled();
    // No ticket weighs less than 10.
    office.put(agent("an", 2, 9, Presence::Online));
    assert_eq!(office.parts(JobKind::Drain), 1);
    let office = Office::new(11, config());
    let (_, plain) = office.filled();
    let an = office.put(agent("an", 2, 10, Presence::Online));
    assert_eq!(office.parts(JobKind::Drain), 2);
    assert_eq!(office.owner(plain), Some(an), "there is room for a light one");
}

#[test]
fn who_is_freed_in_the_midst_of_it_is_looked_at_for_those_before() {
    let office = Office::new(11, config());
    let (hard, _) = office.filled();
    office.put(agent("an", 0, 10, Presence::Online));
    let bo = office.put(agent("bo", 2, 10_000, Presence::Offline));
    // One part, by hand: nobody may take any of them.
    let [drain] = &office.desk.claim_jobs(&[JobKind::Drain], 1, MINUTE).wait().unwrap()[..] else {
        panic!("no drain is due");
    };
    let part = office.first_part("desk");
    let outcome = Outcome {
        assign: part.iter().map(|mark| TicketId(mark.id)).collect(),
        place: part.last().map(|mark| format!("{}.{}", mark.sort, mark.id)),
        ..Outcome::default()
    };
    assert!(
        office
            .desk
            .finish_job(drain.job.id, drain.lease, outcome)
            .wait()
            .unwrap()
    );
    office.must(Act::SetPresence {
        agent: bo,
        presence: Presence::Online,
        leased: false,
    });
    office.parts(JobKind::Drain);
    assert!(hard.iter().all(|id| office.owner(*id) == Some(bo)));
}

#[test]
fn all_that_wait_go_on_to_another_queue_when_nobody_is_left() {
    let mut config = config();
    config.queues[0].overflow = Some("spare".into());
    let office = Office::new(11, config);
    let an = office.put(agent("an", 0, 0, Presence::Online));
    let (hard, plain) = office.filled();
    office.must(Act::RemoveAgent { agent: an });
    work(&office.engine);
    let spare = Some(QueueId::of("spare"));
    let all = hard.iter().chain([&plain]);
    assert!(
        all.clone()
            .all(|id| ticket(&office.desk, *id).assignment.queue == spare)
    );
}

#[test]
fn a_step_that_is_skipped_is_skipped_by_all_that_wait() {
    let mut config = config();
    config.queues[0].steps = vec![RouteStep {
        after_ms: MINUTE * 60,
        queue: Some("spare".into()),
        exclusive: true,
        skip_if: Some(aftersync_core::model::selection::SkipIf {
            nobody_online: true,
            ..Default::default()
        }),
        ..RouteStep::default()
    }];
    let office = Office::new(11, config);
    let an = office.put(agent("an", 0, 0, Presence::Online));
    let (hard, _) = office.filled();
    office.must(Act::SetPresence {
        agent: an,
        presence: Presence::Offline,
        leased: false,
    });
    work(&office.engine);
    let spare = Some(QueueId::of("spare"));
    assert!(
        hard.iter()
            .all(|id| ticket(&office.desk, *id).assignment.queue == spare)
    );
}

#[test]
fn tasks_are_looked_at_to_the_end_too() {
    let office = Office::new(11, config());
    let id = office.open(0, Kind::RefundOnly);
    // Nobody serves it there: the ticket itself takes nobody's room.
    let queue = "spare".to_owned();
    office.must(Act::Transfer { ticket: id, queue });
    let open = |kind| {
        office.must(Act::OpenTask {
            ticket: id,
            kind,
            group: "desk".into(),
            after: Vec::new(),
        });
        *ticket(&office.desk, id).local.tasks.last().unwrap()
    };
    let row = |id: TaskId| office.desk.row::<Task>(id).wait().unwrap().unwrap().item;
    let hard: Vec<TaskId> = (0..MANY).map(|_| open(TaskKind::QcInspection)).collect();
    office.clock.advance(SECOND);
    let plain = open(TaskKind::Callback);
    let full = office.put(agent("full", 0, 9, Presence::Online));
    assert_eq!(office.parts(JobKind::DrainTasks), 1, "nobody has room");
    office.must(Act::RemoveAgent { agent: full });
    let an = office.put(agent("an", 0, 10, Presence::Online));
    assert_eq!(office.parts(JobKind::DrainTasks), 2);
    assert_eq!(row(plain).agent, Some(an));
    assert!(hard.iter().all(|id| row(*id).agent.is_none()));
    let bo = office.put(agent("bo", 2, 10 * MANY as i64, Presence::Online));
    office.parts(JobKind::DrainTasks);
    assert!(hard.iter().all(|id| row(*id).agent == Some(bo)));
    assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
}

#[test]
fn who_waits_longest_is_first_where_nothing_is_gained_by_waiting() {
    let queue = QueueConfig {
        age_step_ms: Some(0),
        ..QueueConfig::new("desk")
    };
    // No clock runs.
    let none = SlaPolicy {
        name: "none".to_owned(),
        when: When::All(Vec::new()),
        clocks: BTreeMap::new(),
        calendar: None,
        ladder: Vec::new(),
    };
    let config = Config {
        queues: vec![queue],
        fallback_queue: "desk".to_owned(),
        sla_policies: vec![none],
        ..Config::default()
    };
    let office = Office::new(11, config);
    let agent = Agent {
        groups: ["desk".to_owned()].into(),
        presence: Presence::Online,
        ..Agent::new(name(0))
    };
    office.does(Act::PutAgent { agent: Box::new(agent) });
    let open = |n: usize| {
        office.clock.advance(SECOND);
        opened(&office.desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)
    };
    let first = open(0);
    assert_eq!(office.owner(first), Some(AgentId::of(&name(0))));
    office.set(0, Presence::Busy);
    let came: Vec<TicketId> = (1..5).map(open).collect();
    // It came before them, and somebody had it for as long as they waited.
    office.clock.advance(MINUTE);
    office.does(Act::Assign {
        ticket: first,
        agent: None,
    });
    assert!(came.iter().all(|id| ticket(&office.desk, *id).clocks.is_empty()));
    let order: Vec<TicketId> = came.into_iter().chain([first]).collect();
    assert_eq!(office.waiting("desk"), order);
}
