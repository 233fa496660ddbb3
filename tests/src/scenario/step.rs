//! What a step does.
use aftersync_core::engine::desk::Applied;
use aftersync_core::engine::input::Effect;
use aftersync_core::model::command::Command;
use aftersync_core::model::ids::TicketId;
use aftersync_core::{Error, Result};
use serde_json::{Value, json};

use super::{Play, START, duration};

impl Play {
    pub(super) fn step(&mut self, step: &Value) {
        let has = |key: &str| step.get(key).is_some();
        if let Some(at) = step["at"].as_str() {
            self.clock.set(START.plus(duration(at)));
        }
        if has("fact") {
            self.take_fact(step);
        } else if has("move") || has("do") {
            self.command(step);
        } else if has("all") {
            self.all(step);
        } else if has("configure") {
            let config = serde_json::from_value(self.fill(&step["configure"])).expect("a configuration");
            let answer = self.desk.configure(config).wait().map(|_| ());
            self.judge(step, answer);
        } else if has("observe") {
            self.observe(step);
        } else if has("work") {
            self.work(step);
        }
        self.learn();
        if let Some(wanted) = step.get("expect") {
            self.expect(wanted);
        }
    }

    fn take_fact(&mut self, step: &Value) {
        let fact = self.fact(step["fact"].as_str().expect("a base fact"), &step["with"]);
        let conversation = match &fact.body {
            aftersync_core::model::fact::FactBody::Message(m) => Some(m.conversation.clone()),
            _ => None,
        };
        let answer = self.desk.ingest([fact]).wait().expect("ingest").remove(0);
        let taken = answer.as_ref().ok().copied();
        self.judge(step, answer.map(|_| ()));
        let Some(taken) = taken else { return };
        if let Some(effect) = step["effect"].as_str() {
            let got = match taken.effect {
                Effect::New => "new",
                Effect::Updated => "updated",
                Effect::Duplicate => "duplicate",
                Effect::Stale => "stale",
            };
            assert_eq!(got, effect, "{}: the effect", self.place);
        }
        for name in [step["name"].as_str().map(str::to_owned), conversation]
            .into_iter()
            .flatten()
        {
            if let Some(ticket) = taken.ticket {
                self.names.insert(name, ticket.to_string());
            }
        }
        if step["ticket"].is_null() && step.get("ticket").is_some() {
            assert_eq!(taken.ticket, None, "{}: a fact without ticket", self.place);
        }
    }

    /// `move` is short for the act of that name; `do` is any act.
    fn command(&mut self, step: &Value) {
        let act = match step["move"].as_str() {
            Some(trigger) => {
                let mut act = json!({"do": "move", "trigger": trigger});
                act["ticket"] = json!(format!("${}", step["ticket"].as_str().expect("a ticket")));
                act["details"] = step.get("with").cloned().unwrap_or(json!({}));
                act
            }
            None => step["do"].clone(),
        };
        let answer = self.run_act(act, step);
        self.learn();
        if let Ok(applied) = &answer {
            if let Some(repeated) = step["repeated"].as_bool() {
                assert_eq!(applied.repeated, repeated, "{}: repeated", self.place);
            }
            if let Some(load) = step.get("over_capacity") {
                let over = json!(applied.over_capacity.map(|over| over.load));
                assert_eq!(over, *load, "{}: over_capacity", self.place);
            }
            self.name(step, applied.ticket);
            if let (Some(name), Some(decision)) = (step["decision"].as_str(), applied.decision) {
                self.names.insert(name.to_owned(), decision.to_string());
            }
        }
        self.judge(step, answer.map(|_| ()));
        if let Some(headline) = step["headline"].as_str() {
            let ticket = self.ticket(step["ticket"].as_str().expect("a ticket"));
            assert_eq!(ticket.headline.as_str(), headline, "{}: the headline", self.place);
        }
    }

    /// Hands several commands in at once: one outcome each.
    fn all(&mut self, step: &Value) {
        let each = step["all"].as_array().expect("commands").iter();
        let commands: Vec<Command> = each.map(|one| self.command_of(&one["do"], one)).collect();
        let outcomes = self.desk.execute_all(commands).wait().expect("outcomes");
        let word = |outcome: &Result<Applied>| match outcome {
            Ok(applied) if applied.repeated => "repeated",
            Ok(_) => "done",
            Err(error) => error.kind().as_str(),
        };
        let got: Vec<&str> = outcomes.iter().map(word).collect();
        assert_eq!(json!(got), step["outcomes"], "{}: the outcomes", self.place);
    }

    /// Hands a command in. `by` is a role, or `agent:` with the name of one.
    pub(super) fn run_act(&mut self, act: Value, step: &Value) -> Result<Applied> {
        let command = self.command_of(&act, step);
        self.desk.execute(command).wait()
    }

    fn command_of(&self, act: &Value, step: &Value) -> Command {
        let by = step["by"].as_str().unwrap_or("agent");
        let actor = match by.split_once(':') {
            Some((role, _)) => json!({"role": role, "agent": self.id(by)}),
            None => json!({"role": by}),
        };
        let expect = match &step["version"] {
            Value::String(of) => json!(self.version(of)),
            Value::Null => Value::Null,
            other => other.clone(),
        };
        let command = json!({"actor": actor, "act": self.fill(act), "key": step["key"], "expect": expect});
        serde_json::from_value(command).unwrap_or_else(|e| panic!("{}: {e}", self.place))
    }

    /// What a command made gets its name: the ticket it answers with, or the task it opened.
    fn name(&mut self, step: &Value, ticket: Option<TicketId>) {
        let Some(ticket) = ticket else { return };
        if let Some(name) = step["name"].as_str() {
            self.names.insert(name.to_owned(), ticket.to_string());
        }
        if let Some(name) = step["task"].as_str() {
            let ticket = self.desk.ticket(ticket).wait().unwrap().expect("a ticket").item;
            let task = ticket.local.tasks.last().expect("a task");
            self.names.insert(name.to_owned(), task.to_string());
        }
    }

    /// Carries out what is due now; a number says how many jobs.
    fn work(&mut self, step: &Value) {
        let worked = self.desk.engine().run_due(self.now()).wait();
        let worked = worked.unwrap_or_else(|e| panic!("{}: {e:?}", self.place));
        if let Some(jobs) = step["work"].as_u64() {
            assert_eq!(worked.total() as u64, jobs, "{}: {worked:?}", self.place);
        }
    }

    /// Whether it was refused as the step says, or not at all.
    pub(super) fn judge(&mut self, step: &Value, answer: Result<()>) {
        let wanted = &step["refuse"];
        match answer {
            Ok(()) => assert!(wanted.is_null(), "{}: not refused", self.place),
            Err(error) => {
                assert!(!wanted.is_null(), "{}: {error:?}", self.place);
                self.judge_error(wanted, &error);
            }
        }
    }

    fn judge_error(&self, wanted: &Value, error: &Error) {
        let kind = wanted["kind"].as_str().expect("the kind of the refusal");
        assert_eq!(error.kind().as_str(), kind, "{}: {error:?}", self.place);
        if let Some(words) = wanted["contains"].as_str() {
            assert!(error.message().contains(words), "{}: {error:?}", self.place);
        }
        for (key, value) in wanted["context"].as_object().into_iter().flatten() {
            let value = value.as_str().expect("a text");
            let got = error.context_of(key).unwrap_or_default();
            assert!(got.contains(value), "{}: {key} in {error:?}", self.place);
        }
    }
}
