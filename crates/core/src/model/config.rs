//! What a merchant configured: shops, queues, rules, clocks, custom fields. One document per tenant.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::json::{Once, of_tree};

use super::affinity::Affinity;
use super::automation::Automation;
use super::bot::BotPolicy;
use super::calendar::Calendar;
pub use super::condition::When;
use super::custom::CustomField;
use super::customer::IdentityConfig;
use super::handoff::TaskKind;
use super::ids::{AgentId, AppId, Platform, ShopId, Uid};
use super::money::{Currency, Money};
use super::offer::Reservation;
use super::presence::PresenceConfig;
use super::returns::ReturnPolicy;
use super::selection::{Floor, OverflowWhen, RouteStep, SkillTier, Strategy};
use super::sla::SlaPolicy;
use super::staff::{AgentConfig, GroupConfig, SkillConfig};
use super::task_config::TaskConfig;
use super::template::Template;
use super::ticket::ClockKind;
use super::time::{DAY, HOUR, MINUTE, Timestamp};

/// One shop of the merchant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShopConfig {
    /// The platform.
    pub platform: Platform,
    /// The platform's id of the shop.
    pub shop: ShopId,
    /// The application it is authorised for; the host's own channels have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<AppId>,
    /// What people call it.
    #[serde(default)]
    pub name: String,
    /// The currency it sells in.
    #[serde(default = "cny")]
    pub currency: Currency,
    /// Poll this often, in milliseconds; 0 switches polling off.
    #[serde(default = "poll_every")]
    pub poll_every_ms: i64,
    /// What the platform wants to be told of this shop with every call, by the platform's name for it (`shop_cipher`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// The platform's return address to name when a return is approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_address: Option<String>,
    /// The group whose agents are asked before others for its tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Whether its buyers are told of progress by us; not where the platform forbids to write to them outside it.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    #[schemars(extend("default" = true))]
    pub notices: bool,
}

impl ShopConfig {
    /// A shop with the defaults: no application, yuan, polled every five minutes.
    pub fn new(platform: impl Into<Platform>, shop: impl Into<ShopId>) -> Self {
        Self {
            platform: platform.into(),
            shop: shop.into(),
            app: None,
            name: String::new(),
            currency: cny(),
            poll_every_ms: poll_every(),
            settings: BTreeMap::new(),
            return_address: None,
            team: None,
            notices: true,
        }
    }
}

// Serde hands over a reference.
fn is_true(it: &bool) -> bool {
    *it
}

fn cny() -> Currency {
    Currency::CNY
}
fn poll_every() -> i64 {
    5 * MINUTE
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueConfig {
    /// Its name.
    pub name: String,
    /// Groups that serve it; empty means the group of its own name.
    #[serde(default)]
    pub groups: Vec<String>,
    /// In which order its agents are asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strategy: Strategy,
    /// Most tickets of it that one agent has at a time; no bound of its own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_agent: Option<u32>,
    /// What changes for its tickets that wait, where the rule that placed them says nothing of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RouteStep>,
    /// Most tickets that wait in it; one that comes when so many do goes on to where it overflows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_depth: Option<u32>,
    /// The queue that takes those for which it has no place: it is full, or nobody serves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overflow: Option<String>,
    /// The bot that takes those, where no queue does; what it hands over comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overflow_bot: Option<AgentId>,
    /// When else a ticket has no place here. It goes to `overflow`, else to `overflow_bot`; where neither is named it stays, and
    /// the event `overflowed` says so once, on which an automation may write to the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overflow_when: Option<OverflowWhen>,
    /// A ticket that waits so long gains a band, in milliseconds: four hours when absent, and 0 where none is ever gained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_step_ms: Option<i64>,
    /// Who is asked before others, where the rule says nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affinity: Option<Affinity>,
    /// Whether its agents are asked before they have a ticket, where the rule that placed it says nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
    /// An agent who does nothing on a ticket for so long loses it again, in milliseconds; never when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_action_ms: Option<i64>,
    /// The hours in which that is counted; every hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

impl QueueConfig {
    /// A queue that the group of its own name serves.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            groups: Vec::new(),
            strategy: Strategy::default(),
            per_agent: None,
            steps: Vec::new(),
            max_depth: None,
            overflow: None,
            overflow_bot: None,
            overflow_when: None,
            age_step_ms: None,
            affinity: None,
            reservation: None,
            first_action_ms: None,
            calendar: None,
        }
    }
}

fn is_default(strategy: &Strategy) -> bool {
    *strategy == Strategy::default()
}

