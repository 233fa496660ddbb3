//! Photos, videos and files: named by where they are, or by their content once we hold them.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A picture.
    #[default]
    Image,
    /// A film.
    Video,
    /// Sound.
    Audio,
    /// Written words.
    Text,
    /// A document or anything else.
    File,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Where the platform shows it, if it does. May expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The content hash under which the blob store holds it, once it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blob: Option<String>,
    /// A few words on it. Personal data may stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
