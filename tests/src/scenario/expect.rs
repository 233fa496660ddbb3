//! What a step expects.
use aftersync_core::model::counter::CounterId;
use aftersync_core::model::ids::{AgentId, OrderId, QueueId};
use aftersync_core::model::job::JobKind;
use aftersync_core::model::money::Currency;
use aftersync_core::model::ticket::Ticket;
use aftersync_core::store::index::group_of;
use aftersync_core::store::{CounterQuery, Index, Key, Scan, Slot, Table};
use serde_json::{Value, json};

use super::{Play, kind_of};

impl Play {
    pub(super) fn expect(&mut self, wanted: &Value) {
        for (what, value) in wanted.as_object().expect("what to expect") {
            match what.as_str() {
                "ticket" => self.expect_ticket(wanted),
                "events" => self.expect_events(value),
                "tickets" => assert_eq!(self.tickets().len() as u64, value.as_u64().unwrap(), "{}", self.place),
                "loads" => self.expect_gauges(value, |name| Key::new(Table::AgentLoad, AgentId::of(name).0)),
                "waiting" => self.expect_gauges(value, |name| Key::new(Table::QueueWaiting, QueueId::of(name).0)),
                "order_money" => {
                    let order = |n: &str| {
                        n.split_once(' ')
                            .map(|(p, n)| OrderId::of(&p.into(), n))
                            .expect("platform and number")
                    };
                    self.expect_gauges(value, |name| Key::new(Table::OrderMoney, order(name).0));
                }
                "jobs" => self.expect_jobs(value),
                "counters" => value.as_array().unwrap().iter().for_each(|c| self.expect_counter(c)),
                "quarantined" => {
                    let kept = self.desk.quarantined(0, None).wait().unwrap().items.len();
                    assert_eq!(kept as u64, value.as_u64().unwrap(), "{}: quarantined", self.place);
                }
                "same" | "apart" => self.expect_same(value, what == "same"),
                "product" => self.expect_product(value),
                "people" => self.expect_people(value),
                "why" => self.expect_why(value),
                "history" => self.expect_history(value),
                "scan" => self.expect_scan(value),
                "stock" => self.expect_stock(value),
                "tasks" => self.expect_tasks(value),
                "explained_task" => self.expect_explained_task(value),
                "agents" => self.expect_agents(value),
                "trial" => self.expect_trial(value),
                "simulated" => self.expect_simulated(value),
                "dry_run" => self.expect_dry_run(value),
                "checked" => self.expect_checked(value),
                "policy" => self.expect_policy(wanted["ticket"].as_str().expect("a ticket"), value),
                "decided" => self.expect_decided(wanted["ticket"].as_str().expect("a ticket"), value),
                "configs" => self.expect_configs(value),
                "refused" => self.expect_refused(wanted["ticket"].as_str().expect("a ticket"), value),
                "ranked" | "refusals" => self.expect_told(what, wanted["ticket"].as_str().expect("a ticket"), value),
                "review" => {
                    let waiting = self.desk.identity_review(0).wait().unwrap().len();
                    assert_eq!(json!(waiting), *value, "{}: pairs to look at", self.place);
                }
                _ if wanted.get("ticket").is_some() => {}
                other => panic!("{}: nothing known of {other}", self.place),
            }
        }
    }

