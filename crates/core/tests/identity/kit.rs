//! A small world of buyers with several accounts, and a store in memory to take them in.
use std::collections::BTreeSet;

use aftersync_core::identity::resolve::{forget, observe, withdraw};
use aftersync_core::identity::rows::MemoryRows;
use aftersync_core::identity::verify::groups;
use aftersync_core::identity::{Block, Evidence, Handle, Keys, Model, Observation, Resolution};
use aftersync_core::model::identity::{IdNode, Item, Party};
use aftersync_core::model::ids::{CustomerId, Platform, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::{Key, Record, Row, Table};

/// A random number, and the next.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at as u64 + 1) as usize;
            all.swap(at, other);
        }
    }
}

pub fn handle(platform: &str, shop: &str, uid: &str) -> Handle {
    Handle {
        platform: Platform::from(platform),
        scope: format!("{platform}:{shop}"),
        uid: uid.to_owned(),
    }
}

/// An order of an account with its receiver.
pub fn order(id: &str, account: &Handle, name: &str, phone: &str, place: (&str, &str)) -> Observation {
    let mut seen = Observation::new("orders", id, Timestamp::from_secs(1_700_000_000));
    seen.account = Some(account.clone());
    seen.blocks.push(Block {
        receiver: true,
        name: name.to_owned(),
        phone: phone.to_owned(),
        city: place.0.to_owned(),
        district: place.1.to_owned(),
        ..Block::default()
    });
    seen.with("order", "", id)
}

/// A store in memory with the weights that ship.
#[derive(Clone)]
pub struct World {
    pub keys: Keys,
    pub model: Model,
    pub rows: MemoryRows,
}

impl World {
    pub fn new() -> Self {
        Self {
            keys: Keys::new(&[3; 32]),
            model: Model::default(),
            rows: MemoryRows::default(),
        }
    }
    pub fn hash(&self, seen: &Observation) -> Evidence {
        self.keys.evidence(&self.model, seen)
    }
    pub fn see(&mut self, seen: &Observation) -> Resolution {
        let evidence = self.hash(seen);
        self.take(&evidence)
    }
    pub fn take(&mut self, evidence: &Evidence) -> Resolution {
        observe(&mut self.rows, &self.model, evidence, CustomerId(evidence.node)).unwrap()
    }
    pub fn withdraw(&mut self, evidence: &Evidence) {
        withdraw(&mut self.rows, &self.model, evidence.node, evidence.unit).unwrap();
    }
    pub fn forget(&mut self, node: Uid) {
        forget(&mut self.rows, &self.model, node).unwrap();
    }
    pub fn groups(&self) -> BTreeSet<BTreeSet<Uid>> {
        groups(&self.rows).into_keys().collect()
    }
    pub fn together(&self, a: &Handle, b: &Handle) -> bool {
        self.whose(a) == self.whose(b)
    }
    pub fn whose(&self, a: &Handle) -> CustomerId {
        IdNode::of(&self.rows.rows[&IdNode::key(a.node())]).unwrap().customer
    }
    /// Accounts and sharings without the ids of customers, which hang on history.
    pub fn canonical(&self) -> Vec<(Key, Row)> {
        let plain = |row: &Row| match row {
            Row::IdNode(node) => IdNode {
                customer: CustomerId::default(),
                ..(**node).clone()
            }
            .wrap(),
            other => other.clone(),
        };
        let all = self.rows.rows.iter();
        let kept = all.filter(|(key, _)| matches!(key.table, Table::IdNode | Table::IdBucket));
        kept.map(|(key, row)| (*key, plain(row))).collect()
    }
    pub fn party(&self, seen: &Observation) -> Party {
        let items = self.hash(seen).items;
        let party = items.into_iter().find_map(|item| match item {
            Item::Party(p) => Some(*p),
            Item::Value(_) => None,
        });
        party.unwrap_or_default()
    }
}

const NAMES: &[&str] = &[
    "张伟",
    "王芳",
    "李静",
    "王婷",
    "赵敏",
    "张**",
    "王女士",
    "前台",
    "小李",
    "欧阳静",
];
const PLACES: &[(&str, &str)] = &[("杭州市", "西湖区"), ("广州市", "天河区"), ("上海市", "闵行区")];
const PLATFORMS: &[(&str, &str)] = &[("douyin", "1"), ("douyin", "2"), ("taobao", "1"), ("wechat", "1")];

/// Orders of few people who share much: phones of a small pool, a front desk, two unionids.
pub fn crowd(seed: u64, people: u64, orders: u64) -> Vec<Observation> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut out = Vec::new();
    for n in 0..orders {
        let person = dice.below(people);
        let (platform, shop) = *dice.pick(PLATFORMS);
        let account = handle(platform, shop, &format!("p{person}-{platform}"));
        let other = dice.below(people);
        let phone = match dice.below(8) {
            0 => "13900000001".to_owned(),
            1 => format!("139****{:04}", 4_000 + other),
            2 => format!("139{:04}{:04}", other, 4_000 + other),
            _ => format!("139{:04}{:04}", person, 4_000 + person),
        };
        let name = NAMES[(person % NAMES.len() as u64) as usize];
        let mut seen = order(&format!("o{n}"), &account, name, &phone, PLACES[(person % 3) as usize]);
        seen.at = Timestamp::from_secs(1_700_000_000 + dice.below(40_000_000) as i64);
        if platform == "wechat" {
            seen = seen.with(
                "unionid",
                "m",
                &format!("u{}", person / 2 * 2 + dice.below(2) / 2 + person % 2),
            );
        }
        out.push(seen.with("nickname", "", &format!("昵称的人{}", person % 7)));
    }
    out
}
