//! A buyer who was forgotten is in no file any more, and copies from before cannot be read for them.
use std::path::Path;
use std::sync::Arc;

use aftersync::{Act, Actor, Desk, ErrorKind, EventBody, FactBody, Role, TicketId, Whom};
use aftersync_core::model::event::{AnyEvent, Cursor};
use aftersync_core::store::TicketStore;
use aftersync_sqlite::{Options, SqliteStore};
use aftersync_testkit::{MemoryStore, dump};
use aftersync_tests::desk as facts;

use crate::plant::{self, buyer, words_of};
use crate::{Folder, dumped, found, key_of, nothing_in, store};

fn account(desk: &Desk, ticket: TicketId) -> aftersync::AccountId {
    desk.ticket(ticket).wait().unwrap().unwrap().item.account.unwrap()
}

fn end(desk: &Desk, ticket: TicketId) {
    desk.act(Actor::role(Role::Agent))
        .reject(ticket, "17", "no")
        .wait()
        .unwrap();
    assert!(!desk.ticket(ticket).wait().unwrap().unwrap().item.is_open());
}

fn forgotten_events(desk: &Desk) -> usize {
    let events = desk.events(Cursor(0), 0).wait().unwrap().events;
    let is = |body: &AnyEvent| matches!(body, AnyEvent::Known(EventBody::CustomerForgotten { .. }));
    events.iter().filter(|e| is(&e.event.body)).count()
}

/// A copy, opened with the keys of the live file as they are now.
fn copy(live: &Path, at: &Path) -> SqliteStore {
    let options = Options {
        people: Some(live.with_file_name("desk.db.people")),
        ..Options::sealed(aftersync::Sealing::local(key_of(live)))
    };
    SqliteStore::open(at, options).unwrap()
}

#[test]
fn who_was_forgotten_is_nowhere_and_the_figures_stay() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let desk = Desk::open(&path).unwrap();
    plant::configure(&desk);
    let lin = buyer(&desk, "lin");
    buyer(&desk, "mei");
    let (hers, others) = (words_of("lin"), words_of("mei"));
    let live = store(&path);
    live.backup(folder.file("before.db")).unwrap();
    let who = account(&desk, lin);

    let refused = desk.forget(Actor::system(), who, false).wait().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Rejected);
    let number = desk.ticket(lin).wait().unwrap().unwrap().item.number.to_string();
    assert!(
        refused.to_string().contains(&number) && refused.advice().is_some(),
        "{refused}"
    );
    assert!(dumped(&live).contains(&hers[0]), "nothing happened");

    end(&desk, lin);
    let figures = dump(&live, desk.tenant()).unwrap().counters;
    desk.forget(Actor::system(), who, false).wait().unwrap();
    assert_eq!(forgotten_events(&desk), 1);
    let now = dumped(&live);
    assert_eq!(found(now.as_bytes(), &hers), Vec::<&str>::new());
    for word in others
        .iter()
        .filter(|w| !w.contains("photo") && !w.contains("attested"))
    {
        assert!(now.contains(word.as_str()), "{word} of somebody else");
    }
    assert!(!now.contains("L-lin") && now.contains("L-mei"));
    assert_eq!(dump(&live, desk.tenant()).unwrap().counters, figures);
    assert!(
        desk.check().wait().unwrap().is_empty(),
        "counters are what a recount gives"
    );

    desk.forget(Actor::system(), who, false).wait().unwrap();
    assert_eq!(forgotten_events(&desk), 1, "once more is nothing new");

    // The copy from before: mei is there, lin is not, and it is sound.
    let before = copy(&path, &folder.file("before.db"));
    assert!(before.check().unwrap().is_empty());
    let read = dumped(&before);
    assert_eq!(
        found(read.as_bytes(), &hers),
        Vec::<&str>::new(),
        "in the copy from before"
    );
    assert!(
        read.contains(&others[0]) && read.contains("L-lin"),
        "the names of lines stay in copies"
    );
    drop((desk, live, before));
    nothing_in(&folder.files(), &hers);
}

