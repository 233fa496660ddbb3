//! Authority is asked for a decision on money, and for nothing else: neither for a ticket whose money was decided on, nor for an
//! inspection of what was agreed.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::decide::Rules;
use aftersync_core::error::ErrorKind;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{Decision, Kind, MoneyState, Role};
use aftersync_core::model::command::{Act, Actor, Details};
use aftersync_core::model::config::Config;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskState, TaskTrigger};
use aftersync_core::model::ids::{AgentId, TaskId, TicketId};
use aftersync_core::model::money::Money;
use aftersync_core::model::selection::Refusal;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::task_config::TaskConfig;
use aftersync_core::model::trigger::Trigger;
use aftersync_core::routing::RouteOverrides;
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{APP, configure, engine, fact, opened, request, task_moves, ticket, work};
use serde_json::json;

use super::agent;

/// One that keeps teams in their order from so many agents on, and gives out inspections.
fn desk(in_order_from: usize) -> Desk {
    let rules = Rules::new(BTreeMap::new(), BTreeMap::new(), [7; 32]).keeping_order_from(in_order_from);
    let (builder, _) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.rules(Arc::new(rules)).build().unwrap().desk("acme");
    let inspection = TaskConfig {
        auto_assign: true,
        group: Some("aftersales".to_owned()),
        ..TaskConfig::new(TaskKind::QcInspection)
    };
    let tasks = vec![inspection];
    configure(
        &desk,
        Config {
            tasks,
            ..Config::default()
        },
    );
    desk
}

fn send(
    desk: &Desk,
    actor: &Actor,
    ticket: TicketId,
    trigger: Trigger,
    amount: Option<i64>,
) -> aftersync_core::Result<()> {
    let details = Details {
        amount: amount.map(Money::cny),
        ..Details::default()
    };
    let act = Act::Move {
        ticket,
        trigger,
        details: Box::new(details),
    };
    desk.act(actor.clone()).doing(act).wait().map(|_| ())
}

fn anybody() -> Actor {
    Actor::role(Role::Agent)
}

fn warehouse() -> Actor {
    Actor::role(Role::Warehouse)
}

fn refused(desk: &Desk, id: TicketId, agent: AgentId) -> Option<Refusal> {
    let told = desk.explain_routing(id).wait().unwrap();
    told.choice
        .refused
        .into_iter()
        .find(|(id, _)| *id == agent)
        .map(|(_, why)| why)
}

fn owner(desk: &Desk, id: TicketId) -> Option<AgentId> {
    ticket(desk, id).assignment.agent
}

/// Whether the whole team is looked at or its order: one who may not approve so much gets no ticket that is to be decided on, and
/// gets it once it was.
#[test]
fn a_ticket_whose_money_was_decided_on_goes_to_anybody() {
    for in_order_from in [1, 100] {
        let desk = desk(in_order_from);
        let small = agent(&desk, "small", Some(1_000));
        let id = opened(&desk, "A1", "O1", Kind::ReturnRefund);
        assert_eq!(owner(&desk, id), None);
        assert_eq!(refused(&desk, id, small), Some(Refusal::Authority));
        send(&desk, &anybody(), id, Trigger::ApproveReturn, None).unwrap();
        work(desk.engine());
        assert_eq!(owner(&desk, id), Some(small), "from {in_order_from}");
        assert_eq!(refused(&desk, id, small), None);
        let asks = |decision: Decision| {
            let attributes = json!({"platform": APP, "kind": "return_refund", "amount": 5_000, "decision": decision});
            let attributes = serde_json::from_value(attributes).unwrap();
            desk.dry_run(attributes, RouteOverrides::default())
                .wait()
                .unwrap()
                .choice
                .agent
        };
        assert_eq!((asks(Decision::None), asks(Decision::Approved)), (None, Some(small)));
        let other = opened(&desk, "A2", "O2", Kind::Complaint);
        assert_eq!(
            refused(&desk, other, small),
            Some(Refusal::Authority),
            "50.00 are asked for"
        );
    }
}

