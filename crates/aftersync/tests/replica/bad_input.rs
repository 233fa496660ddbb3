//! What goes wrong on the way: each with an outcome, and never with half of one.
use aftersync::replica::{Options, PROTOCOL, Replica};
use aftersync::{Act, Cursor, DeskSync, ErrorKind, Trigger};

use crate::kit::Office;
use crate::pull::{ids, same_as};

#[test]
fn a_cut_changed_or_repeated_answer_changes_nothing() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(ticket, "once");
    office.open("a2");
    let exchange = || {
        let request = phone.replica.request(phone.at()).unwrap();
        office.desk.sync(phone.user.clone(), request).wait().unwrap()
    };
    let whole = exchange();
    let mut broken: Vec<Vec<u8>> = (0..40).map(|n| whole[..whole.len() * n / 40].to_vec()).collect();
    broken.extend((0..whole.len()).step_by(whole.len() / 40 + 1).map(|at| {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        changed
    }));
    broken.push(b"<html>502 Bad Gateway</html>".to_vec());
    for bytes in broken {
        // Each time for a request of its own, as it would be.
        phone.replica.request(phone.at()).unwrap();
        let error = phone.replica.answer(&bytes, phone.at()).unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::Signature | ErrorKind::Malformed | ErrorKind::Unsupported | ErrorKind::Unauthorized
            ),
            "{error}"
        );
        assert_eq!(ids(&phone).len(), 1);
        assert_eq!(phone.replica.pending().unwrap().len(), 1);
    }
    // The answer to an earlier request is no answer to this one.
    let earlier = exchange();
    phone.replica.request(phone.at()).unwrap();
    assert_eq!(
        phone.replica.answer(&earlier, phone.at()).unwrap_err().kind(),
        ErrorKind::Signature
    );
    // Nothing was asked.
    assert_eq!(
        phone.replica.answer(&earlier, phone.at()).unwrap_err().kind(),
        ErrorKind::Rejected
    );
    assert_eq!(phone.sync(&office.desk).applied, 1);
    assert_eq!(ids(&phone).len(), 2);
    same_as(&office.desk, &phone);
}

#[test]
fn a_forged_or_cut_request_is_refused() {
    let office = Office::new();
    let phone = office.phone("ann", "phone.db");
    let request = phone.replica.request(phone.at()).unwrap();
    for at in [50, request.len() - 1] {
        let mut changed = request.clone();
        changed[at] ^= 1;
        let error = office.desk.sync(phone.user.clone(), changed).wait().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Signature);
    }
    for bytes in [&request[..20], b"", b"{\"since\":0}"] {
        let error = office.desk.sync(phone.user.clone(), bytes.to_vec()).wait().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }
    let error = office
        .desk
        .sync(phone.user.clone(), request[..60].to_vec())
        .wait()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Signature);
}

#[test]
fn another_version_is_said_plainly_on_both_sides() {
    let office = Office::new();
    office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    // A newer app asks this server.
    let mut newer = phone.replica.request(phone.at()).unwrap();
    newer[4..6].copy_from_slice(&(PROTOCOL + 1).to_be_bytes());
    let answer = office.desk.sync(phone.user.clone(), newer).wait().unwrap();
    let error = phone.replica.answer(&answer, phone.at()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    // This app asks a newer server.
    let request = phone.replica.request(phone.at()).unwrap();
    let mut answer = office.desk.sync(phone.user.clone(), request).wait().unwrap();
    answer[4..6].copy_from_slice(&(PROTOCOL + 1).to_be_bytes());
    assert_eq!(
        phone.replica.answer(&answer, phone.at()).unwrap_err().kind(),
        ErrorKind::Unsupported
    );
    assert_eq!(ids(&phone).len(), 1, "the copy is as it was");
}

#[test]
fn a_clock_hours_off_is_told_and_does_not_matter() {
    let office = Office::new();
    let ticket = office.open("a1");
    let mut phone = office.phone("ann", "phone.db");
    for off_ms in [-7 * 3_600_000, 9 * 3_600_000] {
        phone.off_ms = off_ms;
        phone.now = office.engine.now();
        assert_eq!(phone.sync(&office.desk).clock_ahead_ms, -off_ms);
        phone.notes(ticket, "now");
        let made_at = phone.replica.pending().unwrap()[0].command.made_at;
        assert_eq!(made_at, office.engine.now(), "by the server's clock");
        assert_eq!(phone.sync(&office.desk).applied, 1);
    }
    let page = office.desk.events(Cursor(0), 0).wait().unwrap();
    assert!(page.events.iter().all(|e| e.event.at <= office.engine.now()));
}

#[test]
fn a_full_disk_loses_nothing() {
    let office = Office::new();
    let first = office.open("a0");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(first, "before");
    for n in 1..200 {
        office.open(&format!("a{n}"));
    }
    phone.replica.close();
    let pages = 24 + 8;
    let tight = Options {
        page: 50,
        most_pages: Some(pages),
    };
    let replica = Replica::open(&phone.path, phone.access.clone(), tight).unwrap();
    let mut full = None;
    for _ in 0..20 {
        let request = replica.request(phone.at()).unwrap();
        let answer = office.desk.sync(phone.user.clone(), request).wait().unwrap();
        match replica.answer(&answer, phone.at()) {
            Ok(report) => assert!(report.more, "it does not fit"),
            Err(error) => {
                full = Some(error);
                break;
            }
        }
    }
    let full = full.unwrap();
    assert_eq!(full.kind(), ErrorKind::Unavailable);
    assert!(full.to_string().contains("full"), "{full}");
    assert_eq!(replica.pending().unwrap().len(), 1, "what waits is there");
    drop(replica);
    // There is room again.
    let phone = crate::kit::Phone::open(&phone.path, phone.access.clone(), office.engine.now());
    assert_eq!(phone.sync(&office.desk).applied, 1);
    assert_eq!(ids(&phone).len(), 200);
    same_as(&office.desk, &phone);
}

#[test]
fn a_server_that_cannot_answer_loses_nothing() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.moves(ticket, Trigger::Reject);
    // The agent's row is gone as far as this user says: an error of the server, sealed.
    let mut wrong = phone.user.clone();
    wrong.hide = ["nothing.such".to_owned()].into();
    let request = phone.replica.request(phone.at()).unwrap();
    let answer = office.desk.sync(wrong, request).wait().unwrap();
    let error = phone.replica.answer(&answer, phone.at()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    // Its command was done before the answer failed: a repeat is no second time.
    let report = phone.sync(&office.desk);
    assert_eq!((report.applied, report.conflicts), (1, 0));
    let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
    assert_eq!(now.local.entries.len(), 1);
}

#[test]
fn a_file_of_something_else_is_left_alone() {
    let office = Office::new();
    let phone = office.phone("ann", "phone.db");
    let path = office.folder.0.join("notes.txt");
    std::fs::write(
        &path,
        "these are my own notes, and no database at all, however long they may be",
    )
    .unwrap();
    let opened = Replica::open(&path, phone.access.clone(), Options::default());
    assert!(matches!(
        opened.unwrap_err().kind(),
        ErrorKind::Unavailable | ErrorKind::Config
    ));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("these are my own"));
}

#[test]
fn a_command_that_names_nothing_here_is_refused_at_once() {
    let office = Office::new();
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let unknown = aftersync::TicketId(aftersync::Uid::digest(&["nobody"]));
    let act = Act::Note {
        ticket: unknown,
        text: "x".into(),
        mentions: Default::default(),
    };
    assert_eq!(
        phone.replica.execute(act, phone.at()).unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert!(phone.replica.pending().unwrap().is_empty());
}
