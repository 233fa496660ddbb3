//! The lane: the one way in. It decides inputs in order and commits them together.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Phase};
use crate::limits::{MAX_BATCH, MAX_CONFLICTS};
use crate::model::event::Cursor;
use crate::model::ids::Tenant;
use crate::mutation::{self, Mutation};
use crate::store::{Batch, CommitError, Head, Key, Slot, Writer};

use super::fold::{Folded, settle};
use super::input::{Done, Input};
use super::recent::Recent;
use super::resident::{Residents, View};
use super::rounds::{Decided, Rounds, Stop, Verdict};
use super::rules::Decide;
use super::subscribe::Heads;

/// How often a batch of several inputs is decided before it is halved.
const BATCH_TRIES: usize = 2;

/// How a lane works. None of it changes what is decided: tests run it every way and compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneOptions {
    /// Ask the rules what a batch will need, and load that at once.
    pub hints: bool,
    /// Keep rows in memory from step to step.
    pub resident: bool,
    /// Most inputs in one commit.
    pub max_batch: usize,
    /// Most rows kept in memory.
    pub resident_rows: usize,
}

impl Default for LaneOptions {
    fn default() -> Self {
        Self {
            hints: true,
            resident: true,
            max_batch: MAX_BATCH,
            resident_rows: 20_000,
        }
    }
}

/// Decides inputs in the order they are given and writes what they do. It has no thread and no clock of its own.
pub struct Lane {
    writer: Box<dyn Writer>,
    rules: Arc<dyn Decide>,
    options: LaneOptions,
    heads: Heads,
    recent: Recent,
    residents: Residents,
    /// Keys that attempts in this step needed, by tenant: the next attempt loads them at once.
    warm: BTreeMap<Tenant, BTreeSet<Key>>,
}

impl std::fmt::Debug for Lane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let resident_rows = self.residents.rows();
        f.debug_struct("Lane")
            .field("options", &self.options)
            .field("resident_rows", &resident_rows)
            .finish_non_exhaustive()
    }
}

/// Decisions of one tenant, and which inputs of the batch they are for.
struct Plan {
    places: Vec<usize>,
    view: View,
    verdicts: Vec<Verdict>,
    blind: BTreeSet<Key>,
    watched: BTreeMap<Key, i64>,
}

/// What became of a batch.
enum Attempt {
    /// All inputs have their answers.
    Answered(Vec<Result<Done, Error>>),
    /// Nothing was written: somebody else changed what was read.
    Conflict,
}

impl Lane {
    /// A lane over a store, with default options and heads of its own.
    pub fn new(writer: Box<dyn Writer>, rules: Arc<dyn Decide>) -> Self {
        let options = LaneOptions::default();
        Self {
            writer,
            rules,
            options,
            heads: Heads::new(),
            recent: Recent::default(),
            residents: Residents::new(options.resident_rows),
            warm: BTreeMap::new(),
        }
    }

    /// Sets how it works.
    pub fn with_options(mut self, options: LaneOptions) -> Self {
        self.options = options;
        self.residents = Residents::new(options.resident_rows);
        self
    }

    /// Decides by other rules from now on.
    pub(super) fn rule_by(&mut self, rules: Arc<dyn Decide>) {
        self.rules = rules;
    }

    /// Publishes the ends of logs there: several lanes may share them.
    pub fn publishing_to(mut self, heads: Heads) -> Self {
        self.heads = heads;
        self
    }

    /// Notes there what its commits write.
    pub(super) fn remembering_in(mut self, recent: Recent) -> Self {
        self.recent = recent;
        self
    }

    /// Where the ends of logs are published.
    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// How it works.
    pub fn options(&self) -> LaneOptions {
        self.options
    }

    /// Rows kept in memory now.
    pub fn resident_rows(&self) -> usize {
        self.residents.rows()
    }

