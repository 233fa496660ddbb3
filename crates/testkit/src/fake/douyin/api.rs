//! The gate every call passes (signature, time, token) and the table of methods behind it.

use serde_json::{Value, json};

use super::sign::{Algorithm, canonical_json, request_sign};
use super::{DouyinOptions, detail, list, operate, order, support, time, token};
use crate::fake::accounts::TokenFault;
use crate::fake::dialect::{ApiReply, ApiRequest, Call, JSON, Refuse};
use crate::fake::params::ParamFault;
use crate::fake::state::Core;
use crate::fake::world::{AfterSale, WorldError};

/// A refusal in the envelope.
#[derive(Clone, Debug)]
pub(super) struct ApiError {
    pub code: i64,
    pub sub_code: String,
    pub sub_msg: String,
    pub data: Value,
}

impl ApiError {
    pub fn new(code: i64, sub_code: &str, sub_msg: impl Into<String>) -> Self {
        Self {
            code,
            sub_code: sub_code.to_owned(),
            sub_msg: sub_msg.into(),
            data: Value::Null,
        }
    }

    /// A business parameter that cannot be used.
    pub fn bad_parameter(why: impl Into<String>) -> Self {
        Self::new(40004, "isv.parameter-invalid", why)
    }

    /// The after-sale does not stand where the caller thinks.
    pub fn state_moved(why: impl std::fmt::Display) -> Self {
        Self::new(
            50002,
            "isv.business-failed:20309541",
            format!("售后单状态已变更: {why}"),
        )
    }
}

impl From<WorldError> for ApiError {
    /// The state moved: 50002 with 20309541. Everything else is a parameter.
    fn from(error: WorldError) -> Self {
        match error {
            WorldError::WrongStage { .. } | WorldError::StaleVersion { .. } => Self::state_moved(error),
            WorldError::NotFound { .. } | WorldError::BadInput(_) => Self::bad_parameter(error.to_string()),
        }
    }
}

/// What a method works with.
pub(super) struct Ctx<'a> {
    pub core: &'a mut Core,
    pub options: &'a DouyinOptions,
    pub app_key: &'a str,
    /// The shop of the access token; 0 for token calls.
    pub shop_id: i64,
}

impl Ctx<'_> {
    /// An after-sale of this shop.
    pub fn aftersale(&self, id: i64) -> Result<&AfterSale, ApiError> {
        let found = self
            .core
            .world
            .aftersale(id)
            .filter(|found| found.shop_id == self.shop_id);
        found.ok_or_else(|| ApiError::bad_parameter("售后单不存在"))
    }
}

pub(super) use crate::fake::params::{Params, need_text, need_whole, text, texts, whole, wholes};

impl From<ParamFault> for ApiError {
    fn from(fault: ParamFault) -> Self {
        match fault {
            ParamFault::Missing(name) => Self::new(40002, "isv.parameter-miss", format!("{name} is missing")),
            ParamFault::Malformed(name) => bad_format(&name),
        }
    }
}

type Handler = fn(&mut Ctx<'_>, &Params) -> Result<Value, ApiError>;

/// Every method this fake knows. Those beginning with `token.` need no access token.
const METHODS: &[(&str, Handler)] = &[
    ("token.create", token::create),
    ("token.refresh", token::refresh),
    ("afterSale.List", list::list),
    ("afterSale.Detail", detail::detail),
    ("afterSale.operate", operate::operate),
    ("afterSale.rejectReasonCodeList", support::reject_reasons),
    ("afterSale.submitEvidence", support::submit_evidence),
    ("afterSale.fillLogistics", support::fill_logistics),
    ("afterSale.timeExtend", support::extend_time),
    ("afterSale.addOrderRemark", support::add_remark),
    ("afterSale.returnGoodsToWareHouseSuccess", support::warehouse_received),
    ("afterSale.CancelSendGoodsSuccess", support::shipment_cancelled),
    ("afterSale.applyLogisticsIntercept", support::intercept),
    ("afterSale.OpenAfterSaleChannel", support::reopen),
    ("address.list", support::addresses),
    ("order.orderDetail", order::order_detail),
];

/// Who calls what, before anything is checked.
pub(super) fn identify(request: &ApiRequest) -> Call {
    let from_path = request.path.trim_start_matches('/').replace('/', ".");
    let text = |name: &str| request.query.get(name).cloned();
    Call {
        app: text("app_key").unwrap_or_default(),
        method: text("method").unwrap_or(from_path),
    }
}

/// Answers one call.
pub(super) fn answer(
    options: &DouyinOptions,
    number: u64,
    core: &mut Core,
    request: &ApiRequest,
    call: &Call,
) -> ApiReply {
    let log_id = log_id(core, number);
    let legacy = !request.headers.contains_key("x-open-no-old-err-code");
    let (shop_id, result) = match gate(options, core, request, call) {
        Err(error) => (None, Err(error)),
        Ok((handler, shop_id, params)) => {
            let mut ctx = Ctx {
                core,
                options,
                app_key: &call.app,
                shop_id,
            };
            ((shop_id != 0).then_some(shop_id), handler(&mut ctx, &params))
        }
    };
    envelope(result, log_id, shop_id, legacy)
}

/// Refuses a call before it reaches the platform's own checks.
pub(super) fn refuse(number: u64, core: &Core, refuse: Refuse) -> ApiReply {
    let error = match refuse {
        Refuse::RateLimited => ApiError::new(60000, "", "接口调用频率超过限制"),
        Refuse::Code(code, sub_code) => ApiError::new(code, &sub_code, "injected"),
    };
    envelope(Err(error), log_id(core, number), None, false)
}

fn log_id(core: &Core, number: u64) -> String {
    format!("{}{number:010}", core.world.now_ms())
}

fn gate(
    options: &DouyinOptions,
    core: &Core,
    request: &ApiRequest,
    call: &Call,
) -> Result<(Handler, i64, Params), ApiError> {
    let query = |name: &'static str| {
        let value = request.query.get(name).filter(|value| !value.is_empty());
        value
            .map(String::as_str)
            .ok_or_else(|| ApiError::new(40001, "isv.parameter-miss", format!("{name} is missing")))
    };
    let app_key = query("app_key")?;
    let secret = core
        .accounts
        .secret(app_key)
        .ok_or_else(|| ApiError::new(40003, "isv.app-id-invalid", "app_key 不存在"))?;
    if query("v")? != "2" {
        return Err(ApiError::new(40003, "isv.parameter-format-invalid", "v must be 2"));
    }
    let timestamp = query("timestamp")?;
    check_time(options, core, timestamp)?;
    let body = std::str::from_utf8(&request.body).map_err(|_| bad_format("body is not UTF-8"))?;
    let algorithm = Algorithm::named(request.query.get("sign_method").map(String::as_str))
        .ok_or_else(|| bad_format("sign_method"))?;
    let wanted = request_sign(algorithm, app_key, secret, query("method")?, body, timestamp);
    if !wanted.eq_ignore_ascii_case(query("sign")?) {
        return Err(ApiError::new(40003, "isv.signature-invalid", "sign 校验失败"));
    }
    let found = METHODS.iter().find(|(name, _)| *name == call.method);
    let (name, handler) = found.ok_or_else(|| ApiError::new(70000, "isv.method-not-found", "API 不存在或已下线"))?;
    if request.path.trim_start_matches('/').replace('/', ".") != *name {
        return Err(bad_format("path and method do not belong together"));
    }
    let params = params(options, body)?;
    let shop_id = if name.starts_with("token.") {
        0
    } else {
        shop(core, app_key, request.query.get("access_token"))?
    };
    Ok((*handler, shop_id, params))
}

