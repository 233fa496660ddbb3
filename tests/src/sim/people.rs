//! People want things, and ask again until they are answered.
use aftersync::{Ticket, Timestamp};
use aftersync_core::model::task::Task;

use super::agents::{self, Intent, Wish};
use super::check::each;
use super::run::Sim;
use super::{floor, own};

impl Sim {
    /// Somebody wants something.
    pub(super) fn wish(&mut self) {
        let tenant = self.dice.below(self.tenants.len());
        let mut reader = self.store.reader().unwrap();
        let tickets: Vec<(i64, Ticket)> = each::<Ticket>(&mut *reader, &self.tenants[tenant]);
        let (n, now) = (self.intents.len(), Timestamp(self.now));
        let what = match self.plan.tight && self.dice.chance(12) {
            true => Some(own::asks(n, now, &mut self.dice)),
            false => agents::wish(&tickets, n, now, self.plan.tight, &mut self.dice),
        };
        let Some(what) = what else { return };
        self.want(tenant, what);
    }

    /// People answer offers, do tasks, come and go.
    pub(super) fn floor_round(&mut self) {
        if self.plan.floor.is_none() {
            return;
        }
        for _ in 0..2 {
            let tenant = self.dice.below(self.tenants.len());
            let (mut reader, of) = (self.store.reader().unwrap(), &self.tenants[tenant]);
            let tickets = each::<Ticket>(&mut *reader, of).into_iter().map(|(_, t)| t);
            let tasks = each::<Task>(&mut *reader, of).into_iter().map(|(_, task)| task);
            let (tickets, tasks): (Vec<Ticket>, Vec<Task>) = (tickets.collect(), tasks.collect());
            if let Some(what) = floor::wish(&tickets, &tasks, self.intents.len(), &mut self.dice) {
                self.want(tenant, what);
            }
        }
    }

    /// An agent goes home.
    pub(super) fn shift_ends(&mut self) {
        let tenant = self.dice.below(self.tenants.len());
        let tickets: Vec<(i64, Ticket)> = each::<Ticket>(&mut *self.store.reader().unwrap(), &self.tenants[tenant]);
        for what in agents::goes_home(&tickets, self.intents.len(), &mut self.dice) {
            self.want(tenant, what);
        }
    }

    fn want(&mut self, tenant: usize, what: Wish) {
        let n = self.intents.len();
        let intent = Intent::new(tenant, what);
        self.trace.say("wish", "people", format_args!("{n}: {}", intent.word()));
        self.intents.push(intent);
        let place = self.dice.below(self.processes.len());
        self.send(n, place);
        if self.dice.chance(10) {
            let place = self.dice.below(self.processes.len());
            self.trace
                .fault("sent twice", "people", format_args!("{n} to process {place}"));
            self.send(n, place);
        }
    }

    /// Hands an intent to a process.
    pub(super) fn send(&mut self, at: usize, place: usize) {
        let Some(engine) = self.processes[place].engine.clone() else {
            return;
        };
        let intent = &mut self.intents[at];
        intent.under_way += 1;
        let call = intent.call(at, &engine, &self.tenants[intent.tenant]);
        self.processes[place].begin("intent", call);
    }

    /// Whoever got no answer asks again.
    pub(super) fn retry(&mut self) {
        for at in 0..self.intents.len() {
            let intent = &self.intents[at];
            if !intent.over && intent.under_way == 0 {
                let place = self.dice.below(self.processes.len());
                self.send(at, place);
            }
        }
    }
}
