//! The engine's draft as rows of the matching.
use std::sync::Arc;

use crate::identity::rows::Rows;
use crate::model::ids::Uid;
use crate::store::{Key, Row};

use super::super::changeset::Need;
use super::super::draft::Draft;

/// A draft as rows.
pub(in crate::engine) struct DraftRows<'a, 'b>(pub &'a mut Draft<'b>);

impl Rows for DraftRows<'_, '_> {
    type Miss = Need;
    fn row(&self, key: Key) -> Result<Option<Arc<Row>>, Need> {
        self.0.arc(key)
    }
    fn want(&self, keys: &mut dyn Iterator<Item = Key>) -> Result<(), Need> {
        self.0.want(keys)
    }
    fn put(&mut self, key: Key, row: Option<Row>) {
        match row {
            Some(row) => self.0.rewrite(key, row),
            None => self.0.erase(key),
        }
    }
    fn mint(&mut self) -> Uid {
        self.0.mint()
    }
}
