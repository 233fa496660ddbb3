//! Where a route begins anew, and which of what stood before counts no more: after a bot, and under new rules.
use std::collections::BTreeSet;

use aftersync_core::model::agent::{Agent, AgentKind, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::bot::HandOffReason;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::model::time::HOUR;
use aftersync_tests::desk::{configure, opened, ticket, work};
use serde_json::{Value, json};

use super::deeds::knows;
use super::office::Office;

fn read(config: Value) -> Config {
    serde_json::from_value(config).unwrap()
}

fn agent(name: &str, group: &str, gems: u8) -> Agent {
    Agent {
        groups: [group.to_owned()].into(),
        skills: knows(gems),
        capacity: 10,
        presence: Presence::Online,
        ..Agent::new(name)
    }
}

impl Office {
    fn seats(&self, agent: Agent) -> AgentId {
        let id = agent.id;
        self.desk.act(Actor::system()).put_agent(agent).wait().unwrap();
        id
    }

    fn opens_one(&self, n: usize) -> TicketId {
        opened(&self.desk, &format!("A{n}"), &format!("order-{n}"), Kind::RefundOnly)
    }

    fn stands_in(&self, id: TicketId, queue: &str) -> bool {
        ticket(&self.desk, id).assignment.queue == Some(QueueId::of(queue))
    }

    /// To whom it is offered.
    fn asked(&self, id: TicketId) -> BTreeSet<AgentId> {
        let offers = ticket(&self.desk, id).assignment.offers;
        offers.iter().map(|offer| offer.agent).collect()
    }
}

/// A bot first, then those of `front`; where nobody of them is there, those of `night` at once.
fn to_night() -> Config {
    read(json!({
        "queues": [{"name": "front"}, {"name": "night"}],
        "fallback_queue": "front",
        "rules": [{"name": "all", "when": "always", "then": {
            "queue": "front",
            "bot": {"policy": "first", "id": AgentId::of("robo")},
            "steps": [{"after_ms": HOUR, "queue": "night", "exclusive": true, "skip_if": {"nobody_online": true}}],
        }}],
    }))
}

#[test]
fn a_hand_off_begins_the_route_with_no_step_skipped() {
    let office = Office::new(3, to_night());
    let robo = |presence| Agent {
        kind: AgentKind::Bot,
        presence,
        ..agent("robo", "back", 0)
    };
    let bot = office.seats(robo(Presence::Busy));
    let id = office.opens_one(0);
    assert!(office.stands_in(id, "night"), "nobody is there, not even the bot");
    office.seats(robo(Presence::Online));
    office.does(Act::Refold { ticket: id });
    assert_eq!(office.owner(id), Some(bot));
    let an = office.seats(agent("an", "front", 0));
    let handed = office
        .desk
        .act(Actor::agent(bot))
        .hand_off(id, HandOffReason::Risk)
        .wait();
    handed.unwrap();
    work(&office.engine);
    assert_eq!(office.owner(id), Some(an));
    assert!(office.stands_in(id, "front"));
}

#[test]
fn what_the_host_gives_to_somebody_is_no_timeout_of_its_bot() {
    let office = Office::new(3, to_night());
    let bot = office.seats(Agent {
        kind: AgentKind::Bot,
        ..agent("robo", "back", 0)
    });
    let an = office.seats(agent("an", "front", 0));
    let id = office.opens_one(0);
    assert_eq!(office.owner(id), Some(bot));
    office.does(Act::Assign {
        ticket: id,
        agent: Some(an),
    });
    let talk = ticket(&office.desk, id).local.bot.unwrap();
    assert_eq!(talk.over.unwrap().reason, HandOffReason::HumanTookOver);
}

#[test]
fn who_lacks_a_skill_does_not_keep_a_ticket_from_those_who_have_room() {
    let config = read(json!({
        "queues": [{"name": "front"}, {"name": "night"}],
        "fallback_queue": "front",
        "rules": [{"name": "all", "when": "always", "then": {
            "queue": "front",
            "skills": {"gems": 2},
            "steps": [{"after_ms": HOUR, "queue": "night", "exclusive": true, "skip_if": {"no_room": true}}],
        }}],
    }));
    let office = Office::new(3, config);
    office.seats(agent("unskilled", "front", 0));
    let first = office.opens_one(0);
    // Nobody could ever take it here: that is no matter of room.
    assert!(office.stands_in(first, "front"));
    let an = office.seats(agent("an", "front", 2));
    work(&office.engine);
    assert_eq!(office.owner(first), Some(an));
    let second = office.opens_one(1);
    assert!(office.stands_in(second, "night"), "an has their hands full");
}

/// What comes is offered for ten minutes to those who have so much skill, in a group.
fn offered_to(group: &str, gems: u8) -> Config {
    read(json!({
        "queues": [{"name": "front", "groups": [group], "reservation": {"offer": {"for_ms": HOUR, "max_offers": 2}}}],
        "fallback_queue": "front",
        "rules": [{"name": "all", "when": "always", "then": {"queue": "front", "skills": {"gems": gems}}}],
    }))
}

#[test]
fn an_offer_to_somebody_who_may_no_longer_take_it_is_taken_back() {
    let office = Office::new(3, offered_to("front", 1));
    let an = office.seats(agent("an", "front", 1));
    let bo = office.seats(agent("bo", "front", 2));
    let id = office.opens_one(0);
    assert_eq!(office.asked(id), BTreeSet::from([an, bo]));
    configure(&office.desk, offered_to("front", 2));
    work(&office.engine);
    assert_eq!(office.asked(id), BTreeSet::from([bo]));
    // What was held for it is free again.
    assert_eq!(office.desk.verify_loads().wait().unwrap(), []);
    let chu = office.seats(agent("chu", "others", 3));
    configure(&office.desk, offered_to("others", 2));
    work(&office.engine);
    assert_eq!(office.asked(id), BTreeSet::from([chu]));
    assert_eq!(office.desk.check().wait().unwrap(), Vec::<String>::new());
}
