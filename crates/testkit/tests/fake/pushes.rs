//! Pushed messages over real HTTP into a receiver that checks signatures by itself.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aftersync_testkit::fake::world::{Kind, NewAfterSale, SellerAction};
use aftersync_testkit::fake::{Chaos, DouyinOptions, PumpReport};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::client::{PRICE, Shop};

/// What a receiver saw.
#[derive(Default)]
struct Seen {
    app_key: String,
    secret: String,
    failing: usize,
    /// (tag, number, payload) in order of arrival.
    messages: Vec<(String, String, Value)>,
    arrays: Vec<usize>,
    refused: usize,
    /// Every `sign-method` that was named.
    methods: Vec<String>,
}

struct Receiver {
    seen: Arc<Mutex<Seen>>,
    url: String,
    _runtime: tokio::runtime::Runtime,
}

impl Receiver {
    fn start(options: &DouyinOptions) -> Self {
        let seen = Seen {
            app_key: options.app_key.clone(),
            secret: options.app_secret.clone(),
            ..Seen::default()
        };
        let seen = Arc::new(Mutex::new(seen));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let router = axum::Router::new().fallback(hook).with_state(Arc::clone(&seen));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            seen,
            url,
            _runtime: runtime,
        }
    }

    fn tags(&self) -> Vec<String> {
        self.seen
            .lock()
            .unwrap()
            .messages
            .iter()
            .map(|it| it.0.clone())
            .collect()
    }

    fn payload(&self, tag: &str) -> Value {
        self.seen
            .lock()
            .unwrap()
            .messages
            .iter()
            .find(|it| it.0 == tag)
            .unwrap()
            .2
            .clone()
    }
}

async fn hook(State(seen): State<Arc<Mutex<Seen>>>, headers: HeaderMap, body: Bytes) -> String {
    let mut seen = seen.lock().unwrap();
    seen.methods.extend(
        headers
            .get("sign-method")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
    );
    let mut digest = Md5::new();
    digest.update(seen.app_key.as_bytes());
    digest.update(&body);
    digest.update(seen.secret.as_bytes());
    let wanted: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let header = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    };
    if header("event-sign") != wanted || header("app-id") != seen.app_key {
        seen.refused += 1;
        return json!({"code": 1, "msg": "fail"}).to_string();
    }
    if seen.failing > 0 {
        seen.failing -= 1;
        return json!({"code": 1, "msg": "later"}).to_string();
    }
    let messages: Vec<Value> = serde_json::from_slice(&body).unwrap();
    seen.arrays.push(messages.len());
    for message in messages {
        let text = |name: &str| message[name].as_str().unwrap().to_owned();
        let data = serde_json::from_str(&text("data")).unwrap();
        seen.messages.push((text("tag"), text("msg_id"), data));
    }
    json!({"code": 0, "msg": "success"}).to_string()
}

fn connected() -> (Shop, Receiver) {
    let shop = Shop::open();
    let receiver = Receiver::start(&shop.options);
    shop.fake.set_webhook(&receiver.url);
    (shop, receiver)
}

const NEVER: i64 = i64::MAX / 4;

#[test]
fn probe_and_a_whole_return() {
    let (shop, receiver) = connected();
    assert!(shop.fake.probe_webhook());
    assert_eq!(receiver.tags(), ["0"]);
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.operate(101, id, json!({"logistics": {"receiver_address_id": shop.warehouse}}));
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "zhongtong", "ZT1").unwrap();
        world.return_delivered(id).unwrap();
    });
    shop.operate(111, id, json!({}));
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    let report = shop.fake.pump(shop.fake.now_ms());
    assert_eq!((report.sent, report.acked, report.failed, report.lost), (9, 9, 0, 0));
    assert_eq!(
        receiver.tags(),
        ["0", "100", "101", "102", "103", "200", "202", "203", "201", "206"]
    );
    let opened = receiver.payload("200");
    assert_eq!(
        (opened["refund_amount"].as_i64(), opened["apply_time"].as_i64()),
        (Some(PRICE), Some(1_760_000_000))
    );
    assert_eq!(opened["update_time"], "2025-10-09T16:53:20+08:00");
    assert_eq!(opened["aftersale_id"], id);
    let agreed = receiver.payload("202");
    assert_eq!(
        (agreed["aftersale_status"].as_i64(), agreed["addr"]["province"].as_str()),
        (Some(7), Some("浙江省"))
    );
    assert_eq!(shop.fake.queued_pushes(), 0);
}

