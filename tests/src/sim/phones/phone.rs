//! One phone: its file, its clock, what it waits for, and what its owner gave it to do.
use std::collections::BTreeMap;
use std::path::PathBuf;

use aftersync::replica::{Access, Options, Pushed, Replica, SyncUser};
use aftersync::{AgentId, Role, Timestamp};

use super::plan::Owner;

/// A phone, or the place of one: after a revocation its owner gets another.
pub struct Phone {
    /// Whose it is.
    pub owner: Owner,
    /// What it was given when it was registered.
    pub access: Option<Access>,
    /// The copy; none before it is registered and after it was wiped.
    pub replica: Option<Replica>,
    /// Its file.
    pub path: PathBuf,
    /// Which phone of this place it is, counted from 1.
    pub life: u64,
    /// How much its clock is off.
    pub off_ms: i64,
    /// There is no network until then.
    pub offline_until: i64,
    /// The exchange whose answer it waits for.
    pub asked: Option<u64>,
    /// Since when.
    pub asked_at: i64,
    /// Answers that come when nobody waits for them any more.
    pub late: Vec<Answer>,
    /// Somebody revoked it, and was perhaps not answered.
    pub revoking: bool,
    /// A revocation was answered.
    pub revoked: bool,
    /// It has a first answer: from then on nothing calls for a new beginning.
    pub begun: bool,
    /// The last answer said that there is more.
    pub more: bool,
    /// What its owner gave it to do, by key.
    pub given: BTreeMap<String, Given>,
}

/// Bytes that came back.
pub struct Answer {
    /// Of which exchange.
    pub exchange: u64,
    /// As they came.
    pub bytes: Vec<u8>,
    /// Nothing was changed on the way.
    pub whole: bool,
    /// The phone had been revoked when it asked.
    pub revoked: bool,
}

/// A command that was given on a phone.
#[derive(Clone)]
pub struct Given {
    /// What it says of itself in what it leaves behind.
    pub mark: String,
    /// As it is pushed.
    pub pushed: Pushed,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a command, as far as the phone knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the queue.
    Waits,
    /// It left the queue: it was done.
    Done,
    /// A person decided about it.
    Decided,
    /// It went with a revoked phone.
    Wiped,
}

impl Phone {
    /// A place for a phone.
    pub fn new(owner: Owner) -> Self {
        Self {
            owner,
            access: None,
            replica: None,
            path: PathBuf::new(),
            life: 0,
            off_ms: 0,
            offline_until: 0,
            asked: None,
            asked_at: 0,
            late: Vec::new(),
            revoking: false,
            revoked: false,
            begun: false,
            more: true,
            given: BTreeMap::new(),
        }
    }

    /// Whose work it is.
    pub fn agent(&self) -> AgentId {
        AgentId::of(self.owner.agent)
    }

    /// As the backend's own login knows its owner.
    pub fn user(&self) -> SyncUser {
        SyncUser {
            agent: self.agent(),
            role: Role::Agent,
            all: self.owner.all,
            hide: self.owner.hide.clone(),
        }
    }

    /// Whether there is a phone.
    pub fn is_registered(&self) -> bool {
        self.replica.is_some()
    }

    /// What its clock says.
    pub fn clock(&self, now: i64) -> Timestamp {
        Timestamp(now + self.off_ms)
    }

    /// Takes up its file: after it was registered, and after the app was killed.
    pub fn open(&mut self) {
        // The old one lets go of the file first, as a dead app does.
        self.replica = None;
        self.asked = None;
        let options = Options {
            page: 5,
            ..Options::default()
        };
        let access = self.access.clone().unwrap();
        self.replica = Some(Replica::open(&self.path, access, options).unwrap());
    }
}
