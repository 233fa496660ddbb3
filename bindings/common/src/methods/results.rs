//! Results that have another shape in JSON than in Rust.
use aftersync::{Applied, Engine, Error, HttpReply, Ingested, Receipt, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::failure::Failure;

/// What became of one of several facts: `ok` or `error`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactAnswer {
    /// It was taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<Ingested>,
    /// It was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

impl From<Result<Ingested>> for FactAnswer {
    fn from(result: Result<Ingested>) -> Self {
        let error = result.as_ref().err().map(Failure::from);
        Self { ok: result.ok(), error }
    }
}

/// What became of one of several commands: `ok` or `error`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CommandAnswer {
    /// It was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<Applied>,
    /// It was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

impl From<Result<Applied>> for CommandAnswer {
    fn from(result: Result<Applied>) -> Self {
        let error = result.as_ref().err().map(Failure::from);
        Self { ok: result.ok(), error }
    }
}

/// What to answer a webhook, exactly so, and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WebhookReply {
    /// The status to answer with.
    pub status: u16,
    /// The content type to answer with.
    pub content_type: String,
    /// The body to answer with.
    pub body: Bytes,
    /// Facts and signals taken in, those among them that were known already.
    pub taken: usize,
    /// Parts that could not be read or belong to no known shop: kept whole.
    pub kept: usize,
    /// Why nothing was taken in: it is not genuine, or not readable at all. `status` then says so to the sender.
    pub refused: Option<Failure>,
}

impl WebhookReply {
    fn new(reply: HttpReply) -> Self {
        Self {
            status: reply.status,
            content_type: reply.content_type.to_owned(),
            body: Bytes(reply.body),
            taken: 0,
            kept: 0,
            refused: None,
        }
    }

    pub(super) fn taken(receipt: Receipt) -> Self {
        Self {
            taken: receipt.taken,
            kept: receipt.kept,
            ..Self::new(receipt.reply)
        }
    }

    pub(super) fn refused(error: &Error) -> Self {
        Self {
            refused: Some(Failure::from(error)),
            ..Self::new(Engine::refusal(error))
        }
    }
}
