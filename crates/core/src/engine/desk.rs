//! The desk of one merchant: facts and commands in, tickets and events out.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::limits::MAX_PAGE;
use crate::model::agent::OverCapacity;
use crate::model::command::{Act, Actor, Command};
use crate::model::config::Config;
use crate::model::counter::CounterId;
use crate::model::event::Cursor;
use crate::model::fact::Fact;
use crate::model::ids::{DecisionId, JobId, Platform, QuarantineId, ShopId, ShopKey, Tenant, TicketId, Uid};
use crate::model::job::{Job, JobKind, JobState};
use crate::model::number::TicketNumber;
use crate::model::quarantine::Quarantine;
use crate::model::shop::{ShopState, TokenPair};
use crate::model::source::Source;
use crate::model::ticket::Ticket;
use crate::model::ticket_row::TicketRow;
use crate::platform::{Hint, Parsed, Signal};
use crate::routing::Problem;
use crate::store::index::group_of;
use crate::store::{BlobHash, BlobStore, CounterQuery, EventPage, Index, Reader, Record, Scan, Table};

use super::act::Acting;
use super::customer::{self, CustomerView, OrderView, Whom};
use super::decide::FROM_FACT;
use super::decide::command::{Allowed, Aside, allowed, asides};
use super::engine::{Engine, UNROUTED};
use super::follow::Follow;
use super::input::{Answer, Done, Effect, Outcome, What};
use super::later::Later;
use super::look::Look;
use super::query::{self, Page, TicketQuery, Versioned};
use super::routes;
use super::ticket_rows;
use super::timeline::{self, Moment};

/// What became of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ingested {
    /// What it did.
    pub effect: Effect,
    /// The ticket it belongs to, if it belongs to one.
    pub ticket: Option<TicketId>,
    /// The end of the log after it.
    pub cursor: Cursor,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Applied {
    /// The ticket it moved or made, if it is about one.
    pub ticket: Option<TicketId>,
    /// What was decided about who is who: what takes it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// The end of the log after it.
    pub cursor: Cursor,
    /// The version of every row it wrote.
    pub version: i64,
    /// The same key was applied before: nothing was done again.
    pub repeated: bool,
    /// A warning: somebody has more than they can take by it. The command was applied all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_capacity: Option<OverCapacity>,
    /// Of a configuration that was published: what is probably a slip in it, as `check_config` tells it. Empty where the
    /// same key was applied before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Problem>,
}

/// A job of yours until the lease ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeasedJob {
    /// The job.
    pub job: Job,
    /// The lease: finish the job under it.
    pub lease: Uid,
}

/// The desk of one merchant. Clones are cheap.
#[derive(Clone, Debug)]
pub struct Desk {
    engine: Engine,
    tenant: Tenant,
}

impl Desk {
    pub(crate) fn new(engine: Engine, tenant: Tenant) -> Self {
        Self { engine, tenant }
    }

    /// The engine it belongs to.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
    /// The merchant.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// Takes facts in, all handed in at once; the answers come in the same order, each with its own error.
    ///
    /// # Errors
    /// None as a whole. Of one fact: `Malformed` or `Rejected` when the rules refuse it, `Unavailable` when the store does.
    pub fn ingest(&self, facts: impl IntoIterator<Item = Fact>) -> Later<Vec<Result<Ingested>>> {
        let desk = self.clone();
        let facts: Vec<Fact> = facts.into_iter().collect();
        Later::of(async move {
            let sent = facts.into_iter().map(|fact| desk.take_fact(fact));
            Ok(futures::future::join_all(sent).await)
        })
    }

    /// Takes one fact in.
    pub(crate) fn take_fact(&self, fact: Fact) -> Later<Ingested> {
        self.submit(What::Fact(Box::new(fact)), |done| match done.answer {
            Answer::Ingested { effect, ticket } => Ok(Ingested {
                effect,
                ticket,
                cursor: done.cursor,
            }),
            _ => Err(odd("ingest")),
        })
    }

    /// Says where to look: one job reads the object again.
    pub fn hint(&self, signal: Signal) -> Later<()> {
        self.submit(What::Hint(signal), |_| Ok(()))
    }

