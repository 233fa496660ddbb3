//! JSON as we keep it and as it is handed to us: one reader and one writer for all types.
//!
//! A reader is made anew for each type and for each kind of input, and what is shipped to other languages was for the most
//! part readers. So all texts are read by one, each type has one function in it that is called wherever such a value
//! stands, and an object is never read from a list.
mod once;
mod read;
mod tagged;
mod tree;

pub(crate) use once::Once;
pub(crate) use read::read_listed;
pub use read::{read, read_text};
pub(crate) use tagged::{Tagged, tagged};
pub use tree::{of_tree, tree};
