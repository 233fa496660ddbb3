//! Work without a network: drawn at once, done once, and told honestly when the desk moved on.
use aftersync::replica::{PendingState, Resolution, Suggestion};
use aftersync::{Act, Actor, AgentId, AnyEvent, Cursor, DeskSync, ErrorKind, EventBody, Headline, TicketId, Trigger};

use crate::kit::Office;
use crate::pull::{ids, same_as};

pub fn applied(office: &Office, word: &str) -> usize {
    let page = office.desk.events(Cursor(0), 0).wait().unwrap();
    let of = |e: &&aftersync::Recorded| matches!(&e.event.body, AnyEvent::Known(EventBody::CommandApplied { command, .. }) if command == word);
    page.events.iter().filter(of).count()
}

pub fn notes(office: &Office, ticket: TicketId) -> Vec<String> {
    let page = office.desk.events(Cursor(0), 0).wait().unwrap();
    let of = |e: aftersync::Recorded| match e.event.body {
        AnyEvent::Known(EventBody::NoteAdded { text }) if e.event.ticket == Some(ticket) => Some(text),
        _ => None,
    };
    page.events.into_iter().filter_map(of).collect()
}

pub fn tag(ticket: TicketId, word: &str) -> Act {
    Act::Edit {
        ticket,
        add_tags: vec![word.into()],
        remove_tags: Vec::new(),
        custom: Default::default(),
        issue: None,
        band: None,
        evidence: Vec::new(),
    }
}

#[test]
fn a_command_shows_at_once_and_is_done_with_the_next_sync() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let before = phone.replica.ticket(ticket).unwrap().unwrap();
    phone.moves(ticket, Trigger::Reject);
    phone.notes(ticket, "told her why");
    let drawn = phone.replica.ticket(ticket).unwrap().unwrap();
    assert_ne!(drawn.bundle.ticket.item.headline, before.bundle.ticket.item.headline);
    assert_eq!(drawn.pending.len(), 2);
    assert!(
        !drawn.bundle.allowed.iter().any(|o| o.trigger == Trigger::Reject),
        "what is allowed follows"
    );
    let listed = phone.replica.tickets(&Default::default()).unwrap();
    assert_eq!(
        (listed[0].row.headline, listed[0].pending),
        (drawn.bundle.ticket.item.headline, 2)
    );
    let theirs = phone.replica.theirs(ticket).unwrap().unwrap();
    assert_eq!(
        theirs.ticket.item.headline, before.bundle.ticket.item.headline,
        "the desk knows nothing yet"
    );

    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts, report.refused), (2, 0, 0));
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap();
    assert_eq!(
        now.item.headline, drawn.bundle.ticket.item.headline,
        "what was drawn is what happened"
    );
    assert!(phone.replica.pending().unwrap().is_empty());
    let entry = now.item.local.entries.last().unwrap();
    assert_eq!(
        (entry.trigger, entry.agent),
        (Trigger::Reject, Some(AgentId::of("ann")))
    );
    same_as(&office.desk, &phone);
}

#[test]
fn a_chain_of_own_commands_is_no_conflict() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.does(Act::Assign {
        ticket,
        agent: Some(AgentId::of("ann")),
    });
    phone.moves(ticket, Trigger::AskBuyer);
    phone.does(tag(ticket, "one"));
    phone.does(tag(ticket, "two"));
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts, report.refused), (4, 0, 0));
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(now.local.tags, ["one".to_owned(), "two".to_owned()].into());
    // Queued on what the first chain left, before the phone pulled it: still no conflict.
    phone.does(tag(ticket, "three"));
    assert_eq!(phone.sync(&office.desk).applied, 1);
}

#[test]
fn a_note_in_between_hides_nothing_that_somebody_else_changed() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(ticket, "first a note");
    phone.moves(ticket, Trigger::Reject);
    // Somebody else was there before the note, which comes upon it without a word and leaves a version of its own.
    office.assign(ticket, "ann");
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (1, 1));
    assert_eq!(applied(&office, "reject"), 0);

    // With nobody in between the two are a chain.
    let other = office.open("a2");
    phone.sync(&office.desk);
    phone.notes(other, "first a note");
    phone.moves(other, Trigger::Reject);
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (2, 0));
}

