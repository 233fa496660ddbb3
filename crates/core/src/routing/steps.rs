//! Where a ticket stands after it has waited for a while: the steps of its route. Each lets more agents take it, or sends it
//! on to another queue. One list of steps counts: that of the rule that placed it, else that of the queue it came into.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place::{Placement, groups_of};
use super::skills::Asking;
use crate::model::config::{Config, Rule};
use crate::model::ids::QueueId;
use crate::model::selection::{RouteStep, SkipIf, Skipped, Strategy};
use crate::model::sla::Escalate;
use crate::model::ticket::Ticket;

/// Where a ticket stands at some age, and who may take it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// Its queue.
    pub queue: String,
    /// The queue whose steps it takes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub route: String,
    /// Steps of its route taken so far.
    pub step: u32,
    /// Agents of these groups may take it.
    pub groups: BTreeSet<String>,
    /// With these skills, at these levels at least.
    pub skills: BTreeMap<String, u8>,
    /// Bands more urgent than it came.
    #[serde(default, skip_serializing_if = "is_none_more")]
    pub raise_by: u8,
    /// In which order they are asked, where that is not the order of the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Strategy>,
    /// How many are asked at the same time, where a step says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_offers: Option<u32>,
    /// How often less skill was enough for it since it waits.
    #[serde(default, skip_serializing_if = "is_never")]
    pub eased: u32,
    /// The age in milliseconds at which any of this changes; never again when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<i64>,
}

// Serde hands over a reference.
fn is_none_more(bands: &u8) -> bool {
    *bands == 0
}
// Serde hands over a reference.
fn is_never(times: &u32) -> bool {
    *times == 0
}

/// Where a ticket stands that came into this queue so many milliseconds ago, and did not wait for some steps of a route.
pub fn stand(config: &Config, placement: &Placement, queue: &str, age: i64, skipped: Option<Skipped>) -> Standing {
    stand_until(config, placement, queue, (age, skipped), |_| false)
}

/// The same of a ticket that takes no more steps of its route from the first queue on that it left otherwise.
pub(super) fn stand_until(
    config: &Config,
    placement: &Placement,
    queue: &str,
    (age, skipped): (i64, Option<Skipped>),
    left: impl Fn(&str) -> bool,
) -> Standing {
    let steps = steps_of(config, placement, queue);
    let skipped = skipped.filter(|skipped| skipped.route == QueueId::of(queue));
    let ahead = skipped.map_or(0, |skipped| usize::try_from(skipped.steps).unwrap_or(usize::MAX));
    let at = Standing {
        queue: queue.to_owned(),
        route: queue.to_owned(),
        groups: serving(config, queue),
        ..Standing::default()
    };
    along(config, placement, steps, at, (age, ahead), left)
}

/// The same of something that stands in no queue: a task of a group. Its steps are those of the placement.
pub(super) fn stand_in_group(config: &Config, placement: &Placement, group: &str, age: i64) -> Standing {
    let at = Standing {
        groups: BTreeSet::from([group.to_owned()]),
        ..Standing::default()
    };
    along(config, placement, &placement.steps, at, (age, 0), |_| false)
}

/// Takes the steps whose time has come, and so many in any case, up to a queue that it left otherwise.
fn along(
    config: &Config,
    placement: &Placement,
    steps: &[RouteStep],
    mut at: Standing,
    (age, ahead): (i64, usize),
    left: impl Fn(&str) -> bool,
) -> Standing {
    let by_age = steps.iter().take_while(|step| step.after_ms <= age).count();
    let taken = by_age.max(ahead);
    let mut asking = Asking::from(placement);
    at.skills = asking.at(age);
    for step in steps.iter().take(taken) {
        if left(&at.queue) {
            break;
        }
        at.step = at.step.saturating_add(1);
        if let Some(own) = Asking::of(step) {
            // What was eased before stays counted: it is told once.
            at.eased = at.eased.saturating_add(asking.eased_by(age.min(step.after_ms)));
            at.skills = own.at(age);
            asking = own;
        }
        at.take(config, step);
    }
    at.eased = at.eased.saturating_add(asking.eased_by(age));
    let next = steps.get(taken).map(|step| step.after_ms);
    at.next_at = next.into_iter().chain(asking.falls_at(age)).min();
    at
}

impl Standing {
    /// The groups that may take it beside those that serve its queue.
    pub fn beside(&self, config: &Config) -> BTreeSet<String> {
        let serve = serving(config, &self.queue);
        self.groups.difference(&serve).cloned().collect()
    }

    fn take(&mut self, config: &Config, step: &RouteStep) {
        if let Some(queue) = &step.queue {
            if step.exclusive {
                self.queue.clone_from(queue);
                self.groups.clear();
            }
            self.groups.append(&mut serving(config, queue));
        }
        self.groups.extend(step.groups.iter().cloned());
        self.skills.retain(|skill, _| !step.drop_skills.contains(skill));
        self.raise_by = self.raise_by.saturating_add(step.raise_by);
        self.strategy = step.strategy.or(self.strategy);
        self.max_offers = step.max_offers.or(self.max_offers);
    }
}

/// The queue that a person or an escalation chose for a ticket. One that is no longer there has no say: the rules place the
/// ticket again.
pub fn chosen<'t>(config: &Config, t: &'t Ticket) -> Option<&'t String> {
    t.local.queue.as_ref().filter(|queue| config.has_queue(queue))
}

