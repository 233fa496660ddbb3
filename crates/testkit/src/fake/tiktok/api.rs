//! The gate every call passes (app, time, signature, token, cipher) and the table of methods behind it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::memory::Memory;
use super::sign::{request_base, request_sign};
use super::{
    TiktokOptions, TiktokShop, affiliate, batch, create, decide, eligible, order, record, review, search, token,
};
use crate::fake::accounts::TokenFault;
use crate::fake::dialect::{ApiReply, ApiRequest, Call, JSON, Refuse};
use crate::fake::params::ParamFault;
pub(super) use crate::fake::params::{Params, need_text, text, texts, whole};
use crate::fake::route::{self, Found, Route};
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, WorldError};

/// A refusal in the envelope.
#[derive(Clone, Debug)]
pub(super) struct ApiError {
    pub status: u16,
    pub code: i64,
    pub message: String,
}

impl ApiError {
    /// What the business says no to: HTTP 200.
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self {
            status: 200,
            code,
            message: message.into(),
        }
    }

    /// Who may not ask: HTTP 401.
    fn unauthorised(code: i64, message: &str) -> Self {
        Self {
            status: 401,
            ..Self::new(code, message)
        }
    }

    pub fn bad_parameter(why: impl std::fmt::Display) -> Self {
        Self::new(25_001_001, format!("Invalid request parameter: {why}"))
    }

    pub fn not_allowed(why: impl std::fmt::Display) -> Self {
        Self::new(25_011_014, format!("the status does not allow this decision: {why}"))
    }

    pub fn no_scope() -> Self {
        Self::unauthorised(105_005, "Access denied: the required scope was not granted")
    }
}

impl From<ParamFault> for ApiError {
    fn from(fault: ParamFault) -> Self {
        let (ParamFault::Missing(name) | ParamFault::Malformed(name)) = fault;
        Self::bad_parameter(name)
    }
}

impl From<WorldError> for ApiError {
    fn from(error: WorldError) -> Self {
        match error {
            WorldError::WrongStage { .. } | WorldError::StaleVersion { .. } => Self::not_allowed(error),
            WorldError::NotFound { .. } | WorldError::BadInput(_) => Self::bad_parameter(error),
        }
    }
}

/// What came in.
pub(super) struct Input<'a> {
    pub query: &'a BTreeMap<String, String>,
    /// The parts of the path by name.
    pub path: BTreeMap<&'static str, String>,
    pub body: Params,
    /// Path and body as sent: what a key against doing things twice stands for.
    pub request: String,
}

impl Input<'_> {
    pub fn query(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// A number in the path.
    pub fn path_id(&self, name: &str) -> Result<i64, ApiError> {
        let found = self.path.get(name).and_then(|id| id.parse().ok());
        found.ok_or_else(|| ApiError::bad_parameter(name))
    }
}

/// What a method works with.
pub(super) struct Ctx<'a> {
    pub core: &'a mut Core,
    pub options: &'a TiktokOptions,
    pub memory: &'a mut Memory,
    /// The shop of the cipher; of methods without one, the seller's first.
    pub shop: TiktokShop,
}

impl Ctx<'_> {
    /// A request of this shop.
    pub fn aftersale(&self, id: i64) -> Result<&AfterSale, ApiError> {
        let found = self.core.world.aftersale(id);
        let found = found.ok_or_else(|| ApiError::bad_parameter("no such return or cancellation"))?;
        if found.shop_id == self.shop.shop_id {
            Ok(found)
        } else {
            Err(ApiError::new(25_020_005, "No permission for the order"))
        }
    }
}

pub(super) type Fields = Map<String, Value>;
type Handler = fn(&mut Ctx<'_>, &Input<'_>) -> Result<Fields, ApiError>;

const fn get(path: &'static str, name: &'static str, handler: Handler) -> Route<Handler> {
    Route {
        verb: "GET",
        path,
        name,
        handler,
    }
}

const fn post(path: &'static str, name: &'static str, handler: Handler) -> Route<Handler> {
    Route {
        verb: "POST",
        path,
        name,
        handler,
    }
}

