//! The matching by itself, over any store: for merchants who want to know who is who and nothing else, and for measuring.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::identity::assign::resolve as find;
use crate::identity::explain::{self, How, Why};
use crate::identity::rows::MemoryRows;
use crate::identity::verify::{Difference, verify};
use crate::identity::work::Work;
use crate::identity::{Changes, Given, Keys, Model, Observation, Resolution};
use crate::model::command::Actor;
use crate::model::identity::{Change, IdEntity, IdNode};
use crate::model::ids::{CustomerId, Tenant, Uid};
use crate::model::time::Timestamp;
use crate::store::{Key, Reader, Record, Row, Table, TicketStore};

use super::super::clock::{Ids, SeededIds};
use super::super::draft::Draft;
use super::super::input::{Answer, Decision, Done, Input, What};
use super::super::lane::Lane;
use super::super::rules::Decide;
use super::super::snapshot::Snapshot;
use super::{Ask, ReadRows, Seen, Told, decide, hints};
use crate::engine::changeset::Need;

/// Most rows of a table read at a time.
const PAGE: usize = 500;

struct Matching {
    keys: Keys,
    model: Arc<Model>,
}

impl Decide for Matching {
    fn hints(&self, snapshot: &Snapshot, input: &Input, want: &mut BTreeSet<Key>) {
        if let What::Identity(ask) = &input.what {
            hints(&self.keys, &self.model, snapshot, ask, want);
        }
    }
    fn decide(&self, snapshot: &Snapshot, input: &Input) -> std::result::Result<Decision, Need> {
        let mut draft = Draft::new(snapshot, input.now, input.seed, Actor::system());
        let answer = match &input.what {
            What::Identity(ask) => {
                decide(&self.keys, &self.model, &mut draft, ask)?.map(|t| Answer::Identity(Box::new(t)))
            }
            _ => Err(Error::unsupported("this only tells who is who", "use a desk").during("identity.decide")),
        };
        if answer.is_err() {
            draft.withdraw();
        }
        Ok(match draft.finish() {
            Ok(changes) => Decision { changes, answer },
            Err(why) => Decision {
                changes: Default::default(),
                answer: Err(Error::internal(why).during("identity.decide")),
            },
        })
    }
}

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

/// What is in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stats {
    /// Accounts.
    pub accounts: u64,
    /// Customers by how many accounts they have.
    pub sizes: BTreeMap<usize, u64>,
    /// Values that too many share, or that the host blocked.
    pub generic: u64,
    /// Pairs that wait for a review.
    pub review: u64,
}

/// Who is who, over a store.
pub struct Resolver {
    lane: Lane,
    reader: Box<dyn Reader>,
    tenant: Tenant,
    keys: Keys,
    model: Arc<Model>,
    ids: SeededIds,
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resolver")
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}

impl Resolver {
    /// Over a store, with the weights that ship.
    ///
    /// # Errors
    /// The store's own.
    pub fn open(store: &dyn TicketStore, tenant: impl Into<Tenant>, key: &[u8; 32]) -> Result<Self> {
        Self::with_model(store, tenant, key, Model::default())
    }

    /// Over a store, with these weights and kinds. All who use the store must use the same.
    ///
    /// # Errors
    /// The store's own.
    pub fn with_model(
        store: &dyn TicketStore,
        tenant: impl Into<Tenant>,
        key: &[u8; 32],
        model: Model,
    ) -> Result<Self> {
        let keys = Keys::new(key);
        let model = Arc::new(model);
        let rules = Matching {
            keys: keys.clone(),
            model: Arc::clone(&model),
        };
        Ok(Self {
            lane: Lane::new(store.writer()?, Arc::new(rules)),
            reader: store.reader()?,
            tenant: tenant.into(),
            keys,
            model,
            ids: SeededIds::unforeseen(),
        })
    }

    /// Gives new ids by these seeds: two of the same start do the same.
    pub fn seeded(mut self, ids: SeededIds) -> Self {
        self.ids = ids;
        self
    }

    fn input(&self, ask: Ask, now: Timestamp) -> Input {
        Input {
            tenant: self.tenant.clone(),
            now,
            seed: self.ids.seed(),
            what: What::Identity(Box::new(ask)),
        }
    }

