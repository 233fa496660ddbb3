//! The lifecycle of a ticket: pure rules from axes and triggers to axes and headlines.
//!
//! [`headline`] derives what people see; [`apply()`] takes one row of the command table ([`ROWS`]) or
//! refuses.

pub mod alias;
pub mod apply;
pub mod condition;
pub mod derive;
pub mod export;
pub mod handoff;
pub mod notice;
pub mod row;
pub mod skipped;
pub mod snapshot;
pub mod table;
pub mod times;

pub use apply::{Applied, Refused, allowed, allowed_triggers, apply, apply_as, open_rows, rows};
pub use derive::{Blocker, blockers, blocking, headline, is_blocked, waiting_on};
pub use notice::{JumpNotices, notice_for_jump, notices_for_jump};
pub use row::{Row, To};
pub use skipped::skipped;
pub use snapshot::{claim_for, jump, starts_new_round};
pub use table::ROWS;
pub use times::Times;
