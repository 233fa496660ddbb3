//! Compiled rule sets, kept beside the configurations they come from. They are a function of those and nothing else, so
//! that keeping them changes no decision.
use std::sync::{Arc, Mutex, PoisonError};

use crate::routing::Ruleset;
use crate::store::Row;

use super::config_of;

/// Most configurations whose rules are kept: the merchants at work at one time.
const KEPT: usize = 256;

/// Rule sets of the configurations used last, the latest last.
#[derive(Default)]
pub(super) struct Compiled(Mutex<Vec<(Arc<Row>, Arc<Ruleset>)>>);

impl Compiled {
    /// The rules of the configuration in this row.
    pub fn of(&self, row: Option<&Arc<Row>>) -> Arc<Ruleset> {
        let Some(row) = row else {
            return Arc::new(Ruleset::new(config_of(None)));
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &Arc<Row>| Arc::ptr_eq(known, row);
        if let Some((_, found)) = kept.iter().rev().find(|(known, _)| same(known)) {
            return found.clone();
        }
        // The same configuration, read from the store once more.
        let place = kept
            .iter()
            .position(|(known, _)| config_of(Some(known)) == config_of(Some(row)));
        let rules = match place {
            Some(place) => kept.remove(place).1,
            None => Arc::new(Ruleset::new(config_of(Some(row)))),
        };
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((row.clone(), rules.clone()));
        rules
    }
}
