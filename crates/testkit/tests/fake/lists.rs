//! `afterSale.List` and `address.list`.

use aftersync_testkit::fake::world::{Kind, NewWarehouse};
use serde_json::{Value, json};

use super::client::{SHOP, Shop};

fn ids(data: &Value) -> Vec<i64> {
    let items = data["items"].as_array().unwrap();
    items
        .iter()
        .map(|it| it["aftersale_info"]["aftersale_id"].as_str().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn pages_in_the_order_of_updates() {
    let shop = Shop::open();
    let mut wanted = Vec::new();
    for minute in 0..7 {
        shop.fake.set_now(1_760_000_000_000 + minute * 60_000);
        wanted.push(shop.aftersale(Kind::ReturnRefund));
    }
    let mut found = Vec::new();
    for page in 0.. {
        let data = shop.ok(
            "afterSale.List",
            &json!({"page": page, "size": 3, "order_by": ["update_time asc"]}),
        );
        assert_eq!(data["total"], 7);
        found.extend(ids(&data));
        if data["has_more"] == false {
            assert_eq!(page, 2);
            break;
        }
    }
    assert_eq!(found, wanted);
    let window = json!({"page": 0, "size": 100, "update_start_time": 1_760_000_060, "update_end_time": 1_760_000_180, "order_by": ["update_time desc"]});
    assert_eq!(
        ids(&shop.ok("afterSale.List", &window)),
        [wanted[3], wanted[2], wanted[1]]
    );
}

#[test]
fn filters() {
    let shop = Shop::open();
    let (first, second) = (shop.aftersale(Kind::ReturnRefund), shop.aftersale(Kind::Exchange));
    shop.fake.world(|world| {
        world.buyer_cancel(first).unwrap();
        world.escalate(second).unwrap();
    });
    let order_id = shop.fake.truth()[1].order_id;
    for (filter, wanted) in [
        (json!({"standard_aftersale_status": [28]}), first),
        (json!({"aftersale_type": 3}), second),
        (json!({"arbitrate_status": [1, 4]}), second),
        (json!({"order_id": order_id}), second),
        (json!({"aftersale_id": first.to_string()}), first),
        (json!({"amount_start": 1}), first),
        (
            json!({"order_logistics_tracking_no": [format!("SF{order_id}")]}),
            second,
        ),
    ] {
        assert_eq!(ids(&shop.ok("afterSale.List", &filter)), [wanted], "{filter}");
    }
    assert_eq!(
        ids(&shop.ok("afterSale.List", &json!({"start_time": 1_760_000_001}))),
        [0; 0]
    );
}

#[test]
fn bad_pages_are_refused() {
    let shop = Shop::open();
    shop.aftersale(Kind::ReturnRefund);
    for params in [
        json!({"size": 101}),
        json!({"size": 0}),
        json!({"page": -1}),
        json!({"order_by": ["id asc"]}),
        json!({"size": "many"}),
    ] {
        assert!(
            matches!(shop.refused("afterSale.List", &params).0, 40003 | 40004),
            "{params}"
        );
    }
}

#[test]
fn a_shop_sees_its_own_only() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.fake.add_shop(880_012, "另一家");
    let other = shop.fake.issue_tokens(&shop.options.app_key, 880_012).access_token;
    let ask = |method: &str, params: Value| -> Value {
        serde_json::from_str(&shop.raw(Some(&other), method, &params).unwrap().1).unwrap()
    };
    assert_eq!(ask("afterSale.List", json!({}))["data"]["total"], 0);
    assert_eq!(ask("afterSale.Detail", json!({"after_sale_id": id}))["code"], 40004);
    assert_eq!(
        ask("address.list", json!({"page_size": 10, "page_no": 1}))["data"]["total"],
        0
    );
}

#[test]
fn addresses() {
    let shop = Shop::open();
    let second = shop.fake.world(|world| {
        world.add_warehouse(NewWarehouse {
            shop_id: SHOP,
            name: "仓库乙".into(),
            default_for_returns: false,
        })
    });
    let data = shop.ok(
        "address.list",
        &json!({"page_size": 1, "page_no": 2, "order_by": "asc", "order_field": "id"}),
    );
    assert_eq!(
        (data["total"].as_i64(), data["address_list"][0]["address_id"].as_i64()),
        (Some(2), Some(second))
    );
    assert_eq!(data["address_list"][0]["is_default"], 0);
}
