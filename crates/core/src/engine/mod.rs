//! The engine: inputs in, changesets decided, batches committed, jobs carried out.
pub mod backoff;
pub mod breaker;
pub mod changeset;
pub mod clock;
pub mod decide;
pub mod draft;
pub mod fold;
pub mod handle;
pub mod input;
pub mod lane;
pub mod limiter;
pub mod pending;
mod queue;
mod resident;
mod rounds;
pub mod rules;
pub mod snapshot;
pub mod subscribe;
