//! What comes later may join and may part.
use aftersync_core::identity::verify::verify;
use aftersync_core::identity::{Block, Observation};
use aftersync_core::model::time::Timestamp;

use super::kit::{World, handle, order};

const HOME: (&str, &str) = ("杭州市", "西湖区");

#[test]
fn late_evidence_joins() {
    let mut world = World::new();
    let (a, b, mini) = (
        handle("douyin", "1", "a"),
        handle("wechat", "1", "b"),
        handle("wechat_mini", "1", "c"),
    );
    world.see(&order("o1", &a, "张*", "139****5670", HOME));
    world.see(&order("o2", &b, "李*", "135****1111", ("广州市", "天河区")).with("unionid", "m", "one"));
    assert!(!world.together(&a, &b));
    // A third account of the same person has the phone of the one and the union id of the other.
    world.see(&order("o3", &mini, "张伟", "13912345670", HOME).with("unionid", "m", "one"));
    assert!(world.together(&b, &mini) && world.together(&a, &mini));
    assert_eq!(world.whose(&a), world.whose(&b));
    assert_eq!(verify(&world.rows, &world.model), []);
}

#[test]
fn late_evidence_parts() {
    let mut world = World::new();
    let (a, b) = (handle("wechat", "1", "a"), handle("wechat_mini", "1", "b"));
    world.see(&order("o1", &a, "张伟", "13912345670", HOME));
    world.see(&order("o2", &b, "张伟", "13912345670", HOME));
    assert!(world.together(&a, &b));
    let stays = world.whose(&a).min(world.whose(&b));
    // Father and son: two union ids of one merchant are two people.
    world.see(&order("o3", &a, "张伟", "13912345670", HOME).with("unionid", "m", "one"));
    assert!(world.together(&a, &b));
    let told = world.see(&order("o4", &b, "张伟", "13912345670", HOME).with("unionid", "m", "two"));
    assert!(!world.together(&a, &b));
    assert_eq!(told.changes.split.len(), 1);
    assert!(
        [world.whose(&a), world.whose(&b)].contains(&stays),
        "the id stays with one of the parts"
    );
    assert_eq!(verify(&world.rows, &world.model), []);
}

#[test]
fn whoever_is_forgotten_no_longer_joins_others() {
    let mut world = World::new();
    let (a, b, bridge) = (
        handle("douyin", "1", "a"),
        handle("taobao", "1", "b"),
        handle("jd", "1", "bridge"),
    );
    let own = |id: &str, account: &_, phone: &str| {
        let mut seen = order(id, account, "", "", HOME);
        seen.blocks[0].receiver = false;
        seen.blocks[0].phone = phone.to_owned();
        seen
    };
    world.see(&own("o1", &a, "13512345678"));
    world.see(&own("o2", &b, "15187654321"));
    assert!(!world.together(&a, &b));
    world.see(&own("o3", &bridge, "13512345678"));
    world.see(&own("o4", &bridge, "15187654321"));
    assert!(world.together(&a, &bridge) && world.together(&b, &bridge));
    world.forget(bridge.node());
    assert!(!world.together(&a, &b));
    assert_eq!(verify(&world.rows, &world.model), []);
}

#[test]
fn a_given_name_at_home_tells_one_who_changed_the_family_name_from_the_others_of_the_household() {
    let person = |id: &str, given: &str, surname: &str, birthday: &str, postcode: &str| {
        let mut seen = Observation::new("people", id, Timestamp::from_secs(0));
        seen.blocks.push(Block {
            given: given.to_owned(),
            surname: surname.to_owned(),
            city: "wisemans ferry".to_owned(),
            detail: "123 slessor crescent".to_owned(),
            postcode: postcode.to_owned(),
            ..Block::default()
        });
        seen.with("birthday", "", birthday)
    };
    let mut world = World::new();
    let seen = [
        person("1", "april", "harrington", "1911-11-01", "2517"),
        person("2", "april", "herbert", "1942-10-30", "2517"),
        person("3", "walter", "harrington", "1909-02-05", "2517"),
        person("4", "june", "herbert", "1945-07-21", "2517"),
        person("5", "april", "olsen", "1977-02-14", "4102"),
    ];
    let whose: Vec<_> = seen.iter().map(|s| world.see(s).node).collect();
    let groups = world.groups();
    let together = |a: usize, b: usize| groups.iter().any(|g| g.contains(&whose[a]) && g.contains(&whose[b]));
    assert!(together(0, 1));
    for (a, b) in [(0, 2), (1, 3), (2, 3), (0, 4), (1, 4)] {
        assert!(!together(a, b), "{a} and {b}");
    }
}
