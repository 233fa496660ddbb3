//! The copy on a phone: one table of methods, JSON in and JSON out, as of the desk.
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use aftersync::model::evidence::EvidenceKind;
use aftersync::replica::{
    Access, Bundle, Card, CopiedTask, CopyQuery, DeviceId, ListedTicket, Options, Pending, Replica, Resolution,
    SyncReport, TicketView,
};
use aftersync::{Act, AgentId, CustomerId, DataKey, Error, ErrorKind, Result, Role, TicketId, Timestamp};
use schemars::JsonSchema;
#[cfg(feature = "generate")]
use schemars::{Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;
use crate::call::fenced;
use crate::method::{Answer, Given, Nothing, Params, Settings, read, write};
#[cfg(feature = "generate")]
use crate::schema::fields::fields_of;

/// How a phone's copy is to be opened.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplicaOptions {
    /// The file; made when there is none.
    pub path: String,
    /// The phone, as it was registered.
    pub device: DeviceId,
    /// Whose work it is.
    pub agent: AgentId,
    /// The phone's key, 32 bytes, as it was given when it was registered.
    pub key: Bytes,
    /// In which role commands are drawn until the server decides.
    #[serde(default = "usual_role")]
    pub role: Role,
    /// Tickets asked for at a time; 0 means 500, which is the most.
    #[serde(default)]
    pub page: usize,
    /// Most pages of 4 KiB the file may have: for phones with little room.
    #[serde(default)]
    pub most_pages: Option<u32>,
}

fn usual_role() -> Role {
    Role::Agent
}

impl Settings for ReplicaOptions {
    const NAME: &'static str = "open_replica";
}

/// Opens a phone's copy, or makes it.
///
/// # Errors
/// Those of [`Replica::open`]; `Config` for a key that is not 32 bytes and for an empty path.
pub fn open_replica(options: ReplicaOptions) -> Result<Replica> {
    let wrong = |message: &'static str, field: &'static str| {
        Error::new(ErrorKind::Config, message)
            .during("replica.open")
            .with("field", field)
    };
    if options.path.is_empty() {
        return Err(wrong("the path of the file is empty", "path"));
    }
    let key = <[u8; 32]>::try_from(options.key.0.as_slice()).map_err(|_| wrong("a key is 32 bytes", "key"))?;
    let access = Access {
        device: options.device,
        agent: options.agent,
        role: options.role,
        key: DataKey::new(key),
    };
    let kept = Options {
        page: options.page,
        most_pages: options.most_pages,
    };
    fenced(|| Replica::open(&options.path, access, kept))
}

/// How much of the files that wait was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Uploading {
    /// Bytes of all files that wait.
    pub total: u64,
    /// How many of those were sent.
    pub sent: u64,
}

type Run = Box<dyn Fn(&Replica, Given) -> Result<Vec<u8>> + Send + Sync>;

/// One method of a phone's copy, as every language has it.
pub struct ReplicaMethod {
    /// Its name.
    pub name: &'static str,
    /// What it does, and what it gives.
    pub doc: &'static str,
    /// Whether bytes go with it beside the arguments: a file's content, an answer.
    pub body: bool,
    /// The names of its parameters, in order.
    #[cfg(feature = "generate")]
    pub order: &'static [&'static str],
    /// The schema of its parameters: an object.
    #[cfg(feature = "generate")]
    pub params: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of its result.
    #[cfg(feature = "generate")]
    pub result: fn(&mut SchemaGenerator) -> Schema,
    run: Run,
}

impl fmt::Debug for ReplicaMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplicaMethod")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

fn method<P: Params, R: Answer>(
    name: &'static str,
    doc: &'static str,
    body: bool,
    run: fn(&Replica, P, Vec<u8>) -> Result<R>,
) -> ReplicaMethod {
    let told_as = argument_name(name);
    ReplicaMethod {
        name,
        doc,
        body,
        #[cfg(feature = "generate")]
        order: fields_of::<P>(),
        #[cfg(feature = "generate")]
        params: P::json_schema,
        #[cfg(feature = "generate")]
        result: |generator| generator.subschema_for::<R>(),
        run: Box::new(move |replica, given| write(&run(replica, read(&told_as, &given.args)?, given.body)?)),
    }
}

