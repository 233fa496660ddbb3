//! The dock: parcels that come back are scanned, and taken in by whoever has the task; replacements leave from here.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::axes::{Goods, ReplacementState};
use aftersync::model::custom::CustomValue;
use aftersync::model::handoff::{TaskKind, TaskState, TaskTrigger};
use aftersync::model::time::HOUR;
use aftersync::model::trigger::Trigger;
use aftersync::warehouse::{ScanHints, Scanned};
use aftersync::{AgentId, Headline, ParcelRef, Role, TenantDesk, Ticket, TicketId, Versioned};
use aftersync_testkit::fake::world::AfterSale;

use super::Result;
use super::crew::{OpenTask, Step, acting};
use super::dice::Dice;
use super::evening::Evening;
use super::ledger::Ledger;
use super::site::At;
use super::staff::{DOCK, agent_name};

/// What lies at the dock.
#[derive(Default)]
pub(super) struct Dock {
    /// Numbers of parcels that were scanned and need no second look.
    settled: BTreeSet<String>,
    /// Numbers that nothing was known of, and when they are typed in by hand.
    aside: BTreeMap<String, i64>,
    /// Parcels that are to be taken in, by the ticket to which the scan led.
    shelf: BTreeMap<TicketId, At>,
}

impl Dock {
    /// Parcels that are still aside.
    pub fn aside(&self) -> usize {
        self.aside
            .keys()
            .filter(|number| !self.settled.contains(*number))
            .count()
    }
}

/// A parcel at the gate.
struct Parcel {
    at: At,
    number: String,
    /// The last digits of the sender's phone, as they stand on the label.
    phone: Option<String>,
}

impl Evening {
    /// The people at the dock do what lies in front of them.
    pub(super) fn dock_works(&mut self, desk: &TenantDesk) -> Result<()> {
        let there = self.there(DOCK);
        let Some(first) = there.first().copied() else {
            return Ok(());
        };
        for parcel in self.at_the_gate() {
            self.scan(desk, &parcel)?;
        }
        self.take_in(desk, &there)?;
        for t in self.standing(desk, Headline::ExchangeShipping)? {
            self.pack(desk, first, &t)?;
        }
        Ok(())
    }

    /// Parcels that came back an hour ago, whether or not a carrier said so.
    fn at_the_gate(&self) -> Vec<Parcel> {
        let mut all = Vec::new();
        for (site, it) in self.sites.iter().enumerate() {
            it.fake
                .world(|w| all.extend(w.aftersales().filter_map(|it| self.unloaded(site, it))));
        }
        all
    }

    fn unloaded(&self, site: usize, it: &AfterSale) -> Option<Parcel> {
        let parcel = it.return_parcel.as_ref()?;
        let (came, number) = (parcel.delivered_ms?, &parcel.tracking_no);
        let waits = self.dock.aside.get(number).is_some_and(|until| self.now < *until);
        if self.now - came < HOUR || waits || self.dock.settled.contains(number) {
            return None;
        }
        let order = At { site, id: it.order_id };
        let buyer = self.buyer_of.get(&order).and_then(|buyer| self.buyers.get(*buyer));
        Some(Parcel {
            at: At { site, id: it.id },
            number: number.clone(),
            phone: buyer.and_then(|b| Some(b.phone.get(b.phone.len().checked_sub(4)?..)?.to_owned())),
        })
    }

    /// Scans a parcel. What is expected goes on the shelf of its ticket; of one that nobody knows the likeliest return is
    /// compared with what is in the box, and where that is another one the number is typed in later.
    fn scan(&mut self, desk: &TenantDesk, parcel: &Parcel) -> Result<()> {
        let smudged = Dice::of(self.options.seed, &format!("label {}", parcel.number)).chance(20);
        let misread = smudged && !self.dock.aside.contains_key(&parcel.number);
        let code = if misread {
            one_wrong(&parcel.number)
        } else {
            parcel.number.clone()
        };
        let hints = ScanHints {
            phone: parcel.phone.clone(),
            ..ScanHints::default()
        };
        let scanned = desk.scan(code, hints).wait()?;
        let scans = &mut self.ledger.scans;
        scans.parcels.insert(parcel.number.clone());
        match scanned {
            Scanned::Expected(found) => {
                scans.expected += 1;
                let tickets = found.returns.iter().map(|it| (it.ticket, parcel.at));
                self.dock.shelf.extend(tickets);
            }
            Scanned::NoRequest(_) => scans.no_request += 1,
            Scanned::Unknown(found) => {
                scans.unknown += 1;
                let likeliest = found.candidates.first().map(|it| it.ticket);
                if !self.put_to(desk, likeliest, parcel.at)? {
                    self.dock.aside.insert(parcel.number.clone(), self.now + HOUR);
                    return Ok(());
                }
                self.ledger.scans.first_candidate_right += 1;
            }
        }
        self.dock.settled.insert(parcel.number.clone());
        Ok(())
    }

    /// Puts a parcel on the shelf of a ticket if it is of one of its after-sales. Gives whether it is.
    fn put_to(&mut self, desk: &TenantDesk, ticket: Option<TicketId>, at: At) -> Result<bool> {
        let Some(ticket) = ticket else { return Ok(false) };
        let found = desk.ticket(ticket).wait()?;
        let is_it = found.is_some_and(|t| t.item.sources.iter().any(|s| self.numbers.get(s) == Some(&at)));
        if is_it {
            self.dock.shelf.insert(ticket, at);
        }
        Ok(is_it)
    }

