//! The port to storage: rows by exact key, quantities by deltas, events in order, and a few indexes for people.
//!
//! A store is dumb on purpose. It never looks inside a row: which rows a decision needs, what they mean and which index
//! entries they have is worked out in core, so that every store behaves the same.
pub mod batch;
pub mod blob;
pub mod erase;
pub mod index;
pub mod open;
pub mod open_ticket;
pub mod port;
pub mod private;
pub mod row;

pub use batch::{Batch, GaugeChange, RowChange};
pub use blob::{BlobHash, BlobStore};
pub use erase::Forget;
pub use index::{Index, IndexEntry};
pub use port::{
    CommitError, CounterQuery, Entry, EventPage, Head, Listing, Loaded, Mark, Reader, Scan, TicketStore, Writer,
};
pub use row::{Key, Raw, Receipt, Record, Row, Sequence, Slot, Step, Table};