/// The task of an inspection that the desk gave out.
fn inspection(desk: &Desk, id: TicketId) -> TaskId {
    let found = ticket(desk, id).local.tasks.into_iter().rev().find(|task| {
        let row = desk.task(*task).wait().unwrap().unwrap().item;
        row.kind == TaskKind::QcInspection && row.state == TaskState::Assigned
    });
    found.expect("an inspection somebody has")
}

fn inspect(
    desk: &Desk,
    inspector: &Actor,
    task: TaskId,
    result: TaskResult,
    amount: Option<i64>,
) -> aftersync_core::Result<()> {
    let does = |act: Act| desk.act(inspector.clone()).doing(act).wait().map(|_| ());
    if desk.task(task).wait().unwrap().unwrap().item.state == TaskState::Assigned {
        does(task_moves(task, TaskTrigger::Start, None, Vec::new()))?;
    }
    does(Act::MoveTask {
        task,
        trigger: TaskTrigger::Done,
        agent: None,
        reason: None,
        result: Some(result),
        raises: None,
        amount: amount.map(Money::cny),
        lines: Vec::new(),
        form: Default::default(),
        attachments: Vec::new(),
    })
}

#[test]
fn an_inspector_finishes_what_was_approved_whatever_their_authority() {
    for result in [TaskResult::Full, TaskResult::Unchecked] {
        let desk = desk(100);
        let inspector = Actor {
            role: Role::Qc,
            ..Actor::agent(agent(&desk, "small", Some(1_000)))
        };
        let id = opened(&desk, "A1", "O1", Kind::ReturnRefund);
        send(&desk, &anybody(), id, Trigger::ApproveReturn, Some(4_000)).unwrap();
        send(&desk, &warehouse(), id, Trigger::GoodsArrived, None).unwrap();
        let task = inspection(&desk, id);
        let above = inspect(&desk, &inspector, task, result, Some(4_001)).unwrap_err();
        assert_eq!(above.kind(), ErrorKind::Forbidden, "{above:?}");
        let pass = Trigger::InspectPass;
        let most = desk
            .allowed(id, &inspector)
            .wait()
            .unwrap()
            .into_iter()
            .find(|row| row.trigger == pass);
        let most = most.expect("a row");
        assert_eq!((most.possible, most.at_most), (true, Some(Money::cny(4_000))));
        inspect(&desk, &inspector, task, result, None).unwrap();
        let t = ticket(&desk, id);
        assert_eq!((t.axes.money, t.amounts.pending), (MoneyState::Pending, 4_000));
        assert_eq!(desk.replay(id).wait().unwrap(), []);
    }
}

/// A parcel that came before anybody agreed: that it is whole decides on no money.
#[test]
fn an_inspection_before_the_approval_moves_no_money() {
    let desk = desk(100);
    let small = Actor::agent(agent(&desk, "small", Some(1_000)));
    let inspector = Actor {
        role: Role::Qc,
        ..small.clone()
    };
    let at = desk.engine().now();
    opened(&desk, "A0", "O1", Kind::Inquiry);
    let label = ParcelRef {
        number: "SF2000000000001".to_owned(),
        carrier: None,
    };
    let asked = AfterSale {
        return_parcel: Some(label.clone()),
        ..request("A1", "O1", Kind::ReturnRefund, at)
    };
    let parcel = json!({"number": label.number, "state": "delivered", "at": at});
    let facts = [
        fact(at, FactBody::AfterSale(Box::new(asked))),
        fact(at, FactBody::Parcel(Box::new(serde_json::from_value(parcel).unwrap()))),
    ];
    let taken = desk.ingest(facts).wait().unwrap();
    let id = taken[0].as_ref().unwrap().ticket.unwrap();
    let t = ticket(&desk, id);
    assert_eq!(t.axes.decision, Decision::None, "{:?}", t.axes);
    send(&desk, &inspector, id, Trigger::InspectPass, None).unwrap();
    let t = ticket(&desk, id);
    assert_eq!((t.axes.money, t.amounts.approved), (MoneyState::None, 0));
    let alone = send(&desk, &small, id, Trigger::ApproveRefund, None).unwrap_err();
    assert_eq!(alone.kind(), ErrorKind::Forbidden, "{alone:?}");
}
