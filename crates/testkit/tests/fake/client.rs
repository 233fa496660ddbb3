//! A caller of the fake, and a merchant's small world to call about.

use aftersync_testkit::fake::douyin::sign::{Algorithm, canonical_json, request_sign};
use aftersync_testkit::fake::world::{Kind, NewAfterSale, NewBuyer, NewProduct, NewRoom, NewWarehouse};
use aftersync_testkit::fake::{DouyinOptions, FakePlatform};
use serde_json::{Value, json};

use crate::caller::{Basket, Caller, delivered, paid};

pub const SHOP: i64 = 880_011;
pub const PRICE: i64 = 12_800;

/// A running platform with one shop, one app, one room and one article.
pub struct Shop {
    pub fake: FakePlatform,
    pub options: DouyinOptions,
    pub token: String,
    pub warehouse: i64,
    pub room: i64,
    pub sku: i64,
    pub buyer: i64,
    caller: Caller,
}

impl Shop {
    pub fn open() -> Self {
        Self::open_with(DouyinOptions::default())
    }

    pub fn open_with(options: DouyinOptions) -> Self {
        let fake = FakePlatform::douyin(options.clone()).unwrap();
        let (warehouse, room, sku, buyer) = fake.world(|world| {
            let room = NewRoom {
                shop_id: SHOP,
                author_id: 4_400_001,
                author_name: "小雅".into(),
                affiliate: true,
            };
            let spec = vec![("颜色".to_owned(), "白".to_owned())];
            let product = NewProduct {
                title: "保温杯".into(),
                sku_code: "CUP-W".into(),
                spec,
                price_minor: PRICE,
            };
            (
                world.add_warehouse(NewWarehouse {
                    shop_id: SHOP,
                    name: "仓库甲".into(),
                    default_for_returns: true,
                }),
                world.open_room(room),
                world.add_product(product),
                world.add_buyer(NewBuyer::default()),
            )
        });
        let token = fake.issue_tokens(&options.app_key, SHOP).access_token;
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

    /// An order for one piece, paid.
    pub fn paid_order(&self) -> i64 {
        let basket = Basket {
            shop_id: SHOP,
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
        self.fake
            .world(|world| world.open_aftersale(NewAfterSale::new(order_id, kind, amount)).unwrap())
    }

    /// The whole answer of one call, or nothing when the connection ended without one.
    pub fn raw(&self, token: Option<&str>, method: &str, params: &Value) -> Option<(u16, String)> {
        let body = canonical_json(params);
        let timestamp = (self.fake.now_ms() / 1000).to_string();
        let DouyinOptions {
            app_key, app_secret, ..
        } = &self.options;
        let sign = request_sign(Algorithm::HmacSha256, app_key, app_secret, method, &body, &timestamp);
        self.send(method, &body, &timestamp, &sign, token)
    }

    pub fn send(
        &self,
        method: &str,
        body: &str,
        timestamp: &str,
        sign: &str,
        token: Option<&str>,
    ) -> Option<(u16, String)> {
        let app_key = &self.options.app_key;
        let token = token.map(|token| format!("&access_token={token}")).unwrap_or_default();
        let path = method.replace('.', "/");
        let url = format!(
            "{}/{path}?app_key={app_key}&method={method}&timestamp={timestamp}&v=2&sign_method=hmac-sha256&sign={sign}{token}",
            self.fake.base_url()
        );
        self.caller.send(self.caller.request("POST", url, body))
    }

    /// The envelope of one call with the shop's token.
    pub fn call(&self, method: &str, params: &Value) -> Value {
        let (status, body) = self.raw(Some(&self.token), method, params).expect("an answer");
        assert_eq!(status, 200, "{method}");
        serde_json::from_str(&body).unwrap()
    }

    /// The data of a call that must succeed.
    pub fn ok(&self, method: &str, params: &Value) -> Value {
        let answer = self.call(method, params);
        assert_eq!(answer["code"], 10000, "{method}: {answer}");
        answer["data"].clone()
    }

    /// Code and sub-code of a call that must fail.
    pub fn refused(&self, method: &str, params: &Value) -> (i64, String) {
        let answer = self.call(method, params);
        assert_ne!(answer["code"], 10000, "{method}: {answer}");
        (
            answer["code"].as_i64().unwrap(),
            answer["sub_code"].as_str().unwrap().to_owned(),
        )
    }

    /// `process_info.after_sale_info` of the detail.
    pub fn info(&self, id: i64) -> Value {
        let data = self.ok(
            "afterSale.Detail",
            &json!({"after_sale_id": id, "need_operation_record": true}),
        );
        data["process_info"]["after_sale_info"].clone()
    }

    /// One item for `afterSale.operate` with the present version.
    pub fn item(&self, id: i64, more: Value) -> Value {
        let mut item = json!({"aftersale_id": id.to_string(), "update_time": self.info(id)["update_time"]});
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    }

    pub fn operate(&self, code: i64, id: i64, more: Value) -> Value {
        let item = self.item(id, more);
        self.ok("afterSale.operate", &json!({"type": code, "items": [item]}))
    }

    pub fn status(&self, id: i64) -> i64 {
        self.info(id)["after_sale_status"].as_i64().unwrap()
    }
}

pub const STATE_MOVED: (i64, &str) = (50002, "isv.business-failed:20309541");

pub fn is(found: &(i64, String), wanted: (i64, &str)) -> bool {
    (found.0, found.1.as_str()) == wanted
}