    /// Applies a command.
    ///
    /// # Errors
    /// `Rejected` with the moves that are allowed when the lifecycle or a guard refuses it, `Conflict` when the ticket is
    /// no longer at the version expected, `NotFound`, `Forbidden`, `Unsupported`.
    pub fn execute(&self, command: Command) -> Later<Applied> {
        if matches!(command.act, Act::Forget { .. }) {
            return self.execute_forget(command);
        }
        self.apply(command)
    }

    /// Applies commands, all handed in at once; the answers come in the same order, each with its own error. One that is
    /// refused does not stop the others.
    ///
    /// # Errors
    /// None as a whole. Of one command: as of [`execute`](Self::execute).
    pub fn execute_all(&self, commands: impl IntoIterator<Item = Command>) -> Later<Vec<Result<Applied>>> {
        let desk = self.clone();
        let commands: Vec<Command> = commands.into_iter().collect();
        Later::of(async move {
            let sent = commands.into_iter().map(|command| desk.execute(command));
            Ok(futures::future::join_all(sent).await)
        })
    }

    pub(crate) fn apply(&self, command: Command) -> Later<Applied> {
        let configures = matches!(command.act, Act::Configure { .. });
        let engine = self.engine.clone();
        self.submit(What::Command(Box::new(command)), move |done| {
            if configures {
                engine.0.routes.forget();
            }
            match done.answer {
                Answer::Applied {
                    ticket,
                    decision,
                    repeated,
                    over_capacity,
                    warnings,
                } => Ok(Applied {
                    decision,
                    ticket,
                    cursor: done.cursor,
                    version: done.rev,
                    repeated,
                    over_capacity,
                    warnings,
                }),
                _ => Err(odd("execute")),
            }
        })
    }

    /// In the name of this actor: go on with what is to be done.
    pub fn act(&self, actor: Actor) -> Acting {
        Acting::new(self.clone(), actor)
    }

    /// What an actor may do with a ticket now: what the lifecycle allows, and why not where a guard or the platform does not.
    /// Each is tried as a command is, and nothing written.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket.
    pub fn allowed(&self, id: TicketId, actor: &Actor) -> Later<Vec<Allowed>> {
        let (rules, actor, now) = (self.engine.0.rules.clone(), actor.clone(), self.engine.now());
        self.read(move |reader, tenant| {
            let mut look = Look::new(reader, tenant);
            look.ask(|snapshot| allowed(&rules, snapshot, now, &actor, id))?
                .map_err(|error| error.during("desk.allowed"))
        })
    }

    /// What can be told to the platform of a ticket by itself ([`Act::Tell`]), and why not where it cannot.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket.
    pub fn asides(&self, id: TicketId) -> Later<Vec<Aside>> {
        let rules = self.engine.0.rules.clone();
        self.read(move |reader, tenant| {
            let found = query::ticket(reader, tenant, id)?;
            let found = found.ok_or_else(|| Error::not_found("ticket", id).during("desk.asides"))?;
            let config = routes::config(reader, tenant)?.unwrap_or_default();
            let principal = match found.item.principal {
                Some(source) => query::row::<Source>(reader, tenant, source.0)?.map(|s| s.item),
                None => None,
            };
            Ok(asides(&rules, &config, principal.as_ref()))
        })
    }

    /// Publishes a configuration. The answer says what is probably a slip in it (`warnings`); it is published all the same.
    ///
    /// # Errors
    /// `Rejected` or `Malformed` when it contradicts itself.
    pub fn configure(&self, config: Config) -> Later<Applied> {
        let config = Box::new(config);
        self.act(Actor::system()).doing(Act::Configure { config }).apply()
    }

    /// The configuration in force; the default one when none was published.
    pub fn config(&self) -> Later<Config> {
        self.read(|reader, tenant| Ok(routes::config(reader, tenant)?.unwrap_or_default()))
    }

    /// The configuration of that version, `None` where there was none or it is kept no more: the last
    /// [`MAX_VERSIONS`](crate::limits::MAX_VERSIONS) are.
    pub fn config_at(&self, version: u32) -> Later<Option<Config>> {
        let id = Config::id_of(version);
        self.read(move |reader, tenant| Ok(query::row::<Config>(reader, tenant, id)?.map(|found| found.item)))
    }

