//! Who is who: what is asked and said about which accounts are one person.
use std::collections::BTreeSet;

use aftersync::identity::{Given, Observation};
use aftersync::{AccountId, Act, Actor, Command, CustomerId, DecisionId};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::{Method, Nothing, Way, later};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sighting {
    /// What was seen.
    observation: Observation,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// The one account.
    a: AccountId,
    /// The other.
    b: AccountId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Person {
    /// The person.
    customer: CustomerId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Waiting {
    /// At most so many; 0 means 50, the most is 500.
    #[serde(default)]
    limit: usize,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Merged {
    /// Who says so.
    actor: Actor,
    /// The one customer.
    one: CustomerId,
    /// The other.
    other: CustomerId,
    /// The same key is applied once.
    #[serde(default)]
    key: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Parted {
    /// Who says so.
    actor: Actor,
    /// The customer.
    customer: CustomerId,
    /// The accounts that are somebody else's.
    accounts: BTreeSet<AccountId>,
    /// The same key is applied once.
    #[serde(default)]
    key: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Undone {
    /// Who says so.
    actor: Actor,
    /// What is taken back: `decision` of what `merge_customers` or `split_customer` gave.
    decision: DecisionId,
    /// The same key is applied once.
    #[serde(default)]
    key: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Blocked {
    /// Who says so.
    actor: Actor,
    /// The value; kind `phone` stands for a phone.
    value: Given,
    /// Whether it names nobody.
    #[serde(default = "yes")]
    blocked: bool,
}

fn yes() -> bool {
    true
}

fn command(actor: Actor, key: Option<String>, act: Act) -> Command {
    Command {
        key,
        expect: None,
        actor,
        act,
    }
}

pub(super) fn methods() -> Vec<Method> {
    [said(), asked()].into_iter().flatten().collect()
}

fn said() -> Vec<Method> {
    vec![
        later(
            "observe",
            Way::Lane,
            "Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by \
             themselves.",
            |desk, p: Sighting| desk.observe(p.observation),
            |observed| observed,
        ),
        later(
            "merge_customers",
            Way::Lane,
            "Says that two customers are one person. `decision` of the answer takes it back.",
            |desk, p: Merged| {
                let Merged { actor, one, other, key } = p;
                desk.execute(command(actor, key, Act::MergeCustomers { one, other }))
            },
            |applied| applied,
        ),
        later(
            "split_customer",
            Way::Lane,
            "Says that accounts of a customer are another person than its others. No later observation brings them together.",
            |desk, p: Parted| {
                let (customer, accounts) = (p.customer, p.accounts);
                desk.execute(command(p.actor, p.key, Act::SplitCustomer { customer, accounts }))
            },
            |applied| applied,
        ),
        later(
            "undo_decision",
            Way::Lane,
            "Takes back what was said about who is who: all is as if it had not been.",
            |desk, p: Undone| desk.execute(command(p.actor, p.key, Act::UndoDecision { decision: p.decision })),
            |applied| applied,
        ),
        later(
            "block_value",
            Way::Lane,
            "Says that a value names nobody (a front desk, a courier), or that it counts again.",
            |desk, p: Blocked| {
                let (value, blocked) = (p.value, p.blocked);
                desk.execute(command(p.actor, None, Act::BlockValue { value, blocked }))
            },
            |applied| applied,
        ),
    ]
}

fn asked() -> Vec<Method> {
    vec![
        later(
            "lookup",
            Way::Read,
            "Customers an observation may be of, the likeliest first, without taking it in.",
            |desk, p: Sighting| desk.lookup(p.observation),
            |likely| likely,
        ),
        later(
            "why",
            Way::Read,
            "Why two accounts are, or are not, one person.",
            |desk, p: Pair| desk.why(p.a, p.b),
            |why| why,
        ),
        later(
            "how",
            Way::Read,
            "How a customer came to be: the pairs that join the accounts, and those that were refused.",
            |desk, p: Person| desk.how(p.customer),
            |how| how,
        ),
        later(
            "customer_history",
            Way::Read,
            "What happened to a customer, the oldest first.",
            |desk, p: Person| desk.customer_history(p.customer),
            |changes| changes,
        ),
        later(
            "identity_review",
            Way::Read,
            "Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts.",
            |desk, p: Waiting| desk.identity_review(p.limit),
            |pairs| pairs,
        ),
        later(
            "identity_stats",
            Way::Read,
            "How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts.",
            |desk, _: Nothing| desk.identity_stats(),
            |stats| stats,
        ),
        later(
            "identity_verify",
            Way::Read,
            "Works out again who is who from what was observed and decided, and says what differs; empty means nothing.",
            |desk, _: Nothing| desk.identity_verify(),
            |differences| differences,
        ),
    ]
}