/// What the schema of a method's arguments is kept under, beside those of the desk.
pub(crate) fn argument_name(method: &str) -> String {
    format!("replica.{method}")
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Listing {
    /// Which.
    #[serde(default)]
    query: CopyQuery,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfTicket {
    /// The ticket; a merged one leads to what it became.
    id: TicketId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfCustomer {
    /// The customer.
    id: CustomerId,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Executing {
    /// What is wanted.
    act: Act,
    /// What the phone's own clock says.
    at: Timestamp,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Attaching {
    /// To which ticket.
    ticket: TicketId,
    /// What it is.
    kind: EvidenceKind,
    /// What its sender says of it. Personal data may stand here.
    #[serde(default)]
    note: Option<String>,
    /// What the phone's own clock says.
    at: Timestamp,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Resolving {
    /// The key of the command.
    key: String,
    /// What is decided.
    resolution: Resolution,
    /// What the phone's own clock says.
    at: Timestamp,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Answering {
    /// What the phone's own clock says.
    at: Timestamp,
}

static ALL: LazyLock<Vec<ReplicaMethod>> = LazyLock::new(|| [reading(), working()].into_iter().flatten().collect());

fn reading() -> Vec<ReplicaMethod> {
    vec![
        method(
            "tickets",
            "A whole page of tickets, the most urgent first, with what waits drawn over them.",
            false,
            |replica, p: Listing, _| -> Result<Vec<ListedTicket>> { replica.tickets(&p.query) },
        ),
        method(
            "count",
            "How many tickets the copy has.",
            false,
            |replica, _: Nothing, _| replica.count(),
        ),
        method(
            "ticket",
            "A ticket, or the one it was merged into, with tasks, timeline, customer, what may be done, and what waits \
             drawn over it; nothing when the copy does not have it.",
            false,
            |replica, p: OfTicket, _| -> Result<Option<TicketView>> { replica.ticket(p.id) },
        ),
        method(
            "theirs",
            "A ticket as the server last said it was: theirs, beside mine, when there is a conflict.",
            false,
            |replica, p: OfTicket, _| -> Result<Option<Bundle>> { replica.theirs(p.id) },
        ),
        method(
            "customer",
            "A customer of one of the tickets; nothing when the copy does not have them.",
            false,
            |replica, p: OfCustomer, _| -> Result<Option<Card>> { replica.customer(p.id) },
        ),
        method(
            "customers",
            "All customers of the copy.",
            false,
            |replica, _: Nothing, _| -> Result<Vec<Card>> { replica.customers() },
        ),
        method(
            "tasks",
            "All tasks that are not done, with what waits drawn over them.",
            false,
            |replica, _: Nothing, _| -> Result<Vec<CopiedTask>> { replica.tasks() },
        ),
        method(
            "in_step_at",
            "When the copy was last wholly in step, by the server's clock; nothing before that.",
            false,
            |replica, _: Nothing, _| replica.in_step_at(),
        ),
    ]
}

fn working() -> Vec<ReplicaMethod> {
    vec![
        method(
            "execute",
            "Queues a command and gives its key. It shows at once, and is pushed with the next sync.",
            false,
            |replica, p: Executing, _| replica.execute(p.act, p.at),
        ),
        method(
            "attach",
            "Queues a photo or a file for a ticket, and gives the key of the command that adds it. It survives the end of \
             the app, and goes on where it was.",
            true,
            |replica, p: Attaching, body| replica.attach(p.ticket, p.kind, &body, p.note, p.at),
        ),
        method(
            "uploading",
            "How much of the files that wait was sent.",
            false,
            |replica, _: Nothing, _| replica.uploading().map(|(total, sent)| Uploading { total, sent }),
        ),
        method(
            "pending",
            "All commands that wait, in order, conflicts and refusals among them.",
            false,
            |replica, _: Nothing, _| -> Result<Vec<Pending>> { replica.pending() },
        ),
        method(
            "resolve",
            "Decides about a conflict or a refusal. Gives the new key, when the command goes again.",
            false,
            |replica, p: Resolving, _| replica.resolve(&p.key, p.resolution, p.at),
        ),
        method(
            "answer",
            "Takes in what the server answered to the last request: all of it, or nothing.",
            true,
            |replica, p: Answering, body| -> Result<SyncReport> { replica.answer(&body, p.at) },
        ),
    ]
}

/// All methods of a phone's copy, in the order in which they are documented.
pub fn all() -> &'static [ReplicaMethod] {
    &ALL
}

static BY_NAME: LazyLock<BTreeMap<&'static str, &'static ReplicaMethod>> =
    LazyLock::new(|| ALL.iter().map(|method| (method.name, method)).collect());

/// Calls a method of a phone's copy: JSON arguments in, the JSON of the result out. Quick, and blocks.
///
/// # Errors
/// The method's own; `Malformed` for arguments that do not fit; `Unsupported` for a method there is not; `Internal` when
/// code of the library panicked.
pub fn call_replica(replica: &Replica, name: &str, args: Vec<u8>, body: Vec<u8>) -> Result<Vec<u8>> {
    fenced(|| {
        let method = BY_NAME.get(name).ok_or_else(|| {
            Error::unsupported("there is no such method", "call one of the table of methods")
                .during("call.method")
                .with("method", name)
        })?;
        (method.run)(replica, Given { args, body })
    })
}