#[test]
fn an_answer_that_was_handed_over_shows_as_sent() {
    use aftersync::model::conversation::DeliveryState;
    use aftersync::{JobKind, Moment, Outcome};
    let office = Office::new();
    let ticket = office.open("a1");
    office.writes("a1", "hello?");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.does(Act::Reply {
        ticket,
        text: "we are on it".into(),
        channel: None,
        confidence: None,
        template: None,
        lang: None,
    });
    phone.sync(&office.desk);
    let delivery = |of: &crate::kit::Phone| {
        let view = of.replica.ticket(ticket).unwrap().unwrap();
        let told = view.bundle.timeline.into_iter().find_map(|moment| match moment {
            Moment::Message(message) => message.delivery,
            Moment::Event(_) => None,
        });
        told.unwrap()
    };
    assert_eq!(delivery(&phone), DeliveryState::Queued);
    for job in office.desk.claim_jobs(&[JobKind::Reply], 9, 60_000).wait().unwrap() {
        let done = office.desk.finish_job(job.job.id, job.lease, Outcome::default()).wait();
        assert!(done.unwrap());
    }
    phone.sync(&office.desk);
    assert_eq!(delivery(&phone), DeliveryState::Sent);
}

#[test]
fn killed_while_pushing_nothing_is_done_twice() {
    let office = Office::sealed();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.moves(ticket, Trigger::Reject);
    phone.notes(ticket, "once");
    // The server has it all; the app dies before it reads the answer.
    let request = phone.replica.request(phone.at()).unwrap();
    office.desk.sync(phone.user.clone(), request.clone()).wait().unwrap();
    let (access, path, now) = (phone.access.clone(), phone.path.clone(), phone.now);
    drop(phone);
    let phone = crate::kit::Phone::open(&path, access, now);
    assert_eq!(
        phone.replica.pending().unwrap().len(),
        2,
        "kept through the end of the app"
    );
    // And the network repeats the request by itself.
    office.desk.sync(phone.user.clone(), request).wait().unwrap();
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (2, 0));
    assert_eq!(applied(&office, "reject"), 1);
    assert_eq!(notes(&office, ticket), ["once"]);
    assert!(phone.replica.pending().unwrap().is_empty());
    same_as(&office.desk, &phone);
}

#[test]
fn two_phones_of_one_person_and_one_decision() {
    let office = Office::new();
    let ticket = office.open("a1");
    let (one, two) = (office.phone("ann", "one.db"), office.phone("ann", "two.db"));
    one.sync(&office.desk);
    two.sync(&office.desk);
    one.moves(ticket, Trigger::AskBuyer);
    let key = two.moves(ticket, Trigger::ApproveRefund);
    assert_eq!(one.sync(&office.desk).applied, 1);
    let report = two.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (0, 1));
    let waits = two.replica.pending().unwrap();
    let PendingState::Conflict { ticket: at, suggestion } = &waits[0].state else {
        panic!("{waits:?}")
    };
    assert_eq!(*at, Some(ticket));
    // Mine is the command, theirs the ticket as it is, with a proposal.
    assert!(matches!(
        waits[0].command.act,
        Act::Move {
            trigger: Trigger::ApproveRefund,
            ..
        }
    ));
    let theirs = two.replica.theirs(ticket).unwrap().unwrap();
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap();
    assert_eq!(theirs.ticket, now);
    assert!(
        matches!(suggestion, Suggestion::Again | Suggestion::Choose { .. }),
        "{suggestion:?}"
    );
    // A conflict is not drawn: what shows is what is.
    assert_eq!(
        two.replica.ticket(ticket).unwrap().unwrap().bundle.ticket.item.headline,
        now.item.headline
    );
    assert_eq!(two.replica.resolve(&key, Resolution::Theirs, two.at()).unwrap(), None);
    assert!(two.replica.pending().unwrap().is_empty());
    assert_eq!(
        two.replica
            .resolve(&key, Resolution::Theirs, two.at())
            .unwrap_err()
            .kind(),
        ErrorKind::NotFound
    );
}

