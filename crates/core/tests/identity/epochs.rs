//! Other weights: what they would do is told, done in steps in any order, and leaves what people decided.
use std::collections::BTreeSet;

use aftersync_core::identity::Model;
use aftersync_core::identity::epoch::{cause, fits, rescore, trial};
use aftersync_core::identity::people::{merge, split};
use aftersync_core::identity::train::{LEAST_PAIRS, Lessons};
use aftersync_core::identity::verify::verify;
use aftersync_core::identity::work::Work;
use aftersync_core::model::identity::{IdEntity, IdNode};
use aftersync_core::model::ids::Uid;
use aftersync_core::store::{Record, Table};

use super::kit::{Dice, World, crowd};

fn settled(seed: u64) -> World {
    let mut world = World::new();
    crowd(seed, 14 + seed % 17, 120)
        .iter()
        .for_each(|seen| drop(world.see(seen)));
    world
}

fn accounts(world: &World) -> Vec<Uid> {
    let all = world.rows.rows.keys().filter(|key| key.table == Table::IdNode);
    all.map(|key| key.id).collect()
}

/// Scores everything anew, few accounts at a time, in an order of its own.
fn adopt(world: &mut World, model: &Model, dice: &mut Dice) {
    world.model = model.clone();
    let mut all = accounts(world);
    dice.shuffle(&mut all);
    for ids in all.chunks(3) {
        rescore(&mut world.rows, model, ids, 0).unwrap();
    }
}

/// Every weight moved by up to two bits, and the thresholds by one.
fn moved(dice: &mut Dice) -> Model {
    let mut model = Model {
        epoch: 1,
        ..Model::default()
    };
    for weight in &mut model.weights {
        *weight += dice.below(4_000) as i32 - 2_000;
    }
    model.auto += dice.below(2_000) as i32 - 1_000;
    model.review = model.auto - 2_000;
    model
}

#[test]
fn adopting_the_same_model_changes_nothing() {
    for seed in 1..=10 {
        let mut world = settled(seed);
        let before = world.rows.rows.clone();
        let told = trial(&world.rows, &world.model);
        assert_eq!(
            (told.merged, told.split, told.customers),
            (0, 0, told.then),
            "seed {seed}"
        );
        let same = world.model.clone();
        adopt(&mut world, &same, &mut Dice(seed));
        assert!(world.rows.rows == before, "seed {seed}");
    }
}

#[test]
fn what_a_dry_run_tells_is_what_adopting_does() {
    let (mut merged, mut parted) = (0, 0);
    for seed in 1..=30 {
        let mut dice = Dice(seed * 31 + 7);
        let mut world = settled(seed);
        let model = moved(&mut dice);
        let (before, stored) = (world.groups(), world.rows.rows.clone());
        let told = trial(&world.rows, &model);
        assert!(world.rows.rows == stored, "a dry run wrote something");
        adopt(&mut world, &model, &mut dice);
        assert_eq!(verify(&world.rows, &model), [], "seed {seed}");
        let after = world.groups();
        assert_eq!(told.then as usize, after.len(), "seed {seed}");
        let pieces = |of: &BTreeSet<BTreeSet<Uid>>, others: &BTreeSet<BTreeSet<Uid>>| -> u64 {
            let met = |group: &BTreeSet<Uid>| others.iter().filter(|o| !o.is_disjoint(group)).count() as u64 - 1;
            of.iter().map(met).sum()
        };
        assert_eq!(
            (told.merged, told.split),
            (pieces(&after, &before), pieces(&before, &after)),
            "seed {seed}"
        );
        merged += told.merged;
        parted += told.split;
        for example in told.merges.iter().chain(&told.splits) {
            assert!(
                example
                    .accounts
                    .iter()
                    .all(|ids| after.iter().any(|g| ids.iter().all(|id| g.contains(id))))
            );
        }
    }
    assert!(
        merged > 30 && parted > 30,
        "{merged} merged, {parted} parted: the law says nothing"
    );
}

