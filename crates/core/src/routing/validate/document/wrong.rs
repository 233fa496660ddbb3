//! Why a value of a document cannot be read: where it stands, what is there, and what is allowed.
use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::super::problem::Problem;
use super::gone::{Gone, Step};
use crate::routing::validate::condition::listed;

/// Most characters of a text that are repeated.
const SHOWN: usize = 40;
/// Longest name of a field that is repeated.
const LONGEST_NAME: usize = 64;
/// Fields of agents whose values are not repeated: they may be personal.
const OF_AGENTS: [&str; 3] = ["name", "external_id", "id"];
/// Parts of conditions whose values are not repeated.
const OF_CONDITIONS: [&str; 3] = ["owner_is", "custom", "is"];

/// What a reader expects, in words for people. What is not here is said as the reader says it.
const EXPECTED: [(&str, &str); 19] = [
    ("a boolean", "true or false"),
    ("a string", "text"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("map", "an object"),
    ("i64", "a whole number"),
    ("i32", "a whole number from -2147483648 to 2147483647"),
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number from 0 to 4294967295"),
    ("u64", "a whole number, 0 or more"),
    ("unit", "a word alone"),
    ("unit variant", "a word alone"),
    ("string or map", "a word, or an object with one word and its value"),
    (
        "CustomValue",
        "true or false, a whole number, text, or an amount as {\"minor\": 100, \"currency\": \"CNY\"}",
    ),
    ("struct Money", "an amount as {\"minor\": 100, \"currency\": \"CNY\"}"),
    (
        "a list of amounts",
        "a list of amounts as {\"minor\": 100, \"currency\": \"CNY\"}, one for a currency",
    ),
    ("an object or a pair", "an object with `name` and `is`"),
    ("newtype variant", "the value of the word, as {\"word\": value}"),
];

/// Why a value cannot be read.
#[derive(Debug)]
pub(super) struct Wrong {
    what: What,
    place: Option<Vec<Step>>,
    /// It comes only of something that was left out.
    follows: bool,
}

#[derive(Debug)]
enum What {
    /// Something of another type, or out of range.
    Other { is: Seen, wanted: String },
    /// A name of a field that there is not.
    NoField { known: &'static [&'static str] },
    /// A word that there is not.
    NoWord {
        word: String,
        known: &'static [&'static str],
    },
    /// A field that must be there.
    Missing(&'static str),
    /// A list of another length.
    Length(usize, String),
    /// No form that there is fits.
    NoForm(String),
}

/// What is there.
#[derive(Debug)]
enum Seen {
    Value(&'static str, String),
    Shape(&'static str),
}

impl Wrong {
    fn new(what: What) -> Self {
        Self {
            what,
            place: None,
            follows: false,
        }
    }

    /// It comes only of something that was left out.
    pub fn followed() -> Self {
        let mut wrong = Self::new(What::NoForm(String::new()));
        wrong.follows = true;
        wrong
    }

    /// Says where that was, unless it was said further in.
    pub fn at(mut self, gone: Option<&Gone>, place: impl FnOnce() -> Vec<Step>) -> Self {
        if self.place.is_none() {
            self.place = Some(place());
            let lacks = |name: &str| gone.and_then(|gone| gone.field(name)).is_some_and(Gone::is_all);
            self.follows |= match &self.what {
                What::Missing(name) => lacks(name),
                What::Length(..) | What::NoForm(_) => gone.is_some_and(Gone::lacks_any),
                _ => false,
            };
        }
        self
    }

    /// What cannot be read: the value, or the object that lacks a field.
    pub fn place(&self) -> &[Step] {
        self.place.as_deref().unwrap_or_default()
    }

    /// As it is told; nothing where it only follows from something else.
    pub fn problem(&self) -> Option<Problem> {
        if self.follows {
            return None;
        }
        let (wrong, allowed) = self.words();
        Some(Problem {
            path: self.path(),
            wrong,
            allowed: Some(allowed),
        })
    }

    fn path(&self) -> String {
        let mut out = String::new();
        let steps = self.place();
        for (at, step) in steps.iter().enumerate() {
            let unknown = at + 1 == steps.len() && matches!(self.what, What::NoField { .. });
            match step {
                Step::Place(place) => out.push_str(&format!("[{place}]")),
                Step::Field(name) => join(&mut out, if unknown { shown_name(name) } else { name }),
            }
        }
        if let What::Missing(name) = self.what {
            join(&mut out, name);
        }
        out
    }

    fn words(&self) -> (String, String) {
        match &self.what {
            What::Other { is, wanted } => (is.told(self.is_personal()), expected(wanted)),
            What::NoField { known } => ("there is no such field".to_owned(), listed(known.iter().copied())),
            What::NoWord { word, known } => {
                let wrong = match self.is_personal() {
                    true => "there is no such word".to_owned(),
                    false => format!("there is no word `{}`", cut(word)),
                };
                (wrong, listed(known.iter().copied()))
            }
            What::Missing(_) => (
                "it is missing".to_owned(),
                "a value: nothing stands in for it".to_owned(),
            ),
            What::Length(length, wanted) => (format!("{length} values"), expected(wanted)),
            What::NoForm(text) => no_form(text),
        }
    }

    fn is_personal(&self) -> bool {
        let mut fields = self.place().iter().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Place(_) => None,
        });
        let of_agents = fields.next() == Some("agents");
        fields.any(|name| OF_CONDITIONS.contains(&name) || (of_agents && OF_AGENTS.contains(&name)))
    }
}

