//! Which of two snapshots of one object is newer.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The order of snapshots of one outside object: the platform's revision, then the rank of the status, then a hash of
/// the content. A total order, so the last word does not depend on arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// The platform's modified time or sequence number.
    pub number: i64,
    /// Distance of the status from the start of its path.
    pub rank: u16,
    /// 64 bits of the content's hash.
    pub hash: u64,
}
