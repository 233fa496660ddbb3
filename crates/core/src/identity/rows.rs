//! Where the rows are: the engine's draft, or memory. Look-ups are by exact key; what is not loaded is asked for.
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::model::identity::{IdBucket, IdNode};
use crate::model::ids::Uid;
use crate::store::{Key, Record, Row};

/// Rows by exact key.
pub trait Rows {
    /// What a look-up gives that cannot be answered yet.
    type Miss;
    /// The row under a key; `None` when there is none.
    ///
    /// # Errors
    /// What must be loaded first.
    fn row(&self, key: Key) -> Result<Option<Arc<Row>>, Self::Miss>;
    /// Asks for all these at once, so that one miss does not hide the next.
    ///
    /// # Errors
    /// What must be loaded first.
    fn want(&self, keys: &mut dyn Iterator<Item = Key>) -> Result<(), Self::Miss>;
    /// Writes a row that was read before, or deletes it.
    fn put(&mut self, key: Key, row: Option<Row>);
    /// An id that nothing has yet.
    fn mint(&mut self) -> Uid;
}

/// A row that is read and not changed.
#[derive(Clone, Debug)]
pub struct Held(Option<Arc<Row>>);

static NO_BUCKET: LazyLock<IdBucket> = LazyLock::new(IdBucket::default);

impl Deref for Held {
    type Target = IdBucket;
    fn deref(&self) -> &IdBucket {
        self.0.as_deref().and_then(IdBucket::of).unwrap_or(&NO_BUCKET)
    }
}

/// The accounts that share a key.
pub fn bucket<R: Rows>(rows: &R, id: Uid) -> Result<Held, R::Miss> {
    rows.row(IdBucket::key(id)).map(Held)
}

/// A row to change.
pub fn owned<R: Rows, T: Record + Clone>(rows: &R, id: Uid) -> Result<Option<T>, R::Miss> {
    Ok(rows.row(T::key(id))?.as_deref().and_then(T::of).cloned())
}

/// An account.
pub fn node<R: Rows>(rows: &R, id: Uid) -> Result<Option<IdNode>, R::Miss> {
    owned(rows, id)
}

/// Rows in memory: the reference, and what a check works everything out in again.
#[derive(Clone, Debug, Default)]
pub struct MemoryRows {
    /// The rows.
    pub rows: BTreeMap<Key, Arc<Row>>,
    minted: u64,
}

impl Rows for MemoryRows {
    type Miss = Infallible;
    fn row(&self, key: Key) -> Result<Option<Arc<Row>>, Infallible> {
        Ok(self.rows.get(&key).cloned())
    }
    fn want(&self, _: &mut dyn Iterator<Item = Key>) -> Result<(), Infallible> {
        Ok(())
    }
    fn put(&mut self, key: Key, row: Option<Row>) {
        match row {
            Some(row) => self.rows.insert(key, Arc::new(row)),
            None => self.rows.remove(&key),
        };
    }
    fn mint(&mut self) -> Uid {
        self.minted += 1;
        Uid::digest(&["minted", &self.minted.to_string()])
    }
}
