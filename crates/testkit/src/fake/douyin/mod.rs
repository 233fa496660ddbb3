//! The Doudian (Douyin shop) wire: signed requests, the envelope, the after-sales methods and the pushed messages.

mod api;
mod codes;
mod detail;
mod list;
mod operate;
mod order;
mod push;
pub mod sign;
mod support;
mod time;
mod token;

use super::dialect::{ApiReply, ApiRequest, Call, Delivering, Dialect, Message, PushRequest, Refuse, SignaturePlace};
use super::state::Core;
use super::world::{Change, Codes, Kind, SellerAction};

/// How the fake Douyin is set up.
#[derive(Clone)]
pub struct DouyinOptions {
    /// The app's key: 19 digits.
    pub app_key: String,
    /// The app's secret.
    pub app_secret: String,
    /// Shops as (number, name).
    pub shops: Vec<(i64, String)>,
    /// Moves the numbers and tokens handed out.
    pub seed: u64,
    /// World time at the start, epoch ms.
    pub now_ms: i64,
    /// Refuses requests whose timestamp is further off than this, seconds. `None`: never.
    pub max_drift_s: Option<i64>,
    /// Refuses bodies that are not canonical JSON even when their signature is right, so that an adapter's mistake shows.
    pub canonical_bodies: bool,
    /// Pushes order messages (tags 100 to 106) too.
    pub trade_messages: bool,
    /// Signs pushes with HMAC-SHA256 and says so in `sign-method`, instead of MD5.
    pub hmac_pushes: bool,
    /// How long access tokens live, ms.
    pub access_life_ms: i64,
    /// How long refresh tokens live, ms.
    pub refresh_life_ms: i64,
    /// Further rows of the `afterSale.operate` table, for numbers that the documents at hand do not give.
    pub extra_operate: Vec<OperateRow>,
}

/// One row of the `afterSale.operate` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperateRow {
    /// The `type` on the wire.
    pub code: i64,
    /// The kind it acts on; `None` for every kind the action knows.
    pub kind: Option<Kind>,
    /// What it does.
    pub action: SellerAction,
}

impl Default for DouyinOptions {
    fn default() -> Self {
        const DAY: i64 = 86_400_000;
        Self {
            app_key: "7012345678901234567".into(),
            app_secret: "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60".into(),
            shops: vec![(880_011, "示例旗舰店".into())],
            seed: 1,
            now_ms: 1_760_000_000_000,
            max_drift_s: None,
            canonical_bodies: true,
            trade_messages: true,
            hmac_pushes: false,
            access_life_ms: 7 * DAY,
            refresh_life_ms: 14 * DAY,
            extra_operate: Vec::new(),
        }
    }
}

impl std::fmt::Debug for DouyinOptions {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("DouyinOptions")
            .field("app_key", &self.app_key)
            .field("shops", &self.shops)
            .finish_non_exhaustive()
    }
}

/// The dialect.
pub(crate) struct Douyin {
    options: DouyinOptions,
    answers: u64,
}

impl Douyin {
    pub fn new(options: DouyinOptions) -> Self {
        Self { options, answers: 0 }
    }
}

impl Dialect for Douyin {
    fn identify(&self, _core: &Core, request: &ApiRequest) -> Call {
        api::identify(request)
    }

    fn answer(&mut self, core: &mut Core, request: &ApiRequest, call: &Call) -> ApiReply {
        self.answers = self.answers.wrapping_add(1);
        api::answer(&self.options, self.answers, core, request, call)
    }

    fn refuse(&mut self, core: &mut Core, refuse: Refuse) -> ApiReply {
        self.answers = self.answers.wrapping_add(1);
        api::refuse(self.answers, core, refuse)
    }

    fn messages(&self, core: &Core, change: &Change) -> Vec<Message> {
        push::message(&self.options, core, change).into_iter().collect()
    }

    fn probe(&self, core: &Core, _shop_id: Option<i64>) -> Option<PushRequest> {
        let message = Message {
            id: "0".into(),
            tag: "0".into(),
            shop_id: 0,
            data: "{}".into(),
        };
        Some(self.push(core, &[message]))
    }

    fn probe_answered(&self, _probe: &PushRequest, status: u16, body: &[u8]) -> bool {
        push::acknowledged(status, body)
    }

    fn push(&self, core: &Core, messages: &[Message]) -> PushRequest {
        push::request(&self.options, core, messages)
    }

    fn acknowledged(&self, status: u16, body: &[u8]) -> bool {
        push::acknowledged(status, body)
    }

    fn delivering(&self) -> Delivering {
        Delivering {
            largest_batch: 10,
            repeat_after_ms: &[10_000, 60_000, 300_000],
            signature: SignaturePlace::Header(push::SIGNATURE_HEADER),
        }
    }

    fn codes(&self) -> &dyn Codes {
        &codes::DouyinCodes
    }
}
