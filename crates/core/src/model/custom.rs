//! The merchant's own fields: typed and declared in the configuration.
use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::money::Money;
use super::time::Timestamp;

/// Where a custom field may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomOn {
    /// On tickets.
    #[default]
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
#[serde(deny_unknown_fields)]
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

/// Asks whether a field of the merchant's has a value: in rules and in queries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomIs {
    /// Whose field: the ticket's own, its customer's, that of a line it is about, or that of a product of those lines.
    #[serde(default)]
    pub on: CustomOn,
    /// The name of the field.
    pub name: String,
    /// The value.
    pub is: CustomValue,
}

impl<'de> Deserialize<'de> for CustomIs {
    /// Also reads the pair of name and value that the first release wrote, when only a ticket's fields could be asked for.
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Named {
            #[serde(default)]
            on: CustomOn,
            name: String,
            is: CustomValue,
        }
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = CustomIs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a pair")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CustomIs, A::Error> {
                let Named { on, name, is } = Named::deserialize(MapAccessDeserializer::new(map))?;
                Ok(CustomIs { on, name, is })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<CustomIs, A::Error> {
                let (name, is): (String, CustomValue) = Deserialize::deserialize(SeqAccessDeserializer::new(list))?;
                Ok(CustomIs::new(CustomOn::Ticket, name, is))
            }
        }
        input.deserialize_any(Written)
    }
}

impl CustomIs {
    /// Asks for a value on something.
    ///
    /// ```
    /// use aftersync_core::model::custom::{CustomIs, CustomOn, CustomValue};
    /// let asked = CustomIs::new(CustomOn::Product, "fragile", CustomValue::Flag(true));
    /// let written = r#"{"on":"product","name":"fragile","is":true}"#;
    /// assert_eq!(serde_json::to_string(&asked)?, written);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn new(on: CustomOn, name: impl Into<String>, is: CustomValue) -> Self {
        Self {
            on,
            name: name.into(),
            is,
        }
    }

    /// Asks for a value of the ticket itself.
    pub fn ticket(name: impl Into<String>, is: CustomValue) -> Self {
        Self::new(CustomOn::Ticket, name, is)
    }
}

/// The merchant's own fields of one order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineCustom {
    /// The platform's id of the line.
    pub line: String,
    /// Each field by its name.
    pub fields: BTreeMap<String, Told>,
}

/// The value of a field and how new it is. What a person set stays, then the newest; of equally new ones the greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// A person set it: newer than every snapshot.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// The revision of the snapshot that told it.
    #[serde(default)]
    pub revision: i64,
    /// The value.
    pub value: CustomValue,
}

impl fmt::Display for CustomOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ticket => "ticket",
            Self::Customer => "customer",
            Self::Line => "line",
            Self::Product => "product",
        })
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
