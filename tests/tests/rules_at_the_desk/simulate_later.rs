//! Past tickets given out again by what comes of itself as time passes: ladders as clocks run out, automations that approve
//! later. What the model does a desk does that lives with it.
use std::sync::Arc;

use aftersync_core::engine::simulate::{GivenOut, Simulation, SimulationQuery};
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::aftersale::AfterSaleLine;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_core::model::order::OrderLine;
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, fact, opened, order, request, ticket, work};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

/// Two queues, and what is said beside them.
pub(super) fn config(more: Value) -> Config {
    let mut whole =
        json!({"queues": [{"name": "aftersales", "age_step_ms": 0}, {"name": "leads", "age_step_ms": 0}], "sla": {}});
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

/// Decided within 30 minutes, or the ladder is climbed.
fn ladder(rungs: Value) -> Config {
    let clocks = json!({"decision": {"target_ms": 30 * MINUTE}});
    config(json!({"sla_policies": [{"name": "all", "when": {"all": []}, "clocks": clocks, "ladder": rungs}]}))
}

pub(super) fn rung(name: &str, at: Value, what: Value) -> Value {
    json!({"name": name, "clock": "decision", "at": at, "do": [what]})
}

/// A desk of one person in the front, and one who leads, each with room for one ticket.
pub(super) struct Lived {
    pub engine: Engine,
    pub desk: Desk,
    clock: ManualClock,
}

impl Lived {
    pub fn by(config: Config) -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), 3);
        let engine = builder.build().unwrap();
        let desk = engine.desk("acme");
        configure(&desk, config);
        for (name, group) in [("an", "aftersales"), ("bo", "leads")] {
            let agent = Agent {
                groups: [group.to_owned()].into(),
                capacity: 10,
                presence: Presence::Online,
                ..Agent::new(name)
            };
            let agent = Box::new(agent);
            desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
        }
        Self { engine, desk, clock }
    }

    pub fn pass(&self, minutes: i64) {
        for _ in 0..minutes {
            self.clock.advance(MINUTE);
            work(&self.engine);
        }
    }

    pub fn came(&self, name: &str) -> TicketId {
        opened(&self.desk, name, &format!("order-{name}"), Kind::RefundOnly)
    }

    pub fn owner(&self, id: TicketId) -> Option<AgentId> {
        ticket(&self.desk, id).assignment.agent
    }

    /// It is said no to, or what an automation granted is paid.
    pub fn end(&self, id: TicketId) {
        match ticket(&self.desk, id).headline {
            Headline::Refunding => self
                .desk
                .act(Actor::role(Role::Finance))
                .trigger(id, Trigger::PayoutSent)
                .wait(),
            _ => self.desk.act(Actor::role(Role::Agent)).reject(id, "1", "no").wait(),
        }
        .unwrap();
        work(&self.engine);
    }

    pub fn against(&self, config: Config) -> Simulation {
        self.desk.simulate(config, SimulationQuery::default()).wait().unwrap()
    }

    /// By the rules it lived by nothing differs.
    pub fn same(&self, config: Config) -> Simulation {
        let before = self.desk.check().wait().unwrap();
        let same = self.against(config);
        assert_eq!((same.differ, &same.differing), (0, &vec![]));
        assert_eq!(
            serde_json::to_string(&same.is).unwrap(),
            serde_json::to_string(&same.would).unwrap()
        );
        assert_eq!(self.desk.check().wait().unwrap(), before);
        same
    }

    /// What differs of one ticket by another configuration: queue, who gets it, minutes of waiting, rungs.
    pub fn differs(&self, config: Config, id: TicketId) -> [Told; 2] {
        let simulation = self.against(config);
        let one = simulation.differing.iter().find(|one| one.ticket == id).unwrap();
        [told(&one.is), told(&one.would)]
    }
}

pub(super) type Told = (String, Option<AgentId>, Option<i64>, Vec<String>);

pub(super) fn told(of: &GivenOut) -> Told {
    (
        of.queue.clone(),
        of.agent,
        of.wait_ms.map(|ms| ms / MINUTE),
        of.escalated.clone(),
    )
}

