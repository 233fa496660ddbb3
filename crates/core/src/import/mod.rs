//! Bringing in history: orders, after-sales, customers, products and messages from CSV or JSON lines.
//!
//! A [`Mapping`] says which column means what; an [`Importer`] turns rows into facts and commands, one at a time and in
//! bounded memory; [`run`] hands them on in chunks and can be taken up again where it stopped. Nothing here knows the
//! engine: what an item did comes back through the caller's closure.

mod cells;
mod check;
mod guess;
mod importer;
mod mapping;
mod messages;
mod orders;
mod people;
mod products;
mod record;
mod run;
mod target;
mod tickets;
mod value;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use check::Problem;
pub use importer::{Bookmark, Importer, Item, Row, RowError};
pub use mapping::{Format, Keep, Mapping, Read, Source, What};
pub use run::{Options, Progress, Report, Taken, run};
pub use target::{Shape, Target, targets};
pub use vocabulary::Vocabulary;

/// Longest row taken in, in bytes; a quote that is never closed ends here.
pub const MAX_ROW_BYTES: usize = 256 * 1024;
/// Most columns of a file.
pub const MAX_COLUMNS: usize = 1_024;
/// Most rows held in memory by a mapping that collects the rows of an order from anywhere in the file.
pub const MAX_COLLECTED_ROWS: usize = 500_000;
/// Most order numbers remembered to notice that the rows of one order are not adjacent.
pub const MAX_REMEMBERED_ORDERS: usize = 262_144;
