//! Conditions of rules: a closed, typed set, so that they can be checked, indexed and explained.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::axes::{Headline, Kind};
use super::custom::{CustomIs, CustomOn, CustomValue};
use super::ids::{AgentId, Platform, ShopId};
use super::issue::IssueType;

/// A condition on a ticket. A closed set: it can be checked, indexed and explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Always.
    Always,
    /// All of these.
    All(Vec<When>),
    /// Any of these.
    Any(Vec<When>),
    /// Not this.
    Not(Box<When>),
    /// The kind is one of these.
    Kind(Vec<Kind>),
    /// The issue type is one of these.
    Issue(Vec<IssueType>),
    /// The headline is one of these.
    Headline(Vec<Headline>),
    /// The platform is one of these.
    Platform(Vec<Platform>),
    /// The shop is one of these.
    Shop(Vec<ShopId>),
    /// The host is one of these.
    Host(Vec<String>),
    /// The ticket carries one of these tags.
    Tag(Vec<String>),
    /// The ticket carries one of these flags.
    Flag(Vec<String>),
    /// The amount asked for is at least so many minor units.
    AmountAtLeast(i64),
    /// The ticket was reopened at least so often.
    ReopenedAtLeast(u32),
    /// A field of the merchant's has this value: of the ticket, its customer, a line it is about or a product of those.
    Custom(CustomIs),
    /// An attribute passes a test.
    Test(Test),
    /// The time of the decision is within the working hours of this calendar.
    InCalendar(String),
    /// One of these has the ticket, or had it last.
    OwnerIs(Vec<AgentId>),
}

/// A test of one attribute. What is missing passes no test but `missing`, unless the rule says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What is looked at.
    pub of: Attribute,
    /// What must be true of it.
    pub is: Check,
    /// A ticket that lacks the attribute passes too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub or_missing: bool,
}

/// What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// Word: the platform it began on.
    Platform,
    /// Word: the shop it began in.
    Shop,
    /// Word: what is asked for.
    Kind,
    /// Word: what the problem is.
    Issue,
    /// Word: where it stands.
    Headline,
    /// Word: on whom it waits.
    WaitingOn,
    /// Word: where the goods are.
    Goods,
    /// Word: how far the refund is.
    Money,
    /// Word: how far the replacement is.
    Replacement,
    /// Word: how far arbitration is.
    Dispute,
    /// Word: what the seller decided.
    Decision,
    /// Word: the currency of its amounts.
    Currency,
    /// Word: who sold it on screen.
    Host,
    /// Word: the room it was sold in.
    Room,
    /// Word: the show it was sold in, by id.
    Show,
    /// Word: the platform's own reason code.
    ReasonCode,
    /// List: where the buyer wrote about it, such as `chat` or `call`. Nothing where only an after-sale was opened.
    Channels,
    /// List: the tags people and rules gave it.
    Tags,
    /// List: marks such as `refund_failed`.
    Flags,
    /// List: the skus it is about.
    Skus,
    /// List: the products it is about, by id.
    Products,
    /// List: categories of the products it is about.
    Categories,
    /// List: who supplies the products it is about.
    Suppliers,
    /// List: the tags of its customer.
    CustomerTags,
    /// Number: the money asked for.
    Amount,
    /// Number: the money approved.
    Approved,
    /// Number: the money paid back.
    Refunded,
    /// Number: goodwill paid or promised.
    Compensation,
    /// Number: what was paid for the order.
    PaidTotal,
    /// Word: province, city and district that the order goes to, as its platform writes them. Personal data: explanations do not
    /// show it.
    Region,
    /// Number: pieces the buyer complains of.
    Pieces,
    /// Number: how often it was reopened.
    Reopened,
    /// Number: time since it was opened.
    Age,
    /// Number: time left until the platform's deadline, negative when it has passed.
    DeadlineIn,
    /// Number: time left until the first of our clocks is due, negative when it has passed.
    SlaSlack,
    /// Number: how often money went back to its customer in the 90 days before it was opened, on other tickets.
    #[serde(rename = "refund_count_90d")]
    RefundCount90d,
    /// Yes or no: one of ours has answered the buyer.
    Answered,
    /// Yes or no: its order is not known yet.
    Orphan,
    /// A field of the merchant's. Of a ticket or customer it is one value; of lines and products, of which there may be
    /// several, a list.
    Custom(CustomRef),
}

/// Names a field of the merchant's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomRef {
    /// Whose field.
    #[serde(default)]
    pub on: CustomOn,
    /// Its name.
    pub name: String,
}

/// What must be true of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// It is this.
    Eq(CustomValue),
    /// It is there, and is another.
    Ne(CustomValue),
    /// It is one of these.
    In(Vec<CustomValue>),
    /// It is there, and is none of these.
    NotIn(Vec<CustomValue>),
    /// It is below this.
    Lt(CustomValue),
    /// It is at most this.
    Le(CustomValue),
    /// It is above this.
    Gt(CustomValue),
    /// It is at least this.
    Ge(CustomValue),
    /// It is between these two, or one of them.
    Between(CustomValue, CustomValue),
    /// It is there.
    Exists,
    /// It is not there; an empty list is not there.
    Missing,
    /// The list has one of these.
    HasAny(Vec<CustomValue>),
    /// The list has all of these.
    HasAll(Vec<CustomValue>),
    /// The word begins with this.
    Prefix(String),
    /// The word looks like this: `*` is any text, `?` is one character.
    Glob(String),
}

impl Check {
    /// Its name, as it is written.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Eq(_) => "eq",
            Self::Ne(_) => "ne",
            Self::In(_) => "in",
            Self::NotIn(_) => "not_in",
            Self::Lt(_) => "lt",
            Self::Le(_) => "le",
            Self::Gt(_) => "gt",
            Self::Ge(_) => "ge",
            Self::Between(..) => "between",
            Self::Exists => "exists",
            Self::Missing => "missing",
            Self::HasAny(_) => "has_any",
            Self::HasAll(_) => "has_all",
            Self::Prefix(_) => "prefix",
            Self::Glob(_) => "glob",
        }
    }
}

impl Test {
    /// A test that what is missing does not pass.
    ///
    /// ```
    /// use aftersync_core::model::condition::{Attribute, Check, Test, When};
    /// use aftersync_core::model::custom::CustomValue;
    /// let dear = When::Test(Test::new(Attribute::Amount, Check::Ge(CustomValue::Integer(8_000))));
    /// let written = r#"{"test":{"of":"amount","is":{"ge":8000}}}"#;
    /// assert_eq!(serde_json::to_string(&dear)?, written);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const fn new(of: Attribute, is: Check) -> Self {
        Self {
            of,
            is,
            or_missing: false,
        }
    }

    /// A ticket that lacks the attribute passes too.
    #[must_use]
    pub fn or_missing(self) -> Self {
        Self {
            or_missing: true,
            ..self
        }
    }
}
