//! The world without a wire: what only some platforms know.

use aftersync_testkit::fake::world::{
    ActionRecord, Actor, Currency, Kind, NewAfterSale, NewBuyer, NewLine, NewOrder, NewProduct, Offer, OrderStage,
    Proposal, Role, Rules, SellerAction, Stage, World, WorldError,
};

const SHOP: i64 = 7;
const PRICE: i64 = 1_850;

fn world(rules: Rules) -> World {
    World::with_rules(1, 1_760_000_000_000, rules)
}

fn delivered(world: &mut World) -> i64 {
    let sku_id = world.add_product(NewProduct {
        title: "Mug".into(),
        sku_code: "MUG-350".into(),
        spec: Vec::new(),
        price_minor: PRICE,
    });
    let buyer_id = world.add_buyer(NewBuyer::default());
    let line = NewLine {
        sku_id,
        quantity: 1,
        room_id: None,
    };
    let order = NewOrder {
        shop_id: SHOP,
        buyer_id,
        lines: vec![line],
        post_minor: 0,
    };
    let id = world.place_order(order).unwrap();
    world.pay(id).unwrap();
    world.ship(id, "usps", "TN1").unwrap();
    world.deliver(id).unwrap();
    id
}

fn open(world: &mut World, kind: Kind) -> i64 {
    let order_id = delivered(world);
    let amount = if kind.ends_in_money() { PRICE } else { 0 };
    world.open_aftersale(NewAfterSale::new(order_id, kind, amount)).unwrap()
}

fn offer(world: &mut World, id: i64, edit: impl FnOnce(&mut Offer)) -> Result<ActionRecord, WorldError> {
    let mut offer = Offer::about(world.aftersale(id).unwrap(), Proposal::Change);
    edit(&mut offer);
    world.seller_offers(id, offer, 3)
}

#[test]
fn a_kind_that_the_platform_does_not_have_cannot_be_asked_for() {
    let mut world = world(Rules {
        kinds: &[Kind::ReturnRefund],
        special_refunds: false,
        ..Rules::default()
    });
    let order_id = delivered(&mut world);
    let ask = |world: &mut World, kind| world.open_aftersale(NewAfterSale::new(order_id, kind, 0));
    assert!(matches!(ask(&mut world, Kind::Repair), Err(WorldError::BadInput(_))));
    assert!(world.open_special_refund(order_id, 1).is_err());
    assert_eq!(world.aftersales().count(), 0);
    assert!(ask(&mut world, Kind::ReturnRefund).is_ok());
}

#[test]
fn a_shop_has_its_currency() {
    let mut world = world(Rules::default());
    world.set_currency(SHOP, Currency::USD);
    let id = open(&mut world, Kind::RefundShipped);
    let found = world.aftersale(id).unwrap();
    assert_eq!((found.currency, world.currency(8)), (Currency::USD, Currency::CNY));
    assert_eq!(world.order(found.order_id).unwrap().currency.code, "USD");
}

#[test]
fn proposals_and_the_answers_to_them() {
    let stage_after = |proposal: Proposal, accept: bool| {
        let mut world = world(Rules::default());
        let id = open(&mut world, Kind::ReturnRefund);
        let record = offer(&mut world, id, |offer| {
            offer.proposal = proposal;
            offer.amount_minor = Some(500);
        });
        assert_eq!(
            (record.unwrap().action, world.aftersale(id).unwrap().stage),
            (SellerAction::Offer, Stage::AwaitingBuyer)
        );
        assert!(
            world.console(id, SellerAction::ApproveReturn).is_err(),
            "it is the buyer's turn"
        );
        world.buyer_answers_offer(id, accept).unwrap();
        assert!(world.buyer_answers_offer(id, accept).is_err(), "answered already");
        let found = world.aftersale(id).unwrap();
        assert_eq!(found.offer.as_ref().unwrap().accepted, Some(accept));
        (found.stage, found.refund_amount_minor)
    };
    assert_eq!(stage_after(Proposal::Withdraw, true).0, Stage::Closed);
    assert_eq!(stage_after(Proposal::Withdraw, false), (Stage::AwaitingSeller, PRICE));
    assert_eq!(stage_after(Proposal::Proof, true).0, Stage::AwaitingSeller);
    assert_eq!(stage_after(Proposal::Change, true), (Stage::AwaitingBuyerReturn, 500));
    assert_eq!(stage_after(Proposal::Change, false), (Stage::AwaitingSeller, PRICE));
    assert_eq!(stage_after(Proposal::PartialRefund, true), (Stage::Refund, 500));
}

