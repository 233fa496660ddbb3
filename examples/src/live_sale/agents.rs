//! The agents: each looks at their own queue, sees what is allowed, and decides.
use aftersync::model::time::{HOUR, MINUTE};
use aftersync::model::trigger::Trigger;
use aftersync::{Actor, AgentId, Doing, Headline, Kind, TenantDesk, Ticket, TicketQuery, Timestamp, Versioned};
use aftersync_testkit::fake::world::SellerAction;

use super::Result;
use super::channels::Where;
use super::dice::Dice;
use super::evening::Evening;
use super::ledger::Ledger;
use super::script::{Deed, Talk};
use super::site::{At, Site};
use super::staff::{agent_name, serves_buyers, sits};

/// Why a replacement is not promised: the ticket waits until more of the article is there.
const OUT_OF_STOCK: &str = "not enough in stock";
/// Tickets one agent decides on between two looks.
const A_LOOK: usize = 4;

impl Evening {
    /// Every agent takes a look at their queue.
    pub(super) fn agents_work(&mut self) -> Result<()> {
        let desk = self.office.desk()?;
        self.board.follow(&desk)?;
        let minute = self.minute_of_day();
        let there = self
            .agents
            .iter()
            .filter(|agent| serves_buyers(agent) && sits(agent, minute));
        let agents: Vec<AgentId> = there.map(|a| a.id).collect();
        for agent in agents {
            let query = TicketQuery {
                agent: Some(agent),
                limit: 40,
                ..TicketQuery::default()
            };
            let mine = desk.tickets(query).wait()?.items;
            self.weigh(agent, &mine);
            let ready: Vec<_> = mine.into_iter().filter(|t| self.has_thought(t)).take(A_LOOK).collect();
            for ticket in ready {
                self.explain_one(&desk, &ticket)?;
                if !self.hand_over(&desk, agent, &ticket)? {
                    self.decide(&desk, agent, &ticket)?;
                }
            }
        }
        Ok(())
    }

    /// Some tickets are for somebody else: given to a colleague, or back to their queue. Gives whether this one was.
    fn hand_over(&mut self, desk: &TenantDesk, agent: AgentId, t: &Versioned<Ticket>) -> Result<bool> {
        let mut dice = self.dice(t, &format!("hand over {agent}"));
        if t.item.headline != Headline::AwaitingSeller || !dice.chance(5) {
            return Ok(false);
        }
        // The dock and the quality check have no part in what buyers want.
        let colleagues: Vec<AgentId> = self.agents.iter().filter(|a| serves_buyers(a)).map(|a| a.id).collect();
        let (act, colleague) = (desk.act(Actor::agent(agent)), dice.pick(&colleagues).copied());
        let (doing, word) = match colleague.filter(|c| *c != agent && dice.chance(60)) {
            Some(colleague) => {
                self.ledger.by_hand.insert(colleague);
                (act.assign(t.item.id, colleague), "assign")
            }
            None => (act.transfer(t.item.id, "refunds"), "transfer"),
        };
        self.send_as(doing, t, word)
    }

    /// Nobody decides in the second a ticket appears.
    pub(super) fn has_thought(&self, t: &Versioned<Ticket>) -> bool {
        let since = t.item.changed_at.max(t.item.assignment.assigned_at.unwrap_or_default());
        let mut dice = self.dice(t, "think");
        self.now - since.0 >= dice.within(MINUTE, 15 * MINUTE)
    }

    pub(super) fn dice(&self, t: &Versioned<Ticket>, what: &str) -> Dice {
        let moves = t.item.local.entries.len();
        Dice::of(self.options.seed, &format!("{what} {} {moves}", t.item.number))
    }

    fn decide(&mut self, desk: &TenantDesk, agent: AgentId, t: &Versioned<Ticket>) -> Result<()> {
        match t.item.headline {
            Headline::AwaitingSeller if t.item.principal.is_none() => self.answer(desk, agent, t),
            Headline::AwaitingSeller => self.judge(desk, agent, t),
            _ => Ok(()),
        }
    }

