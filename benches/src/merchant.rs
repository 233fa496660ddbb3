//! A merchant with a configuration and people, over any store.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::decide::Rules;
use aftersync_core::engine::input::{Input, What};
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::agent::{Agent, Presence};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::command::{Act, Actor, Command};
use aftersync_core::model::condition::{Attribute, Check, Test};
use aftersync_core::model::config::{Config, QueueConfig, Rule, ShopConfig, Then, When};
use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::customer::JoinBy;
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ids::Tenant;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::TicketStore;

use crate::traffic::{SHOPS, START};

/// How large a merchant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// People who take work.
    pub agents: usize,
    /// Routing rules beside the three that everybody has.
    pub rules: usize,
}

impl Size {
    /// A merchant of twenty people.
    pub const USUAL: Self = Self { agents: 20, rules: 0 };
    /// Nobody takes work and no rule says where it goes: all tickets wait in one queue.
    pub const UNROUTED: Self = Self { agents: 0, rules: 0 };
    /// A thousand people and five hundred rules.
    pub const LARGE: Self = Self {
        agents: 1_000,
        rules: 500,
    };
}

/// The key of the rules.
const KEY: [u8; 32] = [7; 32];

/// The merchant.
pub fn tenant() -> Tenant {
    Tenant::new("acme")
}

/// Rules with all platforms.
pub fn rules() -> Arc<Rules> {
    let adapters = aftersync_platforms::all();
    let adapters = adapters.into_iter().map(|a| (a.platform(), a)).collect();
    Arc::new(Rules::new(adapters, BTreeMap::new(), KEY))
}

/// Rules that look at shop, kind, amount and tags. One ticket in some matches one.
fn many(n: usize) -> Rule {
    let (_, shop) = SHOPS.get(n % SHOPS.len()).copied().unwrap_or_default();
    let kind = Kind::ALL.get(n % Kind::ALL.len()).copied().unwrap_or(Kind::Inquiry);
    let text = |word: &str| CustomValue::Text(word.to_owned());
    let test = |of, is| When::Test(Test::new(of, is));
    let when = When::All(vec![
        test(Attribute::Shop, Check::In(vec![text(shop), text(&format!("shop-{n}"))])),
        test(Attribute::Kind, Check::Eq(text(kind.as_str()))),
        test(
            Attribute::Amount,
            Check::Ge(CustomValue::Integer(4_000 + (n as i64 * 37) % 200 * 100)),
        ),
        test(Attribute::Tags, Check::HasAny(vec![text(&format!("tag-{}", n % 12))])),
    ]);
    let then = Then {
        queue: Some(if n.is_multiple_of(2) { "quality" } else { "aftersales" }.to_owned()),
        ..Then::default()
    };
    Rule::new(format!("rule {n}"), when, then)
}

/// Three shops, two queues, three rules and some more.
pub fn config(size: Size) -> Config {
    let shops = SHOPS.iter().map(|(platform, shop)| ShopConfig {
        name: format!("{platform} {shop}"),
        poll_every_ms: 0,
        ..ShopConfig::new(*platform, *shop)
    });
    // A rule that names a queue ends the search; the others only add.
    let rule = |name: &str, when: When, then: Then| Rule {
        stop: then.queue.is_some(),
        ..Rule::new(name, when, then)
    };
    let band = |band| Then {
        band: Some(band),
        ..Then::default()
    };
    let quality = Then {
        queue: Some("quality".into()),
        ..Then::default()
    };
    let usual = [
        rule("dear", When::AmountAtLeast(6_000), band(1)),
        rule("again", When::ReopenedAtLeast(1), band(1)),
        rule("broken", When::Issue(vec![IssueType::Damaged]), quality),
    ];
    Config {
        shops: shops.collect(),
        queues: vec![QueueConfig::new("aftersales"), QueueConfig::new("quality")],
        rules: usual.into_iter().chain((0..size.rules).map(many)).collect(),
        ..Config::default()
    }
}

/// What sets the merchant up: the configuration, then the people.
fn setup(size: Size) -> impl Iterator<Item = Act> {
    setup_by(config(size), size)
}

fn setup_by(config: Config, size: Size) -> impl Iterator<Item = Act> {
    let config = Box::new(config);
    let agent = |n: usize| {
        let external = format!("agent-{n}");
        Act::PutAgent {
            agent: Box::new(Agent {
                name: format!("Agent {n}"),
                groups: [if n.is_multiple_of(5) { "quality" } else { "aftersales" }.to_owned()].into(),
                capacity: 200,
                authority: Some(Money::cny(50_000)),
                actions: None,
                presence: Presence::Online,
                ..Agent::new(external)
            }),
        }
    };
    std::iter::once(Act::Configure { config }).chain((0..size.agents).map(agent))
}

/// An input at a time, with a seed of its own.
pub fn input(what: What, n: u64, at: Timestamp) -> Input {
    Input {
        tenant: tenant(),
        now: at,
        seed: u128::from(n) << 64 | 0x5eed,
        what,
    }
}

/// A fact as an input that comes when it happened.
pub fn of_fact(fact: Fact, n: u64) -> Input {
    let at = fact.occurred_at;
    input(What::Fact(Box::new(fact)), n, at)
}

/// A command as an input.
pub fn of_act(actor: Actor, act: Act, n: u64, at: Timestamp) -> Input {
    let command = Command {
        key: None,
        expect: None,
        actor,
        act,
    };
    input(What::Command(Box::new(command)), n, at)
}

/// The set-up as inputs; their seeds are far from those of traffic.
pub fn setup_inputs() -> Vec<Input> {
    setup(Size::USUAL)
        .zip(1 << 62..)
        .map(|(act, n)| of_act(Actor::system(), act, n, START))
        .collect()
}

/// A desk of the usual size over a store, set up.
pub fn desk(store: Arc<dyn TicketStore>) -> Desk {
    desk_of(store, Size::USUAL)
}

/// A desk over a store, set up.
pub fn desk_of(store: Arc<dyn TicketStore>, size: Size) -> Desk {
    desk_by(store, setup(size))
}

/// A desk of the usual size whose buyers are joined by this.
pub fn desk_joined(store: Arc<dyn TicketStore>, by: JoinBy) -> Desk {
    let mut config = config(Size::USUAL);
    config.identity.by = by;
    desk_by(store, setup_by(config, Size::USUAL))
}

fn desk_by(store: Arc<dyn TicketStore>, acts: impl Iterator<Item = Act>) -> Desk {
    let engine = Engine::builder(store)
        .adapters(aftersync_platforms::all())
        .key(KEY)
        .build()
        .unwrap();
    let desk = engine.desk(tenant());
    for act in acts {
        desk.act(Actor::system()).doing(act).wait().unwrap();
    }
    desk
}

/// A desk over a store that was set up before.
pub fn reopened(store: Arc<dyn TicketStore>) -> Desk {
    let builder = Engine::builder(store).adapters(aftersync_platforms::all()).key(KEY);
    builder.build().unwrap().desk(tenant())
}
