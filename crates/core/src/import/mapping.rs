//! What a file holds and which of its columns means what: a JSON document.
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportWhat")]
pub enum What {
    /// Order lines: one row per line, the rows of one order share its number.
    Orders,
    /// After-sales, one per row.
    Tickets,
    /// Buyers' accounts with the keys proven for them, one per row.
    Customers,
    /// Articles of the merchant, one per row.
    Products,
    /// Messages, one per row.
    Messages,
}

impl What {
    /// All five.
    pub const ALL: &'static [Self] = &[
        Self::Orders,
        Self::Tickets,
        Self::Customers,
        Self::Products,
        Self::Messages,
    ];
}

/// How a file is written. The text is UTF-8, with or without a byte order mark; other encodings are converted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "ImportFormat")]
pub enum Format {
    /// Separated values; the first row names the columns.
    Csv {
        /// Between the cells.
        #[serde(default = "comma")]
        delimiter: char,
        /// Around cells that hold a delimiter, a quote (doubled) or a line break.
        #[serde(default = "quote")]
        quote: char,
    },
    /// One JSON object per line.
    JsonLines,
}

const fn comma() -> char {
    ','
}
const fn quote() -> char {
    '"'
}

impl Default for Format {
    fn default() -> Self {
        Self::Csv {
            delimiter: comma(),
            quote: quote(),
        }
    }
}

/// How the text of a cell becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportRead")]
pub enum Read {
    /// As it is.
    Text,
    /// A whole number.
    Integer,
    /// An amount in minor units: `12805`.
    MoneyMinor,
    /// An amount as people write it: `128.05`, `¥1,280.50`, `128元`.
    MoneyDecimal,
    /// Unix seconds.
    TimeSecs,
    /// Unix milliseconds.
    TimeMs,
    /// A date, with or without a time of day and a zone; without a zone it is in the mapping's.
    TimeText,
    /// One word of a fixed list, by way of `values`.
    Word,
    /// Several texts, between which stands `split`; or a JSON array.
    List,
}

/// Where the value of a field comes from. A plain JSON string is short for `{"column": …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The name of a column; in JSON lines a key, or a JSON pointer (it begins with `/`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The same for every row, instead of a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<String>,
    /// How to read it; the usual way for that field when absent (decimal money, written times).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<Read>,
    /// What stands in the file → what it means. What is not listed is taken as it stands.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// What an empty cell means, and for words also what an unlisted one means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// What stands between the texts of a list; a comma when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
}

impl Source {
    /// From that column.
    pub fn column(name: impl Into<String>) -> Self {
        Self {
            column: Some(name.into()),
            ..Self::default()
        }
    }
    /// The same for every row.
    pub fn constant(text: impl Into<String>) -> Self {
        Self {
            constant: Some(text.into()),
            ..Self::default()
        }
    }
}

/// [`Source`] written out.
#[derive(Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
#[schemars(rename = "ImportColumn")]
struct Long {
    column: Option<String>,
    constant: Option<String>,
    read: Option<Read>,
    values: BTreeMap<String, String>,
    default: Option<String>,
    split: Option<String>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Either {
    Column(String),
    Long(Box<Long>),
}

struct SourceVisitor;

impl<'de> Visitor<'de> for SourceVisitor {
    type Value = Source;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column, or an object with column or constant")
    }
    fn visit_str<E>(self, name: &str) -> Result<Source, E> {
        Ok(Source::column(name))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Source, A::Error> {
        let long = Long::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Source {
            column: long.column,
            constant: long.constant,
            read: long.read,
            values: long.values,
            default: long.default,
            split: long.split,
        })
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(SourceVisitor)
    }
}

impl JsonSchema for Source {
    fn schema_name() -> Cow<'static, str> {
        "ImportSource".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Either::json_schema(generator)
    }
}

/// Which columns that no field uses are kept: on tickets in `extra`, on order lines and products in `custom`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportKeep")]
pub enum Keep {
    /// All of them. They may hold personal data: name the ones you want if the file has more than you need.
    #[default]
    All,
    /// None.
    None,
    /// These.
    Only(Vec<String>),
}

/// What a file holds and which of its columns means what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ImportMapping")]
pub struct Mapping {
    /// What the rows are.
    pub what: What,
    /// How the file is written.
    #[serde(default)]
    pub format: Format,
    /// Minutes ahead of UTC of times that name no zone: 480 for China.
    #[serde(default)]
    pub zone_minutes: i32,
    /// Field → where its value comes from. [`super::targets`] lists the fields; `custom.NAME` is one of the merchant's
    /// own (order lines and products).
    pub fields: BTreeMap<String, Source>,
    /// What becomes of columns that no field uses.
    #[serde(default)]
    pub keep: Keep,
    /// Words that mean an empty cell, beside the empty cell itself.
    #[serde(default = "empty_words")]
    pub empty: Vec<String>,
    /// Orders in JSON lines: pointer to the array of lines inside an order. Fields of a line are then looked up in its
    /// elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines_at: Option<String>,
    /// Orders: collect the rows of one order from anywhere in the file, in memory, instead of asking that they be
    /// adjacent.
    #[serde(default)]
    pub collect: bool,
}

fn empty_words() -> Vec<String> {
    ["-", "--", "null", "NULL", "\\N"].map(str::to_owned).to_vec()
}

impl Mapping {
    /// A mapping of a CSV file with no fields yet.
    pub fn new(what: What) -> Self {
        Self {
            what,
            format: Format::default(),
            zone_minutes: 0,
            fields: BTreeMap::new(),
            keep: Keep::default(),
            empty: empty_words(),
            lines_at: None,
            collect: false,
        }
    }
    /// The same with one more field.
    pub fn with(mut self, field: impl Into<String>, source: Source) -> Self {
        self.fields.insert(field.into(), source);
        self
    }
}
