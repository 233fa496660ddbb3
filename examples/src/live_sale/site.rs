//! One platform that takes part: its fake, our shop and application there, and what the merchant knows about it.
use aftersync::model::time::{DAY, HOUR};
use aftersync::platforms::douyin::action::OPERATE;
use aftersync::platforms::wechat::MEDIA;
use aftersync::{
    AppCredentials, AppId, ObjectRef, OrderId, Platform, ShopConfig, ShopId, SourceId, Timestamp, TokenPair,
};
use aftersync_testkit::fake::world::{Kind, NewBuyer, NewProduct, NewRoom, NewWarehouse, World};
use aftersync_testkit::fake::{DouyinOptions, FakePlatform, WechatOptions, WechatShop};

use super::Result;
use super::cast::{ARTICLES, HOSTS, START};

/// Of the push settings in the shop's console.
const PUSH_TOKEN: &str = "pushTokenMadeUp01";
const AES_KEY: &str = "iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc";

/// A platform the evening can be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selling {
    /// Douyin 抖音.
    Douyin,
    /// WeChat shops 微信小店.
    Wechat,
}

impl Selling {
    /// All of them, in the order in which they are set up.
    pub const ALL: &'static [Self] = &[Self::Douyin, Self::Wechat];

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
        }
    }
}

/// What differs between platforms, as far as the story knows it.
pub(super) struct Profile {
    pub word: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Our application there, and its secret. Neither is a real one: they exist in the fake only.
    app: &'static str,
    secret: &'static str,
    /// The shop's number in the fake's world, and its id on the wire.
    number: i64,
    shop: &'static str,
    /// What a yuan is in the shop's currency, as a fraction.
    per_yuan: (i64, i64),
    currency: aftersync::Currency,
    /// Calls whose answers get lost now and then: a decision, and a look.
    pub decide: &'static str,
    pub look: &'static str,
    /// Whether the platform says which reasons it accepts, and what to say where it does not.
    pub asks_reasons: bool,
    pub reason: &'static str,
    /// Whether each refresh of a token brings a new refresh token.
    refreshes: bool,
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

/// Something on a platform: an order or an after-sale, by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    /// Which platform, by place.
    pub site: usize,
    /// The number.
    pub id: i64,
}

/// A platform on the evening.
pub(super) struct Site {
    pub selling: Selling,
    pub fake: FakePlatform,
    /// Rooms, by host.
    pub rooms: Vec<i64>,
    /// Articles by their number.
    pub skus: Vec<i64>,
    /// The buyers' numbers, in the order of the cast.
    pub buyers: Vec<i64>,
    /// Where goods go back to.
    pub warehouse: i64,
}

impl Site {
    /// Starts the fake and puts everybody on its stage.
    pub fn open(selling: Selling, seed: u64, buyers: &[String]) -> Result<Self> {
        let profile = selling.profile();
        let fake = start(selling, seed)?;
        let number = profile.number;
        let price = |yuan_fen: i64| yuan_fen * profile.per_yuan.0 / profile.per_yuan.1;
        let (rooms, skus, ids, warehouse) = fake.world(|world: &mut World| {
            let warehouse = world.add_warehouse(NewWarehouse {
                shop_id: number,
                name: "余杭退货仓".into(),
                default_for_returns: true,
            });
            let rooms = HOSTS.map(|(author_id, name, affiliate)| {
                world.open_room(NewRoom {
                    shop_id: number,
                    author_id,
                    author_name: name.into(),
                    affiliate,
                })
            });
            let skus = ARTICLES.map(|(title, code, fen)| {
                world.add_product(NewProduct {
                    title: title.into(),
                    sku_code: code.into(),
                    spec: vec![("规格".into(), "标准".into())],
                    price_minor: price(fen),
                })
            });
            let buyer = |(n, phone): (usize, &String)| {
                world.add_buyer(NewBuyer {
                    name: format!("买家{n}"),
                    phone: phone.clone(),
                    ..NewBuyer::default()
                })
            };
            let ids: Vec<i64> = buyers.iter().enumerate().map(buyer).collect();
            (rooms, skus, ids, warehouse)
        });
        Ok(Self {
            selling,
            fake,
            rooms: rooms.to_vec(),
            skus: skus.to_vec(),
            buyers: ids,
            warehouse,
        })
    }

