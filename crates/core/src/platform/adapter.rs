//! What an adapter does: verify, peek, parse, acknowledge; poll, read, act, renew tokens. All pure.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::model::action::{Action, ActionVerb};
use crate::model::aftersale::AfterSale;
use crate::model::fact::Fact;
use crate::model::ids::{AppId, Platform, ShopId};
use crate::model::job::ObjectRef;
use crate::model::shop::TokenPair;
use crate::model::time::Timestamp;
use crate::secret::Secret;

use super::capabilities::{Capabilities, Support};
use super::http::{Delivery, HttpReply, HttpRequest, HttpResponse};
use super::verified::{Hint, Verdict, Verified};

/// An application registered with a platform. Its secrets never reach the store.
#[derive(Clone, Debug)]
pub struct AppCredentials {
    /// The app key, app id or client id.
    pub app: AppId,
    /// The app secret.
    pub secret: Secret<String>,
    /// Further secrets, by the platform's name for them (`token`, `aes_key`).
    pub extra: BTreeMap<String, Secret<String>>,
    /// Another address of the platform: for tests and for fenced-in networks.
    pub base_url: Option<String>,
    /// Facts that are not confirmed and were switched on, by name.
    pub unconfirmed: BTreeSet<String>,
}

impl AppCredentials {
    /// An app with its key and secret.
    pub fn new(app: impl Into<AppId>, secret: impl Into<Secret<String>>) -> Self {
        Self {
            app: app.into(),
            secret: secret.into(),
            extra: BTreeMap::new(),
            base_url: None,
            unconfirmed: BTreeSet::new(),
        }
    }
    /// The same app, at another address.
    pub fn at(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }
}

/// What every call to a platform needs.
#[derive(Clone, Debug)]
pub struct Call {
    /// The application.
    pub app: Arc<AppCredentials>,
    /// The shop.
    pub shop: ShopId,
    /// The access token; `None` for token calls.
    pub token: Option<Secret<String>>,
    /// The time to sign with.
    pub now: Timestamp,
    /// What the merchant configured for this shop's calls, by the platform's name for it.
    pub settings: BTreeMap<String, String>,
}

impl Call {
    /// A setting of the shop that the platform wants with the call.
    ///
    /// # Errors
    /// `Config`, not sent, when it is not configured.
    pub fn setting(&self, name: &'static str) -> Result<&str> {
        self.settings.get(name).map(String::as_str).ok_or_else(|| {
            Error::new(ErrorKind::Config, "the platform wants a setting that this shop has not")
                .with("shop", &self.shop)
                .with("setting", name)
                .hint("put it into the settings of the shop in the configuration")
        })
    }
}

/// What a hint says: where to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signal {
    /// The object to read again.
    pub object: ObjectRef,
    /// The revision it claims; an older answer is asked again.
    pub revision: Option<i64>,
    /// The raw status it claims, for the log.
    pub status: Option<String>,
    /// The platform's id of the message.
    pub dedupe: Option<String>,
}

/// A part that could not be read. It is kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The part, as received.
    pub payload: Vec<u8>,
    /// Why.
    pub reason: String,
    /// The shop, if it was found.
    pub shop: Option<ShopId>,
}

/// What a platform warns of, about a shop and not about an object: an authorisation that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The shop.
    pub shop: ShopId,
    /// What it is, in words for the merchant's people.
    pub reason: String,
}

/// What was read from a delivery: what is, where to look, what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// What is.
    pub facts: Vec<Fact>,
    /// Where to look.
    pub signals: Vec<Signal>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
    /// What the platform warns of.
    pub warnings: Vec<Warning>,
}

/// Where a poll stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollCursor {
    /// Changes from here.
    pub from: Timestamp,
    /// Up to here.
    pub to: Timestamp,
    /// The page, in the adapter's own words; `None` is the first.
    pub page: Option<String>,
}

/// One page of a poll.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PollPage {
    /// What was read.
    pub parsed: Parsed,
    /// The next page; `None` when this was the last.
    pub next: Option<String>,
}

/// What became of an action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActionOutcome {
    /// What the answer tells, if it tells anything.
    pub facts: Vec<Fact>,
    /// Whether the object should be read again.
    pub refetch: bool,
}

/// A reason that a platform accepts with a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// What the decision is to carry.
    pub code: String,
    /// What people read.
    pub text: String,
}

/// How a token is asked for.
#[derive(Clone, Debug)]
pub enum TokenRequest {
    /// With the code a merchant's consent gave.
    Code(Secret<String>),
    /// For a shop of one's own, without a code.
    SelfUse,
    /// With the refresh token.
    Refresh(Secret<String>),
}

/// A selling platform. Pure: no clock, no client, no environment.
///
/// Laws, proven by the conformance suite: any flipped byte fails `verify`; `peek`, `parse` and the readers are total and
/// deterministic; what is unknown survives; a capability declared is a capability that works.
pub trait PlatformAdapter: Send + Sync + 'static {
    /// The platform's name.
    fn platform(&self) -> Platform;
    /// What it can do.
    fn capabilities(&self) -> &Capabilities;
    /// Whether a delivery is genuine. Fails with kind `Signature`; never guesses.
    fn verify(&self, app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Verdict>;
    /// Where a hint says to look. What cannot be read comes back as unreadable, never lost.
    fn peek(&self, app: &AppCredentials, hint: &Hint) -> Result<Parsed>;
    /// The facts of a verified delivery.
    fn parse(&self, app: &AppCredentials, verified: &Verified) -> Result<Parsed>;
    /// What this platform wants to hear: `true` when all was taken in.
    fn acknowledge(&self, taken: bool) -> HttpReply;
    /// A page of what changed.
    fn poll_request(&self, call: &Call, cursor: &PollCursor) -> Result<HttpRequest>;
    /// Reads that page.
    fn poll_read(&self, call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage>;
    /// One object.
    fn detail_request(&self, call: &Call, object: &ObjectRef) -> Result<HttpRequest>;
    /// Reads that object.
    fn detail_read(&self, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed>;
    /// How well this verb is supported for this after-sale as it stands, switches considered.
    fn action_support(&self, app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support;
    /// Tells the platform what was decided.
    fn action_request(&self, call: &Call, action: &Action) -> Result<HttpRequest>;
    /// Reads what it said. An error's kind, retry and phase come from the platform's table.
    fn action_read(&self, call: &Call, action: &Action, answer: &HttpResponse) -> Result<ActionOutcome>;
    /// Whether an action whose answer was lost took effect, judged by the object as it is now; `None` when it cannot be told.
    fn action_happened(&self, action: &Action, seen: &AfterSale) -> Option<bool>;
    /// Asks which reasons the platform accepts with this decision on this after-sale as it stands.
    fn reasons_request(&self, call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest>;
    /// Reads them: those that fit this decision on this after-sale, and no others.
    fn reasons_read(
        &self,
        call: &Call,
        seen: &AfterSale,
        verb: ActionVerb,
        answer: &HttpResponse,
    ) -> Result<Vec<Reason>>;
    /// Where a merchant connects a shop; `None` when no page is needed.
    fn authorize_url(&self, app: &AppCredentials, state: &str) -> Option<String>;
    /// A new token.
    fn token_request(&self, call: &Call, ask: &TokenRequest) -> Result<HttpRequest>;
    /// Reads it.
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair>;
    /// Reads a stored payload of an object again.
    fn reread(&self, object: &ObjectRef, payload: &str) -> Result<Parsed>;
    /// The same with an application, for a platform whose reading hangs on what is switched on there.
    fn reread_as(&self, app: &AppCredentials, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        let _ = app;
        self.reread(object, payload)
    }
}
