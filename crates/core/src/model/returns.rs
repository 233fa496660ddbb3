//! Return policies: who may send goods back or keep them, until when, for how much, and what of it needs no person.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::When;
use super::custom::CustomIs;
use super::issue::IssueType;
use super::money::Money;
use super::words::words;

/// What holds for the tickets that match. The first policy that matches counts, and then `auto` is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnPolicy {
    /// Its name.
    pub name: String,
    /// For which tickets.
    #[serde(default = "always")]
    pub when: When,
    /// Until when a request must be made; at any time when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<ReturnWindow>,
    /// What may come back; an empty list of it allows everything.
    #[serde(default, skip_serializing_if = "ReturnList::is_empty")]
    pub allow: ReturnList,
    /// What may not, even if it is allowed.
    #[serde(default, skip_serializing_if = "ReturnList::is_empty")]
    pub block: ReturnList,
    /// A request up to such an amount is approved without a person; one amount for a currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auto_approve: Vec<Money>,
    /// A return up to such an amount is paid and the buyer keeps the goods; one amount for a currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep_item: Vec<Money>,
    /// Whose returns are paid before the goods are back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<InstantRefund>,
    /// Held back of a return that we pay ourselves, in thousandths of what was asked for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub restocking_per_mille: u16,
    /// From so many refunds of the customer in 90 days on nothing is done without a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial_from: Option<u32>,
    /// Whether it is looked at at all.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    #[schemars(extend("default" = true))]
    pub enabled: bool,
}

impl ReturnPolicy {
    /// A policy for all tickets that allows everything and decides nothing.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            when: When::Always,
            window: None,
            allow: ReturnList::default(),
            block: ReturnList::default(),
            auto_approve: Vec::new(),
            keep_item: Vec::new(),
            instant: None,
            restocking_per_mille: 0,
            serial_from: None,
            enabled: true,
        }
    }
}

/// Until when a request must be made: so many days from the start, each of 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnWindow {
    /// From when on days are counted.
    pub from: WindowStart,
    /// How many.
    pub days: u32,
}

/// From when on the days of a window are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowStart {
    /// When the order was paid, or placed where nobody says when it was paid.
    Ordered,
    /// When the last of its parcels was delivered. Until then the window is open.
    Delivered,
}

/// Articles and reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReturnList {
    /// Articles by sku.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skus: Vec<String>,
    /// Categories of products.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The platforms' own reason codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Problems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueType>,
}

impl ReturnList {
    /// Nothing is named.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whose returns are paid at once, and up to which amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstantRefund {
    /// What shows that somebody is trusted: one of these is enough.
    pub trusted: Vec<Trust>,
    /// Up to such an amount; one for a currency.
    pub at_most: Vec<Money>,
}

/// What shows that a customer is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The customer has this tag.
    Tag(String),
    /// A field of the merchant's has this value.
    Custom(CustomIs),
}

words! {
    /// What a policy offers for a ticket.
    pub enum ReturnAction {
        /// The money goes back and the buyer keeps the goods.
        KeepItem = "keep_item",
        /// The money goes back before the goods are back.
        InstantRefund = "instant_refund",
        /// The request is granted as it was made: money, or goods first.
        Approve = "approve",
    }
}

words! {
    /// Why a policy refuses a ticket, or leaves it to a person.
    pub enum ReturnReason {
        /// It came after the window.
        OutsideWindow = "outside_window",
        /// An article of it is blocked.
        ArticleBlocked = "article_blocked",
        /// An article of it is not among those allowed.
        ArticleNotAllowed = "article_not_allowed",
        /// A category of it is blocked.
        CategoryBlocked = "category_blocked",
        /// A category of it is not among those allowed, or not known.
        CategoryNotAllowed = "category_not_allowed",
        /// Its reason is blocked.
        ReasonBlocked = "reason_blocked",
        /// Its reason is not among those allowed.
        ReasonNotAllowed = "reason_not_allowed",
        /// Its order is not here, so nobody can say what was paid.
        OrderUnknown = "order_unknown",
        /// Nobody says when the order was delivered.
        DeliveryUnknown = "delivery_unknown",
        /// Nobody says how much is asked for.
        AmountUnknown = "amount_unknown",
        /// More is asked for than what is left of what was paid.
        AbovePaid = "above_paid",
        /// The customer had many refunds lately.
        SerialReturner = "serial_returner",
        /// It was decided before, or waits for no decision.
        AlreadyDecided = "already_decided",
    }
}

impl ReturnReason {
    /// It refuses the ticket; the others only leave it to a person.
    pub const fn refuses(self) -> bool {
        use ReturnReason as R;
        matches!(
            self,
            R::OutsideWindow
                | R::ArticleBlocked
                | R::ArticleNotAllowed
                | R::CategoryBlocked
                | R::CategoryNotAllowed
                | R::ReasonBlocked
                | R::ReasonNotAllowed
        )
    }
}

fn always() -> When {
    When::Always
}
fn yes() -> bool {
    true
}
// Serde hands over references.
fn is_true(it: &bool) -> bool {
    *it
}
fn is_zero(it: &u16) -> bool {
    *it == 0
}
