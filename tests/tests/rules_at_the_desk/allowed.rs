//! What `allowed` says is what happens.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::command::Allowed;
use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor, Details};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskTrigger};
use aftersync_core::model::ids::TicketId;
use aftersync_core::model::labels::Lang;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::OrderLine;
use aftersync_core::model::time::{DAY, HOUR};
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{engine, fact, opened, order, request, ticket};
use aftersync_tests::prng::Prng;

use super::{agent, from_env};

struct Bench {
    desk: Desk,
    clock: ManualClock,
}

impl Bench {
    fn new(seed: u64) -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), seed);
        let desk = builder.build().unwrap().desk("acme");
        Self { desk, clock }
    }

    /// Two requests on two lines of one order of 100.00: of 80.00 and of 50.00.
    fn two_on_one_order(&self, kinds: [Kind; 2]) -> [TicketId; 2] {
        let at = self.desk.engine().now();
        let mut whole = order("O1", at);
        let second = OrderLine {
            external_id: "L2".into(),
            ..whole.lines[0].clone()
        };
        whole.lines.push(second);
        self.desk
            .ingest([fact(at, FactBody::Order(Box::new(whole)))])
            .wait()
            .unwrap();
        [("A1", "L1", 8_000, kinds[0]), ("A2", "L2", 5_000, kinds[1])].map(|(id, line, asked, kind)| {
            let mut a = request(id, "O1", kind, at);
            a.lines[0].line = line.into();
            a.lines[0].amount = Some(Money::cny(asked));
            a.requested = Some(Money::cny(asked));
            let taken = self
                .desk
                .ingest([fact(at, FactBody::AfterSale(Box::new(a)))])
                .wait()
                .unwrap();
            taken[0].as_ref().unwrap().ticket.unwrap()
        })
    }

    fn options(&self, id: TicketId, actor: &Actor) -> Vec<Allowed> {
        self.desk.allowed(id, actor).wait().unwrap()
    }

    fn row(&self, id: TicketId, actor: &Actor, trigger: Trigger) -> (bool, Option<String>, Option<i64>) {
        let all = self.options(id, actor);
        let row = all.into_iter().find(|a| a.trigger == trigger).expect("a row");
        assert_eq!(row.label.0, trigger.label(Lang::Zh));
        assert_eq!(row.label.1, trigger.label(Lang::En));
        (row.possible, row.because, row.at_most.map(|m| m.minor))
    }

    fn send(&self, id: TicketId, actor: &Actor, trigger: Trigger, details: Details) -> aftersync_core::Result<()> {
        let act = Act::Move {
            ticket: id,
            trigger,
            details: Box::new(details),
        };
        self.desk.act(actor.clone()).doing(act).wait().map(|_| ())
    }
}

