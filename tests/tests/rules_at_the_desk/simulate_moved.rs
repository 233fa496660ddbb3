//! Past tickets given out again where automations put them: into a queue, a band, somebody's hands; and where people turned them
//! down. What the model does a desk does that lives with it.
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Role;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_tests::desk::{ticket, work};
use serde_json::{Value, json};

use super::simulate_later::{Lived, as_told, config, minutes};

const MINUTE: i64 = 60_000;

fn automation(on: Value, then: Value) -> Value {
    json!({"name": "a", "on": on, "then": [then]})
}

fn stood(minutes: i64) -> Value {
    json!({"after": {"headlines": ["awaiting_seller"], "ms": minutes * MINUTE}})
}

fn comes() -> Value {
    json!({"events": ["ticket_opened"]})
}

fn automated(all: Value) -> aftersync_core::model::config::Config {
    config(json!({"automations": all}))
}

/// One ticket that somebody says no to after forty minutes.
fn one(lived: &Lived) -> TicketId {
    let id = lived.came("A1");
    lived.pass(40);
    if ticket(&lived.desk, id).ended_at.is_none() {
        lived.end(id);
    }
    id
}

/// Who would have got it, after the configuration in which nothing is automated.
#[test]
fn where_an_automation_puts_it_it_is() {
    let by_hand = Lived::by(config(json!({})));
    let known = one(&by_hand);
    let bo = AgentId::of("bo");
    let cases = [
        (
            automation(comes(), json!({"queue": "leads"})),
            as_told("leads", "bo", 0, &[]),
            vec![("bo", 40)],
        ),
        (
            automation(stood(10), json!({"queue": "leads"})),
            as_told("leads", "bo", 0, &[]),
            vec![("an", 10), ("bo", 30)],
        ),
        (
            automation(comes(), json!({"assign": bo})),
            as_told("aftersales", "bo", 0, &[]),
            vec![("bo", 40)],
        ),
        (
            automation(stood(10), json!({"assign": bo})),
            as_told("aftersales", "bo", 0, &[]),
            vec![("an", 10), ("bo", 30)],
        ),
        (
            automation(json!({"events": ["assigned"]}), json!({"queue": "leads"})),
            as_told("leads", "bo", 0, &[]),
            vec![("an", 0), ("bo", 40)],
        ),
    ];
    for (it, would, worked) in cases {
        let of = || automated(json!([it]));
        assert_eq!(by_hand.differs(of(), known)[1], would, "{it}");
        let living = Lived::by(of());
        let id = one(&living);
        assert_eq!(ticket(&living.desk, id).assignment.agent, would.1, "lived with: {it}");
        let same = living.same(of());
        let worked: Vec<_> = worked
            .into_iter()
            .map(|(agent, minutes)| (AgentId::of(agent), 1, minutes))
            .collect();
        let mut all = minutes(&same);
        all.sort();
        let mut wanted = worked;
        wanted.sort();
        assert_eq!(all, wanted, "{it}");
        // What it did is not taken for what people wanted.
        assert_eq!(
            living.differs(config(json!({})), id)[1],
            as_told("aftersales", "an", 0, &[]),
            "{it}"
        );
    }
}

/// What a person chose after an automation stays.
#[test]
fn what_a_person_chose_stays() {
    let queues = json!([{"name": "aftersales"}, {"name": "leads"}, {"name": "spare", "groups": ["leads"]}]);
    let of = |automations: Value| config(json!({"queues": queues, "automations": automations}));
    let moves = || of(json!([automation(comes(), json!({"queue": "leads"}))]));
    let lived = Lived::by(moves());
    let id = lived.came("A1");
    let moved = Act::Transfer {
        ticket: id,
        queue: "spare".into(),
    };
    lived
        .desk
        .act(Actor::agent(AgentId::of("bo")))
        .doing(moved)
        .wait()
        .unwrap();
    lived.pass(10);
    lived.end(id);
    let would = lived.against(of(json!([]))).would;
    assert_eq!(would.queues.keys().collect::<Vec<_>>(), ["spare"]);
}