fn bad_format(why: &str) -> ApiError {
    ApiError::new(40003, "isv.parameter-format-invalid", why)
}

fn check_time(options: &DouyinOptions, core: &Core, timestamp: &str) -> Result<(), ApiError> {
    let invalid = || ApiError::new(40003, "isv.timestamp-invalid", "timestamp 不合法");
    let sent = time::parse(timestamp).ok_or_else(invalid)?;
    let drift = core
        .world
        .now_ms()
        .div_euclid(1000)
        .saturating_sub(sent)
        .saturating_abs();
    if options.max_drift_s.is_some_and(|allowed| drift > allowed) {
        Err(invalid())
    } else {
        Ok(())
    }
}

fn params(options: &DouyinOptions, body: &str) -> Result<Params, ApiError> {
    let value: Value = serde_json::from_str(body).map_err(|_| bad_format("param_json is not JSON"))?;
    if options.canonical_bodies && canonical_json(&value) != body {
        return Err(ApiError::new(
            40003,
            "isv.signature-invalid",
            "param_json is not canonical",
        ));
    }
    match value {
        Value::Object(params) => Ok(params),
        _ => Err(bad_format("param_json is not an object")),
    }
}

fn shop(core: &Core, app_key: &str, token: Option<&String>) -> Result<i64, ApiError> {
    let token = token.ok_or_else(|| ApiError::new(40003, "isv.access-token-no-existed", "access_token 不存在"))?;
    core.accounts
        .shop_of(app_key, token, core.world.now_ms())
        .map_err(|fault| match fault {
            TokenFault::Unknown | TokenFault::Used => {
                ApiError::new(40003, "isv.access-token-no-existed", "access_token 不存在")
            }
            TokenFault::Expired => ApiError::new(40003, "isv.access-token-expired", "access_token 已过期"),
            TokenFault::Revoked => ApiError::new(30001, "dop.authorization-closed", "店铺授权已关闭"),
        })
}

fn envelope(result: Result<Value, ApiError>, log_id: String, shop_id: Option<i64>, legacy: bool) -> ApiReply {
    let ok = result.is_ok();
    let (code, sub_code, sub_msg, data) = match result {
        Ok(data) => (10000, String::new(), String::new(), data),
        Err(error) => (error.code, error.sub_code, error.sub_msg, error.data),
    };
    let msg = message(code);
    let mut text =
        json!({"code": code, "msg": msg, "sub_code": sub_code, "sub_msg": sub_msg, "data": data, "log_id": log_id});
    if let (true, Some(fields)) = (legacy, text.as_object_mut()) {
        fields.insert("err_no".into(), json!(if ok { 0 } else { code }));
        fields.insert("message".into(), json!(msg));
    }
    ApiReply {
        status: 200,
        content_type: JSON,
        body: text.to_string().into_bytes(),
        ok,
        code,
        sub_code,
        log_id,
        shop_id,
    }
}

fn message(code: i64) -> &'static str {
    match code {
        10000 => "success",
        10001 => "部分成功",
        20000 | 20001 => "服务不可用",
        30001 => "没有权限",
        40001 | 40002 => "缺少参数",
        40003 | 40004 => "参数错误",
        50001 => "token 生成失败",
        50002 => "业务处理失败",
        60000 => "请求频率超限",
        70000 => "API 已下线",
        _ => "其他错误",
    }
}
