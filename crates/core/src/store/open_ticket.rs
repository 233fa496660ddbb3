//! The open values of a ticket, read again: a list of tickets needs nothing else.
use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::model::axes::{Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, WaitingOn};
use crate::model::ids::{AccountId, AgentId, OrderId, Platform, QueueId, ShopId, ShowId, TicketId};
use crate::model::issue::IssueType;
use crate::model::money::Currency;
use crate::model::number::TicketNumber;
use crate::model::ticket::{Amounts, Ticket};
use crate::model::ticket_row::TicketRow;
use crate::model::time::Timestamp;

use super::open;
use super::row::Record;

/// The open values of a ticket, in the order of [`open::TICKET`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct OpenTicket {
    number: TicketNumber,
    pub kind: Kind,
    pub headline: Headline,
    waiting_on: WaitingOn,
    is_open: u8,
    goods: Goods,
    money: MoneyState,
    replacement: ReplacementState,
    dispute: DisputeState,
    decision: Decision,
    pub issue: IssueType,
    reason_code: Option<String>,
    pub platform: Platform,
    pub shop: ShopId,
    order: Option<OrderId>,
    pub account: Option<AccountId>,
    pub show: Option<ShowId>,
    pub host: Option<String>,
    band: u8,
    pub queue: Option<QueueId>,
    pub agent: Option<AgentId>,
    currency: Currency,
    requested: i64,
    approved: i64,
    pending: i64,
    refunded: i64,
    compensation: i64,
    lines: u32,
    sources: u32,
    episode: u32,
    pub opened_at: Timestamp,
    changed_at: Timestamp,
    ended_at: Option<Timestamp>,
    platform_deadline: Option<Timestamp>,
    pub merged_into: Option<TicketId>,
    pub tags: BTreeSet<String>,
    due_at: Option<Timestamp>,
    flags: BTreeSet<String>,
}

impl OpenTicket {
    /// `None` for values that another release wrote, with more or fewer of them: the row itself has to be read then.
    pub fn read(values: &str) -> Option<Self> {
        crate::json::read_listed(values).ok()
    }

    pub fn of(ticket: &Ticket) -> Result<Self> {
        let values = open::values(&ticket.clone().wrap());
        let read = values.as_deref().and_then(Self::read);
        read.ok_or_else(|| Error::internal("what is shown of a ticket cannot be read").during("query.rows"))
    }

    pub fn is_open(&self) -> bool {
        self.is_open != 0
    }

    pub fn row(self, id: TicketId, version: i64) -> TicketRow {
        TicketRow {
            id,
            version,
            open: self.is_open(),
            number: self.number,
            kind: self.kind,
            headline: self.headline,
            waiting_on: self.waiting_on,
            goods: self.goods,
            money: self.money,
            replacement: self.replacement,
            dispute: self.dispute,
            decision: self.decision,
            issue: self.issue,
            reason_code: self.reason_code,
            platform: self.platform,
            shop: self.shop,
            order: self.order,
            account: self.account,
            show: self.show,
            host: self.host,
            band: self.band,
            queue: self.queue,
            agent: self.agent,
            currency: self.currency,
            amounts: Amounts {
                requested: self.requested,
                approved: self.approved,
                pending: self.pending,
                refunded: self.refunded,
                compensation: self.compensation,
            },
            lines: self.lines,
            sources: self.sources,
            episode: self.episode,
            opened_at: self.opened_at,
            changed_at: self.changed_at,
            ended_at: self.ended_at,
            due_at: self.due_at,
            platform_deadline: self.platform_deadline,
            flags: self.flags,
            tags: self.tags,
        }
    }
}

/// What a list shows of a ticket that was written in a commit.
///
/// # Errors
/// `Internal` when what is shown of it cannot be read.
pub fn row(ticket: &Ticket, version: i64) -> Result<TicketRow> {
    Ok(OpenTicket::of(ticket)?.row(ticket.id, version))
}
