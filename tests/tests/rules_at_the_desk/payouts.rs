//! What is paid is bounded by what is pending: what may be done says so, the task of finance carries what is left, and what a
//! platform paid is no command of ours.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::model::axes::{Headline, Kind, Role};
use aftersync_core::model::command::{Act, Actor, Details};
use aftersync_core::model::conversation::{Channel, MessageSnapshot, Sender};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use aftersync_core::model::ids::{TaskId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_core::model::task::Task;
use aftersync_core::model::trigger::Trigger;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{buyer, engine, fact, opened, task_moves, ticket};

fn desk() -> Desk {
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    builder.build().unwrap().desk("acme")
}

fn send(desk: &Desk, id: TicketId, role: Role, trigger: Trigger, minor: Option<i64>) -> aftersync_core::Result<()> {
    let details = Box::new(Details {
        amount: minor.map(Money::cny),
        ..Details::default()
    });
    let act = Act::Move {
        ticket: id,
        trigger,
        details,
    };
    desk.act(Actor::role(role)).doing(act).wait().map(|_| ())
}

fn part(desk: &Desk, id: TicketId, minor: i64) {
    send(desk, id, Role::Finance, Trigger::PayoutPart, Some(minor)).unwrap();
}

/// What may be paid by a trigger: whether it may be sent, and how much.
fn may(desk: &Desk, id: TicketId, trigger: Trigger) -> Option<(bool, Option<i64>)> {
    let all = desk.allowed(id, &Actor::role(Role::Finance)).wait().unwrap();
    let row = all.into_iter().find(|row| row.trigger == trigger);
    row.map(|row| (row.possible, row.at_most.map(|m| m.minor)))
}

#[test]
fn what_may_be_paid_is_what_is_pending() {
    let desk = desk();
    let id = opened(&desk, "A1", "O1", Kind::RefundOnly);
    send(&desk, id, Role::Agent, Trigger::ApproveRefund, None).unwrap();
    assert_eq!(may(&desk, id, Trigger::PayoutSent), Some((true, Some(5_000))));
    assert_eq!(may(&desk, id, Trigger::PayoutPart), Some((true, Some(4_999))));
    for paid in [2_000, 1_000, 1_999] {
        part(&desk, id, paid);
    }
    assert_eq!(may(&desk, id, Trigger::PayoutSent), Some((true, Some(1))));
    assert_eq!(may(&desk, id, Trigger::PayoutPart), Some((false, Some(0))));
    let refused = send(&desk, id, Role::Finance, Trigger::PayoutSent, Some(2)).unwrap_err();
    assert_eq!(refused.context_of("pending"), Some("0.01 CNY"), "{refused:?}");
    send(&desk, id, Role::Finance, Trigger::PayoutSent, None).unwrap();
    let t = ticket(&desk, id);
    assert_eq!((t.headline, t.amounts.refunded), (Headline::Refunded, 5_000));
    let legs: Vec<i64> = t.refund_legs.iter().map(|leg| leg.amount.minor).collect();
    assert_eq!(legs, [2_000, 1_000, 1_999, 1]);
}

/// Of a channel of the host's own, the host says what its platform paid.
#[test]
fn what_a_platform_paid_is_taken_as_it_is() {
    let desk = desk();
    let id = opened(&desk, "A1", "O1", Kind::RefundOnly);
    send(&desk, id, Role::Agent, Trigger::ApproveRefund, None).unwrap();
    send(&desk, id, Role::Platform, Trigger::PayoutSent, Some(6_000)).unwrap();
    assert_eq!(ticket(&desk, id).amounts.refunded, 6_000);
}

/// A talk on which a refund of 40.00 was agreed, and the task of finance for it.
fn owed(desk: &Desk) -> (TicketId, TaskId) {
    let at = desk.engine().now();
    let message = MessageSnapshot {
        external_id: "m1".into(),
        conversation: "talk".into(),
        channel: Channel::Chat,
        sender: Sender::Buyer,
        account: Some(buyer("buyer-1")),
        keys: Vec::new(),
        text: "my money".into(),
        evidence: Vec::new(),
        about: Default::default(),
        issue: None,
        at,
    };
    let told = desk.ingest([fact(at, FactBody::Message(Box::new(message)))]).wait();
    let id = told.unwrap()[0].as_ref().unwrap().ticket.unwrap();
    send(desk, id, Role::Agent, Trigger::ConvertToRefundOnly, None).unwrap();
    send(desk, id, Role::Agent, Trigger::ApproveRefund, Some(4_000)).unwrap();
    (id, *ticket(desk, id).local.tasks.last().unwrap())
}

fn row(desk: &Desk, task: TaskId) -> Task {
    desk.task(task).wait().unwrap().unwrap().item
}

fn moves(desk: &Desk, task: TaskId, trigger: TaskTrigger) {
    let act = task_moves(task, trigger, None, Vec::new());
    desk.act(Actor::role(Role::Finance)).doing(act).wait().unwrap();
}

/// A task of finance is done.
fn done(desk: &Desk, task: TaskId, with: TaskResult, minor: Option<i64>) -> aftersync_core::Result<()> {
    let mut act = task_moves(task, TaskTrigger::Done, None, Vec::new());
    if let Act::MoveTask { result, amount, .. } = &mut act {
        (*result, *amount) = (Some(with), minor.map(Money::cny));
    }
    desk.act(Actor::role(Role::Finance)).doing(act).wait().map(|_| ())
}

#[test]
fn the_task_of_finance_carries_what_is_left() {
    let desk = desk();
    let (id, pay) = owed(&desk);
    let of = |task| (row(&desk, task).state, row(&desk, task).amount.map(|m| m.minor));
    assert_eq!(row(&desk, pay).kind, TaskKind::FinanceRefund);
    assert_eq!(of(pay), (TaskState::Open, Some(4_000)));
    part(&desk, id, 500);
    assert_eq!(of(pay), (TaskState::Open, Some(3_500)), "paid beside it");
    moves(&desk, pay, TaskTrigger::Assign);
    moves(&desk, pay, TaskTrigger::Start);
    let refused = done(&desk, pay, TaskResult::Partial, Some(9_999)).unwrap_err();
    assert_eq!(refused.context_of("pending"), Some("35.00 CNY"), "{refused:?}");
    assert!(done(&desk, pay, TaskResult::Full, Some(9_999)).is_err());
    assert!(done(&desk, pay, TaskResult::Partial, None).is_err(), "how much?");
    assert_eq!(of(pay).0, TaskState::InProgress);
    done(&desk, pay, TaskResult::Partial, Some(1_000)).unwrap();
    assert_eq!(ticket(&desk, id).amounts.pending, 2_500);
    let rest = *ticket(&desk, id).local.tasks.last().unwrap();
    assert_ne!(rest, pay, "what is left is paid by another task");
    assert_eq!(of(rest), (TaskState::Open, Some(2_500)));
    moves(&desk, rest, TaskTrigger::Assign);
    moves(&desk, rest, TaskTrigger::Start);
    done(&desk, rest, TaskResult::Full, None).unwrap();
    let t = ticket(&desk, id);
    assert_eq!(
        (t.headline, t.amounts.refunded, t.amounts.pending),
        (Headline::Refunded, 4_000, 0)
    );
}
