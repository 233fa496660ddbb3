//! aftersync testkit
#![forbid(unsafe_code)]

pub mod adapter_suite;
pub mod clock;
pub mod dump;
pub mod fake;
pub mod faulty;
pub mod memory;
pub mod noise;
pub mod store_suite;

pub use clock::ManualClock;
pub use dump::{Dump, dump};
pub use faulty::{Fault, FaultyStore, Plan};
pub use memory::MemoryStore;
