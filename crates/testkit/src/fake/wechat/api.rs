//! The gate every call passes (route, token, grant, quota) and the table of methods behind it.

use serde_json::{Map, Value, json};

use super::memory::Memory;
use super::{WechatOptions, act, complaint, detail, guarantee, list, offer, order, support, token};
use crate::fake::accounts::TokenFault;
use crate::fake::dialect::{ApiReply, ApiRequest, Call, JSON, Refuse};
use crate::fake::params::ParamFault;
pub(super) use crate::fake::params::{Params, need_text, need_whole, text, texts, whole, wholes};
use crate::fake::route::{self, Found, Route};
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, WorldError};

/// A refusal in the envelope.
#[derive(Clone, Debug)]
pub(super) struct ApiError {
    pub code: i64,
    pub message: String,
}

impl ApiError {
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    pub fn bad_parameter(why: impl std::fmt::Display) -> Self {
        Self::new(9_700_224, format!("参数错误: {why}"))
    }

    /// The ticket stands where nothing of the kind is ever possible.
    pub fn bad_state(why: impl std::fmt::Display) -> Self {
        Self::new(10_020_001, format!("售后单状态不合法: {why}"))
    }

    /// The ticket stands where this is not possible.
    pub fn not_now(why: impl std::fmt::Display) -> Self {
        Self::new(10_021_041, format!("当前售后单不支持此操作: {why}"))
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
            WorldError::WrongStage { .. } | WorldError::StaleVersion { .. } => Self::not_now(error),
            WorldError::NotFound { .. } => Self::new(10_021_050, error.to_string()),
            WorldError::BadInput(_) => Self::bad_parameter(error),
        }
    }
}

/// What a method works with.
pub(super) struct Ctx<'a> {
    pub core: &'a mut Core,
    pub options: &'a WechatOptions,
    pub memory: &'a mut Memory,
    /// The app; for token calls what the caller says it is.
    pub app_id: &'a str,
    /// The shop of the access token; 0 for token calls.
    pub shop_id: i64,
}

impl Ctx<'_> {
    pub fn now_ms(&self) -> i64 {
        self.core.world.now_ms()
    }

    /// A ticket of this shop, guarantees included.
    pub fn ticket(&self, params: &Params, name: &str) -> Result<&AfterSale, ApiError> {
        let id = whole(params, name).map_err(|_| ApiError::new(10_020_000, "售后单号不合法"))?;
        let id = id
            .filter(|id| *id > 0)
            .ok_or_else(|| ApiError::new(10_020_000, "售后单号不合法"))?;
        let found = self.core.world.aftersale(id);
        let found = found.ok_or_else(|| ApiError::new(10_021_050, "售后单不存在"))?;
        if found.shop_id == self.shop_id {
            Ok(found)
        } else {
            Err(ApiError::new(10_021_043, "售后单非当前账号"))
        }
    }

    /// An after-sale of this shop: neither a guarantee nor a gift that was not accepted.
    pub fn aftersale(&self, params: &Params) -> Result<&AfterSale, ApiError> {
        let found = self.ticket(params, "after_sale_order_id")?;
        if found.special || list::is_present(&self.core.world, found) {
            return Err(ApiError::new(10_021_050, "售后单不存在"));
        }
        Ok(found)
    }
}

