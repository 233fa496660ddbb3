//! Articles: one thing, whatever it is called in each shop.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::custom::CustomValue;
use super::ids::{ListingId, Platform, ProductId, ShopId};

/// How a listing was joined to its product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JoinedBy {
    /// It opened the product.
    First,
    /// The same merchant code.
    MerchantCode,
    /// The same barcode.
    Barcode,
    /// A person joined it.
    Hand,
}

/// An article across shops and platforms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its title, as the merchant or the first listing says.
    pub title: String,
    /// The merchant's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_code: Option<String>,
    /// The barcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Who supplies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    /// The category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The merchant's own fields. Those that are declared are of their type and can be asked for in rules; others are
    /// kept as they came.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// The listings joined here.
    #[serde(default)]
    pub listings: Vec<ListingId>,
    /// What this product was merged into, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<ProductId>,
}

/// How one shop names an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listing {
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// The sku in that shop.
    pub sku: String,
    /// Its title there.
    pub title: String,
    /// The product it belongs to.
    pub product: ProductId,
    /// Why.
    pub joined_by: JoinedBy,
}

/// The key under which products with one merchant code or barcode find each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductCode {
    /// The product with that code.
    pub product: ProductId,
}
