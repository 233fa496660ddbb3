//! An account as the matching sees it.
use super::codec::{Packed, Reader, Writer, as_text};
use super::item::Item;
use crate::model::ids::{CustomerId, Uid};

/// One observation: an order, a call, a profile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sight {
    /// Which, keyed.
    pub unit: u64,
    /// A newer version takes the place of an older one.
    pub version: u64,
    /// When, in seconds.
    pub at: i64,
    /// What it showed, sorted.
    pub items: Vec<Item>,
}

/// A scored pair, seen from one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The other end.
    pub other: Uid,
    /// In thousandths of a bit.
    pub score: i32,
    /// It rests on an anchor.
    pub anchor: bool,
}

/// An account as the matching sees it: what was observed, the pairs worth keeping, and what people decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdNode {
    /// The scope of its uid; 0 for a contact without one.
    pub scope: u64,
    /// The platform.
    pub platform: u64,
    /// The customer it belongs to.
    pub customer: CustomerId,
    /// When it was first seen, in seconds.
    pub first: i64,
    /// Observations so far.
    pub count: u64,
    /// They are in pages of their own: there are many.
    pub paged: bool,
    /// The observations; of a paged node only those that stand for it.
    pub sights: Vec<Sight>,
    /// Pairs that are at least worth a review, sorted by the other end.
    pub edges: Vec<Edge>,
    /// Accounts that a person said are the same, with the decision.
    pub must: Vec<(Uid, Uid)>,
    /// Accounts that a person said are not the same, with the decision.
    pub cannot: Vec<(Uid, Uid)>,
}

impl IdNode {
    /// The edge to another node.
    pub fn edge(&self, other: Uid) -> Option<&Edge> {
        let at = self.edges.binary_search_by_key(&other, |e| e.other).ok()?;
        self.edges.get(at)
    }
}

impl Packed for Sight {
    fn pack(&self, out: &mut Writer) {
        out.hash(self.unit);
        out.number(self.version);
        out.signed(self.at);
        out.list(&self.items, |out, item| item.pack(out));
    }
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            unit: from.hash()?,
            version: from.number()?,
            at: from.signed()?,
            items: from.list(Item::unpack)?,
        })
    }
}

fn pair(out: &mut Writer, (a, b): &(Uid, Uid)) {
    out.id(*a);
    out.id(*b);
}

fn read_pair(from: &mut Reader<'_>) -> Option<(Uid, Uid)> {
    Some((from.id()?, from.id()?))
}

impl Packed for IdNode {
    fn pack(&self, out: &mut Writer) {
        out.hash(self.scope);
        out.hash(self.platform);
        out.id(self.customer.0);
        out.signed(self.first);
        out.number(self.count << 1 | u64::from(self.paged));
        // Most observations show what others showed: each thing is written once.
        let mut items: Vec<&Item> = self.sights.iter().flat_map(|s| &s.items).collect();
        items.sort_unstable();
        items.dedup();
        out.list(&items, |out, item| item.pack(out));
        out.list(&self.sights, |out, s| {
            out.hash(s.unit);
            out.number(s.version);
            out.signed(s.at.saturating_sub(self.first));
            out.list(&s.items, |out, item| {
                out.number(items.binary_search(&item).unwrap_or_default() as u64);
            });
        });
        out.list(&self.edges, |out, e| {
            out.id(e.other);
            out.signed(i64::from(e.score) << 1 | i64::from(e.anchor));
        });
        out.list(&self.must, pair);
        out.list(&self.cannot, pair);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let (scope, platform) = (from.hash()?, from.hash()?);
        let customer = CustomerId(from.id()?);
        let first = from.signed()?;
        let counted = from.number()?;
        let items = from.list(Item::unpack)?;
        let sights = from.list(|from| {
            Some(Sight {
                unit: from.hash()?,
                version: from.number()?,
                at: first.saturating_add(from.signed()?),
                items: from.list(|from| items.get(usize::try_from(from.number()?).ok()?).cloned())?,
            })
        })?;
        let edges = from.list(|from| {
            let other = from.id()?;
            let n = from.signed()?;
            let score = i32::try_from(n >> 1).ok()?;
            Some(Edge {
                other,
                score,
                anchor: n & 1 == 1,
            })
        })?;
        Some(Self {
            scope,
            platform,
            customer,
            first,
            count: counted >> 1,
            paged: counted & 1 == 1,
            sights,
            edges,
            must: from.list(read_pair)?,
            cannot: from.list(read_pair)?,
        })
    }
}

as_text!(IdNode);

#[cfg(test)]
mod tests {
    use super::super::item::{Name, Party, Role, Value};
    use super::*;

    #[test]
    fn a_node_survives_its_text() {
        let value = Item::Value(Value {
            kind: 3,
            scope: 9,
            hash: 77,
            masked: 0,
            near: vec![1, 5],
        });
        let party = Item::Party(Box::new(Party {
            role: Role::Receiver,
            phone: 5,
            name: Name {
                surname: 4,
                near: vec![8],
                initial: 300,
                ..Name::default()
            },
            detail_near: vec![2, 3],
            ..Party::default()
        }));
        let sight = |unit, at| Sight {
            unit,
            version: 2,
            at,
            items: vec![value.clone(), party.clone()],
        };
        let node = IdNode {
            scope: 1,
            first: -7,
            count: 2,
            sights: vec![sight(4, -7), sight(5, 900)],
            edges: vec![Edge {
                other: Uid([3; 16]),
                score: -950,
                anchor: true,
            }],
            must: vec![(Uid([1; 16]), Uid([2; 16]))],
            ..IdNode::default()
        };
        let json = serde_json::to_string(&node).unwrap();
        assert_eq!(serde_json::from_str::<IdNode>(&json).unwrap(), node);
        assert!(serde_json::from_str::<IdNode>("\"AAAA\"").is_err());
    }
}
