//! What rules can look at: the type of each attribute, and its value on a ticket.
use std::borrow::Cow;

use super::subject::Subject;
use crate::model::axes::{Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, WaitingOn};
use crate::model::condition::{Attribute, CustomRef};
use crate::model::config::Config;
use crate::model::conversation::Channel;
use crate::model::custom::{CustomOn, CustomType, CustomValue};
use crate::model::issue::IssueType;
use crate::model::money::Money;
use crate::model::order::Order;

/// The words that an attribute can be, where they are known beforehand.
pub(super) type Words = fn() -> Vec<&'static str>;

/// The type of an attribute.
#[derive(Clone, Debug)]
pub(super) enum Type {
    /// One word; one of these, when they are known.
    Word(Option<Words>),
    /// One word of a list of the merchant's.
    Choice(Vec<String>),
    /// Several words; some of these, when they are known.
    List(Option<Words>),
    /// Several values of a field of the merchant's.
    ListOf(CustomType),
    /// A whole number, an amount in minor units or a time in milliseconds.
    Number,
    /// Yes or no.
    Flag,
    /// An amount with its currency.
    Money,
}

/// What stands behind an attribute, for who loads rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    Ticket,
    Order,
    Products,
    Customer,
    Refunds,
}

macro_rules! all_words {
    ($type:ty) => {
        Some(|| <$type>::ALL.iter().map(|word| word.as_str()).collect())
    };
}

/// The name, the type and the home of every attribute but the merchant's own.
const ROWS: &[(Attribute, &str, Type, Behind)] = {
    use Attribute as A;
    use Behind::{Customer, Order, Products, Refunds, Ticket};
    use Type::{Flag, List, Number, Word};
    &[
        (A::Platform, "platform", Word(None), Ticket),
        (A::Shop, "shop", Word(None), Ticket),
        (A::Kind, "kind", Word(all_words!(Kind)), Ticket),
        (A::Issue, "issue", Word(all_words!(IssueType)), Ticket),
        (A::Headline, "headline", Word(all_words!(Headline)), Ticket),
        (A::WaitingOn, "waiting_on", Word(all_words!(WaitingOn)), Ticket),
        (A::Goods, "goods", Word(all_words!(Goods)), Ticket),
        (A::Money, "money", Word(all_words!(MoneyState)), Ticket),
        (
            A::Replacement,
            "replacement",
            Word(all_words!(ReplacementState)),
            Ticket,
        ),
        (A::Dispute, "dispute", Word(all_words!(DisputeState)), Ticket),
        (A::Decision, "decision", Word(all_words!(Decision)), Ticket),
        (A::Currency, "currency", Word(None), Ticket),
        (A::Host, "host", Word(None), Ticket),
        (A::Room, "room", Word(None), Ticket),
        (A::Show, "show", Word(None), Ticket),
        (A::ReasonCode, "reason_code", Word(None), Ticket),
        (A::Channels, "channels", List(all_words!(Channel)), Ticket),
        (A::Tags, "tags", List(None), Ticket),
        (A::Flags, "flags", List(None), Ticket),
        (A::Skus, "skus", List(None), Ticket),
        (A::Products, "products", List(None), Ticket),
        (A::Categories, "categories", List(None), Products),
        (A::Suppliers, "suppliers", List(None), Products),
        (A::CustomerTags, "customer_tags", List(None), Customer),
        (A::Amount, "amount", Number, Ticket),
        (A::Approved, "approved", Number, Ticket),
        (A::Refunded, "refunded", Number, Ticket),
        (A::Compensation, "compensation", Number, Ticket),
        (A::PaidTotal, "paid_total", Number, Order),
        (A::Region, "region", Word(None), Order),
        (A::Pieces, "pieces", Number, Ticket),
        (A::Reopened, "reopened", Number, Ticket),
        (A::Age, "age", Number, Ticket),
        (A::DeadlineIn, "deadline_in", Number, Ticket),
        (A::SlaSlack, "sla_slack", Number, Ticket),
        (A::RefundCount90d, "refund_count_90d", Number, Refunds),
        (A::Answered, "answered", Flag, Ticket),
        (A::Orphan, "orphan", Flag, Ticket),
    ]
};

/// What an attribute is called in explanations.
pub(super) fn name(of: &Attribute) -> String {
    match of {
        Attribute::Custom(CustomRef { on, name }) => format!("custom {name} of {on}"),
        known => row(known).map_or("?", |(_, name, ..)| name).to_owned(),
    }
}

/// The type of an attribute; `None` for a field of the merchant's that is not declared.
pub(super) fn type_of(of: &Attribute, config: &Config) -> Option<Type> {
    let Attribute::Custom(CustomRef { on, name }) = of else {
        return row(of).map(|(_, _, of, _)| of.clone());
    };
    let field = config
        .custom
        .iter()
        .find(|field| field.on == *on && field.name == *name)?;
    Some(match (&field.of, is_list(of)) {
        (of, true) => Type::ListOf(of.clone()),
        (CustomType::Text, _) => Type::Word(None),
        (CustomType::Choice(words), _) => Type::Choice(words.clone()),
        (CustomType::Integer | CustomType::Time, _) => Type::Number,
        (CustomType::Flag, _) => Type::Flag,
        (CustomType::Money, _) => Type::Money,
    })
}

/// Whether an attribute may have several values at once.
pub(super) fn is_list(of: &Attribute) -> bool {
    match of {
        Attribute::Custom(CustomRef { on, .. }) => matches!(on, CustomOn::Line | CustomOn::Product),
        known => row(known).is_some_and(|(_, _, of, _)| matches!(of, Type::List(_))),
    }
}

