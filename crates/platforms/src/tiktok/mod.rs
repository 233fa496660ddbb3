//! TikTok Shop: the partner interface of 2023-09 and later, for all its markets.
//!
//! * **Connecting**: a merchant gives consent on the page of [`TikTok::authorize_url`]; the code it gives buys a token for all
//!   shops of that seller. Then ask for those shops once ([`shops`]) and configure each under its id with the setting
//!   `shop_cipher`, which every call has to carry.
//! * **News**: pushed messages are signed, thin, and carry neither time nor nonce, so every one is a hint and the object is
//!   read whole. They are not refused for their age: reading what is there now makes a repeat harmless. Polling returns and
//!   cancellations by time of change is the backstop.
//! * **Objects**: `return` and `cancellation`, each with ids of its own; `aftersales_request` and `rma` of the batch-return
//!   model, which lead to the returns they hold until [`switch::BATCH_MODEL`] is on; `order`. An edited return gets a new
//!   id and speaks for the one before.
//! * **Replacements** are sent as a new order. When that order is read (its pushes lead there), its parcels are facts, and the
//!   return it replaces is looked up (`replacement`, an object that is only looked up) and learns the parcel's number: so the
//!   ticket is exchanged when the parcel arrives. Where one order has several replacements at once nothing tells them apart.
//! * **Order of snapshots**: `update_time` in seconds; of two in one second the further one wins.
//! * **Actions** carry no version: the guard is the status and what the platform asks the seller for, see [`action`].
//!   A part of the money is offered, and where the platform lets the buyer keep the goods the return is waived. Pictures
//!   with a refusal are not supported.
//! * **Silence is consent**: without an answer in time (mostly 48 hours) the platform agrees. The deadline is the platform's own.
//! * **Money** is decimal text in the market's currency. **No** messages to buyers. **Hosts** are found by time only: the
//!   search for affiliate orders needs another scope and its values are not documented.
//! * **Versions** of calls move one by one and by market: the setting `version:<call>` of a shop (`version:returns.search`)
//!   wins over the one built in.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::ids::Platform;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::order::Attribution;
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::{DAY, MINUTE, Timestamp};
use aftersync_core::platform::{
    ActionOutcome, AppCredentials, Call, Capabilities, Delivery, Hint, HttpReply, HttpRequest, HttpResponse,
    IdentityKey, Parsed, PlatformAdapter, PollCursor, PollPage, Reason, Support, TokenRequest, Verdict, Verified,
    WaysIn,
};

use crate::tables::ErrorCase;

pub mod action;
mod api;
mod batch;
mod detail;
mod error;
mod order;
mod poll;
mod read;
mod reason;
mod refuse;
pub mod shops;
pub mod sign;
pub mod status;
pub mod switch;
mod token;
mod webhook;

pub(crate) const PLATFORM: &str = "tiktok";
pub(crate) const RETURN: &str = "return";
pub(crate) const CANCELLATION: &str = "cancellation";
/// What a buyer asks for in one go, in the batch-return model.
pub(crate) const REQUEST: &str = "aftersales_request";
/// A package of such a request.
pub(crate) const PACKAGE: &str = "rma";
pub(crate) const ORDER: &str = "order";
/// The return whose goods a parcel replaces: looked for by the replaced order and the parcel.
pub(crate) const REPLACEMENT: &str = "replacement";
/// The widest window that is asked for; the platform's own limit is not documented.
pub(crate) const WINDOW_MS: i64 = DAY;
/// How much windows overlap.
pub(crate) const OVERLAP_MS: i64 = 5 * MINUTE;

/// Adapter for TikTok shops.
#[derive(Clone, Copy, Debug, Default)]
pub struct TikTok;

use Support::Confirmed;

