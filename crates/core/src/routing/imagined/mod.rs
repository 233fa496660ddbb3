//! A ticket that is none: what rules look at, told as attributes, so that it can be asked where such a one would go.
mod overrides;
mod rows;

pub use overrides::{AgentOverride, QueueOverride, RouteOverrides};
pub use rows::Imagined;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::validate::Problem;
use crate::model::axes::{Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, WaitingOn};
use crate::model::config::Config;
use crate::model::conversation::Channel;
use crate::model::custom::{CustomIs, CustomOn};
use crate::model::ids::{Platform, ProductId, ShopId, ShowId};
use crate::model::issue::IssueType;
use crate::model::money::Currency;

/// What rules look at, by the names that conditions have for it. What is left out is as on a request that has just come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteAttributes {
    /// The platform it came through.
    pub platform: Platform,
    /// The shop it came to.
    #[serde(default)]
    pub shop: Option<ShopId>,
    /// What is asked for.
    pub kind: Kind,
    /// What the problem is.
    #[serde(default)]
    pub issue: Option<IssueType>,
    /// The state people see; that of the kind and the states below when absent.
    #[serde(default)]
    pub headline: Option<Headline>,
    /// On whom it waits; as the headline says when absent.
    #[serde(default)]
    pub waiting_on: Option<WaitingOn>,
    /// Where the goods are.
    #[serde(default)]
    pub goods: Option<Goods>,
    /// Where the money is.
    #[serde(default)]
    pub money: Option<MoneyState>,
    /// Where the replacement is.
    #[serde(default)]
    pub replacement: Option<ReplacementState>,
    /// Where the arbitration is.
    #[serde(default)]
    pub dispute: Option<DisputeState>,
    /// What the seller decided.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// The currency of the amounts; CNY when absent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Asked for, in minor units.
    #[serde(default)]
    pub amount: i64,
    /// Approved, in minor units.
    #[serde(default)]
    pub approved: i64,
    /// Paid back, in minor units.
    #[serde(default)]
    pub refunded: i64,
    /// Goodwill, in minor units.
    #[serde(default)]
    pub compensation: i64,
    /// Paid for the order, in minor units; the order is not known when absent.
    #[serde(default)]
    pub paid_total: Option<i64>,
    /// Where the order goes to; with `paid_total`, since it stands on the order.
    #[serde(default)]
    pub region: Option<String>,
    /// The host who sold it.
    #[serde(default)]
    pub host: Option<String>,
    /// The room it was sold in.
    #[serde(default)]
    pub room: Option<String>,
    /// The evening it was sold in.
    #[serde(default)]
    pub show: Option<ShowId>,
    /// The platform's reason code.
    #[serde(default)]
    pub reason_code: Option<String>,
    /// Where the buyer wrote about it.
    #[serde(default)]
    pub channels: BTreeSet<Channel>,
    /// Its tags.
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// Its marks.
    #[serde(default)]
    pub flags: BTreeSet<String>,
    /// Articles of its lines, a line each.
    #[serde(default)]
    pub skus: Vec<String>,
    /// Products of those lines, in the same order.
    #[serde(default)]
    pub products: Vec<ProductId>,
    /// Pieces, all lines together.
    #[serde(default)]
    pub pieces: u32,
    /// Categories of its products.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Who supplies them.
    #[serde(default)]
    pub suppliers: Vec<String>,
    /// Tags of the customer.
    #[serde(default)]
    pub customer_tags: BTreeSet<String>,
    /// Refunds of the customer in the 90 days before.
    #[serde(default)]
    pub refund_count_90d: u32,
    /// How often it was opened again.
    #[serde(default)]
    pub reopened: u32,
    /// How long ago it was opened, in milliseconds; so long it waits for somebody, too.
    #[serde(default)]
    pub age: i64,
    /// In how many milliseconds the platform's deadline is.
    #[serde(default)]
    pub deadline_in: Option<i64>,
    /// In how many milliseconds the first of our clocks is due.
    #[serde(default)]
    pub sla_slack: Option<i64>,
    /// Somebody answered it.
    #[serde(default)]
    pub answered: bool,
    /// Its order is not known.
    #[serde(default)]
    pub orphan: bool,
    /// Values of the merchant's own fields.
    #[serde(default)]
    pub custom: Vec<CustomIs>,
}

