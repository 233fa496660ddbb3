//! One exchange of a phone with the backend, and what may happen to it on the way.
use aftersync::replica::{Access, Registration, SyncReport};
use aftersync::{DataKey, DeskSync, Error, ErrorKind, Role};

use super::phone::{Answer, Fate};
use crate::sim::process::Ended;
use crate::sim::run::Sim;

/// What the network and the server's troubles may make of an answer.
const TROUBLE: &[ErrorKind] = &[ErrorKind::Unavailable, ErrorKind::Conflict];
/// What a phone says of an answer that was changed, or that nobody waits for.
const REFUSED: &[ErrorKind] = &[
    ErrorKind::Signature,
    ErrorKind::Malformed,
    ErrorKind::Rejected,
    ErrorKind::Unsupported,
    ErrorKind::Unauthorized,
];

impl Sim {
    /// The phone of a place was registered.
    pub(in super::super) fn registered(&mut self, n: usize, life: u64, given: Result<Registration, Error>) {
        let given = match given {
            Ok(given) => given,
            Err(error) => return self.phone_met("registering a phone", &error, TROUBLE),
        };
        let Some(folder) = &self.fleet.folder else { return };
        let path = folder.file(&format!("{n}.{life}.db"));
        let phone = &mut self.fleet.phones[n];
        if phone.is_registered() || phone.life != life {
            return;
        }
        phone.access = Some(Access {
            device: given.device,
            agent: phone.agent(),
            role: Role::Agent,
            key: DataKey::new(*given.key.expose()),
        });
        phone.path = path;
        (phone.revoking, phone.revoked) = (false, false);
        (phone.begun, phone.more) = (false, true);
        phone.late.clear();
        phone.open();
        self.trace
            .say("phone registered", format_args!("phone {n}"), format_args!("{life}"));
    }

    /// A revocation was answered.
    pub(in super::super) fn revoked(&mut self, n: usize, life: u64, done: Result<(), Error>) {
        match done {
            Ok(()) if self.fleet.phones[n].life == life => {
                self.trace
                    .fault("phone: revoked", format_args!("phone {n}"), format_args!(""));
                self.fleet.phones[n].revoked = true;
            }
            Ok(()) => {}
            Err(error) => self.phone_met("revoking a phone", &error, TROUBLE),
        }
    }

    pub(super) fn phone_met(&mut self, what: &str, error: &Error, fine: &[ErrorKind]) {
        if !fine.contains(&error.kind()) {
            self.wrong.push(format!("{what} ended with {error:?}"));
        }
    }

    /// The app is killed and started again: what waits is kept.
    pub(super) fn kill(&mut self, n: usize) {
        self.trace
            .fault("phone: killed", format_args!("phone {n}"), format_args!(""));
        self.fleet.phones[n].open();
        self.account(n);
    }

    /// A phone asks.
    pub(super) fn post(&mut self, n: usize) {
        let rates = self.plan.phones.as_ref().map(|plan| plan.rates).unwrap_or_default();
        let phone = &mut self.fleet.phones[n];
        let Some(replica) = &phone.replica else { return };
        let request = replica.request(phone.clock(self.now)).unwrap();
        let exchange = self.fleet.exchanges;
        self.fleet.exchanges += 1;
        phone.asked = Some(exchange);
        phone.asked_at = self.now;
        self.trace
            .say("phone asks", format_args!("phone {n}"), format_args!("{exchange}"));
        if self.befalls(rates.lose_request) {
            self.trace.fault(
                "phone: request lost",
                format_args!("phone {n}"),
                format_args!("{exchange}"),
            );
            return;
        }
        let twice = self.befalls(rates.twice);
        if twice {
            self.trace.fault(
                "phone: sent twice",
                format_args!("phone {n}"),
                format_args!("{exchange}"),
            );
        }
        for _ in 0..=usize::from(twice) {
            let place = self.fleet.dice.below(self.processes.len());
            let Some(desk) = self.desk_of(n, place) else { continue };
            let phone = &self.fleet.phones[n];
            let (life, revoked) = (phone.life, phone.revoked);
            let call = desk.sync(phone.user(), request.clone());
            self.processes[place].begin("phone", async move {
                Ended::Synced {
                    n,
                    life,
                    exchange,
                    revoked,
                    answer: call.await,
                }
            });
        }
        if self.befalls(rates.kill_pushing) {
            self.kill(n);
        }
    }

