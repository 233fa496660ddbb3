//! The lane on its thread: callers, answers, back-pressure, the end.
use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use aftersync_core::engine::changeset::Need;
use aftersync_core::engine::handle::{HandleOptions, LaneHandle};
use aftersync_core::engine::input::{Decision, Input};
use aftersync_core::engine::lane::Lane;
use aftersync_core::engine::rules::Decide;
use aftersync_core::engine::snapshot::Snapshot;
use aftersync_core::error::{ErrorKind, Phase, Retry};
use aftersync_core::model::event::Cursor;
use aftersync_core::store::{Key, TicketStore};
use aftersync_testkit::{Fault, MemoryStore};
use futures::executor::block_on;
use futures::future::join_all;

use crate::bench::*;
use crate::toy::{Op, Toy};

/// The toy behind a gate: each decision waits until it is open.
struct Gated {
    toy: Arc<Toy>,
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    moved: Condvar,
    entered: Mutex<Option<mpsc::Sender<()>>>,
}

impl Gate {
    fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.moved.notify_all();
    }
    fn pass(&self) {
        if let Some(entered) = self.entered.lock().unwrap().take() {
            entered.send(()).unwrap();
        }
        drop(self.moved.wait_while(self.open.lock().unwrap(), |open| !*open).unwrap());
    }
}

impl Decide for Gated {
    fn hints(&self, _: &Snapshot, _: &Input, _: &mut std::collections::BTreeSet<Key>) {}
    fn decide(&self, snapshot: &Snapshot, input: &Input) -> Result<Decision, Need> {
        self.gate.pass();
        self.toy.decide(snapshot, input)
    }
}

/// A handle whose lane stands in the middle of its first decision, which never ends before the gate opens.
fn held(store: &dyn TicketStore, queue: usize) -> (LaneHandle, Arc<Gate>, aftersync_core::engine::pending::Pending) {
    let gate = Arc::new(Gate::default());
    let (entered, inside) = mpsc::channel();
    *gate.entered.lock().unwrap() = Some(entered);
    let rules = Gated {
        toy: Toy::new(),
        gate: gate.clone(),
    };
    let lane = Lane::new(store.writer().unwrap(), Arc::new(rules));
    let handle = LaneHandle::start_with(lane, HandleOptions { queue, lead: true }).unwrap();
    let first = handle.submit(input(deposit(1, 1, 1), 1)).unwrap();
    inside.recv().unwrap();
    (handle, gate, first)
}

