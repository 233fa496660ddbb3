//! Once all is quiet: every queue is empty, every command is done once or not at all, every copy is its scope.
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use aftersync::replica::{Access, CopyQuery, Options, PendingState, Replica};
use aftersync::{
    Actor, AnyEvent, Cursor, DataKey, DeskSync, Engine, EventBody, Role, Tenant, Ticket, TicketId, Timestamp,
};
use aftersync_core::model::conversation::Message;
use aftersync_core::model::task::Task;
use aftersync_core::store::Reader;
use serde::Serialize;

use super::books::receipt_of;
use super::phone::Given;
use crate::sim::check::each;
use crate::sim::run::Sim;

/// Most exchanges until a copy is whole.
const MOST_EXCHANGES: usize = 300;

impl Sim {
    /// Everybody is online, asks until nothing more is there, and decides what is left to decide.
    pub(in super::super) fn phones_come_home(&mut self) {
        for n in 0..self.fleet.phones.len() {
            self.fleet.phones[n].offline_until = 0;
            while !self.fleet.phones[n].late.is_empty() {
                self.late_answer(n);
            }
            if !self.fleet.phones[n].is_registered() {
                self.fleet.phones[n].asked_at = 0;
                self.register(n);
                self.settle();
            }
            self.whole(n);
            while self.wrong.is_empty() && self.is_undecided(n) {
                self.decides(n, true);
            }
            self.whole(n);
            while self.wrong.is_empty() && self.is_undecided(n) {
                self.decides(n, false);
            }
        }
    }

    fn is_undecided(&self, n: usize) -> bool {
        let Some(replica) = &self.fleet.phones[n].replica else {
            return false;
        };
        let queue = replica.pending().unwrap();
        queue
            .iter()
            .any(|p| matches!(p.state, PendingState::Conflict { .. } | PendingState::Refused { .. }))
    }

    /// Asks until nothing more is there.
    pub(in super::super) fn whole(&mut self, n: usize) {
        for _ in 0..MOST_EXCHANGES {
            if !self.wrong.is_empty() || !self.fleet.phones[n].is_registered() {
                return;
            }
            self.post(n);
            self.settle();
            let phone = &self.fleet.phones[n];
            if !phone.more && phone.asked.is_none() {
                return;
            }
        }
        self.wrong
            .push(format!("phone {n} asks and asks, and is never in step"));
    }

    /// What must hold of the phones once all is quiet.
    pub(in super::super) fn judge_phones(&mut self, wrong: &mut Vec<String>) {
        if self.fleet.is_empty() {
            return;
        }
        for n in 0..self.fleet.phones.len() {
            self.queue_is_empty(n, wrong);
            self.is_its_scope(n, wrong);
        }
        let mut all = std::mem::take(&mut self.fleet.books.closed);
        for phone in &self.fleet.phones {
            if let Some(access) = &phone.access {
                let (tenant, device, given) = (phone.owner.tenant, access.device, phone.given.clone());
                all.push(super::books::Closed { tenant, device, given });
            }
        }
        let mut reader = self.store.reader().unwrap();
        for (at, tenant) in self.tenants.iter().enumerate() {
            let found = Found::of(&mut *reader, tenant);
            let mut times: BTreeMap<&str, (usize, &Given)> = BTreeMap::new();
            for closed in all.iter().filter(|closed| closed.tenant == at) {
                for (key, given) in &closed.given {
                    let count = times.entry(&given.mark).or_insert((0, given));
                    if let Some((version, _)) = receipt_of(&mut *reader, tenant, closed.device, key) {
                        count.0 += 1;
                        if self.done_twice(closed.device, key, version) {
                            wrong.push(format!("{} was done again under its key", given.mark));
                        }
                    }
                }
            }
            for (mark, (times, given)) in times {
                if times > 1 {
                    wrong.push(format!("{mark}: {} was done {times} times", given.pushed.act.word()));
                }
                found.agrees(mark, times, given, wrong);
            }
        }
    }

    /// Nothing waits any more.
    fn queue_is_empty(&self, n: usize, wrong: &mut Vec<String>) {
        let Some(replica) = &self.fleet.phones[n].replica else {
            return;
        };
        for left in replica.pending().unwrap() {
            wrong.push(format!(
                "phone {n}: a {} waits for ever: {:?}",
                left.command.act.word(),
                left.state
            ));
        }
    }

    /// The copy is what a new phone of the same agent is given.
    fn is_its_scope(&self, n: usize, wrong: &mut Vec<String>) {
        let phone = &self.fleet.phones[n];
        let (Some(replica), Some(desk)) = (&phone.replica, self.desk_of(n, 0)) else {
            return;
        };
        let engine = self.processes[0].engine.clone().unwrap();
        let given = by_hand(&engine, desk.register_device(Actor::system(), phone.agent())).unwrap();
        let access = Access {
            device: given.device,
            agent: phone.agent(),
            role: Role::Agent,
            key: DataKey::new(*given.key.expose()),
        };
        let path = self.fleet.folder.as_ref().unwrap().file(&format!("fresh {n}.db"));
        let fresh = Replica::open(path, access, Options::default()).unwrap();
        let now = Timestamp(self.now);
        for _ in 0..MOST_EXCHANGES {
            let request = fresh.request(now).unwrap();
            let answer = by_hand(&engine, desk.sync(phone.user(), request)).unwrap();
            if !fresh.answer(&answer, now).unwrap().more {
                break;
            }
        }
        if fresh.in_step_at().unwrap().is_none() {
            wrong.push(format!("a new phone of {} is never in step", phone.owner.agent));
        }
        differ(&format!("phone {n}"), replica, &fresh, wrong);
    }
}

