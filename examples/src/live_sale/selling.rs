//! The platforms an evening can be on, and what differs between them.

/// A platform the evening can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selling {
    /// Douyin 抖音.
    Douyin,
    /// WeChat shops 微信小店.
    Wechat,
    /// TikTok Shop, in dollars.
    Tiktok,
}

impl Selling {
    /// All of them, in the order in which they are set up.
    pub const ALL: &'static [Self] = &[Self::Douyin, Self::Wechat, Self::Tiktok];

    /// The word on the command line, and the platform's name in the desk.
    pub fn word(self) -> &'static str {
        self.profile().word
    }
    /// The platform of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.word() == word)
    }
    pub(super) fn profile(self) -> &'static Profile {
        match self {
            Self::Douyin => &DOUYIN,
            Self::Wechat => &WECHAT,
            Self::Tiktok => &TIKTOK,
        }
    }
}

/// What differs between platforms, as far as the story knows it.
pub(super) struct Profile {
    pub word: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Our application there, and its secret. Neither is a real one: they exist in the fake only.
    pub app: &'static str,
    pub secret: &'static str,
    /// The shop's number in the fake's world, and its id on the wire.
    pub number: i64,
    pub shop: &'static str,
    /// What a yuan is in the shop's currency, as a fraction.
    pub per_yuan: (i64, i64),
    pub currency: aftersync::Currency,
    /// Calls whose answers get lost now and then: a decision, and a look.
    pub decide: &'static str,
    pub look: &'static str,
    /// Whether the platform says which reasons it accepts, and what to say where it does not.
    pub asks_reasons: bool,
    pub reason: &'static str,
    /// Whether each refresh of a token brings a new refresh token.
    pub refreshes: bool,
}

const DOUYIN: Profile = Profile {
    word: "douyin",
    label: "抖音旗舰店",
    app: "7012345678901234567",
    secret: "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60",
    number: 880_011,
    shop: "880011",
    per_yuan: (1, 1),
    currency: aftersync::Currency::CNY,
    decide: "afterSale.operate",
    look: "afterSale.Detail",
    asks_reasons: false,
    reason: "1",
    refreshes: true,
};

const WECHAT: Profile = Profile {
    word: "wechat",
    label: "微信小店",
    app: "wx00aa11bb22cc33dd",
    secret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    number: 660_021,
    shop: "wx00aa11bb22cc33dd",
    per_yuan: (1, 1),
    currency: aftersync::Currency::CNY,
    decide: "aftersale/acceptapply",
    look: "aftersale/getaftersaleorder",
    asks_reasons: true,
    reason: "1",
    refreshes: false,
};

const TIKTOK: Profile = Profile {
    word: "tiktok",
    label: "TikTok Shop",
    app: "676nm8mg6vjfc",
    secret: "ce50211670eae679f02e8d28a79023c39c200661",
    number: 7_498_666_193_451_450_612,
    shop: "7498666193451450612",
    per_yuan: (1, 7),
    currency: aftersync::Currency::USD,
    decide: "returns/approve",
    look: "returns/search",
    asks_reasons: true,
    reason: "reverse_reject_request_reason_1",
    refreshes: true,
};
