//! Working hours as arithmetic: what is open when, in a real time zone, with its holidays.
//!
//! A function of the configuration and of the zone rules that are compiled in; no clock and no file of the machine is read.
mod count;
mod day;
mod holidays;
mod zone;

pub use count::{after_open, has_open_hour, next_open, open_between, open_until};
pub use holidays::{HolidayKind, holiday};
pub use zone::{Zone, is_zone};
