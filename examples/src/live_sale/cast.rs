//! Who takes part: the shop, its hosts and articles, the buyers, and how the merchant set the desk up.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::agent::AgentKind;
use aftersync::model::config::{AutoPolicy, Windows};
use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync::platforms::douyin::action::OPERATE;
use aftersync::{
    Agent, AgentId, AppCredentials, AppId, Config, Fact, FactBody, HostRef, Kind, Money, Platform, Presence,
    QueueConfig, Room, Rule, ShopConfig, ShopId, Show, ShowId, Then, Timestamp, Uid, When,
};
use aftersync_testkit::fake::world::{NewBuyer, NewProduct, NewRoom, NewWarehouse, World};

/// Thursday evening, 19:00 in Shanghai.
pub(super) const START: i64 = 1_781_780_400_000;
/// How long the rooms are open.
pub(super) const OPEN_FOR: i64 = 4 * HOUR;
/// The shop on the platform.
pub(super) const SHOP: i64 = 880_011;
/// Our application there. Neither is a secret: they exist in the fake only.
pub(super) const APP_KEY: &str = "7012345678901234567";
const APP_SECRET: &str = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60";

/// The platform's name in the desk.
pub(super) fn douyin() -> Platform {
    Platform::new("douyin")
}
/// The merchant's own app, where members write too.
pub(super) fn own_app() -> Platform {
    Platform::new("app")
}
/// The shop's id in the desk.
pub(super) fn shop() -> ShopId {
    ShopId::new(SHOP.to_string())
}

/// A buyer: who they are on the platform and in the merchant's app.
pub(super) struct Buyer {
    /// Their number in the fake world.
    pub id: i64,
    /// Their phone.
    pub phone: String,
    /// They are a member in the merchant's app.
    pub member: bool,
}

/// Everybody and everything.
pub(super) struct Cast {
    /// Rooms, by host.
    pub rooms: Vec<i64>,
    /// Articles by their number on the platform.
    pub skus: Vec<i64>,
    /// Buyers.
    pub buyers: Vec<Buyer>,
    /// Where goods go back to.
    pub warehouse: i64,
}

const HOSTS: [(i64, &str, bool); 2] = [(4_400_001, "小雅", true), (4_400_002, "阿峰", false)];
const ARTICLES: [(&str, &str, i64); 6] = [
    ("保温杯 500ml", "CUP-500", 12_800),
    ("连帽卫衣", "HOOD-M", 15_900),
    ("电热水壶", "KETTLE-17", 21_900),
    ("真丝围巾", "SCARF-S", 26_800),
    ("儿童雨靴", "BOOT-28", 8_900),
    ("坚果礼盒", "NUTS-A", 2_990),
];

impl Cast {
    /// Puts everybody on the stage.
    pub fn enter(world: &mut World, size: usize) -> Self {
        let warehouse = world.add_warehouse(NewWarehouse {
            shop_id: SHOP,
            name: "余杭退货仓".into(),
            default_for_returns: true,
        });
        let rooms = HOSTS.map(|(author_id, name, affiliate)| {
            world.open_room(NewRoom {
                shop_id: SHOP,
                author_id,
                author_name: name.into(),
                affiliate,
            })
        });
        let skus = ARTICLES.map(|(title, code, price_minor)| {
            world.add_product(NewProduct {
                title: title.into(),
                sku_code: code.into(),
                spec: vec![("规格".into(), "标准".into())],
                price_minor,
            })
        });
        let buyers = (0..(size * 7 / 10).max(1)).map(|n| {
            let phone = format!("138{n:08}");
            let new = NewBuyer {
                name: format!("买家{n}"),
                phone: phone.clone(),
                ..NewBuyer::default()
            };
            Buyer {
                id: world.add_buyer(new),
                phone,
                member: n % 3 == 0,
            }
        });
        Self {
            buyers: buyers.collect(),
            rooms: rooms.to_vec(),
            skus: skus.to_vec(),
            warehouse,
        }
    }
}

/// Our application, with every operation switched on that the merchant has tried on a test shop.
pub(super) fn credentials(base_url: &str) -> AppCredentials {
    let switched_on = OPERATE.iter().filter_map(|row| row.switch).map(str::to_owned);
    let mut app = AppCredentials::new(AppId::new(APP_KEY), APP_SECRET.to_owned());
    app.base_url = Some(base_url.to_owned());
    app.unconfirmed = switched_on.collect::<BTreeSet<_>>();
    app
}

