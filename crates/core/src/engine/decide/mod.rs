//! The rules as one pure function: an input and a snapshot give a changeset and an answer.
//!
//! No clock, no I/O, no randomness, no unordered map, no float. Every look-up is by exact key; what is not loaded is
//! asked for, and the decision starts again.
mod affinity;
mod after_sale;
mod ageing;
pub mod assign;
mod attribution;
mod automation;
mod bot;
mod check;
pub mod checked;
mod clocks;
pub mod command;
mod compiled;
mod connection;
pub mod docket;
mod drain;
pub(super) mod edit;
mod effects;
pub mod explained;
mod first_action;
pub mod fold;
mod handoff;
mod hands;
mod hints;
mod identity;
mod jobs;
mod loads;
mod message;
mod moot;
mod offer;
mod order;
mod overflow;
mod parcel;
mod presence;
mod products;
mod push;
mod quantity;
mod reapply;
mod refold;
mod refunds;
pub mod returns;
mod settle;
mod shift;
mod show;
mod skip;
mod stock;
mod subject;
pub mod task;
mod team;
pub mod trial;
mod unknown;
pub mod verdict;
mod wait;
mod what_if;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::error::{Error, ErrorKind};
use crate::identity::{Evidence, Keys, Model, Observation};
use crate::model::aftersale::AFTERSALE;
use crate::model::command::Actor;
use crate::model::config::Config;
use crate::model::event::EventBody;
use crate::model::fact::{Fact, FactBody, Payload};
use crate::model::ids::{AppId, CustomerId, CustomerKey, DeviceId, Platform, QuarantineId, ShopId, Tenant, Uid};
use crate::model::quarantine::Quarantine;
use crate::platform::{AppCredentials, PlatformAdapter};
use crate::routing::Ruleset;
use crate::secret::Secret;
use crate::store::{Key, Record, Row};

pub use assign::waits_in;
pub(crate) use attribution::AFTER_SHOW_MS;
pub use effects::going_back;
pub(super) use hands::all_of as tickets_of;
pub use hands::in_hands;
pub(super) use loads::mends_of;
pub(super) use message::named as mention_of;
pub(crate) use offer::is_away;
pub(crate) use presence::goes_back;
pub(super) use products::code_key;
pub(super) use quantity::load_of;
pub(crate) use settle::again;
pub(super) use shift::Off as OffShift;
pub use stock::{held, held_of};
pub(super) use subject::has_all;
pub(crate) use task::goes_back as task_goes_back;
pub(crate) use wait::stands_at;

use super::changeset::Need;
use super::draft::Draft;
use super::input::{Answer, Decision, Effect, Input, What};
use super::rules::Decide;
use super::snapshot::Snapshot;

/// Why a rule stopped.
pub(super) enum Stop {
    /// It needs rows that were not loaded.
    Need(Need),
    /// It refuses.
    Refuse(Box<Error>),
}

impl From<Need> for Stop {
    fn from(need: Need) -> Self {
        Self::Need(need)
    }
}
impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Refuse(Box::new(error))
    }
}

/// What a rule gives.
pub(super) type Rule<T> = Result<T, Stop>;

/// What a question gives: rows it needs first, else what it finds or why it refuses.
pub(super) type Asked<T> = Result<Result<T, Error>, Need>;

/// What a question gives whose rule came to an end.
fn answered<T>(found: Rule<T>) -> Asked<T> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Stop::Need(need)) => Err(need),
        Err(Stop::Refuse(error)) => Ok(Err(*error)),
    }
}

/// The rules, with the adapters they ask (adapters are pure) and the key under which personal values are hashed.
pub struct Rules {
    adapters: BTreeMap<Platform, Arc<dyn PlatformAdapter>>,
    apps: BTreeMap<AppId, Arc<AppCredentials>>,
    key: Secret<[u8; 32]>,
    keys: Keys,
    model: Model,
    compiled: compiled::Compiled,
    hashed: identity::Hashed,
    in_order_from: usize,
}

/// Where a quarantined payload that is a whole fact came from.
pub(crate) const FROM_FACT: &str = "fact";

static NOTHING_CONFIGURED: LazyLock<Config> = LazyLock::new(Config::default);

impl Rules {
    /// Rules over these adapters and applications; `key` hashes attested keys.
    pub fn new(
        adapters: BTreeMap<Platform, Arc<dyn PlatformAdapter>>,
        apps: BTreeMap<AppId, Arc<AppCredentials>>,
        key: [u8; 32],
    ) -> Self {
        Self {
            adapters,
            apps,
            keys: Keys::new(&key),
            model: Model::default(),
            compiled: Default::default(),
            hashed: Default::default(),
            in_order_from: team::IN_ORDER_FROM,
            key: Secret::new(key),
        }
    }