/// Carries a call out at once: nobody else moves meanwhile.
fn by_hand<T>(engine: &Engine, call: impl Future<Output = T>) -> T {
    let mut call = pin!(call);
    loop {
        if let Poll::Ready(done) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
        engine.step();
    }
}

fn ids(replica: &Replica) -> BTreeSet<TicketId> {
    let query = CopyQuery {
        limit: 1_000,
        ..CopyQuery::default()
    };
    replica
        .tickets(&query)
        .unwrap()
        .into_iter()
        .map(|listed| listed.row.id)
        .collect()
}

/// Says where a copy is not what it should be.
fn differ(who: &str, old: &Replica, fresh: &Replica, wrong: &mut Vec<String>) {
    let (have, should) = (ids(old), ids(fresh));
    for id in have.symmetric_difference(&should) {
        let how = if have.contains(id) { "still has" } else { "lacks" };
        wrong.push(format!("{who} {how} ticket {id}"));
    }
    for id in have.intersection(&should) {
        let (a, b) = (old.theirs(*id).unwrap().unwrap(), fresh.theirs(*id).unwrap().unwrap());
        let mut same = |part: &str, a: String, b: String| {
            if a != b {
                wrong.push(format!("{who}: {part} of {id} is {}", apart(&a, &b)));
            }
        };
        same("the ticket", json(&a.ticket), json(&b.ticket));
        same("a task", json(&a.tasks), json(&b.tasks));
        same("the timeline", json(&a.timeline), json(&b.timeline));
        same("what came before", json(&a.earlier), json(&b.earlier));
        same("what is allowed", json(&a.allowed), json(&b.allowed));
    }
    let (a, b) = (json(&old.customers().unwrap()), json(&fresh.customers().unwrap()));
    if a != b {
        wrong.push(format!("{who}: a customer is {}", apart(&a, &b)));
    }
    let (a, b) = (json(&old.tasks().unwrap()), json(&fresh.tasks().unwrap()));
    if a != b {
        wrong.push(format!("{who}: the list of tasks is {}", apart(&a, &b)));
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// Where two texts part, with a little around it.
fn apart(a: &str, b: &str) -> String {
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| -> String { text.chars().skip(at.saturating_sub(60)).take(160).collect() };
    format!("`{}` and should be `{}`", near(a), near(b))
}

/// What commands left behind at a merchant's desk.
struct Found {
    notes: BTreeMap<String, usize>,
    replies: BTreeMap<String, usize>,
    tasks: BTreeMap<String, usize>,
    /// The most pieces of evidence with that note on one ticket.
    evidence: BTreeMap<String, usize>,
}

impl Found {
    fn of(reader: &mut dyn Reader, tenant: &Tenant) -> Self {
        let mut notes = BTreeMap::new();
        for recorded in reader.events(tenant, Cursor(0), 100_000).unwrap().events {
            if let AnyEvent::Known(EventBody::NoteAdded { text }) = recorded.event.body {
                *notes.entry(text).or_default() += 1;
            }
        }
        let mut replies = BTreeMap::new();
        for (_, message) in each::<Message>(reader, tenant) {
            *replies.entry(message.snapshot.text).or_default() += 1;
        }
        let mut tasks = BTreeMap::new();
        for (_, task) in each::<Task>(reader, tenant) {
            *tasks.entry(task.group).or_default() += 1;
        }
        let mut evidence: BTreeMap<String, usize> = BTreeMap::new();
        for (_, t) in each::<Ticket>(reader, tenant) {
            let mut here: BTreeMap<String, usize> = BTreeMap::new();
            for note in t.local.evidence.iter().filter_map(|e| e.note.clone()) {
                *here.entry(note).or_default() += 1;
            }
            for (note, n) in here {
                let most = evidence.entry(note).or_default();
                *most = n.max(*most);
            }
        }
        Self {
            notes,
            replies,
            tasks,
            evidence,
        }
    }

    /// A command that was done so often left as much behind.
    fn agrees(&self, mark: &str, times: usize, given: &Given, wrong: &mut Vec<String>) {
        use aftersync::Act as A;
        let of = match &given.pushed.act {
            A::Note { .. } => &self.notes,
            A::Reply { .. } => &self.replies,
            A::OpenTask { group, .. } if group == mark => &self.tasks,
            A::Edit { evidence, .. } if !evidence.is_empty() => &self.evidence,
            _ => return,
        };
        let found = of.get(mark).copied().unwrap_or(0);
        if found != times {
            let word = given.pushed.act.word();
            wrong.push(format!(
                "{mark}: {word} was done {times} times and is there {found} times"
            ));
        }
    }
}
