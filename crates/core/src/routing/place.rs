//! Where a ticket stands: the merchant's rules from top to bottom, then the defaults.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::explain;
use super::ruleset::{Matched, Ruleset};
use super::skills::Asking;
use super::subject::Subject;
use super::weight::{default_band, default_weight};
use crate::model::affinity::Affinity;
use crate::model::bot::BotPolicy;
use crate::model::config::{Config, QueueConfig, Rule, Then};
use crate::model::offer::Reservation;
use crate::model::selection::{Floor, RouteStep, SkillTier};
use crate::model::ticket::Ticket;

/// One rule that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Considered {
    /// Its name.
    pub rule: String,
    /// Whether it matched.
    pub matched: bool,
    /// The first condition that was not true, with the value seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_on: Option<String>,
}

/// Where a ticket stands and what it asks of an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Placement {
    /// The name of its queue.
    pub queue: String,
    /// Its priority, 0 (now) to 4.
    pub band: u8,
    /// Its weight in units of work, while it is not parked.
    pub weight: i64,
    /// Skills an agent needs, with the lowest level.
    pub skills: BTreeMap<String, u8>,
    /// Levels of those that are enough after some time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub floors: BTreeMap<String, Vec<Floor>>,
    /// Skills an agent needs for some time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<SkillTier>,
    /// What the rule that decided changes as it waits; the queue's own steps count when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RouteStep>,
    /// Tags the rules add.
    pub tags: BTreeSet<String>,
    /// The policy whose clocks it has; the first whose condition it meets when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sla: Option<String>,
    /// Groups that are told when it comes into a queue.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub notify: BTreeSet<String>,
    /// Who is asked before others; as the queue says when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affinity: Option<Affinity>,
    /// What part bots have in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<BotPolicy>,
    /// What the rule that decided says of asking agents first; what the queue says counts when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
    /// Whether who decided is kept from it while the platform arbitrates over that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub four_eyes: bool,
    /// The rule that decided; `None` when the ticket fell through to the fallback queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Every rule that was looked at, in order; empty when nobody asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub considered: Vec<Considered>,
}

/// Places a ticket and says why, rule by rule.
///
/// Rules are read from the top. The first that matches and stops decides the queue; a rule above it that matches without
/// stopping only adds tags and skills and, where nothing below says otherwise, sets band and weight. Where no rule
/// speaks, the queue is the fallback queue and band and weight are the defaults. A band that a person chose wins. Where rules
/// give it tags that it did not have, it is placed once more as one that has them.
pub fn place(config: &Config, of: &Subject<'_>) -> Placement {
    tagged(of, |of| place_once(config, of))
}

fn place_once(config: &Config, of: &Subject<'_>) -> Placement {
    let mut considered = Vec::new();
    let mut matched = Matched::default();
    for (place, rule) in config.rules.iter().enumerate() {
        let failed_on = refused(rule, of);
        let is_match = failed_on.is_none();
        considered.push(Considered {
            rule: rule.name.clone(),
            matched: is_match,
            failed_on,
        });
        match rule.stop {
            _ if !is_match => (),
            false => matched.adds.push(place),
            true => {
                matched.winner = Some(place);
                break;
            }
        }
    }
    Placement {
        considered,
        ..finish(config, &matched, of.ticket)
    }
}

/// Why a rule does not match.
fn refused(rule: &Rule, of: &Subject<'_>) -> Option<String> {
    if !rule.enabled {
        return Some("the rule is switched off".to_owned());
    }
    if !rule.is_live(of.now) {
        return Some("the rule is not valid at this time".to_owned());
    }
    explain(&rule.when, of).err()
}

/// Places a ticket as [`place`] does, without the explanation.
pub fn place_quietly(config: &Config, of: &Subject<'_>) -> Placement {
    place_by(&Ruleset::new(config), config, of)
}

/// Places a ticket by the compiled rules of this configuration: what the engine needs for each fact.
pub fn place_by(rules: &Ruleset, config: &Config, of: &Subject<'_>) -> Placement {
    tagged(of, |of| finish(config, &rules.matching(of), of.ticket))
}

/// Places a ticket until its tags change no more: what rules give it, rules may ask for. Tags only become more, so this ends; each
/// round past the first gives one tag or more, of those that rules name.
fn tagged(of: &Subject<'_>, place: impl Fn(&Subject<'_>) -> Placement) -> Placement {
    let mut placement = place(of);
    let mut given = placement.new_tags(of.ticket);
    if given.is_empty() {
        return placement;
    }
    let mut ticket = of.ticket.clone();
    while !given.is_empty() {
        ticket.local.tags.append(&mut given);
        let again = Subject {
            ticket: &ticket,
            ..of.clone()
        };
        let next = place(&again);
        given = next.new_tags(&ticket);
        let before = std::mem::replace(&mut placement, next);
        placement.tags.extend(before.tags);
        placement.considered = either(before.considered, placement.considered);
    }
    placement
}

