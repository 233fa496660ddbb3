//! What a phone has: its scope and nothing else, in step with the desk.
use std::collections::BTreeSet;

use aftersync::model::handoff::{TaskKind, TaskTrigger};
use aftersync::replica::CopyQuery;
use aftersync::{Act, Actor, AgentId, Moment, TenantDesk, TicketId, Trigger};

use crate::kit::{Office, Phone, moves};

/// Tickets of a copy.
pub fn ids(phone: &Phone) -> BTreeSet<TicketId> {
    let query = CopyQuery {
        limit: 1_000,
        ..CopyQuery::default()
    };
    phone
        .replica
        .tickets(&query)
        .unwrap()
        .into_iter()
        .map(|t| t.row.id)
        .collect()
}

/// Every ticket of the copy is as the desk has it.
pub fn same_as(desk: &TenantDesk, phone: &Phone) {
    for id in ids(phone) {
        let theirs = phone.replica.theirs(id).unwrap().unwrap();
        let now = desk.ticket(id).wait().unwrap().unwrap();
        assert_eq!(theirs.ticket.item, now.item);
        assert_eq!(theirs.ticket.version, now.version);
    }
}

#[test]
fn the_first_pull_brings_my_work_and_what_it_touches() {
    for office in [Office::new(), Office::sealed()] {
        let tickets: Vec<TicketId> = (0..20).map(|n| office.open(&format!("a{n}"))).collect();
        office.writes("a3", "the handle is off");
        office.assign(tickets[4], "bob");
        let phone = office.phone("ann", "phone.db");
        let report = phone.sync(&office.desk);
        assert_eq!((report.tickets, report.resync), (19, true));
        assert!(!ids(&phone).contains(&tickets[4]), "bob's");
        same_as(&office.desk, &phone);

        let view = phone.replica.ticket(tickets[3]).unwrap().unwrap();
        let words = view.bundle.timeline.iter().filter_map(|m| match m {
            Moment::Message(message) => Some(message.snapshot.text.clone()),
            Moment::Event(_) => None,
        });
        assert_eq!(words.collect::<Vec<_>>(), ["the handle is off"]);
        assert!(
            view.bundle
                .allowed
                .iter()
                .any(|o| o.trigger == Trigger::ApproveRefund && o.because.is_none())
        );
        let customer = view.customer.unwrap();
        assert_eq!(customer.accounts[0].uid, "buyer-a3");
        assert_eq!(phone.replica.customers().unwrap().len(), 19);

        // Nothing happened: nothing comes.
        let report = phone.sync(&office.desk);
        assert_eq!((report.tickets, report.gone, report.resync), (0, 0, false));
    }
}

#[test]
fn changes_come_once_and_what_left_the_scope_goes() {
    let office = Office::new();
    let tickets: Vec<TicketId> = (0..12).map(|n| office.open(&format!("a{n}"))).collect();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    for _ in 0..3 {
        office.writes("a1", "again");
    }
    office.assign(tickets[2], "ann");
    office.assign(tickets[5], "bob");
    office.does(Act::Transfer {
        ticket: tickets[6],
        queue: "vip".into(),
    });
    let new = office.open("b1");
    let report = phone.sync(&office.desk);
    assert_eq!((report.tickets, report.gone, report.resync), (3, 2, false));
    let have = ids(&phone);
    assert!(have.contains(&new) && have.contains(&tickets[2]));
    assert!(!have.contains(&tickets[5]) && !have.contains(&tickets[6]));
    same_as(&office.desk, &phone);
}

#[test]
fn a_note_beside_the_row_comes_too() {
    let office = Office::new();
    let ticket = office.open("a1");
    office.does(Act::Note {
        ticket,
        text: "first".into(),
        mentions: Default::default(),
    });
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    // The ticket was touched before, so that this note writes an event and no row.
    office.does(Act::Note {
        ticket,
        text: "second".into(),
        mentions: Default::default(),
    });
    phone.sync(&office.desk);
    let view = phone.replica.ticket(ticket).unwrap().unwrap();
    let told = serde_json::to_string(&view.bundle.timeline).unwrap();
    assert!(told.contains("first") && told.contains("second"));
}

