//! What people decide holds, and can be taken back.
use aftersync_core::ErrorKind;
use aftersync_core::identity::explain::{Relation, how, why};
use aftersync_core::identity::people::{merge, split, undo};
use aftersync_core::identity::verify::verify;
use aftersync_core::model::ids::Uid;

use super::kit::{Dice, World, crowd, handle, order};

const HOME: (&str, &str) = ("杭州市", "西湖区");

fn two() -> (World, [aftersync_core::identity::Handle; 2]) {
    let accounts = [handle("douyin", "1", "a"), handle("taobao", "1", "b")];
    let mut world = World::new();
    for (n, account) in accounts.iter().enumerate() {
        world.see(&order(&format!("o{n}"), account, "张伟", "13912345670", HOME));
    }
    (world, accounts)
}

#[test]
fn a_split_holds_against_new_evidence_and_is_undone_only_by_a_person() {
    let (mut world, [a, b]) = two();
    assert!(world.together(&a, &b));
    let before = world.groups();
    let parted = split(&mut world.rows, &world.model, &[a.node()], &[b.node()], 0)
        .unwrap()
        .unwrap();
    assert_eq!(parted.changes.split.len(), 1);
    assert!(!world.together(&a, &b));
    for n in 0..20 {
        let whose = if n % 2 == 0 { &a } else { &b };
        let seen = order(&format!("new{n}"), whose, "张伟", "13912345670", HOME);
        world.see(&seen.with("unionid", "m", "one"));
    }
    assert!(!world.together(&a, &b), "evidence undid what a person decided");
    assert_eq!(verify(&world.rows, &world.model), []);
    undo(&mut world.rows, &world.model, parted.decision, 0)
        .unwrap()
        .unwrap();
    assert_eq!(world.groups(), before);
    let twice = undo(&mut world.rows, &world.model, parted.decision, 0).unwrap();
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_decision_against_a_decision_is_refused_through_others_too() {
    let mut world = World::new();
    let people: Vec<_> = (0..4).map(|n| handle("douyin", "1", &format!("u{n}"))).collect();
    for (n, account) in people.iter().enumerate() {
        world.see(&order(
            &format!("o{n}"),
            account,
            "王芳",
            &format!("1391234567{n}"),
            HOME,
        ));
    }
    let [a, b, c, d] = [0, 1, 2, 3].map(|n| people[n].node());
    let join = |world: &mut World, x: Uid, y: Uid| merge(&mut world.rows, &world.model, x, y, 0).unwrap();
    join(&mut world, a, b).unwrap();
    join(&mut world, c, d).unwrap();
    split(&mut world.rows, &world.model, &[b], &[c], 0).unwrap().unwrap();
    let before = world.rows.rows.clone();
    assert_eq!(join(&mut world, a, d).unwrap_err().kind(), ErrorKind::Rejected);
    let parted = split(&mut world.rows, &world.model, &[a], &[b], 0).unwrap();
    assert_eq!(parted.unwrap_err().kind(), ErrorKind::Rejected);
    assert_eq!(join(&mut world, a, a).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(join(&mut world, a, Uid::ZERO).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(world.rows.rows, before, "a refusal wrote something");
}

#[test]
fn undoing_decisions_in_any_order_gives_the_partition_before_them() {
    for seed in 1..=10 {
        let mut world = World::new();
        for seen in crowd(seed, 12, 80) {
            world.see(&seen);
        }
        let mut dice = Dice(seed + 900);
        let nodes: Vec<Uid> = world.groups().into_iter().flatten().collect();
        let before = world.groups();
        let mut taken = Vec::new();
        for _ in 0..12 {
            let (x, y) = (*dice.pick(&nodes), *dice.pick(&nodes));
            let found = if dice.below(2) == 0 {
                merge(&mut world.rows, &world.model, x, y, 0).unwrap()
            } else {
                split(&mut world.rows, &world.model, &[x], &[y], 0).unwrap()
            };
            taken.extend(found.ok().map(|d| d.decision));
            assert_eq!(verify(&world.rows, &world.model), [], "seed {seed}");
        }
        assert!(!taken.is_empty());
        dice.shuffle(&mut taken);
        for decision in taken {
            undo(&mut world.rows, &world.model, decision, 0).unwrap().unwrap();
        }
        assert_eq!(world.groups(), before, "seed {seed}");
    }
}

#[test]
fn reasons_are_told_in_two_languages_and_without_values() {
    let (mut world, [a, b]) = two();
    let told = why(&mut world.rows, &world.model, a.node(), b.node()).unwrap().unwrap();
    assert_eq!(told.relation, Relation::Same);
    assert_eq!(told.lines.iter().map(|l| l.weight).sum::<i32>(), told.score.unwrap());
    assert!(told.en.starts_with("the same customer (+"), "{}", told.en);
    assert!(told.zh.starts_with("同一客户（+"), "{}", told.zh);
    assert!(told.lines.iter().any(|l| l.level == "phone+name"));
    let json = serde_json::to_string(&told).unwrap();
    assert!(!json.contains("13912345670") && !json.contains("张伟"));
    let steps = how(&mut world.rows, &world.model, &[a.node(), b.node()]).unwrap();
    assert_eq!((steps.steps.len(), steps.steps[0].refused.clone()), (1, None));
    let far = handle("pdd", "1", "c");
    world.see(&order("far", &far, "赵敏", "13512345678", ("广州市", "天河区")));
    let told = why(&mut world.rows, &world.model, a.node(), far.node())
        .unwrap()
        .unwrap();
    assert_eq!((told.relation, told.score), (Relation::Distinct, None));
}
