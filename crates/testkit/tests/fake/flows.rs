//! Each kind of after-sale from open to end, seen through the wire.

use aftersync_testkit::fake::world::{Actor, Kind, NewAfterSale, RefundState, SellerAction, Stage, WorldError};
use aftersync_testkit::fake::{DouyinOptions, OperateRow};
use serde_json::json;

use super::client::{PRICE, SHOP, STATE_MOVED, Shop, is};

#[test]
fn return_and_refund() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    assert_eq!(shop.status(id), 6);
    shop.operate(101, id, json!({"logistics": {"receiver_address_id": shop.warehouse}}));
    assert_eq!(shop.info(id)["return_address_id"], shop.warehouse);
    assert_eq!(shop.status(id), 7);
    shop.fake
        .world(|world| world.buyer_ships_back(id, "zhongtong", "ZT1"))
        .unwrap();
    assert_eq!(shop.status(id), 11);
    shop.ok(
        "afterSale.returnGoodsToWareHouseSuccess",
        &json!({"aftersale_id": id, "op_time": 1_760_000_100, "tracking_no": "ZT1"}),
    );
    let answer = shop.operate(111, id, json!({}));
    assert_eq!(answer["items"][0]["status_code"], 0);
    assert_eq!(
        (shop.status(id), shop.info(id)["refund_status"].as_i64()),
        (12, Some(1))
    );
    shop.fake.world(|world| world.refund_starts(id)).unwrap();
    assert_eq!(shop.info(id)["refund_status"], 2);
    shop.fake.world(|world| world.refund_settles(id, false)).unwrap();
    assert_eq!(shop.info(id)["refund_status"], 4);
    shop.fake.world(|world| world.refund_settles(id, true)).unwrap();
    assert_eq!(shop.info(id)["refund_status"], 3);
    let truth = shop.fake.truth();
    assert_eq!(
        (truth[0].refunds_paid, truth[0].paid_minor, truth[0].status_code),
        (1, PRICE, 12)
    );
    let done: Vec<(SellerAction, i64)> = shop.fake.actions().iter().map(|it| (it.action, it.code)).collect();
    let wanted = [
        (SellerAction::ApproveReturn, 101),
        (SellerAction::WarehouseReceived, 0),
        (SellerAction::AcceptReturn, 111),
    ];
    assert_eq!(done, wanted);
}

#[test]
fn a_version_that_moved_is_refused_and_nothing_happens() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let seen = shop.item(id, json!({}));
    shop.fake.world(|world| world.buyer_modify(id, 5_000, None)).unwrap();
    let late = json!({"type": 201, "items": [seen]});
    assert!(is(&shop.refused("afterSale.operate", &late), STATE_MOVED));
    assert_eq!((shop.status(id), shop.fake.actions().len()), (6, 0));
    shop.operate(201, id, json!({}));
    assert_eq!(shop.status(id), 12);
    let without_version = json!({"type": 201, "items": [{"aftersale_id": id.to_string()}]});
    assert!(
        is(&shop.refused("afterSale.operate", &without_version), STATE_MOVED),
        "the state moved even though no version was sent"
    );
    assert_eq!(shop.fake.actions().len(), 1);
}

#[test]
fn refusal_needs_reason_remark_and_evidence_then_the_buyer_asks_again() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    let reasons = shop.ok("afterSale.rejectReasonCodeList", &json!({"aftersale_id": id}));
    let needs: Vec<(i64, &str)> = reasons["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["reject_reason_code"].as_i64().unwrap(),
                it["evidence_need"].as_str().unwrap(),
            )
        })
        .collect();
    assert!(needs.contains(&(5, "Y")) && needs.contains(&(1, "N")) && !needs.iter().any(|it| it.0 == 12));
    for (more, code) in [
        (json!({"remark": "不符"}), 40002),
        (json!({"reject_reason_code": 1}), 40002),
        (json!({"reject_reason_code": 12, "remark": "不符"}), 40004),
        (json!({"reject_reason_code": 5, "remark": "不符"}), 40004),
    ] {
        let item = shop.item(id, more);
        assert_eq!(
            shop.refused("afterSale.operate", &json!({"type": 102, "items": [item]}))
                .0,
            code
        );
    }
    let evidence = json!([{"type": 1, "url": "https://img.example.test/1.jpg", "desc": "开箱"}]);
    shop.operate(
        102,
        id,
        json!({"reject_reason_code": 5, "reason": "不符", "remark": "缺少配件", "evidence": evidence}),
    );
    assert_eq!(shop.status(id), 27);
    shop.fake
        .world(|world| world.buyer_reapply_after_reject(id, 6_400))
        .unwrap();
    assert_eq!(
        (shop.status(id), shop.info(id)["refund_total_amount"].as_i64()),
        (6, Some(6_400))
    );
}

