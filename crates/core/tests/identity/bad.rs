//! Whatever comes in is taken in, says what it says and no more, and costs what it may.
use std::time::{Duration, Instant};

use aftersync_core::identity::{Block, Observation, PhoneShown};
use aftersync_core::model::identity::{IdBucket, Party};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Record, Table};

use super::kit::{World, handle, order};

const HOME: (&str, &str) = ("杭州市", "西湖区");

#[test]
fn what_says_nothing_joins_nobody() {
    let long = "王".repeat(10_000);
    let names = [
        "",
        "无",
        "test",
        "前台",
        "000",
        long.as_str(),
        "\u{0}\u{1}",
        "Ａ",
        "🙂",
        "王Wang王",
    ];
    let phones = [
        "",
        "无",
        "00000000000",
        "139****",
        "13800138000",
        "abc",
        "1391234567890123456",
        "１１１",
        "-",
    ];
    let mut world = World::new();
    let mut n = 0;
    for name in names {
        for phone in phones {
            for copy in 0..2 {
                n += 1;
                let account = handle("douyin", "1", &format!("{copy}-{n}"));
                let seen = order(&format!("o{n}"), &account, name, phone, ("", ""));
                world.see(&seen.with("nickname", "", "momo").with("unionid", "m", "无"));
            }
        }
    }
    assert!(
        world.groups().iter().all(|g| g.len() == 1),
        "a placeholder joined two accounts"
    );
}

#[test]
fn a_lent_number_is_no_evidence_however_often_it_comes() {
    let mut world = World::new();
    for n in 0..50 {
        let mut seen = order(
            &format!("o{n}"),
            &handle("douyin", "1", &n.to_string()),
            "王*",
            "17012345678",
            HOME,
        );
        seen.blocks[0].phone_shown = PhoneShown::Private;
        assert_eq!(world.party(&seen).phone, 0);
        world.see(&seen);
    }
    assert!(world.groups().iter().all(|g| g.len() == 1));
}

#[test]
fn what_may_not_be_joined_by_is_not_kept() {
    let mut world = World::new();
    let mut seen = order("o1", &handle("douyin", "1", "a"), "张伟", "13912345670", HOME);
    seen.link = false;
    assert_eq!(world.party(&seen), Party::default());
    world.see(&seen);
    assert!(world.rows.rows.keys().all(|key| key.table == Table::IdNode));
    let mut other = Observation::new("x", "1", Timestamp(0)).with("email", "", "a@b.cn");
    other.values[0].linkable = Some(false);
    assert!(world.hash(&other).items.is_empty());
}

#[test]
fn a_value_that_a_hundred_thousand_share_costs_little_and_names_nobody() {
    let mut world = World::new();
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    // A part of it here: what one more costs does not grow with how many there are.
    let many = 4_000;
    for n in 0..many {
        let mut seen = Observation::new("orders", &n.to_string(), Timestamp(0));
        seen.account = Some(handle("douyin", "1", &n.to_string()));
        seen.blocks.push(Block {
            phone: "13912345670".to_owned(),
            ..Block::default()
        });
        let began = Instant::now();
        world.see(&seen);
        slowest = slowest.max(began.elapsed());
    }
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    let buckets = world.rows.rows.values().filter_map(|row| IdBucket::of(row));
    assert!(buckets.clone().any(|b| b.size == many && b.members.is_empty()));
    assert!(world.groups().iter().all(|g| g.len() == 1));
    // Most of them go: it names somebody again.
    for n in 2..many {
        world.forget(handle("douyin", "1", &n.to_string()).node());
    }
    let rows: Vec<&IdBucket> = world.rows.rows.values().filter_map(|row| IdBucket::of(row)).collect();
    assert!(rows.iter().all(|b| b.size == 2 && b.members.len() == 2));
    assert!(
        world.rows.rows.keys().all(|key| key.table != Table::IdPage),
        "empty pages stayed"
    );
}

#[test]
fn an_account_with_very_many_orders_stays_small() {
    let mut world = World::new();
    let account = handle("douyin", "1", "reseller");
    for n in 0..2_000 {
        world.see(&order(
            &format!("o{n}"),
            &account,
            "王*",
            &format!("139{:08}", n * 7_919),
            HOME,
        ));
    }
    let row = &world.rows.rows[&aftersync_core::model::identity::IdNode::key(account.node())];
    assert!(
        row.to_json().unwrap().len() < 40_000,
        "{}",
        row.to_json().unwrap().len()
    );
    world.forget(account.node());
    assert!(world.rows.rows.is_empty(), "{:?}", world.rows.rows.keys().next());
}
