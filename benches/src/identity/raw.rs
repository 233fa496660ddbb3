//! The same rows written without scoring: what the store alone costs.
use std::sync::Arc;
use std::time::Instant;

use aftersync::{Error, ErrorKind, Result, Tenant, TicketStore, Timestamp};
use aftersync_core::identity::blocking::keys;
use aftersync_core::identity::{Keys, Model};
use aftersync_core::model::identity::{IdBucket, IdNode, Sight};
use aftersync_core::store::{Batch, Head, Key, Reader, Record, Row, RowChange, Slot};

use super::load::Case;
use super::run::Speed;

/// For each observation, in a commit of its own or `batch` together: reads the rows of its account and keys from the new
/// store, and writes them as the scored run left them. An observation whose rows are there already is written again.
///
/// # Errors
/// The stores' own.
pub fn write_again(from: &dyn TicketStore, to: &dyn TicketStore, cases: &[Case], batch: usize) -> Result<Speed> {
    let (hashes, model, tenant) = (Keys::new(&[7; 32]), Model::default(), Tenant::from("bench"));
    let (mut source, mut writer) = (from.reader()?, to.writer()?);
    let mut head = Head::default();
    let mut each = Vec::with_capacity(cases.len());
    let mut took = std::time::Duration::ZERO;
    for part in cases.chunks(batch.max(1)) {
        let mut wanted: Vec<Key> = Vec::new();
        let mut hashing = std::time::Duration::ZERO;
        for case in part {
            let began = Instant::now();
            let seen = hashes.evidence(&model, &case.seen);
            hashing += began.elapsed();
            let sight = Sight {
                unit: seen.unit,
                version: seen.version,
                at: seen.at,
                items: seen.items,
            };
            wanted.push(IdNode::key(seen.node));
            wanted.extend(keys(&model, [&sight]).iter().map(|k| IdBucket::key(k.id)));
        }
        wanted.sort_unstable();
        wanted.dedup();
        let rows = final_rows(&mut *source, &tenant, &wanted)?;
        let began = Instant::now();
        writer.load(&tenant, &wanted)?;
        let mut writes = Batch::new(tenant.clone(), head);
        writes.now = Timestamp(head.now.0.max(1));
        let change = |row| RowChange {
            row: Some(row),
            remove: Vec::new(),
            add: Vec::new(),
        };
        writes.rows = rows.into_iter().map(|(key, row)| (key, change(row))).collect();
        let heads = writer.commit(&[writes]);
        head = heads
            .ok()
            .and_then(|h| h.first().copied())
            .ok_or_else(|| Error::new(ErrorKind::Internal, "the rows were not written"))?;
        let spent = began.elapsed() + hashing;
        took += spent;
        let share = spent / u32::try_from(part.len()).unwrap_or(1);
        each.extend(std::iter::repeat_n(share, part.len()));
    }
    Ok(Speed::of(took, each))
}

fn final_rows(source: &mut dyn Reader, tenant: &Tenant, keys: &[Key]) -> Result<Vec<(Key, Arc<Row>)>> {
    let loaded = source.load(tenant, keys)?;
    let row = |(key, slot): (&Key, Slot)| match slot {
        Slot::Row { row, .. } => Some((*key, row)),
        _ => None,
    };
    Ok(keys.iter().zip(loaded.slots).filter_map(row).collect())
}
