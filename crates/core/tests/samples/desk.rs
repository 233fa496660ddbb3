//! Facts, commands, and what a buyer sees.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::action::ActionVerb;
use aftersync_core::model::agent::Presence;
use aftersync_core::model::axes::{Headline, Role};
use aftersync_core::model::bot::HandOffReason;
use aftersync_core::model::command::{Act, Actor, Belongings, Command, Details};
use aftersync_core::model::conversation::Channel;
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::handoff::{TaskKind, TaskResult, TaskTrigger};
use aftersync_core::model::ids::{
    AccountId, AgentId, CustomerId, DecisionId, DeviceId, JobId, ListingId, MessageId, OrderId, ProductId,
    QuarantineId, SourceId, TaskId, TicketId,
};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::labels::Lang;
use aftersync_core::model::notice::Notice;
use aftersync_core::model::number::TicketNumber;
use aftersync_core::model::shipment::{Direction, ParcelState};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::model::view::{BuyerNotice, BuyerParcel, BuyerView, Step};

use super::chat::{attested_key, given, message_snapshot};
use super::settings::config;
use super::ticket::{after_sale, line_outcome};
use super::trade::{account_ref, custom, evidence, order_snapshot, parcel_ref, parcel_snapshot, product, show};
use super::work::{agent, payload};
use super::{at, cny, platform, shop, text, uid};

/// One fact of every kind.
pub fn fact_bodies() -> Vec<FactBody> {
    vec![
        FactBody::AfterSale(Box::new(after_sale())),
        FactBody::Order(Box::new(order_snapshot())),
        FactBody::Message(Box::new(message_snapshot())),
        FactBody::Parcel(Box::new(parcel_snapshot())),
        FactBody::Show(Box::new(show())),
        FactBody::Contact {
            account: account_ref(),
            keys: vec![attested_key()],
        },
        FactBody::Unknown {
            object: "invoice".into(),
            external_id: text("inv-1"),
            raw: "9".into(),
        },
    ]
}

pub fn fact() -> Fact {
    Fact {
        platform: platform(),
        shop: shop(),
        revision: 1_760_000_000,
        occurred_at: at(5),
        body: FactBody::AfterSale(Box::new(after_sale())),
        raw: Some(payload()),
    }
}

pub fn actor() -> Actor {
    Actor {
        role: Role::Agent,
        agent: Some(AgentId(uid(22))),
    }
}

pub fn details() -> Details {
    Details {
        amount: Some(cny(6_400)),
        reason_code: text("22"),
        text: text("请先寄回商品，林小姐"),
        parcel: Some(parcel_ref()),
        lines: vec![line_outcome()],
        evidence: vec![evidence()],
        address: text("addr-4"),
        goodwill: true,
        payout: text("pay-1"),
        draft: true,
    }
}

/// One of every kind of command.
pub fn acts() -> Vec<Act> {
    [acts_on_tickets(), acts_on_tasks(), acts_on_the_desk()].concat()
}

fn acts_on_tickets() -> Vec<Act> {
    let ticket = TicketId(uid(20));
    vec![
        Act::Move {
            ticket,
            trigger: Trigger::Reject,
            details: Box::new(details()),
        },
        Act::Reply {
            ticket,
            text: "林小姐您好".into(),
            template: Some("late parcel".into()),
            lang: Some(Lang::En),
            channel: Some((platform(), Channel::Chat)),
            confidence: Some(80),
        },
        Act::HandOff {
            ticket,
            reason: HandOffReason::AskedHuman,
            left: Box::new(super::ticket::handed_over()),
        },
        Act::Note {
            ticket,
            text: "she called twice".into(),
            mentions: BTreeSet::from([AgentId(uid(22))]),
        },
        Act::Watch {
            ticket,
            agent: AgentId(uid(22)),
        },
        Act::Unwatch {
            ticket,
            agent: AgentId(uid(22)),
        },
        Act::Assign {
            ticket,
            agent: Some(AgentId(uid(22))),
        },
        Act::AcceptOffer {
            ticket,
            agent: AgentId(uid(22)),
        },
        Act::HoldOffer {
            ticket,
            agent: AgentId(uid(22)),
        },
        Act::AskApproval {
            ticket,
            trigger: Trigger::ApproveRefund,
            details: Box::new(details()),
        },
        Act::RejectOffer {
            ticket,
            agent: AgentId(uid(22)),
        },
        Act::Transfer {
            ticket,
            queue: "refunds".into(),
        },
        Act::Edit {
            ticket,
            add_tags: vec!["vip".into()],
            remove_tags: vec!["new".into()],
            custom: custom(),
            issue: Some(IssueType::QualityDefect),
            band: Some(1),
            evidence: vec![evidence()],
        },
        Act::Merge {
            into: ticket,
            from: TicketId(uid(25)),
        },
        Act::Split {
            ticket,
            sources: vec![SourceId(uid(5))],
        },
        Act::Refold { ticket },
    ]
}