#[test]
fn another_group_is_another_scope() {
    let office = Office::new();
    let tickets: Vec<TicketId> = (0..9).map(|n| office.open(&format!("a{n}"))).collect();
    office.does(Act::Transfer {
        ticket: tickets[8],
        queue: "vip".into(),
    });
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    assert_eq!(ids(&phone).len(), 8);
    office.put_agent("ann", &["vip"]);
    let report = phone.sync(&office.desk);
    assert!(report.resync);
    assert_eq!(ids(&phone), BTreeSet::from([tickets[8]]));
    assert_eq!(
        phone.replica.customers().unwrap().len(),
        1,
        "customers go with their last ticket"
    );
}

#[test]
fn a_task_of_the_group_brings_its_ticket() {
    let office = Office::new();
    office.put_agent("cho", &["warehouse"]);
    let ticket = office.open("a1");
    let phone = office.phone("cho", "phone.db");
    phone.sync(&office.desk);
    assert!(ids(&phone).is_empty());
    office.does(Act::OpenTask {
        ticket,
        kind: TaskKind::WarehouseCheck,
        group: "warehouse".into(),
        after: Vec::new(),
    });
    phone.sync(&office.desk);
    assert_eq!(ids(&phone), BTreeSet::from([ticket]));
    let tasks = phone.replica.tasks().unwrap();
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0].task.ticket, ticket);
}

#[test]
fn a_task_that_is_given_to_somebody_is_theirs_whatever_its_group() {
    let office = Office::new();
    office.put_agent("cho", &["warehouse"]);
    let ticket = office.open("a1");
    office.does(Act::OpenTask {
        ticket,
        kind: TaskKind::QcInspection,
        group: "laboratory".into(),
        after: Vec::new(),
    });
    let phone = office.phone("cho", "phone.db");
    phone.sync(&office.desk);
    assert!(ids(&phone).is_empty(), "nobody's, in a group of others");
    let task = office.desk.ticket(ticket).wait().unwrap().unwrap().item.local.tasks[0];
    let gives = |agent: &str, trigger| {
        office.does(moves(task, trigger, agent));
        phone.sync(&office.desk);
        same_as(&office.desk, &phone);
        ids(&phone)
    };
    assert_eq!(gives("cho", TaskTrigger::Assign), BTreeSet::from([ticket]));
    assert_eq!(gives("cho", TaskTrigger::Decline), BTreeSet::new());
    let far = office.phone("cho", "other.db");
    gives("cho", TaskTrigger::Assign);
    far.sync(&office.desk);
    assert_eq!(ids(&far), BTreeSet::from([ticket]), "a first pull sees it too");
}

#[test]
fn fields_are_left_out_and_changing_them_begins_anew() {
    let office = Office::new();
    let ticket = office.open("a1");
    office.writes("a1", "call me at home");
    let mut phone = office.phone("ann", "phone.db");
    let hide = [
        "ticket.reason_text",
        "message.snapshot.text",
        "message.snapshot.account.uid",
        "customer.name",
        "account.uid",
        "account.nickname",
    ];
    phone.user.hide = hide.map(str::to_owned).into();
    phone.sync(&office.desk);
    let view = serde_json::to_string(&phone.replica.ticket(ticket).unwrap().unwrap()).unwrap();
    for word in ["call me at home", "broken a1", "buyer-a1", "Nick a1"] {
        assert!(!view.contains(word), "{word}");
    }
    phone.user.hide.clear();
    assert!(phone.sync(&office.desk).resync);
    let view = serde_json::to_string(&phone.replica.ticket(ticket).unwrap().unwrap()).unwrap();
    assert!(view.contains("call me at home") && view.contains("broken a1"));

    phone.user.hide = ["ticket.axes".to_owned()].into();
    assert_eq!(
        phone.once(&office.desk).unwrap_err().kind(),
        aftersync::ErrorKind::Config
    );
}

#[test]
fn a_merged_ticket_leads_to_what_it_became() {
    let office = Office::new();
    let (one, two) = (office.open("a1"), office.open("a2"));
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    // Of one buyer, so that they may be merged.
    let whose = |ticket| {
        office
            .desk
            .ticket(ticket)
            .wait()
            .unwrap()
            .unwrap()
            .item
            .account
            .unwrap()
    };
    let person = |account| {
        office
            .desk
            .customer(account, 1)
            .wait()
            .unwrap()
            .unwrap()
            .customer
            .item
            .id
    };
    let (a, b) = (person(whose(one)), person(whose(two)));
    office.does(Act::MergeCustomers { one: a, other: b });
    office.does(Act::Merge { into: one, from: two });
    phone.sync(&office.desk);
    assert_eq!(ids(&phone), BTreeSet::from([one]));
    let view = phone.replica.ticket(two).unwrap().unwrap();
    assert_eq!(view.bundle.ticket.item.id, one);
    same_as(&office.desk, &phone);
    assert_eq!(phone.replica.customers().unwrap().len(), 1);
}

