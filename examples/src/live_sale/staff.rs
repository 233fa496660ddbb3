//! Who works for the merchant: groups, people with their shifts, the bot. The one configuration document keeps them all.
use aftersync::model::agent::AgentKind;
use aftersync::model::staff::{AgentConfig, GroupConfig};
use aftersync::{Agent, AgentId, Calendar, Hours, Money, Weekday};

/// The group that takes parcels in and sends them out.
pub(super) const DOCK: &str = "dock";
/// The group that looks at what came back.
pub(super) const LAB: &str = "lab";
/// The group that talks to buyers, and shows pictures to the platforms' staff.
pub(super) const TALK: &str = "talk";

/// The group that hears of decisions that are late.
pub(super) const LEADS: &str = "leads";

/// Name, and what people call it.
const GROUPS: [(&str, &str); 6] = [
    ("money", "退款组"),
    ("goods", "退换组"),
    (TALK, "客服组"),
    (DOCK, "收货组"),
    (LAB, "质检组"),
    (LEADS, "值班组长"),
];

/// The groups of the document.
pub(super) fn groups() -> Vec<GroupConfig> {
    let group = |(name, label): (&str, &str)| GroupConfig {
        label: label.into(),
        ..GroupConfig::new(name)
    };
    GROUPS.into_iter().map(group).collect()
}

/// Name, groups, capacity, the most money they may approve, in fen, and their shift; who has none comes and goes.
type Colleague = (
    &'static str,
    &'static [&'static str],
    i64,
    Option<i64>,
    Option<&'static str>,
);

const AGENTS: [Colleague; 12] = [
    ("林", &["money"], 120, None, Some("late")),
    ("周", &["money"], 100, None, Some("early")),
    ("小何", &["money"], 60, Some(20_000), Some("late")),
    ("陈", &["goods"], 150, None, Some("late")),
    ("吴", &["goods"], 120, None, Some("early")),
    ("郑", &["goods", "money"], 90, None, None),
    ("孙", &[TALK], 150, None, Some("late")),
    ("阿梅", &[TALK, "goods"], 100, None, Some("early")),
    ("老高", &[DOCK], 60, None, Some("dock morning")),
    ("小马", &[DOCK], 60, None, Some("dock evening")),
    ("唐", &[LAB], 45, None, Some("early")),
    ("小季", &[LAB], 45, None, Some("late")),
];

/// Everybody but the bot, not yet at work. A larger evening has larger shoulders.
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

/// Everybody as the document keeps them, the bot too.
pub(super) fn kept(size: usize) -> Vec<AgentConfig> {
    agents(size).iter().chain([&bot()]).map(AgentConfig::of).collect()
}

/// Whether somebody decides about buyers' tickets. Warehouse and quality check work on tasks, never on tickets.
pub(super) fn serves_buyers(agent: &Agent) -> bool {
    !agent.groups.contains(DOCK) && !agent.groups.contains(LAB)
}

/// What people call an agent.
pub(super) fn agent_name(id: AgentId) -> String {
    let names = AGENTS.iter().map(|(name, ..)| *name).chain([BOT]);
    let known = names.into_iter().find(|name| AgentId::of(name) == id);
    known.map_or_else(|| id.to_string(), str::to_owned)
}

/// What the bot is called.
const BOT: &str = "小助手";

/// The bot.
pub(super) fn bot_id() -> AgentId {
    AgentId::of(BOT)
}

/// The bot: it may carry on so many talks at once, and approves no money.
fn bot() -> Agent {
    Agent {
        kind: AgentKind::Bot,
        capacity: 20,
        authority: Some(Money::cny(0)),
        ..Agent::new(BOT)
    }
}

/// The hours in which the warehouse's clocks run.
pub(super) const WAREHOUSE: &str = "warehouse";
/// The hours in which buyers are served.
pub(super) const SERVICE: &str = "service";

/// Name, and the minutes of each day.
const SHIFTS: [(&str, u16, u16); 6] = [
    ("early", 8 * 60, 18 * 60),
    ("late", 14 * 60, 24 * 60),
    ("dock morning", 7 * 60, 15 * 60),
    ("dock evening", 14 * 60, 23 * 60),
    (WAREHOUSE, 8 * 60, 23 * 60),
    (SERVICE, 8 * 60, 24 * 60),
];

/// The shifts as calendars.
pub(super) fn calendars() -> Vec<Calendar> {
    SHIFTS.into_iter().map(shift).collect()
}

fn shift((name, from, to): (&str, u16, u16)) -> Calendar {
    let hours = |day: &Weekday| (*day, vec![Hours { from, to }]);
    Calendar {
        name: name.into(),
        week: Weekday::ALL.iter().map(hours).collect(),
        ..Calendar::default()
    }
}

/// Whether somebody is at their place at a time of day, in minutes.
pub(super) fn sits(agent: &Agent, minute: i64) -> bool {
    let Some(name) = &agent.shift else { return true };
    let hours = SHIFTS.iter().find(|(known, ..)| known == name);
    hours.is_none_or(|(_, from, to)| (i64::from(*from)..i64::from(*to)).contains(&minute))
}
