//! The house behind the desk: dock, quality check, workshop.
use aftersync::model::axes::{Goods, Role};
use aftersync::model::time::HOUR;
use aftersync::model::trigger::Trigger;
use aftersync::{Actor, Headline, TenantDesk, Ticket, Versioned};
use aftersync_testkit::fake::world::Stage;

use super::Result;
use super::evening::Evening;
use super::ledger::Ledger;
use super::site::At;

impl Evening {
    /// Everybody in the house does what lies in front of them.
    pub(super) fn house_works(&mut self) -> Result<()> {
        let desk = self.office.desk()?;
        self.board.follow(&desk)?;
        self.dock_works(&desk)?;
        self.board.follow(&desk)?;
        self.lab_works(&desk)?;
        self.evidence_works(&desk)?;
        for t in self.standing(&desk, Headline::Repairing)? {
            self.repair(&desk, &t)?;
        }
        for headline in [Headline::Rejected, Headline::Cancelled] {
            for t in self.standing_ended(&desk, headline)? {
                self.tidy_up(&desk, &t)?;
            }
        }
        Ok(())
    }

    fn number_of(&self, t: &Versioned<Ticket>) -> Option<At> {
        t.item.principal.and_then(|s| self.numbers.get(&s)).copied()
    }

    /// Repairs; the way back is the warehouse's, like that of every parcel.
    fn repair(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let wait = self.dice(t, "repair").within(5 * HOUR, 20 * HOUR);
        if self.stands_for(t) < wait {
            return Ok(());
        }
        let done = desk.act(Actor::role(Role::Repair)).repair_done(t.item.id);
        if self.send_as(done, t, "repair_done")? {
            Ledger::count(&mut self.ledger.by_agent, "维修 workshop");
        }
        Ok(())
    }

    /// Goods of a buyer who got no money go back to them; then nothing is left to do, and the ticket is closed.
    fn tidy_up(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let Some(number) = self.number_of(t) else { return Ok(()) };
        let over = self.world(number, |w| {
            w.aftersale(number.id).is_some_and(|it| it.stage == Stage::Closed)
        });
        if over != Some(true) || self.stands_for(t) < 2 * HOUR {
            return Ok(());
        }
        let here = matches!(
            t.item.axes.goods,
            Goods::Delivered | Goods::Received | Goods::InspectedPass | Goods::InspectedFail
        );
        if here {
            let back = desk
                .act(Actor::role(Role::Warehouse))
                .trigger(t.item.id, Trigger::ReturnToBuyer);
            self.send_as(back, t, "return_to_buyer")?;
            return Ok(());
        }
        self.send_as(desk.act(Actor::system()).close(t.item.id), t, "close")?;
        Ok(())
    }
}
