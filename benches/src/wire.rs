//! The same traffic as a platform sends it: a signed push for each change, and the answer to the question it leads to.
use std::sync::Arc;

use aftersync_core::Secret;
use aftersync_core::model::fact::{Fact, FactBody};
use aftersync_core::model::ids::ShopId;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::order::{OrderLine, OrderSnapshot, Receiver};
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::verified::{md5, to_hex};
use aftersync_core::platform::{AppCredentials, Call, Delivery, HttpResponse, PlatformAdapter, Verdict};
use aftersync_platforms::douyin::Douyin;
use serde_json::{Value, json};

use crate::traffic::traffic;

const APP: &str = "7012345678901234567";
const SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";
const ANSWERED: &str =
    "{\"code\":10000,\"msg\":\"success\",\"sub_code\":\"\",\"sub_msg\":\"\",\"log_id\":\"log-1\",\"data\":";
/// What an after-sale's status is called on the wire, by its step.
const STATUS: [(i64, i64); 4] = [(6, 0), (7, 0), (11, 0), (12, 3)];

/// One change, as bytes.
#[derive(Clone, Debug)]
pub enum Sent {
    /// A push and the answer it leads to.
    Platform(Box<(Delivery, ObjectRef, HttpResponse)>),
    /// What the merchant's own software says: nobody signs it.
    Host(Box<Fact>),
}

/// The app, and one call about a shop.
#[derive(Debug)]
pub struct Intake {
    app: AppCredentials,
    call: Call,
}

impl Default for Intake {
    fn default() -> Self {
        let app = AppCredentials::new(APP, SECRET);
        let call = Call {
            app: Arc::new(app.clone()),
            shop: ShopId::new("880011"),
            token: Some(Secret::from("act-0123456789abcdef0123456789abcdef")),
            now: Timestamp(1_760_000_123_456),
            settings: Default::default(),
        };
        Self { app, call }
    }
}

impl Intake {
    /// Checks the signature of the push, looks where it points, reads the answer: the fact.
    pub fn fact(&self, sent: &Sent) -> Fact {
        let (push, object, answer) = match sent {
            Sent::Platform(sent) => &**sent,
            Sent::Host(fact) => return (**fact).clone(),
        };
        let Verdict::Hint(hint) = Douyin.verify(&self.app, push, self.call.now).unwrap() else {
            unreachable!("this platform's pushes are hints")
        };
        let signals = Douyin.peek(&self.app, &hint).unwrap().signals;
        assert_eq!(signals.len(), 1);
        let mut facts = Douyin.detail_read(&self.call, object, answer).unwrap().facts;
        facts.pop().unwrap()
    }
}

/// So many changes, as [`traffic`] has them.
pub fn wire(many: usize) -> Vec<Sent> {
    traffic(many).into_iter().map(sent).collect()
}

fn sent(fact: Fact) -> Sent {
    let (tag, object, id, data, answer) = match &fact.body {
        FactBody::Order(order) => {
            let data = json!({"p_id": whole(&order.external_id), "s_ids": [], "shop_id": whole(fact.shop.as_str()),
                "order_status": 2, "create_time": order.created_at.secs(), "update_time": fact.occurred_at.secs()});
            (
                "101",
                "order",
                order.external_id.clone(),
                data,
                order_answer(order, &fact),
            )
        }
        FactBody::AfterSale(it) => {
            let order = it.order.clone().unwrap();
            let (status, refund) = STATUS[usize::from(it.rank)];
            let paid = it.requested.unwrap().minor;
            let data = json!({"p_id": whole(&order), "s_id": whole(&it.lines[0].line), "shop_id": whole(fact.shop.as_str()),
                "aftersale_id": whole(&it.external_id), "aftersale_status": status, "aftersale_type": 0,
                "refund_amount": paid, "refund_post_amount": 0, "refund_voucher_num": 0, "reason_code": 15,
                "apply_time": it.created_at.secs(), "update_time": fact.occurred_at.secs()});
            let info = json!({"after_sale_id": whole(&it.external_id), "after_sale_status": status, "after_sale_type": 0,
                "after_sale_order_type": 1, "refund_status": refund, "refund_total_amount": paid, "real_refund_amount": paid,
                "refund_post_amount": 0, "apply_time": it.created_at.secs(), "update_time": fact.occurred_at.secs(),
                "status_deadline": it.deadline.map_or(0, Timestamp::secs), "after_sale_apply_count": 1,
                "reason": "商品破损", "reason_code": 15, "reason_remark": it.reason_text,
                "reason_second_labels": [{"code": 1, "name": "商品破损"}],
                "evidence": ["https://img.example.test/1.jpg", "https://img.example.test/2.jpg"],
                "got_pkg": 1, "part_type": 0, "store_id": "", "store_name": "", "aftersale_tags": []});
            let parcel = it
                .return_parcel
                .as_ref()
                .map(|it| json!({"tracking_no": it.number, "company_code": it.carrier}));
            let answer = json!({"process_info": {"after_sale_info": info, "arbitrate_info": null,
                "logistics_info": {"return": parcel, "exchange": null, "order": [], "resend": null},
                "record_logs_list": [{"role": 1, "action": "apply", "time": "2025-10-09 16:53:20"}]},
                "order_info": {"shop_order_id": whole(&order), "sku_order_infos": [{"sku_order_id": whole(&it.lines[0].line)}]}});
            ("200", "aftersale", it.external_id.clone(), data, answer)
        }
        _ => return Sent::Host(Box::new(fact)),
    };
    let object = ObjectRef {
        platform: fact.platform.clone(),
        shop: fact.shop.clone(),
        object: object.into(),
        external_id: id,
    };
    let answer = HttpResponse {
        status: 200,
        headers: Vec::new(),
        body: format!("{ANSWERED}{answer}}}").into_bytes(),
    };
    Sent::Platform(Box::new((push(tag, &object, &data), object, answer)))
}

