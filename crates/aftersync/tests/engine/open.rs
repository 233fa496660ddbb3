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
