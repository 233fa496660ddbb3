//! One method: its name, its types, and how it is called.
use std::fmt;
use std::pin::Pin;

use aftersync::{Error, Later, Result, TenantDesk};
use schemars::JsonSchema;
#[cfg(feature = "generate")]
use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::explain;
#[cfg(feature = "generate")]
use crate::schema::fields::fields_of;

/// A result that comes later, on any executor.
pub(crate) type Boxed = Pin<Box<dyn Future<Output = Result<Vec<u8>>> + Send>>;

/// What a call does to the thread it is made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Answers from memory.
    Instant,
    /// Reads the store: microseconds.
    Read,
    /// Hands something to the lane and waits for its commit.
    Lane,
    /// Speaks with a platform: as long as that takes.
    Network,
    /// Blocks for as long as it takes: never on a thread that must not block, even as a future.
    Blocks,
}

/// What a call was given.
#[derive(Debug)]
pub(crate) struct Given {
    pub args: Vec<u8>,
    pub body: Vec<u8>,
}

type Wait = Box<dyn Fn(TenantDesk, Given) -> Result<Vec<u8>> + Send + Sync>;
type Begin = Box<dyn Fn(TenantDesk, Given) -> Boxed + Send + Sync>;

/// One method of the desk, as every language has it.
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// What it does, and what it gives.
    pub doc: &'static str,
    /// What it does to its thread.
    pub way: Way,
    /// Whether bytes go with it beside the arguments: a webhook's body, a file's content.
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
    pub(crate) wait: Wait,
    pub(crate) begin: Begin,
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Method")
            .field("name", &self.name)
            .field("way", &self.way)
            .finish_non_exhaustive()
    }
}

/// Parameters as they come: one object.
pub(crate) trait Params: DeserializeOwned + JsonSchema + Send + 'static {}
impl<T: DeserializeOwned + JsonSchema + Send + 'static> Params for T {}

/// A result as it goes.
pub(crate) trait Answer: Serialize + JsonSchema + Send + 'static {}
impl<T: Serialize + JsonSchema + Send + 'static> Answer for T {}

/// A method that gives its result later; `shape` turns it into what is written.
pub(crate) fn later<P: Params, T: Send + 'static, R: Answer>(
    name: &'static str,
    way: Way,
    doc: &'static str,
    run: fn(TenantDesk, P) -> Later<T>,
    shape: fn(T) -> R,
) -> Method {
    Method {
        body: false,
        wait: Box::new(move |desk, given| write(&shape(run(desk, read(name, &given.args)?).wait()?))),
        begin: Box::new(move |desk, given| {
            Box::pin(async move { write(&shape(run(desk, read(name, &given.args)?).await?)) })
        }),
        ..described::<P, R>(name, way, doc)
    }
}

/// A method with bytes beside its arguments.
pub(crate) fn with_body<P: Params, T: Send + 'static, R: Answer>(
    name: &'static str,
    way: Way,
    doc: &'static str,
    run: fn(TenantDesk, P, Vec<u8>) -> Later<T>,
    shape: fn(Result<T>) -> Result<R>,
) -> Method {
    Method {
        body: true,
        wait: Box::new(move |desk, given| write(&shape(run(desk, read(name, &given.args)?, given.body).wait())?)),
        begin: Box::new(move |desk, given| {
            Box::pin(async move { write(&shape(run(desk, read(name, &given.args)?, given.body).await)?) })
        }),
        ..described::<P, R>(name, way, doc)
    }
}

/// A method that answers at once, or blocks.
pub(crate) fn direct<P: Params, R: Answer>(
    name: &'static str,
    way: Way,
    doc: &'static str,
    run: fn(TenantDesk, P) -> Result<R>,
) -> Method {
    Method {
        body: false,
        wait: Box::new(move |desk, given| write(&run(desk, read(name, &given.args)?)?)),
        begin: Box::new(move |desk, given| Box::pin(async move { write(&run(desk, read(name, &given.args)?)?) })),
        ..described::<P, R>(name, way, doc)
    }
}

fn described<P: Params, R: Answer>(name: &'static str, way: Way, doc: &'static str) -> Method {
    Method {
        name,
        doc,
        way,
        body: false,
        #[cfg(feature = "generate")]
        order: fields_of::<P>(),
        #[cfg(feature = "generate")]
        params: P::json_schema,
        #[cfg(feature = "generate")]
        result: |generator| generator.subschema_for::<R>(),
        wait: Box::new(|_, _| Err(Error::internal("a method without a call"))),
        begin: Box::new(|_, _| Box::pin(async { Err(Error::internal("a method without a call")) })),
    }
}

/// Parameters of a method that has none.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Settings that come as JSON.
pub trait Settings: DeserializeOwned + JsonSchema {
    /// What their schema is kept under, beside those of the methods.
    const NAME: &'static str;
}

/// Reads settings that came as JSON, such as [`OpenOptions`](crate::OpenOptions).
///
/// # Errors
/// `Malformed`, with `field` and `allowed`.
pub fn arguments<P: Settings>(json: &[u8]) -> Result<P> {
    read(P::NAME, json)
}

/// Reads the arguments of a method; a failure names the field and what is allowed there.
pub(crate) fn read<P: DeserializeOwned>(name: &str, args: &[u8]) -> Result<P> {
    let args = if args.is_empty() { b"{}".as_slice() } else { args };
    aftersync_core::json::read(args).map_err(|error| explain::explain(name, args, &error))
}

pub(crate) fn write<R: Serialize>(result: &R) -> Result<Vec<u8>> {
    serde_json::to_vec(result).map_err(|e| Error::internal("a result cannot be written").because(e))
}
