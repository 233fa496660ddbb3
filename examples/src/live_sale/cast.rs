//! Who takes part: the hosts and articles, the buyers, and how the merchant set the desk up.
use aftersync::model::bot::{BotPolicy, BotUse};
use aftersync::model::config::Windows;
use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync::{
    Config, Fact, FactBody, HostRef, Kind, Platform, PresenceConfig, QueueConfig, Room, Rule, ShopConfig, ShopId, Show,
    ShowId, Then, Timestamp, Uid, When,
};

use super::site::Site;
use super::{hand_offs, policies, staff};

/// Thursday evening, 19:00 in Shanghai.
pub(super) const START: i64 = 1_781_780_400_000;
/// How long the rooms are open.
pub(super) const OPEN_FOR: i64 = 4 * HOUR;
/// The merchant's own app, where members write too.
pub(super) fn own_app() -> Platform {
    Platform::new("app")
}
/// A buyer: one person on every platform and perhaps in the merchant's app.
pub(super) struct Buyer {
    /// Their place in the cast.
    pub place: usize,
    /// Their phone.
    pub phone: String,
    /// They are a member in the merchant's app.
    pub member: bool,
}

/// Everybody who may buy tonight.
pub(super) fn buyers(size: usize) -> Vec<Buyer> {
    let one = |n| Buyer {
        place: n,
        phone: format!("138{n:08}"),
        member: n % 3 == 0,
    };
    (0..(size * 7 / 10).max(1)).map(one).collect()
}

/// Number, name, and whether they get a share.
pub(super) const HOSTS: [(i64, &str, bool); 2] = [(4_400_001, "小雅", true), (4_400_002, "阿峰", false)];
/// Title, the merchant's code, price in fen.
pub(super) const ARTICLES: [(&str, &str, i64); 6] = [
    ("保温杯 500ml", "CUP-500", 12_800),
    ("连帽卫衣", "HOOD-M", 15_900),
    ("电热水壶", "KETTLE-17", 21_900),
    ("真丝围巾", "SCARF-S", 26_800),
    ("儿童雨靴", "BOOT-28", 8_900),
    ("坚果礼盒", "NUTS-A", 2_990),
];

/// The one document: shops, groups and people, queues, rules, policies, tasks.
pub(super) fn config(sites: &[Site], size: usize) -> Config {
    let own = ShopConfig {
        name: "会员小程序".into(),
        poll_every_ms: 0,
        ..ShopConfig::new(own_app(), "member")
    };
    Config {
        shops: sites.iter().map(Site::config).chain([own]).collect(),
        groups: staff::groups(),
        agents: staff::kept(size),
        tasks: hand_offs::tasks(),
        automations: hand_offs::automations(),
        queues: QUEUES.iter().map(|(name, group, _)| queue(name, group)).collect(),
        rules: std::iter::once(bot_first())
            .chain(QUEUES.iter().map(|(name, _, kinds)| rule(name, kinds)))
            .collect(),
        calendars: staff::calendars(),
        presence: PresenceConfig {
            lead_out_ms: 15 * MINUTE,
            ..PresenceConfig::default()
        },
        fallback_queue: "refunds".into(),
        sla_policies: policies::clocks(),
        return_policies: policies::returns(sites),
        windows: Windows {
            // Nothing closes by itself before the accounting: then both sides can be held against each other.
            cool_off_ms: 60 * DAY,
            ..Windows::default()
        },
        ..Config::default()
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
        groups: vec![group.into()],
        ..QueueConfig::new(name)
    }
}

fn rule(name: &str, kinds: &[Kind]) -> Rule {
    let then = Then {
        queue: Some(name.into()),
        ..Then::default()
    };
    Rule::new(format!("{name} by kind"), When::Kind(kinds.to_vec()), then)
}

/// Questions are the bot's first, then the people's who talk.
fn bot_first() -> Rule {
    let then = Then {
        queue: Some("chats".into()),
        bot: Some(BotPolicy {
            id: Some(staff::bot_id()),
            max_turns: Some(3),
            min_confidence: Some(60),
            timeout_ms: Some(30 * MINUTE),
            ..BotPolicy::new(BotUse::First)
        }),
        ..Then::default()
    };
    Rule::new("questions to the bot", When::Kind(vec![Kind::Inquiry]), then)
}

/// The show as the merchant registers it: the first host opens, the second takes over in a room of their own.
pub(super) fn shows(sites: &[Site]) -> Vec<Fact> {
    let half = OPEN_FOR / 2;
    let hours = [(START, START + half + 10 * MINUTE), (START + half, START + OPEN_FOR)];
    let each = HOSTS.iter().enumerate().zip(hours);
    each.map(|((place, (host, name, _)), (from, to))| {
        let room = |site: &Site| {
            Some(Room {
                platform: site.platform(),
                shop: site.shop(),
                external_id: site.room(*site.rooms.get(place)?),
            })
        };
        let show = Show {
            id: ShowId(Uid::digest(&["show", name])),
            title: format!("{name} 的直播间"),
            host: HostRef {
                id: host.to_string(),
                name: Some((*name).into()),
            },
            rooms: sites.iter().filter_map(room).collect(),
            starts_at: Timestamp(from),
            ends_at: Timestamp(to),
            on_screen: Vec::new(),
            captions: Vec::new(),
            revision: 0,
        };
        Fact {
            platform: own_app(),
            shop: ShopId::new("member"),
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
