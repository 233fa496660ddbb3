//! Copies on phones: what a copy asks and is answered, and what it works out by itself.
//!
//! A phone keeps the tickets its owner works on and what belongs to them. [`Desk::sync_plain`](super::Desk::sync_plain) is
//! the server half: it takes the phone's commands, then gives what changed since the phone's place. What a pending command
//! will do is drawn by [`overlay`], and what to do about a conflict is proposed by [`suggest`]: both pure, on either side.
mod bundle;
mod devices;
mod few;
pub mod overlay;
mod protocol;
mod pull;
mod push;
mod scope;
mod serve;
pub mod suggest;
mod upload;

pub use devices::Registration;
pub use protocol::{
    Bundle, Card, Census, Chunk, Gone, MAX_COMMANDS, MAX_PART_BYTES, Offer, PROTOCOL, PushOutcome, Pushed, Pushing,
    SyncAnswer, SyncMark, SyncRequest, SyncUser, Uploaded,
};
pub(super) use scope::Scope;
pub use suggest::Suggestion;
