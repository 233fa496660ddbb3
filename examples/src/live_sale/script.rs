//! What is to happen when: orders and what becomes of them, what buyers write, who is at work, what goes wrong.
use std::collections::BTreeMap;

use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync::{Agent, Presence, Timestamp};
use aftersync_testkit::fake::How;
use aftersync_testkit::fake::world::{Kind, NewAfterSale, NewLine, NewOrder};

use super::Result;
use super::cast::{OPEN_FOR, START};
use super::channels::{Where, Words, bound, conversation, message, of};
use super::dice::Dice;
use super::evening::Evening;
use super::ledger::Said;
use super::site::{At, Site};

/// One thing to happen.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Somebody orders.
    Place(usize),
    /// They pay.
    Pay(At),
    /// They do not.
    Forget(At),
    /// The parcel leaves.
    Ship(At),
    /// It arrives.
    Deliver(At),
    /// The buyer opens an after-sale on a line of the order.
    Ask(At, Kind),
    /// A buyer (by place in the cast) writes, about an order or about nothing known.
    Say(usize, Where, Option<At>, Talk),
    /// A member joins their accounts.
    Bind(usize, At),
    /// The morning or evening of people at work.
    Shift(Presence),
    /// Something breaks on a platform (by place), or is mended.
    Fault(usize, Fault),
    /// The shop's own list of orders is gone through.
    GoThrough,
    /// Our process is stopped.
    Stop,
    /// It is started again.
    Start,
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Talk {
    /// Where is it?
    Parcel,
    /// It is not right.
    Complaint,
    /// A question about an article.
    Question,
    /// An answer to what we asked.
    Answer,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// The platform limits calls.
    Limit(Option<u32>),
    /// The platform's interface is down from now on for so long.
    Outage(i64),
    /// Pushes are switched off (`false`) and on again.
    Pushes(bool),
    /// The access token dies.
    TokenDies,
    /// The next calls of a method fail.
    Fails(&'static str, usize, How),
    /// The platform forgets its own guards against being told twice, or remembers them.
    Forgiving(bool),
}

/// What is still to happen, in the order of time.
#[derive(Default)]
pub(super) struct Script {
    deeds: BTreeMap<(i64, u64), Deed>,
    next: u64,
}

impl Script {
    /// Adds a deed.
    pub fn at(&mut self, ms: i64, deed: Deed) {
        self.deeds.insert((ms, self.next), deed);
        self.next += 1;
    }
    /// When the next one is due.
    pub fn next_ms(&self) -> Option<i64> {
        self.deeds.keys().next().map(|(at, _)| *at)
    }
    /// The next one that is due.
    pub fn due(&mut self, now: i64) -> Option<(i64, Deed)> {
        let first = self.deeds.first_entry().filter(|e| e.key().0 <= now)?;
        let ((at, _), deed) = first.remove_entry();
        Some((at, deed))
    }
    /// What is known before the evening begins.
    pub fn of_evening(seed: u64, size: usize, sites: &[Site]) -> Self {
        let mut script = Self::default();
        let mut dice = Dice::of(seed, "arrivals");
        for n in 0..size {
            script.at(START + dice.within(0, OPEN_FOR), Deed::Place(n));
        }
        for day in 0..16 {
            let midnight = START - 19 * HOUR + day * DAY;
            if day > 0 {
                script.at(midnight + 8 * HOUR + 30 * MINUTE, Deed::Shift(Presence::Online));
                script.at(midnight + 3 * HOUR, Deed::GoThrough);
            }
            script.at(midnight + 23 * HOUR + 30 * MINUTE, Deed::Shift(Presence::Offline));
        }
        script.at(START, Deed::Shift(Presence::Online));
        for (place, site) in sites.iter().enumerate() {
            script.faults(place, site, size / sites.len());
        }
        let day = START + 13 * HOUR + 30 * MINUTE;
        script.at(START + 197 * MINUTE, Deed::Stop);
        script.at(START + 204 * MINUTE, Deed::Start);
        script.at(day + 3 * HOUR + 7 * MINUTE, Deed::Stop);
        script.at(day + 3 * HOUR + 9 * MINUTE, Deed::Start);
        script
    }

    /// The evening's mishaps on one platform, and the next day's. Only the first is down for a while.
    fn faults(&mut self, place: usize, site: &Site, size: usize) {
        use Fault as F;
        let evening = [
            (70 * MINUTE, F::Limit(Some(3))),
            (100 * MINUTE, F::Limit(None)),
            (150 * MINUTE, F::TokenDies),
        ];
        let down = [
            (110 * MINUTE, F::Outage(25 * MINUTE)),
            (110 * MINUTE, F::Pushes(false)),
            (125 * MINUTE, F::Pushes(true)),
        ];
        // One after the other: a bad quarter of an hour for each.
        let later = i64::try_from(place).unwrap_or(0) * 7 * MINUTE;
        let down = down.into_iter().filter(|_| place == 0);
        for (at, fault) in evening.into_iter().chain(down) {
            self.at(START + at + later, Deed::Fault(place, fault));
        }
        let day = START + 13 * HOUR + 30 * MINUTE;
        // No more answers are lost than decisions are told, else one decision would lose all of its own.
        let profile = site.profile();
        let rounds = i64::try_from(size / 50).unwrap_or(0).clamp(1, 12);
        for hour in (0..rounds).map(|round| round * 5) {
            let lost = [
                F::Forgiving(true),
                F::Fails(profile.decide, 2, How::DropAfterApply),
                F::Fails(profile.decide, 1, How::Truncated),
                F::Fails(profile.decide, 1, How::DropBefore),
                F::Fails(profile.look, 1, How::Status(502)),
            ];
            for fault in lost {
                self.at(day + hour * HOUR, Deed::Fault(place, fault));
            }
            self.at(day + hour * HOUR + 2 * HOUR, Deed::Fault(place, F::Forgiving(false)));
        }
    }
}

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
    /// Does one deed.
    pub(super) fn perform(&mut self, deed: Deed) -> Result<()> {
        match deed {
            Deed::Place(n) => self.place(n),
            Deed::Pay(order) => {
                self.world(order, |w| w.pay(order.id).ok());
                Ok(())
            }
            Deed::Forget(order) => {
                self.world(order, |w| w.cancel_order(order.id).ok());
                Ok(())
            }
            Deed::Ship(order) => {
                // Nobody packs what is to be paid back.
                let open = |w: &aftersync_testkit::fake::world::World| {
                    w.aftersales_of(order.id)
                        .any(|it| it.kind == Kind::RefundUnshipped && !it.stage.is_over() || it.paid_minor > 0)
                };
                let number = format!("SF{}", order.id);
                self.world(order, |w| {
                    (!open(w)).then(|| w.ship(order.id, "shunfeng", &number).ok())
                });
                Ok(())
            }
            Deed::Deliver(order) => {
                self.world(order, |w| w.deliver(order.id).ok());
                Ok(())
            }
            Deed::Ask(order, kind) => {
                self.ask(order, kind);
                Ok(())
            }
            Deed::Say(buyer, at, order, talk) => self.say(buyer, at, order, talk),
            Deed::Bind(buyer, order) => self.bind(buyer, order),
            Deed::Shift(presence) => self.shift(presence),
            Deed::Fault(place, fault) => self.fault(place, fault),
            Deed::Stop => self.stop(),
            Deed::Start => self.start(),
            Deed::GoThrough => self.go_through(),
        }
    }

    fn place(&mut self, n: usize) -> Result<()> {
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

    fn ask(&mut self, order: At, kind: Kind) {
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

    fn say(&mut self, buyer_at: usize, at: Where, order: Option<At>, talk: Talk) -> Result<()> {
        if !self.office.is_open() {
            // The channel keeps it and hands it over later.
            self.script
                .at(self.now + 10 * MINUTE, Deed::Say(buyer_at, at, order, talk));
            return Ok(());
        }
        self.messages += 1;
        let number = order.map_or_else(String::new, |order| format!("订单号{},", order.id));
        let label = order
            .and_then(|order| self.site(order))
            .map_or("直播间", |site| site.profile().label);
        let text = match talk {
            Talk::Parcel => format!("{number}请问快递到哪里了?"),
            Talk::Complaint => format!("我在{label}买的,{number}收到的东西有问题,已经申请售后了"),
            Talk::Question => "这款还有别的颜色吗?".to_owned(),
            Talk::Answer => format!("{number}照片已经发给你们了"),
        };
        let words = Words {
            at,
            id: format!("msg-{}", self.messages),
            text,
            order: order
                .filter(|_| at == Where::App)
                .and_then(|o| Some((self.site(o)?.platform(), o.id))),
        };
        // In the shop of another platform nobody knows yet who they are.
        let here = matches!((at, order), (Where::Shop(site) | Where::Room(site), Some(order)) if site == order.site);
        let account = if here || order.is_none() {
            self.account_of(order)?
        } else {
            None
        };
        let Some(buyer) = self.buyers.get(buyer_at) else {
            return Ok(());
        };
        let fact = message(&self.sites, buyer, account, &words, Timestamp(self.now));
        self.ledger.said.push(Said {
            platform: of(&self.sites, at).0.to_string(),
            shop: fact.shop.to_string(),
            conversation: conversation(buyer, at),
            message: words.id.clone(),
        });
        // Channels repeat themselves.
        let again = Dice::of(self.options.seed, &words.id).chance(12);
        let facts = std::iter::repeat_n(fact, 1 + usize::from(again));
        self.hand_in(facts.collect())
    }

    fn bind(&mut self, buyer_at: usize, order: At) -> Result<()> {
        let account = if self.office.is_open() {
            self.account_of(Some(order))?
        } else {
            None
        };
        let (Some(account), Some(buyer), Some(site)) = (account, self.buyers.get(buyer_at), self.site(order)) else {
            return Ok(());
        };
        let fact = bound(site, buyer, account, Timestamp(self.now));
        self.hand_in(vec![fact])
    }

    fn shift(&mut self, presence: Presence) -> Result<()> {
        let desk = self.office.desk()?;
        for agent in self.agents.iter().map(|a: &Agent| a.id) {
            let act = aftersync::Act::SetPresence {
                agent,
                presence,
                leased: false,
            };
            desk.act(aftersync::Actor::agent(agent)).doing(act).wait()?;
        }
        self.at_work = presence == Presence::Online;
        Ok(())
    }

    fn fault(&mut self, place: usize, fault: Fault) -> Result<()> {
        let Some(site) = self.sites.get(place) else {
            return Ok(());
        };
        match fault {
            Fault::Limit(limit) => site.fake.rate_limit(limit),
            Fault::Outage(ms) => site.fake.outage(self.now, self.now + ms),
            Fault::Pushes(true) => site.fake.set_webhook(&self.web.url(site)),
            Fault::Pushes(false) => site.fake.clear_webhook(),
            Fault::TokenDies => site.fake.expire_access_tokens(site.number()),
            Fault::Fails(method, times, how) => site.fake.fail_next(method, times, how),
            Fault::Forgiving(on) => site.fake.world(|w| w.set_forgiving(on)),
        }
        Ok(())
    }

    fn stop(&mut self) -> Result<()> {
        let cut = self.office.stop_in_the_middle(Timestamp(self.now))?;
        self.ledger.stops += 1;
        self.ledger.in_flight_at_stop += u64::from(cut);
        self.wake = None;
        Ok(())
    }

    fn start(&mut self) -> Result<()> {
        self.office.start()?;
        self.wake = Some(self.now);
        Ok(())
    }
}
