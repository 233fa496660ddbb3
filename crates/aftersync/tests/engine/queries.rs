use aftersync::{
    AccountId, Actor, AgentId, Cursor, Moment, Page, Platform, QueueId, Role, Ticket, TicketOrder, TicketQuery,
    Timestamp, Versioned,
};
use aftersync_core::store::open_ticket::row;

use crate::toy::{Bench, fact, item};

fn agent() -> Actor {
    Actor {
        role: Role::Agent,
        agent: Some(AgentId::of("ann")),
    }
}

fn all(bench: &Bench, query: TicketQuery) -> Vec<String> {
    let mut out = Vec::new();
    let mut query = query;
    loop {
        let page = bench.acme().tickets(query.clone()).wait().unwrap();
        same_as_rows(bench, &query, &page);
        out.extend(page.items.iter().map(|t| t.item.number.to_string()));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return out,
        }
    }
}

/// The page as rows says the same of the same tickets.
fn same_as_rows(bench: &Bench, query: &TicketQuery, page: &Page<Versioned<Ticket>>) {
    let rows = bench.acme().ticket_rows(query.clone()).wait().unwrap();
    assert_eq!(rows.next, page.next, "{query:?}");
    let wanted = page.items.iter().map(|t| row(&t.item, t.version).unwrap());
    assert_eq!(rows.items, wanted.collect::<Vec<_>>(), "{query:?}");
    for (row, ticket) in rows.items.iter().zip(page.items.iter().map(|t| &t.item)) {
        assert_eq!(
            (row.id, row.number, row.headline),
            (ticket.id, ticket.number, ticket.headline)
        );
        assert_eq!(
            (row.kind, row.open, row.amounts),
            (ticket.axes.kind, ticket.is_open(), ticket.amounts)
        );
        assert_eq!(
            (row.due_at, &row.flags, &row.tags),
            (ticket.next_due(), &ticket.flags, &ticket.local.tags)
        );
        assert_eq!(
            (row.account, row.queue, row.agent),
            (ticket.account, ticket.assignment.queue, ticket.assignment.agent)
        );
    }
}

fn seven() -> (Bench, Vec<String>) {
    let bench = Bench::new();
    let mut numbers = Vec::new();
    for n in 0..7 {
        let id = bench.open(&format!("a{n}"));
        numbers.push(bench.acme().ticket(id).wait().unwrap().unwrap().item.number.to_string());
    }
    (bench, numbers)
}

#[test]
fn pages_hold_every_ticket_once_in_order() {
    let (bench, _) = seven();
    let whole = all(&bench, TicketQuery::default());
    assert_eq!(whole.len(), 7);
    for limit in 1..8 {
        assert_eq!(
            all(
                &bench,
                TicketQuery {
                    limit,
                    ..Default::default()
                }
            ),
            whole,
            "limit {limit}"
        );
    }
    let mut oldest = all(
        &bench,
        TicketQuery {
            order: Some(TicketOrder::Oldest),
            limit: 2,
            ..Default::default()
        },
    );
    oldest.reverse();
    assert_eq!(oldest, whole);
}

#[test]
fn filters_hold_together_whatever_list_was_chosen() {
    let (bench, numbers) = seven();
    let id = bench
        .acme()
        .ticket_by_number(numbers[3].parse().unwrap())
        .wait()
        .unwrap()
        .unwrap()
        .item
        .id;
    bench.acme().act(agent()).edit(id).tag("vip").band(0).wait().unwrap();
    let account = AccountId::of(&Platform::from("toy"), "toy", "buyer");
    let narrow = [
        TicketQuery::default(),
        TicketQuery {
            account: Some(account),
            ..Default::default()
        },
        TicketQuery {
            queue: Some(QueueId::of("aftersales")),
            ..Default::default()
        },
        TicketQuery {
            open: Some(true),
            ..Default::default()
        },
        TicketQuery {
            platform: Some(Platform::from("toy")),
            shop: Some("s1".into()),
            ..Default::default()
        },
    ];
    for query in narrow {
        assert_eq!(all(&bench, query.clone()).len(), 7, "{query:?}");
        let tagged = TicketQuery {
            tag: Some("vip".to_owned()),
            limit: 1,
            ..query
        };
        assert_eq!(all(&bench, tagged), [numbers[3].clone()]);
    }
    let queue = TicketQuery {
        queue: Some(QueueId::of("aftersales")),
        ..Default::default()
    };
    assert_eq!(all(&bench, queue)[0], numbers[3], "the most urgent first");
    let later = TicketQuery {
        opened_from: Some(Timestamp(i64::MAX)),
        ..Default::default()
    };
    assert!(all(&bench, later).is_empty());
}

