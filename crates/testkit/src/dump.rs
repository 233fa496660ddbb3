//! Everything a store holds of a tenant, in a form that can be compared and printed.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::model::counter::{Dim, Grain};
use aftersync_core::model::event::{Cursor, Recorded};
use aftersync_core::model::ids::{Tenant, Uid};
use aftersync_core::store::index::entries;
use aftersync_core::store::{CounterQuery, Head, Index, Reader, Scan, Table, TicketStore};
use aftersync_core::{Error, Result};

/// Rows asked for at once.
const PAGE: usize = 1_000;

/// Everything a store holds of a tenant. Two stores with the same history have equal dumps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dump {
    /// Where the tenant stands.
    pub head: Head,
    /// Rows: version and JSON, by table word and id.
    pub rows: BTreeMap<(&'static str, Uid), (i64, String)>,
    /// Quantities that are not 0, by kind and id.
    pub gauges: BTreeMap<(&'static str, Uid), i64>,
    /// Counters that are not 0, by their JSON.
    pub counters: BTreeMap<String, i64>,
    /// The log.
    pub events: Vec<Recorded>,
    /// Lists that rows say they are in, as the store gives them: index, group, sort, id.
    pub listed: Vec<(Index, Uid, i64, Uid)>,
}

impl Dump {
    /// The same without versions and commit number: they hang on how inputs were batched.
    pub fn without_versions(mut self) -> Self {
        self.head.rev = 0;
        self.rows.values_mut().for_each(|(version, _)| *version = 0);
        self
    }
}

/// Reads everything of a tenant.
///
/// # Errors
/// Those of the store, and `Internal` for a row that has no JSON.
pub fn dump(store: &dyn TicketStore, tenant: &Tenant) -> Result<Dump> {
    let mut reader = store.reader()?;
    let mut out = Dump {
        head: reader.head(tenant)?,
        events: all_events(&mut *reader, tenant)?,
        ..Dump::default()
    };
    let mut groups = BTreeSet::new();
    for table in Table::ROWS {
        rows_of(&mut *reader, tenant, *table, &mut out, &mut groups)?;
    }
    for table in Table::GAUGES {
        let values = reader.gauges(tenant, *table)?;
        out.gauges
            .extend(values.into_iter().map(|(id, value)| ((table.as_str(), id), value)));
    }
    for (index, group, number) in groups {
        let table = Table::from_number(number).ok_or_else(|| Error::internal("a table without a number"))?;
        list_of(&mut *reader, tenant, index, group, table, &mut out)?;
    }
    counters_of(&mut *reader, tenant, &mut out)?;
    Ok(out)
}

fn all_events(reader: &mut dyn Reader, tenant: &Tenant) -> Result<Vec<Recorded>> {
    let mut events = Vec::new();
    let mut since = Cursor::default();
    loop {
        let page = reader.events(tenant, since, PAGE)?;
        if page.events.is_empty() {
            return Ok(events);
        }
        events.extend(page.events);
        since = page.next;
    }
}

fn rows_of(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    table: Table,
    out: &mut Dump,
    groups: &mut BTreeSet<(Index, Uid, u8)>,
) -> Result<()> {
    let mut after = None;
    loop {
        let page = reader.rows(tenant, table, after, PAGE)?;
        after = page.last().map(|(id, ..)| *id);
        if after.is_none() {
            return Ok(());
        }
        for (id, version, row) in page {
            let json = row
                .to_json()
                .map_err(|e| Error::internal("a row has no JSON").because(e))?;
            let json = String::from_utf8_lossy(&json).into_owned();
            groups.extend(entries(&row).iter().map(|e| (e.index, e.group, table.number())));
            out.rows.insert((table.as_str(), id), (version, json));
        }
    }
}

fn list_of(
    reader: &mut dyn Reader,
    tenant: &Tenant,
    index: Index,
    group: Uid,
    table: Table,
    out: &mut Dump,
) -> Result<()> {
    let mut scan = Scan::all(index, group, table, PAGE);
    loop {
        let page = reader.list(tenant, &scan)?;
        let places = page.entries.iter().map(|e| (index, group, e.mark.sort, e.mark.id));
        out.listed.extend(places);
        if page.next.is_none() {
            return Ok(());
        }
        scan.after = page.next;
    }
}

fn counters_of(reader: &mut dyn Reader, tenant: &Tenant, out: &mut Dump) -> Result<()> {
    for grain in [Grain::Day, Grain::Month] {
        for dim in Dim::ALL {
            let query = CounterQuery {
                grain,
                from: i32::MIN,
                to: i32::MAX,
                dim: *dim,
                member: None,
            };
            for (id, value) in reader.counters(tenant, &query)? {
                let key = serde_json::to_string(&id).map_err(|e| Error::internal("no JSON").because(e))?;
                out.counters.insert(key, value);
            }
        }
    }
    Ok(())
}
