//! What was asked of the fake, without bodies.

use std::collections::{BTreeMap, VecDeque};

/// One request as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// World time, epoch ms.
    pub at_ms: i64,
    /// The platform's name of the method.
    pub method: String,
    /// The shop, when the token named one.
    pub shop_id: Option<i64>,
    /// HTTP status; 0 when the connection was closed without an answer.
    pub http_status: u16,
    /// Code of the envelope.
    pub code: i64,
    /// Sub-code of the envelope.
    pub sub_code: String,
    /// The request's number as given to the caller.
    pub log_id: String,
}

/// How often a method was called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MethodCount {
    /// All calls.
    pub calls: u64,
    /// Answered with success.
    pub ok: u64,
    /// Refused because of the rate.
    pub rate_limited: u64,
    /// Hit by an outage or an injected fault.
    pub faulted: u64,
    /// Refused for any other reason.
    pub refused: u64,
}

/// How a call ended, for the counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Ok,
    RateLimited,
    Faulted,
    Refused,
}

const KEPT: usize = 100_000;

/// The last hundred thousand requests, and counters over all of them.
#[derive(Default)]
pub(crate) struct RequestLog {
    records: VecDeque<RequestRecord>,
    counts: BTreeMap<String, MethodCount>,
}

impl RequestLog {
    pub fn add(&mut self, record: RequestRecord, ending: Ending) {
        let count = self.counts.entry(record.method.clone()).or_default();
        count.calls = count.calls.saturating_add(1);
        let part = match ending {
            Ending::Ok => &mut count.ok,
            Ending::RateLimited => &mut count.rate_limited,
            Ending::Faulted => &mut count.faulted,
            Ending::Refused => &mut count.refused,
        };
        *part = part.saturating_add(1);
        if self.records.len() >= KEPT {
            self.records.pop_front();
        }
        self.records.push_back(record);
    }

    pub fn records(&self) -> Vec<RequestRecord> {
        self.records.iter().cloned().collect()
    }

    pub fn counts(&self) -> BTreeMap<String, MethodCount> {
        self.counts.clone()
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
