//! What we know of a shop's connection: tokens, polling, health.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{Platform, ShopId};
use super::time::Timestamp;

/// The tokens of a shop. Secret: sealed where the store has a key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenPair {
    /// The access token.
    pub access: String,
    /// The refresh token; some work once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<String>,
    /// When the access token ends.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for TokenPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenPair")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A shop's connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShopState {
    /// The platform.
    pub platform: Platform,
    /// The shop.
    pub shop: ShopId,
    /// Its tokens.
    pub tokens: Option<TokenPair>,
    /// Up to when changes were read.
    pub polled_until: Option<Timestamp>,
    /// Where inside a window the reading stands: the adapter's own text.
    #[serde(default)]
    pub poll_page: Option<String>,
    /// The upper end of the window being read.
    #[serde(default)]
    pub poll_to: Option<Timestamp>,
    /// The authorisation ended: a person must connect the shop again.
    pub stopped: Option<String>,
    /// What the platform last warned of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<String>,
}

impl ShopState {
    /// A shop of which nothing is known yet.
    pub fn new(platform: Platform, shop: ShopId, tokens: Option<TokenPair>) -> Self {
        Self {
            platform,
            shop,
            tokens,
            polled_until: None,
            poll_page: None,
            poll_to: None,
            stopped: None,
            warned: None,
        }
    }
}