#[test]
fn decisions_of_people_outlive_an_epoch_and_history_names_it() {
    let mut named = 0;
    for seed in 1..=12 {
        let mut dice = Dice(seed * 13 + 3);
        let mut world = settled(seed);
        let ids = accounts(&world);
        let whole = world.groups().into_iter().find(|g| g.len() > 1).unwrap();
        let pair: Vec<Uid> = whole.iter().copied().collect();
        split(&mut world.rows, &world.model, &pair[..1], &pair[1..], 0)
            .unwrap()
            .unwrap();
        let (a, b) = (*dice.pick(&ids), *dice.pick(&ids));
        let joined = a != b && merge(&mut world.rows, &world.model, a, b, 0).unwrap().is_ok();
        let model = moved(&mut dice);
        adopt(&mut world, &model, &mut dice);
        let whose = |id: Uid| IdNode::of(&world.rows.rows[&IdNode::key(id)]).unwrap().customer;
        assert!(
            pair[1..].iter().all(|other| whose(pair[0]) != whose(*other)),
            "seed {seed}"
        );
        assert!(!joined || whose(a) == whose(b), "seed {seed}");
        let entities = world.rows.rows.values().filter_map(|row| IdEntity::of(row));
        named += entities
            .flat_map(|e| &e.changes)
            .filter(|c| c.cause == cause(1))
            .count();
    }
    assert!(named > 0, "no change names the epoch");
}

#[test]
fn an_epoch_may_not_change_what_is_stored() {
    let stored = Model::default();
    assert!(fits(&stored, &moved(&mut Dice(5))).is_ok());
    let mut more = stored.clone();
    more.kinds.push(more.kinds[0].clone());
    assert!(fits(&stored, &more).is_ok());
    assert!(fits(&more, &stored).is_err());
    let mut other = stored.clone();
    other.kinds[2].cap += 1;
    assert!(fits(&stored, &other).is_err());
    assert!(
        fits(
            &stored,
            &Model {
                name_cap: 3,
                ..stored.clone()
            }
        )
        .is_err()
    );
}

/// Looks at the pairs of a world of its own.
fn add(lessons: &mut Lessons, seed: u64) {
    let mut world = World::new();
    crowd(seed, 60, 200).iter().for_each(|seen| drop(world.see(seen)));
    let ids = accounts(&world);
    let mut work = Work::new(&mut world.rows, &world.model, (Uid::ZERO, 0));
    ids.into_iter().for_each(|id| lessons.look(&mut work, id).unwrap());
}

#[test]
fn weights_are_learned_from_enough_pairs_and_stay_near_those_that_ship() {
    let shipped = Model::default();
    let mut many = Lessons::default();
    add(&mut many, 1);
    assert!(many.pairs > 0 && many.pairs < LEAST_PAIRS);
    assert!(many.learn(&shipped).is_none());
    (2..200)
        .take_while(|seed| {
            add(&mut many, *seed);
            many.pairs < LEAST_PAIRS
        })
        .for_each(drop);
    assert!(many.pairs >= LEAST_PAIRS, "only {} pairs", many.pairs);
    let learned = many.learn(&shipped).unwrap();
    assert_eq!(learned, many.learn(&shipped).unwrap());
    assert_eq!(learned.model.epoch, 1);
    assert!(!learned.weights.is_empty() && learned.labelled > 0);
    assert!(fits(&shipped, &learned.model).is_ok());
    let far = shipped
        .weights
        .iter()
        .zip(&learned.model.weights)
        .map(|(a, b)| (a - b).abs())
        .max();
    assert!(far.is_some_and(|far| far > 200 && far <= 4_000), "{far:?}");
    // Anchors and what bars are proof: they are not learned.
    let proof = shipped
        .kinds
        .iter()
        .zip(&learned.model.kinds)
        .filter(|(k, _)| k.anchor || k.exclusive);
    assert!(proof.clone().count() > 2);
    proof.for_each(|(a, b)| assert_eq!(a, b));
}
