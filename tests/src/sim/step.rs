//! One step of whoever is drawn: a lane, a call, the network or a platform.
use aftersync_testkit::Fault;
use aftersync_testkit::fake::Push;

use super::buyers;
use super::process::{Ended, Process};
use super::run::Sim;

impl Sim {
    /// One step of whoever is drawn; `false` when nobody can move.
    pub(super) fn step(&mut self) -> bool {
        let mut moves: Vec<Move> = Vec::new();
        for (place, process) in self.processes.iter().enumerate() {
            if !process.is_awake(self.now) {
                continue;
            }
            if process.engine.as_ref().is_some_and(|e| e.waiting() > 0) {
                moves.push(Move::Lane(place));
            }
            moves.extend(process.ready().map(|task| Move::Task(place, task)));
        }
        moves.extend(self.net.ready(self.now).into_iter().map(Move::Net));
        for (place, site) in self.sites.iter().enumerate() {
            if site.fake.next_push_ms().is_some_and(|at| at <= self.now) {
                moves.push(Move::Push(place));
            }
        }
        if moves.is_empty() {
            // A call on its way is waited for.
            let next = self.net.next().map(|next| next - self.now);
            let waits = self
                .processes
                .iter()
                .any(|p| p.is_awake(self.now) && p.waits())
                .then_some(250);
            let Some(ms) = next.into_iter().chain(waits).min() else {
                return false;
            };
            self.pass(ms);
            return true;
        }
        match *self.dice.pick(&moves) {
            Move::Lane(place) => self.lane(place),
            Move::Task(place, task) => {
                if let Some(ended) = self.processes[place].go_on(task) {
                    self.ended(place, ended);
                }
            }
            Move::Net(id) => self.carry(id),
            Move::Push(place) => self.push(place),
        }
        true
    }

    /// A process decides and commits what waits.
    fn lane(&mut self, place: usize) {
        let rates = self.plan.rates;
        if self.hits(rates.commit) {
            let fault = *self.dice.pick(&[
                Fault::Conflict,
                Fault::Conflict,
                Fault::Fail,
                Fault::LostBefore,
                Fault::LostAfter,
                Fault::DieBefore,
                Fault::DieAfter,
            ]);
            self.processes[place].next_commit(fault);
        }
        if self.hits(rates.load) {
            self.processes[place].commits.fail_loads(1);
            self.trace
                .fault("load fails", format_args!("process {place}"), format_args!(""));
        }
        let overtaking = self.overtakes(place);
        let process = &mut self.processes[place];
        let Some(engine) = process.engine.clone() else { return };
        let inputs = engine.step();
        process.commits.nobody_overtakes();
        process.stir();
        self.trace.say(
            "commit",
            format_args!("process {place}"),
            format_args!("{inputs} inputs"),
        );
        self.met(place);
        if let Some(other) = overtaking {
            self.processes[other].stir();
            self.met(other);
            self.net.committed(other);
        }
        for tenant in &self.tenants {
            if let Err(what) = self.watch.look(&*self.store, tenant) {
                self.wrong.push(format!("{tenant}: {what}"));
            }
        }
        self.phones_look();
        self.net.committed(place);
        if self.may_stop + self.net.lost_renewals() == 0
            && let Some(shop) = self.watch.stopped.first()
        {
            self.wrong
                .push(format!("a shop was given up, though its authorisation is good: {shop}"));
        }
    }

    /// Another process decides and commits what waits there, between a decision of this one and its commit.
    fn overtakes(&mut self, place: usize) -> Option<usize> {
        let waits = |p: &Process| p.is_awake(self.now) && p.engine.as_ref().is_some_and(|e| e.waiting() > 0);
        let other = (0..self.processes.len()).find(|other| *other != place && waits(&self.processes[*other]))?;
        if !self.hits(self.plan.rates.overtake) {
            return None;
        }
        self.trace
            .fault("overtaken", format_args!("process {place}"), format_args!(""));
        let engine = self.processes[other].engine.clone()?;
        self.processes[place].commits.overtake(move || {
            engine.step();
        });
        Some(other)
    }

    /// What was wrong with the last commit of a process.
    fn met(&mut self, place: usize) {
        let Some(fault) = self.processes[place].fault_met() else {
            return;
        };
        let name = match fault {
            Fault::Conflict => "commit: conflict",
            Fault::Fail => "commit: error",
            Fault::LostBefore => "commit: answer lost, not written",
            Fault::LostAfter => "commit: answer lost, written",
            Fault::DieBefore | Fault::Panic => "commit: death before",
            Fault::DieAfter => "commit: death after",
        };
        self.trace
            .fault(name, format_args!("process {place}"), format_args!(""));
        // Renewed tokens are handed in again after any other fault.
        if matches!(fault, Fault::DieBefore | Fault::DieAfter) {
            self.crash(place);
        }
    }

    /// The network moves a call on.
    fn carry(&mut self, id: u64) {
        let rates = if self.stormy {
            self.plan.rates
        } else {
            Default::default()
        };
        let answered = self
            .net
            .step(id, self.now, &self.sites, &rates, &mut self.dice, &mut self.trace);
        if let Some(place) = answered {
            self.processes[place].stir();
        }
        if let Some((at, request)) = self.net.just_shown()
            && self.hits(self.plan.rates.moves)
            && let Some(what) = buyers::on_named(&self.sites[at], &request, &mut self.dice)
        {
            self.trace.fault(
                "moved after it was read",
                format_args!("site {at}"),
                format_args!("{what}"),
            );
        }
    }

    /// A platform sends the pushes that are due.
    fn push(&mut self, place: usize) {
        let (pushes, lost) = self.sites[place].fake.due_pushes(self.now);
        for _ in 0..lost {
            self.trace
                .fault("push lost", format_args!("site {place}"), format_args!(""));
        }
        for push in pushes {
            let to = self.dice.below(self.processes.len());
            let name = if push.forged { "forged push" } else { "push repeated" };
            if push.forged || push.repeated {
                self.trace
                    .fault(name, format_args!("site {place}"), format_args!("to process {to}"));
            } else {
                self.trace
                    .say("push", format_args!("site {place}"), format_args!("to process {to}"));
            }
            let awake = self.processes[to].is_awake(self.now);
            let Some(engine) = self.processes[to].engine.clone().filter(|_| awake) else {
                self.pushed(place, push, None);
                continue;
            };
            let receiving = engine.receive(push.to.as_str(), push.received.clone());
            let id = self.next_push;
            self.next_push += 1;
            self.receiving.insert(id, (to, place, push));
            self.processes[to].begin("receive", async move { Ended::Push(id, receiving.await) });
        }
    }

    pub(super) fn pushed(&mut self, place: usize, push: Push, reply: Option<(u16, &[u8])>) {
        let report = self.sites[place].fake.push_answered(push, reply, self.now);
        self.given_up += report.gave_up;
        if report.forged > report.forged_refused {
            self.wrong.push("a forged push was taken in".to_owned());
        }
    }
}

/// Who may move next.
#[derive(Clone, Copy)]
enum Move {
    Lane(usize),
    Task(usize, usize),
    Net(u64),
    Push(usize),
}