pub(super) fn as_told(queue: &str, agent: &str, minutes: i64, rungs: &[&str]) -> Told {
    let rungs = rungs.iter().map(|rung| (*rung).to_owned()).collect();
    (queue.to_owned(), Some(AgentId::of(agent)), Some(minutes), rungs)
}

pub(super) fn minutes(of: &Simulation) -> Vec<(AgentId, u32, i64)> {
    of.is
        .agents
        .iter()
        .map(|one| (one.agent, one.tickets, one.minutes))
        .collect()
}

/// Tickets of agents, in the order of their ids.
fn worked(all: [(&str, u32, i64); 2]) -> Vec<(AgentId, u32, i64)> {
    let mut all = all.map(|(name, tickets, minutes)| (AgentId::of(name), tickets, minutes));
    all.sort_unstable();
    all.to_vec()
}

/// Two come, and there is time for one.
fn of_two(config: Config) -> (Lived, [TicketId; 2]) {
    let lived = Lived::by(config);
    let first = lived.came("A1");
    lived.pass(1);
    let second = lived.came("A2");
    (lived, [first, second])
}

#[test]
fn who_may_take_it_too_by_a_ladder() {
    let widens = || ladder(json!([rung("late", json!("breach"), json!({"widen": ["leads"]}))]));
    let (lived, [first, second]) = of_two(widens());
    lived.pass(29);
    assert_eq!(lived.owner(second), None);
    lived.pass(1);
    assert_eq!(lived.owner(second), Some(AgentId::of("bo")));
    lived.pass(10);
    lived.end(second);
    lived.pass(20);
    lived.end(first);
    let same = lived.same(widens());
    assert_eq!(minutes(&same), worked([("an", 1, 61), ("bo", 1, 10)]));
    assert_eq!((same.is.wait_longest_ms, same.is.escalated), (30 * MINUTE, 2));
    let is = as_told("aftersales", "bo", 30, &["late"]);
    assert_eq!(
        lived.differs(ladder(json!([])), second),
        [is.clone(), as_told("aftersales", "an", 60, &[])]
    );
    // Six minutes sooner; so late after that that nothing comes of it.
    let sooner = ladder(json!([rung("soon", json!("warn"), json!({"widen": ["leads"]}))]));
    assert_eq!(
        lived.differs(sooner, second),
        [is.clone(), as_told("aftersales", "bo", 24, &["soon"])]
    );
    let later = ladder(json!([rung(
        "later",
        json!({"after_breach": 40 * MINUTE}),
        json!({"widen": ["leads"]})
    )]));
    assert_eq!(lived.differs(later, second), [is, as_told("aftersales", "an", 60, &[])]);
}

#[test]
fn where_a_ladder_puts_it() {
    let moves = || ladder(json!([rung("late", json!("breach"), json!({"queue": "leads"}))]));
    let (lived, [first, second]) = of_two(moves());
    lived.pass(28);
    assert_eq!(
        (lived.owner(first), lived.owner(second)),
        (Some(AgentId::of("an")), None)
    );
    // The first is taken from who has it; who leads has it, and the second comes to the front.
    lived.pass(1);
    assert_eq!(lived.owner(first), Some(AgentId::of("bo")));
    assert_eq!(lived.owner(second), Some(AgentId::of("an")));
    lived.pass(1);
    assert_eq!(lived.owner(second), None);
    lived.pass(9);
    lived.end(first);
    assert_eq!(lived.owner(second), Some(AgentId::of("bo")));
    lived.pass(5);
    lived.end(second);
    let same = lived.same(moves());
    // An had the first for 30 minutes, and the second for one; it waited 29 and 9 minutes.
    assert_eq!(minutes(&same), worked([("an", 2, 31), ("bo", 2, 15)]));
    assert_eq!((same.is.wait_longest_ms, same.is.escalated), (38 * MINUTE, 2));
    let queues = same.is.queues.into_iter().collect::<Vec<_>>();
    assert_eq!(queues, [("leads".to_owned(), 2)]);
    // Without it the first stays for as long as both had it.
    let (is, would) = (
        as_told("leads", "bo", 38, &["late"]),
        as_told("aftersales", "an", 39, &[]),
    );
    assert_eq!(lived.differs(ladder(json!([])), second), [is, would]);
    // The clock counts the hours of its calendar: there are none in these.
    let mut closed = moves();
    closed.calendars =
        serde_json::from_value(json!([{"name": "night", "week": {"sunday": [{"from": 0, "to": 60}]}}])).unwrap();
    closed.sla_policies[0].calendar = Some("night".into());
    assert_eq!(lived.differs(closed, first)[1], as_told("aftersales", "an", 0, &[]));
}

