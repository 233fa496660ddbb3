//! An open desk.
use std::sync::Arc;
use std::time::Duration;

use aftersync::Cursor;
use aftersync_bindings_common::{self as common, OpenOptions, Session, TestOptions, Way};
use napi::bindgen_prelude::{Env, PromiseRaw, Uint8Array};
use napi_derive::napi;

use crate::call::{answered, blocking, text, unless};
use crate::stop::Stop;

/// An open desk.
#[napi]
pub struct NativeDesk(Arc<Session>);

/// Opens a file; the options are JSON.
#[napi(ts_return_type = "Promise<NativeDesk>")]
pub fn open<'e>(env: &'e Env, options: String) -> napi::Result<PromiseRaw<'e, NativeDesk>> {
    env.spawn_future(async move {
        let opened = blocking(move || {
            let options: OpenOptions = common::arguments(options.as_bytes())?;
            Session::open(options)
        });
        answered(opened.await).map(|session| NativeDesk(Arc::new(session)))
    })
}

/// A desk in memory whose clock stands; the options are JSON.
#[napi(catch_unwind)]
pub fn open_for_tests(options: String) -> napi::Result<NativeDesk> {
    let opened = common::fenced(|| {
        let options: TestOptions = common::arguments(options.as_bytes())?;
        Session::for_tests(&options)
    });
    answered(opened).map(|session| NativeDesk(Arc::new(session)))
}

#[napi]
impl NativeDesk {
    /// Calls a method: JSON in, JSON out; nothing when it was given up.
    #[napi(ts_return_type = "Promise<string | undefined>")]
    pub fn call<'e>(
        &self,
        env: &'e Env,
        name: String,
        args: String,
        body: Option<Uint8Array>,
        stop: Option<&Stop>,
    ) -> napi::Result<PromiseRaw<'e, Option<String>>> {
        let session = self.0.clone();
        let body = body.map(|body| body.to_vec()).unwrap_or_default();
        let stop = stop.cloned();
        env.spawn_future(async move {
            let answer = if blocks(&name) {
                let call = move || common::call(&session, &name, args.as_bytes(), &body);
                unless(stop, blocking(call)).await
            } else {
                unless(stop, common::start(&session, &name, args.into_bytes(), body)).await
            };
            answer.map(|result| text(answered(result)?)).transpose()
        })
    }

    /// Calls a method that answers from memory.
    #[napi(catch_unwind)]
    pub fn call_now(&self, name: String, args: String) -> napi::Result<String> {
        text(answered(common::call(&self.0, &name, args.as_bytes(), b""))?)
    }

    /// Until the log has grown beyond a place, the desk was closed, it was given up, or the time is over.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn news<'e>(&self, env: &'e Env, since: i64, timeout_ms: u32, stop: &Stop) -> napi::Result<PromiseRaw<'e, ()>> {
        let desk = answered(self.0.desk())?;
        let news = desk.engine().heads().changed(desk.tenant(), Cursor(since));
        // A desk that somebody merely waits for is not held open.
        drop(desk);
        let stop = stop.clone();
        env.spawn_future(async move {
            let waited = tokio::time::timeout(Duration::from_millis(timeout_ms.into()), async { Ok(news.await) });
            unless(Some(stop), async { waited.await.unwrap_or(Ok(Cursor(since))) }).await;
            Ok(())
        })
    }

    /// The desk of another merchant.
    #[napi(catch_unwind)]
    pub fn tenant(&self, name: String) -> napi::Result<Self> {
        answered(self.0.tenant(&name)).map(|session| Self(Arc::new(session)))
    }

    /// Closes the engine.
    #[napi(ts_return_type = "Promise<void>")]
    pub fn close<'e>(&self, env: &'e Env) -> napi::Result<PromiseRaw<'e, ()>> {
        let session = self.0.clone();
        env.spawn_future(async move { answered(blocking(move || session.close()).await) })
    }

    /// Whether it was closed.
    #[napi(getter, catch_unwind)]
    pub fn is_closed(&self) -> bool {
        self.0.is_closed()
    }

    /// Moves the clock of a desk for tests.
    #[napi(catch_unwind)]
    pub fn set_clock(&self, now: i64) -> napi::Result<()> {
        answered(self.0.set_clock(now))
    }

    /// A quantity of a desk for tests.
    #[napi(catch_unwind)]
    pub fn gauge(&self, what: String, name: String) -> napi::Result<i64> {
        answered(common::fenced(|| self.0.gauge(&what, &name)))
    }

    /// How many jobs of a kind wait in a desk for tests.
    #[napi(catch_unwind)]
    pub fn jobs_waiting(&self, kind: String) -> napi::Result<u32> {
        let waiting = answered(common::fenced(|| self.0.jobs_waiting(&kind)))?;
        Ok(u32::try_from(waiting).unwrap_or(u32::MAX))
    }

    /// What the store of a desk for tests finds wrong with itself.
    #[napi(catch_unwind)]
    pub fn store_faults(&self) -> napi::Result<Vec<String>> {
        answered(common::fenced(|| self.0.store_faults()))
    }
}

/// Whether a method holds the thread it runs on.
fn blocks(name: &str) -> bool {
    common::methods::all()
        .iter()
        .any(|method| method.name == name && method.way == Way::Blocks)
}
