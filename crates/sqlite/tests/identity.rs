//! Who is who in a file: the same as in memory, however observations are batched, whoever else writes, and after a crash.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aftersync_core::ErrorKind;
use aftersync_core::engine::Engine;
use aftersync_core::engine::clock::SeededIds;
use aftersync_core::engine::identity::Resolver;
use aftersync_core::identity::{Block, Given, Handle, Model, Observation, PhoneShown};
use aftersync_core::model::command::Actor;
use aftersync_core::model::customer::Account;
use aftersync_core::model::ids::{CustomerId, DecisionId, Platform, Tenant, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;
use aftersync_seal::Sealing;
use aftersync_sqlite::SqliteStore;
use aftersync_testkit::MemoryStore;
use aftersync_testkit::dump::dump;

const KEY: &[u8; 32] = &[9; 32];
const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn person(n: u64) -> (String, String) {
    let given = ["伟", "芳", "静", "敏", "丽", "强"][(n % 6) as usize];
    (
        format!("张{given}"),
        format!("139{:04}{:04}", n * 37 % 10_000, n * 91 % 10_000),
    )
}

/// Orders of few people on several platforms, in no order of people.
fn orders(count: u64) -> Vec<Observation> {
    let one = |n: u64| {
        let who = n * 7 % 23;
        let platform = ["douyin", "taobao", "jd"][(n % 3) as usize];
        let mut seen = Observation::new("orders", &n.to_string(), Timestamp::from_secs(1_700_000_000 + n as i64));
        seen.account = Some(Handle {
            platform: Platform::from(platform),
            scope: platform.to_owned(),
            uid: format!("{who}"),
        });
        let (name, phone) = person(who);
        seen.blocks.push(Block {
            receiver: true,
            name,
            phone,
            phone_shown: if n.is_multiple_of(11) {
                PhoneShown::Private
            } else {
                PhoneShown::Plain
            },
            city: "杭州市".to_owned(),
            district: "西湖区".to_owned(),
            ..Block::default()
        });
        seen.with("order", "", &format!("N{n}"))
    };
    (0..count).map(one).collect()
}

fn resolver(store: &dyn TicketStore) -> Resolver {
    Resolver::open(store, "acme", KEY).unwrap().seeded(SeededIds::new(5))
}

fn fill(resolver: &mut Resolver, seen: &[Observation], batch: usize) {
    for part in seen.chunks(batch) {
        for answer in resolver.observe_all(part.to_vec()) {
            answer.unwrap();
        }
    }
}

fn groups(resolver: &mut Resolver) -> BTreeSet<BTreeSet<Uid>> {
    let mut by: BTreeMap<CustomerId, BTreeSet<Uid>> = BTreeMap::new();
    for (node, customer) in resolver.ask().partition().unwrap() {
        by.entry(customer).or_default().insert(node);
    }
    by.into_values().collect()
}

fn stores() -> Vec<Arc<dyn TicketStore>> {
    vec![
        Arc::new(MemoryStore::new()),
        Arc::new(SqliteStore::in_memory().unwrap()),
        Arc::new(SqliteStore::in_memory_with(Sealing::local([7; 32])).unwrap()),
    ]
}

#[test]
fn every_store_and_every_batch_holds_the_same() {
    let seen = orders(150);
    let tenant = Tenant::from("acme");
    let mut dumps = Vec::new();
    for batch in [1, 13, 150] {
        for store in stores() {
            let mut resolver = resolver(&*store);
            fill(&mut resolver, &seen, batch);
            let pair: Vec<Uid> = seen.iter().take(2).map(Observation::node).collect();
            let (decision, _) = resolver.merge(pair[0], pair[1], NOW).unwrap();
            resolver.undo(decision, NOW).unwrap();
            assert_eq!(resolver.ask().verify().unwrap(), []);
            dumps.push(dump(&*store, &tenant).unwrap().without_versions());
        }
    }
    let (first, rest) = dumps.split_first().unwrap();
    assert!(first.rows.len() > 150);
    assert!(rest.iter().all(|other| other == first));
}

#[test]
fn what_is_known_is_not_committed() {
    let store = SqliteStore::in_memory().unwrap();
    let mut resolver = resolver(&store);
    fill(&mut resolver, &orders(60), 7);
    let tenant = Tenant::from("acme");
    let rev = store.reader().unwrap().head(&tenant).unwrap().rev;
    fill(&mut resolver, &orders(60), 1);
    assert_eq!(store.reader().unwrap().head(&tenant).unwrap().rev, rev);
}

#[test]
fn two_who_write_in_turn_end_where_one_does() {
    let seen = orders(120);
    let store = SqliteStore::in_memory().unwrap();
    let (mut one, mut two) = (resolver(&store), Resolver::open(&store, "acme", KEY).unwrap());
    for (n, part) in seen.chunks(5).enumerate() {
        fill(if n % 2 == 0 { &mut one } else { &mut two }, part, 5);
    }
    let alone = SqliteStore::in_memory().unwrap();
    let mut single = resolver(&alone);
    fill(&mut single, &seen, 1);
    assert_eq!(groups(&mut one), groups(&mut single));
    assert_eq!(two.ask().verify().unwrap(), []);
}

#[test]
fn a_file_that_was_left_in_the_middle_goes_on_where_it_was() {
    let seen = orders(100);
    let folder = SqliteStore::in_memory().unwrap();
    let path = folder.path().with_file_name("left.db");
    let open = || SqliteStore::open(&path, Default::default()).unwrap();
    for upto in [30, 55, 100] {
        let store = open();
        // Whoever crashed sends again what was not acknowledged, and more.
        fill(&mut resolver(&store), &seen[..upto], 10);
    }
    let store = open();
    let mut again = resolver(&store);
    let memory = MemoryStore::new();
    let mut plain = resolver(&memory);
    fill(&mut plain, &seen, 1);
    assert_eq!(groups(&mut again), groups(&mut plain));
    assert_eq!(again.ask().verify().unwrap(), []);
}

#[test]
fn the_resolver_answers_what_people_ask() {
    let store = SqliteStore::in_memory().unwrap();
    let mut resolver = resolver(&store);
    let seen = orders(90);
    fill(&mut resolver, &seen, 9);
    let several = groups(&mut resolver).into_iter().find(|g| g.len() > 1).unwrap();
    let accounts: Vec<Uid> = several.iter().copied().collect();
    let customer = resolver.ask().whose(accounts[0]).unwrap().unwrap();
    let known = resolver.ask().customer(customer).unwrap().unwrap();
    assert_eq!(known.accounts, accounts);
    let how = resolver.ask().how(customer).unwrap();
    assert_eq!(
        how.steps.iter().filter(|s| s.refused.is_none()).count(),
        accounts.len() - 1
    );
    let of: Vec<&Observation> = seen.iter().filter(|s| s.node() == accounts[0]).collect();
    let found = resolver.ask().lookup(of[0]).unwrap();
    assert_eq!(found[0], (customer, i32::MAX));
    let mut stranger = of[0].clone();
    stranger.account = None;
    stranger.id = "call".to_owned();
    let before = resolver.ask().partition().unwrap();
    assert!(
        resolver
            .ask()
            .lookup(&stranger)
            .unwrap()
            .iter()
            .any(|(c, _)| *c == customer)
    );
    assert_eq!(resolver.ask().partition().unwrap(), before, "a look-up wrote something");

    let (decision, changes) = resolver.split(customer, &accounts[..1], NOW).unwrap();
    let apart = resolver.ask().whose(accounts[0]).unwrap();
    assert_ne!(apart, resolver.ask().whose(accounts[1]).unwrap());
    assert_eq!(changes.split.len(), 1);
    assert!(!resolver.ask().history(changes.split[0].1).unwrap().is_empty());
    let told = resolver.ask().why(accounts[0], accounts[1]).unwrap();
    assert_eq!(told.decisions, [(decision, false)]);
    assert!(
        resolver
            .ask()
            .review(1_000)
            .unwrap()
            .iter()
            .all(|p| (p.a, p.b) != (accounts[0], accounts[1]))
    );
    let gone = changes.split[0].1;
    resolver.undo(decision, NOW).unwrap();
    assert_eq!(
        resolver.ask().customer(gone).unwrap().unwrap().customer,
        customer,
        "the id that was merged away leads on"
    );
    assert!(resolver.ask().export(customer).unwrap().as_array().unwrap().len() == accounts.len());

    resolver.forget(&accounts, NOW).unwrap();
    assert_eq!(resolver.ask().whose(accounts[0]).unwrap(), None);
    assert_eq!(resolver.ask().verify().unwrap(), []);
    assert_eq!(
        resolver.ask().stats().unwrap().accounts as usize,
        before.len() - accounts.len()
    );
}

#[test]
fn a_value_the_host_blocks_no_longer_joins() {
    let store = SqliteStore::in_memory().unwrap();
    let mut resolver = resolver(&store);
    // Nothing but the account's own phone tells who it is.
    let mut seen = orders(90);
    for block in seen.iter_mut().flat_map(|s| &mut s.blocks) {
        block.receiver = false;
        block.name.clear();
    }
    fill(&mut resolver, &seen, 9);
    let before = groups(&mut resolver);
    let phone = |n: u64| Given {
        kind: "phone".to_owned(),
        value: person(n).1,
        ..Given::default()
    };
    let joined = |g: &BTreeSet<BTreeSet<Uid>>| g.iter().filter(|g| g.len() > 1).count();
    for n in 0..23 {
        resolver.block(phone(n), true, NOW).unwrap();
    }
    assert!(joined(&before) > 3);
    assert_eq!(joined(&groups(&mut resolver)), 0);
    assert_eq!(resolver.ask().verify().unwrap(), []);
    for n in 0..23 {
        resolver.block(phone(n), false, NOW).unwrap();
    }
    assert_eq!(groups(&mut resolver), before);
    let nothing = Given {
        kind: "phone".to_owned(),
        value: "无".to_owned(),
        ..Given::default()
    };
    assert!(resolver.block(nothing, true, NOW).is_err());
}

#[test]
fn the_desk_takes_observations_in_and_the_resolver_reads_them() {
    let store = Arc::new(SqliteStore::in_memory().unwrap());
    let engine = Engine::builder(store.clone()).key(*KEY).build().unwrap();
    let desk = engine.desk("acme");
    let seen = orders(30);
    for one in &seen {
        let told = desk.observe(one.clone()).wait().unwrap();
        assert!(told.account.0 == one.node() && !told.known);
        let customer = desk.customer(told.account, 1).wait().unwrap().unwrap();
        assert!(customer.customer.item.accounts.contains(&told.account));
    }
    let desks = |node: &Uid| {
        let account = desk.row::<Account>(*node).wait().unwrap().unwrap();
        account.item.customer
    };
    let all = resolver(&*store).ask().partition().unwrap();
    assert!(all.iter().all(|(node, customer)| desks(node) == *customer));
    let refused = desk.act(Actor::system()).undo_decision(DecisionId(Uid::ZERO)).wait();
    assert_eq!(refused.unwrap_err().kind(), aftersync_core::ErrorKind::NotFound);
    let mut read = resolver(&*store);
    assert_eq!(read.ask().verify().unwrap(), []);
    let alone = SqliteStore::in_memory().unwrap();
    let mut single = resolver(&alone);
    fill(&mut single, &seen, 30);
    assert_eq!(groups(&mut read), groups(&mut single));
    engine.close();
}

#[test]
fn an_epoch_is_told_first_and_then_adopted_in_every_store() {
    let seen = orders(150);
    let tenant = Tenant::from("acme");
    for store in stores() {
        let mut resolver = resolver(&*store);
        fill(&mut resolver, &seen, 50);
        let before = groups(&mut resolver);
        let rev = |store: &dyn TicketStore| store.reader().unwrap().head(&tenant).unwrap().rev;
        let start = rev(&*store);
        // The same weights change nothing, and write nothing.
        assert!(resolver.adopt(Model::default(), NOW).unwrap().is_empty());
        assert_eq!(rev(&*store), start);
        let strict = Model {
            epoch: 1,
            auto: 40_000,
            review: 40_000,
            ..Model::default()
        };
        let told = resolver.ask().dry_run(&strict).unwrap();
        assert_eq!(rev(&*store), start);
        assert_eq!(told.customers as usize, before.len());
        assert!(told.split > 5 && told.merged == 0, "{told:?}");
        resolver.adopt(strict.clone(), NOW).unwrap();
        let after = groups(&mut resolver);
        assert_eq!(told.then as usize, after.len());
        assert_eq!(told.split as usize, after.len() - before.len());
        assert_eq!(resolver.ask().verify().unwrap(), []);
        // What comes later is scored by the new weights, and the old ones bring back what was.
        fill(&mut resolver, &orders(160)[150..], 1);
        assert_eq!(resolver.ask().verify().unwrap(), []);
        resolver.adopt(Model::default(), NOW).unwrap();
        assert_eq!(resolver.ask().verify().unwrap(), []);
        assert!(groups(&mut resolver).len() <= before.len());
        let refused = resolver.ask().train().unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Rejected);
    }
}
