//! The merchant's articles, and which of them may be one.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::custom::CustomValue;
use crate::model::ids::{ProductId, Tenant};
use crate::model::product::Product;
use crate::store::{Reader, Record, Table};
use crate::text::Title;

use super::desk::Desk;
use super::later::Later;
use super::paging::by_id;
use super::query::{self, Page, page_size};

/// Titles less alike than this, of 1,000, are not worth a look.
const WORTH_A_LOOK: u32 = 500;

/// An article that may be the same as another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Similar {
    /// The article.
    pub product: Product,
    /// How alike the titles are, from 0 to 1,000.
    pub likeness: u32,
}

/// Which articles. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductQuery {
    /// From this supplier.
    pub supplier: Option<String>,
    /// Of this category.
    pub category: Option<String>,
    /// With these values in the merchant's own fields.
    pub custom: BTreeMap<String, CustomValue>,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`].
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

impl ProductQuery {
    fn admits(&self, product: &Product) -> bool {
        let has = |(name, value): (&String, &CustomValue)| product.custom.get(name) == Some(value);
        let same = |wanted: &Option<String>, is: &Option<String>| wanted.is_none() || wanted == is;
        product.merged_into.is_none()
            && same(&self.supplier, &product.supplier)
            && same(&self.category, &product.category)
            && self.custom.iter().all(has)
    }
}

impl Desk {
    /// A page of the articles, in the order of their ids; those that were merged into others are left out.
    ///
    /// # Errors
    /// `Malformed` for an `after` that is no place in a list.
    pub fn products(&self, query: ProductQuery) -> Later<Page<Product>> {
        self.read(move |reader, tenant| {
            by_id(query.after.as_deref(), page_size(query.limit), |after, most| {
                let rows = reader.rows(tenant, Table::Product, after, most)?;
                let kept = |row| Product::of(row).filter(|p| query.admits(p)).cloned();
                Ok(rows.iter().map(|(id, _, row)| (*id, kept(row))).collect())
            })
        })
    }

    /// Articles whose titles are so alike that they may be the same one, the most alike first. Titles never join anything
    /// by themselves: a person who agrees joins the listing by hand ([`Act::JoinListing`]).
    ///
    /// Looks at up to 20,000 articles.
    ///
    /// # Errors
    /// `NotFound` for an unknown article.
    ///
    /// [`Act::JoinListing`]: crate::model::command::Act::JoinListing
    pub fn similar_products(&self, product: ProductId, limit: usize) -> Later<Vec<Similar>> {
        self.read(move |reader, tenant| {
            let wanted = query::row::<Product>(reader, tenant, product.0)?;
            let wanted = wanted.ok_or_else(|| Error::not_found("product", product).during("desk.similar_products"))?;
            similar(reader, tenant, &wanted.item, page_size(limit))
        })
    }
}

fn similar(reader: &mut dyn Reader, tenant: &Tenant, wanted: &Product, limit: usize) -> Result<Vec<Similar>> {
    let title = Title::new(&wanted.title);
    let (mut found, mut after, mut examined) = (Vec::new(), None, 0);
    while examined < MAX_EXAMINED {
        let rows = reader.rows(tenant, Table::Product, after, MAX_PAGE)?;
        examined += rows.len();
        after = rows.last().map(|(id, ..)| *id);
        let others = rows.iter().filter_map(|(_, _, row)| Product::of(row));
        for product in others.filter(|p| p.id != wanted.id && p.merged_into.is_none()) {
            let likeness = title.like(&Title::new(&product.title));
            if likeness >= WORTH_A_LOOK {
                let product = product.clone();
                found.push(Similar { product, likeness });
            }
        }
        if rows.len() < MAX_PAGE {
            break;
        }
    }
    found.sort_by(|a, b| (b.likeness, a.product.id).cmp(&(a.likeness, b.product.id)));
    found.truncate(limit);
    Ok(found)
}
