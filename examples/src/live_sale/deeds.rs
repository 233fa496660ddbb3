//! What is on the script, done when its time comes.
use aftersync::model::time::MINUTE;
use aftersync::{Agent, Presence, Timestamp};
use aftersync_testkit::fake::world::Kind;

use super::Result;
use super::channels::{Where, Words, bound, conversation, message, of};
use super::dice::Dice;
use super::evening::Evening;
use super::ledger::Said;
use super::script::{Deed, Fault, Talk};
use super::site::At;

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
            Deed::Count(delivered) => self.count_stock(delivered),
            Deed::Fault(place, fault) => self.fault(place, fault),
            Deed::Stop => self.stop(),
            Deed::Start => self.start(),
            Deed::GoThrough => self.go_through(),
        }
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
