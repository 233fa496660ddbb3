use aftersync::{Cursor, Desk};

use crate::toy::{fact, item};

#[test]
fn a_file_is_opened_again_with_its_key() {
    let folder = std::env::temp_dir().join(format!("aftersync-open-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("desk.db");
    let key = folder.join("desk.db.key");
    let desk = Desk::open(&path).unwrap();
    let first = std::fs::read(&key).unwrap();
    assert_eq!(first.len(), 32);
    let taken = desk.ingest(fact(&item("s1", "a", 1, "open"))).wait().unwrap();
    let ticket = taken[0].as_ref().unwrap().ticket.unwrap();
    desk.engine().close();
    drop(desk);
    let desk = Desk::open(&path).unwrap();
    assert_eq!(std::fs::read(&key).unwrap(), first);
    assert!(desk.ticket(ticket).wait().unwrap().is_some());
    assert!(desk.events(Cursor(0), 0).wait().unwrap().head > Cursor(0));
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());
    drop(desk);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn many_who_open_a_new_file_at_once_open_the_same() {
    let folder = std::env::temp_dir().join(format!("aftersync-open-many-{}", std::process::id()));
    for round in 0..10 {
        let here = folder.join(round.to_string());
        std::fs::create_dir_all(&here).unwrap();
        let path = here.join("desk.db");
        let desks: Vec<Desk> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| Desk::open(&path).unwrap())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let taken = desks[0].ingest(fact(&item("s1", "a", 1, "open"))).wait().unwrap();
        let ticket = taken[0].as_ref().unwrap().ticket.unwrap();
        for desk in &desks {
            assert!(desk.ticket(ticket).wait().unwrap().is_some());
        }
        let mut files: Vec<_> = std::fs::read_dir(&here)
            .unwrap()
            .map(|f| f.unwrap().file_name())
            .collect();
        files.retain(|name| name.to_string_lossy().contains(".key"));
        assert_eq!(files, ["desk.db.key"], "no draft is left behind");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
