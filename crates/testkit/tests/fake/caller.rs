//! What the callers of all fakes share: a client, and orders in a small world.

use aftersync_testkit::fake::FakePlatform;
use aftersync_testkit::fake::world::{NewLine, NewOrder};

/// A client that waits for its answers.
pub struct Caller {
    pub http: reqwest::Client,
    runtime: tokio::runtime::Runtime,
}

impl Caller {
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let client = reqwest::Client::builder();
        Self {
            http: client.no_proxy().tls_built_in_root_certs(false).build().unwrap(),
            runtime: { runtime }.enable_all().build().unwrap(),
        }
    }

    /// Status and body, or nothing when the connection ended without an answer.
    pub fn send(&self, request: reqwest::RequestBuilder) -> Option<(u16, String)> {
        self.runtime.block_on(async {
            let response = request.send().await.ok()?;
            let status = response.status().as_u16();
            Some((status, response.text().await.ok()?))
        })
    }

    /// The same for a method of HTTP by its name.
    pub fn request(&self, verb: &str, url: String, body: &str) -> reqwest::RequestBuilder {
        match verb {
            "GET" => self.http.get(url),
            _ => self.http.post(url).body(body.to_owned()),
        }
    }
}

/// What is ordered in which shop by whom.
pub struct Basket {
    pub shop_id: i64,
    pub buyer_id: i64,
    pub sku_id: i64,
    pub room_id: i64,
    pub quantity: i64,
    pub post_minor: i64,
}

/// An order, paid.
pub fn paid(fake: &FakePlatform, basket: &Basket) -> i64 {
    let line = NewLine {
        sku_id: basket.sku_id,
        quantity: basket.quantity,
        room_id: Some(basket.room_id),
    };
    let order = NewOrder {
        shop_id: basket.shop_id,
        buyer_id: basket.buyer_id,
        lines: vec![line],
        post_minor: basket.post_minor,
    };
    fake.world(|world| {
        let order_id = world.place_order(order).unwrap();
        world.pay(order_id).unwrap();
        order_id
    })
}

/// A paid order that has arrived; its parcel's number begins so.
pub fn delivered(fake: &FakePlatform, order_id: i64, carrier: &str, prefix: &str) -> i64 {
    fake.world(|world| {
        world.ship(order_id, carrier, &format!("{prefix}{order_id}")).unwrap();
        world.deliver(order_id).unwrap();
    });
    order_id
}
