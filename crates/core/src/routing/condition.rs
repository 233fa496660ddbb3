//! Conditions of rules: evaluated against a ticket, and explained leaf by leaf.
//!
//! Two-valued: what a ticket does not have (no host, no such custom field) makes that leaf false, so `Not` of it is true.
use std::collections::BTreeSet;
use std::fmt::Display;

use super::attribute::{self, Value};
use super::check::passes;
use super::subject::Subject;
use crate::model::condition::{Attribute, Check, Test, When};
use crate::model::custom::CustomValue;
use crate::model::ids::AgentId;
use crate::model::ticket::Ticket;

/// Values named in an explanation before the rest is only counted.
const SHOWN: usize = 4;

/// Whether the condition is true of the ticket.
pub fn holds(when: &When, of: &Subject<'_>) -> bool {
    let ticket = of.ticket;
    match when {
        When::Always => true,
        When::All(parts) => parts.iter().all(|part| holds(part, of)),
        When::Any(parts) => parts.iter().any(|part| holds(part, of)),
        When::Not(part) => !holds(part, of),
        When::Kind(kinds) => kinds.contains(&ticket.axes.kind),
        When::Issue(issues) => issues.contains(&ticket.issue),
        When::Headline(headlines) => headlines.contains(&ticket.headline),
        When::Platform(platforms) => platforms.contains(&ticket.platform),
        When::Shop(shops) => shops.contains(&ticket.shop),
        When::Host(hosts) => ticket.host.as_ref().is_some_and(|host| hosts.contains(host)),
        When::Tag(tags) => tags.iter().any(|tag| ticket.local.tags.contains(tag)),
        When::Flag(flags) => flags.iter().any(|flag| ticket.flags.contains(flag)),
        When::AmountAtLeast(minor) => ticket.amounts.requested >= *minor,
        When::ReopenedAtLeast(times) => reopened(ticket) >= *times,
        When::Custom(asked) => of.has(asked),
        When::Test(test) => passes(test, &attribute::read(&test.of, of)),
        When::InCalendar(name) => of.is_within(name),
        When::OwnerIs(agents) => owner(ticket).is_some_and(|owner| agents.contains(&owner)),
    }
}

/// `Ok` when the condition is true of the ticket, else the first leaf that is not, with the value seen.
///
/// The value of a custom field is never shown, since it may be personal.
pub fn explain(when: &When, of: &Subject<'_>) -> Result<(), String> {
    match when {
        _ if holds(when, of) => Ok(()),
        When::All(parts) => parts.iter().try_for_each(|part| explain(part, of)),
        When::Any(parts) => Err(none_of(parts, of)),
        When::Not(part) => Err(format!("not ({})", seen(part, of))),
        leaf => Err(format!("{}, wanted {}", seen(leaf, of), wanted(leaf))),
    }
}

/// Who has the ticket, or had it last.
pub(super) fn owner(ticket: &Ticket) -> Option<AgentId> {
    ticket.assignment.agent.or(ticket.assignment.last_agent)
}

fn reopened(ticket: &Ticket) -> u32 {
    ticket.episode.saturating_sub(1)
}

fn none_of(parts: &[When], of: &Subject<'_>) -> String {
    let failures = parts.iter().filter_map(|part| explain(part, of).err());
    format!("none of: {}", listed(failures, parts.len(), "; "))
}

/// What the ticket shows where this condition looks.
fn seen(when: &When, of: &Subject<'_>) -> String {
    let ticket = of.ticket;
    match when {
        When::Always => "always".to_owned(),
        When::All(parts) => listed(parts.iter().map(|part| seen(part, of)), parts.len(), " and "),
        When::Any(parts) => match parts.iter().find(|part| holds(part, of)) {
            Some(part) => seen(part, of),
            None => "none of them".to_owned(),
        },
        When::Not(part) => format!("not ({})", seen(part, of)),
        When::Kind(_) => format!("kind is {}", ticket.axes.kind),
        When::Issue(_) => format!("issue is {}", ticket.issue.as_str()),
        When::Headline(_) => format!("headline is {}", ticket.headline),
        When::Platform(_) => format!("platform is {}", ticket.platform),
        When::Shop(_) => format!("shop is {}", ticket.shop),
        When::Host(_) => match &ticket.host {
            Some(host) => format!("host is {host}"),
            None => "host is missing".to_owned(),
        },
        When::Tag(_) => set("tags", &ticket.local.tags),
        When::Flag(_) => set("flags", &ticket.flags),
        When::AmountAtLeast(_) => format!("amount is {}", ticket.amounts.requested),
        When::ReopenedAtLeast(_) => format!("reopened {} times", reopened(ticket)),
        When::Custom(asked) => {
            let field = format!("custom {} of {}", asked.name, asked.on);
            match of.custom(asked.on, &asked.name).as_slice() {
                [] => format!("{field} is missing"),
                has if has.contains(&&asked.is) => format!("{field} has the value"),
                _ => format!("{field} has another value"),
            }
        }
        When::Test(test) => tested(test, of),
        When::InCalendar(name) if of.is_within(name) => format!("{name} is open"),
        When::InCalendar(name) => format!("{name} is closed"),
        When::OwnerIs(_) => match owner(ticket) {
            Some(owner) => format!("owner is {owner}"),
            None => "owner is missing".to_owned(),
        },
    }
}

