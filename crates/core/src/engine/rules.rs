//! The rules as the lane sees them.
use std::collections::BTreeSet;

use crate::store::Key;

use super::changeset::Need;
use super::input::{Decision, Input};
use super::snapshot::Snapshot;

/// The rules as the lane sees them. Pure: the same snapshot and input give the same decision, whoever asks and how often.
pub trait Decide: Send + Sync + 'static {
    /// Keys that deciding this input will likely look up, as far as the snapshot tells. A guess: a wrong one costs time,
    /// never truth. Asked again when what it asked for is loaded, since one row names the next.
    fn hints(&self, snapshot: &Snapshot, input: &Input, want: &mut BTreeSet<Key>);

    /// What the input does, or the keys that must be loaded to tell.
    ///
    /// # Errors
    /// [`Need`] with at least one key that has no slot in the snapshot.
    fn decide(&self, snapshot: &Snapshot, input: &Input) -> Result<Decision, Need>;
}
