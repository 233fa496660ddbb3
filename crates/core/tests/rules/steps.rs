//! Steps of a route: who may take a ticket as it waits, and where it stands.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::config::{Config, QueueConfig, Rule, Then, When};
use aftersync_core::model::ids::QueueId;
use aftersync_core::model::selection::{Floor, RouteStep, SkillTier, SkipIf, Skipped, Strategy as Order};
use aftersync_core::routing::{Placement, Ruleset, Standing, stand, validate};
use proptest::prelude::*;

const QUEUES: [&str; 4] = ["a", "b", "c", "d"];

fn step(after_ms: i64, queue: Option<&str>, exclusive: bool, groups: &[&str], drop_skills: &[&str]) -> RouteStep {
    RouteStep {
        after_ms,
        queue: queue.map(str::to_owned),
        exclusive,
        groups: groups.iter().map(|g| (*g).to_owned()).collect(),
        drop_skills: drop_skills.iter().map(|s| (*s).to_owned()).collect(),
        ..RouteStep::default()
    }
}

/// Queues that are served by a group of another name, and one rule into the first with these steps.
fn config(steps: Vec<RouteStep>) -> Config {
    let queue = |name: &&str| QueueConfig {
        groups: vec![format!("team {name}")],
        ..QueueConfig::new(*name)
    };
    let then = Then {
        queue: Some("a".into()),
        skills: BTreeMap::from([("english".into(), 4), ("gems".into(), 2)]),
        steps,
        ..Then::default()
    };
    Config {
        queues: QUEUES.iter().map(queue).collect(),
        rules: vec![Rule::new("r", When::Always, then)],
        fallback_queue: "d".into(),
        ..Config::default()
    }
}

/// Where the rule of a configuration puts every ticket.
fn placement(config: &Config) -> Placement {
    let then = &config.rules[0].then;
    Placement {
        queue: "a".into(),
        skills: then.skills.clone(),
        floors: then.floors.clone(),
        tiers: then.tiers.clone(),
        steps: then.steps.clone(),
        ..Placement::default()
    }
}