    /// Keeps teams of so many agents and more in their order; of fewer, all are looked at for each ticket. It decides nothing,
    /// only how long a decision takes.
    pub fn keeping_order_from(mut self, agents: usize) -> Self {
        self.in_order_from = agents;
        self
    }

    /// What who is who is told by.
    pub(crate) fn matching(&self) -> (&Keys, &Model) {
        (&self.keys, &self.model)
    }

    /// What an observation shows, hashed.
    fn evidence(&self, seen: &Observation) -> Arc<Evidence> {
        self.hashed.of(&self.keys, &self.model, seen)
    }

    /// The adapter of a platform.
    pub fn adapter(&self, platform: &Platform) -> Option<&Arc<dyn PlatformAdapter>> {
        self.adapters.get(platform)
    }

    /// The application a shop is authorised for.
    pub fn app_of(&self, config: &Config, platform: &Platform, shop: &ShopId) -> Option<&Arc<AppCredentials>> {
        config
            .shop(platform, shop)
            .and_then(|s| s.app.as_ref())
            .and_then(|app| self.apps.get(app))
    }

    /// Whether objects of that type can be read from a shop.
    pub(super) fn can_read(&self, config: &Config, platform: &Platform, shop: &ShopId, object: &str) -> bool {
        self.app_of(config, platform, shop).is_some()
            && self
                .adapter(platform)
                .is_some_and(|a| a.capabilities().can_read(object))
    }

    /// The object types of a platform that are after-sales.
    pub(in crate::engine) fn after_sales(&self, platform: &Platform) -> &'static [&'static str] {
        self.adapter(platform)
            .map_or(&[AFTERSALE], |a| a.capabilities().after_sales)
    }

    /// What a customer is called in exports. Nobody without the key can tell whose it is, nor try names out.
    pub(crate) fn pseudonym(&self, tenant: &Tenant, customer: CustomerId) -> CustomerKey {
        CustomerKey(self.hash(&["export", "customer", tenant.as_str(), &customer.to_string()]))
    }

    /// The key of a phone: it follows from the key of the engine and does not lead back.
    pub(crate) fn device_key(&self, tenant: &Tenant, device: DeviceId) -> [u8; 32] {
        let label = Uid::digest(&["device", tenant.as_str(), &device.to_string()]).0;
        crate::platform::verified::hmac_sha256(self.key.expose(), &[b"aftersync device key 1", &label])
    }

    pub(super) fn hash(&self, parts: &[&str]) -> Uid {
        let digest = Uid::digest(parts).0;
        let mac = crate::platform::verified::hmac_sha256(self.key.expose(), &[&digest]);
        let mut id = [0; 16];
        id.iter_mut().zip(mac).for_each(|(slot, byte)| *slot = byte);
        Uid(id)
    }
}

/// What all rules of one decision share.
pub(super) struct Ctx<'a> {
    pub rules: &'a Rules,
    pub config: &'a Config,
    row: Option<&'a Arc<Row>>,
    routing: OnceCell<Arc<Ruleset>>,
}

impl<'a> Ctx<'a> {
    fn new(rules: &'a Rules, row: Option<&'a Arc<Row>>) -> Self {
        Self {
            rules,
            config: config_of(row.map(|row| &**row)),
            row,
            routing: OnceCell::new(),
        }
    }

    /// Runs a rule with what all rules of a decision share.
    fn with<T>(rules: &Rules, draft: &Draft<'_>, rule: impl FnOnce(&Ctx<'_>) -> Rule<T>) -> Rule<T> {
        let row = draft.arc(config_key())?;
        rule(&Ctx::new(rules, row.as_ref()))
    }

    /// The routing rules, compiled.
    pub(super) fn routing(&self) -> &Ruleset {
        self.routing.get_or_init(|| self.rules.compiled.of(self.row))
    }
}

/// The configuration of a tenant, as a row to borrow from.
pub(super) fn config_key() -> Key {
    Config::key(Uid::ZERO)
}

/// The configuration in a row, or the default one.
pub fn config_of(row: Option<&Row>) -> &Config {
    row.and_then(Config::of).unwrap_or(&NOTHING_CONFIGURED)
}

impl Decide for Rules {
    fn hints(&self, snapshot: &Snapshot, input: &Input, want: &mut BTreeSet<Key>) {
        hints::hints(self, snapshot, input, want);
    }

    fn decide(&self, snapshot: &Snapshot, input: &Input) -> Result<Decision, Need> {
        let actor = match &input.what {
            What::Command(c) => c.actor.clone(),
            What::Push(from) => from.actor(),
            _ => Actor::system(),
        };
        let mut draft = Draft::new(snapshot, input.now, input.seed, actor);
        let row = draft.arc(config_key())?;
        let ctx = Ctx::new(self, row.as_ref());
        let answer = match run(&ctx, &mut draft, &input.what) {
            Ok(answer) => Ok(answer),
            Err(Stop::Need(need)) => return Err(need),
            Err(Stop::Refuse(error)) => {
                draft.withdraw();
                refused(&mut draft, &input.what, &error)?;
                Err(*error)
            }
        };
        let (changes, answer) = match draft.finish() {
            Ok(changes) => (changes, answer),
            Err(why) => (Default::default(), Err(Error::internal(why).during("engine.decide"))),
        };
        Ok(Decision { changes, answer })
    }
}