/// Rules that were looked at in either of two rounds: one that matched in any had its say.
fn either(before: Vec<Considered>, last: Vec<Considered>) -> Vec<Considered> {
    // Both begin with the first rule and leave none out.
    let mut all = last;
    for (one, earlier) in all.iter_mut().zip(&before).filter(|(_, earlier)| earlier.matched) {
        one.clone_from(earlier);
    }
    let more = before.into_iter().skip(all.len());
    all.extend(more);
    all
}

impl Placement {
    /// The tags that rules give a ticket and did not give it before: one that somebody took away does not come back.
    pub fn new_tags(&self, ticket: &Ticket) -> BTreeSet<String> {
        let known = |tag: &&String| ticket.local.tags.contains(*tag) || ticket.assignment.tagged.contains(*tag);
        self.tags.iter().filter(|tag| !known(tag)).cloned().collect()
    }

    /// The skills asked for when a ticket has waited so many milliseconds, with the lowest level; before any step.
    pub fn skills_at(&self, age: i64) -> BTreeMap<String, u8> {
        Asking::from(self).at(age)
    }

    /// The age at which less is asked than at this one, before any step; `None` when nothing falls any more.
    pub fn falls_at(&self, age: i64) -> Option<i64> {
        Asking::from(self).falls_at(age)
    }
}

/// The groups that serve a queue, sorted: those it names, else the group of its own name.
pub fn groups_of(queue: &QueueConfig) -> Vec<String> {
    if queue.groups.is_empty() {
        return vec![queue.name.clone()];
    }
    let groups: BTreeSet<&String> = queue.groups.iter().collect();
    groups.into_iter().cloned().collect()
}

/// What the matching rules say, from the top.
#[derive(Default)]
struct Said {
    band: Option<u8>,
    weight: Option<i64>,
    skills: BTreeMap<String, u8>,
    floors: BTreeMap<String, Vec<Floor>>,
    tiers: Vec<SkillTier>,
    tags: BTreeSet<String>,
    sla: Option<String>,
    notify: BTreeSet<String>,
    affinity: Option<Affinity>,
    bot: Option<BotPolicy>,
    four_eyes: bool,
}

impl Said {
    fn add(&mut self, then: &Then) {
        self.band = then.band.or(self.band);
        self.weight = then.weight.or(self.weight);
        self.affinity = then.affinity.clone().or(self.affinity.take());
        self.four_eyes |= then.four_eyes;
        self.bot = then.bot.clone().or(self.bot.take());
        self.tags.extend(then.tags.iter().cloned());
        self.sla = then.sla.clone().or(self.sla.take());
        self.notify.extend(then.notify.iter().cloned());
        for (skill, level) in &then.skills {
            let wanted = self.skills.entry(skill.clone()).or_default();
            *wanted = (*wanted).max(*level);
        }
        self.tiers.extend(then.tiers.iter().cloned());
        for (skill, floors) in &then.floors {
            self.floors.insert(skill.clone(), floors.clone());
        }
    }
}

fn finish(config: &Config, matched: &Matched, ticket: &Ticket) -> Placement {
    let rule = |place: &usize| config.rules.get(*place);
    let winner = matched.winner.as_ref().and_then(rule);
    let mut said = Said::default();
    for rule in matched.adds.iter().filter_map(rule).chain(winner) {
        said.add(&rule.then);
    }
    let queue = winner.and_then(|rule| rule.then.queue.as_ref());
    Placement {
        queue: queue.unwrap_or(&config.fallback_queue).clone(),
        band: ticket.local.band.or(said.band).unwrap_or_else(|| default_band(ticket)),
        weight: said.weight.unwrap_or_else(|| default_weight(ticket)),
        skills: said.skills,
        floors: said.floors,
        tiers: said.tiers,
        steps: winner.map(|rule| rule.then.steps.clone()).unwrap_or_default(),
        tags: said.tags,
        sla: said.sla,
        notify: said.notify,
        affinity: said.affinity,
        bot: said.bot,
        reservation: winner.and_then(|rule| rule.then.reservation),
        four_eyes: said.four_eyes,
        rule: winner.map(|rule| rule.name.clone()),
        considered: Vec::new(),
    }
}