fn at(config: &Config, age: i64) -> Standing {
    stand(config, &placement(config), "a", age, None)
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn a_ticket_is_open_to_more_and_then_goes_on() {
    let config = config(vec![
        step(30, None, false, &["seniors"], &["gems"]),
        step(60, Some("b"), false, &[], &[]),
        step(90, Some("c"), true, &["night"], &[]),
    ]);
    assert_eq!(validate(&config), Vec::new());
    let seen = |age| {
        let Standing {
            queue,
            step,
            groups,
            skills,
            next_at,
            ..
        } = at(&config, age);
        (queue, step, groups, skills.contains_key("gems"), next_at)
    };
    assert_eq!(seen(0), ("a".into(), 0, set(&["team a"]), true, Some(30)));
    assert_eq!(seen(29), ("a".into(), 0, set(&["team a"]), true, Some(30)));
    assert_eq!(seen(30), ("a".into(), 1, set(&["team a", "seniors"]), false, Some(60)));
    assert_eq!(
        seen(60),
        ("a".into(), 2, set(&["team a", "seniors", "team b"]), false, Some(90))
    );
    assert_eq!(seen(90), ("c".into(), 3, set(&["team c", "night"]), false, None));
}

#[test]
fn the_steps_of_a_queue_count_where_its_rule_has_none_or_a_person_chose_it() {
    let mut config = config(Vec::new());
    config.queues[0].steps = vec![step(10, None, false, &["x"], &[])];
    config.queues[1].steps = vec![step(20, None, false, &["y"], &[])];
    assert_eq!(at(&config, 10).groups, set(&["team a", "x"]));
    config.rules[0].then.steps = vec![step(30, None, false, &["z"], &[])];
    assert_eq!(at(&config, 30).groups, set(&["team a", "z"]));
    let moved = stand(&config, &placement(&config), "b", 30, None);
    assert_eq!((moved.queue.as_str(), moved.groups), ("b", set(&["team b", "y"])));
}

#[test]
fn a_step_raises_the_band_and_changes_the_order() {
    let raised = |after_ms, raise, strategy| RouteStep {
        after_ms,
        raise_by: raise,
        strategy,
        ..RouteStep::default()
    };
    let config = config(vec![
        raised(10, 1, Some(Order::RoundRobin)),
        raised(20, 2, None),
        raised(30, 0, Some(Order::BestSkill)),
    ]);
    assert_eq!(validate(&config), Vec::new());
    let seen = |age| {
        let standing = at(&config, age);
        (standing.raise_by, standing.strategy)
    };
    assert_eq!(seen(9), (0, None));
    assert_eq!(seen(10), (1, Some(Order::RoundRobin)));
    assert_eq!(seen(20), (3, Some(Order::RoundRobin)));
    assert_eq!(seen(30), (3, Some(Order::BestSkill)));
    let much = problem(vec![raised(10, 5, None)]);
    assert!(
        much.contains("rules[0].then.steps[0].raise_by: 5 bands (allowed: 0 to 4)"),
        "{much}"
    );
}

/// Another queue may ask for something of its own; what fell before is told, and what falls there counts from there on.
#[test]
fn where_a_step_leaves_its_queue_it_may_ask_for_something_else() {
    let tier = |tier, skill: &str, drop_after_ms| SkillTier {
        tier,
        skills: BTreeMap::from([(skill.to_owned(), 3)]),
        drop_after_ms,
    };
    let own = RouteStep {
        skills: BTreeMap::from([("law".into(), 2)]),
        tiers: vec![tier(1, "french", 50)],
        ..step(60, Some("b"), true, &[], &["gems"])
    };
    let more = RouteStep {
        max_offers: Some(3),
        ..step(200, None, false, &[], &[])
    };
    let mut config = config(vec![own, more]);
    config.rules[0].then.tiers = vec![tier(1, "dutch", 20), tier(2, "thai", 20)];
    assert_eq!(validate(&config), Vec::new());
    let seen = |age| {
        let at = at(&config, age);
        let skills: Vec<_> = at.skills.into_iter().collect();
        (at.queue, skills, at.eased, at.next_at, at.max_offers)
    };
    let of = |skills: &[(&str, u8)]| -> Vec<(String, u8)> { skills.iter().map(|(s, l)| ((*s).into(), *l)).collect() };
    let (a, b) = ("a".to_owned(), "b".to_owned());
    let first = of(&[("dutch", 3), ("english", 4), ("gems", 2), ("thai", 3)]);
    assert_eq!(seen(0), (a.clone(), first, 0, Some(20), None));
    let fallen = of(&[("english", 4), ("gems", 2)]);
    assert_eq!(seen(20), (a, fallen, 2, Some(60), None));
    assert_eq!(
        seen(60),
        (b.clone(), of(&[("french", 3), ("law", 2)]), 2, Some(110), None)
    );
    assert_eq!(seen(110), (b.clone(), of(&[("law", 2)]), 3, Some(200), None));
    assert_eq!(seen(200), (b, of(&[("law", 2)]), 3, None, Some(3)));
}

#[test]
fn a_step_that_stays_asks_for_nothing_new() {
    let asks = RouteStep {
        skills: BTreeMap::from([("law".into(), 2)]),
        ..step(60, Some("b"), false, &[], &[])
    };
    let stays = problem(vec![asks.clone()]);
    let wrong = "rules[0].then.steps[0].skills: the ticket does not leave its queue (allowed: a step with `exclusive`)";
    assert_eq!(stays, wrong);
    let level = problem(vec![RouteStep {
        exclusive: true,
        skills: BTreeMap::from([("law".into(), 6)]),
        ..asks.clone()
    }]);
    assert_eq!(
        level,
        "rules[0].then.steps[0].skills.law: level 6 of skill `law` (allowed: 1 to 5)"
    );
    let many = problem(vec![RouteStep {
        max_offers: Some(17),
        ..step(60, None, false, &[], &[])
    }]);
    let wrong =
        "rules[0].then.steps[0].max_offers: a ticket cannot be offered to 17 agents at a time (allowed: 1 to 16)";
    assert_eq!(many, wrong);
}

#[test]
fn what_is_skipped_is_taken_whatever_the_age_and_only_on_its_own_route() {
    let mut config = config(vec![
        step(30, None, false, &["seniors"], &[]),
        step(60, Some("b"), true, &[], &[]),
        step(90, None, false, &["night"], &[]),
    ]);
    config.queues[1].steps = vec![step(10, None, false, &["x"], &[])];
    let skipped = |queue: &str, steps| {
        Some(Skipped {
            route: QueueId::of(queue),
            steps,
        })
    };
    let seen = |age, skipped| {
        let at = stand(&config, &placement(&config), "a", age, skipped);
        (at.queue, at.route, at.step, at.next_at)
    };
    assert_eq!(seen(0, skipped("a", 1)), ("a".into(), "a".into(), 1, Some(60)));
    assert_eq!(seen(0, skipped("a", 2)), ("b".into(), "a".into(), 2, Some(90)));
    // Time has caught up with what was skipped.
    assert_eq!(seen(95, skipped("a", 2)), ("b".into(), "a".into(), 3, None));
    assert_eq!(seen(0, skipped("a", 9)), ("b".into(), "a".into(), 3, None));
    // It says nothing of other routes.
    assert_eq!(seen(0, skipped("b", 2)), ("a".into(), "a".into(), 0, Some(30)));
}

#[test]
fn a_skip_says_when_and_by_hours_that_are_there() {
    let skip = |when| {
        problem(vec![RouteStep {
            skip_if: Some(when),
            ..step(10, None, false, &["x"], &[])
        }])
    };
    let none = skip(SkipIf::default());
    assert!(
        none.contains("rules[0].then.steps[0].skip_if: nothing is said"),
        "{none}"
    );
    let hours = skip(SkipIf {
        outside: Some("nights".into()),
        ..SkipIf::default()
    });
    assert!(
        hours.contains("skip_if.outside: calendar `nights` is not declared"),
        "{hours}"
    );
    let wait = skip(SkipIf {
        wait_above_ms: Some(0),
        ..SkipIf::default()
    });
    assert!(wait.contains("skip_if.wait_above_ms: no wait is so short"), "{wait}");
}

/// The only problem with these steps of the rule.
fn problem(steps: Vec<RouteStep>) -> String {
    let problems = validate(&config(steps));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].allowed.is_some() || problems[0].wrong.contains("declared"),
        "{problems:?}"
    );
    problems[0].to_string()
}

