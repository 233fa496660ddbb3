//! Tasks and tickets compete for the same agents: whatever happens, nobody is given more than they can do, loads and waiting
//! numbers follow from the rows, and no task waits while somebody may take it.
use std::collections::BTreeSet;
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::lifecycle::handoff::is_under_way;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Decision, Goods, Kind, ReplacementState, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody};
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync_core::model::ids::{AgentId, TaskId, Tenant, TicketId, Uid};
use aftersync_core::model::presence::{Absence, PresenceConfig};
use aftersync_core::model::selection::Floor;
use aftersync_core::model::sla::RungAt;
use aftersync_core::model::task::Task;
use aftersync_core::model::task_config::{TaskConfig, TaskEscalate, TaskRetry, TaskRung, TaskStep};
use aftersync_core::model::time::MINUTE;
use aftersync_core::routing::{task_band, task_standing};
use aftersync_core::store::{Record, Table, TicketStore};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, fact, opened, request, task_moves, ticket, work};
use aftersync_tests::prng::Prng;

use super::from_env;
use super::office::Office;

pub(super) const NAMES: [&str; 4] = ["an", "bo", "chu", "ding"];
const KINDS: [TaskKind; 3] = [TaskKind::WarehouseCheck, TaskKind::Callback, TaskKind::QcInspection];

fn config() -> Config {
    let of = |kind, weight| TaskConfig {
        auto_assign: true,
        target_ms: Some(20 * MINUTE),
        weight,
        ..TaskConfig::new(kind)
    };
    Config {
        presence: PresenceConfig {
            on_leave: Absence::RequeueAll,
            grace_ms: 10 * MINUTE,
            ..PresenceConfig::default()
        },
        tasks: vec![
            of(KINDS[0], 7),
            TaskConfig {
                band: Some(3),
                skills: [("phone".to_owned(), 4)].into(),
                floors: [("phone".to_owned(), vec![floor(7 * MINUTE, 3), floor(14 * MINUTE, 2)])].into(),
                steps: vec![TaskStep {
                    after_ms: 21 * MINUTE,
                    groups: ["seniors".to_owned()].into(),
                    raise_by: 1,
                    ..TaskStep::default()
                }],
                ..of(KINDS[1], 13)
            },
            TaskConfig {
                after: BTreeSet::from([KINDS[0]]),
                age_step_ms: Some(14 * MINUTE),
                retry: Some(TaskRetry {
                    attempts: 2,
                    escalate_to: Some("seniors".to_owned()),
                }),
                ladder: vec![
                    rung("soon", RungAt::Warn, TaskEscalate::Band(1)),
                    rung("late", RungAt::Breach, TaskEscalate::Notify("leads".to_owned())),
                    rung(
                        "too late",
                        RungAt::AfterBreach(21 * MINUTE),
                        TaskEscalate::Group("seniors".to_owned()),
                    ),
                ],
                ..of(KINDS[2], 11)
            },
        ],
        ..Config::default()
    }
}

fn floor(after_ms: i64, level: u8) -> Floor {
    Floor { after_ms, level }
}

fn rung(name: &str, at: RungAt, what: TaskEscalate) -> TaskRung {
    TaskRung {
        name: name.to_owned(),
        at,
        what: vec![what],
    }
}

fn colleague(name: &str, presence: Presence) -> Agent {
    let phone = if name < "chu" { 3 } else { 1 };
    let group = if name == "bo" { "seniors" } else { "aftersales" };
    Agent {
        groups: [group.to_owned()].into(),
        skills: [("phone".to_owned(), phone)].into(),
        capacity: 30,
        presence,
        ..Agent::new(name)
    }
}

/// A desk on which things happen at random.
pub(super) struct Evening {
    store: Arc<MemoryStore>,
    engine: Engine,
    pub(super) desk: Desk,
    clock: ManualClock,
    pub(super) tickets: Vec<TicketId>,
}

impl Evening {
    pub(super) fn new(seed: u64) -> Self {
        let store = Arc::new(MemoryStore::new());
        let (builder, clock) = engine(store.clone(), seed);
        let engine = builder.build().unwrap();
        let desk = engine.desk("acme");
        configure(&desk, config());
        let evening = Self {
            store,
            engine,
            desk,
            clock,
            tickets: Vec::new(),
        };
        NAMES.iter().for_each(|name| evening.put(name, Presence::Online));
        evening
    }

    fn give(&self, act: Act) -> bool {
        self.desk.act(Actor::role(Role::Agent)).doing(act).wait().is_ok()
    }

