//! Searches, rows, orders and who sold them.

use aftersync_testkit::fake::world::{Currency, Kind, NewAfterSale};
use aftersync_testkit::fake::{TiktokOptions, TiktokShop};
use serde_json::{Value, json};

use super::client::{PRICE, START_S, Shop, V};

fn ids(data: &Value) -> Vec<i64> {
    let rows = data["return_orders"].as_array().unwrap();
    rows.iter()
        .map(|row| row["return_id"].as_str().unwrap().parse().unwrap())
        .collect()
}

fn search(shop: &Shop, more: &[(&str, &str)], body: Value) -> Value {
    shop.ok("POST", &format!("{V}/returns/search"), more, body)
}

#[test]
fn pages_in_the_order_of_updates() {
    let shop = Shop::open();
    let mut made = Vec::new();
    for minute in 0..7 {
        shop.fake.set_now((START_S + minute * 60) * 1000);
        made.push(shop.aftersale(Kind::ReturnRefund));
    }
    let pages = |order: &str| {
        let (mut found, mut token, mut count) = (Vec::new(), String::new(), 0);
        loop {
            let query = [
                ("page_size", "3"),
                ("sort_field", "update_time"),
                ("sort_order", order),
                ("page_token", &token),
            ];
            let data = search(&shop, &query, json!({}));
            assert_eq!(data["total_count"], 7);
            found.extend(ids(&data));
            count += 1;
            token = data["next_page_token"].as_str().unwrap().to_owned();
            if token.is_empty() {
                return (found, count);
            }
        }
    };
    assert_eq!(pages("ASC"), (made.clone(), 3));
    made.reverse();
    assert_eq!(pages("DESC"), (made.clone(), 3));
    assert_eq!(
        ids(&search(&shop, &[], json!({}))),
        made,
        "newest first unless told otherwise"
    );
}

#[test]
fn filters_from_inclusive_to_exclusive() {
    let shop = Shop::open();
    let first = shop.aftersale(Kind::ReturnRefund);
    shop.later(60);
    let second = shop.aftersale(Kind::Exchange);
    shop.later(60);
    shop.fake.world(|world| {
        world.buyer_cancel(first).unwrap();
        world.escalate(second).unwrap();
    });
    let order_id = shop.row(second)["order_id"].clone();
    let order = shop.ok(
        "GET",
        "/order/202309/orders",
        &[("ids", order_id.as_str().unwrap())],
        Value::Null,
    );
    let user = order["orders"][0]["user_id"].clone();
    for (filter, wanted) in [
        (
            json!({"create_time_ge": START_S, "create_time_lt": START_S + 60}),
            vec![first],
        ),
        (
            json!({"create_time_ge": START_S + 60, "create_time_lt": START_S + 61}),
            vec![second],
        ),
        (json!({"update_time_ge": START_S + 120}), vec![second, first]),
        (json!({"update_time_lt": START_S + 120}), vec![]),
        (json!({"return_types": ["REPLACEMENT"]}), vec![second]),
        (
            json!({"return_status": ["RETURN_OR_REFUND_REQUEST_CANCEL"]}),
            vec![first],
        ),
        (json!({"arbitration_status": ["IN_PROGRESS"]}), vec![second]),
        (json!({"order_ids": [order_id]}), vec![second]),
        (json!({"return_ids": [first.to_string()]}), vec![first]),
        (json!({"buyer_user_ids": [user]}), vec![second, first]),
        (json!({"buyer_user_ids": ["1"]}), vec![]),
    ] {
        assert_eq!(ids(&search(&shop, &[], filter.clone())), wanted, "{filter}");
    }
}

#[test]
fn bad_pages_are_refused() {
    let shop = Shop::open();
    for query in [
        ("page_size", "51"),
        ("page_size", "0"),
        ("page_token", "?"),
        ("sort_field", "id"),
        ("sort_order", "UP"),
    ] {
        let code = shop.refused("POST", &format!("{V}/returns/search"), &[query], json!({}));
        assert_eq!(code, 25_001_001, "{query:?}");
    }
    let code = shop.refused("POST", &format!("{V}/returns/search"), &[], json!({"return_ids": "x"}));
    assert_eq!(code, 25_001_001);
}

