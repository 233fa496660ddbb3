//! Questions about who is who: they read and write nothing.
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::identity::assign::resolve as find;
use crate::identity::epoch::{Trial, fits, trial};
use crate::identity::explain::{self, How, Why};
use crate::identity::rows::MemoryRows;
use crate::identity::train::{LEAST_PAIRS, Lessons, Trained};
use crate::identity::verify::{IdentityDifference, verify};
use crate::identity::work::Work;
use crate::identity::{Keys, Model, Observation};
use crate::model::identity::{Change, IdBucket, IdEntity, IdNode};
use crate::model::ids::{CustomerId, Tenant, Uid};
use crate::store::{Key, Reader, Record, Row, Table};

use super::ReadRows;

/// Most rows of a table read at a time.
const PAGE: usize = 500;

/// An account and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// The customer.
    pub customer: CustomerId,
    /// The accounts of it.
    pub accounts: Vec<Uid>,
}

/// Two accounts of different customers that may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewPair {
    /// The one.
    pub a: Uid,
    /// The other.
    pub b: Uid,
    /// In thousandths of a bit.
    pub score: i32,
    /// How many observations both have together.
    pub volume: u64,
}

/// How many customers have so many accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfSize {
    /// Accounts of each.
    pub accounts: u64,
    /// How many there are.
    pub customers: u64,
}

/// What is in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IdentityStats {
    /// Accounts.
    pub accounts: u64,
    /// Customers by how many accounts they have, the smallest first.
    pub sizes: Vec<OfSize>,
    /// Values that too many share, or that the host blocked.
    pub generic: u64,
    /// Pairs that wait for a review.
    pub review: u64,
}

/// What is asked of one merchant's rows, as they were committed last.
pub struct Questions<'a> {
    pub(in crate::engine) reader: &'a mut dyn Reader,
    pub(in crate::engine) tenant: &'a Tenant,
    pub(in crate::engine) keys: &'a Keys,
    pub(in crate::engine) model: &'a Model,
}