#[test]
fn a_proposal_may_change_the_kind_but_not_raise_the_money() {
    let mut world = world(Rules::default());
    let id = open(&mut world, Kind::ReturnRefund);
    assert!(offer(&mut world, id, |offer| offer.amount_minor = Some(PRICE + 1)).is_err());
    offer(&mut world, id, |offer| offer.kind = Some(Kind::RefundShipped)).unwrap();
    world.auto_approve_on_deadline(1_760_000_000_000 + 48 * 3_600_000);
    assert_eq!(
        world.aftersale(id).unwrap().stage,
        Stage::AwaitingSeller,
        "silence is no"
    );
    offer(&mut world, id, |offer| offer.kind = Some(Kind::RefundShipped)).unwrap();
    world.buyer_answers_offer(id, true).unwrap();
    let found = world.aftersale(id).unwrap();
    assert_eq!((found.kind, found.stage), (Kind::RefundShipped, Stage::Refund));
}

#[test]
fn what_the_seller_opens_waits_for_the_buyer() {
    let mut world = world(Rules::default());
    let order_id = delivered(&mut world);
    let id = world
        .seller_opens(NewAfterSale::new(order_id, Kind::RefundShipped, PRICE))
        .unwrap();
    let found = world.aftersale(id).unwrap();
    assert_eq!((found.stage, found.opened_by), (Stage::AwaitingBuyer, Role::Seller));
    world.buyer_answers_offer(id, false).unwrap();
    let found = world.aftersale(id).unwrap();
    assert_eq!((found.stage, found.closed_by), (Stage::Closed, Some(Role::Buyer)));
    assert_eq!(world.actions()[0].action, SellerAction::Open);
}

#[test]
fn a_changed_request_may_go_on_under_a_new_number() {
    let mut world = world(Rules {
        edits_get_new_number: true,
        ..Rules::default()
    });
    let id = open(&mut world, Kind::ReturnRefund);
    assert!(world.buyer_modify(id, PRICE + 1, None).is_err());
    assert_eq!(
        world.aftersale(id).unwrap().stage,
        Stage::AwaitingSeller,
        "nothing happened"
    );
    world.buyer_modify(id, 900, Some(Kind::RefundShipped)).unwrap();
    let old = world.aftersale(id).unwrap();
    let new = world.aftersale(old.next_id.unwrap()).unwrap();
    assert_eq!((old.stage, new.stage), (Stage::Closed, Stage::AwaitingSeller));
    assert_eq!(
        (new.previous_id, new.kind, new.refund_amount_minor),
        (Some(id), Kind::RefundShipped, 900)
    );
    assert_eq!(world.aftersales_of(new.order_id).count(), 2);
}

#[test]
fn a_replacement_may_be_an_order_and_an_exchange_may_end_in_money() {
    let mut world = world(Rules {
        replacement_is_order: true,
        ..Rules::default()
    });
    let id = open(&mut world, Kind::Exchange);
    world.auto_approve_on_deadline(1_760_000_000_000 + 48 * 3_600_000);
    assert_eq!(world.aftersale(id).unwrap().stage, Stage::ReplacementShipped);
    let original = world.aftersale(id).unwrap().order_id;
    let order = world.orders().find(|order| order.replaces == Some(original)).unwrap();
    let order_id = order.id;
    assert_eq!((order.stage, order.pay_minor()), (OrderStage::Paid, 0));
    world.ship(order_id, "usps", "TN2").unwrap();
    world.deliver(order_id).unwrap();
    assert_eq!(world.aftersale(id).unwrap().stage, Stage::Completed);

    let other = open(&mut world, Kind::Exchange);
    world.console(other, SellerAction::RefundInsteadOfExchange).unwrap();
    let found = world.aftersale(other).unwrap();
    assert_eq!((found.stage, found.refund_amount_minor), (Stage::Refund, PRICE));
    assert_eq!(found.agreed_by, Some(Actor::Console));
}

#[test]
fn an_exchange_may_be_sent_before_the_goods_are_back() {
    let mut world = world(Rules::default());
    let id = open(&mut world, Kind::Exchange);
    world.console(id, SellerAction::ShipReplacementFirst).unwrap();
    let found = world.aftersale(id).unwrap();
    assert!(found.fast_exchange && found.replacement.is_some());
    world.buyer_ships_back(id, "usps", "TN3").unwrap();
    world.console(id, SellerAction::AcceptFastExchange).unwrap();
    assert_eq!(world.aftersale(id).unwrap().stage, Stage::Completed);
}

#[test]
fn who_closed_it() {
    let mut world = world(Rules::default());
    let [cancelled, closed] = [Kind::ReturnRefund, Kind::ReturnRefund].map(|kind| open(&mut world, kind));
    world.buyer_cancel(cancelled).unwrap();
    world.staff_closes(closed).unwrap();
    let by = |id: i64| world.aftersale(id).unwrap().closed_by;
    assert_eq!((by(cancelled), by(closed)), (Some(Role::Buyer), Some(Role::Platform)));
    assert!(world.staff_closes(closed).is_err());
}