/// Every method this fake knows, each in the version the documents give. Methods of `/api/v2/token` are not signed, those of
/// `/authorization` have no cipher.
#[rustfmt::skip]
const ROUTES: &[Route<Handler>] = &[
    get("/api/v2/token/get", "token/get", token::get),
    get("/api/v2/token/refresh", "token/refresh", token::refresh),
    get("/authorization/202309/shops", "authorization/shops", token::shops),
    post("/return_refund/202309/returns/search", "returns/search", search::returns),
    post("/return_refund/202309/cancellations/search", "cancellations/search", search::cancellations),
    post("/return_refund/202603/aftersales/search", "aftersales/search", batch::requests),
    post("/return_refund/202604/rma/search", "rma/search", batch::parcels),
    post("/return_refund/202603/aftersales/review", "aftersales/review", review::review),
    get("/return_refund/202309/returns/{return_id}/records", "returns/records", record::records),
    get("/return_refund/202601/decision_eligibility", "decision_eligibility", eligible::eligibility),
    get("/return_refund/202309/reject_reasons", "reject_reasons", eligible::reject_reasons),
    post("/return_refund/202309/returns/{return_id}/approve", "returns/approve", decide::approve_return),
    post("/return_refund/202309/returns/{return_id}/reject", "returns/reject", decide::reject_return),
    post("/return_refund/202309/cancellations/{cancel_id}/approve", "cancellations/approve", decide::approve_cancellation),
    post("/return_refund/202309/cancellations/{cancel_id}/reject", "cancellations/reject", decide::reject_cancellation),
    post("/return_refund/202309/refunds/calculate", "refunds/calculate", create::calculate),
    post("/return_refund/202309/cancellations", "cancellations/create", create::cancellation),
    post("/return_refund/202309/returns", "returns/create", create::returned),
    get("/order/202309/orders", "orders/get", order::get),
    post("/affiliate_seller/202410/orders/search", "affiliate/orders/search", affiliate::search),
];

/// Who calls what, before anything is checked.
pub(super) fn identify(request: &ApiRequest) -> Call {
    let name = match route::find(ROUTES, &request.verb, &request.path) {
        Found::Method(route, _) => route.name,
        _ => &request.path,
    };
    Call {
        app: request.query.get("app_key").cloned().unwrap_or_default(),
        method: name.to_owned(),
    }
}

/// Answers one call.
pub(super) fn answer(
    options: &TiktokOptions,
    memory: &mut Memory,
    core: &mut Core,
    request: &ApiRequest,
    call: &Call,
) -> ApiReply {
    let number = memory.next_answer();
    let log_id = log_id(core, number);
    let (handler, path) = match route::find(ROUTES, &request.verb, &request.path) {
        Found::Method(route, path) => (route.handler, path),
        Found::OtherVerb | Found::Nothing => {
            let error = ApiError {
                status: 404,
                ..ApiError::new(36_009_009, "Invalid path")
            };
            return envelope(Err(error), log_id, None);
        }
    };
    let passed = gate(options, core, request, call);
    let (shop, body) = match passed {
        Ok(passed) => passed,
        Err(error) => return envelope(Err(error), log_id, None),
    };
    let input = Input {
        query: &request.query,
        path,
        request: format!("{} {}", request.path, String::from_utf8_lossy(&request.body)),
        body,
    };
    let shop_id = shop.shop_id;
    let mut ctx = Ctx {
        core,
        options,
        memory,
        shop,
    };
    let result = handler(&mut ctx, &input);
    envelope(result, log_id, (shop_id != 0).then_some(shop_id))
}

/// Refuses a call before it reaches the platform's own checks. The code for too many calls is not confirmed, its status is.
pub(super) fn refuse(memory: &mut Memory, core: &Core, refuse: Refuse) -> ApiReply {
    let number = memory.next_answer();
    let error = match refuse {
        Refuse::RateLimited => ApiError {
            status: 429,
            ..ApiError::new(36_009_002, "Too many requests")
        },
        Refuse::Code(code, message) => ApiError::new(code, if message.is_empty() { "injected" } else { &message }),
    };
    envelope(Err(error), log_id(core, number), None)
}

fn log_id(core: &Core, number: u64) -> String {
    format!("{}{number:010X}", core.world.now_ms())
}

