//! Who is who at the desk: facts feed it by themselves; here are the host's own observations, and the questions.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::customer;
use super::super::desk::Desk;
use super::super::input::{Answer, What};
use super::super::later::Later;
use super::super::query::row;
use super::{Ask, IdentityStats, Questions, ReviewPair, Seen, Told};
use crate::error::{Error, Result};
use crate::identity::explain;
use crate::identity::verify::IdentityDifference;
use crate::identity::{How, Observation, Why};
use crate::model::customer::{Account, Customer};
use crate::model::identity::Verb;
use crate::model::ids::{AccountId, CustomerId, Uid};
use crate::model::time::Timestamp;

/// Most pairs of a review at once.
const MOST_PAIRS: usize = 500;
/// Pairs of a review when nobody says how many.
const PAIRS: usize = 50;

/// Something that happened to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CustomerChange {
    /// What.
    pub what: Verb,
    /// The other customer.
    pub other: CustomerId,
    /// The account whose observation, or the decision that, brought it about.
    pub cause: Uid,
    /// When that observation was made, or the decision taken.
    pub at: Timestamp,
}

/// What came of an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Observed {
    /// The account, or the contact that has none anywhere.
    pub account: AccountId,
    /// Whose it is.
    pub customer: CustomerId,
    /// It was known already: nothing was written.
    pub known: bool,
}

/// A customer that somebody may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Likely {
    /// The customer.
    pub customer: CustomerId,
    /// How sure, in thousandths of a bit; absent when it is the very account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<i32>,
}

impl Desk {
    /// Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves.
    ///
    /// # Errors
    /// The store's own.
    pub fn observe(&self, seen: Observation) -> Later<Observed> {
        self.submit(What::Identity(Box::new(Ask::Observe(Seen::new(seen)))), |done| {
            if let Answer::Identity(told) = done.answer
                && let Told::Observed(resolution) = *told
            {
                return Ok(Observed {
                    account: AccountId(resolution.node),
                    customer: resolution.customer,
                    known: resolution.known,
                });
            }
            Err(Error::internal("another answer than was asked for").during("desk.observe"))
        })
    }

    fn question<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Questions<'_>) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        let rules = self.engine().0.rules.clone();
        self.read(move |reader, tenant| {
            let (keys, model) = rules.matching();
            job(&mut Questions {
                reader,
                tenant,
                keys,
                model,
            })
        })
    }

    /// Customers an observation may be of, the likeliest first, without taking it in: who is calling?
    ///
    /// # Errors
    /// The store's own.
    pub fn lookup(&self, seen: Observation) -> Later<Vec<Likely>> {
        self.question(move |who| {
            let found = who.lookup(&seen)?;
            let likely = |(customer, score)| Likely {
                customer,
                score: (score != i32::MAX).then_some(score),
            };
            Ok(found.into_iter().map(likely).collect())
        })
    }

    /// Why two accounts are, or are not, one person.
    ///
    /// # Errors
    /// `NotFound` for an account that is not known.
    pub fn why(&self, a: AccountId, b: AccountId) -> Later<Why> {
        self.question(move |who| {
            for id in [a, b] {
                row::<Account>(who.reader, who.tenant, id.0)?.ok_or_else(|| Error::not_found("account", id))?;
            }
            let found = who.compared(a.0, b.0)?;
            Ok(found.unwrap_or_else(|| explain::nothing(who.model)))
        })
    }

    /// How a customer came to be: the pairs that join the accounts, in their order, and those that were refused.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn how(&self, id: CustomerId) -> Later<How> {
        self.question(move |who| {
            let accounts: Vec<Uid> = known(who, id)?.accounts.iter().map(|a| a.0).collect();
            who.joined(&accounts)
        })
    }

    /// What happened to a customer, the oldest first; the newest 64 are kept.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn customer_history(&self, id: CustomerId) -> Later<Vec<CustomerChange>> {
        self.question(move |who| {
            known(who, id)?;
            let change = |c: crate::model::identity::Change| CustomerChange {
                what: c.verb,
                other: c.other,
                cause: c.cause,
                at: Timestamp::from_secs(c.at),
            };
            Ok(who.history(id)?.into_iter().map(change).collect())
        })
    }

    /// Pairs of accounts that may be one person and wait for somebody to look, the likeliest first, then the busiest. Looks
    /// at all accounts. `limit` 0 means 50, the most is 500.
    ///
    /// # Errors
    /// The store's own.
    pub fn identity_review(&self, limit: usize) -> Later<Vec<ReviewPair>> {
        let limit = if limit == 0 { PAIRS } else { limit.min(MOST_PAIRS) };
        self.question(move |who| who.review(limit))
    }

    /// How many accounts, customers by size, values that name nobody, pairs that wait for a look. Looks at all accounts.
    ///
    /// # Errors
    /// The store's own.
    pub fn identity_stats(&self) -> Later<IdentityStats> {
        self.question(|who| who.stats())
    }

    /// Works out again, in memory, from the observations and decisions alone, who is who, and says what differs.
    ///
    /// # Errors
    /// The store's own.
    pub fn identity_verify(&self) -> Later<Vec<IdentityDifference>> {
        self.question(|who| who.verify())
    }
}

fn known(who: &mut Questions<'_>, id: CustomerId) -> Result<Customer> {
    customer::resolve(who.reader, who.tenant, id)?.ok_or_else(|| Error::not_found("customer", id))
}
