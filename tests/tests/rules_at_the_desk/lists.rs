//! Lists of tasks and agents say what the rows say, however many go on a page.
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::Desk;
use aftersync_core::engine::agents::{AgentQuery, AgentView};
use aftersync_core::engine::decide::in_hands;
use aftersync_core::engine::query::{Page, Versioned};
use aftersync_core::engine::tasks::TaskQuery;
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor};
use aftersync_core::model::handoff::TaskKind;
use aftersync_core::model::ids::{AgentId, TaskId, TicketId, Uid};
use aftersync_core::model::task::Task;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::model::time::HOUR;
use aftersync_core::store::{Key, Table};
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{START, configure, engine, opened};
use aftersync_tests::prng::Prng;
use serde_json::json;

use super::tasks::{Evening, NAMES};

/// All pages of a list, none larger than it may be and none empty where another follows.
fn all<T>(limit: usize, fetch: impl Fn(Option<String>) -> Page<T>) -> Vec<T> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = fetch(after);
        let most = if limit == 0 { 50 } else { limit };
        assert!(page.items.len() <= most);
        assert!(page.next.is_none() || page.items.len() == most);
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

fn listed(desk: &Desk, query: &TaskQuery) -> Vec<Versioned<Task>> {
    all(query.limit, |after| {
        desk.tasks(TaskQuery { after, ..query.clone() }).wait().unwrap()
    })
}

fn agents(desk: &Desk, query: &AgentQuery) -> Vec<AgentView> {
    all(query.limit, |after| {
        desk.agents(AgentQuery { after, ..query.clone() }).wait().unwrap()
    })
}

fn of_ticket(ticket: TicketId) -> TaskQuery {
    TaskQuery {
        ticket: Some(ticket),
        ..TaskQuery::default()
    }
}

fn of_group(group: &str) -> TaskQuery {
    TaskQuery {
        group: Some(group.to_owned()),
        ..TaskQuery::default()
    }
}

fn of_agent(agent: AgentId) -> TaskQuery {
    TaskQuery {
        agent: Some(agent),
        ..TaskQuery::default()
    }
}

/// What a query is to find, read from all rows.
fn wanted(rows: &[Task], query: &TaskQuery) -> Vec<Task> {
    let is_of = |task: &&Task| {
        let open = task.ended_at.is_none();
        query.ticket.is_none_or(|ticket| ticket == task.ticket)
            && query
                .group
                .as_ref()
                .is_none_or(|group| open && (*group == task.group || task.also.contains(group)))
            && query.agent.is_none_or(|agent| open && task.agent == Some(agent))
            && query.kind.is_none_or(|kind| kind == task.kind)
            && (!query.unassigned || task.agent.is_none())
    };
    let mut found: Vec<Task> = rows.iter().filter(is_of).cloned().collect();
    let at = |t: &Task| t.ended_at.or(t.turn_at()).map_or(i64::MAX, |at| at.0);
    let band = |t: &Task| if t.ended_at.is_some() { 5 } else { t.band };
    found.sort_by_key(|t| (band(t), at(t), t.id));
    found
}

