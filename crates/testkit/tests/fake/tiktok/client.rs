//! A caller of the fake, and a merchant's small world to call about.

use std::collections::BTreeMap;

use aftersync_testkit::fake::tiktok::sign::{request_base, request_sign};
use aftersync_testkit::fake::world::{Kind, NewAfterSale, NewBuyer, NewProduct, NewRoom, NewWarehouse};
use aftersync_testkit::fake::{FakePlatform, TiktokOptions, TiktokShop};
use serde_json::{Value, json};

use crate::caller::{Basket, Caller, delivered, paid};

pub const PRICE: i64 = 1_850;
pub const START_S: i64 = 1_760_000_000;
pub const V: &str = "/return_refund/202309";

/// A running platform with one shop, one creator's room and one article.
pub struct Shop {
    pub fake: FakePlatform,
    pub options: TiktokOptions,
    pub token: String,
    pub room: i64,
    pub sku: i64,
    pub buyer: i64,
    caller: Caller,
}

impl Shop {
    pub fn open() -> Self {
        Self::open_with(TiktokOptions {
            batch_permille: 0,
            alias_permille: 0,
            ..TiktokOptions::default()
        })
    }

    pub fn open_with(options: TiktokOptions) -> Self {
        let fake = FakePlatform::tiktok(options.clone()).unwrap();
        let shop_id = options.shops[0].shop_id;
        let (room, sku, buyer) = fake.world(|world| {
            let room = NewRoom {
                shop_id,
                author_id: 77,
                author_name: "amanda_live".into(),
                affiliate: true,
            };
            let product = NewProduct {
                title: "Mug".into(),
                sku_code: "MUG-350".into(),
                spec: vec![("Color".into(), "White".into())],
                price_minor: PRICE,
            };
            world.add_warehouse(NewWarehouse {
                shop_id,
                name: "Edison".into(),
                default_for_returns: true,
            });
            let buyer = NewBuyer {
                name: "Jane Roe".into(),
                phone: "2015550123".into(),
                region: ["New Jersey".into(), "Edison".into(), "Middlesex".into()],
                street: "30 Example Avenue".into(),
            };
            (
                world.open_room(room),
                world.add_product(product),
                world.add_buyer(buyer),
            )
        });
        let token = fake.issue_tokens(&options.app_key, shop_id).access_token;
        Self {
            fake,
            options,
            token,
            room,
            sku,
            buyer,
            caller: Caller::new(),
        }
    }

    pub fn shop(&self) -> &TiktokShop {
        &self.options.shops[0]
    }

    /// A paid order of so many pieces.
    pub fn paid_order(&self, quantity: i64) -> i64 {
        let basket = Basket {
            shop_id: self.shop().shop_id,
            buyer_id: self.buyer,
            sku_id: self.sku,
            room_id: self.room,
            quantity,
            post_minor: 399,
        };
        paid(&self.fake, &basket)
    }

    pub fn delivered_order(&self, quantity: i64) -> i64 {
        delivered(&self.fake, self.paid_order(quantity), "USPS", "TN")
    }

    /// An after-sale on a fresh order that fits the kind.
    pub fn aftersale(&self, kind: Kind) -> i64 {
        let order_id = if kind == Kind::RefundUnshipped {
            self.paid_order(1)
        } else {
            self.delivered_order(1)
        };
        let amount = if kind.ends_in_money() { PRICE } else { 0 };
        let mut new = NewAfterSale::new(order_id, kind, amount);
        new.reason_code = 1;
        new.description = "Handle broke off".into();
        self.fake.world(|world| world.open_aftersale(new).unwrap())
    }

    pub fn sign(&self, verb: &str, path: &str, query: &BTreeMap<String, String>, body: &str) -> String {
        request_sign(
            &self.options.app_secret,
            &request_base(verb, path, query, "application/json", body),
        )
    }

    /// Status and answer of one request that says whatever it is told to say.
    pub fn send(
        &self,
        verb: &str,
        path: &str,
        query: &BTreeMap<String, String>,
        token: &str,
        body: &str,
    ) -> Option<(u16, String)> {
        let url = format!("{}{path}", self.fake.base_url());
        let request = self.caller.request(verb, url, body);
        let request = request
            .query(query)
            .header("x-tts-access-token", token)
            .header("content-type", "application/json");
        self.caller.send(request)
    }

    pub fn query(&self, more: &[(&str, &str)]) -> BTreeMap<String, String> {
        let now = (self.fake.now_ms() / 1000).to_string();
        let common = [
            ("app_key", self.options.app_key.as_str()),
            ("timestamp", now.as_str()),
            ("shop_cipher", self.shop().cipher.as_str()),
        ];
        let all = common.iter().chain(more);
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// Status and answer of one signed call.
    pub fn ask(&self, verb: &str, path: &str, more: &[(&str, &str)], body: &Value) -> (u16, Value) {
        let mut query = self.query(more);
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        query.insert("sign".into(), self.sign(verb, path, &query, &body));
        let (status, answer) = self.send(verb, path, &query, &self.token, &body).expect("an answer");
        (status, serde_json::from_str(&answer).unwrap())
    }

    /// The data of a call that must succeed.
    pub fn ok(&self, verb: &str, path: &str, more: &[(&str, &str)], body: Value) -> Value {
        let (status, answer) = self.ask(verb, path, more, &body);
        assert_eq!((status, answer["code"].as_i64()), (200, Some(0)), "{path}: {answer}");
        answer["data"].clone()
    }

    /// The code of a call that must fail.
    pub fn refused(&self, verb: &str, path: &str, more: &[(&str, &str)], body: Value) -> i64 {
        let (_, answer) = self.ask(verb, path, more, &body);
        assert_ne!(answer["code"], 0, "{path}: {answer}");
        assert!(answer.get("data").is_none());
        answer["code"].as_i64().unwrap()
    }

    pub fn decide(&self, id: i64, way: &str, body: Value) -> Value {
        self.ok("POST", &format!("{V}/returns/{id}/{way}"), &[], body)
    }

    pub fn decide_refused(&self, id: i64, way: &str, body: Value) -> i64 {
        self.refused("POST", &format!("{V}/returns/{id}/{way}"), &[], body)
    }

    /// A return as the search shows it.
    pub fn row(&self, id: i64) -> Value {
        let body = json!({"return_ids": [id.to_string()]});
        self.ok("POST", &format!("{V}/returns/search"), &[], body)["return_orders"][0].clone()
    }

    pub fn status(&self, id: i64) -> String {
        self.row(id)["return_status"].as_str().unwrap().to_owned()
    }

    /// A cancellation as the search shows it.
    pub fn cancellation(&self, id: i64) -> Value {
        let body = json!({"cancel_ids": [id.to_string()]});
        self.ok("POST", &format!("{V}/cancellations/search"), &[], body)["cancellations"][0].clone()
    }

    pub fn later(&self, seconds: i64) {
        self.fake.set_now(self.fake.now_ms() + seconds * 1000);
    }
}