    /// Decides the inputs in order, writes what they do and answers each, in order. Inputs see the effects of those
    /// before them; up to `max_batch` of them are one commit, all or nothing. Inputs may be of several tenants.
    ///
    /// Errors are per input: a refusal of the rules; `Internal` when a rule panics or asks without end; `Conflict` when
    /// others keep changing what it reads; and the store's own error, with phase *in doubt* when the commit may have
    /// happened. Repeating an input is safe if its rules make it so.
    pub fn step(&mut self, inputs: &[Input]) -> Vec<Result<Done, Error>> {
        let _span = tracing::debug_span!("lane.step", inputs = inputs.len()).entered();
        let mut answers = Vec::with_capacity(inputs.len());
        for batch in inputs.chunks(self.options.max_batch.max(1)) {
            self.warm.clear();
            answers.extend(self.run(batch));
        }
        if !self.options.resident {
            self.residents.clear();
        }
        answers
    }

    /// Tries a batch, and its halves when others keep getting in between: so one input that can never be committed
    /// stops only itself.
    fn run(&mut self, inputs: &[Input]) -> Vec<Result<Done, Error>> {
        let alone = inputs.len() <= 1;
        for _ in 0..if alone { MAX_CONFLICTS } else { BATCH_TRIES } {
            if let Attempt::Answered(answers) = self.attempt(inputs) {
                return answers;
            }
        }
        if alone {
            return inputs.iter().map(|_| Err(contended())).collect();
        }
        let (first, second) = inputs.split_at(inputs.len() / 2);
        let mut answers = self.run(first);
        answers.extend(self.run(second));
        answers
    }

    /// Decides a batch and commits it. Views that it takes out come back only if all went well.
    fn attempt(&mut self, inputs: &[Input]) -> Attempt {
        let mut answers: BTreeMap<usize, Result<Done, Error>> = BTreeMap::new();
        let (mut plans, mut batches) = (Vec::new(), Vec::new());
        let mut moved = false;
        for (tenant, places) in by_tenant(inputs) {
            match self.plan(inputs, tenant, &places) {
                Ok((plan, batch)) => {
                    plans.push(plan);
                    batches.push(batch);
                }
                Err(Stop::Moved) => moved = true,
                Err(Stop::Failed(error)) => answers.extend(places.into_iter().map(|at| (at, Err(error.clone())))),
            }
        }
        let held = if moved {
            Err(Stop::Moved)
        } else {
            self.refusals_hold(&plans, &batches)
        };
        match held.and_then(|()| self.commit(&batches)) {
            Ok(heads) => {
                batches
                    .iter()
                    .zip(&heads)
                    .for_each(|(batch, head)| self.recent.note(batch, head.rev));
                self.publish(&batches, &heads);
                for ((plan, batch), head) in plans.into_iter().zip(batches).zip(heads) {
                    answers.extend(self.settle(plan, batch, head));
                }
            }
            Err(Stop::Moved) => {
                plans
                    .iter()
                    .zip(&batches)
                    .for_each(|(plan, batch)| self.remember(plan, batch));
                return Attempt::Conflict;
            }
            Err(Stop::Failed(error)) => {
                let places = plans.into_iter().flat_map(|plan| plan.places);
                answers.extend(places.map(|at| (at, Err(error.clone()))));
            }
        }
        Attempt::Answered(answers.into_values().collect())
    }

    /// Keeps the keys of an attempt that failed, so that the next one loads them at once.
    fn remember(&mut self, plan: &Plan, batch: &Batch) {
        let read = batch
            .checks
            .keys()
            .chain(batch.gauges.keys())
            .chain(plan.watched.keys());
        let written = batch.rows.keys().filter(|key| !plan.blind.contains(key));
        let warm = self.warm.entry(batch.tenant.clone()).or_default();
        warm.extend(read.chain(written).copied());
    }

    /// Decides the inputs of one tenant. When somebody commits in between, its rows go and it starts again, with all
    /// that it needed so far in one load.
    fn plan(&mut self, inputs: &[Input], tenant: &Tenant, places: &[usize]) -> Result<(Plan, Batch), Stop> {
        let inputs: Vec<&Input> = places.iter().filter_map(|at| inputs.get(*at)).collect();
        let mut stop = Stop::Moved;
        for _ in 0..MAX_CONFLICTS {
            let view = self.residents.take(tenant);
            let mut rounds = Rounds {
                writer: &mut *self.writer,
                rules: &*self.rules,
                hints: self.options.hints,
                tenant,
                warm: self.warm.entry(tenant.clone()).or_default(),
            };
            match rounds.decide_all(view, &inputs) {
                Ok(Decided { view, fold, verdicts }) => {
                    let Folded { batch, blind, watched } = fold.finish(&view.snapshot);
                    let places = places.to_vec();
                    return Ok((
                        Plan {
                            places,
                            view,
                            verdicts,
                            blind,
                            watched,
                        },
                        batch,
                    ));
                }
                Err(Stop::Moved) => {}
                Err(failed) => {
                    stop = failed;
                    break;
                }
            }
        }
        Err(stop)
    }

