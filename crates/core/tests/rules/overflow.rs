//! Where a ticket stands that had no place in some queues, and which overflows are refused.
use std::collections::BTreeSet;

use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ids::QueueId;
use aftersync_core::model::selection::RouteStep;
use aftersync_core::routing::{Placement, stand_past, validate};
use proptest::prelude::*;

const QUEUES: [&str; 4] = ["a", "b", "c", "d"];

fn goes_to(queue: &str, after_ms: i64) -> RouteStep {
    RouteStep {
        after_ms,
        queue: Some(queue.to_owned()),
        exclusive: true,
        ..RouteStep::default()
    }
}

/// Queues with these overflows and, after a second, these moves; a rule puts every ticket into the first, with steps of its own.
fn config(overflows: [Option<&str>; 4], moves: [Option<&str>; 4], rule: Option<&str>) -> Config {
    let queue = |((name, overflow), to): ((&&str, &Option<&str>), &Option<&str>)| QueueConfig {
        overflow: overflow.map(str::to_owned),
        steps: to.map(|to| goes_to(to, 1_000)).into_iter().collect(),
        ..QueueConfig::new(*name)
    };
    let then = Then {
        queue: Some("a".into()),
        steps: rule.map(|to| goes_to(to, 2_000)).into_iter().collect(),
        ..Then::default()
    };
    Config {
        queues: QUEUES.iter().zip(&overflows).zip(&moves).map(queue).collect(),
        rules: vec![Rule::new("r", When::Always, then)],
        fallback_queue: "d".into(),
        ..Config::default()
    }
}

fn queue_at(config: &Config, age: i64, past: &BTreeSet<QueueId>) -> String {
    let placement = Placement {
        queue: "a".into(),
        steps: config.rules[0].then.steps.clone(),
        ..Placement::default()
    };
    stand_past(config, &placement, "a", age, past, None).queue
}

fn past(names: &[&str]) -> BTreeSet<QueueId> {
    names.iter().map(|name| QueueId::of(name)).collect()
}

#[test]
fn a_ticket_goes_past_the_queues_that_had_no_place() {
    let chain = config([Some("b"), Some("c"), None, None], [None; 4], None);
    assert_eq!(validate(&chain), Vec::new());
    assert_eq!(queue_at(&chain, 0, &past(&[])), "a");
    assert_eq!(queue_at(&chain, 0, &past(&["a"])), "b");
    assert_eq!(queue_at(&chain, 0, &past(&["a", "b"])), "c");
    // Where a queue overflows no longer, or never did, the ticket stands in it again.
    assert_eq!(queue_at(&chain, 0, &past(&["a", "b", "c"])), "c");
    assert_eq!(queue_at(&chain, 0, &past(&["b"])), "a");
    // Where it came to by overflow, the steps of that queue count.
    let moves = config([Some("b"), None, None, None], [None, Some("c"), None, None], None);
    assert_eq!(queue_at(&moves, 1_000, &past(&["a"])), "c");
    // Those of the queue that it left count no more, nor those of its rule.
    let left = config([Some("b"), None, None, None], [Some("c"), None, None, None], Some("d"));
    for age in [0, 1_000, 2_000, i64::MAX] {
        assert_eq!(queue_at(&left, age, &past(&["a"])), "b", "{age}");
    }
    // One that had a place and went on by a step has left nothing before that.
    let later = config([Some("b"), None, Some("d"), None], [Some("c"), None, None, None], None);
    assert_eq!(queue_at(&later, 999, &past(&["c"])), "a");
    assert_eq!(queue_at(&later, 1_000, &past(&["c"])), "d");
}

fn refused(config: &Config) -> Vec<String> {
    let overflow = |path: &String| path.ends_with(".overflow");
    validate(config)
        .into_iter()
        .map(|problem| problem.path)
        .filter(overflow)
        .collect()
}

#[test]
fn what_goes_round_or_nowhere_is_refused() {
    let none = [None; 4];
    let itself = config([Some("a"), None, None, None], none, None);
    assert_eq!(refused(&itself), ["queues[0].overflow"]);
    let both = config([Some("b"), Some("a"), None, None], none, None);
    assert_eq!(refused(&both), ["queues[0].overflow", "queues[1].overflow"]);
    let by_a_step = config([Some("b"), None, None, None], [None, Some("a"), None, None], None);
    assert_eq!(refused(&by_a_step), ["queues[0].overflow"]);
    let by_a_rule = config([None, None, Some("a"), None], none, Some("c"));
    assert_eq!(refused(&by_a_rule), ["queues[2].overflow"]);
    let nowhere = config([Some("nowhere"), None, None, None], none, None);
    assert!(
        validate(&nowhere)[0]
            .to_string()
            .contains("queues[0].overflow: queue `nowhere` is not declared")
    );
    let mut none_may_wait = Config::default();
    none_may_wait.queues.push(QueueConfig {
        max_depth: Some(0),
        ..QueueConfig::new("q")
    });
    assert!(validate(&none_may_wait)[0].to_string().contains("queues[0].max_depth"));
    assert_eq!(
        refused(&config([Some("b"), Some("c"), Some("d"), None], none, None)),
        Vec::<String>::new()
    );
}

fn any_queue() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(QUEUES.to_vec()))
}

fn any_config() -> impl Strategy<Value = Config> {
    let four = || [any_queue(), any_queue(), any_queue(), any_queue()];
    (four(), four(), any_queue()).prop_map(|(overflows, moves, rule)| config(overflows, moves, rule))
}

proptest! {
    /// Whatever is published: a ticket always stands somewhere that either had a place for it or has nowhere to overflow to.
    #[test]
    fn a_published_overflow_always_ends(config in any_config(), been in prop::collection::btree_set(0usize..4, 0..5), age in 0i64..3_000) {
        let past: BTreeSet<QueueId> = been.iter().map(|at| QueueId::of(QUEUES[*at])).collect();
        let queue = queue_at(&config, age, &past);
        let named = config.queues.iter().find(|q| q.name == queue);
        let ends = !past.contains(&QueueId::of(&queue)) || named.is_none_or(|q| q.overflow.is_none());
        prop_assert!(ends || !validate(&config).is_empty(), "{queue} {past:?}");
    }
}
