//! Figures: what each row counts for, and tables made of the counters.
mod counters;
mod members;
mod report;
mod returns;
mod tally;

pub use counters::{of_order, of_ticket, order_change, sold_on, ticket_change};
pub use report::{RateRow, rate_table};
pub use returns::{About, Returned, came_back};