    /// A refusal is a statement about state and must be as true as a write. Rows it rests on are compared by the
    /// commit; quantities have no version, so their values are looked at once more.
    fn refusals_hold(&mut self, plans: &[Plan], batches: &[Batch]) -> Result<(), Stop> {
        for (plan, batch) in plans.iter().zip(batches).filter(|(plan, _)| !plan.watched.is_empty()) {
            let keys: Vec<Key> = plan.watched.keys().copied().collect();
            let loaded = self.writer.load(&batch.tenant, &keys)?;
            let same = |(slot, value): (&Slot, &i64)| matches!(slot, Slot::Gauge(now) if now == value);
            if !loaded.slots.iter().zip(plan.watched.values()).all(same) {
                return Err(Stop::Moved);
            }
        }
        Ok(())
    }

    /// One commit for all of them. Nothing to write and nothing read: no commit.
    fn commit(&mut self, batches: &[Batch]) -> Result<Vec<Head>, Stop> {
        if batches.iter().all(|batch| batch.is_empty() && batch.checks.is_empty()) {
            return Ok(batches.iter().map(|batch| batch.known).collect());
        }
        match self.writer.commit(batches) {
            Ok(heads) if heads.len() == batches.len() => Ok(heads),
            Ok(_) => {
                let error = Error::internal("the store gave another number of heads than it was given batches");
                Err(Stop::Failed(error.during("lane.commit").at(Phase::InDoubt)))
            }
            Err(CommitError::Conflict) => Err(Stop::Moved),
            Err(CommitError::Failed(error)) => Err(Stop::Failed(error)),
        }
    }

    fn publish(&self, batches: &[Batch], heads: &[Head]) {
        let news: Vec<(Tenant, Cursor)> = batches
            .iter()
            .zip(heads)
            .filter(|(batch, _)| !batch.events.is_empty())
            .map(|(batch, head)| (batch.tenant.clone(), head.cursor))
            .collect();
        if !news.is_empty() {
            self.heads.publish(&news);
        }
    }

    /// Brings the rows in memory to the new commit, and answers.
    fn settle(
        &mut self,
        plan: Plan,
        batch: Batch,
        head: Head,
    ) -> impl Iterator<Item = (usize, Result<Done, Error>)> + use<> {
        let Plan {
            places,
            mut view,
            verdicts,
            blind,
            ..
        } = plan;
        let own = i64::from(!batch.is_empty());
        let before = head.cursor.0.saturating_sub(count(batch.events.len()));
        // Any other number: others committed too, and what was not checked may be theirs.
        if head.rev == batch.known.rev.saturating_add(own) || mutation::on(Mutation::ForeignCommitUnseen) {
            settle(&mut view.snapshot, &batch, &blind, head);
            view.head = head;
            self.residents.keep(batch.tenant, view);
        }
        places.into_iter().zip(verdicts).map(move |(at, verdict)| {
            let cursor = Cursor(before.saturating_add(count(verdict.events)));
            let done = |answer| Done {
                answer,
                cursor,
                rev: head.rev,
            };
            (at, verdict.answer.map(done))
        })
    }
}

/// The inputs of each tenant, in order.
fn by_tenant(inputs: &[Input]) -> BTreeMap<&Tenant, Vec<usize>> {
    let mut places: BTreeMap<&Tenant, Vec<usize>> = BTreeMap::new();
    for (at, input) in inputs.iter().enumerate() {
        places.entry(&input.tenant).or_default().push(at);
    }
    places
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn contended() -> Error {
    Error::new(ErrorKind::Conflict, "others keep changing what this rests on")
        .during("lane.commit")
        .with("attempts", MAX_CONFLICTS)
        .hint("send it again with the same idempotency key")
}