#[test]
fn what_is_refused_names_the_place_and_what_is_allowed() {
    let round = problem(vec![
        step(1, Some("b"), true, &[], &[]),
        step(2, Some("a"), true, &[], &[]),
    ]);
    assert!(
        round.contains("rules[0].then.steps[1].queue") && round.contains("goes round"),
        "{round}"
    );
    let itself = problem(vec![step(1, Some("a"), false, &[], &[])]);
    assert!(
        itself.contains("steps[0].queue") && itself.contains("goes round"),
        "{itself}"
    );
    let time = problem(vec![
        step(5, None, false, &["x"], &[]),
        step(5, None, false, &["y"], &[]),
    ]);
    assert!(
        time.contains("steps[1].after_ms: 5 ms (allowed: later than 5 ms)"),
        "{time}"
    );
    assert!(problem(vec![step(1, None, false, &[], &[])]).contains("changes nothing"));
    assert!(problem(vec![step(1, None, true, &["x"], &[])]).contains("steps[0].exclusive"));
    assert!(problem(vec![step(1, Some("nowhere"), false, &[], &[])]).contains("`nowhere` is not declared"));
    assert!(problem(vec![step(1, None, false, &[], &["golf"])]).contains("no rule asks for skill `golf`"));
    let many = (1..=17).map(|after| step(after, None, false, &["x"], &[])).collect();
    assert!(problem(many).contains("17 steps (allowed: at most 16)"));
    // To be served by a queue first and to go there later is a route like any other.
    let sound = vec![step(1, Some("b"), false, &[], &[]), step(2, Some("b"), true, &[], &[])];
    assert_eq!(validate(&config(sound)), Vec::new());

    let mut adds = config(vec![step(1, None, false, &["x"], &[])]);
    adds.rules[0].stop = false;
    adds.rules[0].then.queue = None;
    assert!(
        validate(&adds)[0].to_string().contains("rules[0].then.steps"),
        "{:?}",
        validate(&adds)
    );
    let mut of_queue = config(Vec::new());
    of_queue.queues[1].steps = vec![step(1, Some("b"), true, &[], &[])];
    assert!(
        validate(&of_queue)[0]
            .to_string()
            .starts_with("queues[1].steps[0].queue")
    );
}