    /// Connects a shop, or hands its tokens over. Sealed where the store has a key.
    pub fn connect(
        &self,
        platform: impl Into<Platform>,
        shop: impl Into<ShopId>,
        tokens: Option<TokenPair>,
    ) -> Later<()> {
        let state = ShopState::new(platform.into(), shop.into(), tokens);
        self.submit(What::Connect(Box::new(state)), |_| Ok(()))
    }

    /// The connection of a shop: how far it was polled, whether it is stopped.
    pub fn shop(&self, platform: &Platform, shop: &ShopId) -> Later<Option<ShopState>> {
        let key = ShopKey::of(platform, shop).0;
        self.read(move |reader, tenant| Ok(query::row::<ShopState>(reader, tenant, key)?.map(|s| s.item)))
    }

    /// A ticket, or the one it was merged into.
    pub fn ticket(&self, id: TicketId) -> Later<Option<Versioned<Ticket>>> {
        self.read(move |reader, tenant| query::ticket(reader, tenant, id))
    }

    /// The ticket with that number, or the one it was merged into.
    pub fn ticket_by_number(&self, number: TicketNumber) -> Later<Option<Versioned<Ticket>>> {
        self.read(move |reader, tenant| query::ticket_by_number(reader, tenant, number))
    }

    /// A page of tickets.
    ///
    /// # Errors
    /// `Unsupported` when these tickets cannot be listed in the order asked for, `Malformed` for a wrong `after`.
    pub fn tickets(&self, query: TicketQuery) -> Later<Page<Versioned<Ticket>>> {
        self.read(move |reader, tenant| query::tickets(reader, tenant, &query))
    }

    /// A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.
    ///
    /// # Errors
    /// As of [`tickets`](Self::tickets).
    pub fn ticket_rows(&self, query: TicketQuery) -> Later<Page<TicketRow>> {
        self.read(move |reader, tenant| ticket_rows::page(reader, tenant, &query))
    }

    /// A page of all that happened around a ticket, oldest first; 0 means 50.
    ///
    /// # Errors
    /// `NotFound` when there is no such ticket.
    pub fn timeline(&self, ticket: TicketId, after: Option<String>, limit: usize) -> Later<Page<Moment>> {
        self.read(move |reader, tenant| timeline::page(reader, tenant, ticket, after, limit))
    }

    /// One person across platforms, with the newest `limit` of each list (0 means 50).
    pub fn customer(&self, whom: impl Into<Whom>, limit: usize) -> Later<Option<CustomerView>> {
        let whom = whom.into();
        self.read(move |reader, tenant| customer::view(reader, tenant, whom, limit))
    }

    /// An order by its number, with the tickets about it.
    pub fn order(&self, platform: impl Into<Platform>, number: impl Into<String>) -> Later<Option<OrderView>> {
        let (platform, number) = (platform.into(), number.into());
        self.read(move |reader, tenant| customer::order(reader, tenant, &platform, &number))
    }

    /// Events after a place, oldest first, at most `limit` (0 means all that a page holds).
    pub fn events(&self, since: Cursor, limit: usize) -> Later<EventPage> {
        let limit = if limit == 0 { MAX_PAGE } else { limit.min(MAX_PAGE) };
        self.read(move |reader, tenant| reader.events(tenant, since, limit))
    }

    /// Follows the log from a place: `while let Some(event) = follow.next().await?`, or a `for` loop on a thread.
    pub fn subscribe(&self, since: Cursor) -> Follow {
        Follow::new(self.engine.clone(), self.tenant.clone(), since)
    }

    /// Counters that are not 0, in the order of their ids.
    pub fn counters(&self, query: CounterQuery) -> Later<Vec<(CounterId, i64)>> {
        self.read(move |reader, tenant| reader.counters(tenant, &query))
    }

    /// A page of jobs that were given up, the last first. Set one going again with [`redrive`](Self::redrive).
    pub fn dead_letters(&self, limit: usize, after: Option<String>) -> Later<Page<Job>> {
        self.read(move |reader, tenant| query::page(reader, tenant, Index::JobDead, limit, after))
    }

    /// Sets a dead letter going again.
    pub fn redrive(&self, actor: Actor, job: JobId) -> Later<Applied> {
        self.act(actor).doing(Act::Redrive { job }).apply()
    }

