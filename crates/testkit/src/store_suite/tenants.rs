//! Several tenants in one store.
use aftersync_core::model::ids::Tenant;
use aftersync_core::store::{CommitError, Head, TicketStore};

use super::kit::{Build, acme, assert_conflict, event, gauge, load, number, read, slot};
use super::suite;

suite! {
    tenants_do_not_see_each_other,
    batches_of_several_tenants_are_one_commit,
    a_conflict_of_one_tenant_undoes_all,
    an_empty_batch_beside_others_is_checked_too,
    a_tenant_has_one_batch_per_commit,
}

fn other() -> Tenant {
    Tenant::new("Beta")
}

fn tenants_do_not_see_each_other(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let mine = Build::on(&acme(), Head::default())
        .put(1, number(1))
        .gauge(load(1), 5, None)
        .event(event(1, Some(1)))
        .commit(&mut *writer);
    let theirs = Build::on(&other(), Head::default())
        .put(1, number(2))
        .commit(&mut *writer);
    assert_eq!((mine.rev, mine.cursor.0), (1, 1));
    assert_eq!((theirs.rev, theirs.cursor.0), (1, 0));
    assert_eq!(read(&mut *writer, &acme(), 1), Some((1, 1)));
    assert_eq!(read(&mut *writer, &other(), 1), Some((1, 2)));
    assert_eq!(gauge(&mut *writer, &other(), load(1)), Some(0));
    assert!(
        writer
            .events(&other(), Default::default(), 10)
            .unwrap()
            .events
            .is_empty()
    );
    Build::on(&other(), theirs).delete(slot(1)).commit(&mut *writer);
    assert_eq!(read(&mut *writer, &acme(), 1), Some((1, 1)));
    assert_eq!(writer.tenants().unwrap(), [other(), acme()]);
    assert_eq!(writer.head(&Tenant::new("Acme")).unwrap(), Head::default());
}

fn batches_of_several_tenants_are_one_commit(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let first = Build::on(&other(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let batches = [
        Build::on(&other(), first)
            .put(1, number(2))
            .event(event(1, None))
            .batch(),
        Build::on(&acme(), Head::default()).put(1, number(3)).batch(),
    ];
    let heads = writer.commit(&batches).unwrap();
    let numbers: Vec<_> = heads.iter().map(|h| (h.rev, h.cursor.0)).collect();
    assert_eq!(numbers, [(2, 1), (1, 0)]);
    assert_eq!(heads, [writer.head(&other()).unwrap(), writer.head(&acme()).unwrap()]);
}

fn a_conflict_of_one_tenant_undoes_all(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&other(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    Build::on(&other(), old).put(1, number(2)).commit(&mut *writer);
    let dumps = || [acme(), other()].map(|t| crate::dump(store, &t).unwrap());
    let before = dumps();
    let batches = [
        Build::on(&acme(), Head::default())
            .put(1, number(3))
            .event(event(1, None))
            .batch(),
        Build::on(&other(), old).check(slot(1), 1).put(1, number(4)).batch(),
    ];
    assert_conflict(writer.commit(&batches));
    assert_eq!(dumps(), before);
    let beyond = [
        Build::on(&acme(), Head::default()).put(1, number(3)).batch(),
        Build::on(&other(), old).gauge(load(1), 1, Some(-1)).batch(),
    ];
    assert_conflict(writer.commit(&beyond));
    assert_eq!(dumps(), before);
}

fn an_empty_batch_beside_others_is_checked_too(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let old = Build::on(&other(), Head::default())
        .put(1, number(1))
        .commit(&mut *writer);
    let head = Build::on(&other(), old).put(1, number(2)).commit(&mut *writer);
    let with = |version| {
        [
            Build::on(&acme(), Head::default()).put(1, number(3)).batch(),
            Build::on(&other(), old).check(slot(1), version).batch(),
        ]
    };
    assert_conflict(writer.commit(&with(1)));
    assert_eq!(read(&mut *writer, &acme(), 1), None);
    let heads = writer.commit(&with(2)).unwrap();
    assert_eq!(heads.get(1), Some(&head));
    assert_eq!(read(&mut *writer, &acme(), 1), Some((1, 3)));
}

fn a_tenant_has_one_batch_per_commit(store: &dyn TicketStore) {
    let mut writer = store.writer().unwrap();
    let batch = |n| Build::on(&acme(), Head::default()).put(n, number(1)).batch();
    let refused = writer.commit(&[batch(1), batch(2)]);
    assert!(matches!(refused, Err(CommitError::Failed(_))));
    assert_eq!(writer.head(&acme()).unwrap(), Head::default());
}
