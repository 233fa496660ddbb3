//! Jobs, actions, tasks, agents, and what is kept beside them.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::engine::agents::AgentView;
use aftersync_core::error::{ErrorKind, ErrorRecord, Phase, Retry, Upstream};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::agent::{Agent, AgentKind, OverCapacity, Presence, Roster};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::custom::{CustomMoney, CustomValue};
use aftersync_core::model::device::Device;
use aftersync_core::model::fact::Payload;
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskState};
use aftersync_core::model::ids::{
    AgentId, ConversationId, DecisionId, DeviceId, JobId, MessageId, ProductId, QuarantineId, QueueId, ShopKey, ShowId,
    TaskId, TicketId,
};
use aftersync_core::model::job::{Job, JobBody, JobState};
use aftersync_core::model::money::Currency;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::quarantine::Quarantine;
use aftersync_core::model::stock::{Stock, StockCount};
use aftersync_core::model::task::{AskedMove, Task, TaskWait};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::store::{Raw, Receipt, Sequence, Step};

use super::ticket::line_outcome;
use super::trade::{evidence, object_ref, parcel_ref};
use super::{at, cny, platform, shop, text, uid};

pub fn action() -> Action {
    Action {
        dispute: text("7001_1"),
        verb: ActionVerb::Reject,
        object: object_ref(),
        raw_type: text("0"),
        raw_status: text("6"),
        version_token: text("1760000000"),
        revision: Some(1_760_000_000),
        amount: Some(cny(6_400)),
        reason_code: text("22"),
        text: text("请先寄回商品，林小姐"),
        address: text("addr-4"),
        parcel: Some(parcel_ref()),
        evidence: vec![evidence()],
        at: Some(at(9)),
        order: text("6900001"),
    }
}

/// One of every kind of work.
pub fn job_bodies() -> Vec<JobBody> {
    let ticket = TicketId(uid(20));
    vec![
        JobBody::Refetch {
            object: object_ref(),
            claimed: Some(1_760_000_000),
            stale: 2,
        },
        JobBody::Action {
            ticket,
            episode: 2,
            action: Box::new(action()),
            entry: at(9),
        },
        JobBody::Notify {
            ticket,
            episode: 2,
            notice: Notice::N4,
        },
        JobBody::Reply {
            ticket,
            channel: Channel::Chat,
            platform: platform(),
            shop: shop(),
            conversation: Some(ConversationId(uid(11))),
            message: MessageId(uid(10)),
        },
        JobBody::Poll {
            platform: platform(),
            shop: shop(),
        },
        JobBody::Token {
            platform: platform(),
            shop: shop(),
        },
        JobBody::Timer { ticket },
        JobBody::TaskTimer { task: TaskId(uid(26)) },
        JobBody::Drain {
            queue: QueueId(uid(21)),
        },
        JobBody::DrainTasks {
            group: "warehouse".into(),
        },
        JobBody::Vacate {
            agent: AgentId(uid(22)),
        },
        JobBody::Attend {
            agent: AgentId(uid(22)),
        },
        JobBody::Attribute {
            show: ShowId(uid(2)),
            formerly: vec![(ShopKey(uid(3)), at(1), at(2))],
        },
        JobBody::Reapply,
    ]
}

pub fn job_states() -> Vec<JobState> {
    vec![
        JobState::Waiting,
        JobState::Leased(uid(30)),
        JobState::InDoubt,
        JobState::Dead,
    ]
}

/// A job of every kind of work.
pub fn jobs() -> Vec<Job> {
    job_bodies().into_iter().map(job_of).collect()
}

fn job_of(body: JobBody) -> Job {
    Job {
        id: JobId(uid(24)),
        body,
        run_at: at(12),
        attempt: 3,
        state: JobState::Leased(uid(30)),
        again: true,
        doubt: true,
        failure: text("the platform cannot be reached"),
        place: text("7.0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a14"),
        created_at: at(9),
    }
}

pub fn task() -> Task {
    Task {
        id: TaskId(uid(26)),
        ticket: TicketId(uid(20)),
        kind: TaskKind::QcInspection,
        state: TaskState::Failed,
        group: "warehouse".into(),
        agent: Some(AgentId(uid(22))),
        after: vec![TaskId(uid(31))],
        blocks_close: true,
        band: 1,
        own_band: 3,
        raised: Some(1),
        also: BTreeSet::from(["bench".into()]),
        wait: task_wait(),
        warn_at: Some(at(160)),
        due_at: Some(at(200)),
        overdue: true,
        rungs: BTreeSet::from(["soon".into()]),
        auto_assign: true,
        weight: 10,
        declined: BTreeSet::from([AgentId(uid(27))]),
        amount: Some(cny(6_400)),
        not_by: BTreeSet::from([AgentId(uid(28))]),
        attempt: 2,
        reason: text("the parcel was empty"),
        result: Some(TaskResult::Partial),
        lines: vec![line_outcome()],
        form: BTreeMap::from([
            ("colour".into(), CustomValue::Text("red".into())),
            ("cost".into(), CustomValue::Money(CustomMoney(cny(1_250)))),
            ("pieces".into(), CustomValue::Integer(12)),
            ("whole".into(), CustomValue::Flag(true)),
        ]),
        approves: Some(Box::new(asked_move())),
        attachments: vec![evidence()],
        opened_at: at(20),
        ended_at: Some(at(100)),
    }
}