impl Questions<'_> {
    /// Whose an account is.
    ///
    /// # Errors
    /// The store's own.
    pub fn whose(&mut self, account: Uid) -> Result<Option<CustomerId>> {
        let rows = self.rows();
        Ok(crate::identity::rows::node(&rows, account)?.map(|n| n.customer))
    }

    /// A customer, or the one it became part of.
    ///
    /// # Errors
    /// The store's own.
    pub fn customer(&mut self, id: CustomerId) -> Result<Option<Known>> {
        let rows = self.rows();
        Ok(find(&rows, id)?.map(|(customer, accounts)| Known { customer, accounts }))
    }

    /// Who an observation would be of, best first, without taking it in: customers with the score of their best account.
    ///
    /// # Errors
    /// The store's own.
    pub fn lookup(&mut self, seen: &Observation) -> Result<Vec<(CustomerId, i32)>> {
        let evidence = self.keys.evidence(self.model, seen);
        let model = self.model;
        explain::lookup(&mut self.rows(), model, &evidence)
    }

    /// Why two accounts are, or are not, one person.
    ///
    /// # Errors
    /// `NotFound` for an account that is not known.
    pub fn why(&mut self, a: Uid, b: Uid) -> Result<Why> {
        self.compared(a, b)?.ok_or_else(|| Error::not_found("account", a))
    }

    /// The same; `None` when one of them was never observed.
    pub(super) fn compared(&mut self, a: Uid, b: Uid) -> Result<Option<Why>> {
        let model = self.model;
        explain::why(&mut self.rows(), model, a, b)
    }

    /// How a customer came to be: the joining edges in their order, and those that were refused.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn how(&mut self, customer: CustomerId) -> Result<How> {
        let known = self
            .customer(customer)?
            .ok_or_else(|| Error::not_found("customer", customer))?;
        self.joined(&known.accounts)
    }

    /// How these accounts came to be one customer.
    pub(super) fn joined(&mut self, accounts: &[Uid]) -> Result<How> {
        let model = self.model;
        explain::how(&mut self.rows(), model, accounts)
    }

    /// What happened to a customer, the oldest first.
    ///
    /// # Errors
    /// The store's own.
    pub fn history(&mut self, customer: CustomerId) -> Result<Vec<Change>> {
        let rows = self.rows();
        let entity: Option<IdEntity> = crate::identity::rows::owned(&rows, customer.0)?;
        Ok(entity.map(|e| e.changes).unwrap_or_default())
    }

    fn each(&mut self, table: Table, mut visit: impl FnMut(Uid, Arc<Row>) -> Result<()>) -> Result<()> {
        let mut after = None;
        loop {
            let page = self.reader.rows(self.tenant, table, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.0);
            for (id, _, row) in page {
                visit(id, row)?;
            }
        }
    }

    /// All accounts with their customers.
    ///
    /// # Errors
    /// The store's own.
    pub fn partition(&mut self) -> Result<BTreeMap<Uid, CustomerId>> {
        let mut out = BTreeMap::new();
        self.each(Table::IdNode, |id, row| {
            out.extend(IdNode::of(&row).map(|n| (id, n.customer)));
            Ok(())
        })?;
        Ok(out)
    }

    /// Pairs that wait for a review, the likeliest first, then the busiest. Looks at all accounts.
    ///
    /// # Errors
    /// The store's own.
    pub fn review(&mut self, limit: usize) -> Result<Vec<ReviewPair>> {
        let auto = self.model.auto;
        let (mut found, mut of) = (Vec::new(), BTreeMap::new());
        self.each(Table::IdNode, |id, row| {
            if let Some(node) = IdNode::of(&row) {
                of.insert(id, (node.customer, node.count));
                let waits = node
                    .edges
                    .iter()
                    .filter(|e| e.other > id && !e.anchor && e.score < auto);
                let open = waits.filter(|e| node.cannot.iter().all(|c| c.0 != e.other));
                found.extend(open.map(|e| (id, e.other, e.score)));
            }
            Ok(())
        })?;
        let pair = |(a, b, score): (Uid, Uid, i32)| {
            let ((x, n), (y, m)) = (of.get(&a)?, of.get(&b)?);
            (x != y).then_some(ReviewPair {
                a,
                b,
                score,
                volume: n + m,
            })
        };
        let mut pairs: Vec<ReviewPair> = found.into_iter().filter_map(pair).collect();
        pairs.sort_by_key(|p| (std::cmp::Reverse((p.score, p.volume)), p.a, p.b));
        pairs.truncate(limit);
        Ok(pairs)
    }

    /// What is in the store.
    ///
    /// # Errors
    /// The store's own.
    pub fn stats(&mut self) -> Result<IdentityStats> {
        let mut accounts: BTreeMap<CustomerId, u64> = BTreeMap::new();
        for customer in self.partition()?.into_values() {
            *accounts.entry(customer).or_default() += 1;
        }
        let mut sizes: BTreeMap<u64, u64> = BTreeMap::new();
        for n in accounts.values() {
            *sizes.entry(*n).or_default() += 1;
        }
        let of_size = |(accounts, customers)| OfSize { accounts, customers };
        let mut stats = IdentityStats {
            accounts: accounts.values().sum(),
            sizes: sizes.into_iter().map(of_size).collect(),
            review: self.review(usize::MAX)?.len() as u64,
            ..IdentityStats::default()
        };
        self.each(Table::IdBucket, |_, row| {
            let row = IdBucket::of(&row).cloned().unwrap_or_default();
            stats.generic += u64::from(row.blocked || (row.size > 0 && row.members.is_empty()));
            Ok(())
        })?;
        Ok(stats)
    }

    /// Works everything out again in memory, from the observations and decisions alone, and compares.
    ///
    /// # Errors
    /// The store's own.
    pub fn verify(&mut self) -> Result<Vec<IdentityDifference>> {
        Ok(verify(&self.stored()?, self.model))
    }

    /// All that is stored, in memory.
    fn stored(&mut self) -> Result<MemoryRows> {
        let mut stored = MemoryRows::default();
        for table in [
            Table::IdNode,
            Table::IdBucket,
            Table::IdPage,
            Table::IdEntity,
            Table::IdDecision,
        ] {
            self.each(table, |id, row| {
                stored.rows.insert(Key::new(table, id), row);
                Ok(())
            })?;
        }
        Ok(stored)
    }

    /// Weights that fit this store's own pairs better than those it is asked with: a proposal, which changes nothing. Looks
    /// at all accounts.
    ///
    /// # Errors
    /// `Rejected` when there are fewer than 5,000 pairs to learn from.
    pub fn train(&mut self) -> Result<Trained> {
        let (model, mut lessons, mut after) = (self.model, Lessons::default(), None);
        loop {
            let ids = self.accounts(after, PAGE)?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let mut rows = self.rows();
            let mut work = Work::new(&mut rows, model, (Uid::ZERO, 0));
            for id in ids {
                lessons.look(&mut work, id)?;
            }
        }
        lessons.learn(model).ok_or_else(|| {
            Error::rejected("there are too few pairs to learn from")
                .during("identity.train")
                .with("pairs", lessons.pairs)
                .with("least", LEAST_PAIRS)
        })
    }

    /// What other weights would do, were they adopted: who would become one customer, who would come apart. Works everything
    /// out in memory and writes nothing.
    ///
    /// # Errors
    /// `Rejected` for a model that is about other values than those stored.
    pub fn dry_run(&mut self, model: &Model) -> Result<Trial> {
        fits(self.model, model)?;
        Ok(trial(&self.stored()?, model))
    }

    /// Accounts after one, in the order of their ids.
    pub(super) fn accounts(&mut self, after: Option<Uid>, most: usize) -> Result<Vec<Uid>> {
        let page = self.reader.rows(self.tenant, Table::IdNode, after, most)?;
        Ok(page.into_iter().map(|(id, _, _)| id).collect())
    }

    /// The export of a customer for a request of access: what is kept of each account, as it is kept.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn export(&mut self, customer: CustomerId) -> Result<serde_json::Value> {
        let known = self
            .customer(customer)?
            .ok_or_else(|| Error::not_found("customer", customer))?;
        let model = self.model;
        let mut rows = self.rows();
        let mut work = Work::new(&mut rows, model, (customer.0, 0));
        explain::export(&mut work, &known.accounts)
    }

    fn rows(&mut self) -> ReadRows<'_> {
        ReadRows::new(&mut *self.reader, self.tenant)
    }
}
