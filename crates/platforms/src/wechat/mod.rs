//! WeChat shops (微信小店, before 视频号小店): `channels/ec` of the messaging app, where hosts sell from their channels.
//!
//! * **One app id is one shop**: its [`ShopId`](aftersync_core::model::ids::ShopId) is the app id, and so is the scope of
//!   its buyers' ids.
//! * **News**: pushes are encrypted and signed but thin, so every one is a hint; the object is then read whole. Polling by
//!   time of change is the backstop.
//! * **Objects**: `aftersale`, `complaint` (beside an after-sale, speaks of the arbitration only), `guarantee` (a claim of its
//!   own), `present_aftersale` (only with [`switch::PRESENT`]), `order`.
//! * **Order of snapshots**: `update_time` in seconds, of a complaint the newest line of its history; of two in one second
//!   the further one wins.
//! * **Deadlines** are seconds left when read, so the time of reading is kept with the payload.
//! * **Actions** carry no version: see [`action`]. Evidence in a dispute is handed in at the complaint, and as a word where the
//!   platform does not wait for evidence. The buyer is asked for proof by us unless [`switch::ASK_FOR_PROOF`] is on.
//! * **Files** are media ids of the platform, written as an address that begins with [`MEDIA`].
//! * **Money** is fen, **ids** are texts, **hosts and rooms** are named on orders placed in a broadcast.
//! * **No** messages to buyers, **no** partial refunds but those that the buyer agrees to ([`ActionVerb::Offer`]).
//!
//! Unconfirmed: what a status means in states of ours, the statuses of a guarantee that the documents added later, that an
//! exchange needs a return address, and whether a push that comes late carries its first time. See [`switch`] for the rest.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::ids::Platform;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::order::Attribution;
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{
    ActionOutcome, AppCredentials, Call, Capabilities, Delivery, Hint, HttpReply, HttpRequest, HttpResponse,
    IdentityKey, Parsed, PlatformAdapter, PollCursor, PollPage, Reason, Support, TokenRequest, Verdict, Verified,
    WaysIn,
};

use crate::tables::ErrorCase;

pub mod action;
mod api;
mod body;
mod detail;
mod dispute;
mod error;
mod gift;
mod guarantee;
mod order;
mod poll;
mod read;
mod reason;
mod refuse;
pub mod sign;
pub mod status;
pub mod switch;
mod token;
mod webhook;

pub(crate) const PLATFORM: &str = "wechat";
pub(crate) const AFTERSALE: &str = "aftersale";
pub(crate) const COMPLAINT: &str = "complaint";
pub(crate) const GUARANTEE: &str = "guarantee";
pub(crate) const PRESENT: &str = "present_aftersale";
pub(crate) const ORDER: &str = "order";

/// How the address of a file begins that the platform names by an id. Files of ours are uploaded first, and so named too.
pub const MEDIA: &str = "media_id:";

/// Adapter for WeChat shops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wechat;

use Support::{Confirmed, Unconfirmed};

/// What it can do. For a verb with several rows the best of them counts; `action_support` says how it is for one object.
const CAPABILITIES: &Capabilities = &Capabilities {
    webhook: WaysIn::HintWebhook,
    poll: true,
    poll_window_ms: poll::WINDOW_MS,
    poll_overlap_ms: poll::OVERLAP_MS,
    after_sales: &[AFTERSALE, COMPLAINT, GUARANTEE, PRESENT],
    detail: &[AFTERSALE, COMPLAINT, GUARANTEE, PRESENT, ORDER],
    kinds: &[Kind::RefundOnly, Kind::ReturnRefund, Kind::Exchange, Kind::Complaint],
    actions: &[
        (ActionVerb::ApproveRefund, Confirmed),
        (ActionVerb::ApproveReturn, Confirmed),
        (ActionVerb::ApproveExchange, Confirmed),
        (ActionVerb::Reject, Confirmed),
        (ActionVerb::ConfirmReturn, Confirmed),
        (ActionVerb::RejectReturn, Confirmed),
        (ActionVerb::Offer, Confirmed),
        (ActionVerb::AskBuyer, Unconfirmed),
        (ActionVerb::ShipReplacement, Confirmed),
        (ActionVerb::SubmitEvidence, Confirmed),
        (ActionVerb::AddRemark, Confirmed),
    ],
    reasons: true,
    chat: false,
    live: Attribution::ByPlatform,
    identity: &[
        IdentityKey {
            name: "openid",
            scope: "shop",
            linkable: false,
            support: Confirmed,
        },
        IdentityKey {
            name: "unionid",
            scope: "open platform account",
            linkable: true,
            support: Confirmed,
        },
    ],
    // The platform counts by day and interface and publishes no number.
    calls_per_second: 10,
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

impl PlatformAdapter for Wechat {
    fn platform(&self) -> Platform {
        PLATFORM.into()
    }
    fn capabilities(&self) -> &Capabilities {
        CAPABILITIES
    }
    fn verify(&self, app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Verdict> {
        webhook::verify(app, delivery, now)
    }
    fn peek(&self, app: &AppCredentials, hint: &Hint) -> Result<Parsed> {
        Ok(webhook::peek(app, hint))
    }
    fn parse(&self, _app: &AppCredentials, _verified: &Verified) -> Result<Parsed> {
        Err(Error::unsupported(
            "pushes of this platform are never more than hints",
            "peek at the hint and read the object again",
        )
        .during("wechat.parse"))
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
        let id = object.external_id.as_str();
        match object.object.as_str() {
            AFTERSALE => detail::request(call, id),
            COMPLAINT => dispute::request(call, id),
            GUARANTEE => guarantee::request(call, id),
            PRESENT => gift::request(call, id),
            ORDER => order::request(call, id),
            other => Err(
                Error::unsupported("this platform has no such object", "ask for `aftersale` or `order`")
                    .during("wechat.detail")
                    .with("object", other),
            ),
        }
    }
    fn detail_read(&self, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
        let body = api::body(answer, "wechat.detail")?;
        Ok(read::object(object, &read::kept(body, call.now)))
    }
    fn action_support(&self, app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
        action::support(app, seen, verb)
    }
    fn action_request(&self, call: &Call, action: &Action) -> Result<HttpRequest> {
        action::request(call, action)
    }
    fn action_read(&self, _call: &Call, _action: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
        action::read(answer)
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
        seen: &AfterSale,
        verb: ActionVerb,
        answer: &HttpResponse,
    ) -> Result<Vec<Reason>> {
        refuse::read(answer, seen, verb)
    }
    /// No page is needed: app id and secret of the shop are all it takes.
    fn authorize_url(&self, _app: &AppCredentials, _state: &str) -> Option<String> {
        None
    }
    fn token_request(&self, call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
        token::request(call, ask)
    }
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
        token::read(call, answer)
    }
    fn reread(&self, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        Ok(read::object(object, payload))
    }
}