#[test]
fn lists_of_tasks_hold_what_the_rows_say_and_what_is_due_first_comes_first() {
    let (mut several, mut ended) = (0, 0);
    for seed in 0..3 {
        let (mut evening, mut dice) = (Evening::new(seed), Prng::new(seed));
        for n in 0..150 {
            evening.step(&mut dice, n);
            if n % 25 == 0 && !evening.tickets.is_empty() {
                let act = evening.desk.act(Actor::system());
                let ticket = *dice.pick(&evening.tickets);
                act.open_task(ticket, TaskKind::RepairJob, "dock", []).wait().unwrap();
            }
        }
        let (desk, rows) = (&evening.desk, evening.rows::<Task>());
        let tickets = evening.rows::<Ticket>();
        let queries = tickets.iter().map(|ticket| of_ticket(ticket.id));
        let queries = queries.chain(NAMES.map(|name| of_agent(AgentId::of(name))));
        let queries = queries.chain(["aftersales", "dock", "nowhere"].map(of_group));
        let narrowed = queries.flat_map(|query| {
            let open = TaskQuery {
                unassigned: true,
                ..query.clone()
            };
            let callbacks = TaskQuery {
                kind: Some(TaskKind::Callback),
                ..query.clone()
            };
            [query, open, callbacks]
        });
        for query in narrowed {
            let wanted = wanted(&rows, &query);
            several += usize::from(wanted.len() > 3);
            ended += wanted.iter().filter(|task| task.ended_at.is_some()).count();
            for limit in [1, 2, 3, 0] {
                let query = TaskQuery { limit, ..query.clone() };
                let found = listed(desk, &query);
                let items: Vec<Task> = found.iter().map(|task| task.item.clone()).collect();
                assert_eq!(items, wanted, "seed {seed}: {query:?}");
            }
        }
        for task in &rows {
            let alone = desk.task(task.id).wait().unwrap().unwrap();
            assert_eq!(alone.item, *task);
            assert!(listed(desk, &of_ticket(task.ticket)).contains(&alone));
        }
    }
    assert!(several > 10 && ended > 10, "{several} long lists, {ended} that ended");
}

#[test]
fn tasks_are_asked_of_one_ticket_one_group_or_one_agent() {
    let evening = Evening::new(1);
    let ticket = opened(&evening.desk, "A", "order-a", Kind::RefundOnly);
    let both = TaskQuery {
        agent: Some(AgentId::of("an")),
        ..of_group("aftersales")
    };
    let three = TaskQuery {
        ticket: Some(ticket),
        ..both.clone()
    };
    for query in [TaskQuery::default(), both, three] {
        let error = evening.desk.tasks(query).wait().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
        let allowed = error.context_of("allowed").unwrap();
        assert!(allowed.contains("ticket, group, agent"), "{error}");
    }
    let nowhere = TaskQuery {
        after: Some("x".to_owned()),
        ..of_ticket(ticket)
    };
    assert_eq!(
        evening.desk.tasks(nowhere).wait().unwrap_err().kind(),
        ErrorKind::Malformed
    );
    let unknown = of_ticket(TicketId(Uid::ZERO));
    assert_eq!(evening.desk.tasks(unknown).wait().unwrap(), Page::default());
    assert_eq!(evening.desk.task(TaskId(Uid::ZERO)).wait().unwrap(), None);
}

#[test]
fn the_version_of_a_listed_task_is_what_a_command_expects() {
    let evening = Evening::new(2);
    let ticket = opened(&evening.desk, "A", "order-a", Kind::RefundOnly);
    let act = evening.desk.act(Actor::system());
    act.open_task(ticket, TaskKind::RepairJob, "dock", []).wait().unwrap();
    let task = listed(&evening.desk, &of_group("dock")).remove(0);
    let start = || -> Act {
        let start = json!({"do": "move_task", "task": task.item.id, "trigger": "assign", "agent": AgentId::of("an")});
        serde_json::from_value(start).unwrap()
    };
    act.doing(start()).expect(task.version).wait().unwrap();
    let again = act.doing(start()).expect(task.version).wait().unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Conflict);
}

#[test]
fn merged_tickets_list_their_tasks_together() {
    let evening = Evening::new(3);
    let [one, other] = ["A", "B"].map(|id| opened(&evening.desk, id, &format!("order-{id}"), Kind::RefundOnly));
    let act = evening.desk.act(Actor::system());
    for ticket in [one, other] {
        act.open_task(ticket, TaskKind::RepairJob, "dock", []).wait().unwrap();
    }
    act.merge(one, other).wait().unwrap();
    for ticket in [one, other] {
        assert_eq!(listed(&evening.desk, &of_ticket(ticket)).len(), 2);
    }
}