fn acts_on_tasks() -> Vec<Act> {
    vec![
        Act::OpenTask {
            ticket: TicketId(uid(20)),
            kind: TaskKind::QcInspection,
            group: "warehouse".into(),
            after: vec![TaskId(uid(31))],
        },
        Act::MoveTask {
            task: TaskId(uid(26)),
            trigger: TaskTrigger::Fail,
            agent: Some(AgentId(uid(22))),
            reason: text("the parcel was empty"),
            result: Some(TaskResult::Failed),
            raises: Some(Trigger::InspectFail),
            amount: Some(cny(6_400)),
            lines: vec![line_outcome()],
            form: BTreeMap::from([("colour".into(), CustomValue::Text("red".into()))]),
            attachments: vec![evidence()],
        },
    ]
}

fn acts_on_the_desk() -> Vec<Act> {
    vec![
        Act::Tell {
            ticket: TicketId(uid(8)),
            verb: ActionVerb::AddRemark,
            details: Box::new(Details {
                text: text("the buyer called"),
                ..Details::default()
            }),
        },
        Act::Configure {
            config: Box::new(config()),
        },
        Act::PutAgent {
            agent: Box::new(agent()),
        },
        Act::RemoveAgent {
            agent: AgentId(uid(22)),
        },
        Act::SetPresence {
            agent: AgentId(uid(22)),
            presence: Presence::Away,
            leased: true,
        },
        Act::Heartbeat {
            agent: AgentId(uid(22)),
        },
        Act::RegisterDevice {
            device: DeviceId(uid(40)),
            agent: AgentId(uid(22)),
        },
        Act::RevokeDevice {
            device: DeviceId(uid(40)),
        },
        Act::PutProduct {
            product: Box::new(product()),
        },
        Act::SetStock {
            levels: vec![super::work::stock_count()],
        },
        Act::JoinListing {
            listing: ListingId(uid(6)),
            product: ProductId(uid(1)),
        },
        Act::EditCustomer {
            customer: CustomerId(uid(13)),
            custom: BTreeMap::from([("level".into(), CustomValue::Text("gold".into()))]),
            add_tags: vec!["vip".into()],
        },
        Act::MergeCustomers {
            one: CustomerId(uid(13)),
            other: CustomerId(uid(16)),
        },
        Act::SplitCustomer {
            customer: CustomerId(uid(13)),
            accounts: BTreeSet::from([AccountId(uid(3))]),
        },
        Act::UndoDecision {
            decision: DecisionId(uid(24)),
        },
        Act::BlockValue {
            value: given(),
            blocked: true,
        },
        Act::EditLine {
            order: OrderId(uid(4)),
            line: "6911".into(),
            custom: BTreeMap::from([("gift".into(), CustomValue::Flag(true))]),
        },
        Act::Forget {
            customer: CustomerId(uid(13)),
            force: true,
            found: Box::default(),
        },
        Act::Redrive { job: JobId(uid(24)) },
        Act::Drop { job: JobId(uid(24)) },
        Act::Release {
            quarantine: QuarantineId(uid(32)),
        },
    ]
}

pub fn command() -> Command {
    Command {
        key: text("click-1"),
        expect: Some(12),
        actor: actor(),
        act: Act::Note {
            ticket: TicketId(uid(20)),
            text: "she called twice".into(),
            mentions: BTreeSet::from([AgentId(uid(22))]),
        },
    }
}

pub fn step() -> Step {
    Step {
        label: "退货运输中".into(),
        done: true,
        current: true,
    }
}

pub fn buyer_parcel() -> BuyerParcel {
    BuyerParcel {
        direction: Direction::Return,
        tracking: "SF1234567890".into(),
        carrier: text("shunfeng"),
        state: Some(ParcelState::InTransit),
    }
}

pub fn buyer_notice() -> BuyerNotice {
    BuyerNotice {
        notice: Notice::N7,
        label: "退货已寄出".into(),
    }
}

pub fn buyer_view() -> BuyerView {
    BuyerView {
        number: TicketNumber::from_sequence(33),
        headline: Headline::ReturnInTransit,
        headline_label: "退货运输中".into(),
        progress: vec![step()],
        next_step: "收到退货后我们会验货".into(),
        promised_by: Some(at(400)),
        amount: Some(cny(6_400)),
        parcels: vec![buyer_parcel()],
        notices: vec![buyer_notice()],
    }
}

pub fn belongings() -> Belongings {
    Belongings {
        tickets: [TicketId(uid(1))].into(),
        orders: [OrderId(uid(2))].into(),
        messages: [MessageId(uid(6))].into(),
        jobs: [JobId(uid(24))].into(),
    }
}
