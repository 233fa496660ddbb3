//! The house behind the desk: warehouse, quality inspection, workshop.
use aftersync::model::axes::{Goods, ReplacementState, Role};
use aftersync::model::custom::CustomValue;
use aftersync::model::handoff::{TaskKind, TaskTrigger};
use aftersync::model::time::HOUR;
use aftersync::model::trigger::Trigger;
use aftersync::{Act, Actor, Headline, Kind, ParcelRef, TenantDesk, Ticket, Versioned};

use aftersync_testkit::fake::world::Stage;

use super::Result;
use super::evening::Evening;
use super::ledger::Ledger;
use super::site::At;

impl Evening {
    /// Everybody in the house does what lies in front of them.
    pub(super) fn house_works(&mut self) -> Result<()> {
        let desk = self.office.desk()?;
        for t in self.standing(&desk, Headline::ReturnInTransit)? {
            self.receive(&desk, &t)?;
        }
        for t in self.standing(&desk, Headline::AwaitingInspection)? {
            self.inspect(&desk, &t)?;
        }
        for t in self.standing(&desk, Headline::Repairing)? {
            self.repair(&desk, &t)?;
        }
        for t in self.standing(&desk, Headline::ExchangeShipping)? {
            self.pack(&desk, &t)?;
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

    /// Scans parcels that no carrier reported.
    fn receive(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let Some(number) = self.number_of(t) else { return Ok(()) };
        let here = self.world(number, |w| {
            let parcel = w.aftersale(number.id).and_then(|it| it.return_parcel.clone());
            parcel.and_then(|p| p.delivered_ms)
        });
        let here = here.flatten();
        if here.is_none_or(|at| self.now - at < HOUR) {
            return Ok(());
        }
        let scanned = desk.act(Actor::role(Role::Warehouse)).goods_arrived(t.item.id);
        if self.send_as(scanned, t, "goods_arrived")? {
            Ledger::count(&mut self.ledger.by_agent, "仓库 warehouse");
            self.ledger.arrived.insert(number);
        }
        Ok(())
    }

    /// Looks at what came back: half of it as an internal task.
    fn inspect(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let mut dice = self.dice(t, "inspect");
        if self.stands_for(t) < dice.within(HOUR, 6 * HOUR) {
            return Ok(());
        }
        let bad = t.item.axes.kind != Kind::Repair && dice.chance(12);
        let (trigger, word) = if bad {
            (Trigger::InspectFail, "inspect_fail")
        } else {
            (Trigger::InspectPass, "inspect_pass")
        };
        let qc = desk.act(Actor::role(Role::Qc));
        let done = if dice.chance(50) {
            self.inspect_by_task(desk, t, trigger)?
        } else {
            self.send_as(qc.trigger(t.item.id, trigger), t, word)?
        };
        if done {
            Ledger::count(&mut self.ledger.by_agent, "质检 inspection");
            if t.item.axes.kind == Kind::Repair {
                self.in_console(t, Trigger::InspectPass);
            }
        }
        Ok(())
    }

    fn inspect_by_task(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>, raises: Trigger) -> Result<bool> {
        let qc = desk.act(Actor::role(Role::Qc));
        let open = qc.open_task(t.item.id, TaskKind::QcInspection, "qc", []);
        if !self.send_as(open, t, "open_task")? {
            return Ok(false);
        }
        let found = desk.ticket(t.item.id).wait()?;
        let Some(task) = found.and_then(|t| t.item.local.tasks.last().copied()) else {
            return Ok(false);
        };
        for trigger in [TaskTrigger::Assign, TaskTrigger::Start, TaskTrigger::Done] {
            let act = Act::MoveTask {
                task,
                trigger,
                agent: None,
                reason: None,
                result: None,
                amount: None,
                raises: Some(raises).filter(|_| trigger == TaskTrigger::Done),
                lines: Vec::new(),
                form: [("grade".to_owned(), CustomValue::Text("A".to_owned()))].into(),
            };
            if let Err(error) = qc.doing(act).wait() {
                Ledger::count(&mut self.ledger.refused, format!("move_task: {:?}", error.kind()));
                return Ok(false);
            }
        }
        Ledger::count(&mut self.ledger.commands, raises.as_str());
        Ok(true)
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

    /// Sends replacements and missing parts.
    fn pack(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>) -> Result<()> {
        let wait = self.dice(t, "pack").within(HOUR, 5 * HOUR);
        if t.item.axes.replacement != ReplacementState::Reserved || self.stands_for(t) < wait {
            return Ok(());
        }
        let parcel = ParcelRef {
            number: format!("SF{}X", t.item.number.sequence()),
            carrier: Some("shunfeng".into()),
        };
        let warehouse = Actor::role(Role::Warehouse);
        let possible = desk.allowed(t.item.id, &warehouse).wait()?;
        if !possible
            .iter()
            .any(|a| a.trigger == Trigger::ReplacementShipped && a.possible)
        {
            return Ok(());
        }
        let shipped = desk.act(warehouse).replacement_shipped(t.item.id, parcel);
        if self.send_as(shipped, t, "replacement_shipped")? {
            Ledger::count(&mut self.ledger.by_agent, "仓库 warehouse");
        }
        Ok(())
    }
}
