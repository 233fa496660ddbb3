//! One platform that takes part: its fake, our shop and application there, and what the merchant knows about it.
use aftersync::model::time::{DAY, HOUR};
use aftersync::platforms::douyin::action::OPERATE;
use aftersync::platforms::wechat::MEDIA;
use aftersync::{
    AppCredentials, AppId, ObjectRef, OrderId, Platform, ShopConfig, ShopId, SourceId, Timestamp, TokenPair,
};
use aftersync_testkit::fake::world::{Kind, NewBuyer, NewProduct, NewRoom, NewWarehouse, World};
use aftersync_testkit::fake::{DouyinOptions, FakePlatform, TiktokOptions, TiktokShop, WechatOptions, WechatShop};

use super::Result;
use super::cast::{ARTICLES, HOSTS, START};
use super::selling::{Profile, Selling};

/// Of the push settings in the shop's console.
const PUSH_TOKEN: &str = "pushTokenMadeUp01";
const AES_KEY: &str = "iPShskQ+IO8fAyPDDiWCQ7siRnUZAY9PXn2+wQsMujc";

/// What the list of authorised shops says of ours.
const CIPHER: &str = "GCP_8sma8cmqtyk3qf42i67na2x7";

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
            settings: match self.selling {
                Selling::Tiktok => [("shop_cipher".to_owned(), CIPHER.to_owned())].into(),
                Selling::Douyin | Selling::Wechat => Default::default(),
            },
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
            Selling::Tiktok => app,
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
    fn object(&self, kind: Kind) -> &'static str {
        match (self.selling, kind) {
            (Selling::Douyin | Selling::Wechat, _) => "aftersale",
            (Selling::Tiktok, Kind::RefundUnshipped) => "cancellation",
            (Selling::Tiktok, _) => "return",
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
            Selling::Douyin | Selling::Tiktok => number.to_string(),
            Selling::Wechat => format!("export/UzFfAgtgekIEAQAAAAAA{number:x}"),
        }
    }
    /// A picture as the platform wants it named: an address, or what its upload gave.
    pub fn picture(&self, name: &str) -> String {
        match self.selling {
            Selling::Douyin | Selling::Tiktok => format!("https://example.com/evidence/{name}.jpg"),
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
        Selling::Tiktok => FakePlatform::tiktok(TiktokOptions {
            app_key: profile.app.into(),
            app_secret: profile.secret.into(),
            shops: vec![TiktokShop {
                shop_id: profile.number,
                cipher: CIPHER.into(),
                ..TiktokShop::default()
            }],
            seed,
            now_ms,
            access_life_ms: DAY,
            ..TiktokOptions::default()
        })?,
    })
}