    fn step(&mut self, asks: Vec<(Ask, Timestamp)>) -> Vec<Result<Told>> {
        let inputs: Vec<Input> = asks.into_iter().map(|(ask, now)| self.input(ask, now)).collect();
        let told = |done: Done| match done.answer {
            Answer::Identity(told) => Ok(*told),
            _ => Err(Error::internal("another answer than was asked for").during("identity")),
        };
        self.lane
            .step(&inputs)
            .into_iter()
            .map(|answer| answer.and_then(told))
            .collect()
    }

    fn one(&mut self, ask: Ask, now: Timestamp) -> Result<Told> {
        let told = self.step(vec![(ask, now)]).pop();
        told.unwrap_or_else(|| Err(Error::internal("no answer").during("identity")))
    }

    /// Takes an observation in, in a commit of its own.
    ///
    /// # Errors
    /// The store's own.
    pub fn observe(&mut self, seen: Observation) -> Result<Resolution> {
        self.observe_all(vec![seen])
            .pop()
            .unwrap_or_else(|| Err(Error::internal("no answer").during("identity")))
    }

    /// Takes observations in, many in a commit. The same comes of it as one by one.
    pub fn observe_all(&mut self, seen: Vec<Observation>) -> Vec<Result<Resolution>> {
        let asks = seen
            .into_iter()
            .map(|s| (s.at, s))
            .map(|(at, s)| (Ask::Observe(Seen::new(s)), at))
            .collect();
        let observed = |told: Result<Told>| match told? {
            Told::Observed(resolution) => Ok(resolution),
            _ => Err(Error::internal("another answer than was asked for").during("identity")),
        };
        self.step(asks).into_iter().map(observed).collect()
    }

    fn decided(&mut self, ask: Ask, now: Timestamp) -> Result<(Uid, Changes)> {
        match self.one(ask, now)? {
            Told::Decided(decision, changes) => Ok((decision, changes)),
            Told::Observed(_) | Told::Done(_) => Err(Error::internal("another answer than was asked for")),
        }
    }

    fn done(&mut self, ask: Ask, now: Timestamp) -> Result<Changes> {
        match self.one(ask, now)? {
            Told::Done(changes) => Ok(changes),
            _ => Err(Error::internal("another answer than was asked for")),
        }
    }

    /// Says that two accounts are one person. Gives what undoes it.
    ///
    /// # Errors
    /// `NotFound` for an account that is not known; `Rejected` when somebody decided the opposite.
    pub fn merge(&mut self, a: Uid, b: Uid, now: Timestamp) -> Result<(Uid, Changes)> {
        self.decided(Ask::Merge(a, b), now)
    }

    /// Says that these accounts of one customer are another person than its others. Gives what undoes it. No later
    /// observation brings them together again.
    ///
    /// # Errors
    /// As of [`Resolver::merge`]; `NotFound` for a customer that is not known.
    pub fn split(&mut self, customer: CustomerId, apart: &[Uid], now: Timestamp) -> Result<(Uid, Changes)> {
        let known = self
            .customer(customer)?
            .ok_or_else(|| Error::not_found("customer", customer))?;
        let rest = known.accounts.iter().filter(|a| !apart.contains(a)).copied().collect();
        self.decided(Ask::Split(apart.to_vec(), rest), now)
    }

    /// Takes a decision back.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it was taken back already.
    pub fn undo(&mut self, decision: Uid, now: Timestamp) -> Result<Changes> {
        self.decided(Ask::Undo(decision), now).map(|(_, changes)| changes)
    }

    /// Forgets accounts: every hash, pair and decision of them. What only they joined comes apart.
    ///
    /// # Errors
    /// The store's own.
    pub fn forget(&mut self, accounts: &[Uid], now: Timestamp) -> Result<Changes> {
        self.done(Ask::Forget(accounts.to_vec()), now)
    }

    /// Says that a value names nobody (a front desk, a courier), or with `false` that it counts again. The kind `phone`
    /// stands for phones.
    ///
    /// # Errors
    /// `Rejected` for a value that says nothing.
    pub fn block(&mut self, value: Given, blocked: bool, now: Timestamp) -> Result<Changes> {
        self.done(Ask::Block(value, blocked), now)
    }