/// When the wait for the next step of a ticket is of no use; `None` where it has to wait for it, or there is none.
pub fn skip_if<'a>(config: &'a Config, placement: &'a Placement, at: &Standing) -> Option<&'a SkipIf> {
    let next = usize::try_from(at.step).ok()?;
    steps_of(config, placement, &at.route).get(next)?.skip_if.as_ref()
}

/// The steps a ticket takes: those of its rule while it stands where the rule put it, else those of the queue that a person or
/// an escalation chose.
fn steps_of<'a>(config: &'a Config, placement: &'a Placement, queue: &str) -> &'a [RouteStep] {
    if queue == placement.queue && !placement.steps.is_empty() {
        return &placement.steps;
    }
    let named = config.queues.iter().find(|known| known.name == queue);
    named.map_or(&[], |known| &known.steps)
}

/// The groups that serve a queue by its name, which need not be declared.
pub fn serving(config: &Config, queue: &str) -> BTreeSet<String> {
    let named = config.queues.iter().find(|known| known.name == queue);
    named.map_or_else(
        || BTreeSet::from([queue.to_owned()]),
        |known| groups_of(known).into_iter().collect(),
    )
}

/// Whether tickets are given out by a strategy anywhere: in a queue, or in a step of one or of a rule.
pub fn goes_by(config: &Config, strategy: Strategy) -> bool {
    let of_queues = config.queues.iter().any(|queue| queue.strategy == strategy);
    let steps = config.queues.iter().map(|queue| &queue.steps);
    let of_rules = config.rules.iter().map(|rule| &rule.then.steps);
    of_queues
        || steps
            .chain(of_rules)
            .flatten()
            .any(|step| step.strategy == Some(strategy))
}

/// The groups that may take a ticket in any queue of a configuration.
pub fn all_groups(config: &Config) -> BTreeSet<String> {
    Reach::new(config).0.into_values().flatten().collect()
}

/// For each queue of a configuration, the groups that may take a ticket that stands in it, at whatever age, as long as no
/// escalation lets others take it: those who serve it and come by the steps of its routes.
pub fn reaching(config: &Config) -> BTreeMap<String, BTreeSet<String>> {
    Reach::of_routes(config).0
}

/// The groups that an escalation may let take a ticket, wherever it stands.
fn widened_to(config: &Config) -> impl Iterator<Item = &String> {
    let rungs = config.sla_policies.iter().flat_map(|policy| &policy.ladder);
    rungs.flat_map(|rung| &rung.what).flat_map(|step| match step {
        Escalate::Widen(groups) => groups.iter().collect(),
        _ => Vec::new(),
    })
}

/// Of groups that an escalation let take a ticket, those that some ladder still lets.
pub fn still_widened<'a>(config: &Config, groups: &'a BTreeSet<String>) -> impl Iterator<Item = &'a String> {
    let all: BTreeSet<&String> = match groups.is_empty() {
        true => BTreeSet::new(),
        false => widened_to(config).collect(),
    };
    groups.iter().filter(move |group| all.contains(group))
}

/// For each queue, the groups that may take a ticket that stands in it, at whatever age.
#[derive(Debug)]
pub(super) struct Reach(BTreeMap<String, BTreeSet<String>>);

impl Reach {
    pub fn new(config: &Config) -> Self {
        let mut reach = Self::of_routes(config);
        let widened: BTreeSet<String> = widened_to(config).cloned().collect();
        for groups in reach.0.values_mut() {
            groups.extend(widened.iter().cloned());
        }
        reach
    }

    fn of_routes(config: &Config) -> Self {
        let named = config.queues.iter().map(|queue| &queue.name);
        let all = named.chain([&config.fallback_queue]);
        let mut reach = Self(all.map(|queue| (queue.clone(), serving(config, queue))).collect());
        for queue in &config.queues {
            reach.add(config, &queue.name, &queue.steps);
        }
        let begins = |rule: &'_ Rule| rule.then.queue.clone().unwrap_or_else(|| config.fallback_queue.clone());
        for rule in config.rules.iter().filter(|rule| rule.enabled && rule.stop) {
            reach.add(config, &begins(rule), &rule.then.steps);
        }
        reach
    }

    /// A ticket on this route may stand in each of its queues while each of its groups may take it.
    fn add(&mut self, config: &Config, begins: &str, steps: &[RouteStep]) {
        let queues = steps.iter().filter_map(|step| step.queue.as_deref());
        let mut groups: BTreeSet<String> = steps.iter().flat_map(|step| step.groups.iter().cloned()).collect();
        groups.extend(queues.flat_map(|queue| serving(config, queue)));
        let moves = steps.iter().filter(|step| step.exclusive);
        for queue in moves.filter_map(|step| step.queue.as_deref()).chain([begins]) {
            let known = self.0.entry(queue.to_owned()).or_default();
            known.extend(groups.iter().cloned());
        }
    }

    /// The queues, in order.
    pub fn queues(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The groups that may take a ticket that stands in a queue.
    pub fn reaching(&self, queue: &str) -> BTreeSet<String> {
        self.0.get(queue).cloned().unwrap_or_default()
    }

    /// The queues in which a ticket may wait for somebody of these groups, in order.
    pub fn queues_for<'a>(&'a self, groups: &'a BTreeSet<String>) -> impl Iterator<Item = &'a str> {
        let of = self.0.iter().filter(|(_, serve)| !serve.is_disjoint(groups));
        of.map(|(queue, _)| queue.as_str())
    }
}
