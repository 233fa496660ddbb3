//! Under which members a row is counted, and how much of it each member carries.
//!
//! What a platform names only within a shop or platform is counted under the joined name (`douyin|4463|sku-1`), as pairs
//! are; a bar inside a name is written `¦`.
use std::collections::BTreeMap;

use crate::model::counter::Dim;
use crate::model::ids::{Platform, ProductId, ShopId};

/// One member of a dimension.
pub(super) type Member = (Dim, String);

/// What one order or ticket line brings: pieces and money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub units: i64,
    pub minor: i64,
}

/// Members with the share each carries.
pub(super) type Shares = BTreeMap<Member, Share>;

/// Adds a share to a member.
pub(super) fn add(shares: &mut Shares, dim: Dim, parts: &[&str], share: Share) {
    let sum = shares.entry((dim, joined(parts))).or_default();
    sum.units = sum.units.saturating_add(share.units);
    sum.minor = sum.minor.saturating_add(share.minor);
}

fn joined(parts: &[&str]) -> String {
    let clean = |part: &&str| part.replace('|', "¦");
    parts.iter().map(clean).collect::<Vec<_>>().join("|")
}

/// Where a row belongs: the same for all of its lines.
pub(super) struct Place<'a> {
    pub platform: &'a Platform,
    pub shop: &'a ShopId,
}

impl Place<'_> {
    /// Everything, the platform, the shop.
    pub fn add(&self, shares: &mut Shares, share: Share) {
        add(shares, Dim::All, &["all"], share);
        add(shares, Dim::Platform, &[self.platform.as_str()], share);
        add(shares, Dim::Shop, &[self.platform.as_str(), self.shop.as_str()], share);
    }

    /// The room.
    pub fn add_room(&self, shares: &mut Shares, room: Option<&str>, share: Share) {
        if let Some(room) = room {
            add(shares, Dim::Room, &[self.platform.as_str(), room], share);
        }
    }

    /// The article: its sku in the shop, its product, and the product under that host or issue.
    pub fn add_article(&self, shares: &mut Shares, article: &Article<'_>, share: Share) {
        if !article.sku.is_empty() {
            let parts = [self.platform.as_str(), self.shop.as_str(), article.sku];
            add(shares, Dim::Sku, &parts, share);
        }
        let Some(product) = article.product.map(|product| product.to_string()) else {
            return;
        };
        add(shares, Dim::Product, &[&product], share);
        if let Some(host) = article.host {
            add(shares, Dim::HostProduct, &[host, &product], share);
        }
        if let Some(issue) = article.issue {
            add(shares, Dim::ProductIssue, &[&product, issue], share);
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
