//! A clock or a timer that no longer follows from its ticket is found by the check of the store; one that does is not.
use std::sync::Arc;

use aftersync_core::engine::{Desk, Engine};
use aftersync_core::limits::MAX_VERSIONS;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::config::Config;
use aftersync_core::model::ids::TicketId;
use aftersync_core::model::job::{Job, JobBody};
use aftersync_core::model::ticket::{ClockKind, Ticket};
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::store::{Batch, Record, RowChange, TicketStore, index};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{START, configure, engine, opened, ticket, work};
use serde_json::{Value, json};

struct Shop {
    store: Arc<MemoryStore>,
    clock: ManualClock,
    engine: Engine,
    desk: Desk,
    ticket: TicketId,
}

fn shop(config: Value) -> Shop {
    let store = Arc::new(MemoryStore::new());
    let (builder, clock) = engine(store.clone(), 31);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    let config: Config = serde_json::from_value(config).unwrap();
    configure(&desk, config);
    let ticket = opened(&desk, "A1", "order-1", Kind::RefundOnly);
    opened(&desk, "A2", "order-2", Kind::RefundOnly);
    Shop {
        store,
        clock,
        engine,
        desk,
        ticket,
    }
}

fn policy() -> Value {
    json!({"calendars": [{"name": "day", "week": {"monday": [{"from": 0, "to": 1440}], "tuesday": [{"from": 540, "to": 1080}]}}],
        "sla_policies": [{"name": "by day", "when": {"in_calendar": "day"}, "calendar": "day", "clocks": {"decision": {"target_ms": 20 * HOUR}}}],
        "sla": {"decision": 8 * HOUR, "first_response": HOUR}})
}

impl Shop {
    /// Writes a row past all rules, or deletes it.
    fn writes<R: Record + Clone>(&self, key: aftersync_core::model::ids::Uid, old: &R, new: Option<R>) {
        let (mut reader, tenant) = (self.store.reader().unwrap(), self.desk.tenant().clone());
        let (old, new) = (old.clone().wrap(), new.map(Record::wrap));
        let mut batch = Batch::new(tenant.clone(), reader.head(&tenant).unwrap());
        let change = RowChange {
            remove: index::entries(&old),
            add: new.as_ref().map(index::entries).unwrap_or_default(),
            row: new.map(Arc::new),
        };
        batch.rows.insert(R::key(key), change);
        self.store.writer().unwrap().commit(&[batch]).unwrap();
    }

    fn drifts(&self, change: impl FnOnce(&mut Ticket)) {
        let old = ticket(&self.desk, self.ticket);
        let mut new = old.clone();
        change(&mut new);
        self.writes(self.ticket.0, &old, Some(new));
    }

    fn timer(&self, change: impl FnOnce(Job) -> Option<Job>) {
        let id = JobBody::Timer { ticket: self.ticket }.id();
        let old = self.desk.row::<Job>(id).wait().unwrap().unwrap().item;
        self.writes(id.0, &old, change(old.clone()));
    }

    fn later(&self, ms: i64) {
        self.clock.advance(ms);
        work(&self.engine);
    }

    fn wrong(&self) -> Vec<String> {
        self.desk.check().wait().unwrap()
    }

    fn says(&self, what: &str) {
        let (wrong, number) = (self.wrong(), ticket(&self.desk, self.ticket).number);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(
            wrong[0].starts_with(&format!("ticket {number} ")) && wrong[0].contains(what),
            "{wrong:?}"
        );
    }
}

/// A clock of a ticket, to be changed.
fn decision(t: &mut Ticket) -> &mut aftersync_core::model::ticket::Clock {
    t.clocks.get_mut(&ClockKind::Decision).unwrap()
}

