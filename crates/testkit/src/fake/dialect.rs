//! What one platform adds to the generic fake: how it spells requests, answers and pushes.

use std::collections::BTreeMap;

use super::state::Core;
use super::world::{Change, Codes};

/// One HTTP request as it arrived.
pub(crate) struct ApiRequest {
    pub path: String,
    pub query: BTreeMap<String, String>,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// Who calls what: known before anything is checked.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub app: String,
    pub method: String,
}

/// One answer.
pub(crate) struct ApiReply {
    pub status: u16,
    pub body: Vec<u8>,
    pub ok: bool,
    pub code: i64,
    pub sub_code: String,
    pub log_id: String,
    pub shop_id: Option<i64>,
}

/// Why the generic part refuses a call.
pub(crate) enum Refuse {
    RateLimited,
    Code(i64, String),
}

/// One push message in the platform's spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The platform's message number: what receivers drop duplicates by.
    pub id: String,
    /// The platform's name of the event.
    pub tag: String,
    /// The shop.
    pub shop_id: i64,
    /// The payload as text.
    pub data: String,
}

/// A push ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PushRequest {
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// One platform's wire.
pub(crate) trait Dialect: Send {
    fn identify(&self, request: &ApiRequest) -> Call;
    fn answer(&mut self, core: &mut Core, request: &ApiRequest, call: &Call) -> ApiReply;
    fn refuse(&mut self, core: &mut Core, refuse: Refuse) -> ApiReply;
    fn message(&self, core: &Core, change: &Change) -> Option<Message>;
    fn probe(&self) -> Message;
    fn push(&self, core: &Core, messages: &[Message]) -> PushRequest;
    /// The name of the header that carries the signature of a push.
    fn signature_header(&self) -> &'static str;
    fn acknowledged(&self, status: u16, body: &[u8]) -> bool;
    fn codes(&self) -> &dyn Codes;
}