    pub(super) fn put(&self, name: &str, presence: Presence) {
        let agent = Box::new(colleague(name, presence));
        assert!(self.give(Act::PutAgent { agent }));
    }

    pub(super) fn rows<R: Record + Clone>(&self) -> Vec<R> {
        let tenant = Tenant::new("acme");
        let rows = self
            .store
            .reader()
            .unwrap()
            .rows(&tenant, R::TABLE, None, 1_000)
            .unwrap();
        rows.iter().filter_map(|(_, _, row)| R::of(row).cloned()).collect()
    }

    pub(super) fn load(&self, agent: AgentId) -> i64 {
        let tenant = Tenant::new("acme");
        let loads = self.store.reader().unwrap().gauges(&tenant, Table::AgentLoad).unwrap();
        loads.iter().find(|(id, _)| *id == agent.0).map_or(0, |(_, load)| *load)
    }

    fn move_task(&self, task: TaskId, trigger: TaskTrigger) -> bool {
        self.give(task_moves(task, trigger, Some("so it is"), Vec::new()))
    }

    pub(super) fn step(&mut self, dice: &mut Prng, n: u64) {
        let name = *dice.pick(&NAMES);
        match dice.below(12) {
            0 | 1 => {
                let id = opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly);
                self.tickets.push(id);
            }
            2..=4 if !self.tickets.is_empty() => {
                let ticket = *dice.pick(&self.tickets);
                let kind = *dice.pick(&KINDS);
                let group = "aftersales".to_owned();
                let after = Vec::new();
                self.give(Act::OpenTask {
                    ticket,
                    kind,
                    group,
                    after,
                });
            }
            5..=7 => {
                let tasks = self.rows::<Task>();
                if !tasks.is_empty() {
                    let task = dice.pick(&tasks);
                    // To claim by hand may exceed a capacity; anything else may not.
                    let any = TaskTrigger::ALL.iter().filter(|t| **t != TaskTrigger::Assign);
                    let any: Vec<_> = any.copied().collect();
                    self.move_task(task.id, *dice.pick(&any));
                }
            }
            8 if !self.tickets.is_empty() => {
                let place = dice.below(self.tickets.len());
                let ticket = self.tickets.swap_remove(place);
                let people = self.desk.act(Actor::role(Role::Agent));
                people.reject(ticket, "1", "no").wait().ok();
            }
            9 => {
                let all = [Presence::Online, Presence::Busy, Presence::Offline];
                let presence = *dice.pick(&all);
                let agent = AgentId::of(name);
                self.give(Act::SetPresence {
                    agent,
                    presence,
                    leased: false,
                });
            }
            10 => {
                let agent = AgentId::of(name);
                if !self.give(Act::RemoveAgent { agent }) {
                    self.put(name, Presence::Online);
                }
            }
            _ => {
                self.clock.set(self.engine.now().plus(7 * MINUTE));
                work(&self.engine);
            }
        }
    }

    fn nobody_has_too_much(&self, at: &str) {
        for name in NAMES {
            let load = self.load(AgentId::of(name));
            assert!((0..=30).contains(&load), "{at}: {name} has {load}");
        }
    }

    fn nothing_waits_in_vain(&self, at: &str) {
        let agents = self.rows::<Agent>();
        let (config, now) = (config(), self.engine.now());
        for task in self.rows::<Task>().iter().filter(|t| t.waits_in().is_some()) {
            let of = config.task(task.kind).unwrap();
            let asked = task_standing(&config, of, task, now);
            let may = |agent: &&Agent| {
                let skilled = asked.skills.iter().all(|(skill, level)| agent.skills[skill] >= *level);
                let room = self.load(agent.id) + of.weight <= agent.capacity;
                let belongs = !agent.groups.is_disjoint(&asked.groups);
                let free = agent.presence == Presence::Online && !task.declined.contains(&agent.id);
                belongs && free && skilled && room
            };
            assert_eq!(agents.iter().find(may), None, "{at}: {task:?}");
        }
    }

    /// Every row stands where it is worked out to stand now: so does the order of the lists.
    fn stands_where_it_belongs(&self, at: &str) -> usize {
        let (config, now) = (config(), self.engine.now());
        let mut raised = 0;
        for task in self.rows::<Task>().iter().filter(|t| is_under_way(t.state)) {
            let of = config.task(task.kind).unwrap();
            let standing = task_standing(&config, of, task, now);
            let band = task_band(of, task, standing.raise_by, now).band;
            assert_eq!(task.band, band, "{at}: {task:?}");
            let beside: BTreeSet<String> = standing
                .groups
                .into_iter()
                .filter(|group| *group != task.group)
                .collect();
            assert!(task.waits_in().is_none() || task.also == beside, "{at}: {task:?}");
            raised += usize::from(task.band < task.own_band);
        }
        raised
    }

    fn agrees_with_itself(&self, at: &str) {
        assert_eq!(self.desk.check().wait().unwrap(), Vec::<String>::new(), "{at}");
    }
}