    /// A page of payloads that could not be read, the last first.
    pub fn quarantined(&self, limit: usize, after: Option<String>) -> Later<Page<Quarantine>> {
        self.read(move |reader, tenant| query::page(reader, tenant, Index::QuarantineAll, limit, after))
    }

    /// Reads a quarantined payload again, with the adapter as it is now, and takes in what it finds; then forgets it.
    /// For a payload of a shop that nobody knew, it goes to the merchant who has the shop now. Gives how many facts and
    /// hints were taken in.
    ///
    /// # Errors
    /// `NotFound`; `Malformed` when it still cannot be read, and it is kept.
    pub fn redrive_quarantined(&self, id: QuarantineId) -> Later<usize> {
        let desk = self.clone();
        Later::of(async move { desk.take_quarantined(id).await })
    }

    async fn take_quarantined(&self, id: QuarantineId) -> Result<usize> {
        let found = self
            .read(move |reader, tenant| query::row::<Quarantine>(reader, tenant, id.0))
            .await?;
        let kept = found
            .ok_or_else(|| Error::not_found("quarantined payload", id).during("desk.redrive"))?
            .item;
        let parsed = self.read_again(&kept)?;
        let mut taken = 0;
        for fact in parsed.facts {
            let desk = self.home(&fact.platform, &fact.shop).await?;
            desk.take_fact(fact).await?;
            taken += 1;
        }
        for signal in parsed.signals {
            let desk = self.home(&signal.object.platform, &signal.object.shop).await?;
            desk.hint(signal).await?;
            taken += 1;
        }
        let release = Act::Release { quarantine: id };
        self.act(Actor::system()).doing(release).await?;
        Ok(taken)
    }

    /// The stored bytes as an object's payload, else as a push that may only be peeked at: its proof is long gone.
    fn read_again(&self, kept: &Quarantine) -> Result<Parsed> {
        if kept.from == FROM_FACT {
            // The rules refused it: perhaps the configuration is another now.
            let fact = crate::json::read_text(&kept.payload.0).map_err(|_| unread(kept))?;
            return Ok(Parsed {
                facts: vec![fact],
                ..Parsed::default()
            });
        }
        let adapter = self.engine.adapter(&kept.platform)?;
        let useful = |p: &Parsed| p.unreadable.is_empty() && !(p.facts.is_empty() && p.signals.is_empty());
        if let Some(shop) = kept.shop.as_ref().filter(|_| kept.from != "webhook" && !kept.hex) {
            for object in adapter.capabilities().detail {
                let object = crate::model::job::ObjectRef {
                    platform: kept.platform.clone(),
                    shop: shop.clone(),
                    object: (*object).to_owned(),
                    external_id: String::new(),
                };
                let read = adapter.reread(&object, &kept.payload.0);
                if let Some(parsed) = read.ok().filter(useful) {
                    return Ok(parsed);
                }
            }
        }
        let bytes = if kept.hex {
            crate::platform::verified::from_hex(&kept.payload.0).unwrap_or_default()
        } else {
            kept.payload.0.as_bytes().to_vec()
        };
        let apps = self.engine.0.apps.values().filter(|app| app.platform == kept.platform);
        for app in apps {
            // Not signed as far as anybody can tell now: only a hint may be made of it.
            let hint = Hint::unsigned(bytes.clone());
            let peeked = adapter.peek(&app.credentials, &hint);
            if let Some(parsed) = peeked.ok().filter(useful) {
                return Ok(Parsed {
                    facts: Vec::new(),
                    ..parsed
                });
            }
        }
        Err(unread(kept))
    }

    /// Whose desk a shop's news belongs to: our own, unless this is where the unrouted is kept.
    async fn home(&self, platform: &Platform, shop: &ShopId) -> Result<Desk> {
        if self.tenant.as_str() != UNROUTED {
            return Ok(self.clone());
        }
        let shop = (platform.clone(), shop.clone());
        let routes = self.engine.route(std::slice::from_ref(&shop)).await?;
        let tenant = routes.get(&shop).cloned().ok_or_else(|| {
            Error::not_found("merchant for this shop", &shop.1)
                .during("desk.redrive")
                .hint("configure the shop, then try again")
        })?;
        Ok(self.engine.desk(tenant))
    }

