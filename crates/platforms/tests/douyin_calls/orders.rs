//! An order: who sold it, who bought it.
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{OrderSnapshot, OrderState};
use aftersync_core::platform::{Parsed, PlatformAdapter};
use aftersync_platforms::douyin::Douyin;
use serde_json::{Value, json};

use super::{body, call, object, ok};

const ORDER: &str = "6920111111111111001";

fn order() -> Value {
    json!({"shop_order_detail": {
        "order_id": ORDER, "order_status": 3, "main_status": 3, "pay_amount": 26200, "post_amount": 600,
        "create_time": 1759980000, "pay_time": 1759980060, "update_time": 1759990000,
        "doudian_open_id": "1@#abc", "mask_post_receiver": "张***", "mask_post_tel": "13*******64",
        "encrypt_post_tel": "##cipher##",
        "mask_post_addr": {"province": {"name": "浙江省"}, "city": {"name": "杭州市"}, "town": {"name": "余杭区"}, "detail": "示***"},
        "logistics_info": [{"tracking_no": "SF9", "company": "shunfeng", "company_name": "顺丰"}],
        "sku_order_list": [
            {"order_id": "6920111111111111002", "sku_id": 1700000000000000001i64, "product_id": 5, "product_name": "毛衣",
             "item_num": 2, "pay_amount": 25600, "code": "SW-01", "out_sku_id": "O-1", "supplier_id": "V7",
             "author_id": 99001, "author_name": "小美", "room_id": 7300000000000000001i64, "room_id_str": "7300000000000000001"},
            {"order_id": "6920111111111111003", "product_id": 6, "product_name": "袜子", "item_num": 1, "pay_amount": 0,
             "author_id": 0, "author_name": "", "room_id": 0, "room_id_str": "0"},
        ],
    }})
}

fn parsed(data: &Value) -> Parsed {
    Douyin
        .detail_read(&call(), &object("order", ORDER), &ok(data.clone()))
        .unwrap()
}

fn snapshot(data: &Value) -> (i64, OrderSnapshot) {
    let parsed = parsed(data);
    assert!(parsed.unreadable.is_empty(), "{}", parsed.unreadable[0].reason);
    let FactBody::Order(order) = &parsed.facts[0].body else {
        panic!()
    };
    (parsed.facts[0].revision, (**order).clone())
}

#[test]
fn every_field_has_its_place() {
    let request = Douyin.detail_request(&call(), &object("order", ORDER)).unwrap();
    assert_eq!(body(&request), json!({"shop_order_id": ORDER}));
    let (revision, it) = snapshot(&order());
    assert_eq!(
        (revision, it.external_id.as_str(), it.state),
        (1_759_990_000, ORDER, OrderState::Shipped)
    );
    assert_eq!(it.paid, Money::cny(26_200));
    let account = it.account.unwrap();
    assert_eq!(
        (account.scope.as_str(), account.uid.as_str()),
        ("shop:880011", "1@#abc")
    );
    let [first, second] = it.lines.as_slice() else { panic!() };
    assert_eq!(
        (first.sku.as_str(), first.quantity, first.paid),
        ("1700000000000000001", 2, Money::cny(25_600))
    );
    assert_eq!(
        (first.merchant_code.as_deref(), first.supplier.as_deref()),
        (Some("SW-01"), Some("V7"))
    );
    let host = first.host.as_ref().unwrap();
    assert_eq!((host.id.as_str(), host.name.as_deref()), ("99001", Some("小美")));
    assert_eq!(first.room.as_deref(), Some("7300000000000000001"));
    assert_eq!((&second.host, &second.room, second.sku.as_str()), (&None, &None, "6"));
    let receiver = it.receiver.unwrap();
    assert_eq!(receiver.phone.as_deref(), Some("13*******64"));
    assert_eq!(receiver.region.as_deref(), Some("浙江省 杭州市 余杭区"));
    assert_eq!(it.parcels[0].carrier.as_deref(), Some("shunfeng"));
}

#[test]
fn how_far_it_is() {
    for (status, state) in [
        (1, OrderState::Created),
        (2, OrderState::Paid),
        (105, OrderState::Paid),
        (101, OrderState::Shipped),
        (3, OrderState::Shipped),
        (4, OrderState::Cancelled),
        (5, OrderState::Done),
        (777, OrderState::Paid),
    ] {
        let mut data = order();
        data["shop_order_detail"]["order_status"] = json!(status);
        data["shop_order_detail"]["main_status"] = json!(null);
        assert_eq!(snapshot(&data).1.state, state, "{status}");
    }
}

#[test]
fn without_a_time_of_change_the_revision_is_zero() {
    let mut data = order();
    data["shop_order_detail"]["update_time"] = json!(null);
    assert_eq!(snapshot(&data).0, 0);
    data["shop_order_detail"]["pay_amount"] = json!(null);
    assert_eq!(snapshot(&data).1.paid, Money::cny(25_600), "the sum of its lines");
}

#[test]
fn a_line_that_cannot_be_read_sets_the_order_aside() {
    for (field, value) in [
        ("order_id", json!(null)),
        ("pay_amount", json!(-1)),
        ("item_num", json!(-1)),
    ] {
        let mut data = order();
        data["shop_order_detail"]["sku_order_list"][1][field] = value;
        let parsed = parsed(&data);
        assert!(parsed.facts.is_empty());
        assert!(parsed.unreadable[0].reason.contains(field));
    }
}
