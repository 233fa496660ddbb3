//! A small set of rules that uses every means a decision has: accounts, loads, counters, jobs, receipts.
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aftersync_core::engine::changeset::Need;
use aftersync_core::engine::draft::{Draft, peek};
use aftersync_core::engine::input::{Answer, Decision, Input, What};
use aftersync_core::engine::rules::Decide;
use aftersync_core::engine::snapshot::Snapshot;
use aftersync_core::error::Error;
use aftersync_core::model::command::Actor;
use aftersync_core::model::counter::{CounterId, Dim, Grain, Metric};
use aftersync_core::model::event::EventBody;
use aftersync_core::model::fact::Payload;
use aftersync_core::model::handoff::{TaskKind, TaskState};
use aftersync_core::model::ids::{JobId, TaskId, Tenant, TicketId, Uid};
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::task::Task;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Key, Raw, Receipt, Record, Sequence, Table};

/// What a toy input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Adds to an account once per key.
    Deposit { account: u8, key: u16, by: u64 },
    /// Follows the accounts from one to the next and moves one unit along.
    Chase { account: u8 },
    /// Takes a unit of a load, up to a cap. A refusal leaves an event when `told`.
    Take { load: u8, cap: i64, told: bool },
    /// Takes a unit under a cap without looking first.
    TakeUnseen { load: u8, cap: i64 },
    /// Gives a unit back, unseen.
    Release { load: u8 },
    /// Copies a load into an account.
    Look { load: u8, account: u8 },
    /// Makes a task with an id of its own.
    Open { group: u8 },
    /// Makes, ends, reopens a task in turn.
    Toggle { task: u8 },
    /// Writes a payload unseen.
    Blind { raw: u8, size: u8 },
    /// Copies the size of a payload into an account.
    ReadBlind { raw: u8, account: u8 },
    /// Deletes an account.
    Delete { account: u8 },
    /// Puts an account as it is.
    Same { account: u8 },
    /// Refused when the account is above a bound.
    Below { account: u8, bound: u64 },
    /// Panics unless two accounts are equal.
    Equal { a: u8, b: u8 },
    /// Panics.
    Panic,
    /// Needs what is loaded.
    Stuck,
    /// Needs more and more.
    Endless { wide: bool },
}

const WORDS: i64 = 32;

impl Op {
    /// As an input: the toy's own words packed into a claim.
    pub fn input(self, tenant: &Tenant, now: i64, seed: u128) -> Input {
        let (code, a, b, c) = match self {
            Op::Deposit { account, key, by } => (0, account.into(), key.into(), by as i64),
            Op::Chase { account } => (1, account.into(), 0, 0),
            Op::Take { load, cap, told } => (2, load.into(), told.into(), cap),
            Op::Release { load } => (3, load.into(), 0, 0),
            Op::Look { load, account } => (4, load.into(), account.into(), 0),
            Op::Open { group } => (5, group.into(), 0, 0),
            Op::Toggle { task } => (6, task.into(), 0, 0),
            Op::Blind { raw, size } => (7, raw.into(), size.into(), 0),
            Op::ReadBlind { raw, account } => (8, raw.into(), account.into(), 0),
            Op::Delete { account } => (9, account.into(), 0, 0),
            Op::Same { account } => (10, account.into(), 0, 0),
            Op::Below { account, bound } => (11, account.into(), 0, bound as i64),
            Op::TakeUnseen { load, cap } => (15, load.into(), 0, cap),
            Op::Equal { a, b } => (16, a.into(), b.into(), 0),
            Op::Panic => (12, 0, 0, 0),
            Op::Stuck => (13, 0, 0, 0),
            Op::Endless { wide } => (14, wide.into(), 0, 0),
        };
        let word = |n: i64| JobId(Uid::mint(n, 0, 0));
        Input {
            tenant: tenant.clone(),
            now: Timestamp(now),
            seed,
            what: What::Claim {
                jobs: vec![word(a), word(b)],
                lease_ms: c * WORDS + code,
            },
        }
    }

