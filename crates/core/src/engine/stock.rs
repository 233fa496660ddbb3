//! What is in stock, and what of it is promised.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::{MAX_EXTERNAL_ID, MAX_LINES};
use crate::model::ids::{ProductId, Tenant};
use crate::model::product::{Product, ProductCode};
use crate::model::stock::Stock;
use crate::model::time::Timestamp;
use crate::store::{Reader, Slot};

use super::decide::{code_key, held_of};
use super::desk::Desk;
use super::later::Later;
use super::query::{row, rows};

/// Most steps from a merged article to what it became.
const MAX_REDIRECTS: usize = 32;

/// What there is of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StockLevel {
    /// The code it was asked for by.
    pub code: String,
    /// The article.
    pub product: ProductId,
    /// Pieces in the warehouse: as counted, less what was sent out since.
    pub on_hand: u32,
    /// Pieces set aside for approved exchanges and resends.
    pub reserved: i64,
    /// Pieces that can be promised; below 0 when more was promised than there is.
    pub available: i64,
    /// When they were counted.
    pub counted_at: Timestamp,
}

impl Desk {
    /// What there is of articles, by the merchant's codes or barcodes, in the order asked. Articles that were never counted
    /// ([`Act::SetStock`](crate::model::command::Act::SetStock)) are left out: of those as many as you like can be promised.
    ///
    /// # Errors
    /// `Malformed` for more than 500 codes, or one that is too long.
    pub fn stock(&self, codes: impl IntoIterator<Item = impl Into<String>>) -> Later<Vec<StockLevel>> {
        let codes: Vec<String> = codes.into_iter().map(Into::into).collect();
        self.read(move |reader, tenant| {
            if codes.len() > MAX_LINES || codes.iter().any(|code| code.len() > MAX_EXTERNAL_ID) {
                return Err(Error::malformed("too many codes, or one that is too long")
                    .during("desk.stock")
                    .with("limit", MAX_LINES));
            }
            let mut levels = Vec::new();
            for code in codes {
                levels.extend(level(reader, tenant, code)?);
            }
            Ok(levels)
        })
    }
}

fn level(reader: &mut dyn Reader, tenant: &Tenant, code: String) -> Result<Option<StockLevel>> {
    let keys = ["code", "barcode"].map(|kind| code_key(kind, &code));
    let named = rows::<ProductCode>(reader, tenant, &keys)?;
    let Some(named) = named.into_iter().flatten().next() else {
        return Ok(None);
    };
    let product = survivor(reader, tenant, named.item.product)?;
    let Some(stock) = row::<Stock>(reader, tenant, product.0)? else {
        return Ok(None);
    };
    let held = reader.load(tenant, &[held_of(product)])?;
    let reserved = held.slots.iter().find_map(|slot| match slot {
        Slot::Gauge(value) => Some(*value),
        Slot::Row { .. } | Slot::Absent => None,
    });
    let reserved = reserved.unwrap_or_default();
    let Stock {
        on_hand, counted_at, ..
    } = stock.item;
    Ok(Some(StockLevel {
        code,
        product,
        on_hand,
        reserved,
        available: i64::from(on_hand) - reserved,
        counted_at,
    }))
}

/// The article that lives on where this one was merged.
fn survivor(reader: &mut dyn Reader, tenant: &Tenant, id: ProductId) -> Result<ProductId> {
    let mut at = id;
    for _ in 0..MAX_REDIRECTS {
        match row::<Product>(reader, tenant, at.0)?.and_then(|p| p.item.merged_into) {
            Some(next) => at = next,
            None => break,
        }
    }
    Ok(at)
}