#[test]
fn agents_are_listed_with_what_is_in_their_hands() {
    let mut busy = 0;
    for seed in 0..3 {
        let (mut evening, mut dice) = (Evening::new(seed), Prng::new(seed));
        for n in 0..100 {
            evening.step(&mut dice, n);
        }
        NAMES.iter().for_each(|name| evening.put(name, Presence::Online));
        let tickets = evening.rows::<Ticket>();
        let views = agents(&evening.desk, &AgentQuery::default());
        let rows = evening.rows::<Agent>();
        assert_eq!(views.iter().map(|view| view.agent.clone()).collect::<Vec<_>>(), rows);
        for view in &views {
            let id = view.agent.id;
            let key = Key::new(Table::AgentTickets, id.0);
            let in_hand = tickets.iter().filter(|ticket| in_hands(ticket).contains(&key)).count();
            let wanted = (evening.load(id), in_hand as i64, false);
            assert_eq!((view.load, view.tickets, view.off_shift), wanted, "seed {seed}: {id}");
            assert_eq!(evening.desk.agent(id).wait().unwrap().as_ref(), Some(view));
        }
        busy += views.iter().filter(|view| view.load > 0 && view.tickets > 0).count();
    }
    assert!(busy > 0);
}

/// Seven people, every second of them there, three of them in the dock, one with a shift in the morning.
fn seven(desk: &Desk) {
    for n in 0..7 {
        let agent = Box::new(Agent {
            groups: [if n < 3 { "dock" } else { "desk" }.to_owned()].into(),
            presence: if n % 2 == 0 { Presence::Online } else { Presence::Away },
            shift: (n == 2).then(|| "morning".to_owned()),
            ..Agent::new(format!("n{n}"))
        });
        desk.act(Actor::system()).doing(Act::PutAgent { agent }).wait().unwrap();
    }
}

#[test]
fn agents_are_found_by_group_and_presence_page_by_page() {
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 1);
    let desk = builder.build().unwrap().desk("acme");
    let morning = json!({"calendars": [{"name": "morning", "week": {"monday": [{"from": 540, "to": 720}]}}]});
    configure(&desk, serde_json::from_value(morning).unwrap());
    seven(&desk);
    let (dock, there) = (Some("dock".to_owned()), Some(Presence::Online));
    let asked = [
        (None, None, vec![0, 1, 2, 3, 4, 5, 6]),
        (dock.clone(), None, vec![0, 1, 2]),
        (None, there, vec![0, 2, 4, 6]),
        (dock.clone(), there, vec![0, 2]),
        (Some("nowhere".to_owned()), None, vec![]),
    ];
    for (group, presence, wanted) in asked {
        let mut wanted: Vec<AgentId> = wanted.iter().map(|n| AgentId::of(&format!("n{n}"))).collect();
        wanted.sort();
        for limit in 0..9 {
            let query = AgentQuery {
                group: group.clone(),
                presence,
                limit,
                after: None,
            };
            let found: Vec<AgentId> = agents(&desk, &query).iter().map(|view| view.agent.id).collect();
            assert_eq!(found, wanted, "{query:?}");
        }
    }
    let off = || -> Vec<bool> {
        let all = (0..7).map(|n| desk.agent(AgentId::of(&format!("n{n}"))).wait().unwrap().unwrap());
        all.map(|view| view.off_shift).collect()
    };
    // In the zone of the merchant it is eight in the morning.
    assert_eq!(off(), [false, false, true, false, false, false, false]);
    clock.set(START.plus(2 * HOUR));
    assert_eq!(off(), [false; 7]);
    let nowhere = AgentQuery {
        after: Some("x".to_owned()),
        ..AgentQuery::default()
    };
    assert_eq!(desk.agents(nowhere).wait().unwrap_err().kind(), ErrorKind::Malformed);
    assert_eq!(desk.agent(AgentId::of("nobody")).wait().unwrap(), None);
}