/// What a reader of ours says in its own words, or one that tried several forms.
fn no_form(text: &str) -> (String, String) {
    let form = text.strip_prefix("data did not match any variant of untagged enum ");
    match form {
        Some(name) => ("the value has no form that is read".to_owned(), expected(name)),
        None => ("the value cannot be read".to_owned(), text.to_owned()),
    }
}

fn expected(wanted: &str) -> String {
    let known = EXPECTED.iter().find(|(said, _)| *said == wanted);
    match known {
        Some((_, words)) => (*words).to_owned(),
        None if wanted.starts_with("struct ") => "an object".to_owned(),
        None if wanted.starts_with("enum ") => "a word, or an object with one word and its value".to_owned(),
        None => wanted.to_owned(),
    }
}

fn join(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// A name may be anything: what does not look like that of a field is not repeated.
fn shown_name(name: &str) -> &str {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    match begins && name.len() <= LONGEST_NAME && name.chars().all(plain) {
        true => name,
        false => "?",
    }
}

fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl Seen {
    fn of(is: &Unexpected<'_>) -> Self {
        match is {
            Unexpected::Bool(it) => Self::Value("", it.to_string()),
            Unexpected::Unsigned(it) => Self::Value("the number ", it.to_string()),
            Unexpected::Signed(it) => Self::Value("the number ", it.to_string()),
            Unexpected::Float(it) => Self::Value("the number ", it.to_string()),
            Unexpected::Str(it) => Self::Value("the text ", cut(it)),
            Unexpected::Unit | Unexpected::Option => Self::Shape("nothing"),
            Unexpected::Seq => Self::Shape("a list"),
            Unexpected::UnitVariant => Self::Shape("a word without its value"),
            Unexpected::NewtypeVariant | Unexpected::TupleVariant | Unexpected::StructVariant => {
                Self::Shape("a word with a value")
            }
            _ => Self::Shape("an object"),
        }
    }

    fn told(&self, personal: bool) -> String {
        match self {
            Self::Shape(shape) => (*shape).to_owned(),
            Self::Value(..) if personal => "a value of another type".to_owned(),
            Self::Value(kind, value) => format!("{kind}`{value}`"),
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::new(What::NoForm(text.to_string()))
    }

    fn invalid_type(is: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::new(What::Other {
            is: Seen::of(&is),
            wanted: wanted.to_string(),
        })
    }

    fn invalid_value(is: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::invalid_type(is, wanted)
    }

    fn invalid_length(length: usize, wanted: &dyn Expected) -> Self {
        Self::new(What::Length(length, wanted.to_string()))
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::NoWord {
            word: word.to_owned(),
            known,
        })
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::NoField { known })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(What::Missing(name))
    }
}
