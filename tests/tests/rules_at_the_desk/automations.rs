//! Automations at a desk: once for what called them, whatever is repeated, after a crash too; bounded; all or nothing.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::automation::{
    Automation, AutomationOn, AutomationStep, AutomationStop, AutomationTask, Occasion, StateAge,
};
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::{Config, QueueConfig, ShopConfig, When};
use aftersync_core::model::event::EventBody;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{AgentId, QueueId, Tenant};
use aftersync_core::model::money::Money;
use aftersync_core::model::time::HOUR;
use aftersync_core::model::trigger::Trigger;
use aftersync_core::store::TicketStore;
use aftersync_testkit::{Fault, FaultyStore, ManualClock, MemoryStore, Plan};
use aftersync_tests::desk::{APP, SHOP, engine, fact, opened, order, request, ticket, ticket_of, told};
use aftersync_tests::history::{history, shuffled};
use aftersync_tests::projection::projection;

use super::{agent, from_env};

use AutomationStep as S;
use Occasion as O;

fn automation(name: &str, on: AutomationOn, when: When, then: Vec<S>) -> Automation {
    Automation {
        name: name.into(),
        on,
        event: Default::default(),
        when,
        then,
        enabled: true,
    }
}

fn on(name: &str, kinds: &[Occasion], then: Vec<S>) -> Automation {
    automation(name, AutomationOn::Events(kinds.to_vec()), When::Always, then)
}

fn config(automations: Vec<Automation>) -> Config {
    Config {
        shops: vec![ShopConfig::new(APP, SHOP)],
        queues: vec![QueueConfig::new("vip")],
        automations,
        ..Config::default()
    }
}

fn desk_over(store: Arc<dyn TicketStore>, seed: u64) -> (Desk, ManualClock) {
    let (builder, clock) = engine(store, seed);
    (builder.build().unwrap().desk("acme"), clock)
}

fn desk_with(automations: Vec<Automation>) -> (Desk, ManualClock) {
    let (desk, clock) = desk_over(Arc::new(MemoryStore::new()), 1);
    desk.configure(config(automations)).wait().unwrap();
    (desk, clock)
}

/// How often each automation was done.
fn done(desk: &Desk, which: &str) -> usize {
    let is_it = |body: &EventBody| matches!(body, EventBody::Automated { name, .. } if name == which);
    told(desk).iter().filter(|body| is_it(body)).count()
}

fn stopped(desk: &Desk) -> Vec<(String, AutomationStop)> {
    let of = |body| match body {
        EventBody::AutomationStopped { name, stop, .. } => Some((name, stop)),
        _ => None,
    };
    told(desk).into_iter().filter_map(of).collect()
}

