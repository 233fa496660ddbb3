//! The fields a mapping may fill, as tables.
use super::mapping::{Read, What};
use super::vocabulary::Vocabulary;

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An identifier: short text.
    Id,
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// An amount of money.
    Money,
    /// A point in time.
    Time,
    /// A word of a fixed list.
    Word(Vocabulary),
    /// Several texts.
    List,
    /// One of the merchant's own fields: its type follows from how it is read.
    Custom,
}

impl Shape {
    /// The ways to read it, the usual one first.
    pub fn reads(self) -> &'static [Read] {
        match self {
            Self::Id | Self::Text => &[Read::Text],
            Self::Integer => &[Read::Integer],
            Self::Money => &[Read::MoneyDecimal, Read::MoneyMinor],
            Self::Time => &[Read::TimeText, Read::TimeSecs, Read::TimeMs],
            Self::Word(_) => &[Read::Word, Read::Text],
            Self::List => &[Read::List, Read::Text],
            Self::Custom => &[
                Read::Text,
                Read::Integer,
                Read::MoneyDecimal,
                Read::MoneyMinor,
                Read::TimeText,
                Read::TimeSecs,
                Read::TimeMs,
            ],
        }
    }
}

/// A field a mapping may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name in the mapping.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// The mapping must say where it comes from, and no row may leave it empty.
    pub required: bool,
    /// It belongs to a line of an order, not to the order.
    pub of_line: bool,
    /// What it is.
    pub means: &'static str,
}

const fn must(name: &'static str, shape: Shape, means: &'static str) -> Target {
    Target {
        name,
        shape,
        required: true,
        of_line: false,
        means,
    }
}
const fn may(name: &'static str, shape: Shape, means: &'static str) -> Target {
    Target {
        required: false,
        ..must(name, shape, means)
    }
}
const fn line(target: Target) -> Target {
    Target {
        of_line: true,
        ..target
    }
}

use Shape::{Id, Integer, List, Money, Text, Time, Word};

const PLATFORM: Target = must("platform", Id, "the platform: douyin, taobao, app");
const SHOP: Target = must("shop", Id, "the shop, by the platform's id");
const CURRENCY: Target = may("currency", Id, "the currency of all amounts: CNY");
const BUYER: Target = may("buyer_id", Id, "the platform's id of the buyer");
const SCOPE: Target = may("buyer_scope", Id, "where that id is unique; the shop when absent");
const NICKNAME: Target = may("buyer_nickname", Text, "the nickname shown");
const UPDATED: Target = may("updated_at", Time, "when the platform last changed it");
const REVISION: Target = may(
    "revision",
    Integer,
    "the platform's own revision; the seconds of updated_at, or of the latest time, when absent",
);

const ORDERS: &[Target] = &[
    PLATFORM,
    SHOP,
    must("external_id", Id, "the order number"),
    must("state", Word(Vocabulary::OrderState), "how far the order is"),
    must("created_at", Time, "when it was placed"),
    may("paid_at", Time, "when it was paid"),
    UPDATED,
    REVISION,
    CURRENCY,
    may(
        "paid",
        Money,
        "what was paid for the whole order; the sum of its lines when absent",
    ),
    BUYER,
    SCOPE,
    NICKNAME,
    may("receiver_name", Text, "who receives it"),
    may("receiver_phone", Text, "the receiver's phone"),
    may("receiver_region", Text, "province, city, district"),
    may("receiver_address", Text, "street and house"),
    may("tracking_number", List, "tracking numbers"),
    may("carrier", Text, "the carrier"),
    line(may(
        "line_id",
        Id,
        "the platform's id of the line; its number in the order when absent",
    )),
    line(must(
        "sku",
        Id,
        "the article's id in that shop, the sku where there is one",
    )),
    line(may("title", Text, "the article's title")),
    line(may("quantity", Integer, "pieces; one when absent")),
    line(may(
        "line_paid",
        Money,
        "what was paid for the line; needed for orders of several lines",
    )),
    line(may("merchant_code", Id, "the merchant's own code for the article")),
    line(may("barcode", Id, "its barcode")),
    line(may("supplier", Text, "who supplied it")),
    line(may("batch", Text, "the batch it came from")),
    line(may("host_id", Id, "the host who sold it")),
    line(may("host_name", Text, "that host's name")),
    line(may("room", Id, "the live room")),
];

