//! Scenarios: what happens to a desk, step by step, as data that every language can run.
//!
//! A scenario is a JSON document (the format is told in `tests/scenarios/README.md`). It runs through the public engine
//! with a clock that stands and seeds that repeat, without any transport. What it leaves behind is told by
//! `Play::result` without minted ids, so that every store and every language must give the same text.
use std::collections::BTreeMap;
use std::sync::Arc;

use aftersync_core::engine::clock::SeededIds;
use aftersync_core::engine::{Desk, Engine};
use aftersync_core::model::event::{AnyEvent, Cursor, EventBody, Recorded};
use aftersync_core::model::fact::Fact;
use aftersync_core::model::ids::{AgentId, QueueId, TicketId};
use aftersync_core::model::ticket::{Ticket, TicketLine};
use aftersync_core::model::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use aftersync_core::store::TicketStore;
use aftersync_testkit::ManualClock;
use serde_json::{Map, Value, json};

mod expect;
mod past;
mod people;
mod staff;
mod step;

/// When all scenarios begin: 2026-06-01T00:00:00Z.
pub const START: Timestamp = Timestamp(1_780_272_000_000);

/// A scenario under way.
pub struct Play {
    desk: Desk,
    store: Arc<dyn TicketStore>,
    clock: ManualClock,
    base: Map<String, Value>,
    /// Names of tickets and tasks, and of sources by their external id.
    names: BTreeMap<String, String>,
    agents: BTreeMap<AgentId, String>,
    /// How far the log was looked at by expectations, and for names.
    seen: Cursor,
    learned: Cursor,
    place: String,
}

/// Runs a scenario over a store; panics with the place when something is not as expected. Gives what it leaves behind.
pub fn run(scenario: &Value, base: &Value, store: Arc<dyn TicketStore>) -> Value {
    let mut play = Play::new(scenario, base, store);
    for (at, step) in scenario["steps"].as_array().expect("steps").iter().enumerate() {
        play.place = format!("{}, step {}: {step}", scenario["name"], at + 1);
        play.step(step);
    }
    let drifted = play.desk.verify_loads().wait().unwrap();
    assert_eq!(
        drifted,
        [],
        "{}: loads are what tickets, tasks and offers add up to",
        scenario["name"]
    );
    play.result()
}

impl Play {
    fn new(scenario: &Value, base: &Value, store: Arc<dyn TicketStore>) -> Self {
        let clock = ManualClock::new(START);
        let mut builder = Engine::builder(store.clone())
            .key([7; 32])
            .clock(Arc::new(clock.clone()))
            .ids(Arc::new(SeededIds::new(1)));
        if scenario["adapters"].as_bool() == Some(true) {
            builder = builder.adapters(aftersync_platforms::all());
            let app = aftersync_core::platform::AppCredentials::new("app-1", "no secret");
            builder = builder.app("douyin", app);
        }
        let engine = builder.build().expect("an engine");
        let mut play = Self {
            desk: engine.desk("acme"),
            store,
            clock,
            base: base.as_object().expect("a map of facts").clone(),
            names: BTreeMap::new(),
            agents: BTreeMap::new(),
            seen: Cursor(0),
            learned: Cursor(0),
            place: format!("{}, its setting", scenario["name"]),
        };
        if let Some(config) = scenario.get("config") {
            let config = serde_json::from_value(config.clone()).expect("a configuration");
            play.desk.configure(config).wait().expect("the configuration");
        }
        for agent in scenario["agents"].as_array().into_iter().flatten() {
            play.agent(agent);
        }
        play.look();
        play
    }

    /// An agent: the id follows from the external one.
    fn agent(&mut self, given: &Value) {
        let external = given["external_id"].as_str().expect("external_id");
        let id = AgentId::of(external);
        self.agents.insert(id, external.to_owned());
        let mut agent = given.clone();
        agent["id"] = json!(id);
        agent["name"] = json!(external);
        self.run_act(json!({"do": "put_agent", "agent": agent}), &Value::Null)
            .expect("an agent");
    }

    fn now(&self) -> Timestamp {
        self.desk.engine().now()
    }

    /// Everything recorded since the last look.
    fn look(&mut self) -> Vec<Recorded> {
        let out = self.since(self.seen);
        self.seen = out.last().map_or(self.seen, |last| last.cursor);
        out
    }