pub(super) type Fields = Map<String, Value>;
type Handler = fn(&mut Ctx<'_>, &Params) -> Result<Fields, ApiError>;

const PREFIX: &str = "/channels/ec/";

const fn post(path: &'static str, name: &'static str, handler: Handler) -> Route<Handler> {
    Route {
        verb: "POST",
        path,
        name,
        handler,
    }
}

/// Every method this fake knows. Those of `cgi-bin` need no access token.
#[rustfmt::skip]
const ROUTES: &[Route<Handler>] = &[
    Route { verb: "GET", path: "/cgi-bin/token", name: "cgi-bin/token", handler: token::token },
    post("/cgi-bin/stable_token", "cgi-bin/stable_token", token::stable_token),
    post("/channels/ec/aftersale/getaftersalelist", "aftersale/getaftersalelist", list::list),
    post("/channels/ec/aftersale/getaftersaleorder", "aftersale/getaftersaleorder", detail::detail),
    post("/channels/ec/aftersale/getpresentaftersalelist", "aftersale/getpresentaftersalelist", list::present_list),
    post("/channels/ec/aftersale/getpresentaftersaleorder", "aftersale/getpresentaftersaleorder", detail::present_detail),
    post("/channels/ec/aftersale/acceptapply", "aftersale/acceptapply", act::accept),
    post("/channels/ec/aftersale/rejectapply", "aftersale/rejectapply", act::reject),
    post("/channels/ec/aftersale/acceptexchangereship", "aftersale/acceptexchangereship", act::ship_exchange),
    post("/channels/ec/aftersale/rejectexchangereship", "aftersale/rejectexchangereship", act::reject_exchange),
    post("/channels/ec/aftersale/handlefastexchangereship", "aftersale/handlefastexchangereship", act::fast_exchange),
    post("/channels/ec/aftersale/merchantupdateaftersale", "aftersale/merchantupdateaftersale", offer::negotiate),
    post("/channels/ec/aftersale/genaftersaleorder", "aftersale/genaftersaleorder", offer::open),
    post("/channels/ec/aftersale/uploadrefundcertificate", "aftersale/uploadrefundcertificate", support::prove_refund),
    post("/channels/ec/aftersale/rejectreason/get", "aftersale/rejectreason/get", support::reject_reasons),
    post("/channels/ec/aftersale/reason/get", "aftersale/reason/get", support::reasons),
    post("/channels/ec/aftersale/applyvirtualtelnum", "aftersale/applyvirtualtelnum", support::virtual_number),
    post("/channels/ec/aftersale/getcomplaintorder", "aftersale/getcomplaintorder", complaint::get),
    post("/channels/ec/aftersale/addcomplaintmaterial", "aftersale/addcomplaintmaterial", complaint::message),
    post("/channels/ec/aftersale/addcomplaintproof", "aftersale/addcomplaintproof", complaint::proof),
    post("/channels/ec/aftersale/searchguaranteeorder", "aftersale/searchguaranteeorder", guarantee::search),
    post("/channels/ec/aftersale/getguaranteeorder", "aftersale/getguaranteeorder", guarantee::get),
    post("/channels/ec/aftersale/merchantacceptguarantee", "aftersale/merchantacceptguarantee", guarantee::accept),
    post("/channels/ec/aftersale/merchantrefuseguarantee", "aftersale/merchantrefuseguarantee", guarantee::refuse),
    post("/channels/ec/aftersale/merchantmodifyguarantee", "aftersale/merchantmodifyguarantee", guarantee::modify),
    post("/channels/ec/aftersale/merchantproofguarantee", "aftersale/merchantproofguarantee", guarantee::proof),
    post("/channels/ec/order/get", "order/get", order::get),
    post("/channels/ec/order/sensitiveinfo/decode", "order/sensitiveinfo/decode", order::decode),
];

/// Who calls what, before anything is checked.
pub(super) fn identify(core: &Core, request: &ApiRequest) -> Call {
    let name = match route::find(ROUTES, &request.verb, &request.path) {
        Found::Method(route, _) => route.name,
        _ => request.path.strip_prefix(PREFIX).unwrap_or(&request.path),
    };
    let token = request
        .query
        .get("access_token")
        .and_then(|token| core.accounts.app_of(token));
    let app = token
        .map(token::app_id)
        .or_else(|| request.query.get("appid").map(String::as_str));
    Call {
        app: app.unwrap_or_default().to_owned(),
        method: name.to_owned(),
    }
}

/// Answers one call.
pub(super) fn answer(
    options: &WechatOptions,
    memory: &mut Memory,
    core: &mut Core,
    request: &ApiRequest,
    call: &Call,
) -> ApiReply {
    let number = memory.next_answer();
    let rid = rid(core, number);
    let handler = match route::find(ROUTES, &request.verb, &request.path) {
        Found::Method(route, _) => route.handler,
        Found::OtherVerb => return envelope(Err(ApiError::new(43_002, "require POST method")), rid, None),
        Found::Nothing => return nothing_here(rid),
    };
    let (shop_id, params) = match gate(options, memory, core, request, call) {
        Ok(passed) => passed,
        Err(error) => return envelope(Err(error), rid, None),
    };
    let mut ctx = Ctx {
        core,
        options,
        memory,
        app_id: &call.app,
        shop_id,
    };
    let result = handler(&mut ctx, &params);
    envelope(result, rid, (shop_id != 0).then_some(shop_id))
}

/// Refuses a call before it reaches the platform's own checks.
pub(super) fn refuse(memory: &mut Memory, core: &Core, refuse: Refuse) -> ApiReply {
    let number = memory.next_answer();
    let error = match refuse {
        Refuse::RateLimited => ApiError::new(45_011, "api minute-quota reach limit, must slower, retry next minute"),
        Refuse::Code(code, message) => ApiError::new(code, if message.is_empty() { "injected" } else { &message }),
    };
    envelope(Err(error), rid(core, number), None)
}

fn rid(core: &Core, number: u64) -> String {
    format!("{:x}-{number:08x}", core.world.now_ms())
}

fn gate(
    options: &WechatOptions,
    memory: &mut Memory,
    core: &Core,
    request: &ApiRequest,
    call: &Call,
) -> Result<(i64, Params), ApiError> {
    if request.path.starts_with("/cgi-bin/") {
        return Ok((0, token_params(request)?));
    }
    let now_ms = core.world.now_ms();
    let token = request.query.get("access_token").filter(|token| !token.is_empty());
    let token = token.ok_or_else(|| ApiError::new(41_001, "access_token missing"))?;
    let shop_id = core
        .accounts
        .app_of(token)
        .ok_or(TokenFault::Unknown)
        .and_then(|app| core.accounts.shop_of(app, token, now_ms))
        .map_err(|fault| refused_token(fault, token))?;
    if options.not_granted.contains(&call.method) {
        return Err(ApiError::new(48_001, "api unauthorized"));
    }
    if !memory.within_quota(&call.app, &call.method, options.daily_quota, now_ms) {
        return Err(ApiError::new(45_009, "reach max api daily quota limit"));
    }
    Ok((shop_id, json_params(&request.body)?))
}

fn refused_token(fault: TokenFault, token: &str) -> ApiError {
    match fault {
        TokenFault::Unknown if !token.starts_with("act-") => ApiError::new(40_014, "invalid access_token"),
        TokenFault::Unknown | TokenFault::Used => {
            ApiError::new(40_001, "invalid credential, access_token is invalid or not latest")
        }
        TokenFault::Expired => ApiError::new(42_001, "access_token expired"),
        TokenFault::Revoked => ApiError::new(48_001, "api unauthorized"),
    }
}

/// Of `GET` the query, of `POST` the body.
fn token_params(request: &ApiRequest) -> Result<Params, ApiError> {
    if request.verb == "GET" {
        let pairs = request.query.iter();
        return Ok(pairs.map(|(name, value)| (name.clone(), json!(value))).collect());
    }
    json_params(&request.body)
}

fn json_params(body: &[u8]) -> Result<Params, ApiError> {
    let malformed = || ApiError::new(47_001, "data format error");
    match serde_json::from_slice(body) {
        Ok(Value::Object(params)) => Ok(params),
        // Methods without parameters are called with nothing at all, too.
        Err(_) if body.is_empty() => Ok(Params::new()),
        _ => Err(malformed()),
    }
}

fn envelope(result: Result<Fields, ApiError>, rid: String, shop_id: Option<i64>) -> ApiReply {
    let (ok, code, message, more) = match result {
        Ok(more) => (true, 0, "ok".to_owned(), more),
        Err(error) => (
            false,
            error.code,
            format!("{} rid: {rid}", error.message),
            Fields::new(),
        ),
    };
    // A token's answer has no envelope while all is well.
    let bare = more.contains_key("access_token");
    let mut fields = Fields::new();
    if !bare {
        fields.insert("errcode".into(), json!(code));
        fields.insert("errmsg".into(), json!(message));
    }
    fields.extend(more);
    ApiReply {
        status: 200,
        content_type: JSON,
        body: Value::Object(fields).to_string().into_bytes(),
        ok,
        code,
        sub_code: String::new(),
        log_id: rid,
        shop_id,
    }
}

fn nothing_here(rid: String) -> ApiReply {
    ApiReply {
        status: 404,
        content_type: "text/html",
        body: Vec::new(),
        ok: false,
        code: 0,
        sub_code: String::new(),
        log_id: rid,
        shop_id: None,
    }
}