    /// The backend answered: the network may do to it what it does.
    pub(in super::super) fn synced(
        &mut self,
        (n, life): (usize, u64),
        (exchange, revoked): (u64, bool),
        answer: Result<Vec<u8>, Error>,
    ) {
        let rates = self.plan.phones.as_ref().map(|plan| plan.rates).unwrap_or_default();
        if self.fleet.phones[n].life != life {
            return;
        }
        let bytes = match answer {
            Ok(bytes) => bytes,
            Err(error) => return self.phone_met("a phone's request", &error, TROUBLE),
        };
        let who = format!("phone {n}");
        let mut answer = Answer {
            exchange,
            bytes,
            whole: true,
            revoked,
        };
        if self.befalls(rates.lose_answer) {
            return self.trace.fault("phone: answer lost", who, format_args!("{exchange}"));
        }
        if self.befalls(rates.late) {
            self.trace.fault("phone: answer late", who, format_args!("{exchange}"));
            return self.fleet.phones[n].late.push(answer);
        }
        if self.befalls(rates.again) {
            self.trace
                .fault("phone: answer again", &who, format_args!("{exchange}"));
            let bytes = answer.bytes.clone();
            self.fleet.phones[n].late.push(Answer { bytes, ..answer });
        }
        if self.befalls(rates.cut) {
            self.trace.fault("phone: answer cut", who, format_args!("{exchange}"));
            let at = self.fleet.dice.below(answer.bytes.len());
            match self.fleet.dice.chance(50) {
                true => answer.bytes.truncate(at),
                false => answer.bytes[at] ^= 1 << self.fleet.dice.below(8),
            }
            answer.whole = false;
        }
        self.comes_home(n, answer);
    }

    /// An answer comes that nobody waits for any more.
    pub(super) fn late_answer(&mut self, n: usize) {
        if let Some(answer) = self.fleet.phones[n].late.pop() {
            self.comes_home(n, answer);
        }
    }

    fn comes_home(&mut self, n: usize, answer: Answer) {
        let phone = &mut self.fleet.phones[n];
        let Some(replica) = &phone.replica else { return };
        let awaited = phone.asked.take() == Some(answer.exchange) && answer.whole;
        match replica.answer(&answer.bytes, phone.clock(self.now)) {
            Ok(report) if awaited => self.took(n, &report, answer.revoked),
            Ok(_) => self
                .wrong
                .push(format!("phone {n} took in an answer that it must not believe")),
            Err(error) if awaited => self.phone_met("an answer to a phone", &error, TROUBLE),
            Err(error) => self.phone_met("a bad answer to a phone", &error, REFUSED),
        }
        self.account(n);
    }

    fn took(&mut self, n: usize, report: &SyncReport, revoked: bool) {
        let phone = &mut self.fleet.phones[n];
        phone.more = report.more;
        self.trace.say(
            "phone in step",
            format_args!("phone {n}"),
            format_args!(
                "{} tickets, {} gone, {} applied, {} conflicts, {} refused, more: {}",
                report.tickets, report.gone, report.applied, report.conflicts, report.refused, report.more
            ),
        );
        if report.resync && phone.begun {
            self.wrong.push(format!(
                "the copy of phone {n} counted otherwise than the desk, and began anew"
            ));
        }
        phone.begun = true;
        if revoked && !report.wiped {
            self.wrong.push(format!("phone {n} was revoked and is still served"));
        }
        let phone = &self.fleet.phones[n];
        if report.wiped {
            if !phone.revoking {
                self.wrong
                    .push(format!("phone {n} was wiped, though nobody revoked it"));
            }
            self.wiped(n);
        }
    }

    /// A revoked phone: nothing of it is left, and its owner gets another.
    fn wiped(&mut self, n: usize) {
        let phone = &mut self.fleet.phones[n];
        self.trace
            .say("phone wiped", format_args!("phone {n}"), format_args!(""));
        for suffix in ["", "-wal", "-shm"] {
            let mut name = phone.path.clone().into_os_string();
            name.push(suffix);
            if std::path::Path::new(&name).exists() {
                self.wrong
                    .push(format!("phone {n} was wiped and {suffix:?} is still there"));
            }
        }
        if phone.replica.as_ref().is_some_and(|replica| replica.pending().is_ok()) {
            self.wrong
                .push(format!("phone {n} was wiped and still shows its queue"));
        }
        let waits = phone.given.values_mut().filter(|given| given.fate == Fate::Waits);
        waits.for_each(|given| given.fate = Fate::Wiped);
        phone.replica = None;
        let device = phone.access.take().unwrap().device;
        let given = std::mem::take(&mut phone.given);
        self.fleet.books.closes(phone.owner.tenant, device, given);
    }
}