#[test]
fn how_urgent_a_ladder_makes_it() {
    let of = |step: Value| {
        let mut config = ladder(json!([rung("hurry", json!("breach"), step)]));
        let clocks = json!({"decision": {"target_ms": 90 * MINUTE, "bands": [{"band": 3, "target_ms": 20 * MINUTE}]}});
        config.sla_policies[0].clocks = serde_json::from_value(clocks).unwrap();
        config
    };
    let raises = || of(json!({"band": 0}));
    let lived = Lived::by(raises());
    let first = lived.came("A1");
    lived.pass(1);
    let second = lived.came("A2");
    lived.pass(1);
    let third = lived.came("A3");
    lived.desk.act(Actor::system()).edit(third).band(3).wait().unwrap();
    work(&lived.engine);
    lived.pass(38);
    assert_eq!(ticket(&lived.desk, third).band, 0);
    assert_eq!(ticket(&lived.desk, second).band, 2);
    lived.end(first);
    assert_eq!(lived.owner(third), Some(AgentId::of("an")));
    lived.pass(10);
    lived.end(third);
    lived.pass(10);
    lived.end(second);
    let same = lived.same(raises());
    assert_eq!((same.is.escalated, same.is.wait_longest_ms), (1, 49 * MINUTE));
    let [is, would] = lived.differs(of(json!({"notify": "leads"})), third);
    assert_eq!(is, as_told("aftersales", "an", 38, &["hurry"]));
    assert_eq!(would, as_told("aftersales", "an", 48, &["hurry"]));
}

#[test]
fn in_the_band_it_is_raised_to_it_is_due_sooner() {
    let of = |bands: Value| {
        let mut config = ladder(json!([
            rung("hurry", json!("warn"), json!({"band": 0})),
            rung("help", json!("breach"), json!({"widen": ["leads"]})),
        ]));
        let clocks = json!({"decision": {"target_ms": 40 * MINUTE, "bands": bands}});
        config.sla_policies[0].clocks = serde_json::from_value(clocks).unwrap();
        config
    };
    let by_band = || of(json!([{"band": 0, "target_ms": 10 * MINUTE}]));
    let (lived, [first, second]) = of_two(by_band());
    lived.pass(31);
    assert_eq!(lived.owner(second), None);
    lived.pass(1);
    assert_eq!(lived.owner(second), Some(AgentId::of("bo")));
    lived.pass(27);
    lived.end(first);
    lived.end(second);
    lived.same(by_band());
    let [is, would] = lived.differs(of(json!([])), second);
    assert_eq!(is, as_told("aftersales", "bo", 32, &["hurry", "help"]));
    assert_eq!(would, as_told("aftersales", "bo", 40, &["hurry", "help"]));
}

/// An automation that approves 50.00 at some time.
fn approving(on: Value, minor: i64) -> Value {
    json!({"name": "slow", "on": on, "then": [{"approve": [{"minor": minor, "currency": "CNY"}]}]})
}

fn aged(minutes: i64, minor: i64) -> Value {
    approving(
        json!({"after": {"headlines": ["awaiting_seller"], "ms": minutes * MINUTE}}),
        minor,
    )
}

fn automated(automation: Value) -> Config {
    config(json!({"automations": [automation]}))
}

