//! Phones of the agents: copies that go offline, work on, push, lose answers, are killed and revoked. They draw from a
//! stream of chance of their own, so that a run is what it was where there are none.
mod books;
mod end;
mod exchange;
mod owner;
mod phone;
mod plan;

pub use books::Books;
pub use phone::Phone;
pub use plan::PhonePlan;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use aftersync::model::time::{HOUR, MINUTE};
use aftersync::{Actor, AgentId};

use super::process::Ended;
use super::run::Sim;
use crate::prng::Prng;

/// After so long a phone gives up the answer it waits for, in milliseconds.
const PATIENCE: i64 = 2 * MINUTE;

/// All phones of a run.
pub struct Fleet {
    pub(super) dice: Prng,
    pub(super) phones: Vec<Phone>,
    pub(super) books: Books,
    pub(super) folder: Option<Folder>,
    pub(super) exchanges: u64,
}

impl Fleet {
    /// The phones of a plan, none of them registered yet.
    pub fn new(seed: u64, plan: Option<&PhonePlan>) -> Self {
        let phones = plan.map_or(&[][..], |plan| &plan.owners);
        Self {
            dice: Prng::new(seed ^ 0x0f0e_ca11_0000_0000),
            folder: (!phones.is_empty()).then(Folder::new),
            phones: phones.iter().map(|owner| Phone::new(owner.clone())).collect(),
            books: Books::default(),
            exchanges: 0,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.phones.is_empty()
    }
}

/// Where the files of the phones lie while the run goes on: in memory where the machine has such a folder.
pub struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let memory = PathBuf::from("/dev/shm");
        let root = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        let path = root.join(format!("aftersync-sim-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A file in it.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

impl Sim {
    /// What the phones and their owners do between two rounds.
    pub(super) fn phones_round(&mut self) {
        let Some(rates) = self.plan.phones.as_ref().map(|plan| plan.rates) else {
            return;
        };
        for n in 0..self.fleet.phones.len() {
            if !self.wrong.is_empty() {
                return;
            }
            if !self.fleet.phones[n].is_registered() {
                self.register(n);
                continue;
            }
            if self.befalls(rates.clock) {
                let hours = self.fleet.dice.below(15) as i64 - 7;
                self.fleet.phones[n].off_ms = hours * HOUR + self.fleet.dice.below(90_000) as i64;
                self.trace
                    .fault("phone: clock off", format_args!("phone {n}"), format_args!("{hours} h"));
            }
            if self.befalls(rates.kill) {
                self.kill(n);
            }
            if self.befalls(rates.revoke) {
                self.revoke(n);
            }
            if self.befalls(rates.offline) {
                let ms = self.fleet.dice.below(30 * 60_000) as i64;
                self.fleet.phones[n].offline_until = self.now + ms;
                self.trace
                    .fault("phone: offline", format_args!("phone {n}"), format_args!("{ms} ms"));
            }
            if self.fleet.dice.chance(50) {
                self.works(n);
            }
            if self.fleet.dice.chance(30) {
                self.decides(n, true);
            }
            if self.fleet.dice.chance(40) {
                self.late_answer(n);
            }
            let phone = &self.fleet.phones[n];
            let waits = phone.asked.is_some() && phone.asked_at + PATIENCE > self.now;
            if phone.offline_until <= self.now && !waits && self.fleet.dice.chance(60) {
                self.post(n);
            }
        }
    }

    /// Whether a fault of that rate befalls a phone now.
    pub(super) fn befalls(&mut self, rate: usize) -> bool {
        self.stormy && rate > 0 && self.fleet.dice.below(1_000) < rate
    }

    /// The backend registers the phone of a slot.
    pub(super) fn register(&mut self, n: usize) {
        let place = self.fleet.dice.below(self.processes.len());
        let Some(desk) = self.desk_of(n, place) else { return };
        let phone = &mut self.fleet.phones[n];
        if phone.asked_at + PATIENCE > self.now && phone.life > 0 {
            return;
        }
        phone.life += 1;
        phone.asked_at = self.now;
        let (life, agent) = (phone.life, phone.agent());
        let call = desk.register_device(Actor::system(), agent);
        self.processes[place].begin("phone", async move { Ended::Registered(n, life, call.await) });
    }

    /// Its owner lost it: it is revoked, and wipes itself when it next asks.
    fn revoke(&mut self, n: usize) {
        let place = self.fleet.dice.below(self.processes.len());
        let Some(desk) = self.desk_of(n, place) else { return };
        let phone = &mut self.fleet.phones[n];
        let Some(access) = &phone.access else { return };
        phone.revoking = true;
        let (life, call) = (phone.life, desk.revoke_device(Actor::system(), access.device));
        self.processes[place].begin("phone", async move { Ended::Revoked(n, life, call.await.map(drop)) });
    }

    /// The desk of a phone's owner, at a process.
    pub(super) fn desk_of(&self, n: usize, place: usize) -> Option<aftersync::TenantDesk> {
        let engine = self.processes[place].engine.as_ref()?;
        Some(engine.desk(self.tenants[self.fleet.phones[n].owner.tenant].clone()))
    }
}

/// An agent by the name the team knows them under.
pub(super) fn agent_of(name: &str) -> AgentId {
    AgentId::of(name)
}
