//! Files by their content.
use aftersync_core::error::ErrorKind;
use aftersync_core::limits::MAX_BLOB_BYTES;
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{BlobHash, TicketStore};

use super::kit::acme;
use super::suite;

suite! {
    files_are_named_by_their_content,
    files_are_bounded,
    files_of_tenants_are_apart,
}

fn files_are_named_by_their_content(store: &dyn TicketStore) {
    let blobs = store.blobs();
    let content: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    let hash = blobs.put(&acme(), &content).unwrap();
    assert_eq!(hash, BlobHash::of(&content).unwrap());
    assert_eq!(blobs.put(&acme(), &content).unwrap(), hash);
    let empty = blobs.put(&acme(), b"").unwrap();
    assert_eq!(blobs.get(&acme(), &hash).unwrap(), Some(content));
    assert_eq!(blobs.get(&acme(), &empty).unwrap(), Some(Vec::new()));
    assert_eq!(blobs.get(&acme(), &BlobHash::of(b"other").unwrap()).unwrap(), None);
    blobs.delete(&acme(), &hash).unwrap();
    blobs.delete(&acme(), &hash).unwrap();
    assert_eq!(store.blobs().get(&acme(), &hash).unwrap(), None);
    assert_eq!(store.blobs().get(&acme(), &empty).unwrap(), Some(Vec::new()));
    assert!(
        store.reader().unwrap().tenants().unwrap().is_empty(),
        "a file alone is no commit"
    );
}

fn files_are_bounded(store: &dyn TicketStore) {
    let content = vec![7; MAX_BLOB_BYTES + 1];
    let refused = store.blobs().put(&acme(), &content).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Malformed);
    let largest = content.get(1..).unwrap();
    let hash = store.blobs().put(&acme(), largest).unwrap();
    let found = store.blobs().get(&acme(), &hash).unwrap();
    assert!(found.as_deref() == Some(largest));
}

fn files_of_tenants_are_apart(store: &dyn TicketStore) {
    let other = Tenant::new("other");
    let hash = store.blobs().put(&acme(), b"photo").unwrap();
    assert_eq!(store.blobs().get(&other, &hash).unwrap(), None);
    store.blobs().put(&other, b"photo").unwrap();
    store.blobs().delete(&other, &hash).unwrap();
    assert_eq!(
        store.blobs().get(&acme(), &hash).unwrap().as_deref(),
        Some(&b"photo"[..])
    );
}
