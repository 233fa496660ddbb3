//! The batch-return model: a request of a buyer for several articles, and the packages (RMA) it is sent back in.
//!
//! Both hold the returns they are about, row by row as the classic search shows them. What they add of their own rests on
//! too little: unless [`super::switch::BATCH_MODEL`] is on they only say which returns to read.
use std::collections::BTreeSet;

use aftersync_core::model::aftersale::{AfterSale, AfterSaleLine, ObjectName};
use aftersync_core::model::axes::{Kind, MoneyState};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::money::Money;
use aftersync_core::model::time::Timestamp;
use serde::Deserialize;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need};

use super::detail::{List, Row, SELLER_ACTIONS, Shown, sum};
use super::status::{self, StatusRow};
use super::{PACKAGE, REQUEST, RETURN, reason};

/// A request or a package.
#[derive(Deserialize)]
pub(super) struct Batch<'a> {
    #[serde(borrow, default)]
    pub id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Text<'a>>,
    #[serde(borrow, default)]
    aftersales_request_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    line_items: List<Line<'a>>,
    #[serde(borrow, default)]
    sku_return_requests: List<Row<'a>>,
    #[serde(borrow, default)]
    package_id: Loose<Id<'a>>,
    #[serde(default, alias = "rma_create_time", alias = "aftersales_request_create_time")]
    create_time: Loose<Whole>,
    #[serde(default, alias = "rma_update_time", alias = "aftersales_request_update_time")]
    update_time: Loose<Whole>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    main_order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    return_line_item_id: Loose<Id<'a>>,
}

impl Batch<'_> {
    /// The ids of the returns it is about.
    pub fn returns(&self) -> impl Iterator<Item = &str> {
        self.sku_return_requests.each().filter_map(|row| row.return_id.id())
    }

    /// The one order it is about; `None` when there are several, or when it names none.
    fn order(&self) -> Option<String> {
        let of_returns = self.sku_return_requests.each().filter_map(|row| row.order_id.id());
        let of_lines = self.line_items.each().filter_map(|line| line.main_order_id.id());
        let all: BTreeSet<&str> = of_returns.chain(of_lines).collect();
        all.first().filter(|_| all.len() == 1).map(|id| (*id).to_owned())
    }

    /// What a review of it has to name.
    fn own_lines(&self) -> Option<String> {
        let of_lines = self.line_items.each().filter_map(|line| line.return_line_item_id.id());
        let of_returns = self.sku_return_requests.each().flat_map(Row::own_lines);
        let all: BTreeSet<&str> = of_lines.chain(of_returns).collect();
        let joined: Vec<&str> = all.into_iter().collect();
        (!joined.is_empty()).then(|| joined.join(","))
    }

    fn lines(&self) -> Reading<Vec<AfterSaleLine>> {
        let mut all: Vec<AfterSaleLine> = Vec::new();
        for row in self.sku_return_requests.each() {
            let lines = row.lines()?;
            if lines.is_empty() {
                return Ok(Vec::new());
            }
            all.extend(lines);
        }
        all.sort_by(|a, b| a.line.cmp(&b.line));
        all.dedup_by(|a, b| a.line == b.line);
        Ok(all)
    }

    fn total(&self) -> Reading<Option<Money>> {
        let mut rows = self.sku_return_requests.each();
        let first = rows.next().map_or(Ok(None), Row::total)?;
        rows.try_fold(first, |total, row| sum(total, row.total()?))
    }

    /// The kind its returns have in common; several together are a return.
    fn kind(&self) -> Option<Kind> {
        let types: BTreeSet<&str> = self
            .sku_return_requests
            .each()
            .filter_map(|row| row.return_type.id())
            .collect();
        let only = types.first().filter(|_| types.len() == 1);
        only.map_or(Some(Kind::ReturnRefund), |only| status::kind_of(only))
    }

    /// How far it is: by its own status, or by the least advanced of its returns where that is further.
    fn state(&self, own: Option<&'static StatusRow>, kind: Kind) -> (bool, Claim, u16, bool) {
        let of_row = |row: &Row<'_>| {
            let found = status::of(status::RETURNS, row.return_status.id()?)?;
            let beside = row.beside(false);
            let over = found.ends && !status::is_open(beside.arbitration);
            let claim = status::claim(found, kind, beside);
            Some((true, claim, status::rank(found, beside), over))
        };
        let states: Option<Vec<_>> = self.sku_return_requests.each().map(of_row).collect();
        let least = states.and_then(|all| all.into_iter().min_by_key(|(_, _, rank, _)| *rank));
        let own = own.map(|row| {
            let beside = status::Beside::default();
            (
                true,
                status::claim(row, kind, beside),
                status::rank(row, beside),
                row.ends,
            )
        });
        let furthest = [own, least].into_iter().flatten().max_by_key(|(_, _, rank, _)| *rank);
        furthest.unwrap_or((false, Claim::default(), 0, false))
    }
}

