//! Settings of internal tasks: what is wrong with them is found where it stands, and their time is counted in open hours.
use std::collections::BTreeSet;

use aftersync_core::model::calendar::{Calendar, Hours, Weekday};
use aftersync_core::model::config::Config;
use aftersync_core::model::custom::CustomType;
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::selection::Floor;
use aftersync_core::model::sla::RungAt;
use aftersync_core::model::task_config::{TaskConfig, TaskEscalate, TaskField, TaskRetry, TaskRung, TaskStep};
use aftersync_core::model::time::{HOUR, Timestamp};
use aftersync_core::routing::validate;
use aftersync_core::sla::task_due;

fn with(tasks: Vec<TaskConfig>) -> Config {
    let hours = vec![Hours { from: 540, to: 1_080 }];
    Config {
        calendars: vec![Calendar {
            name: "day".into(),
            week: [(Weekday::Monday, hours.clone()), (Weekday::Tuesday, hours)].into(),
            ..Calendar::default()
        }],
        tasks,
        ..Config::default()
    }
}

fn told(tasks: Vec<TaskConfig>) -> Vec<String> {
    validate(&with(tasks)).iter().map(ToString::to_string).collect()
}

fn after(kind: TaskKind, kinds: &[TaskKind]) -> TaskConfig {
    TaskConfig {
        after: kinds.iter().copied().collect(),
        ..TaskConfig::new(kind)
    }
}

fn field(name: &str, of: CustomType) -> TaskField {
    TaskField {
        name: name.into(),
        of,
        required: false,
    }
}