#[test]
fn a_photo_is_gone_from_the_file_and_from_copies() {
    let folder = Folder::new();
    let path = folder.file("desk.db");
    let desk = Desk::open(&path).unwrap();
    plant::configure(&desk);
    let (lin, mei) = (buyer(&desk, "lin"), buyer(&desk, "mei"));
    let hash = |who: &str| {
        let content = plant::word(&format!("{who}-photo")).repeat(3).into_bytes();
        aftersync::BlobHash::of(&content).unwrap()
    };
    let live = store(&path);
    live.backup(folder.file("before.db")).unwrap();
    desk.forget(Actor::system(), Whom::Account(account(&desk, lin)), true)
        .wait()
        .unwrap();
    assert!(
        desk.ticket(lin).wait().unwrap().unwrap().item.is_open(),
        "it was forced"
    );
    let before = copy(&path, &folder.file("before.db"));
    for blobs in [live.blobs(), before.blobs()] {
        assert_eq!(blobs.get(desk.tenant(), &hash("lin")).unwrap(), None);
        assert!(blobs.get(desk.tenant(), &hash("mei")).unwrap().is_some());
    }
    assert!(account(&desk, mei) != account(&desk, lin));
}

#[test]
fn what_comes_later_is_kept_and_what_came_before_does_not_come_back() {
    let folder = Folder::new();
    let desk = Desk::open(folder.file("desk.db")).unwrap();
    plant::configure(&desk);
    let lin = buyer(&desk, "lin");
    let who = account(&desk, lin);
    desk.forget(Actor::system(), who, true).wait().unwrap();
    // The platform sends again what it sent before.
    let order = facts::order(&plant::word("lin-order"), facts::START);
    let mut old = facts::fact(facts::START, FactBody::Order(Box::new(order)));
    old.revision = 1;
    desk.ingest([old]).wait().unwrap().remove(0).unwrap();
    let live = store(&folder.file("desk.db"));
    assert_eq!(found(dumped(&live).as_bytes(), &words_of("lin")), Vec::<&str>::new());
    // A note of today is a note like any other; forgetting again takes it too.
    let act = Act::Note {
        ticket: lin,
        text: plant::word("lin-note"),
    };
    desk.act(Actor::system()).doing(act).wait().unwrap();
    assert_eq!(
        found(dumped(&live).as_bytes(), &words_of("lin")),
        [plant::word("lin-note")]
    );
    desk.forget(Actor::system(), who, true).wait().unwrap();
    assert_eq!(found(dumped(&live).as_bytes(), &words_of("lin")), Vec::<&str>::new());
    assert!(desk.check().wait().unwrap().is_empty());
}

#[test]
fn every_store_forgets_the_same() {
    let stores: [Arc<dyn TicketStore>; 3] = [
        Arc::new(MemoryStore::new()),
        Arc::new(SqliteStore::in_memory().unwrap()),
        Arc::new(SqliteStore::in_memory_with(aftersync::Sealing::local([5; 32])).unwrap()),
    ];
    let dumps = stores.map(|store| {
        let (engine, _clock) = facts::engine(Arc::clone(&store), 4);
        let desk = Desk::from(engine.build().unwrap().desk("main"));
        plant::configure(&desk);
        let lin = buyer(&desk, "lin");
        buyer(&desk, "mei");
        desk.forget(Actor::system(), account(&desk, lin), true).wait().unwrap();
        assert!(desk.check().wait().unwrap().is_empty());
        let dump = dump(&*store, desk.tenant()).unwrap();
        assert_eq!(
            found(format!("{dump:?}").as_bytes(), &words_of("lin")),
            Vec::<&str>::new()
        );
        dump.without_versions()
    });
    assert_eq!(dumps[0], dumps[1]);
    assert_eq!(dumps[0], dumps[2]);
}
