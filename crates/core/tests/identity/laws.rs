//! The partition is a function of the set of observations.
use aftersync_core::identity::verify::verify;
use aftersync_core::identity::{Block, Evidence, Observation};
use aftersync_core::model::time::Timestamp;

use super::kit::{Dice, World, crowd, handle};

fn hashed(world: &World, seed: u64) -> Vec<Evidence> {
    crowd(seed, 14 + seed % 17, 120)
        .iter()
        .map(|seen| world.hash(seen))
        .collect()
}

#[test]
fn any_order_with_repeats_and_things_taken_back_and_seen_again_ends_the_same() {
    let mut merged = 0;
    for seed in (1..=20).chain([26]) {
        let mut plain = World::new();
        let seen = hashed(&plain, seed);
        seen.iter().for_each(|e| drop(plain.take(e)));
        merged += plain.groups().iter().filter(|g| g.len() > 1).count();
        let mut dice = Dice(seed * 77 + 5);
        for _ in 0..2 {
            let mut order: Vec<&Evidence> = seen.iter().collect();
            dice.shuffle(&mut order);
            let mut other = World::new();
            for at in 0..order.len() {
                other.take(order[at]);
                let again = order[dice.below(at as u64 + 1) as usize];
                match dice.below(8) {
                    0 => drop(other.take(again)),
                    1 => {
                        other.withdraw(again);
                        other.take(again);
                    }
                    2 => {
                        other.forget(again.node);
                        order[..=at]
                            .iter()
                            .filter(|e| e.node == again.node)
                            .for_each(|e| drop(other.take(e)));
                    }
                    _ => {}
                }
            }
            assert!(plain.groups() == other.groups(), "seed {seed}");
            assert!(plain.canonical() == other.canonical(), "seed {seed}");
            assert_eq!(verify(&other.rows, &other.model), [], "seed {seed}");
        }
    }
    assert!(
        merged > 60,
        "only {merged} customers of several accounts: the law says nothing"
    );
}

#[test]
fn what_is_known_is_not_written() {
    let mut world = World::new();
    let seen = hashed(&world, 4);
    seen.iter().for_each(|e| drop(world.take(e)));
    let before = world.rows.rows.clone();
    for e in &seen {
        assert!(world.take(e).known);
    }
    assert_eq!(world.rows.rows, before);
}

#[test]
fn a_known_account_with_known_keys_writes_nothing() {
    let mut world = World::new();
    crowd(6, 20, 120).iter().for_each(|seen| drop(world.see(seen)));
    // What has no id of its own (a message with a proven phone) is known by what it shows, whenever it is said again.
    let account = handle("douyin", "1", "p3-douyin");
    let said = |after: i64, phone: &str| {
        let mut seen = Observation::new("keys", "", Timestamp::from_secs(1_700_000_000 + after));
        seen.account = Some(account.clone());
        seen.blocks.push(Block {
            phone: phone.to_owned(),
            ..Block::default()
        });
        seen
    };
    assert!(!world.see(&said(0, "13900030003")).known);
    let before = world.rows.rows.clone();
    for hours in 1..50 {
        assert!(world.see(&said(hours * 3_600, "13900030003")).known);
    }
    assert!(world.rows.rows == before);
    assert!(!world.see(&said(3_600, "13900030004")).known);
}

#[test]
fn nothing_stays_of_whoever_is_forgotten() {
    let mut world = World::new();
    let seen = hashed(&world, 9);
    seen.iter().for_each(|e| drop(world.take(e)));
    let nodes: std::collections::BTreeSet<_> = seen.iter().map(|e| e.node).collect();
    for node in &nodes {
        world.forget(*node);
        assert_eq!(verify(&world.rows, &world.model), []);
    }
    assert!(world.canonical().is_empty());
}

#[test]
fn a_newer_version_takes_the_place_of_an_older_one_whenever_it_comes() {
    let old = crowd(3, 5, 30);
    let mut new = crowd(8, 5, 30);
    new.iter_mut().for_each(|seen| seen.version = 2);
    // The account of an observation does not change with its version.
    for (new, old) in new.iter_mut().zip(&old) {
        new.account = old.account.clone();
    }
    let run = |lists: [&[_]; 2]| {
        let mut world = World::new();
        lists.concat().iter().for_each(|seen| drop(world.see(seen)));
        world.canonical()
    };
    assert!(run([&old, &new]) == run([&new, &old]));
    let mut alone = World::new();
    new.iter().for_each(|seen| drop(alone.see(seen)));
    assert!(run([&old, &new]) == alone.canonical());
}