#[test]
fn sound_settings_pass() {
    let whole = TaskConfig {
        group: Some("lab".into()),
        target_ms: Some(HOUR),
        calendar: Some("day".into()),
        auto_assign: true,
        weight: 0,
        skills: [("lamps".to_owned(), 5)].into(),
        form: vec![field("a", CustomType::Text), field("b", CustomType::Flag)],
        ..after(TaskKind::QcInspection, &[TaskKind::ReceiveGoods])
    };
    let first = after(TaskKind::ReceiveGoods, &[TaskKind::InterceptParcel]);
    assert_eq!(told(vec![whole, first]), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let wrong = TaskConfig {
        group: Some(" ".into()),
        target_ms: Some(0),
        calendar: Some("moon".into()),
        auto_assign: true,
        weight: -1,
        skills: [("lamps".to_owned(), 6)].into(),
        form: vec![
            field("a", CustomType::Text),
            field("a", CustomType::Flag),
            field("B", CustomType::Text),
            field("c", CustomType::Choice(Vec::new())),
        ],
        ..TaskConfig::new(TaskKind::Callback)
    };
    let twice = TaskConfig {
        calendar: Some("day".into()),
        skills: [("lamps".to_owned(), 1)].into(),
        ..TaskConfig::new(TaskKind::Callback)
    };
    let name = "1 to 64 lower-case letters, digits and underscores";
    assert_eq!(
        told(vec![wrong, twice]),
        [
            "tasks[0].group: nobody is named: a group without a name (allowed: the name of a group)",
            "tasks[0].target_ms: a target of 0 (allowed: milliseconds above zero)",
            "tasks[0].calendar: calendar `moon` is not declared (allowed: day)",
            "tasks[0].weight: a weight of -1 (allowed: 0 to 10000)",
            "tasks[0].skills.lamps: level 6 (allowed: 1 to 5)",
            "tasks[0].form[1].name: field `a` is declared twice (allowed: each name once)",
            &format!("tasks[0].form[2].name: field `B` has no usable name (allowed: {name})"),
            "tasks[0].form[3].of.choice: 0 words (allowed: 1 to 4096)",
            "tasks[1].kind: kind `callback` has settings twice (allowed: each kind once)",
            "tasks[1].calendar: there is no target to count in the hours of `day` (allowed: with `target_ms`)",
            "tasks[1].skills: skills are asked of nobody here (allowed: with `auto_assign`)",
        ]
    );
}

#[test]
fn what_is_wrong_with_steps_rungs_and_attempts_is_told_where_it_stands() {
    let step = |after_ms, raise_by| TaskStep {
        after_ms,
        raise_by,
        ..TaskStep::default()
    };
    let rung = |name: &str, at, what| TaskRung {
        name: name.into(),
        at,
        what: vec![what],
    };
    let wrong = TaskConfig {
        band: Some(5),
        age_step_ms: Some(-1),
        skills: [("lamps".to_owned(), 3)].into(),
        floors: [("lamps".to_owned(), vec![Floor { after_ms: 5, level: 3 }])].into(),
        steps: vec![
            step(10, 5),
            step(10, 1),
            TaskStep {
                drop_skills: ["glue".to_owned()].into(),
                ..step(20, 0)
            },
            step(30, 0),
            TaskStep {
                groups: [" ".to_owned()].into(),
                ..step(40, 0)
            },
        ],
        ladder: vec![
            rung("a", RungAt::AfterBreach(0), TaskEscalate::Band(5)),
            rung("a", RungAt::Warn, TaskEscalate::Group(" ".into())),
        ],
        retry: Some(TaskRetry {
            attempts: 0,
            escalate_to: Some(String::new()),
        }),
        ..TaskConfig::new(TaskKind::Callback)
    };
    assert_eq!(
        told(vec![wrong]),
        [
            "tasks[0].skills: skills are asked of nobody here (allowed: with `auto_assign`)",
            "tasks[0].band: band 5 (allowed: 0 to 4)",
            "tasks[0].age_step_ms: a step of -1 (allowed: 0 or more, in milliseconds)",
            "tasks[0].floors.lamps[0]: level 3 after 5 ms does not fall (allowed: later than 0 ms, a level from 1 and below 3)",
            "tasks[0].steps: nobody is asked here (allowed: with `auto_assign`)",
            "tasks[0].steps[0].raise_by: 5 bands (allowed: 0 to 4)",
            "tasks[0].steps[1].after_ms: 10 ms (allowed: later than 10 ms)",
            "tasks[0].steps[2].drop_skills: skill `glue` is not asked for by this kind (allowed: lamps)",
            "tasks[0].steps[3]: the step changes nothing (allowed: groups, skills to drop, or bands to raise)",
            "tasks[0].steps[4].groups: nobody is named: a group without a name (allowed: the name of a group)",
            "tasks[0].ladder: there is no time that could run out (allowed: with `target_ms`)",
            "tasks[0].ladder[0].at.after_breach: 0 after the breach (allowed: milliseconds above zero)",
            "tasks[0].ladder[0].do[0]: band 5 (allowed: 0 to 4)",
            "tasks[0].ladder[1]: rung `a` (allowed: a name that no other rung has)",
            "tasks[0].ladder[1].do[0]: nobody is named: a group without a name (allowed: the name of a group)",
            "tasks[0].retry.attempts: 0 attempts (allowed: 1 to 100)",
            "tasks[0].retry.escalate_to: nobody is named: a group without a name (allowed: the name of a group)",
        ]
    );
}

#[test]
fn a_circle_is_told_on_the_way_round_at_each_of_its_kinds() {
    use TaskKind::{Approval, Callback, Evidence, QcInspection};
    assert_eq!(
        told(vec![after(Callback, &[Callback])]),
        [
            "tasks[0].after: `callback` waits for itself: callback → callback (allowed: kinds that do not wait for this one)"
        ]
    );
    // Evidence waits for the circle and is in none.
    let circle = vec![
        after(Evidence, &[Callback]),
        after(Callback, &[Approval, Evidence]),
        after(Approval, &[QcInspection]),
    ];
    let mut open = circle.clone();
    open[1].after = BTreeSet::from([Approval]);
    assert_eq!(told(open), Vec::<String>::new());
    let mut long = circle;
    long[1].after = BTreeSet::from([Approval]);
    long.push(after(QcInspection, &[Callback]));
    assert_eq!(
        told(long),
        [
            "tasks[1].after: `callback` waits for itself: callback → approval → qc_inspection → callback (allowed: kinds that do not wait for this one)",
            "tasks[2].after: `approval` waits for itself: approval → qc_inspection → callback → approval (allowed: kinds that do not wait for this one)",
            "tasks[3].after: `qc_inspection` waits for itself: qc_inspection → callback → approval → qc_inspection (allowed: kinds that do not wait for this one)",
        ]
    );
}

#[test]
fn targets_count_open_hours() {
    let at = |text: &str| Timestamp::parse(text, 480).unwrap();
    let of = TaskConfig {
        target_ms: Some(3 * HOUR),
        calendar: Some("day".into()),
        ..TaskConfig::new(TaskKind::Callback)
    };
    // 2026-06-01 is a Monday; nobody works from Wednesday on.
    let config = with(vec![of.clone()]);
    let due = |from: &str| task_due(&config, &of, at(from));
    assert_eq!(due("2026-06-01 10:00:00"), Some(at("2026-06-01 13:00:00")));
    assert_eq!(due("2026-06-01 16:00:00"), Some(at("2026-06-02 10:00:00")));
    assert_eq!(due("2026-06-02 17:00:00"), Some(at("2026-06-08 11:00:00")));
    let any = TaskConfig { calendar: None, ..of };
    assert_eq!(
        task_due(&config, &any, at("2026-06-01 23:00:00")),
        Some(at("2026-06-02 02:00:00"))
    );
    assert_eq!(
        task_due(&config, &TaskConfig::new(TaskKind::Callback), at("2026-06-01 23:00:00")),
        None
    );
}
