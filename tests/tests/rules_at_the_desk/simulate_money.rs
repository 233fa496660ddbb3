//! Past tickets asked anew what policies grant of them: how much money, which tickets need no person, and what that takes off
//! people's hands.

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::verdict::{PolicyOutcome, PolicyVerdict};
use aftersync_core::engine::simulate::{Attained, Simulation, SimulationQuery};
use aftersync_core::model::aftersale::AfterSaleLine;
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::config::{AutoPolicy, Config, When};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::TicketId;
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::order::OrderLine;
use aftersync_core::model::returns::{ReturnAction, ReturnPolicy, ReturnReason};
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::ManualClock;
use aftersync_tests::desk::{fact, opened, order, request, ticket};

use super::of_one_person;

const MINUTE: i64 = 60_000;

fn up_to(minor: i64) -> Config {
    Config {
        return_policies: vec![ReturnPolicy {
            auto_approve: vec![Money::cny(minor)],
            ..ReturnPolicy::new("small")
        }],
        ..Config::default()
    }
}

fn auto(at_most: i64) -> Config {
    Config {
        auto: vec![AutoPolicy {
            when: When::Always,
            at_most,
            currency: Currency::CNY,
        }],
        ..Config::default()
    }
}

fn against(desk: &Desk, config: Config) -> Simulation {
    desk.simulate(config, SimulationQuery::default()).wait().unwrap()
}

/// A request of 50.00 that a person grants after four minutes, and that is paid six minutes later.
fn granted_by_hand(desk: &Desk, clock: &ManualClock, id: &str) -> TicketId {
    let id = opened(desk, id, &format!("order-{id}"), Kind::RefundOnly);
    clock.advance(4 * MINUTE);
    if ticket(desk, id).headline != Headline::Refunding {
        desk.act(Actor::role(Role::Agent)).approve_refund(id).wait().unwrap();
    }
    clock.advance(6 * MINUTE);
    desk.act(Actor::role(Role::Finance))
        .trigger(id, Trigger::PayoutSent)
        .wait()
        .unwrap();
    id
}

fn minutes(of: &Attained) -> i64 {
    of.agents.iter().map(|agent| agent.minutes).sum()
}

#[test]
fn what_is_granted_without_a_person_is_money_and_no_work() {
    let (desk, clock) = of_one_person(Config::default());
    let ticket = granted_by_hand(&desk, &clock, "A1");
    for config in [up_to(5_000), auto(5_000)] {
        let named = config.return_policies.first().map(|policy| policy.name.clone());
        let Simulation {
            is,
            would,
            differing,
            differ,
            ..
        } = against(&desk, config);
        assert_eq!((is.decided, &is.granted, minutes(&is)), (0, &vec![], 10));
        // Their decision took four minutes; the refund is theirs until it is paid.
        assert_eq!(
            (would.decided, &would.granted, minutes(&would)),
            (1, &vec![Money::cny(5_000)], 6)
        );
        assert_eq!((differ, differing[0].ticket), (1, ticket));
        let verdict = &differing[0].would.verdict;
        let wanted = PolicyVerdict {
            outcome: PolicyOutcome::Granted,
            policy: named,
            automation: None,
            action: Some(ReturnAction::Approve),
            granted: Some(Money::cny(5_000)),
            fee: None,
            reasons: Default::default(),
        };
        assert_eq!(verdict, &wanted);
        assert_eq!(differing[0].is.verdict.outcome, PolicyOutcome::LeftToPerson);
    }
    // A limit below what was asked for grants nothing.
    for config in [up_to(4_999), auto(4_999)] {
        assert_eq!(against(&desk, config).would.granted, vec![]);
    }
}

