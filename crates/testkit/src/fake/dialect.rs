//! What one platform adds to the generic fake: how it spells requests, answers and pushes.
//!
//! A dialect is a table of routes with a handler each ([`super::route`]), a table of codes ([`Codes`]), a table of pushed events,
//! and the few functions of [`Dialect`]. Orders, after-sales, money, time, tokens, faults and chaos are generic: what a dialect
//! needs to remember beyond them (keys against doing things twice, say) it keeps itself.

use std::collections::BTreeMap;

use super::state::Core;
use super::world::{Change, Codes};

/// One HTTP request as it arrived.
pub(crate) struct ApiRequest {
    /// The verb, in capital letters.
    pub verb: String,
    pub path: String,
    pub query: BTreeMap<String, String>,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// Who calls what: known before anything is checked.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The app; empty when the request does not say.
    pub app: String,
    /// The method's name as tests know it: for counters, rates and [`super::FakePlatform::fail_next`].
    pub method: String,
}

/// One answer. `code` and `sub_code` are for the request log: a platform whose errors are texts puts them in `sub_code`.
pub(crate) struct ApiReply {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    pub ok: bool,
    pub code: i64,
    pub sub_code: String,
    pub log_id: String,
    pub shop_id: Option<i64>,
}

pub(crate) const JSON: &str = "application/json;charset=UTF-8";

/// Why the generic part refuses a call.
pub(crate) enum Refuse {
    RateLimited,
    Code(i64, String),
}

/// One push message in the platform's spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The platform's message number: what receivers drop duplicates by. Where the platform has none, what identifies the event.
    pub id: String,
    /// The platform's name of the event.
    pub tag: String,
    /// The shop.
    pub shop_id: i64,
    /// The payload as text.
    pub data: String,
}

/// The verb of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PushVerb {
    Get,
    Post,
}

/// A push ready to be sent. The query is added to the receiver's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PushRequest {
    pub verb: PushVerb,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Where the signature of a push stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignaturePlace {
    Header(&'static str),
    Query(&'static str),
}

/// How this platform delivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delivering {
    /// Most messages in one request; 1 where each travels alone.
    pub largest_batch: usize,
    /// Waits before repetitions, ms. Their number is how often a push is repeated.
    pub repeat_after_ms: &'static [i64],
    /// Where the signature stands.
    pub signature: SignaturePlace,
}

/// One platform's wire.
pub(crate) trait Dialect: Send {
    /// Who calls what, before anything is checked.
    fn identify(&self, core: &Core, request: &ApiRequest) -> Call;

    /// Checks and answers one call.
    fn answer(&mut self, core: &mut Core, request: &ApiRequest, call: &Call) -> ApiReply;

    /// A refusal that the generic part ordered, in the platform's envelope.
    fn refuse(&mut self, core: &mut Core, refuse: Refuse) -> ApiReply;

    /// The messages that follow from a change, none when the platform pushes nothing then.
    fn messages(&self, core: &Core, change: &Change) -> Vec<Message>;

    /// What the platform sends when the address of a shop (of all shops, when none is named) is saved; `None` when it asks nothing.
    fn probe(&self, core: &Core, shop_id: Option<i64>) -> Option<PushRequest>;

    /// Whether the answer to [`Dialect::probe`] is the one that is owed.
    fn probe_answered(&self, probe: &PushRequest, status: u16, body: &[u8]) -> bool;

    /// The signed request that carries these messages of one shop's receiver.
    fn push(&self, core: &Core, messages: &[Message]) -> PushRequest;

    /// Whether the receiver took a push in.
    fn acknowledged(&self, status: u16, body: &[u8]) -> bool;

    /// How this platform delivers.
    fn delivering(&self) -> Delivering;

    /// Changes a signed body so that an honest check of the signature fails.
    fn tamper(&self, body: &mut Vec<u8>) {
        body.push(b' ');
    }

    /// How stages and kinds are written.
    fn codes(&self) -> &dyn Codes;
}
