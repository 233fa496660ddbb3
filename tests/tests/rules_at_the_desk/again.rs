//! A ticket still follows from its facts and from what was done on it; a damaged one is named.
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::engine::changeset::{Changeset, Put};
use aftersync_core::engine::fold::Fold;
use aftersync_core::engine::query::TicketQuery;
use aftersync_core::engine::replay::{Deviant, Deviation};
use aftersync_core::engine::snapshot::Snapshot;
use aftersync_core::model::axes::{Headline, Kind, MoneyState, Role};
use aftersync_core::model::command::Actor;
use aftersync_core::model::ids::{Tenant, TicketId};
use aftersync_core::model::ticket::Ticket;
use aftersync_core::store::{Record, TicketStore};
use aftersync_testkit::MemoryStore;
use aftersync_tests::desk::{engine, opened, ticket};
use aftersync_tests::history::{history, shuffled};
use aftersync_tests::run::{bare_rules, ingest};

use super::from_env;

/// Writes a row past all rules.
fn damage(store: &dyn TicketStore, tenant: &Tenant, damaged: Ticket) {
    let mut writer = store.writer().unwrap();
    let key = Ticket::key(damaged.id.0);
    let loaded = writer.load(tenant, &[key]).unwrap();
    let mut snapshot = Snapshot::default();
    snapshot.set(key, loaded.slots[0].clone());
    let put = Put {
        key,
        row: Some(Arc::new(damaged.wrap())),
        blind: false,
    };
    let changes = Changeset {
        reads: vec![(key, loaded.slots[0].version())],
        puts: vec![put],
        ..Changeset::default()
    };
    let mut fold = Fold::new(tenant.clone(), loaded.head);
    fold.add(&mut snapshot, changes, loaded.head.now, false);
    writer.commit(&[fold.finish(&snapshot).batch]).unwrap();
}

fn fields(desk: &Desk, id: TicketId) -> Vec<String> {
    let found = desk.replay(id).wait().unwrap();
    let of = |d: Deviation| {
        assert_eq!(d.of, Deviant::Ticket(id));
        d.field
    };
    found.into_iter().map(of).collect()
}

#[test]
fn a_damaged_ticket_is_named_with_its_fields() {
    let store: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
    let (builder, _clock) = engine(store.clone(), 1);
    let desk = builder.build().unwrap().desk("acme");
    let id = opened(&desk, "A1", "O1", Kind::RefundOnly);
    let other = opened(&desk, "A2", "O2", Kind::RefundOnly);
    desk.act(Actor::role(Role::Agent)).approve_refund(id).wait().unwrap();
    assert_eq!(fields(&desk, id), Vec::<String>::new());
    assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new());

    let mut damaged = ticket(&desk, id);
    damaged.axes.money = MoneyState::Paid;
    damaged.headline = Headline::Refunded;
    damaged.amounts.refunded = 77;
    damaged.lines[0].received = 9;
    damaged.flags.insert("parcel_lost".to_owned());
    damaged.opened_at = damaged.opened_at.plus(1);
    // What does not come out of the fold is not compared.
    damaged.band = 0;
    damaged.clocks.clear();
    let number = damaged.number;
    damage(&*store, desk.tenant(), damaged);
    let named = [
        "amounts.refunded",
        "axes.money",
        "flags",
        "headline",
        "lines",
        "opened_at",
    ];
    assert_eq!(fields(&desk, id), named);
    assert_eq!(fields(&desk, other), Vec::<String>::new());
    let wrong = desk.check().wait().unwrap();
    let line = format!(
        "ticket {number} no longer follows from its sources: {}",
        named.join(", ")
    );
    assert!(wrong.contains(&line), "{wrong:?}");

    desk.act(Actor::role(Role::Agent)).refold(id).wait().unwrap();
    desk.rebuild_counters().wait().unwrap();
    assert_eq!(fields(&desk, id), Vec::<String>::new());
    let healed = ticket(&desk, id);
    assert_eq!((healed.headline, healed.amounts.refunded), (Headline::Refunding, 0));
}

/// Random histories in any order, then whatever people may do.
#[test]
fn after_any_history_every_ticket_can_be_made_again() {
    let rules = bare_rules();
    let mut tickets = 0;
    for seed in 0..from_env("AFTERSYNC_HISTORIES", 200) {
        let store: Arc<dyn TicketStore> = Arc::new(MemoryStore::new());
        let tenant = Tenant::new("acme");
        let facts = shuffled(seed, &history(seed));
        ingest(&*store, &tenant, &rules, &facts, seed, seed);
        let (builder, _clock) = engine(store, seed);
        let desk = builder.build().unwrap().desk("acme");
        let query = TicketQuery {
            limit: 200,
            ..TicketQuery::default()
        };
        for t in desk.tickets(query).wait().unwrap().items {
            assert_eq!(fields(&desk, t.item.id), Vec::<String>::new(), "seed {seed}");
            tickets += 1;
        }
        assert_eq!(desk.check().wait().unwrap(), Vec::<String>::new(), "seed {seed}");
    }
    assert!(tickets > 100, "{tickets}");
}