impl RouteAttributes {
    /// A request that has just come.
    pub fn new(platform: impl Into<Platform>, kind: Kind) -> Self {
        Self {
            platform: platform.into(),
            kind,
            shop: None,
            issue: None,
            headline: None,
            waiting_on: None,
            goods: None,
            money: None,
            replacement: None,
            dispute: None,
            decision: None,
            currency: None,
            amount: 0,
            approved: 0,
            refunded: 0,
            compensation: 0,
            paid_total: None,
            region: None,
            host: None,
            room: None,
            show: None,
            reason_code: None,
            channels: BTreeSet::new(),
            tags: BTreeSet::new(),
            flags: BTreeSet::new(),
            skus: Vec::new(),
            products: Vec::new(),
            pieces: 0,
            categories: Vec::new(),
            suppliers: Vec::new(),
            customer_tags: BTreeSet::new(),
            refund_count_90d: 0,
            reopened: 0,
            age: 0,
            deadline_in: None,
            sla_slack: None,
            answered: false,
            orphan: false,
            custom: Vec::new(),
        }
    }

    /// What is wrong with them under a configuration: where, what, and what is allowed instead.
    pub fn problems(&self, config: &Config) -> Vec<Problem> {
        let without_sku = "the skus of the lines too, as many as products";
        let few = self.products.len() > self.skus.len();
        let of_lines = self.custom.iter().any(|field| field.on == CustomOn::Line);
        let of_order = self.region.is_some();
        let bounds = [
            (
                "paid_total",
                of_lines && self.paid_total.is_none(),
                "fields of lines without an order",
                "what was paid for it",
            ),
            (
                "region",
                of_order && self.paid_total.is_none(),
                "a region without an order",
                "what was paid for it as `paid_total`",
            ),
            ("age", self.age < 0, "before it was opened", "0 and above"),
            ("products", few, "more products than lines", without_sku),
            (
                "pieces",
                self.pieces > 0 && self.skus.is_empty(),
                "pieces without lines",
                without_sku,
            ),
        ];
        let wrong = bounds.into_iter().filter(|(_, holds, ..)| *holds);
        let bounds = wrong.map(|(path, _, wrong, allowed)| Problem {
            path: path.to_owned(),
            wrong: wrong.to_owned(),
            allowed: Some(allowed.to_owned()),
        });
        let custom = self.custom.iter().enumerate();
        let custom = custom.filter_map(|(place, field)| mistyped(config, place, field));
        bounds.chain(custom).collect()
    }
}

/// What is wrong with a value of a field of the merchant's. The value stays out of it, since it may be personal.
fn mistyped(config: &Config, place: usize, field: &CustomIs) -> Option<Problem> {
    let declared = config.custom.iter().filter(|known| known.on == field.on);
    let known = declared.clone().find(|known| known.name == field.name);
    let (at, wrong, allowed) = match known {
        None => {
            let names: Vec<&str> = declared.map(|known| known.name.as_str()).collect();
            ("name", "the field is not declared there", names.join(", "))
        }
        Some(known) if !known.of.admits(&field.is) => {
            let of = serde_json::to_string(&known.of).unwrap_or_default();
            ("is", "the value is of another type", of)
        }
        Some(_) => return None,
    };
    Some(Problem {
        path: format!("custom[{place}].{at}"),
        wrong: wrong.to_owned(),
        allowed: Some(allowed).filter(|allowed| !allowed.is_empty()),
    })
}
