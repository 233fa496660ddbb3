//! Rules on trial: what is told of them is what they do.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::decide::trial::Rerouted;
use aftersync_core::engine::query::TicketQuery;
use aftersync_core::engine::trial::TrialQuery;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::error::ErrorKind;
use aftersync_core::model::config::Config;
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ids::QueueId;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::ticket::Ticket;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{configure, engine};
use aftersync_tests::history::history;
use serde_json::{Value, json};

/// These rules, and one for the rest.
fn config(rules: &Value) -> Config {
    let mut rules = rules.as_array().unwrap().clone();
    rules.push(json!({"name": "rest", "when": "always", "then": {"queue": "front", "band": 3}}));
    let queues = ["front", "vip", "workshop"].map(|name| json!({"name": name}));
    serde_json::from_value(json!({"queues": queues, "fallback_queue": "front", "rules": rules})).unwrap()
}

fn in_force() -> Config {
    config(&json!([
        {"name": "complaints", "when": {"kind": ["complaint"]}, "then": {"queue": "vip", "band": 0}},
        {"name": "swaps", "when": {"kind": ["exchange", "repair"]}, "then": {"queue": "workshop", "band": 2}},
    ]))
}

fn other() -> Config {
    config(&json!([
        {"name": "dear", "when": {"amount_at_least": 5_000}, "then": {"queue": "vip", "band": 1}},
        {"name": "swaps", "when": {"kind": ["exchange", "repair"]}, "then": {"queue": "workshop", "band": 2}},
    ]))
}

/// A desk with a configuration, to which these things happened.
fn desk(config: Config, facts: &[Fact]) -> (Engine, Desk) {
    let (builder, _clock) = engine(Arc::new(MemoryStore::new()), 1);
    let engine = builder.build().unwrap();
    let desk = engine.desk("acme");
    configure(&desk, config);
    for answer in desk.ingest(facts.to_vec()).wait().unwrap() {
        answer.unwrap();
    }
    (engine, desk)
}

/// The trial of a configuration, so many tickets at a time.
fn tried(desk: &Desk, config: &Config, limit: usize) -> (u32, Vec<Rerouted>) {
    let (mut looked_at, mut rerouted) = (0, Vec::new());
    let mut query = TrialQuery {
        limit,
        ..TrialQuery::default()
    };
    loop {
        let trial = desk.try_config(config.clone(), query.clone()).wait().unwrap();
        looked_at += trial.looked_at;
        rerouted.extend(trial.rerouted);
        query.after = trial.next;
        if query.after.is_none() {
            return (looked_at, rerouted);
        }
    }
}

fn open_tickets(desk: &Desk) -> BTreeMap<TicketNumber, Ticket> {
    let query = TicketQuery {
        open: Some(true),
        limit: 1_000,
        ..TicketQuery::default()
    };
    let page = desk.tickets(query).wait().unwrap();
    page.items.into_iter().map(|t| (t.item.number, t.item)).collect()
}

fn stands(t: &Ticket) -> (Option<QueueId>, u8) {
    (t.assignment.queue, t.own_band())
}

#[test]
fn what_is_told_of_other_rules_is_what_they_do() {
    let mut moved = 0;
    for seed in 0..60 {
        let facts = history(seed);
        let ((_one, now), (_two, then)) = (desk(in_force(), &facts), desk(other(), &facts));
        let (looked_at, rerouted) = tried(&now, &other(), 200);
        assert_eq!(
            tried(&now, &other(), 2),
            (looked_at, rerouted.clone()),
            "seed {seed}: page by page"
        );
        let rerouted: BTreeMap<TicketNumber, Rerouted> = rerouted.into_iter().map(|one| (one.number, one)).collect();
        let would = open_tickets(&then);
        for (number, ticket) in open_tickets(&now) {
            let (is, would) = (stands(&ticket), stands(&would[&number]));
            let told = rerouted.get(&number).map_or((is, is), |told| {
                let of = |placed: &aftersync_core::engine::decide::trial::Placed| {
                    (Some(QueueId::of(&placed.queue)), placed.band)
                };
                (of(&told.is), of(&told.would))
            });
            assert_eq!(told, (is, would), "seed {seed}: {number}");
            moved += usize::from(is != would);
        }
    }
    assert!(moved >= 10, "{moved} tickets stand elsewhere");
}

#[test]
fn the_rules_in_force_reroute_nothing() {
    for seed in 0..20 {
        let (_engine, desk) = desk(in_force(), &history(seed));
        assert_eq!(tried(&desk, &in_force(), 50).1, Vec::new(), "seed {seed}");
    }
}

#[test]
fn a_configuration_that_could_not_be_published_is_not_tried() {
    let (_engine, desk) = desk(in_force(), &[]);
    let mut wrong = other();
    wrong.fallback_queue = String::new();
    let error = desk.try_config(wrong, TrialQuery::default()).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error.context_of("problems").unwrap().contains("fallback_queue"),
        "{error}"
    );
    let query = TrialQuery {
        after: Some("there".to_owned()),
        ..TrialQuery::default()
    };
    let error = desk.try_config(other(), query).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
}
