//! Past tickets asked anew what automations approve of them: what the model grants is what a desk grants that lives with them.

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::verdict::PolicyOutcome;
use aftersync_core::engine::simulate::{Simulation, SimulationQuery};
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::config::Config;
use aftersync_core::model::money::Money;
use aftersync_testkit::ManualClock;
use aftersync_tests::desk::{opened, ticket};
use serde_json::{Value, json};

use super::of_one_person;

const MINUTE: i64 = 60_000;

fn config(whole: Value) -> Config {
    serde_json::from_value(whole).unwrap()
}

fn approving(name: &str, on: Value, when: Value, minor: i64) -> Value {
    let limits = json!([{"minor": minor, "currency": "CNY"}]);
    json!({"name": name, "on": on, "when": when, "then": [{"tag": "seen"}, {"approve": limits}]})
}

fn small(minor: i64) -> Config {
    let opened = json!({"events": ["ticket_opened"]});
    config(json!({"automations": [approving("small", opened, json!({"kind": ["refund_only"]}), minor)]}))
}

fn against(desk: &Desk, config: Config) -> Simulation {
    desk.simulate(config, SimulationQuery::default()).wait().unwrap()
}

/// A request of 50.00 that is decided after four minutes, unless it is already, and paid six minutes later.
fn lived(desk: &Desk, clock: &ManualClock) -> bool {
    let id = opened(desk, "A1", "order-1", Kind::RefundOnly);
    clock.advance(4 * MINUTE);
    let by_itself = ticket(desk, id).headline == Headline::Refunding;
    if !by_itself {
        desk.act(Actor::role(Role::Agent)).approve_refund(id).wait().unwrap();
    }
    clock.advance(6 * MINUTE);
    let paid = aftersync_core::model::trigger::Trigger::PayoutSent;
    desk.act(Actor::role(Role::Finance)).trigger(id, paid).wait().unwrap();
    by_itself
}

#[test]
fn what_an_automation_approves_is_money_and_no_work() {
    let (desk, clock) = of_one_person(Config::default());
    assert!(!lived(&desk, &clock));
    let simulation = against(&desk, small(5_000));
    let minutes = |of: &aftersync_core::engine::simulate::Attained| of.agents.iter().map(|it| it.minutes).sum::<i64>();
    let (is, would) = (&simulation.is, &simulation.would);
    assert_eq!((is.decided, &is.granted, minutes(is)), (0, &vec![], 10));
    // Their decision took four minutes; the refund is theirs until it is paid.
    assert_eq!(
        (would.decided, &would.granted, minutes(would)),
        (1, &vec![Money::cny(5_000)], 6)
    );
    let verdict = &simulation.differing[0].would.verdict;
    assert_eq!((verdict.automation.as_deref(), &verdict.policy), (Some("small"), &None));
    assert_eq!(
        (verdict.outcome, verdict.granted),
        (PolicyOutcome::Granted, Some(Money::cny(5_000)))
    );
    // One step of a limit below what was asked for grants nothing.
    assert_eq!(against(&desk, small(4_999)).differ, 0);
}

/// Every configuration is asked about a ticket that a person decided, and is lived with by another desk.
#[test]
fn the_model_grants_what_a_desk_grants() {
    let opened = || json!({"events": ["ticket_opened"]});
    let all = || json!({"all": []});
    let one = |automation: Value| json!({"automations": [automation]});
    let moved = |event: Value| {
        let mut it = approving("a", json!({"events": ["state_changed"]}), all(), 5_000);
        it["event"] = event;
        one(it)
    };
    let mut off = approving("a", opened(), all(), 5_000);
    off["enabled"] = json!(false);
    let blocked = json!({"name": "none", "block": {"skus": ["sku-1"]}});
    let cases = [
        (one(approving("a", opened(), all(), 5_000)), Some("a")),
        (
            one(approving("a", opened(), json!({"amount_at_least": 5_001}), 5_000)),
            None,
        ),
        (
            one(approving(
                "a",
                json!({"events": ["source_joined", "enqueued"]}),
                all(),
                9_000,
            )),
            Some("a"),
        ),
        (
            one(approving("a", json!({"events": ["note_added"]}), all(), 5_000)),
            None,
        ),
        (
            one(approving(
                "a",
                json!({"after": {"headlines": ["awaiting_seller"], "ms": 9_000_000}}),
                all(),
                5_000,
            )),
            None,
        ),
        (one(off), None),
        (moved(json!({"to": ["awaiting_seller"]})), Some("a")),
        (moved(json!({"from": ["awaiting_seller"]})), None),
        (moved(json!({"to": ["rejected"]})), None),
        // In the order of what is recorded, then in that of the configuration; the first that may.
        (
            json!({"automations": [
                approving("late", json!({"events": ["enqueued"]}), all(), 5_000),
                approving("below", opened(), all(), 10),
                approving("first", opened(), all(), 5_000),
            ]}),
            Some("first"),
        ),
        // What a policy does not grant an automation may; what it grants is the policy's.
        (
            json!({"return_policies": [blocked], "automations": [approving("a", opened(), all(), 5_000)]}),
            Some("a"),
        ),
    ];
    let (by_hand, clock) = of_one_person(Config::default());
    lived(&by_hand, &clock);
    for (given, name) in cases {
        let simulation = against(&by_hand, config(given.clone()));
        let verdict = simulation.differing.first().map(|one| one.would.verdict.clone());
        let granted_by = verdict.and_then(|verdict| verdict.automation);
        assert_eq!(granted_by.as_deref(), name, "{given}");
        let (living, clock) = of_one_person(config(given.clone()));
        assert_eq!(lived(&living, &clock), name.is_some(), "lived with: {given}");
        let same = against(&living, config(given.clone()));
        assert_eq!(
            (same.differ, same.is.decided),
            (0, u32::from(name.is_some())),
            "{given}"
        );
        assert_eq!(
            serde_json::to_string(&same.is).unwrap(),
            serde_json::to_string(&same.would).unwrap()
        );
        assert_eq!(against(&living, Config::default()).would.granted, vec![], "{given}");
    }
}

#[test]
fn what_a_policy_grants_is_the_policys() {
    let (desk, clock) = of_one_person(Config::default());
    lived(&desk, &clock);
    let mut both = small(5_000);
    let policy = json!({"name": "policy", "auto_approve": [{"minor": 5_000, "currency": "CNY"}]});
    both.return_policies = vec![serde_json::from_value(policy).unwrap()];
    let simulation = against(&desk, both);
    let verdict = &simulation.differing[0].would.verdict;
    assert_eq!(
        (verdict.policy.as_deref(), &verdict.automation),
        (Some("policy"), &None)
    );
    assert_eq!(simulation.would.granted, vec![Money::cny(5_000)], "once");
}