#[test]
fn everything_it_can_do() {
    let task = AutomationTask {
        kind: TaskKind::Callback,
        group: "phone".into(),
    };
    let then = vec![
        S::Tag("new".into()),
        S::Note("look at {this}".into()),
        S::Queue("vip".into()),
        S::Band(0),
        S::Task(task),
        S::Notify("leads".into()),
        S::Approve(vec![Money::cny(5_000)]),
    ];
    let (desk, _) = desk_with(vec![on("all", &[O::TicketOpened], then)]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let t = ticket(&desk, id);
    assert_eq!((t.headline, t.amounts.pending, t.band), (Headline::Refunding, 5_000, 0));
    assert_eq!(t.assignment.queue, Some(QueueId::of("vip")));
    assert!(
        t.local.tags.contains("new") && !t.local.touched,
        "no person worked on it"
    );
    assert_eq!(t.local.tasks.len(), 1);
    let notify: Vec<Vec<String>> = told(&desk)
        .into_iter()
        .filter_map(|body| match body {
            EventBody::Automated { notify, did, .. } if did.len() == 7 => Some(notify),
            _ => None,
        })
        .collect();
    assert_eq!(notify, [["leads"]]);
}

#[test]
fn what_cannot_be_done_leaves_nothing_and_the_fact_is_taken_in() {
    let then = vec![S::Tag("new".into()), S::Reply("{number}".into())];
    let (desk, _) = desk_with(vec![on("answer", &[O::TicketOpened], then)]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(
        ticket(&desk, id).local.tags.len(),
        0,
        "nobody can be answered, so nothing is done"
    );
    assert_eq!(stopped(&desk), [("answer".to_owned(), AutomationStop::Refused)]);
    let above = vec![S::Approve(vec![Money::cny(4_999)])];
    let (desk, _) = desk_with(vec![on("grant", &[O::TicketOpened], above)]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    assert_eq!(ticket(&desk, id).headline, Headline::AwaitingSeller);
    assert_eq!(stopped(&desk), [("grant".to_owned(), AutomationStop::Refused)]);
}

#[test]
fn a_repeated_fact_or_command_calls_nothing_again() {
    let (desk, _) = desk_with(vec![
        on(
            "opened",
            &[O::TicketOpened, O::SourceJoined],
            vec![S::Note("hello".into())],
        ),
        on("noted", &[O::NoteAdded], vec![S::Tag("noted".into())]),
    ]);
    let at = desk.engine().now();
    opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let repeat = || {
        fact(
            at,
            FactBody::AfterSale(Box::new(request("A1", "order-1", Kind::RefundOnly, at))),
        )
    };
    desk.ingest([repeat(), repeat()]).wait().unwrap();
    assert_eq!(done(&desk, "opened"), 1, "two events of one decision are one call");
    assert_eq!(done(&desk, "noted"), 1);
    let t = ticket_of(&desk, APP, SHOP, "A1").unwrap();
    let note = || {
        let act = Act::Note {
            ticket: t.id,
            text: "by hand".into(),
            mentions: Default::default(),
        };
        desk.act(Actor::role(Role::Agent)).doing(act).key("k").wait().unwrap()
    };
    note();
    assert!(note().repeated);
    assert_eq!(done(&desk, "noted"), 2);
}

#[test]
fn those_that_call_each_other_end() {
    let (desk, _) = desk_with(vec![
        on("ping", &[O::NoteAdded], vec![S::Tag("ping".into())]),
        on("pong", &[O::TicketEdited], vec![S::Note("pong".into())]),
    ]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let text = "begin".to_owned();
    desk.act(Actor::role(Role::Agent))
        .doing(Act::Note {
            ticket: id,
            text,
            mentions: Default::default(),
        })
        .wait()
        .unwrap();
    assert_eq!((done(&desk, "ping"), done(&desk, "pong")), (1, 1));
    let chain = (0..12).map(|n| {
        let tagged = When::Tag(vec![format!("t{n}")]);
        let then = vec![S::Tag(format!("t{}", n + 1))];
        automation(
            &format!("a{n}"),
            AutomationOn::Events(vec![O::TicketEdited]),
            tagged,
            then,
        )
    });
    // Each of them is called by the one before; named the other way round, none is called by its own round.
    let (desk, _) = desk_with(chain.rev().collect());
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    desk.act(Actor::role(Role::Agent))
        .doing(serde_json::from_value(serde_json::json!({"do": "edit", "ticket": id, "add_tags": ["t0"]})).unwrap())
        .wait()
        .unwrap();
    assert_eq!(stopped(&desk), [("a8".to_owned(), AutomationStop::TooDeep)]);
    assert_eq!(ticket(&desk, id).local.tags.len(), 9);
}

#[test]
fn often_is_not_for_ever() {
    let (desk, _) = desk_with(vec![on("noted", &[O::NoteAdded], vec![S::Band(1)])]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    for n in 0..103 {
        let text = n.to_string();
        desk.act(Actor::role(Role::Agent))
            .doing(Act::Note {
                ticket: id,
                text,
                mentions: Default::default(),
            })
            .wait()
            .unwrap();
    }
    assert_eq!(done(&desk, "noted"), 100);
    assert_eq!(stopped(&desk), [("noted".to_owned(), AutomationStop::TooOften)]);
}

#[test]
fn a_ticket_that_stands_still_calls_once_for_each_stay() {
    let age = AutomationOn::After(StateAge {
        headlines: vec![Headline::AwaitingSeller],
        ms: 2 * HOUR,
    });
    let vip = When::Not(Box::new(When::Tag(vec!["vip".into()])));
    let (desk, clock) = desk_with(vec![automation("slow", age, vip, vec![S::Note("hurry".into())])]);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let work = || {
        desk.engine().run_due(desk.engine().now()).wait().unwrap();
        done(&desk, "slow")
    };
    clock.advance(HOUR);
    assert_eq!(work(), 0);
    clock.advance(HOUR);
    assert_eq!(work(), 1);
    clock.advance(5 * HOUR);
    assert_eq!((work(), work()), (1, 1), "once for this stay");
    let agent = || desk.act(Actor::role(Role::Agent));
    agent().ask_buyer(id, "which one?").wait().unwrap();
    clock.advance(HOUR);
    let buyer = || desk.act(Actor::role(Role::Buyer));
    buyer().trigger(id, Trigger::Amend).wait().unwrap();
    assert_eq!(ticket(&desk, id).headline, Headline::AwaitingSeller);
    clock.advance(2 * HOUR);
    assert_eq!(work(), 2, "it came into it again");
}

/// What is done in all histories: nothing of it moves a ticket.
fn busy() -> Vec<Automation> {
    vec![
        on(
            "opened",
            &[O::TicketOpened, O::SourceJoined],
            vec![S::Note("hello".into())],
        ),
        on(
            "moved",
            &[O::StateChanged, O::KindChanged],
            vec![S::Tag("moved".into())],
        ),
        on(
            "money",
            &[O::MoneyMoved, O::OverRefund],
            vec![S::Notify("finance".into())],
        ),
        on("wrote", &[O::MessageAdded], vec![S::Reply("{number}".into())]),
        on("noted", &[O::NoteAdded, O::TicketEdited], vec![S::Queue("vip".into())]),
    ]
}

#[test]
fn what_facts_make_of_tickets_is_the_same_with_automations() {
    let tenant = Tenant::new("acme");
    let mut called = 0;
    for seed in 0..from_env("AFTERSYNC_HISTORIES", 60) {
        let facts = history(seed);
        let outcome = |automations: Vec<Automation>, facts: &[_], seed: u64| {
            let store = Arc::new(MemoryStore::new());
            let (desk, clock) = desk_over(store.clone(), seed);
            desk.configure(config(automations)).wait().unwrap();
            clock.advance(400 * 24 * HOUR);
            for answer in desk.ingest(facts.iter().cloned()).wait().unwrap() {
                answer.unwrap();
            }
            let times = told(&desk)
                .iter()
                .filter(|e| matches!(e, EventBody::Automated { .. }))
                .count();
            (projection(&*store, &tenant).tickets, times)
        };
        let (plain, _) = outcome(Vec::new(), &facts, seed);
        let (with, times) = outcome(busy(), &facts, seed);
        assert_eq!(with, plain, "seed {seed}: automations changed what facts say");
        let (other, _) = outcome(busy(), &shuffled(seed, &facts), seed + 1);
        assert_eq!(other, plain, "seed {seed}: in another order");
        called += times;
    }
    assert!(called > 200, "only {called} were called");
}

#[test]
fn a_store_that_dies_at_any_commit_is_repeated_to_the_same_end() {
    let automations = || {
        vec![on(
            "opened",
            &[O::TicketOpened],
            vec![S::Note("hello".into()), S::Tag("new".into())],
        )]
    };
    let facts = |desk: &Desk| {
        let at = desk.engine().now();
        let number = "order-1";
        [
            fact(at, FactBody::Order(Box::new(order(number, at)))),
            fact(
                at,
                FactBody::AfterSale(Box::new(request("A1", number, Kind::RefundOnly, at))),
            ),
        ]
    };
    for fault in [Fault::LostBefore, Fault::LostAfter, Fault::DieBefore, Fault::DieAfter] {
        for commit in 1..=2 {
            let memory = MemoryStore::new();
            let over = |seed: u64| desk_over(Arc::new(memory.clone()), seed).0;
            over(1).configure(config(automations())).wait().unwrap();
            let faulty = FaultyStore::new(memory.clone(), Plan::new().at(commit, fault));
            let (desk, _) = desk_over(Arc::new(faulty), 2);
            for given in facts(&desk) {
                // Whoever hears of no answer hands it in again, to whatever engine is there then.
                let heard = desk.ingest([given.clone()]).wait();
                if !heard.is_ok_and(|answers| answers.iter().all(Result::is_ok)) {
                    over(3).ingest([given]).wait().unwrap().remove(0).unwrap();
                }
            }
            let after = over(4);
            assert_eq!(done(&after, "opened"), 1, "{fault:?} at commit {commit}");
            let is_note = |body: &&EventBody| matches!(body, EventBody::NoteAdded { .. });
            assert_eq!(
                told(&after).iter().filter(is_note).count(),
                1,
                "{fault:?} at commit {commit}"
            );
        }
    }
}

#[test]
fn who_watches_stands_on_the_ticket_and_calls_once() {
    let (desk, _) = desk_with(vec![on("edited", &[O::TicketEdited], vec![S::Tag("seen".into())])]);
    let an = agent(&desk, "an", None);
    let id = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    let acting = desk.act(Actor::agent(an));
    for _ in 0..2 {
        acting.watch(id, an).wait().unwrap();
    }
    let t = ticket(&desk, id);
    assert!(t.local.watchers.contains(&an) && !t.local.touched);
    assert_eq!(done(&desk, "edited"), 1, "a watcher who watches changes nothing");
    let nobody = AgentId(aftersync_core::model::ids::Uid([9; 16]));
    let refused = acting.watch(id, nobody).wait().unwrap_err();
    assert_eq!(refused.kind(), aftersync_core::ErrorKind::NotFound);
    acting.unwatch(id, an).wait().unwrap();
    acting.unwatch(id, nobody).wait().unwrap();
    assert!(ticket(&desk, id).local.watchers.is_empty());
}
