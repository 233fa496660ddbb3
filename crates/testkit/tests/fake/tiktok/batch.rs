//! The batch model beside the classic one: the same return under other numbers.

use aftersync_testkit::fake::TiktokOptions;
use aftersync_testkit::fake::world::{Kind, NewAfterSale, SellerAction};
use serde_json::{Value, json};

use super::client::{PRICE, START_S, Shop};

const REQUESTS: &str = "/return_refund/202603/aftersales/search";
const PARCELS: &str = "/return_refund/202604/rma/search";
const REVIEW: &str = "/return_refund/202603/aftersales/review";

fn shop(batch_permille: u16) -> Shop {
    Shop::open_with(TiktokOptions {
        batch_permille,
        alias_permille: 0,
        ..TiktokOptions::default()
    })
}

const EVERYTHING: [&str; 3] = ["LINE_ITEMS", "SKU_RETURN_REQUESTS", "RETURN_MERCHANDISE_AUTHORIZATIONS"];

fn find(shop: &Shop, path: &str, body: Value) -> Vec<Value> {
    let data = shop.ok("POST", path, &[], body);
    let name = if path == REQUESTS {
        "aftersales_requests"
    } else {
        "return_merchandise_authorizations"
    };
    data[name].as_array().unwrap().clone()
}

#[test]
fn only_some_requests_and_never_cancellations() {
    let shop = shop(500);
    for _ in 0..12 {
        shop.aftersale(Kind::ReturnRefund);
        shop.aftersale(Kind::RefundUnshipped);
    }
    let found = find(&shop, REQUESTS, json!({"pagination": {"page_size": 50}}));
    assert!((2..12).contains(&found.len()), "{}", found.len());
}

#[test]
fn little_is_shown_without_the_white_list() {
    let shop = shop(1000);
    let id = shop.aftersale(Kind::ReturnRefund);
    let found = find(&shop, REQUESTS, json!({}));
    assert_eq!(found[0].as_object().unwrap().len(), 2);
    assert_eq!(found[0]["status"], "PENDING_REQUEST_REVIEW");
    let found = find(&shop, REQUESTS, json!({"whitelisted_data_fields": EVERYTHING}));
    let line = &found[0]["line_items"][0];
    assert_eq!(line["sku_return_request_id"], id.to_string(), "the return's own number");
    let row = shop.row(id);
    assert_eq!(
        (&line["main_order_id"], &line["return_line_item_id"]),
        (&row["order_id"], &row["return_line_items"][0]["return_line_item_id"])
    );
    assert_eq!(found[0]["sku_return_requests"][0], row);
    assert_eq!(found[0]["return_merchandise_authorizations"], json!([]));
    assert_eq!(
        shop.refused("POST", REQUESTS, &[], json!({"whitelisted_data_fields": ["ALL"]})),
        25_001_001
    );
}

#[test]
fn filters_windows_and_pages() {
    let shop = shop(1000);
    let mut made = Vec::new();
    for _ in 0..3 {
        shop.aftersale(Kind::ReturnRefund);
        made.push(find(&shop, REQUESTS, json!({}))[0]["id"].clone());
        shop.later(60);
    }
    let first = find(
        &shop,
        REQUESTS,
        json!({"filters": {"aftersales_request_ids": [made[0]]}}),
    );
    assert_eq!(first[0]["id"], made[0]);
    let window = json!({"min_unix_time_inclusive": START_S + 60, "max_unix_time_exclusive": START_S + 120});
    let found = find(&shop, REQUESTS, json!({"filters": {"time": {"update_time": window}}}));
    assert_eq!((found.len(), &found[0]["id"]), (1, &made[1]));
    let ask = |token: &str| {
        let body = json!({"sort": {"sort_field": "UPDATE_TIME", "sort_order": "ASC"}, "pagination": {"page_size": 2, "page_token": token}});
        shop.ok("POST", REQUESTS, &[], body)
    };
    let page = ask("");
    assert_eq!(
        (&page["aftersales_requests"][0]["id"], &page["total_count"]),
        (&made[0], &json!(3))
    );
    let last = ask(page["next_page_token"].as_str().unwrap());
    assert_eq!(
        (&last["aftersales_requests"][0]["id"], &last["next_page_token"]),
        (&made[2], &json!(""))
    );
    assert_eq!(
        find(
            &shop,
            REQUESTS,
            json!({"filters": {"aftersales_request_statuses": ["REQUEST_REVIEW_COMPLETED"]}})
        )
        .len(),
        0
    );
}