#[test]
fn what_an_automation_approves_by_its_age_waits_no_more() {
    let slow = || automated(aged(20, 5_000));
    let (lived, [first, second]) = of_two(slow());
    lived.pass(10);
    lived.end(first);
    assert_eq!(lived.owner(second), Some(AgentId::of("an")));
    let third = lived.came("A3");
    lived.pass(10);
    // The second is granted in their hands; while it waits for the money they have room for the third.
    assert_eq!(ticket(&lived.desk, second).headline, Headline::Refunding);
    assert_eq!(lived.owner(third), Some(AgentId::of("an")));
    lived.pass(2);
    lived.end(second);
    lived.pass(3);
    lived.end(third);
    let same = lived.same(slow());
    assert_eq!((same.is.decided, &same.is.granted), (1, &vec![Money::cny(5_000)]));
    // In the model it is theirs until it is paid.
    assert_eq!(minutes(&same), [(AgentId::of("an"), 3, 11 + 12 + 5)]);
    let other = lived.against(config(json!({})));
    assert_eq!((other.would.decided, &other.would.granted), (0, &vec![]));
    let verdict = |simulation: &Simulation, id: TicketId| {
        let one = simulation.differing.iter().find(|one| one.ticket == id);
        one.map(|one| (one.is.verdict.automation.clone(), one.would.verdict.automation.clone()))
    };
    assert_eq!(verdict(&other, second), Some((Some("slow".into()), None)));
    // When it would be due nobody waits for it any more; the limit is below what is asked for.
    for none in [automated(aged(50, 5_000)), automated(aged(20, 4_999))] {
        assert_eq!(lived.against(none).would.granted, vec![]);
    }
    // After five minutes the first is granted in their hands, the second while it waits; a person decides the third at that
    // moment.
    let all = lived.against(automated(aged(5, 5_000)));
    assert_eq!((all.would.decided, &all.would.granted), (2, &vec![Money::cny(10_000)]));
    assert_eq!(all.would.wait_longest_ms, 0);
}

/// Each is asked about tickets that a person decided, and is lived with by another desk: what is granted is the same, of the
/// same.
#[test]
fn the_model_grants_later_what_a_desk_grants_later() {
    let clocks = json!({"decision": {"target_ms": 30 * MINUTE}});
    let rungs = json!([
        rung("hurry", json!("warn"), json!({"notify": "leads"})),
        rung("late", json!({"after_breach": 5 * MINUTE}), json!({"band": 1}))
    ]);
    let policy = json!([{"name": "all", "when": {"all": []}, "clocks": clocks, "ladder": rungs}]);
    let by = |automation: Value| config(json!({"automations": [automation], "sla_policies": policy}));
    let passed = |event: Value| {
        let mut it = approving(json!({"events": ["clock_passed"]}), 5_000);
        it["event"] = event;
        it
    };
    let escalated = |event: Value| {
        let mut it = approving(json!({"events": ["escalated"]}), 5_000);
        it["event"] = event;
        it
    };
    let asks = |when: Value| {
        let mut it = aged(20, 5_000);
        it["when"] = when;
        it
    };
    let both = [Some(0), Some(1)];
    let cases: [(Value, [Option<usize>; 2]); 12] = [
        (aged(20, 5_000), both),
        (aged(45, 5_000), [None, Some(1)]),
        (aged(75, 5_000), [None, None]),
        (aged(20, 4_999), [None, None]),
        (approving(json!({"unanswered": {"ms": MINUTE}}), 5_000), [None, None]),
        (passed(json!({})), both),
        (
            passed(json!({"passed": ["breach"], "clocks": ["first_response"]})),
            [None, None],
        ),
        (escalated(json!({})), both),
        (escalated(json!({"clocks": ["refund"]})), [None, None]),
        // By its age at that time; by which of its clocks is late by then.
        (asks(json!({"test": {"of": "age", "is": {"ge": 20 * MINUTE}}})), both),
        (
            asks(json!({"test": {"of": "age", "is": {"ge": 21 * MINUTE}}})),
            [None, None],
        ),
        (
            asks(json!({"test": {"of": "sla_slack", "is": {"lt": 11 * MINUTE}}})),
            both,
        ),
    ];
    // The first is decided after 40 minutes, the second after 70 of which it waits 39.
    let live = |lived: &Lived| {
        let first = lived.came("A1");
        lived.pass(1);
        let second = lived.came("A2");
        lived.pass(39);
        let granted = |id| ticket(&lived.desk, id).headline == Headline::Refunding;
        let was = granted(first);
        lived.end(first);
        lived.pass(30);
        let all = [was, granted(second)];
        lived.end(second);
        all.map(usize::from)
    };
    let by_hand = Lived::by(config(json!({})));
    assert_eq!(live(&by_hand), [0, 0]);
    for (automation, wanted) in cases {
        let named = wanted.iter().flatten().count();
        let simulation = by_hand.against(by(automation.clone()));
        assert_eq!(simulation.would.decided as usize, named, "{automation}");
        let would = |of: &GivenOut| of.verdict.automation.as_deref() == Some("slow");
        let granted: Vec<_> = simulation
            .differing
            .iter()
            .filter(|one| would(&one.would))
            .map(|one| one.number)
            .collect();
        let living = Lived::by(by(automation.clone()));
        let all = live(&living);
        assert_eq!(
            all,
            wanted.map(|one| usize::from(one.is_some())),
            "lived with: {automation}"
        );
        let same = living.same(by(automation.clone()));
        assert_eq!(same.is.decided as usize, named, "{automation}");
        assert_eq!(granted.len(), named);
        assert_eq!(living.against(config(json!({}))).would.granted, vec![], "{automation}");
    }
}