/// The third is marked by a person, and comes before the second by that.
#[test]
fn the_band_that_an_automation_gives_says_whose_turn_it_is() {
    let marked = json!({"test": {"of": "tags", "is": {"has_any": ["urgent"]}}});
    let of = |on: Value| {
        let mut it = automation(on, json!({"band": 0}));
        it["when"] = marked.clone();
        automated(json!([it]))
    };
    for on in [json!({"events": ["ticket_edited"]}), stood(3)] {
        let lived = Lived::by(of(on.clone()));
        let [first, second, third] = ["A1", "A2", "A3"].map(|name| {
            lived.pass(1);
            lived.came(name)
        });
        lived
            .desk
            .act(Actor::role(Role::Agent))
            .edit(third)
            .tag("urgent")
            .wait()
            .unwrap();
        lived.pass(7);
        lived.end(first);
        assert!(lived.owner(third).is_some() && lived.owner(second).is_none(), "{on}");
        lived.pass(10);
        lived.end(third);
        lived.pass(10);
        lived.end(second);
        lived.same(of(on.clone()));
        // Without it they come in their order.
        let [is, would] = lived.differs(config(json!({})), second);
        assert_eq!(
            (is, would),
            (
                as_told("aftersales", "an", 18, &[]),
                as_told("aftersales", "an", 8, &[])
            ),
            "{on}"
        );
    }
}

/// What it says the problem is rules look at.
#[test]
fn the_problem_that_an_automation_names_is_looked_at() {
    let of = || {
        let asks = json!({"test": {"of": "issue", "is": {"eq": "quality_defect"}}});
        let rules = json!([{"name": "quality", "when": asks, "then": {"queue": "leads"}}]);
        config(json!({"rules": rules, "automations": [automation(comes(), json!({"issue": "quality_defect"}))]}))
    };
    let by_hand = Lived::by(config(json!({})));
    let id = one(&by_hand);
    assert_eq!(by_hand.differs(of(), id)[1], as_told("leads", "bo", 0, &[]));
    let living = Lived::by(of());
    one(&living);
    living.same(of());
}

/// All of it or nothing: nobody is that agent.
#[test]
fn what_cannot_be_given_to_anybody_is_not_granted_either() {
    let by_hand = Lived::by(config(json!({})));
    one(&by_hand);
    let both = |agent: &str| {
        let mut it = approves(comes(), json!({}));
        it["then"]
            .as_array_mut()
            .unwrap()
            .push(json!({"assign": AgentId::of(agent)}));
        automated(json!([it]))
    };
    let decided = |agent: &str| by_hand.against(both(agent)).would.decided;
    assert_eq!((decided("bo"), decided("nobody")), (1, 0));
}

#[test]
fn how_long_a_ticket_keeps_an_agent_has_bounds() {
    let lived = Lived::by(config(json!({})));
    one(&lived);
    let asked = |ms: i64| {
        let query = aftersync_core::engine::simulate::SimulationQuery {
            work_ms: Some(ms),
            ..Default::default()
        };
        lived.desk.simulate(config(json!({})), query).wait()
    };
    for wrong in [-1, i64::MIN, i64::MAX] {
        let error = asked(wrong).unwrap_err();
        assert_eq!(error.kind(), aftersync_core::error::ErrorKind::Rejected, "{wrong}");
    }
    assert!(asked(0).is_ok() && asked(MINUTE).is_ok());
}

fn approves(on: Value, more: Value) -> Value {
    let mut it = json!({"name": "grants", "on": on, "then": [{"approve": [{"minor": 5_000, "currency": "CNY"}]}]});
    it.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    it
}

/// What the desk does with a ticket calls automations as it does it in the model, which may be at another time than in truth.
#[test]
fn what_the_model_does_calls_automations() {
    let events = |kind: &str| json!({"events": [kind]});
    let old = || json!({"when": {"test": {"of": "age", "is": {"ge": 5 * MINUTE}}}});
    let moves = automation(stood(10), json!({"queue": "leads"}));
    let cases = [
        (json!([moves, approves(events("released"), json!({}))]), true),
        (json!([moves, approves(events("enqueued"), old())]), true),
        (json!([approves(events("enqueued"), old())]), false),
        (json!([moves, approves(events("assigned"), old())]), true),
        (json!([approves(events("assigned"), old())]), false),
        (json!([moves, approves(events("overflowed"), json!({}))]), false),
    ];
    let by_hand = Lived::by(config(json!({})));
    one(&by_hand);
    for (all, granted) in cases {
        let of = || automated(all.clone());
        let money = if granted { vec![Money::cny(5_000)] } else { vec![] };
        assert_eq!(by_hand.against(of()).would.granted, money, "{all}");
        let living = Lived::by(of());
        one(&living);
        assert_eq!(living.same(of()).is.granted, money, "lived with: {all}");
    }
}

