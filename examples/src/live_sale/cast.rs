//! Who takes part: the hosts and articles, the buyers, and how the merchant set the desk up.
use std::collections::BTreeSet;

use aftersync::model::agent::AgentKind;
use aftersync::model::bot::{BotPolicy, BotUse};
use aftersync::model::config::{AutoPolicy, Windows};
use aftersync::model::presence::PresenceConfig;
use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync::{
    Agent, AgentId, Calendar, Config, Currency, Fact, FactBody, HostRef, Hours, Kind, Money, Platform, Presence,
    QueueConfig, Room, Rule, ShopConfig, ShopId, Show, ShowId, Then, Timestamp, Uid, Weekday, When,
};

use super::site::Site;

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

/// Shops, queues, rules and policies.
pub(super) fn config(sites: &[Site]) -> Config {
    let own = ShopConfig {
        name: "会员小程序".into(),
        poll_every_ms: 0,
        ..ShopConfig::new(own_app(), "member")
    };
    Config {
        shops: sites.iter().map(Site::config).chain([own]).collect(),
        queues: QUEUES.iter().map(|(name, group, _)| queue(name, group)).collect(),
        rules: std::iter::once(bot_first())
            .chain(QUEUES.iter().map(|(name, _, kinds)| rule(name, kinds)))
            .collect(),
        calendars: SHIFTS.into_iter().map(shift).collect(),
        presence: PresenceConfig {
            lead_out_ms: 15 * MINUTE,
            ..PresenceConfig::default()
        },
        fallback_queue: "refunds".into(),
        auto: small_refunds(sites),
        windows: Windows {
            // Nothing closes by itself before the accounting: then both sides can be held against each other.
            cool_off_ms: 60 * DAY,
            ..Windows::default()
        },
        ..Config::default()
    }
}

/// Small refunds of what was not sent need no person, in any currency that is sold in.
fn small_refunds(sites: &[Site]) -> Vec<AutoPolicy> {
    let currencies: BTreeSet<Currency> = sites.iter().map(|site| site.config().currency).collect();
    let policy = |currency| AutoPolicy {
        when: When::Kind(vec![Kind::RefundOnly]),
        at_most: 3_000,
        currency,
    };
    currencies.into_iter().map(policy).collect()
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
            id: Some(bot_id()),
            max_turns: Some(3),
            min_confidence: Some(60),
            timeout_ms: Some(30 * MINUTE),
            ..BotPolicy::new(BotUse::First)
        }),
        ..Then::default()
    };
    Rule::new("questions to the bot", When::Kind(vec![Kind::Inquiry]), then)
}

/// What the bot is called.
const BOT: &str = "小助手";

/// The bot.
pub(super) fn bot_id() -> AgentId {
    AgentId::of(BOT)
}

/// The bot: it may carry on so many talks at once, and approves no money.
pub(super) fn bot() -> Agent {
    Agent {
        kind: AgentKind::Bot,
        capacity: 20,
        authority: Some(Money::cny(0)),
        presence: Presence::Online,
        ..Agent::new(BOT)
    }
}

/// Name, and the minutes of each day.
const SHIFTS: [(&str, u16, u16); 2] = [("early", 8 * 60, 18 * 60), ("late", 14 * 60, 24 * 60)];

fn shift((name, from, to): (&str, u16, u16)) -> Calendar {
    let hours = |day: &Weekday| (*day, vec![Hours { from, to }]);
    Calendar {
        name: name.into(),
        week: Weekday::ALL.iter().map(hours).collect(),
        ..Calendar::default()
    }
}

/// Whether somebody sits at their desk at a time of day, in minutes.
pub(super) fn sits(agent: &Agent, minute: i64) -> bool {
    let Some(name) = &agent.shift else { return true };
    let hours = SHIFTS.iter().find(|(known, ..)| known == name);
    hours.is_none_or(|(_, from, to)| (i64::from(*from)..i64::from(*to)).contains(&minute))
}

/// Name, groups, capacity, the most money they may approve, in fen, and their shift; who has none comes and goes.
type Colleague = (
    &'static str,
    &'static [&'static str],
    i64,
    Option<i64>,
    Option<&'static str>,
);

const AGENTS: [Colleague; 8] = [
    ("林", &["money"], 120, None, Some("late")),
    ("周", &["money"], 100, None, Some("early")),
    ("小何", &["money"], 60, Some(20_000), Some("late")),
    ("陈", &["goods"], 150, None, Some("late")),
    ("吴", &["goods"], 120, None, Some("early")),
    ("郑", &["goods", "money"], 90, None, None),
    ("孙", &["talk"], 150, None, Some("late")),
    ("阿梅", &["talk", "goods"], 100, None, Some("early")),
];

/// The agents, not yet at work. A larger evening has larger shoulders.
pub(super) fn agents(size: usize) -> Vec<Agent> {
    let more = i64::try_from(size / 600).unwrap_or(0) + 1;
    let one = |(name, groups, capacity, limit, shift): Colleague| Agent {
        shift: shift.map(str::to_owned),
        groups: groups.iter().map(|g| (*g).to_owned()).collect(),
        capacity: capacity * more,
        authority: limit.map(Money::cny),
        ..Agent::new(name)
    };
    AGENTS.into_iter().map(one).collect()
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

/// What people call an agent.
pub(super) fn agent_name(id: AgentId) -> String {
    let names = AGENTS.iter().map(|(name, ..)| *name).chain([BOT]);
    let known = names.into_iter().find(|name| AgentId::of(name) == id);
    known.map_or_else(|| id.to_string(), str::to_owned)
}
