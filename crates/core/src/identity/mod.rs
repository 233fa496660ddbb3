//! Who is who: which accounts on which platforms are one customer, and why.
//!
//! Evidence is kept as keyed hashes. Accounts that share a key are compared, pairs are scored in whole thousandths of a
//! bit, and clusters are worked out afresh for whatever was touched, in one order: so the partition is a function of the
//! set of observations and of what people decided, and not of arrival. Nothing is destroyed by merging.
//!
//! The functions work over [`Rows`](rows::Rows): the engine's draft, so that all of it is in the commit of the fact that
//! brought it about, or memory.
pub mod assign;
pub mod blocking;
pub mod buckets;
pub mod cluster;
pub mod epoch;
pub mod explain;
pub mod features;
pub mod keys;
pub mod levels;
pub mod model;
pub mod normal;
pub mod observation;
pub mod pages;
pub mod people;
pub mod resolve;
pub mod rows;
pub mod score;
pub mod train;
pub mod verify;
pub mod work;

pub use assign::Changes;
pub use epoch::{Example, Trial};
pub use explain::{How, HowStep, Relation, SharedValue, Why, WhyLine};
pub use keys::{Evidence, Keys};
pub use model::{Form, Kind, Model};
pub use observation::{Block, Given, Handle, Observation, PhoneShown};
pub use people::Decided;
pub use resolve::Resolution;
pub use train::{Learned, Trained};
pub use verify::IdentityDifference;
