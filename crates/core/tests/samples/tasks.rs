//! Samples of what is set for internal tasks.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::custom::CustomType;
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::AgentId;
use aftersync_core::model::sla::RungAt;
use aftersync_core::model::task_config::{TaskConfig, TaskEscalate, TaskField, TaskRetry, TaskRung, TaskStep};

use super::settings::floor;
use super::text;

pub fn task_config() -> TaskConfig {
    TaskConfig {
        kind: TaskKind::QcInspection,
        group: text("qc"),
        target_ms: Some(3_600_000),
        calendar: text("desk"),
        auto_assign: true,
        band: Some(1),
        age_step_ms: Some(7_200_000),
        weight: 15,
        skills: BTreeMap::from([("lamps".into(), 2)]),
        floors: BTreeMap::from([("lamps".into(), vec![floor()])]),
        steps: vec![task_step()],
        ladder: vec![task_rung()],
        retry: Some(task_retry()),
        blocks_close: Some(true),
        form: vec![task_field()],
        after: BTreeSet::from([TaskKind::ReceiveGoods]),
    }
}

pub fn task_step() -> TaskStep {
    TaskStep {
        after_ms: 60_000,
        groups: BTreeSet::from(["seniors".into()]),
        drop_skills: BTreeSet::from(["lamps".into()]),
        raise_by: 1,
    }
}

pub fn task_retry() -> TaskRetry {
    TaskRetry {
        attempts: 3,
        escalate_to: text("leads"),
    }
}

pub fn task_rung() -> TaskRung {
    TaskRung {
        name: "late".into(),
        at: RungAt::Breach,
        what: task_escalations(),
    }
}

pub fn task_escalations() -> Vec<TaskEscalate> {
    vec![
        TaskEscalate::Band(0),
        TaskEscalate::Notify("leads".into()),
        TaskEscalate::Watch(AgentId(super::uid(21))),
        TaskEscalate::Group("leads".into()),
    ]
}

pub fn task_field() -> TaskField {
    TaskField {
        name: "lamp".into(),
        of: CustomType::Flag,
        required: true,
    }
}