    fn of(input: &Input) -> Self {
        let What::Claim { jobs, lease_ms } = &input.what else {
            unreachable!("not a toy input")
        };
        let word = |at: usize| {
            let bytes: [u8; 6] = jobs[at].0.0[..6].try_into().unwrap();
            bytes.iter().fold(0i64, |n, b| n << 8 | i64::from(*b))
        };
        let (a, b, c) = (word(0), word(1), lease_ms.div_euclid(WORDS));
        match lease_ms.rem_euclid(WORDS) {
            0 => Op::Deposit {
                account: a as u8,
                key: b as u16,
                by: c as u64,
            },
            1 => Op::Chase { account: a as u8 },
            2 => Op::Take {
                load: a as u8,
                cap: c,
                told: b == 1,
            },
            3 => Op::Release { load: a as u8 },
            4 => Op::Look {
                load: a as u8,
                account: b as u8,
            },
            5 => Op::Open { group: a as u8 },
            6 => Op::Toggle { task: a as u8 },
            7 => Op::Blind {
                raw: a as u8,
                size: b as u8,
            },
            8 => Op::ReadBlind {
                raw: a as u8,
                account: b as u8,
            },
            9 => Op::Delete { account: a as u8 },
            10 => Op::Same { account: a as u8 },
            11 => Op::Below {
                account: a as u8,
                bound: c as u64,
            },
            15 => Op::TakeUnseen { load: a as u8, cap: c },
            16 => Op::Equal { a: a as u8, b: b as u8 },
            12 => Op::Panic,
            13 => Op::Stuck,
            _ => Op::Endless { wide: a == 1 },
        }
    }
}

pub fn account(n: u8) -> Uid {
    Uid::digest(&["account", &n.to_string()])
}
pub fn load(n: u8) -> Key {
    Key::new(Table::AgentLoad, Uid::digest(&["load", &n.to_string()]))
}
pub fn raw(n: u8) -> Uid {
    Uid::digest(&["raw", &n.to_string()])
}
pub fn task(n: u8) -> Uid {
    Uid::digest(&["task", &n.to_string()])
}
pub fn receipt(key: u16) -> Uid {
    Uid::digest(&["receipt", &key.to_string()])
}

/// The rules of the toy, counting how often they are asked.
#[derive(Default)]
pub struct Toy {
    pub decided: AtomicUsize,
}

impl Toy {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }
}

fn applied(repeated: bool) -> Result<Answer, Error> {
    Ok(Answer::Applied {
        over_capacity: None,
        warnings: Vec::new(),
        ticket: None,
        decision: None,
        repeated,
    })
}

fn refused() -> Result<Answer, Error> {
    Err(Error::rejected("the toy refuses"))
}

fn balance(d: &Draft<'_>, n: u8) -> Result<u64, Need> {
    Ok(d.get::<Sequence>(account(n))?.map_or(0, |row| row.tickets))
}

fn set(d: &mut Draft<'_>, n: u8, tickets: u64) {
    d.put(account(n), Sequence { tickets });
}

fn note(d: &mut Draft<'_>, text: String) {
    d.event(Some(TicketId(account(0))), EventBody::NoteAdded { text });
}

fn counter(metric: Metric, period: i32) -> CounterId {
    CounterId {
        grain: Grain::Day,
        period,
        dim: Dim::All,
        member: String::new(),
        metric,
        currency: None,
    }
}

fn next(n: u8, balance: u64) -> u8 {
    ((u64::from(n) * 7 + balance + 1) % 6) as u8
}

fn new_task(id: Uid, group: u8, at: Timestamp) -> Task {
    Task {
        id: TaskId(id),
        ticket: TicketId(Uid::ZERO),
        kind: TaskKind::Callback,
        state: TaskState::Open,
        group: format!("group {}", group % 3),
        agent: None,
        after: Vec::new(),
        blocks_close: false,
        band: 2,
        own_band: 2,
        raised: None,
        also: Default::default(),
        wait: Default::default(),
        warn_at: None,
        due_at: None,
        overdue: false,
        rungs: Default::default(),
        auto_assign: false,
        weight: 0,
        declined: Default::default(),
        amount: None,
        not_by: Default::default(),
        attempt: 1,
        reason: None,
        result: None,
        lines: Vec::new(),
        form: Default::default(),
        approves: None,
        attachments: Vec::new(),
        opened_at: at,
        ended_at: None,
    }
}

