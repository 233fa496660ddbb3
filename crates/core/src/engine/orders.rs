//! Finding orders.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::config::Config;
use crate::model::custom::CustomValue;
use crate::model::ids::{AccountId, CustomerId, OrderId, Platform, ProductId, ShopId, ShopKey, Tenant, Uid};
use crate::model::order::{Order, OrderState};
use crate::model::time::Timestamp;
use crate::store::{Index, Reader, Record, Scan, Table};

use super::customer::{PlacedOrder, resolve};
use super::desk::Desk;
use super::later::Later;
use super::query::{Page, Versioned, filtered, page_size, parse_mark, row};

/// Which orders. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OrderQuery {
    /// On this platform.
    pub platform: Option<Platform>,
    /// In this shop.
    pub shop: Option<ShopId>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of this customer, on all platforms.
    pub customer: Option<CustomerId>,
    /// In one of these states.
    pub states: Vec<OrderState>,
    /// With a line of this product.
    pub product: Option<ProductId>,
    /// With a line that has these values in the merchant's own fields.
    pub line_custom: BTreeMap<String, CustomValue>,
    /// Placed then or later.
    pub placed_from: Option<Timestamp>,
    /// Placed then or earlier.
    pub placed_to: Option<Timestamp>,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

impl OrderQuery {
    /// The shortest lists that hold all it asks for: of the buyer's accounts, else of the shops.
    pub(crate) fn lists(&self, reader: &mut dyn Reader, tenant: &Tenant) -> Result<(Index, Vec<Uid>)> {
        if let Some(account) = self.account {
            return Ok((Index::OrderAccount, vec![account.0]));
        }
        if let Some(id) = self.customer {
            let customer = resolve(reader, tenant, id)?;
            let accounts = customer.map(|c| c.accounts).unwrap_or_default();
            return Ok((Index::OrderAccount, accounts.into_iter().map(|a| a.0).collect()));
        }
        if let (Some(platform), Some(shop)) = (&self.platform, &self.shop) {
            return Ok((Index::OrderShop, vec![ShopKey::of(platform, shop).0]));
        }
        let config = row::<Config>(reader, tenant, Uid::ZERO)?.map(|found| found.item);
        let shops = config.map(|config| config.shops).unwrap_or_default();
        if shops.is_empty() {
            return Err(Error::unsupported(
                "no shop is configured whose orders could be listed",
                "name a shop or a buyer",
            )
            .during("desk.orders"));
        }
        let keys = shops.iter().map(|s| ShopKey::of(&s.platform, &s.shop).0);
        Ok((Index::OrderShop, keys.collect()))
    }

    pub(crate) fn admits(&self, order: &Order) -> bool {
        let with_fields = |line: &str| {
            let fields = order.custom(line);
            let has = |name: &String, value: &CustomValue| {
                fields
                    .and_then(|f| f.get(name))
                    .is_some_and(|told| told.value == *value)
            };
            self.line_custom.iter().all(|(name, value)| has(name, value))
        };
        let mut lines = order.snapshot.lines.iter();
        self.platform.as_ref().is_none_or(|p| *p == order.platform)
            && self.shop.as_ref().is_none_or(|s| *s == order.shop)
            && (self.states.is_empty() || self.states.contains(&order.snapshot.state))
            && self
                .product
                .is_none_or(|p| order.lines.iter().any(|l| l.product == Some(p)))
            && (self.line_custom.is_empty() || lines.any(|line| with_fields(&line.external_id)))
    }
}

impl Desk {
    /// A page of orders, the last one placed first. Without a buyer and without a shop: the orders of all configured
    /// shops.
    ///
    /// # Errors
    /// `Malformed` for an `after` that is no place in a list, `Unsupported` without a buyer, a shop or a configured shop.
    pub fn orders(&self, query: OrderQuery) -> Later<Page<Versioned<PlacedOrder>>> {
        self.read(move |reader, tenant| {
            let limit = page_size(query.limit);
            let (index, groups) = query.lists(reader, tenant)?;
            let scan = Scan {
                from: query.placed_from.map_or(i64::MIN, |t| t.0),
                to: query.placed_to.map_or(i64::MAX, |t| t.0),
                descending: true,
                after: query.after.as_deref().map(parse_mark).transpose()?,
                ..Scan::all(index, Uid::ZERO, Table::Order, limit)
            };
            filtered(reader, tenant, scan, &groups, limit, |_, entry| {
                let order = Order::of(&entry.row).filter(|order| query.admits(order));
                Ok(order.map(|order| Versioned {
                    version: entry.version,
                    item: PlacedOrder {
                        id: OrderId(entry.mark.id),
                        order: order.clone(),
                    },
                }))
            })
        })
    }
}