const TICKETS: &[Target] = &[
    PLATFORM,
    SHOP,
    must("external_id", Id, "the after-sale number"),
    must("kind", Word(Vocabulary::Kind), "what the buyer wants"),
    must("status", Word(Vocabulary::Status), "how far it is"),
    must("created_at", Time, "when the buyer opened it"),
    may("ended_at", Time, "when it ended"),
    may("deadline", Time, "until when the platform waits for the present step"),
    UPDATED,
    REVISION,
    CURRENCY,
    may("order", Id, "the order number"),
    may(
        "lines",
        List,
        "the platform's ids of the order lines; the whole order when absent",
    ),
    may("quantity", Integer, "pieces, when it is about one line"),
    may("requested", Money, "money asked for"),
    may("refunded", Money, "money paid back"),
    may("issue", Word(Vocabulary::Issue), "what the problem is"),
    may("reason_code", Id, "the platform's reason code"),
    may("reason_text", Text, "the platform's reason text"),
    BUYER,
    SCOPE,
    NICKNAME,
    may("return_tracking", Id, "tracking number of the parcel on its way back"),
    may("return_carrier", Text, "its carrier"),
    may("replacement_tracking", Id, "tracking number of the replacement"),
    may("replacement_carrier", Text, "its carrier"),
    may("evidence", List, "addresses of photos"),
    may("flags", List, "marks such as refund_failed"),
];

const CUSTOMERS: &[Target] = &[
    PLATFORM,
    SHOP,
    must("buyer_id", Id, "the platform's id of the buyer"),
    SCOPE,
    NICKNAME,
    must("created_at", Time, "when the buyer was first heard of"),
    UPDATED,
    REVISION,
    may("phone", Id, "a phone that the merchant's own channel has proven"),
    may("member", Id, "the merchant's member number"),
    may("union_id", Id, "the platform's id of the person across shops"),
    may("union_scope", Id, "where that id is unique; the platform when absent"),
];

const PRODUCTS: &[Target] = &[
    must(
        "external_id",
        Id,
        "the merchant's id of the article: the same id is the same article",
    ),
    must("title", Text, "its title"),
    may("merchant_code", Id, "the merchant's code"),
    may("barcode", Id, "the barcode"),
    may("supplier", Text, "who supplies it"),
    may("category", Text, "the category"),
    CURRENCY,
];

const MESSAGES: &[Target] = &[
    PLATFORM,
    SHOP,
    may(
        "external_id",
        Id,
        "the id of the message; worked out from its content when absent",
    ),
    must("conversation", Id, "the id of the conversation"),
    may(
        "channel",
        Word(Vocabulary::Channel),
        "where it came through; chat when absent",
    ),
    must("sender", Word(Vocabulary::Sender), "who wrote it"),
    must("text", Text, "the words"),
    must("at", Time, "when it was written"),
    REVISION,
    BUYER,
    SCOPE,
    NICKNAME,
    may("order", Id, "the order it is about"),
    may(
        "order_platform",
        Id,
        "the platform of that order; the message's own when absent",
    ),
    may("line", Id, "the order line it is about"),
    may("after_sale", Id, "the after-sale it is about"),
    may("issue", Word(Vocabulary::Issue), "what the problem is"),
    may("evidence", List, "addresses of photos"),
];

/// The fields for that kind of file.
pub fn targets(what: What) -> &'static [Target] {
    match what {
        What::Orders => ORDERS,
        What::Tickets => TICKETS,
        What::Customers => CUSTOMERS,
        What::Products => PRODUCTS,
        What::Messages => MESSAGES,
    }
}

/// The prefix of the merchant's own fields.
pub(super) const CUSTOM: &str = "custom.";

const CUSTOM_FIELD: Target = line(may("custom", Shape::Custom, "a field of the merchant"));

/// The field of that name; the merchant's own are fields of lines and products.
pub(super) fn find(what: What, name: &str) -> Option<Target> {
    let own = name.strip_prefix(CUSTOM).is_some_and(|rest| !rest.is_empty());
    if own && matches!(what, What::Orders | What::Products) {
        return Some(CUSTOM_FIELD);
    }
    targets(what).iter().copied().find(|t| t.name == name)
}