/// What a rule does with a ticket it matches. What is absent is left to the defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Then {
    /// Into this queue.
    pub queue: Option<String>,
    /// With this priority, 0 (now) to 4.
    pub band: Option<u8>,
    /// With this weight, in units.
    pub weight: Option<i64>,
    /// With these skills at these levels, for as long as it waits.
    pub skills: BTreeMap<String, u8>,
    /// Levels of those skills that are enough after some time, falling.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub floors: BTreeMap<String, Vec<Floor>>,
    /// With these skills besides, but only for some time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<SkillTier>,
    /// What changes for as long as nobody has it; instead of what the queue says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RouteStep>,
    /// With these tags.
    pub tags: Vec<String>,
    /// With the clocks of this policy, whatever the conditions of policies say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla: Option<String>,
    /// Tells these groups when it comes into a queue: the event names them, who is in them is told by the host.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub notify: BTreeSet<String>,
    /// With these asked before others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affinity: Option<Affinity>,
    /// With this part for bots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bot: Option<BotPolicy>,
    /// Whether agents are asked before they have it; instead of what the queue says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
    /// Whether somebody else than who decided has it while the platform arbitrates over that decision.
    #[serde(skip_serializing_if = "is_no")]
    #[schemars(extend("default" = false))]
    pub four_eyes: bool,
}

// Serde hands over a reference.
fn is_no(it: &bool) -> bool {
    !*it
}

/// A routing rule. The first that matches and stops wins; those above it that do not stop only add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, for explanations.
    pub name: String,
    /// When it applies.
    pub when: When,
    /// What it does.
    #[serde(default)]
    pub then: Then,
    /// Whether the search ends here, if it matches.
    #[serde(default = "yes")]
    pub stop: bool,
    /// Whether it is looked at at all.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    #[schemars(extend("default" = true))]
    pub enabled: bool,
    /// From when on it is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Until when it is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Timestamp>,
}

impl Rule {
    /// A rule that is always looked at and ends the search if it matches.
    pub fn new(name: impl Into<String>, when: When, then: Then) -> Self {
        Self {
            name: name.into(),
            when,
            then,
            stop: true,
            enabled: true,
            valid_from: None,
            valid_to: None,
        }
    }

    /// Whether it is looked at now.
    pub fn is_live(&self, now: Timestamp) -> bool {
        let begun = self.valid_from.is_none_or(|from| from <= now);
        self.enabled && begun && self.valid_to.is_none_or(|to| now < to)
    }
}

// Serde hands over a reference.
fn is_nothing(weight: &i64) -> bool {
    *weight == 0
}

fn yes() -> bool {
    true
}

/// What is decided without a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutoPolicy {
    /// When it applies.
    pub when: When,
    /// At most so many minor units; nothing above is decided without a person, and nothing whose amount is not known.
    pub at_most: i64,
    /// In this currency; money in another one is left to people.
    #[serde(default = "cny")]
    pub currency: Currency,
}

/// Windows and caps, in milliseconds and minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Windows {
    /// An ended ticket closes after this.
    pub cool_off_ms: i64,
    /// A closed or ended ticket may be reopened within this.
    pub reopen_ms: i64,
    /// A buyer who was asked for something has this long.
    pub buyer_answer_ms: i64,
    /// A buyer who may send goods back has this long.
    pub buyer_return_ms: i64,
    /// No notice for a state that is older than this when it is first heard of.
    pub stale_notice_ms: i64,
    /// Most goodwill on one ticket, one amount for a currency; none where its currency is not named. A number alone, as it was
    /// written before, is read as fen.
    #[serde(deserialize_with = "amounts")]
    pub goodwill_cap: Vec<Money>,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            cool_off_ms: 7 * DAY,
            reopen_ms: 15 * DAY,
            buyer_answer_ms: 3 * DAY,
            buyer_return_ms: 7 * DAY,
            stale_notice_ms: 2 * DAY,
            goodwill_cap: vec![Money::cny(5_000)],
        }
    }
}

impl Windows {
    /// The most goodwill on one ticket in this currency.
    pub fn goodwill_in(&self, currency: Currency) -> Option<i64> {
        let cap = self.goodwill_cap.iter().find(|cap| cap.currency == currency);
        cap.map(|cap| cap.minor)
    }
}

/// Reads amounts, or a number of fen alone.
fn amounts<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Money>, D::Error> {
    struct Amounts;
    impl<'de> Visitor<'de> for Amounts {
        type Value = Vec<Money>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of amounts")
        }

        fn visit_i64<E: serde::de::Error>(self, fen: i64) -> Result<Self::Value, E> {
            Ok(vec![Money::cny(fen)])
        }

        fn visit_u64<E: serde::de::Error>(self, fen: u64) -> Result<Self::Value, E> {
            Ok(vec![Money::cny(i64::try_from(fen).unwrap_or(i64::MAX))])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
            Deserialize::deserialize(SeqAccessDeserializer::new(list))
        }
    }
    input.deserialize_any(Amounts)
}

/// When buyers are left in peace: a notice that falls into it waits for its end. Both are minutes of the day in the
/// merchant's zone; from 22:00 to 8:00 is `1320` to `480`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From this minute of the day on.
    pub from: u16,
    /// Up to this minute, which is the first that is not quiet; of the next day when it is before `from`.
    pub to: u16,
}

/// Targets of our clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SlaTargets(pub BTreeMap<ClockKind, i64>);