#[test]
fn what_somebody_decided_in_truth_is_granted_by_nobody_after_that() {
    let lived = Lived::by(config(json!({})));
    let id = lived.came("A1");
    lived.pass(10);
    lived.end(id);
    // Nobody takes it in the model: who has it in truth is in another group.
    let waits = |minutes: i64| {
        let mut config = automated(aged(minutes, 5_000));
        config.fallback_queue = "nobody".into();
        lived.against(config).would
    };
    assert_eq!((waits(9).decided, waits(9).unassigned), (1, 0));
    assert_eq!((waits(11).decided, waits(11).unassigned), (0, 1));
}

/// What may be granted of a ticket later is held ready for it: three ask for half of the money each.
#[test]
fn what_is_granted_later_is_no_more_than_was_paid() {
    let lived = Lived::by(config(json!({})));
    let at = lived.engine.now();
    let mut bought = order("order-1", at);
    let line = bought.lines[0].clone();
    let lines = [("L1", "sku-1"), ("L2", "sku-2"), ("L3", "sku-3")].map(|(id, sku)| OrderLine {
        external_id: id.into(),
        sku: sku.into(),
        ..line.clone()
    });
    bought.lines = lines.to_vec();
    lived
        .desk
        .ingest([fact(at, FactBody::Order(Box::new(bought)))])
        .wait()
        .unwrap();
    for (n, line) in ["L1", "L2", "L3"].into_iter().enumerate() {
        lived.pass(1);
        let at = lived.engine.now();
        let mut asked = request(&format!("A{n}"), "order-1", Kind::RefundOnly, at);
        asked.lines = vec![AfterSaleLine {
            line: line.into(),
            quantity: Some(1),
            amount: None,
        }];
        lived
            .desk
            .ingest([fact(at, FactBody::AfterSale(Box::new(asked)))])
            .wait()
            .unwrap();
    }
    // A person takes an hour for each.
    let against = |config: Config| {
        let query = SimulationQuery {
            work_ms: Some(60 * MINUTE),
            ..SimulationQuery::default()
        };
        let would = lived.desk.simulate(config, query).wait().unwrap().would;
        (would.decided, would.granted)
    };
    assert_eq!(against(automated(aged(20, 5_000))), (2, vec![Money::cny(10_000)]));
    // The same for what is called as somebody gets it.
    let given = approving(json!({"events": ["assigned"]}), 5_000);
    assert_eq!(against(automated(given)), (2, vec![Money::cny(10_000)]));
    let on = json!({"events": ["assigned"]});
    let mut chained = automated(json!({"name": "marks", "on": on, "then": [{"tag": "x"}]}));
    let mut marked = approving(json!({"events": ["ticket_edited"]}), 5_000);
    marked["when"] = json!({"test": {"of": "tags", "is": {"has_any": ["x"]}}});
    chained.automations.push(serde_json::from_value(marked).unwrap());
    assert_eq!(against(chained), (2, vec![Money::cny(10_000)]));
    // The last is granted as it comes, and there is nothing left for it.
    let mut both = automated(aged(20, 5_000));
    let instant = json!({"name": "last", "on": {"events": ["ticket_opened"]}, "when": {"test": {"of": "skus", "is": {"has_any": ["sku-3"]}}},
        "then": [{"approve": [{"minor": 5_000, "currency": "CNY"}]}]});
    both.automations.push(serde_json::from_value(instant).unwrap());
    assert_eq!(against(both), (2, vec![Money::cny(10_000)]));
}
