//! Types as every language sees them.
use serde_json::Value;

use crate::Way;

/// A type where it is used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ty {
    Named(String),
    Text,
    Whole,
    Number,
    Flag,
    Nothing,
    Any,
    Bytes,
    List(Box<Ty>),
    Map(Box<Ty>),
    Tuple(Vec<Ty>),
    Optional(Box<Ty>),
    Word(String),
    OneOf(Vec<Ty>),
}

impl Ty {
    /// What it is when nothing is said of it.
    fn zero(&self) -> Value {
        match self {
            Self::List(_) => Value::Array(Vec::new()),
            Self::Map(_) => Value::Object(serde_json::Map::new()),
            Self::Flag => Value::Bool(false),
            Self::Whole => Value::from(0),
            Self::Text => Value::from(""),
            _ => Value::Null,
        }
    }

    /// The type of what is there when it is not absent.
    pub fn held(&self) -> &Self {
        match self {
            Self::Optional(of) => of,
            other => other,
        }
    }
}

/// A field of a record.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub name: String,
    pub ty: Ty,
    pub doc: String,
    pub required: bool,
    /// What it is when it is absent, where the schema says so.
    pub default: Option<Value>,
}

impl Field {
    /// What it is when it is absent.
    pub fn usual(&self) -> Value {
        self.default.clone().unwrap_or_else(|| self.ty.zero())
    }

    /// The ticket that an action is about.
    pub fn ticket() -> Self {
        Self {
            name: "ticket".to_owned(),
            ty: Ty::Named("TicketId".to_owned()),
            doc: String::new(),
            required: true,
            default: None,
        }
    }

    /// The same, of an action that cannot do without it.
    pub fn needed(&self) -> Self {
        Self {
            ty: self.ty.held().clone(),
            required: true,
            ..self.clone()
        }
    }
}

/// One of several records, told apart by a word.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub word: String,
    pub doc: String,
    pub fields: Vec<Field>,
    /// The record whose fields it has as well.
    pub parent: Option<String>,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// Another name for a type.
    Alias(Ty),
    /// An id: 32 hexadecimal digits, not to be mixed up with another.
    Id,
    /// One of these words.
    Words(Vec<(String, String)>),
    Record(Vec<Field>),
    /// One of several records with a word in the field `tag`.
    Tagged {
        tag: String,
        variants: Vec<Variant>,
    },
    /// A word, or an object with one of these fields.
    Keyed {
        words: Vec<(String, String)>,
        fields: Vec<Field>,
    },
    /// One of a tagged type, or something a later version wrote.
    Open {
        of: String,
    },
}

/// A named type.
#[derive(Clone, Debug)]
pub(crate) struct Def {
    pub name: String,
    pub doc: String,
    pub shape: Shape,
}

/// A method as every language sees it.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub name: &'static str,
    pub doc: &'static str,
    pub way: Way,
    pub body: bool,
    pub params: Vec<Field>,
    pub result: Ty,
}

/// The name of the record that a variant becomes.
pub(crate) fn variant_name(of: &str, word: &str) -> String {
    const SUFFIX: [(&str, &str); 4] = [
        ("Act", ""),
        ("EventBody", "Event"),
        ("FactBody", "Fact"),
        ("JobBody", "Job"),
    ];
    let suffix = SUFFIX
        .iter()
        .find(|(name, _)| *name == of)
        .map_or(of, |(_, suffix)| suffix);
    format!("{}{suffix}", pascal(word))
}

/// `ticket_opened` → `TicketOpened`.
pub(crate) fn pascal(word: &str) -> String {
    let part = |part: &str| {
        let mut chars = part.chars();
        chars
            .next()
            .map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    word.split('_').filter_map(part).collect()
}
