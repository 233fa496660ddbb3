//! Deciding the inputs of one tenant: guess, load, decide, load what was missing, decide again.
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::Error;
use crate::limits::{MAX_KEYS, MAX_KEYS_OF_A_PERSON, MAX_ROUNDS};
use crate::model::command::Act;
use crate::model::ids::Tenant;
use crate::store::{Key, Table, Writer};

use super::changeset::Need;
use super::fold::Fold;
use super::input::{Answer, Decision, Input, What};
use super::resident::View;
use super::rules::Decide;

/// Rounds of guessing for one batch. What is still missing then is asked for by the decisions themselves.
const HINT_ROUNDS: usize = 6;

/// Why the decisions of a tenant came to nothing.
pub(super) enum Stop {
    /// Somebody committed meanwhile: what is in memory is no longer of one commit.
    Moved,
    /// The store failed.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What came of one input, before the commit.
pub(super) struct Verdict {
    /// What to answer.
    pub answer: Result<Answer, Error>,
    /// Events of the batch up to and with this input.
    pub events: usize,
}

/// The decisions of one tenant's inputs.
pub(super) struct Decided {
    pub view: View,
    pub fold: Fold,
    pub verdicts: Vec<Verdict>,
}

/// Decides inputs of one tenant over rows of one commit.
pub(super) struct Rounds<'a> {
    pub writer: &'a mut dyn Writer,
    pub rules: &'a dyn Decide,
    pub hints: bool,
    pub tenant: &'a Tenant,
    /// Keys needed by an earlier attempt: loaded first. Receives the keys that this one loads.
    pub warm: &'a mut BTreeSet<Key>,
}