fn review(shop: &Shop, kind: &str, number: &str, lines: &[Value], action: &str, key: &str) -> Value {
    let body = json!({"aftersales_request_decisions": [{
        "request_id": number, "request_id_type": kind, "idempotency_key": key,
        "line_item_decisions": [{"line_items": lines, "action": action}],
    }]});
    shop.ok("POST", REVIEW, &[], body)["errors"].clone()
}

#[test]
fn a_return_reviewed_twice() {
    let shop = shop(1000);
    let order_id = shop.delivered_order(2);
    let mut new = NewAfterSale::new(order_id, Kind::ReturnRefund, 2 * PRICE);
    new.quantity = 2;
    let id = shop.fake.world(|world| world.open_aftersale(new)).unwrap();
    let request = find(&shop, REQUESTS, json!({"whitelisted_data_fields": EVERYTHING}))[0].clone();
    let number = request["id"].as_str().unwrap();
    let lines = request["line_items"].as_array().unwrap().clone();
    assert_eq!(lines.len(), 2);
    assert_eq!(find(&shop, PARCELS, json!({})).len(), 0);
    let code = |errors: &Value| errors[0]["code"].as_str().unwrap().to_owned();
    assert_eq!(
        code(&review(&shop, "AFTERSALES", number, &lines[..1], "APPROVE_REQUEST", "")),
        "98001004",
        "not line by line"
    );
    assert_eq!(
        code(&review(
            &shop,
            "AFTERSALES",
            number,
            &lines,
            "APPROVE_RETURN_PACKAGE",
            ""
        )),
        "98001004"
    );
    for _ in 0..2 {
        assert_eq!(
            review(&shop, "AFTERSALES", number, &lines, "APPROVE_REQUEST", "k1"),
            json!([])
        );
    }
    assert_eq!(
        code(&review(&shop, "AFTERSALES", number, &lines, "APPROVE_REQUEST", "k2")),
        "25011014"
    );
    assert_eq!(shop.status(id), "AWAITING_BUYER_SHIP");
    let parcel = find(&shop, PARCELS, json!({"whitelisted_data_fields": ["LINE_ITEMS"]}))[0].clone();
    assert_eq!(
        (&parcel["aftersales_request_id"], &parcel["status"]),
        (&request["id"], &json!("AWAITING_BUYER_RETURN"))
    );
    shop.fake.world(|world| {
        world.buyer_ships_back(id, "USPS", "TN9").unwrap();
        world.return_delivered(id).unwrap();
    });
    let parcel = find(&shop, PARCELS, json!({"filters": {"rma_ids": [parcel["id"]]}}))[0].clone();
    assert_ne!(parcel["package_id"], "");
    let rma = parcel["id"].as_str().unwrap();
    assert_eq!(
        review(&shop, "RMA", rma, &lines, "APPROVE_RETURN_PACKAGE", "k3"),
        json!([])
    );
    assert_eq!(shop.status(id), "RETURN_OR_REFUND_REQUEST_SUCCESS");
    let actions: Vec<SellerAction> = shop.fake.actions().iter().map(|it| it.action).collect();
    assert_eq!(actions, [SellerAction::ApproveReturn, SellerAction::AcceptReturn]);
}

#[test]
fn what_fails_stands_beside_what_does_not() {
    let shop = shop(1000);
    let refund = shop.aftersale(Kind::RefundShipped);
    let replacement = shop.aftersale(Kind::Exchange);
    let found = find(&shop, REQUESTS, json!({"whitelisted_data_fields": ["LINE_ITEMS"]}));
    let row = |id: i64| {
        found
            .iter()
            .find(|row| row["line_items"][0]["sku_return_request_id"].as_str() == Some(id.to_string().as_str()))
            .unwrap()
    };
    let decision = |id: i64, action: &str, reason: &str| {
        json!({"request_id": row(id)["id"], "request_id_type": "AFTERSALES", "line_item_decisions": [
            {"line_items": row(id)["line_items"], "action": action, "reject_reason": reason},
        ]})
    };
    let body = json!({"aftersales_request_decisions": [
        decision(refund, "REJECT_REQUEST", "no_such_reason"), decision(replacement, "REFUND_INSTEAD", ""),
    ]});
    let errors = shop.ok("POST", REVIEW, &[], body)["errors"].clone();
    assert_eq!(
        (
            errors.as_array().unwrap().len(),
            &errors[0]["code"],
            &errors[0]["request_id"]
        ),
        (1, &json!("25001021"), &row(refund)["id"])
    );
    assert_eq!(shop.status(replacement), "RETURN_OR_REFUND_REQUEST_SUCCESS");
    assert_eq!(
        shop.refused("POST", REVIEW, &[], json!({"aftersales_request_decisions": []})),
        25_001_001
    );
}
