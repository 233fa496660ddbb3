//! The bot: it answers what it knows, and leaves the rest to people.
use aftersync::model::bot::{HandOffReason, HandedOver};
use aftersync::model::time::MINUTE;
use aftersync::{Actor, Headline, TenantDesk, Ticket, TicketQuery, Versioned};

use super::Result;
use super::evening::Evening;
use super::staff::bot_id;

impl Evening {
    /// The bot looks at every talk it has.
    pub(super) fn bot_works(&mut self) -> Result<()> {
        let desk = self.office.desk()?;
        let query = TicketQuery {
            agent: Some(bot_id()),
            limit: 40,
            ..TicketQuery::default()
        };
        for talk in desk.tickets(query).wait()?.items {
            if talk.item.headline == Headline::AwaitingSeller && self.stands_for(&talk) >= MINUTE / 2 {
                self.bot_answers(&desk, &talk)?;
            }
        }
        Ok(())
    }

    /// Six of ten questions are answered for good; of the others the bot is not sure, or the buyer wants a person.
    fn bot_answers(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let (act, id) = (desk.act(Actor::agent(bot_id())), t.item.id);
        let chance = self.dice(t, "bot").within(0, 100);
        if chance < 60 {
            return self.send(
                act.answer(id, "您的包裹已发出,可在订单页查看物流。"),
                bot_id(),
                t,
                "answer",
            );
        }
        if chance < 80 {
            let unsure = act.reply(id, "请问您想咨询的是物流还是售后?").confidence(40);
            return self.send(unsure, bot_id(), t, "reply");
        }
        let left = HandedOver {
            summary: Some("买家希望人工处理".into()),
            ..HandedOver::default()
        };
        let over = act.hand_off(id, HandOffReason::AskedHuman).left(left);
        self.send(over, bot_id(), t, "hand_off")
    }
}