#[test]
fn many_callers_some_of_whom_leave() {
    for lead in [true, false] {
        let store = MemoryStore::new();
        let options = HandleOptions {
            lead,
            ..HandleOptions::default()
        };
        let handle = LaneHandle::start_with(lane(&store), options).unwrap();
        let (threads, each) = (64u16, 200u16);
        thread::scope(|scope| {
            for t in 0..threads {
                let handle = &handle;
                scope.spawn(move || {
                    for i in 0..each {
                        let key = t * each + i;
                        let one = input(deposit((t % 6) as u8, key, 1), key.into());
                        match i % 4 {
                            0 => drop(handle.submit(one).unwrap()),
                            1 => drop(handle.submit(one).unwrap().wait().unwrap()),
                            2 => drop(block_on(handle.submit(one).unwrap()).unwrap()),
                            _ => drop(handle.call(one).unwrap()),
                        }
                    }
                });
            }
        });
        handle.close();
        let sum: u64 = (0..6).filter_map(|n| balance(&store, n)).sum();
        assert_eq!(sum, u64::from(threads) * u64::from(each));
        let head = store.reader().unwrap().head(&tenant()).unwrap();
        assert_eq!(head.cursor.0, i64::from(threads) * i64::from(each));
        assert_eq!(handle.heads().head(&tenant()), Some(head.cursor));
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn what_waits_is_taken_together_and_answered_in_order() {
    let store = MemoryStore::new();
    let (handle, gate, first) = held(&store, 100);
    let pending: Vec<_> = (2..12)
        .map(|n| handle.submit(input(deposit(1, n, 1), n.into())).unwrap())
        .collect();
    assert_eq!(handle.waiting(), 10);
    gate.open();
    assert_eq!(first.wait().unwrap().rev, 1);
    let done = block_on(join_all(pending));
    let places: Vec<_> = done
        .into_iter()
        .map(|d| d.unwrap())
        .map(|d| (d.rev, d.cursor.0))
        .collect();
    assert_eq!(places, (2..12).map(|n| (2, n)).collect::<Vec<_>>());
}

#[test]
fn a_full_queue_refuses_at_once() {
    let store = MemoryStore::new();
    let (handle, gate, first) = held(&store, 2);
    let waiting: Vec<_> = (2..4)
        .map(|n| handle.submit(input(deposit(1, n, 1), 1)).unwrap())
        .collect();
    for refused in [
        handle.submit(input(deposit(1, 9, 1), 1)).err(),
        handle.call(input(deposit(1, 9, 1), 1)).err(),
    ] {
        let error = refused.unwrap();
        let said = (error.kind(), error.retry(), error.phase());
        assert_eq!(said, (ErrorKind::Unavailable, Retry::Backoff, Phase::NotSent));
    }
    gate.open();
    first.wait().unwrap();
    waiting.into_iter().for_each(|pending| drop(pending.wait().unwrap()));
    handle.call(input(deposit(1, 9, 1), 1)).unwrap();
    assert_eq!(balance(&store, 1), Some(4));
}

#[test]
fn closing_decides_what_waits_and_takes_no_more() {
    let store = MemoryStore::new();
    let (handle, gate, first) = held(&store, 10);
    let waiting = handle.submit(input(deposit(1, 2, 1), 1)).unwrap();
    let (handle, gate) = (&handle, &gate);
    thread::scope(|scope| {
        scope.spawn(|| handle.close());
        while !handle.is_closed() {
            thread::yield_now();
        }
        gate.open();
    });
    assert!(first.wait().is_ok() && waiting.wait().is_ok());
    for error in [
        handle.submit(input(deposit(1, 3, 1), 1)).err(),
        handle.call(input(deposit(1, 3, 1), 1)).err(),
    ] {
        assert_eq!(
            error.map(|e| (e.kind(), e.retry())),
            Some((ErrorKind::Unavailable, Retry::Never))
        );
    }
    assert_eq!(balance(&store, 1), Some(2));
}

/// A panic of the store ends the lane, on whatever thread it stands; nobody waits for ever.
#[test]
fn a_lane_that_dies_lets_everybody_go() {
    for lead in [true, false] {
        let (_, faulty, plan) = faulty();
        plan.next(Fault::Panic);
        let options = HandleOptions {
            lead,
            ..HandleOptions::default()
        };
        let handle = LaneHandle::start_with(lane(&faulty), options).unwrap();
        let error = handle.call(input(deposit(1, 1, 1), 1)).unwrap_err();
        assert_eq!((error.kind(), error.phase()), (ErrorKind::Unavailable, Phase::InDoubt));
        // The lane may still be dying on its thread; whatever is handed in comes back.
        for _ in 0..3 {
            let later = handle
                .submit(input(deposit(1, 2, 1), 1))
                .and_then(|pending| pending.wait());
            assert_eq!(later.unwrap_err().kind(), ErrorKind::Unavailable);
            assert!(handle.call(input(deposit(1, 2, 1), 1)).is_err());
        }
        assert!(handle.is_closed());
        handle.close();
    }
}

#[test]
fn a_subscriber_sees_every_event_once_and_in_order() {
    let store = MemoryStore::new();
    let handle = LaneHandle::start(lane(&store)).unwrap();
    let last = 2_000i64;
    let follow = &|awaited: bool| {
        let mut reader = store.reader().unwrap();
        let (mut seen, mut since) = (Vec::new(), Cursor::default());
        while since.0 < last {
            let page = reader.events(&tenant(), since, 64).unwrap();
            seen.extend(page.events.iter().map(|e| e.cursor.0));
            since = page.next;
            if page.events.is_empty() {
                let heads = handle.heads();
                let head = match awaited {
                    true => block_on(heads.changed(&tenant(), since)),
                    false => heads.wait_changed(&tenant(), since, Duration::from_secs(600)),
                };
                assert!(head > since);
            }
        }
        seen
    };
    let seen = thread::scope(|scope| {
        let followers = [true, false].map(|awaited| scope.spawn(move || follow(awaited)));
        for key in 0..last as u16 {
            drop(handle.submit(input(deposit(1, key, 1), key.into())).unwrap());
            if key % 50 == 0 {
                handle.call(input(Op::Same { account: 1 }, 1)).unwrap();
            }
        }
        followers.map(|follower| follower.join().unwrap())
    });
    let dense: Vec<i64> = (1..=last).collect();
    assert!(seen.iter().all(|s| *s == dense));
}
