//! Orders of the evening, and what buyers ask for later.
use aftersync::model::time::{HOUR, MINUTE};
use aftersync_testkit::fake::world::{Kind, NewAfterSale, NewLine, NewOrder};

use super::Result;
use super::cast::{OPEN_FOR, START};
use super::channels::Where;
use super::dice::Dice;
use super::evening::Evening;
use super::script::{Deed, Talk};
use super::site::At;

const KINDS: &[(i64, Kind)] = &[
    (15, Kind::RefundUnshipped),
    (20, Kind::RefundShipped),
    (31, Kind::ReturnRefund),
    (12, Kind::Exchange),
    (7, Kind::Resend),
    (6, Kind::Repair),
    (9, Kind::PriceProtection),
];

const REASONS: &[(i64, &str)] = &[
    (15, "尺码不合适"),
    (9, "商品质量问题"),
    (1, "不想要了"),
    (78, "商品破损/污渍"),
    (21, "颜色与描述不符"),
    (33, "少件/漏发"),
    (34, "商家发错货"),
];

impl Evening {
    pub(super) fn place(&mut self, n: usize) -> Result<()> {
        let mut dice = Dice::of(self.options.seed, &format!("order {n}"));
        let second_host = self.now - START > OPEN_FOR / 2;
        let place = usize::try_from(dice.within(0, i64::try_from(self.sites.len())?))?;
        let buyer_at = usize::try_from(dice.within(0, i64::try_from(self.buyers.len())?))?;
        let Some(site) = self.sites.get(place) else {
            return Ok(());
        };
        let Some(buyer_id) = site.buyers.get(buyer_at).copied() else {
            return Ok(());
        };
        let room = site.rooms.get(usize::from(second_host)).copied();
        let mut lines = Vec::new();
        for _ in 0..1 + i64::from(dice.chance(15)) {
            let sku_id = dice.pick(&site.skus).copied().unwrap_or_default();
            lines.push(NewLine {
                sku_id,
                quantity: 1 + i64::from(dice.chance(12)),
                room_id: room,
            });
        }
        let new = NewOrder {
            shop_id: site.number(),
            buyer_id,
            lines,
            post_minor: if dice.chance(30) { site.freight() } else { 0 },
        };
        let order = At {
            site: place,
            id: site.fake.world(|w| w.place_order(new))?,
        };
        self.buyer_of.insert(order, buyer_at);
        self.plot(order, buyer_at, &mut dice);
        Ok(())
    }

    /// Where a buyer complains: mostly where they bought, now and then in the shop of another platform.
    fn channel(&self, order: At, dice: &mut Dice) -> usize {
        let other = (order.site + 1) % self.sites.len();
        if dice.chance(25) { other } else { order.site }
    }

    /// What becomes of an order.
    fn plot(&mut self, order: At, buyer: usize, dice: &mut Dice) {
        let paid = self.now + dice.within(MINUTE / 2, 8 * MINUTE);
        if dice.chance(6) {
            return self.script.at(paid + 10 * MINUTE, Deed::Forget(order));
        }
        let shipped = paid + dice.within(6 * HOUR, 18 * HOUR);
        let delivered = shipped + dice.within(20 * HOUR, 44 * HOUR);
        self.script.at(paid, Deed::Pay(order));
        self.script.at(shipped, Deed::Ship(order));
        self.script.at(delivered, Deed::Deliver(order));
        if dice.chance(12) {
            let at = paid + dice.within(HOUR, 14 * HOUR);
            self.script
                .at(at, Deed::Say(buyer, Where::Shop(order.site), Some(order), Talk::Parcel));
        }
        if dice.chance(4) {
            self.script.at(
                paid + MINUTE,
                Deed::Say(buyer, Where::Room(order.site), Some(order), Talk::Parcel),
            );
        }
        if dice.chance(5) {
            let at = paid + dice.within(HOUR, 50 * HOUR);
            self.script
                .at(at, Deed::Say(buyer, Where::Shop(order.site), None, Talk::Question));
        }
        if !dice.chance(38) {
            return;
        }
        let Some(kinds) = self.site(order).map(|site| site.fake.kinds()) else {
            return;
        };
        let odds: Vec<(i64, Kind)> = KINDS.iter().filter(|(_, kind)| kinds.contains(kind)).copied().collect();
        let Some(kind) = dice.weighted(&odds) else { return };
        let asked = match kind {
            Kind::RefundUnshipped => paid + dice.within(5 * MINUTE, 6 * HOUR),
            Kind::PriceProtection => paid + dice.within(HOUR, 30 * HOUR),
            _ => delivered + dice.within(HOUR, 20 * HOUR),
        };
        self.script.at(asked, Deed::Ask(order, kind));
        if dice.chance(10) {
            // They come back with something else once the first is over.
            self.script.at(
                asked + dice.within(60 * HOUR, 90 * HOUR),
                Deed::Ask(order, Kind::RefundShipped),
            );
        }
        let near = asked + dice.within(-HOUR, 3 * HOUR);
        let member = self.buyers.get(buyer).is_some_and(|b| b.member);
        if member {
            self.script
                .at(near, Deed::Say(buyer, Where::App, Some(order), Talk::Complaint));
            if dice.chance(70) {
                self.script.at(near + 20 * MINUTE, Deed::Bind(buyer, order));
            }
        } else if dice.chance(35) {
            let at = Where::Shop(self.channel(order, dice));
            self.script.at(near, Deed::Say(buyer, at, Some(order), Talk::Complaint));
        }
    }

    pub(super) fn ask(&mut self, order: At, kind: Kind) {
        let mut dice = Dice::of(self.options.seed, &format!("ask {} {kind:?} {}", order.id, self.now));
        self.world(order, |world| {
            let Some(line) = world.order(order.id).and_then(|o| o.lines.first()).cloned() else {
                return;
            };
            let amount = match kind {
                Kind::PriceProtection => line.pay_minor / 10,
                Kind::RefundShipped if dice.chance(40) => line.pay_minor / 4,
                kind if kind.ends_in_money() => line.pay_minor,
                _ => 0,
            };
            let (reason_code, reason) = dice.pick(REASONS).copied().unwrap_or((15, "其他"));
            // A buyer may ask for more than is left, or too early: then the platform says no, and nothing happens.
            let new = NewAfterSale {
                reason_code,
                reason: reason.into(),
                description: reason.into(),
                got_parcel: kind != Kind::RefundUnshipped,
                quantity: line.quantity,
                ..NewAfterSale::new(line.id, kind, amount)
            };
            world.open_aftersale(new).ok();
        });
    }
}
