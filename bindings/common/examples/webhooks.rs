//! Webhooks taken in by Rust alone, for the benches of the bindings to be measured against: reads `[[sign, body], …]` from a
//! file, hands so many in at once, prints the rate.
//!
//! `webhooks FILE WIDE DATABASE APP SECRET SHOP`
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic)]
use std::time::Instant;

use aftersync::model::config::{Config, ShopConfig};
use aftersync::{AppCredentials, Delivery, Desk};
use futures::executor::block_on;
use futures::stream::{self, StreamExt};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [file, wide, database, app, secret, shop] = given.as_slice() else {
        panic!("webhooks FILE WIDE DATABASE APP SECRET SHOP");
    };
    let text = std::fs::read_to_string(file).unwrap();
    let pushes: Vec<(String, String)> = serde_json::from_str(&text).unwrap();
    let credentials = AppCredentials {
        app: app.as_str().into(),
        ..AppCredentials::new(app.as_str(), secret.as_str())
    };
    let desk = Desk::opening(database).app("douyin", credentials).open().unwrap();
    let shop = ShopConfig {
        app: Some(app.as_str().into()),
        ..ShopConfig::new("douyin", shop.as_str())
    };
    let config = Config {
        shops: vec![shop],
        ..Config::default()
    };
    desk.configure(config).wait().unwrap();
    let deliveries: Vec<Delivery> = pushes.iter().map(|(sign, body)| delivery(app, sign, body)).collect();
    let count = deliveries.len();
    let began = Instant::now();
    let receive = |delivery| desk.engine().receive(app.as_str(), delivery);
    let taken: usize = block_on(
        stream::iter(deliveries)
            .map(receive)
            .buffer_unordered(wide.parse().unwrap())
            .map(|receipt| receipt.unwrap().taken)
            .fold(0, |sum, taken| async move { sum + taken }),
    );
    assert_eq!(taken, count);
    println!("{}", count as f64 / began.elapsed().as_secs_f64());
}

fn delivery(app: &str, sign: &str, body: &str) -> Delivery {
    Delivery {
        path: format!("/webhooks/{app}"),
        query: Vec::new(),
        headers: vec![
            ("App-Id".to_owned(), app.to_owned()),
            ("Event-Sign".to_owned(), sign.to_owned()),
        ],
        body: body.as_bytes().to_vec(),
    }
}
