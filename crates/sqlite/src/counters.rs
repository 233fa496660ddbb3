//! Counters: a row for all figures of one member in one day or month, so that a commit touches each of them once.
//!
//! Amounts stand in the row of their currency. Pieces, tickets and durations have none: they are added to whichever row of
//! the member is being written, and their figure is the sum over its rows.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use aftersync_core::error::{Error, Result};
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::money::Currency;
use aftersync_core::store::CounterQuery;
use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{Connection, Row, params, params_from_iter};

use crate::error::failed;
use crate::read::collect;

/// The columns before the figures.
const KEY: &str = "tenant, grain, dim, period, member, currency";
/// How many they are.
const KEY_COLUMNS: usize = 6;
/// The columns before the figures when they are read.
const READ: &str = "period, member, currency";
const READ_COLUMNS: usize = 3;
/// Of a figure that has no currency, where no amount is written with it.
const NO_CURRENCY: &str = "";

fn figures(of: impl Fn(&str) -> String) -> String {
    Metric::ALL
        .iter()
        .map(|m| of(m.as_str()))
        .collect::<Vec<_>>()
        .join(", ")
}

pub(crate) static ADD: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=KEY_COLUMNS + Metric::ALL.len()).map(|n| format!("?{n}")).collect();
    format!(
        "INSERT INTO counter({KEY}, {names}) VALUES({places}) ON CONFLICT({KEY}) DO UPDATE SET {sums}",
        names = figures(str::to_owned),
        places = places.join(", "),
        sums = figures(|m| format!("{m}={m}+excluded.{m}")),
    )
});
pub(crate) static RANGE: LazyLock<String> =
    LazyLock::new(|| select("tenant=?1 AND grain=?2 AND dim=?3 AND period BETWEEN ?4 AND ?5"));
pub(crate) static MEMBER: LazyLock<String> =
    LazyLock::new(|| select("tenant=?1 AND grain=?2 AND dim=?3 AND period=?4 AND member=?5"));
pub(crate) const PERIOD: &str =
    "SELECT min(period) FROM counter WHERE tenant=?1 AND grain=?2 AND dim=?3 AND period BETWEEN ?4 AND ?5";
pub(crate) const CLEAR: &str = "DELETE FROM counter WHERE tenant=?1";

fn select(place: &str) -> String {
    format!("SELECT {READ}, {} FROM counter WHERE {place}", figures(str::to_owned))
}

/// One row, but for the tenant and the currency.
type Member<'a> = (&'static str, &'static str, i32, &'a str);
/// What is added to it, by currency.
type Figures<'a> = BTreeMap<&'a str, [i64; Metric::ALL.len()]>;

