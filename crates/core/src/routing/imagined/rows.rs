//! The rows of a ticket that is none.
use std::collections::{BTreeMap, BTreeSet};

use super::super::subject::Subject;
use super::RouteAttributes;
use crate::lifecycle::{headline, waiting_on};
use crate::model::axes::Axes;
use crate::model::custom::{CustomOn, CustomValue, LineCustom, Told};
use crate::model::customer::Customer;
use crate::model::ids::{CustomerId, DocketId, ProductId, TicketId};
use crate::model::money::{Currency, Money};
use crate::model::number::TicketNumber;
use crate::model::order::{Order, OrderLine, OrderSnapshot, OrderState, Receiver};
use crate::model::product::Product;
use crate::model::ticket::{Amounts, Assignment, Clock, ClockKind, Local, Ticket, TicketLine};
use crate::model::time::Timestamp;

impl RouteAttributes {
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
            channels: self.channels.clone(),
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
                receiver: self.region.clone().map(|region| Receiver {
                    name: None,
                    phone: None,
                    region: Some(region),
                    address: None,
                }),
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
        hours: None,
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
