//! The warehouse's side of returns: which of the goods that are to come back a parcel nobody announced may hold.
//!
//! Pure, like all rules: who calls says what stands around a ticket. A parcel is compared with tickets that wait for goods,
//! each clue is worth points, and their sum is the score. Clues are words with labels, so that a person sees why.
mod clue;
mod near;
mod rank;
mod sender;

pub use clue::{Clue, WeighedClue};
pub use near::{near, variants};
pub use rank::{Article, Awaiting, ScanHints, Score, Sought, awaits_goods, rank};