#[test]
fn clocks_that_nobody_touched_follow_from_their_tickets_at_any_time() {
    for config in [json!({}), policy()] {
        let shop = shop(config);
        for _ in 0..40 {
            assert_eq!(shop.wrong(), Vec::<String>::new());
            shop.clock.advance(HOUR);
            // Before anybody worked, too.
            assert_eq!(shop.wrong(), Vec::<String>::new());
            shop.later(HOUR);
        }
        // Published anew: what is not brought in line yet is no drift, and afterwards there is none either.
        configure(&shop.desk, serde_json::from_value(policy()).unwrap());
        assert_eq!(shop.wrong(), Vec::<String>::new());
        work(&shop.engine);
        assert_eq!(shop.wrong(), Vec::<String>::new());
        let mut renamed = policy();
        renamed["shops"] = json!([{"platform": "app", "shop": "own", "name": "Own"}]);
        configure(&shop.desk, serde_json::from_value(renamed).unwrap());
        assert_eq!(shop.wrong(), Vec::<String>::new());
    }
}

#[test]
fn a_clock_that_drifted_is_named_with_its_ticket() {
    let target = |t: &mut Ticket| decision(t).target_ms += 1;
    let stands = |t: &mut Ticket| decision(t).running_since = None;
    let met = |t: &mut Ticket| {
        let clock = decision(t);
        clock.met_at = clock.running_since.take();
        clock.moments = None;
        clock.hours = None;
    };
    for config in [json!({}), policy()] {
        for change in [&target as &dyn Fn(&mut Ticket), &stands, &met] {
            let shop = shop(config.clone());
            shop.drifts(change);
            shop.says("has clocks that do not follow from it: decision");
        }
    }
    let shop = shop(policy());
    shop.drifts(|t| {
        let moments = decision(t).moments.as_mut().unwrap();
        moments.due_at = moments.due_at.map(|at| at.plus(HOUR));
    });
    shop.says("has clocks that do not follow from it: decision");
}

#[test]
fn a_timer_that_is_gone_or_too_late_is_named_with_its_ticket() {
    let shop = shop(json!({}));
    let due = ticket(&shop.desk, shop.ticket).next_due().unwrap();
    shop.timer(|job| Some(Job { run_at: due, ..job }));
    shop.says("is looked at only at ");
    shop.timer(|_| None);
    shop.says("has no timer, and its next moment is ");
    // One that is early is looked at early, no more.
    let shop = self::shop(json!({}));
    shop.timer(|job| {
        let run_at = Timestamp(job.run_at.0 - 1);
        Some(Job { run_at, ..job })
    });
    assert_eq!(shop.wrong(), Vec::<String>::new());
}

/// The version by whose hours a clock counts may be kept no longer when its hours change: what it counted stays.
#[test]
fn what_was_counted_outlives_the_versions_that_are_kept() {
    let hours = |from: i32| -> Config {
        let config = json!({"zone_minutes": 0, "calendars": [{"name": "day", "week": {"monday": [{"from": from, "to": 1_440}]}}],
            "sla_policies": [{"name": "all", "when": {"all": []}, "calendar": "day", "clocks": {"first_response": {"target_ms": 10 * HOUR}}}]});
        serde_json::from_value(config).unwrap()
    };
    let shop = shop(serde_json::to_value(hours(540)).unwrap());
    let counted = || ticket(&shop.desk, shop.ticket).clocks[&ClockKind::FirstResponse];
    let published = counted().hours.unwrap().version;
    for _ in 0..MAX_VERSIONS {
        configure(&shop.desk, hours(540));
    }
    assert_eq!(shop.desk.config_at(published).wait().unwrap(), None);
    assert_eq!(counted().hours.unwrap().version, published, "nobody looked at it");
    // At noon it counted three hours; from now on the night counts too.
    let noon = START.plus(12 * HOUR);
    shop.clock.set(noon);
    configure(&shop.desk, hours(0));
    work(&shop.engine);
    let clock = counted();
    assert_eq!((clock.ran_ms, clock.due_at()), (3 * HOUR, Some(noon.plus(7 * HOUR))));
    assert!(!clock.breached && !clock.warned);
    assert_eq!(shop.desk.check().wait().unwrap(), Vec::<String>::new());
}