    /// A question: answered, sometimes after a first word.
    fn answer(&mut self, desk: &TenantDesk, agent: AgentId, t: &Versioned<Ticket>) -> Result<()> {
        let mut dice = self.dice(t, "answer");
        let act = desk.act(Actor::agent(agent));
        if t.item.first_response_at.is_none() && dice.chance(35) {
            return self.send(act.reply(t.item.id, "您好,正在为您查询,请稍等。"), agent, t, "reply");
        }
        self.send(act.answer(t.item.id, "已为您核实,请查看物流详情。"), agent, t, "answer")
    }

    /// A request: agreed to, refused, or asked about.
    fn judge(&mut self, desk: &TenantDesk, agent: AgentId, t: &Versioned<Ticket>) -> Result<()> {
        let mut dice = self.dice(t, "judge");
        let act = desk.act(Actor::agent(agent));
        let before = |trigger| t.item.local.entries.iter().any(|e| e.trigger == trigger && !e.void);
        let bad_goods = t.item.flags.contains("qc_fail");
        if bad_goods || (!before(Trigger::Reject) && dice.chance(11)) {
            let reason = self.reason(desk, t);
            let refuse = act.reject(t.item.id, reason, "与您协商后暂不退款,如有疑问请联系客服。");
            return self.tell(refuse, Trigger::Reject, desk, agent, t);
        }
        if !before(Trigger::AskBuyer) && t.item.platform != super::cast::own_app() && dice.chance(5) {
            let asked = act.ask_buyer(t.item.id, "请补充一张商品照片。");
            self.send(asked, agent, t, "ask_buyer")?;
            self.buyer_answers(t);
            return Ok(());
        }
        let (doing, trigger) = match t.item.axes.kind {
            Kind::ReturnRefund => (act.approve_return(t.item.id), Trigger::ApproveReturn),
            Kind::Exchange => (act.approve_exchange(t.item.id), Trigger::ApproveExchange),
            Kind::Repair => (act.approve_repair(t.item.id), Trigger::ApproveRepair),
            Kind::Resend => (act.approve_resend(t.item.id), Trigger::ApproveResend),
            _ => (act.approve_refund(t.item.id), Trigger::ApproveRefund),
        };
        self.tell(doing, trigger, desk, agent, t)
    }

    pub(super) fn site_of(&self, t: &Versioned<Ticket>) -> Option<&Site> {
        self.site(*self.numbers.get(&t.item.principal?)?)
    }

    /// A reason that the platform accepts: asked for where it says, else from its documents.
    fn reason(&self, desk: &TenantDesk, t: &Versioned<Ticket>) -> String {
        let Some(profile) = self.site_of(t).map(Site::profile) else {
            return "1".to_owned();
        };
        let asked = profile
            .asks_reasons
            .then(|| desk.reasons(t.item.id, Trigger::Reject).wait().ok())
            .flatten();
        let first = asked.and_then(|all| all.into_iter().next());
        first.map_or_else(|| profile.reason.to_owned(), |reason| reason.code)
    }

    /// Does it where the platform takes it by interface; else in the platform's own console, and the desk follows by itself.
    pub(super) fn tell(
        &mut self,
        doing: Doing,
        trigger: Trigger,
        desk: &TenantDesk,
        agent: AgentId,
        t: &Versioned<Ticket>,
    ) -> Result<()> {
        let allowed = desk.allowed(t.item.id, &Actor::agent(agent)).wait()?;
        let Some(row) = allowed.iter().find(|a| a.trigger == trigger) else {
            return Ok(());
        };
        if row.possible {
            return self.send(doing, agent, t, trigger.as_str());
        }
        if row.because.as_deref() == Some(OUT_OF_STOCK) {
            self.ledger.out_of_stock.insert(t.item.id);
            return Ok(());
        }
        if self.in_console(t, trigger) {
            Ledger::count(&mut self.ledger.by_agent, agent_name(agent));
            let note = desk.act(Actor::agent(agent)).note(t.item.id, "已在平台后台处理");
            self.send(note, agent, t, "note")?;
        }
        Ok(())
    }

