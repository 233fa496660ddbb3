//! A reader as rows of the matching: for questions, which write nothing.
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::identity::rows::Rows;
use crate::model::ids::{Tenant, Uid};
use crate::store::{Key, Reader, Row, Slot};

/// Rows as they were committed last; what is put stays here.
pub struct ReadRows<'a> {
    reader: RefCell<&'a mut dyn Reader>,
    tenant: &'a Tenant,
    known: RefCell<BTreeMap<Key, Option<Arc<Row>>>>,
}

impl<'a> ReadRows<'a> {
    /// Over a reader.
    pub fn new(reader: &'a mut dyn Reader, tenant: &'a Tenant) -> Self {
        Self {
            reader: RefCell::new(reader),
            tenant,
            known: RefCell::default(),
        }
    }

    fn load(&self, keys: &[Key]) -> Result<()> {
        let loaded = self.reader.borrow_mut().load(self.tenant, keys)?;
        let mut known = self.known.borrow_mut();
        for (key, slot) in keys.iter().zip(loaded.slots) {
            let row = match slot {
                Slot::Row { row, .. } => Some(row),
                _ => None,
            };
            known.insert(*key, row);
        }
        Ok(())
    }
}

impl Rows for ReadRows<'_> {
    type Miss = Error;
    fn row(&self, key: Key) -> Result<Option<Arc<Row>>> {
        if !self.known.borrow().contains_key(&key) {
            self.load(&[key])?;
        }
        Ok(self.known.borrow().get(&key).cloned().flatten())
    }
    fn want(&self, keys: &mut dyn Iterator<Item = Key>) -> Result<()> {
        let missing: Vec<Key> = keys.filter(|key| !self.known.borrow().contains_key(key)).collect();
        if missing.is_empty() {
            Ok(())
        } else {
            self.load(&missing)
        }
    }
    fn put(&mut self, key: Key, row: Option<Row>) {
        self.known.borrow_mut().insert(key, row.map(Arc::new));
    }
    fn mint(&mut self) -> Uid {
        Uid::digest(&["read", &self.known.borrow().len().to_string()])
    }
}