impl Default for SlaTargets {
    fn default() -> Self {
        Self(BTreeMap::from([
            (ClockKind::FirstResponse, 15 * MINUTE),
            (ClockKind::Decision, 24 * HOUR),
            (ClockKind::Inspection, 48 * HOUR),
            (ClockKind::Refund, 48 * HOUR),
            (ClockKind::Resolution, 10 * DAY),
        ]))
    }
}

/// Reads a configuration that is an object. Readers would take a list for its first fields, and an empty one for a document
/// that says nothing and undoes everything.
///
/// # Errors
/// The reader's own.
pub fn object<'de, D: Deserializer<'de>>(from: D) -> Result<Box<Config>, D::Error> {
    struct Object;
    impl<'de> Visitor<'de> for Object {
        type Value = Box<Config>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
            let Once(written) = Once::deserialize(MapAccessDeserializer::new(fields))?;
            whole(&written).map_err(A::Error::custom)
        }
    }
    from.deserialize_map(Object)
}

/// The one place where a whole configuration is read, whatever it came in.
fn whole(written: &Value) -> Result<Box<Config>, String> {
    of_tree(written)
}

/// Everything a merchant configured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Counts changes; a published rule set is never changed in place.
    pub version: u32,
    /// Minutes ahead of UTC in which days are counted.
    pub zone_minutes: i32,
    /// The shops.
    pub shops: Vec<ShopConfig>,
    /// The groups of agents. With an empty list any name is a group; else those of this list only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupConfig>,
    /// The skills. With an empty list any name is a skill; else those of this list only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillConfig>,
    /// The agents whom this document keeps. Others are put and removed one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<AgentConfig>,
    /// The queues.
    pub queues: Vec<QueueConfig>,
    /// Routing rules, first match first.
    pub rules: Vec<Rule>,
    /// Where tickets go that no rule matches.
    pub fallback_queue: String,
    /// Groups whose agents are asked before others for what a host sold, by the id of the host.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub host_teams: BTreeMap<String, String>,
    /// What is decided without a person, first match first.
    pub auto: Vec<AutoPolicy>,
    /// Who may return what, until when, for how much and how much of it without a person; first match counts, and where
    /// one matches `auto` is not asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub return_policies: Vec<ReturnPolicy>,
    /// What is done by itself when something happens, or when a ticket stood still for long.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub automations: Vec<Automation>,
    /// Words by name: for answers, and in place of the words of notices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// Windows and caps.
    pub windows: Windows,
    /// When buyers are not written to; never when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// Targets of our clocks.
    pub sla: SlaTargets,
    /// Targets by condition, with hours, pauses and escalations; first match first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sla_policies: Vec<SlaPolicy>,
    /// How the accounts of a person are found.
    #[serde(skip_serializing_if = "IdentityConfig::is_default")]
    pub identity: IdentityConfig,
    /// The merchant's own fields.
    pub custom: Vec<CustomField>,
    /// Working hours that rules refer to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
    /// Internal tasks, kind by kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskConfig>,
    /// Units that a ticket weighs on its agent while it waits for somebody outside, if that is less than what it weighs
    /// otherwise. Nothing by default.
    #[serde(skip_serializing_if = "is_nothing")]
    #[schemars(extend("default" = 0))]
    pub parked_weight: i64,
    /// Heartbeats, shifts, and what becomes of the work of those who went.
    #[serde(skip_serializing_if = "PresenceConfig::is_default")]
    pub presence: PresenceConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            version: 0,
            zone_minutes: 480,
            shops: Vec::new(),
            groups: Vec::new(),
            skills: Vec::new(),
            agents: Vec::new(),
            queues: Vec::new(),
            rules: Vec::new(),
            fallback_queue: "aftersales".to_owned(),
            host_teams: BTreeMap::new(),
            auto: Vec::new(),
            return_policies: Vec::new(),
            automations: Vec::new(),
            templates: Vec::new(),
            windows: Windows::default(),
            quiet_hours: None,
            sla: SlaTargets::default(),
            sla_policies: Vec::new(),
            identity: IdentityConfig::default(),
            custom: Vec::new(),
            calendars: Vec::new(),
            tasks: Vec::new(),
            parked_weight: 0,
            presence: PresenceConfig::default(),
        }
    }
}

impl Config {
    /// The id of the row that keeps a version. The one in force has the id zero.
    pub fn id_of(version: u32) -> Uid {
        Uid::digest(&["config", &version.to_string()])
    }

    /// The shop with that id on that platform.
    pub fn shop(&self, platform: &Platform, shop: &ShopId) -> Option<&ShopConfig> {
        self.shops.iter().find(|s| s.platform == *platform && s.shop == *shop)
    }

    /// Whether people and escalations may put tickets into a queue: it is declared, or the one for what no rule matches.
    pub fn has_queue(&self, name: &str) -> bool {
        self.fallback_queue == name || self.queues.iter().any(|queue| queue.name == name)
    }

    /// The settings of a kind of tasks.
    pub fn task(&self, kind: TaskKind) -> Option<&TaskConfig> {
        self.tasks.iter().find(|of| of.kind == kind)
    }
}