    fn expect_ticket(&self, wanted: &Value) {
        let ticket = self.ticket(wanted["ticket"].as_str().expect("a ticket"));
        let whole = serde_json::to_value(&ticket).expect("a ticket");
        for (what, value) in wanted.as_object().unwrap() {
            let got = match what.as_str() {
                "ticket" | "events" | "loads" | "waiting" | "jobs" | "counters" | "tickets" | "same" | "apart"
                | "product" | "quarantined" | "order_money" | "people" | "why" | "history" | "review" | "refused"
                | "ranked" | "refusals" | "scan" | "stock" | "tasks" | "agents" | "trial" | "simulated" | "dry_run"
                | "checked" | "policy" | "decided" | "configs" | "explained_task" => {
                    continue;
                }
                "kind" => json!(ticket.axes.kind),
                "agent" => json!(ticket.assignment.agent.and_then(|a| self.agents.get(&a))),
                "queue" => json!(ticket.assignment.queue == Some(QueueId::of(value.as_str().unwrap()))),
                "sources" => self.picture(&ticket)["sources"].clone(),
                "clocks" => clocks(&ticket),
                "tags" => json!(ticket.local.tags),
                "custom" => json!(ticket.local.custom),
                other => whole[other].clone(),
            };
            let value = if what == "queue" { &json!(true) } else { value };
            assert!(holds(&self.fill(value), &got), "{}: {what} is {got}", self.place);
        }
    }

    /// These kinds were recorded since the last look, in that order, among others; `!kind` was not.
    fn expect_events(&mut self, wanted: &Value) {
        let log = self.look();
        let kinds: Vec<String> = log.iter().map(kind_of).collect();
        let mut rest = kinds.iter();
        for kind in wanted.as_array().unwrap().iter().map(|k| k.as_str().unwrap()) {
            if kind == "only" {
                let count = wanted.as_array().unwrap().len() - 1;
                assert_eq!(kinds.len(), count, "{}: {kinds:?}", self.place);
                continue;
            }
            match kind.strip_prefix('!') {
                Some(none) => assert!(!kinds.iter().any(|k| k == none), "{}: {kinds:?}", self.place),
                None => assert!(rest.any(|k| k == kind), "{}: no {kind} in {kinds:?}", self.place),
            }
        }
    }

    fn expect_gauges(&self, wanted: &Value, key: impl Fn(&str) -> Key) {
        let mut reader = self.store.reader().unwrap();
        for (name, value) in wanted.as_object().unwrap() {
            let loaded = reader.load(self.desk.tenant(), &[key(name)]).unwrap();
            let got = match loaded.slots.first() {
                Some(Slot::Gauge(got)) => *got,
                _ => 0,
            };
            assert_eq!(json!(got), *value, "{}: {name}", self.place);
        }
    }

    fn expect_jobs(&self, wanted: &Value) {
        let mut reader = self.store.reader().unwrap();
        for (kind, value) in wanted.as_object().unwrap() {
            let kind = JobKind::parse(kind).expect("a kind of job");
            let scan = Scan::all(Index::JobDue, group_of(kind.as_str()), Table::Job, 1_000);
            let got = reader.list(self.desk.tenant(), &scan).unwrap().entries.len();
            assert_eq!(json!(got), *value, "{}: jobs of kind {kind}", self.place);
        }
    }

    /// The sum of a counter over all days.
    fn expect_counter(&self, wanted: &Value) {
        let query = CounterQuery {
            grain: aftersync_core::model::counter::Grain::Day,
            from: i32::MIN,
            to: i32::MAX,
            dim: serde_json::from_value(wanted["dim"].clone()).expect("a dimension"),
            member: wanted["member"].as_str().map(str::to_owned),
        };
        let all = self.desk.counters(query).wait().unwrap();
        let metric = wanted["metric"].as_str().unwrap();
        let currency = wanted["currency"].as_str();
        let is_asked =
            |id: &CounterId| id.metric.as_str() == metric && id.currency.as_ref().map(Currency::as_str) == currency;
        let of = all.iter().filter(|(id, _)| is_asked(id));
        let sum: i64 = of.map(|(_, n)| n).sum();
        assert_eq!(json!(sum), wanted["sum"], "{}: {wanted}", self.place);
    }