/// Where an attribute is read from.
pub(super) fn behind(of: &Attribute) -> Behind {
    match of {
        Attribute::Custom(CustomRef { on, .. }) => match on {
            CustomOn::Ticket => Behind::Ticket,
            CustomOn::Customer => Behind::Customer,
            CustomOn::Line => Behind::Order,
            CustomOn::Product => Behind::Products,
        },
        known => row(known).map_or(Behind::Ticket, |(.., behind)| *behind),
    }
}

fn row(of: &Attribute) -> Option<&'static (Attribute, &'static str, Type, Behind)> {
    ROWS.iter().find(|(known, ..)| known == of)
}

/// The value of an attribute on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Missing,
    Word(Cow<'a, str>),
    /// Never empty: an empty list is missing.
    Words(Vec<Cow<'a, str>>),
    Number(i64),
    Money(Money),
}

/// How yes and no are written where words are.
pub(super) const fn flag(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// A value as one word of a list.
pub(super) fn word(value: &CustomValue) -> Cow<'_, str> {
    match value {
        CustomValue::Flag(yes) => flag(*yes).into(),
        CustomValue::Integer(n) => n.to_string().into(),
        CustomValue::Text(text) => text.as_str().into(),
        CustomValue::Money(money) => format!("{} {}", money.0.currency, money.0.minor).into(),
    }
}

/// The value of an attribute on a ticket.
pub(super) fn read<'a>(of: &Attribute, on: &Subject<'a>) -> Value<'a> {
    use Attribute as A;
    let t = on.ticket;
    match of {
        A::Platform => some(t.platform.as_str()),
        A::Shop => some(t.shop.as_str()),
        A::Kind => some(t.axes.kind.as_str()),
        A::Issue => some(t.issue.as_str()),
        A::Headline => some(t.headline.as_str()),
        A::WaitingOn => some(t.waiting_on.as_str()),
        A::Goods => some(t.axes.goods.as_str()),
        A::Money => some(t.axes.money.as_str()),
        A::Replacement => some(t.axes.replacement.as_str()),
        A::Dispute => some(t.axes.dispute.as_str()),
        A::Decision => some(t.axes.decision.as_str()),
        A::Currency => some(t.currency.as_str()),
        A::Host => t.host.as_deref().map_or(Value::Missing, some),
        A::Room => t.room.as_deref().map_or(Value::Missing, some),
        A::Show => t
            .show
            .map_or(Value::Missing, |show| Value::Word(show.to_string().into())),
        A::ReasonCode => t.reason_code.as_deref().map_or(Value::Missing, some),
        A::Channels => list(t.channels.iter().map(|channel| channel.as_str().into())),
        A::Tags => list(t.local.tags.iter().map(|tag| tag.as_str().into())),
        A::Flags => list(t.flags.iter().map(|flag| flag.as_str().into())),
        A::Skus => list(t.lines.iter().map(|line| line.sku.as_str().into())),
        A::Products => list(t.lines.iter().filter_map(|line| Some(line.product?.to_string().into()))),
        A::Categories => list(on.products.iter().filter_map(|p| Some(p.category.as_deref()?.into()))),
        A::Suppliers => list(on.products.iter().filter_map(|p| Some(p.supplier.as_deref()?.into()))),
        A::CustomerTags => list(on.customer.iter().flat_map(|c| &c.tags).map(|tag| tag.as_str().into())),
        A::Amount => Value::Number(t.amounts.requested),
        A::Approved => Value::Number(t.amounts.approved),
        A::Refunded => Value::Number(t.amounts.refunded),
        A::Compensation => Value::Number(t.amounts.compensation),
        A::PaidTotal => on
            .order
            .map_or(Value::Missing, |order| Value::Number(order.snapshot.paid.minor)),
        A::Region => region(on.order),
        A::Pieces => Value::Number(t.lines.iter().map(|line| i64::from(line.requested)).sum()),
        A::Reopened => Value::Number(i64::from(t.episode.saturating_sub(1))),
        A::Age => Value::Number(on.now.since(t.opened_at)),
        A::DeadlineIn => until(t.platform_deadline.filter(|_| t.is_open()), on),
        A::SlaSlack => until(t.clocks.values().filter_map(|clock| clock.due_at()).min(), on),
        A::RefundCount90d => Value::Number(i64::from(on.refunds_90d)),
        A::Answered => some(flag(t.first_response_at.is_some())),
        A::Orphan => some(flag(t.orphan)),
        A::Custom(CustomRef { on: place, name }) => {
            let values = on.custom(*place, name);
            if is_list(of) {
                return list(values.into_iter().map(word));
            }
            values.first().map_or(Value::Missing, |value| single(value))
        }
    }
}

fn region<'a>(order: Option<&'a Order>) -> Value<'a> {
    let receiver = order.and_then(|order| order.snapshot.receiver.as_ref());
    receiver
        .and_then(|it| it.region.as_deref())
        .map_or(Value::Missing, some)
}

fn some(word: &str) -> Value<'_> {
    Value::Word(Cow::Borrowed(word))
}

fn list<'a>(words: impl Iterator<Item = Cow<'a, str>>) -> Value<'a> {
    let words: Vec<_> = words.collect();
    if words.is_empty() {
        Value::Missing
    } else {
        Value::Words(words)
    }
}

fn until<'a>(at: Option<crate::model::time::Timestamp>, on: &Subject<'_>) -> Value<'a> {
    at.map_or(Value::Missing, |at| Value::Number(at.since(on.now)))
}

/// A value of the merchant's as what tests compare with.
pub(super) fn single(value: &CustomValue) -> Value<'_> {
    match value {
        CustomValue::Integer(n) => Value::Number(*n),
        CustomValue::Money(money) => Value::Money(money.0),
        other => Value::Word(word(other)),
    }
}
