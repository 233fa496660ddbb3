//! A caller of the fake, and a merchant's small world to call about.

use aftersync_testkit::fake::world::{Kind, NewAfterSale, NewBuyer, NewProduct, NewRoom, NewWarehouse};
use aftersync_testkit::fake::{FakePlatform, WechatOptions, WechatShop};
use serde_json::{Value, json};

use crate::caller::{Basket, Caller, delivered, paid};

pub const PRICE: i64 = 12_800;
pub const START_S: i64 = 1_760_000_000;

/// A running platform with one shop, one room and one article.
pub struct Shop {
    pub fake: FakePlatform,
    pub options: WechatOptions,
    pub token: String,
    pub warehouse: i64,
    pub room: i64,
    pub sku: i64,
    pub buyer: i64,
    caller: Caller,
}

impl Shop {
    pub fn open() -> Self {
        Self::open_with(WechatOptions {
            numeric_ids_permille: 0,
            ..WechatOptions::default()
        })
    }

    pub fn open_with(options: WechatOptions) -> Self {
        let fake = FakePlatform::wechat(options.clone()).unwrap();
        let shop_id = options.shops[0].shop_id;
        let (warehouse, room, sku, buyer) = fake.world(|world| {
            let spec = vec![("颜色".to_owned(), "白".to_owned())];
            let room = NewRoom {
                shop_id,
                author_id: 4_400_001,
                author_name: "小雅".into(),
                affiliate: true,
            };
            let product = NewProduct {
                title: "保温杯".into(),
                sku_code: "CUP-W".into(),
                spec,
                price_minor: PRICE,
            };
            let warehouse = NewWarehouse {
                shop_id,
                name: "仓库甲".into(),
                default_for_returns: true,
            };
            (
                world.add_warehouse(warehouse),
                world.open_room(room),
                world.add_product(product),
                world.add_buyer(NewBuyer::default()),
            )
        });
        let token = fake.issue_tokens(&options.shops[0].app_id, shop_id).access_token;
        Self {
            fake,
            options,
            token,
            warehouse,
            room,
            sku,
            buyer,
            caller: Caller::new(),
        }
    }

    pub fn account(&self) -> &WechatShop {
        &self.options.shops[0]
    }

    /// An order for one piece, paid.
    pub fn paid_order(&self) -> i64 {
        let basket = Basket {
            shop_id: self.account().shop_id,
            buyer_id: self.buyer,
            sku_id: self.sku,
            room_id: self.room,
            quantity: 1,
            post_minor: 600,
        };
        paid(&self.fake, &basket)
    }

    /// An order that has arrived.
    pub fn delivered_order(&self) -> i64 {
        delivered(&self.fake, self.paid_order(), "shunfeng", "SF")
    }

    /// An after-sale on a fresh order that fits the kind.
    pub fn aftersale(&self, kind: Kind) -> i64 {
        let order_id = if kind == Kind::RefundUnshipped {
            self.paid_order()
        } else {
            self.delivered_order()
        };
        let amount = if kind.ends_in_money() { PRICE } else { 0 };
        let mut new = NewAfterSale::new(order_id, kind, amount);
        new.reason_code = 10_000_021;
        new.reason = "质量问题".into();
        self.fake.world(|world| world.open_aftersale(new).unwrap())
    }

    /// Status and body of one call, or nothing when the connection ended without an answer.
    pub fn send(&self, verb: &str, path_and_query: &str, body: &str) -> Option<(u16, String)> {
        let url = format!("{}{path_and_query}", self.fake.base_url());
        let request = self.caller.request(verb, url, body);
        self.caller.send(request)
    }

    pub fn ask(&self, token: &str, method: &str, params: &Value) -> Value {
        let path = format!("/channels/ec/{method}?access_token={token}");
        let (status, body) = self.send("POST", &path, &params.to_string()).expect("an answer");
        assert_eq!(status, 200, "{method}");
        serde_json::from_str(&body).unwrap()
    }

    /// The answer to a call that must succeed.
    pub fn ok(&self, method: &str, params: Value) -> Value {
        let answer = self.ask(&self.token, method, &params);
        assert_eq!(answer["errcode"], 0, "{method}: {answer}");
        answer
    }

    /// The code of a call that must fail.
    pub fn refused(&self, method: &str, params: Value) -> i64 {
        let answer = self.ask(&self.token, method, &params);
        assert_ne!(answer["errcode"], 0, "{method}: {answer}");
        answer["errcode"].as_i64().unwrap()
    }

    /// The same on an after-sale.
    pub fn act(&self, method: &str, id: i64, more: Value) -> Value {
        self.ok(&format!("aftersale/{method}"), with_id(id, more))
    }

    pub fn act_refused(&self, method: &str, id: i64, more: Value) -> i64 {
        self.refused(&format!("aftersale/{method}"), with_id(id, more))
    }

    pub fn ticket(&self, id: i64) -> Value {
        self.act("getaftersaleorder", id, json!({}))["after_sale_order"].clone()
    }

    pub fn status(&self, id: i64) -> String {
        self.ticket(id)["status"].as_str().unwrap().to_owned()
    }

    /// Lets time pass.
    pub fn later(&self, seconds: i64) {
        self.fake.set_now(self.fake.now_ms() + seconds * 1000);
    }
}

fn with_id(id: i64, more: Value) -> Value {
    let mut params = json!({"after_sale_order_id": id.to_string()});
    params
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    params
}
