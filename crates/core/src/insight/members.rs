//! Under which members a row is counted, and how much of it each member carries.
//!
//! What a platform names only within a shop or platform is counted under the joined name (`douyin|4463|sku-1`), as pairs
//! are; a bar inside a name is written `¦`. Names are joined only for what is kept: most of a change cancels out before.
use crate::model::counter::Dim;
use crate::model::ids::{Platform, ProductId, ShopId, Uid};

/// A part of a member's name, borrowed from the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    /// None: the name is shorter.
    Nothing,
    /// A word or a name.
    Text(&'a str),
    /// An id.
    Id(Uid),
}

/// One member of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member<'a> {
    /// The dimension.
    pub dim: Dim,
    parts: [Part<'a>; 3],
}

impl<'a> Member<'a> {
    /// A member with a name of one part.
    pub fn one(dim: Dim, part: Part<'a>) -> Self {
        let parts = [part, Part::Nothing, Part::Nothing];
        Self { dim, parts }
    }

    /// A member with a name of two parts.
    pub fn pair(dim: Dim, first: Part<'a>, second: Part<'a>) -> Self {
        let parts = [first, second, Part::Nothing];
        Self { dim, parts }
    }

    /// The joined name.
    pub fn name(&self) -> String {
        let part = |part: &Part<'_>| match part {
            Part::Nothing => None,
            Part::Text(text) => Some(text.replace('|', "¦")),
            Part::Id(id) => Some(id.to_hex()),
        };
        self.parts.iter().filter_map(part).collect::<Vec<_>>().join("|")
    }
}

/// Where a row belongs: the same for all of its lines.
pub(super) struct Place<'a> {
    pub platform: &'a Platform,
    pub shop: &'a ShopId,
}

impl<'a> Place<'a> {
    /// Everything, the platform, the shop, and the room where there is one.
    pub fn each(&self, room: Option<&'a str>, add: &mut impl FnMut(Member<'a>)) {
        let platform = Part::Text(self.platform.as_str());
        add(Member::one(Dim::All, Part::Text("all")));
        add(Member::one(Dim::Platform, platform));
        add(Member::pair(Dim::Shop, platform, Part::Text(self.shop.as_str())));
        if let Some(room) = room {
            add(Member::pair(Dim::Room, platform, Part::Text(room)));
        }
    }
}

/// An article, who sold it and what is wrong with it.
pub(super) struct Article<'a> {
    pub sku: &'a str,
    pub product: Option<ProductId>,
    pub host: Option<&'a str>,
    pub issue: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// Its sku in the shop, its product, and the product under that host or issue.
    pub fn each(&self, place: &Place<'a>, add: &mut impl FnMut(Member<'a>)) {
        if !self.sku.is_empty() {
            let parts = [place.platform.as_str(), place.shop.as_str(), self.sku];
            add(Member {
                dim: Dim::Sku,
                parts: parts.map(Part::Text),
            });
        }
        let Some(product) = self.product.map(|product| Part::Id(product.0)) else {
            return;
        };
        add(Member::one(Dim::Product, product));
        if let Some(host) = self.host {
            add(Member::pair(Dim::HostProduct, Part::Text(host), product));
        }
        if let Some(issue) = self.issue {
            add(Member::pair(Dim::ProductIssue, product, Part::Text(issue)));
        }
    }
}

/// What one order or ticket line brings: pieces and money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub units: i64,
    pub minor: i64,
}

impl Share {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            units: self.units.saturating_add(other.units),
            minor: self.minor.saturating_add(other.minor),
        }
    }
}

/// Splits an amount by weights: whole minor units that add up to it, what is left over to the first ones. Weights that are
/// all zero count as equal.
pub(super) fn split(amount: i64, weights: &[i64]) -> Vec<i64> {
    let count = i128::try_from(weights.len()).unwrap_or(1).max(1);
    let total: i128 = weights.iter().map(|weight| i128::from((*weight).max(0))).sum();
    let part = |weight: &i64| match total {
        0 => i128::from(amount) / count,
        total => i128::from(amount) * i128::from((*weight).max(0)) / total,
    };
    let mut parts: Vec<i64> = weights.iter().map(|weight| part(weight) as i64).collect();
    let mut left = amount.saturating_sub(parts.iter().sum());
    for (slot, weight) in parts.iter_mut().zip(weights) {
        if left != 0 && (total == 0 || *weight > 0) {
            *slot += left.signum();
            left -= left.signum();
        }
    }
    parts
}
