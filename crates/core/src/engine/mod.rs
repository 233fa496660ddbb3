//! The engine: inputs in, changesets decided, batches committed, jobs carried out.
pub mod changeset;
pub mod draft;
pub mod input;
pub mod snapshot;
