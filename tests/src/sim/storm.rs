//! What goes wrong between two rounds, and the death of a process.
use super::run::Sim;

impl Sim {
    /// What may go wrong between two rounds.
    pub(super) fn mishaps(&mut self) {
        let rates = self.plan.rates;
        for place in 0..self.processes.len() {
            let who = format!("process {place}");
            if self.processes[place].engine.is_none() {
                if self.processes[place].until <= self.now {
                    self.start(place);
                }
                continue;
            }
            if self.hits(rates.crash) {
                self.trace.fault("crash", &who, format_args!(""));
                self.crash(place);
            } else if self.hits(rates.stall) {
                let ms = 1_000 + self.dice.below(300_000) as i64;
                self.trace.fault("stall", &who, format_args!("{ms} ms"));
                self.net.disturbed(place);
                self.processes[place].until = self.now + ms;
            }
            if self.hits(rates.jump) {
                let ms = 1_000 + self.dice.below(15_000) as i64;
                self.trace.fault("clock ahead", &who, format_args!("{ms} ms"));
                self.processes[place].clock.correct();
                self.processes[place].clock.jump(ms);
            }
            if self.hits(rates.back) {
                let ms = 1 + self.dice.below(5_000) as i64;
                self.trace.fault("clock back", &who, format_args!("{ms} ms"));
                self.processes[place].clock.correct();
                self.processes[place].clock.jump(-ms);
            }
        }
        for place in 0..self.sites.len() {
            let who = format!("site {place}");
            let (now, shop) = (self.now, *self.dice.pick(&self.sites[place].shops));
            if self.hits(rates.expire) {
                self.trace
                    .fault("tokens die", &who, format_args!("shop {}", shop.number));
                self.sites[place].fake.expire_access_tokens(shop.number);
            }
            if self.hits(rates.outage) {
                let ms = 1_000 + self.dice.below(600_000) as i64;
                self.trace.fault("outage", &who, format_args!("{ms} ms"));
                self.sites[place].fake.outage(now, now + ms);
            }
            if self.hits(rates.limit) {
                let limit = Some(1 + self.dice.below(3) as u32).filter(|_| self.dice.chance(60));
                self.trace.fault("rate limit", &who, format_args!("{limit:?}"));
                self.sites[place].fake.rate_limit(limit);
            }
            if self.hits(rates.deauthorise) {
                self.trace
                    .fault("deauthorised", &who, format_args!("shop {}", shop.number));
                self.sites[place].fake.set_authorized(shop.number, false);
                self.may_stop += 1_000;
            }
        }
    }

    pub(super) fn crash(&mut self, place: usize) {
        self.net.disturbed(place);
        for intent in &mut self.intents {
            // Who waits for an answer of a dead process asks again.
            intent.under_way = 0;
        }
        let until = self.now + self.dice.below(60_000) as i64;
        self.processes[place].die(until);
        // The platform gets no answer.
        let cut: Vec<u64> = self
            .receiving
            .iter()
            .filter(|(_, (to, ..))| *to == place)
            .map(|(id, _)| *id)
            .collect();
        for id in cut {
            if let Some((_, site, push)) = self.receiving.remove(&id) {
                self.pushed(site, push, None);
            }
        }
    }
}
