//! What the document says of internal tasks: who does which, until when, what is filled in, what each weighs.
use aftersync::model::custom::CustomType;
use aftersync::model::handoff::TaskKind;
use aftersync::model::task_config::{TaskConfig, TaskField};
use aftersync::model::time::HOUR;
use aftersync::{Automation, AutomationOn, AutomationStep, AutomationTask, Headline, Occasion, When};

use super::staff::{DOCK, LAB, TALK, WAREHOUSE};

/// On tickets whose parcel was announced to the dock.
const ANNOUNCED: &str = "parcel announced";

/// Tasks, kind by kind; the desk gives each to somebody of its group who has room.
pub(super) fn tasks() -> Vec<TaskConfig> {
    vec![
        // From when the buyer sent it: it travels for up to two days.
        TaskConfig {
            group: Some(DOCK.into()),
            target_ms: Some(48 * HOUR),
            weight: 2,
            form: vec![
                required("box_intact", CustomType::Flag),
                required("pieces", CustomType::Integer),
            ],
            ..given_out(TaskKind::ReceiveGoods)
        },
        TaskConfig {
            group: Some(LAB.into()),
            target_ms: Some(6 * HOUR),
            calendar: Some(WAREHOUSE.into()),
            weight: 15,
            after: [TaskKind::ReceiveGoods].into(),
            form: vec![
                required("grade", words(&["A", "B", "C", "D"])),
                required("verdict", words(&["as_described", "used", "broken"])),
            ],
            ..given_out(TaskKind::QcInspection)
        },
        TaskConfig {
            group: Some(TALK.into()),
            target_ms: Some(24 * HOUR),
            weight: 5,
            form: vec![required("shows", words(&["parcel_leaving", "article"]))],
            ..given_out(TaskKind::Evidence)
        },
    ]
}

fn given_out(kind: TaskKind) -> TaskConfig {
    TaskConfig {
        auto_assign: true,
        ..TaskConfig::new(kind)
    }
}

fn required(name: &str, of: CustomType) -> TaskField {
    TaskField {
        name: name.into(),
        of,
        required: true,
    }
}

fn words(words: &[&str]) -> CustomType {
    CustomType::Choice(words.iter().map(|word| (*word).to_owned()).collect())
}

/// A parcel on its way back is announced to the dock, once for each ticket; the inspection the desk opens by itself.
pub(super) fn automations() -> Vec<Automation> {
    let not_yet = When::Not(Box::new(When::Tag(vec![ANNOUNCED.into()])));
    let receive = AutomationTask {
        kind: TaskKind::ReceiveGoods,
        group: DOCK.into(),
    };
    vec![Automation {
        name: ANNOUNCED.into(),
        on: AutomationOn::Events(vec![Occasion::TicketOpened, Occasion::StateChanged]),
        event: Default::default(),
        when: When::All(vec![When::Headline(vec![Headline::ReturnInTransit]), not_yet]),
        then: vec![AutomationStep::Tag(ANNOUNCED.into()), AutomationStep::Task(receive)],
        enabled: true,
    }]
}

/// What a task of a kind weighs on who has it.
pub(super) fn weight(kind: TaskKind) -> i64 {
    let of = tasks().into_iter().find(|of| of.kind == kind);
    of.map_or(0, |of| of.weight)
}
