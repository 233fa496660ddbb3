//! What is known of an account for telling who it is: keyed hashes only, never a value.
pub mod codec;
mod entity;
mod given;
mod item;
mod node;

pub use entity::{Change, IdBucket, IdDecision, IdEntity, IdPage, Verb};
pub use given::Given;
pub use item::{Item, Name, Party, Role, Value};
pub use node::{Edge, IdNode, Sight};
