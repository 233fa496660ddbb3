//! What comes later may join and may part.
use aftersync_core::identity::verify::verify;

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
