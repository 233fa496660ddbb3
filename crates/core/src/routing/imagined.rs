//! A ticket that is none: what rules look at, told as attributes, so that it can be asked where such a one would go.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::subject::Subject;
use super::validate::Problem;
use crate::lifecycle::{headline, waiting_on};
use crate::model::axes::{
    Axes, Decision, DisputeState, Goods, Headline, Kind, MoneyState, ReplacementState, WaitingOn,
};
use crate::model::config::Config;
use crate::model::custom::{CustomIs, CustomOn, CustomValue, LineCustom, Told};
use crate::model::customer::Customer;
use crate::model::ids::{CustomerId, DocketId, Platform, ProductId, ShopId, ShowId, TicketId};
use crate::model::issue::IssueType;
use crate::model::money::{Currency, Money};
use crate::model::number::TicketNumber;
use crate::model::order::{Order, OrderLine, OrderSnapshot, OrderState};
use crate::model::product::Product;
use crate::model::ticket::{Amounts, Assignment, Clock, ClockKind, Local, Ticket, TicketLine};
use crate::model::time::Timestamp;

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
            host: None,
            room: None,
            show: None,
            reason_code: None,
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
        let bounds = [
            (
                "paid_total",
                of_lines && self.paid_total.is_none(),
                "fields of lines without an order",
                "what was paid for it",
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

    /// The ticket and what stands around it, as they would be now.
    pub fn imagine(&self, now: Timestamp) -> Imagined {
        let currency = self.currency.unwrap_or(Currency::CNY);
        let lines = self.lines();
        Imagined {
            order: self.order(&lines, currency, now),
            customer: Customer {
                id: CustomerId::default(),
                accounts: BTreeSet::new(),
                name: None,
                custom: self.fields(CustomOn::Customer),
                tags: self.customer_tags.clone(),
                first_seen: now,
                merged_into: None,
                absorbed: BTreeSet::new(),
                served: None,
            },
            products: self.around_products(),
            refunds_90d: self.refund_count_90d,
            ticket: self.ticket(lines, currency, now),
        }
    }

    fn ticket(&self, lines: Vec<TicketLine>, currency: Currency, now: Timestamp) -> Ticket {
        let start = Axes::start(self.kind);
        let axes = Axes {
            triaged: !self.orphan,
            goods: self.goods.unwrap_or(start.goods),
            money: self.money.unwrap_or(start.money),
            replacement: self.replacement.unwrap_or(start.replacement),
            dispute: self.dispute.unwrap_or(start.dispute),
            decision: self.decision.unwrap_or(start.decision),
            ..start
        };
        let shown = self.headline.unwrap_or_else(|| headline(&axes));
        let opened_at = now.plus(-self.age);
        let slack = self
            .sla_slack
            .map(|slack| (ClockKind::FirstResponse, clock(now, slack)));
        Ticket {
            id: TicketId::default(),
            number: TicketNumber::from_sequence(0),
            axes,
            headline: shown,
            waiting_on: self.waiting_on.unwrap_or_else(|| waiting_on(shown)),
            episode: self.reopened.saturating_add(1),
            opened_at,
            changed_at: opened_at,
            ended_at: None,
            closed_at: None,
            sources: Vec::new(),
            principal: None,
            docket: DocketId::default(),
            platform: self.platform.clone(),
            shop: self.shop.clone().unwrap_or_else(|| "".into()),
            order: None,
            orphan: self.orphan,
            lines,
            currency,
            amounts: Amounts {
                requested: self.amount,
                approved: self.approved,
                pending: 0,
                refunded: self.refunded,
                compensation: self.compensation,
            },
            refund_legs: Vec::new(),
            issue: self.issue.unwrap_or_default(),
            reason_code: self.reason_code.clone(),
            reason_text: None,
            account: None,
            show: self.show,
            host: self.host.clone(),
            room: self.room.clone(),
            sold_at: None,
            parcels: Vec::new(),
            evidence: Vec::new(),
            platform_deadline: self.deadline_in.map(|ms| now.plus(ms)),
            clocks: slack.into_iter().collect(),
            band: 2,
            aged: 0,
            assignment: Assignment {
                enqueued_at: Some(opened_at),
                ..Assignment::default()
            },
            first_response_at: Some(opened_at).filter(|_| self.answered),
            buyer_waits_since: None,
            flags: self.flags.clone(),
            local: Local {
                tags: self.tags.clone(),
                custom: self.fields(CustomOn::Ticket),
                ..Local::default()
            },
            merged_into: None,
        }
    }

    /// A line for each sku; the first has all the pieces.
    fn lines(&self) -> Vec<TicketLine> {
        let products = self.products.iter().copied().map(Some).chain(std::iter::repeat(None));
        let lines = self.skus.iter().zip(products).enumerate();
        lines
            .map(|(place, (sku, product))| TicketLine {
                line: place.to_string(),
                sku: sku.clone(),
                product,
                requested: if place == 0 { self.pieces } else { 0 },
                ..TicketLine::default()
            })
            .collect()
    }

    /// The order, where it is known. Fields of its lines stand on the first.
    fn order(&self, lines: &[TicketLine], currency: Currency, now: Timestamp) -> Option<Order> {
        let told = |value| Told {
            by_hand: false,
            revision: 0,
            value,
        };
        let paid = Money::new(self.paid_total?, currency);
        let fields = self.fields(CustomOn::Line);
        let first = lines.first().map_or_else(|| "0".to_owned(), |line| line.line.clone());
        let custom = LineCustom {
            line: first.clone(),
            fields: fields.into_iter().map(|(name, value)| (name, told(value))).collect(),
        };
        Some(Order {
            platform: self.platform.clone(),
            shop: self.shop.clone().unwrap_or_else(|| "".into()),
            snapshot: OrderSnapshot {
                external_id: String::new(),
                account: None,
                state: OrderState::Paid,
                paid,
                lines: vec![OrderLine {
                    external_id: first,
                    sku: self.skus.first().cloned().unwrap_or_default(),
                    title: String::new(),
                    quantity: self.pieces,
                    paid,
                    merchant_code: None,
                    barcode: None,
                    supplier: None,
                    batch: None,
                    host: None,
                    room: None,
                    custom: BTreeMap::new(),
                }],
                receiver: None,
                parcels: Vec::new(),
                created_at: now,
                paid_at: None,
            },
            revision: Default::default(),
            account: None,
            lines: Vec::new(),
            custom: vec![custom],
        })
    }

    /// A product for each category and supplier; the merchant's fields stand on one of their own.
    fn around_products(&self) -> Vec<Product> {
        let product = |category: Option<&String>, supplier: Option<&String>, custom| Product {
            id: ProductId::default(),
            title: String::new(),
            merchant_code: None,
            barcode: None,
            supplier: supplier.cloned(),
            category: category.cloned(),
            custom,
            listings: Vec::new(),
            merged_into: None,
        };
        let categories = self
            .categories
            .iter()
            .map(|of| product(Some(of), None, BTreeMap::new()));
        let suppliers = self.suppliers.iter().map(|of| product(None, Some(of), BTreeMap::new()));
        let fields = Some(self.fields(CustomOn::Product)).filter(|fields| !fields.is_empty());
        let own = fields.map(|fields| product(None, None, fields));
        categories.chain(suppliers).chain(own).collect()
    }

    fn fields(&self, on: CustomOn) -> BTreeMap<String, CustomValue> {
        let here = self.custom.iter().filter(|field| field.on == on);
        here.map(|field| (field.name.clone(), field.is.clone())).collect()
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

/// A clock that is due so long from now.
fn clock(now: Timestamp, in_ms: i64) -> Clock {
    Clock {
        started_at: now,
        target_ms: in_ms,
        ran_ms: 0,
        running_since: Some(now),
        met_at: None,
        breached: false,
        warned: false,
        cycle: 1,
        moments: None,
    }
}

/// A ticket that is none, with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Imagined {
    /// The ticket.
    pub ticket: Ticket,
    order: Option<Order>,
    customer: Customer,
    products: Vec<Product>,
    refunds_90d: u32,
}

impl Imagined {
    /// What rules look at.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            order: self.order.as_ref(),
            customer: Some(&self.customer),
            products: self.products.iter().collect(),
            refunds_90d: self.refunds_90d,
            ..Subject::from(&self.ticket)
        }
    }
}
