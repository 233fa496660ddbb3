//! Windows and pages of numbers, the full ticket, the order and its host.

use aftersync_testkit::fake::WechatOptions;
use aftersync_testkit::fake::world::{Kind, NewBuyer};
use serde_json::{Value, json};

use super::client::{PRICE, START_S, Shop};

fn ids(answer: &Value) -> Vec<i64> {
    let found = answer["after_sale_order_id_list"].as_array().unwrap();
    found.iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect()
}

fn all(shop: &Shop, mut params: Value) -> (Vec<i64>, usize) {
    let (mut found, mut pages) = (Vec::new(), 0);
    loop {
        let answer = shop.ok("aftersale/getaftersalelist", params.clone());
        found.extend(ids(&answer));
        pages += 1;
        if answer["has_more"] == false {
            assert_eq!(answer["next_key"], "");
            return (found, pages);
        }
        params["next_key"] = answer["next_key"].clone();
    }
}

#[test]
fn windows_and_pages() {
    let shop = Shop::open_with(WechatOptions {
        page_size: 3,
        ..WechatOptions::default()
    });
    let mut made = Vec::new();
    for minute in 0..7 {
        shop.fake.set_now((START_S + minute * 60) * 1000);
        made.push(shop.aftersale(Kind::ReturnRefund));
    }
    let created = json!({"begin_create_time": START_S, "end_create_time": START_S + 86_400});
    assert_eq!(all(&shop, created), (made.clone(), 3));
    shop.later(3_600);
    shop.fake.world(|world| world.buyer_cancel(made[2])).unwrap();
    let updated = json!({"begin_update_time": START_S + 60, "end_update_time": START_S + 180});
    assert_eq!(all(&shop, updated).0, [made[1], made[3]]);
    let late = json!({"begin_update_time": START_S + 3_600, "end_update_time": START_S + 7_200});
    assert_eq!(all(&shop, late).0, [made[2]]);
    let both = json!({
        "begin_update_time": START_S, "end_update_time": START_S + 86_400, "begin_create_time": START_S + 300,
        "end_create_time": START_S + 400,
    });
    assert_eq!(all(&shop, both).0, [made[5], made[6]]);
}

#[test]
fn bad_windows_are_refused() {
    let shop = Shop::open();
    for (params, code) in [
        (json!({}), 9_700_224),
        (json!({"begin_update_time": START_S}), 9_700_224),
        (
            json!({"begin_update_time": START_S, "end_update_time": START_S + 86_401}),
            10_020_004,
        ),
        (
            json!({"begin_create_time": START_S, "end_create_time": START_S - 1}),
            10_020_004,
        ),
        (
            json!({"begin_create_time": START_S, "end_create_time": START_S, "next_key": "?"}),
            9_700_224,
        ),
    ] {
        assert_eq!(
            shop.refused("aftersale/getaftersalelist", params.clone()),
            code,
            "{params}"
        );
    }
}

#[test]
fn a_ticket_that_moves_between_two_pages_is_not_skipped() {
    let shop = Shop::open_with(WechatOptions {
        page_size: 1,
        ..WechatOptions::default()
    });
    let first = shop.aftersale(Kind::ReturnRefund);
    shop.later(60);
    let second = shop.aftersale(Kind::ReturnRefund);
    let mut params = json!({"begin_update_time": START_S, "end_update_time": START_S + 86_400});
    let page = shop.ok("aftersale/getaftersalelist", params.clone());
    assert_eq!(ids(&page), [first]);
    shop.later(60);
    shop.fake.world(|world| world.buyer_cancel(first)).unwrap();
    params["next_key"] = page["next_key"].clone();
    let page = shop.ok("aftersale/getaftersalelist", params.clone());
    assert_eq!(ids(&page), [second]);
    params["next_key"] = page["next_key"].clone();
    assert_eq!(
        ids(&shop.ok("aftersale/getaftersalelist", params)),
        [first],
        "it comes again"
    );
}

#[test]
fn the_whole_ticket() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    shop.later(3_600);
    let ticket = shop.ticket(id);
    assert_eq!(ticket["after_sale_order_id"], id.to_string());
    assert_eq!(
        (&ticket["type"], &ticket["status"]),
        (&json!("RETURN"), &json!("MERCHANT_PROCESSING"))
    );
    assert_eq!(
        (&ticket["reason"], &ticket["reason_text"]),
        (&json!("10000021"), &json!("质量问题"))
    );
    assert_eq!(ticket["refund_info"], json!({"amount": PRICE, "refund_reason": 0}));
    assert_eq!(
        (&ticket["product_info"]["count"], &ticket["product_info"]["sku_code"]),
        (&json!(1), &json!("CUP-W"))
    );
    assert_eq!(ticket["product_info"]["sku_id"], shop.sku.to_string());
    assert_eq!(
        (&ticket["create_time"], &ticket["update_time"]),
        (&json!(START_S), &json!(START_S))
    );
    assert_eq!(ticket["deadline"], 47 * 3_600, "what is left, not when");
    assert_eq!(ticket["details"]["receive_product"], true);
    assert!(ticket["openid"].as_str().unwrap().starts_with('o') && ticket["unionid"].is_string());
    for absent in [
        "complaint_id",
        "complete_time",
        "refund_resp",
        "merchant_update_detail",
        "exchange_product_info",
    ] {
        assert!(ticket.get(absent).is_none(), "{absent}");
    }
    shop.act("acceptapply", id, json!({"address_id": shop.warehouse.to_string()}));
    assert!(shop.ticket(id).get("deadline").is_none(), "it is the buyer's turn");
}

