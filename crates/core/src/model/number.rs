//! Ticket numbers.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A short ticket number people can read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct TicketNumber(u64);

impl TicketNumber {
    /// The number of the n-th ticket.
    pub fn from_sequence(n: u64) -> Self {
        Self(n)
    }
    /// Which ticket it was.
    pub fn sequence(self) -> u64 {
        self.0
    }
}
