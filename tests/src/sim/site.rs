//! A platform that takes part: its fake without a socket, our shops and application there.
use std::sync::Arc;

use aftersync::model::time::{DAY, MINUTE};
use aftersync::platforms::douyin::{Douyin, action::OPERATE};
use aftersync::platforms::{tiktok::TikTok, wechat::Wechat};
use aftersync::{
    AppCredentials, Currency, Platform, PlatformAdapter, ShopConfig, ShopId, SourceId, Timestamp, TokenPair,
};
use aftersync_testkit::fake::world::{Kind, NewBuyer, NewProduct, NewWarehouse};
use aftersync_testkit::fake::{DouyinOptions, FakePlatform, TiktokOptions, TiktokShop, WechatOptions, WechatShop};

use super::START;

/// A platform that can take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selling {
    /// Douyin.
    Douyin,
    /// WeChat shops.
    Wechat,
    /// TikTok Shop.
    Tiktok,
}

/// Of the push settings in the shop's console. Made up.
const PUSH_TOKEN: &str = "pushTokenMadeUp01";
const AES_KEY: &str = "iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc";
const CIPHER: &str = "GCP_8sma8cmqtyk3qf42i67na2x7";

/// The neighbour's shop on Douyin.
pub const NEIGHBOUR: i64 = 880_012;

impl Selling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Douyin, Self::Wechat, Self::Tiktok];

    /// The platform's name in the desk.
    pub fn word(self) -> &'static str {
        match self {
            Self::Douyin => "douyin",
            Self::Wechat => "wechat",
            Self::Tiktok => "tiktok",
        }
    }
    fn app(self) -> (&'static str, &'static str) {
        match self {
            Self::Douyin => ("7012345678901234567", "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60"),
            Self::Wechat => ("wx00aa11bb22cc33dd", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            Self::Tiktok => ("676nm8mg6vjfc", "ce50211670eae679f02e8d28a79023c39c200661"),
        }
    }
    fn number(self) -> i64 {
        match self {
            Self::Douyin => 880_011,
            Self::Wechat => 660_021,
            Self::Tiktok => 7_498_666_193_451_450_612,
        }
    }
    /// The adapter that is tried.
    pub fn adapter(self) -> Arc<dyn PlatformAdapter> {
        match self {
            Self::Douyin => Arc::new(Douyin),
            Self::Wechat => Arc::new(Wechat),
            Self::Tiktok => Arc::new(TikTok),
        }
    }
    fn fake(self, seed: u64) -> FakePlatform {
        let ((app, secret), number, now_ms) = (self.app(), self.number(), START);
        match self {
            Self::Douyin => FakePlatform::douyin_in_process(DouyinOptions {
                app_key: app.into(),
                app_secret: secret.into(),
                shops: vec![(number, "one".into()), (NEIGHBOUR, "two".into())],
                seed,
                now_ms,
                access_life_ms: DAY,
                refresh_life_ms: 400 * DAY,
                ..DouyinOptions::default()
            }),
            Self::Wechat => FakePlatform::wechat_in_process(WechatOptions {
                shops: vec![WechatShop {
                    shop_id: number,
                    app_id: app.into(),
                    app_secret: secret.into(),
                    push_token: PUSH_TOKEN.into(),
                    aes_key: AES_KEY.into(),
                    ..WechatShop::default()
                }],
                seed,
                now_ms,
                ..WechatOptions::default()
            }),
            Self::Tiktok => FakePlatform::tiktok_in_process(TiktokOptions {
                app_key: app.into(),
                app_secret: secret.into(),
                shops: vec![TiktokShop {
                    shop_id: number,
                    cipher: CIPHER.into(),
                    ..TiktokShop::default()
                }],
                seed,
                now_ms,
                access_life_ms: DAY,
                refresh_life_ms: 400 * DAY,
                ..TiktokOptions::default()
            }),
        }
    }
}

/// A shop of a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Whose it is, by place.
    pub tenant: usize,
    /// Its number in the fake's world.
    pub number: i64,
}

/// A platform that takes part.
pub struct Site {
    /// Which.
    pub selling: Selling,
    /// The fake.
    pub fake: FakePlatform,
    /// Our shops there.
    pub shops: Vec<Shop>,
    /// Articles.
    pub skus: Vec<i64>,
    /// Buyers.
    pub buyers: Vec<i64>,
    warehouse: i64,
}

