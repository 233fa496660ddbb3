//! Photos from a phone: queued, sent in parts, resumed, put together once.
use aftersync::model::evidence::EvidenceKind;
use aftersync::{BlobHash, DeskSync, ErrorKind};

use crate::kit::{Office, Phone};

fn photo(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|n| (n * 7 + n / 251) as u8).collect()
}

#[test]
fn a_photo_goes_on_where_it_was() {
    for office in [Office::new(), Office::sealed()] {
        let ticket = office.open("a1");
        let phone = office.phone("ann", "phone.db");
        phone.sync(&office.desk);
        let content = photo(700_000);
        let hash = BlobHash::of(&content).unwrap();
        let note = Some("the crack".to_owned());
        phone
            .replica
            .attach(ticket, EvidenceKind::Image, &content, note, phone.at())
            .unwrap();
        assert_eq!(
            phone
                .replica
                .ticket(ticket)
                .unwrap()
                .unwrap()
                .bundle
                .ticket
                .item
                .evidence
                .len(),
            1,
            "drawn"
        );
        assert!(phone.once(&office.desk).unwrap().more);
        assert_eq!(phone.replica.uploading().unwrap(), (700_000, 262_144));
        // The answer to the second part is lost, then the app ends.
        let request = phone.replica.request(phone.at()).unwrap();
        office.desk.sync(phone.user.clone(), request).wait().unwrap();
        let (access, path, now) = (phone.access.clone(), phone.path.clone(), phone.now);
        drop(phone);
        let phone = Phone::open(&path, access, now);
        let report = phone.sync(&office.desk);
        assert_eq!((report.applied, report.refused), (1, 0));
        assert_eq!(phone.replica.uploading().unwrap(), (0, 0));
        assert_eq!(office.desk.get_blob(hash.clone()).wait().unwrap().unwrap(), content);
        let now = office.desk.ticket(ticket).wait().unwrap().unwrap().item;
        let evidence = &now.local.evidence[0];
        assert_eq!(
            (evidence.blob.as_deref(), evidence.note.as_deref()),
            (Some(hash.as_str()), Some("the crack"))
        );
        assert!(phone.replica.pending().unwrap().is_empty());
    }
}

#[test]
fn parts_that_got_lost_are_sent_again() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let content = photo(600_000);
    phone
        .replica
        .attach(ticket, EvidenceKind::Image, &content, None, phone.at())
        .unwrap();
    for _ in 0..3 {
        assert!(phone.once(&office.desk).unwrap().more);
    }
    // Another server takes over, and has none of the parts.
    let other = Office::new();
    assert_eq!(other.open("a1"), ticket);
    let act = aftersync::Act::RegisterDevice {
        device: phone.access.device,
        agent: phone.access.agent,
    };
    other.does(act);
    // Its log is longer than the phone has seen, so that the phone hears of the ticket as it is there.
    for _ in 0..5 {
        other.does(aftersync::Act::Note {
            ticket,
            text: "moved to another server".into(),
            mentions: Default::default(),
        });
    }
    let report = phone.sync(&other.desk);
    assert_eq!(phone.replica.uploading().unwrap(), (0, 0));
    // Whether its ticket has the version of the first one is chance; if not, a person decides.
    assert_eq!(
        (report.applied + report.conflicts, report.refused),
        (1, 0),
        "{report:?}"
    );
    for waiting in phone.replica.pending().unwrap() {
        let mine = aftersync::replica::Resolution::Mine;
        phone.replica.resolve(&waiting.command.key, mine, phone.at()).unwrap();
        let report = phone.sync(&other.desk);
        assert_eq!(report.applied, 1, "{report:?}");
    }
    assert_eq!(
        other
            .desk
            .ticket(ticket)
            .wait()
            .unwrap()
            .unwrap()
            .item
            .local
            .evidence
            .len(),
        1
    );
    let hash = BlobHash::of(&content).unwrap();
    assert_eq!(other.desk.get_blob(hash).wait().unwrap().unwrap(), content);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_waits() {
    let office = Office::new();
    let ticket = office.open("a1");
    let phone = office.phone("ann", "phone.db");
    phone.sync(&office.desk);
    let content = vec![0; aftersync_core::limits::MAX_BLOB_BYTES + 1];
    let error = phone
        .replica
        .attach(ticket, EvidenceKind::Video, &content, None, phone.at())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert!(phone.replica.pending().unwrap().is_empty());
}