    /// Who may take a ticket, in the order in which they come; how many may not, by reason.
    fn expect_told(&self, what: &str, ticket: &str, wanted: &Value) {
        let explained = self.desk.explain_routing(self.ticket(ticket).id).wait().unwrap();
        let ranked = explained.ranked.iter().map(|one| self.agents.get(&one.agent));
        let told = match what {
            "ranked" => json!(ranked.collect::<Vec<_>>()),
            _ => json!(explained.refusals),
        };
        assert_eq!(told, *wanted, "{}: {what}", self.place);
    }

    /// Why these agents would not get a ticket, as it is explained.
    fn expect_refused(&self, ticket: &str, wanted: &Value) {
        let explained = self.desk.explain_routing(self.ticket(ticket).id).wait().unwrap();
        for (name, reason) in wanted.as_object().unwrap() {
            let refused = explained.choice.refused.iter();
            let got = refused
                .filter(|(id, _)| *id == AgentId::of(name))
                .map(|(_, why)| why)
                .next();
            assert_eq!(json!(got), *reason, "{}: {name}", self.place);
        }
    }

    /// What the warehouse hears of a code.
    fn expect_scan(&self, wanted: &Value) {
        let hints = wanted.get("hints").map_or_else(Default::default, |hints| {
            serde_json::from_value(self.fill(hints)).expect("what is read on a parcel")
        });
        let code = self.fill(&wanted["code"]);
        let scanned = self.desk.scan(code.as_str().expect("a code"), hints).wait().unwrap();
        let answer = serde_json::to_value(scanned).expect("an answer");
        let list = |name: &str| answer[name].as_array().cloned().unwrap_or_default();
        let lines = |of: &Value| -> Value {
            let all = of["lines"].as_array().into_iter().flatten();
            all.map(|l| json!([l["sku"], l["expected"], l["received"]])).collect()
        };
        for (what, value) in wanted.as_object().unwrap() {
            let got = match what.as_str() {
                "code" | "hints" => continue,
                "returns" | "tickets" | "candidates" => list(what).iter().map(|one| one["ticket"].clone()).collect(),
                "lines" => lines(&answer["returns"][0]),
                "moves" => answer["returns"][0]["moves"].clone(),
                "orders" => list(what).iter().map(|one| one["number"].clone()).collect(),
                "scores" => list("candidates").iter().map(|one| one["score"].clone()).collect(),
                "clues" => {
                    let reasons = answer["candidates"][0]["reasons"]
                        .as_array()
                        .cloned()
                        .unwrap_or_default();
                    reasons.iter().map(|reason| reason["clue"].clone()).collect()
                }
                other => answer[other].clone(),
            };
            assert_eq!(self.fill(value), got, "{}: {what} of {code}", self.place);
        }
    }

    /// What there is of articles, what of it is set aside and what can be promised; null for one that was never counted.
    fn expect_stock(&self, wanted: &Value) {
        for (code, value) in wanted.as_object().unwrap() {
            let levels = self.desk.stock([code]).wait().unwrap();
            let got = levels.first().map(|l| json!([l.on_hand, l.reserved, l.available]));
            assert_eq!(json!(got), *value, "{}: {code}", self.place);
        }
    }

    /// What another configuration would make of the tickets.
    fn expect_trial(&self, wanted: &Value) {
        let config = serde_json::from_value(wanted["config"].clone()).expect("a configuration");
        let query = serde_json::from_value(self.fill(&wanted["query"])).expect("a query");
        let trial = self.desk.try_config(config, query).wait().unwrap();
        assert_eq!(json!(trial.looked_at), wanted["looked_at"], "{}: looked at", self.place);
        let named = wanted["rerouted"].as_object().expect("tickets");
        assert_eq!(
            trial.rerouted.len(),
            named.len(),
            "{}: {:?}",
            self.place,
            trial.rerouted
        );
        for (name, value) in named {
            let id = self.ticket(name).id;
            let got = json!(trial.rerouted.iter().find(|one| one.ticket == id));
            assert!(holds(value, &got), "{}: {name} is {got}", self.place);
        }
    }

