//! Asking the rules about stored rows without a lane: nothing is written.
use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::model::ids::Tenant;
use crate::store::{Key, Reader};

use super::changeset::Need;
use super::snapshot::Snapshot;

/// Most times rows are loaded for one question: each time the rules ask for some they could not name before.
const MAX_ROUNDS: usize = 1_000;

/// Rows of one commit, loaded as the rules ask for them.
pub(crate) struct Look<'r> {
    reader: &'r mut dyn Reader,
    tenant: &'r Tenant,
    rev: Option<i64>,
    snapshot: Snapshot,
}

impl<'r> Look<'r> {
    /// Nothing loaded yet.
    pub fn new(reader: &'r mut dyn Reader, tenant: &'r Tenant) -> Self {
        Self {
            reader,
            tenant,
            rev: None,
            snapshot: Snapshot::default(),
        }
    }

    /// Asks until nothing is missing any more. Where something was committed in between, all is read again.
    ///
    /// # Errors
    /// The store's own; `Internal` when there is no end to it.
    pub fn ask<T>(&mut self, mut rule: impl FnMut(&Snapshot) -> std::result::Result<T, Need>) -> Result<T> {
        for _ in 0..MAX_ROUNDS {
            match rule(&self.snapshot) {
                Ok(answer) => return Ok(answer),
                Err(Need(keys)) => self.load(keys)?,
            }
        }
        Err(Error::internal("a rule asks without end").during("engine.look"))
    }

    fn load(&mut self, keys: BTreeSet<Key>) -> Result<()> {
        let mut wanted: Vec<Key> = keys.into_iter().collect();
        let mut loaded = self.reader.load(self.tenant, &wanted)?;
        if self.rev.is_some_and(|rev| rev != loaded.head.rev) {
            wanted.extend(self.snapshot.empty());
            wanted.sort_unstable();
            wanted.dedup();
            loaded = self.reader.load(self.tenant, &wanted)?;
        }
        self.rev = Some(loaded.head.rev);
        self.snapshot.now = loaded.head.now;
        for (key, slot) in wanted.into_iter().zip(loaded.slots) {
            self.snapshot.set(key, slot);
        }
        Ok(())
    }
}