#[test]
fn refund_of_an_unshipped_order() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundUnshipped);
    assert_eq!(
        shop.ok("afterSale.rejectReasonCodeList", &json!({"aftersale_id": id}))["items"],
        json!([])
    );
    let item = shop.item(id, json!({}));
    assert!(
        is(
            &shop.refused("afterSale.operate", &json!({"type": 201, "items": [item]})),
            STATE_MOVED
        ),
        "201 is for shipped orders"
    );
    shop.ok(
        "afterSale.CancelSendGoodsSuccess",
        &json!({"aftersale_id": id, "op_time": 1_760_000_010}),
    );
    assert_eq!(shop.status(id), 12);
    assert_eq!(shop.fake.world(|world| world.settle_all_refunds()), 1);
    assert_eq!(shop.info(id)["real_refund_amount"], PRICE);
    let order_id = shop.fake.truth()[0].order_id;
    let order = shop.ok("order.orderDetail", &json!({"shop_order_id": order_id.to_string()}));
    assert_eq!(order["shop_order_detail"]["main_status"], 21);
}

#[test]
fn exchange() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    shop.operate(301, id, json!({"logistics": {"receiver_address_id": shop.warehouse}}));
    shop.ok(
        "afterSale.fillLogistics",
        &json!({"aftersale_id": id, "send_type": 3, "company_code": "yunda", "tracking_no": "YD1"}),
    );
    assert_eq!(shop.status(id), 11);
    shop.operate(
        311,
        id,
        json!({"logistics": {"company_code": "shunfeng", "logistics_code": "SF9"}}),
    );
    assert_eq!(shop.status(id), 13);
    let listed = shop.ok("afterSale.List", &json!({"page": 0, "size": 10}));
    assert_eq!(
        listed["items"][0]["aftersale_info"]["aftersale_status"], 3,
        "the list has a number of its own"
    );
    let detail = shop.ok("afterSale.Detail", &json!({"after_sale_id": id}));
    assert_eq!(
        detail["process_info"]["logistics_info"]["exchange"]["tracking_no"],
        "SF9"
    );
    assert_eq!(
        detail["process_info"]["record_logs_list"],
        json!([]),
        "the log must be asked for"
    );
    shop.fake.world(|world| world.buyer_receives_replacement(id)).unwrap();
    assert_eq!(shop.status(id), 14);
}

#[test]
fn exchange_refused_at_second_review() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::Exchange);
    shop.operate(301, id, json!({"logistics": {"receiver_address_id": shop.warehouse}}));
    shop.fake
        .world(|world| world.buyer_ships_back(id, "yunda", "YD1"))
        .unwrap();
    shop.operate(312, id, json!({"reject_reason_code": 1, "remark": "已使用"}));
    assert_eq!(shop.status(id), 29);
}

#[test]
fn price_protection_resend_and_repair_are_agreed_in_the_console() {
    let shop = Shop::open();
    let [price, resend, repair] = [Kind::PriceProtection, Kind::Resend, Kind::Repair].map(|kind| shop.aftersale(kind));
    shop.fake
        .world(|world| world.console(price, SellerAction::ApproveRefund))
        .unwrap();
    assert_eq!(shop.status(price), 12);

    shop.fake
        .world(|world| world.console(resend, SellerAction::ApproveResend))
        .unwrap();
    assert_eq!(shop.status(resend), 8);
    shop.ok(
        "afterSale.fillLogistics",
        &json!({"aftersale_id": resend, "send_type": 1, "company_code": "ems", "tracking_no": "E1"}),
    );
    assert_eq!(shop.status(resend), 13);

    shop.fake.world(|world| {
        world.console(repair, SellerAction::ApproveRepair).unwrap();
        world.buyer_ships_back(repair, "jd", "JD1").unwrap();
        world.console(repair, SellerAction::AcceptRepair).unwrap();
    });
    assert_eq!(shop.status(repair), 8);
    shop.ok(
        "afterSale.fillLogistics",
        &json!({"aftersale_id": repair, "send_type": 4, "company_code": "jd", "tracking_no": "JD2"}),
    );
    shop.fake.world(|world| {
        world.buyer_receives_replacement(repair).unwrap();
        world.buyer_receives_replacement(resend).unwrap();
    });
    assert_eq!((shop.status(repair), shop.status(resend)), (14, 14));
    assert!(shop.fake.actions().iter().any(|it| it.actor == Actor::Console));
}