#[test]
fn a_queue_that_overflows_calls_automations() {
    let of = |because: &str| {
        let full = approves(
            json!({"events": ["overflowed"]}),
            json!({"event": {"because": [because]}}),
        );
        let queues = json!([
            {"name": "aftersales", "age_step_ms": 0, "max_depth": 1, "overflow": "spare"},
            {"name": "leads", "age_step_ms": 0}, {"name": "spare", "age_step_ms": 0}]);
        config(json!({"automations": [full], "queues": queues}))
    };
    let live = |lived: &Lived| {
        let first = lived.came("A1");
        lived.pass(1);
        let second = lived.came("A2");
        lived.pass(1);
        let third = lived.came("A3");
        lived.pass(5);
        lived.end(first);
        lived.end(second);
        lived.end(third);
    };
    for (because, granted) in [("full", true), ("closed", false)] {
        let living = Lived::by(of(because));
        live(&living);
        let same = living.same(of(because));
        let money = if granted { vec![Money::cny(5_000)] } else { vec![] };
        assert_eq!(same.is.granted, money, "{because}");
    }
}

/// Two automations that call each other come to an end.
#[test]
fn automations_that_call_each_other_come_to_an_end() {
    let to =
        |name: &str, queue: &str| json!({"name": name, "on": {"events": ["assigned"]}, "then": [{"queue": queue}]});
    let lived = Lived::by(config(json!({})));
    one(&lived);
    let round = automated(json!([to("there", "leads"), to("back", "aftersales")]));
    assert_eq!(lived.against(round).tickets, 1);
}

/// A desk of two that offers each ticket for two minutes.
fn offering(max_offers: u32) -> aftersync_core::model::config::Config {
    let offer = json!({"offer": {"for_ms": 2 * MINUTE, "max_offers": max_offers}});
    config(
        json!({"queues": [{"name": "aftersales", "age_step_ms": 0, "strategy": "round_robin", "reservation": offer}]}),
    )
}

fn staffed(lived: &Lived, names: &[&str]) {
    for name in names {
        let agent = Agent {
            groups: ["aftersales".to_owned()].into(),
            capacity: 10,
            presence: Presence::Online,
            ..Agent::new(*name)
        };
        let agent = Box::new(agent);
        lived
            .desk
            .act(Actor::system())
            .doing(Act::PutAgent { agent })
            .wait()
            .unwrap();
    }
}

fn asked(lived: &Lived, id: TicketId) -> Vec<AgentId> {
    ticket(&lived.desk, id)
        .assignment
        .offers
        .iter()
        .map(|offer| offer.agent)
        .collect()
}

/// The first who is asked says no after a minute, the second lets it run out, the third takes it.
#[test]
fn who_turned_it_down_in_truth_turns_it_down_in_the_model() {
    let lived = Lived::by(offering(1));
    staffed(&lived, &["cy", "di"]);
    let id = lived.came("A1");
    let [first] = asked(&lived, id)[..] else {
        panic!("one is asked")
    };
    lived.pass(1);
    let answer = |act: Act| {
        lived.desk.act(Actor::system()).doing(act).wait().unwrap();
        work(&lived.engine);
    };
    answer(Act::RejectOffer {
        ticket: id,
        agent: first,
    });
    let [second] = asked(&lived, id)[..] else {
        panic!("one is asked")
    };
    assert_ne!(second, first);
    lived.pass(2);
    let [third] = asked(&lived, id)[..] else {
        panic!("one is asked")
    };
    assert!(third != first && third != second);
    answer(Act::AcceptOffer {
        ticket: id,
        agent: third,
    });
    lived.pass(10);
    lived.end(id);
    let same = lived.same(offering(1));
    assert_eq!(minutes(&same), [(third, 1, 10)]);
    assert_eq!(same.is.wait_longest_ms, 3 * MINUTE);
    // Without offers the first has it at once; where all are asked together nobody waits for who says no.
    let plain = lived.against(config(json!({})));
    assert_eq!((plain.would.agents[0].agent, plain.would.wait_longest_ms), (first, 0));
    let together = lived.against(offering(3));
    assert_eq!(
        (together.would.agents[0].agent, together.would.wait_longest_ms),
        (third, 0)
    );
}
