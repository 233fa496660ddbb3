//! The WeChat shop (Channels) wire: tokens in the query, the errcode envelope, thin lists and full tickets, encrypted pushes.

mod act;
mod api;
mod codes;
mod complaint;
mod detail;
mod guarantee;
mod list;
mod memory;
mod offer;
mod order;
mod push;
pub mod sign;
mod support;
mod token;

use memory::Memory;

use super::dialect::{ApiReply, ApiRequest, Call, Delivering, Dialect, Message, PushRequest, Refuse, SignaturePlace};
use super::state::Core;
use super::world::{Change, Codes, Currency, Numbers, Rules};

/// One shop: on this platform each shop is an app of its own.
#[derive(Clone)]
pub struct WechatShop {
    /// The shop's number inside the fake.
    pub shop_id: i64,
    /// The shop's name.
    pub name: String,
    /// The shop's app id, `wx…`.
    pub app_id: String,
    /// The app's secret.
    pub app_secret: String,
    /// The shop's original id, `gh_…`: who a push is addressed to.
    pub user_name: String,
    /// Token of the push settings.
    pub push_token: String,
    /// `EncodingAESKey` of the push settings: 43 characters.
    pub aes_key: String,
}

/// How the fake WeChat shop platform is set up.
#[derive(Clone)]
pub struct WechatOptions {
    /// The shops.
    pub shops: Vec<WechatShop>,
    /// Moves the numbers and tokens handed out.
    pub seed: u64,
    /// World time at the start, epoch ms.
    pub now_ms: i64,
    /// Pushes order events too.
    pub order_events: bool,
    /// How many tickets of a thousand show their long numbers as JSON numbers instead of texts.
    pub numeric_ids_permille: u16,
    /// Shops are bound to an Open Platform account, so that buyers have a `unionid`.
    pub unionids: bool,
    /// A refusal must be preceded by a proposal to the buyer.
    pub negotiate_first: bool,
    /// Agreeing to an exchange needs an address, too (not confirmed by the documents).
    pub exchange_needs_address: bool,
    /// Methods that the shop was not granted, such as `aftersale/acceptapply`.
    pub not_granted: Vec<String>,
    /// Calls of one method that an app may make in a day.
    pub daily_quota: Option<u32>,
    /// Tickets in one page of a list.
    pub page_size: usize,
    /// How long access tokens live, ms.
    pub access_life_ms: i64,
    /// How long an access token lives on once another was handed out, ms.
    pub token_grace_ms: i64,
}

impl Default for WechatShop {
    fn default() -> Self {
        Self {
            shop_id: 660_021,
            name: "示例小店".into(),
            app_id: "wx00aa11bb22cc33dd".into(),
            app_secret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0".into(),
            user_name: "gh_0123456789ab".into(),
            push_token: "pushTokenMadeUp01".into(),
            aes_key: "iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc".into(),
        }
    }
}

impl Default for WechatOptions {
    fn default() -> Self {
        Self {
            shops: vec![WechatShop::default()],
            seed: 1,
            now_ms: 1_760_000_000_000,
            order_events: true,
            numeric_ids_permille: 250,
            unionids: true,
            negotiate_first: false,
            exchange_needs_address: true,
            not_granted: Vec::new(),
            daily_quota: None,
            page_size: 20,
            access_life_ms: 7_200_000,
            token_grace_ms: 300_000,
        }
    }
}

impl std::fmt::Debug for WechatShop {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("WechatShop")
            .field("shop_id", &self.shop_id)
            .field("app_id", &self.app_id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for WechatOptions {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("WechatOptions")
            .field("shops", &self.shops)
            .finish_non_exhaustive()
    }
}

impl WechatOptions {
    pub(super) fn shop(&self, shop_id: i64) -> Option<&WechatShop> {
        self.shops.iter().find(|shop| shop.shop_id == shop_id)
    }

    pub(super) fn rules() -> Rules {
        Rules {
            kinds: codes::KINDS,
            currency: Currency::CNY,
            numbers: Numbers {
                order: 3_737_003_284_475_440_000,
                aftersale: AFTERSALE_BASE,
                product: 10_000_000_000_000,
                sku: 2_000_000_000,
                room: 14_400_000_000_000_000,
                address: 900_000,
            },
            ..Rules::default()
        }
    }
}

/// Numbers of after-sales, guarantees and disputes are counted from here.
const AFTERSALE_BASE: i64 = 2_082_648_273_412_000;

/// The dialect.
pub(crate) struct Wechat {
    options: WechatOptions,
    memory: Memory,
}

impl Wechat {
    pub fn new(options: WechatOptions) -> Self {
        Self {
            options,
            memory: Memory::default(),
        }
    }
}

impl Dialect for Wechat {
    fn identify(&self, core: &Core, request: &ApiRequest) -> Call {
        api::identify(core, request)
    }

    fn answer(&mut self, core: &mut Core, request: &ApiRequest, call: &Call) -> ApiReply {
        api::answer(&self.options, &mut self.memory, core, request, call)
    }

    fn refuse(&mut self, core: &mut Core, refuse: Refuse) -> ApiReply {
        api::refuse(&mut self.memory, core, refuse)
    }

    fn messages(&self, core: &Core, change: &Change) -> Vec<Message> {
        push::messages(&self.options, core, change)
    }

    fn probe(&self, core: &Core, shop_id: Option<i64>) -> Option<PushRequest> {
        push::probe(&self.options, core, shop_id)
    }

    fn probe_answered(&self, probe: &PushRequest, status: u16, body: &[u8]) -> bool {
        push::probe_answered(probe, status, body)
    }

    fn push(&self, core: &Core, messages: &[Message]) -> PushRequest {
        push::request(&self.options, core, messages)
    }

    fn acknowledged(&self, status: u16, body: &[u8]) -> bool {
        push::acknowledged(status, body)
    }

    fn delivering(&self) -> Delivering {
        Delivering {
            largest_batch: 1,
            // The general rule of WeChat's pushes: 5 s to answer, three more tries. Not confirmed for shops.
            repeat_after_ms: &[5_000, 5_000, 5_000],
            signature: SignaturePlace::Query("msg_signature"),
        }
    }

    fn tamper(&self, body: &mut Vec<u8>) {
        push::tamper(body);
    }

    fn codes(&self) -> &dyn Codes {
        &codes::WechatCodes
    }
}
