//! What a store keeps, compressed and sealed: shared by all stores of aftersync.
//!
//! The host's [`KeyProvider`] wraps one data key per merchant; the keys of rows, tokens and blind indexes follow from it.
//! What belongs to a person is under a key that takes a share from the [people's file](Shares) too: wiping out the share
//! wipes out the person, in every copy of the store. See `docs/sealing.md`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod blind;
pub mod cipher;
pub mod codec;
pub mod dictionary;
pub mod envelope;
mod fault;
mod key;
mod people;
mod provider;
pub mod tenant;
mod vault;

pub use blind::blind;
pub use envelope::At;
pub use fault::Fault;
pub use key::Key;
pub use people::{FIRST, PeopleFile, Shares};
pub use provider::{KeyProvider, LocalKeys, Sealing};
pub use tenant::{TenantKeys, Wrapped};
pub use vault::TokenVault;