fn because(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn the_most_is_the_least_of_all_bounds() {
    let bench = Bench::new(1);
    let anybody = Actor::role(Role::Agent);
    let small = Actor::agent(agent(&bench.desk, "small", Some(3_000)));
    let [a, b] = bench.two_on_one_order([Kind::RefundOnly, Kind::RefundOnly]);
    let approve = Trigger::ApproveRefund;
    assert_eq!(
        bench.row(a, &anybody, approve),
        (true, None, Some(8_000)),
        "what was asked for"
    );
    let words = because("the amount is above this agent's authority");
    assert_eq!(
        bench.row(a, &small, approve),
        (false, words, Some(3_000)),
        "the authority"
    );
    bench.send(a, &anybody, approve, Details::default()).unwrap();
    let words = because("the refund is above what was paid for the order");
    assert_eq!(
        bench.row(b, &anybody, approve),
        (false, words, Some(2_000)),
        "the order's money"
    );
    let amount = Some(Money::cny(2_000));
    bench
        .send(
            b,
            &anybody,
            approve,
            Details {
                amount,
                ..Details::default()
            },
        )
        .unwrap();
}

#[test]
fn goodwill_has_bounds_of_its_own() {
    let bench = Bench::new(2);
    let anybody = Actor::role(Role::Agent);
    let small = Actor::agent(agent(&bench.desk, "small", Some(3_000)));
    let id = opened(&bench.desk, "A1", "O1", Kind::Complaint);
    let give = |minor: i64, payout: &str| Details {
        amount: Some(Money::cny(minor)),
        payout: Some(payout.to_owned()),
        ..Details::default()
    };
    assert_eq!(
        bench.row(id, &anybody, Trigger::Compensate),
        (true, None, Some(5_000)),
        "the cap"
    );
    bench.send(id, &anybody, Trigger::Compensate, give(1_500, "1")).unwrap();
    assert_eq!(
        bench.row(id, &anybody, Trigger::Compensate),
        (true, None, Some(3_500)),
        "what is left of it"
    );
    assert_eq!(
        bench.row(id, &small, Trigger::Compensate),
        (true, None, Some(3_000)),
        "the authority"
    );
    bench.send(id, &anybody, Trigger::Compensate, give(3_500, "2")).unwrap();
    let words = because("the compensation is above the cap for one ticket");
    assert_eq!(bench.row(id, &anybody, Trigger::Compensate), (false, words, Some(0)));
}

#[test]
fn tasks_and_windows_stand_in_the_way() {
    let bench = Bench::new(3);
    let anybody = Actor::role(Role::Agent);
    let id = opened(&bench.desk, "A1", "O1", Kind::Inquiry);
    bench.send(id, &anybody, Trigger::Answer, Details::default()).unwrap();
    assert_eq!(bench.row(id, &anybody, Trigger::Close), (true, None, None));
    let open = bench
        .desk
        .act(anybody.clone())
        .open_task(id, TaskKind::WarehouseCheck, "warehouse", []);
    open.wait().unwrap();
    assert_eq!(
        bench.row(id, &anybody, Trigger::Close),
        (false, because("a task is still open"), None)
    );
    assert_eq!(bench.row(id, &anybody, Trigger::Reopen), (true, None, None));
    bench.clock.set(bench.desk.engine().now().plus(20 * DAY));
    let words = because("the window for reopening has passed");
    assert_eq!(bench.row(id, &anybody, Trigger::Reopen), (false, words, None));
    let nobody = TicketId(aftersync_core::model::ids::Uid::ZERO);
    let error = bench.desk.allowed(nobody, &anybody).wait().unwrap_err();
    assert_eq!(error.kind(), aftersync_core::ErrorKind::NotFound);
}

/// Whatever happened before: what is possible is done, what is not is refused in the same words.
#[test]
fn what_is_possible_is_done_and_what_is_not_is_refused() {
    let mut done = (0, 0);
    let many = from_env("AFTERSYNC_HISTORIES", 60);
    for seed in 0..many {
        let one = any_history(seed);
        done = (done.0 + one.0, done.1 + one.1);
    }
    assert!(done.0 >= 4 * many && done.1 >= many, "{done:?}: too few of one sort");
}

fn any_history(seed: u64) -> (u64, u64) {
    let mut r = Prng::new(seed);
    let bench = Bench::new(seed);
    let agents = [
        agent(&bench.desk, "small", Some(3_000)),
        agent(&bench.desk, "large", Some(6_000)),
        agent(&bench.desk, "any", None),
    ];
    let kinds = [*r.pick(Kind::ALL), *r.pick(Kind::ALL)];
    let tickets = bench.two_on_one_order(kinds);
    let (mut possible, mut refused) = (0, 0);
    for step in 0..14 {
        let id = *r.pick(&tickets);
        let role = *r.pick(&[
            Role::Agent,
            Role::Agent,
            Role::Warehouse,
            Role::Qc,
            Role::Finance,
            Role::Buyer,
            Role::Carrier,
        ]);
        let actor = match role {
            Role::Agent if r.chance(80) => Actor::agent(*r.pick(&agents)),
            _ => Actor::role(role),
        };
        let all = bench.options(id, &actor);
        let place = format!("seed {seed}, step {step}, {actor:?}");
        for row in all.iter().filter(|row| !row.possible) {
            let error = bench
                .send(id, &actor, row.trigger, usual(&bench, id, row.trigger))
                .unwrap_err();
            assert_eq!(Some(error.message()), row.because.as_deref(), "{place}: {row:?}");
            refused += 1;
        }
        let open: Vec<&Allowed> = all.iter().filter(|row| row.possible).collect();
        if !open.is_empty() {
            let row = *r.pick(&open);
            let sent = bench.send(id, &actor, row.trigger, usual(&bench, id, row.trigger));
            assert!(sent.is_ok(), "{place}: {row:?}: {sent:?}");
            possible += 1;
        }
        if r.chance(30) {
            a_task(&bench, &mut r, id);
        }
        if r.chance(50) {
            let hours = if r.chance(10) { 24 * 20 } else { 30 };
            let later = HOUR * (1 + r.below(hours) as i64);
            bench.clock.set(bench.desk.engine().now().plus(later));
        }
        assert_eq!(bench.desk.replay(id).wait().unwrap(), [], "{place}");
    }
    assert_eq!(bench.desk.check().wait().unwrap(), Vec::<String>::new(), "seed {seed}");
    (possible, refused)
}

/// What `allowed` tries.
fn usual(bench: &Bench, id: TicketId, trigger: Trigger) -> Details {
    let t = ticket(&bench.desk, id);
    let goodwill = trigger == Trigger::Compensate;
    Details {
        amount: goodwill.then(|| t.money(1)),
        payout: goodwill.then(|| format!("payout {}", t.local.compensations.len())),
        ..Details::default()
    }
}

/// Opens a task, or moves one.
fn a_task(bench: &Bench, r: &mut Prng, id: TicketId) {
    let tasks = ticket(&bench.desk, id).local.tasks;
    let system = bench
        .desk
        .act(Actor::role(*r.pick(&[Role::Agent, Role::Qc, Role::Finance])));
    if tasks.is_empty() || r.chance(30) {
        let after = tasks.last().copied().filter(|_| r.chance(30));
        let open = system.open_task(id, *r.pick(TaskKind::ALL), "any", after);
        open.wait().unwrap();
        return;
    }
    let task = *r.pick(&tasks);
    for trigger in [TaskTrigger::Assign, TaskTrigger::Start, *r.pick(TaskTrigger::ALL)] {
        let act = Act::MoveTask {
            task,
            trigger,
            agent: None,
            reason: Some("so it is".to_owned()),
            result: Some(*r.pick(TaskResult::ALL)),
            raises: None,
            amount: r.chance(50).then(|| Money::cny(100)),
            lines: Vec::new(),
            form: Default::default(),
            attachments: Vec::new(),
        };
        // Most do not fit; what does changes what is allowed.
        let _ = system.doing(act).wait();
    }
}
