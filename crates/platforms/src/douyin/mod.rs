//! Douyin shops (抖店, Doudian): the open platform of the live-selling app.
//!
//! * **News**: pushed messages are signed but thin and can be replayed, so every one is a hint; the after-sale is then read
//!   whole. Polling by time of change is the backstop.
//! * **Order of snapshots**: `update_time` in seconds; of two in one second the further one wins.
//! * **Actions**: `afterSale.operate` with a number per decision. Numbers whose meaning is only inferred are behind switches,
//!   see [`action::OPERATE`] and [`switch`].
//! * **Money** is fen, **ids** are texts of up to 19 digits, **hosts and rooms** are named on the order's lines only.
//! * **Not here**: `address.list` (the id of the return address stands in the shop's configuration),
//!   `material.uploadImageSync` (evidence is given by its address on the platform), `openOutAfterSale`.
//! * **No** messages to buyers, **no** partial refunds: the platform pays what the buyer asked for.
use aftersync_core::error::{Error, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::Kind;
use aftersync_core::model::ids::Platform;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::order::Attribution;
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{
    ActionOutcome, AppCredentials, Call, Capabilities, Delivery, Hint, HttpReply, HttpRequest, HttpResponse,
    IdentityKey, Parsed, PlatformAdapter, PollCursor, PollPage, Reason, Support, TokenRequest, Verdict, Verified,
    WaysIn,
};

use crate::common::refusal::Effect;
use crate::tables::ErrorCase;

pub mod action;
mod api;
mod body;
mod detail;
mod error;
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

pub(crate) const PLATFORM: &str = "douyin";
pub(crate) const AFTERSALE: &str = "aftersale";
pub(crate) const ORDER: &str = "order";
/// The widest window that is asked for; the platform's own limit is not documented.
pub(crate) const WINDOW_MS: i64 = 30 * MINUTE;
/// How much windows overlap.
pub(crate) const OVERLAP_MS: i64 = 5 * MINUTE;

/// Adapter for Douyin shops.
#[derive(Clone, Copy, Debug, Default)]
pub struct Douyin;

use Support::{Confirmed, Unconfirmed};

/// What it can do. For a verb with several rows the best of them counts; `action_support` says how it is for one after-sale.
const CAPABILITIES: &Capabilities = &Capabilities {
    webhook: WaysIn::HintWebhook,
    poll: true,
    poll_window_ms: WINDOW_MS,
    poll_overlap_ms: OVERLAP_MS,
    after_sales: &[AFTERSALE],
    detail: &[AFTERSALE, ORDER],
    kinds: &[
        Kind::RefundOnly,
        Kind::ReturnRefund,
        Kind::Exchange,
        Kind::Repair,
        Kind::Resend,
        Kind::PriceProtection,
    ],
    actions: &[
        (ActionVerb::ApproveRefund, Confirmed),
        (ActionVerb::ApproveReturn, Unconfirmed),
        (ActionVerb::ApproveExchange, Unconfirmed),
        (ActionVerb::Reject, Confirmed),
        (ActionVerb::ConfirmReturn, Unconfirmed),
        (ActionVerb::RejectReturn, Unconfirmed),
        (ActionVerb::ShipReplacement, Confirmed),
        (ActionVerb::SubmitEvidence, Confirmed),
        (ActionVerb::ReportArrival, Confirmed),
        (ActionVerb::ReportIntercepted, Confirmed),
        (ActionVerb::InterceptParcel, Confirmed),
        (ActionVerb::ExtendTime, Confirmed),
        (ActionVerb::AddRemark, Confirmed),
        (ActionVerb::Reopen, Confirmed),
    ],
    reasons: true,
    chat: false,
    live: Attribution::ByPlatform,
    identity: &[IdentityKey {
        name: "doudian_open_id",
        scope: "shop",
        linkable: false,
        support: Unconfirmed,
    }],
    // The platform limits by app and method and publishes no number.
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

/// Any signed call, as this platform wants it: for methods that the port has no word for.
pub fn signed_call(call: &Call, method: &str, params: &serde_json::Value) -> HttpRequest {
    api::signed(
        call,
        call.token.as_ref().map(|token| token.expose().as_str()),
        method,
        params,
    )
}

impl PlatformAdapter for Douyin {
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
        .during("douyin.parse"))
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
        match object.object.as_str() {
            AFTERSALE => detail::request(call, &object.external_id),
            ORDER => order::request(call, &object.external_id),
            other => Err(
                Error::unsupported("this platform has no such object", "ask for `aftersale` or `order`")
                    .during("douyin.detail")
                    .with("object", other),
            ),
        }
    }
    fn detail_read(&self, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
        let data = api::data(answer, Effect::Read, "douyin.detail")?;
        let roles_known = call.app.unconfirmed.contains(switch::CLOSED_BY_ROLE);
        Ok(read::object(object, data.get(), roles_known))
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
        Ok(token::request(call, ask))
    }
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
        token::read(call, answer)
    }
    /// Switches belong to an app, and none is given here: roles in the log are not believed when a payload is read again.
    fn reread(&self, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        Ok(read::object(object, payload, false))
    }
    fn reread_as(&self, app: &AppCredentials, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        let roles_known = app.unconfirmed.contains(switch::CLOSED_BY_ROLE);
        Ok(read::object(object, payload, roles_known))
    }
}