    /// What another configuration would have made of the tickets as they came.
    fn expect_simulated(&self, wanted: &Value) {
        let config = serde_json::from_value(self.fill(&wanted["config"])).expect("a configuration");
        let query = serde_json::from_value(self.fill(&wanted["query"])).expect("a query");
        let simulation = self.desk.simulate(config, query).wait().unwrap();
        for what in ["tickets", "is", "would"] {
            let got = &json!(simulation)[what];
            assert!(holds(&self.fill(&wanted[what]), got), "{}: {what} is {got}", self.place);
        }
        let named = wanted["differing"].as_object().expect("tickets");
        assert_eq!(
            json!(simulation.differ),
            json!(named.len()),
            "{}: {simulation:?}",
            self.place
        );
        for (name, value) in named {
            let id = self.ticket(name).id;
            let got = json!(simulation.differing.iter().find(|one| one.ticket == id));
            assert!(holds(&self.fill(value), &got), "{}: {name} is {got}", self.place);
        }
    }

    /// Where a ticket with these attributes would go, as it is explained.
    fn expect_dry_run(&self, wanted: &Value) {
        let attributes = serde_json::from_value(self.fill(&wanted["attributes"])).expect("attributes");
        let overrides = wanted.get("overrides").map_or_else(Default::default, |overrides| {
            serde_json::from_value(self.fill(overrides)).expect("overrides")
        });
        let got = json!(self.desk.dry_run(attributes, overrides).wait().unwrap());
        assert!(holds(&self.fill(&wanted["explained"]), &got), "{}: {got}", self.place);
    }

    /// All that is wrong with a configuration as it is written, in its order.
    fn expect_checked(&self, wanted: &Value) {
        let got = json!(self.desk.check_config(&wanted["config"]).wait().unwrap());
        for what in ["problems", "warnings"] {
            assert_eq!(got[what], wanted[what], "{}: {what}", self.place);
        }
    }

    /// What return policies make of a ticket, as it is explained.
    fn expect_policy(&self, name: &str, wanted: &Value) {
        let got = json!(self.desk.explain_policy(self.ticket(name).id).wait().unwrap());
        assert!(holds(&self.fill(wanted), &got), "{}: {got}", self.place);
    }

    /// These names mean one ticket, or each another.
    fn expect_same(&self, names: &Value, same: bool) {
        let ids: Vec<_> = names
            .as_array()
            .unwrap()
            .iter()
            .map(|n| self.ticket(n.as_str().unwrap()).id)
            .collect();
        for (i, a) in ids.iter().enumerate() {
            for b in ids.iter().skip(i + 1) {
                assert_eq!(a == b, same, "{}: {names}", self.place);
            }
        }
    }
}

impl Play {
    /// The first lines of these tickets are of one product.
    fn expect_product(&self, names: &Value) {
        let of = |n: &Value| self.ticket(n.as_str().unwrap()).lines.first().and_then(|l| l.product);
        let products: Vec<_> = names.as_array().unwrap().iter().map(of).collect();
        assert!(
            products.iter().all(|p| p.is_some() && *p == products[0]),
            "{}: {products:?}",
            self.place
        );
    }
}

/// Each clock in a word: breached, warned, met, running or paused.
fn clocks(t: &Ticket) -> Value {
    let word = |c: &aftersync_core::model::ticket::Clock| match c {
        c if c.breached => "breached",
        c if c.met_at.is_some() => "met",
        c if c.warned => "warned",
        c if c.running_since.is_some() => "running",
        _ => "paused",
    };
    t.clocks
        .iter()
        .map(|(kind, c)| (json!(kind).as_str().unwrap().to_owned(), json!(word(c))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Objects hold what is wanted among other things; everything else is equal.
pub(super) fn holds(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => wanted
            .iter()
            .all(|(key, value)| got.get(key).map_or(value.is_null(), |g| holds(value, g))),
        _ => wanted == got,
    }
}
