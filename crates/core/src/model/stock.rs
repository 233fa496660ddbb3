//! Stock: how many pieces of an article the warehouse has, as the host counts them.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::ProductId;
use super::time::Timestamp;

/// How many pieces of an article there are. Those that are set aside for buyers are among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stock {
    /// The article.
    pub product: ProductId,
    /// Pieces in the warehouse: as counted, less what was sent out since.
    pub on_hand: u32,
    /// When they were counted.
    pub counted_at: Timestamp,
}

/// Pieces of one article, as the warehouse counts them now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StockCount {
    /// The merchant's code of the article, or its barcode.
    pub code: String,
    /// Pieces in the warehouse, those among them that are set aside for buyers.
    pub on_hand: u32,
}