#[test]
fn what_a_policy_granted_is_granted_by_the_same_policy_and_left_to_people_without_it() {
    let (desk, clock) = of_one_person(up_to(5_000));
    granted_by_hand(&desk, &clock, "A1");
    let same = against(&desk, up_to(5_000));
    assert_eq!(
        (same.differ, same.is.decided, &same.is.granted),
        (0, 1, &vec![Money::cny(5_000)])
    );
    assert_eq!(
        serde_json::to_string(&same.is).unwrap(),
        serde_json::to_string(&same.would).unwrap()
    );
    let without = against(&desk, Config::default());
    assert_eq!(
        (without.differ, without.would.decided, &without.would.granted),
        (1, 0, &vec![])
    );
    // Ten minutes of refunding are known; how long a person would have taken is not: what is usual counts.
    assert_eq!((minutes(&without.is), minutes(&without.would)), (10, 10));
}

#[test]
fn an_order_is_not_paid_back_twice_over() {
    let (desk, clock) = of_one_person(Config::default());
    let at = desk.engine().now();
    let mut bought = order("order-1", at);
    let line = bought.lines[0].clone();
    bought.lines = ["L1", "L2", "L3"]
        .map(|id| OrderLine {
            external_id: id.into(),
            ..line.clone()
        })
        .to_vec();
    desk.ingest([fact(at, FactBody::Order(Box::new(bought)))])
        .wait()
        .unwrap();
    for (n, line) in ["L1", "L2", "L3"].into_iter().enumerate() {
        clock.advance(MINUTE);
        let at = desk.engine().now();
        let mut asked = request(&format!("A{n}"), "order-1", Kind::RefundOnly, at);
        asked.lines = vec![AfterSaleLine {
            line: line.into(),
            quantity: Some(1),
            amount: None,
        }];
        desk.ingest([fact(at, FactBody::AfterSale(Box::new(asked)))])
            .wait()
            .unwrap();
    }
    let simulation = against(&desk, up_to(5_000));
    // 100.00 were paid: two of three are granted, and the third is a person's.
    assert_eq!((simulation.tickets, simulation.would.decided), (3, 2));
    assert_eq!(simulation.would.granted, vec![Money::cny(10_000)]);
    let third = against(&desk, auto(5_000));
    assert_eq!(
        (third.would.decided, third.would.granted),
        (2, vec![Money::cny(10_000)])
    );
    let reasons = simulation.differing.iter().map(|one| one.would.verdict.reasons.clone());
    assert!(!reasons.flatten().any(|reason| reason == ReturnReason::AlreadyDecided));
}

#[test]
fn what_came_decided_is_asked_nobody_about() {
    let (desk, _clock) = of_one_person(Config::default());
    let at = desk.engine().now();
    let mut decided = request("A1", "order-1", Kind::RefundOnly, at);
    decided.claim = serde_json::from_value(serde_json::json!({"decision": "approved", "money": "pending"})).unwrap();
    let facts = [
        FactBody::Order(Box::new(order("order-1", at))),
        FactBody::AfterSale(Box::new(decided)),
    ];
    desk.ingest(facts.map(|body| fact(at, body))).wait().unwrap();
    let simulation = against(&desk, up_to(5_000));
    assert_eq!(
        (simulation.tickets, simulation.differ, simulation.would.decided),
        (1, 0, 0)
    );
}

#[test]
fn money_comes_by_currency() {
    let (desk, clock) = of_one_person(Config::default());
    granted_by_hand(&desk, &clock, "A1");
    let at = desk.engine().now();
    let usd = |minor| Money::new(minor, Currency::USD);
    let mut bought = order("order-2", at);
    bought.paid = usd(900);
    bought.lines[0].paid = usd(900);
    let mut asked = request("A2", "order-2", Kind::RefundOnly, at);
    asked.requested = Some(usd(700));
    asked.lines[0].amount = Some(usd(700));
    let facts = [FactBody::Order(Box::new(bought)), FactBody::AfterSale(Box::new(asked))];
    desk.ingest(facts.map(|body| fact(at, body))).wait().unwrap();
    let mut config = up_to(5_000);
    config.return_policies[0].auto_approve.push(usd(700));
    assert_eq!(against(&desk, config).would.granted, vec![Money::cny(5_000), usd(700)]);
}