/// Adds to counters, in the order of their tree.
pub(crate) fn add<'a>(
    conn: &Connection,
    tenant: i64,
    counters: impl Iterator<Item = (&'a CounterId, i64)>,
) -> rusqlite::Result<()> {
    let mut rows: BTreeMap<Member<'a>, Figures<'a>> = BTreeMap::new();
    for (id, by) in counters.filter(|(_, by)| *by != 0) {
        let member = (id.grain.as_str(), id.dim.as_str(), id.period, id.member.as_str());
        let currency = id.currency.as_ref().map_or(NO_CURRENCY, Currency::as_str);
        let figures = rows.entry(member).or_default().entry(currency).or_insert([0; _]);
        if let Some(figure) = figures.get_mut(id.metric.index()) {
            *figure = figure.saturating_add(by);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = conn.prepare_cached(&ADD)?;
    for ((grain, dim, period, member), mut by_currency) in rows {
        together(&mut by_currency);
        for (currency, figures) in by_currency {
            let key: [&dyn ToSql; KEY_COLUMNS] = [&tenant, &grain, &dim, &period, &member, &currency];
            let key = key.into_iter().map(|it| it.to_sql());
            let figures = figures.into_iter().map(|it| Ok(ToSqlOutput::from(it)));
            let all: Vec<_> = key.chain(figures).collect::<rusqlite::Result<_>>()?;
            statement.execute(params_from_iter(all))?;
        }
    }
    Ok(())
}

/// Puts what is no amount into the row of an amount that is written anyway.
fn together(figures: &mut Figures<'_>) {
    if figures.len() < 2 {
        return;
    }
    let Some(mut plain) = figures.remove(NO_CURRENCY) else {
        return;
    };
    if let Some(first) = figures.values_mut().next() {
        let pairs = Metric::ALL.iter().zip(first.iter_mut().zip(&mut plain));
        for (_, (to, by)) in pairs.filter(|(metric, _)| !metric.is_money()) {
            *to = to.saturating_add(std::mem::take(by));
        }
    }
    if plain.iter().any(|by| *by != 0) {
        figures.insert(NO_CURRENCY, plain);
    }
}

/// Counters of a range. One member of many is found period by period, since the days come before the members.
pub(crate) fn read(conn: &Connection, tenant: i64, query: &CounterQuery) -> Result<Vec<(CounterId, i64)>> {
    let mut sums = BTreeMap::new();
    match &query.member {
        None => page(conn, &RANGE, tenant, query, [&query.from, &query.to], &mut sums)?,
        Some(member) => {
            let mut from = Some(query.from);
            while let Some(period) = next_period(conn, tenant, query, from).map_err(failed("store.counters"))? {
                page(conn, &MEMBER, tenant, query, [&period, member], &mut sums)?;
                from = period.checked_add(1);
            }
        }
    }
    sums.retain(|_, value| *value != 0);
    Ok(sums.into_iter().collect())
}

fn next_period(conn: &Connection, tenant: i64, q: &CounterQuery, from: Option<i32>) -> rusqlite::Result<Option<i32>> {
    let Some(from) = from.filter(|f| *f <= q.to) else {
        return Ok(None);
    };
    conn.prepare_cached(PERIOD)?
        .query_row(params![tenant, q.grain.as_str(), q.dim.as_str(), from, q.to], |r| {
            r.get(0)
        })
}

fn page(
    conn: &Connection,
    text: &str,
    tenant: i64,
    q: &CounterQuery,
    [third, fourth]: [&dyn ToSql; 2],
    sums: &mut BTreeMap<CounterId, i64>,
) -> Result<()> {
    const OPERATION: &str = "store.counters";
    let mut statement = conn.prepare_cached(text).map_err(failed(OPERATION))?;
    let rows = statement
        .query(params![tenant, q.grain.as_str(), q.dim.as_str(), third, fourth])
        .map_err(failed(OPERATION))?;
    let found = collect(rows, OPERATION, |row| one(row, (q.grain, q.dim)))?;
    for (id, value) in found.into_iter().flatten() {
        let sum: &mut i64 = sums.entry(id).or_default();
        *sum = sum.saturating_add(value);
    }
    Ok(())
}

/// The figures of one row that are not 0.
fn one(row: &Row<'_>, (grain, dim): (Grain, Dim)) -> rusqlite::Result<Result<Vec<(CounterId, i64)>>> {
    let (period, member): (i32, String) = (row.get(0)?, row.get(1)?);
    let currency = match row.get_ref(2)?.as_str().ok() {
        Some(NO_CURRENCY) => None,
        code => match code.and_then(Currency::parse) {
            Some(currency) => Some(currency),
            None => return Ok(Err(unreadable())),
        },
    };
    let mut out = Vec::new();
    for metric in Metric::ALL {
        let value: i64 = row.get(READ_COLUMNS + metric.index())?;
        if value != 0 {
            let id = CounterId {
                grain,
                period,
                dim,
                member: member.clone(),
                metric: *metric,
                currency: currency.filter(|_| metric.is_money()),
            };
            out.push((id, value));
        }
    }
    Ok(Ok(out))
}

fn unreadable() -> Error {
    Error::internal("a counter cannot be read")
        .during("store.counters")
        .hint("it was written by a newer release: update this program")
}