impl Site {
    /// Opens the fake and puts everybody on its stage.
    pub fn open(selling: Selling, seed: u64, neighbour: bool) -> Self {
        let fake = selling.fake(seed);
        let mut shops = vec![Shop {
            tenant: 0,
            number: selling.number(),
        }];
        if neighbour && selling == Selling::Douyin {
            shops.push(Shop {
                tenant: 1,
                number: NEIGHBOUR,
            });
        }
        let (warehouse, skus, buyers) = fake.world(|w| {
            let houses = shops.iter().map(|shop| {
                let new = NewWarehouse {
                    shop_id: shop.number,
                    name: "returns".into(),
                    default_for_returns: true,
                };
                w.add_warehouse(new)
            });
            let warehouse = houses.collect::<Vec<_>>()[0];
            let sku = |n: i64| NewProduct {
                title: format!("cup {n}"),
                sku_code: format!("CUP-{n}"),
                spec: vec![("size".into(), "one".into())],
                price_minor: 2_000 + n * 3_100,
            };
            let skus = (0..3).map(|n| w.add_product(sku(n))).collect();
            let buyer = |n: i64| NewBuyer {
                name: format!("buyer {n}"),
                phone: format!("1380000000{n}"),
                ..NewBuyer::default()
            };
            let buyers = (0..3).map(|n| w.add_buyer(buyer(n))).collect();
            (warehouse, skus, buyers)
        });
        fake.set_webhook(selling.app().0);
        Self {
            selling,
            fake,
            shops,
            skus,
            buyers,
            warehouse,
        }
    }

    /// The platform's name in the desk.
    pub fn platform(&self) -> Platform {
        Platform::new(self.selling.word())
    }
    /// A shop's id in the desk.
    pub fn shop(&self, shop: Shop) -> ShopId {
        match self.selling {
            Selling::Wechat => ShopId::new(self.selling.app().0),
            Selling::Douyin | Selling::Tiktok => ShopId::new(shop.number.to_string()),
        }
    }
    /// A shop's settings in the desk.
    pub fn config(&self, shop: Shop, poll: bool) -> ShopConfig {
        ShopConfig {
            app: Some(self.selling.app().0.into()),
            currency: match self.selling {
                Selling::Tiktok => Currency::USD,
                Selling::Douyin | Selling::Wechat => Currency::CNY,
            },
            poll_every_ms: if poll { 10 * MINUTE } else { 0 },
            return_address: Some(self.warehouse.to_string()),
            settings: match self.selling {
                Selling::Tiktok => [("shop_cipher".to_owned(), CIPHER.to_owned())].into(),
                Selling::Douyin | Selling::Wechat => Default::default(),
            },
            ..ShopConfig::new(self.platform(), self.shop(shop))
        }
    }
    /// Our application. Its calls go to a host of that number.
    pub fn credentials(&self, place: usize) -> AppCredentials {
        let (app, secret) = self.selling.app();
        let app = AppCredentials::new(app, secret.to_owned()).at(format!("http://{place}.invalid"));
        match self.selling {
            Selling::Douyin => AppCredentials {
                unconfirmed: OPERATE.iter().filter_map(|row| row.switch).map(str::to_owned).collect(),
                ..app
            },
            Selling::Wechat => AppCredentials {
                extra: [("token", PUSH_TOKEN), ("aes_key", AES_KEY)]
                    .map(|(name, value)| (name.to_owned(), value.to_owned().into()))
                    .into(),
                ..app
            },
            Selling::Tiktok => app,
        }
    }
    /// Fresh tokens, as the merchant's consent brings them.
    pub fn tokens(&self, shop: Shop) -> TokenPair {
        let tokens = self.fake.issue_tokens(self.selling.app().0, shop.number);
        TokenPair {
            access: tokens.access_token,
            refresh: Some(tokens.refresh_token).filter(|_| self.selling != Selling::Wechat),
            expires_at: Timestamp(tokens.expires_ms),
        }
    }
    /// The desk's id of an after-sale.
    pub fn source(&self, shop: Shop, number: i64, kind: Kind) -> SourceId {
        let object = match (self.selling, kind) {
            (Selling::Douyin | Selling::Wechat, _) => "aftersale",
            (Selling::Tiktok, Kind::RefundUnshipped) => "cancellation",
            (Selling::Tiktok, _) => "return",
        };
        SourceId::of(&self.platform(), &self.shop(shop), object, &number.to_string())
    }
}