pub fn asked_move() -> AskedMove {
    AskedMove {
        trigger: Trigger::ApproveRefund,
        amount: cny(5_000),
        reason_code: text("R1"),
        lines: vec![line_outcome()],
        address: text("addr-1"),
        goodwill: true,
        by: Some(AgentId(uid(22))),
    }
}

pub fn task_wait() -> TaskWait {
    TaskWait {
        since: Some(at(21)),
        taken_at: Some(at(22)),
        held_ms: 3_000,
        held_late_ms: 1_000,
        step: 1,
        unstaffed: true,
    }
}

pub fn agent() -> Agent {
    Agent {
        id: AgentId(uid(22)),
        external_id: "mei@merchant.example".into(),
        name: "Mei".into(),
        kind: AgentKind::Bot,
        groups: BTreeSet::from(["refunds".into()]),
        skills: BTreeMap::from([("english".into(), 4)]),
        capacity: 120,
        per_platform: BTreeMap::from([("phone".into(), 1)]),
        per_channel: BTreeMap::from([(Channel::Call, 1)]),
        scope: BTreeMap::from([("douyin".into(), BTreeSet::from(["880011".into()]))]),
        authority: Some(cny(50_000)),
        actions: Some(BTreeSet::from(["reply".into()])),
        presence: Presence::Online,
        leased: true,
        shift: Some("day".into()),
    }
}

pub fn agent_view() -> AgentView {
    AgentView {
        agent: agent(),
        load: 35,
        tickets: 2,
        off_shift: true,
    }
}

pub fn device() -> Device {
    Device {
        id: DeviceId(uid(40)),
        agent: AgentId(uid(22)),
        registered_at: at(0),
        revoked_at: Some(at(9)),
    }
}

pub fn stock() -> Stock {
    Stock {
        product: ProductId(uid(1)),
        on_hand: 4,
        counted_at: at(5),
    }
}

pub fn stock_count() -> StockCount {
    StockCount {
        code: "CUP-1".into(),
        on_hand: 4,
    }
}

pub fn over_capacity() -> OverCapacity {
    OverCapacity {
        agent: AgentId(uid(22)),
        load: 120,
        capacity: 100,
    }
}

pub fn roster() -> Roster {
    Roster {
        agents: BTreeSet::from([AgentId(uid(22))]),
    }
}

pub fn payload() -> Payload {
    Payload("{\"phone\":\"138****0000\"}".into())
}

pub fn quarantine() -> Quarantine {
    Quarantine {
        id: QuarantineId(uid(32)),
        platform: platform(),
        shop: Some(shop()),
        from: "webhook".into(),
        reason: "the body is not JSON".into(),
        payload: payload(),
        hex: true,
        at: at(3),
        times: 2,
    }
}

pub fn raw() -> Raw {
    Raw {
        object: object_ref(),
        payload: payload(),
        received_at: at(6),
    }
}

pub fn receipt() -> Receipt {
    Receipt {
        command: "approve_return".into(),
        content: 7,
        ticket: Some(TicketId(uid(20))),
        on: 12,
        decision: Some(DecisionId(uid(24))),
        at: at(9),
        step: Some(Step { found: 3, left: 4 }),
        refused: Some(Box::new(error_record())),
    }
}

pub fn sequence() -> Sequence {
    Sequence { tickets: 33 }
}

pub fn counter() -> CounterId {
    CounterId {
        grain: Grain::Day,
        period: 20_370,
        dim: Dim::ProductIssue,
        member: "sku-11|damaged".into(),
        metric: Metric::RefundMinor,
        currency: Some(Currency::CNY),
    }
}

pub fn upstream() -> Upstream {
    Upstream {
        status: Some(400),
        code: text("50002/isv.business-failed"),
        message: text("the after-sale has moved on"),
        request_id: text("req-1"),
    }
}

pub fn error_record() -> ErrorRecord {
    ErrorRecord {
        kind: ErrorKind::Conflict,
        retry: Retry::After(2_000),
        phase: Phase::Answered,
        operation: "douyin.reject".into(),
        message: "the after-sale has moved on".into(),
        context: vec![("object".into(), "as-9001".into())],
        upstream: Some(upstream()),
        hint: text("read it again"),
    }
}