    pub fn profile(&self) -> &'static Profile {
        self.selling.profile()
    }
    /// The platform's name in the desk.
    pub fn platform(&self) -> Platform {
        Platform::new(self.profile().word)
    }
    /// The shop's id in the desk.
    pub fn shop(&self) -> ShopId {
        ShopId::new(self.profile().shop)
    }
    /// The shop's number in the fake's world.
    pub fn number(&self) -> i64 {
        self.profile().number
    }
    /// Our application there.
    pub fn app(&self) -> AppId {
        AppId::new(self.profile().app)
    }
    /// Freight of an order, in minor units.
    pub fn freight(&self) -> i64 {
        600 * self.profile().per_yuan.0 / self.profile().per_yuan.1
    }

    /// The shop's settings in the desk.
    pub fn config(&self) -> ShopConfig {
        let profile = self.profile();
        ShopConfig {
            app: Some(self.app()),
            name: profile.label.into(),
            currency: profile.currency,
            poll_every_ms: 10 * aftersync::model::time::MINUTE,
            return_address: Some(self.warehouse.to_string()),
            ..ShopConfig::new(self.platform(), self.shop())
        }
    }

    /// Our application, with every operation switched on that the merchant has tried on a test shop.
    pub fn credentials(&self) -> AppCredentials {
        let profile = self.profile();
        let app = AppCredentials::new(self.app(), profile.secret.to_owned()).at(self.fake.base_url());
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
        }
    }

    /// Tokens as the merchant's consent brings them.
    pub fn tokens(&self) -> TokenPair {
        let tokens = self.fake.issue_tokens(self.profile().app, self.number());
        TokenPair {
            access: tokens.access_token,
            refresh: Some(tokens.refresh_token).filter(|_| self.profile().refreshes),
            expires_at: Timestamp(tokens.expires_ms),
        }
    }

    /// What the platform has an after-sale of that kind as.
    fn object(&self, _kind: Kind) -> &'static str {
        match self.selling {
            Selling::Douyin | Selling::Wechat => "aftersale",
        }
    }
    /// The desk's id of an after-sale.
    pub fn source(&self, number: i64, kind: Kind) -> SourceId {
        SourceId::of(&self.platform(), &self.shop(), self.object(kind), &number.to_string())
    }
    /// The desk's id of an order.
    pub fn order(&self, number: i64) -> OrderId {
        OrderId::of(&self.platform(), &number.to_string())
    }
    /// An order as something to be read.
    pub fn order_object(&self, number: i64) -> ObjectRef {
        ObjectRef {
            platform: self.platform(),
            shop: self.shop(),
            object: "order".to_owned(),
            external_id: number.to_string(),
        }
    }
    /// A live room as the platform names it on the wire.
    pub fn room(&self, number: i64) -> String {
        match self.selling {
            Selling::Douyin => number.to_string(),
            Selling::Wechat => format!("export/UzFfAgtgekIEAQAAAAAA{number:x}"),
        }
    }
    /// A picture as the platform wants it named: an address, or what its upload gave.
    pub fn picture(&self, name: &str) -> String {
        match self.selling {
            Selling::Douyin => format!("https://example.com/evidence/{name}.jpg"),
            Selling::Wechat => format!("{MEDIA}{name}"),
        }
    }
}

fn start(selling: Selling, seed: u64) -> Result<FakePlatform> {
    let profile = selling.profile();
    let (now_ms, shops) = (START - HOUR, vec![(profile.number, "示例旗舰店".into())]);
    Ok(match selling {
        Selling::Douyin => FakePlatform::douyin(DouyinOptions {
            app_key: profile.app.into(),
            shops,
            seed,
            now_ms,
            access_life_ms: DAY,
            ..DouyinOptions::default()
        })?,
        Selling::Wechat => FakePlatform::wechat(WechatOptions {
            shops: vec![WechatShop {
                shop_id: profile.number,
                app_id: profile.app.into(),
                app_secret: profile.secret.into(),
                push_token: PUSH_TOKEN.into(),
                aes_key: AES_KEY.into(),
                ..WechatShop::default()
            }],
            seed,
            now_ms,
            ..WechatOptions::default()
        })?,
    })
}
