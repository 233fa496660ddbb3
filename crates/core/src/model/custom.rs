//! The merchant's own fields: typed and declared in the configuration.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::Money;
use super::time::Timestamp;

/// Where a custom field may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomOn {
    /// On tickets.
    Ticket,
    /// On customers.
    Customer,
    /// On order lines.
    Line,
    /// On products.
    Product,
}

/// The type of a custom field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Flag,
    /// An amount of money.
    Money,
    /// A point in time.
    Time,
    /// One of these words.
    Choice(Vec<String>),
}

/// A declared field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomField {
    /// Where it stands.
    pub on: CustomOn,
    /// Its name: lower-case letters, digits and underscores.
    pub name: String,
    /// Its type.
    pub of: CustomType,
    /// Whether values are personal data.
    #[serde(default)]
    pub personal: bool,
}

/// The value of a custom field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum CustomValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number, or a point in time in milliseconds.
    Integer(i64),
    /// Text or a choice.
    Text(String),
    /// An amount.
    Money(CustomMoney),
}

/// An amount in a custom field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct CustomMoney(pub Money);

impl PartialOrd for CustomMoney {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for CustomMoney {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.currency, self.0.minor).cmp(&(other.0.currency, other.0.minor))
    }
}

impl CustomType {
    /// Whether a value is of this type.
    pub fn admits(&self, value: &CustomValue) -> bool {
        match (self, value) {
            (Self::Text, CustomValue::Text(_))
            | (Self::Integer | Self::Time, CustomValue::Integer(_))
            | (Self::Flag, CustomValue::Flag(_))
            | (Self::Money, CustomValue::Money(_)) => true,
            (Self::Choice(words), CustomValue::Text(word)) => words.contains(word),
            _ => false,
        }
    }
}

impl From<Timestamp> for CustomValue {
    fn from(t: Timestamp) -> Self {
        Self::Integer(t.0)
    }
}
