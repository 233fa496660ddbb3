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
    let is = |body: &AnyEvent| matches!(body, AnyEvent::Known(EventBody::CustomerForgotten { .. }));
    let (mut since, mut found) = (Cursor(0), 0);
    loop {
        let page = desk.events(since, 0).wait().unwrap();
        found += page.events.iter().filter(|e| is(&e.event.body)).count();
        if page.next == page.head {
            return found;
        }
        since = page.next;
    }
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
        mentions: Default::default(),
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

/// More tickets and orders of the same buyer, each with words of hers in it.
fn many(desk: &Desk, who: &str, count: usize) {
    let mut account = facts::buyer(&plant::word(&format!("{who}-uid")));
    account.nickname = Some(plant::word(&format!("{who}-nickname")));
    let at = desk.engine().now();
    for n in 0..count {
        let mut order = facts::order(&plant::word(&format!("{who}-order{n}")), at);
        order.account = Some(account.clone());
        let number = order.external_id.clone();
        let mut sale = facts::request(&format!("s{n}"), &number, aftersync::Kind::RefundOnly, at);
        sale.reason_text = Some(plant::word(&format!("{who}-reason")));
        let both = [FactBody::Order(Box::new(order)), FactBody::AfterSale(Box::new(sale))];
        for answer in desk.ingest(both.map(|body| facts::fact(at, body))).wait().unwrap() {
            answer.unwrap();
        }
    }
}

#[test]
fn a_buyer_with_more_than_any_other_decision_may_load_is_forgotten_at_once() {
    let store: Arc<dyn TicketStore> = Arc::new(SqliteStore::in_memory().unwrap());
    let (engine, _clock) = facts::engine(Arc::clone(&store), 4);
    let desk = Desk::from(engine.build().unwrap().desk("main"));
    plant::configure(&desk);
    let lin = buyer(&desk, "lin");
    buyer(&desk, "mei");
    many(&desk, "lin", 700);
    let who = account(&desk, lin);
    let planted = |of: &str| dumped(&*store).contains(of);
    let refused = desk.forget(Actor::system(), who, false).wait().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Rejected);
    assert!(planted("canary-lin"), "nothing was emptied");
    desk.forget(Actor::system(), who, true).wait().unwrap();
    assert!(!planted("canary-lin") && planted("canary-mei"));
    assert_eq!(forgotten_events(&desk), 1);
    assert!(desk.check().wait().unwrap().is_empty());
    desk.forget(Actor::system(), who, true).wait().unwrap();
    assert_eq!(forgotten_events(&desk), 1, "once more is nothing new");
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
