//! Shifts and what is published: nobody's hours get lost by it, whatever they serve, and whose hours change is looked after by
//! the new ones.
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine};
use aftersync_core::error::ErrorKind;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::time::{DAY, HOUR, MINUTE};
use aftersync_core::routing::Document;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{configure, engine, opened, ticket, work};
use serde_json::{Value, json};

fn read(written: &Value) -> Config {
    serde_json::from_value(written.clone()).unwrap()
}

/// Hours of a calendar on every day of the week, from one hour to another.
fn hours(name: &str, from: u32, to: u32) -> Value {
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let week: serde_json::Map<String, Value> = days
        .iter()
        .map(|day| ((*day).to_owned(), json!([{"from": from * 60, "to": to * 60}])))
        .collect();
    json!({"name": name, "week": week})
}

fn with(calendars: &[Value], on_leave: &str) -> Value {
    json!({"zone_minutes": 0, "calendars": calendars, "presence": {"on_leave": on_leave}})
}

struct Office {
    engine: Engine,
    desk: Desk,
    clock: ManualClock,
}

impl Office {
    fn new() -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), 9);
        let engine = builder.build().unwrap();
        let desk = engine.desk("acme");
        Self { engine, desk, clock }
    }

    fn put(&self, name: &str, groups: &[&str], shift: Option<&str>) {
        let agent = Agent {
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            shift: shift.map(str::to_owned),
            presence: Presence::Online,
            ..Agent::new(name)
        };
        self.does(Act::PutAgent { agent: Box::new(agent) });
    }

    fn remove(&self, name: &str) {
        let agent = AgentId::of(name);
        self.does(Act::RemoveAgent { agent });
    }

    fn does(&self, act: Act) {
        self.desk.act(Actor::system()).doing(act).wait().unwrap();
    }

    /// The paths of the problems, and of the warnings.
    fn check(&self, written: &Value) -> (Vec<String>, Vec<String>) {
        let found = self.desk.check_config(Document::read(written)).wait().unwrap();
        if !found.problems.is_empty() {
            let refused = self.desk.configure(read(written)).wait();
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::Config, "{written}");
        }
        let paths = |of: Vec<aftersync_core::routing::Problem>| of.into_iter().map(|one| one.path).collect();
        (paths(found.problems), paths(found.warnings))
    }

    /// Time passes, a quarter of an hour at a time, and what is due is done.
    fn passes(&self, ms: i64) {
        for _ in 0..ms / (15 * MINUTE) {
            self.clock.advance(15 * MINUTE);
            work(&self.engine);
        }
    }

    fn has(&self, id: TicketId) -> Option<AgentId> {
        ticket(&self.desk, id).assignment.agent
    }
}

/// Whatever somebody serves or does not serve: their hours must not go.
#[test]
fn a_calendar_that_is_the_shift_of_anybody_is_missed() {
    let without = json!({});
    let served: [&[&str]; 5] = [&["warehouse"], &["qc"], &["crew"], &[], &["aftersales", "qc"]];
    for groups in served {
        let office = Office::new();
        configure(&office.desk, read(&with(&[hours("day", 9, 18)], "keep")));
        office.put("an", groups, Some("day"));
        assert_eq!(office.check(&without).0, ["calendars"], "{groups:?}");
        // With another shift, or none, they need it no longer; nor when they are gone.
        office.put("an", groups, None);
        office.put("bo", groups, Some("day"));
        let found = office.desk.check_config(Document::read(&without)).wait().unwrap();
        assert!(found.problems[0].wrong.contains("the shift of an agent"), "{found:?}");
        office.remove("bo");
        assert_eq!(office.check(&without).0, [""; 0], "{groups:?}");
        configure(&office.desk, read(&without));
    }
}

/// Whom the document keeps goes with it, and whoever is kept by the new one is looked at with it.
#[test]
fn a_calendar_of_those_whom_a_document_keeps_may_go_with_them() {
    let office = Office::new();
    let mut keeps = with(&[hours("day", 9, 18)], "keep");
    keeps["agents"] = json!([{"external_id": "an", "groups": ["qc"], "shift": "day"}]);
    configure(&office.desk, read(&keeps));
    let mut other = with(&[], "keep");
    other["agents"] = json!([{"external_id": "an", "groups": ["qc"]}]);
    assert_eq!(office.check(&other).0, [""; 0]);
    assert_eq!(office.check(&json!({})).0, [""; 0]);
    configure(&office.desk, read(&other));
    // Put by hand with the same shift, and kept from now on without one.
    configure(&office.desk, read(&with(&[hours("day", 9, 18)], "keep")));
    office.put("an", &["qc"], Some("day"));
    assert_eq!(office.check(&json!({})).0, ["calendars"]);
    configure(&office.desk, read(&other));
    assert_eq!(office.check(&json!({})).0, [""; 0]);
}

/// Somebody whose hours are all past would get nothing for ever, whoever put them in.
#[test]
fn a_calendar_that_is_never_open_again_is_a_problem_where_it_is_anybodys_shift() {
    let office = Office::new();
    let fair = json!({"name": "fair", "special": {"2026-06-02": [{"from": 0, "to": 600}]}});
    let document = with(&[fair], "keep");
    configure(&office.desk, read(&document));
    office.put("an", &["crew"], Some("fair"));
    let of_fair = |found: (Vec<String>, Vec<String>)| {
        let told = |of: Vec<String>| of.iter().filter(|path| path.starts_with("calendars")).count();
        (told(found.0), told(found.1))
    };
    assert_eq!(of_fair(office.check(&document)), (0, 0), "it opens tomorrow");
    office.clock.advance(3 * DAY);
    assert_eq!(of_fair(office.check(&document)), (1, 0));
    office.remove("an");
    assert_eq!(of_fair(office.check(&document)), (0, 1), "nobody works by it");
    let mut keeps = document.clone();
    keeps["agents"] = json!([{"external_id": "bo", "shift": "fair"}]);
    assert_eq!(of_fair(office.check(&keeps)), (1, 0));
}