#[test]
fn loads_of_tasks_and_tickets_stay_within_capacities_and_follow_from_the_rows() {
    let (mut given, mut overdue, mut climbed, mut raised) = (0, 0, 0, 0);
    for seed in 0..from_env("TASK_HISTORIES", 30) {
        let (mut evening, mut dice) = (Evening::new(seed), Prng::new(seed));
        for n in 0..150 {
            evening.step(&mut dice, n);
            let at = format!("seed {seed}, step {n}");
            evening.nobody_has_too_much(&at);
            if n % 50 == 0 {
                evening.agrees_with_itself(&at);
            }
        }
        work(&evening.engine);
        let at = format!("seed {seed}, at the end");
        evening.nothing_waits_in_vain(&at);
        raised += evening.stands_where_it_belongs(&at);
        evening.agrees_with_itself(&at);
        let events = evening.desk.events(Cursor(0), 1_000).wait().unwrap();
        let (mut told, mut rungs) = (BTreeSet::new(), BTreeSet::new());
        for event in &events.events {
            match &event.event.body {
                AnyEvent::Known(EventBody::TaskOverdue { task, attempt, .. }) => {
                    assert!(told.insert((*task, *attempt)), "{at}: told twice of {task}");
                }
                AnyEvent::Known(EventBody::TaskMoved { agent: Some(_), .. }) => given += 1,
                AnyEvent::Known(EventBody::TaskEscalated {
                    task, attempt, rung, ..
                }) => assert!(rungs.insert((*task, *attempt, rung)), "{at}: {rung} twice of {task}"),
                _ => {}
            }
        }
        overdue += told.len();
        climbed += rungs.len();
    }
    assert!(
        given > 100 && overdue > 20 && climbed > 20 && raised > 20,
        "{given} were given out, {overdue} were late, {climbed} rungs were climbed, {raised} became more urgent"
    );
}

#[test]
fn who_was_removed_has_no_tasks_and_nobody_is_named_twice() {
    let evening = Evening::new(7);
    let ticket = opened(&evening.desk, "A", "order-a", Kind::RefundOnly);
    for _ in 0..3 {
        let open = evening.desk.act(Actor::system());
        open.open_task(ticket, KINDS[0], "aftersales", []).wait().unwrap();
        work(&evening.engine);
    }
    let has = || -> Vec<AgentId> { evening.rows::<Task>().iter().filter_map(|t| t.agent).collect() };
    let first = has()[0];
    assert!(evening.give(Act::RemoveAgent { agent: first }));
    work(&evening.engine);
    assert_eq!((has().len(), has().contains(&first)), (3, false));
    evening.agrees_with_itself("after somebody was removed");
}

#[test]
fn a_task_that_weighs_is_recounted() {
    let evening = Evening::new(8);
    let ticket = opened(&evening.desk, "A", "order-a", Kind::RefundOnly);
    let open = evening.desk.act(Actor::system());
    open.open_task(ticket, KINDS[0], "aftersales", []).wait().unwrap();
    evening.agrees_with_itself("as it is written");
    let tasks = evening.rows::<Task>();
    assert_eq!(tasks[0].load().map(|(_, weight)| weight), Some(7));
    assert_ne!(tasks[0].id.0, Uid::ZERO);
}

