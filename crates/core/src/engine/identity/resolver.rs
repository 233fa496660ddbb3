//! The matching by itself, over any store: for merchants who want to know who is who and nothing else, and for measuring.
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::identity::epoch::fits;
use crate::identity::{Changes, Given, Keys, Model, Observation, Resolution};
use crate::model::command::Actor;
use crate::model::ids::{CustomerId, Tenant, Uid};
use crate::model::time::Timestamp;
use crate::store::{Key, Reader, TicketStore};

use super::super::clock::{Ids, SeededIds};
use super::super::draft::Draft;
use super::super::input::{Answer, Decision, Done, Input, What};
use super::super::lane::Lane;
use super::super::rules::Decide;
use super::super::snapshot::Snapshot;
use super::{Ask, Questions, Seen, Told, decide, hints};
use crate::engine::changeset::Need;

/// Accounts that are scored anew in one commit.
const STEP: usize = 50;

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
            .ask()
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

    /// Starts a new epoch: from now on these weights hold, and all that is stored is scored anew, 50 accounts in a
    /// commit. Decisions of people stay. A run that was cut short is taken up by adopting the same model again. The model is
    /// not kept in the store: open it with this one from now on.
    ///
    /// # Errors
    /// `Rejected` for a model that is about other values than those stored; the store's own.
    pub fn adopt(&mut self, model: Model, now: Timestamp) -> Result<Changes> {
        fits(&self.model, &model)?;
        self.model = Arc::new(model);
        self.lane.rule_by(Arc::new(Matching {
            keys: self.keys.clone(),
            model: Arc::clone(&self.model),
        }));
        let (mut all, mut after) = (Changes::default(), None);
        loop {
            let ids = self.ask().accounts(after, STEP)?;
            let Some(last) = ids.last() else { return Ok(all) };
            after = Some(*last);
            all.join(self.done(Ask::Rescore(ids), now)?);
        }
    }

    /// Questions about what is stored.
    pub fn ask(&mut self) -> Questions<'_> {
        Questions {
            reader: &mut *self.reader,
            tenant: &self.tenant,
            keys: &self.keys,
            model: &self.model,
        }
    }
}
