//! The paths of the lifecycle's data, driven through a desk, pass the headlines that the pure table passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
use std::sync::Arc;

use aftersync_core::engine::Desk;
use aftersync_core::lifecycle::{self, headline};
use aftersync_core::model::axes::{Axes, Headline, Kind, Role};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::command::{Act, Actor, Details};
use aftersync_core::model::config::{Config, ShopConfig};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::TicketId;
use aftersync_core::model::money::Money;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::model::trigger::Trigger;
use aftersync_core::platform::AppCredentials;
use aftersync_core::{ErrorKind, Result};
use aftersync_testkit::{ManualClock, MemoryStore};
use aftersync_tests::desk::{self, engine, opened, request, ticket};
use serde_json::{Value, json};

const DATA: &str = include_str!("../../crates/core/tests/data/lifecycle.json");

struct Walk {
    desk: Desk,
    clock: ManualClock,
    ticket: TicketId,
    /// As a pure function of the triggers sent.
    pure: Axes,
    passed: Vec<Headline>,
    name: String,
}

impl Walk {
    fn begin(name: &str, kind: Kind) -> Self {
        let (builder, clock) = engine(Arc::new(MemoryStore::new()), 1);
        let desk = builder.build().unwrap().desk("acme");
        let ticket = opened(&desk, "A1", "O1", kind);
        // Nothing has to be waited for here: it is triaged as it comes.
        let pure = Axes {
            triaged: true,
            ..Axes::start(kind)
        };
        let passed = vec![Headline::Requested, headline(&pure)];
        Self {
            desk,
            clock,
            ticket,
            pure,
            passed,
            name: name.to_owned(),
        }
    }

    fn step(&mut self, step: &str) {
        let (word, want) = step.split_once(':').unwrap_or((step, ""));
        let (refused, word) = word.strip_prefix('!').map_or((false, word), |w| (true, w));
        let trigger = Trigger::parse(word).unwrap();
        if trigger == Trigger::Triaged {
            return;
        }
        self.clock.advance(MINUTE);
        let answer = send(&self.desk, self.ticket, trigger, role(&self.pure, trigger));
        if refused {
            let error = answer.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Rejected, "{}: {step}", self.name);
            assert_eq!(error.context_of("state"), Some(headline(&self.pure).as_str()));
            assert_eq!(error.context_of("trigger"), Some(word));
            assert!(error.context_of("allowed").is_some());
        } else {
            answer.unwrap_or_else(|e| panic!("{}: {step}: {e:?}", self.name));
            self.pure = lifecycle::apply(&self.pure, trigger).unwrap().axes;
        }
        if trigger == Trigger::Compensate {
            self.pay();
        }
        let t = ticket(&self.desk, self.ticket);
        assert_eq!(t.axes, self.pure, "{}: {step}", self.name);
        assert_eq!(t.headline, headline(&self.pure), "{}: {step}", self.name);
        assert!(want.is_empty() || want == t.headline.as_str(), "{}: {step}", self.name);
        if self.passed.last() != Some(&t.headline) {
            self.passed.push(t.headline);
        }
    }
}

impl Walk {
    /// Goodwill holds up the closing until it is paid, which the axes know nothing of.
    fn pay(&self) {
        let task = *ticket(&self.desk, self.ticket).local.tasks.last().unwrap();
        for word in ["assign", "start", "done"] {
            let act = json!({"do": "move_task", "task": task, "trigger": word});
            let act: Act = serde_json::from_value(act).unwrap();
            self.desk.act(Actor::role(Role::Finance)).doing(act).wait().unwrap();
        }
    }
}

/// Somebody who may send that.
fn role(axes: &Axes, trigger: Trigger) -> Role {
    let row = lifecycle::rows(axes, trigger);
    let may = |role: &&Role| row.is_none_or(|row| row.is_for(**role));
    *Role::ALL.iter().find(may).unwrap()
}

fn send(desk: &Desk, ticket: TicketId, trigger: Trigger, role: Role) -> Result<()> {
    let details = Box::new(Details {
        amount: (trigger == Trigger::Compensate).then(|| Money::cny(1_000)),
        ..Details::default()
    });
    let act = Act::Move {
        ticket,
        trigger,
        details,
    };
    desk.act(Actor::role(role)).doing(act).wait().map(|_| ())
}

fn paths() -> Vec<Value> {
    let data: Value = serde_json::from_str(DATA).unwrap();
    data["paths"].as_array().unwrap().clone()
}

/// Paths in which something happens before triage need an order that is awaited.
fn before_triage(path: &Value) -> bool {
    path["steps"][0] != "triaged"
}

#[test]
fn every_path_passes_the_same_headlines() {
    let mut walked = 0;
    for path in paths().iter().filter(|p| !before_triage(p)) {
        let kind = Kind::parse(path["kind"].as_str().unwrap()).unwrap();
        let name = format!("{} ({kind})", path["name"]);
        let mut walk = Walk::begin(&name, kind);
        for step in path["steps"].as_array().unwrap() {
            walk.step(step.as_str().unwrap());
        }
        assert_eq!(json!(walk.passed), path["headlines"], "{name}");
        walked += 1;
    }
    assert_eq!(walked, 32);
}

/// Where a platform is connected and the order is not here yet, the request waits for triage; what the platform does
/// comes as facts.
#[test]
fn the_path_before_triage_passes_the_same_headlines() {
    let all = paths();
    let odd: Vec<&Value> = all.iter().filter(|p| before_triage(p)).collect();
    assert_eq!(odd.len(), 1);
    let (builder, clock) = engine(Arc::new(MemoryStore::new()), 1);
    let builder = builder.adapters(aftersync_platforms::all());
    let desk = builder
        .app("douyin", AppCredentials::new("app-1", "no secret"))
        .build()
        .unwrap()
        .desk("acme");
    let shop: ShopConfig = serde_json::from_value(json!({"platform": "douyin", "shop": "1", "app": "app-1"})).unwrap();
    let shops = vec![shop];
    desk.configure(Config {
        shops,
        ..Config::default()
    })
    .wait()
    .unwrap();
    let mut passed: Vec<Headline> = Vec::new();
    let mut id = None;
    let disputes = [None, Some("open"), Some("withdrawn")];
    for dispute in disputes {
        let at = clock.advance(MINUTE);
        let claim: Claim = serde_json::from_value(json!({"dispute": dispute})).unwrap();
        let taken = take(&desk, at, claim);
        id = id.or(taken);
        passed.push(ticket(&desk, id.unwrap()).headline);
    }
    let refused = send(&desk, id.unwrap(), Trigger::DisputeOpened, Role::Platform).unwrap_err();
    assert_eq!(
        refused.kind(),
        ErrorKind::Forbidden,
        "what a connected platform does comes as a fact"
    );
    send(&desk, id.unwrap(), Trigger::Triaged, Role::System).unwrap();
    passed.push(ticket(&desk, id.unwrap()).headline);
    assert_eq!(json!(passed), odd[0]["headlines"]);
}

fn take(desk: &Desk, at: Timestamp, claim: Claim) -> Option<TicketId> {
    let mut a = request("A1", "O1", Kind::RefundOnly, desk::START);
    a.claim = claim;
    let mut fact = desk::fact(at, FactBody::AfterSale(Box::new(a)));
    (fact.platform, fact.shop) = ("douyin".into(), "1".into());
    desk.ingest([fact]).wait().unwrap().remove(0).unwrap().ticket
}