#[test]
fn disputes_resends_deadlines_and_special_refunds_have_their_shapes() {
    let (shop, receiver) = connected();
    let (disputed, resend) = (shop.aftersale(Kind::ReturnRefund), shop.aftersale(Kind::Resend));
    let order_id = shop.delivered_order();
    shop.fake.world(|world| {
        world.console(disputed, SellerAction::RejectReturn).unwrap();
        world.escalate(disputed).unwrap();
        world.arbitration_steps_in(disputed).unwrap();
        world.arbitration_negotiation(disputed).unwrap();
        world.buyer_cancels_arbitration(disputed).unwrap();
        world.escalate(disputed).unwrap();
        world.arbitration_wants_evidence(disputed).unwrap();
        world.submit_evidence(disputed, "", &[]).unwrap();
        world.arbitration_result(disputed, 2).unwrap();
        world.console(resend, SellerAction::ApproveResend).unwrap();
        world.extend_time(resend).unwrap();
        world.fill_logistics(resend, 1, "ems", "E1").unwrap();
        let special = world.open_special_refund(order_id, 500).unwrap();
        world.console(special, SellerAction::ApproveRefund).unwrap();
        world.refund_settles(special, true).unwrap();
    });
    let _ = shop.fake.pump(shop.fake.now_ms());
    let tags: Vec<String> = receiver
        .tags()
        .into_iter()
        .filter(|tag| tag.as_str() >= "200")
        .collect();
    let wanted = [
        "200", "200", "205", "212", "217", "218", "215", "212", "213", "214", "216", "207", "227", "209", "226", "224",
        "201", "225",
    ];
    assert_eq!(tags, wanted);
    let decided = receiver.payload("216");
    assert_eq!(
        (
            decided["arbitrate_status"].as_i64(),
            decided["arbitrate_conclusion"].as_i64()
        ),
        (Some(255), Some(2))
    );
    assert_eq!(decided["arbitrate_id"], format!("{disputed}_002"));
    assert_eq!(receiver.payload("227")["after_sale_status"], 8);
    let deadline = receiver.payload("209");
    assert!(deadline["status_deadline"].is_i64() && deadline.get("update_time").is_none());
    assert!(receiver.payload("224").get("reason_code").is_none());
}

#[test]
fn a_failed_payment_and_a_received_replacement_are_not_pushed() {
    let (shop, _receiver) = connected();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.operate(201, id, json!({}));
    let _ = shop.fake.pump(shop.fake.now_ms());
    shop.fake.world(|world| world.refund_settles(id, false)).unwrap();
    assert_eq!(shop.fake.queued_pushes(), 0, "only polling finds this");
    assert_eq!(shop.info(id)["refund_status"], 4);
}

#[test]
fn what_is_not_acknowledged_comes_again_three_times() {
    let (shop, receiver) = connected();
    shop.fake.world(|world| world.set_now(1_760_000_000_000));
    receiver.seen.lock().unwrap().failing = 2;
    let order_id = shop.paid_order();
    let now_ms = shop.fake.now_ms();
    let first = shop.fake.pump(now_ms);
    assert_eq!((first.sent, first.acked, first.failed), (2, 0, 2));
    assert_eq!(shop.fake.next_push_ms(), Some(now_ms + 10_000));
    assert_eq!(shop.fake.pump(now_ms + 9_999).sent, 0);
    assert_eq!(shop.fake.pump(now_ms + 10_000).acked, 2);
    receiver.seen.lock().unwrap().failing = usize::MAX;
    shop.fake.world(|world| world.ship(order_id, "jd", "JD1")).unwrap();
    let mut total = PumpReport::default();
    for hour in 1..6 {
        total.add(&shop.fake.pump(now_ms + hour * 3_600_000));
    }
    assert_eq!((total.sent, total.failed, total.gave_up), (4, 4, 1));
}