#[test]
fn arbitration_with_evidence() {
    let shop = Shop::open();
    for (verdict, stage) in [(1, Stage::AwaitingBuyerReturn), (2, Stage::Closed), (3, Stage::Refund)] {
        let id = shop.aftersale(Kind::ReturnRefund);
        shop.operate(102, id, json!({"reject_reason_code": 1, "remark": "已协商"}));
        shop.fake.world(|world| {
            world.escalate(id).unwrap();
            world.arbitration_wants_evidence(id).unwrap();
        });
        let detail = shop.ok("afterSale.Detail", &json!({"after_sale_id": id}));
        let dispute = &detail["process_info"]["arbitrate_info"];
        assert_eq!(
            (
                dispute["arbitrate_status"].as_i64(),
                dispute["is_required_evidence"].as_bool()
            ),
            (Some(4), Some(true))
        );
        assert!(dispute["arbitrate_status_deadline"].is_string());
        let five = json!({"aftersale_id": id, "comment": "监控", "evidence": ["1", "2", "3", "4", "5"]});
        assert_eq!(
            shop.refused("afterSale.submitEvidence", &five).0,
            40004,
            "four pictures at most"
        );
        shop.ok(
            "afterSale.submitEvidence",
            &json!({"aftersale_id": id, "comment": "监控", "evidence": ["https://img.example.test/2.jpg"]}),
        );
        shop.fake.world(|world| world.arbitration_result(id, verdict)).unwrap();
        let detail = shop.ok("afterSale.Detail", &json!({"after_sale_id": id}));
        let dispute = &detail["process_info"]["arbitrate_info"];
        assert_eq!(
            (
                dispute["arbitrate_status"].as_i64(),
                dispute["arbitrate_conclusion"].as_i64()
            ),
            (Some(255), Some(verdict))
        );
        assert_eq!(shop.fake.truth().last().unwrap().stage, stage);
        assert_eq!(
            shop.refused(
                "afterSale.submitEvidence",
                &json!({"aftersale_id": id, "comment": "x", "evidence": []})
            )
            .0,
            40004
        );
    }
}

#[test]
fn silence_is_agreement_and_the_buyers_silence_closes() {
    let shop = Shop::open_with(DouyinOptions {
        access_life_ms: 90 * 86_400_000,
        ..DouyinOptions::default()
    });
    let (asked, disputed) = (shop.aftersale(Kind::ReturnRefund), shop.aftersale(Kind::RefundShipped));
    shop.fake.world(|world| world.escalate(disputed)).unwrap();
    let deadline_ms = shop.info(asked)["status_deadline"].as_i64().unwrap() * 1000;
    assert_eq!(
        shop.fake.world(|world| world.auto_approve_on_deadline(deadline_ms - 1)),
        [0; 0]
    );
    assert_eq!(
        shop.fake.world(|world| world.auto_approve_on_deadline(deadline_ms)),
        [asked]
    );
    assert_eq!(
        (shop.status(asked), shop.info(asked)["return_address_id"].as_i64()),
        (7, Some(shop.warehouse))
    );
    assert_eq!(shop.status(disputed), 6, "a dispute stops the clock");
    let later_ms = shop.info(asked)["status_deadline"].as_i64().unwrap() * 1000;
    shop.fake.world(|world| world.auto_approve_on_deadline(later_ms));
    assert_eq!(shop.status(asked), 28);
}

#[test]
fn more_time_three_times() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    let before = shop.info(id)["status_deadline"].as_i64().unwrap();
    for _ in 0..3 {
        shop.ok("afterSale.timeExtend", &json!({"aftersale_id": id}));
    }
    assert_eq!(shop.info(id)["status_deadline"], before + 3 * 172_800);
    assert_eq!(
        shop.refused("afterSale.timeExtend", &json!({"aftersale_id": id})).0,
        40004
    );
}

#[test]
fn notes_intercept_and_reopening() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let order_id = shop.fake.truth()[0].order_id;
    shop.ok(
        "afterSale.addOrderRemark",
        &json!({"after_sale_id": id, "remark": "等仓库"}),
    );
    shop.ok(
        "afterSale.addOrderRemark",
        &json!({"order_id": order_id.to_string(), "remark": "老客"}),
    );
    shop.ok(
        "afterSale.applyLogisticsIntercept",
        &json!({"after_sale_id": id, "op_from": 1, "intercept_targets": []}),
    );
    let detail = shop.ok("afterSale.Detail", &json!({"after_sale_id": id}));
    assert_eq!(detail["process_info"]["after_sale_shop_remarks"][0]["remark"], "等仓库");
    assert_eq!(
        shop.refused("afterSale.OpenAfterSaleChannel", &json!({"order_id": order_id}))
            .0,
        40004
    );
    shop.fake.world(|world| world.buyer_cancel(id)).unwrap();
    shop.ok("afterSale.OpenAfterSaleChannel", &json!({"order_id": order_id}));
}

