//! Who is asked later, and who only watches: what waits too long is asked of more groups, and all of it is in the copies of their
//! phones, told to a copy that is there and to a new one, and may be worked on.
use std::collections::BTreeSet;

use aftersync::model::handoff::{TaskKind, TaskTrigger};
use aftersync::{Act, AgentId, Config, TicketId, Trigger};
use serde_json::{Value, json};

use crate::kit::{Office, Phone, moves};
use crate::pull::{ids, same_as};

const MINUTE: i64 = 60_000;

/// An office with cho of the group `cart`, which serves no queue, and a configuration beside the two queues.
fn office(settings: Value) -> Office {
    let office = Office::new();
    office.put_agent("cho", &["cart"]);
    let mut whole = json!({"queues": [{"name": "front"}, {"name": "vip"}], "fallback_queue": "front"});
    let fields = whole.as_object_mut().unwrap();
    fields.extend(settings.as_object().unwrap().clone());
    let config: Config = serde_json::from_value(whole).unwrap();
    office.desk.configure(config).wait().unwrap();
    office
}

/// Lets time pass, and does what is due.
fn later(office: &Office, ms: i64) {
    office.clock.advance(ms);
    while office.engine.run_due(office.engine.now()).wait().unwrap().total() > 0 {}
}

/// A phone that is in step shows these, and a new one of the same agent too.
fn shows(office: &Office, phone: &Phone, wanted: &[TicketId]) {
    let wanted: BTreeSet<TicketId> = wanted.iter().copied().collect();
    let report = phone.sync(&office.desk);
    assert!(!report.resync, "told by what changed");
    assert_eq!(ids(phone), wanted);
    same_as(&office.desk, phone);
    let name = format!("new-{}.db", std::fs::read_dir(&office.folder.0).unwrap().count());
    let mut new = office.phone("cho", &name);
    new.now = office.engine.now();
    new.sync(&office.desk);
    assert_eq!(ids(&new), wanted, "a first pull");
}

/// The phone of cho, who sees nothing yet.
fn first(office: &Office) -> Phone {
    let phone = office.phone("cho", "phone.db");
    phone.sync(&office.desk);
    assert!(ids(&phone).is_empty());
    phone
}

#[test]
fn a_task_that_asks_further_groups_is_in_their_copies_and_they_may_take_it() {
    let office = office(json!({"tasks": [
        {"kind": "repair_job", "group": "bench", "auto_assign": true, "steps": [{"after_ms": 10 * MINUTE, "groups": ["cart"]}]}]}));
    let ticket = office.open("a1");
    office.does(Act::OpenTask {
        ticket,
        kind: TaskKind::RepairJob,
        group: "bench".into(),
        after: Vec::new(),
    });
    let phone = first(&office);
    later(&office, 9 * MINUTE);
    shows(&office, &phone, &[]);
    later(&office, MINUTE);
    shows(&office, &phone, &[ticket]);
    let task = phone.replica.tasks().unwrap()[0].task.clone();
    assert_eq!(task.also, BTreeSet::from(["cart".to_owned()]));

    phone.does(moves(task.id, TaskTrigger::Assign, "cho"));
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.refused), (1, 0));
    let now = office.desk.task(task.id).wait().unwrap().unwrap().item;
    assert_eq!(now.agent, Some(AgentId::of("cho")));
    shows(&office, &phone, &[ticket]);
    // Somebody else's it is none of theirs, whatever groups were asked.
    office.does(moves(task.id, TaskTrigger::Decline, "cho"));
    shows(&office, &phone, &[ticket]);
    office.does(moves(task.id, TaskTrigger::Assign, "bob"));
    shows(&office, &phone, &[]);
}

#[test]
fn a_ticket_that_a_step_asks_of_further_groups_is_in_their_copies() {
    let office = office(json!({"rules": [{"name": "all", "when": {"all": []}, "then": {
        "queue": "front", "steps": [{"after_ms": 10 * MINUTE, "groups": ["cart"]}, {"after_ms": 20 * MINUTE, "queue": "vip", "exclusive": true}]}}]}));
    let ticket = office.open("a1");
    let phone = first(&office);
    later(&office, 9 * MINUTE);
    shows(&office, &phone, &[]);
    later(&office, MINUTE);
    shows(&office, &phone, &[ticket]);
    // Only those who serve the other queue from here on.
    later(&office, 10 * MINUTE);
    shows(&office, &phone, &[]);
}

#[test]
fn a_ticket_that_an_escalation_widens_is_in_the_copies_of_those_groups_until_somebody_has_it() {
    let office = office(
        json!({"sla_policies": [{"name": "fast", "when": {"all": []}, "clocks": {"decision": {"target_ms": 10 * MINUTE}},
        "ladder": [{"name": "more hands", "clock": "decision", "at": "breach", "do": [{"widen": ["cart"]}]}]}]}),
    );
    let (one, two) = (office.open("a1"), office.open("a2"));
    let phone = first(&office);
    later(&office, 9 * MINUTE);
    shows(&office, &phone, &[]);
    later(&office, MINUTE + 2_000);
    shows(&office, &phone, &[one, two]);

    office.assign(one, "ann");
    shows(&office, &phone, &[two]);
    let agent = Some(AgentId::of("cho"));
    phone.does(Act::Assign { ticket: two, agent });
    assert_eq!(phone.sync(&office.desk).applied, 1);
    shows(&office, &phone, &[two]);
    phone.moves(two, Trigger::Reject);
    assert_eq!(phone.sync(&office.desk).applied, 1);
    shows(&office, &phone, &[]);
}

#[test]
fn who_watches_a_ticket_has_it_until_they_do_not() {
    let office = office(json!({}));
    let (one, two) = (office.open("a1"), office.open("a2"));
    let phone = first(&office);
    let agent = AgentId::of("cho");
    office.assign(one, "bob");
    office.does(Act::Watch { ticket: one, agent });
    office.does(Act::Watch { ticket: two, agent });
    shows(&office, &phone, &[one, two]);
    office.writes("a1", "any news?");
    shows(&office, &phone, &[one, two]);

    phone.notes(one, "seen");
    phone.does(Act::Unwatch { ticket: two, agent });
    assert_eq!(phone.sync(&office.desk).applied, 2);
    shows(&office, &phone, &[one]);
    office.moves(one, Trigger::Reject);
    shows(&office, &phone, &[]);
    assert!(office.desk.check().wait().unwrap().is_empty());
}