/// The end of a shift is noticed by the hours that are in force, whatever was in force when its agent came.
#[test]
fn the_end_of_a_shift_counts_by_what_was_published_last() {
    let day = |to| [hours("day", 9, to)];
    let cases = [
        ([hours("day", 0, 24)], "requeue_all", day(18), 18),
        (day(22), "requeue_all", day(16), 16),
        (day(16), "requeue_all", day(20), 20),
        (day(18), "keep", day(18), 18),
        ([hours("day", 0, 24)], "keep", day(18), 18),
    ];
    for (before, on_leave, after, end) in cases {
        let office = Office::new();
        configure(&office.desk, read(&with(&before, on_leave)));
        office.passes(10 * HOUR);
        office.put("an", &["aftersales"], Some("day"));
        let id = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
        assert_eq!(office.has(id), Some(AgentId::of("an")));
        configure(&office.desk, read(&with(&after, "requeue_all")));
        office.passes((end - 10) * HOUR + 15 * MINUTE);
        assert_eq!(office.has(id), Some(AgentId::of("an")), "{before:?}: within the grace");
        office.passes(30 * MINUTE);
        assert_eq!(
            office.has(id),
            None,
            "{before:?} {on_leave}: the shift is over at {end}"
        );
    }
}

/// A zone of the merchant moves the hours as a calendar does.
#[test]
fn another_zone_moves_the_end_of_a_shift() {
    let office = Office::new();
    configure(&office.desk, read(&with(&[hours("day", 9, 18)], "requeue_all")));
    office.passes(10 * HOUR);
    office.put("an", &["aftersales"], Some("day"));
    let id = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
    let mut earlier = with(&[hours("day", 9, 18)], "requeue_all");
    earlier["zone_minutes"] = json!(4 * 60);
    configure(&office.desk, read(&earlier));
    office.passes(4 * HOUR + 45 * MINUTE);
    assert_eq!(office.has(id), None, "the shift ended at two o'clock");
}

/// Who is past their shift when a shorter one is published has their grace from then on; who is in it again has it anew.
#[test]
fn hours_that_are_over_or_open_at_once_count_from_the_publishing_on() {
    let office = Office::new();
    configure(&office.desk, read(&with(&[hours("day", 9, 18)], "requeue_all")));
    office.passes(17 * HOUR);
    office.put("an", &["aftersales"], Some("day"));
    let id = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
    configure(&office.desk, read(&with(&[hours("day", 9, 16)], "requeue_all")));
    office.passes(15 * MINUTE);
    assert_eq!(office.has(id), Some(AgentId::of("an")));
    configure(&office.desk, read(&with(&[hours("day", 9, 20)], "requeue_all")));
    office.passes(HOUR);
    assert_eq!(office.has(id), Some(AgentId::of("an")), "on shift again");
    office.passes(2 * HOUR);
    assert_eq!(
        office.has(id),
        Some(AgentId::of("an")),
        "within the grace of the new end"
    );
    office.passes(30 * MINUTE);
    assert_eq!(office.has(id), None);
}

/// A policy that changes counts from the next time that somebody goes.
#[test]
fn who_was_gone_before_keeps_what_they_have() {
    let office = Office::new();
    configure(&office.desk, read(&with(&[hours("day", 9, 18)], "keep")));
    office.passes(10 * HOUR);
    office.put("an", &["aftersales"], Some("day"));
    let id = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
    office.passes(10 * HOUR);
    configure(&office.desk, read(&with(&[hours("day", 9, 18)], "requeue_all")));
    office.passes(4 * HOUR);
    assert_eq!(office.has(id), Some(AgentId::of("an")), "they went before");
    office.passes(DAY);
    assert_eq!(office.has(id), None, "the next shift ended");
}

/// Who came back while all stayed with everybody has their whole grace when they go again.
#[test]
fn an_absence_of_before_does_not_count_when_they_go_again() {
    let office = Office::new();
    let presence = |presence| Act::SetPresence {
        agent: AgentId::of("an"),
        presence,
        leased: false,
    };
    configure(&office.desk, read(&with(&[], "requeue_all")));
    office.put("an", &["aftersales"], None);
    office.does(presence(Presence::Offline));
    configure(&office.desk, read(&with(&[], "keep")));
    office.does(presence(Presence::Online));
    let id = opened(&office.desk, "A1", "order-1", Kind::RefundOnly);
    office.passes(HOUR);
    configure(&office.desk, read(&with(&[], "requeue_all")));
    office.does(presence(Presence::Offline));
    office.passes(15 * MINUTE);
    assert_eq!(office.has(id), Some(AgentId::of("an")), "within the grace");
    office.passes(30 * MINUTE);
    assert_eq!(office.has(id), None);
}

/// A whole company with one shift: its hours change in one commit.
#[test]
fn the_hours_of_a_large_company_change_at_once() {
    let (builder, _) = engine(Arc::new(SqliteStore::in_memory().unwrap()), 5);
    let desk = builder.build().unwrap().desk("acme");
    let company = |to: u32, agents: usize| {
        let mut document = with(&[hours("day", 0, to)], "requeue_all");
        let agent = |n: usize| json!({"external_id": format!("emp-{n}"), "groups": ["aftersales"], "shift": "day"});
        document["agents"] = (0..agents).map(agent).collect();
        read(&document)
    };
    (1..=4).for_each(|thousands| configure(&desk, company(24, thousands * 1_000)));
    configure(&desk, company(18, 4_000));
}
