//! The merchant's articles, and which of them may be one.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXAMINED, MAX_PAGE};
use crate::model::ids::{ProductId, Tenant, Uid};
use crate::model::product::Product;
use crate::store::{Reader, Record, Table};
use crate::text::Title;

use super::desk::Desk;
use super::later::Later;
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

impl Desk {
    /// A page of the articles, in the order of their ids; those that were merged into others are left out.
    pub fn products(&self, limit: usize, after: Option<String>) -> Later<Page<Product>> {
        self.read(move |reader, tenant| {
            let after = after
                .map(|text| text.parse::<Uid>().map_err(|_| not_a_place()))
                .transpose()?;
            page(reader, tenant, after, page_size(limit))
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

fn not_a_place() -> Error {
    Error::malformed("this is no place in a list")
        .during("desk.products")
        .hint("pass the `next` of the page before, unchanged")
}

/// Rows from a place on; the last one's id leads on.
fn page(reader: &mut dyn Reader, tenant: &Tenant, after: Option<Uid>, limit: usize) -> Result<Page<Product>> {
    let rows = reader.rows(tenant, Table::Product, after, limit)?;
    let next = rows.last().filter(|_| rows.len() == limit).map(|(id, ..)| id.to_hex());
    let lives = |row: &Product| row.merged_into.is_none();
    let products = rows.iter().filter_map(|(_, _, row)| Product::of(row));
    Ok(Page {
        items: products.filter(|row| lives(row)).cloned().collect(),
        next,
    })
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