/// Reads a request or a package. It speaks for the returns it holds, and a package for its request.
pub(super) fn read(batch: &Batch<'_>, object: &'static str) -> Reading<Shown> {
    let id = need(batch.id.owned(), "id")?;
    let raw_status = need(batch.status.owned(), "status")?;
    let rows = || batch.sku_return_requests.each();
    let created = [batch.create_time.positive()]
        .into_iter()
        .chain(rows().map(|row| row.create_time.positive()))
        .flatten()
        .min();
    let created = need(created, "create_time")?;
    let updated = [batch.update_time.positive()]
        .into_iter()
        .chain(rows().map(|row| row.update_time.positive()))
        .flatten()
        .max()
        .unwrap_or(created);
    let table = if object == REQUEST {
        status::REQUESTS
    } else {
        status::PACKAGES
    };
    let kind = batch.kind();
    let shown_kind = kind.unwrap_or(Kind::Inquiry);
    let (known, claim, rank, over) = match kind {
        Some(kind) => batch.state(status::of(table, &raw_status), kind),
        None => (false, Claim::default(), 0, false),
    };
    let requested = batch.total()?;
    let name = |object: &str, id: &str| ObjectName {
        object: object.to_owned(),
        external_id: id.to_owned(),
    };
    let request = batch.aftersales_request_id.id().filter(|_| object == PACKAGE);
    let instead_of = batch
        .returns()
        .map(|id| name(RETURN, id))
        .chain(request.map(|id| name(REQUEST, id)));
    let (reason_code, reason_text) = rows().next().map(Row::reason).unwrap_or_default();
    let asked: BTreeSet<&str> = rows().flat_map(Row::asked).collect();
    let asked: Vec<&str> = asked.into_iter().collect();
    let extra = [
        (SELLER_ACTIONS, (!asked.is_empty()).then(|| asked.join(","))),
        ("package_id", batch.package_id.owned()),
    ];
    let aftersale = AfterSale {
        object: object.to_owned(),
        instead_of: instead_of.collect(),
        order: batch.order(),
        lines: batch.lines()?,
        raw_type: rows().find_map(|row| row.return_type.owned()),
        known,
        claim,
        rank,
        requested,
        refunded: requested.filter(|_| claim.money == Some(MoneyState::Paid)),
        issue: reason_code.as_deref().map(reason::issue),
        reason_code,
        reason_text,
        ended_at: over.then(|| Timestamp::from_secs(updated)),
        deadline: rows().filter_map(Row::deadline).min(),
        return_parcel: rows().find_map(Row::parcel),
        // What a review has to name: the lines.
        version_token: batch.own_lines(),
        extra: extra
            .into_iter()
            .filter_map(|(name, it)| Some((name.to_owned(), it?)))
            .collect(),
        ..AfterSale::new(id, shown_kind, raw_status, Timestamp::from_secs(created))
    };
    Ok(Shown { aftersale, updated })
}