    /// Takes in what lies on the shelf: whoever has the task does it when they are there. Where the desk heard of the parcel
    /// too late to have it announced, the ticket is moved by itself.
    fn take_in(&mut self, desk: &TenantDesk, there: &[AgentId]) -> Result<()> {
        if self.dock.shelf.is_empty() {
            return Ok(());
        }
        let mut tasks: BTreeMap<TicketId, OpenTask> = BTreeMap::new();
        for task in self.board.of(TaskKind::ReceiveGoods) {
            let home = desk.ticket(task.ticket).wait()?;
            tasks.insert(home.map_or(task.ticket, |t| t.item.id), task);
        }
        for (ticket, at) in self.dock.shelf.clone() {
            let Some(t) = desk.ticket(ticket).wait()? else { continue };
            let over = match tasks.get(&t.item.id) {
                Some(task) => self.receive(desk, task, &t, there)?,
                None => self.arrived_unannounced(desk, &t, there)?,
            };
            if over {
                self.dock.shelf.remove(&ticket);
                self.came_in(desk, ticket, at)?;
            }
        }
        Ok(())
    }

    /// Takes a parcel in as a task, with its form. Gives whether that was done.
    fn receive(
        &mut self,
        desk: &TenantDesk,
        task: &OpenTask,
        t: &Versioned<Ticket>,
        there: &[AgentId],
    ) -> Result<bool> {
        let Some(by) = task.agent.filter(|agent| there.contains(agent)) else {
            return Ok(false);
        };
        let actor = acting(Role::Warehouse, by);
        if task.state == TaskState::Assigned
            && !self.move_task(desk, actor.clone(), task, Step::new(TaskTrigger::Start))?
        {
            return Ok(false);
        }
        let pieces: u32 = t.item.lines.iter().map(|line| line.requested).sum();
        let intact = !self.dice(t, "box").chance(10);
        let done = Step::new(TaskTrigger::Done)
            .fill("box_intact", CustomValue::Flag(intact))
            .fill("pieces", CustomValue::Integer(i64::from(pieces)));
        let done = self.move_task(desk, actor, task, done)?;
        self.ledger.scans.taken_in += u64::from(done);
        Ok(done)
    }

    fn arrived_unannounced(&mut self, desk: &TenantDesk, t: &Versioned<Ticket>, there: &[AgentId]) -> Result<bool> {
        let Some(by) = there.first().filter(|_| t.item.headline == Headline::ReturnInTransit) else {
            return Ok(true);
        };
        let arrived = desk.act(acting(Role::Warehouse, *by)).goods_arrived(t.item.id);
        let done = self.send_as(arrived, t, "goods_arrived")?;
        if done {
            Ledger::count(&mut self.ledger.by_agent, agent_name(*by));
            self.ledger.scans.unannounced += 1;
        }
        Ok(done)
    }

    /// The books of the story: these goods are in the house, if the desk says so too.
    fn came_in(&mut self, desk: &TenantDesk, ticket: TicketId, at: At) -> Result<()> {
        let t = desk.ticket(ticket).wait()?;
        let is_here = t.as_ref().is_some_and(|t| {
            matches!(
                t.item.axes.goods,
                Goods::Delivered | Goods::Received | Goods::InspectedPass | Goods::InspectedFail
            )
        });
        if is_here {
            self.ledger.arrived.insert(at);
            let speaks = t.and_then(|t| t.item.principal).and_then(|s| self.numbers.get(&s));
            self.ledger.arrived.extend(speaks);
        }
        Ok(())
    }

    /// Sends replacements and missing parts.
    fn pack(&mut self, desk: &TenantDesk, by: AgentId, t: &Versioned<Ticket>) -> Result<()> {
        let wait = self.dice(t, "pack").within(HOUR, 5 * HOUR);
        if t.item.axes.replacement != ReplacementState::Reserved || self.stands_for(t) < wait {
            return Ok(());
        }
        let parcel = ParcelRef {
            number: format!("SF{}X", t.item.number.sequence()),
            carrier: Some("shunfeng".into()),
        };
        let warehouse = acting(Role::Warehouse, by);
        let possible = desk.allowed(t.item.id, &warehouse).wait()?;
        if !possible
            .iter()
            .any(|a| a.trigger == Trigger::ReplacementShipped && a.possible)
        {
            return Ok(());
        }
        let shipped = desk.act(warehouse).replacement_shipped(t.item.id, parcel);
        if self.send_as(shipped, t, "replacement_shipped")? {
            Ledger::count(&mut self.ledger.by_agent, agent_name(by));
        }
        Ok(())
    }
}

/// A number of which the scanner read the last character wrong.
fn one_wrong(number: &str) -> String {
    let mut all: Vec<char> = number.chars().collect();
    if let Some(last) = all.last_mut() {
        let digit = last.to_digit(10).unwrap_or(0);
        *last = char::from_digit((digit + 1) % 10, 10).unwrap_or('0');
    }
    all.into_iter().collect()
}
