//! Tables made of counters: who is refunded how often.
use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::counter::{CounterId, Dim, Metric};
use crate::model::money::{Currency, Money};

/// One member of a dimension: what was sold and what came of it. All figures are of the day of sale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RateRow {
    /// The member.
    pub member: String,
    /// Pieces sold.
    pub sold_units: i64,
    /// What was paid for them: an amount for each currency, sorted by it.
    pub sold: Vec<Money>,
    /// Tickets of any kind.
    pub tickets: i64,
    /// Tickets whose goods were to come back.
    pub returns: i64,
    /// Tickets refunded.
    pub refunds: i64,
    /// What was refunded: an amount for each currency, sorted by it.
    pub refunded: Vec<Money>,
    /// Returns for a thousand pieces sold, rounded down; `None` when nothing was sold.
    pub return_permille: Option<i64>,
    /// Tickets refunded, with or without a return, for a thousand pieces sold; as above.
    pub refund_permille: Option<i64>,
}

/// Sums counters into one row per member of a dimension, the highest rate of refunds first, members without sales last.
///
/// Give each period once: all days of a range, or its whole months and the days at its edges. Nothing is sold "with an
/// issue": members of the issue dimensions are held against what was sold at all, or of that product, or by that host, so
/// give the counters of [`Dim::All`], [`Dim::Product`] or [`Dim::Host`] as well.
pub fn rate_table(counters: &[(CounterId, i64)], dim: Dim) -> Vec<RateRow> {
    let mut rows = sums(counters, dim);
    if let Some(base) = sold_by(dim) {
        let sold = sums(counters, base);
        for (member, row) in &mut rows {
            if let Some(of) = sold.get(base_member(base, member)) {
                row.sold_units = of.sold_units;
                row.sold.clone_from(&of.sold);
            }
        }
    }
    let mut rows: Vec<RateRow> = rows.into_values().map(rated).collect();
    rows.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    rows
}

fn sort_key(row: &RateRow) -> (Reverse<Option<i64>>, Reverse<i64>, &str) {
    (Reverse(row.refund_permille), Reverse(row.refunds), &row.member)
}

fn sums(counters: &[(CounterId, i64)], dim: Dim) -> BTreeMap<&str, RateRow> {
    let mut rows: BTreeMap<&str, RateRow> = BTreeMap::new();
    for (id, by) in counters.iter().filter(|(id, _)| id.dim == dim) {
        let row = rows.entry(&id.member).or_insert_with(|| RateRow {
            member: id.member.clone(),
            ..RateRow::default()
        });
        if let Some(sum) = field(row, id) {
            *sum = sum.saturating_add(*by);
        }
    }
    rows
}

fn field<'r>(row: &'r mut RateRow, id: &CounterId) -> Option<&'r mut i64> {
    match id.metric {
        Metric::SoldUnits => Some(&mut row.sold_units),
        Metric::SoldMinor => amount(&mut row.sold, id.currency?),
        Metric::TicketsBySale => Some(&mut row.tickets),
        Metric::ReturnsBySale => Some(&mut row.returns),
        Metric::RefundsBySale => Some(&mut row.refunds),
        Metric::RefundMinorBySale => amount(&mut row.refunded, id.currency?),
        _ => None,
    }
}

/// The minor units of one currency among sorted amounts.
fn amount(amounts: &mut Vec<Money>, currency: Currency) -> Option<&mut i64> {
    let place = amounts.binary_search_by_key(&currency, |amount| amount.currency);
    let place = place.unwrap_or_else(|free| {
        amounts.insert(free, Money::zero(currency));
        free
    });
    amounts.get_mut(place).map(|amount| &mut amount.minor)
}

/// The dimension whose sales an issue is held against.
fn sold_by(dim: Dim) -> Option<Dim> {
    match dim {
        Dim::Issue => Some(Dim::All),
        Dim::ProductIssue => Some(Dim::Product),
        Dim::HostIssue => Some(Dim::Host),
        _ => None,
    }
}

fn base_member(base: Dim, member: &str) -> &str {
    match base {
        Dim::All => "all",
        _ => member.split('|').next().unwrap_or(member),
    }
}

fn rated(row: RateRow) -> RateRow {
    let sold = Some(row.sold_units).filter(|units| *units > 0);
    let permille = |tickets: i64| sold.map(|units| tickets.saturating_mul(1_000) / units);
    RateRow {
        return_permille: permille(row.returns),
        refund_permille: permille(row.refunds),
        ..row
    }
}
