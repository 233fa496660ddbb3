//! The log: dense, in commit order, in pages.
use aftersync_core::model::axes::Role;
use aftersync_core::model::command::Actor;
use aftersync_core::model::event::{AnyEvent, Cursor, Event, Recorded};
use aftersync_core::model::ids::{AgentId, TicketId};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{EventPage, Head, TicketStore};

use super::kit::{Build, acme, event, id, number};
use super::suite;

suite! {
    places_are_dense_from_one,
    the_log_comes_in_pages,
    a_ticket_has_its_own_log,
    events_are_kept_whole,
    the_time_of_the_log_never_runs_back,
}

fn places_are_dense_from_one(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let mut head = Head::default();
    for n in [2, 0, 1, 3] {
        let build = (0..n).fold(Build::on(&acme(), head), |b, _| b.event(event(1, None)));
        head = build.put(1, number(1)).commit(&mut *writer);
    }
    assert_eq!((head.rev, head.cursor), (4, Cursor(6)));
    let page = writer.events(&acme(), Cursor(0), 100).unwrap();
    let places: Vec<i64> = page.events.iter().map(|e| e.cursor.0).collect();
    assert_eq!(places, [1, 2, 3, 4, 5, 6]);
    assert_eq!((page.next, page.head), (head.cursor, head.cursor));
}

/// Asks page by page until the end is reached.
fn pages(mut ask: impl FnMut(Cursor) -> EventPage, size: usize) -> Vec<Recorded> {
    let (mut seen, mut since) = (Vec::new(), Cursor(0));
    for _ in 0..100 {
        let page = ask(since);
        assert!(page.events.len() <= size);
        since = page.next;
        seen.extend(page.events);
        if since == page.head {
            return seen;
        }
    }
    assert!(seen.is_empty(), "the end was never reached");
    seen
}

fn the_log_comes_in_pages(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let build = (0..10).fold(Build::on(&acme(), Head::default()), |b, at| b.event(event(at, None)));
    build.commit(&mut *writer);
    for size in 1..12 {
        let seen = pages(|since| writer.events(&acme(), since, size).unwrap(), size);
        let times: Vec<i64> = seen.iter().map(|e| e.event.at.0).collect();
        assert_eq!(times, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    let rest = writer.events(&acme(), Cursor(8), 100).unwrap();
    assert_eq!(rest.events.len(), 2);
    let end = writer.events(&acme(), Cursor(10), 100).unwrap();
    assert!(end.events.is_empty());
    assert_eq!((end.next, end.head), (Cursor(10), Cursor(10)));
}

fn a_ticket_has_its_own_log(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let tickets = [Some(1), None, Some(2), Some(1), Some(1), Some(2), None];
    let build = tickets
        .iter()
        .zip(1..)
        .fold(Build::on(&acme(), Head::default()), |b, (t, at)| b.event(event(at, *t)));
    build.commit(&mut *writer);
    let other = aftersync_core::model::ids::Tenant::new("other");
    Build::on(&other, Head::default())
        .event(event(50, Some(1)))
        .commit(&mut *writer);
    for (ticket, expected) in [(1, vec![1, 4, 5]), (2, vec![3, 6]), (3, vec![])] {
        for size in 1..5 {
            let ticket = TicketId(id(ticket));
            let seen = pages(
                |since| writer.ticket_events(&acme(), ticket, since, size).unwrap(),
                size,
            );
            let places: Vec<i64> = seen.iter().map(|e| e.cursor.0).collect();
            assert_eq!(places, expected);
            assert!(seen.iter().all(|e| e.event.ticket == Some(ticket)));
        }
    }
    let since = writer.ticket_events(&acme(), TicketId(id(1)), Cursor(4), 9).unwrap();
    assert_eq!(since.events.len(), 1);
}

fn events_are_kept_whole(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let later = serde_json::json!({"kind": "drone_landed", "where": {"roof": [1, 2]}, "text": "\u{0} 退款 \"'"});
    let events = [
        event(5, Some(3)),
        Event {
            at: Timestamp(6),
            v: 7,
            ticket: None,
            actor: Actor {
                role: Role::Agent,
                agent: Some(AgentId(id(9))),
            },
            body: AnyEvent::Unknown(later),
        },
    ];
    let build = events
        .iter()
        .fold(Build::on(&acme(), Head::default()), |b, e| b.event(e.clone()));
    build.commit(&mut *writer);
    let found: Vec<Event> = writer
        .events(&acme(), Cursor(0), 9)
        .unwrap()
        .events
        .into_iter()
        .map(|e| e.event)
        .collect();
    assert_eq!(found, events);
}

/// Two processes: what one decided earlier is committed after what the other decided later.
fn the_time_of_the_log_never_runs_back(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let known = Head::default();
    Build::on(&acme(), known)
        .at(50)
        .event(event(50, None))
        .commit(&mut *writer);
    let late = Build::on(&acme(), known).at(20);
    let head = late.event(event(10, None)).event(event(20, None)).commit(&mut *writer);
    assert_eq!(head.now, Timestamp(50));
    Build::on(&acme(), head)
        .at(60)
        .event(event(60, None))
        .commit(&mut *writer);
    let page = writer.events(&acme(), Cursor(0), 100).unwrap();
    let times: Vec<i64> = page.events.iter().map(|e| e.event.at.0).collect();
    assert_eq!(times, [50, 50, 50, 60]);
}
