//! Counters: what dashboards read. Rows per dimension, member and day, kept in the commit.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::Currency;
use super::words::words;

words! {
    /// What a counter is counted by.
    pub enum Dim {
        /// Everything.
        All = "all",
        /// The product across shops.
        Product = "product",
        /// The sku in a shop.
        Sku = "sku",
        /// The host.
        Host = "host",
        /// The show.
        Show = "show",
        /// The room on a platform.
        Room = "room",
        /// The kind of problem.
        Issue = "issue",
        /// The platform.
        Platform = "platform",
        /// The shop.
        Shop = "shop",
        /// The queue.
        Queue = "queue",
        /// The agent.
        Agent = "agent",
        /// Host and product.
        HostProduct = "host_product",
        /// Product and kind of problem.
        ProductIssue = "product_issue",
        /// Host and kind of problem.
        HostIssue = "host_issue",
    }
}

words! {
    /// What is counted.
    pub enum Metric {
        /// Pieces sold, on the day they were sold.
        SoldUnits = "sold_units",
        /// Minor units sold, on the day they were sold.
        SoldMinor = "sold_minor",
        /// Tickets opened, on the day they were opened.
        Opened = "opened",
        /// Tickets ended, on the day they ended.
        Ended = "ended",
        /// Tickets refunded, on the day sold (the honest rate).
        RefundsBySale = "refunds_by_sale",
        /// Minor units refunded, on the day sold.
        RefundMinorBySale = "refund_minor_by_sale",
        /// Returns, on the day sold.
        ReturnsBySale = "returns_by_sale",
        /// Pieces asked back, on the day sold.
        UnitsBySale = "units_by_sale",
        /// Exchanges, on the day sold.
        ExchangesBySale = "exchanges_by_sale",
        /// Tickets of any kind, on the day sold.
        TicketsBySale = "tickets_by_sale",
        /// Minor units refunded, on the day the ticket was opened.
        RefundMinor = "refund_minor",
        /// Clocks that passed their target, on the day the ticket was opened.
        Breaches = "breaches",
        /// Tickets with a first response, on the day opened.
        Responded = "responded",
        /// Milliseconds to the first response, summed.
        ResponseMs = "response_ms",
        /// Milliseconds from opening to the end, summed.
        ResolutionMs = "resolution_ms",
        /// Bucket 0 of the first-response histogram (under 1 minute); the others follow, each four times wider.
        Response0 = "response_0",
        /// Under 4 minutes.
        Response1 = "response_1",
        /// Under 16 minutes.
        Response2 = "response_2",
        /// Under 64 minutes.
        Response3 = "response_3",
        /// Under about 4 hours.
        Response4 = "response_4",
        /// Longer.
        Response5 = "response_5",
    }
}

impl Metric {
    /// Whether it is an amount: then a counter of it names a currency, and there is one counter for each.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::SoldMinor | Self::RefundMinor | Self::RefundMinorBySale)
    }
}

words! {
    /// How long a period a counter covers.
    pub enum Grain {
        /// A day: `period` is the epoch day.
        Day = "day",
        /// A month: `period` is months since 1970-01.
        Month = "month",
    }
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct CounterId {
    /// Day or month.
    pub grain: Grain,
    /// Which day or month.
    pub period: i32,
    /// Counted by what.
    pub dim: Dim,
    /// Of which member: an id or word; pairs are joined by `|`.
    pub member: String,
    /// What is counted.
    pub metric: Metric,
    /// The currency its minor units are in; `None` for what is not money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}