    /// Keeps a file and gives the hash it is found by.
    ///
    /// # Errors
    /// `Malformed` when it is too large.
    pub fn put_blob(&self, content: Vec<u8>) -> Later<BlobHash> {
        self.blob(move |blobs, tenant| blobs.put(tenant, &content))
    }

    /// A file by its hash.
    pub fn get_blob(&self, hash: BlobHash) -> Later<Option<Vec<u8>>> {
        self.blob(move |blobs, tenant| blobs.get(tenant, &hash))
    }

    pub(crate) fn blob<T: Send + 'static>(
        &self,
        job: impl FnOnce(&dyn BlobStore, &Tenant) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        let (blobs, tenant) = (self.engine.0.store.blobs(), self.tenant.clone());
        Later::read(self.engine.0.readers.clone(), move |_| job(&*blobs, &tenant))
    }

    /// Takes jobs of these kinds that are due, for work the host does itself: notices and answers to buyers, or any kind.
    /// Finish each within the lease.
    pub fn claim_jobs(&self, kinds: &[JobKind], limit: usize, lease_ms: i64) -> Later<Vec<LeasedJob>> {
        let (desk, kinds) = (self.clone(), kinds.to_vec());
        Later::of(async move {
            let now = desk.engine.now();
            let due = desk.read(move |reader, tenant| {
                let mut due = Vec::new();
                for kind in kinds {
                    let scan = Scan {
                        to: now.0,
                        ..Scan::all(
                            Index::JobDue,
                            group_of(kind.as_str()),
                            Table::Job,
                            limit.clamp(1, MAX_PAGE),
                        )
                    };
                    due.extend(
                        reader
                            .list(tenant, &scan)?
                            .entries
                            .into_iter()
                            .map(|e| JobId(e.mark.id)),
                    );
                }
                due.truncate(limit);
                Ok(due)
            });
            let jobs = due.await?;
            if jobs.is_empty() {
                Ok(Vec::new())
            } else {
                desk.claim(jobs, lease_ms).await
            }
        })
    }

    fn claim(&self, jobs: Vec<JobId>, lease_ms: i64) -> Later<Vec<LeasedJob>> {
        self.submit(What::Claim { jobs, lease_ms }, claimed)
    }

    /// Says what came of a job. `false`: the lease was no longer yours, and nothing was written but a token
    /// that a platform renews once.
    pub fn finish_job(&self, job: JobId, lease: Uid, outcome: Outcome) -> Later<bool> {
        let outcome = Box::new(outcome);
        self.submit(What::Finish { job, lease, outcome }, finished)
    }

    pub(crate) fn submit<T: Send + 'static>(
        &self,
        what: What,
        answered: impl FnOnce(Done) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        self.engine.submit(&self.tenant, what, answered)
    }

    /// Reads as of the last commit.
    pub(crate) fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut dyn Reader, &Tenant) -> Result<T> + Send + 'static,
    ) -> Later<T> {
        let tenant = self.tenant.clone();
        Later::read(self.engine.0.readers.clone(), move |reader| job(reader, &tenant))
    }

    /// A row by its id, as stored: for checks and for what has no query of its own.
    pub fn row<R: Record + Clone + Send + 'static>(&self, id: impl Into<Uid>) -> Later<Option<Versioned<R>>> {
        let id = id.into();
        self.read(move |reader, tenant| query::row::<R>(reader, tenant, id))
    }
}

pub(crate) fn claimed(done: Done) -> Result<Vec<LeasedJob>> {
    let Answer::Claimed(jobs) = done.answer else {
        return Err(odd("claim"));
    };
    let leased = |job: Job| match job.state {
        JobState::Leased(lease) => Some(LeasedJob { job, lease }),
        JobState::Waiting | JobState::InDoubt | JobState::Dead => None,
    };
    Ok(jobs.into_iter().filter_map(leased).collect())
}

pub(crate) fn finished(done: Done) -> Result<bool> {
    match done.answer {
        Answer::Finished(settled) => Ok(settled),
        _ => Err(odd("finish")),
    }
}

fn unread(kept: &Quarantine) -> Error {
    Error::malformed("it still cannot be read")
        .during("desk.redrive")
        .with("quarantine", kept.id)
}

pub(crate) fn odd(of: &'static str) -> Error {
    Error::internal("the rules gave an answer to something else")
        .during("desk.answer")
        .with("of", of)
}