#[test]
fn a_whole_row() {
    let shop = Shop::open();
    let order_id = shop.delivered_order(3);
    let mut new = NewAfterSale::new(order_id, Kind::ReturnRefund, 3_701);
    new.quantity = 2;
    new.reason_code = 2;
    let id = shop.fake.world(|world| world.open_aftersale(new)).unwrap();
    let row = shop.row(id);
    assert_eq!(
        (&row["return_id"], &row["order_id"]),
        (&json!(id.to_string()), &json!(order_id.to_string()))
    );
    assert_eq!(
        (&row["return_type"], &row["return_status"]),
        (&json!("RETURN_AND_REFUND"), &json!("RETURN_OR_REFUND_REQUEST_PENDING"))
    );
    assert_eq!(
        (&row["role"], &row["arbitration_status"]),
        (&json!("BUYER"), &json!(""))
    );
    assert!(row["return_reason"].as_str().unwrap().ends_with("not_match"));
    let next = json!([{"action": "SELLER_RESPOND_RETURN", "deadline": START_S + 48 * 3_600}]);
    assert_eq!(row["seller_next_action_response"], next);
    let money = &row["refund_amount"];
    assert_eq!(
        (
            &money["currency"],
            &money["refund_total"],
            &money["refund_shipping_fee"]
        ),
        (&json!("USD"), &json!("37.01"), &json!("0"))
    );
    let lines = row["return_line_items"].as_array().unwrap();
    let parts: Vec<&str> = lines
        .iter()
        .map(|line| line["refund_amount"]["refund_total"].as_str().unwrap())
        .collect();
    assert_eq!(parts, ["18.51", "18.50"], "one line for every piece");
    assert_eq!(lines[0]["order_line_item_id"], order_id.to_string());
    assert_ne!(lines[0]["order_line_item_id"], lines[1]["order_line_item_id"]);
    assert_eq!(lines[0]["seller_sku"], "MUG-350");
    assert_eq!(
        (&row["pre_return_id"], &row["next_return_id"]),
        (&json!(""), &json!(""))
    );
    assert_eq!(
        (&row["create_time"], &row["update_time"]),
        (&json!(START_S), &json!(START_S))
    );
}

#[test]
fn the_order_does_not_say_who_sold_it() {
    let shop = Shop::open();
    let order_id = shop.delivered_order(2);
    let found = shop.ok(
        "GET",
        "/order/202309/orders",
        &[("ids", &order_id.to_string())],
        Value::Null,
    );
    let order = &found["orders"][0];
    assert_eq!(
        (&order["id"], &order["status"]),
        (&json!(order_id.to_string()), &json!("DELIVERED"))
    );
    assert_eq!(
        (&order["payment"]["total_amount"], &order["payment"]["shipping_fee"]),
        (&json!("40.99"), &json!("3.99"))
    );
    let lines = order["line_items"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[1]["sale_price"]), (2, &json!("18.50")));
    assert_eq!(order["is_replacement_order"], false);
    let text = found.to_string();
    for hidden in ["amanda_live", "Jane Roe", "2015550123", "30 Example"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let code = shop.refused("GET", "/order/202309/orders", &[("ids", "one")], Value::Null);
    assert_eq!(code, 25_001_001);
    assert_eq!(
        shop.ok("GET", "/order/202309/orders", &[("ids", "17")], Value::Null)["orders"],
        json!([])
    );
}

#[test]
fn affiliate_orders_say_it() {
    let shop = Shop::open();
    let first = shop.delivered_order(1);
    shop.later(60);
    let second = shop.delivered_order(2);
    let path = "/affiliate_seller/202410/orders/search";
    let page = shop.ok("POST", path, &[("page_size", "1")], json!({}));
    assert_eq!(
        (&page["orders"][0]["id"], &page["total_count"]),
        (&json!(second.to_string()), &json!(2))
    );
    let token = page["next_page_token"].as_str().unwrap();
    let page = shop.ok("POST", path, &[("page_size", "1"), ("page_token", token)], json!({}));
    assert_eq!(
        (&page["orders"][0]["id"], &page["next_page_token"]),
        (&json!(first.to_string()), &json!(""))
    );
    let window = json!({"create_time_ge": START_S + 1, "create_time_lt": START_S + 61});
    let found = shop.ok("POST", path, &[], window);
    let sku = &found["orders"][0]["skus"][0];
    assert_eq!(
        (&sku["creator_username"], &sku["content_type"]),
        (&json!("amanda_live"), &json!("LIVE"))
    );
    assert_eq!(sku["content_id"], shop.room.to_string());
    assert_eq!(
        sku["estimated_paid_commission"],
        json!({"amount": "2.96", "currency": "USD"})
    );
    assert_eq!(found["orders"].as_array().unwrap().len(), 1);
}

#[test]
fn currencies_without_decimals() {
    let dong = TiktokShop {
        region: "VN".into(),
        currency: Currency::VND,
        ..TiktokShop::default()
    };
    let shop = Shop::open_with(TiktokOptions {
        shops: vec![dong],
        batch_permille: 0,
        ..TiktokOptions::default()
    });
    let id = shop.aftersale(Kind::RefundShipped);
    let money = shop.row(id)["refund_amount"].clone();
    assert_eq!(
        (&money["refund_total"], &money["currency"]),
        (&json!("1850"), &json!("VND"))
    );
    assert_eq!(
        (shop.fake.truth()[0].currency, shop.fake.truth()[0].refund_amount_minor),
        (Currency::VND, PRICE)
    );
    let offer = |amount: &str| json!({"decision": "OFFER_PARTIAL_REFUND", "partial_refund": {"currency": "VND", "amount": amount}});
    assert_eq!(shop.decide_refused(id, "approve", offer("900.5")), 25_001_001);
    shop.decide(id, "approve", offer("900"));
}
