//! Tables made of counters: who is refunded how often.
use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::counter::{CounterId, Dim, Metric};

/// One member of a dimension: what was sold and what came of it. All figures are of the day of sale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RateRow {
    /// The member.
    pub member: String,
    /// Pieces sold.
    pub sold_units: i64,
    /// Minor units sold.
    pub sold_minor: i64,
    /// Tickets of any kind.
    pub tickets: i64,
    /// Returns.
    pub returns: i64,
    /// Tickets refunded.
    pub refunds: i64,
    /// Minor units refunded.
    pub refund_minor: i64,
    /// Tickets refunded for a thousand pieces sold, rounded down; `None` when nothing was sold.
    pub rate_permille: Option<i64>,
}

/// Sums counters into one row per member of a dimension, the highest rate first, members without sales last.
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
                row.sold_minor = of.sold_minor;
            }
        }
    }
    let mut rows: Vec<RateRow> = rows.into_values().map(rated).collect();
    rows.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    rows
}

fn sort_key(row: &RateRow) -> (Reverse<Option<i64>>, Reverse<i64>, &str) {
    (Reverse(row.rate_permille), Reverse(row.refunds), &row.member)
}

fn sums(counters: &[(CounterId, i64)], dim: Dim) -> BTreeMap<&str, RateRow> {
    let mut rows: BTreeMap<&str, RateRow> = BTreeMap::new();
    for (id, by) in counters.iter().filter(|(id, _)| id.dim == dim) {
        let row = rows.entry(&id.member).or_insert_with(|| RateRow {
            member: id.member.clone(),
            ..RateRow::default()
        });
        if let Some(sum) = field(row, id.metric) {
            *sum = sum.saturating_add(*by);
        }
    }
    rows
}

fn field(row: &mut RateRow, metric: Metric) -> Option<&mut i64> {
    match metric {
        Metric::SoldUnits => Some(&mut row.sold_units),
        Metric::SoldMinor => Some(&mut row.sold_minor),
        Metric::TicketsBySale => Some(&mut row.tickets),
        Metric::ReturnsBySale => Some(&mut row.returns),
        Metric::RefundsBySale => Some(&mut row.refunds),
        Metric::RefundMinorBySale => Some(&mut row.refund_minor),
        _ => None,
    }
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
    RateRow {
        rate_permille: sold.map(|units| row.refunds.saturating_mul(1_000) / units),
        ..row
    }
}
