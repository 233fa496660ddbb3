//! What the benches are made of works, small: every fact and command is taken in, the replay writes what the engine wrote.
#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use aftersync_benches::archive::archive;
use aftersync_benches::disk::empty_folder;
use aftersync_benches::merchant::{reopened, tenant};
use aftersync_benches::rulesets;
use aftersync_benches::runs::{recorded, replayed, through_engine};
use aftersync_benches::staff::{By, Floor};
use aftersync_benches::subjects::subjects;
use aftersync_benches::timers::{Timers, scan_by_sql};
use aftersync_benches::traffic::{START, traffic};
use aftersync_benches::wire::{Intake, wire};
use aftersync_core::engine::query::TicketQuery;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::time::Timestamp;
use aftersync_core::routing::{Ruleset, Search, Subject};
use aftersync_core::store::TicketStore;
use aftersync_sqlite::{Durability, Options, SqliteStore};
use aftersync_testkit::{MemoryStore, dump};

const FACTS: usize = 400;

#[test]
fn traffic_is_taken_in_by_one_caller_and_by_many() {
    for callers in [1, 64] {
        let store = Arc::new(SqliteStore::in_memory().unwrap());
        let run = through_engine(store.clone(), &wire(FACTS), callers);
        assert_eq!(run.facts, FACTS);
        let head = store.reader().unwrap().head(&tenant()).unwrap();
        assert!(head.cursor.0 > FACTS as i64 / 2, "most facts are events: {head:?}");
    }
}

#[test]
fn what_is_read_from_the_wire_is_the_traffic() {
    let intake = Intake::default();
    for (sent, meant) in wire(FACTS).iter().zip(traffic(FACTS)) {
        let read = intake.fact(sent);
        assert_eq!((&read.shop, read.occurred_at), (&meant.shop, meant.occurred_at));
        match (read.body, meant.body) {
            (FactBody::Order(read), FactBody::Order(meant)) => {
                assert_eq!(read.lines, meant.lines);
                assert_eq!(
                    (read.external_id, read.paid, read.receiver),
                    (meant.external_id, meant.paid, meant.receiver)
                );
            }
            (FactBody::AfterSale(read), FactBody::AfterSale(meant)) => {
                assert_eq!(
                    (read.external_id, read.order, read.requested, read.ended_at),
                    (meant.external_id, meant.order, meant.requested, meant.ended_at)
                );
                assert_eq!(
                    (read.kind, read.lines, read.return_parcel),
                    (meant.kind, meant.lines, meant.return_parcel)
                );
            }
            (FactBody::Message(read), FactBody::Message(meant)) => assert_eq!(read, meant),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn payloads_have_the_usual_size() {
    let intake = Intake::default();
    let sizes: Vec<usize> = wire(FACTS)
        .iter()
        .filter_map(|sent| Some(intake.fact(sent).raw?.0.len()))
        .collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((1_000..2_000).contains(&mean), "{mean}");
}

#[test]
fn a_replay_writes_what_the_engine_wrote() {
    let engine = Arc::new(MemoryStore::new());
    let sent = wire(FACTS);
    let commits = recorded(engine.clone(), &sent, 64);
    assert!(commits.1.len() > 1 && commits.1.len() < FACTS);
    let raw = SqliteStore::in_memory().unwrap();
    replayed(&raw, &commits, &sent);
    assert_eq!(dump(&*engine, &tenant()).unwrap(), dump(&raw, &tenant()).unwrap());
}

#[test]
fn every_subject_of_the_decisions_is_decided() {
    let (_, subjects) = subjects();
    assert_eq!(subjects.len(), 8);
}

#[test]
fn an_archive_is_made_once_and_read() {
    let folder = empty_folder(&format!("smoke-{}", std::process::id()));
    let path = archive(&folder, 750);
    let made = std::fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(archive(&folder, 750), path);
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), made);
    let desk = reopened(Arc::new(SqliteStore::open(&path, Options::default()).unwrap()));
    let last = desk.ticket_by_number(TicketNumber::from_sequence(750)).wait().unwrap();
    assert!(last.is_some());
    let open = TicketQuery {
        open: Some(true),
        ..TicketQuery::default()
    };
    assert_eq!(desk.tickets(open).wait().unwrap().items.len(), 50);
    desk.engine().close();
    drop(desk);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_index_the_list_and_the_expressions_choose_the_same_rules() {
    let (config, tickets) = (rulesets::config(500), rulesets::tickets());
    let (programs, facts) = (rulesets::expressions(500), rulesets::as_expressions(&tickets));
    assert_eq!(programs.len(), 500);
    let sets = [Search::Indexed, Search::Linear].map(|search| Ruleset::with(&config, search));
    let mut won = std::collections::BTreeSet::new();
    for (ticket, facts) in tickets.iter().zip(&facts) {
        let subject = Subject::from(ticket);
        let expected = programs.iter().position(|p| p.execute(facts) == Ok(true.into()));
        for set in &sets {
            assert_eq!(set.matching(&subject).winner, expected);
        }
        won.insert(expected);
    }
    assert!(won.len() > 20 && won.contains(&None), "{won:?}");
}

#[test]
fn the_order_of_a_team_gives_tickets_to_the_same_agents() {
    let (mut kept, mut looked) = (Floor::new(40), Floor::new(40));
    for n in 0..600 {
        let agent = kept.ticket(By::Order);
        assert!(agent.is_some(), "ticket {n}");
        assert_eq!(agent, looked.ticket(By::All), "ticket {n}");
    }
}

#[test]
fn rules_as_data_find_what_expressions_find() {
    let data = rulesets::as_data(100);
    let (programs, facts) = (
        rulesets::expressions(100),
        rulesets::as_expressions(&rulesets::tickets()),
    );
    let first = |facts: &_| programs.iter().position(|p| p.execute(facts) == Ok(true.into()));
    let found: Vec<Option<usize>> = facts.iter().map(first).collect();
    assert_eq!(data["found"], serde_json::json!(found));
    assert!(found.iter().flatten().count() > 10 && found.contains(&None));
}

#[test]
fn the_next_timer_of_the_list_is_the_earliest_of_the_rows() {
    let file = empty_folder(&format!("timers-{}", std::process::id())).join("timers.db");
    let sqlite = SqliteStore::open(&file, Options::durable(Durability::Off)).unwrap();
    let shell = rusqlite::Connection::open(&file).unwrap();
    let stores: [Arc<dyn TicketStore>; 2] = [Arc::new(sqlite), Arc::new(MemoryStore::new())];
    for store in stores {
        let mut timers = Timers::fill(store.clone(), 600);
        let first = timers.look(START);
        assert_eq!(first, (0, timers.scan()));
        for _ in 0..200 {
            timers.move_one();
        }
        assert_eq!(timers.look(START), (0, timers.scan()));
        let end = Timestamp(i64::MAX - 1);
        assert_eq!(timers.look(end), (400, None), "all are due, a page is taken");
        let engine = timers.engine();
        assert_eq!(engine.run_due(START).wait().unwrap().next, timers.scan());
        engine.close();
        assert_eq!(
            store.check().unwrap(),
            Vec::<String>::new(),
            "old entries are out of the list"
        );
    }
    assert!(scan_by_sql(&shell) > START);
    drop(shell);
    std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
}