fn decide(op: Op, d: &mut Draft<'_>) -> Result<Result<Answer, Error>, Need> {
    match op {
        Op::Deposit { account: n, key, by } => {
            if d.get::<Receipt>(receipt(key))?.is_some() {
                return Ok(applied(true));
            }
            let sum = balance(d, n)? + by;
            set(d, n, sum);
            let at = d.now;
            d.put(
                receipt(key),
                Receipt {
                    command: "deposit".into(),
                    content: 0,
                    ticket: None,
                    on: 0,
                    decision: None,
                    at,
                    step: None,
                    refused: None,
                },
            );
            d.count(vec![(counter(Metric::Opened, 1), by as i64)]);
            note(d, format!("account {n} has {sum} at {}", at.0));
        }
        Op::Chase { account: first } => {
            let mut at = first;
            for _ in 0..3 {
                at = next(at, balance(d, at)?);
            }
            let (from, to) = (balance(d, first)?, balance(d, at)?);
            if from == 0 || at == first {
                return Ok(refused());
            }
            set(d, first, from - 1);
            set(d, at, to + 1);
            note(d, format!("one from {first} to {at}"));
        }
        Op::Take { load: n, cap, told } => {
            if d.gauge(load(n))? >= cap {
                if told {
                    note(d, format!("load {n} is full"));
                }
                return Ok(refused());
            }
            d.add(load(n), 1, Some(cap));
            d.count(vec![(counter(Metric::Ended, 2), 1)]);
        }
        Op::TakeUnseen { load: n, cap } => d.add(load(n), 1, Some(cap)),
        Op::Release { load: n } => d.add(load(n), -1, None),
        Op::Look { load: n, account: into } => {
            let seen = d.gauge(load(n))?;
            balance(d, into)?;
            set(d, into, seen.unsigned_abs());
            note(d, format!("load {n} is {seen}"));
        }
        Op::Open { group } => {
            let id = d.mint();
            d.put(id, new_task(id, group, d.now));
            d.count(vec![(counter(Metric::Ended, 2), -1)]);
            note(d, format!("task {id}"));
        }
        Op::Toggle { task: n } => {
            let row = match d.get::<Task>(task(n))? {
                None => new_task(task(n), n, d.now),
                Some(t) if t.ended_at.is_none() => Task {
                    ended_at: Some(d.now),
                    ..t.clone()
                },
                Some(t) => new_task(t.id.0, n + t.attempt as u8, d.now),
            };
            d.put(task(n), row);
        }
        Op::Blind { raw: n, size } => {
            let object = ObjectRef {
                platform: "toy".into(),
                shop: "shop".into(),
                object: "order".into(),
                external_id: n.to_string(),
            };
            let payload = Payload("x".repeat(size.into()));
            let received_at = d.now;
            d.put_blind(
                raw(n),
                Raw {
                    object,
                    payload,
                    received_at,
                },
            );
        }
        Op::ReadBlind { raw: n, account: into } => {
            let size = d.get::<Raw>(raw(n))?.map_or(0, |row| row.payload.0.len());
            balance(d, into)?;
            set(d, into, size as u64);
            note(d, format!("payload of {size}"));
        }
        Op::Delete { account: n } => {
            balance(d, n)?;
            d.delete::<Sequence>(account(n));
        }
        Op::Same { account: n } => {
            if let Some(row) = d.get::<Sequence>(account(n))?.copied() {
                d.put(account(n), row);
            }
        }
        Op::Below { account: n, bound } => {
            if balance(d, n)? > bound {
                return Ok(refused());
            }
            note(d, format!("account {n} is not above {bound}"));
        }
        Op::Equal { a, b } => assert_eq!(balance(d, a)?, balance(d, b)?, "a state that never was"),
        Op::Panic => panic!("the toy panics"),
        Op::Stuck => {
            balance(d, 0)?;
            return Err(Need([Sequence::key(account(0))].into()));
        }
        Op::Endless { wide } => {
            for n in 0u32.. {
                let many =
                    (0..if wide { 1_000 } else { 1 }).map(|i| Key::new(Table::IdBucket, Uid::mint(i, wide.into(), n)));
                d.want(many)?;
            }
        }
    }
    Ok(applied(false))
}

impl Decide for Toy {
    fn hints(&self, snapshot: &Snapshot, input: &Input, want: &mut BTreeSet<Key>) {
        let mut account = |n: u8| want.insert(Sequence::key(account(n)));
        match Op::of(input) {
            Op::Deposit { account: n, key, .. } => {
                account(n);
                want.insert(Receipt::key(receipt(key)));
            }
            Op::Chase { account: n } => {
                account(n);
                let known = peek::<Sequence>(snapshot, self::account(n)).map_or(0, |row| row.tickets);
                account(next(n, known));
            }
            // Whatever a guess forgets or asks for in vain changes nothing.
            Op::Take { load: n, .. } if n % 2 == 0 => drop(want.insert(load(n))),
            Op::Toggle { task: n } => drop(want.insert(Task::key(task(n)))),
            Op::Delete { account: n } => drop(account(n)),
            Op::Blind { raw: n, .. } if n % 2 == 0 => drop(want.insert(Raw::key(raw(n)))),
            Op::Open { .. } => drop(account(5)),
            Op::Panic => panic!("the toy panics while it guesses"),
            _ => {}
        }
    }

    fn decide(&self, snapshot: &Snapshot, input: &Input) -> Result<Decision, Need> {
        self.decided.fetch_add(1, Ordering::Relaxed);
        let actor = Actor::system();
        let mut draft = Draft::new(snapshot, input.now, input.seed, actor);
        let answer = decide(Op::of(input), &mut draft)?;
        let changes = draft.finish().expect("the toy reads what it writes");
        Ok(Decision { changes, answer })
    }
}