    /// Whose an account is.
    ///
    /// # Errors
    /// The store's own.
    pub fn whose(&mut self, account: Uid) -> Result<Option<CustomerId>> {
        let rows = ReadRows::new(&mut *self.reader, &self.tenant);
        Ok(crate::identity::rows::node(&rows, account)?.map(|n| n.customer))
    }

    /// A customer, or the one it became part of.
    ///
    /// # Errors
    /// The store's own.
    pub fn customer(&mut self, id: CustomerId) -> Result<Option<Known>> {
        let rows = ReadRows::new(&mut *self.reader, &self.tenant);
        Ok(find(&rows, id)?.map(|(customer, accounts)| Known { customer, accounts }))
    }

    /// Who an observation would be of, best first, without taking it in: customers with the score of their best account.
    ///
    /// # Errors
    /// The store's own.
    pub fn lookup(&mut self, seen: &Observation) -> Result<Vec<(CustomerId, i32)>> {
        let evidence = self.keys.evidence(&self.model, seen);
        let mut rows = ReadRows::new(&mut *self.reader, &self.tenant);
        explain::lookup(&mut rows, &self.model, &evidence)
    }

    /// Why two accounts are, or are not, one person.
    ///
    /// # Errors
    /// `NotFound` for an account that is not known.
    pub fn why(&mut self, a: Uid, b: Uid) -> Result<Why> {
        let mut rows = ReadRows::new(&mut *self.reader, &self.tenant);
        explain::why(&mut rows, &self.model, a, b)?.ok_or_else(|| Error::not_found("account", a))
    }

    /// How a customer came to be: the joining edges in their order, and those that were refused.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn how(&mut self, customer: CustomerId) -> Result<How> {
        let known = self
            .customer(customer)?
            .ok_or_else(|| Error::not_found("customer", customer))?;
        let mut rows = ReadRows::new(&mut *self.reader, &self.tenant);
        explain::how(&mut rows, &self.model, &known.accounts)
    }

    /// What happened to a customer, the oldest first.
    ///
    /// # Errors
    /// The store's own.
    pub fn history(&mut self, customer: CustomerId) -> Result<Vec<Change>> {
        let rows = ReadRows::new(&mut *self.reader, &self.tenant);
        let entity: Option<IdEntity> = crate::identity::rows::owned(&rows, customer.0)?;
        Ok(entity.map(|e| e.changes).unwrap_or_default())
    }

    fn each(&mut self, table: Table, mut visit: impl FnMut(Uid, Arc<Row>) -> Result<()>) -> Result<()> {
        let mut after = None;
        loop {
            let page = self.reader.rows(&self.tenant, table, after, PAGE)?;
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
    pub fn stats(&mut self) -> Result<Stats> {
        let mut sizes: BTreeMap<CustomerId, usize> = BTreeMap::new();
        self.partition()?
            .into_values()
            .for_each(|c| *sizes.entry(c).or_default() += 1);
        let mut stats = Stats {
            accounts: sizes.values().map(|n| *n as u64).sum(),
            review: self.review(usize::MAX)?.len() as u64,
            ..Stats::default()
        };
        sizes
            .into_values()
            .for_each(|n| *stats.sizes.entry(n).or_default() += 1);
        self.each(Table::IdBucket, |_, row| {
            let row = crate::model::identity::IdBucket::of(&row).cloned().unwrap_or_default();
            stats.generic += u64::from(row.blocked || (row.size > 0 && row.members.is_empty()));
            Ok(())
        })?;
        Ok(stats)
    }

    /// Works everything out again in memory, from the observations and decisions alone, and compares.
    ///
    /// # Errors
    /// The store's own.
    pub fn verify(&mut self) -> Result<Vec<Difference>> {
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
        Ok(verify(&stored, &self.model))
    }

    /// The export of a customer for a request of access: what is kept of each account, as it is kept.
    ///
    /// # Errors
    /// `NotFound` for a customer that is not known.
    pub fn export(&mut self, customer: CustomerId) -> Result<serde_json::Value> {
        let known = self
            .customer(customer)?
            .ok_or_else(|| Error::not_found("customer", customer))?;
        let mut rows = ReadRows::new(&mut *self.reader, &self.tenant);
        let mut work = Work::new(&mut rows, &self.model, (customer.0, 0));
        explain::export(&mut work, &known.accounts)
    }
}