fn run(ctx: &Ctx<'_>, draft: &mut Draft<'_>, what: &What) -> Rule<Answer> {
    let answer = match what {
        What::Fact(fact) => ingest(ctx, draft, fact),
        What::Command(command) => command::apply(ctx, draft, command),
        // Its receipt keeps what it left, automations included: it asks them itself.
        What::Push(from) => return push::push(ctx, draft, from),
        What::Hint(signal) => jobs::hint(ctx, draft, signal),
        What::Poll(platform, shop) => connection::poll_now(ctx, draft, platform, shop),
        What::Renew(platform, shop) => connection::renew(draft, platform, shop).map(|()| Answer::Hinted),
        What::Quarantine(q) => quarantine(draft, q).map(|()| Answer::Quarantined),
        What::Claim { jobs, lease_ms } => jobs::claim(draft, jobs, *lease_ms),
        What::Finish { job, lease, outcome } => jobs::finish(ctx, draft, *job, *lease, outcome),
        What::Connect(state) => connection::connect(ctx, draft, state),
        What::Warning(platform, warning) => connection::warning(draft, platform, warning),
        What::Identity(ask) => identity::ask(ctx, draft, ask).map(|told| Answer::Identity(Box::new(told))),
        What::Loads(seen) => loads::mend(ctx, draft, seen).map(Answer::Mended),
    }?;
    automation::follow(ctx, draft)?;
    Ok(answer)
}

/// Takes in one fact.
pub(super) fn ingest(ctx: &Ctx<'_>, draft: &mut Draft<'_>, fact: &Fact) -> Rule<Answer> {
    check::fact(ctx.config, fact)?;
    let (effect, ticket) = match &fact.body {
        FactBody::AfterSale(a) => after_sale::ingest(ctx, draft, fact, a)?,
        FactBody::Order(o) => order::ingest(ctx, draft, fact, o)?,
        FactBody::Message(m) => message::ingest(ctx, draft, fact, m)?,
        FactBody::Parcel(p) => parcel::ingest(ctx, draft, fact, p)?,
        FactBody::Show(s) => show::ingest(draft, fact, s)?,
        FactBody::Contact { account, keys } => {
            let seen = identity::Seen::by(keys);
            identity::link(ctx, draft, &fact.platform, account, seen, fact.occurred_at)?;
            (
                if draft.is_untouched() {
                    Effect::Duplicate
                } else {
                    Effect::Updated
                },
                None,
            )
        }
        FactBody::Unknown {
            object,
            external_id,
            raw,
        } => unknown::ingest(draft, fact, object, external_id.as_deref(), raw)?,
    };
    Ok(Answer::Ingested { effect, ticket })
}

/// What a refusal leaves: of a command one event, of a fact the fact itself, whole.
fn refused(draft: &mut Draft<'_>, what: &What, error: &Error) -> Result<(), Need> {
    match what {
        What::Command(c) => command::refused(draft, c, error),
        What::Push(from) => push::refused(draft, from, error),
        What::Fact(fact) if error.kind() != ErrorKind::Internal => keep(draft, fact, error),
        _ => Ok(()),
    }
}

fn keep(draft: &mut Draft<'_>, fact: &Fact, error: &Error) -> Result<(), Need> {
    let payload = serde_json::to_string(fact).unwrap_or_default();
    let q = Quarantine {
        id: QuarantineId(Uid::digest(&[&payload])),
        platform: fact.platform.clone(),
        shop: Some(fact.shop.clone()),
        from: FROM_FACT.to_owned(),
        reason: error.message().to_owned(),
        payload: Payload(payload),
        hex: false,
        at: draft.now,
        times: 1,
    };
    match quarantine(draft, &q) {
        Ok(()) => Ok(()),
        Err(Stop::Need(need)) => Err(need),
        Err(Stop::Refuse(_)) => Ok(()),
    }
}

/// Keeps a payload that could not be read; a repeat is counted.
pub(super) fn quarantine(draft: &mut Draft<'_>, q: &Quarantine) -> Rule<()> {
    let mut row = match draft.get::<Quarantine>(q.id)? {
        Some(known) => Quarantine {
            times: known.times.saturating_add(1),
            ..known.clone()
        },
        None => q.clone(),
    };
    if row.times == 1 {
        row.at = draft.now;
        let (quarantine, platform, reason) = (q.id, q.platform.clone(), q.reason.clone());
        draft.event(
            None,
            EventBody::Quarantined {
                quarantine,
                platform,
                reason,
            },
        );
    }
    draft.put(q.id, row);
    Ok(())
}