#[test]
fn a_task_waits_for_tasks_of_its_own_ticket_only() {
    let evening = Evening::new(9);
    let desk = &evening.desk;
    let [one, other] = ["A", "B"].map(|id| opened(desk, id, &format!("order-{id}"), Kind::RefundOnly));
    let open = |on, after: &[TaskId]| {
        let by = desk.act(Actor::role(Role::Agent));
        by.open_task(on, TaskKind::Custom, "aftersales", after.iter().copied())
            .wait()
    };
    let last = |on| *ticket(desk, on).local.tasks.last().unwrap();
    let state = |id: TaskId| desk.row::<Task>(id).wait().unwrap().unwrap().item.state;
    open(one, &[]).unwrap();
    let first = last(one);
    let refused = open(other, &[first]).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Rejected);
    assert_eq!(refused.context_of("path"), Some("after"));
    assert_eq!(refused.context_of("task"), Some(&*first.to_string()));
    assert_eq!(refused.context_of("allowed"), Some("tasks of the same ticket"));
    assert!(ticket(desk, other).local.tasks.is_empty(), "nothing was opened");
    // A ticket that became part of another brings its tasks along: whichever of both names is used.
    desk.act(Actor::role(Role::Agent)).merge(other, one).wait().unwrap();
    for on in [one, other] {
        open(on, &[first]).unwrap();
    }
    let behind = ticket(desk, other).local.tasks;
    let behind: Vec<TaskId> = behind.into_iter().filter(|id| *id != first).collect();
    assert_eq!(behind.len(), 2);
    assert!(behind.iter().all(|id| state(*id) == TaskState::Waiting));
    for trigger in [TaskTrigger::Assign, TaskTrigger::Start, TaskTrigger::Done] {
        assert!(evening.move_task(first, trigger), "{trigger}");
    }
    assert!(behind.iter().all(|id| state(*id) == TaskState::Open), "they were woken");
}

#[test]
fn files_stay_with_a_task_each_once_and_not_too_many() {
    let evening = Evening::new(10);
    let ticket = opened(&evening.desk, "A", "order-a", Kind::RefundOnly);
    let open = evening.desk.act(Actor::system());
    open.open_task(ticket, TaskKind::Custom, "aftersales", [])
        .wait()
        .unwrap();
    let task = evening.rows::<Task>()[0].id;
    let file = |n: usize| Evidence {
        kind: EvidenceKind::Image,
        url: Some(format!("https://files.example/{n}")),
        blob: None,
        note: None,
    };
    let step = |trigger, attachments: Vec<Evidence>| {
        let act = task_moves(task, trigger, None, attachments);
        evening.desk.act(Actor::role(Role::Agent)).doing(act).wait()
    };
    let kept = || evening.desk.task(task).wait().unwrap().unwrap().item.attachments;
    step(TaskTrigger::Assign, vec![file(1)]).unwrap();
    step(TaskTrigger::Start, vec![file(1), file(2)]).unwrap();
    assert_eq!(kept(), [file(1), file(2)]);
    for (files, said) in [(3..102, "too many files"), (3..104, "too many entries")] {
        let refused = step(TaskTrigger::Done, files.map(file).collect()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Rejected);
        assert!(refused.to_string().contains(said), "{refused}");
    }
    step(TaskTrigger::Done, (3..101).map(file).collect()).unwrap();
    assert_eq!(kept().len(), 100);
}

/// What a platform agreed to by itself needs hands from the moment it is heard of: the ticket is not written yet when its task
/// is given to somebody.
#[test]
fn a_task_of_a_ticket_that_is_new_is_given_out_with_it() {
    let of = |kind| TaskConfig {
        group: Some("dock".to_owned()),
        auto_assign: true,
        ..TaskConfig::new(kind)
    };
    let tasks = vec![of(TaskKind::WarehouseCheck), of(TaskKind::QcInspection)];
    let office = Office::new(
        1,
        Config {
            tasks,
            ..Config::default()
        },
    );
    office.does(Act::PutAgent {
        agent: Box::new(Agent {
            groups: BTreeSet::from(["dock".to_owned()]),
            presence: Presence::Online,
            ..Agent::new("picker")
        }),
    });
    let (reserved, arrived) = (ReplacementState::Reserved, Goods::Delivered);
    let new = [
        (Kind::Resend, Some(reserved), None, TaskKind::WarehouseCheck),
        (Kind::ReturnRefund, None, Some(arrived), TaskKind::QcInspection),
    ];
    let now = office.engine.now();
    for (n, (kind, replacement, goods, wanted)) in new.into_iter().enumerate() {
        let mut heard = request(&format!("A{n}"), &format!("O{n}"), kind, now);
        (heard.claim.decision, heard.claim.goods) = (Some(Decision::Approved), goods);
        heard.claim.replacement = replacement;
        let heard = fact(now, FactBody::AfterSale(Box::new(heard)));
        let taken = office.desk.ingest([heard]).wait().unwrap().pop().unwrap().unwrap();
        let t = ticket(&office.desk, taken.ticket.unwrap());
        let [task] = t.local.tasks[..] else {
            panic!("one task: {t:?}")
        };
        let task = office.desk.task(task).wait().unwrap().unwrap().item;
        assert_eq!((task.kind, task.agent), (wanted, Some(AgentId::of("picker"))));
    }
    assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
}