impl Rounds<'_> {
    /// Decides all of them, each over the effects of those before it.
    pub fn decide_all(&mut self, view: Option<View>, inputs: &[&Input]) -> Result<Decided, Stop> {
        let view = match view {
            Some(view) => view,
            None => View::empty(self.writer.head(self.tenant)?),
        };
        let fold = Fold::new(self.tenant.clone(), view.head);
        let verdicts = Vec::with_capacity(inputs.len());
        let mut so_far = Decided { view, fold, verdicts };
        let done = self
            .guess(&mut so_far, inputs)
            .and_then(|()| inputs.iter().try_for_each(|input| self.decide_one(&mut so_far, input)));
        if done.is_err() {
            self.warm.extend(so_far.fold.keys());
        }
        done.map(|()| so_far)
    }

    /// Loads what the rules guess that these inputs need, as few times as possible.
    fn guess(&mut self, so_far: &mut Decided, inputs: &[&Input]) -> Result<(), Stop> {
        let mut want = std::mem::take(self.warm);
        // Who needs nothing more is not asked again: one row names the next, but only to whom it was new.
        let mut open: Vec<&Input> = if self.hints { inputs.to_vec() } else { Vec::new() };
        for _ in 0..HINT_ROUNDS {
            open.retain(|input| {
                let mut more = BTreeSet::new();
                // A panicking guess is no guess; deciding will meet the same fault and answer for it.
                let guess = || self.rules.hints(&so_far.view.snapshot, input, &mut more);
                catch_unwind(AssertUnwindSafe(guess)).ok();
                more.retain(|key| so_far.view.snapshot.slot(key).is_none());
                let asks = !more.is_empty();
                want.extend(more);
                asks
            });
            want.retain(|key| so_far.view.snapshot.slot(key).is_none());
            if want.is_empty() {
                return Ok(());
            }
            self.load(so_far, &want)?;
            if open.is_empty() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn decide_one(&mut self, so_far: &mut Decided, input: &Input) -> Result<(), Stop> {
        let answer = match self.ask(so_far, input)? {
            Ok(Decision { changes, answer }) => {
                let Decided { view, fold, .. } = so_far;
                fold.add(&mut view.snapshot, changes, input.now, answer.is_err());
                answer
            }
            Err(error) => Err(error),
        };
        let events = so_far.fold.events();
        so_far.verdicts.push(Verdict { answer, events });
        Ok(())
    }

    /// Asks the rules until they no longer need anything. The inner error is this input's own.
    fn ask(&mut self, so_far: &mut Decided, input: &Input) -> Result<Result<Decision, Error>, Stop> {
        let mut asked = BTreeSet::new();
        for _ in 0..MAX_ROUNDS {
            // Sound: a decision reads a snapshot it cannot change, and its own draft is gone with it.
            let decide = || self.rules.decide(&so_far.view.snapshot, input);
            let need = match catch_unwind(AssertUnwindSafe(decide)) {
                Err(panic) => return Ok(Err(panicked(&*panic, input))),
                Ok(Ok(decision)) => return Ok(Ok(decision)),
                Ok(Err(Need(keys))) => keys,
            };
            let missing: BTreeSet<Key> = need
                .into_iter()
                .filter(|key| so_far.view.snapshot.slot(key).is_none())
                .collect();
            asked.extend(missing.iter().copied());
            if missing.is_empty() {
                return Ok(Err(stuck("a rule needs only what is loaded already", input, &asked)));
            }
            if asked.len() > most_keys(input) {
                return Ok(Err(stuck("a rule needs too many rows", input, &asked)));
            }
            self.load(so_far, &missing)?;
        }
        Ok(Err(stuck("a rule needs too many rounds of loading", input, &asked)))
    }

    fn load(&mut self, so_far: &mut Decided, keys: &BTreeSet<Key>) -> Result<(), Stop> {
        let keys: Vec<Key> = keys.iter().copied().collect();
        self.warm.extend(keys.iter().copied());
        let loaded = self.writer.load(self.tenant, &keys)?;
        if loaded.head.rev != so_far.view.head.rev {
            return Err(Stop::Moved);
        }
        if loaded.slots.len() != keys.len() {
            let error = Error::internal("the store gave another number of slots than it was asked for");
            return Err(Stop::Failed(error.during("lane.load")));
        }
        let Decided { view, fold, .. } = so_far;
        for (key, slot) in keys.into_iter().zip(loaded.slots) {
            fold.loaded(&mut view.snapshot, key, slot);
        }
        Ok(())
    }
}

/// How many rows a decision may ask for.
fn most_keys(input: &Input) -> usize {
    match &input.what {
        What::Command(command) if matches!(command.act, Act::Forget { .. }) => MAX_KEYS_OF_A_PERSON,
        _ => MAX_KEYS,
    }
}

/// The fault of one input. The text of a panic is kept only when it is a literal: a formatted one may hold anything.
fn panicked(panic: &(dyn std::any::Any + Send), input: &Input) -> Error {
    let said = panic.downcast_ref::<&'static str>().copied().unwrap_or("not a literal");
    Error::internal("a rule panicked")
        .during("lane.decide")
        .with("input", word(&input.what))
        .with("panic", said)
}

fn stuck(message: &'static str, input: &Input, asked: &BTreeSet<Key>) -> Error {
    let mut tables: BTreeMap<Table, usize> = BTreeMap::new();
    for key in asked {
        *tables.entry(key.table).or_default() += 1;
    }
    let counts: Vec<String> = tables.iter().map(|(t, n)| format!("{}:{n}", t.as_str())).collect();
    Error::internal(message)
        .during("lane.decide")
        .with("input", word(&input.what))
        .with("asked", counts.join(" "))
}

fn word(what: &What) -> &'static str {
    match what {
        What::Fact(_) => "fact",
        What::Command(_) => "command",
        What::Push(_) => "push",
        What::Hint(_) => "hint",
        What::Poll(..) => "poll",
        What::Renew(..) => "renew",
        What::Quarantine(_) => "quarantine",
        What::Claim { .. } => "claim",
        What::Finish { .. } => "finish",
        What::Connect(_) => "connect",
        What::Warning(..) => "warning",
        What::Identity(_) => "identity",
        What::Loads(_) => "loads",
    }
}
