//! Finding customers.
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::custom::CustomValue;
use crate::model::customer::Customer;
use crate::model::ids::Uid;
use crate::model::time::Timestamp;
use crate::store::{Index, Record, Scan, Table};

use super::desk::Desk;
use super::later::Later;
use super::query::{Page, Versioned, filtered, page_size, parse_mark};

/// Which customers. What is absent does not filter; all that is present must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerQuery {
    /// With this tag.
    pub tag: Option<String>,
    /// With these values in the merchant's own fields.
    pub custom: BTreeMap<String, CustomValue>,
    /// First heard of then or later.
    pub seen_from: Option<Timestamp>,
    /// First heard of then or earlier.
    pub seen_to: Option<Timestamp>,
    /// At most so many; 0 means 50, the most is [`MAX_PAGE`](crate::limits::MAX_PAGE).
    pub limit: usize,
    /// Go on after a page's `next`.
    pub after: Option<String>,
}

impl CustomerQuery {
    fn admits(&self, customer: &Customer) -> bool {
        let has = |(name, value): (&String, &CustomValue)| customer.custom.get(name) == Some(value);
        self.tag.as_ref().is_none_or(|tag| customer.tags.contains(tag)) && self.custom.iter().all(has)
    }
}

impl Desk {
    /// A page of customers, the last one heard of first; those that were merged into others are left out.
    ///
    /// # Errors
    /// `Malformed` for an `after` that is no place in a list.
    pub fn customers(&self, query: CustomerQuery) -> Later<Page<Versioned<Customer>>> {
        self.read(move |reader, tenant| {
            let limit = page_size(query.limit);
            let scan = Scan {
                from: query.seen_from.map_or(i64::MIN, |t| t.0),
                to: query.seen_to.map_or(i64::MAX, |t| t.0),
                descending: true,
                after: query.after.as_deref().map(parse_mark).transpose()?,
                ..Scan::all(Index::CustomerAll, Uid::ZERO, Table::Customer, limit)
            };
            filtered(reader, tenant, scan, &[Uid::ZERO], limit, |_, entry| {
                let customer = Customer::of(&entry.row).filter(|customer| query.admits(customer));
                Ok(customer.map(|customer| Versioned {
                    version: entry.version,
                    item: customer.clone(),
                }))
            })
        })
    }
}
