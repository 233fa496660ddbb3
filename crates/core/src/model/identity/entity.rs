//! What shares a value, who is one customer, and what people decided.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codec::{Packed, Reader, Writer, as_text};
use crate::model::ids::{CustomerId, Uid};

/// The accounts that share one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdBucket {
    /// How many there are.
    pub size: u64,
    /// They, sorted; empty when there are more than the kind allows: then they are in pages, and the value names nobody.
    pub members: Vec<Uid>,
    /// The host said that the value names nobody.
    pub blocked: bool,
}

/// Part of a long list that hangs on a row: entries, or which pages lead further.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdPage {
    /// The entries, sorted by their key.
    pub entries: Vec<(Uid, Vec<u8>)>,
    /// The next bytes of keys that have a page of their own, sorted.
    pub children: Vec<u8>,
}

/// What happened to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Another one became part of it.
    Absorbed,
    /// A part of it became another one.
    Lost,
    /// It became part of another one.
    Joined,
    /// It was part of another one.
    Left,
}

/// One change of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub verb: Verb,
    /// The other customer.
    pub other: CustomerId,
    /// The account whose observation, or the decision that, brought it about.
    pub cause: Uid,
    /// When the observation was made, in seconds.
    pub at: i64,
}

/// A customer of several accounts, or one that had several once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdEntity {
    /// The accounts, sorted.
    pub members: Vec<Uid>,
    /// It became part of this one.
    pub alias: Option<CustomerId>,
    /// It was part of this one once.
    pub former: Option<CustomerId>,
    /// What happened to it; the oldest are dropped.
    pub changes: Vec<Change>,
}

/// What a person decided: these pairs are, or are not, one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdDecision {
    /// They are the same.
    pub same: bool,
    /// The pairs.
    pub pairs: Vec<(Uid, Uid)>,
    /// Taken back.
    pub undone: bool,
}

impl Packed for IdBucket {
    fn pack(&self, out: &mut Writer) {
        out.number(self.size << 1 | u64::from(self.blocked));
        out.list(&self.members, |out, id| out.id(*id));
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let n = from.number()?;
        Some(Self {
            size: n >> 1,
            blocked: n & 1 == 1,
            members: from.list(Reader::id)?,
        })
    }
}

impl Packed for IdPage {
    fn pack(&self, out: &mut Writer) {
        out.list(&self.entries, |out, (key, body)| {
            out.id(*key);
            out.list(body, |out, byte| out.0.push(*byte));
        });
        out.list(&self.children, |out, byte| out.0.push(*byte));
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            entries: from.list(|from| Some((from.id()?, from.list(Reader::byte)?)))?,
            children: from.list(Reader::byte)?,
        })
    }
}

fn maybe(out: &mut Writer, id: Option<CustomerId>) {
    out.number(u64::from(id.is_some()));
    id.iter().for_each(|id| out.id(id.0));
}

fn read_maybe(from: &mut Reader<'_>) -> Option<Option<CustomerId>> {
    match from.number()? {
        0 => Some(None),
        _ => from.id().map(|id| Some(CustomerId(id))),
    }
}

impl Packed for Change {
    fn pack(&self, out: &mut Writer) {
        out.number(match self.verb {
            Verb::Absorbed => 0,
            Verb::Lost => 1,
            Verb::Joined => 2,
            Verb::Left => 3,
        });
        out.id(self.other.0);
        out.id(self.cause);
        out.signed(self.at);
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            verb: match from.number()? {
                0 => Verb::Absorbed,
                1 => Verb::Lost,
                2 => Verb::Joined,
                3 => Verb::Left,
                _ => return None,
            },
            other: CustomerId(from.id()?),
            cause: from.id()?,
            at: from.signed()?,
        })
    }
}

impl Packed for IdEntity {
    fn pack(&self, out: &mut Writer) {
        out.list(&self.members, |out, id| out.id(*id));
        maybe(out, self.alias);
        maybe(out, self.former);
        out.list(&self.changes, |out, change| change.pack(out));
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            members: from.list(Reader::id)?,
            alias: read_maybe(from)?,
            former: read_maybe(from)?,
            changes: from.list(Change::unpack)?,
        })
    }
}

impl Packed for IdDecision {
    fn pack(&self, out: &mut Writer) {
        out.number(u64::from(self.same) | u64::from(self.undone) << 1);
        out.list(&self.pairs, |out, (a, b)| {
            out.id(*a);
            out.id(*b);
        });
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let n = from.number()?;
        Some(Self {
            same: n & 1 == 1,
            undone: n & 2 == 2,
            pairs: from.list(|from| Some((from.id()?, from.id()?)))?,
        })
    }
}

as_text!(IdBucket IdPage IdEntity IdDecision);
