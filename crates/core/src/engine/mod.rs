//! The engine: inputs in, changesets decided, batches committed, jobs carried out.
pub mod backoff;
pub mod breaker;
pub mod changeset;
pub mod clock;
pub mod draft;
pub mod input;
pub mod limiter;
pub mod snapshot;
