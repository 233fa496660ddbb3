//! Automations as pure questions: what an event calls, what is due, and what a template says.
mod age;
mod occasion;
mod template;

pub use age::{counted_from, due, next_at};
pub use occasion::{called, called_by, called_by_arrival, occasion};
pub use template::{filled, place_names, unknown_in, unknown_places};