    fn since(&self, mut at: Cursor) -> Vec<Recorded> {
        let mut out = Vec::new();
        loop {
            let page = self.desk.events(at, 0).wait().expect("events");
            let Some(last) = page.events.last() else { return out };
            at = last.cursor;
            out.extend(page.events);
        }
    }

    /// Learns which source has which external id.
    fn learn(&mut self) {
        for recorded in self.since(self.learned) {
            self.learned = recorded.cursor;
            if let AnyEvent::Known(EventBody::SourceJoined {
                source, external_id, ..
            }) = &recorded.event.body
                && !external_id.is_empty()
            {
                self.names.insert(format!("source:{external_id}"), source.to_string());
            }
        }
    }

    /// Puts values in: `@2h` is two hours after the start, `$name` a ticket, source, task or agent by its name.
    fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.fill_text(text),
            Value::Array(items) => items.iter().map(|v| self.fill(v)).collect(),
            Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), self.fill(v))).collect(),
            other => other.clone(),
        }
    }

    fn fill_text(&self, text: &str) -> Value {
        if let Some(name) = text.strip_prefix('$') {
            return json!(self.id(name));
        }
        match text.strip_prefix('@') {
            Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => json!(START.plus(duration(after)).0),
            _ => json!(text),
        }
    }

    fn id(&self, name: &str) -> String {
        if let Some(agent) = name.strip_prefix("agent:") {
            return AgentId::of(agent).to_string();
        }
        if let Some(queue) = name.strip_prefix("queue:") {
            return QueueId::of(queue).to_string();
        }
        if let Some(account) = name.strip_prefix("account:") {
            return self.account(account).to_string();
        }
        if let Some(account) = name.strip_prefix("customer:") {
            return self.customer(account).to_string();
        }
        match self.names.get(name) {
            Some(id) => id.clone(),
            None => self.ticket(name).id.to_string(),
        }
    }

    /// The ticket of that name, else the one that has the source with that external id; redirects are followed.
    fn ticket(&self, name: &str) -> Ticket {
        self.find(name)
            .unwrap_or_else(|| panic!("{}: no ticket {name}", self.place))
    }

    fn find(&self, name: &str) -> Option<Ticket> {
        if let Some(source) = self.names.get(&format!("source:{name}")) {
            let all = self.tickets();
            return all
                .into_iter()
                .find(|t| t.sources.iter().any(|s| s.to_string() == *source));
        }
        let id: TicketId = self.names.get(name)?.parse().ok()?;
        let found = self.desk.ticket(id).wait().expect("a ticket");
        found.map(|t| t.item)
    }

    fn version(&self, name: &str) -> i64 {
        let id = self.ticket(name).id;
        self.desk.ticket(id).wait().unwrap().expect("a ticket").version
    }

    /// All tickets that were not merged away, by number.
    fn tickets(&self) -> Vec<Ticket> {
        let query = aftersync_core::engine::query::TicketQuery {
            limit: 1_000,
            ..Default::default()
        };
        let page = self.desk.tickets(query).wait().expect("tickets");
        let mut all: Vec<Ticket> = page.items.into_iter().map(|t| t.item).collect();
        all.sort_by_key(|t| t.number);
        all
    }

    /// The fact of that name in the base, with a merge patch over it. Without a time it happens now; without a revision
    /// that time in seconds is it.
    fn fact(&self, name: &str, patch: &Value) -> Fact {
        let like = self
            .base
            .get(name)
            .unwrap_or_else(|| panic!("{}: no base fact {name}", self.place));
        let mut fact = self.fill(like);
        if !patch.is_null() {
            merge(&mut fact, &self.fill(patch));
        }
        if fact["occurred_at"].is_null() {
            fact["occurred_at"] = json!(self.now());
        }
        if fact["revision"].is_null() {
            fact["revision"] = json!(fact["occurred_at"].as_i64().unwrap_or_default() / SECOND);
        }
        serde_json::from_value(fact).unwrap_or_else(|e| panic!("{}: {e}", self.place))
    }

    /// What the scenario leaves behind, without minted ids: the same in every store and language.
    fn result(&mut self) -> Value {
        self.seen = Cursor(0);
        let log = self.look();
        let tickets = self.tickets();
        self.rows_are(&tickets);
        let numbers: BTreeMap<String, String> = tickets
            .iter()
            .map(|t| (t.id.to_string(), t.number.to_string()))
            .collect();
        let events: Vec<String> = log
            .iter()
            .map(|r| {
                let ticket = r.event.ticket.map(|t| {
                    let root = self.desk.ticket(t).wait().unwrap().map(|t| t.item.id.to_string());
                    root.and_then(|id| numbers.get(&id).cloned()).unwrap_or_default()
                });
                [Some(kind_of(r)), ticket]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        let tickets: Vec<Value> = tickets.iter().map(|t| self.picture(t)).collect();
        json!({"tickets": tickets, "events": events})
    }

    /// The rows of a list say the same as the tickets.
    fn rows_are(&self, tickets: &[Ticket]) {
        let query = aftersync_core::engine::query::TicketQuery {
            limit: 1_000,
            ..Default::default()
        };
        let mut rows = self.desk.ticket_rows(query).wait().expect("rows").items;
        rows.sort_by_key(|row| row.number);
        let rows = rows.iter().map(|r| {
            let counts = (r.lines as usize, r.sources as usize);
            (
                r.id, r.headline, r.amounts, r.band, r.episode, &r.flags, &r.tags, counts,
            )
        });
        let whole = tickets.iter().map(|t| {
            let counts = (t.lines.len(), t.sources.len());
            (
                t.id,
                t.headline,
                t.amounts,
                t.band,
                t.episode,
                &t.flags,
                &t.local.tags,
                counts,
            )
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            whole.collect::<Vec<_>>(),
            "{}: rows",
            self.place
        );
    }

    /// A ticket without minted ids.
    fn picture(&self, t: &Ticket) -> Value {
        let source = |id: &String| {
            self.names
                .iter()
                .find(|(name, to)| name.starts_with("source:") && *to == id)
                .map_or("segment", |(name, _)| name.trim_start_matches("source:"))
                .to_owned()
        };
        let mut sources: Vec<String> = t.sources.iter().map(|s| source(&s.to_string())).collect();
        sources.sort();
        let offset = |at: Option<Timestamp>| at.map(|at| at.since(START));
        json!({
            "number": t.number.to_string(),
            "headline": t.headline,
            "waiting_on": t.waiting_on,
            "axes": t.axes,
            "episode": t.episode,
            "sources": sources,
            "platform": t.platform,
            "orphan": t.orphan,
            "currency": t.currency,
            "amounts": t.amounts,
            "issue": t.issue,
            "flags": t.flags,
            "band": t.band,
            "host": t.host,
            "lines": t.lines.iter().map(line).collect::<Vec<_>>(),
            "agent": t.assignment.agent.map(|a| self.agents.get(&a).cloned().unwrap_or_default()),
            "weight": t.assignment.weight,
            "opened": offset(Some(t.opened_at)),
            "changed": offset(Some(t.changed_at)),
            "ended": offset(t.ended_at),
            "closed": offset(t.closed_at),
            "notices": t.local.notices,
        })
    }
}

/// A line: what was found at the inspection only where something was.
fn line(l: &TicketLine) -> Value {
    let mut out = json!({"line": l.line, "bought": l.bought, "requested": l.requested,
        "received": l.received, "passed": l.passed, "refunded": l.refunded});
    if l.grade.is_some() {
        out["inspected"] = json!([l.grade, l.disposition, l.fee_percent]);
    }
    out
}

/// The kind of an event as it stands in its JSON.
fn kind_of(recorded: &Recorded) -> String {
    let body = serde_json::to_value(&recorded.event.body).expect("an event");
    body["kind"].as_str().unwrap_or("unknown").to_owned()
}

/// `2h`, `3d12h`, `90m`, `5s`: milliseconds.
pub fn duration(text: &str) -> i64 {
    let mut total = 0;
    let mut number = 0i64;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = number * 10 + i64::from(digit);
            continue;
        }
        let unit = [('d', DAY), ('h', HOUR), ('m', MINUTE), ('s', SECOND)]
            .iter()
            .find(|(name, _)| *name == c)
            .unwrap_or_else(|| panic!("no unit {c} in {text}"));
        total += number * unit.1;
        number = 0;
    }
    assert_eq!(number, 0, "a number without a unit in {text}");
    total
}

/// JSON merge patch (RFC 7396).
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let map = target.as_object_mut().expect("an object");
    for (key, value) in patch {
        if value.is_null() {
            map.remove(key);
        } else {
            merge(map.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}