    /// In the platform's own console, by hand. What is there already, or was moved meanwhile, is not done.
    pub(super) fn in_console(&mut self, t: &Versioned<Ticket>, trigger: Trigger) -> bool {
        use SellerAction as A;
        let Some(number) = t.item.principal.and_then(|s| self.numbers.get(&s)).copied() else {
            return false;
        };
        let action = match (trigger, t.item.axes.kind) {
            (Trigger::ApproveRefund, _) => A::ApproveRefund,
            (Trigger::ApproveRepair, _) => A::ApproveRepair,
            (Trigger::ApproveResend, _) => A::ApproveResend,
            (Trigger::InspectPass, _) => A::AcceptRepair,
            (Trigger::Reject, Kind::Repair) => A::RejectRepair,
            (Trigger::Reject, Kind::Resend) => A::RejectResend,
            (Trigger::Reject, _) => A::RejectRefund,
            _ => return false,
        };
        let done = self
            .world(number, |w| w.console(number.id, action).is_ok())
            .unwrap_or(false);
        self.ledger.console += u64::from(done);
        done
    }

    /// A buyer who was asked writes back in the shop's chat.
    fn buyer_answers(&mut self, t: &Versioned<Ticket>) {
        let number = t.item.principal.and_then(|s| self.numbers.get(&s)).copied();
        let order = number.and_then(|n| {
            let id = self.world(n, |w| w.aftersale(n.id).map(|it| it.order_id)).flatten()?;
            Some(At { id, ..n })
        });
        let Some((order, buyer)) = order.and_then(|o| Some((o, *self.buyer_of.get(&o)?))) else {
            return;
        };
        let wait = self.dice(t, "buyer answers").within(MINUTE * 20, 3 * HOUR);
        self.script.at(
            self.now + wait,
            Deed::Say(buyer, Where::Shop(order.site), Some(order), Talk::Answer),
        );
    }

    /// Sends a command with its key and the version it was decided on; some screens send it twice.
    pub(super) fn send(&mut self, doing: Doing, agent: AgentId, t: &Versioned<Ticket>, word: &str) -> Result<()> {
        let moved = self.send_as(doing, t, word)?;
        if moved {
            Ledger::count(&mut self.ledger.by_agent, agent_name(agent));
        }
        Ok(())
    }

    /// The same, for those without a name. Gives whether it was applied.
    pub(super) fn send_as(&mut self, doing: Doing, t: &Versioned<Ticket>, word: &str) -> Result<bool> {
        let key = format!("{}/{word}/{}", t.item.number, t.version);
        let again = self.dice(t, "double click").chance(10);
        self.once(doing.key(key).expect(t.version), again, word)
    }

    /// Does something under its key, and perhaps sends it a second time. Gives whether it was applied.
    pub(super) fn once(&mut self, doing: Doing, again: bool, word: &str) -> Result<bool> {
        let again = again.then(|| doing.clone());
        match doing.wait() {
            Ok(_) => {
                Ledger::count(&mut self.ledger.commands, word);
                if let Some(again) = again {
                    let second = again.wait()?;
                    self.ledger.repeated += u64::from(second.repeated);
                    if !second.repeated {
                        self.ledger.trouble.push(format!("{word} was done twice under one key"));
                    }
                }
                Ok(true)
            }
            // A colleague or the platform was faster, or a limit stands in the way: seen, and looked at again.
            Err(error) => {
                Ledger::count(&mut self.ledger.refused, format!("{word}: {:?}", error.kind()));
                Ok(false)
            }
        }
    }

    /// Tickets in one headline, the last to come into it first.
    pub(super) fn standing(&self, desk: &TenantDesk, headline: Headline) -> Result<Vec<Versioned<Ticket>>> {
        let all = self.standing_ended(desk, headline)?;
        Ok(all.into_iter().filter(|t| t.item.is_open()).collect())
    }

    /// The same, ended ones too.
    pub(super) fn standing_ended(&self, desk: &TenantDesk, headline: Headline) -> Result<Vec<Versioned<Ticket>>> {
        let query = TicketQuery {
            headlines: vec![headline],
            order: Some(aftersync::TicketOrder::Changed),
            limit: 500,
            ..TicketQuery::default()
        };
        Ok(desk.tickets(query).wait()?.items)
    }

    /// Since when a ticket stands where it stands, in milliseconds.
    pub(super) fn stands_for(&self, t: &Versioned<Ticket>) -> i64 {
        Timestamp(self.now).since(t.item.changed_at)
    }
}