#[test]
fn some_tickets_write_their_numbers_as_numbers() {
    let shop = Shop::open_with(WechatOptions {
        numeric_ids_permille: 500,
        ..WechatOptions::default()
    });
    let made: Vec<i64> = (0..12).map(|_| shop.aftersale(Kind::ReturnRefund)).collect();
    let numeric: Vec<bool> = made
        .iter()
        .map(|id| {
            let ticket = shop.ticket(*id);
            let (own, order) = (&ticket["after_sale_order_id"], &ticket["order_id"]);
            assert_eq!(own.is_i64(), order.is_i64());
            assert_eq!(own.to_string().trim_matches('"'), id.to_string());
            own.is_i64()
        })
        .collect();
    assert!(numeric.contains(&true) && numeric.contains(&false));
}

#[test]
fn the_order_and_who_sold_it() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    let order_id = shop.fake.truth()[0].order_id;
    let order = shop.ok("order/get", json!({"order_id": order_id.to_string()}))["order"].clone();
    assert_eq!(
        (&order["order_id"], &order["status"]),
        (&json!(order_id.to_string()), &json!(100))
    );
    let detail = &order["order_detail"];
    assert_eq!(detail["ext_info"]["order_scene"], 2);
    assert!(detail["ext_info"]["live_id"].as_str().unwrap().starts_with("export/"));
    assert_eq!(detail["ext_info"]["finder_id"], detail["source_infos"][0]["account_id"]);
    assert_eq!(detail["source_infos"][0]["sale_channel"], 100);
    assert_eq!(detail["commission_infos"][0]["amount"], PRICE / 10);
    assert_eq!(detail["price_info"]["order_price"], PRICE + 600);
    assert_eq!(detail["product_infos"][0]["on_aftersale_sku_cnt"], 1);
    assert_eq!(
        order["aftersale_detail"]["aftersale_order_list"][0],
        json!({"aftersale_order_id": id.to_string(), "status": 2})
    );
    let text = order.to_string();
    assert!(
        !text.contains("13800000064") && !text.contains("王小明") && !text.contains("示例路"),
        "{text}"
    );
    let plain = shop.ok("order/sensitiveinfo/decode", json!({"order_id": order_id.to_string()}));
    assert_eq!(plain["address_info"]["tel_number"], "13800000064");
    assert_eq!(shop.refused("order/get", json!({"order_id": "17"})), 10_020_050);
}

#[test]
fn people_are_known_by_shop_and_across_shops() {
    let open = |app_id: &str, unionids: bool| {
        let mut options = WechatOptions {
            unionids,
            ..WechatOptions::default()
        };
        options.shops[0].app_id = app_id.into();
        let shop = Shop::open_with(options);
        let id = shop.aftersale(Kind::RefundShipped);
        shop.ticket(id)
    };
    let (one, two, without) = (open("wxone", true), open("wxtwo", true), open("wxone", false));
    assert_ne!(one["openid"], two["openid"]);
    assert_eq!(one["unionid"], two["unionid"]);
    assert!(without.get("unionid").is_none());
}

#[test]
fn a_gift_taken_back_is_a_ticket_of_another_kind() {
    let shop = Shop::open();
    let giver = shop.fake.world(|world| world.add_buyer(NewBuyer::default()));
    let (taken_back, returned) = (
        shop.aftersale(Kind::RefundUnshipped),
        shop.aftersale(Kind::ReturnRefund),
    );
    shop.fake.world(|world| {
        for id in [taken_back, returned] {
            let order_id = world.aftersale(id).unwrap().order_id;
            world.mark_gift(order_id, giver).unwrap();
        }
    });
    let day = json!({"begin_create_time": START_S, "end_create_time": START_S + 60});
    assert_eq!(ids(&shop.ok("aftersale/getaftersalelist", day.clone())), [returned]);
    assert_eq!(ids(&shop.ok("aftersale/getpresentaftersalelist", day)), [taken_back]);
    let ticket = shop.ticket(returned);
    assert!(ticket["present_giver_openid"].is_string() && ticket["present_giver_openid"] != ticket["openid"]);
    assert_eq!(shop.act_refused("getaftersaleorder", taken_back, json!({})), 10_021_050);
    let present = shop.act("getpresentaftersaleorder", taken_back, json!({}))["after_sale_order"].clone();
    assert_eq!(present["openid"], ticket["present_giver_openid"], "who paid asks");
    assert_eq!(
        present["order_info_list"][0]["product_info_list"][0]["refund_info"]["amount"],
        PRICE
    );
    assert_eq!(
        shop.act_refused("getpresentaftersaleorder", returned, json!({})),
        10_021_050
    );
}
