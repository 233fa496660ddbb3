//! What happens outside our house: buyers, carriers, the platform's staff, people in the platform's own console.
use aftersync::model::time::MINUTE;
use aftersync_testkit::fake::FakePlatform;
use aftersync_testkit::fake::world::{
    AfterSale, Kind, NewAfterSale, NewLine, NewOrder, OrderStage, SellerAction, Stage, World, WorldError,
};

use super::site::Site;
use crate::prng::Prng;

/// Something happens at a site; says what, if anything could.
pub fn something(site: &Site, dice: &mut Prng) -> Option<String> {
    let kinds = site.fake.kinds();
    match dice.below(10) {
        0 | 1 => order(site, dice),
        2 => on_order(site, dice),
        3 | 4 => ask(site, kinds, dice),
        5 if dice.chance(20) => console(site, dice),
        _ => on_after_sale(&site.fake, dice),
    }
}

/// Passed deadlines take effect.
pub fn deadlines(site: &Site, now: i64) {
    site.fake.set_now(now);
    site.fake.world(|w| w.auto_approve_on_deadline(now));
}

fn order(site: &Site, dice: &mut Prng) -> Option<String> {
    let shop = *dice.pick(&site.shops);
    let lines = 1 + dice.below(2);
    let new = NewOrder {
        shop_id: shop.number,
        buyer_id: *dice.pick(&site.buyers),
        lines: (0..lines)
            .map(|n| NewLine {
                sku_id: site.skus[(n + dice.below(2)) % site.skus.len()],
                quantity: 1 + dice.below(2) as i64,
                room_id: None,
            })
            .collect(),
        post_minor: if dice.chance(30) { 600 } else { 0 },
    };
    let sent = dice.chance(70);
    let placed = site.fake.world(|w| {
        let id = w.place_order(new)?;
        w.pay(id)?;
        if sent {
            w.ship(id, "shunfeng", &format!("SF{id}"))?;
        }
        Ok::<_, WorldError>(id)
    });
    placed.ok().map(|id| format!("order {id}"))
}

fn on_order(site: &Site, dice: &mut Prng) -> Option<String> {
    site.fake.world(|w| {
        let waits =
            |o: &&aftersync_testkit::fake::world::Order| matches!(o.stage, OrderStage::Paid | OrderStage::Shipped);
        let all: Vec<(i64, OrderStage)> = w.orders().filter(waits).map(|o| (o.id, o.stage)).collect();
        let (id, stage) = *some(&all, dice)?;
        let (done, what) = match stage {
            OrderStage::Paid => (w.ship(id, "shunfeng", &format!("SF{id}")), "shipped"),
            _ => (w.deliver(id), "delivered"),
        };
        done.ok().map(|_| format!("order {id} {what}"))
    })
}

fn ask(site: &Site, kinds: &[Kind], dice: &mut Prng) -> Option<String> {
    site.fake.world(|w| {
        let lines: Vec<(i64, i64, OrderStage)> = w
            .orders()
            .flat_map(|o| o.lines.iter().map(|l| (l.id, l.pay_minor, o.stage)))
            .collect();
        let (line, paid, stage) = *some(&lines, dice)?;
        let kind = match stage {
            OrderStage::Paid => Kind::RefundUnshipped,
            _ => *some(kinds, dice)?,
        };
        let amount = match kind {
            _ if !kind.ends_in_money() => 0,
            Kind::RefundUnshipped => paid,
            _ => paid * *dice.pick(&[1, 2, 2]) / 2,
        };
        let id = w.open_aftersale(NewAfterSale::new(line, kind, amount)).ok()?;
        Some(format!("after-sale {id}: {kind:?} of {amount}"))
    })
}