fn push(tag: &str, object: &ObjectRef, data: &Value) -> Delivery {
    let body = json!([{"tag": tag, "msg_id": format!("m-{}", object.external_id), "data": data.to_string()}]);
    let body = body.to_string().into_bytes();
    let sign = to_hex(&md5(&[APP.as_bytes(), &body, SECRET.as_bytes()]));
    Delivery {
        headers: vec![("App-Id".into(), APP.into()), ("Event-Sign".into(), sign)],
        body,
        ..Delivery::default()
    }
}

fn order_answer(order: &OrderSnapshot, fact: &Fact) -> Value {
    let seconds = order.created_at.secs();
    let lines: Vec<Value> = order.lines.iter().map(|line| line_of(line, order)).collect();
    let receiver = order.receiver.clone().unwrap_or_default();
    let Receiver {
        name, phone, region, ..
    } = receiver;
    let places: Vec<String> = region.unwrap_or_default().split(' ').map(str::to_owned).collect();
    json!({"shop_order_detail": {"shop_id": whole(fact.shop.as_str()), "shop_name": "", "order_id": order.external_id,
        "order_level": 2, "biz": 2, "order_type": 0, "trade_type": 0, "order_status": 2, "order_status_desc": "备货中",
        "main_status": 2, "main_status_desc": "备货中", "create_time": seconds, "pay_time": seconds, "ship_time": 0,
        "finish_time": 0, "update_time": seconds, "order_amount": order.paid.minor, "pay_amount": order.paid.minor,
        "post_amount": 0, "pay_type": 1, "doudian_open_id": order.account.as_ref().map(|a| &a.uid), "open_id": "",
        "mask_post_receiver": name, "mask_post_tel": phone,
        "mask_post_addr": {"province": {"name": places.first()}, "city": {"name": places.get(1)}, "town": {"name": places.get(2)}},
        "seller_words": "", "sku_order_list": lines, "logistics_info": []}})
}

fn line_of(line: &OrderLine, order: &OrderSnapshot) -> Value {
    let seconds = order.created_at.secs();
    json!({"order_id": line.external_id, "parent_order_id": order.external_id, "order_level": 3, "order_status": 2,
        "order_status_desc": "备货中", "product_id": 3500, "product_id_str": "3500", "product_name": line.title,
        "product_pic": "", "sku_id": line.sku, "out_sku_id": "", "code": line.merchant_code,
        "spec": [{"name": "颜色", "value": "星空蓝"}, {"name": "容量", "value": "500ml"}], "item_num": line.quantity,
        "origin_amount": line.paid.minor, "goods_price": line.paid.minor, "sum_amount": line.paid.minor,
        "order_amount": line.paid.minor, "pay_amount": line.paid.minor, "create_time": seconds, "pay_time": seconds,
        "update_time": seconds, "author_cost_amount": 0, "author_id": line.host.as_ref().map(|host| &host.id),
        "author_name": "", "room_id": 0, "room_id_str": "0", "ad_env_type": "live", "c_biz": 8,
        "after_sale_info": {"after_sale_status": 0, "after_sale_type": 0, "refund_status": 0}})
}

fn whole(number: &str) -> i64 {
    number.parse().unwrap()
}
