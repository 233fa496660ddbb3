//! Observations, hashed once. The guess before a decision and a decision that starts again need the same evidence, which costs
//! dozens of keyed hashes. Evidence is a function of the observation under one key, so that keeping it changes no decision.
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::identity::{Evidence, Keys, Model, Observation};

/// Most observations kept: more than one commit has inputs.
const KEPT: usize = 4_096;

/// Evidence of the observations that came last, by a hash of the whole observation.
#[derive(Default)]
pub(in super::super) struct Hashed(Mutex<FxHashMap<u64, (Observation, Arc<Evidence>)>>);

impl Hashed {
    /// The evidence of an observation.
    pub fn of(&self, keys: &Keys, model: &Model, seen: &Observation) -> Arc<Evidence> {
        let place = FxBuildHasher.hash_one(seen);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, evidence)) = kept.get(&place).filter(|(known, _)| known == seen) {
            return evidence.clone();
        }
        let evidence = Arc::new(keys.evidence(model, seen));
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(place, (seen.clone(), evidence.clone()));
        evidence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Given;
    use crate::model::time::Timestamp;

    #[test]
    fn what_is_kept_is_what_would_be_hashed_and_there_is_an_end_to_it() {
        let (keys, model, hashed) = (Keys::new(&[7; 32]), Model::default(), Hashed::default());
        let seen = |n: usize| {
            let mut seen = Observation::new("crm", &format!("{}", n / 2), Timestamp(0));
            seen.values.push(Given {
                kind: "email".to_owned(),
                scope: String::new(),
                value: format!("{n}@example.test"),
                linkable: None,
            });
            seen
        };
        for n in (0..KEPT + 10).chain(0..20) {
            assert_eq!(*hashed.of(&keys, &model, &seen(n)), keys.evidence(&model, &seen(n)));
        }
        assert!(hashed.0.lock().unwrap().len() <= KEPT);
    }
}
