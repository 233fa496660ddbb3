//! Orders, and who sold them where.
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{HostRef, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::PlatformAdapter;
use aftersync_platforms::wechat::Wechat;
use serde_json::{Value, json};

use super::{APP, ORDER, UPDATED, body, call, object, ok, path, read};

const ROOM: &str = "export/UzFfAgtgekIEAQAAAAAAt40WWe5njQ";

fn order() -> Value {
    json!({"order": {
        "order_id": ORDER,
        "status": 30,
        "create_time": UPDATED - 7200,
        "update_time": UPDATED,
        "openid": "oBuyer0001",
        "unionid": "uBuyer0001",
        "order_detail": {
            "product_infos": [
                {"product_id": "9001", "sku_id": "9001001", "sku_cnt": 2, "title": "外套", "sale_price": 9900,
                 "real_price": 17800, "estimate_price": 18000, "sku_code": "A-1", "out_sku_id": "OUT-1"},
                {"product_id": "9001", "sku_id": "9001001", "sku_cnt": 1, "title": "赠品", "sale_price": 0, "is_free_gift": 1},
                {"product_id": 9002, "sku_id": 0, "sku_cnt": 3, "title": "袜子", "sale_price": 1000, "out_sku_id": "OUT-2"},
            ],
            "pay_info": {"pay_time": UPDATED - 7100},
            "price_info": {"product_price": 22800, "order_price": 21300, "freight": 500},
            "delivery_info": {
                "address_info": {"user_name": "陈**", "province_name": "广东省", "city_name": "广州市", "county_name": "海珠区",
                                 "detail_info": "****", "tel_number": "17200001111",
                                 "tel_number_ext_info": {"real_tel_number": "138****8000"}},
                "delivery_product_info": [{"waybill_id": "SF1", "delivery_id": "SF"}, {"waybill_id": ""}],
                "ship_done_time": UPDATED - 100,
            },
            "ext_info": {"order_scene": 2, "finder_id": "sphHost01", "live_id": ROOM},
            "commission_infos": [
                {"sku_id": "9001001", "type": 1, "finder_id": "sphAgency", "nickname": "机构"},
                {"sku_id": "9001001", "type": 0, "finder_id": "sphHost01", "nickname": "小美直播"},
                {"sku_id": "9002", "type": 0, "talent_id": "talent-2", "nickname": "小王"},
            ],
            "source_infos": [{"sku_id": "9001001", "account_type": 1, "account_id": "sphOther", "account_nickname": "别人"}],
        },
        "aftersale_detail": {"aftersale_order_list": [{"aftersale_order_id": "1", "status": 13}]},
    }})
}

fn seen(data: Value) -> OrderSnapshot {
    let parsed = read("order", ORDER, &ok(data));
    let Some(FactBody::Order(it)) = parsed.facts.first().map(|fact| fact.body.clone()) else {
        panic!("{parsed:?}")
    };
    *it
}

#[test]
fn all_of_it_is_read() {
    let request = Wechat.detail_request(&call(), &object("order", ORDER)).unwrap();
    assert_eq!(path(&request), "/channels/ec/order/get");
    assert_eq!(
        body(&request),
        json!({"order_id": ORDER, "encode_sensitive_info": true})
    );
    let parsed = read("order", ORDER, &ok(order()));
    assert_eq!((parsed.facts.len(), parsed.facts[0].revision), (2, UPDATED));
    assert!(matches!(&parsed.facts[1].body, FactBody::Contact { account, .. } if account.uid == "oBuyer0001"));
    let it = seen(order());
    assert_eq!((it.external_id.as_str(), it.state), (ORDER, OrderState::Shipped));
    assert_eq!(it.account.unwrap().scope, APP);
    assert_eq!(it.paid, Money::cny(21_300));
    let lines: Vec<_> = it
        .lines
        .iter()
        .map(|l| (l.external_id.as_str(), l.sku.as_str(), l.quantity, l.paid.minor))
        .collect();
    assert_eq!(
        lines,
        [
            ("9001001", "9001001", 2, 17_800),
            ("9001001#2", "9001001", 1, 0),
            ("9002", "9002", 3, 3_000)
        ]
    );
    let codes: Vec<_> = it.lines.iter().map(|l| l.merchant_code.as_deref()).collect();
    assert_eq!(codes, [Some("A-1"), None, Some("OUT-2")]);
    assert_eq!(it.lines[0].title, "外套");
    let receiver = Receiver {
        name: Some("陈**".into()),
        phone: Some("138****8000".into()),
        region: Some("广东省 广州市 海珠区".into()),
        address: Some("****".into()),
    };
    assert_eq!(it.receiver, Some(receiver));
    assert_eq!(
        it.parcels,
        [ParcelRef {
            number: "SF1".into(),
            carrier: Some("SF".into())
        }]
    );
    assert_eq!(it.created_at, Timestamp::from_secs(UPDATED - 7200));
    assert_eq!(it.paid_at, Some(Timestamp::from_secs(UPDATED - 7100)));
}

#[test]
fn host_and_room_of_a_broadcast() {
    let host = |id: &str, name: Option<&str>| {
        Some(HostRef {
            id: id.into(),
            name: name.map(str::to_owned),
        })
    };
    let it = seen(order());
    assert_eq!(it.lines[0].host, host("sphHost01", Some("小美直播")));
    assert_eq!(it.lines[0].room.as_deref(), Some(ROOM));
    assert_eq!(it.lines[2].host, host("sphHost01", None));
    // Without the channel of the order, who shares in the line; without that, the account it was sold through.
    let mut data = order();
    data["order"]["order_detail"]["ext_info"]["finder_id"] = Value::Null;
    let it = seen(data.clone());
    assert_eq!(it.lines[0].host, host("sphHost01", Some("小美直播")));
    assert_eq!(it.lines[2].host, host("talent-2", Some("小王")));
    data["order"]["order_detail"]["commission_infos"] = json!([]);
    let it = seen(data);
    assert_eq!(it.lines[0].host, host("sphOther", Some("别人")));
    assert_eq!(it.lines[2].host, None);
    // Sold elsewhere.
    for scene in [1, 3, 4, 5, 6] {
        let mut data = order();
        data["order"]["order_detail"]["ext_info"]["order_scene"] = json!(scene);
        let it = seen(data);
        assert_eq!(
            (it.lines[0].host.clone(), it.lines[0].room.clone()),
            (None, None),
            "{scene}"
        );
    }
    let mut unnamed = order();
    unnamed["order"]["order_detail"]["ext_info"] = json!({"order_scene": 2, "finder_id": "sphHost01"});
    assert_eq!(seen(unnamed).lines[0].room, None);
}

#[test]
fn every_state_and_times_where_there_is_none() {
    use OrderState as S;
    let table = [
        (10, S::Created),
        (12, S::Paid),
        (13, S::Paid),
        (20, S::Paid),
        (21, S::Shipped),
        (30, S::Shipped),
        (100, S::Done),
        (190, S::Cancelled),
        (200, S::Cancelled),
        (250, S::Cancelled),
    ];
    for (status, state) in table {
        let mut data = order();
        data["order"]["status"] = json!(status);
        assert_eq!(seen(data).state, state, "{status}");
    }
    let mut data = order();
    data["order"]["status"] = json!(77);
    assert_eq!(seen(data.clone()).state, S::Shipped);
    data["order"]["order_detail"]["ext_info"]["confirm_receipt_time"] = json!(UPDATED);
    assert_eq!(seen(data).state, S::Done);
}

#[test]
fn what_a_line_cost_by_the_first_field_that_is_there() {
    let paid = |fields: Value| {
        let mut data = order();
        let product = json!({"sku_id": "1", "sku_cnt": 2, "sale_price": 100});
        data["order"]["order_detail"]["product_infos"] = json!([product]);
        let line = data["order"]["order_detail"]["product_infos"][0]
            .as_object_mut()
            .unwrap();
        line.extend(fields.as_object().unwrap().clone());
        seen(data).lines[0].paid.minor
    };
    assert_eq!(paid(json!({})), 200);
    assert_eq!(paid(json!({"estimate_price": 150})), 150);
    assert_eq!(paid(json!({"estimate_price": 150, "change_price": 120})), 150);
    assert_eq!(
        paid(json!({"estimate_price": 150, "change_price": 120, "is_change_price": true})),
        120
    );
    assert_eq!(paid(json!({"estimate_price": 150, "real_price": 90})), 90);
}

#[test]
fn an_order_with_a_line_that_cannot_be_read_is_set_aside() {
    let spoil = |f: &dyn Fn(&mut Value)| {
        let mut data = order();
        f(&mut data["order"]);
        read("order", ORDER, &ok(data)).unreadable.len()
    };
    assert_eq!(spoil(&|o| o["order_detail"]["product_infos"][1] = json!(5)), 1);
    assert_eq!(
        spoil(&|o| o["order_detail"]["product_infos"][1] = json!({"sku_cnt": 1})),
        1
    );
    assert_eq!(
        spoil(&|o| o["order_detail"]["product_infos"][0]["sku_cnt"] = json!(-1)),
        1
    );
    assert_eq!(spoil(&|o| o["order_detail"] = Value::Null), 1);
    assert_eq!(spoil(&|o| o["update_time"] = Value::Null), 1);
    assert_eq!(spoil(&|o| o["order_id"] = json!("1")), 1);
    assert_eq!(spoil(&|o| o["order_detail"]["price_info"] = Value::Null), 0);
}
