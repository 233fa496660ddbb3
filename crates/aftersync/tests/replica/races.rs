//! Repeats that the network kept back, and strangers in the same commit: what was told once stays true.
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use aftersync::replica::Resolution;
use aftersync::{Act, Actor, AgentId, DeskSync, Engine, SeededIds, TicketId, Trigger};
use aftersync_testkit::{ManualClock, MemoryStore};

use crate::kit::{Folder, Office, START};
use crate::push::{notes, tag};

/// A ticket of ann, and her phone beside it.
fn at_hand() -> (Office, TicketId, crate::kit::Phone) {
    let office = Office::new();
    let ticket = office.open("a1");
    office.assign(ticket, "ann");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    (office, ticket, phone)
}

#[test]
fn a_late_repeat_of_what_was_refused_is_refused_still() {
    let (office, ticket, phone) = at_hand();
    let key = phone.notes(ticket, "kept back");
    let late = phone.replica.request(phone.at()).unwrap();
    office.assign(ticket, "bob");
    assert_eq!(phone.sync(&office.desk).refused, 1);
    office.assign(ticket, "ann");
    // The same bytes once more, now that the ticket is hers again: its giver knows that it was not done.
    office.desk.sync(phone.user.clone(), late).wait().unwrap();
    assert!(notes(&office, ticket).is_empty());

    // Given anew it has another key, and is done once.
    phone.sync(&office.desk);
    phone
        .replica
        .resolve(&key, Resolution::Mine, phone.at())
        .unwrap()
        .unwrap();
    assert_eq!(phone.sync(&office.desk).applied, 1);
    assert_eq!(notes(&office, ticket), ["kept back"]);
}

#[test]
fn a_late_repeat_of_a_conflict_is_a_conflict_still() {
    let (office, ticket, phone) = at_hand();
    phone.notes(ticket, "kept back");
    let late = phone.replica.request(phone.at()).unwrap();
    office.moves(ticket, Trigger::Reject);
    assert_eq!(phone.sync(&office.desk).conflicts, 1);
    office.moves(ticket, Trigger::Reopen);
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
    assert!(now.is_open());
    office.desk.sync(phone.user.clone(), late).wait().unwrap();
    assert!(notes(&office, ticket).is_empty());
}

fn poll<T>(call: &mut Pin<&mut impl Future<Output = T>>) -> Option<T> {
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

fn until_it_waits(engine: &Engine, call: &mut Pin<&mut impl Future>) {
    while engine.waiting() == 0 {
        assert!(poll(call).is_none());
    }
}

/// Two commands of a phone in one request, with a stranger's in the commit of the first or without it. Gives how many were
/// applied and how many met a change.
fn beside(stranger: bool) -> (usize, usize) {
    let store = Arc::new(MemoryStore::new());
    let office = Office::over(store.clone(), Folder::new());
    let ticket = office.open("a1");
    office.assign(ticket, "ann");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.does(Act::Note {
        ticket,
        text: "first".into(),
        mentions: Default::default(),
    });
    phone.does(tag(ticket, "mine"));
    phone.moves(ticket, Trigger::Reject);
    let by_hand = Engine::builder(store)
        .key([7; 32])
        .clock(Arc::new(ManualClock::new(START.plus(60_000))))
        .ids(Arc::new(SeededIds::new(2)))
        .by_hand()
        .build()
        .unwrap();
    let desk = by_hand.desk("acme");
    let mut sync = pin!(desk.sync(phone.user.clone(), phone.replica.request(phone.at()).unwrap()));
    let other = desk.act(Actor::agent(AgentId::of("bob"))).doing(tag(ticket, "theirs"));
    let mut other = pin!(other.apply());
    // The note, then the tag: with it goes what somebody else does.
    until_it_waits(&by_hand, &mut sync);
    by_hand.step();
    until_it_waits(&by_hand, &mut sync);
    if stranger {
        assert!(poll(&mut other).is_none());
        assert_eq!(by_hand.waiting(), 2);
    }
    by_hand.step();
    let answer = loop {
        match poll(&mut sync) {
            Some(answer) => break answer.unwrap(),
            None => by_hand.step(),
        };
    };
    if stranger {
        poll(&mut other).unwrap().unwrap();
        let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
        assert_eq!(now.local.tags, ["mine".to_owned(), "theirs".to_owned()].into());
    }
    let report = phone.replica.answer(&answer, phone.at()).unwrap();
    (report.applied, report.conflicts)
}

#[test]
fn a_stranger_in_the_commit_of_an_own_command_is_seen() {
    assert_eq!(beside(false), (3, 0));
    assert_eq!(beside(true), (2, 1));
}
