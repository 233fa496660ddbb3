//! The rules of a configuration, compiled: what each asks is numbers, and what a ticket is, is written down once as the
//! same numbers. From some number of rules on an index says which of them are not refused by what is seen.
mod expr;
mod index;
mod leaf;
mod slot;

use std::collections::BTreeSet;

use super::attribute::{Behind, behind};
use super::steps::Reach;
use super::subject::Subject;
use crate::model::condition::{Attribute, When};
use crate::model::config::Config;
use crate::model::custom::CustomOn;
use crate::model::time::Timestamp;

use expr::Expr;
use index::Index;
use slot::Fields;

/// From so many rules on an index is faster than reading them one by one.
const INDEXED_FROM: usize = 64;

/// How a rule set finds the rules that match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// By whichever is faster for so many rules.
    Auto,
    /// One by one from the top.
    Linear,
    /// By the index.
    Indexed,
}

/// One rule, compiled.
#[derive(Debug)]
struct Compiled {
    /// Its place in the configuration.
    place: usize,
    when: Expr,
    stop: bool,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Compiled {
    fn is_live(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.to.is_none_or(|to| now < to)
    }
}

/// Rules that match a ticket, by their places in the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Those that only add, from the top.
    pub adds: Vec<usize>,
    /// The first that ends the search.
    pub winner: Option<usize>,
}

/// What rules want to have read beside the ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Its order.
    pub order: bool,
    /// The products of its lines; the order is needed for them.
    pub products: bool,
    /// Its customer.
    pub customer: bool,
    /// What was paid back to the customer lately; the customer is needed for it.
    pub refunds: bool,
}

/// The rules of one configuration, compiled. It belongs to that configuration: with another one its places mean nothing.
#[derive(Debug)]
pub struct Ruleset {
    fields: Fields,
    rules: Vec<Compiled>,
    index: Option<Index>,
    around: Around,
    reach: Reach,
    names_sla: bool,
}

impl Ruleset {
    /// Compiles the rules of a configuration.
    pub fn new(config: &Config) -> Self {
        Self::with(config, Search::Auto)
    }

    /// Compiles them for a way of searching: for tests and measurements.
    pub fn with(config: &Config, search: Search) -> Self {
        let mut fields = Fields::default();
        let enabled = config.rules.iter().enumerate().filter(|(_, rule)| rule.enabled);
        let compiled = enabled.map(|(place, rule)| Compiled {
            place,
            when: Expr::new(&rule.when, &mut fields),
            stop: rule.stop,
            from: rule.valid_from,
            to: rule.valid_to,
        });
        let rules: Vec<_> = compiled.collect();
        let indexed = match search {
            Search::Auto => rules.len() >= INDEXED_FROM,
            Search::Linear => false,
            Search::Indexed => true,
        };
        Self {
            index: indexed.then(|| Index::new(&rules, &fields)),
            around: around(config),
            reach: Reach::new(config),
            names_sla: config.rules.iter().any(|rule| rule.enabled && rule.then.sla.is_some()),
            fields,
            rules,
        }
    }

    /// What has to be read beside a ticket for its rules and policies.
    pub fn around(&self) -> Around {
        self.around
    }

    /// Whether any rule names the policy of a ticket's clocks.
    pub fn names_sla(&self) -> bool {
        self.names_sla
    }

    /// The queues in which a ticket may wait for somebody of these groups, at whatever age, in order.
    pub fn queues_for<'a>(&'a self, groups: &'a BTreeSet<String>) -> impl Iterator<Item = &'a str> {
        self.reach.queues_for(groups)
    }

    /// All queues, in order.
    pub fn queues(&self) -> impl Iterator<Item = &str> {
        self.reach.queues()
    }

    /// The groups that may take a ticket that stands in a queue, at whatever age.
    pub fn reaching(&self, queue: &str) -> BTreeSet<String> {
        self.reach.reaching(queue)
    }

    /// All groups that may take a ticket.
    pub fn groups(&self) -> BTreeSet<String> {
        self.queues().flat_map(|queue| self.reaching(queue)).collect()
    }

    /// A digest of what these rules look at of a ticket: equal where all of it is equal. Values cannot be read from it.
    pub fn seen(&self, of: &Subject<'_>) -> u32 {
        self.fields.digest(&self.fields.encode(of))
    }

    /// The rules that match a ticket: those that only add, down to the first that ends the search.
    pub fn matching(&self, of: &Subject<'_>) -> Matched {
        let mut found = Matched::default();
        let facts = self.fields.encode(of);
        let holds = |rule: &Compiled| rule.is_live(of.now) && rule.when.holds(&facts);
        match &self.index {
            Some(index) => index.walk(&facts, |at, sure| {
                let rule = self.rules.get(at);
                rule.is_some_and(|rule| (sure || holds(rule)) && found.take(rule))
            }),
            None => {
                self.rules.iter().any(|rule| holds(rule) && found.take(rule));
            }
        }
        found
    }
}

impl Matched {
    /// Notes a rule that matches; whether the search ends.
    fn take(&mut self, rule: &Compiled) -> bool {
        if rule.stop {
            self.winner = Some(rule.place);
        } else {
            self.adds.push(rule.place);
        }
        rule.stop
    }
}

/// Fields that were declared for something ask for it, and so do rules that look there.
fn around(config: &Config) -> Around {
    let rules = config.rules.iter().map(|rule| &rule.when);
    let mut homes = BTreeSet::new();
    for when in rules
        .chain(config.auto.iter().map(|policy| &policy.when))
        .chain(config.sla_policies.iter().map(|policy| &policy.when))
        .chain(config.return_policies.iter().map(|policy| &policy.when))
        .chain(config.automations.iter().map(|automation| &automation.when))
    {
        attributes(when, &mut |of| {
            homes.insert(behind(of) as u8);
        });
    }
    let declared = |on: CustomOn| config.custom.iter().any(|field| field.on == on);
    let asked = |home: Behind| homes.contains(&(home as u8));
    let products = declared(CustomOn::Product) || asked(Behind::Products);
    let refunds = asked(Behind::Refunds);
    Around {
        order: products || declared(CustomOn::Line) || asked(Behind::Order),
        products,
        customer: refunds || declared(CustomOn::Customer) || asked(Behind::Customer),
        refunds,
    }
}

fn attributes(when: &When, look: &mut impl FnMut(&Attribute)) {
    match when {
        When::All(parts) | When::Any(parts) => parts.iter().for_each(|part| attributes(part, look)),
        When::Not(part) => attributes(part, look),
        When::Test(test) => look(&test.of),
        _ => (),
    }
}