/// Shops, queues, rules and policies.
pub(super) fn config(warehouse: i64) -> Config {
    Config {
        shops: vec![
            ShopConfig {
                app: Some(AppId::new(APP_KEY)),
                poll_every_ms: 10 * MINUTE,
                return_address: Some(warehouse.to_string()),
                ..shop_config(douyin(), shop(), "抖音旗舰店")
            },
            ShopConfig {
                poll_every_ms: 0,
                ..shop_config(own_app(), ShopId::new("member"), "会员小程序")
            },
        ],
        queues: QUEUES.iter().map(|(name, group, _)| queue(name, group)).collect(),
        rules: QUEUES.iter().map(|(name, _, kinds)| rule(name, kinds)).collect(),
        fallback_queue: "refunds".into(),
        auto: vec![AutoPolicy {
            when: When::Kind(vec![Kind::RefundOnly]),
            at_most: 3_000,
        }],
        windows: Windows {
            // Nothing closes by itself before the accounting: then both sides can be held against each other.
            cool_off_ms: 60 * DAY,
            ..Windows::default()
        },
        ..Config::default()
    }
}

fn shop_config(platform: Platform, shop: ShopId, name: &str) -> ShopConfig {
    ShopConfig {
        name: name.into(),
        poll_every_ms: 0,
        ..ShopConfig::new(platform, shop)
    }
}

const QUEUES: [(&str, &str, &[Kind]); 3] = [
    ("refunds", "money", &[Kind::RefundOnly, Kind::PriceProtection]),
    (
        "returns",
        "goods",
        &[Kind::ReturnRefund, Kind::Exchange, Kind::Repair, Kind::Resend],
    ),
    ("chats", "talk", &[Kind::Inquiry, Kind::Complaint]),
];

fn queue(name: &str, group: &str) -> QueueConfig {
    QueueConfig {
        name: name.into(),
        groups: vec![group.into()],
    }
}

fn rule(name: &str, kinds: &[Kind]) -> Rule {
    Rule {
        name: format!("{name} by kind"),
        when: When::Kind(kinds.to_vec()),
        then: Then {
            queue: Some(name.into()),
            ..Then::default()
        },
        stop: true,
    }
}

/// Name, groups, capacity, and the most money they may approve, in fen.
const AGENTS: [(&str, &[&str], i64, Option<i64>); 8] = [
    ("林", &["money"], 120, None),
    ("周", &["money"], 100, None),
    ("小何", &["money"], 60, Some(20_000)),
    ("陈", &["goods"], 150, None),
    ("吴", &["goods"], 120, None),
    ("郑", &["goods", "money"], 90, None),
    ("孙", &["talk"], 150, None),
    ("阿梅", &["talk", "goods"], 100, None),
];

/// The agents, not yet at work. A larger evening has larger shoulders.
pub(super) fn agents(size: usize) -> Vec<Agent> {
    let more = i64::try_from(size / 600).unwrap_or(0) + 1;
    let one = |(name, groups, capacity, limit): (&str, &[&str], i64, Option<i64>)| Agent {
        id: AgentId::of(name),
        external_id: name.into(),
        name: name.into(),
        kind: AgentKind::Human,
        groups: groups.iter().map(|g| (*g).to_owned()).collect(),
        skills: BTreeMap::new(),
        capacity: capacity * more,
        authority: limit.map(Money::cny),
        presence: Presence::Offline,
    };
    AGENTS.into_iter().map(one).collect()
}

/// The show as the merchant registers it: the first host opens, the second takes over in a room of their own.
pub(super) fn shows(rooms: &[i64]) -> Vec<Fact> {
    let half = OPEN_FOR / 2;
    let hours = [(START, START + half + 10 * MINUTE), (START + half, START + OPEN_FOR)];
    let each = rooms.iter().zip(HOSTS).zip(hours);
    each.map(|((room, (host, name, _)), (from, to))| {
        let show = Show {
            id: ShowId(Uid::digest(&["show", name])),
            title: format!("{name} 的直播间"),
            host: HostRef {
                id: host.to_string(),
                name: Some(name.into()),
            },
            rooms: vec![Room {
                platform: douyin(),
                shop: shop(),
                external_id: room.to_string(),
            }],
            starts_at: Timestamp(from),
            ends_at: Timestamp(to),
            on_screen: Vec::new(),
            captions: Vec::new(),
            revision: 0,
        };
        Fact {
            platform: douyin(),
            shop: shop(),
            revision: 1,
            occurred_at: Timestamp(from),
            body: FactBody::Show(Box::new(show)),
            raw: None,
        }
    })
    .collect()
}

/// What people call a host.
pub(super) fn host_name(id: &str) -> String {
    let known = HOSTS.iter().find(|(host, ..)| host.to_string() == id);
    known.map_or_else(|| id.to_owned(), |(_, name, _)| (*name).to_owned())
}

/// What people call an agent.
pub(super) fn agent_name(id: AgentId) -> String {
    let known = AGENTS.iter().find(|(name, ..)| AgentId::of(name) == id);
    known.map_or_else(|| id.to_string(), |(name, ..)| (*name).to_owned())
}
