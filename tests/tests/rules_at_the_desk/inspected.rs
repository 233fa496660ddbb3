//! What an inspection finds of the pieces of a line stands with the task and with the ticket.
use std::sync::Arc;

use aftersync_core::model::axes::{Kind, Role};
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::handoff::{TaskResult, TaskTrigger};
use aftersync_core::model::ids::TaskId;
use aftersync_core::model::ticket::LineOutcome;
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{engine, opened, task_moves, ticket};

fn done(task: TaskId, lines: Vec<LineOutcome>) -> Act {
    Act::MoveTask {
        task,
        trigger: TaskTrigger::Done,
        agent: None,
        reason: None,
        result: Some(TaskResult::Partial),
        raises: None,
        amount: None,
        lines,
        form: Default::default(),
        attachments: Vec::new(),
    }
}

fn photo(at: usize) -> Evidence {
    Evidence {
        kind: EvidenceKind::Image,
        url: Some(format!("https://files.example/{at}")),
        blob: None,
        note: Some("the other cup".to_owned()),
    }
}

#[test]
fn pieces_that_are_wrong_used_or_missing_are_counted_by_line_with_photos() {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    let id = opened(&desk, "A1", "O1", Kind::ReturnRefund);
    for (role, trigger) in [
        (Role::Agent, Trigger::ApproveReturn),
        (Role::Warehouse, Trigger::GoodsArrived),
    ] {
        let details = Box::default();
        let act = Act::Move {
            ticket: id,
            trigger,
            details,
        };
        desk.act(Actor::role(role)).doing(act).wait().unwrap();
    }
    let task = *ticket(&desk, id).local.tasks.last().unwrap();
    let qc = |act: Act| desk.act(Actor::role(Role::Qc)).doing(act).wait();
    for trigger in [TaskTrigger::Assign, TaskTrigger::Start] {
        qc(task_moves(task, trigger, None, Vec::new())).unwrap();
    }
    // One was asked for, and four came.
    let found = LineOutcome {
        line: "L1".to_owned(),
        received: 4,
        passed: 1,
        damaged: 1,
        wrong: 4,
        used: 2,
        missing: 1,
        photos: vec![photo(1), photo(2)],
        ..LineOutcome::default()
    };
    let too_many = LineOutcome {
        wrong: 5,
        ..found.clone()
    };
    let refused = qc(done(task, vec![too_many])).unwrap_err();
    assert_eq!(
        (refused.context_of("field"), refused.context_of("limit")),
        (Some("wrong"), Some("4"))
    );
    let photos = LineOutcome {
        photos: (0..101).map(photo).collect(),
        ..found.clone()
    };
    let refused = qc(done(task, vec![photos])).unwrap_err();
    assert_eq!(refused.context_of("limit"), Some("100"), "{refused:?}");
    qc(done(task, vec![found.clone()])).unwrap();
    let row = desk.task(task).wait().unwrap().unwrap().item;
    assert_eq!(row.lines, vec![found.clone()]);
    let t = ticket(&desk, id);
    let line = t.lines.iter().find(|line| line.line == "L1").unwrap();
    assert_eq!((line.received, line.wrong, line.used, line.missing), (4, 4, 2, 1));
    assert_eq!(desk.replay(id).wait().unwrap(), []);
    let written = serde_json::to_value(LineOutcome::default()).unwrap();
    assert!(
        written.get("wrong").is_none() && written.get("photos").is_none(),
        "{written}"
    );
}