/// What it can do. For a verb with several rows the best of them counts; `action_support` says how it is for one after-sale.
const CAPABILITIES: &Capabilities = &Capabilities {
    webhook: WaysIn::HintWebhook,
    poll: true,
    poll_window_ms: WINDOW_MS,
    poll_overlap_ms: OVERLAP_MS,
    after_sales: &[RETURN, CANCELLATION, REQUEST, PACKAGE],
    detail: &[RETURN, CANCELLATION, REQUEST, PACKAGE, ORDER, REPLACEMENT],
    kinds: &[Kind::RefundOnly, Kind::ReturnRefund, Kind::Exchange],
    actions: &[
        (ActionVerb::ApproveRefund, Confirmed),
        (ActionVerb::ApproveReturn, Confirmed),
        (ActionVerb::ApproveExchange, Confirmed),
        (ActionVerb::Reject, Confirmed),
        (ActionVerb::ConfirmReturn, Confirmed),
        (ActionVerb::RejectReturn, Confirmed),
        (ActionVerb::Offer, Confirmed),
    ],
    reasons: true,
    chat: false,
    live: Attribution::ByTime,
    identity: &[IdentityKey {
        name: "user_id",
        scope: "shop",
        linkable: false,
        support: Confirmed,
    }],
    // The platform limits by app and shop, by how it fares, and publishes no number.
    calls_per_second: 5,
    tokens_expire: true,
};

/// The error table, as plain data.
#[doc(hidden)]
pub fn error_rows() -> Vec<ErrorCase> {
    error::TABLE
        .iter()
        .map(crate::common::refusal::ErrorRow::case)
        .collect()
}

impl PlatformAdapter for TikTok {
    fn platform(&self) -> Platform {
        PLATFORM.into()
    }
    fn capabilities(&self) -> &Capabilities {
        CAPABILITIES
    }
    fn verify(&self, app: &AppCredentials, delivery: &Delivery, _now: Timestamp) -> Result<Verdict> {
        webhook::verify(app, delivery)
    }
    fn peek(&self, _app: &AppCredentials, hint: &Hint) -> Result<Parsed> {
        Ok(webhook::peek(hint))
    }
    fn parse(&self, _app: &AppCredentials, _verified: &Verified) -> Result<Parsed> {
        Err(Error::unsupported(
            "pushes of this platform are never more than hints",
            "peek at the hint and read the object again",
        )
        .during("tiktok.parse"))
    }
    fn acknowledge(&self, taken: bool) -> HttpReply {
        webhook::acknowledge(taken)
    }
    fn poll_request(&self, call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
        poll::request(call, cursor)
    }
    fn poll_read(&self, call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
        poll::read(call, cursor, answer)
    }
    fn detail_request(&self, call: &Call, object: &ObjectRef) -> Result<HttpRequest> {
        read::request(call, object)
    }
    fn detail_read(&self, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
        read::read(call, object, answer)
    }
    fn action_support(&self, app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
        action::support(app, seen, verb)
    }
    fn action_request(&self, call: &Call, action: &Action) -> Result<HttpRequest> {
        action::request(call, action)
    }
    fn action_read(&self, _call: &Call, action: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
        action::read(action, answer)
    }
    fn action_happened(&self, action: &Action, seen: &AfterSale) -> Option<bool> {
        action::happened(action, seen)
    }
    fn reasons_request(&self, call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
        refuse::request(call, seen, verb)
    }
    fn reasons_read(
        &self,
        _call: &Call,
        _seen: &AfterSale,
        _verb: ActionVerb,
        answer: &HttpResponse,
    ) -> Result<Vec<Reason>> {
        refuse::read(answer)
    }
    fn authorize_url(&self, app: &AppCredentials, state: &str) -> Option<String> {
        token::authorize_url(app, state)
    }
    fn token_request(&self, call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
        token::request(call, ask)
    }
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
        token::read(call, answer)
    }
    /// What was stored of the batch model was read with its switch on, so it is read so again.
    fn reread(&self, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        Ok(read::object(object, payload, true))
    }
}