/// What a test sees. What may be personal is never shown: custom fields, and where somebody lives.
fn tested(test: &Test, of: &Subject<'_>) -> String {
    let name = attribute::name(&test.of);
    match (&test.of, attribute::read(&test.of, of)) {
        (_, Value::Missing) => format!("{name} is missing"),
        (Attribute::Custom(_) | Attribute::Region, value) if passes(test, &value) => format!("{name} has such a value"),
        (Attribute::Custom(_) | Attribute::Region, _) => format!("{name} has another value"),
        (_, Value::Word(word)) => format!("{name} is {word}"),
        (_, Value::Words(words)) => format!("{name} are {}", listed(&words, words.len(), ", ")),
        (_, Value::Number(number)) => format!("{name} is {number}"),
        (_, Value::Money(money)) => format!("{name} is {money}"),
    }
}

fn wanted_by(test: &Test) -> String {
    if matches!(test.of, Attribute::Custom(_)) {
        return "the value of the rule".to_owned();
    }
    let of = |values: &[CustomValue]| listed(values.iter().map(attribute::word), values.len(), ", ");
    let is = test.is.name();
    match &test.is {
        Check::Eq(one) | Check::Ne(one) | Check::Lt(one) | Check::Le(one) | Check::Gt(one) | Check::Ge(one) => {
            format!("{is} {}", attribute::word(one))
        }
        Check::In(list) | Check::NotIn(list) | Check::HasAny(list) | Check::HasAll(list) => {
            format!("{is} {}", of(list))
        }
        Check::Between(from, to) => format!("{is} {} and {}", attribute::word(from), attribute::word(to)),
        Check::Exists | Check::Missing => is.to_owned(),
        Check::Prefix(text) | Check::Glob(text) => format!("{is} {text}"),
    }
}

/// What a leaf asks for.
fn wanted(leaf: &When) -> String {
    match leaf {
        When::Kind(kinds) => listed(kinds, kinds.len(), ", "),
        When::Issue(issues) => listed(issues.iter().map(|issue| issue.as_str()), issues.len(), ", "),
        When::Headline(headlines) => listed(headlines, headlines.len(), ", "),
        When::Platform(platforms) => listed(platforms, platforms.len(), ", "),
        When::Shop(shops) => listed(shops, shops.len(), ", "),
        When::Host(words) | When::Tag(words) | When::Flag(words) => listed(words, words.len(), ", "),
        When::AmountAtLeast(minor) => format!("at least {minor}"),
        When::ReopenedAtLeast(times) => format!("at least {times}"),
        When::Test(test) => wanted_by(test),
        When::InCalendar(_) => "open".to_owned(),
        When::OwnerIs(agents) => listed(agents, agents.len(), ", "),
        _ => "the value of the rule".to_owned(),
    }
}

fn set(what: &str, has: &BTreeSet<String>) -> String {
    if has.is_empty() {
        format!("no {what}")
    } else {
        format!("{what} are {}", listed(has, has.len(), ", "))
    }
}

fn listed<T: Display>(items: impl IntoIterator<Item = T>, len: usize, between: &str) -> String {
    let shown: Vec<String> = items.into_iter().take(SHOWN).map(|item| item.to_string()).collect();
    let rest = len.saturating_sub(SHOWN);
    match (shown.is_empty(), rest) {
        (true, _) => "nothing".to_owned(),
        (false, 0) => shown.join(between),
        (false, rest) => format!("{}{between}and {rest} more", shown.join(between)),
    }
}