/// The codes of this gate are common knowledge rather than documented, but for 105005 and 106001.
fn gate(
    options: &TiktokOptions,
    core: &Core,
    request: &ApiRequest,
    call: &Call,
) -> Result<(TiktokShop, Params), ApiError> {
    let text = std::str::from_utf8(&request.body).map_err(|_| ApiError::bad_parameter("body is not UTF-8"))?;
    if request.path.starts_with("/api/v2/token/") {
        return Ok((nobody(), Params::new()));
    }
    let secret = core
        .accounts
        .secret(&call.app)
        .ok_or_else(|| ApiError::unauthorised(106_000, "app_key is invalid"))?;
    check_time(options, core, request)?;
    let content_type = request.headers.get("content-type").map_or("", String::as_str);
    let base = request_base(&request.verb, &request.path, &request.query, content_type, text);
    let sent = request.query.get("sign").map_or("", String::as_str);
    if request_sign(secret, &base) != sent {
        return Err(ApiError::unauthorised(106_001, "sign is invalid"));
    }
    let token = request.headers.get("x-tts-access-token").map_or("", String::as_str);
    let first = core
        .accounts
        .shop_of(&call.app, token, core.world.now_ms())
        .map_err(|fault| match fault {
            TokenFault::Unknown | TokenFault::Used => ApiError::unauthorised(105_001, "access_token is invalid"),
            TokenFault::Expired => ApiError::unauthorised(105_002, "access_token is expired"),
            TokenFault::Revoked => ApiError::unauthorised(105_003, "the seller has withdrawn the authorization"),
        })?;
    let first = options.shop(first).cloned().unwrap_or_else(nobody);
    let shop = if request.path.starts_with("/authorization/") {
        first
    } else {
        named(options, core, request, &first)?
    };
    Ok((shop, body(request, text)?))
}

/// Who asks for a token is no shop yet.
fn nobody() -> TiktokShop {
    TiktokShop {
        shop_id: 0,
        ..TiktokShop::default()
    }
}

fn check_time(options: &TiktokOptions, core: &Core, request: &ApiRequest) -> Result<(), ApiError> {
    let invalid = || ApiError::unauthorised(36_009_004, "timestamp is invalid");
    let sent = request.query.get("timestamp").and_then(|sent| sent.parse::<i64>().ok());
    let drift = core
        .world
        .now_ms()
        .div_euclid(1000)
        .saturating_sub(sent.ok_or_else(invalid)?);
    let too_far = options
        .max_drift_s
        .is_some_and(|allowed| drift.saturating_abs() > allowed);
    if too_far { Err(invalid()) } else { Ok(()) }
}

/// The shop of the cipher, which must be the token's seller's.
fn named(
    options: &TiktokOptions,
    core: &Core,
    request: &ApiRequest,
    first: &TiktokShop,
) -> Result<TiktokShop, ApiError> {
    let cipher = request.query.get("shop_cipher").filter(|cipher| !cipher.is_empty());
    let cipher = cipher.ok_or_else(|| ApiError::unauthorised(106_010, "shop_cipher is missing"))?;
    let found = options.shops.iter().find(|shop| shop.cipher == *cipher);
    let found = found.filter(|shop| shop.open_id == first.open_id && core.accounts.is_authorised(shop.shop_id));
    found
        .cloned()
        .ok_or_else(|| ApiError::unauthorised(106_011, "shop_cipher is invalid"))
}

fn body(request: &ApiRequest, text: &str) -> Result<Params, ApiError> {
    if request.verb == "GET" || text.is_empty() {
        return Ok(Params::new());
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(params)) => Ok(params),
        _ => Err(ApiError::bad_parameter("body is no JSON object")),
    }
}

fn envelope(result: Result<Fields, ApiError>, log_id: String, shop_id: Option<i64>) -> ApiReply {
    let (status, code, message, data) = match result {
        Ok(data) => (200, 0, "Success".to_owned(), Some(data)),
        Err(error) => (error.status, error.code, error.message, None),
    };
    let mut text = json!({"code": code, "message": message, "request_id": log_id});
    if let (Some(fields), Some(data)) = (text.as_object_mut(), data) {
        fields.insert("data".into(), Value::Object(data));
    }
    ApiReply {
        status,
        content_type: JSON,
        body: text.to_string().into_bytes(),
        ok: code == 0,
        code,
        sub_code: String::new(),
        log_id,
        shop_id,
    }
}
