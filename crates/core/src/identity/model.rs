//! What counts how much: kinds of identifiers, levels of agreement, and their weights in thousandths of a bit.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::levels::{LEVELS, level_named};

/// How two values of a kind are compared, and how they are brought to one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As they are, but for blanks at the ends.
    Exact,
    /// Letters and digits only; one slip is near.
    Number,
    /// An address of electronic mail.
    Email,
    /// A day; one slip, or day and month exchanged, is near.
    Date,
    /// A nickname; platforms mask some of them.
    Nickname,
}

/// A kind of identifier: a row of configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its word. Stable: it is part of what is hashed.
    pub word: String,
    /// How it is read and compared.
    pub form: Form,
    /// It proves a person by itself: neither other accounts of a shop nor strangers in a group speak against it.
    #[serde(default)]
    pub anchor: bool,
    /// One person has one: two of them in one scope are two people.
    #[serde(default)]
    pub exclusive: bool,
    /// Numbers change hands: evidence a year apart counts less.
    #[serde(default)]
    pub fades: bool,
    /// Whether it may be used for joining when the observation does not say.
    #[serde(default = "yes")]
    pub linkable: bool,
    /// Whether equal values alone make two accounts candidates.
    #[serde(default = "yes")]
    pub block: bool,
    /// Most accounts that may share a value before it names nobody.
    pub cap: u32,
    /// Weight of equal values.
    pub equal: i32,
    /// Weight of values one slip apart.
    pub near: i32,
    /// Weight of different values.
    pub conflict: i32,
}

fn yes() -> bool {
    true
}

/// What counts how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Model {
    /// The number of these weights: 0 for those shipped.
    pub epoch: u64,
    /// Kinds of identifiers. A kind keeps its place: add at the end.
    pub kinds: Vec<Kind>,
    /// Weights by level, in the order of [`LEVELS`].
    pub weights: Vec<i32>,
    /// From here on a pair is one person.
    pub auto: i32,
    /// From here on a pair is worth a look.
    pub review: i32,
    /// Most accounts on a phone or token before it names nobody.
    pub phone_cap: u32,
    /// The same of an address.
    pub address_cap: u32,
    /// The same of a name in a place.
    pub name_cap: u32,
}

const fn kind(word: &'static str, form: Form, cap: u32, weights: [i32; 3]) -> Row {
    Row {
        word,
        form,
        cap,
        weights,
        anchor: false,
        exclusive: false,
        fades: false,
        block: true,
    }
}

struct Row {
    word: &'static str,
    form: Form,
    cap: u32,
    weights: [i32; 3],
    anchor: bool,
    exclusive: bool,
    fades: bool,
    block: bool,
}

/// The kinds that are known without configuration. Weights: equal, near, conflict.
const KINDS: &[Row] = &[
    Row {
        anchor: true,
        exclusive: true,
        ..kind("unionid", Form::Exact, 24, [25_000, 0, -12_000])
    },
    Row {
        anchor: true,
        ..kind("order", Form::Exact, 8, [25_000, 0, 0])
    },
    kind("nickname", Form::Nickname, 8, [1_700, 6_000, -600]),
    Row {
        anchor: true,
        ..kind("member", Form::Number, 24, [16_000, 2_000, -3_000])
    },
    kind("email", Form::Email, 6, [6_500, 3_000, -300]),
    kind("birthday", Form::Date, 24, [6_500, 3_000, -6_600]),
    Row {
        exclusive: true,
        ..kind("national_id", Form::Number, 24, [14_000, 5_000, -5_000])
    },
    kind("passport", Form::Number, 24, [11_000, 4_000, -7_000]),
    kind("driving_licence", Form::Number, 24, [11_000, 4_000, -3_500]),
    kind("tax_id", Form::Number, 24, [14_000, 5_000, -900]),
    kind("account", Form::Number, 24, [10_000, 3_000, 0]),
    Row {
        block: false,
        ..kind("gender", Form::Exact, 1, [300, 0, -2_000])
    },
];

impl Default for Model {
    fn default() -> Self {
        let owned = |r: &Row| {
            let [equal, near, conflict] = r.weights;
            Kind {
                word: r.word.to_owned(),
                form: r.form,
                anchor: r.anchor,
                exclusive: r.exclusive,
                fades: r.fades,
                linkable: true,
                block: r.block,
                cap: r.cap,
                equal,
                near,
                conflict,
            }
        };
        Self {
            epoch: 0,
            kinds: KINDS.iter().map(owned).collect(),
            weights: LEVELS.iter().map(|l| l.weight).collect(),
            auto: 1_000,
            review: -1_000,
            phone_cap: 24,
            address_cap: 12,
            name_cap: 10,
        }
    }
}

impl Model {
    /// The number and row of a kind.
    pub fn kind(&self, word: &str) -> Option<(u8, &Kind)> {
        let at = self.kinds.iter().position(|k| k.word == word)?;
        Some((u8::try_from(at).ok()?, self.kinds.get(at)?))
    }
    /// The weight of a level.
    pub fn weight(&self, level: usize) -> i32 {
        self.weights.get(level).copied().unwrap_or_default()
    }
    /// Sets the weight of a level by its name; `false` when there is none of that name.
    pub fn set(&mut self, name: &str, weight: i32) -> bool {
        let slot = level_named(name).and_then(|at| self.weights.get_mut(at));
        slot.map(|slot| *slot = weight).is_some()
    }
}
