//! Work that the host does itself, news to wait for, files.
use std::thread;
use std::time::{Duration, Instant};

use aftersync::{BlobHash, Cursor, Error, EventPage, JobId, JobKind, Outcome, Result, TenantDesk, Timestamp, Uid};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::bytes::Bytes;
use crate::method::{Method, Nothing, Way, direct, later, with_body};

/// Other processes do not tell of news, so it is looked for this often in any case.
const LOOK: Duration = Duration::from_millis(500);
/// The longest wait of one call.
const LONGEST_MS: u64 = 60_000;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Claim {
    /// Of which kinds.
    kinds: Vec<JobKind>,
    /// Most of them.
    #[serde(default = "ten")]
    limit: usize,
    /// How long you may keep them, in milliseconds.
    #[serde(default = "two_minutes")]
    lease_ms: i64,
}

fn ten() -> usize {
    10
}

fn two_minutes() -> i64 {
    120_000
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Finish {
    /// Which job.
    job: JobId,
    /// The lease it was taken under.
    lease: Uid,
    /// What came of it.
    #[serde(default)]
    outcome: Outcome,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Due {
    /// As if it were then; now when absent.
    #[serde(default)]
    now: Option<Timestamp>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct News {
    /// The place of the last event that was dealt with.
    since: Cursor,
    /// Most events; 0 means all that a page holds.
    #[serde(default)]
    limit: usize,
    /// How long to wait for one, in milliseconds, up to a minute.
    #[serde(default)]
    timeout_ms: u64,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Hash {
    /// The hash it is found by: 64 hexadecimal digits.
    hash: String,
}

pub(super) fn methods() -> Vec<Method> {
    vec![
        later(
            "claim_jobs",
            Way::Lane,
            "Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease.",
            |desk, p: Claim| desk.claim_jobs(&p.kinds, p.limit, p.lease_ms),
            |jobs| jobs,
        ),
        later(
            "finish_job",
            Way::Lane,
            "Says what came of a job. False: the lease was no longer yours, and nothing was written.",
            |desk, p: Finish| desk.finish_job(p.job, p.lease, p.outcome),
            |settled| settled,
        ),
        later(
            "run_due",
            Way::Network,
            "Carries out everything that is due, of all merchants in turn, and what becomes due by that.",
            |desk, p: Due| desk.engine().run_due(p.now.unwrap_or_else(|| desk.engine().now())),
            |worked| worked,
        ),
        direct(
            "wait_events",
            Way::Blocks,
            "Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk \
             was closed.",
            wait_events,
        ),
        with_body(
            "put_blob",
            Way::Read,
            "Keeps a file and gives the hash it is found by.",
            |desk, _: Nothing, body| desk.put_blob(body),
            |hash| hash.map(|hash| hash.as_str().to_owned()),
        ),
        direct("get_blob", Way::Read, "A file by its hash.", |desk, p: Hash| {
            let hash = BlobHash::parse(&p.hash).ok_or_else(|| {
                Error::malformed("a hash is 64 hexadecimal digits")
                    .during("desk.get_blob")
                    .with("field", "hash")
            })?;
            Ok(desk.get_blob(hash).wait()?.map(Bytes))
        }),
    ]
}

fn wait_events(desk: TenantDesk, p: News) -> Result<EventPage> {
    let end = Instant::now() + Duration::from_millis(p.timeout_ms.min(LONGEST_MS));
    loop {
        let page = desk.events(p.since, p.limit).wait()?;
        let left = end.saturating_duration_since(Instant::now());
        let heads = desk.engine().heads();
        if !page.events.is_empty() || left.is_zero() || heads.is_closed() {
            return Ok(page);
        }
        let known = heads.head(desk.tenant()).unwrap_or_default();
        if known > p.since {
            // Told already, and yet not to be read: a reader behind the lane. It will be there in a moment.
            thread::sleep(Duration::from_millis(1).min(left));
        } else {
            heads.wait_changed(desk.tenant(), p.since, left.min(LOOK));
        }
    }
}
