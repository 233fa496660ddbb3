//! The TikTok Shop wire: signed requests, a cipher per shop, returns and cancellations, the batch model beside them, thin pushes.

mod affiliate;
mod api;
mod batch;
mod codes;
mod create;
mod decide;
mod eligible;
mod memory;
mod money;
mod order;
mod push;
mod reason;
mod record;
mod review;
mod row;
mod search;
pub mod sign;
mod token;

use memory::Memory;
pub use reason::BUYER_REASONS;

use super::dialect::{ApiReply, ApiRequest, Call, Delivering, Dialect, Message, PushRequest, Refuse, SignaturePlace};
use super::prng::SplitMix64;
use super::state::Core;
use super::world::{AfterSale, Change, Codes, Currency, Deadlines, Kind, Numbers, Rules};

/// One shop of a seller.
#[derive(Clone)]
pub struct TiktokShop {
    /// The shop's number.
    pub shop_id: i64,
    /// The shop's name.
    pub name: String,
    /// Where it sells, such as `US`.
    pub region: String,
    /// What it sells in.
    pub currency: Currency,
    /// Names the shop in requests.
    pub cipher: String,
    /// The seller: a token opens every shop of one seller.
    pub open_id: String,
}

/// How the fake TikTok Shop is set up.
#[derive(Clone)]
pub struct TiktokOptions {
    /// The app's key.
    pub app_key: String,
    /// The app's secret.
    pub app_secret: String,
    /// The shops.
    pub shops: Vec<TiktokShop>,
    /// Moves the numbers and tokens handed out.
    pub seed: u64,
    /// World time at the start, epoch ms.
    pub now_ms: i64,
    /// Refuses requests whose timestamp is further off than this, seconds. `None`: never.
    pub max_drift_s: Option<i64>,
    /// Pushes order messages (type 1) too.
    pub order_messages: bool,
    /// How many returns of a thousand go through the batch model too.
    pub batch_permille: u16,
    /// How many pushes of a thousand spell their status in another way than the search does.
    pub alias_permille: u16,
    /// The seller has granted the affiliate scope.
    pub affiliate_scope: bool,
    /// How long access tokens live, ms.
    pub access_life_ms: i64,
    /// How long refresh tokens live, ms.
    pub refresh_life_ms: i64,
}

impl Default for TiktokShop {
    fn default() -> Self {
        Self {
            shop_id: 7_498_666_193_451_450_612,
            name: "Example Store".into(),
            region: "US".into(),
            currency: Currency::USD,
            cipher: "GCP_8sma8cmqtyk3qf42i67na2x7".into(),
            open_id: "7010736057180325637".into(),
        }
    }
}

impl Default for TiktokOptions {
    fn default() -> Self {
        const DAY: i64 = 86_400_000;
        Self {
            app_key: "676nm8mg6vjfc".into(),
            app_secret: "ce50211670eae679f02e8d28a79023c39c200661".into(),
            shops: vec![TiktokShop::default()],
            seed: 1,
            now_ms: 1_760_000_000_000,
            max_drift_s: None,
            order_messages: true,
            batch_permille: 300,
            alias_permille: 250,
            affiliate_scope: true,
            access_life_ms: 7 * DAY,
            refresh_life_ms: 365 * DAY,
        }
    }
}

impl std::fmt::Debug for TiktokShop {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TiktokShop")
            .field("shop_id", &self.shop_id)
            .field("region", &self.region)
            .field("currency", &self.currency)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for TiktokOptions {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TiktokOptions")
            .field("app_key", &self.app_key)
            .field("shops", &self.shops)
            .finish_non_exhaustive()
    }
}

/// Numbers of returns and cancellations are counted from here; the numbers of the batch model go along with them.
const RETURN_BASE: i64 = 4_037_630_494_032_000_000;
const REQUEST_BASE: i64 = 4_053_979_262_243_000_000;
const RMA_BASE: i64 = 2_897_791_601_108_000_000;

impl TiktokOptions {
    pub(super) fn shop(&self, shop_id: i64) -> Option<&TiktokShop> {
        self.shops.iter().find(|shop| shop.shop_id == shop_id)
    }

    /// Whether a request goes through the batch model too. The same one always does or does not.
    pub(super) fn is_batch(&self, it: &AfterSale) -> bool {
        let drawn = SplitMix64::named(self.seed, &format!("batch {}", it.id)).chance(self.batch_permille);
        drawn && !codes::is_cancellation(it)
    }

    pub(super) fn rules() -> Rules {
        Rules {
            kinds: &[
                Kind::ReturnRefund,
                Kind::RefundShipped,
                Kind::RefundUnshipped,
                Kind::Exchange,
            ],
            currency: Currency::USD,
            numbers: Numbers {
                order: 584_100_772_837_000_000,
                aftersale: RETURN_BASE,
                product: 1_729_386_241_510_000_000,
                sku: 1_734_789_914_330_000_000,
                room: 7_493_997_000_000_000_000,
                address: 7_117_859_084_000_000_000,
            },
            special_refunds: false,
            edits_get_new_number: true,
            replacement_is_order: true,
            refused_cancellation_ends: true,
            inspection_from_delivery: true,
            deadlines: Deadlines {
                exchange_ms: 24 * 3_600_000,
                ..Deadlines::default()
            },
        }
    }
}

/// The number of the batch request that a return belongs to.
fn request_id(return_id: i64) -> i64 {
    return_id.saturating_sub(RETURN_BASE).saturating_add(REQUEST_BASE)
}

/// The number of the parcel that comes back for a return.
fn rma_id(return_id: i64) -> i64 {
    return_id.saturating_sub(RETURN_BASE).saturating_add(RMA_BASE)
}

/// The return behind a number of the batch model that is counted from `base`.
fn return_of(id: i64, base: i64) -> i64 {
    id.saturating_sub(base).saturating_add(RETURN_BASE)
}

/// The dialect.
pub(crate) struct Tiktok {
    options: TiktokOptions,
    memory: Memory,
}

impl Tiktok {
    pub fn new(options: TiktokOptions) -> Self {
        Self {
            options,
            memory: Memory::default(),
        }
    }
}

impl Dialect for Tiktok {
    fn identify(&self, _core: &Core, request: &ApiRequest) -> Call {
        api::identify(request)
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

    fn probe(&self, _core: &Core, _shop_id: Option<i64>) -> Option<PushRequest> {
        None
    }

    fn probe_answered(&self, _probe: &PushRequest, _status: u16, _body: &[u8]) -> bool {
        false
    }

    fn push(&self, core: &Core, messages: &[Message]) -> PushRequest {
        push::request(&self.options, core, messages)
    }

    fn acknowledged(&self, status: u16, _body: &[u8]) -> bool {
        status == 200
    }

    fn delivering(&self) -> Delivering {
        Delivering {
            largest_batch: 1,
            // Up to 72 hours with growing waits, as TikTok's other webhooks do. Not confirmed for shops.
            repeat_after_ms: &[60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 147_540_000],
            signature: SignaturePlace::Header("Authorization"),
        }
    }

    fn codes(&self) -> &dyn Codes {
        &codes::TiktokCodes
    }
}