#[test]
fn a_command_for_what_was_ended_meanwhile_is_a_conflict() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let key = phone.moves(ticket, Trigger::ApproveRefund);
    office.moves(ticket, Trigger::Reject);
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts, report.refused), (0, 1, 0));
    assert!(
        phone.replica.theirs(ticket).unwrap().is_none(),
        "it is done, and not kept"
    );
    let mine = phone.replica.resolve(&key, Resolution::Mine, phone.at());
    assert_eq!(mine.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(phone.replica.pending().unwrap().len(), 1, "nothing was decided by that");
    phone.replica.resolve(&key, Resolution::Theirs, phone.at()).unwrap();
}

#[test]
fn the_same_decision_of_two_is_dropped_by_suggestion() {
    let office = Office::new();
    let ticket = office.open("a1");
    let (ann, bob) = (office.phone("ann", "ann.db"), office.phone("bob", "bob.db"));
    ann.sync(&office.desk);
    bob.sync(&office.desk);
    ann.moves(ticket, Trigger::ApproveRefund);
    bob.moves(ticket, Trigger::ApproveRefund);
    assert_eq!(ann.sync(&office.desk).applied, 1);
    let report = bob.sync(&office.desk);
    assert_eq!(applied(&office, "approve_refund"), 1);
    assert_eq!(report.conflicts, 1);
    let waits = bob.replica.pending().unwrap();
    assert!(
        matches!(
            &waits[0].state,
            PendingState::Conflict {
                suggestion: Suggestion::Drop,
                ..
            }
        ),
        "{:?}",
        waits[0].state
    );
}

#[test]
fn mine_goes_again_on_the_ticket_as_it_is() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let key = phone.does(Act::Assign {
        ticket,
        agent: Some(AgentId::of("ann")),
    });
    office.writes("a1", "hello?");
    assert_eq!(phone.sync(&office.desk).conflicts, 1);
    let again = phone
        .replica
        .resolve(&key, Resolution::Mine, phone.at())
        .unwrap()
        .unwrap();
    assert_ne!(again, key);
    assert_eq!(phone.sync(&office.desk).applied, 1);
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(now.assignment.agent, Some(AgentId::of("ann")));
}

#[test]
fn a_command_for_a_merged_ticket_goes_to_the_survivor_by_decision() {
    let office = Office::new();
    let (one, two) = (office.open("a1"), office.open("a2"));
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let key = phone.does(Act::Assign {
        ticket: two,
        agent: Some(AgentId::of("ann")),
    });
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
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts, report.refused), (0, 1, 0));
    let waits = phone.replica.pending().unwrap();
    assert!(matches!(waits[0].state, PendingState::Conflict { ticket: Some(at), .. } if at == one));
    phone
        .replica
        .resolve(&key, Resolution::Mine, phone.at())
        .unwrap()
        .unwrap();
    assert_eq!(phone.sync(&office.desk).applied, 1);
    let now = office.desk.ticket(one).wait().unwrap().unwrap().item;
    assert_eq!(now.assignment.agent, Some(AgentId::of("ann")));
}

#[test]
fn a_command_for_a_forgotten_buyers_ticket_is_a_conflict() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.moves(ticket, Trigger::ApproveRefund);
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
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (0, 1));
    assert_eq!(applied(&office, "approve_refund"), 0);
}

#[test]
fn what_is_somebody_elses_now_is_refused_without_a_word_on_it() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.moves(ticket, Trigger::ApproveRefund);
    office.assign(ticket, "bob");
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts, report.refused), (0, 0, 1));
    let waits = phone.replica.pending().unwrap();
    let PendingState::Refused { error } = &waits[0].state else {
        panic!("{waits:?}")
    };
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert!(ids(&phone).is_empty());
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(now.headline, Headline::AwaitingSeller);
}

#[test]
fn a_phone_may_not_rule_the_desk_nor_speak_for_others() {
    let office = Office::new();
    office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.does(Act::Configure { config: Box::default() });
    phone.does(Act::SetPresence {
        agent: AgentId::of("bob"),
        presence: aftersync::Presence::Online,
        leased: false,
    });
    phone.does(Act::SetPresence {
        agent: AgentId::of("ann"),
        presence: aftersync::Presence::Online,
        leased: false,
    });
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.refused), (1, 2));
    for waiting in phone.replica.pending().unwrap() {
        assert!(matches!(waiting.state, PendingState::Refused { ref error } if error.kind == ErrorKind::Forbidden));
    }
}
