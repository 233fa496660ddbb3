//! Figures: what each row counts for, and tables made of the counters.
mod counters;
mod members;
mod report;

pub use counters::{delta, of_order, of_ticket, same_figures, sold_on};
pub use report::{RateRow, rate_table};
