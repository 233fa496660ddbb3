//! A copy of somebody's work on their phone: read and worked on without a network, brought in step when there is one.
//!
//! [`Replica`] is the phone's half, over one SQLite file: [`request`](Replica::request) gives bytes to post to the
//! merchant's server, [`answer`](Replica::answer) takes what came back; who sends them is the app. [`serve`] is the server's
//! half. Both speak sealed envelopes ([`wire`]) under a key that only this phone has.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod file;
mod outbox;
mod replica;
mod serve;
mod uploads;
mod view;
pub mod wire;

pub use answer::SyncReport;
pub use outbox::{Pending, PendingState, Resolution};
pub use replica::{Access, Options, Replica};
pub use serve::serve;
pub use view::{CopiedTask, CopyQuery, ListedTicket, TicketView};