#[test]
fn one_bad_item_fails_the_batch() {
    let shop = Shop::open();
    let (good, bad) = (shop.aftersale(Kind::RefundShipped), shop.aftersale(Kind::RefundShipped));
    let mut stale = shop.item(bad, json!({}));
    stale["update_time"] = json!(1);
    let answer = shop.call(
        "afterSale.operate",
        &json!({"type": 201, "items": [shop.item(good, json!({})), stale]}),
    );
    assert_eq!(answer["code"], 50002);
    assert_eq!(answer["data"]["items"][1]["status_code"], 20_309_541);
    assert_eq!((shop.status(good), shop.status(bad)), (6, 6));
}

#[test]
fn numbers_the_documents_lack_can_be_added() {
    let row = OperateRow {
        code: 901,
        kind: Some(Kind::RefundUnshipped),
        action: SellerAction::ApproveRefund,
    };
    let shop = Shop::open_with(DouyinOptions {
        extra_operate: vec![row],
        ..DouyinOptions::default()
    });
    let id = shop.aftersale(Kind::RefundUnshipped);
    shop.operate(901, id, json!({}));
    assert_eq!(shop.status(id), 12);
}

#[test]
fn the_world_keeps_its_rules() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    let order_id = shop.fake.truth()[0].order_id;
    shop.fake.world(|world| {
        let again = world.open_aftersale(NewAfterSale::new(order_id, Kind::ReturnRefund, 1));
        assert!(
            matches!(again, Err(WorldError::BadInput(_))),
            "one open request per line"
        );
        world.console(id, SellerAction::ApproveRefund).unwrap();
        world.refund_settles(id, true).unwrap();
        assert!(world.refund_settles(id, true).is_err(), "paid is paid");
        let more = world.open_aftersale(NewAfterSale::new(order_id, Kind::RefundShipped, PRICE));
        assert!(matches!(more, Err(WorldError::BadInput(_))), "no more than was paid");
    });
    assert_eq!(shop.fake.truth()[0].refund, RefundState::Paid);
}

#[test]
fn versions_rise_strictly_while_the_clock_stands() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::ReturnRefund);
    let mut seen = vec![shop.info(id)["update_time"].as_i64().unwrap()];
    for amount in 1..5 {
        seen.push(shop.fake.world(|world| world.buyer_modify(id, amount, None)).unwrap());
    }
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "{seen:?}");
}

#[test]
fn a_forgiving_platform_shows_who_pays_twice() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake.world(|world| world.set_forgiving(true));
    let seen = shop.item(id, json!({}));
    for _ in 0..2 {
        shop.ok("afterSale.operate", &json!({"type": 201, "items": [seen]}));
    }
    shop.fake.world(|world| world.settle_all_refunds());
    let truth = shop.fake.truth();
    assert_eq!((truth[0].refunds_paid, truth[0].shop_id), (1, SHOP));
    shop.ok("afterSale.operate", &json!({"type": 201, "items": [seen]}));
    assert_eq!(shop.fake.truth()[0].refunds_paid, 2);
}

#[test]
fn orders_show_host_and_room_and_hide_people() {
    let shop = Shop::open();
    let order_id = shop.delivered_order();
    let answer = shop.ok("order.orderDetail", &json!({"shop_order_id": order_id.to_string()}));
    let (order, line) = (
        &answer["shop_order_detail"],
        &answer["shop_order_detail"]["sku_order_list"][0],
    );
    assert_eq!(line["author_id"], 4_400_001);
    assert_eq!(line["room_id_str"], shop.room.to_string());
    assert_eq!(
        (line["ad_env_type"].as_str(), line["c_biz"].as_i64()),
        (Some("live"), Some(2))
    );
    assert_eq!(
        (order["pay_amount"].as_i64(), order["post_amount"].as_i64()),
        (Some(PRICE + 600), Some(600))
    );
    assert_eq!(order["mask_post_tel"], "13*******64");
    let text = answer.to_string();
    assert!(!text.contains("13800000064") && !text.contains("王小明"));
    assert!(order["doudian_open_id"].as_str().unwrap().starts_with("1@#"));
}

#[test]
fn a_status_the_documents_do_not_list() {
    let shop = Shop::open();
    let id = shop.aftersale(Kind::RefundShipped);
    shop.fake.world(|world| world.set_raw_status(id, 4242)).unwrap();
    assert_eq!((shop.status(id), shop.fake.truth()[0].status_code), (4242, 4242));
    shop.operate(201, id, json!({}));
    assert_eq!(shop.status(id), 12, "the next move ends it");
}