fn any_step() -> impl Strategy<Value = RouteStep> {
    let queue = prop::option::of(prop::sample::select(QUEUES.to_vec()));
    let groups = prop::collection::vec(prop::sample::select(vec!["x", "y"]), 0..2);
    let drops = prop::collection::vec(prop::sample::select(vec!["english", "gems"]), 0..2);
    (1i64..40, queue, any::<bool>(), groups, drops)
        .prop_map(|(after, queue, exclusive, groups, drops)| step(after, queue, exclusive, &groups, &drops))
}

fn any_config() -> impl Strategy<Value = Config> {
    let steps = prop::collection::vec(any_step(), 0..5);
    (steps, prop::option::of(1i64..100), prop::option::of(1i64..100)).prop_map(|(mut steps, floor, tier)| {
        // Times that rise, so that many lists are sound.
        let mut after = 0;
        for step in &mut steps {
            after += step.after_ms;
            step.after_ms = after;
            step.exclusive &= step.queue.is_some();
        }
        let mut config = config(steps);
        let then = &mut config.rules[0].then;
        then.floors
            .extend(floor.map(|after_ms| ("english".into(), vec![Floor { after_ms, level: 3 }])));
        then.tiers.extend(tier.map(|drop_after_ms| SkillTier {
            tier: 1,
            skills: BTreeMap::from([("shoes".into(), 1)]),
            drop_after_ms,
        }));
        config
    })
}

/// Whether a route of this configuration is refused for that.
fn goes_round(config: &Config) -> bool {
    validate(config)
        .iter()
        .any(|problem| problem.wrong.contains("goes round"))
}

proptest! {
    #[test]
    fn as_long_as_it_stays_where_it_is_a_ticket_is_only_open_to_more(config in any_config(), ages in (0i64..200, 0i64..200)) {
        let (early, late) = (at(&config, ages.0.min(ages.1)), at(&config, ages.0.max(ages.1)));
        prop_assert!(early.step <= late.step);
        let less = late.skills.iter().all(|(skill, level)| early.skills.get(skill).is_some_and(|was| was >= level));
        prop_assert!(less, "{early:?} {late:?}");
        // Where a route never comes back, it stood there all the time between.
        if early.queue == late.queue && !goes_round(&config) {
            prop_assert!(early.groups.is_subset(&late.groups), "{early:?} {late:?}");
        }
    }

    #[test]
    fn between_two_moments_that_are_named_nothing_changes(config in any_config(), age in 0i64..200, more in 0i64..60) {
        let now = at(&config, age);
        if now.next_at.is_none_or(|next| age + more < next) {
            prop_assert_eq!(at(&config, age + more), now.clone());
        }
        if let Some(next) = now.next_at {
            prop_assert!(next > age);
        }
        let moments = std::iter::successors(Some(0), |age| at(&config, *age).next_at).count();
        prop_assert!(moments <= config.rules[0].then.steps.len() + 3, "{moments}");
    }

    #[test]
    fn a_route_that_is_published_never_comes_back(config in any_config()) {
        let mut queues: Vec<String> = (0..200).map(|age| at(&config, age).queue).collect();
        queues.dedup();
        let comes_back = queues.iter().collect::<BTreeSet<_>>().len() < queues.len();
        prop_assert!(!comes_back || goes_round(&config), "{queues:?}");
    }

    /// Somebody with room again asks in every queue in which a ticket may wait for them.
    #[test]
    fn who_may_take_a_ticket_looks_where_it_stands(config in any_config(), age in 0i64..200) {
        let rules = Ruleset::new(&config);
        let now = at(&config, age);
        for group in &now.groups {
            let mine = BTreeSet::from([group.clone()]);
            prop_assert!(rules.queues_for(&mine).any(|queue| queue == now.queue), "{group} {now:?}");
        }
        let nobody = BTreeSet::from(["nobody".to_owned()]);
        prop_assert_eq!(rules.queues_for(&nobody).count(), 0);
    }
}