/// A person in the platform's own console decides.
fn console(site: &Site, dice: &mut Prng) -> Option<String> {
    use SellerAction as A;
    let action = *dice.pick(&[
        A::ApproveRefund,
        A::ApproveReturn,
        A::AcceptReturn,
        A::ApproveExchange,
        A::RejectRefund,
        A::RejectReturn,
        A::ApproveResend,
        A::ApproveRepair,
    ]);
    site.fake.world(|w| {
        let open: Vec<i64> = w
            .aftersales()
            .filter(|it| !it.stage.is_over())
            .map(|it| it.id)
            .collect();
        let id = *some(&open, dice)?;
        w.console(id, action)
            .ok()
            .map(|_| format!("console {action:?} on {id}"))
    })
}

/// The after-sale that a request names moves, if it can.
pub fn on_named(site: &Site, request: &str, dice: &mut Prng) -> Option<String> {
    site.fake.world(|w| {
        let it = w
            .aftersales()
            .find(|it| request.contains(&it.id.to_string()))
            .cloned()?;
        let what = step(w, &it, dice)?;
        Some(format!("{what} {}, just after it was read", it.id))
    })
}

fn on_after_sale(fake: &FakePlatform, dice: &mut Prng) -> Option<String> {
    fake.world(|w| {
        let all: Vec<AfterSale> = w.aftersales().cloned().collect();
        let it = some(&all, dice)?;
        let what = step(w, it, dice)?;
        Some(format!("{what} {}", it.id))
    })
}

/// One move that fits where an after-sale stands.
fn step(w: &mut World, it: &AfterSale, dice: &mut Prng) -> Option<&'static str> {
    let id = it.id;
    let tracking = format!("YT{id}{}", it.log.len());
    if it.in_dispute() {
        let (what, done) = match dice.below(5) {
            0 => ("calls the dispute off", w.buyer_cancels_arbitration(id)),
            1 => ("staff want evidence", w.arbitration_wants_evidence(id)),
            n => ("staff decide", w.arbitration_result(id, 1 + (n as i64 % 2))),
        };
        return done.ok().map(|_| what);
    }
    let (what, done) = match (it.stage, dice.below(8)) {
        (Stage::AwaitingSeller, 0) => (
            "asks for less",
            w.buyer_modify(id, it.refund_amount_minor * 4 / 5, None),
        ),
        (Stage::AwaitingSeller | Stage::AwaitingBuyerReturn | Stage::ReturnInTransit, 1) => {
            ("withdraws", w.buyer_cancel(id))
        }
        (Stage::AwaitingSeller | Stage::ReturnInTransit | Stage::Rejected | Stage::RejectedAfterReturn, 2) => {
            ("calls the staff", w.escalate(id))
        }
        (Stage::AwaitingBuyer, n) => ("answers the offer", w.buyer_answers_offer(id, n % 2 == 0)),
        (Stage::AwaitingBuyerReturn, _) => ("sends back", w.buyer_ships_back(id, "yuantong", &tracking)),
        (Stage::ReturnInTransit, _) => ("return delivered", w.return_delivered(id)),
        (Stage::Rejected, 3..) => ("asks again", w.buyer_reapply_after_reject(id, it.refund_amount_minor)),
        (Stage::ReplacementShipped, _) => ("has the replacement", w.buyer_receives_replacement(id)),
        (Stage::Refund, 0) => ("payment fails", w.refund_settles(id, false)),
        (Stage::Refund, 1..=3) => ("payment begins", w.refund_starts(id)),
        (Stage::Refund, _) => ("payment arrives", w.refund_settles(id, true)),
        _ => return None,
    };
    done.ok().map(|_| what)
}

fn some<'a, T>(all: &'a [T], dice: &mut Prng) -> Option<&'a T> {
    (!all.is_empty()).then(|| dice.pick(all))
}

/// How long until the next thing happens, in milliseconds.
pub fn pause(dice: &mut Prng) -> i64 {
    match dice.below(20) {
        0..=9 => dice.below(3_000) as i64,
        10..=14 => dice.below(60_000) as i64,
        15..=17 => dice.below(20 * MINUTE as usize) as i64,
        18 => dice.below(6 * 60 * MINUTE as usize) as i64,
        _ => dice.below(30 * 60 * MINUTE as usize) as i64,
    }
}
