//! What people do, as words: `desk.act(actor).approve_refund(ticket).amount(money).key("…").await`.
mod work;

use std::collections::BTreeMap;
use std::future::IntoFuture;

use crate::error::Result;
use crate::model::action::ActionVerb;
use crate::model::bot::{HandOffReason, HandedOver};
use crate::model::command::{Act, Actor, Command, Details};
use crate::model::conversation::Channel;
use crate::model::custom::CustomValue;
use crate::model::evidence::Evidence;
use crate::model::handoff::TaskKind;
use crate::model::identity::Given;
use crate::model::ids::{AccountId, AgentId, CustomerId, DecisionId, Platform, SourceId, TaskId, TicketId};
use crate::model::issue::IssueType;
use crate::model::labels::Lang;
use crate::model::money::Money;
use crate::model::shipment::ParcelRef;
use crate::model::ticket::LineOutcome;
use crate::model::trigger::Trigger;

use super::desk::{Applied, Desk};
use super::later::Later;

/// Somebody about to do something.
#[derive(Clone, Debug)]
pub struct Acting {
    desk: Desk,
    actor: Actor,
}

macro_rules! moves {
    ($($(#[$doc:meta])* $name:ident => $trigger:ident,)+) => {$(
        $(#[$doc])*
        pub fn $name(&self, ticket: TicketId) -> Doing {
            self.trigger(ticket, Trigger::$trigger)
        }
    )+};
}

impl Acting {
    pub(crate) fn new(desk: Desk, actor: Actor) -> Self {
        Self { desk, actor }
    }

    moves! {
        /// Agree to pay back without goods coming back. Takes an [`amount`](Doing::amount); without one, what was asked for.
        approve_refund => ApproveRefund,
        /// Agree that goods come back.
        approve_return => ApproveReturn,
        /// Agree to exchange.
        approve_exchange => ApproveExchange,
        /// Agree to repair.
        approve_repair => ApproveRepair,
        /// Agree to send again.
        approve_resend => ApproveResend,
        /// Pay what was bought too dear.
        refund_difference => RefundDifference,
        /// Pay goodwill. Takes an [`amount`](Doing::amount) and a [`payout`](Doing::payout) number; what is only proposed is
        /// a [`draft`](Doing::draft).
        compensate => Compensate,
        /// The goods are in the warehouse.
        goods_arrived => GoodsArrived,
        /// Some of the goods are in the warehouse; say which with [`lines`](Doing::lines).
        goods_arrived_part => GoodsArrivedPart,
        /// The goods are fine.
        inspect_pass => InspectPass,
        /// The goods are not fine.
        inspect_fail => InspectFail,
        /// Some of the goods are fine; say which with [`lines`](Doing::lines).
        inspect_partial => InspectPartial,
        /// The repair is done.
        repair_done => RepairDone,
        /// It cannot be repaired.
        unrepairable => Unrepairable,
        /// Hand in evidence for an arbitration.
        submit_evidence => SubmitEvidence,
        /// Nothing is left to do.
        close => Close,
        /// It is not over after all.
        reopen => Reopen,
    }

    /// Refuse the request, with the platform's reason code where it has one, and words to the buyer.
    pub fn reject(&self, ticket: TicketId, reason_code: impl Into<String>, text: impl Into<String>) -> Doing {
        self.trigger(ticket, Trigger::Reject).reason(reason_code).text(text)
    }
    /// Ask the buyer for something.
    pub fn ask_buyer(&self, ticket: TicketId, text: impl Into<String>) -> Doing {
        self.trigger(ticket, Trigger::AskBuyer).text(text)
    }
    /// Answer what the buyer asked, which settles an inquiry.
    pub fn answer(&self, ticket: TicketId, text: impl Into<String>) -> Doing {
        self.trigger(ticket, Trigger::Answer).text(text)
    }
    /// The replacement is on its way in this parcel.
    pub fn replacement_shipped(&self, ticket: TicketId, parcel: ParcelRef) -> Doing {
        self.trigger(ticket, Trigger::ReplacementShipped).parcel(parcel)
    }
    /// Any other move of the lifecycle.
    pub fn trigger(&self, ticket: TicketId, trigger: Trigger) -> Doing {
        let details = Box::default();
        self.doing(Act::Move {
            ticket,
            trigger,
            details,
        })
    }

    /// Write to the buyer through the best channel there is; choose one with [`through`](Doing::through).
    pub fn reply(&self, ticket: TicketId, text: impl Into<String>) -> Doing {
        let text = text.into();
        self.doing(Act::Reply {
            ticket,
            text,
            template: None,
            lang: None,
            channel: None,
            confidence: None,
        })
    }
    /// Write to the buyer with a template of the configuration; choose its language with [`lang`](Doing::lang).
    pub fn reply_with(&self, ticket: TicketId, template: impl Into<String>) -> Doing {
        self.doing(Act::Reply {
            ticket,
            text: String::new(),
            template: Some(template.into()),
            lang: None,
            channel: None,
            confidence: None,
        })
    }
    /// Hand a bot's ticket over to a person; go on with [`left`](Doing::left).
    pub fn hand_off(&self, ticket: TicketId, reason: HandOffReason) -> Doing {
        let left = Box::default();
        self.doing(Act::HandOff { ticket, reason, left })
    }
    /// Tell the platform something that moves nothing here: one of [`ActionVerb::ASIDES`].
    pub fn tell(&self, ticket: TicketId, verb: ActionVerb) -> Doing {
        let details = Box::default();
        self.doing(Act::Tell { ticket, verb, details })
    }
    /// Leave a note for colleagues; go on with [`mention`](Doing::mention).
    pub fn note(&self, ticket: TicketId, text: impl Into<String>) -> Doing {
        let text = text.into();
        let mentions = Default::default();
        self.doing(Act::Note { ticket, text, mentions })
    }
    /// Give a ticket to an agent.
    pub fn assign(&self, ticket: TicketId, agent: AgentId) -> Doing {
        let agent = Some(agent);
        self.doing(Act::Assign { ticket, agent })
    }
    /// Give a ticket back to its queue.
    pub fn release(&self, ticket: TicketId) -> Doing {
        self.doing(Act::Assign { ticket, agent: None })
    }
    /// Put a ticket into another queue.
    pub fn transfer(&self, ticket: TicketId, queue: impl Into<String>) -> Doing {
        let queue = queue.into();
        self.doing(Act::Transfer { ticket, queue })
    }
    /// Make two tickets one: `from` becomes part of `into`.
    pub fn merge(&self, into: TicketId, from: TicketId) -> Doing {
        self.doing(Act::Merge { into, from })
    }
    /// Take sources out of a ticket into one of their own.
    pub fn split(&self, ticket: TicketId, sources: impl IntoIterator<Item = SourceId>) -> Doing {
        let sources = sources.into_iter().collect();
        self.doing(Act::Split { ticket, sources })
    }
    /// These two customers are one person; `decision` of the answer takes it back.
    pub fn merge_customers(&self, one: CustomerId, other: CustomerId) -> Doing {
        self.doing(Act::MergeCustomers { one, other })
    }
    /// These accounts of a customer are another person than its others.
    pub fn split_customer(&self, customer: CustomerId, accounts: impl IntoIterator<Item = AccountId>) -> Doing {
        let accounts = accounts.into_iter().collect();
        self.doing(Act::SplitCustomer { customer, accounts })
    }
    /// Takes back what was decided about who is who.
    pub fn undo_decision(&self, decision: DecisionId) -> Doing {
        self.doing(Act::UndoDecision { decision })
    }
    /// A value names nobody, or counts again. Kind `phone` stands for a phone.
    pub fn block_value(&self, value: Given, blocked: bool) -> Doing {
        self.doing(Act::BlockValue { value, blocked })
    }
    /// Fold a ticket anew, where [`replay`](Desk::replay) finds it deviating. What follows from the difference follows: events,
    /// notices, money, counters. Where a row was damaged, counters go on from the damaged one: count them anew afterwards
    /// with [`rebuild_counters`](Desk::rebuild_counters).
    pub fn refold(&self, ticket: TicketId) -> Doing {
        self.doing(Act::Refold { ticket })
    }
    /// Change what people keep on a ticket: go on with [`tag`](Doing::tag), [`untag`](Doing::untag),
    /// [`custom`](Doing::custom), [`issue`](Doing::issue), [`band`](Doing::band), [`evidence`](Doing::evidence).
    pub fn edit(&self, ticket: TicketId) -> Doing {
        self.doing(Act::Edit {
            ticket,
            add_tags: Vec::new(),
            remove_tags: Vec::new(),
            custom: BTreeMap::new(),
            issue: None,
            band: None,
            evidence: Vec::new(),
        })
    }
    /// Ask for a move that promises more money than one may decide on alone; its details follow as with any move.
    pub fn ask_approval(&self, ticket: TicketId, trigger: Trigger) -> Doing {
        self.doing(Act::AskApproval {
            ticket,
            trigger,
            details: Box::default(),
        })
    }
    /// Let an agent hear of a ticket.
    pub fn watch(&self, ticket: TicketId, agent: AgentId) -> Doing {
        self.doing(Act::Watch { ticket, agent })
    }
    /// Let an agent hear of it no longer.
    pub fn unwatch(&self, ticket: TicketId, agent: AgentId) -> Doing {
        self.doing(Act::Unwatch { ticket, agent })
    }
    /// Open an internal task for a group.
    pub fn open_task(
        &self,
        ticket: TicketId,
        kind: TaskKind,
        group: impl Into<String>,
        after: impl IntoIterator<Item = TaskId>,
    ) -> Doing {
        self.doing(Act::OpenTask {
            ticket,
            kind,
            group: group.into(),
            after: after.into_iter().collect(),
        })
    }
    /// Anything else that can be commanded.
    pub fn doing(&self, act: Act) -> Doing {
        Doing {
            desk: self.desk.clone(),
            command: Command {
                key: None,
                expect: None,
                actor: self.actor.clone(),
                act,
            },
        }
    }
}

/// Something about to be done: add what goes with it, then `.await` it or [`wait`](Self::wait) for it. What an act has no
/// place for is left out.
#[derive(Clone, Debug)]
#[must_use = "nothing is done until it is awaited or waited for"]
pub struct Doing {
    desk: Desk,
    command: Command,
}

impl Doing {
    /// With this idempotency key: the same key is applied once, and answered the same way again.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.command.key = Some(key.into());
        self
    }
    /// Only if the ticket is still at the version it was decided on.
    pub fn expect(mut self, version: i64) -> Self {
        self.command.expect = Some(version);
        self
    }
    /// How much.
    pub fn amount(mut self, money: Money) -> Self {
        if let Act::MoveTask { amount, .. } = &mut self.command.act {
            *amount = Some(money);
        }
        self.with(|d| d.amount = Some(money))
    }
    /// For which reason, in the platform's codes; in words where a task is blocked or failed.
    pub fn reason(mut self, code: impl Into<String>) -> Self {
        let code = Some(code.into()).filter(|code| !code.is_empty());
        if let Act::MoveTask { reason, .. } = &mut self.command.act {
            reason.clone_from(&code);
        }
        self.with(|d| d.reason_code = code)
    }
    /// With these words to the buyer.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.with(|d| d.text = Some(text.into()).filter(|text| !text.is_empty()))
    }
    /// About this parcel.
    pub fn parcel(self, parcel: ParcelRef) -> Self {
        self.with(|d| d.parcel = Some(parcel))
    }
    /// With these pieces per line.
    pub fn lines(mut self, of: impl IntoIterator<Item = LineOutcome>) -> Self {
        let of: Vec<LineOutcome> = of.into_iter().collect();
        if let Act::MoveTask { lines, .. } = &mut self.command.act {
            lines.clone_from(&of);
        }
        self.with(|d| d.lines = of)
    }
    /// To the platform's return address with this id.
    pub fn address(self, address: impl Into<String>) -> Self {
        self.with(|d| d.address = Some(address.into()))
    }
    /// Out of goodwill, even above what was paid.
    pub fn goodwill(self) -> Self {
        self.with(|d| d.goodwill = true)
    }
    /// Under this payout number: a second payout with it is refused.
    pub fn payout(self, number: impl Into<String>) -> Self {
        self.with(|d| d.payout = Some(number.into()))
    }
    /// Noted down only, for somebody to ask for with the same payout number; with an amount of 0 the draft is withdrawn.
    pub fn draft(self) -> Self {
        self.with(|d| d.draft = true)
    }
    /// With this evidence.
    pub fn evidence(mut self, item: Evidence) -> Self {
        match &mut self.command.act {
            Act::Edit { evidence, .. } => evidence.push(item),
            Act::MoveTask { attachments, .. } => attachments.push(item),
            Act::Move { details, .. } => details.evidence.push(item),
            Act::Tell { details, .. } => details.evidence.push(item),
            _ => {}
        }
        self
    }
    /// Through this channel.
    pub fn through(mut self, platform: impl Into<Platform>, by: Channel) -> Self {
        if let Act::Reply { channel, .. } = &mut self.command.act {
            *channel = Some((platform.into(), by));
        }
        self
    }
    /// In this language: said of a reply by a template.
    pub fn lang(mut self, of: Lang) -> Self {
        if let Act::Reply { lang, .. } = &mut self.command.act {
            *lang = Some(of);
        }
        self
    }
    /// So sure of it, in percent: said of a bot's reply.
    pub fn confidence(mut self, percent: u8) -> Self {
        if let Act::Reply { confidence, .. } = &mut self.command.act {
            *confidence = Some(percent);
        }
        self
    }
    /// For this colleague: an event tells the host so.
    pub fn mention(mut self, agent: AgentId) -> Self {
        if let Act::Note { mentions, .. } = &mut self.command.act {
            mentions.insert(agent);
        }
        self
    }
    /// Leaving this to the person who has it next.
    pub fn left(mut self, what: HandedOver) -> Self {
        if let Act::HandOff { left, .. } = &mut self.command.act {
            **left = what;
        }
        self
    }
    /// With this tag.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        if let Act::Edit { add_tags, .. } = &mut self.command.act {
            add_tags.push(tag.into());
        }
        self
    }
    /// Without this tag.
    pub fn untag(mut self, tag: impl Into<String>) -> Self {
        if let Act::Edit { remove_tags, .. } = &mut self.command.act {
            remove_tags.push(tag.into());
        }
        self
    }
    /// With this value in one of the merchant's own fields.
    pub fn custom(mut self, name: impl Into<String>, value: CustomValue) -> Self {
        if let Act::Edit { custom, .. } = &mut self.command.act {
            custom.insert(name.into(), value);
        }
        self
    }
    /// With this problem.
    pub fn issue(mut self, of: IssueType) -> Self {
        if let Act::Edit { issue, .. } = &mut self.command.act {
            *issue = Some(of);
        }
        self
    }
    /// With this priority, 0 (now) to 4.
    pub fn band(mut self, to: u8) -> Self {
        if let Act::Edit { band, .. } = &mut self.command.act {
            *band = Some(to);
        }
        self
    }

    /// The command as it stands, to keep or to send elsewhere.
    pub fn command(&self) -> &Command {
        &self.command
    }
    /// Hands it in.
    pub fn apply(self) -> Later<Applied> {
        self.desk.execute(self.command)
    }
    /// Hands it in and blocks until it is answered.
    ///
    /// # Errors
    /// Those of [`Desk::execute`].
    pub fn wait(self) -> Result<Applied> {
        self.apply().wait()
    }

    fn with(mut self, set: impl FnOnce(&mut Details)) -> Self {
        match &mut self.command.act {
            Act::Move { details, .. } | Act::AskApproval { details, .. } => set(details),
            Act::Tell { details, .. } => set(details),
            _ => {}
        }
        self
    }
}

impl IntoFuture for Doing {
    type Output = Result<Applied>;
    type IntoFuture = Later<Applied>;

    fn into_future(self) -> Later<Applied> {
        self.apply()
    }
}