#[test]
fn a_merged_ticket_leads_to_what_it_became_with_both_timelines() {
    let bench = Bench::new();
    let (a, b) = (bench.open("a"), bench.open("b"));
    let desk = bench.acme();
    desk.act(agent()).note(b, "before").wait().unwrap();
    desk.act(agent()).merge(a, b).key("m1").wait().unwrap();
    assert!(desk.act(agent()).merge(a, b).key("m1").wait().unwrap().repeated);
    assert_eq!(desk.ticket(b).wait().unwrap().unwrap().item.id, a);
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = desk.timeline(b, after, 2).wait().unwrap();
        seen.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert!(
        seen.iter()
            .any(|m| matches!(m, Moment::Event(e) if e.event.ticket == Some(b)))
    );
    assert!(seen.windows(2).all(|w| w[0].at() <= w[1].at()));
    let whole = desk.timeline(a, None, 0).wait().unwrap().items;
    assert_eq!(seen, whole);
}

#[test]
fn one_person_is_seen_whole_and_an_order_names_its_tickets() {
    let bench = Bench::new();
    let a = bench.open("a");
    bench.open("b");
    let account = AccountId::of(&Platform::from("toy"), "toy", "buyer");
    let view = bench.acme().customer(account, 0).wait().unwrap().unwrap();
    assert_eq!((view.accounts.len(), view.tickets.len(), view.more), (1, 2, false));
    let same = bench.acme().customer(view.customer.item.id, 1).wait().unwrap().unwrap();
    assert_eq!((same.tickets.len(), same.more), (1, true));
    let by = TicketQuery {
        customer: Some(view.customer.item.id),
        ..Default::default()
    };
    assert_eq!(all(&bench, by).len(), 2);
    assert!(bench.acme().order("toy", "nothing").wait().unwrap().is_none());
    assert!(
        bench
            .acme()
            .allowed(a, &agent())
            .wait()
            .unwrap()
            .iter()
            .any(|o| o.possible)
    );
}

#[test]
fn a_command_on_something_older_is_refused() {
    let bench = Bench::new();
    let id = bench.open("a");
    let version = bench.acme().ticket(id).wait().unwrap().unwrap().version;
    bench
        .acme()
        .act(agent())
        .edit(id)
        .tag("x")
        .expect(version)
        .wait()
        .unwrap();
    let error = bench
        .acme()
        .act(agent())
        .edit(id)
        .tag("y")
        .expect(version)
        .wait()
        .unwrap_err();
    assert_eq!(error.kind(), aftersync::ErrorKind::Conflict);
}

#[test]
fn awaited_and_waited_for_are_the_same() {
    let bench = Bench::new();
    let id = bench.open("a");
    let desk = bench.acme();
    let awaited = futures::executor::block_on(async {
        desk.act(agent()).note(id, "hello").await.unwrap();
        desk.ingest(fact(&item("s1", "a", 1, "open"))).await.unwrap();
        desk.ticket(id).await.unwrap().unwrap()
    });
    assert_eq!(desk.ticket(id).wait().unwrap().unwrap(), awaited);
}

#[test]
fn following_gives_every_event_once_and_goes_on_from_a_cursor() {
    let bench = Bench::new();
    let desk = bench.acme();
    let follower = std::thread::spawn({
        let desk = desk.clone();
        move || {
            desk.subscribe(Cursor(0))
                .into_iter()
                .map(|e| e.unwrap().cursor.0)
                .collect::<Vec<i64>>()
        }
    });
    (0..50).for_each(|n| {
        bench.open(&format!("a{n}"));
    });
    let end = desk.events(Cursor(0), 1).wait().unwrap().head;
    let mut from_middle = desk.subscribe(Cursor(end.0 / 2));
    assert_eq!(from_middle.wait_next().unwrap().unwrap().cursor.0, end.0 / 2 + 1);
    bench.engine.close();
    assert_eq!(follower.join().unwrap(), (1..=end.0).collect::<Vec<_>>());
}

#[test]
fn files_are_found_by_their_content() {
    let bench = Bench::new();
    let hash = bench.acme().put_blob(b"photo".to_vec()).wait().unwrap();
    assert_eq!(
        bench.acme().get_blob(hash.clone()).wait().unwrap().as_deref(),
        Some(b"photo".as_slice())
    );
    assert_eq!(bench.engine.desk("bolt").get_blob(hash).wait().unwrap(), None);
}

#[test]
fn reasons_are_asked_for_when_a_person_decides() {
    use aftersync::{ErrorKind, Reason, Trigger};
    let bench = Bench::new();
    let ticket = bench.open("a");
    bench.net.ok(
        "/reasons/reject/a/zh",
        serde_json::json!({"reasons": [{"code": "7", "text": "商品影响二次销售"}]}),
    );
    let found = bench.acme().reasons(ticket, Trigger::Reject).wait().unwrap();
    assert_eq!(
        found,
        [Reason {
            code: "7".into(),
            text: "商品影响二次销售".into()
        }]
    );
    let refused = |it: aftersync::Later<Vec<Reason>>| it.wait().unwrap_err().kind();
    assert_eq!(
        refused(bench.acme().reasons(ticket, Trigger::Close)),
        ErrorKind::Unsupported
    );
    let nobody = aftersync::TicketId(aftersync::Uid([9; 16]));
    assert_eq!(
        refused(bench.acme().reasons(nobody, Trigger::Reject)),
        ErrorKind::NotFound
    );
}