fn storm(seed: u64) -> (PumpReport, Vec<(String, String)>, usize, usize) {
    let (shop, receiver) = connected();
    shop.fake.set_chaos(Chaos {
        seed,
        lose_permille: 100,
        duplicate_permille: 150,
        reorder_permille: 150,
        max_delay_ms: 30_000,
        corrupt_permille: 100,
        batch_permille: 300,
    });
    for _ in 0..20 {
        let id = shop.aftersale(Kind::RefundShipped);
        shop.operate(201, id, json!({}));
        shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    }
    let report = shop.fake.pump(NEVER);
    let seen = receiver.seen.lock().unwrap();
    let arrived = seen.messages.iter().map(|it| (it.0.clone(), it.1.clone())).collect();
    (
        report,
        arrived,
        seen.refused,
        seen.arrays.iter().copied().max().unwrap_or(0),
    )
}

#[test]
fn chaos_is_the_same_for_the_same_seed() {
    let (report, arrived, refused, largest) = storm(11);
    assert_eq!((report, arrived.clone()), {
        let again = storm(11);
        (again.0, again.1)
    });
    assert_ne!(arrived, storm(12).1);
    assert!(
        report.lost > 0 && report.duplicated > 0 && report.forged > 0 && largest > 1,
        "{report:?}"
    );
    assert_eq!((report.forged_refused, refused as u64), (report.forged, report.forged));
    let distinct: BTreeSet<&String> = arrived.iter().map(|it| &it.1).collect();
    assert!(distinct.len() < arrived.len(), "second copies carry the same number");
    assert_eq!(report.sent, arrived.len() as u64);
    let mut versions: Vec<i64> = Vec::new();
    for (_, number) in &arrived {
        versions.push(number.split(':').nth(3).unwrap().parse().unwrap());
    }
    assert!(
        versions.windows(2).any(|pair| pair[0] > pair[1]),
        "some arrive out of order"
    );
}

#[test]
fn without_a_receiver_nothing_is_kept() {
    let shop = Shop::open();
    let order_id = shop.delivered_order();
    assert_eq!(shop.fake.queued_pushes(), 0);
    let receiver = Receiver::start(&shop.options);
    shop.fake.set_webhook(&receiver.url);
    shop.fake
        .world(|world| world.open_aftersale(NewAfterSale::new(order_id, Kind::RefundShipped, 1)))
        .unwrap();
    assert_eq!(shop.fake.queued_pushes(), 1);
    shop.fake.clear_webhook();
    assert_eq!(shop.fake.pump(NEVER), PumpReport::default());
}

#[test]
fn the_awaited_twin_does_the_same() {
    let (shop, receiver) = connected();
    shop.paid_order();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let report = runtime.block_on(shop.fake.pump_async(shop.fake.now_ms()));
    assert_eq!((report.acked, receiver.tags().len()), (2, 2));
}

#[test]
fn the_stronger_signature_names_itself() {
    let shop = Shop::open_with(DouyinOptions {
        hmac_pushes: true,
        ..DouyinOptions::default()
    });
    let receiver = Receiver::start(&shop.options);
    shop.fake.set_webhook(&receiver.url);
    assert!(!shop.fake.probe_webhook(), "this receiver knows MD5 only");
    let seen = receiver.seen.lock().unwrap();
    assert_eq!(
        (seen.refused, seen.methods.as_slice()),
        (1, ["hmac-sha256".to_owned()].as_slice())
    );
}
