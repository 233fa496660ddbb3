//! Phones of the desk: registered for one agent, revoked when they are lost.
use aftersync::replica::wire;
use aftersync::{Act, Actor, AgentId, DataKey, DeskSync, ErrorKind, Trigger};

use crate::kit::Office;
use crate::pull::ids;

#[test]
fn a_lost_phone_wipes_itself_and_is_never_answered_again() {
    for office in [Office::new(), Office::sealed()] {
        let ticket = office.open("a1");
        let (lost, other) = (office.phone("ann", "lost.db"), office.phone("ann", "other.db"));
        lost.sync(&office.desk);
        other.sync(&office.desk);
        lost.moves(ticket, Trigger::Reject);
        office
            .desk
            .revoke_device(Actor::system(), lost.access.device)
            .wait()
            .unwrap();
        let report = lost.once(&office.desk).unwrap();
        assert!(report.wiped);
        assert!(lost.replica.is_closed() && !lost.path.exists());
        assert!(!lost.path.with_extension("db-wal").exists());
        assert_eq!(
            lost.replica.tickets(&Default::default()).unwrap_err().kind(),
            ErrorKind::Unauthorized
        );
        // What waited there was not done, and the other phone goes on.
        let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
        assert!(now.local.entries.is_empty());
        office.open("a2");
        other.sync(&office.desk);
        assert_eq!(ids(&other).len(), 2);
        let listed = office.desk.devices(AgentId::of("ann")).wait().unwrap();
        assert_eq!(listed.iter().filter(|d| d.revoked_at.is_some()).count(), 1);
        assert_eq!(listed.len(), 2);
    }
}

#[test]
fn only_the_desk_can_say_that_a_phone_was_revoked() {
    let office = Office::new();
    office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let request = phone.replica.request(phone.at()).unwrap();
    let (asked, _) = wire::asked(&request).unwrap();
    // Somebody on the way says so, under a key of their own.
    let forged = wire::seal_answer(&DataKey::new([1; 32]), &asked, wire::Status::Revoked, b"{}").unwrap();
    assert_eq!(
        phone.replica.answer(&forged, phone.at()).unwrap_err().kind(),
        ErrorKind::Signature
    );
    assert!(phone.path.exists());
    assert_eq!(ids(&phone).len(), 1);
}

#[test]
fn a_phone_of_somebody_else_is_refused() {
    let office = Office::new();
    let phone = office.phone("ann", "phone.db");
    let request = phone.replica.request(phone.at()).unwrap();
    let error = office.desk.sync(AgentId::of("bob"), request).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[test]
fn a_phone_nobody_registered_is_told_so_and_keeps_what_waits() {
    let (office, other) = (Office::new(), Office::new());
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(ticket, "kept");
    assert_eq!(phone.once(&other.desk).unwrap_err().kind(), ErrorKind::Unauthorized);
    assert_eq!(phone.replica.pending().unwrap().len(), 1);
    assert_eq!(phone.sync(&office.desk).applied, 1);
}

#[test]
fn the_file_tells_nothing_of_a_person_and_opens_with_its_key_only() {
    let office = Office::new();
    let ticket = office.open("a1");
    office.writes("a1", "meet me at the lighthouse");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    phone.notes(ticket, "she sounded like a violin");
    phone.replica.close();
    let mut all = Vec::new();
    for name in ["phone.db", "phone.db-wal"] {
        all.extend(std::fs::read(office.folder.0.join(name)).unwrap_or_default());
    }
    assert!(!all.is_empty());
    for word in ["lighthouse", "violin", "buyer-a1", "Nick a1", "broken a1"] {
        assert!(!all.windows(word.len()).any(|w| w == word.as_bytes()), "{word}");
    }
    let mut access = phone.access.clone();
    access.key = DataKey::new([1; 32]);
    let opened = aftersync::replica::Replica::open(&phone.path, access, Default::default());
    assert_eq!(opened.unwrap_err().kind(), ErrorKind::Config);
}

#[test]
fn registering_is_for_agents_that_are_there_and_keys_differ() {
    let office = Office::new();
    let nobody = office.desk.register_device(Actor::system(), AgentId::of("zoe")).wait();
    assert_eq!(nobody.unwrap_err().kind(), ErrorKind::NotFound);
    let give = || {
        office
            .desk
            .register_device(Actor::system(), AgentId::of("ann"))
            .wait()
            .unwrap()
    };
    let (one, two) = (give(), give());
    assert_ne!(one.device, two.device);
    assert_ne!(one.key.expose(), two.key.expose());
    assert_ne!(one.key.expose(), &[7; 32], "not the engine's own");
    assert!(!format!("{one:?}").contains(&format!("{:?}", one.key.expose())));
    // Another merchant's key of the same device is another.
    assert_ne!(office.engine.desk("other").device_key(one.device), *one.key.expose());
}

#[test]
fn the_phone_of_an_agent_who_was_removed_wipes_itself() {
    let office = Office::sealed();
    office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let act = Act::RemoveAgent {
        agent: AgentId::of("ann"),
    };
    office.desk.act(Actor::system()).doing(act).apply().wait().unwrap();
    assert!(phone.once(&office.desk).unwrap().wiped);
    assert!(!phone.path.exists());
}
