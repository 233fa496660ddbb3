//! The reference store: everything in maps, nothing on a disk.
//!
//! Other stores are compared with it. It does what [`aftersync_core::store::port`] says and nothing more.
mod blobs;
mod store;
mod tenant;

pub use blobs::MemoryBlobs;
pub use store::MemoryStore;