#[test]
fn who_is_forgotten_is_forgotten_on_phones() {
    for office in [Office::new(), Office::sealed()] {
        let (ticket, other) = (office.open("a1"), office.open("a2"));
        office.writes("a1", "my secret words");
        let phone = office.phone("ann", "phone.db");
        phone.sync(&office.desk);
        let account = office
            .desk
            .ticket(ticket)
            .wait()
            .unwrap()
            .unwrap()
            .item
            .account
            .unwrap();
        let customer = office
            .desk
            .customer(account, 1)
            .wait()
            .unwrap()
            .unwrap()
            .customer
            .item
            .id;
        let act = Act::Forget {
            customer,
            force: true,
            found: Box::default(),
        };
        office.desk.act(Actor::system()).doing(act).apply().wait().unwrap();
        phone.sync(&office.desk);
        let view = phone.replica.ticket(ticket).unwrap().unwrap();
        let told = serde_json::to_string(&view).unwrap();
        for word in ["my secret words", "broken a1", "buyer-a1", "Nick a1"] {
            assert!(!told.contains(word), "{word}: {told}");
        }
        let all = serde_json::to_string(&phone.replica.customers().unwrap()).unwrap();
        assert!(!all.contains("buyer-a1") && all.contains("buyer-a2"));
        assert!(phone.replica.ticket(other).unwrap().is_some());
        same_as(&office.desk, &phone);
    }
}

#[test]
fn long_away_begins_anew_and_a_restored_server_too() {
    let office = Office::new();
    for n in 0..5 {
        office.open(&format!("a{n}"));
    }
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    // A server from a copy that knows less than the phone.
    let restored = Office::new();
    restored.open("z1");
    let again = restored
        .desk
        .register_device(Actor::system(), AgentId::of("ann"))
        .wait()
        .unwrap();
    // The keys follow from the same engine key, but this device is another: only the mark is of interest here.
    assert_ne!(again.device, phone.access.device);
    let act = Act::RegisterDevice {
        device: phone.access.device,
        agent: AgentId::of("ann"),
    };
    restored.desk.act(Actor::system()).doing(act).apply().wait().unwrap();
    let report = phone.sync(&restored.desk);
    assert!(report.resync);
    assert_eq!(ids(&phone).len(), 1);
    same_as(&restored.desk, &phone);
}

#[test]
fn lists_come_as_whole_pages_in_order_of_urgency() {
    let office = Office::new();
    let tickets: Vec<TicketId> = (0..10).map(|n| office.open(&format!("a{n}"))).collect();
    office.does(Act::Edit {
        ticket: tickets[7],
        add_tags: vec!["hot".into()],
        remove_tags: Vec::new(),
        custom: Default::default(),
        issue: None,
        band: Some(0),
        evidence: Vec::new(),
    });
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let page = |skip, limit| {
        let query = CopyQuery {
            skip,
            limit,
            ..CopyQuery::default()
        };
        phone
            .replica
            .tickets(&query)
            .unwrap()
            .into_iter()
            .map(|t| t.row.id)
            .collect::<Vec<_>>()
    };
    let all = page(0, 0);
    assert_eq!((all.len(), all[0]), (10, tickets[7]));
    assert_eq!([page(0, 4), page(4, 4), page(8, 4)].concat(), all);
    let tagged = CopyQuery {
        tag: Some("hot".into()),
        ..CopyQuery::default()
    };
    assert_eq!(phone.replica.tickets(&tagged).unwrap().len(), 1);
}

#[test]
fn a_ticket_costs_at_most_three_kilobytes() {
    const TICKETS: u64 = 200;
    let office = Office::new();
    for n in 0..TICKETS {
        office.open(&format!("a{n}"));
        office.writes(
            &format!("a{n}"),
            "the handle came off when I opened the parcel, see the photo; can I have another one?",
        );
    }
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.replica.close();
    let bytes = std::fs::metadata(&phone.path).unwrap().len();
    assert!(bytes / TICKETS <= 3_000, "{} bytes each", bytes / TICKETS);
    assert!(
        bytes / TICKETS >= 500,
        "{} bytes each: something is missing",
        bytes / TICKETS
    );
}
